// SPDX-License-Identifier: ISC

/// @file input.c  A file's bytes in a window that slides along it, as UTF-8.

#include "source/input.h"

#include "io/file.h"
#include "source/unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

size_t rhumb_input_chunk = (size_t)256 * 1024;
size_t rhumb_input_most = (size_t)256 * 1024 * 1024;

/// The file itself
typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  int fd;
  char head[RHUMB_UNPACK_HEAD]; ///< Read ahead, to see what it is
  size_t n_head, at_head;
} FileStage;

/// From another encoding to UTF-8
typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  RhumbStr encoding;
  iconv_t convert;
  uint64_t offset; ///< Of raw[0] in the bytes below
  size_t n_raw;
  bool drained;
  char raw[4096];
} DecodeStage;

/// What a file begins with that is no text in UTF-8
typedef struct {
  RhumbStr bytes;
  const char *what;
} Signature;

static const Signature signatures[] = {
    {{"\x1F\x8B", 2}, "compressed (gzip)"},
    {{"PK\x03\x04", 4}, "compressed (zip)"},
    {{"\xFD"
      "7zXZ",
      5},
     "compressed (xz)"},
    {{"\xFE\xFF", 2}, "in UTF-16, which needs \"encoding: utf-16\""},
    {{"\xFF\xFE", 2}, "in UTF-16, which needs \"encoding: utf-16\""},
};

static RhumbLoc
loc_in(const RhumbInput *const input)
{
  return (RhumbLoc){&input->text, 0, 0, 0};
}

static RhumbStatus
read_file(const FileStage *const file,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  for (;;) {
    const ssize_t n = read(file->fd, to, room);
    if (n >= 0) {
      *got = (size_t)n;
      return RHUMB_OK;
    }
    if (errno != EINTR) {
      return rhumb_fail(diag,
                        RHUMB_ERR_IO,
                        loc_in(file->input),
                        "cannot read on: %s",
                        strerror(errno));
    }
  }
}

static RhumbStatus
pull_file(RhumbStage *const stage,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  FileStage *const file = (FileStage *)stage;
  const size_t ahead = file->n_head - file->at_head;
  if (!ahead) {
    return read_file(file, to, room, got, diag);
  }
  *got = ahead < room ? ahead : room;
  memcpy(to, file->head + file->at_head, *got);
  file->at_head += *got;
  return RHUMB_OK;
}

static void
close_file(RhumbStage *const stage)
{
  const FileStage *const file = (const FileStage *)stage;
  if (file->fd > STDIN_FILENO) {
    (void)close(file->fd);
  }
  free(stage);
}

static RhumbStatus
bad_bytes(const DecodeStage *const decode,
          const size_t at,
          const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc_in(decode->input),
                    "byte %llu of the file is not %.*s, as its rules say",
                    (unsigned long long)decode->offset + at + 1,
                    RHUMB_FMT(decode->encoding));
}

static RhumbStatus
refill_raw(DecodeStage *const decode, const RhumbDiag *const diag)
{
  size_t got = 0;
  RHUMB_TRY(decode->stage.below->pull(decode->stage.below,
                                      decode->raw + decode->n_raw,
                                      sizeof(decode->raw) - decode->n_raw,
                                      &got,
                                      diag));
  decode->n_raw += got;
  decode->drained = got == 0;
  return RHUMB_OK;
}

static RhumbStatus
pull_decoded(RhumbStage *const stage,
             char *const to,
             const size_t room,
             size_t *const got,
             const RhumbDiag *const diag)
{
  DecodeStage *const decode = (DecodeStage *)stage;
  char *out = to;
  size_t out_left = room;
  while (out == to) {
    if (!decode->drained && decode->n_raw < sizeof(decode->raw)) {
      RHUMB_TRY(refill_raw(decode, diag));
    }
    char *in = decode->raw;
    size_t in_left = decode->n_raw;
    const size_t n = iconv(decode->convert, &in, &in_left, &out, &out_left);
    const size_t used = (size_t)(in - decode->raw);
    if (n == (size_t)-1 &&
        (errno == EILSEQ || (errno == EINVAL && decode->drained))) {
      return bad_bytes(decode, used, diag);
    }
    decode->offset += used;
    decode->n_raw = in_left;
    memmove(decode->raw, in, in_left);
    if (decode->drained && !in_left) {
      // A letter may have waited for a mark to follow; what has no room now
      // comes with the next call
      (void)iconv(decode->convert, NULL, NULL, &out, &out_left);
      break;
    }
  }
  *got = (size_t)(out - to);
  return RHUMB_OK;
}

static void
close_decode(RhumbStage *const stage)
{
  const DecodeStage *const decode = (const DecodeStage *)stage;
  (void)iconv_close(decode->convert);
  free(stage);
}

static bool
is_utf8(const RhumbStr encoding)
{
  static const char *const names[] = {
      "", "utf-8", "utf8", "ascii", "us-ascii", "utf-8-sig"};
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    if (strlen(names[i]) == encoding.len &&
        (!encoding.len ||
         strncasecmp(names[i], encoding.data, encoding.len) == 0)) {
      return true;
    }
  }
  return false;
}

static RhumbStatus
push_decoder(RhumbInput *const input,
             const RhumbSourceSpec *const spec,
             const RhumbDiag *const diag)
{
  const RhumbStr name = rhumb_str_copy(&input->arena, spec->encoding);
  iconv_t convert = iconv_open("UTF-8", name.data);
  // The constant of iconv() for failure is an integer in pointer's clothes
  // NOLINTNEXTLINE(performance-no-int-to-ptr)
  if (convert == (iconv_t)-1) {
    return rhumb_fail(
        diag,
        RHUMB_ERR_UNSUPPORTED,
        spec->loc,
        "the encoding \"%.*s\" is not known; others are \"utf-8\", "
        "\"utf-16\", \"iso-8859-1\" and \"windows-1252\"",
        RHUMB_FMT(spec->encoding));
  }

  DecodeStage *const decode =
      (DecodeStage *)rhumb_xrealloc(NULL, sizeof(DecodeStage));
  *decode = (DecodeStage){.stage = {pull_decoded, close_decode, input->top},
                          .input = input,
                          .encoding = name,
                          .convert = convert};
  input->top = &decode->stage;
  return RHUMB_OK;
}

static RhumbStatus
open_path(RhumbInput *const input,
          const RhumbSourceSpec *const spec,
          const RhumbDiag *const diag)
{
  const bool is_stdin = rhumb_str_is(spec->access, "-");
  const RhumbStr path = rhumb_path_join(&input->arena, spec->dir, spec->access);
  input->text.name = is_stdin ? "<stdin>" : path.data;

  struct stat info;
  const int fd = is_stdin ? STDIN_FILENO
                          : open(path.data, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  const bool known = fd >= 0 && fstat(fd, &info) == 0;
  if (!known || S_ISDIR(info.st_mode)) {
    const int error = known ? EISDIR : errno;
    if (fd > STDIN_FILENO) {
      (void)close(fd);
    }
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      spec->access_loc,
                      "cannot read \"%s\": %s",
                      input->text.name,
                      strerror(error));
  }

  FileStage *const file = (FileStage *)rhumb_xrealloc(NULL, sizeof(FileStage));
  *file = (FileStage){{pull_file, close_file, NULL}, input, fd, {0}, 0, 0};
  input->top = &file->stage;
  return RHUMB_OK;
}

/// Look at what the file begins with, and unpack it if it is compressed
static RhumbStatus
unpack(RhumbInput *const input,
       const RhumbSourceSpec *const spec,
       const RhumbDiag *const diag)
{
  FileStage *const file = (FileStage *)input->top;
  size_t got = 1;
  while (got && file->n_head < sizeof(file->head)) {
    RHUMB_TRY(read_file(file,
                        file->head + file->n_head,
                        sizeof(file->head) - file->n_head,
                        &got,
                        diag));
    file->n_head += got;
  }
  const RhumbStr head = {file->head, file->n_head};
  return rhumb_unpack_push(input, spec, head, file->fd, diag);
}

/// Refuse kinds of access that would need the network
static RhumbStatus
check_access(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  if ((spec->type.len && !rhumb_str_is(spec->type, "localfile")) ||
      rhumb_str_starts(spec->access, RHUMB_STR("http://")) ||
      rhumb_str_starts(spec->access, RHUMB_STR("https://"))) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->access_loc,
                      "only local files are read as %.*s, not \"%.*s\"%s%.*s",
                      RHUMB_FMT(spec->formulation),
                      RHUMB_FMT(spec->access),
                      spec->type.len ? " of type " : "",
                      RHUMB_FMT(spec->type.len ? spec->type : RHUMB_STR("")));
  }
  return RHUMB_OK;
}

/// Look at the first bytes: skip a byte order mark, refuse what is no text
static RhumbStatus
check_start(RhumbInput *const input, const RhumbDiag *const diag)
{
  while (input->end < 6 && !input->at_end) {
    const RhumbStatus st = rhumb_input_fill(input, diag);
    if (st != RHUMB_OK && st != RHUMB_END) {
      return st;
    }
  }

  const RhumbStr start = {input->data, input->end};
  for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); ++i) {
    if (rhumb_str_starts(start, signatures[i].bytes)) {
      return rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        loc_in(input),
                        "the file is not text in UTF-8: it looks %s",
                        signatures[i].what);
    }
  }
  input->pos = rhumb_str_starts(start, RHUMB_STR("\xEF\xBB\xBF")) ? 3 : 0;
  return RHUMB_OK;
}

RhumbStatus
rhumb_input_open_bytes(RhumbInput *const input,
                       const RhumbSourceSpec *const spec,
                       const RhumbDiag *const diag)
{
  *input = (RhumbInput){0};
  RHUMB_TRY(check_access(spec, diag));
  RHUMB_TRY(open_path(input, spec, diag));
  return unpack(input, spec, diag);
}

RhumbStatus
rhumb_input_open(RhumbInput *const input,
                 const RhumbSourceSpec *const spec,
                 const RhumbDiag *const diag)
{
  RHUMB_TRY(rhumb_input_open_bytes(input, spec, diag));
  if (!is_utf8(spec->encoding)) {
    RHUMB_TRY(push_decoder(input, spec, diag));
  }
  return check_start(input, diag);
}

/// A stage may need this much room to make progress by one character
static const size_t least_room = 8;

static void
make_room(RhumbInput *const input, const size_t want)
{
  const size_t kept = input->end - input->pos;
  if (kept && input->pos) {
    memmove(input->data, input->data + input->pos, kept);
  }
  input->pos = 0;
  input->end = kept;
  if (input->cap < kept + want + least_room) {
    input->cap = kept + want + least_room;
    input->data =
        (char *)rhumb_xrealloc(input->data, input->cap + RHUMB_INPUT_PAD);
  }
}

RhumbStatus
rhumb_input_fill(RhumbInput *const input, const RhumbDiag *const diag)
{
  const size_t kept = input->end - input->pos;
  const size_t want = kept > rhumb_input_chunk ? kept : rhumb_input_chunk;
  make_room(input, want);
  while (!input->at_end && input->end <= 2 * kept &&
         input->cap - input->end >= least_room) {
    size_t got = 0;
    RHUMB_TRY(input->top->pull(input->top,
                               input->data + input->end,
                               input->cap - input->end,
                               &got,
                               diag));
    input->at_end = got == 0;
    input->end += got;
  }
  memset(input->data + input->end, 0, RHUMB_INPUT_PAD);
  return input->end > kept ? RHUMB_OK : RHUMB_END;
}

#ifdef __SSE2__

/// Count the newlines of whole blocks; `at` is moved behind them
static size_t
count_in_blocks(const char **const at, const char *const end)
{
  const __m128i lf = _mm_set1_epi8('\n');
  size_t count = 0;
  for (; end - *at >= 16; *at += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)*at);
    const int hits = _mm_movemask_epi8(_mm_cmpeq_epi8(block, lf));
    if (hits) {
      count += (size_t)__builtin_popcount((unsigned)hits);
    }
  }
  return count;
}

#endif

size_t
rhumb_count_lines(const RhumbStr bytes)
{
  size_t count = 0;
  const char *at = bytes.data;
  const char *const end = at + bytes.len;
#ifdef __SSE2__
  count = count_in_blocks(&at, end);
#endif
  for (; at < end; ++at) {
    count += *at == '\n';
  }
  return count;
}

void
rhumb_input_close(RhumbInput *const input)
{
  while (input->top) {
    RhumbStage *const stage = input->top;
    input->top = stage->below;
    stage->close(stage);
  }
  free(input->data);
  rhumb_arena_free(&input->arena);
  *input = (RhumbInput){0};
}

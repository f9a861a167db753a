// SPDX-License-Identifier: ISC

/// @file input.c  A file's bytes in a window that slides along it, as UTF-8.

#include "io/input_impl.h"

#include "base/utf8.h"
#include "io/compression_impl.h"
#include "io/nearby.h"
#include "io/path.h"
#include "io/reads.h"
#include "io/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

size_t rhumb_input_chunk = (size_t)256 * 1024;
size_t rhumb_max_input = (size_t)256 * 1024 * 1024;

/// How much of a file is read ahead, if it comes at once: what compression is
/// told by, and what a kind of files is
enum { MAX_HEAD = 4096 };

/// The file itself
typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  int fd;                 ///< Not of the stage, where there is a spool
  RhumbSpoolReading kept; ///< No spool: the file is read itself
  char head[MAX_HEAD];    ///< Read ahead, to see what it is
  size_t n_head, at_head;
} FileStage;

static RhumbStatus
read_file(FileStage *const file,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  if (file->kept.spool) {
    return rhumb_spool_read(&file->kept, to, room, got, diag);
  }
  for (;;) {
    const ssize_t n = read(file->fd, to, room);
    if (n >= 0) {
      *got = (size_t)n;
      return RHUMB_OK;
    }
    if (errno != EINTR) {
      return rhumb_fail(diag,
                        RHUMB_ERR_IO,
                        rhumb_input_loc(file->input),
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
  if (!file->kept.spool && file->fd > STDIN_FILENO) {
    (void)close(file->fd);
  }
}

/// Report that there is nothing to read at a path, `error` being why
static RhumbStatus
fail_open(RhumbInput *const input,
          const RhumbInputSpec *const spec,
          const int error,
          const RhumbDiag *const diag)
{
  const bool is_folder = error == EISDIR;
  return rhumb_fail_near(
      diag,
      RHUMB_ERR_IO,
      spec->path_loc,
      is_folder ? NULL : rhumb_path_near(&input->arena, spec->dir, spec->path),
      "cannot read \"%s\": %s",
      input->text.name,
      is_folder ? "it is a folder; name a file in it" : strerror(error));
}

/// True if what was opened as `fd` is to be kept
static bool
is_kept(const RhumbInputSpec *const spec,
        const int fd,
        const struct stat *const status)
{
  return spec->is_source && rhumb_spools_are_kept() &&
         (fd == STDIN_FILENO || !S_ISREG(status->st_mode));
}

/// Open what is at `path`, NULL being standard input
static RhumbStatus
open_descriptor(RhumbInput *const input,
                FileStage *const file,
                const RhumbInputSpec *const spec,
                const char *const path,
                const RhumbDiag *const diag)
{
  struct stat status;
  const int fd =
      path ? open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
  const bool known = fd >= 0 && fstat(fd, &status) == 0;
  if (!known || S_ISDIR(status.st_mode)) {
    const int error = known ? EISDIR : errno;
    if (fd > STDIN_FILENO) {
      (void)close(fd);
    }
    return fail_open(input, spec, error, diag);
  }
  if (!spec->is_extended) {
    rhumb_reads_note(fd);
  }
  file->fd = fd;
  if (is_kept(spec, fd, &status)) {
    file->kept.spool = rhumb_spool_new(fd, &status);
  }
  return RHUMB_OK;
}

static RhumbStatus
open_path(RhumbInput *const input,
          const RhumbInputSpec *const spec,
          const RhumbDiag *const diag)
{
  const bool is_stdin = rhumb_str_is(spec->path, "-");
  const char *const path =
      is_stdin ? NULL
               : rhumb_path_join(&input->arena, spec->dir, spec->path).data;
  input->text.name = is_stdin ? "<stdin>" : path;
  FileStage *const file = RHUMB_NEW(&input->arena, FileStage, 1);
  file->kept.loc = rhumb_input_loc(input);
  file->kept.spool = spec->is_source ? rhumb_spool_find(path) : NULL;
  if (!file->kept.spool) {
    RHUMB_TRY(open_descriptor(input, file, spec, path, diag));
  }
  file->stage = (RhumbStage){pull_file, close_file, NULL};
  file->input = input;
  input->top = &file->stage;
  return RHUMB_OK;
}

/// An archive is read here and there
static RhumbStatus
fill_archive(FileStage *const file, const RhumbDiag *const diag)
{
  return file->kept.spool ? rhumb_spool_fill(file->kept, &file->fd, diag)
                          : RHUMB_OK;
}

/// Look at what the file begins with, and unpack it if it is compressed
static RhumbStatus
unpack(RhumbInput *const input,
       const RhumbInputSpec *const spec,
       const RhumbDiag *const diag)
{
  FileStage *const file = (FileStage *)input->top;
  const size_t most =
      rhumb_max_input < MAX_HEAD ? RHUMB_COMPRESSION_HEAD : MAX_HEAD;
  size_t got = 1;
  while (got && file->n_head < RHUMB_COMPRESSION_HEAD) {
    RHUMB_TRY(read_file(
        file, file->head + file->n_head, most - file->n_head, &got, diag));
    file->n_head += got;
  }
  const RhumbStr head = {file->head, file->n_head};
  const RhumbCompression *const packed = rhumb_compression_of(head);
  if (packed && packed->reader == RHUMB_BY_MEMBER) {
    RHUMB_TRY(fill_archive(file, diag));
  }
  return rhumb_unpack_push(input, spec, head, file->fd, diag);
}

static RhumbStatus
check_seekable(const RhumbInput *const input,
               const RhumbInputSpec *const spec,
               const RhumbDiag *const diag)
{
  FileStage *const file = (FileStage *)input->top;
  RHUMB_TRY(fill_archive(file, diag));
  return lseek(file->fd, 0, SEEK_CUR) >= 0 || errno != ESPIPE
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          spec->path_loc,
                          "a file that is an archive cannot be read from a "
                          "pipe; name the file, or have --memory keep it");
}

/// Look at the first bytes: skip a byte order mark, refuse what is no text
static RhumbStatus
check_start(RhumbInput *const input, const RhumbDiag *const diag)
{
  while (input->end < RHUMB_COMPRESSION_HEAD && !input->at_end) {
    const RhumbStatus st = rhumb_input_fill(input, diag);
    if (st != RHUMB_OK && st != RHUMB_END) {
      return st;
    }
  }

  const RhumbStr start = {input->data, input->end};
  const RhumbCompression *const packed = rhumb_compression_of(start);
  if (packed) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_input_loc(input),
                      "the file is not text in UTF-8: it looks compressed (%s)",
                      packed->name);
  }
  if (rhumb_str_starts(start, RHUMB_STR("\xFE\xFF")) ||
      rhumb_str_starts(start, RHUMB_STR("\xFF\xFE"))) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_input_loc(input),
                      "the file is not text in UTF-8: it looks in UTF-16, "
                      "which needs \"encoding: utf-16\"");
  }
  input->pos = rhumb_utf8_mark(start);
  return RHUMB_OK;
}

/// What is more than read is done beside the work, where there is a file: of a
/// pipe nobody knows when it gives more, and closing would wait for it
static void
work_ahead(RhumbInput *const input, const FileStage *const file)
{
  struct stat status;
  if (input->top->below) {
    rhumb_ahead_push(input,
                     file->kept.spool ? !rhumb_spool_is_whole(file->kept.spool)
                                      : fstat(file->fd, &status) != 0 ||
                                            !S_ISREG(status.st_mode));
  }
}

RhumbStatus
rhumb_input_open(RhumbInput *const input,
                 const RhumbInputSpec *const spec,
                 const RhumbDiag *const diag)
{
  *input = (RhumbInput){.is_archive = spec->as_archive};
  RHUMB_TRY(open_path(input, spec, diag));
  if (spec->as_archive) {
    return check_seekable(input, spec, diag);
  }
  const FileStage *const file = (const FileStage *)input->top;
  RHUMB_TRY(unpack(input, spec, diag));
  if (!spec->as_bytes) {
    RHUMB_TRY(rhumb_decode_push(input, spec, diag));
  }
  work_ahead(input, file);
  return spec->as_bytes ? RHUMB_OK : check_start(input, diag);
}

RhumbStatus
rhumb_input_open_member(RhumbInput *const input,
                        const RhumbInput *const archive,
                        const RhumbStr name,
                        const RhumbDiag *const diag)
{
  const FileStage *const file = (const FileStage *)archive->top;
  const RhumbCompression *kind = NULL;
  const RhumbInputSpec spec = {.path = rhumb_str(archive->text.name)};
  *input = (RhumbInput){.text = archive->text};
  RHUMB_TRY(rhumb_compression_find(
      &kind, RHUMB_STR("zip"), rhumb_input_loc(archive), diag));
  const RhumbUnpackSpec unpack = {kind, &spec, file->fd};
  RHUMB_TRY(rhumb_zip_push_member(input, &unpack, name, diag));
  work_ahead(input, file);
  return RHUMB_OK;
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
  input->passed += input->pos;
  input->pos = 0;
  input->end = kept;
  if (input->cap < kept + want + least_room) {
    input->cap = kept + want + least_room;
    input->data =
        (char *)rhumb_xrealloc(input->data, input->cap + RHUMB_INPUT_PAD);
  }
}

/// Leave the file: nobody reads on
static void
close_stages(RhumbInput *const input)
{
  while (input->top) {
    RhumbStage *const stage = input->top;
    input->top = stage->below;
    stage->close(stage);
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
  if (input->at_end && !input->is_archive) {
    close_stages(input);
  }
  memset(input->data + input->end, 0, RHUMB_INPUT_PAD);
  return input->end > kept ? RHUMB_OK : RHUMB_END;
}

void
rhumb_input_set_text(RhumbInput *const input, const RhumbStr text)
{
  input->pos = input->end = 0;
  input->passed = 0;
  input->at_end = true;
  make_room(input, text.len);
  if (text.len) {
    memcpy(input->data, text.data, text.len);
  }
  input->end = text.len;
  memset(input->data + text.len, 0, RHUMB_INPUT_PAD);
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
  close_stages(input);
  free(input->data);
  rhumb_arena_free(&input->arena);
  *input = (RhumbInput){0};
}

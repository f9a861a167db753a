// SPDX-License-Identifier: ISC

/// @file unpack.c  Compressed inputs, unpacked as they are read, by libarchive.

#include "io/compression_impl.h"
#include "io/kind.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <unistd.h>

enum {
  PACKED_SIZE = 64 * 1024, ///< Bytes given to libarchive at a time
  MAX_LISTED = 8,          ///< Files of a zip that an error names
};

typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  const char *kind;
  struct archive *archive;
  const RhumbDiag *diag; ///< Of the call that is under way
  RhumbStatus below;     ///< What the stage below reported
  la_int64_t given;      ///< Bytes that libarchive has got
  bool is_empty;         ///< Nothing is packed
  int fd;                ///< Of a zip, which is read from its end
  la_int64_t at, size;   ///< In it
  char packed[PACKED_SIZE];
} UnpackStage;

/// True for the errors of the system that libarchive passes on, and false for
/// those numbers that it gives to files that are not as they should be
static bool
is_of_system(const int error)
{
  return error > 0 && error != EILSEQ && error != EINVAL;
}

static RhumbStatus
fail_reading(const UnpackStage *const unpack, const int error)
{
  return rhumb_fail(unpack->diag,
                    RHUMB_ERR_IO,
                    rhumb_input_loc(unpack->input),
                    "cannot read on: %s",
                    strerror(error));
}

static RhumbStatus
damaged(const UnpackStage *const unpack, const RhumbDiag *const diag)
{
  if (unpack->below != RHUMB_OK) {
    return unpack->below;
  }
  const int error = archive_errno(unpack->archive);
  if (is_of_system(error)) {
    return fail_reading(unpack, error);
  }
  return rhumb_unpack_fail(
      unpack->input, unpack->kind, archive_error_string(unpack->archive), diag);
}

/// Give libarchive the next packed bytes
static la_ssize_t
give_packed(struct archive *const archive,
            void *const handle,
            const void **const bytes)
{
  UnpackStage *const unpack = (UnpackStage *)handle;
  RhumbStage *const below = unpack->stage.below;
  size_t got = 0;
  *bytes = unpack->packed;
  unpack->below =
      below->pull(below, unpack->packed, PACKED_SIZE, &got, unpack->diag);
  if (unpack->below != RHUMB_OK) {
    archive_set_error(archive, EIO, "reading failed");
    return -1;
  }
  unpack->given += (la_int64_t)got;
  return (la_ssize_t)got;
}

/// libarchive takes whatever stands behind a stream for its end
static RhumbStatus
check_rest(UnpackStage *const unpack, const RhumbDiag *const diag)
{
  const void *bytes = NULL;
  if (unpack->below == RHUMB_OK && unpack->given) {
    (void)give_packed(unpack->archive, unpack, &bytes);
  }
  RHUMB_TRY(unpack->below);
  const la_int64_t used = archive_filter_bytes(unpack->archive, -1);
  return unpack->given <= used
             ? RHUMB_OK
             : rhumb_unpack_fail(unpack->input,
                                 unpack->kind,
                                 "something else stands behind its end",
                                 diag);
}

static RhumbStatus
pull_unpacked(RhumbStage *const stage,
              char *const to,
              const size_t room,
              size_t *const got,
              const RhumbDiag *const diag)
{
  UnpackStage *const unpack = (UnpackStage *)stage;
  unpack->diag = diag;
  const la_ssize_t n =
      unpack->is_empty ? 0 : archive_read_data(unpack->archive, to, room);
  if (n < 0) {
    return damaged(unpack, diag);
  }
  *got = (size_t)n;
  return n ? RHUMB_OK : check_rest(unpack, diag);
}

static void
close_unpack(RhumbStage *const stage)
{
  const UnpackStage *const unpack = (const UnpackStage *)stage;
  (void)archive_read_free(unpack->archive);
}

static UnpackStage *
new_stage(RhumbInput *const input,
          const RhumbUnpackSpec *const spec,
          const RhumbDiag *const diag)
{
  UnpackStage *const unpack = RHUMB_NEW(&input->arena, UnpackStage, 1);
  *unpack = (UnpackStage){.stage = {pull_unpacked, close_unpack, input->top},
                          .input = input,
                          .kind = spec->kind->name,
                          .archive = archive_read_new(),
                          .diag = diag};
  input->top = &unpack->stage;
  return unpack;
}

/// Open a stream of one compressed file
static RhumbStatus
push_stream(RhumbInput *const input,
            const RhumbUnpackSpec *const spec,
            const RhumbDiag *const diag)
{
  UnpackStage *const unpack = new_stage(input, spec, diag);
  struct archive_entry *entry = NULL;
  (void)spec->kind->set_read(unpack->archive);
  (void)archive_read_support_format_raw(unpack->archive);
  (void)archive_read_support_format_empty(unpack->archive);
  const bool opened =
      archive_read_open2(
          unpack->archive, unpack, NULL, give_packed, NULL, NULL) == ARCHIVE_OK;
  const int got = opened ? archive_read_next_header(unpack->archive, &entry)
                         : ARCHIVE_FATAL;
  unpack->is_empty = got == ARCHIVE_EOF;
  if (opened &&
      archive_filter_code(unpack->archive, 0) == ARCHIVE_FILTER_NONE) {
    // libarchive would hand out what it does not know as it is
    return rhumb_unpack_fail(
        input, unpack->kind, "its header is not as it should be", diag);
  }
  return got == ARCHIVE_OK || got == ARCHIVE_EOF ? RHUMB_OK
                                                 : damaged(unpack, diag);
}

/// True for a file that is data: no folder, nothing that a Mac adds
static bool
is_data(struct archive_entry *const entry)
{
  const char *const name = archive_entry_pathname(entry);
  return archive_entry_filetype(entry) == AE_IFREG &&
         (!name || strncmp(name, "__MACOSX/", 9) != 0);
}

/// Read a zip from where it stands
/// @return How many bytes there were; -1 with the reason reported.
static la_ssize_t
read_zip(UnpackStage *const unpack, void *const to, const size_t room)
{
  ssize_t n = -1;
  do {
    n = pread(unpack->fd, to, room, unpack->at);
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    unpack->below = fail_reading(unpack, errno);
    return -1;
  }
  unpack->at += n;
  return n;
}

/// Give libarchive the next bytes of a zip
static la_ssize_t
give_zip(struct archive *const archive,
         void *const handle,
         const void **const bytes)
{
  UnpackStage *const unpack = (UnpackStage *)handle;
  *bytes = unpack->packed;
  const la_ssize_t got = read_zip(unpack, unpack->packed, PACKED_SIZE);
  if (got < 0) {
    archive_set_error(archive, EIO, "reading failed");
  }
  return got;
}

static la_int64_t
seek_zip(struct archive *const archive,
         void *const handle,
         const la_int64_t offset,
         const int whence)
{
  UnpackStage *const unpack = (UnpackStage *)handle;
  const la_int64_t from = whence == SEEK_SET   ? 0
                          : whence == SEEK_CUR ? unpack->at
                                               : unpack->size;
  if (offset < -from || offset > unpack->size - from) {
    archive_set_error(archive, EILSEQ, "it breaks off");
    return ARCHIVE_FATAL;
  }
  unpack->at = from + offset;
  return unpack->at;
}

/// Read the last bytes of a zip; what could not be read is in unpack->below
static size_t
read_tail(UnpackStage *const unpack, char *const to, const size_t most)
{
  const size_t len =
      unpack->size < (la_int64_t)most ? (size_t)unpack->size : most;
  size_t got = 0;
  la_ssize_t n = 1;
  unpack->at = unpack->size - (la_int64_t)len;
  while (n > 0 && got < len) {
    n = read_zip(unpack, to + got, len - got);
    got += n > 0 ? (size_t)n : 0;
  }
  return got;
}

/// Return a number of `size` bytes, the lowest first
static uint32_t
number_at(const RhumbStr text, const size_t at, const size_t size)
{
  uint32_t number = 0;
  for (size_t i = size; i-- > 0;) {
    number = number << 8U | (unsigned char)text.data[at + i];
  }
  return number;
}

enum {
  RECORD = 22, ///< The least bytes of the record that ends a zip
  ENTRY = 46,  ///< And of a file in the list of files before it
  MAX_COMMENT = 0xFFFF,
};

/// Find the record that says that a zip ends here, the last with its comment;
/// libarchive would look for an earlier one
static size_t
find_end(const RhumbStr tail)
{
  static const RhumbStr start = {"PK\x05\x06", 4};
  size_t at = rhumb_str_find(tail, start, 0);
  while (at != SIZE_MAX &&
         (at + RECORD > tail.len ||
          at + RECORD + number_at(tail, at + RECORD - 2, 2) != tail.len)) {
    at = rhumb_str_find(tail, start, at + 1);
  }
  return at;
}

/// True if the list of files before the record at `end` has one of no packed
/// bytes with a checksum or a size: nothing has neither. libarchive holds
/// nothing against them then
static bool
has_hollow(const RhumbStr tail, const size_t end)
{
  static const RhumbStr start = {"PK\x01\x02", 4};
  const size_t size = number_at(tail, end + 12, 4);
  size_t at = size < end ? end - size : 0;
  while (at + ENTRY <= end &&
         rhumb_str_starts(rhumb_str_from(tail, at), start)) {
    const bool is_packed = number_at(tail, at + 20, 4) != 0;
    if (!is_packed &&
        (number_at(tail, at + 16, 4) || number_at(tail, at + 24, 4))) {
      return true;
    }
    at += ENTRY + number_at(tail, at + 28, 2) + number_at(tail, at + 30, 2) +
          number_at(tail, at + 32, 2);
  }
  return false;
}

/// Check of the end of a zip what libarchive does not
static RhumbStatus
check_end(UnpackStage *const unpack, const RhumbDiag *const diag)
{
  char last[RECORD + MAX_COMMENT];
  const RhumbStr tail = {last, read_tail(unpack, last, sizeof(last))};
  RHUMB_TRY(unpack->below);
  const size_t end = find_end(tail);
  const char *const why =
      end == SIZE_MAX ? "it breaks off, or something else stands behind its end"
      : has_hollow(tail, end) ? "a file in it has lost its bytes"
                              : NULL;
  return why ? rhumb_unpack_fail(unpack->input, unpack->kind, why, diag)
             : RHUMB_OK;
}

static bool
open_zip(UnpackStage *const unpack)
{
  struct archive *const archive = unpack->archive;
  unpack->at = 0;
  // Not the other reader, which does without the list of files at the end
  (void)archive_read_support_format_zip_seekable(archive);
  (void)archive_read_set_callback_data(archive, unpack);
  (void)archive_read_set_read_callback(archive, give_zip);
  (void)archive_read_set_seek_callback(archive, seek_zip);
  return archive_read_open1(archive) == ARCHIVE_OK;
}

/// Step to the next file in a zip: ARCHIVE_OK, ARCHIVE_EOF, or another code
static int
next_member(struct archive *const archive, struct archive_entry **const entry)
{
  int got = ARCHIVE_OK;
  do {
    got = archive_read_next_header(archive, entry);
  } while ((got == ARCHIVE_OK || got == ARCHIVE_WARN) && !is_data(*entry));
  return got == ARCHIVE_WARN ? ARCHIVE_OK : got;
}

/// Check that a zip holds one file
static RhumbStatus
check_members(UnpackStage *const unpack, const RhumbDiag *const diag)
{
  struct archive_entry *entry = NULL;
  int got =
      open_zip(unpack) ? next_member(unpack->archive, &entry) : ARCHIVE_FATAL;
  RhumbBuf names = {0};
  const RhumbFileKind *kind = NULL;
  size_t count = 0;
  for (; got == ARCHIVE_OK; got = next_member(unpack->archive, &entry)) {
    const char *const name = archive_entry_pathname(entry);
    kind = kind ? kind : rhumb_kind_of_zip(rhumb_str(name));
    if (count++ < MAX_LISTED) {
      rhumb_buf_format(
          &names, "%s\"%s\"", count > 1 ? ", " : "", name ? name : "?");
    }
  }
  RhumbStatus status = RHUMB_OK;
  if (got != ARCHIVE_EOF) {
    status = damaged(unpack, diag);
  } else if (count != 1 && kind) {
    status = rhumb_fail(diag,
                        RHUMB_ERR_SYNTAX,
                        rhumb_input_loc(unpack->input),
                        "this is %s: %s",
                        kind->name,
                        kind->advice);
  } else if (count != 1) {
    status = rhumb_fail(
        diag,
        RHUMB_ERR_SYNTAX,
        rhumb_input_loc(unpack->input),
        "a zip that is data holds one file; this one holds %zu%s%s%s",
        count,
        count ? ": " : "",
        rhumb_buf_cstr(&names),
        count > MAX_LISTED ? " …" : "");
  }
  rhumb_buf_free(&names);
  return status;
}

/// Open the only file of a zip
static RhumbStatus
push_member(RhumbInput *const input,
            const RhumbUnpackSpec *const spec,
            const RhumbDiag *const diag)
{
  UnpackStage *const unpack = new_stage(input, spec, diag);
  unpack->fd = spec->fd;
  unpack->size = lseek(spec->fd, 0, SEEK_END);
  if (unpack->size < 0 && errno != ESPIPE) {
    return fail_reading(unpack, errno);
  }
  if (unpack->size < 0) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->input->path_loc,
                      "a zip cannot be read from a pipe; name the file, or "
                      "unpack it on the way: unzip -p FILE | …");
  }
  RHUMB_TRY(check_end(unpack, diag));
  RHUMB_TRY(check_members(unpack, diag));
  (void)archive_read_free(unpack->archive);
  unpack->archive = archive_read_new();
  struct archive_entry *entry = NULL;
  return open_zip(unpack) && next_member(unpack->archive, &entry) == ARCHIVE_OK
             ? RHUMB_OK
             : damaged(unpack, diag);
}

/// Find how the file is compressed: NULL if it is not
static RhumbStatus
find_kind(const RhumbCompression **const out,
          const RhumbInput *const input,
          const RhumbInputSpec *const spec,
          const RhumbStr head,
          const RhumbDiag *const diag)
{
  const RhumbCompression *const seen = rhumb_compression_of(head);
  *out = seen;
  if (!spec->compression.len && !head.len &&
      rhumb_unpacked_path(spec->path).len < spec->path.len) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_input_loc(input),
                      "the file is empty, and not even packed: was it cut "
                      "short?");
  }
  if (!spec->compression.len) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_compression_find(out, spec->compression, spec->loc, diag));
  return !*out || *out == seen
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_input_loc(input),
                          "the rules say that this file is compressed as %s: "
                          "it looks %s",
                          (*out)->name,
                          seen ? seen->name : "like none that is known");
}

RhumbStatus
rhumb_unpack_push(RhumbInput *const input,
                  const RhumbInputSpec *const spec,
                  const RhumbStr head,
                  const int fd,
                  const RhumbDiag *const diag)
{
  const RhumbCompression *kind = NULL;
  RHUMB_TRY(find_kind(&kind, input, spec, head, diag));
  if (!kind) {
    return RHUMB_OK;
  }
  const RhumbUnpackSpec unpack = {kind, spec, fd};
  switch (kind->reader) {
  case RHUMB_BY_ZLIB:
    return rhumb_gunzip_push(input, &unpack, diag);
  case RHUMB_BY_MEMBER:
    return push_member(input, &unpack, diag);
  case RHUMB_BY_STREAM:
  case RHUMB_BY_NONE:
    break;
  }
  return push_stream(input, &unpack, diag);
}

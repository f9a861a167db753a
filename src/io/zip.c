// SPDX-License-Identifier: ISC

/// @file zip.c  Zips, read from their end by libarchive: of one file, which is
/// data, or of several, one of which is asked for.

#include "io/kind.h"
#include "io/unpack_impl.h"

#include <archive_entry.h>
#include <errno.h>
#include <unistd.h>

enum { MAX_LISTED = 8 }; ///< Files of a zip that an error names

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
read_zip(RhumbUnpack *const unpack, void *const to, const size_t room)
{
  ssize_t n = -1;
  do {
    n = pread(unpack->fd, to, room, unpack->at);
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    unpack->below = rhumb_unpack_fail_reading(unpack, errno);
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
  RhumbUnpack *const unpack = (RhumbUnpack *)handle;
  *bytes = unpack->packed;
  const la_ssize_t got = read_zip(unpack, unpack->packed, RHUMB_PACKED_SIZE);
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
  RhumbUnpack *const unpack = (RhumbUnpack *)handle;
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
read_tail(RhumbUnpack *const unpack, char *const to, const size_t most)
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
check_end(RhumbUnpack *const unpack, const RhumbDiag *const diag)
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
open_zip(RhumbUnpack *const unpack)
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
check_members(RhumbUnpack *const unpack, const RhumbDiag *const diag)
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
    status = rhumb_unpack_damaged(unpack, diag);
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

/// Prepare a stage that reads the zip from where it stands
static RhumbStatus
push_zip(RhumbUnpack **const out,
         RhumbInput *const input,
         const RhumbUnpackSpec *const spec,
         const RhumbDiag *const diag)
{
  RhumbUnpack *const unpack = rhumb_unpack_new(input, spec, diag);
  *out = unpack;
  unpack->fd = spec->fd;
  unpack->size = lseek(spec->fd, 0, SEEK_END);
  if (unpack->size < 0 && errno != ESPIPE) {
    return rhumb_unpack_fail_reading(unpack, errno);
  }
  if (unpack->size < 0) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->input->path_loc,
                      "a zip cannot be read from a pipe; name the file, %sor "
                      "unpack it on the way: unzip -p FILE | …",
                      spec->input->is_source ? "have --memory keep it, " : "");
  }
  return check_end(unpack, diag);
}

/// Begin again with the list of files
static bool
reopen(RhumbUnpack *const unpack)
{
  (void)archive_read_free(unpack->archive);
  unpack->archive = archive_read_new();
  return open_zip(unpack);
}

RhumbStatus
rhumb_zip_push(RhumbInput *const input,
               const RhumbUnpackSpec *const spec,
               const RhumbDiag *const diag)
{
  RhumbUnpack *unpack = NULL;
  struct archive_entry *entry = NULL;
  RHUMB_TRY(push_zip(&unpack, input, spec, diag));
  RHUMB_TRY(check_members(unpack, diag));
  return reopen(unpack) && next_member(unpack->archive, &entry) == ARCHIVE_OK
             ? RHUMB_OK
             : rhumb_unpack_damaged(unpack, diag);
}

// One of several --------------------------------------------------------------

/// True if both name one file of a package: in any case, as OPC has it, and
/// whichever slash its writer took
static bool
is_called(struct archive_entry *const entry, RhumbStr name)
{
  const char *path = archive_entry_pathname(entry);
  size_t i = 0;
  if (!path) {
    return false;
  }
  path += *path == '/';
  while (i < name.len && path[i] &&
         (rhumb_to_lower(path[i]) == rhumb_to_lower(name.data[i]) ||
          (path[i] == '\\' && name.data[i] == '/'))) {
    ++i;
  }
  return i == name.len && !path[i];
}

/// Step on to the file of that name, if one is left
static int
find_member(RhumbUnpack *const unpack,
            const RhumbStr name,
            struct archive_entry **const entry)
{
  int got = ARCHIVE_OK;
  do {
    got = next_member(unpack->archive, entry);
  } while (got == ARCHIVE_OK && !is_called(*entry, name));
  return got;
}

/// Check that there is one file of that name, of which nothing is secret
static RhumbStatus
check_only(RhumbUnpack *const unpack,
           const RhumbStr name,
           const RhumbDiag *const diag)
{
  struct archive_entry *entry = NULL;
  size_t count = 0;
  bool is_secret = false;
  int got =
      open_zip(unpack) ? find_member(unpack, name, &entry) : ARCHIVE_FATAL;
  for (; got == ARCHIVE_OK; got = find_member(unpack, name, &entry)) {
    ++count;
    is_secret = is_secret || archive_entry_is_data_encrypted(entry);
  }
  if (got != ARCHIVE_EOF) {
    return rhumb_unpack_damaged(unpack, diag);
  }
  const char *const why = is_secret   ? "is locked with a password"
                          : count > 1 ? "is there more than once"
                                      : NULL;
  return why     ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_input_loc(unpack->input),
                          "its file %.*s %s",
                          RHUMB_FMT(name),
                          why)
         : count ? RHUMB_OK
                 : RHUMB_END;
}

RhumbStatus
rhumb_zip_push_member(RhumbInput *const input,
                      const RhumbUnpackSpec *const spec,
                      const RhumbStr name,
                      const RhumbDiag *const diag)
{
  RhumbUnpack *unpack = NULL;
  struct archive_entry *entry = NULL;
  RHUMB_TRY(push_zip(&unpack, input, spec, diag));
  RHUMB_TRY(check_only(unpack, name, diag));
  return reopen(unpack) && find_member(unpack, name, &entry) == ARCHIVE_OK
             ? RHUMB_OK
             : rhumb_unpack_damaged(unpack, diag);
}

// SPDX-License-Identifier: ISC

/// @file unpack.c  Compressed inputs, unpacked as they are read, by libarchive.

#include "io/input_impl.h"

#include "io/compression_impl.h"

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
  bool is_empty;         ///< Nothing is packed
  char packed[PACKED_SIZE];
} UnpackStage;

static RhumbStatus
damaged(const UnpackStage *const unpack, const RhumbDiag *const diag)
{
  if (unpack->below != RHUMB_OK) {
    return unpack->below;
  }
  const char *const why = archive_error_string(unpack->archive);
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_input_loc(unpack->input),
                    "the %s file is damaged: %s",
                    unpack->kind,
                    why ? why : "libarchive does not say how");
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
  return (la_ssize_t)got;
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
  return RHUMB_OK;
}

static void
close_unpack(RhumbStage *const stage)
{
  const UnpackStage *const unpack = (const UnpackStage *)stage;
  (void)archive_read_free(unpack->archive);
}

/// Open a stream of one compressed file
static RhumbStatus
open_stream(UnpackStage *const unpack,
            const RhumbCompression *const kind,
            const RhumbDiag *const diag)
{
  struct archive_entry *entry = NULL;
  (void)kind->set_read(unpack->archive);
  (void)archive_read_support_format_raw(unpack->archive);
  (void)archive_read_support_format_empty(unpack->archive);
  const bool opened =
      archive_read_open2(
          unpack->archive, unpack, NULL, give_packed, NULL, NULL) == ARCHIVE_OK;
  const int got = opened ? archive_read_next_header(unpack->archive, &entry)
                         : ARCHIVE_FATAL;
  unpack->is_empty = got == ARCHIVE_EOF;
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

static bool
open_zip(struct archive *const archive, const int fd)
{
  (void)archive_read_support_format_zip(archive);
  return lseek(fd, 0, SEEK_SET) == 0 &&
         archive_read_open_fd(archive, fd, PACKED_SIZE) == ARCHIVE_OK;
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
check_members(UnpackStage *const unpack,
              const int fd,
              const RhumbDiag *const diag)
{
  struct archive_entry *entry = NULL;
  int got = open_zip(unpack->archive, fd) ? next_member(unpack->archive, &entry)
                                          : ARCHIVE_FATAL;
  RhumbBuf names = {0};
  size_t count = 0;
  for (; got == ARCHIVE_OK; got = next_member(unpack->archive, &entry)) {
    if (count++ < MAX_LISTED) {
      const char *const name = archive_entry_pathname(entry);
      rhumb_buf_format(
          &names, "%s\"%s\"", count > 1 ? ", " : "", name ? name : "?");
    }
  }
  RhumbStatus status = RHUMB_OK;
  if (got != ARCHIVE_EOF) {
    status = damaged(unpack, diag);
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
open_member(UnpackStage *const unpack,
            const int fd,
            const RhumbInputSpec *const spec,
            const RhumbDiag *const diag)
{
  if (lseek(fd, 0, SEEK_SET) < 0) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->path_loc,
                      "a zip cannot be read from a pipe; name the file, or "
                      "unpack it on the way: unzip -p FILE | …");
  }
  RHUMB_TRY(check_members(unpack, fd, diag));
  (void)archive_read_free(unpack->archive);
  unpack->archive = archive_read_new();
  struct archive_entry *entry = NULL;
  return open_zip(unpack->archive, fd) &&
                 next_member(unpack->archive, &entry) == ARCHIVE_OK
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
  UnpackStage *const unpack = RHUMB_NEW(&input->arena, UnpackStage, 1);
  *unpack = (UnpackStage){.stage = {pull_unpacked, close_unpack, input->top},
                          .input = input,
                          .kind = kind->name,
                          .archive = archive_read_new(),
                          .diag = diag};
  input->top = &unpack->stage;
  return kind->has_members ? open_member(unpack, fd, spec, diag)
                           : open_stream(unpack, kind, diag);
}

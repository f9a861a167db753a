// SPDX-License-Identifier: ISC

/// @file unpack.c  Compressed inputs, unpacked as they are read, by libarchive.

#include "source/unpack.h"

#include "base/near.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>
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

/// What is unpacked, and how it is known
typedef struct {
  const char *name;
  RhumbStr start;
  RhumbStr later; ///< What follows at byte 4
  int (*allow)(struct archive *archive);
} Kind;

static const Kind kinds[] = {
    {"gzip", {"\x1F\x8B", 2}, {0}, archive_read_support_filter_gzip},
    {"bzip2", {"BZh", 3}, {"1AY&SY", 6}, archive_read_support_filter_bzip2},
    {"xz", {"\xFD\x37zXZ\0", 6}, {0}, archive_read_support_filter_xz},
    {"zip", {"PK\x03\x04", 4}, {0}, archive_read_support_format_zip},
};

enum { N_KINDS = sizeof(kinds) / sizeof(*kinds) };

static bool
is_zip(const Kind *const kind)
{
  return kind->allow == archive_read_support_format_zip;
}

static bool
has_start(const Kind *const kind, const RhumbStr head)
{
  return rhumb_str_starts(head, kind->start) &&
         (!kind->later.len ||
          (head.len > 4 &&
           rhumb_str_starts(rhumb_str_slice(head, 4, head.len), kind->later)));
}

static RhumbLoc
loc_in(const RhumbInput *const input)
{
  return (RhumbLoc){&input->text, 0, 0, 0};
}

static RhumbStatus
damaged(const UnpackStage *const unpack, const RhumbDiag *const diag)
{
  if (unpack->below != RHUMB_OK) {
    return unpack->below;
  }
  const char *const why = archive_error_string(unpack->archive);
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc_in(unpack->input),
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
  free(stage);
}

/// Open a stream of one compressed file
static RhumbStatus
open_stream(UnpackStage *const unpack,
            const Kind *const kind,
            const RhumbDiag *const diag)
{
  struct archive_entry *entry = NULL;
  (void)kind->allow(unpack->archive);
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
        loc_in(unpack->input),
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
            const RhumbSourceSpec *const spec,
            const RhumbDiag *const diag)
{
  if (lseek(fd, 0, SEEK_SET) < 0) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->access_loc,
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
find_kind(const Kind **const out,
          const RhumbInput *const input,
          const RhumbSourceSpec *const spec,
          const RhumbStr head,
          const RhumbDiag *const diag)
{
  const char *names[N_KINDS + 2] = {"none"};
  const Kind *said = NULL;
  *out = NULL;
  for (size_t i = 0; i < N_KINDS; ++i) {
    names[i + 1] = kinds[i].name;
    said = rhumb_str_is(spec->compression, kinds[i].name) ? &kinds[i] : said;
    *out = has_start(&kinds[i], head) ? &kinds[i] : *out;
  }
  if (!spec->compression.len) {
    return RHUMB_OK;
  }
  if (!said && !rhumb_str_is(spec->compression, "none")) {
    return rhumb_fail_near(
        diag,
        RHUMB_ERR_UNSUPPORTED,
        spec->loc,
        rhumb_near(spec->compression, names),
        "the compression \"%.*s\" is not known; there are gzip, bzip2, xz, zip "
        "and none",
        RHUMB_FMT(spec->compression));
  }
  if (said && *out != said) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      loc_in(input),
                      "the rules say that this file is compressed as %s: it "
                      "looks %s",
                      said->name,
                      *out ? (*out)->name : "like none that is known");
  }
  *out = said;
  return RHUMB_OK;
}

RhumbStatus
rhumb_unpack_push(RhumbInput *const input,
                  const RhumbSourceSpec *const spec,
                  const RhumbStr head,
                  const int fd,
                  const RhumbDiag *const diag)
{
  const Kind *kind = NULL;
  RHUMB_TRY(find_kind(&kind, input, spec, head, diag));
  if (!kind) {
    return RHUMB_OK;
  }
  UnpackStage *const unpack =
      (UnpackStage *)rhumb_xrealloc(NULL, sizeof(UnpackStage));
  unpack->stage = (RhumbStage){pull_unpacked, close_unpack, input->top};
  unpack->input = input;
  unpack->kind = kind->name;
  unpack->archive = archive_read_new();
  unpack->diag = diag;
  unpack->below = RHUMB_OK;
  unpack->is_empty = false;
  input->top = &unpack->stage;
  return is_zip(kind) ? open_member(unpack, fd, spec, diag)
                      : open_stream(unpack, kind, diag);
}

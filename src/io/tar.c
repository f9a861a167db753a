// SPDX-License-Identifier: ISC

/// @file tar.c  Tars, within a compression or not: read by libarchive as they
/// come, of one file each.

#include "io/unpack_impl.h"

#include <archive_entry.h>

enum {
  BLOCK = 512,    ///< Bytes of a header
  CHECKSUM = 148, ///< Where eight bytes of it say what the others add up to
  MAX_LISTED = 8, ///< Files of a tar that an error names
};

// What it is -----------------------------------------------------------------

/// Gives again what was read to see what it is, then what is below
typedef struct {
  RhumbStage stage;
  char head[BLOCK];
  size_t n_head, at_head;
} HeadStage;

static RhumbStatus
pull_head(RhumbStage *const stage,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  HeadStage *const head = (HeadStage *)stage;
  const size_t ahead = head->n_head - head->at_head;
  if (!ahead) {
    return stage->below->pull(stage->below, to, room, got, diag);
  }
  *got = ahead < room ? ahead : room;
  memcpy(to, head->head + head->at_head, *got);
  head->at_head += *got;
  return RHUMB_OK;
}

static void
close_head(RhumbStage *const stage)
{
  (void)stage;
}

/// Put a stage on top that has read the first bytes
static RhumbStatus
push_head(HeadStage **const out,
          RhumbInput *const input,
          const RhumbDiag *const diag)
{
  HeadStage *const head = RHUMB_NEW(&input->arena, HeadStage, 1);
  RhumbStage *const below = input->top;
  head->stage = (RhumbStage){pull_head, close_head, below};
  input->top = &head->stage;
  *out = head;
  size_t got = 1;
  while (got && head->n_head < BLOCK) {
    RHUMB_TRY(below->pull(
        below, head->head + head->n_head, BLOCK - head->n_head, &got, diag));
    head->n_head += got;
  }
  return RHUMB_OK;
}

/// True if zeros alone are in what a tar is filled with
static bool
are_zeros(const char *const bytes, const size_t len)
{
  size_t i = 0;
  while (i < len && !bytes[i]) {
    ++i;
  }
  return i == len;
}

/// True for the header of a file in a tar: what it says that its bytes add up
/// to, in octal digits, they do. A tar without a file begins with zeros.
static bool
is_tar(const RhumbStr head)
{
  unsigned long said = 0;
  unsigned long sum = 8UL * ' ';
  bool has_digits = false;
  for (size_t i = 0; head.len >= BLOCK && i < BLOCK; ++i) {
    const char c = head.data[i];
    const bool is_checksum = i >= CHECKSUM && i < CHECKSUM + 8;
    sum += is_checksum ? 0 : (unsigned char)c;
    if (is_checksum && c >= '0' && c <= '7') {
      said = (8 * said) + (unsigned long)(c - '0');
      has_digits = true;
    }
  }
  return (has_digits && head.data[0] && said == sum) ||
         (head.len >= BLOCK && are_zeros(head.data, BLOCK));
}

// Reading --------------------------------------------------------------------

typedef struct {
  RhumbUnpack *unpack;
  RhumbLoc asked; ///< Where the rules name it; no text: nowhere
  RhumbBuf names; ///< Of the files, for an error
  size_t count;
  bool is_odd; ///< One of them is none, but a link or the like
} Members;

static bool
is_data(struct archive_entry *const entry)
{
  const char *const path = archive_entry_pathname(entry);
  const char *const slash = path ? strrchr(path, '/') : NULL;
  const char *const name = slash ? slash + 1 : path;
  return archive_entry_filetype(entry) != AE_IFDIR &&
         !(name && strncmp(name, "._", 2) == 0); // What a Mac adds
}

/// Step to the next file: ARCHIVE_OK, ARCHIVE_EOF, or another code
static int
next_member(Members *const members)
{
  struct archive_entry *entry = NULL;
  int got = ARCHIVE_OK;
  do {
    got = archive_read_next_header(members->unpack->archive, &entry);
    got = got == ARCHIVE_WARN ? ARCHIVE_OK : got;
  } while (got == ARCHIVE_OK && !is_data(entry));
  if (got == ARCHIVE_OK) {
    const char *const name = archive_entry_pathname(entry);
    members->is_odd |= archive_entry_filetype(entry) != AE_IFREG ||
                       archive_entry_hardlink(entry) != NULL;
    if (members->count++ < MAX_LISTED) {
      rhumb_buf_format(&members->names,
                       "%s\"%s\"",
                       members->count > 1 ? ", " : ": ",
                       name ? name : "?");
    }
  }
  return got;
}

/// Check that there is no file but those that have been stepped to, which must
/// be one
static RhumbStatus
check_members(Members *const members, int got, const RhumbDiag *const diag)
{
  while (got == ARCHIVE_OK) {
    got = next_member(members);
  }
  if (got != ARCHIVE_EOF) {
    return rhumb_unpack_damaged(members->unpack, diag);
  }
  return members->count == 1 && !members->is_odd
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          members->asked,
                          "a tar that is data holds one file; \"%s\" holds "
                          "%zu%s%s%s",
                          members->unpack->input->text.name,
                          members->count,
                          members->is_odd ? ", not all of them files" : "",
                          rhumb_buf_cstr(&members->names),
                          members->count > MAX_LISTED ? " …" : "");
}

typedef struct {
  RhumbStage stage;
  Members members;
  bool has_ended;
} TarStage;

/// Read to the end: zeros may follow, and the compression holds what it has
/// read against its checksum there
static RhumbStatus
check_rest(RhumbUnpack *const unpack, const RhumbDiag *const diag)
{
  const la_int64_t used = archive_filter_bytes(unpack->archive, -1);
  const size_t left = unpack->given > used ? (size_t)(unpack->given - used) : 0;
  const size_t held = left < unpack->n_packed ? left : unpack->n_packed;
  bool is_good = are_zeros(unpack->packed + unpack->n_packed - held, held);
  const void *bytes = NULL;
  for (la_ssize_t len = 1; is_good && len > 0;) {
    len = rhumb_unpack_give(unpack->archive, unpack, &bytes);
    is_good = len <= 0 || are_zeros((const char *)bytes, (size_t)len);
  }
  return is_good ? unpack->below
                 : rhumb_unpack_fail(unpack->input,
                                     unpack->kind,
                                     "something else stands behind its end",
                                     diag);
}

static RhumbStatus
pull_tar(RhumbStage *const stage,
         char *const to,
         const size_t room,
         size_t *const got,
         const RhumbDiag *const diag)
{
  TarStage *const tar = (TarStage *)stage;
  RhumbUnpack *const unpack = tar->members.unpack;
  unpack->diag = diag;
  const la_ssize_t n =
      tar->has_ended ? 0 : archive_read_data(unpack->archive, to, room);
  if (n < 0) {
    return rhumb_unpack_damaged(unpack, diag);
  }
  *got = (size_t)n;
  if (n || tar->has_ended) {
    return RHUMB_OK;
  }
  tar->has_ended = true;
  RHUMB_TRY(check_members(&tar->members, ARCHIVE_OK, diag));
  return check_rest(unpack, diag);
}

static void
close_tar(RhumbStage *const stage)
{
  rhumb_buf_free(&((TarStage *)stage)->members.names);
}

/// Step to the first file
static RhumbStatus
open_tar(TarStage *const tar, const RhumbDiag *const diag)
{
  RhumbUnpack *const unpack = tar->members.unpack;
  (void)archive_read_support_format_tar(unpack->archive);
  const bool opened =
      archive_read_open2(
          unpack->archive, unpack, NULL, rhumb_unpack_give, NULL, NULL) ==
      ARCHIVE_OK;
  const int got = opened ? next_member(&tar->members) : ARCHIVE_FATAL;
  return got == ARCHIVE_OK && !tar->members.is_odd
             ? RHUMB_OK
             : check_members(&tar->members, got, diag);
}

/// Put a stage on top that reads the tar that is below
static RhumbStatus
push_tar(RhumbInput *const input,
         const RhumbInputSpec *const spec,
         const RhumbDiag *const diag)
{
  static const RhumbCompression kind = {.name = "tar"};
  const RhumbUnpackSpec within = {&kind, spec, -1};
  RhumbUnpack *const unpack = rhumb_unpack_new(input, &within, diag);
  TarStage *const tar = RHUMB_NEW(&input->arena, TarStage, 1);
  tar->stage = (RhumbStage){pull_tar, close_tar, input->top};
  tar->members.unpack = unpack;
  tar->members.asked =
      spec->path_loc.text ? spec->path_loc : rhumb_input_loc(input);
  input->top = &tar->stage;
  return open_tar(tar, diag);
}

RhumbStatus
rhumb_tar_push_bare(RhumbInput *const input,
                    const RhumbInputSpec *const spec,
                    const RhumbStr head,
                    const RhumbDiag *const diag)
{
  return is_tar(head) ? push_tar(input, spec, diag) : RHUMB_OK;
}

RhumbStatus
rhumb_tar_push(RhumbInput *const input,
               const RhumbUnpackSpec *const spec,
               const RhumbDiag *const diag)
{
  const bool is_asked = spec->input->compression.len > 0;
  HeadStage *head = NULL;
  if (is_asked && !spec->kind->is_tar) {
    return RHUMB_OK;
  }
  RHUMB_TRY(push_head(&head, input, diag));
  if (is_tar((RhumbStr){head->head, head->n_head})) {
    return push_tar(input, spec->input, diag);
  }
  return is_asked
             ? rhumb_unpack_fail(
                   input, spec->kind->name, "what is packed is no tar", diag)
             : RHUMB_OK;
}

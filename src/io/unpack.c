// SPDX-License-Identifier: ISC

/// @file unpack.c  Compressed inputs, unpacked as they are read, by libarchive.

#include "io/unpack_impl.h"

/// Open a stream of one compressed file
static RhumbStatus
push_stream(RhumbInput *const input,
            const RhumbUnpackSpec *const spec,
            const RhumbDiag *const diag)
{
  RhumbUnpack *const unpack = rhumb_unpack_new(input, spec, diag);
  struct archive_entry *entry = NULL;
  (void)spec->kind->set_read(unpack->archive);
  (void)archive_read_support_format_raw(unpack->archive);
  (void)archive_read_support_format_empty(unpack->archive);
  const bool opened =
      archive_read_open2(
          unpack->archive, unpack, NULL, rhumb_unpack_give, NULL, NULL) ==
      ARCHIVE_OK;
  const int got = opened ? archive_read_next_header(unpack->archive, &entry)
                         : ARCHIVE_FATAL;
  unpack->is_empty = got == ARCHIVE_EOF;
  if (opened &&
      archive_filter_code(unpack->archive, 0) == ARCHIVE_FILTER_NONE) {
    // libarchive would hand out what it does not know as it is
    return rhumb_unpack_fail(
        input, unpack->kind, "its header is not as it should be", diag);
  }
  return got == ARCHIVE_OK || got == ARCHIVE_EOF
             ? RHUMB_OK
             : rhumb_unpack_damaged(unpack, diag);
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
  return !*out || (seen && rhumb_str_equal((*out)->start, seen->start))
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
    return rhumb_tar_push_bare(input, spec, head, diag);
  }
  const RhumbUnpackSpec unpack = {kind, spec, fd};
  if (kind->reader == RHUMB_BY_MEMBER) {
    return rhumb_zip_push(input, &unpack, diag);
  }
  RHUMB_TRY(kind->reader == RHUMB_BY_ZLIB
                ? rhumb_gunzip_push(input, &unpack, diag)
                : push_stream(input, &unpack, diag));
  return rhumb_tar_push(input, &unpack, diag);
}

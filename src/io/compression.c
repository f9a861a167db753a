// SPDX-License-Identifier: ISC

/// @file compression.c  The table of compressions.

#include "io/compression_impl.h"

#include "base/near.h"

#include <archive.h>

// clang-format off
static const RhumbCompression compressions[] = {
  {"gzip",  {".gz", 3},  {"\x1F\x8B", 2},       {0},           false, archive_read_support_filter_gzip,  archive_write_add_filter_gzip},
  {"bzip2", {".bz2", 4}, {"BZh", 3},            {"1AY&SY", 6}, false, archive_read_support_filter_bzip2, archive_write_add_filter_bzip2},
  {"xz",    {".xz", 3},  {"\xFD\x37zXZ\0", 6}, {0},           false, archive_read_support_filter_xz,    archive_write_add_filter_xz},
  {"zip",   {".zip", 4}, {"PK\x03\x04", 4},     {0},           true,  archive_read_support_format_zip,   archive_write_set_format_zip},
};
// clang-format on

enum { N_COMPRESSIONS = sizeof(compressions) / sizeof(*compressions) };

RhumbStatus
rhumb_compression_find(const RhumbCompression **const out,
                       const RhumbStr name,
                       const RhumbLoc loc,
                       const RhumbDiag *const diag)
{
  const char *names[N_COMPRESSIONS + 2] = {"none"};
  *out = NULL;
  for (size_t i = 0; i < N_COMPRESSIONS; ++i) {
    names[i + 1] = compressions[i].name;
    if (rhumb_str_is(name, compressions[i].name)) {
      *out = &compressions[i];
    }
  }
  if (*out || !name.len || rhumb_str_is(name, "none")) {
    return RHUMB_OK;
  }
  return rhumb_fail_near(diag,
                         RHUMB_ERR_UNSUPPORTED,
                         loc,
                         rhumb_near(name, names),
                         "unknown compression \"%.*s\"; there are gzip, bzip2, "
                         "xz, zip and none",
                         RHUMB_FMT(name));
}

RhumbStr
rhumb_unpacked_path(const RhumbStr path)
{
  for (size_t i = 0; i < N_COMPRESSIONS; ++i) {
    if (rhumb_str_ends(path, compressions[i].extension)) {
      return rhumb_str_slice(path, 0, path.len - compressions[i].extension.len);
    }
  }
  return path;
}

static bool
has_start(const RhumbCompression *const compression, const RhumbStr head)
{
  return rhumb_str_starts(head, compression->start) &&
         (!compression->later.len ||
          (head.len > 4 && rhumb_str_starts(rhumb_str_slice(head, 4, head.len),
                                            compression->later)));
}

const RhumbCompression *
rhumb_compression_of(const RhumbStr head)
{
  for (size_t i = 0; i < N_COMPRESSIONS; ++i) {
    if (has_start(&compressions[i], head)) {
      return &compressions[i];
    }
  }
  return NULL;
}

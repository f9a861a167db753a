// SPDX-License-Identifier: ISC

/// @file pack.c  Outputs compressed by libarchive.

#include "io/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

struct RhumbPacker {
  struct archive *archive;
};

const char *const rhumb_compressions[] = {
    "none", "gzip", "zip", "xz", "bzip2", NULL};

bool
rhumb_compression_known(const RhumbStr name)
{
  size_t i = 0;
  while (rhumb_compressions[i] && !rhumb_str_is(name, rhumb_compressions[i])) {
    ++i;
  }
  return rhumb_compressions[i] != NULL;
}

/// How each compression is set up: a filter over raw bytes, or an archive
static const struct {
  const char *name;
  int (*filter)(struct archive *archive);
  int (*format)(struct archive *archive);
} setups[] = {
    {"gzip", archive_write_add_filter_gzip, archive_write_set_format_raw},
    {"xz", archive_write_add_filter_xz, archive_write_set_format_raw},
    {"bzip2", archive_write_add_filter_bzip2, archive_write_set_format_raw},
    {"zip", archive_write_add_filter_none, archive_write_set_format_zip},
};

static int
set_up(struct archive *const archive, const RhumbStr compression)
{
  for (size_t i = 0; i < sizeof(setups) / sizeof(*setups); ++i) {
    if (rhumb_str_is(compression, setups[i].name)) {
      const int status = setups[i].filter(archive) | setups[i].format(archive);
      // The same input makes the same bytes: no time of day in them
      (void)archive_write_set_options(archive, "gzip:!timestamp");
      (void)archive_write_set_bytes_in_last_block(archive, 1);
      return status;
    }
  }
  return ARCHIVE_FATAL;
}

static int
begin_member(struct archive *const archive, const char *const name)
{
  struct archive_entry *const entry = archive_entry_new();
  archive_entry_set_pathname(entry, name);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_mtime(entry, 0, 0);
  const int status = archive_write_header(archive, entry);
  archive_entry_free(entry);
  return status;
}

RhumbPacker *
rhumb_packer_open(const int fd,
                  const RhumbStr compression,
                  const char *const name)
{
  struct archive *const archive = archive_write_new();
  if (!archive || set_up(archive, compression) != ARCHIVE_OK ||
      archive_write_open_fd(archive, fd) != ARCHIVE_OK ||
      begin_member(archive, name) != ARCHIVE_OK) {
    (void)archive_write_free(archive);
    return NULL;
  }
  RhumbPacker *const packer =
      (RhumbPacker *)rhumb_xrealloc(NULL, sizeof(RhumbPacker));
  packer->archive = archive;
  return packer;
}

static int
error_of(struct archive *const archive)
{
  const int error = archive_errno(archive);
  return error > 0 ? error : EIO;
}

int
rhumb_packer_put(RhumbPacker *const packer, RhumbStr bytes)
{
  while (bytes.len) {
    const la_ssize_t len =
        archive_write_data(packer->archive, bytes.data, bytes.len);
    if (len <= 0) {
      return error_of(packer->archive);
    }
    bytes = rhumb_str_slice(bytes, (size_t)len, bytes.len);
  }
  return 0;
}

int
rhumb_packer_close(RhumbPacker *const packer)
{
  if (!packer) {
    return 0;
  }
  const int error = archive_write_close(packer->archive) == ARCHIVE_OK
                        ? 0
                        : error_of(packer->archive);
  (void)archive_write_free(packer->archive);
  free(packer);
  return error;
}

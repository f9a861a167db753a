// SPDX-License-Identifier: ISC

/// @file pack.c  Outputs compressed by libarchive.

#include "io/compression_impl.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>

/// Have a name beyond ASCII written as it is, in UTF-8, whatever the locale
static void
allow_name(struct archive *const archive, const RhumbStr name)
{
  bool is_ascii = true;
  for (size_t i = 0; i < name.len; ++i) {
    is_ascii = is_ascii && (unsigned char)name.data[i] < 0x80U;
  }
  if (!is_ascii) {
    (void)archive_write_set_options(archive, "pax:hdrcharset=BINARY");
  }
}

static int
set_up(struct archive *const archive,
       const RhumbCompression *const compression,
       const RhumbStr name)
{
  int status = compression->set_write(archive);
  if (compression->is_tar) {
    status |= archive_write_set_format_pax_restricted(archive);
  } else if (compression->reader != RHUMB_BY_MEMBER) {
    status |= archive_write_set_format_raw(archive);
  }
  // The same input makes the same bytes: no time of day in them
  (void)archive_write_set_options(archive, "gzip:!timestamp");
  allow_name(archive, name);
  (void)archive_write_set_bytes_in_last_block(archive, 1);
  return status;
}

/// @param size Of what comes; -1: not known, which a tar has to
static int
begin_member(struct archive *const archive, RhumbStr name, const off_t size)
{
  name = rhumb_unpacked_path(name);
  RhumbArena arena = {0};
  struct archive_entry *const entry = archive_entry_new();
  archive_entry_set_pathname(entry, rhumb_str_copy(&arena, name).data);
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_entry_set_perm(entry, 0644);
  archive_entry_set_mtime(entry, 0, 0);
  if (size >= 0) {
    archive_entry_set_size(entry, size);
  }
  const int status = archive_write_header(archive, entry);
  archive_entry_free(entry);
  rhumb_arena_free(&arena);
  return status;
}

static int
error_of(struct archive *const archive)
{
  const int error = archive ? archive_errno(archive) : ENOMEM;
  return error > 0 ? error : EIO;
}

/// Where packed bytes go: to a file, or behind others
typedef struct {
  int fd; ///< -1: to `bytes`
  RhumbBuf *bytes;
} Target;

static la_ssize_t
append(struct archive *const archive,
       void *const handle,
       const void *const bytes,
       const size_t len)
{
  (void)archive;
  rhumb_buf_put((RhumbBuf *)handle, (RhumbStr){(const char *)bytes, len});
  return (la_ssize_t)len;
}

static int
open_target(struct archive *const archive, const Target *const target)
{
  return target->fd < 0
             ? archive_write_open(archive, target->bytes, NULL, append, NULL)
             : archive_write_open_fd(archive, target->fd);
}

static int
open_archive(struct archive **const out,
             const Target *const target,
             const RhumbPackSpec *const spec)
{
  struct archive *const archive = archive_write_new();
  if (archive && set_up(archive, spec->kind, spec->name) == ARCHIVE_OK &&
      open_target(archive, target) == ARCHIVE_OK &&
      begin_member(archive, spec->name, spec->size) == ARCHIVE_OK) {
    *out = archive;
    return 0;
  }
  const int error = error_of(archive);
  (void)archive_write_free(archive);
  return error;
}

int
rhumb_pack_open(struct archive **const out,
                const int fd,
                const RhumbPackSpec *const spec)
{
  return open_archive(out, &(Target){fd, NULL}, spec);
}

int
rhumb_pack_put(struct archive *const archive, RhumbStr bytes)
{
  while (bytes.len) {
    const la_ssize_t len = archive_write_data(archive, bytes.data, bytes.len);
    if (len <= 0) {
      return error_of(archive);
    }
    bytes = rhumb_str_from(bytes, (size_t)len);
  }
  return 0;
}

int
rhumb_pack_close(struct archive *const archive)
{
  if (!archive) {
    return 0;
  }
  const bool closed = archive_write_close(archive) == ARCHIVE_OK;
  const int error = closed ? 0 : error_of(archive);
  (void)archive_write_free(archive);
  return error;
}

int
rhumb_pack_piece(RhumbBuf *const out,
                 const RhumbPackSpec *const spec,
                 const RhumbStr bytes)
{
  struct archive *archive = NULL;
  const int opened = open_archive(&archive, &(Target){-1, out}, spec);
  const int put = opened ? opened : rhumb_pack_put(archive, bytes);
  const int closed = rhumb_pack_close(archive);
  return put ? put : closed;
}

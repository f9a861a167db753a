// SPDX-License-Identifier: ISC

/// @file gunzip.c  Inputs in gzip, unpacked by zlib (RFC 1952).
///
/// libarchive reads gzip too, but holds nothing against the checksums.

#include "io/compression_impl.h"

#include <limits.h>
#include <zlib.h>

enum {
  PACKED_SIZE = 64 * 1024, ///< Bytes given to zlib at a time
  GZIP_ALONE = 16,         ///< Added to the window's bits: no other format
};

typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  z_stream zlib;
  bool is_between;  ///< One member has ended, and no other begun
  bool has_padding; ///< Zeros follow the last member, up to the end
  bool is_extended; ///< What is put behind zeros nobody would read
  unsigned char packed[PACKED_SIZE];
} GunzipStage;

static RhumbStatus
fail(const GunzipStage *const gunzip,
     const char *const why,
     const RhumbDiag *const diag)
{
  return rhumb_unpack_fail(gunzip->input, "gzip", why, diag);
}

static RhumbStatus
refill(GunzipStage *const gunzip, const RhumbDiag *const diag)
{
  RhumbStage *const below = gunzip->stage.below;
  size_t got = 0;
  RHUMB_TRY(
      below->pull(below, (char *)gunzip->packed, PACKED_SIZE, &got, diag));
  gunzip->zlib.next_in = gunzip->packed;
  gunzip->zlib.avail_in = (uInt)got;
  if (got) {
    return RHUMB_OK;
  }
  return gunzip->is_between ? RHUMB_END
                            : fail(gunzip, "truncated gzip input", diag);
}

/// Begin the next member, or pass over the zeros that a tape was filled with
static RhumbStatus
begin_member(GunzipStage *const gunzip, const RhumbDiag *const diag)
{
  z_stream *const zlib = &gunzip->zlib;
  gunzip->has_padding |= *zlib->next_in == 0;
  while (gunzip->has_padding && zlib->avail_in && *zlib->next_in == 0) {
    ++zlib->next_in;
    --zlib->avail_in;
  }
  if (gunzip->has_padding && gunzip->is_extended) {
    return fail(gunzip, "zeros stand behind its end", diag);
  }
  if (!zlib->avail_in) {
    return RHUMB_OK;
  }
  if (gunzip->has_padding || *zlib->next_in != 0x1F) {
    return fail(gunzip, "something else stands behind its end", diag);
  }
  gunzip->is_between = false;
  (void)inflateReset(zlib);
  return RHUMB_OK;
}

static RhumbStatus
inflate_some(GunzipStage *const gunzip, const RhumbDiag *const diag)
{
  z_stream *const zlib = &gunzip->zlib;
  switch (inflate(zlib, Z_NO_FLUSH)) {
  case Z_STREAM_END:
    gunzip->is_between = true;
    return RHUMB_OK;
  case Z_OK:
  case Z_BUF_ERROR: // It wants more
    return RHUMB_OK;
  case Z_MEM_ERROR:
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      rhumb_input_loc(gunzip->input),
                      "cannot read on: out of memory");
  default:
    return fail(gunzip, zlib->msg ? zlib->msg : "zlib cannot read it", diag);
  }
}

static RhumbStatus
pull_inflated(RhumbStage *const stage,
              char *const to,
              const size_t room,
              size_t *const got,
              const RhumbDiag *const diag)
{
  GunzipStage *const gunzip = (GunzipStage *)stage;
  z_stream *const zlib = &gunzip->zlib;
  const uInt most = room < INT_MAX ? (uInt)room : INT_MAX;
  RhumbStatus status = RHUMB_OK;
  zlib->next_out = (unsigned char *)to;
  zlib->avail_out = most;
  while (status == RHUMB_OK && zlib->avail_out == most) {
    status = zlib->avail_in ? RHUMB_OK : refill(gunzip, diag);
    if (status == RHUMB_OK) {
      status = gunzip->is_between ? begin_member(gunzip, diag)
                                  : inflate_some(gunzip, diag);
    }
  }
  *got = most - zlib->avail_out;
  return status == RHUMB_END ? RHUMB_OK : status;
}

static void
close_gunzip(RhumbStage *const stage)
{
  (void)inflateEnd(&((GunzipStage *)stage)->zlib);
}

RhumbStatus
rhumb_gunzip_push(RhumbInput *const input,
                  const RhumbUnpackSpec *const spec,
                  const RhumbDiag *const diag)
{
  GunzipStage *const gunzip = RHUMB_NEW(&input->arena, GunzipStage, 1);
  gunzip->input = input;
  gunzip->is_extended = spec->input->is_extended;
  if (inflateInit2(&gunzip->zlib, MAX_WBITS + GZIP_ALONE) != Z_OK) {
    return rhumb_fail(diag,
                      RHUMB_ERR_IO,
                      spec->input->path_loc,
                      "cannot unpack \"%s\": out of memory",
                      input->text.name);
  }
  gunzip->stage = (RhumbStage){pull_inflated, close_gunzip, input->top};
  input->top = &gunzip->stage;
  return RHUMB_OK;
}

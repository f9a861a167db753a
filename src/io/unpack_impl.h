// SPDX-License-Identifier: ISC

/// @file unpack_impl.h  What the files that unpack through libarchive share.

#ifndef RHUMB_IO_UNPACK_IMPL_H
#define RHUMB_IO_UNPACK_IMPL_H

#include "io/compression_impl.h"

#include <archive.h>

enum { RHUMB_PACKED_SIZE = 64 * 1024 }; ///< Bytes given to libarchive at a time

typedef struct {
  RhumbStage stage;
  const RhumbInput *input;
  const char *kind;
  struct archive *archive;
  const RhumbDiag *diag; ///< Of the call that is under way
  RhumbStatus below;     ///< What the stage below reported
  la_int64_t given;      ///< Bytes that libarchive has got
  size_t n_packed;       ///< Of these, the last that were not none
  bool is_empty;         ///< Nothing is packed
  int fd;                ///< Of a zip, which is read from its end
  la_int64_t at, size;   ///< In it
  char packed[RHUMB_PACKED_SIZE];
} RhumbUnpack;

/// Put a new stage on top, whose archive is not open yet
RhumbUnpack *
rhumb_unpack_new(RhumbInput *input,
                 const RhumbUnpackSpec *spec,
                 const RhumbDiag *diag);

/// Give libarchive the next packed bytes, of the stage below; `handle` is the
/// stage
la_ssize_t
rhumb_unpack_give(struct archive *archive, void *handle, const void **bytes);

/// Report that the system cannot read on
RhumbStatus
rhumb_unpack_fail_reading(const RhumbUnpack *unpack, int error);

/// Report what libarchive, or the stage below, has failed of
RhumbStatus
rhumb_unpack_damaged(const RhumbUnpack *unpack, const RhumbDiag *diag);

#endif // RHUMB_IO_UNPACK_IMPL_H

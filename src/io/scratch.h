// SPDX-License-Identifier: ISC

/// @file scratch.h  A file without a name, for what a run keeps outside memory.
/// It is gone when it is closed, however the run ends.

#ifndef RHUMB_IO_SCRATCH_H
#define RHUMB_IO_SCRATCH_H

#include "base/status.h"

/// Begin with rhumb_scratch_open(); one that is zero has not been opened
typedef struct {
  const char *folder; ///< Where it is, for messages; NULL: nowhere
  int fd;
  uint64_t size; ///< Bytes that have been appended
} RhumbScratch;

/// Open a file without a name in the folder that TMPDIR names, or, where that
/// cannot be, in /tmp
/// @param folder Set to that folder; lives as long as the environment.
/// @return Its descriptor, or -1 with errno set.
int
rhumb_scratch_descriptor(const char **folder);

/// Report that one in `folder` could not be opened or written, or `what` it
/// was, with `error`, an errno, and that TMPDIR names another, or could
/// @return RHUMB_ERR_IO
RhumbStatus
rhumb_scratch_fail(const char *folder,
                   const char *what,
                   int error,
                   RhumbLoc loc,
                   const RhumbDiag *diag);

/// Open an empty one
/// @return RHUMB_OK or RHUMB_ERR_IO, reported, naming the folder.
RHUMB_NODISCARD RhumbStatus
rhumb_scratch_open(RhumbScratch *scratch, const RhumbDiag *diag);

/// Append bytes
/// @return RHUMB_OK or RHUMB_ERR_IO, reported: the disk is full.
RHUMB_NODISCARD RhumbStatus
rhumb_scratch_append(RhumbScratch *scratch,
                     RhumbStr bytes,
                     const RhumbDiag *diag);

/// Read `count` bytes, which have been appended, from number `at` on. Several
/// threads may, while nobody appends.
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_scratch_read(const RhumbScratch *scratch,
                   uint64_t at,
                   char *to,
                   size_t count,
                   const RhumbDiag *diag);

/// Close it, and make it zero; takes one that is
void
rhumb_scratch_close(RhumbScratch *scratch);

#endif // RHUMB_IO_SCRATCH_H

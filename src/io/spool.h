// SPDX-License-Identifier: ISC

/// @file spool.h  What can be read once, standard input and pipes, kept as it
/// comes in a file without a name, so that every reading of it begins at its
/// start.

#ifndef RHUMB_IO_SPOOL_H
#define RHUMB_IO_SPOOL_H

#include "base/status.h"

#include <sys/stat.h>

/// What is kept of one pipe, by whichever of its names it is opened
typedef struct RhumbSpool RhumbSpool;

/// From now on what sources read is kept, until rhumb_spools_end(): the one run
/// of this process reads some of it again. That is said before rules are
/// compiled, which refuses what would be read twice and is not kept; who
/// describes sources asks source/pipe.c.
void
rhumb_spools_begin(void);

/// Forget all that is kept; nothing reads it any more
void
rhumb_spools_end(void);

/// True if what can be read once is kept
bool
rhumb_spools_are_kept(void);

/// Return the spool of what is at `path`, NULL being standard input; NULL: it
/// has not been opened, or is not kept
RhumbSpool *
rhumb_spool_find(const char *path);

/// Begin to keep what is behind `fd`, whose status that is, and which the spool
/// closes, unless it is standard input. A file that stands there is read where
/// it is. The spool lives until rhumb_spools_end(); that there is no temporary
/// file is said by reading.
RhumbSpool *
rhumb_spool_new(int fd, const struct stat *status);

/// A reading of a spool
typedef struct {
  RhumbSpool *spool;
  uint64_t at;  ///< Bytes that have been read
  RhumbLoc loc; ///< Of what is read, for errors
} RhumbSpoolReading;

/**
   Read on: what is there already, or else what comes next. Several threads may,
   each with a reading of its own.

   @param got Set to how many bytes were put at `to`, 0 only at the end.
   @return RHUMB_OK; or RHUMB_ERR_IO, reported: reading fails, or the disk is
   full, which then all say who come to that place.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_spool_read(RhumbSpoolReading *reading,
                 char *to,
                 size_t room,
                 size_t *got,
                 const RhumbDiag *diag);

/// True if all of it is there: nobody is waited for who gives more
bool
rhumb_spool_is_whole(RhumbSpool *spool);

/// Have all of it there, for what is read here and there
/// @param fd Set to the file that has it, which stays the spool's.
/// @return As rhumb_spool_read().
RHUMB_NODISCARD RhumbStatus
rhumb_spool_fill(RhumbSpoolReading reading, int *fd, const RhumbDiag *diag);

#endif // RHUMB_IO_SPOOL_H

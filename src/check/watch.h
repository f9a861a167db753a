// SPDX-License-Identifier: ISC

/// @file watch.h  What a run shows of the rules: parts that make nothing, what
/// records have not.

#ifndef RHUMB_CHECK_WATCH_H
#define RHUMB_CHECK_WATCH_H

#include "engine/engine.h"

/// How many records of each source `check --data` reads
enum { RHUMB_SAMPLE_RECORDS = 1000 };

/// What is said of what is missing
typedef enum {
  RHUMB_WATCH_RUN,    ///< Warnings, where it is hardly meant
  RHUMB_WATCH_STRICT, ///< References and iterators that find nothing are errors
  RHUMB_WATCH_CHECK,  ///< As in a run, and notes of all else that is missing
} RhumbWatchKind;

/// A run being watched
typedef struct RhumbWatch RhumbWatch;

/**
   Return a watch over a run of `plan`, which speaks when a pass ends:

   - of an iterator that finds nothing, though what stands before its filter has
     items, or a name in it is near to one that is there;
   - of an iterator that finds what is around what is asked for, and of names
     without a prefix where all elements are in a namespace;
   - of a reference that no record has, if it is near to a name that is there or
     is written as other languages have it;
   - of a mapping that makes nothing, of a pair that makes nothing though all it
     asks for is there, and of a join that finds no row: where no condition may
     be why.

   Mistakes themselves are the run's to report; once a record or a value is left
   out for one, nothing is said, nor of a source that other runs read a part of.

   @param stats Of the run.
   @return What rhumb_watch_free() releases.
*/
RhumbWatch *
rhumb_watch_new(const RhumbPlan *plan,
                const RhumbMapping *mapping,
                RhumbWatchKind kind,
                const RhumbStats *stats,
                const RhumbDiag *diag);

/// Return the observer for the run; it lives as long as `watch`
const RhumbObserver *
rhumb_watch_observer(const RhumbWatch *watch);

/// Free; takes NULL
void
rhumb_watch_free(RhumbWatch *watch);

#endif // RHUMB_CHECK_WATCH_H

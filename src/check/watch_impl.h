// SPDX-License-Identifier: ISC

/// @file watch_impl.h  A watch, for the files that make its messages.

#ifndef RHUMB_CHECK_WATCH_IMPL_H
#define RHUMB_CHECK_WATCH_IMPL_H

#include "check/alone.h"
#include "check/fields.h"
#include "check/product.h"
#include "check/sight.h"
#include "check/stray.h"
#include "check/watch.h"

struct RhumbWatch {
  const RhumbPlan *plan;
  const RhumbMapping *mapping;
  RhumbWatchKind kind;
  const RhumbStats *stats;
  const RhumbDiag *diag;
  RhumbObserver observer;
  RhumbSight sight;
  bool *is_missing;       ///< Of each reference, once the pass has ended
  bool *is_said;          ///< Of each reference: a warning says why
  bool *is_told;          ///< Of each reference: what it asks for is missing,
                          ///< which has been said where that is asked
  RhumbProducts products; ///< That the data may still show
  RhumbStrays strays;     ///< Lines that no pattern matches
  RhumbAlone *alone;      ///< Rows without a subject or a partner; NULL: they
                          ///< are not counted
  RhumbArena arena;       ///< Of the pass
};

/// A pass that has been read
typedef struct {
  const RhumbRow *row;
  const RhumbSourceSpec *spec;
  const char *none; ///< "no record of a.json"
  uint64_t n_rows;
  bool is_whole;
} RhumbEnded;

/// Report something missing, strictly as an error
RHUMB_NODISCARD RhumbStatus
rhumb_watch_report(const RhumbWatch *watch,
                   RhumbLoc loc,
                   const char *near,
                   RhumbStr what);

/// Say which iterator was probably meant by that of a level that finds nothing;
/// `said` is set to whether one is near
RHUMB_NODISCARD RhumbStatus
rhumb_watch_empty_level(RhumbWatch *watch, const RhumbRow *row, bool *said);

/// What rhumb_watch_missing() says of a view, where the rules ask what is read;
/// notes of which references it has told
RHUMB_NODISCARD RhumbStatus
rhumb_watch_missing_view(RhumbWatch *watch,
                         const RhumbEnded *ended,
                         bool *explained);

/// Say what the iterator of a pass without records was probably to find
RHUMB_NODISCARD RhumbStatus
rhumb_watch_empty(RhumbWatch *watch, const RhumbRow *row);

/**
   Say what has been missing, and why.

   @param explained Set to whether one mistake explains all, and has been said.
   @return RHUMB_OK, or the status of the first error.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_watch_missing(RhumbWatch *watch,
                    const RhumbEnded *ended,
                    bool *explained);

#endif // RHUMB_CHECK_WATCH_IMPL_H

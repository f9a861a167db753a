// SPDX-License-Identifier: ISC

/// @file sight.h  What the rows of a pass have shown: which references have
/// values, which parts of the plan have done something.
///
/// All of it is of the kind "never so far", so that what several have seen,
/// each of rows of its own, can be put together.

#ifndef RHUMB_CHECK_SIGHT_H
#define RHUMB_CHECK_SIGHT_H

#include "check/parts.h"
#include "engine/engine.h"

/// Zero but for rhumb_sight_begin() is ready; release with rhumb_sight_free()
typedef struct {
  RhumbParts fruitful; ///< Pairs that have made something, joins that have
                       ///< found a row, indexes that are whole
  RhumbParts failed;   ///< What is left alone
  RhumbParts asked;    ///< Joins that were looked up
  size_t *missing;     ///< Numbers of the pass's references without a value
  size_t n_missing;
  size_t *blank; ///< Numbers of those without a value or a text
  size_t n_blank;
  size_t n_references;
} RhumbSight;

/// Begin with a pass, of whose references none has been seen
void
rhumb_sight_begin(RhumbSight *sight, const RhumbPlanPass *pass);

/// See a row; only what has been missing or blank so far is looked at
void
rhumb_sight_row(RhumbSight *sight, const RhumbRow *row);

/// See what a part of the plan does
void
rhumb_sight_part(RhumbSight *sight, RhumbPartEvent event, const void *part);

/// Return an observer that sees for itself what comes of the pass from now on
RhumbObserver *
rhumb_sight_fork(const RhumbSight *sight);

/// Add what a fork, `observer`, has seen, and free it
void
rhumb_sight_join(RhumbSight *sight, RhumbObserver *observer);

void
rhumb_sight_free(RhumbSight *sight);

#endif // RHUMB_CHECK_SIGHT_H

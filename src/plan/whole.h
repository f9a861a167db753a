// SPDX-License-Identifier: ISC

/// @file whole.h  What keeps the rows of a pass together: why they cannot be
/// made by several threads, or left to several runs.
///
/// What is said of a pass is known of its rules alone, without data. It is for
/// who runs a plan and for who explains it.

#ifndef RHUMB_PLAN_WHOLE_H
#define RHUMB_PLAN_WHOLE_H

#include "plan/plan.h"

/// What keeps the rows of a pass together
typedef struct {
  const char *why; ///< A clause without a full stop; NULL: nothing does
  RhumbLoc loc;    ///< Where the rules say it
} RhumbWhole;

/// How runs that each make a part of everything (`--shard`) share out what a
/// pass reads
typedef enum {
  RHUMB_SHARE_RECORDS, ///< Each reads the records that begin in its part of
                       ///< the data
  RHUMB_SHARE_FILES,   ///< Each reads some of the files
  RHUMB_SHARE_FIRST,   ///< The first reads it all, the others nothing of it
  RHUMB_SHARE_ALL,     ///< Each reads it all, for joins look into it
} RhumbShare;

/// Return why the rows of a pass cannot be made by several threads, each some
/// of them; they come out in order whatever makes them
RhumbWhole
rhumb_whole_for_threads(const RhumbPlanPass *pass);

/// Return why what a pass makes cannot be made beforehand, to find out which of
/// its quads come again
RhumbWhole
rhumb_whole_for_dry_runs(const RhumbPlanPass *pass);

/// Return how what a pass reads is shared out among several runs
RhumbShare
rhumb_share_of(const RhumbPlanPass *pass);

/// Return why the records of a pass, shared out so, cannot be left to several
/// runs: together they would not make what one run makes. Nothing keeps them
/// together that one run reads alone, or all runs read.
RhumbWhole
rhumb_whole_for_shards(const RhumbPlanPass *pass);

#endif // RHUMB_PLAN_WHOLE_H

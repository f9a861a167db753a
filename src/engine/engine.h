// SPDX-License-Identifier: ISC

/// @file engine.h  Runs a plan: rows in, distinct quads out.

#ifndef RHUMB_ENGINE_ENGINE_H
#define RHUMB_ENGINE_ENGINE_H

#include "base/status.h"
#include "plan/plan.h"
#include "term/term.h"

#include <stdbool.h>
#include <stdint.h>

/// What a run has done so far
typedef struct {
  uint64_t rows;
  uint64_t quads;      ///< Handed on
  uint64_t duplicates; ///< Made again, and dropped
  uint64_t skipped;    ///< Records with mistakes, passed over
} RhumbStats;

/// How strict a run is
typedef struct {
  bool skip;   ///< Pass over records with mistakes instead of stopping
  bool strict; ///< A reference that no record has is an error
} RhumbRunOptions;

/// Called now and then while a run goes on
typedef struct {
  void (*tell)(void *handle, const RhumbStats *stats);
  void *handle;
} RhumbWatcher;

/**
   Run `plan`, handing every distinct quad to `to`.

   Quads come in the order of the rules' sources, their rows, and the rules'
   maps: the same input gives the same quads in the same order, with the same
   labels.

   With `skip`, a record with a mistake makes nothing: the mistake is reported
   all the same, and counted. A file that cannot be read on still ends the run.

   @param watcher May be NULL.
   @param stats Filled in, also when the run fails.
   @return RHUMB_OK; an error of the data or of reading it, reported; or what
   `to` returned.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_engine_run(const RhumbPlan *plan,
                 const RhumbQuadHandler *to,
                 const RhumbRunOptions *options,
                 const RhumbWatcher *watcher,
                 RhumbStats *stats,
                 const RhumbDiag *diag);

#endif // RHUMB_ENGINE_ENGINE_H

// SPDX-License-Identifier: ISC

/// @file batches.h  Passes whose rows may be made by several threads.

#ifndef RHUMB_ENGINE_BATCHES_H
#define RHUMB_ENGINE_BATCHES_H

#include "engine/run_impl.h"

/// Quads, and what joins are to find, after which pages end their statements
/// and, if half of that is there and not known before, a batch is handed on, be
/// its part through or not. Tests make it few.
extern size_t rhumb_batch_quads;

/// Parts that one thread has before a run that is not told how many to use
/// starts others: 2 MB of them. Tests make it none.
extern uint64_t rhumb_batches_alone;

/// True if the rows of the pass that the run is at may be made in batches:
/// nothing of it, and nothing that is told of it, needs them one by one
bool
rhumb_may_batch(const RhumbRun *run);

/**
   Hand on what each row of the pass makes, all or nothing, as one thread would
   that takes row by row.

   @param source Its references are bound.
   @return RHUMB_END; RHUMB_OK: there are more, for which room is to be made
   first (budget.h); or why not all could be made.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_run_batches(RhumbRun *run, RhumbSource *source);

#endif // RHUMB_ENGINE_BATCHES_H

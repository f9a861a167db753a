// SPDX-License-Identifier: ISC

/// @file budget.h  How much memory a run may take for what it keeps from row to
/// row.
///
/// What joins look up goes to files when it is more than a quarter of that
/// (indexes.c).
///
/// What finds duplicates is of subjects, most of which never come again. When
/// all is more than half, the run looks ahead (look.c): all that is still to be
/// read is read beforehand, for its subjects alone, in silence; then only those
/// that come twice need be kept. Where these are too much too, a dry run makes
/// all that is still to come, and finds on disk what comes again (dry_run.c);
/// then a bit for each quad is kept. The same quads are made, in the same
/// order.
///
/// Whatever gives a row its subjects must give a look the same ones, or more: a
/// pass over other data than was looked at is found out by the sum of its keys,
/// or by what a dry run has counted (numbers.h).

#ifndef RHUMB_ENGINE_BUDGET_H
#define RHUMB_ENGINE_BUDGET_H

#include "engine/batch.h"
#include "engine/engine.h"

#include <stdatomic.h>

/// Bytes that every run may take, if a test says so: it looks ahead in each
/// pass and goes on where that is too little. 0: as its options say.
extern uint64_t rhumb_memory_always;

/// Bytes that the indexes of joins may take together, if a test says so; 0: a
/// share of what the run may
extern uint64_t rhumb_joins_always;

/// Of a run; rhumb_budget_open() begins it, rhumb_budget_close() ends it
typedef struct {
  uint64_t memory;     ///< Bytes that there may be
  bool is_given;       ///< Somebody has asked to keep within it: more is an
                       ///< error, and so is a disk that has no room
  bool joins_stay;     ///< In memory: there are no files for them
  uint64_t n_joined;   ///< Bytes of what is joined with
  uint64_t limit;      ///< Bytes after which something is to be done
  atomic_bool is_over; ///< There are more
  size_t pass;         ///< Number of the pass that is read
  bool is_joined;      ///< It is for joins, for which nothing can be dropped
  uint64_t first;   ///< Words that are logged in it have numbers from this on
  uint32_t sum;     ///< Of the keys of its bundles
  uint32_t *looked; ///< What that will be, by pass; NULL: nobody has looked
  size_t tried_in;  ///< Pass in which a look was the last; SIZE_MAX: none was
  bool has_no_disk; ///< There is no dry run: it has found no room
} RhumbBudget;

void
rhumb_budget_open(RhumbBudget *budget, const RhumbRunOptions *options);

/// Count the keys of what has been made
static inline void
rhumb_budget_count(RhumbBudget *const budget, const RhumbBatch *const batch)
{
  budget->sum +=
      rhumb_batch_keys(batch, (RhumbBatchSize){0}) + batch->known_keys;
}

/// From now on `n_bytes` are kept; there may be too many now
static inline void
rhumb_budget_keep(RhumbBudget *const budget, const uint64_t n_bytes)
{
  if (n_bytes + budget->n_joined > budget->limit && !budget->is_joined) {
    atomic_store_explicit(&budget->is_over, true, memory_order_relaxed);
  }
}

/// Return how many bytes the indexes of joins may take together: what is more
/// goes to files
static inline uint64_t
rhumb_budget_joins(const RhumbBudget *const budget)
{
  return rhumb_joins_always ? rhumb_joins_always : budget->memory / 4;
}

/// True if the run is to stop as soon as all that has been read is handed on,
/// and make room: any thread may ask
static inline bool
rhumb_budget_is_over(const RhumbBudget *const budget)
{
  return atomic_load_explicit(&budget->is_over, memory_order_relaxed);
}

void
rhumb_budget_close(RhumbBudget *budget);

#endif // RHUMB_ENGINE_BUDGET_H

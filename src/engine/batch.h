// SPDX-License-Identifier: ISC

/// @file batch.h  What some rows make, until it is handed on in its turn: their
/// quads, what joins are to find, and what is to be said and counted.

#ifndef RHUMB_ENGINE_BATCH_H
#define RHUMB_ENGINE_BATCH_H

#include "engine/distinct.h"
#include "engine/later.h"
#include "engine/make.h"

/// A quad whose terms stand in the batch, in an index or in the plan
typedef struct {
  const RhumbTerm *subject, *predicate, *object, *graph;
  const RhumbLoc *origin;
  uint32_t row; ///< Number of its row in the batch
} RhumbBatchQuad;

/// Quads of a row that are known to have been, and were not made
typedef struct {
  const RhumbLoc *origin; ///< NULL: of several
  uint64_t count;
  size_t before; ///< Number of the quad in the batch before which they would be
  uint32_t row;
} RhumbBatchKnown;

/// What a row adds to an index: each subject, and what is kept, under each key
typedef struct {
  size_t index; ///< Number in the plan
  RhumbValues keys;
  RhumbMadeList subjects; ///< None: the index is of rows
  const RhumbValues *kept;
} RhumbBatchJoin;

/// How much there is in a batch
typedef struct {
  size_t n_quads, n_known, n_bundles, n_joins;
} RhumbBatchSize;

/// Zero is empty; release with rhumb_batch_free()
typedef struct {
  RhumbArena arena; ///< Of all that its rows make
  RHUMB_LIST(RhumbBatchQuad) quads;
  RHUMB_LIST(RhumbPrinted) printed; ///< Where each goes, and if it has been
  RHUMB_LIST(RhumbBundle) bundles;  ///< Of all rows, some without quads
  RHUMB_LIST(RhumbBatchKnown) known;
  RHUMB_LIST(RhumbBatchJoin) joins;
  RHUMB_LIST(uint64_t)
  rows;             ///< What stands for each that stands, if its quads
                    ///< are to have numbers (numbers.h)
  RhumbLater later; ///< What is said of them
  uint64_t n_made;  ///< Quads of the rows that stand, with those known: so many
                    ///< for any caches
  uint32_t n_rows;  ///< That stand
  uint32_t known_keys; ///< Those of rows whose quads are known
} RhumbBatch;

static inline RhumbBatchSize
rhumb_batch_size(const RhumbBatch *const batch)
{
  return (RhumbBatchSize){batch->quads.count,
                          batch->known.count,
                          batch->bundles.count,
                          batch->joins.count};
}

/// True if quads have been made since the batch was so large, be they known
static inline bool
rhumb_batch_has_grown(const RhumbBatch *const batch, const RhumbBatchSize size)
{
  return batch->quads.count > size.n_quads || batch->known.count > size.n_known;
}

/// Return how many quads have been made since the batch was so large, with
/// those that were known
static inline uint64_t
rhumb_batch_count(const RhumbBatch *const batch, const RhumbBatchSize size)
{
  uint64_t count = batch->quads.count - size.n_quads;
  for (size_t i = size.n_known; i < batch->known.count; ++i) {
    count += batch->known.items[i].count;
  }
  return count;
}

/// Return the sum, as far as it goes, of the keys of bundles that were begun
/// since the batch was so large, but for single ones, which there are only
/// behind a look. What a look ahead has met it must meet again
/// (budget.h).
static inline uint32_t
rhumb_batch_keys(const RhumbBatch *const batch, const RhumbBatchSize size)
{
  uint32_t sum = 0;
  for (size_t i = size.n_bundles; i < batch->bundles.count; ++i) {
    const RhumbBundle *const bundle = &batch->bundles.items[i];
    sum += bundle->is_fresh || bundle->is_single
               ? 0
               : (uint32_t)(bundle->key >> 16U);
  }
  return sum;
}

/// Take away what has come since the batch was so large
static inline void
rhumb_batch_shrink(RhumbBatch *const batch, const RhumbBatchSize size)
{
  batch->quads.count = batch->printed.count = size.n_quads;
  batch->known.count = size.n_known;
  batch->bundles.count = size.n_bundles;
  batch->joins.count = size.n_joins;
}

/// Make it empty
void
rhumb_batch_reset(RhumbBatch *batch);

void
rhumb_batch_free(RhumbBatch *batch);

#endif // RHUMB_ENGINE_BATCH_H

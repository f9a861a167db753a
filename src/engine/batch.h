// SPDX-License-Identifier: ISC

/// @file batch.h  What some rows make, until it is handed on in its turn: their
/// quads, and what is to be said and counted.

#ifndef RHUMB_ENGINE_BATCH_H
#define RHUMB_ENGINE_BATCH_H

#include "engine/later.h"
#include "term/fingerprint.h"

/// A quad whose terms stand in the batch, in an index or in the plan; or quads
/// of one origin that are known to have been
typedef struct {
  const RhumbTerm *subject, *predicate, *object, *graph;
  const RhumbLoc *origin;
  uint64_t targets; ///< As in RhumbQuad
  RhumbFingerprint print;
  size_t known;  ///< How many have been; 0: it is a quad, which may be new
  uint32_t row;  ///< Number of its row in the batch
  bool is_again; ///< It is a quad that has been: settle.h
} RhumbBatchQuad;

/// Zero is empty; release with rhumb_batch_free()
typedef struct {
  RhumbArena arena; ///< Of all that its rows make
  RHUMB_LIST(RhumbBatchQuad) quads;
  RhumbLater later; ///< What is said of them
  uint32_t n_rows;  ///< That stand
} RhumbBatch;

/// Make it empty
void
rhumb_batch_reset(RhumbBatch *batch);

void
rhumb_batch_free(RhumbBatch *batch);

#endif // RHUMB_ENGINE_BATCH_H

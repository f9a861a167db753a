// SPDX-License-Identifier: ISC

/// @file batch.c  Batches of rows, used again and again.

#include "engine/batch.h"

#include <stdlib.h>

void
rhumb_batch_reset(RhumbBatch *const batch)
{
  rhumb_arena_reset(&batch->arena);
  rhumb_batch_shrink(batch, (RhumbBatchSize){0});
  batch->rows.count = 0;
  batch->later.count = 0;
  batch->n_rows = 0;
  batch->known_keys = 0;
  batch->n_made = 0;
}

void
rhumb_batch_free(RhumbBatch *const batch)
{
  rhumb_arena_free(&batch->arena);
  free(batch->quads.items);
  free(batch->printed.items);
  free(batch->bundles.items);
  free(batch->known.items);
  free(batch->rows.items);
  free(batch->joins.items);
  free(batch->later.items);
}

// SPDX-License-Identifier: ISC

/// @file batch.c  Batches of rows, used again and again.

#include "engine/batch.h"

#include <stdlib.h>

void
rhumb_batch_reset(RhumbBatch *const batch)
{
  rhumb_arena_reset(&batch->arena);
  batch->quads.count = 0;
  batch->later.count = 0;
  batch->n_rows = 0;
}

void
rhumb_batch_free(RhumbBatch *const batch)
{
  rhumb_arena_free(&batch->arena);
  free(batch->quads.items);
  free(batch->later.items);
}

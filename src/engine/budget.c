// SPDX-License-Identifier: ISC

/// @file budget.c  What a run may keep, and what it has met.

#include "engine/budget.h"

#include "base/machine.h"

#include <stdlib.h>

uint64_t rhumb_memory_always;
uint64_t rhumb_joins_always;

/// How far ahead the memory of a sketch is fetched
enum { KEYS_AHEAD = 16 };

void
rhumb_budget_open(RhumbBudget *const budget,
                  const RhumbRunOptions *const options)
{
  const bool is_whole = !options->rehearses && !options->max_records;
  *budget =
      (RhumbBudget){.memory = rhumb_memory_always ? rhumb_memory_always
                              : options->memory   ? options->memory
                                                  : rhumb_machine_memory() / 2,
                    .is_given = options->memory && !rhumb_memory_always,
                    .limit = UINT64_MAX,
                    .tried_in = SIZE_MAX};
  if (is_whole) {
    budget->limit = budget->memory / 2;
  }
}

bool
rhumb_budget_take(RhumbBudget *const budget, const RhumbBatch *const batch)
{
  const size_t count = batch->bundles.count;
  budget->sum +=
      rhumb_batch_keys(batch, (RhumbBatchSize){0}) + batch->known_keys;
  for (size_t i = 0; budget->look && i < count + KEYS_AHEAD; ++i) {
    if (i < count) {
      rhumb_sketch_prefetch(budget->look,
                            rhumb_distinct_key(&batch->bundles.items[i]));
    }
    if (i >= KEYS_AHEAD) {
      rhumb_sketch_add(
          budget->look,
          rhumb_distinct_key(&batch->bundles.items[i - KEYS_AHEAD]));
    }
  }
  return budget->look != NULL;
}

void
rhumb_budget_close(RhumbBudget *const budget)
{
  free(budget->looked);
  budget->looked = NULL;
}

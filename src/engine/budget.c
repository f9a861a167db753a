// SPDX-License-Identifier: ISC

/// @file budget.c  What a run may keep.

#include "engine/budget.h"

#include "base/machine.h"

#include <stdlib.h>

uint64_t rhumb_memory_always;
uint64_t rhumb_joins_always;

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

void
rhumb_budget_close(RhumbBudget *const budget)
{
  free(budget->looked);
  budget->looked = NULL;
}

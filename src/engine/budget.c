// SPDX-License-Identifier: ISC

/// @file budget.c  What a run may keep.

#include "engine/budget.h"

#include "base/machine.h"

#include <stdlib.h>

uint64_t rhumb_memory_always;
uint64_t rhumb_joins_always;

/// Bytes with which a run makes do, where there are hardly any
static const uint64_t least = (uint64_t)16 * 1024 * 1024;

/// Return what a run may take where nobody says it: half of what there is for
/// the process
static uint64_t
take_half(void)
{
  const uint64_t all = rhumb_machine_memory();
  const uint64_t room = rhumb_machine_room();
  const uint64_t half = (room < all ? room : all) / 2;
  return half > least ? half : least;
}

void
rhumb_budget_open(RhumbBudget *const budget,
                  const RhumbRunOptions *const options)
{
  const bool is_whole = !options->rehearses && !options->max_records;
  *budget = (RhumbBudget){.memory = rhumb_memory_always ? rhumb_memory_always
                                    : options->memory   ? options->memory
                                                        : take_half(),
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

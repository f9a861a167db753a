// SPDX-License-Identifier: ISC

/// @file numbers.c  Counts quads, made and known, in the order of their rows.

#include "engine/numbers.h"

#include <stdlib.h>

/// Any that is odd
static const uint64_t factor = UINT64_C(0x9FB21C651E98DF25);

/// A range takes as much as the bits of half as many
uint64_t rhumb_numbers_many = 256;

/// A way through what a batch has, behind the rows that have no numbers
typedef struct {
  RhumbNumbers *numbers;
  const RhumbBatch *batch;
  size_t known; ///< The next of those that were not made
  bool is_dry;
} Walk;

/// Pass over the rows before number `start`, and their quads; return how many
/// these are
static size_t
begin_walk(Walk *const walk, const uint32_t start)
{
  const RhumbBatch *const batch = walk->batch;
  size_t first = 0;
  while (first < batch->quads.count && batch->quads.items[first].row < start) {
    ++first;
  }
  while (walk->known < batch->known.count &&
         batch->known.items[walk->known].row < start) {
    ++walk->known;
  }
  return first;
}

/// Say that quads are known, of which the first number is behind all others
static void
know(RhumbNumbers *const numbers, const uint64_t first, const uint64_t count)
{
  const size_t n_ranges = numbers->ranges.count;
  const bool goes_on =
      n_ranges && numbers->ranges.items[n_ranges - 1].end == first;
  if (!goes_on && count < rhumb_numbers_many) {
    rhumb_external_know(&numbers->external, first - numbers->n_passed, count);
    return;
  }
  if (goes_on) {
    numbers->ranges.items[n_ranges - 1].end += count;
  } else {
    RHUMB_PUSH(&numbers->ranges, (RhumbNumbersRange){first, first + count});
  }
  numbers->n_passed += count;
}

/// Pass the ranges that end before a number, which is above those asked for
/// before; true if it is in none: then its bit is that of `place`
static bool
find_place(RhumbNumbers *const numbers,
           const uint64_t number,
           uint64_t *const place)
{
  const RhumbNumbersRange *const ranges = numbers->ranges.items;
  const size_t count = numbers->ranges.count;
  for (; numbers->next < count && ranges[numbers->next].end <= number;
       ++numbers->next) {
    const RhumbNumbersRange *const range = &ranges[numbers->next];
    numbers->n_passed += range->end - range->first;
  }
  *place = number - numbers->n_passed;
  return numbers->next == count || number < ranges[numbers->next].first;
}

/// Count the quads that are known and stand before quad number `quad`
static void
pass_known(Walk *const walk, const size_t quad)
{
  const RhumbBatch *const batch = walk->batch;
  uint64_t *const next = &walk->numbers->at.n_quads;
  for (; walk->known < batch->known.count &&
         batch->known.items[walk->known].before <= quad;
       ++walk->known) {
    const uint64_t count = batch->known.items[walk->known].count;
    if (walk->is_dry) {
      know(walk->numbers, *next, count);
    }
    *next += count;
  }
}

/// Return the number of a quad, behind those of all before it
static uint64_t
number_of(Walk *const walk, const size_t quad)
{
  pass_known(walk, quad);
  return walk->numbers->at.n_quads++;
}

/// Add what stands for the rows of a batch from number `start` on
static void
add_rows(RhumbNumbers *const numbers,
         const RhumbBatch *const batch,
         const size_t start)
{
  for (size_t i = start; i < batch->rows.count; ++i) {
    numbers->at.rows = (numbers->at.rows + batch->rows.items[i]) * factor;
  }
}

/// Say what is known of a quad, or have it looked up
static RhumbStatus
ask(RhumbExternalSet *const external,
    const uint64_t number,
    const RhumbPrinted *const printed,
    const RhumbDiag *const diag)
{
  if (printed->is_known) {
    rhumb_external_know(external, number, 1);
  }
  const RhumbExternalQuad quad = {
      printed->print, number, printed->targets, printed->is_less};
  return printed->is_open ? rhumb_external_put(external, &quad, diag)
                          : RHUMB_OK;
}

RhumbStatus
rhumb_numbers_ask(RhumbNumbers *const numbers,
                  RhumbDistinct *const distinct,
                  RhumbBatch *const batch,
                  const RhumbDiag *const diag)
{
  const uint32_t start = numbers->n_before < batch->n_rows
                             ? (uint32_t)numbers->n_before
                             : batch->n_rows;
  Walk walk = {.numbers = numbers, .batch = batch, .is_dry = true};
  RhumbStatus status = RHUMB_OK;
  numbers->n_before -= start;
  const size_t first = begin_walk(&walk, start);
  if (first < batch->quads.count) {
    rhumb_distinct_ask(distinct,
                       batch->printed.items + first,
                       batch->quads.count - first,
                       batch->bundles.items,
                       batch->bundles.count);
  }
  for (size_t i = first; status == RHUMB_OK && i < batch->quads.count; ++i) {
    const uint64_t number = number_of(&walk, i);
    status = ask(&numbers->external,
                 number - numbers->n_passed,
                 &batch->printed.items[i],
                 diag);
  }
  pass_known(&walk, SIZE_MAX);
  add_rows(numbers, batch, start);
  rhumb_batch_shrink(batch, (RhumbBatchSize){0});
  return status;
}

void
rhumb_numbers_take(RhumbNumbers *const numbers, RhumbBatch *const batch)
{
  Walk walk = {.numbers = numbers, .batch = batch};
  RhumbExternalSet *const external = &numbers->external;
  for (size_t i = 0; i < batch->quads.count; ++i) {
    RhumbPrinted *const printed = &batch->printed.items[i];
    uint64_t place = 0;
    printed->is_known = !find_place(numbers, number_of(&walk, i), &place) ||
                        rhumb_external_is_known(external, place);
    if (printed->targets && !printed->is_known) {
      printed->targets =
          rhumb_external_targets(external, place, printed->targets);
    }
  }
  pass_known(&walk, SIZE_MAX);
  add_rows(numbers, batch, 0);
}

void
rhumb_numbers_free(RhumbNumbers *const numbers)
{
  rhumb_external_close(&numbers->external);
  free(numbers->ranges.items);
  free(numbers->ends);
  *numbers = (RhumbNumbers){0};
}

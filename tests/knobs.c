// SPDX-License-Identifier: ISC

/// @file knobs.c  What only large inputs would reach, for every input: several
/// threads, parts of a few bytes, batches of a few quads, looks ahead and dry
/// runs for want of memory, of which RHUMB_KNOBS_MEMORY says how little there
/// is, joins in files. Linked with the program, it must do all that the program
/// does.

#include "base/thread.h"
#include "engine/batches.h"
#include "engine/budget.h"
#include "engine/distinct.h"
#include "engine/join/join_cache.h"
#include "engine/numbers.h"
#include "engine/repeat.h"
#include "engine/ring.h"
#include "source/part.h"

#include <stdlib.h>

__attribute__((constructor)) static void
turn(void)
{
  rhumb_part_bytes = 64;
  rhumb_batch_quads = 5;
  rhumb_batches_alone = 1;
  rhumb_processors = 3;
  rhumb_distinct_most = 3;
  rhumb_distinct_key_bits = 14;
  const char *const memory = getenv("RHUMB_KNOBS_MEMORY");
  rhumb_memory_always = memory ? strtoul(memory, NULL, 10) : 65536;
  rhumb_joins_always = 1;
  rhumb_join_cache_places = 64;
  rhumb_join_cache_least = 0;
  rhumb_numbers_many = 2;
  rhumb_repeats_places = 64;
  rhumb_repeats_tried = 0;
  rhumb_ring_lags = true;
}

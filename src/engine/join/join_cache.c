// SPDX-License-Identifier: ISC

/// @file join_cache.c  Joins that were looked up, one in each place.

#include "engine/join/join_cache.h"

#include "base/pages.h"

#include <stdlib.h>

size_t rhumb_join_cache_places = 65536;
size_t rhumb_join_cache_least = 8;

/// What stands for a list of terms, each with where its quads go. A list that
/// lacks a term, which was NULL, is another.
static RhumbFingerprint
print_of(const RhumbMadeList *const list)
{
  RhumbFingerprint sum = {0};
  for (size_t i = 0; i < list->count; ++i) {
    const RhumbMade *const made = &list->items[i];
    const RhumbFingerprint parts[4] = {
        sum, made->print, {made->targets, 0}, {0}};
    sum = rhumb_fingerprint_mix(parts);
  }
  return sum;
}

RhumbFingerprint
rhumb_join_cache_print(const RhumbPlanObject *const object,
                       const uint64_t found,
                       const RhumbJoinWith *const with)
{
  const RhumbFingerprint parts[4] = {{(uintptr_t)object, found},
                                     print_of(with->subjects),
                                     print_of(with->predicates),
                                     print_of(with->graphs)};
  RhumbFingerprint print = rhumb_fingerprint_mix(parts);
  print.high |= !print.low && !print.high; // All zero is a free place
  return print;
}

static RhumbJoinLooked *
place_of(const RhumbJoinCache *const cache, const RhumbFingerprint print)
{
  return &cache->places[(size_t)print.low & (cache->n_places - 1)];
}

bool
rhumb_join_cache_has(RhumbJoinCache *const cache, const RhumbFingerprint print)
{
  if (cache->places) {
    const RhumbJoinLooked *const place = place_of(cache, print);
    if (place->print.low == print.low && place->print.high == print.high &&
        place->part <= cache->part) {
      return true;
    }
  }
  RHUMB_PUSH(&cache->asked, print);
  return false;
}

void
rhumb_join_cache_keep(RhumbJoinCache *const cache)
{
  if (cache->asked.count && !cache->places) {
    const size_t bytes = rhumb_join_cache_places * sizeof(*cache->places);
    cache->n_places = rhumb_join_cache_places;
    cache->places = (RhumbJoinLooked *)rhumb_pages(bytes);
  }
  for (size_t i = 0; i < cache->asked.count; ++i) {
    const RhumbFingerprint print = cache->asked.items[i];
    *place_of(cache, print) = (RhumbJoinLooked){print, cache->part};
  }
  cache->asked.count = 0;
}

void
rhumb_join_cache_free(RhumbJoinCache *const cache)
{
  rhumb_pages_free(cache->places, cache->n_places * sizeof(*cache->places));
  free(cache->asked.items);
  *cache = (RhumbJoinCache){0};
}

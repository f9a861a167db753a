// SPDX-License-Identifier: ISC

/// @file repeat.c  Rows by their bytes, a few in each set of places.

#include "engine/repeat.h"

#include "base/pages.h"

/// Places where a row may stand
enum { WAYS = 4 };

/// While it is tried whether rows come again, one in so many is looked for, in
/// so many fewer places. From one in so many found on, all are; with much less
/// of them, none
enum { TRIED_OF = 16, FOUND_OF = 16, SELDOM = 64, LONG = 8 };

size_t rhumb_repeats_places = (size_t)1 << 18U;
uint64_t rhumb_repeats_tried = 1024;

static RhumbFingerprint
print_of(const RhumbSource *const source)
{
  const RhumbTerm bytes = {.kind = RHUMB_TERM_LITERAL, .text = source->bytes};
  const RhumbFingerprint parts[4] = {
      rhumb_term_fingerprint(&bytes), {source->address.part, 0}, {0}, {0}};
  return source->address.part ? rhumb_fingerprint_mix(parts) : parts[0];
}

/// Return the first of the places where the row that is asked for may stand
static RhumbRepeat *
places_of(const RhumbRepeats *const repeats)
{
  const size_t n_sets = repeats->n_places / WAYS;
  return &repeats->places[(repeats->set & (n_sets - 1)) * WAYS];
}

static void
free_places(RhumbRepeats *const repeats)
{
  rhumb_pages_free(repeats->places,
                   repeats->n_places * sizeof(*repeats->places));
  repeats->places = NULL;
  repeats->n_places = 0;
}

/// Decide whether rows are worth to be looked for
static void
decide(RhumbRepeats *const repeats)
{
  const uint64_t n_asked = repeats->n_asked;
  if (n_asked >= rhumb_repeats_tried &&
      repeats->n_found * FOUND_OF >= n_asked) {
    repeats->of = RHUMB_REPEATS_ALL;
    free_places(repeats);
  } else if (n_asked >= rhumb_repeats_tried * LONG &&
             repeats->n_found * SELDOM < n_asked) {
    repeats->of = RHUMB_REPEATS_NONE;
    free_places(repeats);
  }
}

/// Return the row that is asked for, if it is there, from before
static const RhumbRepeat *
look(RhumbRepeats *const repeats)
{
  if (!repeats->places) {
    repeats->n_places = repeats->of == RHUMB_REPEATS_ALL
                            ? rhumb_repeats_places
                            : rhumb_repeats_places / TRIED_OF;
    repeats->places = (RhumbRepeat *)rhumb_pages(repeats->n_places *
                                                 sizeof(*repeats->places));
  }
  const RhumbRepeat *const places = places_of(repeats);
  for (size_t i = 0; i < WAYS; ++i) {
    if (places[i].print == repeats->asked && places[i].part <= repeats->part) {
      return &places[i];
    }
  }
  return NULL;
}

const RhumbRepeat *
rhumb_repeats_find(RhumbRepeats *const repeats, const RhumbSource *const source)
{
  repeats->is_asked = false;
  if (repeats->of == RHUMB_REPEATS_TRIED) {
    decide(repeats);
  }
  if (repeats->of == RHUMB_REPEATS_NONE || !source->bytes.len) {
    return NULL;
  }
  const RhumbFingerprint print = print_of(source);
  if (repeats->of == RHUMB_REPEATS_TRIED && print.low % TRIED_OF) {
    return NULL;
  }
  repeats->set = (size_t)(print.low >> 8U);
  repeats->asked = print.high ? print.high : 1;
  repeats->is_asked = true;
  const RhumbRepeat *const found = look(repeats);
  ++repeats->n_asked;
  repeats->n_found += found != NULL;
  return found;
}

void
rhumb_repeats_keep(RhumbRepeats *const repeats,
                   const uint32_t n_quads,
                   const uint32_t keys)
{
  if (repeats->is_asked) {
    RhumbRepeat *const places = places_of(repeats);
    memmove(places + 1, places, (WAYS - 1) * sizeof(*places));
    places[0] = (RhumbRepeat){repeats->asked, repeats->part, n_quads, keys};
  }
}

void
rhumb_repeats_free(RhumbRepeats *const repeats)
{
  free_places(repeats);
}

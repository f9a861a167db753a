// SPDX-License-Identifier: ISC

/// @file repeat.c  Rows by their bytes, one in each place.

#include "engine/repeat.h"

#include "base/pages.h"

/// While it is tried whether rows come again, one in so many is looked for.
/// From one in so many found on, all are; with much less of them, none
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

/// Decide whether rows are worth to be looked for
static void
decide(RhumbRepeats *const repeats)
{
  const uint64_t n_asked = repeats->n_asked;
  repeats->is_for_all =
      n_asked >= rhumb_repeats_tried && repeats->n_found * FOUND_OF >= n_asked;
  repeats->is_for_none = n_asked >= rhumb_repeats_tried * LONG &&
                         repeats->n_found * SELDOM < n_asked;
}

static RhumbRepeat *
place_of(RhumbRepeats *const repeats, const RhumbFingerprint print)
{
  if (!repeats->places) {
    repeats->n_places = rhumb_repeats_places;
    repeats->places = (RhumbRepeat *)rhumb_pages(repeats->n_places *
                                                 sizeof(*repeats->places));
  }
  return &repeats->places[(print.low >> 8U) & (repeats->n_places - 1)];
}

RhumbRepeat *
rhumb_repeats_find(RhumbRepeats *const repeats,
                   const RhumbSource *const source,
                   RhumbFingerprint *const print)
{
  if (repeats->is_for_none || !source->bytes.len) {
    return NULL;
  }
  *print = print_of(source);
  if (repeats->is_for_all || !rhumb_repeats_tried) {
    return place_of(repeats, *print);
  }
  if (print->low % TRIED_OF) {
    return NULL;
  }
  RhumbRepeat *const place = place_of(repeats, *print);
  ++repeats->n_asked;
  repeats->n_found += rhumb_repeats_is(repeats, place, *print);
  decide(repeats);
  return place;
}

void
rhumb_repeats_free(RhumbRepeats *const repeats)
{
  rhumb_pages_free(repeats->places,
                   repeats->n_places * sizeof(*repeats->places));
  *repeats = (RhumbRepeats){0};
}

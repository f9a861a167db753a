// SPDX-License-Identifier: ISC

/// @file distinct.c  Quads held against what their subjects' first rows said,
/// and against a set.

#include "engine/distinct.h"

#include "plan/plan.h"

#include <stdlib.h>

/// How far ahead memory is fetched: bundles, and quads
enum { BUNDLES_AHEAD = 12, QUADS_AHEAD = 16 };

/// Words of a slot whose bundle is of this call: its number, and more than any
/// other has
enum { OPEN = RHUMB_FIRSTS_MOST + 1 };

unsigned rhumb_distinct_most = 32;
unsigned rhumb_distinct_key_bits = 64;

static RhumbSeen *
seen_of(RhumbDistinct *const distinct, const RhumbFingerprint print)
{
  return &distinct->seen[print.high >> 62U];
}

static bool
has_word(const uint64_t *const words, const unsigned count, const uint64_t word)
{
  unsigned i = 0;
  while (i < count && words[i] != word) {
    ++i;
  }
  return i < count;
}

// Bundles --------------------------------------------------------------------

/// Find out whether anything has been said of the subject of bundle `number`,
/// before or by another bundle of this call
static void
open_bundle(RhumbDistinct *const distinct,
            RhumbBundle *const bundles,
            const uint32_t number)
{
  RhumbFirsts *const firsts = &distinct->firsts;
  RhumbBundle *const bundle = &bundles[number];
  bundle->bundle = number;
  bundle->is_first = true;
  bundle->n_quads = 0;
  bundle->n_words = 0;
  if (bundle->is_fresh) {
    return;
  }
  if (bundle->is_single) {
    bundle->is_first = false;
    bundle->existing = 0;
    return;
  }
  if (distinct->is_frozen) {
    bundle->is_first = false;
    bundle->existing = rhumb_firsts_find(firsts, rhumb_distinct_key(bundle));
    return;
  }
  RhumbFirst *const known =
      rhumb_firsts_at(firsts, rhumb_distinct_key(bundle), &bundle->is_first);
  if (bundle->is_first) {
    *known = rhumb_first(number, OPEN);
  } else if (rhumb_first_count(*known) == OPEN) {
    bundle->bundle = (uint32_t)rhumb_first_number(*known);
  } else {
    bundle->existing = *known;
  }
}

/// Of a subject that comes once there is no other bundle
static void
find_fresh(const RhumbSketch *const ahead,
           RhumbBundle *const bundles,
           const size_t count)
{
  for (size_t i = 0; i < count + BUNDLES_AHEAD; ++i) {
    if (i < count) {
      rhumb_sketch_prefetch(ahead, rhumb_distinct_key(&bundles[i]));
    }
    if (i >= BUNDLES_AHEAD) {
      RhumbBundle *const bundle = &bundles[i - BUNDLES_AHEAD];
      bundle->is_fresh |=
          !rhumb_sketch_is_twice(ahead, rhumb_distinct_key(bundle));
    }
  }
}

static void
open_all(RhumbDistinct *const distinct,
         RhumbBundle *const bundles,
         const size_t count)
{
  for (size_t i = 0; i < count + BUNDLES_AHEAD; ++i) {
    if (i < count && !bundles[i].is_fresh) {
      rhumb_firsts_prefetch(&distinct->firsts, rhumb_distinct_key(&bundles[i]));
    }
    if (i >= BUNDLES_AHEAD) {
      open_bundle(distinct, bundles, (uint32_t)(i - BUNDLES_AHEAD));
    }
  }
}

/// Have room for the words of the subjects that are new
static void
reserve_words(RhumbDistinct *const distinct,
              RhumbBundle *const bundles,
              const size_t count)
{
  size_t start = 0;
  for (size_t i = 0; i < count; ++i) {
    RhumbBundle *const bundle = &bundles[i];
    const size_t most = rhumb_distinct_most;
    bundle->start = start;
    start += !bundle->is_first        ? 0
             : bundle->n_quads < most ? bundle->n_quads
                                      : most;
  }
  if (start > distinct->words.cap) {
    distinct->words.cap = start * 2;
    distinct->words.items = (uint64_t *)rhumb_xrealloc(
        distinct->words.items, distinct->words.cap * sizeof(uint64_t));
  }
}

/// Keep what is the first that has been said of subjects
static void
close_all(RhumbDistinct *const distinct,
          const RhumbBundle *const bundles,
          const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbBundle *const bundle = &bundles[i];
    if (bundle->is_first && !bundle->is_fresh) {
      bool is_new = false;
      const RhumbFirst logged =
          rhumb_firsts_log(&distinct->firsts,
                           distinct->words.items + bundle->start,
                           bundle->n_words);
      *rhumb_firsts_at(&distinct->firsts, rhumb_distinct_key(bundle), &is_new) =
          logged;
    }
  }
}

// Quads ----------------------------------------------------------------------

/// True if `print` has been before; it has from now on, if anything is kept
static bool
was_seen(RhumbDistinct *const distinct, const RhumbFingerprint print)
{
  RhumbSeen *const seen = seen_of(distinct, print);
  return distinct->is_frozen ? rhumb_seen_has(seen, print)
                             : !rhumb_seen_add(seen, print);
}

/// True if the quad is new to a target; of its targets, these stay
__attribute__((noinline)) static bool
is_new_to_targets(RhumbDistinct *const distinct, RhumbPrinted *const quad)
{
  const uint64_t targets = quad->targets;
  quad->targets = 0;
  for (unsigned n = 0; n < RHUMB_MAX_TARGETS; ++n) {
    const uint64_t bit = UINT64_C(1) << n;
    if (targets & bit) {
      quad->targets |=
          was_seen(distinct, rhumb_target_fingerprint(quad->print, n)) ? 0
                                                                       : bit;
    }
  }
  quad->is_less = quad->targets != targets;
  return quad->targets != 0;
}

/// True if the quad is the first of its kind in a bundle whose subject is new
static bool
is_new_to_first(RhumbDistinct *const distinct,
                RhumbBundle *const bundle,
                const RhumbFingerprint print)
{
  uint64_t *const words = distinct->words.items + bundle->start;
  if (has_word(words, bundle->n_words, print.low) ||
      (bundle->is_single &&
       rhumb_seen_has(seen_of(distinct, print), print))) { // Of passes before
    return false;
  }
  if (bundle->n_words == rhumb_distinct_most) {
    return rhumb_seen_add(bundle->is_fresh ? &distinct->passing
                                           : seen_of(distinct, print),
                          print);
  }
  words[bundle->n_words++] = print.low;
  return true;
}

/// Number each quad's bundle as the first with its subject, and count those
static void
count_quads(RhumbPrinted *const quads,
            const size_t count,
            RhumbBundle *const bundles)
{
  for (size_t i = 0; i < count; ++i) {
    RhumbPrinted *const quad = &quads[i];
    if (quad->bundle != RHUMB_NO_BUNDLE) {
      quad->bundle =
          quad->targets ? RHUMB_NO_BUNDLE : bundles[quad->bundle].bundle;
    }
    if (quad->bundle != RHUMB_NO_BUNDLE) {
      ++bundles[quad->bundle].n_quads;
    }
  }
}

/// Hold a quad against what the first row said of its subject, if it is of a
/// later one; what the set will be asked is fetched
static void
look(RhumbDistinct *const distinct,
     RhumbPrinted *const quad,
     const RhumbBundle *const bundles)
{
  const RhumbBundle *const bundle =
      quad->bundle == RHUMB_NO_BUNDLE ? NULL : &bundles[quad->bundle];
  quad->is_known = quad->is_open = quad->is_less = false;
  if (bundle && bundle->is_first) {
    return;
  }
  if (bundle) {
    quad->is_known =
        has_word(rhumb_firsts_words(&distinct->firsts, bundle->existing),
                 rhumb_first_count(bundle->existing),
                 quad->print.low);
  }
  if (!quad->is_known && !quad->targets) {
    rhumb_seen_prefetch(seen_of(distinct, quad->print), quad->print);
  }
}

static void
decide(RhumbDistinct *const distinct,
       RhumbPrinted *const quad,
       RhumbBundle *const bundles)
{
  if (quad->is_known) {
    return;
  }
  const bool is_of_first = !quad->targets && quad->bundle != RHUMB_NO_BUNDLE &&
                           bundles[quad->bundle].is_first;
  quad->is_known =
      quad->targets ? !is_new_to_targets(distinct, quad)
      : is_of_first
          ? !is_new_to_first(distinct, &bundles[quad->bundle], quad->print)
          : was_seen(distinct, quad->print);
  quad->is_open = !quad->is_known && !is_of_first;
}

void
rhumb_distinct_settle(RhumbDistinct *const distinct,
                      RhumbPrinted *const quads,
                      const size_t count,
                      RhumbBundle *const bundles,
                      const size_t n_bundles)
{
  if (distinct->ahead.twice) {
    find_fresh(&distinct->ahead, bundles, n_bundles);
  }
  open_all(distinct, bundles, n_bundles);
  count_quads(quads, count, bundles);
  reserve_words(distinct, bundles, n_bundles);
  for (size_t i = 0; i < count + QUADS_AHEAD; ++i) {
    if (i < count) {
      look(distinct, &quads[i], bundles);
    }
    if (i >= QUADS_AHEAD) {
      decide(distinct, &quads[i - QUADS_AHEAD], bundles);
    }
  }
  close_all(distinct, bundles, n_bundles);
  if (distinct->passing.count) {
    rhumb_seen_free(&distinct->passing);
  }
}

void
rhumb_distinct_ask(RhumbDistinct *const distinct,
                   RhumbPrinted *const quads,
                   const size_t count,
                   RhumbBundle *const bundles,
                   const size_t n_bundles)
{
  distinct->is_frozen = true;
  rhumb_distinct_settle(distinct, quads, count, bundles, n_bundles);
  distinct->is_frozen = false;
}

// Looking ahead --------------------------------------------------------------

static bool
is_twice(const void *const handle, const uint64_t key)
{
  return rhumb_sketch_is_twice((const RhumbSketch *)handle, key);
}

void
rhumb_distinct_look(RhumbDistinct *const distinct, const RhumbSketch ahead)
{
  rhumb_sketch_free(&distinct->ahead);
  distinct->ahead = ahead;
  rhumb_sketch_complete(&distinct->ahead);
  rhumb_firsts_drop(&distinct->firsts, is_twice, &distinct->ahead);
}

size_t
rhumb_distinct_bytes(const RhumbDistinct *const distinct)
{
  size_t bytes = rhumb_firsts_bytes(&distinct->firsts) +
                 rhumb_sketch_bytes(&distinct->ahead);
  for (size_t i = 0; i < RHUMB_COUNT(distinct->seen); ++i) {
    bytes += distinct->seen[i].cap * sizeof(*distinct->seen[i].slots);
  }
  return bytes;
}

void
rhumb_distinct_free(RhumbDistinct *const distinct)
{
  rhumb_firsts_free(&distinct->firsts);
  for (size_t i = 0; i < RHUMB_COUNT(distinct->seen); ++i) {
    rhumb_seen_free(&distinct->seen[i]);
  }
  rhumb_sketch_free(&distinct->ahead);
  free(distinct->words.items);
  *distinct = (RhumbDistinct){0};
}

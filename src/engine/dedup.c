// SPDX-License-Identifier: ISC

/// @file dedup.c  A hash set of fingerprints.

#include "engine/dedup.h"

#include "base/pages.h"

static bool
is_free(const RhumbFingerprint print)
{
  return !print.low && !print.high;
}

/// The slot that holds `print`, or the free one where it belongs
static RhumbFingerprint *
slot_of(RhumbFingerprint *const slots,
        const size_t cap,
        const RhumbFingerprint print)
{
  size_t at = (size_t)print.low & (cap - 1);
  while (!is_free(slots[at]) &&
         (slots[at].low != print.low || slots[at].high != print.high)) {
    at = (at + 1) & (cap - 1);
  }
  return &slots[at];
}

static void
grow(RhumbSeen *const seen)
{
  const size_t cap = seen->cap ? seen->cap * 2 : 1024;
  RhumbFingerprint *const slots =
      (RhumbFingerprint *)rhumb_pages(cap * sizeof(*slots));
  for (size_t i = 0; i < seen->cap; ++i) {
    if (!is_free(seen->slots[i])) {
      *slot_of(slots, cap, seen->slots[i]) = seen->slots[i];
    }
  }
  rhumb_pages_free(seen->slots, seen->cap * sizeof(*slots));
  seen->slots = slots;
  seen->cap = cap;
}

/// All zero marks a free slot, and stands for nothing
static RhumbFingerprint
not_free(RhumbFingerprint print)
{
  print.high |= is_free(print);
  return print;
}

bool
rhumb_seen_has(const RhumbSeen *const seen, const RhumbFingerprint print)
{
  return seen->cap &&
         !is_free(*slot_of(seen->slots, seen->cap, not_free(print)));
}

bool
rhumb_seen_add(RhumbSeen *const seen, RhumbFingerprint print)
{
  print = not_free(print);
  if (seen->count >= seen->cap / 4 * 3) {
    grow(seen);
  }
  RhumbFingerprint *const slot = slot_of(seen->slots, seen->cap, print);
  if (!is_free(*slot)) {
    return false;
  }
  *slot = print;
  ++seen->count;
  return true;
}

RhumbSeen
rhumb_seen_copy(const RhumbSeen *const seen)
{
  RhumbSeen copy = *seen;
  if (seen->cap) {
    const size_t bytes = seen->cap * sizeof(*copy.slots);
    copy.slots = (RhumbFingerprint *)rhumb_pages(bytes);
    memcpy(copy.slots, seen->slots, bytes);
  }
  return copy;
}

void
rhumb_seen_free(RhumbSeen *const seen)
{
  rhumb_pages_free(seen->slots, seen->cap * sizeof(*seen->slots));
  *seen = (RhumbSeen){0};
}

// SPDX-License-Identifier: ISC

#include "engine/dedup.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

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
      (RhumbFingerprint *)rhumb_xrealloc(NULL, cap * sizeof(*slots));
  memset(slots, 0, cap * sizeof(*slots));
  for (size_t i = 0; i < seen->cap; ++i) {
    if (!is_free(seen->slots[i])) {
      *slot_of(slots, cap, seen->slots[i]) = seen->slots[i];
    }
  }
  free(seen->slots);
  seen->slots = slots;
  seen->cap = cap;
}

bool
rhumb_seen_add(RhumbSeen *const seen, RhumbFingerprint print)
{
  if (is_free(print)) {
    print.high = 1; // All zero marks a free slot
  }
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

void
rhumb_seen_free(RhumbSeen *const seen)
{
  free(seen->slots);
  *seen = (RhumbSeen){0};
}

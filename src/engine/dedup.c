// SPDX-License-Identifier: ISC

/// @file dedup.c  A hash set of fingerprints.

// For madvise(); NOLINTNEXTLINE: the C library reads this name
#define _DEFAULT_SOURCE

#include "engine/dedup.h"

#include <stdlib.h>
#include <sys/mman.h>

/// Tables of this size and more ask for pages of this size: the set is probed
/// at random, and with small pages most of the time goes into finding them
static const size_t huge_page = (size_t)2 * 1024 * 1024;

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

static RhumbFingerprint *
new_slots(const size_t cap)
{
  const size_t bytes = cap * sizeof(RhumbFingerprint);
  void *const slots = bytes < huge_page ? rhumb_xrealloc(NULL, bytes)
                                        : rhumb_xaligned(huge_page, bytes);
  if (bytes >= huge_page) {
    (void)madvise(slots, bytes, MADV_HUGEPAGE);
  }
  return (RhumbFingerprint *)memset(slots, 0, bytes);
}

static void
grow(RhumbSeen *const seen)
{
  const size_t cap = seen->cap ? seen->cap * 2 : 1024;
  RhumbFingerprint *const slots = new_slots(cap);
  for (size_t i = 0; i < seen->cap; ++i) {
    if (!is_free(seen->slots[i])) {
      *slot_of(slots, cap, seen->slots[i]) = seen->slots[i];
    }
  }
  free(seen->slots);
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

void
rhumb_seen_free(RhumbSeen *const seen)
{
  free(seen->slots);
  *seen = (RhumbSeen){0};
}

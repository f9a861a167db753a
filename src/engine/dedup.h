// SPDX-License-Identifier: ISC

/// @file dedup.h  A set of fingerprints: which quads have been seen.

#ifndef RHUMB_ENGINE_DEDUP_H
#define RHUMB_ENGINE_DEDUP_H

#include "term/fingerprint.h"

/// Zero is empty; 16 bytes a place, at most three quarters full
typedef struct {
  RhumbFingerprint *slots;
  size_t count;
  size_t cap;
} RhumbSeen;

/// Begin to fetch the memory where `print` belongs. The set is larger than any
/// cache: asking for a row's fingerprints before adding them hides the wait.
static inline void
rhumb_seen_prefetch(const RhumbSeen *const seen, const RhumbFingerprint print)
{
  if (seen->cap) {
    __builtin_prefetch(&seen->slots[print.low & (seen->cap - 1)], 1, 1);
  }
}

/// True if `print` has been added
bool
rhumb_seen_has(const RhumbSeen *seen, RhumbFingerprint print);

/// Add a fingerprint; true if it is new
bool
rhumb_seen_add(RhumbSeen *seen, RhumbFingerprint print);

/// Return a copy
RhumbSeen
rhumb_seen_copy(const RhumbSeen *seen);

void
rhumb_seen_free(RhumbSeen *seen);

/// Return what stands for a quad in target number `n`, where it goes there
/// alone
static inline RhumbFingerprint
rhumb_target_fingerprint(const RhumbFingerprint quad, const unsigned n)
{
  const RhumbFingerprint parts[4] = {quad, {n + 1U, 0}, {0}, {0}};
  return rhumb_fingerprint_mix(parts);
}

#endif // RHUMB_ENGINE_DEDUP_H

// SPDX-License-Identifier: ISC

/// @file dedup.h  A set of fingerprints: which quads have been seen.

#ifndef RHUMB_ENGINE_DEDUP_H
#define RHUMB_ENGINE_DEDUP_H

#include "term/fingerprint.h"

#include <stdbool.h>
#include <stddef.h>

/// Zero is empty; 16 bytes a place, at most three quarters full
typedef struct {
  RhumbFingerprint *slots;
  size_t count;
  size_t cap;
} RhumbSeen;

/// Add a fingerprint; true if it is new
bool
rhumb_seen_add(RhumbSeen *seen, RhumbFingerprint print);

void
rhumb_seen_free(RhumbSeen *seen);

#endif // RHUMB_ENGINE_DEDUP_H

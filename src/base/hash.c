// SPDX-License-Identifier: ISC

/// @file hash.c  A hash that every run and machine makes alike.

#include "base/hash.h"

#include <xxhash.h>

uint64_t
rhumb_hash(const RhumbStr text, const uint64_t seed)
{
  return XXH3_64bits_withSeed(text.data, text.len, seed);
}

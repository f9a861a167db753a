// SPDX-License-Identifier: ISC

/// @file hash.c  A hash that every run and machine makes alike.

#include "base/hash.h"

#include <xxhash.h>

uint64_t
rhumb_hash(const RhumbStr text, const uint64_t seed)
{
  return XXH3_64bits_withSeed(text.data, text.len, seed);
}

uint64_t
rhumb_hash_number(const uint64_t number, const uint64_t seed)
{
  char bytes[sizeof(number)]; // In one order, whatever the machine's is
  for (size_t i = 0; i < sizeof(bytes); ++i) {
    bytes[i] = (char)(number >> (8 * i));
  }
  return rhumb_hash((RhumbStr){bytes, sizeof(bytes)}, seed);
}

// SPDX-License-Identifier: ISC

/// @file chance_support.h  What is by chance in a test, and the same each time.

#ifndef RHUMB_TESTS_CHANCE_SUPPORT_H
#define RHUMB_TESTS_CHANCE_SUPPORT_H

#include <stdint.h>

/// Return a number below `n`, at most 2^24; `chance` begins as the seed
static inline unsigned
draw(uint64_t *const chance, const unsigned n)
{
  *chance = *chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
  return (unsigned)(*chance >> 40U) % n;
}

#endif // RHUMB_TESTS_CHANCE_SUPPORT_H

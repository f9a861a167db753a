// SPDX-License-Identifier: ISC

/// @file lookup.h  Items of an array found by the names that they begin with,
/// where an arena keeps both.

#ifndef RHUMB_BASE_LOOKUP_H
#define RHUMB_BASE_LOOKUP_H

#include "base/str.h"

/// Zero is empty
typedef struct {
  uint32_t *slots; ///< Numbers of items, from 1; 0 is free
  size_t n_slots;
} RhumbLookup;

/// Note the last of `count` items of `size` bytes, each of which begins with a
/// RhumbStr, its name; none of them has it yet
void
rhumb_lookup_add(RhumbLookup *lookup,
                 RhumbArena *arena,
                 const void *items,
                 size_t count,
                 size_t size);

/// Return the number of the item called `name`, from 1; 0: there is none
uint32_t
rhumb_lookup_find(const RhumbLookup *lookup,
                  const void *items,
                  size_t size,
                  RhumbStr name);

#endif // RHUMB_BASE_LOOKUP_H

// SPDX-License-Identifier: ISC

/// @file lookup.c  A hash from names to the items that begin with them.

#include "base/lookup.h"

#include "base/secret.h"

#include <xxhash.h>

static RhumbStr
name_of(const void *const items, const size_t size, const size_t number)
{
  const void *const item = (const char *)items + ((number - 1) * size);
  return *(const RhumbStr *)item;
}

/// Return the slot of the item called `name`, or the free one where it belongs
static uint32_t *
find_slot(const RhumbLookup *const lookup,
          const void *const items,
          const size_t size,
          const RhumbStr name)
{
  const size_t mask = lookup->n_slots - 1;
  size_t at = XXH3_64bits_withSecret(
                  name.data, name.len, rhumb_secret(), RHUMB_SECRET_BYTES) &
              mask;
  while (lookup->slots[at] &&
         !rhumb_str_equal(name_of(items, size, lookup->slots[at]), name)) {
    at = (at + 1) & mask;
  }
  return &lookup->slots[at];
}

void
rhumb_lookup_add(RhumbLookup *const lookup,
                 RhumbArena *const arena,
                 const void *const items,
                 const size_t count,
                 const size_t size)
{
  size_t number = count;
  if (2 * count > lookup->n_slots) { // Half of them stay free
    lookup->n_slots = lookup->n_slots ? lookup->n_slots * 2 : 32;
    lookup->slots = RHUMB_NEW(arena, uint32_t, lookup->n_slots);
    number = 1;
  }
  for (; number <= count; ++number) {
    const RhumbStr name = name_of(items, size, number);
    *find_slot(lookup, items, size, name) = (uint32_t)number;
  }
}

uint32_t
rhumb_lookup_find(const RhumbLookup *const lookup,
                  const void *const items,
                  const size_t size,
                  const RhumbStr name)
{
  return lookup->n_slots ? *find_slot(lookup, items, size, name) : 0;
}

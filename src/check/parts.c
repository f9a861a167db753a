// SPDX-License-Identifier: ISC

/// @file parts.c  Sets of addresses, with room for twice what is in them.

#include "check/parts.h"

#include "base/arena.h"

#include <stdlib.h>

enum { FEWEST_SLOTS = 64 };

static void
grow(RhumbParts *const parts)
{
  RhumbParts more = {.n_slots = parts->n_slots ? 2 * parts->n_slots
                                               : (size_t)FEWEST_SLOTS,
                     .count = parts->count};
  const size_t bytes = more.n_slots * sizeof(*more.slots);
  more.slots = (const void **)rhumb_xrealloc(NULL, bytes);
  for (size_t i = 0; i < more.n_slots; ++i) {
    more.slots[i] = NULL;
  }
  for (size_t i = 0; i < parts->n_slots; ++i) {
    if (parts->slots[i]) {
      more.slots[rhumb_parts_slot(&more, parts->slots[i])] = parts->slots[i];
    }
  }
  free(parts->slots);
  *parts = more;
}

void
rhumb_parts_add(RhumbParts *const parts, const void *const part)
{
  if (rhumb_parts_has(parts, part)) {
    return;
  }
  if (2 * parts->count >= parts->n_slots) {
    grow(parts);
  }
  parts->slots[rhumb_parts_slot(parts, part)] = part;
  ++parts->count;
}

void
rhumb_parts_free(RhumbParts *const parts)
{
  free(parts->slots);
  *parts = (RhumbParts){0};
}

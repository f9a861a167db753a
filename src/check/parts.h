// SPDX-License-Identifier: ISC

/// @file parts.h  Sets of parts of a plan, known by their addresses; asked for
/// every row.

#ifndef RHUMB_CHECK_PARTS_H
#define RHUMB_CHECK_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Zero is empty; release with rhumb_parts_free()
typedef struct {
  const void **slots; ///< NULL: free
  size_t n_slots;     ///< A power of two, at least twice `count`
  size_t count;
} RhumbParts;

/// Return the slot that a part is in, or would be
static inline size_t
rhumb_parts_slot(const RhumbParts *const parts, const void *const part)
{
  const size_t mask = parts->n_slots - 1;
  size_t slot =
      (size_t)(((uintptr_t)part >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 20) &
      mask;
  while (parts->slots[slot] && parts->slots[slot] != part) {
    slot = (slot + 1) & mask;
  }
  return slot;
}

static inline bool
rhumb_parts_has(const RhumbParts *const parts, const void *const part)
{
  return parts->count && parts->slots[rhumb_parts_slot(parts, part)];
}

void
rhumb_parts_add(RhumbParts *parts, const void *part);

void
rhumb_parts_free(RhumbParts *parts);

#endif // RHUMB_CHECK_PARTS_H

// SPDX-License-Identifier: ISC

/// @file constant.h  Constants that term maps make, made once for all rows.

#ifndef RHUMB_ENGINE_CONSTANT_H
#define RHUMB_ENGINE_CONSTANT_H

#include "engine/make.h"

typedef struct {
  const RhumbPlanTerm *map;
  RhumbMade made;
} RhumbConstant;

/// Of a maker; zero is empty, release with rhumb_constants_free()
typedef struct {
  RhumbArena arena;      ///< Of those, which stay where they are
  RhumbConstant **slots; ///< By address of the map; NULL: free
  size_t n_slots;        ///< A power of two, at least twice `count`
  size_t count;
} RhumbConstants;

/// Use rhumb_constant()
RhumbConstant *
rhumb_constant_add(RhumbConstants *constants, const RhumbPlanTerm *map);

/// Return the slot that a map is in, or would be
static inline size_t
rhumb_constant_slot(const RhumbConstants *const constants,
                    const RhumbPlanTerm *const map)
{
  const size_t mask = constants->n_slots - 1;
  size_t slot = ((uintptr_t)map >> 4) * UINT64_C(0x9E3779B97F4A7C15) >> 32U;
  for (slot &= mask;
       constants->slots[slot] && constants->slots[slot]->map != map;
       slot = (slot + 1) & mask) {
  }
  return slot;
}

/// Return what `map` makes, which is a constant without conditions; nobody
/// changes it
static inline RhumbMade *
rhumb_constant(RhumbConstants *const constants, const RhumbPlanTerm *const map)
{
  RhumbConstant *const known =
      constants->count ? constants->slots[rhumb_constant_slot(constants, map)]
                       : NULL;
  return known ? &known->made : &rhumb_constant_add(constants, map)->made;
}

void
rhumb_constants_free(RhumbConstants *constants);

#endif // RHUMB_ENGINE_CONSTANT_H

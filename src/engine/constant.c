// SPDX-License-Identifier: ISC

/// @file constant.c  Constants, by the maps that make them.

#include "engine/constant.h"

#include <stdlib.h>

static void
grow(RhumbConstants *const constants)
{
  const RhumbConstants old = *constants;
  constants->n_slots = old.n_slots ? old.n_slots * 2 : 64;
  constants->slots = RHUMB_ZEROS(RhumbConstant *, constants->n_slots);
  for (size_t i = 0; i < old.n_slots; ++i) {
    if (old.slots[i]) {
      constants->slots[rhumb_constant_slot(constants, old.slots[i]->map)] =
          old.slots[i];
    }
  }
  free(old.slots);
}

RhumbConstant *
rhumb_constant_add(RhumbConstants *const constants,
                   const RhumbPlanTerm *const map)
{
  if (constants->count >= constants->n_slots / 2) {
    grow(constants);
  }
  RhumbConstant *const added = RHUMB_NEW(&constants->arena, RhumbConstant, 1);
  added->map = map;
  added->made = (RhumbMade){.term = map->value.constant,
                            .print = map->print,
                            .targets = map->targets,
                            .fixed = &map->value.constant};
  constants->slots[rhumb_constant_slot(constants, map)] = added;
  ++constants->count;
  return added;
}

void
rhumb_constants_free(RhumbConstants *const constants)
{
  rhumb_arena_free(&constants->arena);
  free(constants->slots);
}

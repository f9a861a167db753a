// SPDX-License-Identifier: ISC

/// @file place.c  Joins by the place of a row, which is counted anew in each
/// row around it.

#include "check/place.h"

#include "check/fields.h"
#include "io/pattern.h"
#include "model/logical_view.h"
#include "model/rules.h"
#include "source/types.h"

#include <stdlib.h>

/// One side of a join: what is compared of the rows of a pass
typedef struct {
  const RhumbPlanPass *pass;
  const RhumbPlanValue *keys;
  size_t n_keys;
} Side;

/// True if there is one row of the first level alone, as far as rules show it:
/// a document, or its root
static bool
is_one(const RhumbSourceSpec *const first)
{
  const RhumbStr path = first->iterator;
  const RhumbPattern files = {.path = first->access, .dir = first->dir};
  const bool is_whole =
      !path.len || rhumb_str_is(path, "$") ||
      (path.data[0] == '/' && !rhumb_str_has(rhumb_str_from(path, 1), '/'));
  return is_whole && first->format != &rhumb_source_jsonl &&
         !rhumb_is_pattern(&files);
}

/// Find the level that a reference of a pass is of; false: it has none
static bool
level_of(const RhumbPlanPass *const pass,
         const size_t reference,
         RhumbLevelKey *const key)
{
  const RhumbLogicalView *const view = pass->spec->view;
  return view &&
         rhumb_logical_view_level(view, pass->references[reference].text, key);
}

/// Return the level whose place is all that a value is; 0: that of the first,
/// which is one in all of the source, or something else
static size_t
place_of(const RhumbPlanPass *const pass, const RhumbPlanValue *const value)
{
  RhumbLevelKey key = {0};
  return value->kind == RHUMB_VALUE_FIELD &&
                 level_of(pass, value->field, &key) &&
                 rhumb_str_is(key.reference, "#")
             ? key.level
             : 0;
}

/// True if a value asks for a level around that of number `level`, or for what
/// is of no level, such as the name of a file
static bool
asks_around(const RhumbPlanPass *const pass,
            const RhumbPlanValue *const value,
            const size_t level)
{
  RhumbFields fields = {0};
  RhumbLevelKey key = {0};
  bool found = false;
  rhumb_fields_of_value(&fields, value);
  for (size_t i = 0; !found && i < fields.count; ++i) {
    found = !level_of(pass, fields.items[i], &key) || key.level < level;
  }
  free(fields.items);
  return found;
}

/// Return the name of the level that is around level `number` of a view
static RhumbStr
name_around(const RhumbLogicalView *const view, const size_t number)
{
  RhumbStr name = view->level;
  const RhumbViewField *level = view->fields.items;
  for (size_t i = 1; i < number; ++i) {
    name = level->name;
    level = level->fields.items;
  }
  return name;
}

/// Warn of a side that compares a place alone
static void
check_side(const Side *const side, const RhumbDiag *const diag)
{
  const RhumbLogicalView *const view = side->pass->spec->view;
  size_t level = 0;
  size_t at = 0;
  for (size_t i = 0; view && !level && i < side->n_keys; ++i) {
    at = i;
    level = place_of(side->pass, &side->keys[i]);
  }
  bool is_bound = !level || (level == 1 && is_one(view->on));
  for (size_t i = 0; !is_bound && i < side->n_keys; ++i) {
    is_bound = asks_around(side->pass, &side->keys[i], level);
  }
  if (!is_bound) {
    const RhumbStr name = name_around(view, level);
    rhumb_warn(diag,
               RHUMB_WARNING,
               side->keys[at].loc,
               "each \"%.*s\" counts this place from 0, so that rows within "
               "others are joined too; a condition that compares something of "
               "\"%.*s\" would say which belong together",
               RHUMB_FMT(name),
               RHUMB_FMT(name));
  }
}

/// Return the pass that fills an index
static const RhumbPlanPass *
pass_of(const RhumbPlan *const plan, const size_t index)
{
  for (size_t i = 0; i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    for (size_t n = 0; n < pass->n_indexes; ++n) {
      if (pass->indexes[n] == index) {
        return pass;
      }
    }
  }
  return NULL;
}

/// Warn of a place in the rows that are sought by an index
/// @return their pass, or NULL
static const RhumbPlanPass *
check_sought(const RhumbPlan *const plan,
             const size_t number,
             const RhumbDiag *const diag)
{
  const RhumbPlanIndex *const index = &plan->indexes[number];
  const Side side = {pass_of(plan, number), index->keys, index->n_keys};
  if (side.pass) {
    check_side(&side, diag);
  }
  return side.pass;
}

/// Warn of a place on either side of a join. One that is looked up in a table
/// without levels is a key of that.
static void
check_join(const RhumbPlan *const plan,
           const RhumbPlanPass *const pass,
           const RhumbPlanObject *const object,
           const RhumbDiag *const diag)
{
  const RhumbPlanPass *const sought = check_sought(plan, object->index, diag);
  const Side here = {pass, object->keys, object->n_keys};
  if (sought && sought->spec->view && sought->spec->view->level.len) {
    check_side(&here, diag);
  }
}

void
rhumb_check_places(const RhumbPlan *const plan,
                   const RhumbPlanPass *const pass,
                   const RhumbDiag *const diag)
{
  for (size_t m = 0; m < pass->n_maps; ++m) {
    for (size_t p = 0; p < pass->maps[m].n_pairs; ++p) {
      const RhumbPlanPair *const pair = &pass->maps[m].pairs[p];
      for (size_t o = 0; o < pair->n_objects; ++o) {
        const RhumbPlanObject *const object = &pair->objects[o];
        if (object->is_join && !object->condition) {
          check_join(plan, pass, object, diag);
        }
      }
    }
  }
}

void
rhumb_check_view_places(const RhumbPlan *const plan,
                        const RhumbPlanView *const view,
                        const RhumbDiag *const diag)
{
  for (size_t i = 0; i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    if (step->kind == RHUMB_STEP_JOIN && !step->condition) {
      (void)check_sought(plan, step->number, diag);
    }
  }
}

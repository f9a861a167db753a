// SPDX-License-Identifier: ISC

/// @file place.c  Joins by the place of a row, which is counted anew in each
/// row around it.

#include "check/place.h"

#include "check/fields.h"
#include "io/pattern.h"
#include "model/logical_view.h"
#include "model/rules.h"
#include "source/names.h"
#include "source/types.h"

#include <stdlib.h>

/// One side of a join: what is compared of the rows of a pass
typedef struct {
  const RhumbPlanPass *pass;
  const RhumbPlanValue *keys;
  size_t n_keys;
} Side;

/// True if a path of JSON does not lead to several things
static bool
leads_to_one(const RhumbSourceSpec *const spec)
{
  const RhumbSourceNaming *const naming = spec->format->naming;
  return naming && naming->shows_many && !naming->shows_many(spec->iterator);
}

/// True if there is one row of the first level alone, as far as rules show it:
/// a document, its root, or one thing in it
static bool
is_one(const RhumbSourceSpec *const first)
{
  const RhumbStr path = first->iterator;
  const RhumbPattern files = {.path = first->access, .dir = first->dir};
  const bool is_whole =
      leads_to_one(first) || (path.len && path.data[0] == '/' &&
                              !rhumb_str_has(rhumb_str_from(path, 1), '/'));
  return is_whole && first->format != &rhumb_source_jsonl &&
         !rhumb_is_pattern(&files);
}

/// True if there is one row of a level in all of the source
static bool
is_alone(const RhumbPlanView *const view, size_t level)
{
  for (; level && level != RHUMB_PLAN_NONE;
       level = view->levels[level].parent) {
    if (!leads_to_one(view->levels[level].rows.spec)) {
      return false;
    }
  }
  return !level &&
         is_one(rhumb_logical_view_base(view->levels[level].rows.spec));
}

/// What a field of a view's row is
typedef struct {
  size_t level;  ///< Of whose row it is; none: of no level, or of a partner
  bool is_place; ///< The number of a row, or of a value, within that row
} Home;

static Home
home_of(const RhumbPlanView *const view, const size_t field)
{
  Home home = {RHUMB_PLAN_NONE, false};
  for (size_t i = 0; i < view->n_levels; ++i) {
    const RhumbPlanLevel *const level = &view->levels[i];
    for (size_t t = 0; t < level->n_taken; ++t) {
      home.level = level->taken[t].field == field ? i : home.level;
    }
    if (i && level->index == field && level->parent != RHUMB_PLAN_NONE) {
      home = (Home){level->parent, true};
    }
  }
  for (size_t i = 0; i < view->n_steps; ++i) {
    const RhumbPlanStep *const step = &view->steps[i];
    const bool is_own = step->kind == RHUMB_STEP_VALUES &&
                        step->value.kind != RHUMB_VALUE_PARENT;
    if (is_own && (step->field == field || step->index == field)) {
      home = (Home){step->level, step->index == field};
    }
  }
  return home;
}

/// True if a level is another one or around that
static bool
is_around(const RhumbPlanView *const view, const size_t level, size_t inner)
{
  while (inner != level && inner && inner != RHUMB_PLAN_NONE) {
    inner = view->levels[inner].parent;
  }
  return inner == level;
}

/// Return the level in whose rows the place is counted that is all that a value
/// is, maybe within a text; none: it is something else
static size_t
place_of(const RhumbPlanView *const view, const RhumbPlanValue *const value)
{
  RhumbFields fields = {0};
  size_t level = RHUMB_PLAN_NONE;
  if (value->kind == RHUMB_VALUE_FIELD || value->kind == RHUMB_VALUE_TEMPLATE) {
    rhumb_fields_of_value(&fields, value);
  }
  bool is_place = true;
  for (size_t i = 0; is_place && i < fields.count; ++i) {
    const Home home = home_of(view, fields.items[i]);
    is_place = home.is_place;
    level = is_place ? home.level : RHUMB_PLAN_NONE;
  }
  free(fields.items);
  return level;
}

/// True if a value asks for the row that the places of `level` are counted in,
/// for one around it, or for what is of no level, such as the name of a file
static bool
asks_around(const RhumbPlanView *const view,
            const RhumbPlanValue *const value,
            const size_t level)
{
  RhumbFields fields = {0};
  bool found = false;
  rhumb_fields_of_value(&fields, value);
  for (size_t i = 0; !found && i < fields.count; ++i) {
    const Home home = home_of(view, fields.items[i]);
    const bool is_of_none = home.level == RHUMB_PLAN_NONE;
    found = is_of_none ||
            (home.is_place
                 ? home.level != level && is_around(view, home.level, level)
                 : is_around(view, home.level, level));
  }
  free(fields.items);
  return found;
}

/// Return what the rows of a level are called
static RhumbStr
name_of(const RhumbPlanPass *const pass, const size_t level)
{
  const RhumbStr first = pass->spec->view->level;
  RhumbStr name = first.len ? first : RHUMB_STR("record");
  for (size_t i = 0; level && i < pass->view->n_steps; ++i) {
    const RhumbPlanStep *const step = &pass->view->steps[i];
    name = step->kind == RHUMB_STEP_RECORDS && step->level == level ? step->name
                                                                    : name;
  }
  return name;
}

/// Warn of a side that compares a place alone
static void
check_side(const Side *const side, const RhumbDiag *const diag)
{
  const RhumbPlanView *const view = side->pass->view;
  size_t level = RHUMB_PLAN_NONE;
  size_t at = 0;
  for (size_t i = 0; view && level == RHUMB_PLAN_NONE && i < side->n_keys;
       ++i) {
    at = i;
    level = place_of(view, &side->keys[i]);
  }
  bool is_bound = level == RHUMB_PLAN_NONE || is_alone(view, level);
  for (size_t i = 0; !is_bound && i < side->n_keys; ++i) {
    is_bound = asks_around(view, &side->keys[i], level);
  }
  if (!is_bound) {
    const RhumbStr name = name_of(side->pass, level);
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
/// of which each record is one row is a key of that.
static void
check_join(const RhumbPlan *const plan,
           const RhumbPlanPass *const pass,
           const RhumbPlanObject *const object,
           const RhumbDiag *const diag)
{
  const RhumbPlanPass *const sought = check_sought(plan, object->index, diag);
  const Side here = {pass, object->keys, object->n_keys};
  if (sought && sought->view && sought->view->n_levels > 1) {
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

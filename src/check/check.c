// SPDX-License-Identifier: ISC

/// @file check.c  Mappings that run but are hardly meant.

#include "check/check.h"

#include <string.h>

typedef struct {
  const RhumbMapping *mapping;
  const RhumbPlan *plan;
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbFunctionContext functions;
  RhumbStatus status;
} Check;

// Conditions that no data changes ---------------------------------------------

static bool
fold(Check *check, const RhumbFunction *function, RhumbValues *out);

/// Append `more` to the values of an argument
static void
append(Check *const check, RhumbValues *const to, const RhumbValues more)
{
  RhumbValue *const items =
      RHUMB_NEW(&check->arena, RhumbValue, to->count + more.count);
  if (to->count) {
    memcpy(items, to->items, to->count * sizeof(*items));
  }
  if (more.count) {
    memcpy(items + to->count, more.items, more.count * sizeof(*items));
  }
  *to = (RhumbValues){items, to->count + more.count};
}

/// Add the value of an argument; false if it depends on the data
static bool
fold_argument(Check *const check,
              const RhumbExpression *const value,
              RhumbValues *const out)
{
  const RhumbValue constant = {.lexical = value->constant.text};
  RhumbValues more = {&constant, 1};
  const bool is_function = value->kind == RHUMB_EXPRESSION_FUNCTION;
  if (is_function ? !fold(check, value->function, &more)
                  : value->kind != RHUMB_EXPRESSION_CONSTANT) {
    return false;
  }
  append(check, out, more);
  return true;
}

/// Call a function of constants; false if it is none, or fails, which is
/// reported: it would fail for every row
static bool
fold(Check *const check,
     const RhumbFunction *const function,
     RhumbValues *const out)
{
  RhumbValues arguments[RHUMB_FUNCTION_MAX_PARAMETERS] = {{0}};
  const RhumbFunctionType *const type = rhumb_function_find(function->name);
  if (!type || type->refusal) {
    return false;
  }
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    const int parameter = rhumb_function_parameter(type, argument->parameter);
    if (parameter < 0 ||
        !fold_argument(check, &argument->value.value, &arguments[parameter])) {
      return false;
    }
  }
  const RhumbStatus status =
      rhumb_function_call(type, out, arguments, &check->functions);
  if (status != RHUMB_OK) {
    RHUMB_KEEP(check->status,
               rhumb_fail(check->diag,
                          status,
                          function->loc,
                          "%s fails for every row: %s",
                          type->names[0],
                          check->functions.error));
  }
  return status == RHUMB_OK;
}

static bool
is_true(const RhumbValues *const values)
{
  bool found = false;
  for (size_t i = 0; !found && i < values->count; ++i) {
    found = rhumb_str_is(values->items[i].lexical, "true");
  }
  return found;
}

/// Warn of a condition, or a part of one, that is the same whatever the data
static void
check_condition(Check *const check, const RhumbFunction *const function)
{
  RhumbValues values = {0};
  const RhumbFunctionType *const type =
      function ? rhumb_function_find(function->name) : NULL;
  if (!type) {
    return;
  }
  if (type->result == RHUMB_RESULT_BOOLEAN && fold(check, function, &values)) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               function->loc,
               is_true(&values)
                   ? "this condition always holds: it asks for no data"
                   : "this condition never holds: it asks for no data");
    return;
  }
  for (size_t i = 0; i < function->n_arguments; ++i) {
    check_condition(check, function->arguments[i].value.value.function);
  }
}

static void
check_conditions(Check *const check, const RhumbTriplesMap *const map)
{
  check_condition(check, map->condition);
  check_condition(check, map->subject.condition);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPredicateObjectMap *const pair = &map->pairs[i];
    check_condition(check, pair->condition);
    for (size_t o = 0; o < pair->n_objects; ++o) {
      check_condition(check, pair->objects[o].condition);
      check_condition(check, pair->objects[o].term.condition);
    }
  }
}

// Mappings --------------------------------------------------------------------

static bool
refers_to(const RhumbTriplesMap *const child,
          const RhumbTriplesMap *const wanted)
{
  for (size_t i = 0; i < child->n_pairs; ++i) {
    for (size_t o = 0; o < child->pairs[i].n_objects; ++o) {
      if (child->pairs[i].objects[o].parent == wanted) {
        return true;
      }
    }
  }
  return false;
}

/// True if another map needs this one, or does its work: an inverse predicate
/// is a map of its own, with the same name
static bool
is_of_use(const RhumbMapping *const mapping, const RhumbTriplesMap *const map)
{
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    const RhumbTriplesMap *const other = mapping->maps[i];
    const bool is_inverse = other->n_pairs > 0 &&
                            other->loc.line != map->loc.line &&
                            rhumb_str_equal(other->name, map->name);
    if (is_inverse || refers_to(other, map)) {
      return true;
    }
  }
  return false;
}

static void
check_map(Check *const check, const RhumbTriplesMap *const map)
{
  if (!map->n_pairs && !is_of_use(check->mapping, map)) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               map->loc,
               "the mapping \"%.*s\" makes nothing: it has no predicates with "
               "objects, and no other mapping refers to it",
               RHUMB_FMT(map->name));
  }
  check_conditions(check, map);
}

// What the plan shows ---------------------------------------------------------

static bool
is_cross_product(const RhumbPlanObject *const object)
{
  return object->is_join && !object->n_keys && !object->condition;
}

static void
check_joins(Check *const check, const RhumbPlanMap *const map)
{
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    for (size_t o = 0; o < pair->n_objects; ++o) {
      const RhumbPlanObject *const object = &pair->objects[o];
      if (is_cross_product(object)) {
        const size_t parent = check->plan->indexes[object->index].subject.map;
        rhumb_warn(check->diag,
                   RHUMB_WARNING,
                   object->term.loc,
                   "every row is joined with every row of the mapping "
                   "\"%.*s\", which has another source; a condition would say "
                   "which belong together",
                   RHUMB_FMT(check->mapping->maps[parent]->name));
      }
    }
  }
}

/// True if the map lists what its one subject has to do with: links to things
/// of the data, and no text of the data
static bool
is_listing(const RhumbPlanMap *const map)
{
  bool links = false;
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    for (size_t o = 0; o < pair->n_objects; ++o) {
      const RhumbPlanTerm *const term = &pair->objects[o].term;
      const bool constant =
          !pair->objects[o].is_join && term->value.kind == RHUMB_VALUE_CONSTANT;
      if (!constant && term->kind == RHUMB_TERM_LITERAL) {
        return false;
      }
      links |= !constant;
    }
  }
  return links;
}

static void
check_subject(Check *const check, const RhumbPlanMap *const map)
{
  const RhumbPlanTerm *const subject = &map->subject;
  if (subject->value.kind == RHUMB_VALUE_CONSTANT && map->n_pairs &&
      !is_listing(map)) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               subject->loc,
               "every row has the same subject, \"%.*s\"; a reference in it "
               "would make one for each",
               RHUMB_FMT(subject->value.constant.text));
  }
}

static void
check_plan(Check *const check)
{
  for (size_t i = 0; i < check->plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &check->plan->passes[i];
    for (size_t m = 0; m < pass->n_maps; ++m) {
      check_joins(check, &pass->maps[m]);
      check_subject(check, &pass->maps[m]);
    }
  }
}

RhumbStatus
rhumb_check_rules(const RhumbChecked *const checked,
                  const RhumbDiag *const diag)
{
  Check check = {
      .mapping = checked->mapping, .plan = checked->plan, .diag = diag};
  check.functions = rhumb_function_context(&check.arena);
  for (size_t i = 0; i < checked->mapping->n_maps; ++i) {
    check_map(&check, checked->mapping->maps[i]);
  }
  if (checked->plan) {
    check_plan(&check);
  }
  rhumb_check_yarrrml(checked, diag);
  rhumb_function_context_free(&check.functions);
  rhumb_arena_free(&check.arena);
  return check.status;
}

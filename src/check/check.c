// SPDX-License-Identifier: ISC

/// @file check.c  Mappings that run but are hardly meant.

#include "check/check.h"

#include "base/table.h"
#include "check/fields.h"
#include "check/place.h"
#include "check/product.h"
#include "check/text.h"
#include "check/view.h"
#include "engine/evaluate.h"
#include "source/names.h"

#include <stdlib.h>

typedef struct {
  const RhumbMapping *mapping;
  const RhumbPlan *plan;
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbBuf scratch;
  RhumbFunctionContext functions;
  RhumbTable conditions; ///< Places of those that have been looked at
  bool *are_checked;     ///< By number, quoted mappings that have been, once
  RhumbStatus status;
} Check;

// Mappings --------------------------------------------------------------------

/// True if what a term gathers refers to `wanted`
static bool
gathers_from(const RhumbTermMap *const term,
             const RhumbTriplesMap *const wanted)
{
  bool found = false;
  for (size_t i = 0; term->gather && !found && i < term->gather->n_items; ++i) {
    const RhumbObjectMap *const item = &term->gather->items[i];
    found = item->parent == wanted || gathers_from(&item->term, wanted);
  }
  return found;
}

static bool
refers_to(const RhumbTriplesMap *const child,
          const RhumbTriplesMap *const wanted)
{
  bool found = gathers_from(&child->subject, wanted);
  for (size_t i = 0; !found && i < child->n_pairs; ++i) {
    for (size_t o = 0; !found && o < child->pairs[i].n_objects; ++o) {
      const RhumbObjectMap *const object = &child->pairs[i].objects[o];
      found = object->parent == wanted || gathers_from(&object->term, wanted);
    }
  }
  return found;
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
  if (!map->n_pairs && !map->subject.gather &&
      !is_of_use(check->mapping, map)) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               map->loc,
               "the mapping \"%.*s\" makes nothing: it has no predicates with "
               "objects, and no other mapping refers to it",
               RHUMB_FMT(map->name));
  }
}

// Prefixes --------------------------------------------------------------------

/// True if what is asked of the rows of a pass speaks of what begins so
static bool
rows_use(const RhumbPlanPass *const rows, // NOLINT(misc-no-recursion): by depth
         const RhumbStr start)
{
  const bool has_names = rows->spec->n_namespaces > 0;
  bool used =
      has_names && rhumb_str_find(rows->spec->iterator, start, 0) != SIZE_MAX;
  for (size_t i = 0; has_names && !used && i < rows->n_references; ++i) {
    used = rhumb_str_find(rows->references[i].text, start, 0) != SIZE_MAX;
  }
  for (size_t i = 0; !used && rows->view && i < rows->view->n_levels; ++i) {
    used = rows_use(&rows->view->levels[i].rows, start);
  }
  return used;
}

/// True if an XPath may speak of the prefix: XML names take it from the rules
static bool
xpath_uses(Check *const check, const RhumbStr name)
{
  const RhumbStr start = rhumb_str_join(&check->arena, name, RHUMB_STR(":"));
  bool used = false;
  for (size_t i = 0; !used && i < check->plan->n_passes; ++i) {
    used = rows_use(&check->plan->passes[i], start);
  }
  return used;
}

static void
check_prefixes(Check *const check)
{
  const RhumbPrefixes *const prefixes = &check->mapping->prefixes;
  RhumbLastRules last = {0};
  for (size_t i = 0; i < prefixes->count; ++i) {
    const RhumbPrefix *const prefix = &prefixes->items[i];
    if (!prefix->used && prefix->loc.text &&
        !rhumb_rules_in_turtle(&last, prefix->loc) &&
        !xpath_uses(check, prefix->name)) {
      rhumb_warn(check->diag,
                 RHUMB_WARNING,
                 prefix->loc,
                 "nothing uses the prefix \"%.*s\"",
                 RHUMB_FMT(prefix->name));
    }
  }
}

// What the plan shows ---------------------------------------------------------

/// True if the call asks for no data
static bool
is_constant(const RhumbPlanCall *const call)
{
  bool constant = true;
  for (size_t i = 0; constant && i < call->n_arguments; ++i) {
    const RhumbPlanValue *const value = &call->arguments[i].value;
    constant = value->kind == RHUMB_VALUE_CONSTANT ||
               (value->kind == RHUMB_VALUE_CALL && is_constant(value->call));
  }
  return constant;
}

/// Warn of a condition that is the same for every row; what fails for one
/// fails for every row
static void
check_constant(Check *const check, const RhumbPlanCall *const call)
{
  const RhumbDiag silent = {0};
  const RhumbSource nowhere = {0};
  const RhumbRow row = {.source = &nowhere,
                        .arena = &check->arena,
                        .scratch = &check->scratch,
                        .functions = &check->functions,
                        .diag = &silent};
  const RhumbPlanConditions condition = {&call, 1};
  bool always = false;
  const RhumbStatus status = rhumb_holds(&always, &row, &condition);
  if (status == RHUMB_OK) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               call->loc,
               "this condition %s holds: it asks for no data",
               always ? "always" : "never");
    return;
  }
  RHUMB_KEEP(check->status,
             rhumb_fail(check->diag,
                        status,
                        call->loc,
                        "this fails for every row: %s",
                        check->functions.error));
}

/// Check a condition and what it is made of, once for each place
static void
check_call(Check *const check, const RhumbPlanCall *const call)
{
  const RhumbStr place = {(const char *)&call->loc, sizeof(call->loc)};
  const size_t known = check->conditions.count;
  if (rhumb_table_add(&check->conditions, place) < known) {
    return;
  }
  if (call->type->result == RHUMB_RESULT_BOOLEAN && is_constant(call)) {
    check_constant(check, call);
    return;
  }
  for (size_t i = 0; i < call->n_arguments; ++i) {
    const RhumbPlanValue *value = &call->arguments[i].value;
    while (value->kind == RHUMB_VALUE_TABLE) {
      value = &value->lookup->key;
    }
    if (value->kind == RHUMB_VALUE_CALL) {
      check_call(check, value->call);
    }
  }
}

static void
check_conditions(Check *const check,
                 const RhumbPlanConditions *const conditions)
{
  for (size_t i = 0; i < conditions->count; ++i) {
    check_call(check, conditions->items[i]);
  }
}

/// Check the conditions of objects, and of their members
static void
check_objects(Check *const check,
              const RhumbPlanObject *const objects,
              const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbPlanObject *const object = &objects[i];
    const RhumbPlanGather *const gather = object->term.gather;
    check_conditions(check, &object->term.conditions);
    if (object->condition) {
      check_call(check, object->condition);
    }
    if (gather) {
      check_objects(check, gather->items, gather->n_items);
    }
  }
}

/// Check the conditions of predicates or graphs, which RML may have
static void
check_terms(Check *const check,
            const RhumbPlanTerm *const terms,
            const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    check_conditions(check, &terms[i].conditions);
  }
}

static void
check_pair(Check *const check, const RhumbPlanPair *const pair)
{
  check_conditions(check, &pair->conditions);
  check_terms(check, pair->predicates, pair->n_predicates);
  check_terms(check, pair->graphs, pair->n_graphs);
  check_objects(check, pair->objects, pair->n_objects);
}

static void
check_joins(const Check *check, const RhumbPlanMap *map);

/// Warn of a join that says nothing of which rows belong together
static void
check_join(const Check *const check, const RhumbPlanObject *const object)
{
  const RhumbPlanIndex *const index = &check->plan->indexes[object->index];
  const char *const name = check->mapping->maps[index->subject.map]->name.data;
  const int len = (int)check->mapping->maps[index->subject.map]->name.len;
  if (rhumb_is_linked(index, object->keys, object->condition)) {
    return;
  }
  if (object->n_keys || object->condition) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               object->term.loc,
               "every row is joined with every row of the mapping \"%.*s\" "
               "for which the condition holds: it compares nothing of the one "
               "(s) with anything of the other (o), which would say which "
               "belong together",
               len,
               name);
  } else {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               object->term.loc,
               "every row is joined with every row of the mapping \"%.*s\", "
               "which has another source; a condition would say which belong "
               "together",
               len,
               name);
  }
}

/// Check the joins of objects, of their members, and of what they quote
static void
check_joined(const Check *const check, // NOLINT(misc-no-recursion): by depth
             const RhumbPlanObject *const objects,
             const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbPlanObject *const object = &objects[i];
    const RhumbPlanGather *const gather = object->term.gather;
    const RhumbPlanMap *const quoted =
        object->is_join ? check->plan->indexes[object->index].quoted
                        : object->quoted;
    if (object->is_join) {
      check_join(check, object);
    }
    if (gather) {
      check_joined(check, gather->items, gather->n_items);
    }
    if (quoted && !check->are_checked[quoted->number]) {
      check->are_checked[quoted->number] = true;
      check_joins(check, quoted);
    }
  }
}

static void
check_pair_joins(const Check *const check, // NOLINT(misc-no-recursion): by
                 const RhumbPlanPair *const pair) // depth
{
  check_joined(check, pair->objects, pair->n_objects);
  for (size_t i = 0; pair->annotation && i < pair->annotation->n_pairs; ++i) {
    check_pair_joins(check, &pair->annotation->pairs[i]);
  }
}

static void
check_joins(const Check *const check, // NOLINT(misc-no-recursion): by depth
            const RhumbPlanMap *const map)
{
  const RhumbPlanObject subject = {.term = map->subject};
  check_joined(check, map->quoted ? map->quoted : &subject, 1);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    check_pair_joins(check, &map->pairs[i]);
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
  if (subject->value.kind == RHUMB_VALUE_CONSTANT && !subject->gather &&
      map->n_pairs && !is_listing(map)) {
    rhumb_warn(check->diag,
               RHUMB_WARNING,
               subject->loc,
               "every row has the same subject, \"%.*s\"; a reference in it "
               "would make one for each",
               RHUMB_FMT(subject->value.constant.text));
  }
}

static void
check_plan_map(Check *const check, const RhumbPlanMap *const map)
{
  const RhumbPlanObject subject = {.term = map->subject};
  check_objects(check, &subject, 1);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    check_pair(check, &map->pairs[i]);
  }
  check_joins(check, map);
  check_subject(check, map);
}

/// Warn of products that the rules show; those that only data shows are for
/// who watches it
static void
check_products(Check *const check, const RhumbPlanPass *const pass)
{
  RhumbProducts products = {0};
  rhumb_products_find(&products, check->plan, pass, true);
  for (size_t i = 0; i < products.count; ++i) {
    rhumb_product_warn(&products.items[i], pass, check->diag);
  }
  free(products.items);
}

/// True if the view of pass number `i` is that of one before it
static bool
is_seen(const RhumbPlan *const plan, const size_t i)
{
  size_t first = 0;
  while (plan->passes[first].spec->view != plan->passes[i].spec->view) {
    ++first;
  }
  return first < i;
}

static void
check_plan(Check *const check)
{
  for (size_t i = 0; i < check->plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &check->plan->passes[i];
    if (pass->view && !is_seen(check->plan, i)) {
      rhumb_view_warn_products(check->plan, pass, check->diag);
      rhumb_check_view_places(check->plan, pass->view, check->diag);
    }
    if (pass->view) {
      rhumb_view_warn_gathered(pass, check->diag);
    }
    for (size_t m = 0; m < pass->n_maps; ++m) {
      check_plan_map(check, &pass->maps[m]);
    }
    check_products(check, pass);
    rhumb_check_places(check->plan, pass, check->diag);
  }
}

RhumbStatus
rhumb_check_rules(const RhumbChecked *const checked,
                  const RhumbDiag *const diag)
{
  Check check = {
      .mapping = checked->mapping, .plan = checked->plan, .diag = diag};
  check.functions.arena = &check.arena;
  check.functions.now = checked->mapping->now;
  for (size_t i = 0; i < checked->mapping->n_maps; ++i) {
    check_map(&check, checked->mapping->maps[i]);
  }
  rhumb_check_texts(checked->mapping, RHUMB_SAID_BY_CHECK, diag);
  if (checked->plan) {
    check.are_checked = RHUMB_NEW(&check.arena, bool, checked->plan->n_quoted);
    check_plan(&check);
    check_prefixes(&check);
  }
  for (size_t i = 0; i < checked->mapping->remarks.count; ++i) {
    const RhumbRemark *const remark = &checked->mapping->remarks.items[i];
    rhumb_warn(diag, RHUMB_WARNING, remark->loc, "%s", remark->message);
  }
  rhumb_function_context_free(&check.functions);
  rhumb_table_free(&check.conditions);
  rhumb_buf_free(&check.scratch);
  rhumb_arena_free(&check.arena);
  return check.status;
}

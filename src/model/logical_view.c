// SPDX-License-Identifier: ISC

/// @file logical_view.c  Logical views that are one.

#include "model/logical_view.h"

static bool
functions_equal(const RhumbFunction *a, const RhumbFunction *b, size_t depth);

static bool
templates_equal(const RhumbTemplate *const a, const RhumbTemplate *const b)
{
  bool equal = a->count == b->count;
  for (size_t i = 0; equal && i < a->count; ++i) {
    equal = a->parts[i].is_reference == b->parts[i].is_reference &&
            rhumb_str_equal(a->parts[i].text, b->parts[i].text);
  }
  return equal;
}

static bool
expressions_equal(const RhumbExpression *const a,
                  const RhumbExpression *const b,
                  const size_t depth)
{
  return a->kind == b->kind && rhumb_term_equal(&a->constant, &b->constant) &&
         rhumb_str_equal(a->reference, b->reference) &&
         templates_equal(&a->text, &b->text) && a->calls == b->calls &&
         functions_equal(a->function, b->function, depth);
}

/// Not so of any that are deeper in each other than the readers take
static bool
functions_equal(const RhumbFunction *const a,
                const RhumbFunction *const b,
                const size_t depth)
{
  if (a == b || !a || !b) {
    return a == b;
  }
  bool equal = depth < RHUMB_MAX_FUNCTION_NESTING &&
               rhumb_str_equal(a->name, b->name) && a->table == b->table &&
               rhumb_str_equal(a->output, b->output) &&
               a->n_arguments == b->n_arguments;
  for (size_t i = 0; equal && i < a->n_arguments; ++i) {
    const RhumbArgument *const one = &a->arguments[i];
    const RhumbArgument *const other = &b->arguments[i];
    equal =
        one->side == other->side &&
        rhumb_str_equal(one->parameter, other->parameter) &&
        one->value.type == other->value.type && !one->value.condition &&
        !other->value.condition &&
        expressions_equal(&one->value.value, &other->value.value, depth + 1);
  }
  return equal;
}

static bool
fields_equal(const RhumbViewFields *const a, const RhumbViewFields *const b)
{
  bool equal = a->count == b->count;
  for (size_t i = 0; equal && i < a->count; ++i) {
    const RhumbViewField *const one = &a->items[i];
    const RhumbViewField *const other = &b->items[i];
    equal =
        rhumb_str_equal(one->name, other->name) &&
        !one->records == !other->records &&
        (!one->records || rhumb_source_equal(one->records, other->records)) &&
        expressions_equal(&one->value, &other->value, 0) &&
        fields_equal(&one->fields, &other->fields);
  }
  return equal;
}

static bool
joins_equal(const RhumbViewJoin *const a, const RhumbViewJoin *const b)
{
  bool equal = a->is_inner == b->is_inner &&
               a->n_conditions == b->n_conditions &&
               functions_equal(a->condition, b->condition, 0) &&
               rhumb_source_equal(a->parent, b->parent) &&
               fields_equal(&a->fields, &b->fields);
  for (size_t i = 0; equal && i < a->n_conditions; ++i) {
    const RhumbJoin *const one = &a->conditions[i];
    const RhumbJoin *const other = &b->conditions[i];
    equal = expressions_equal(&one->child, &other->child, 0) &&
            expressions_equal(&one->parent, &other->parent, 0);
  }
  return equal;
}

static bool
views_equal(const RhumbLogicalView *const a, const RhumbLogicalView *const b)
{
  bool equal =
      a->n_joins == b->n_joins && rhumb_str_equal(a->level, b->level) &&
      rhumb_source_equal(a->on, b->on) && fields_equal(&a->fields, &b->fields);
  for (size_t i = 0; equal && i < a->n_joins; ++i) {
    equal = joins_equal(&a->joins[i], &b->joins[i]);
  }
  return equal;
}

const RhumbLogicalView *
rhumb_logical_view_unify(RhumbMapping *const mapping,
                         RhumbArena *const arena,
                         const RhumbLogicalView *const view)
{
  for (size_t i = 0; i < mapping->logical_views.count; ++i) {
    const RhumbLogicalView *const known = mapping->logical_views.items[i];
    if (views_equal(known, view)) {
      return known;
    }
  }
  RHUMB_PUSH_IN(arena, &mapping->logical_views, view);
  return view;
}

const RhumbSourceType rhumb_logical_view_format = {
    .name = "view", .row = "a row", .reference = "the name of a field"};

const RhumbSourceSpec *
rhumb_logical_view_source(RhumbArena *const arena,
                          const RhumbLogicalView *const view)
{
  RhumbSourceSpec *const spec = RHUMB_NEW(arena, RhumbSourceSpec, 1);
  *spec = (RhumbSourceSpec){.format = &rhumb_logical_view_format,
                            .profile = view->on->profile,
                            .view = view,
                            .loc = view->loc,
                            .access_loc = view->loc,
                            .iterator_loc = view->loc};
  return spec;
}

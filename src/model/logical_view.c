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

// Depth ----------------------------------------------------------------------

RhumbStatus
rhumb_logical_view_fail_depth(const RhumbLoc loc, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "views on views, more than %d deep",
                    RHUMB_MAX_VIEW_DEPTH);
}

/// Have the depth of a view count a source that it is made of
static void
deepen(RhumbLogicalView *const view, const RhumbSourceSpec *const below)
{
  const unsigned depth = below->view ? below->view->depth + 1 : 1;
  view->depth = depth > view->depth ? depth : view->depth;
}

RhumbStatus
rhumb_logical_view_measure(RhumbLogicalView *const view,
                           const RhumbLoc loc,
                           const RhumbDiag *const diag)
{
  view->depth = 0;
  deepen(view, view->on);
  for (size_t i = 0; i < view->n_joins; ++i) {
    if (view->joins[i].parent) {
      deepen(view, view->joins[i].parent);
    }
  }
  return view->depth > RHUMB_MAX_VIEW_DEPTH
             ? rhumb_logical_view_fail_depth(loc, diag)
             : RHUMB_OK;
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

// Levels ---------------------------------------------------------------------

/// Return what of a key stands behind the name of a level of that format, as a
/// reference; no data: it begins with another name
static RhumbStr
behind_name(const RhumbStr key,
            const RhumbStr name,
            const RhumbSourceType *const format)
{
  const RhumbStr none = {0};
  if (!rhumb_str_starts(key, name)) {
    return none;
  }
  if (key.len == name.len && format->self) {
    return rhumb_str(format->self);
  }
  if (key.len <= name.len + 1) {
    return none;
  }
  switch (key.data[name.len]) {
  case '.':
    return rhumb_str_from(key, name.len + 1);
  case '[':
    return rhumb_str_from(key, name.len);
  default:
    return none;
  }
}

/// Try a level; true if it is the one with the longest name so far
static bool
try_level(RhumbLevelKey *const out,
          const RhumbStr key,
          const RhumbStr name,
          const RhumbSourceSpec *const rows,
          const size_t longest)
{
  const RhumbStr rest = behind_name(key, name, rows->format);
  if (name.len <= longest || !rest.data) {
    return false;
  }
  out->rows = rows;
  out->reference = rest;
  out->at = rest.data == rows->format->self ? 0 : key.len - rest.len;
  return true;
}

bool
rhumb_logical_view_level(const RhumbLogicalView *const view,
                         const RhumbStr key,
                         RhumbLevelKey *const out)
{
  size_t longest = 0;
  size_t number = 0;
  *out = (RhumbLevelKey){0};
  if (view->level.len && try_level(out, key, view->level, view->on, longest)) {
    longest = view->level.len;
  }
  for (const RhumbViewFields *inner = &view->fields;
       view->level.len && inner->count;
       inner = &inner->items->fields) {
    const RhumbViewField *const level = inner->items;
    ++number;
    if (try_level(out, key, level->name, level->records, longest)) {
      longest = level->name.len;
      out->level = number;
    }
  }
  return longest > 0;
}

/// Return the field called `key`, and set `records` to those it is of; NULL:
/// none is
static const RhumbViewField *
find_field(
    const RhumbViewFields *const fields, // NOLINT(misc-no-recursion): by depth
    const RhumbStr key,
    const RhumbSourceSpec **const records)
{
  const RhumbViewField *found = NULL;
  for (size_t i = 0; !found && i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    const size_t len = field->name.len;
    const RhumbSourceSpec *const outer = *records;
    if (!rhumb_str_starts(key, field->name)) {
      continue;
    }
    if (key.len == len) {
      return field;
    }
    if (key.data[len] == '.') {
      *records = field->records ? field->records : *records;
      found = find_field(&field->fields, rhumb_str_from(key, len + 1), records);
      *records = found ? *records : outer;
    }
  }
  return found;
}

/// True if what `expression` asks of `source` has datatypes of its own
static bool
is_natural(const RhumbExpression
               *const expression, // NOLINT(misc-no-recursion): by depth
           const RhumbSourceSpec *const source)
{
  return expression->kind == RHUMB_EXPRESSION_REFERENCE &&
         (source->view ? rhumb_logical_view_is_natural(source->view,
                                                       expression->reference)
                       : source->format->natural == RHUMB_NATURAL_ALWAYS);
}

bool
rhumb_logical_view_is_natural(
    const RhumbLogicalView *const view, // NOLINT(misc-no-recursion): by depth
    const RhumbStr reference)
{
  RhumbLevelKey key;
  const RhumbSourceSpec *records = view->on;
  if (rhumb_str_is(reference, "#") ||
      rhumb_str_ends(reference, RHUMB_STR(".#"))) {
    return true;
  }
  if (rhumb_logical_view_level(view, reference, &key)) {
    const RhumbExpression inner = {.kind = RHUMB_EXPRESSION_REFERENCE,
                                   .reference = key.reference};
    return key.level == 0 && is_natural(&inner, view->on);
  }
  const RhumbViewField *const own =
      find_field(&view->fields, reference, &records);
  if (own) {
    return is_natural(&own->value, records);
  }
  for (size_t i = 0; i < view->n_joins; ++i) {
    const RhumbViewJoin *const join = &view->joins[i];
    records = join->parent;
    const RhumbViewField *const joined =
        find_field(&join->fields, reference, &records);
    if (joined) {
      return is_natural(&joined->value, records);
    }
  }
  return false;
}

const RhumbSourceSpec *
rhumb_logical_view_base(const RhumbSourceSpec *source)
{
  while (source->view) {
    source = source->view->on;
  }
  return source;
}

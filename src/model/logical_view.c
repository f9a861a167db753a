// SPDX-License-Identifier: ISC

/// @file logical_view.c  Logical views that are one.

#include "model/logical_view.h"

static void
put_function(RhumbBuf *out, const RhumbFunction *function);

static void
put_term(RhumbBuf *const out, const RhumbTerm *const term)
{
  rhumb_buf_putc(out, (char)term->kind);
  rhumb_buf_put_part(out, term->text);
  rhumb_buf_put_part(out, rhumb_datatype(term->datatype));
  rhumb_buf_put_part(out, term->language);
}

static void
put_template(RhumbBuf *const out, const RhumbTemplate *const text)
{
  rhumb_buf_put_size(out, text->count);
  for (size_t i = 0; i < text->count; ++i) {
    rhumb_buf_putc(out, (char)text->parts[i].is_reference);
    rhumb_buf_put_part(out, text->parts[i].text);
  }
}

static void
put_expression(RhumbBuf *const out, // NOLINT(misc-no-recursion): by depth
               const RhumbExpression *const value)
{
  rhumb_buf_putc(out, (char)value->kind);
  put_term(out, &value->constant);
  rhumb_buf_put_part(out, value->reference);
  put_template(out, &value->text);
  rhumb_buf_put_address(out, value->calls);
  put_function(out, value->function);
}

/// Conditions of arguments are known by where they are; the readers bound how
/// deep functions are in each other
static void
put_function(RhumbBuf *const out, // NOLINT(misc-no-recursion): by depth
             const RhumbFunction *const function)
{
  rhumb_buf_putc(out, function ? '+' : '-');
  if (!function) {
    return;
  }
  rhumb_buf_put_part(out, function->name);
  rhumb_buf_put_part(out, function->output);
  rhumb_buf_put_address(out, function->table);
  rhumb_buf_put_size(out, function->n_arguments);
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    const RhumbTermMap *const value = &argument->value;
    rhumb_buf_putc(out, (char)argument->side);
    rhumb_buf_put_part(out, argument->parameter);
    rhumb_buf_putc(out, (char)value->type);
    rhumb_buf_put_address(out, value->condition);
    put_expression(out, &value->value);
  }
}

static void
put_fields(RhumbBuf *const out, // NOLINT(misc-no-recursion): by depth
           const RhumbViewFields *const fields)
{
  rhumb_buf_put_size(out, fields->count);
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    rhumb_buf_put_part(out, field->name);
    rhumb_buf_putc(out, field->records ? '+' : '-');
    if (field->records) {
      rhumb_source_put_key(out, field->records);
    }
    put_expression(out, &field->value);
    put_fields(out, &field->fields);
  }
}

static void
put_join(RhumbBuf *const out, const RhumbViewJoin *const join)
{
  rhumb_buf_putc(out, (char)join->is_inner);
  rhumb_source_put_key(out, join->parent);
  put_function(out, join->condition);
  put_fields(out, &join->fields);
  rhumb_buf_put_size(out, join->n_conditions);
  for (size_t i = 0; i < join->n_conditions; ++i) {
    put_expression(out, &join->conditions[i].child);
    put_expression(out, &join->conditions[i].parent);
  }
}

/// Append what is the same of views that are one, and of no others
static void
put_view(RhumbBuf *const out, const RhumbLogicalView *const view)
{
  rhumb_source_put_key(out, view->on);
  rhumb_buf_put_part(out, view->level);
  put_fields(out, &view->fields);
  rhumb_buf_put_size(out, view->n_joins);
  for (size_t i = 0; i < view->n_joins; ++i) {
    put_join(out, &view->joins[i]);
  }
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
  RhumbBuf out = {0};
  put_view(&out, view);
  const RhumbKnownView own = {rhumb_buf_keep(&out, arena), view};
  const uint32_t known = rhumb_lookup_find(
      &mapping->view_keys, mapping->logical_views.items, sizeof(own), own.key);
  if (known) {
    return mapping->logical_views.items[known - 1].view;
  }
  RHUMB_PUSH_IN(arena, &mapping->logical_views, own);
  rhumb_lookup_add(&mapping->view_keys,
                   arena,
                   mapping->logical_views.items,
                   mapping->logical_views.count,
                   sizeof(own));
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

/// Return when the values of a field have datatypes of their own
static RhumbNatural
field_natural( // NOLINT(misc-no-recursion): by depth
    const RhumbViewField *const field,
    const RhumbSourceSpec *const records)
{
  const RhumbExpression *const value = &field->value;
  return value->kind == RHUMB_EXPRESSION_REFERENCE
             ? rhumb_reference_natural(records, value->reference)
         : value->kind == RHUMB_EXPRESSION_FUNCTION ? RHUMB_NATURAL_IN_CORE
                                                    : RHUMB_NATURAL_NEVER;
}

/// Likewise of the field of that name, the view's own or a joined one
static RhumbNatural
key_natural( // NOLINT(misc-no-recursion): by depth
    const RhumbLogicalView *const view,
    const RhumbStr key)
{
  const RhumbSourceSpec *records = view->on;
  const RhumbViewField *field = find_field(&view->fields, key, &records);
  for (size_t i = 0; !field && i < view->n_joins; ++i) {
    records = view->joins[i].parent;
    field = find_field(&view->joins[i].fields, key, &records);
  }
  return field ? field_natural(field, records) : RHUMB_NATURAL_NEVER;
}

RhumbNatural
rhumb_reference_natural( // NOLINT(misc-no-recursion): by depth
    const RhumbSourceSpec *const source,
    const RhumbStr reference)
{
  RhumbLevelKey key;
  const RhumbLogicalView *const view = source->view;
  if (!view) {
    return source->format->natural;
  }
  if (rhumb_str_is(reference, "#") ||
      rhumb_str_ends(reference, RHUMB_STR(".#"))) {
    return RHUMB_NATURAL_ALWAYS;
  }
  return rhumb_logical_view_level(view, reference, &key)
             ? rhumb_reference_natural(key.rows, key.reference)
             : key_natural(view, reference);
}

const RhumbSourceSpec *
rhumb_logical_view_base(const RhumbSourceSpec *source)
{
  while (source->view) {
    source = source->view->on;
  }
  return source;
}

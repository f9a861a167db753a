// SPDX-License-Identifier: ISC

/// @file view.c  Logical views, written (RML-LV).
///
/// A view is a block of its own, which maps and other views name. YARRRML's
/// levels become fields: each reference of the first one a field of the view,
/// each of another one a field of an iterable field. Blocks stand in the order
/// that names are asked for, so that all fields are known when they are put.

#include "rml/write/write_impl.h"

#include "base/ascii.h"
#include "model/normal.h"
#include "rml/write/choice.h"

// Views that are asked for ---------------------------------------------------

/// What a view is found by
static RhumbStr
key_of(const void *const *const view)
{
  return (RhumbStr){(const char *)view, sizeof(*view)};
}

static RhumbRmlView *
ask_view(RhumbRmlWriter *const writer, const RhumbLogicalView *const view)
{
  const void *const address = view;
  const uint32_t number = rhumb_table_add(&writer->view_keys, key_of(&address));
  if (number < writer->views.count) {
    return writer->views.items[number];
  }
  RhumbRmlView *const asked = RHUMB_NEW(writer->arena, RhumbRmlView, 1);
  const RhumbStr name = view->name.len ? view->name : RHUMB_STR("view");
  asked->view = view;
  asked->name = rhumb_rml_name(writer, name, "", view->loc);
  RHUMB_PUSH_IN(writer->arena, &writer->views, asked);
  if (!writer->is_core) {
    RHUMB_RML_REFUSE(writer, view->loc, "the older RML has no logical views");
  }
  return asked;
}

RhumbRmlTreeNode *
rhumb_rml_put_on(RhumbRmlWriter *const writer,
                 RhumbRmlTreeNode *const node,
                 const char *const name,
                 const RhumbSourceSpec *const spec)
{
  if (!spec->view) {
    return rhumb_rml_nest(writer, node, name);
  }
  rhumb_rml_add(writer, node, name, ask_view(writer, spec->view)->name);
  return NULL;
}

// Keys -----------------------------------------------------------------------

/// Return the level of that number, from 1
static const RhumbViewField *
level_of(const RhumbLogicalView *const view, size_t number)
{
  const RhumbViewField *level = view->fields.items;
  while (--number) {
    level = level->fields.items;
  }
  return level;
}

/// Return the absolute name of a field in a level; no data: of the level
static RhumbStr
absolute(const RhumbRmlWriter *const writer,
         const RhumbLogicalView *const view,
         const size_t level,
         const RhumbStr field)
{
  RhumbBuf buf = {0};
  for (size_t i = 1; i <= level; ++i) {
    rhumb_buf_puts(&buf, i > 1 ? "." : "");
    rhumb_buf_put(&buf, level_of(view, i)->name);
  }
  if (field.data) {
    rhumb_buf_puts(&buf, level ? "." : "");
    rhumb_buf_put(&buf, field);
  }
  return rhumb_buf_keep(&buf, writer->arena);
}

/// Return what of a reference a field's name may have
static RhumbStr
name_of(const RhumbRmlWriter *const writer,
        const RhumbLogicalView *const view,
        const RhumbLevelKey *const key)
{
  RhumbBuf buf = {0};
  rhumb_buf_put(&buf, key->level ? RHUMB_STR("") : view->level);
  for (size_t i = 0; i < key->reference.len; ++i) {
    const char c = key->reference.data[i];
    const bool is_plain = rhumb_is_alphanumeric(c) || c == '-';
    const bool is_gap = buf.len && buf.data[buf.len - 1] == '_';
    if (is_plain && !key->level && !is_gap && buf.len == view->level.len) {
      rhumb_buf_putc(&buf, '_');
    }
    if (is_plain || (buf.len && !is_gap)) {
      rhumb_buf_putc(&buf, (char)(is_plain ? c : '_'));
    }
  }
  while (buf.len && buf.data[buf.len - 1] == '_') {
    --buf.len;
  }
  return buf.len ? rhumb_buf_keep(&buf, writer->arena) : RHUMB_STR("value");
}

/// True if a field of the level, or the level within it, has that name
static bool
is_taken(const RhumbRmlView *const asked,
         const size_t level,
         const RhumbStr name)
{
  const RhumbViewFields *const within =
      level ? &level_of(asked->view, level)->fields : &asked->view->fields;
  bool taken = within->count && rhumb_str_equal(within->items->name, name);
  for (size_t i = 0; !taken && i < asked->fields.count; ++i) {
    const RhumbRmlLevelField *const field = &asked->fields.items[i];
    taken = field->level == level && rhumb_str_equal(field->name, name);
  }
  return taken;
}

/// Return the name of the field that a level's reference becomes
static RhumbStr
ask_field(RhumbRmlWriter *const writer,
          RhumbRmlView *const asked,
          const RhumbLevelKey *const key,
          const RhumbLoc loc)
{
  for (size_t i = 0; i < asked->fields.count; ++i) {
    const RhumbRmlLevelField *const known = &asked->fields.items[i];
    if (known->level == key->level &&
        rhumb_str_equal(known->reference, key->reference)) {
      return known->name;
    }
  }
  const RhumbStr name = name_of(writer, asked->view, key);
  RhumbRmlLevelField field = {key->level, key->rows, key->reference, name, loc};
  for (unsigned n = 2; is_taken(asked, key->level, field.name); ++n) {
    field.name = rhumb_str_format(writer->arena, "%.*s_%u", RHUMB_FMT(name), n);
  }
  RHUMB_PUSH_IN(writer->arena, &asked->fields, field);
  return field.name;
}

static bool
is_position(const RhumbStr key)
{
  return rhumb_str_is(key, "#") || rhumb_str_ends(key, RHUMB_STR(".#"));
}

RhumbStr
rhumb_rml_put_key(RhumbRmlWriter *const writer,
                  const RhumbLogicalView *const view,
                  const RhumbStr key,
                  const RhumbLoc loc)
{
  RhumbLevelKey found;
  const RhumbStr index = RHUMB_STR("#");
  RhumbRmlView *const asked = ask_view(writer, view);
  const bool has_level = rhumb_logical_view_level(view, key, &found);
  const RhumbStr last = has_level ? found.reference : key;
  if (rhumb_str_ends(last, RHUMB_STR(RHUMB_SOURCE_NAME)) &&
      (has_level ? last.len == 1
                 : rhumb_logical_view_base(view->on)->has_names)) {
    RHUMB_RML_REFUSE(
        writer, loc, "RML has no word for the name of a member, \"~\"");
    return key;
  }
  if (!view->level.len && is_position(key)) {
    RHUMB_PUSH_IN(writer->arena, &asked->positions, loc);
  }
  if (!view->level.len || rhumb_str_equal(key, index)) {
    return key;
  }
  if (!has_level) { // No plan needs it
    RHUMB_RML_REFUSE(writer,
                     loc,
                     "\"%.*s\" does not begin with a level's name and a dot",
                     RHUMB_FMT(key));
    return key;
  }
  const bool is_index = rhumb_str_equal(found.reference, index);
  const RhumbStr name =
      is_index
          ? index
          : ask_field(writer, asked, &found, rhumb_loc_along(loc, found.at));
  return absolute(writer, view, found.level, name);
}

// Fields ---------------------------------------------------------------------

static void
put_fields(RhumbRmlWriter *writer,
           RhumbRmlTreeNode *node,
           const RhumbViewFields *fields,
           const RhumbSourceSpec *rows,
           bool in_text);

/// Begin a field of that class and name
static RhumbRmlTreeNode *
begin_field(RhumbRmlWriter *const writer,
            RhumbRmlTreeNode *const node,
            const char *const class,
            const RhumbStr name)
{
  RhumbRmlTreeNode *const field = rhumb_rml_nest(writer, node, "field");
  rhumb_rml_add_class(writer, field, class);
  rhumb_rml_add_text(writer, field, "fieldName", name);
  return field;
}

/// Begin an iterable field within rows of `rows`, or within a text of theirs
static RhumbRmlTreeNode *
begin_records(RhumbRmlWriter *const writer,
              RhumbRmlTreeNode *const node,
              const RhumbViewField *const field,
              const RhumbSourceSpec *const rows,
              const bool in_text)
{
  const RhumbSourceSpec *const records = field->records;
  RhumbRmlTreeNode *const made =
      begin_field(writer, node, "IterableField", field->name);
  writer->source = records;
  if (in_text || rhumb_rml_is_text_dialect(records, rows)) {
    rhumb_rml_put_formulation(writer, made, records, rows);
  }
  if (records->iterator.len) {
    rhumb_rml_add_text(writer,
                       made,
                       "iterator",
                       rhumb_rml_put_reference(
                           writer, records->iterator, records->iterator_loc));
  }
  return made;
}

/// Put an expression over rows of `rows`
static void
put_value(RhumbRmlWriter *const writer,
          RhumbRmlTreeNode *const node,
          const RhumbExpression *const value,
          const RhumbSourceSpec *const rows)
{
  RhumbTermMap term = {.value = *value, .type = RHUMB_TYPE_LITERAL};
  writer->source = rows;
  if (rows->has_names && value->kind == RHUMB_EXPRESSION_REFERENCE &&
      rhumb_str_is(value->reference, RHUMB_SOURCE_NAME)) {
    RHUMB_RML_REFUSE(
        writer, value->loc, "RML has no word for the name of a member, \"~\"");
    return;
  }
  RhumbRmlChoices choices = {
      .arena = writer->arena, .diag = writer->diag, .source = rows};
  term.value = rhumb_rml_plain(&choices, &term.value);
  RHUMB_KEEP(writer->status, choices.status);
  rhumb_rml_put_expression(writer, node, &term.value);
}

/// Put the field that an iterable one must have, where the rules have none
static void
put_self(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbViewField *const field)
{
  const char *const self = field->records->format->self;
  if (!self) {
    RHUMB_RML_REFUSE(writer,
                     field->loc,
                     "RML has no field with an iterator and without fields; "
                     "give \"%.*s\" the fields that it has",
                     RHUMB_FMT(field->name));
    return;
  }
  const RhumbExpression value = {.kind = RHUMB_EXPRESSION_REFERENCE,
                                 .loc = field->loc,
                                 .reference = rhumb_str(self)};
  put_value(writer,
            begin_field(writer, node, "ExpressionField", RHUMB_STR("value")),
            &value,
            field->records);
}

static void
put_fields(RhumbRmlWriter *const writer, // NOLINT(misc-no-recursion): by depth
           RhumbRmlTreeNode *const node,
           const RhumbViewFields *const fields,
           const RhumbSourceSpec *const rows,
           const bool in_text)
{
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    const RhumbSourceSpec *const inner = field->records ? field->records : rows;
    RhumbRmlTreeNode *const made =
        field->records
            ? begin_records(writer, node, field, rows, in_text)
            : begin_field(writer, node, "ExpressionField", field->name);
    if (!field->records) {
      put_value(writer, made, &field->value, rows);
    } else if (!field->fields.count) {
      put_self(writer, made, field);
    }
    put_fields(writer, made, &field->fields, inner, !field->records);
  }
}

/// Put the references of a level as fields
static void
put_level_fields(RhumbRmlWriter *const writer,
                 RhumbRmlTreeNode *const node,
                 const RhumbRmlView *const asked,
                 const size_t level,
                 const RhumbSourceSpec *const rows)
{
  for (size_t i = 0; i < asked->fields.count; ++i) {
    const RhumbRmlLevelField *const field = &asked->fields.items[i];
    if (field->level != level) {
      continue;
    }
    const RhumbExpression value = {.kind = RHUMB_EXPRESSION_REFERENCE,
                                   .loc = field->loc,
                                   .reference = field->reference};
    RhumbRmlTreeNode *const made =
        begin_field(writer, node, "ExpressionField", field->name);
    put_value(writer, made, &value, rows);
  }
}

/// True if a reference of the level is asked for
static bool
has_fields(const RhumbRmlView *const asked, const size_t level)
{
  bool has = false;
  for (size_t i = 0; !has && i < asked->fields.count; ++i) {
    has = asked->fields.items[i].level == level;
  }
  return has;
}

/// Ask for the record itself at a level that has nothing else: RML wants a
/// field
static void
ask_self(RhumbRmlWriter *const writer,
         RhumbRmlView *const asked,
         const size_t level,
         const RhumbSourceSpec *const rows,
         const RhumbLoc loc)
{
  const RhumbLevelKey self = {
      .level = level, .rows = rows, .reference = rhumb_str(rows->format->self)};
  if (!has_fields(asked, level)) {
    (void)ask_field(writer, asked, &self, loc);
  }
}

static void
put_levels(RhumbRmlWriter *const writer,
           RhumbRmlTreeNode *node,
           RhumbRmlView *const asked)
{
  const RhumbLogicalView *const view = asked->view;
  size_t number = 0;
  if (!view->fields.count) {
    ask_self(writer, asked, number, view->on, view->on->loc);
  }
  put_level_fields(writer, node, asked, number, view->on);
  for (const RhumbViewFields *inner = &view->fields; inner->count;
       inner = &inner->items->fields) {
    const RhumbViewField *const level = inner->items;
    ++number;
    if (!level->fields.count) {
      ask_self(writer, asked, number, level->records, level->loc);
    }
    node = begin_records(writer, node, level, view->on, false);
    put_level_fields(writer, node, asked, number, level->records);
  }
}

// Joins ----------------------------------------------------------------------

static void
put_join(RhumbRmlWriter *const writer,
         RhumbRmlTreeNode *const node,
         const RhumbViewJoin *const join,
         const RhumbSourceSpec *const self)
{
  RhumbRmlTreeNode *const made =
      rhumb_rml_nest(writer, node, join->is_inner ? "innerJoin" : "leftJoin");
  const RhumbTriplesMap parent = {.source = join->parent};
  const RhumbObjectMap pair = {.parent = &parent,
                               .joins = join->conditions,
                               .n_joins = join->n_conditions,
                               .condition = join->condition};
  (void)rhumb_rml_put_on(writer, made, "parentLogicalView", join->parent);
  writer->source = self;
  rhumb_rml_put_joins(writer, made, &pair);
  put_fields(writer, made, &join->fields, join->parent, false);
}

// Views ----------------------------------------------------------------------

static void
put_view(RhumbRmlWriter *const writer, RhumbRmlView *const asked)
{
  const RhumbLogicalView *const view = asked->view;
  const RhumbSourceSpec *const self =
      rhumb_logical_view_source(writer->arena, view);
  RhumbRmlTreeNode *const node =
      rhumb_rml_tree_block(&writer->tree, asked->name);
  rhumb_rml_add_class(writer, node, "LogicalView");
  RhumbRmlTreeNode *const on =
      rhumb_rml_put_on(writer, node, "viewOn", view->on);
  if (view->level.len) {
    rhumb_rml_check_split(writer, asked);
    put_levels(writer, node, asked);
  } else {
    put_fields(writer, node, &view->fields, view->on, false);
  }
  for (size_t i = 0; i < view->n_joins; ++i) {
    put_join(writer, node, &view->joins[i], self);
  }
  if (on) {
    rhumb_rml_put_source(writer, on, view->on);
  }
}

typedef struct {
  RHUMB_LIST(const RhumbLogicalView *) list;
  RhumbTable known;
} Views;

/// Add a view behind those that it is on and joined with, unless it is there
static void
add_view(const RhumbRmlWriter *const writer, // NOLINT(misc-no-recursion)
         Views *const views,
         const RhumbSourceSpec *const source)
{
  const RhumbLogicalView *const view = source->view;
  const RhumbStr key = key_of((const void *const[]){view});
  if (!view || rhumb_table_find(&views->known, key) != RHUMB_TABLE_NONE) {
    return;
  }
  add_view(writer, views, view->on);
  for (size_t i = 0; i < view->n_joins; ++i) {
    add_view(writer, views, view->joins[i].parent);
  }
  (void)rhumb_table_add(&views->known, key);
  RHUMB_PUSH_IN(writer->arena, &views->list, view);
}

// References -----------------------------------------------------------------

static void
note(RhumbRmlWriter *const writer, const RhumbStr reference)
{
  rhumb_buf_put(&writer->references, reference);
  rhumb_buf_putc(&writer->references, '\n');
}

static void
note_function(RhumbRmlWriter *writer, const RhumbFunction *function);

static void
note_value(RhumbRmlWriter *const writer, // NOLINT(misc-no-recursion): by depth
           const RhumbExpression *const value)
{
  if (value->kind == RHUMB_EXPRESSION_REFERENCE) {
    note(writer, value->reference);
  } else if (value->kind == RHUMB_EXPRESSION_FUNCTION) {
    note_function(writer, value->function);
  }
  for (size_t i = 0;
       value->kind == RHUMB_EXPRESSION_TEMPLATE && i < value->text.count;
       ++i) {
    if (value->calls && value->calls[i]) {
      note_function(writer, value->calls[i]);
    } else if (value->text.parts[i].is_reference) {
      note(writer, value->text.parts[i].text);
    }
  }
}

static void
note_function(RhumbRmlWriter *const writer, // NOLINT(misc-no-recursion)
              const RhumbFunction *const function)
{
  for (size_t i = 0; function && i < function->n_arguments; ++i) {
    note_value(writer, &function->arguments[i].value.value);
    note_function(writer, function->arguments[i].value.condition);
  }
}

static void
note_fields(RhumbRmlWriter *const writer, // NOLINT(misc-no-recursion): by depth
            const RhumbViewFields *const fields)
{
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    if (field->records) {
      note(writer, field->records->iterator);
    } else {
      note_value(writer, &field->value);
    }
    note_fields(writer, &field->fields);
  }
}

/// Note all that a view asks for, by which the namespaces of its source and of
/// the texts in it are chosen: these are said before what is asked for
static void
note_view(RhumbRmlWriter *const writer, const RhumbLogicalView *const view)
{
  note(writer, view->on->iterator);
  note_fields(writer, &view->fields);
}

void
rhumb_rml_put_views(RhumbRmlWriter *const writer)
{
  Views views = {0};
  for (size_t i = 0; i < writer->mapping->n_maps; ++i) {
    add_view(writer, &views, writer->mapping->maps[i]->source);
  }
  for (size_t i = 0; i < views.list.count; ++i) {
    note_view(writer, views.list.items[i]);
  }
  // A view stands before those that it is on: so their fields are known
  for (size_t i = views.list.count; i-- > 0 && writer->is_core;) {
    put_view(writer, ask_view(writer, views.list.items[i]));
  }
  rhumb_table_free(&views.known);
}

// SPDX-License-Identifier: ISC

/// @file fields.c  Sources whose rows are made of others: fields, joins,
/// levels.
///
/// YARRRML has no form for RML's logical views; these are rhumb's own.

#include "yarrrml/yarrrml_impl.h"

#include "base/ascii.h"
#include "base/words.h"
#include "io/pattern.h"

/// What the fields that are being read are of
typedef struct {
  const RhumbSourceSpec *rows; ///< Whose references they have
  bool in_text;                ///< Of a value, in whose text they are
  RhumbStr name;               ///< Of that value
  unsigned depth;
} Within;

// Names ----------------------------------------------------------------------

/// True for what may stand in a field's name, and no dot: it tells what is
/// within what
static bool
is_name(const RhumbStr text)
{
  bool all = text.len > 0;
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    all = all && (rhumb_is_alphanumeric(c) || c == '_' || c == '-');
  }
  return all;
}

/// Report a name that is asked for as something else
static RhumbStatus
check_shadow(const RhumbYarrrml *const reader,
             const char *const what,
             const RhumbYaml *const key)
{
  const RhumbStr name = rhumb_str_from(key->text, key->text.len > 0);
  if (!rhumb_str_starts(key->text, RHUMB_STR("_"))) {
    return RHUMB_OK;
  }
  if (rhumb_file_part(name)) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      key->loc,
                      "$(%s) is of the name of the file; call the %s "
                      "otherwise",
                      key->text.data,
                      what);
  }
  return !rhumb_externals_find(&reader->externals, name)
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "$(%s) is the external; call the %s otherwise",
                          key->text.data,
                          what);
}

/// Report what can be no name of a field or level
static RhumbStatus
check_name(const RhumbYarrrml *const reader,
           const char *const what,
           const RhumbYaml *const key)
{
  return is_name(key->text)
             ? check_shadow(reader, what, key)
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "\"%s\" is no name of a %s, which has letters, "
                          "digits, \"_\" and \"-\": write NAME: %s",
                          key->text.data,
                          what,
                          *what == 'f' ? "$(REFERENCE)" : "ITERATOR");
}

static RhumbStatus
check_depth(const RhumbYarrrml *const reader,
            const size_t depth,
            const RhumbLoc loc)
{
  return depth < RHUMB_MAX_VIEW_DEPTH
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          loc,
                          "fields or levels within each other, more than %d "
                          "deep",
                          RHUMB_MAX_VIEW_DEPTH);
}

// Records --------------------------------------------------------------------

/// Return what is read in the rows of `rows`, like it but for the iterator
static RhumbSourceSpec *
new_records(const RhumbYarrrml *const reader,
            const RhumbSourceSpec *const rows,
            const RhumbLoc loc)
{
  RhumbSourceSpec *const made =
      RHUMB_NEW(reader->yaml.arena, RhumbSourceSpec, 1);
  *made = (RhumbSourceSpec){.format = rows->format,
                            .profile = rows->profile,
                            .namespaces = rows->namespaces,
                            .n_namespaces = rows->n_namespaces,
                            .nulls = rows->nulls,
                            .n_nulls = rows->n_nulls,
                            .strict = rows->strict,
                            .has_names = true,
                            .loc = loc,
                            .access_loc = loc,
                            .iterator_loc = loc};
  return made;
}

/// Return the formulations that a text can be read as, as a list
static const char *
text_formulations(RhumbArena *const arena)
{
  RhumbStr all = RHUMB_STR("");
  for (const RhumbSourceType *const *type = rhumb_source_types; *type; ++type) {
    const char *names = (*type)->nest ? (*type)->names : NULL;
    const RhumbStr usual = rhumb_words_next(&names);
    all =
        rhumb_str_format(arena, "%.*s %.*s", RHUMB_FMT(all), RHUMB_FMT(usual));
  }
  return rhumb_words_list(arena, all.data, "or");
}

/// Settle what the records in a value's text are
static RhumbStatus
set_text_format(RhumbYarrrml *const reader,
                const Within *const within,
                const RhumbStr formulation,
                RhumbSourceSpec *const records)
{
  if (!formulation.len) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      records->loc,
                      "rows of the text of \"%.*s\" need a "
                      "referenceFormulation, such as jsonpath",
                      RHUMB_FMT(within->name));
  }
  records->format = rhumb_source_find(RHUMB_SOURCE_WORDS(names), formulation);
  if (!records->format->nest) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_UNSUPPORTED,
                      records->loc,
                      "the text of a value is not read as %s, but as %s",
                      records->format->name,
                      text_formulations(reader->yaml.arena));
  }
  records->namespaces = NULL;
  records->n_namespaces = 0;
  if (records->format->has_namespaces) {
    rhumb_add_namespaces(reader, records);
  }
  return RHUMB_OK;
}

/// Check that rows of a format have something within them
static RhumbStatus
check_rows(const RhumbYarrrml *const reader,
           const RhumbSourceSpec *const rows,
           const RhumbStr formulation,
           const RhumbLoc loc)
{
  const RhumbSourceType *const format = rows->format;
  if (formulation.len &&
      rhumb_source_find(RHUMB_SOURCE_WORDS(names), formulation) != format) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "\"%.*s\" is not read within %s: it may be the text of "
                      "a value, {value: $(…), fields: …}",
                      RHUMB_FMT(formulation),
                      format->name);
  }
  return format->has_nodes
             ? RHUMB_OK
             : rhumb_fail(
                   reader->yaml.diag,
                   RHUMB_ERR_UNSUPPORTED,
                   loc,
                   "%s",
                   rows->view && rows->view->level.len
                       ? "a row of levels has no rows within it; make "
                         "it a level, the last in \"iterator\""
                   : rows->view
                       ? "a row of another source has no rows within "
                         "it; the text of a value may: {value: $(…), "
                         "fields: …}"
                       : "a row of a table has no rows within it; the "
                         "text of a value may: {value: $(…), fields: …}");
}

static RhumbStatus
read_iterator(RhumbYarrrml *const reader,
              const RhumbYaml *const node,
              RhumbSourceSpec *const out)
{
  out->iterator_loc = node->loc;
  return rhumb_read_text(&reader->yaml, node, "an iterator", &out->iterator);
}

/// Read an iterable field: what finds its rows
static RhumbStatus
read_records(RhumbYarrrml *const reader,
             const RhumbFieldKeys *const keys,
             const Within *const within,
             RhumbViewField *const out)
{
  const RhumbYaml *const iterator = keys->iterator.value;
  RhumbSourceSpec *const records = new_records(reader, within->rows, out->loc);
  RHUMB_TRY(
      within->in_text
          ? set_text_format(reader, within, keys->formulation, records)
          : check_rows(reader, within->rows, keys->formulation, out->loc));
  records->in_rows = records->is_level = !within->in_text;
  out->records = records;
  RHUMB_TRY(iterator ? read_iterator(reader, iterator, records) : RHUMB_OK);
  RHUMB_TRY(rhumb_read_dialect(reader, &keys->dialect, records));
  rhumb_source_settle_text(records);
  rhumb_source_review(records, reader->yaml.diag);
  return RHUMB_OK;
}

// Fields ---------------------------------------------------------------------

static RhumbStatus
read_list(RhumbYarrrml *reader,
          const RhumbYaml *node,
          const Within *within,
          RhumbViewFields *out);

/// True if there is a blank in a text, but for its references
static bool
has_space(const RhumbStr text)
{
  bool is_within = false;
  for (size_t i = 0; i < text.len; ++i) {
    is_within =
        is_within ? text.data[i] != ')'
                  : rhumb_str_starts(rhumb_str_from(text, i), RHUMB_STR("$("));
    if (!is_within && rhumb_is_space(text.data[i])) {
      return true;
    }
  }
  return false;
}

/// Warn of a text that begins with a prefix, as if it were an IRI
static void
warn_prefix(const RhumbYarrrml *const reader, const RhumbSpan *const span)
{
  const RhumbStr text = span->text;
  const size_t colon = rhumb_str_index(text, ':');
  const RhumbStr name = rhumb_str_slice(text, 0, colon);
  const RhumbStr rest =
      rhumb_str_from(text, colon < text.len ? colon + 1 : colon);
  const RhumbPrefix *const prefix =
      rhumb_prefixes_declared(&reader->mapping->prefixes, name);
  if (prefix && rest.len && rest.data[0] != '/' && !has_space(text)) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               rhumb_span_loc(span, 0),
               "a field is a text, in which \"%.*s:\" is no prefix: write "
               "%.*s%.*s, and ~iri where the field is used; %.*s\\: says that "
               "the text is meant",
               RHUMB_FMT(name),
               RHUMB_FMT(prefix->iri),
               RHUMB_FMT(rest),
               RHUMB_FMT(name));
  }
}

/// Read a value: text with references, or a function
static RhumbStatus
read_value(RhumbYarrrml *const reader,
           const RhumbYaml *const node,
           RhumbExpression *const out)
{
  RhumbTermMap term = {0};
  if (node->kind == RHUMB_YAML_SCALAR) {
    const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
    RHUMB_TRY(rhumb_check_field_text(reader, &span));
    warn_prefix(reader, &span);
  }
  const RhumbStatus status = rhumb_read_term(
      reader, node, RHUMB_AT_ARGUMENT, RHUMB_TYPE_LITERAL, &term);
  *out = term.value;
  return status;
}

/// Read the value of a map that is no iterable field
static RhumbStatus
read_map_value(RhumbYarrrml *const reader,
               const RhumbFieldKeys *const keys,
               RhumbExpression *const out)
{
  const RhumbTermKeys *const term = &keys->term;
  if (term->value.value) {
    return read_value(reader, term->value.value, out);
  }
  out->kind = RHUMB_EXPRESSION_FUNCTION;
  out->loc = term->function.value->loc;
  return rhumb_read_function_fields(
      reader, term, RHUMB_TERM_LITERAL, &out->function);
}

/// Read a field that is a map: values, or rows within the row
static RhumbStatus
read_field_map(
    RhumbYarrrml *const reader, // NOLINT(misc-no-recursion): by depth
    const RhumbYaml *const map,
    const Within *const within,
    RhumbViewField *const out)
{
  RhumbFieldKeys keys = {0};
  RHUMB_TRY(rhumb_check_field_map(reader, map));
  RHUMB_TRY(rhumb_schema_read(&reader->yaml, &rhumb_field_schema, map, &keys));
  const bool is_value = keys.term.value.value || keys.term.function.value;
  RHUMB_TRY(is_value ? read_map_value(reader, &keys, &out->value)
                     : read_records(reader, &keys, within, out));
  const Within inner = {.rows = is_value ? within->rows : out->records,
                        .in_text = is_value,
                        .name = out->name,
                        .depth = within->depth + 1};
  return keys.fields.value
             ? read_list(reader, keys.fields.value, &inner, &out->fields)
             : RHUMB_OK;
}

/// Read a field; below a value each has rows
static RhumbStatus
read_field(RhumbYarrrml *const reader, // NOLINT(misc-no-recursion): by depth
           const RhumbYaml *const key,
           const RhumbYaml *const value,
           const Within *const within,
           RhumbViewField *const out)
{
  *out = (RhumbViewField){.name = key->text, .loc = key->loc};
  RHUMB_TRY(check_name(reader, "field", key));
  if (value->kind == RHUMB_YAML_MAP) {
    RHUMB_TRY(read_field_map(reader, value, within, out));
  } else if (value->kind == RHUMB_YAML_LIST || rhumb_is_null(value)) {
    return rhumb_wrong_kind(&reader->yaml,
                            value,
                            "a field",
                            "text with references, or a map with iterator, "
                            "value or function");
  } else {
    RHUMB_TRY(read_value(reader, value, &out->value));
  }
  return out->records || !within->in_text
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          key->loc,
                          "below the value of a field there are rows of its "
                          "text: {referenceFormulation: …, iterator: …, "
                          "fields: …}");
}

/// Read `[a, b]`, which is `{a: $(a), b: $(b)}`
static RhumbStatus
read_names(RhumbYarrrml *const reader,
           const RhumbYaml *const list,
           const Within *const within,
           RhumbViewField *const out)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < list->count; ++i) {
    const RhumbYaml *const item = list->values[i];
    if (item->kind != RHUMB_YAML_SCALAR || rhumb_is_null(item)) {
      return rhumb_wrong_kind(&reader->yaml,
                              item,
                              "an item of a list of fields",
                              "a reference that is a name; others are {NAME: "
                              "$(REFERENCE)}");
    }
    out[i] = (RhumbViewField){.name = item->text,
                              .loc = item->loc,
                              .value = {.kind = RHUMB_EXPRESSION_REFERENCE,
                                        .loc = item->loc,
                                        .reference = item->text}};
    RHUMB_KEEP(status, check_name(reader, "field", item));
    if (within->in_text) {
      return rhumb_wrong_kind(&reader->yaml,
                              list,
                              "what is below the value of a field",
                              "a map of names");
    }
  }
  return status;
}

/// Read fields: a map by name, or a list of names
static RhumbStatus
read_list(RhumbYarrrml *const reader, // NOLINT(misc-no-recursion): by depth
          const RhumbYaml *const node,
          const Within *const within,
          RhumbViewFields *const out)
{
  RhumbStatus status = RHUMB_OK;
  RHUMB_TRY(check_depth(reader, within->depth, node->loc));
  if (node->kind != RHUMB_YAML_SCALAR && !node->count) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "\"fields\" with nothing in it");
  }
  if (node->kind == RHUMB_YAML_SCALAR) {
    return rhumb_wrong_kind(
        &reader->yaml, node, "\"fields\"", "a map of names, or a list of them");
  }
  RhumbViewField *const fields =
      RHUMB_NEW(reader->yaml.arena, RhumbViewField, node->count);
  *out = (RhumbViewFields){fields, node->count};
  if (node->kind == RHUMB_YAML_LIST) {
    return read_names(reader, node, within, fields);
  }
  for (size_t i = 0; i < node->count; ++i) {
    RHUMB_KEEP(
        status,
        read_field(reader, node->keys[i], node->values[i], within, &fields[i]));
  }
  return status;
}

// Joins ----------------------------------------------------------------------

/// Read the source that a view is joined with
static RhumbStatus
read_parent(RhumbYarrrml *const reader,
            const RhumbYaml *const name,
            RhumbViewJoin *const out)
{
  RHUMB_TRY(rhumb_read_named_source(reader, name, &out->parent));
  return out->parent->view
             ? RHUMB_OK
             : rhumb_fail(reader->yaml.diag,
                          RHUMB_ERR_SYNTAX,
                          name->loc,
                          "the source \"%s\" has no fields that a join could "
                          "take: write \"fields\" there",
                          name->text.data);
}

/// Report a field of a join that has rows, or rows below it
static RhumbStatus
check_leaves(const RhumbYarrrml *const reader,
             const RhumbViewFields *const fields)
{
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    if (field->records || field->fields.count) {
      return rhumb_fail(reader->yaml.diag,
                        RHUMB_ERR_SYNTAX,
                        field->loc,
                        "a field of a join has a value alone; rows within it "
                        "belong to the other source");
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
read_join(RhumbYarrrml *const reader,
          const RhumbYaml *const node,
          RhumbViewJoin *const out)
{
  RhumbJoinKeys keys = {0};
  RhumbObjectMap pair = {0};
  out->loc = node->loc;
  RHUMB_TRY(rhumb_schema_read(&reader->yaml, &rhumb_join_schema, node, &keys));
  out->is_inner = keys.type && *keys.type == 'i';
  RHUMB_TRY(read_parent(reader, keys.source.value, out));
  const Within within = {.rows = out->parent};
  RhumbStatus status =
      read_list(reader, keys.fields.value, &within, &out->fields);
  RHUMB_KEEP(status, check_leaves(reader, &out->fields));
  RHUMB_KEEP(status, rhumb_read_joins(reader, keys.condition.value, &pair));
  out->conditions = pair.joins;
  out->n_conditions = pair.n_joins;
  out->condition = pair.condition;
  return status;
}

static RhumbStatus
read_view_joins(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                RhumbLogicalView *const view)
{
  RhumbStatus status = RHUMB_OK;
  if (!node) {
    return RHUMB_OK;
  }
  const RhumbItems items = rhumb_items(&node);
  if (!items.count) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "\"joins\" with nothing in it");
  }
  RhumbViewJoin *const joins =
      RHUMB_NEW(reader->yaml.arena, RhumbViewJoin, items.count);
  for (size_t i = 0; i < items.count; ++i) {
    RHUMB_KEEP(status, read_join(reader, items.items[i], &joins[i]));
  }
  view->joins = joins;
  view->n_joins = items.count;
  return status;
}

// Views ----------------------------------------------------------------------

/// Set `out` to the source that a view is, once all of it has been read
static RhumbStatus
finish(RhumbYarrrml *const reader,
       RhumbLogicalView *const view,
       const RhumbSourceSpec **const out)
{
  view->name = reader->source ? reader->source->key->text : RHUMB_STR("");
  RHUMB_TRY(rhumb_logical_view_measure(view, view->loc, reader->yaml.diag));
  *out = rhumb_logical_view_source(
      reader->yaml.arena,
      rhumb_logical_view_unify(reader->mapping, reader->yaml.arena, view));
  return RHUMB_OK;
}

/// Return a source whose references may ask for names
static const RhumbSourceSpec *
with_names(RhumbYarrrml *const reader, const RhumbSourceSpec *const spec)
{
  if (spec->view) {
    return spec;
  }
  RhumbSourceSpec *const named =
      RHUMB_NEW(reader->yaml.arena, RhumbSourceSpec, 1);
  *named = *spec;
  named->has_names = true;
  RHUMB_PUSH_IN(reader->yaml.arena, &reader->specs, named);
  return named;
}

RhumbStatus
rhumb_read_fields(RhumbYarrrml *const reader,
                  const RhumbSourceKeys *const keys,
                  const RhumbSourceSpec *const on,
                  const RhumbLoc loc,
                  const RhumbSourceSpec **const out)
{
  RhumbLogicalView *const view =
      RHUMB_NEW(reader->yaml.arena, RhumbLogicalView, 1);
  view->on = with_names(reader, on);
  view->loc = loc;
  const Within within = {.rows = view->on};
  if (!keys->fields.value) {
    return RHUMB_ERR_SYNTAX; // Reported with the keys
  }
  RhumbStatus status =
      read_list(reader, keys->fields.value, &within, &view->fields);
  RHUMB_KEEP(status, read_view_joins(reader, keys->joins.value, view));
  *out = NULL;
  return status == RHUMB_OK ? finish(reader, view, out) : status;
}

// Levels ---------------------------------------------------------------------

/// Warn of a level that is written from where the one before is, not from its
/// rows
static void
warn_repeated(const RhumbYarrrml *const reader,
              const RhumbSourceSpec *const outer,
              const RhumbSourceSpec *const inner)
{
  const bool repeats = inner->iterator.len > outer->iterator.len &&
                       outer->iterator.len > 1 &&
                       rhumb_str_starts(inner->iterator, outer->iterator);
  if (repeats || rhumb_str_starts(inner->iterator, RHUMB_STR("/"))) {
    rhumb_warn(reader->yaml.diag,
               RHUMB_WARNING,
               inner->iterator_loc,
               "a level begins in the rows of the one before, so this is "
               "sought in each \"%.*s\"",
               RHUMB_FMT(outer->iterator));
  }
}

/// Read the levels behind the first, each within the one before
static RhumbStatus
read_inner_levels(RhumbYarrrml *const reader,
                  const RhumbYaml *const levels,
                  const RhumbSourceSpec *rows,
                  RhumbViewFields *out)
{
  for (size_t i = 1; i < levels->count; ++i) {
    const RhumbYaml *const key = levels->keys[i];
    RhumbSourceSpec *const records = new_records(reader, rows, key->loc);
    RhumbViewField *const field =
        RHUMB_NEW(reader->yaml.arena, RhumbViewField, 1);
    RHUMB_TRY(check_depth(reader, i, key->loc));
    RHUMB_TRY(check_name(reader, "level", key));
    RHUMB_TRY(read_iterator(reader, levels->values[i], records));
    records->in_rows = records->is_level = true;
    warn_repeated(reader, rows, records);
    *field = (RhumbViewField){
        .name = key->text, .loc = key->loc, .records = records};
    *out = (RhumbViewFields){field, 1};
    out = &field->fields;
    rows = records;
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_levels(RhumbYarrrml *const reader,
                  const RhumbYaml *const levels,
                  RhumbSourceSpec *const on,
                  const RhumbSourceSpec **const out)
{
  RhumbLogicalView *const view =
      RHUMB_NEW(reader->yaml.arena, RhumbLogicalView, 1);
  if (!levels->count) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      levels->loc,
                      "an iterator without levels: it is a path, or a map with "
                      "one for each");
  }
  RHUMB_TRY(check_name(reader, "level", levels->keys[0]));
  RHUMB_TRY(check_rows(reader, on, RHUMB_STR(""), levels->loc));
  RHUMB_TRY(read_iterator(reader, levels->values[0], on));
  on->has_names = on->is_level = true;
  view->on = on;
  view->level = levels->keys[0]->text;
  view->loc = levels->loc;
  RHUMB_TRY(read_inner_levels(reader, levels, on, &view->fields));
  return finish(reader, view, out);
}

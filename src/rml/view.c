// SPDX-License-Identifier: ISC

/// @file view.c  Logical views (RML-LV): fields and joins over a logical source
/// or another view.

#include "rml/rml_impl.h"

#include "base/ascii.h"
#include "base/near.h"
#include "base/words.h"
#include "model/logical_view.h"
#include "model/normal.h"
#include "term/datatype.h"

typedef RHUMB_LIST(RhumbViewField) Fields;

/// A view on its way
typedef struct {
  RhumbRml *rml;
  RhumbLogicalView *view;
  RHUMB_LIST(RhumbViewJoin) joins;
} Making;

/// Where a field stands
typedef struct {
  const RhumbSourceSpec *records; ///< Whose records it is of
  bool in_text;                   ///< It is below an expression field
  unsigned depth;
} Within;

static bool
is_node(const RhumbRmlStatement *const said)
{
  return said->object->term.kind != RHUMB_TERM_LITERAL;
}

// Fields ---------------------------------------------------------------------

static Fields
read_fields(RhumbRml *rml, const RhumbRmlNode *node, const Within *within);

/// Return the name of a field, which keys are made of
static RhumbStr
read_name(RhumbRml *const rml, const RhumbRmlStatement *const field)
{
  const RhumbRmlStatement *const said =
      rhumb_rml_find(field->object, "fieldName");
  if (!said) {
    RHUMB_RML_FAIL(rml,
                   field->object_loc,
                   "this field has no name; give it %s",
                   rhumb_rml_word(rml, "fieldName"));
    return RHUMB_STR("");
  }
  const RhumbStr name = said->object->term.text;
  for (size_t i = 0; i <= name.len; ++i) {
    if (!name.len || (i < name.len && !rhumb_is_alphanumeric(name.data[i]) &&
                      !strchr("_-", name.data[i]))) {
      RHUMB_RML_FAIL(rml,
                     said->object_loc,
                     "\"%.*s\" is no name of a field: letters, digits, _ and "
                     "- make one",
                     RHUMB_FMT(name));
      break;
    }
  }
  return name;
}

/// Return whether a field is iterable, by its class or by what is said of it
static bool
is_iterable(const RhumbRml *const rml, const RhumbRmlStatement *const field)
{
  static const char *const classes[] = {
      "Field", "ExpressionField", "IterableField", NULL};
  const RhumbRmlNode *const node = field->object;
  const RhumbRmlStatement *said = rhumb_rml_find(node, RHUMB_RDF_TYPE);
  bool is = rhumb_rml_find(node, "iterator") != NULL;
  for (; said; said = rhumb_rml_next(node, said)) {
    const RhumbStr name = said->object->name;
    is = is || rhumb_str_is(name, "IterableField");
    if (said->object->era != RHUMB_RML_FOREIGN && !rhumb_word(classes, name)) {
      const char *const near = rhumb_near(name, classes);
      rhumb_warn(rml->diag,
                 RHUMB_WARNING,
                 said->object_loc,
                 "RML has no class %.*s%s%s%s",
                 RHUMB_FMT(rhumb_rml_show(rml, said->object->term.text)),
                 near ? "; did you mean " : "",
                 near ? rhumb_rml_word(rml, near) : "",
                 near ? "?" : "");
    }
  }
  return is;
}

/// Read the iterator and the formulation of an iterable field
static const RhumbSourceSpec *
read_records(RhumbRml *const rml,
             const RhumbRmlStatement *const field,
             const Within *const within)
{
  const RhumbRmlNode *const node = field->object;
  const RhumbRmlStatement *const how =
      rhumb_rml_find(node, "referenceFormulation");
  const RhumbRmlStatement *const iterator = rhumb_rml_find(node, "iterator");
  RhumbSourceSpec *const spec = RHUMB_NEW(rml->arena, RhumbSourceSpec, 1);
  *spec = (RhumbSourceSpec){.profile = rml->profile,
                            .in_rml = true,
                            .format = within->records->format,
                            .nulls = within->records->nulls,
                            .n_nulls = within->records->n_nulls,
                            .in_rows = !within->in_text,
                            .is_level = !within->in_text,
                            .namespaces = within->records->namespaces,
                            .n_namespaces = within->records->n_namespaces,
                            .loc = field->object_loc,
                            .access_loc = field->object_loc,
                            .iterator_loc = field->object_loc};
  if (how && is_node(how)) {
    rhumb_rml_formulation_read(rml, spec, how);
  } else if (within->in_text) {
    RHUMB_RML_FAIL(rml,
                   field->object_loc,
                   "this field is read in a text; say how with %s",
                   rhumb_rml_word(rml, "referenceFormulation"));
  }
  if (how && !within->in_text && spec->format != within->records->format) {
    RHUMB_RML_FAIL(
        rml,
        how->loc,
        "records within a record are in its own formulation; another "
        "one is that of a text, below an expression field");
  }
  if (iterator) {
    spec->iterator = iterator->object->term.text;
    spec->iterator_loc = iterator->object_loc;
    const RhumbSourceSpec *const outer = rml->source;
    rml->source = spec;
    rhumb_rml_warn_loose(rml, spec->iterator, spec->iterator_loc);
    rml->source = outer;
  }
  if (spec->format && within->in_text) {
    rhumb_source_settle_text(spec);
    rhumb_source_review(spec, rml->diag);
  }
  return spec;
}

/// Below a text there are records alone
static void
check_place(RhumbRml *const rml,
            const RhumbRmlStatement *const field,
            const RhumbViewField *const read,
            const Within *const within)
{
  if (within->in_text && !read->records) {
    RHUMB_RML_FAIL(rml,
                   field->object_loc,
                   "below an expression field stand iterable fields, which say "
                   "how its text is read");
  }
}

/// A field keeps of a constant its text, and the datatype that such a value may
/// have by itself: report what else it has, which the field would lose
static void
check_constant(RhumbRml *const rml, const RhumbExpression *const value)
{
  const RhumbTerm *const constant = &value->constant;
  const RhumbDatatype *const datatype = rhumb_datatype_find(constant->datatype);
  char why[RHUMB_DATATYPE_WHY];
  RhumbValueType type = RHUMB_VALUE_STRING;
  if (value->kind != RHUMB_EXPRESSION_CONSTANT) {
    return;
  }
  if (constant->kind == RHUMB_TERM_BLANK) {
    RHUMB_RML_FAIL(
        rml, value->loc, "a constant is an IRI or a literal, not a blank node");
  } else if (constant->language.len) {
    RHUMB_RML_FAIL(rml,
                   value->loc,
                   "a field has no language; write the text alone, and %s "
                   "where the field is an object",
                   rhumb_rml_word(rml, "language"));
  } else if (constant->datatype.len &&
             !rhumb_value_of_datatype(&type, constant->datatype)) {
    RHUMB_RML_FAIL(rml,
                   value->loc,
                   "the values of a field are of no datatype but those that "
                   "data has by itself, such as xsd:integer; write the text "
                   "alone, and %s where the field is an object",
                   rhumb_rml_word(rml, "datatype"));
  } else if (!rhumb_datatype_takes(datatype, constant->text)) {
    rhumb_datatype_explain(why, datatype, constant->text);
    RHUMB_RML_FAIL(
        rml, value->loc, "\"%.*s\" %s", RHUMB_FMT(constant->text), why);
  }
}

static RhumbViewField
read_field(RhumbRml *const rml, // NOLINT(misc-no-recursion): by depth
           const RhumbRmlStatement *const said,
           const Within *const within)
{
  RhumbRmlNode *const node = said->object;
  const bool iterable = is_iterable(rml, said);
  rhumb_rml_check(rml, node, iterable ? RHUMB_RML_ITERABLE : RHUMB_RML_FIELD);
  RhumbViewField field = {.name = read_name(rml, said),
                          .loc = said->object_loc};
  Within inner = {within->records, !iterable, within->depth + 1};
  const RhumbSourceSpec *const outer = rml->source;
  if (iterable) {
    field.records = read_records(rml, said, within);
    inner.records = field.records;
    rml->source = field.records;
  } else {
    field.value =
        rhumb_rml_expression_read(rml, node, RHUMB_RML_FIELD, said->object_loc);
    check_constant(rml, &field.value);
  }
  check_place(rml, said, &field, within);
  const Fields below = read_fields(rml, node, &inner);
  rml->source = outer;
  field.fields = (RhumbViewFields){below.items, below.count};
  if (iterable && !rhumb_rml_find(node, "field")) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this field has no %s, which would be its values",
                   rhumb_rml_word(rml, "field"));
  }
  return field;
}

static Fields
read_fields(RhumbRml *const rml, // NOLINT(misc-no-recursion): by depth
            const RhumbRmlNode *const node,
            const Within *const within)
{
  Fields fields = {0};
  const RhumbRmlStatement *said = rhumb_rml_find(node, "field");
  for (; said; said = rhumb_rml_next(node, said)) {
    if (!is_node(said)) {
      continue; // Reported with the property
    }
    if (said->object->busy || within->depth == RHUMB_MAX_VIEW_DEPTH) {
      RHUMB_RML_FAIL(rml,
                     said->object_loc,
                     said->object->busy
                         ? "this field is within itself: its fields go round "
                           "in a circle"
                         : "fields within fields, more than %d deep",
                     RHUMB_MAX_VIEW_DEPTH);
      continue;
    }
    said->object->busy = true;
    RHUMB_PUSH_IN(rml->arena, &fields, read_field(rml, said, within));
    said->object->busy = false;
  }
  return fields;
}

// Joins ----------------------------------------------------------------------

/// Read what a join adds: expressions over the rows of `parent`
static RhumbViewFields
read_joined(RhumbRml *const rml,
            const RhumbRmlStatement *const join,
            const RhumbSourceSpec *const parent)
{
  const RhumbSourceSpec *const outer = rml->source;
  const Within within = {parent, false, 0};
  rml->source = parent;
  const Fields fields = read_fields(rml, join->object, &within);
  rml->source = outer;
  for (size_t i = 0; i < fields.count; ++i) {
    if (fields.items[i].records || fields.items[i].fields.count) {
      RHUMB_RML_FAIL(rml,
                     fields.items[i].loc,
                     "a joined field is one value of the other view's row: it "
                     "has no records and no fields");
    }
  }
  if (!fields.count) {
    RHUMB_RML_FAIL(rml,
                   join->object_loc,
                   "this join adds nothing; say what with %s",
                   rhumb_rml_word(rml, "field"));
  }
  return (RhumbViewFields){fields.items, fields.count};
}

static void
read_join(Making *const making, const RhumbRmlStatement *const said)
{
  RhumbRml *const rml = making->rml;
  RhumbRmlNode *const node = said->object;
  rhumb_rml_check(rml, node, RHUMB_RML_VIEW_JOIN);
  const RhumbRmlStatement *const other =
      rhumb_rml_find(node, "parentLogicalView");
  const RhumbSourceSpec *const parent =
      other && is_node(other) ? rhumb_rml_source_read(rml, other) : NULL;
  if (!parent) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this join needs %s",
                   rhumb_rml_word(rml, "parentLogicalView"));
    return;
  }
  if (!parent->view) {
    if (!rhumb_rml_find(other->object, "viewOn")) {
      RHUMB_RML_FAIL(rml,
                     other->object_loc,
                     "this is no logical view: it has no %s",
                     rhumb_rml_word(rml, "viewOn"));
    }
    return; // A circle has been reported
  }
  RhumbJoins joins = {0};
  RhumbViewJoin join = {.parent = parent,
                        .is_inner = rhumb_str_is(said->name, "innerJoin"),
                        .loc = said->object_loc};
  const RhumbRmlStatement *pair = rhumb_rml_find(node, "joinCondition");
  for (; pair; pair = rhumb_rml_next(node, pair)) {
    rhumb_rml_join_read(rml, &join.condition, &joins, pair);
  }
  if (!joins.count && !join.condition) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this join needs %s",
                   rhumb_rml_word(rml, "joinCondition"));
  }
  join.conditions = joins.items;
  join.n_conditions = joins.count;
  join.fields = read_joined(rml, said, parent);
  RHUMB_PUSH_IN(rml->arena, &making->joins, join);
}

// Annotations ----------------------------------------------------------------

/// True if a field of the view is called `key`
static bool
has_field(const RhumbViewFields *const fields, // NOLINT(misc-no-recursion)
          const RhumbStr key)
{
  for (size_t i = 0; i < fields->count; ++i) {
    const RhumbViewField *const field = &fields->items[i];
    const RhumbStr name = field->name;
    if (rhumb_str_equal(name, key) ||
        (rhumb_str_starts(key, name) && key.len > name.len &&
         key.data[name.len] == '.' &&
         has_field(&field->fields, rhumb_str_from(key, name.len + 1)))) {
      return true;
    }
  }
  return false;
}

static void
check_on_fields(const Making *const making, const RhumbRmlStatement *const said)
{
  RhumbRmlTexts names = {0};
  rhumb_rml_texts_read(making->rml, &names, said);
  for (size_t i = 0; i < names.count; ++i) {
    bool known = has_field(&making->view->fields, names.items[i]);
    for (size_t j = 0; !known && j < making->joins.count; ++j) {
      known = has_field(&making->joins.items[j].fields, names.items[i]);
    }
    if (!known) {
      rhumb_rml_keep(making->rml,
                     rhumb_fail(making->rml->diag,
                                RHUMB_ERR_REFERENCE,
                                said->object_loc,
                                "this view has no field \"%.*s\"",
                                RHUMB_FMT(names.items[i])));
    }
  }
}

/// True if something said of a view, by its description, makes a field `key`:
/// the view may be one that is not read yet
static bool
describes_field( // NOLINT(misc-no-recursion): each consumes of `key`
    const RhumbRmlNode *const node,
    const RhumbStr key)
{
  const RhumbRmlStatement *said = rhumb_rml_find(node, "field");
  for (; said; said = rhumb_rml_next(node, said)) {
    const RhumbRmlStatement *const named =
        rhumb_rml_find(said->object, "fieldName");
    const RhumbStr name = named ? named->object->term.text : RHUMB_STR("");
    if (name.len &&
        (rhumb_str_equal(name, key) ||
         (rhumb_str_starts(key, name) && key.len > name.len &&
          key.data[name.len] == '.' &&
          describes_field(said->object, rhumb_str_from(key, name.len + 1))))) {
      return true;
    }
  }
  return false;
}

/// Likewise, the fields of its joins too
static bool
describes_any(const RhumbRmlNode *const view, const RhumbStr key)
{
  bool known = describes_field(view, key);
  for (size_t i = 0; i < view->count; ++i) {
    const RhumbRmlStatement *const said = &view->statements[i];
    if (rhumb_str_is(said->name, "leftJoin") ||
        rhumb_str_is(said->name, "innerJoin")) {
      known = known || describes_field(said->object, key);
    }
  }
  return known;
}

/// Check that the view that an annotation points to has the fields it names
static void
check_target(RhumbRml *const rml,
             const RhumbRmlNode *const annotation,
             const RhumbRmlStatement *const target)
{
  RhumbRmlTexts names = {0};
  const RhumbRmlStatement *const said =
      rhumb_rml_find(annotation, "targetFields");
  if (!said || !is_node(target)) {
    return;
  }
  rhumb_rml_texts_read(rml, &names, said);
  for (size_t i = 0; i < names.count; ++i) {
    if (!describes_any(target->object, names.items[i])) {
      rhumb_rml_keep(rml,
                     rhumb_fail(rml->diag,
                                RHUMB_ERR_REFERENCE,
                                said->object_loc,
                                "the target view has no field \"%.*s\"",
                                RHUMB_FMT(names.items[i])));
    }
  }
}

/// Check the fields that an annotation is of, and those it points to
static void
check_fields(const Making *const making,
             const RhumbRmlStatement *const said,
             const RhumbStr class)
{
  RhumbRml *const rml = making->rml;
  const RhumbRmlNode *const node = said->object;
  const RhumbRmlStatement *const on = rhumb_rml_find(node, "onFields");
  const RhumbRmlStatement *const target = rhumb_rml_find(node, "targetView");
  if (on) {
    check_on_fields(making, on);
  } else {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this annotation needs %s",
                   rhumb_rml_word(rml, "onFields"));
  }
  if (target) {
    check_target(rml, node, target);
  } else if (rhumb_str_is(class, "ForeignKeyAnnotation") ||
             rhumb_str_is(class, "InclusionAnnotation")) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this annotation needs %s",
                   rhumb_rml_word(rml, "targetView"));
  }
}

/// Check what a view says of its fields' values. Nothing is made of it: what
/// comes out must not depend on it.
static void
check_annotations(const Making *const making, const RhumbRmlNode *const node)
{
  static const char classes[] =
      "IriSafeAnnotation PrimaryKeyAnnotation UniqueAnnotation "
      "NotNullAnnotation ForeignKeyAnnotation InclusionAnnotation";
  RhumbRml *const rml = making->rml;
  const RhumbRmlStatement *said = rhumb_rml_find(node, "structuralAnnotation");
  bool has_key = false;
  for (; said; said = rhumb_rml_next(node, said)) {
    rhumb_rml_check(rml, said->object, RHUMB_RML_ANNOTATION);
    const RhumbRmlStatement *const class =
        rhumb_rml_find(said->object, RHUMB_RDF_TYPE);
    const RhumbStr name = class ? class->object->name : RHUMB_STR("");
    const bool is_key = rhumb_str_is(name, "PrimaryKeyAnnotation");
    if (!rhumb_words_find(classes, name).len) {
      rhumb_rml_keep(
          rml,
          rhumb_fail_near(rml->diag,
                          RHUMB_ERR_REFERENCE,
                          class ? class->object_loc : said->object_loc,
                          rhumb_words_near(rml->arena, classes, name),
                          "the class of a structural annotation is %s",
                          rhumb_words_list(rml->arena, classes, "or")));
    }
    if (is_key && has_key) {
      RHUMB_RML_FAIL(
          rml, said->object_loc, "a view has one primary key at the most");
    }
    has_key |= is_key;
    check_fields(making, said, name);
  }
}

// Views ----------------------------------------------------------------------

static void
read_joins(Making *const making, const RhumbRmlNode *const node)
{
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (is_node(said) && (rhumb_str_is(said->name, "leftJoin") ||
                          rhumb_str_is(said->name, "innerJoin"))) {
      read_join(making, said);
    }
  }
  making->view->joins = making->joins.items;
  making->view->n_joins = making->joins.count;
}

/// Read a view on `on`; one that is too deep is reported, and is nothing
static const RhumbSourceSpec *
read_view(RhumbRml *const rml,
          const RhumbRmlStatement *const statement,
          const RhumbSourceSpec *const on)
{
  RhumbRmlNode *const node = statement->object;
  RhumbLogicalView *const view = RHUMB_NEW(rml->arena, RhumbLogicalView, 1);
  Making making = {.rml = rml, .view = view};
  const RhumbSourceSpec *const outer = rml->source;
  const Within within = {on, false, 0};
  *view = (RhumbLogicalView){
      .on = on, .name = node->term.text, .loc = statement->object_loc};
  rml->source = on;
  const Fields fields = read_fields(rml, node, &within);
  view->fields = (RhumbViewFields){fields.items, fields.count};
  if (!fields.count) {
    RHUMB_RML_FAIL(rml,
                   node->loc,
                   "this view has no %s: it would have no values",
                   rhumb_rml_word(rml, "field"));
  }
  rml->source = rhumb_logical_view_source(rml->arena, view);
  read_joins(&making, node);
  check_annotations(&making, node);
  rml->source = outer;
  const RhumbStatus status =
      rhumb_logical_view_measure(view, statement->object_loc, rml->diag);
  if (status != RHUMB_OK) {
    rhumb_rml_keep(rml, status);
    return RHUMB_NEW(rml->arena, RhumbSourceSpec, 1);
  }
  return rhumb_logical_view_source(
      rml->arena, rhumb_logical_view_unify(rml->mapping, rml->arena, view));
}

/// Read a view and what it is on; one that is on itself, or joined with itself,
/// is reported, and is nothing
static void
read_view_once(RhumbRml *const rml, const RhumbRmlStatement *const statement)
{
  RhumbRmlNode *const node = statement->object;
  const RhumbRmlStatement *const said = rhumb_rml_find(node, "viewOn");
  if (node->busy) {
    RHUMB_RML_FAIL(rml,
                   statement->object_loc,
                   "this view needs itself: views on views, and those that "
                   "they join with, go round in a circle");
    return;
  }
  if (rml->n_views == RHUMB_MAX_VIEW_DEPTH) {
    rhumb_rml_keep(
        rml, rhumb_logical_view_fail_depth(statement->object_loc, rml->diag));
    return;
  }
  rhumb_rml_check(rml, node, RHUMB_RML_VIEW);
  if (!is_node(said)) {
    return;
  }
  node->busy = true;
  ++rml->n_views;
  const RhumbSourceSpec *const on = rhumb_rml_source_read(rml, said);
  node->spec = on && on->format ? read_view(rml, statement, on)
                                : RHUMB_NEW(rml->arena, RhumbSourceSpec, 1);
  --rml->n_views;
  node->busy = false;
}

const RhumbSourceSpec *
rhumb_rml_source_read(RhumbRml *const rml,
                      const RhumbRmlStatement *const statement)
{
  RhumbRmlNode *const node = statement->object;
  if (!node->spec && rhumb_rml_find(node, "viewOn")) {
    read_view_once(rml, statement);
    return node->spec ? node->spec : RHUMB_NEW(rml->arena, RhumbSourceSpec, 1);
  }
  return rhumb_rml_base_read(rml, statement);
}

void
rhumb_rml_views_read(RhumbRml *const rml)
{
  for (size_t i = 0; i < rml->graph.keys.count; ++i) {
    RhumbRmlNode *const node = rml->graph.nodes[i];
    if (rhumb_rml_find(node, "viewOn") && !node->spec && !(node->checked)) {
      const RhumbRmlStatement all = {
          .object = node, .loc = node->loc, .object_loc = node->loc};
      (void)rhumb_rml_source_read(rml, &all);
    }
  }
}

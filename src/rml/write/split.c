// SPDX-License-Identifier: ISC

/// @file split.c  Rows of levels that RML splits.
///
/// In YARRRML all values that a reference of a level has are values of one row.
/// In RML the reference is a field, which makes a row of each. The triples are
/// the same where a row's values are combined with others alone: not where one
/// reference is combined with itself, nor where all values are taken at once,
/// nor where rows are counted. What no field of a view says is refused here.

#include "rml/write/write_impl.h"

#include "function/function.h"
#include "source/names.h"

/// A reference of a level is sought in what is combined
typedef struct {
  const RhumbLogicalView *view;
  const RhumbRmlLevelField *field;
  size_t depth; ///< Of triples that quote others
} Sought;

/// So often a reference is combined with itself
enum { TWICE = 2 };

static size_t
larger(const size_t a, const size_t b)
{
  return a > b ? a : b;
}

// How often what makes a triple has the reference ----------------------------

static size_t
in_function(const Sought *sought,
            const RhumbFunction *function,
            RhumbSide side);

static size_t
in_reference(const Sought *const sought, const RhumbStr reference)
{
  RhumbLevelKey found;
  return rhumb_logical_view_level(sought->view, reference, &found) &&
         found.level == sought->field->level &&
         rhumb_str_equal(found.reference, sought->field->reference);
}

static size_t
in_expression(const Sought *const sought, // NOLINT(misc-no-recursion): by depth
              const RhumbExpression *const value,
              const RhumbSide side)
{
  size_t n = 0;
  if (value->kind == RHUMB_EXPRESSION_REFERENCE) {
    n = in_reference(sought, value->reference);
  } else if (value->kind == RHUMB_EXPRESSION_FUNCTION) {
    n = in_function(sought, value->function, side);
  }
  for (size_t i = 0;
       value->kind == RHUMB_EXPRESSION_TEMPLATE && i < value->text.count;
       ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    if (value->calls && value->calls[i]) {
      n += in_function(sought, value->calls[i], side);
    } else if (part->is_reference) {
      n += in_reference(sought, part->text);
    }
  }
  return n;
}

/// Whoever takes all values at once has the reference as if it were there twice
static size_t
in_function(const Sought *const sought, // NOLINT(misc-no-recursion): by depth
            const RhumbFunction *const function,
            const RhumbSide side)
{
  size_t n = 0;
  const RhumbFunctionType *const type =
      function ? rhumb_function_find(function->name) : NULL;
  for (size_t i = 0; function && i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    const int at =
        type ? rhumb_function_parameter(type, argument->parameter) : -1;
    const bool takes_all =
        at >= 0 && (type->parameters[at].list || type->parameters[at].truths);
    if (argument->side == side) {
      n += (takes_all ? TWICE : 1) *
           (in_expression(sought, &argument->value.value, side) +
            in_function(sought, argument->value.condition, side));
    }
  }
  return n;
}

static size_t
in_term(const Sought *const sought, const RhumbTermMap *const term)
{
  return in_expression(sought, &term->value, RHUMB_CHILD) +
         in_expression(sought, &term->datatype, RHUMB_CHILD) +
         in_expression(sought, &term->language, RHUMB_CHILD) +
         in_function(sought, term->condition, RHUMB_CHILD);
}

static size_t
in_terms(const Sought *const sought, const RhumbTermMaps *const terms)
{
  size_t most = 0;
  for (size_t i = 0; i < terms->count; ++i) {
    most = larger(most, in_term(sought, &terms->items[i]));
  }
  return most;
}

static size_t
in_triples(const Sought *sought, const RhumbTriplesMap *map);

/// In what an object takes of the rows of another map
static size_t
in_parent(const Sought *const sought, // NOLINT(misc-no-recursion): by depth
          const RhumbObjectMap *const object)
{
  const RhumbTriplesMap *const parent = object->parent;
  size_t n = object->is_quoted
                 ? in_triples(sought, parent)
                 : in_term(sought, &parent->subject) +
                       in_function(sought, parent->condition, RHUMB_CHILD);
  for (size_t i = 0; i < object->n_joins; ++i) {
    n += in_expression(sought, &object->joins[i].parent, RHUMB_CHILD);
  }
  return n + in_function(sought, object->condition, RHUMB_PARENT);
}

static size_t
in_object(const Sought *const sought, // NOLINT(misc-no-recursion): by depth
          const RhumbObjectMap *const object)
{
  size_t n = in_term(sought, &object->term);
  for (size_t i = 0; i < object->n_joins; ++i) {
    n += in_expression(sought, &object->joins[i].child, RHUMB_CHILD);
  }
  n += in_function(sought, object->condition, RHUMB_CHILD);
  const bool is_same_row = object->parent && !object->n_joins &&
                           !object->condition &&
                           object->parent->source->view == sought->view;
  return n + (is_same_row ? in_parent(sought, object) : 0);
}

static size_t
in_pair(const Sought *const sought, // NOLINT(misc-no-recursion): by depth
        const RhumbPredicateObjectMap *const pair)
{
  const RhumbAnnotation *const annotation = pair->annotation;
  size_t most = 0;
  size_t about = 0;
  for (size_t i = 0; i < pair->n_objects; ++i) {
    most = larger(most, in_object(sought, &pair->objects[i]));
  }
  most += in_terms(sought, &pair->predicates) +
          in_terms(sought, &pair->graphs) +
          in_function(sought, pair->condition, RHUMB_CHILD);
  for (size_t i = 0; annotation && i < annotation->n_pairs; ++i) {
    about = larger(about, in_pair(sought, &annotation->pairs[i]));
  }
  return larger(most, about) +
         (annotation ? in_term(sought, &annotation->reifier) : 0);
}

static size_t
in_triples(const Sought *const sought, // NOLINT(misc-no-recursion): by depth
           const RhumbTriplesMap *const map)
{
  Sought inner = *sought;
  size_t most = 0;
  if (++inner.depth > RHUMB_MAX_VIEW_DEPTH) {
    return TWICE;
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    most = larger(most, in_pair(&inner, &map->pairs[i]));
  }
  return most + in_terms(&inner, &map->graphs) +
         in_function(&inner, map->condition, RHUMB_CHILD) +
         (map->quoted ? in_object(&inner, map->quoted)
                      : in_term(&inner, &map->subject));
}

static size_t
in_joined_object(const Sought *const sought, const RhumbObjectMap *const object)
{
  return object->parent && object->parent->source->view == sought->view
             ? in_parent(sought, object)
             : 0;
}

/// In what objects of pairs take of rows of the view, by joins
static size_t
in_joined_pairs(const Sought *const sought, // NOLINT(misc-no-recursion)
                const RhumbPredicateObjectMap *const pairs,
                const size_t n_pairs)
{
  size_t most = 0;
  for (size_t p = 0; p < n_pairs; ++p) {
    const RhumbAnnotation *const annotation = pairs[p].annotation;
    for (size_t o = 0; o < pairs[p].n_objects; ++o) {
      most = larger(most, in_joined_object(sought, &pairs[p].objects[o]));
    }
    if (annotation) {
      most = larger(
          most,
          in_joined_pairs(sought, annotation->pairs, annotation->n_pairs));
    }
  }
  return most;
}

static size_t
in_joined(const Sought *const sought, const RhumbTriplesMap *const map)
{
  const size_t n = map->quoted ? in_joined_object(sought, map->quoted) : 0;
  return larger(n, in_joined_pairs(sought, map->pairs, map->n_pairs));
}

// Who counts rows ------------------------------------------------------------

/// True if a term map makes a node a row, or goes on with one
static bool
counts_term(const RhumbTermMap *const term)
{
  return term->gather || (term->type != RHUMB_TYPE_NONE &&
                          term->value.kind == RHUMB_EXPRESSION_NONE);
}

static bool
counts_terms(const RhumbTermMaps *const terms)
{
  bool counts = false;
  for (size_t i = 0; !counts && i < terms->count; ++i) {
    counts = counts_term(&terms->items[i]);
  }
  return counts;
}

static bool
counts_pair(
    const RhumbPredicateObjectMap *const pair) // NOLINT(misc-no-recursion)
{
  const RhumbAnnotation *const annotation = pair->annotation;
  bool counts = counts_terms(&pair->graphs) ||
                (annotation && counts_term(&annotation->reifier));
  for (size_t i = 0; !counts && i < pair->n_objects; ++i) {
    counts = !pair->objects[i].parent && counts_term(&pair->objects[i].term);
  }
  for (size_t i = 0; !counts && annotation && i < annotation->n_pairs; ++i) {
    counts = counts_pair(&annotation->pairs[i]);
  }
  return counts;
}

/// True if it matters how often a map is run
static bool
counts_rows(const RhumbTriplesMap *const map)
{
  bool counts = (!map->quoted && counts_term(&map->subject)) ||
                counts_terms(&map->graphs);
  for (size_t i = 0; !counts && i < map->n_pairs; ++i) {
    counts = counts_pair(&map->pairs[i]);
  }
  return counts;
}

/// True if subjects of maps over `view` are gathered
static bool
gathers_from(const RhumbGather *const gather, // NOLINT(misc-no-recursion)
             const RhumbLogicalView *const view)
{
  bool does = false;
  for (size_t i = 0; gather && !does && i < gather->n_items; ++i) {
    const RhumbObjectMap *const item = &gather->items[i];
    does = (item->parent && item->parent->source->view == view) ||
           gathers_from(item->term.gather, view);
  }
  return does;
}

/// True if a map of other rows gathers subjects of maps over `view`
static bool
gathers_rows(const RhumbTriplesMap *const map,
             const RhumbLogicalView *const view)
{
  bool does = gathers_from(map->subject.gather, view);
  for (size_t p = 0; p < map->n_pairs; ++p) {
    for (size_t o = 0; !does && o < map->pairs[p].n_objects; ++o) {
      does = gathers_from(map->pairs[p].objects[o].term.gather, view);
    }
  }
  return does;
}

// Views on views of levels ---------------------------------------------------

/// True if rows of `view` are made of those of `levels`
static bool
is_built_on(const RhumbLogicalView *const view, // NOLINT(misc-no-recursion)
            const RhumbLogicalView *const levels)
{
  bool is =
      view == levels || (view->on->view && is_built_on(view->on->view, levels));
  for (size_t i = 0; !is && i < view->n_joins; ++i) {
    is = is_built_on(view->joins[i].parent->view, levels);
  }
  return is;
}

static size_t
in_fields(const Sought *const sought, const RhumbViewFields *const fields)
{
  size_t n = 0;
  for (size_t i = 0; i < fields->count; ++i) {
    n += in_expression(sought, &fields->items[i].value, RHUMB_CHILD);
  }
  return n;
}

static size_t
in_join(const Sought *const sought, const RhumbViewJoin *const join)
{
  size_t n = in_fields(sought, &join->fields) +
             in_function(sought, join->condition, RHUMB_PARENT);
  for (size_t i = 0; i < join->n_conditions; ++i) {
    n += in_expression(sought, &join->conditions[i].parent, RHUMB_CHILD);
  }
  return n;
}

/// Return how often a view on the levels, or joined with them, has the
/// reference, where that is not once: then it has a row of each value itself
static size_t
in_view(const Sought *const sought, const RhumbLogicalView *const view)
{
  size_t n =
      view->on->view == sought->view ? in_fields(sought, &view->fields) : 1;
  for (size_t i = 0; n == 1 && i < view->n_joins; ++i) {
    const RhumbViewJoin *const join = &view->joins[i];
    n = join->parent->view == sought->view ? in_join(sought, join) : 1;
  }
  return n;
}

/// True if it matters how many rows a view has
static bool
is_counted(const RhumbRmlWriter *const writer,
           const RhumbLogicalView *const levels)
{
  bool counts = false;
  for (size_t i = 0; !counts && i < writer->given->n_maps; ++i) {
    const RhumbTriplesMap *const map = writer->given->maps[i];
    const RhumbLogicalView *const own = map->source->view;
    counts = (own && is_built_on(own, levels) && counts_rows(map)) ||
             gathers_rows(map, levels);
  }
  return counts;
}

// Reports --------------------------------------------------------------------

static void
refuse_combined(RhumbRmlWriter *const writer, const Sought *const sought)
{
  RHUMB_RML_REFUSE(writer,
                   sought->field->loc,
                   "RML makes a row of each value of this reference, and its "
                   "values would not be combined with each other, or taken all "
                   "at once; make it a level");
}

static void
refuse_counted(RhumbRmlWriter *const writer, const Sought *const sought)
{
  RHUMB_RML_REFUSE(writer,
                   sought->field->loc,
                   "RML makes a row of each value of this reference, and each "
                   "would have a blank node or be gathered; make it a level");
}

/// Report a reference of which RML makes rows, where a map needs it otherwise
static void
check_maps(RhumbRmlWriter *const writer, const Sought *const sought)
{
  bool combines = false;
  bool counts = false;
  for (size_t i = 0; i < writer->given->n_maps; ++i) {
    const RhumbTriplesMap *const map = writer->given->maps[i];
    const bool is_own = map->source->view == sought->view;
    combines = combines || in_joined(sought, map) >= TWICE ||
               (is_own && in_triples(sought, map) >= TWICE);
    counts = counts || (is_own && counts_rows(map)) ||
             gathers_rows(map, sought->view);
  }
  if (combines) {
    refuse_combined(writer, sought);
  } else if (counts) {
    refuse_counted(writer, sought);
  }
}

/// Likewise where a view on the levels does
static void
check_views(RhumbRmlWriter *const writer, const Sought *const sought)
{
  for (size_t v = 0; v < writer->views.count; ++v) {
    const RhumbLogicalView *const view = writer->views.items[v]->view;
    const size_t n = view == sought->view ? 1 : in_view(sought, view);
    if (n >= TWICE) {
      refuse_combined(writer, sought);
      return;
    }
    if (n == 0 && is_counted(writer, view)) {
      refuse_counted(writer, sought);
      return;
    }
  }
}

/// Report positions among rows that are made of the levels'
static void
check_positions(RhumbRmlWriter *const writer,
                const RhumbLogicalView *const levels)
{
  for (size_t v = 0; v < writer->views.count; ++v) {
    const RhumbRmlView *const asked = writer->views.items[v];
    if (!is_built_on(asked->view, levels)) {
      continue;
    }
    for (size_t i = 0; i < asked->positions.count; ++i) {
      RHUMB_RML_REFUSE(writer,
                       asked->positions.items[i],
                       "RML makes a row of each value that a reference of the "
                       "levels has, and this would be its place among others; "
                       "make the reference a level");
    }
  }
}

void
rhumb_rml_check_split(RhumbRmlWriter *const writer,
                      const RhumbRmlView *const asked)
{
  const RhumbLogicalView *const view = asked->view;
  bool splits = false;
  for (size_t i = 0; i < asked->fields.count; ++i) {
    const Sought sought = {.view = view, .field = &asked->fields.items[i]};
    const RhumbSourceNaming *const naming = sought.field->rows->format->naming;
    if (naming && naming->may_be_many &&
        naming->may_be_many(sought.field->reference)) {
      check_maps(writer, &sought);
      check_views(writer, &sought);
      splits = true;
    }
  }
  if (splits) {
    check_positions(writer, view);
  }
}

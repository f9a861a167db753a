// SPDX-License-Identifier: ISC

/// @file columns.c  The rules' references against the headers that are there.

#include "check/columns.h"

#include "base/table.h"
#include "check/probe.h"
#include "source/names.h"

typedef struct {
  RhumbStr text;
  RhumbLoc loc;
} Reference;

/// A source of the rules, and what they ask of it
typedef struct {
  const RhumbSourceSpec *spec;
  RHUMB_LIST(Reference) references;
} Asked;

typedef struct {
  RhumbArena arena;
  RhumbTable keys; ///< Of sources
  RHUMB_LIST(Asked) sources;
} Columns;

// What is asked ---------------------------------------------------------------

/// The rows that an expression is about: those of a map and, in a join's
/// condition, those of its parent
typedef struct {
  const RhumbSourceSpec *child, *parent;
} Rows;

static void
ask(Columns *const columns,
    const RhumbSourceSpec *const spec,
    const RhumbStr text,
    const RhumbLoc loc)
{
  RhumbBuf key = {0};
  rhumb_source_put_key(&key, spec);
  const uint32_t i = rhumb_table_add(&columns->keys, rhumb_buf_str(&key));
  rhumb_buf_free(&key);
  if (i == columns->sources.count) {
    RHUMB_PUSH_IN(&columns->arena, &columns->sources, (Asked){.spec = spec});
  }
  RHUMB_PUSH_IN(&columns->arena,
                &columns->sources.items[i].references,
                (Reference){text, loc});
}

static void
ask_function(Columns *columns, Rows rows, const RhumbFunction *function);

static void
ask_expression(Columns *const columns,
               const Rows rows,
               const RhumbExpression *const value)
{
  if (value->kind == RHUMB_EXPRESSION_REFERENCE && rows.child) {
    ask(columns, rows.child, value->reference, value->loc);
  }
  for (size_t i = 0; rows.child && i < value->text.count; ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    if (part->is_reference) {
      ask(columns, rows.child, part->text, part->loc);
    }
  }
  if (value->function) {
    ask_function(columns, rows, value->function);
  }
}

static void
ask_object(Columns *columns, Rows rows, const RhumbObjectMap *object);

static void
ask_term(Columns *const columns,
         const Rows rows,
         const RhumbTermMap *const term)
{
  for (size_t i = 0; term->gather && i < term->gather->n_items; ++i) {
    ask_object(columns, rows, &term->gather->items[i]);
  }
  ask_expression(columns, rows, &term->value);
  ask_expression(columns, rows, &term->datatype);
  ask_expression(columns, rows, &term->language);
  if (term->condition) {
    ask_function(columns, rows, term->condition);
  }
}

static void
ask_function(Columns *const columns,
             const Rows rows,
             const RhumbFunction *const function)
{
  for (size_t i = 0; i < function->n_arguments; ++i) {
    const RhumbArgument *const argument = &function->arguments[i];
    const bool is_parents = argument->side == RHUMB_PARENT;
    const Rows own = {is_parents ? rows.parent : rows.child, rows.parent};
    ask_term(columns, own, &argument->value);
  }
}

static void
ask_terms(Columns *const columns,
          const Rows rows,
          const RhumbTermMaps *const terms)
{
  for (size_t i = 0; i < terms->count; ++i) {
    ask_term(columns, rows, &terms->items[i]);
  }
}

static void
ask_object(Columns *const columns,
           const Rows rows,
           const RhumbObjectMap *const object)
{
  const RhumbSourceSpec *const parent =
      object->parent ? object->parent->source : NULL;
  ask_term(columns, rows, &object->term);
  for (size_t i = 0; i < object->n_joins; ++i) {
    ask_expression(columns, rows, &object->joins[i].child);
    ask_expression(columns, (Rows){parent, NULL}, &object->joins[i].parent);
  }
  if (object->condition) {
    ask_function(columns, (Rows){rows.child, parent}, object->condition);
  }
}

static void
ask_newest(Columns *const columns, const RhumbSourceSpec *const spec)
{
  for (size_t i = 0; spec->n_newest_by && i <= spec->n_newest_by; ++i) {
    ask(columns,
        spec,
        i < spec->n_newest_by ? spec->newest_by[i] : spec->newest_of,
        spec->newest_locs[i]);
  }
}

static void
ask_pair(Columns *const columns,
         const Rows rows,
         const RhumbPredicateObjectMap *const pair)
{
  const RhumbAnnotation *const annotation = pair->annotation;
  ask_terms(columns, rows, &pair->predicates);
  ask_terms(columns, rows, &pair->graphs);
  if (pair->condition) {
    ask_function(columns, rows, pair->condition);
  }
  for (size_t o = 0; o < pair->n_objects; ++o) {
    ask_object(columns, rows, &pair->objects[o]);
  }
  if (annotation) {
    ask_term(columns, rows, &annotation->reifier);
  }
  for (size_t i = 0; annotation && i < annotation->n_pairs; ++i) {
    ask_pair(columns, rows, &annotation->pairs[i]);
  }
}

static void
ask_map(Columns *const columns, const RhumbTriplesMap *const map)
{
  const Rows rows = {map->source, NULL};
  ask_newest(columns, map->source);
  ask_term(columns, rows, &map->subject);
  ask_terms(columns, rows, &map->graphs);
  if (map->condition) {
    ask_function(columns, rows, map->condition);
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    ask_pair(columns, rows, &map->pairs[i]);
  }
  if (map->quoted) {
    ask_object(columns, rows, map->quoted);
  }
}

// What is there ---------------------------------------------------------------

/// True for a format whose references are all known once it is open, and a
/// file that can be read again
static bool
is_at_hand(const RhumbSourceSpec *const spec)
{
  return spec->format && spec->format->open && !spec->format->naming &&
         rhumb_probe_is_file(spec, 0);
}

static RhumbStatus
check_source(const Asked *const asked, const RhumbDiag *const diag)
{
  const RhumbDiag silent = {0};
  RhumbSource *source = NULL;
  RhumbStatus status = RHUMB_OK;
  if (rhumb_source_open(&source, asked->spec, &silent) != RHUMB_OK) {
    return status;
  }
  for (size_t i = 0; i < asked->references.count; ++i) {
    const Reference *const reference = &asked->references.items[i];
    size_t field = 0;
    RHUMB_KEEP(status,
               rhumb_source_bind(
                   source, reference->text, reference->loc, &field, diag));
  }
  rhumb_source_close(source);
  return status;
}

RhumbStatus
rhumb_check_columns(const RhumbMapping *const mapping,
                    const RhumbDiag *const diag)
{
  Columns columns = {.sources = {0}};
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    ask_map(&columns, mapping->maps[i]);
  }
  for (size_t i = 0; i < columns.sources.count; ++i) {
    if (is_at_hand(columns.sources.items[i].spec)) {
      RHUMB_KEEP(status, check_source(&columns.sources.items[i], diag));
    }
  }
  rhumb_table_free(&columns.keys);
  rhumb_arena_free(&columns.arena);
  return status;
}

RhumbSource *
rhumb_columns_open(const RhumbSourceSpec *const spec)
{
  const RhumbDiag silent = {0};
  RhumbSource *source = NULL;
  return spec && is_at_hand(spec) &&
                 rhumb_source_open(&source, spec, &silent) == RHUMB_OK
             ? source
             : NULL;
}

bool
rhumb_has_column(RhumbSource *const source, const RhumbStr name)
{
  const RhumbDiag silent = {0};
  size_t field = 0;
  return source &&
         rhumb_source_bind(source, name, (RhumbLoc){0}, &field, &silent) ==
             RHUMB_OK;
}

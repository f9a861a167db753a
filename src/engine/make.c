// SPDX-License-Identifier: ISC

/// @file make.c  Terms made of a row's values.

#include "engine/make_impl.h"

#include "engine/label.h"

void
rhumb_made_grow(RhumbMadeList *const list, RhumbArena *const arena)
{
  const RhumbMade *const before = list->items;
  list->cap = list->cap ? list->cap * 4 : 1; // Most lists are of one
  list->items =
      (RhumbMade *)rhumb_arena_take(arena, sizeof(RhumbMade), list->cap);
  if (list->count) {
    memcpy(list->items, before, list->count * sizeof(*before));
  }
}

static void
add(RhumbMadeList *const list,
    const RhumbRow *const row,
    const RhumbPlanTerm *const map,
    const RhumbTerm *const term)
{
  rhumb_made_add(list, row, map, term, rhumb_term_fingerprint(term));
}

/// Add a value with a mistake as a plain literal, if that is wanted of it
static void
add_text(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbValue *const value)
{
  if (rhumb_mistakes_are_text(row->mistakes)) {
    const RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
    add(list, row, map, &term);
  }
}

/// Add the literal `value` once for each language or datatype
static RhumbStatus
make_annotated(RhumbMadeList *const list,
               const RhumbRow *const row,
               const RhumbPlanTerm *const map,
               const RhumbValue *const value)
{
  const RhumbPlanValue *const more =
      map->has_language ? &map->language : &map->datatype;
  RhumbValues extras = {0};
  RHUMB_TRY(rhumb_evaluate(&extras, row, more, RHUMB_ENCODE_IRI));
  for (size_t i = 0; i < extras.count; ++i) {
    RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
    const RhumbStatus status =
        rhumb_literal_annotate(&term, row, map, value, extras.items[i].lexical);
    if (status == RHUMB_OK && term.kind != RHUMB_TERM_NONE) {
      add(list, row, map, &term);
    } else if (status == RHUMB_END) {
      add_text(list, row, map, value);
    } else if (status != RHUMB_OK) {
      return status;
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
make_literal(RhumbMadeList *const list,
             const RhumbRow *const row,
             const RhumbPlanTerm *const map,
             const RhumbValue *const value)
{
  RhumbTerm term = {.kind = RHUMB_TERM_LITERAL, .text = value->lexical};
  if (map->has_datatype && map->datatype.kind == RHUMB_VALUE_CONSTANT) {
    term.datatype = map->datatype.constant.text;
    RHUMB_TRY(rhumb_literal_fit(&term, row, map, map->type, value));
  } else if (map->has_language || map->has_datatype) {
    return make_annotated(list, row, map, value);
  } else if (map->natural) {
    RHUMB_TRY(rhumb_literal_natural(&term, row, map, value));
  }
  if (term.kind != RHUMB_TERM_NONE) {
    add(list, row, map, &term);
  }
  return RHUMB_OK;
}

static RhumbStatus
make_term(RhumbMadeList *const list,
          const RhumbRow *const row,
          const RhumbPlanTerm *const map,
          const RhumbValue *const value)
{
  if (map->kind == RHUMB_TERM_LITERAL) {
    return make_literal(list, row, map, value);
  }
  RhumbTerm term = {.kind = map->kind, .text = value->lexical};
  switch (map->kind) {
  case RHUMB_TERM_IRI:
    if (!map->sound) {
      RHUMB_TRY(
          rhumb_make_iri(&term.text, row, &map->value, map->base, map->unsafe));
    }
    break;
  case RHUMB_TERM_BLANK:
    term.text = rhumb_label_value(row, value->lexical);
    break;
  case RHUMB_TERM_NONE:
  case RHUMB_TERM_LITERAL:
  case RHUMB_TERM_TRIPLE: // quote.h
    break;
  }
  add(list, row, map, &term);
  return RHUMB_OK;
}

/// Add the term of a value, or what becomes of a value with a mistake
static RhumbStatus
make_one(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map,
         const RhumbValue *const value)
{
  const RhumbStatus status = rhumb_is_structure(value)
                                 ? rhumb_fail_structure(row, &map->value, value)
                                 : make_term(list, row, map, value);
  if (status == RHUMB_END) {
    add_text(list, row, map, value);
    return RHUMB_OK;
  }
  return status;
}

void
rhumb_make_fresh(RhumbMadeList *const list,
                 const RhumbRow *const row,
                 const RhumbPlanTerm *const map,
                 const size_t before)
{
  const RhumbTerm term = {.kind = RHUMB_TERM_BLANK,
                          .is_of_row = *map->is_of_row,
                          .text = rhumb_label_record(row, map, before)};
  add(list, row, map, &term);
}

/// Set `values` to what terms are made of. An object or array of the data is
/// among them where it is to be a text.
static RhumbStatus
values_of(RhumbValues *const values,
          const RhumbRow *const row,
          const RhumbPlanTerm *const map)
{
  if (map->value.kind == RHUMB_VALUE_FIELD) {
    *values = row->source->row[row->fields[map->value.field]];
    return RHUMB_OK;
  }
  return rhumb_evaluate(values, row, &map->value, map->encoding);
}

/// Add what the table has for one key
static RhumbStatus
make_entry(RhumbMadeList *const list,
           const RhumbRow *const row,
           const RhumbPlanTerm *const map,
           const RhumbPlanEntry *const entry)
{
  for (size_t i = 0; i < entry->texts.count; ++i) {
    const RhumbPlanTableTerm *const made = &entry->terms[i];
    if (made->is_made) {
      const RhumbTerm term = rhumb_plan_table_term(map, made);
      rhumb_made_add(list, row, map, &term, made->print);
    } else {
      RHUMB_TRY(make_one(list, row, map, &entry->texts.items[i]));
    }
  }
  return RHUMB_OK;
}

/// Add what the table has for each key of the row
static RhumbStatus
make_looked_up(RhumbMadeList *const list,
               const RhumbRow *const row,
               const RhumbPlanTerm *const map)
{
  RhumbValues keys = {0};
  RHUMB_TRY(
      rhumb_evaluate(&keys, row, &map->value.lookup->key, RHUMB_ENCODE_NONE));
  rhumb_mistakes_are(row->mistakes, map->invalid, map->is_object);
  for (size_t i = 0; i < keys.count; ++i) {
    const RhumbPlanEntry *const entry =
        rhumb_look_up(row, &map->value, keys.items[i].lexical);
    if (entry) {
      RHUMB_TRY(make_entry(list, row, map, entry));
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
make_all(RhumbMadeList *const list,
         const RhumbRow *const row,
         const RhumbPlanTerm *const map)
{
  RhumbValues values = {0};
  const size_t n_hints = row->hints ? row->hints->count : 0;
  const size_t before = list->count;
  RHUMB_TRY(values_of(&values, row, map));
  const bool is_hollow =
      map->value.is_name && row->hints && row->hints->count > n_hints;
  rhumb_mistakes_are(row->mistakes, map->invalid, map->is_object);
  for (size_t i = 0; i < values.count; ++i) {
    RHUMB_TRY(make_one(list, row, map, &values.items[i]));
  }
  for (size_t i = before; is_hollow && i < list->count; ++i) {
    list->items[i].is_hollow = true;
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_make_of_row(RhumbMadeList *const list,
                  const RhumbRow *const row,
                  const RhumbPlanTerm *const map)
{
  bool holds = true;
  rhumb_mistakes_are(row->mistakes, map->invalid, false);
  if (map->conditions.count) {
    RHUMB_TRY(rhumb_holds(&holds, row, &map->conditions));
  }
  if (!holds) {
    return RHUMB_OK;
  }
  if (map->value.kind == RHUMB_VALUE_FRESH) {
    rhumb_make_fresh(list, row, map, 0);
    return RHUMB_OK;
  }
  if (map->is_made) {
    rhumb_made_add(list, row, map, &map->value.constant, map->print);
    return RHUMB_OK;
  }
  const RhumbStatus status = map->value.kind == RHUMB_VALUE_TABLE
                                 ? make_looked_up(list, row, map)
                                 : make_all(list, row, map);
  return status == RHUMB_END ? RHUMB_OK : status;
}

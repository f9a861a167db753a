// SPDX-License-Identifier: ISC

/// @file alone.c  Some rows without what others have: a subject, or a row that
/// they are joined with.

#include "check/alone.h"

#include "base/table.h"
#include "check/fields.h"
#include "check/parts.h"
#include "model/rules.h"

#include <inttypes.h>
#include <stdlib.h>

/// A map, or an object that is a join, with the rows that are without it
typedef struct {
  const RhumbPlanMap *map;       ///< Or
  const RhumbPlanObject *object; ///< Of the two one is NULL
  uint64_t n_rows;               ///< That it was asked of
  uint64_t n_alone;
  RhumbLoc first; ///< Of the rows that are alone
} Part;

/// A join that the row was looked up for
typedef struct {
  const RhumbPlanObject *object;
  bool has_joined;
} Asked;

struct RhumbAlone {
  const RhumbPlan *plan;
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbObserver observer;
  RhumbArena arena; ///< Of the pass
  const RhumbPlanPass *pass;
  RhumbTable numbers;      ///< Of `parts`, by address
  RHUMB_LIST(Part) parts;  ///< Of the pass
  RHUMB_LIST(Asked) asked; ///< By the row
  RhumbParts whole;        ///< Indexes that all rows are in
  bool is_partial;         ///< Records were left out, which has been reported
};

static RhumbStatus
on_begin(void *const handle,
         const RhumbPlanPass *const pass,
         RhumbSource *const source)
{
  RhumbAlone *const alone = (RhumbAlone *)handle;
  (void)source;
  rhumb_arena_free(&alone->arena);
  alone->pass = pass;
  rhumb_table_free(&alone->numbers);
  alone->parts.count = 0;
  alone->asked.count = 0;
  return RHUMB_OK;
}

static void
on_part(void *const handle, const RhumbPartEvent event, const void *const part)
{
  RhumbAlone *const alone = (RhumbAlone *)handle;
  if (event == RHUMB_PART_ASKS) {
    RHUMB_PUSH(&alone->asked, (Asked){(const RhumbPlanObject *)part, false});
  } else if (event == RHUMB_PART_JOINS) {
    alone->asked.items[alone->asked.count - 1].has_joined = true;
  }
}

/// Count a map or an object for a row
static void
count_row(RhumbAlone *const alone,
          const RhumbPlanMap *const map,
          const RhumbPlanObject *const object,
          const RhumbRow *const row,
          const bool is_alone)
{
  const void *const address = map ? (const void *)map : (const void *)object;
  const uint32_t number = rhumb_table_add(
      &alone->numbers, (RhumbStr){(const char *)&address, sizeof(address)});
  if (number == alone->parts.count) {
    const Part first = {.map = map, .object = object};
    RHUMB_PUSH(&alone->parts, first);
  }
  Part *const part = &alone->parts.items[number];
  ++part->n_rows;
  if (is_alone && !part->n_alone++) {
    part->first = rhumb_source_keep_loc(row->source, &alone->arena);
  }
}

/// True if the row has a value for each of some fields
static bool
has_all(const RhumbRow *const row, const RhumbFields *const fields)
{
  bool has = true;
  for (size_t i = 0; has && i < fields->count; ++i) {
    has = row->source->row[row->fields[fields->items[i]]].count > 0;
  }
  return has;
}

static void
on_row(void *const handle,
       const RhumbRow *const row,
       const RhumbStats *const stats)
{
  RhumbAlone *const alone = (RhumbAlone *)handle;
  RhumbFields fields = {0};
  alone->is_partial = stats->skipped || stats->dropped;
  for (size_t i = 0; i < alone->pass->n_maps; ++i) {
    const RhumbPlanMap *const map = &alone->pass->maps[i];
    fields.count = 0;
    rhumb_fields_of_value(&fields, &map->subject.value);
    if (!map->subject.conditions.count && !map->quoted && fields.count &&
        map->subject.value.kind != RHUMB_VALUE_CALL) {
      count_row(alone, map, NULL, row, !has_all(row, &fields));
    }
  }
  for (size_t i = 0; i < alone->asked.count; ++i) {
    const Asked *const asked = &alone->asked.items[i];
    fields.count = 0;
    rhumb_fields_of_object(&fields, asked->object);
    if (fields.count && has_all(row, &fields)) {
      count_row(alone, NULL, asked->object, row, !asked->has_joined);
    }
  }
  free(fields.items);
  alone->asked.count = 0;
}

static void
say_first(const RhumbAlone *const alone, const Part *const part)
{
  rhumb_warn(alone->diag,
             RHUMB_NOTE,
             part->first,
             part->n_alone > 1 ? "this is the first" : "this is the one");
}

static void
note_map(const RhumbAlone *const alone, const Part *const part)
{
  rhumb_warn(alone->diag,
             RHUMB_NOTE,
             part->map->subject.value.loc,
             "%" PRIu64 " of %" PRIu64 " rows %s no subject here, and so "
             "nothing is made of %s",
             part->n_alone,
             part->n_rows,
             part->n_alone > 1 ? "have" : "has",
             part->n_alone > 1 ? "them" : "it");
  say_first(alone, part);
}

static void
note_join(const RhumbAlone *const alone, const Part *const part)
{
  const size_t other = alone->plan->indexes[part->object->index].subject.map;
  rhumb_warn(alone->diag,
             RHUMB_NOTE,
             part->object->term.loc,
             "%" PRIu64 " of %" PRIu64 " rows %s joined with no row of the "
             "mapping \"%.*s\"",
             part->n_alone,
             part->n_rows,
             part->n_alone > 1 ? "are" : "is",
             RHUMB_FMT(alone->mapping->maps[other]->name));
  say_first(alone, part);
}

static RhumbStatus
on_end(void *const handle,
       const RhumbRow *const row,
       const uint64_t n_rows,
       const RhumbStatus status)
{
  RhumbAlone *const alone = (RhumbAlone *)handle;
  (void)row;
  (void)n_rows;
  for (size_t i = 0; status == RHUMB_END && i < alone->pass->n_indexes; ++i) {
    rhumb_parts_add(&alone->whole,
                    &alone->plan->indexes[alone->pass->indexes[i]]);
  }
  for (size_t i = 0; !alone->is_partial && i < alone->parts.count; ++i) {
    const Part *const part = &alone->parts.items[i];
    if (!part->n_alone || part->n_alone == part->n_rows) {
      continue; // What no row has is a warning
    }
    if (part->map) {
      note_map(alone, part);
    } else if (rhumb_parts_has(&alone->whole,
                               &alone->plan->indexes[part->object->index])) {
      note_join(alone, part);
    }
  }
  return RHUMB_OK;
}

RhumbAlone *
rhumb_alone_new(const RhumbPlan *const plan,
                const RhumbMapping *const mapping,
                const RhumbDiag *const diag)
{
  RhumbAlone *const alone = (RhumbAlone *)rhumb_xrealloc(NULL, sizeof(*alone));
  *alone = (RhumbAlone){.plan = plan,
                        .mapping = mapping,
                        .diag = diag,
                        .observer = {.handle = alone,
                                     .begin = on_begin,
                                     .row = on_row,
                                     .part = on_part,
                                     .end = on_end}};
  return alone;
}

const RhumbObserver *
rhumb_alone_observer(const RhumbAlone *const alone)
{
  return &alone->observer;
}

void
rhumb_alone_free(RhumbAlone *const alone)
{
  if (alone) {
    free(alone->parts.items);
    free(alone->asked.items);
    rhumb_table_free(&alone->numbers);
    rhumb_parts_free(&alone->whole);
    rhumb_arena_free(&alone->arena);
    free(alone);
  }
}

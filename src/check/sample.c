// SPDX-License-Identifier: ISC

/// @file sample.c  Rules that a run of them shows to make nothing.

#include "check/sample.h"

#include <stdlib.h>

struct RhumbSample {
  const RhumbPlan *plan;
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbAbsence absence;
  RhumbObserver tally; ///< Behind that of `absence`
  RhumbObserver first;
  RhumbTable
      fruitful;      ///< Addresses of pairs that have made something, of joins
                     ///< that have found a row, of indexes that are whole
  RhumbTable failed; ///< Addresses of what is left alone
  RhumbArena arena;
};

static RhumbStr
address_of(const void *const *const part)
{
  return (RhumbStr){(const char *)part, sizeof(*part)};
}

static bool
has(const RhumbTable *const table, const void *const part)
{
  return rhumb_table_find(table, address_of(&part)) != RHUMB_TABLE_NONE;
}

static void
note(RhumbTable *const table, const void *const part)
{
  (void)rhumb_table_add(table, address_of(&part));
}

static void
on_part(void *const handle, const RhumbPartEvent event, const void *const part)
{
  RhumbSample *const sample = (RhumbSample *)handle;
  note(event == RHUMB_PART_FAILS ? &sample->failed : &sample->fruitful, part);
}

// What it shows ---------------------------------------------------------------

/// True for a join that has found no row, where none can come: what the sample
/// of the other source lacks may
static bool
is_idle(const RhumbSample *const sample, const RhumbPlanObject *const object)
{
  return object->is_join && !has(&sample->fruitful, object) &&
         has(&sample->fruitful, &sample->plan->indexes[object->index]);
}

/// True if a pair has made a triple, may have beyond the sample, or has failed
static bool
is_fruitful(const RhumbSample *const sample, const RhumbPlanPair *const pair)
{
  bool found = has(&sample->fruitful, pair) || has(&sample->failed, pair);
  for (size_t i = 0; !found && i < pair->n_objects; ++i) {
    found = pair->objects[i].is_join && !is_idle(sample, &pair->objects[i]);
  }
  return found;
}

static void
warn_joins(const RhumbSample *const sample, const RhumbPlanPair *const pair)
{
  if (has(&sample->failed, pair)) {
    return;
  }
  for (size_t i = 0; i < pair->n_objects; ++i) {
    const RhumbPlanObject *const object = &pair->objects[i];
    if (is_idle(sample, object)) {
      const size_t parent = sample->plan->indexes[object->index].subject.map;
      rhumb_warn(sample->diag,
                 RHUMB_WARNING,
                 object->term.loc,
                 "this joins no row with any row of the mapping \"%.*s\"",
                 RHUMB_FMT(sample->mapping->maps[parent]->name));
    }
  }
}

/// Warn of what `map` has not made
/// @param none What the records have not.
static void
warn_map(const RhumbSample *const sample,
         const RhumbPlanMap *const map,
         const bool is_whole,
         const char *const none)
{
  bool made = !map->n_pairs;
  if (has(&sample->failed, map)) {
    return;
  }
  for (size_t i = 0; i < map->n_pairs; ++i) {
    made |= is_fruitful(sample, &map->pairs[i]);
    if (is_whole) {
      warn_joins(sample, &map->pairs[i]);
    }
  }
  if (!made) {
    rhumb_warn(sample->diag,
               RHUMB_WARNING,
               map->loc,
               "%s makes a triple by the mapping \"%.*s\"",
               none,
               RHUMB_FMT(sample->mapping->maps[map->subject.map]->name));
  }
}

static RhumbStatus
on_end(void *const handle,
       const RhumbRow *const row,
       const uint64_t n_rows,
       const RhumbStatus status)
{
  RhumbSample *const sample = (RhumbSample *)handle;
  const RhumbPlanPass *const pass = row->pass;
  for (size_t i = 0; status == RHUMB_END && i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const index =
        &sample->plan->indexes[pass->indexes[i]];
    if (!has(&sample->failed, index)) {
      note(&sample->fruitful, index);
    }
  }
  if (n_rows && (status == RHUMB_OK || status == RHUMB_END)) {
    const char *const none =
        rhumb_absence_of(&sample->arena, row, n_rows, status);
    for (size_t i = 0; i < pass->n_maps; ++i) {
      warn_map(sample, &pass->maps[i], status == RHUMB_END, none);
    }
  }
  return RHUMB_OK;
}

RhumbSample *
rhumb_sample_new(const RhumbPlan *const plan,
                 const RhumbMapping *const mapping,
                 const RhumbDiag *const diag)
{
  RhumbSample *const sample =
      (RhumbSample *)rhumb_xrealloc(NULL, sizeof(*sample));
  *sample = (RhumbSample){
      .plan = plan,
      .mapping = mapping,
      .diag = diag,
      .absence = {.diag = diag},
      .tally = {.handle = sample, .part = on_part, .end = on_end},
  };
  sample->first = rhumb_absence_observer(&sample->absence, &sample->tally);
  return sample;
}

const RhumbObserver *
rhumb_sample_observer(const RhumbSample *const sample)
{
  return &sample->first;
}

void
rhumb_sample_free(RhumbSample *const sample)
{
  if (sample) {
    rhumb_absence_free(&sample->absence);
    rhumb_table_free(&sample->fruitful);
    rhumb_table_free(&sample->failed);
    rhumb_arena_free(&sample->arena);
    free(sample);
  }
}

// SPDX-License-Identifier: ISC

/// @file sight.c  What rows have shown, by one or by several.

#include "check/sight.h"

#include <stdlib.h>

/// What one of several sees
typedef struct {
  RhumbObserver observer; ///< First, so that it is known by its address
  RhumbSight sight;
} Fork;

static void
set_references(RhumbSight *const sight, const size_t count)
{
  const size_t bytes = count * sizeof(size_t);
  sight->missing = (size_t *)rhumb_xrealloc(sight->missing, bytes);
  sight->blank = (size_t *)rhumb_xrealloc(sight->blank, bytes);
  sight->n_references = sight->n_missing = sight->n_blank = count;
  for (size_t i = 0; i < count; ++i) {
    sight->missing[i] = sight->blank[i] = i;
  }
}

void
rhumb_sight_begin(RhumbSight *const sight, const RhumbPlanPass *const pass)
{
  set_references(sight, pass->n_references);
}

static bool
is_blank(const RhumbValues *const values)
{
  bool found = true;
  for (size_t i = 0; found && i < values->count; ++i) {
    found = !values->items[i].lexical.len;
  }
  return found;
}

void
rhumb_sight_row(RhumbSight *const sight, const RhumbRow *const row)
{
  const RhumbValues *const values = row->source->row;
  for (size_t i = sight->n_missing; i-- > 0;) {
    if (values[row->fields[sight->missing[i]]].count) {
      sight->missing[i] = sight->missing[--sight->n_missing];
    }
  }
  for (size_t i = sight->n_blank; i-- > 0;) {
    if (!is_blank(&values[row->fields[sight->blank[i]]])) {
      sight->blank[i] = sight->blank[--sight->n_blank];
    }
  }
}

static void
add_part(RhumbParts *const to, const void *const part)
{
  if (!rhumb_parts_has(to, part)) {
    rhumb_parts_add(to, part);
  }
}

void
rhumb_sight_part(RhumbSight *const sight,
                 const RhumbPartEvent event,
                 const void *const part)
{
  add_part(event == RHUMB_PART_FAILS  ? &sight->failed
           : event == RHUMB_PART_ASKS ? &sight->asked
                                      : &sight->fruitful,
           part);
}

// Forks ------------------------------------------------------------------

static void
on_row(void *const handle,
       const RhumbRow *const row,
       const RhumbStats *const stats)
{
  (void)stats;
  rhumb_sight_row(&((Fork *)handle)->sight, row);
}

static void
on_part(void *const handle, const RhumbPartEvent event, const void *const part)
{
  rhumb_sight_part(&((Fork *)handle)->sight, event, part);
}

RhumbObserver *
rhumb_sight_fork(const RhumbSight *const sight)
{
  Fork *const fork = (Fork *)rhumb_xrealloc(NULL, sizeof(*fork));
  *fork = (Fork){.observer = {.handle = fork, .row = on_row, .part = on_part}};
  set_references(&fork->sight, sight->n_references);
  return &fork->observer;
}

/// Of the `count` numbers in `list`, keep those that are in `other` too
/// @param marks One for each number that there may be; none is set.
static size_t
keep_common(bool *const marks,
            size_t *const list,
            const size_t count,
            const size_t *const other,
            const size_t n_other)
{
  size_t kept = 0;
  for (size_t i = 0; i < n_other; ++i) {
    marks[other[i]] = true;
  }
  for (size_t i = 0; i < count; ++i) {
    if (marks[list[i]]) {
      list[kept++] = list[i];
    }
  }
  for (size_t i = 0; i < n_other; ++i) {
    marks[other[i]] = false;
  }
  return kept;
}

static void
add_parts(RhumbParts *const to, const RhumbParts *const more)
{
  for (size_t i = 0; i < more->n_slots; ++i) {
    if (more->slots[i]) {
      add_part(to, more->slots[i]);
    }
  }
}

void
rhumb_sight_join(RhumbSight *const sight, RhumbObserver *const observer)
{
  Fork *const fork = (Fork *)(void *)observer;
  const RhumbSight *const seen = &fork->sight;
  RhumbArena arena = {0};
  bool *const marks = RHUMB_NEW(&arena, bool, sight->n_references);
  sight->n_missing = keep_common(
      marks, sight->missing, sight->n_missing, seen->missing, seen->n_missing);
  sight->n_blank = keep_common(
      marks, sight->blank, sight->n_blank, seen->blank, seen->n_blank);
  rhumb_arena_free(&arena);
  add_parts(&sight->fruitful, &seen->fruitful);
  add_parts(&sight->failed, &seen->failed);
  add_parts(&sight->asked, &seen->asked);
  rhumb_sight_free(&fork->sight);
  free(fork);
}

void
rhumb_sight_free(RhumbSight *const sight)
{
  rhumb_parts_free(&sight->fruitful);
  rhumb_parts_free(&sight->failed);
  rhumb_parts_free(&sight->asked);
  free(sight->missing);
  free(sight->blank);
}

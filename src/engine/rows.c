// SPDX-License-Identifier: ISC

/// @file rows.c  Logical views at work (RML-LV): each step makes rows of the
/// rows of those before it, and a view's row is one of the last step's.

#include "engine/rows.h"

#include "model/logical_view.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/// Rows of fields and joins that one record makes, and those that come to
/// nothing there
enum { MAX_ROWS = 10000000 };

/// A position as a value
typedef struct {
  char digits[24];
  RhumbValue value;
} Position;

/// A level's rows, and what expressions over them run with
typedef struct {
  RhumbSource *source;
  RhumbRow row;
  size_t *fields; ///< The source's, for each reference
  Position position;
} Level;

/// Where a step is
typedef struct {
  RhumbArena arena;            ///< Of its values
  RhumbValues values;          ///< Of a join: keys
  size_t at;                   ///< Which of them it is at
  uint64_t count;              ///< Rows that it has made since it began
  const RhumbJoinEntry *entry; ///< Of a join: the partner; NULL: none
  size_t left;                 ///< Of a join: partners behind it, of its key
  Position position;
  uint64_t n_dropped;        ///< How often it has begun and found nothing
  uint64_t n_dropped_before; ///< So often by the begin of the record
  uint64_t n_alone;          ///< Of a left join: rows without a partner
  uint64_t n_alone_before;
  uint64_t begun; ///< Turn in which it began
  uint64_t ended; ///< Turn in which it last ended after several rows
} State;

typedef struct {
  RhumbSource source;
  const RhumbPlanPass *pass;
  const RhumbPlanView *plan;
  const RhumbJoinIndex *indexes;
  RhumbRow own; ///< Of the view's row, for joins
  size_t *fields;
  Level *levels;
  State *states;
  bool is_in;      ///< There may be more rows of the first level's row
  bool by_record;  ///< Its rows end with the record that they are of
  bool has_record; ///< Then: what is read has a row that was not begun on
  uint64_t n_records;
  uint64_t n_records_before; ///< By the begin of the record
  uint64_t n_rows;           ///< Of the first level's row
  uint64_t n_again; ///< Of the record that this is of, which views may repeat
  uint64_t n_vain;  ///< Likewise, rows that a step made nothing of
  Position position;
  uint64_t n_turns; ///< How often a step has begun
  bool *have_met;   ///< By two steps: several rows of both were of one row;
                    ///< NULL: no two were
} View;

// The view's row -------------------------------------------------------------

/// Set a field of the view's row, if it is asked for, to one value or to NULL
static void
set_field(View *const view, const size_t field, const RhumbValue *const value)
{
  if (field != RHUMB_PLAN_NONE) {
    view->source.row[field] = (RhumbValues){value, value != NULL};
  }
}

static void
set_position(View *const view,
             const size_t field,
             Position *const position,
             const uint64_t number)
{
  if (field != RHUMB_PLAN_NONE) {
    const int len = snprintf(
        position->digits, sizeof(position->digits), "%" PRIu64, number);
    position->value =
        (RhumbValue){{position->digits, (size_t)len}, RHUMB_VALUE_INTEGER};
    set_field(view, field, &position->value);
  }
}

/// Fill what the view's row has of a level's, which is row number `number`
static void
take_level(View *const view, const size_t number, const uint64_t position)
{
  const RhumbPlanLevel *const plan = &view->plan->levels[number];
  Level *const level = &view->levels[number];
  for (size_t i = 0; i < plan->n_taken; ++i) {
    const RhumbPlanTaken *const taken = &plan->taken[i];
    view->source.row[taken->field] =
        level->source->row[level->fields[taken->reference]];
  }
  set_position(view, plan->index, &level->position, position);
}

// Steps ----------------------------------------------------------------------

/// Have expressions of `row` make their values in the step's arena; return the
/// one that functions had
static RhumbArena *
use_arena(State *const state, RhumbRow *const row)
{
  RhumbArena *const before = row->functions->arena;
  row->arena = &state->arena;
  row->functions->arena = &state->arena;
  rhumb_mistakes_are(row->mistakes, RHUMB_STOP, false);
  return before;
}

/// Set the values of a step to what its expression has
static RhumbStatus
evaluate(View *const view, const RhumbPlanStep *const step, State *const state)
{
  const RhumbPlanValue *const value = &step->value;
  if (value->kind == RHUMB_VALUE_PARENT) {
    const RhumbJoinEntry *const partner = view->states[step->from].entry;
    state->values = partner ? partner->kept[value->field] : (RhumbValues){0};
    return RHUMB_OK;
  }
  Level *const level = &view->levels[step->level];
  if (value->kind == RHUMB_VALUE_FIELD) { // An object may be a field unused
    state->values = level->source->row[level->fields[value->field]];
    return RHUMB_OK;
  }
  RhumbArena *const before = use_arena(state, &level->row);
  const RhumbStatus status =
      rhumb_evaluate(&state->values, &level->row, value, RHUMB_ENCODE_NONE);
  level->row.functions->arena = before;
  if (status == RHUMB_END) { // Left out for a mistake
    state->values.count = 0;
    return RHUMB_OK;
  }
  return status;
}

/// Step to the next value; one without has one row, with NULL
static RhumbStatus
next_value(View *const view,
           const RhumbPlanStep *const step,
           State *const state)
{
  if (state->count && state->at + 1 >= state->values.count) {
    return RHUMB_END;
  }
  state->at = state->count ? state->at + 1 : 0;
  const bool is_null = state->at == state->values.count;
  set_field(
      view, step->field, is_null ? NULL : &state->values.items[state->at]);
  if (is_null) {
    set_field(view, step->index, NULL);
  } else {
    const bool is_joined = step->value.kind == RHUMB_VALUE_PARENT;
    set_position(view,
                 step->index,
                 &state->position,
                 is_joined ? view->states[step->from].count - 1 : state->at);
  }
  return RHUMB_OK;
}

static RhumbStatus
begin_values(View *const view,
             const RhumbPlanStep *const step,
             State *const state,
             const RhumbDiag *const diag)
{
  (void)diag;
  return evaluate(view, step, state);
}

static RhumbStatus
next_of_values(View *const view,
               const RhumbPlanStep *const step,
               State *const state,
               const RhumbDiag *const diag)
{
  (void)diag;
  return next_value(view, step, state);
}

static RhumbStatus
begin_records(View *const view,
              const RhumbPlanStep *const step,
              State *const state,
              const RhumbDiag *const diag)
{
  RhumbSource *const records = view->levels[step->level].source;
  if (step->from == RHUMB_PLAN_NONE) {
    return rhumb_source_enter(records, RHUMB_STR(""), diag);
  }
  const State *const text = &view->states[step->from];
  const bool has_text =
      text->at < text->values.count && text->values.items[text->at].lexical.len;
  state->left = has_text;
  records->address = view->levels[0].source->address;
  return has_text ? rhumb_source_enter(
                        records, text->values.items[text->at].lexical, diag)
                  : RHUMB_OK;
}

static RhumbStatus
next_record(View *const view,
            const RhumbPlanStep *const step,
            State *const state,
            const RhumbDiag *const diag)
{
  if (step->from != RHUMB_PLAN_NONE && !state->left) {
    return RHUMB_END; // An empty text has none
  }
  RHUMB_TRY(rhumb_source_next(view->levels[step->level].source, diag));
  take_level(view, step->level, state->count);
  return RHUMB_OK;
}

static RhumbStatus
begin_join(View *const view,
           const RhumbPlanStep *const step,
           State *const state,
           const RhumbDiag *const diag)
{
  (void)diag;
  state->left = 0;
  RhumbArena *const before = use_arena(state, &view->own);
  const RhumbStatus status =
      rhumb_join_keys(&state->values, &view->own, step->keys, step->n_keys);
  view->own.functions->arena = before;
  return status;
}

/// Step to the next partner of those under the keys, if there is one: else the
/// step has no entry
static RhumbStatus
next_entry(View *const view,
           const RhumbPlanStep *const step,
           State *const state)
{
  const RhumbJoinIndex *const index = &view->indexes[step->number];
  view->own.arena = &state->arena;
  state->entry = state->left ? state->entry : NULL;
  while (!state->left && state->at < state->values.count) {
    const RhumbStr key = state->values.items[state->at++].lexical;
    RhumbJoinFound found;
    RHUMB_TRY(rhumb_join_find(&found, index, key, &view->own));
    RHUMB_TRY(rhumb_join_read(&found, index, &view->own));
    state->left = found.count;
    state->entry = found.last;
  }
  if (state->left) {
    --state->left;
    state->entry = state->entry->next; // That of the last is the first
  }
  return RHUMB_OK;
}

/// True if the condition of the join holds for the partner
static RhumbStatus
agrees(bool *const out,
       View *const view,
       const RhumbPlanStep *const step,
       State *const state)
{
  const RhumbPlanConditions conditions = {&step->condition,
                                          step->condition != NULL};
  RhumbArena *const before = use_arena(state, &view->own);
  view->own.parent = state->entry->kept;
  const RhumbStatus status = rhumb_holds(out, &view->own, &conditions);
  view->own.functions->arena = before;
  return status;
}

/// Step to the next partner; a left join without any has one row
static RhumbStatus
next_partner(View *const view,
             const RhumbPlanStep *const step,
             State *const state,
             const RhumbDiag *const diag)
{
  (void)diag;
  bool found = false;
  while (!found) {
    RHUMB_TRY(next_entry(view, step, state));
    if (!state->entry) {
      const bool is_alone = !step->is_inner && !state->count;
      state->n_alone += is_alone;
      return is_alone ? RHUMB_OK : RHUMB_END;
    }
    RHUMB_TRY(agrees(&found, view, step, state));
  }
  return RHUMB_OK;
}

typedef RhumbStatus
Act(View *view, const RhumbPlanStep *step, State *state, const RhumbDiag *diag);

/// How each kind of step begins on the row before it, and has its next row:
/// RHUMB_OK, RHUMB_END, or an error, reported
static const struct {
  Act *begin, *next;
} kinds[] = {
    [RHUMB_STEP_VALUES] = {begin_values, next_of_values},
    [RHUMB_STEP_RECORDS] = {begin_records, next_record},
    [RHUMB_STEP_JOIN] = {begin_join, next_partner},
};

static RhumbStatus
take_step(View *const view,
          const size_t number,
          const bool begins,
          const RhumbDiag *const diag)
{
  const RhumbPlanStep *const step = &view->plan->steps[number];
  State *const state = &view->states[number];
  if (begins) {
    state->at = 0;
    state->count = 0;
    state->begun = ++view->n_turns;
    rhumb_arena_reset(&state->arena);
    RHUMB_TRY(kinds[step->kind].begin(view, step, state, diag));
  }
  RHUMB_TRY(kinds[step->kind].next(view, step, state, diag));
  ++state->count;
  return RHUMB_OK;
}

/// How many rows of one record there may be. Levels alone multiply nothing:
/// their rows are no more than the record has, and need only be told apart.
static uint64_t
most_rows(const View *const view)
{
  return view->pass->spec->view->level.len ? UINT32_MAX : MAX_ROWS;
}

/// A record that makes too much
static RhumbStatus
check_rows(const View *const view, const RhumbDiag *const diag)
{
  return view->n_rows <= MAX_ROWS || view->n_rows <= most_rows(view)
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_VALUE,
                          rhumb_source_loc(&view->source),
                          "makes more than %" PRIu64 " rows of a view: a list "
                          "is that long, or several fields with many values "
                          "multiply; an iterator that leads further in makes "
                          "smaller records, and levels multiply nothing",
                          most_rows(view));
}

/// A record that tries too much
static RhumbStatus
check_vain(const View *const view, const RhumbDiag *const diag)
{
  return view->n_vain <= MAX_ROWS || view->n_vain <= most_rows(view)
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_VALUE,
                          rhumb_source_loc(&view->source),
                          "has more than %" PRIu64 " rows of a view that come "
                          "to nothing, for want of a partner or of records in "
                          "a field; an iterator that leads further in makes "
                          "smaller records",
                          most_rows(view));
}

/// Note a step that ends after several rows: those behind it that did so since
/// it began have had several rows of one row with it
static void
end_several(View *const view, const size_t number)
{
  const size_t n_steps = view->plan->n_steps;
  State *const state = &view->states[number];
  state->ended = view->n_turns;
  for (size_t i = number + 1; i < n_steps; ++i) {
    if (view->states[i].ended >= state->begun) {
      view->have_met =
          view->have_met ? view->have_met : RHUMB_ZEROS(bool, n_steps *n_steps);
      view->have_met[(number * n_steps) + i] = true;
    }
  }
}

/// Find the next row of the first level's row, from a step on
static RhumbStatus
search(View *const view, size_t step, bool begins, const RhumbDiag *const diag)
{
  for (;;) {
    const RhumbStatus status = take_step(view, step, begins, diag);
    if (status == RHUMB_END) {
      view->states[step].n_dropped += begins;
      view->n_vain += begins;
      if (view->states[step].count > 1) {
        end_several(view, step);
      }
    }
    begins = status == RHUMB_OK;
    if (begins && step + 1 == view->plan->n_steps) {
      return RHUMB_OK;
    }
    if (begins) {
      ++step;
    } else if (status == RHUMB_END && step) {
      --step;
      RHUMB_TRY(check_vain(view, diag));
    } else {
      return status;
    }
  }
}

/// True if the view is on one, not on what is read
static bool
is_on_view(const View *const view)
{
  return view->plan->levels[0].rows.view != NULL;
}

static RhumbStatus
next_of_first(View *const view, const RhumbDiag *const diag)
{
  if (!view->by_record || is_on_view(view)) {
    return rhumb_source_next(view->levels[0].source, diag);
  }
  const bool has_record = view->has_record;
  view->has_record = false;
  return has_record ? RHUMB_OK : RHUMB_END;
}

/// Step to the next row of the first level
static RhumbStatus
next_record_of_all(View *const view, const RhumbDiag *const diag)
{
  const RhumbSource *const first = view->levels[0].source;
  const uint64_t number = view->n_records;
  const RhumbStatus status = next_of_first(view, diag);
  view->n_records += status != RHUMB_END;
  view->n_rows = 0;
  view->n_vain = 0;
  view->source.address = first->address;
  view->source.kind = first->kind;
  view->source.name = first->name;
  if (status == RHUMB_OK) {
    take_level(view, 0, number);
    set_position(view, view->plan->index, &view->position, number);
  }
  return status;
}

/// Rows of one record are told apart by `again`: above 32 bits what its source
/// has there, below them the count of its rows, in a view on a view of all that
/// the record has there
static void
set_address(View *const view)
{
  const uint64_t again = view->levels[0].source->address.again;
  const bool is_outer = is_on_view(view);
  const uint64_t low = again & UINT32_MAX;
  view->n_again = view->n_rows || (is_outer && low) ? view->n_again + 1 : 0;
  ++view->n_rows;
  view->source.address.again =
      (is_outer ? again - low : again << 32U) + view->n_again;
}

static RhumbStatus
view_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  View *const view = (View *)source;
  RhumbStatus status = RHUMB_END;
  while (status == RHUMB_END) {
    const bool goes_on = view->is_in;
    const size_t n_steps = view->plan->n_steps;
    if (!goes_on) {
      RHUMB_TRY(next_record_of_all(view, diag));
    }
    set_address(view);
    status = n_steps ? search(view, goes_on ? n_steps - 1 : 0, !goes_on, diag)
                     : RHUMB_OK;
    view->is_in = status == RHUMB_OK && n_steps;
  }
  return status == RHUMB_OK ? check_rows(view, diag) : status;
}

// Records --------------------------------------------------------------------

/// Remember what a record begins with
static void
keep_counts(View *const view)
{
  view->n_records_before = view->n_records;
  for (size_t i = 0; i < view->plan->n_steps; ++i) {
    view->states[i].n_dropped_before = view->states[i].n_dropped;
    view->states[i].n_alone_before = view->states[i].n_alone;
  }
}

RhumbStatus
rhumb_rows_next_record(
    RhumbSource *const rows, // NOLINT(misc-no-recursion): by depth of views
    const RhumbDiag *const diag)
{
  View *const view = (View *)rows;
  RhumbSource *const first = view->levels[0].source;
  view->by_record = true;
  view->is_in = false;
  keep_counts(view);
  if (is_on_view(view)) {
    RHUMB_TRY(rhumb_rows_next_record(first, diag));
  } else {
    const RhumbStatus status = rhumb_source_next(first, diag);
    view->has_record = status == RHUMB_OK;
    view->n_records += status != RHUMB_OK && status != RHUMB_END;
    rows->address = first->address;
    RHUMB_TRY(status);
  }
  rows->address = first->address;
  rows->name = first->name;
  return RHUMB_OK;
}

void
rhumb_rows_again(
    RhumbSource *const rows) // NOLINT(misc-no-recursion): by depth of views
{
  View *const view = (View *)rows;
  view->is_in = false;
  view->has_record = true;
  view->n_records = view->n_records_before;
  for (size_t i = 0; i < view->plan->n_steps; ++i) {
    view->states[i].n_dropped = view->states[i].n_dropped_before;
    view->states[i].n_alone = view->states[i].n_alone_before;
  }
  if (is_on_view(view)) {
    rhumb_rows_again(view->levels[0].source);
  }
}

// Opening --------------------------------------------------------------------

/// All keys are known when it is opened
static RhumbStatus
view_bind(RhumbSource *const source,
          const RhumbStr reference,
          const RhumbLoc loc,
          const RhumbDiag *const diag)
{
  (void)source;
  return rhumb_fail(diag,
                    RHUMB_ERR_REFERENCE,
                    loc,
                    "this view has no field \"%.*s\"",
                    RHUMB_FMT(reference));
}

static void
view_close(RhumbSource *const source)
{
  View *const view = (View *)source;
  for (size_t i = view->plan->n_levels; view->levels && i-- > 0;) {
    rhumb_source_close(view->levels[i].source);
    free(view->levels[i].fields);
  }
  for (size_t i = 0; view->states && i < view->plan->n_steps; ++i) {
    rhumb_arena_free(&view->states[i].arena);
  }
  free(view->levels);
  free(view->states);
  free(view->have_met);
  free(view->fields);
}

/// Its rows are of the shard that has those of its first level
static void
view_share(RhumbSource *const source) // NOLINT(misc-no-recursion): by depth
{
  RhumbSource *const first = ((const View *)source)->levels[0].source;
  rhumb_source_share(first, &source->shard);
  source->shard = first->shard;
}

static const RhumbSourceType view_type = {
    .name = "view",
    .size = sizeof(View),
    .bind = view_bind,
    .next = view_next,
    .share = view_share,
    .close = view_close,
};

/// Open the rows of a level: below the first, a cursor in one that is open
static RhumbStatus
open_level(View *const view, // NOLINT(misc-no-recursion): by depth of views
           const size_t number,
           const RhumbRow *const row)
{
  const RhumbPlanLevel *const plan = &view->plan->levels[number];
  const RhumbPlanPass *const rows = &plan->rows;
  Level *const level = &view->levels[number];
  if (number == 0) {
    RHUMB_TRY(rhumb_rows_open(&level->source, rows, row, view->indexes));
  } else {
    RHUMB_TRY(rhumb_source_nest(&level->source,
                                rows->spec,
                                plan->parent == RHUMB_PLAN_NONE
                                    ? NULL
                                    : view->levels[plan->parent].source,
                                row->diag));
  }
  level->fields = (size_t *)rhumb_xrealloc(
      NULL, rows->n_references * sizeof(*level->fields));
  level->row = *row;
  level->row.pass = rows;
  level->row.source = level->source;
  level->row.fields = level->fields;
  level->row.hints = NULL; // Terms give them
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < rows->n_references; ++i) {
    const RhumbPlanReference *const one = &rows->references[i];
    RHUMB_KEEP(
        status,
        rhumb_source_bind(
            level->source, one->text, one->loc, &level->fields[i], row->diag));
  }
  return status;
}

/// Have a field of the view's row for each reference, of the same number
static void
add_fields(View *const view, const RhumbRow *const row)
{
  const size_t count = view->pass->n_references;
  view->fields = RHUMB_ZEROS(size_t, count);
  view->source.row = RHUMB_ZEROS(RhumbValues, count);
  for (size_t i = 0; i < count; ++i) {
    view->fields[i] = rhumb_table_add(&view->source.references,
                                      view->pass->references[i].text);
  }
  view->own = *row;
  view->own.pass = view->pass;
  view->own.source = &view->source;
  view->own.fields = view->fields;
  view->own.hints = NULL;
}

static RhumbStatus
open_view(View *const view, // NOLINT(misc-no-recursion): by depth of views
          const RhumbRow *const row)
{
  const RhumbPlanView *const plan = view->plan;
  view->levels = RHUMB_ZEROS(Level, plan->n_levels);
  view->states = RHUMB_ZEROS(State, plan->n_steps);
  add_fields(view, row);
  for (size_t i = 0; i < plan->n_levels; ++i) {
    RHUMB_TRY(open_level(view, i, row));
  }
  view->source.address = view->levels[0].source->address;
  view->source.kind = view->levels[0].source->kind;
  return RHUMB_OK;
}

uint64_t
rhumb_rows_dropped(const RhumbSource *const view, const size_t step)
{
  return ((const View *)view)->states[step].n_dropped;
}

uint64_t
rhumb_rows_alone(const RhumbSource *const view, const size_t step)
{
  return ((const View *)view)->states[step].n_alone;
}

bool
rhumb_rows_have_met(const RhumbSource *const view,
                    const size_t step,
                    const size_t other)
{
  const View *const self = (const View *)view;
  return self->have_met && self->have_met[(step * self->plan->n_steps) + other];
}

const RhumbSource *
rhumb_rows_inner(const RhumbSource *const view)
{
  const View *const self = (const View *)view;
  return is_on_view(self) ? self->levels[0].source : NULL;
}

RhumbStatus
rhumb_rows_open(RhumbSource **const out, // NOLINT(misc-no-recursion): by depth
                const RhumbPlanPass *const pass,
                const RhumbRow *const row,
                const RhumbJoinIndex *const indexes)
{
  if (!pass->view) {
    return rhumb_source_open(out, pass->spec, row->diag);
  }
  View *const view = RHUMB_ZEROS(View, 1);
  view->source.type = &view_type;
  view->source.spec = pass->spec;
  view->pass = pass;
  view->plan = pass->view;
  view->indexes = indexes;
  const RhumbStatus status = open_view(view, row);
  if (status == RHUMB_OK) {
    *out = &view->source;
  } else {
    rhumb_source_close(&view->source);
  }
  return status;
}

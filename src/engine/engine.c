// SPDX-License-Identifier: ISC

/// @file engine.c  The passes of a plan: rows in, quads out, each once.

#include "engine/engine.h"

#include "engine/batches.h"
#include "engine/rows.h"
#include "engine/run_impl.h"
#include "model/logical_view.h"

#include <stdlib.h>

/// Records that cannot be read, after which a source is left alone like a rule
enum { MAX_UNREAD = 10 };

static RhumbStatus
run_pass(RhumbRun *run, const RhumbPlanPass *pass);

/// Before a run goes on, as `status` may say, make room if what is kept from
/// row to row has become too much
static RhumbStatus
make_room(RhumbRun *const run, const RhumbStatus status)
{
  return status == RHUMB_OK && rhumb_budget_is_over(&run->budget)
             ? rhumb_run_make_room(run, run_pass)
             : status;
}

/// Hand on what a record has made
static RhumbStatus
finish_row(RhumbRun *const run)
{
  RhumbMaker *const maker = &run->maker;
  rhumb_maker_end_row(maker);
  RHUMB_TRY(rhumb_run_settle(run, &run->batch, maker->row.diag));
  RhumbBatchPlace at = {.end = run->batch.quads.count};
  RHUMB_TRY(rhumb_run_put_row(run, &run->batch, 0, &at));
  if (maker->gathering.row.count) {
    const RhumbCollectionHandler to = {rhumb_run_put_gathered, run};
    RHUMB_TRY(rhumb_collections_write(
        &maker->gathering.collections, &maker->row, &to, run->stats->rows + 1));
  }
  ++run->n_rows;
  ++run->stats->rows;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->row) {
      o->row(o->handle, &maker->row, run->stats);
    }
  }
  rhumb_run_tell_progress(run);
  return RHUMB_OK;
}

static RhumbFingerprint
record_of(const RhumbRun *const run)
{
  return rhumb_run_record(&run->maker.row.source->address, run->maker.row.pass);
}

static bool
is_skipped(const RhumbRun *const run)
{
  return run->skipped.count && rhumb_seen_has(&run->skipped, record_of(run));
}

/// Pass over a record with a mistake, if the run goes on after it
static RhumbStatus
skip_record(RhumbRun *const run, const RhumbStatus status)
{
  const bool rehearses = run->options->rehearses;
  const bool goes_on = rehearses || run->options->on_mistake != RHUMB_STOP;
  if (status != RHUMB_ERR_VALUE || !goes_on) {
    return status;
  }
  run->stats->skipped += rhumb_seen_add(&run->skipped, record_of(run));
  return rehearses && ++run->n_unread == MAX_UNREAD ? status : RHUMB_OK;
}

/// Forget what the row before has made
static void
begin_row(RhumbRun *const run)
{
  rhumb_batch_reset(&run->batch);
  rhumb_maker_begin_row(&run->maker);
}

static RhumbStatus
next_row(RhumbRun *const run, RhumbSource *const source)
{
  begin_row(run);
  return rhumb_source_next(source, run->maker.row.diag);
}

static RhumbStatus
make_row(RhumbRun *const run)
{
  RhumbGathering *const gathering = &run->maker.gathering;
  RHUMB_TRY(rhumb_make_row(&run->maker));
  return gathering->row.count ? rhumb_collections_claim(&gathering->collections,
                                                        &run->maker.row,
                                                        gathering->row.items,
                                                        gathering->row.count,
                                                        run->n_claims)
                              : RHUMB_OK;
}

/// Make what the row makes and hand it on, all or nothing; a survey has only
/// views keep what others join with
static RhumbStatus
run_row(RhumbRun *const run)
{
  ++run->n_claims;
  const RhumbStatus status = make_row(run);
  if (status != RHUMB_OK) {
    return skip_record(run, status);
  }
  if (run->maker.surveys) {
    return rhumb_run_fill_indexes(run, &run->batch, run->maker.row.diag);
  }
  return finish_row(run);
}

// Trials ---------------------------------------------------------------------
//
// A record that is left out is left out whole: before anything is handed on,
// all that is made of it is made to see that there is no mistake.

/// From now on nothing is handed on or counted but mistakes, or all is
static void
set_trial(RhumbRun *const run, const bool is_trial)
{
  run->tally.is_off = is_trial || run->maker.surveys || run->is_ahead;
}

/// Make all rows of a record; only where mistakes leave out the record does it
/// matter what the rules make of them. Rows behind a mistake are counted, for
/// the positions of those of later records.
static RhumbStatus
try_rows(RhumbRun *const run, RhumbSource *const source)
{
  const bool is_made = run->options->on_mistake == RHUMB_SKIP;
  RhumbStatus first = is_skipped(run) ? RHUMB_ERR_VALUE : RHUMB_OK;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    status = next_row(run, source);
    if (status == RHUMB_OK && first == RHUMB_OK && is_made) {
      RHUMB_KEEP(first, make_row(run));
    }
  }
  return status != RHUMB_END && status != RHUMB_ERR_VALUE ? status
         : first != RHUMB_OK                              ? first
         : status == RHUMB_END                            ? RHUMB_OK
                                                          : status;
}

/// Try a record; set `is_sound` to whether it is not left out
static RhumbStatus
try_record(RhumbRun *const run, RhumbSource *const source, bool *const is_sound)
{
  ++run->n_claims;
  set_trial(run, true);
  const RhumbStatus status = run->maker.row.pass->view ? try_rows(run, source)
                             : is_skipped(run)         ? RHUMB_ERR_VALUE
                                                       : make_row(run);
  set_trial(run, false);
  *is_sound = status == RHUMB_OK;
  return *is_sound ? RHUMB_OK : skip_record(run, status);
}

static RhumbStatus
next_record(RhumbRun *const run, RhumbSource *const source)
{
  begin_row(run);
  return run->maker.row.pass->view
             ? rhumb_rows_next_record(source, run->maker.row.diag)
             : rhumb_source_next(source, run->maker.row.diag);
}

/// Hand on what a record makes that was tried; a mistake that shows only now
/// leaves out its row
static RhumbStatus
run_record(RhumbRun *const run, RhumbSource *const source)
{
  if (!run->maker.row.pass->view) {
    begin_row(run);
    return run_row(run);
  }
  RhumbStatus status = RHUMB_OK;
  rhumb_rows_again(source);
  while (status == RHUMB_OK) {
    status = next_row(run, source);
    status = status == RHUMB_OK ? run_row(run) : skip_record(run, status);
  }
  return status == RHUMB_END ? RHUMB_OK : status;
}

/// Hand on what each record makes that has no mistake
/// @return RHUMB_END, or why not all could be read.
static RhumbStatus
run_records(RhumbRun *const run, RhumbSource *const source)
{
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    bool is_sound = false;
    status = next_record(run, source);
    status = status == RHUMB_OK ? try_record(run, source, &is_sound)
                                : skip_record(run, status);
    if (is_sound && (!run->maker.surveys || run->maker.row.pass->n_indexes)) {
      status = make_room(run, run_record(run, source));
    }
  }
  return status;
}

/// True if the records of a pass are tried: those of which there are several
/// rows or joins, or that other passes read too
static bool
are_tried(const RhumbRun *const run)
{
  const RhumbRunOptions *const options = run->options;
  const bool may_be_half =
      run->maker.row.pass->view ||
      (options->on_mistake == RHUMB_SKIP &&
       (run->maker.row.pass->n_indexes || run->maker.surveys));
  return may_be_half && options->on_mistake != RHUMB_STOP &&
         !options->rehearses && !run->maker.looks;
}

// Passes ---------------------------------------------------------------------

/// Hand on what each row makes, all or nothing
/// @return RHUMB_END; RHUMB_OK: there are more than were asked for; or why not
/// all could be read.
static RhumbStatus
run_rows(RhumbRun *const run, RhumbSource *const source)
{
  // What joins look in is read whole: a partner may stand beyond
  const uint64_t most =
      run->maker.row.pass->n_indexes ? 0 : run->options->max_records;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    status = next_row(run, source);
    if (status == RHUMB_OK && most && run->n_rows == most) {
      break;
    }
    if (status != RHUMB_OK) {
      status = skip_record(run, status);
    } else if (!is_skipped(run)) {
      status = make_room(run, run_row(run));
    }
  }
  const bool is_read = status == RHUMB_OK || status == RHUMB_END;
  return is_read && run->n_unread ? RHUMB_ERR_VALUE : status;
}

static RhumbStatus
bind_fields(RhumbRun *const run, RhumbSource *const source)
{
  const RhumbPlanPass *const pass = run->maker.row.pass;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &pass->references[i];
    RHUMB_KEEP(status,
               rhumb_source_bind(source,
                                 reference->text,
                                 reference->loc,
                                 &run->maker.fields[i],
                                 run->maker.row.diag));
  }
  return status;
}

static RhumbStatus
begin(const RhumbRun *const run, RhumbSource *const source)
{
  RhumbStatus status = RHUMB_OK;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->begin) {
      RHUMB_KEEP(status, o->begin(o->handle, run->maker.row.pass, source));
    }
  }
  return status;
}

/// End a pass that was read as `how` says
static RhumbStatus
end(const RhumbRun *const run, const RhumbStatus how)
{
  RhumbStatus status = how == RHUMB_END ? RHUMB_OK : how;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->end) {
      RHUMB_KEEP(status, o->end(o->handle, &run->maker.row, run->n_rows, how));
    }
  }
  return status;
}

/// Hand on what the rows of a source make, which several threads may
/// @return As run_rows().
static RhumbStatus
run_batches(RhumbRun *const run, RhumbSource *const source)
{
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    status = make_room(run, rhumb_run_batches(run, source));
  }
  return status;
}

static RhumbStatus
run_source(RhumbRun *const run, RhumbSource *const source)
{
  RHUMB_TRY(bind_fields(run, source));
  if (run->maker.surveys) {
    const RhumbStatus status = run_records(run, source);
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  const RhumbStatus status = begin(run, source);
  return end(run,
             status != RHUMB_OK     ? status
             : are_tried(run)       ? run_records(run, source)
             : rhumb_may_batch(run) ? run_batches(run, source)
                                    : run_rows(run, source));
}

static RhumbStatus
run_pass(RhumbRun *const run, const RhumbPlanPass *const pass)
{
  RhumbSource *source = NULL;
  RHUMB_TRY(rhumb_rows_open(&source, pass, &run->maker.row, run->indexes));
  if (!pass->n_indexes && !run->maker.surveys) {
    rhumb_source_share(source, &run->options->shard);
  }
  run->n_rows = 0;
  run->n_unread = 0;
  run->mistakes.source = pass->source;
  rhumb_maker_begin_pass(&run->maker, pass, source);
  rhumb_run_begin_pass(run, pass);
  RhumbStatus status = run_source(run, source);
  if (status == RHUMB_OK || run->left.goes_on) {
    RHUMB_KEEP(status, rhumb_run_complete_indexes(run, pass));
  }
  rhumb_source_close(source);
  return status == RHUMB_OK && !run->maker.surveys
             ? rhumb_run_check_pass(run, pass)
             : status;
}

// Surveys --------------------------------------------------------------------

/// True if other views join with the rows of a pass
static bool
has_partners(const RhumbPlan *const plan, const RhumbPlanPass *const pass)
{
  bool found = false;
  for (size_t i = 0; !found && i < pass->n_indexes; ++i) {
    found = plan->indexes[pass->indexes[i]].has_rows;
  }
  return found;
}

/// True if rows of the pass are joined with others
static bool
joins_rows(const RhumbPlanPass *pass)
{
  bool found = false;
  for (; !found && pass->view; pass = &pass->view->levels[0].rows) {
    for (size_t i = 0; !found && i < pass->view->n_steps; ++i) {
      found = pass->view->steps[i].kind == RHUMB_STEP_JOIN;
    }
  }
  return found;
}

/// Find the records that are left out in one round: first of rows that are
/// joined with none, then of those that are
static RhumbStatus
survey_round(RhumbRun *const run, const bool is_second)
{
  const RhumbPlan *const plan = run->plan;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; status == RHUMB_OK && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const pass = &plan->passes[i];
    const bool is_asked = (is_second && has_partners(plan, pass)) ||
                          (is_second == joins_rows(pass) && pass->is_shared);
    if (is_asked &&
        rhumb_source_is_there_again(rhumb_logical_view_base(pass->spec))) {
      status = run_pass(run, pass);
    }
  }
  return status;
}

/// Find the records that are left out before other passes read them, or others
/// join with them
static RhumbStatus
survey(RhumbRun *const run)
{
  run->maker.surveys = true;
  set_trial(run, false);
  RhumbStatus status = survey_round(run, false);
  rhumb_run_begin_indexes(run); // With all records: now without those left out
  if (status == RHUMB_OK) {
    status = survey_round(run, true);
  }
  rhumb_run_begin_indexes(run); // Of views, for rows, some have been filled
  run->maker.surveys = false;
  set_trial(run, false);
  return status;
}

static RhumbStatus
run_passes(RhumbRun *const run)
{
  const RhumbPlan *const plan = run->plan;
  if (run->options->on_mistake == RHUMB_SKIP && !run->options->rehearses) {
    RHUMB_TRY(survey(run));
  }
  for (size_t i = 0; i < plan->n_passes; ++i) {
    RHUMB_TRY(rhumb_leave(
        &run->left, &plan->passes[i], run_pass(run, &plan->passes[i])));
  }
  const RhumbCollectionHandler to = {rhumb_run_put_gathered, run};
  RHUMB_TRY(rhumb_collections_finish(&run->maker.gathering.collections, &to));
  rhumb_tally_say(&run->tally, run->mistakes.to);
  return RHUMB_OK;
}

RhumbStatus
rhumb_engine_run(const RhumbPlan *const plan,
                 const RhumbRunTarget *const to,
                 const RhumbRunOptions *const options,
                 const RhumbObserver *const observer,
                 RhumbStats *const stats,
                 const RhumbDiag *const diag)
{
  *stats = (RhumbStats){0};
  RhumbRun run = {.plan = plan,
                  .to = to,
                  .options = options,
                  .observer = observer,
                  .watchers = observer,
                  .stats = stats,
                  .left = {.goes_on = options->rehearses, .observer = observer},
                  .mistakes = {.to = diag,
                               .stats = stats,
                               .word = options->on_mistake,
                               .rehearses = options->rehearses}};
  const RhumbDiag few = rhumb_mistakes_diag(&run.mistakes);
  rhumb_budget_open(&run.budget, options);
  rhumb_run_begin_indexes(&run);
  const RhumbMakerSpec spec = {
      plan, run.indexes, &run.left, options->blank_prefix};
  rhumb_maker_open(
      &run.maker, &spec, observer, &run.mistakes, &run.tally, &few);
  rhumb_maker_use(&run.maker, &run.batch);

  RhumbStatus status = run_passes(&run);
  RHUMB_KEEP(run.left.status, status);
  status = run.left.status;
  if (options->rehearses && (stats->dropped || stats->texts)) {
    RHUMB_KEEP(status, RHUMB_ERR_VALUE);
  }
  rhumb_run_free_indexes(&run);
  rhumb_run_free(&run);
  return status;
}

// SPDX-License-Identifier: ISC

/// @file engine.c  The passes of a plan: rows in, quads out, each once.

#include "engine/engine.h"

#include "engine/hint.h"
#include "engine/rows.h"
#include "engine/run_impl.h"

#include <stdlib.h>

/// Records that cannot be read, after which a source is left alone like a rule
enum { MAX_UNREAD = 10 };

/// Hand on what a record has made
static RhumbStatus
finish_row(RhumbRun *const run)
{
  rhumb_hints_count(&run->hints, &run->tally, run->row.source);
  RHUMB_TRY(rhumb_run_flush(run));
  if (run->gathering.row.count) {
    const RhumbCollectionHandler to = {rhumb_run_put_gathered, run};
    RHUMB_TRY(rhumb_collections_write(
        &run->gathering.collections, &run->row, &to, run->stats->rows + 1));
  }
  rhumb_join_cache_keep(&run->joins);
  ++run->n_rows;
  ++run->stats->rows;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->row) {
      o->row(o->handle, &run->row, run->stats);
    }
  }
  return RHUMB_OK;
}

/// Number of a source: of the first pass over it, which may be read once for
/// joins and once for its maps, from 1
static size_t
number_of(const RhumbPlan *const plan, const RhumbSourceSpec *const spec)
{
  size_t first = 0;
  while (!rhumb_source_equal(plan->passes[first].spec, spec)) {
    ++first;
  }
  return first + 1;
}

/// What stands for the current record; of a view, for its row
static RhumbFingerprint
record_of(const RhumbRun *const run)
{
  const RhumbSource *const source = run->row.source;
  return (RhumbFingerprint){rhumb_source_record(source),
                            run->mistakes.source +
                                (source->address.again << 16U)};
}

/// Pass over a record with a mistake, if the run goes on after it
static RhumbStatus
skip_row(RhumbRun *const run, const RhumbStatus status)
{
  const bool rehearses = run->options->rehearses;
  const bool goes_on = rehearses || run->options->on_mistake != RHUMB_STOP;
  if (status != RHUMB_ERR_VALUE || !goes_on) {
    return status;
  }
  run->stats->skipped += rhumb_seen_add(&run->skipped, record_of(run));
  return rehearses && ++run->n_unread == MAX_UNREAD ? status : RHUMB_OK;
}

static RhumbStatus
next_row(RhumbRun *const run, RhumbSource *const source)
{
  rhumb_arena_reset(&run->arena);
  run->pending.count = 0;
  run->gathering.row.count = 0;
  run->hints.count = 0;
  rhumb_join_cache_forget(&run->joins, 0);
  run->record_hash.of = NULL;
  rhumb_mistakes_are(&run->mistakes, RHUMB_STOP, false);
  return rhumb_source_next(source, run->row.diag);
}

/// Make what the record makes and hand it on, unless it was left out
static RhumbStatus
run_row(RhumbRun *const run)
{
  if (run->skipped.count && rhumb_seen_has(&run->skipped, record_of(run))) {
    return RHUMB_OK;
  }
  RhumbStatus status = rhumb_run_make_row(run);
  if (status == RHUMB_OK && !run->surveys && run->gathering.row.count) {
    status = rhumb_collections_claim(&run->gathering.collections,
                                     &run->row,
                                     run->gathering.row.items,
                                     run->gathering.row.count,
                                     run->stats->rows + 1);
  }
  if (status != RHUMB_OK) {
    return skip_row(run, status);
  }
  return run->surveys ? RHUMB_OK : finish_row(run);
}

/// Hand on what each record makes, of one all or nothing
/// @return RHUMB_END; RHUMB_OK: there are more than were asked for; or why not
/// all could be read.
static RhumbStatus
run_rows(RhumbRun *const run, RhumbSource *const source)
{
  const uint64_t most = run->options->max_records;
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    status = next_row(run, source);
    if (status == RHUMB_OK && most && run->n_rows == most) {
      break;
    }
    status = status == RHUMB_OK ? run_row(run) : skip_row(run, status);
  }
  const bool is_read = status == RHUMB_OK || status == RHUMB_END;
  return is_read && run->n_unread ? RHUMB_ERR_VALUE : status;
}

static RhumbStatus
bind_fields(RhumbRun *const run, RhumbSource *const source)
{
  const RhumbPlanPass *const pass = run->row.pass;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pass->n_references; ++i) {
    const RhumbPlanReference *const reference = &pass->references[i];
    RHUMB_KEEP(status,
               rhumb_source_bind(source,
                                 reference->text,
                                 reference->loc,
                                 &run->fields[i],
                                 run->row.diag));
  }
  return status;
}

static RhumbStatus
begin(const RhumbRun *const run, RhumbSource *const source)
{
  RhumbStatus status = RHUMB_OK;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->begin) {
      RHUMB_KEEP(status, o->begin(o->handle, run->row.pass, source));
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
      RHUMB_KEEP(status, o->end(o->handle, &run->row, run->n_rows, how));
    }
  }
  return status;
}

static RhumbStatus
run_source(RhumbRun *const run, RhumbSource *const source)
{
  RHUMB_TRY(bind_fields(run, source));
  if (run->surveys) {
    const RhumbStatus status = run_rows(run, source);
    return status == RHUMB_END ? RHUMB_OK : status;
  }
  const RhumbStatus status = begin(run, source);
  return end(run, status == RHUMB_OK ? run_rows(run, source) : status);
}

static RhumbStatus
run_pass(RhumbRun *const run, const RhumbPlanPass *const pass)
{
  RhumbSource *source = NULL;
  RHUMB_TRY(rhumb_rows_open(&source, pass, &run->row, run->indexes));
  run->fields = (size_t *)rhumb_xrealloc(
      run->fields, pass->n_references * sizeof(*run->fields));
  run->n_rows = 0;
  run->n_unread = 0;
  run->mistakes.source = number_of(run->plan, pass->spec);
  run->row.pass = pass;
  run->row.source = source;
  run->row.fields = run->fields;
  const RhumbStatus status = run_source(run, source);
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    rhumb_join_complete(&run->indexes[pass->indexes[i]]);
  }
  rhumb_source_close(source);
  return status;
}

/// True if the rows of `pass` may be joined with
static bool
is_joined(const RhumbPlan *const plan, const RhumbPlanPass *const pass)
{
  bool found = false;
  for (size_t i = 0; !found && i < plan->n_passes; ++i) {
    const RhumbPlanPass *const other = &plan->passes[i];
    found = other->n_indexes > 0 && rhumb_source_equal(other->spec, pass->spec);
  }
  return found;
}

/// Find the records that are left out before others can join with them
static RhumbStatus
survey(RhumbRun *const run)
{
  const RhumbPlan *const plan = run->plan;
  RhumbStatus status = RHUMB_OK;
  run->surveys = true;
  for (size_t i = 0; status == RHUMB_OK && i < plan->n_passes; ++i) {
    if (is_joined(plan, &plan->passes[i])) {
      status = run_pass(run, &plan->passes[i]);
    }
  }
  for (size_t i = 0; i < plan->n_indexes; ++i) { // Of views, for their rows
    rhumb_join_free(&run->indexes[i]);
  }
  run->surveys = false;
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
    RHUMB_TRY(rhumb_run_leave(
        run, &plan->passes[i], run_pass(run, &plan->passes[i])));
  }
  const RhumbCollectionHandler to = {rhumb_run_put_gathered, run};
  RHUMB_TRY(rhumb_collections_finish(&run->gathering.collections, &to));
  rhumb_tally_say(&run->tally, run->mistakes.to);
  return RHUMB_OK;
}

static void
free_run(RhumbRun *const run)
{
  for (size_t i = 0; i < run->plan->n_indexes; ++i) {
    rhumb_join_free(&run->indexes[i]);
  }
  free(run->indexes);
  rhumb_join_cache_free(&run->joins);
  free(run->fields);
  free(run->left.items);
  rhumb_seen_free(&run->seen);
  rhumb_seen_free(&run->skipped);
  rhumb_mistakes_free(&run->mistakes);
  rhumb_arena_free(&run->arena);
  rhumb_buf_free(&run->scratch);
  rhumb_function_context_free(&run->functions);
  free(run->subjects.items);
  free(run->predicates.items);
  free(run->objects.items);
  free(run->graphs.items);
  free(run->pending.items);
  rhumb_gathering_free(&run->gathering);
  free(run->hints.items);
  rhumb_tally_free(&run->tally);
}

RhumbStatus
rhumb_engine_run(const RhumbPlan *const plan,
                 const RhumbQuadHandler *const to,
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
                  .stats = stats,
                  .mistakes = {.to = diag,
                               .stats = stats,
                               .word = options->on_mistake,
                               .rehearses = options->rehearses}};
  const RhumbDiag few = rhumb_mistakes_diag(&run.mistakes);
  const size_t bytes = plan->n_indexes * sizeof(*run.indexes);
  run.indexes = (RhumbJoinIndex *)rhumb_xrealloc(NULL, bytes);
  memset(run.indexes, 0, bytes);
  for (size_t i = 0; i < plan->n_indexes; ++i) {
    run.indexes[i].keeps_equal = plan->indexes[i].keeps_equal;
  }
  run.gathering.gatherer = (RhumbGatherer){
      .plan = plan, .indexes = run.indexes, .observer = observer};
  run.row.arena = &run.arena;
  run.row.scratch = &run.scratch;
  run.functions.arena = &run.arena;
  run.functions.now = plan->now;
  run.row.functions = &run.functions;
  run.row.diag = &few;
  run.row.mistakes = &run.mistakes;
  run.row.tally = &run.tally;
  run.row.hints = &run.hints;
  run.row.record_hash = &run.record_hash;
  run.row.blank_prefix = options->blank_prefix;
  run.quoting = (RhumbQuoting){
      plan, run.indexes, rhumb_made_reifies(), rhumb_run_put_made, &run};

  const RhumbStatus status = run_passes(&run);
  RHUMB_KEEP(run.status, status);
  if (options->rehearses && (stats->dropped || stats->texts)) {
    RHUMB_KEEP(run.status, RHUMB_ERR_VALUE);
  }
  free_run(&run);
  return run.status;
}

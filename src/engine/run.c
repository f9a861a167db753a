// SPDX-License-Identifier: ISC

/// @file run.c  A run: its passes, and what it settles and hands on, in order.

#include "engine/run_impl.h"
#include "model/logical_view.h"

#include <stdlib.h>

/// How far ahead the memory of a sketch is fetched
enum { KEYS_AHEAD = 16 };

void
rhumb_run_free(RhumbRun *const run)
{
  free(run->left.rules.items);
  rhumb_maker_close(&run->maker);
  rhumb_batch_free(&run->batch);
  rhumb_distinct_free(&run->distinct);
  rhumb_budget_close(&run->budget);
  rhumb_numbers_free(&run->numbers);
  rhumb_seen_free(&run->skipped);
  rhumb_seen_free(&run->skipped_before);
  rhumb_mistakes_free(&run->mistakes);
  rhumb_tally_free(&run->tally);
}

// Passes ---------------------------------------------------------------------

void
rhumb_run_begin_pass(RhumbRun *const run, const RhumbPlanPass *const pass)
{
  run->budget.pass = (size_t)(pass - run->plan->passes);
  run->budget.first = rhumb_firsts_end(&run->distinct.firsts);
  run->budget.sum = 0;
  run->budget.is_joined = pass->n_indexes > 0;
  rhumb_numbers_begin_pass(&run->numbers);
  rhumb_seen_free(&run->skipped_before);
  if (run->budget.limit < UINT64_MAX) { // There may be a dry run
    run->skipped_before = rhumb_seen_copy(&run->skipped);
  }
  if (rhumb_memory_always && run->budget.limit < UINT64_MAX) {
    run->budget.limit = run->budget.memory / 2;
  }
}

/// Return what else may have made a pass differ from what the run has seen of
/// it before, or what helps
static const char *
put_down_to(const RhumbRun *const run, const RhumbSourceSpec *const base)
{
  return rhumb_numbers_lack(&run->numbers, run->budget.pass)
             ? ", or it could not be read then, as where few files may be open "
               "at a time (ulimit -n)"
         : base->format->is_database
             ? ", or its query gives the rows in another order: an ORDER BY "
               "keeps it"
             : "; run it again";
}

RhumbStatus
rhumb_run_check_pass(const RhumbRun *const run, const RhumbPlanPass *const pass)
{
  const RhumbBudget *const budget = &run->budget;
  if (run->is_ahead) { // It is what others are held against
    return RHUMB_OK;
  }
  const RhumbSourceSpec *const base = rhumb_logical_view_base(pass->spec);
  // A look has the subjects of records that are left out, a dry run has not
  const bool is_looked =
      budget->looked && !run->numbers.ends && !run->skipped.count;
  const bool is_same =
      (!is_looked || budget->sum == budget->looked[budget->pass]) &&
      rhumb_numbers_agree(&run->numbers, budget->pass);
  return is_same
             ? RHUMB_OK
             : rhumb_fail(run->maker.row.diag,
                          RHUMB_ERR_IO,
                          base->loc,
                          "the data has changed since the run looked ahead, to "
                          "take less memory%s",
                          put_down_to(run, base));
}

// Settling -------------------------------------------------------------------

/// Add the keys of a batch to a look
static void
settle_look(const RhumbLook *const look, const RhumbBatch *const batch)
{
  const RhumbBundle *const bundles = batch->bundles.items;
  const size_t count = batch->bundles.count;
  for (size_t i = 0; i < count + KEYS_AHEAD; ++i) {
    if (i < count) {
      rhumb_sketch_prefetch(look->sketch, rhumb_distinct_key(&bundles[i]));
    }
    if (i >= KEYS_AHEAD) {
      rhumb_sketch_add(look->sketch,
                       rhumb_distinct_key(&bundles[i - KEYS_AHEAD]));
    }
  }
}

/// Number the quads of a dry run, and have those looked up on disk that may
/// have been before
static RhumbStatus
settle_dry(RhumbRun *const run, RhumbBatch *const batch)
{
  RhumbDry *const dry = run->dry;
  if (dry->status == RHUMB_OK) {
    dry->status =
        rhumb_numbers_ask(&run->numbers, dry->distinct, batch, dry->diag);
  }
  return dry->status;
}

/// Hold the quads of a batch against all that have been before
static void
settle_quads(RhumbRun *const run, RhumbBatch *const batch)
{
  rhumb_distinct_settle(&run->distinct,
                        batch->printed.items,
                        batch->printed.count,
                        batch->bundles.items,
                        batch->bundles.count);
  rhumb_budget_keep(&run->budget, rhumb_distinct_bytes(&run->distinct));
}

RhumbStatus
rhumb_run_settle(RhumbRun *const run,
                 RhumbBatch *const batch,
                 const RhumbDiag *const diag)
{
  rhumb_budget_count(&run->budget, batch);
  if (run->look) { // Neither this nor a dry run fills indexes
    settle_look(run->look, batch);
    return RHUMB_OK;
  }
  if (run->dry) {
    return settle_dry(run, batch);
  }
  // A pass fills indexes or runs maps (plan/plan.c): of rows that cannot be
  // kept there are no quads to hand on, nor of any behind them, but what is
  // said of those that were made with them
  RHUMB_TRY(rhumb_run_fill_indexes(run, batch, diag));
  if (run->numbers.ends) {
    rhumb_numbers_take(&run->numbers, batch);
  } else {
    settle_quads(run, batch);
  }
  return RHUMB_OK;
}

// Handing on -----------------------------------------------------------------

/// Hand on a quad that is new
static RhumbStatus
hand_on(RhumbRun *const run,
        const RhumbBatchQuad *const made,
        const uint64_t targets,
        RhumbStatus (*const to)(void *, const RhumbQuad *))
{
  const RhumbQuad quad = {.subject = *made->subject,
                          .predicate = *made->predicate,
                          .object = *made->object,
                          .graph = *made->graph,
                          .origin = made->origin,
                          .targets = targets,
                          .row = run->stats->rows + 1};
  return rhumb_leave(&run->left, made->origin, to(run->to->handle, &quad));
}

static RhumbStatus
put(RhumbRun *const run,
    const RhumbBatchQuad *const made,
    const RhumbPrinted *const printed)
{
  if (rhumb_is_left(&run->left, made->origin)) {
    return RHUMB_OK;
  }
  if (printed->is_known) {
    ++run->stats->duplicates;
    return RHUMB_OK;
  }
  ++run->stats->quads;
  RhumbStatus (*const to)(void *, const RhumbQuad *) =
      run->is_batched && !printed->targets ? run->to->put_rest : run->to->put;
  return to ? hand_on(run, made, printed->targets, to) : RHUMB_OK;
}

void
rhumb_run_say(RhumbRun *const run,
              const RhumbLater *const later,
              const uint32_t row,
              size_t *const at)
{
  const size_t start = *at;
  while (*at < later->count && later->items[*at].row == row) {
    const RhumbLaterItem *const item = &later->items[(*at)++];
    if (item->kind == RHUMB_LATER_TALLY) {
      rhumb_tally_take(&run->tally, item);
    } else if (item->kind == RHUMB_LATER_SKIP) {
      const RhumbFingerprint record =
          rhumb_run_record(&item->address, run->maker.row.pass);
      run->stats->skipped += rhumb_seen_add(&run->skipped, record);
    }
  }
  rhumb_mistakes_take(&run->mistakes, later->items + start, *at - start);
}

RhumbStatus
rhumb_run_put_row(RhumbRun *const run,
                  const RhumbBatch *const batch,
                  const uint32_t row,
                  RhumbBatchPlace *const at)
{
  if (at->later < batch->later.count) {
    rhumb_run_say(run, &batch->later, row, &at->later);
  }
  for (; at->known < batch->known.count &&
         batch->known.items[at->known].row == row;
       ++at->known) {
    const RhumbBatchKnown *const known = &batch->known.items[at->known];
    run->stats->duplicates +=
        rhumb_is_left(&run->left, known->origin) ? 0 : known->count;
  }
  for (; at->quad < at->end && batch->quads.items[at->quad].row == row;
       ++at->quad) {
    RHUMB_TRY(put(
        run, &batch->quads.items[at->quad], &batch->printed.items[at->quad]));
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_run_put_gathered(void *const handle,
                       const RhumbQuad *const quad,
                       const bool may_be_known)
{
  RhumbRun *const run = (RhumbRun *)handle;
  if (run->is_ahead || rhumb_is_left(&run->left, quad->origin)) {
    return RHUMB_OK;
  }
  RhumbQuad left = *quad;
  if (may_be_known) {
    const RhumbFingerprint prints[4] = {
        rhumb_term_fingerprint(&quad->subject),
        rhumb_term_fingerprint(&quad->predicate),
        rhumb_term_fingerprint(&quad->object),
        rhumb_term_fingerprint(&quad->graph)};
    RhumbPrinted printed = {.print = rhumb_quad_fingerprint(prints),
                            .targets = quad->targets,
                            .bundle = RHUMB_NO_BUNDLE};
    rhumb_distinct_settle(&run->distinct, &printed, 1, NULL, 0);
    if (printed.is_known) {
      ++run->stats->duplicates;
      return RHUMB_OK;
    }
    left.targets = printed.targets;
  }
  ++run->stats->quads;
  return rhumb_leave(
      &run->left, quad->origin, run->to->put(run->to->handle, &left));
}

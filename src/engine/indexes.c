// SPDX-License-Identifier: ISC

/// @file indexes.c  The indexes of a run's joins: filled in order, within the
/// memory that they may take, and completed for who asks them.

#include "engine/run_impl.h"
#include "model/logical_view.h"

#include <inttypes.h>
#include <stdlib.h>

void
rhumb_run_begin_indexes(RhumbRun *const run)
{
  const RhumbPlan *const plan = run->plan;
  if (!run->indexes) { // Makers know where they are
    run->indexes = RHUMB_ZEROS(RhumbJoinIndex, plan->n_indexes);
  }
  run->budget.n_joined = 0;
  for (size_t i = 0; i < plan->n_indexes; ++i) {
    rhumb_join_free(&run->indexes[i]);
    run->indexes[i].groups.keeps_equal = plan->indexes[i].keeps_equal;
  }
}

// Filling --------------------------------------------------------------------

/// True if joins may take so many bytes; without --memory they may take any
static bool
fits(const RhumbRun *const run, const uint64_t n_bytes)
{
  return !run->budget.is_given || n_bytes <= run->budget.memory;
}

static RhumbLoc
place_of(const RhumbPlanPass *const pass)
{
  return rhumb_logical_view_base(pass->spec)->loc;
}

/// Return how many bytes the indexes take that a pass fills, with those of the
/// passes before
static uint64_t
count_bytes(const RhumbRun *const run, const RhumbPlanPass *const pass)
{
  uint64_t n_bytes = run->budget.n_joined;
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    n_bytes += rhumb_join_bytes(&run->indexes[pass->indexes[i]]);
  }
  return n_bytes;
}

/// Return the largest index in memory, of those that a pass fills, that can go
/// over to a file; NULL: there is none
static RhumbJoinIndex *
find_largest(const RhumbRun *const run, const RhumbPlanPass *const pass)
{
  RhumbJoinIndex *found = NULL;
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    RhumbJoinIndex *const index = &run->indexes[pass->indexes[i]];
    const bool can_go = !index->spill && index->groups.items.count &&
                        !run->plan->indexes[pass->indexes[i]].quoted;
    if (can_go &&
        (!found || rhumb_join_bytes(index) > rhumb_join_bytes(found))) {
      found = index;
    }
  }
  return found;
}

static RhumbStatus
add(const RhumbRun *const run,
    const RhumbBatchJoin *const join,
    const RhumbDiag *const diag)
{
  const RhumbPlanIndex *const index = &run->plan->indexes[join->index];
  RhumbJoinIndex *const filled = &run->indexes[join->index];
  return index->has_rows
             ? rhumb_join_add_row(
                   filled, &join->keys, join->kept, index->n_kept, diag)
             : rhumb_join_add(filled,
                              &join->keys,
                              &join->subjects,
                              join->kept,
                              index->n_kept,
                              diag);
}

/// Have an index go over to files. Where they cannot have it, and nobody has
/// asked for a bound, it stays in memory, and so do all others.
static RhumbStatus
spill(RhumbRun *const run,
      RhumbJoinIndex *const index,
      const RhumbDiag *const diag)
{
  RhumbBudget *const budget = &run->budget;
  const RhumbDiag nobody = {0};
  const uint64_t share = rhumb_budget_joins(budget) / 2 / run->plan->n_indexes;
  const RhumbStatus status =
      rhumb_join_spill(index, (size_t)share, budget->is_given ? diag : &nobody);
  budget->joins_stay = status != RHUMB_OK;
  return budget->is_given ? status : RHUMB_OK;
}

/// What cannot be in a file may be too much, as soon as it is added
static RhumbStatus
check_quoted(const RhumbRun *const run, const RhumbDiag *const diag)
{
  uint64_t n_bytes = 0;
  for (size_t i = 0; i < run->plan->n_indexes; ++i) {
    n_bytes +=
        run->plan->indexes[i].quoted ? rhumb_join_bytes(&run->indexes[i]) : 0;
  }
  return fits(run, n_bytes)
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          place_of(run->maker.row.pass),
                          "joins with quoted triples, which must be in memory, "
                          "take %" PRIu64
                          " MB so far, more than --memory; give it more, or "
                          "have the larger side of joins look up the smaller",
                          (n_bytes >> 20U) + 1);
}

/// Have indexes that the pass fills go over to files while there is too much
static RhumbStatus
bound(RhumbRun *const run, const RhumbDiag *const diag)
{
  const RhumbPlanPass *const pass = run->maker.row.pass;
  const uint64_t most = rhumb_budget_joins(&run->budget);
  RhumbJoinIndex *largest = find_largest(run, pass);
  while (largest && !run->budget.joins_stay && count_bytes(run, pass) > most) {
    RHUMB_TRY(spill(run, largest, diag));
    largest = find_largest(run, pass);
  }
  return check_quoted(run, diag);
}

RhumbStatus
rhumb_run_fill_indexes(RhumbRun *const run,
                       const RhumbBatch *const batch,
                       const RhumbDiag *const diag)
{
  for (size_t i = 0; i < batch->joins.count; ++i) {
    RHUMB_TRY(add(run, &batch->joins.items[i], diag));
  }
  return batch->joins.count ? bound(run, diag) : RHUMB_OK;
}

// Completing -----------------------------------------------------------------

/// What says where things are in files grows with these, slowly
static RhumbStatus
check_bytes(const RhumbRun *const run, const RhumbPlanPass *const pass)
{
  const uint64_t n_bytes = run->budget.n_joined;
  return fits(run, n_bytes)
             ? RHUMB_OK
             : rhumb_fail(run->maker.row.diag,
                          RHUMB_ERR_IO,
                          place_of(pass),
                          "what joins must have in memory takes %" PRIu64
                          " MB so far, more than --memory; give it more",
                          (n_bytes >> 20U) + 1);
}

/// Return how many bytes an index may take while it is put together: what
/// others leave of what all of them may. That may be little, where they have
/// gone over to files late; but with less than a quarter a stream would be read
/// many times over, and only one is put together at a time.
static size_t
most_for(const RhumbRun *const run, const uint64_t others)
{
  const uint64_t all = rhumb_budget_joins(&run->budget);
  const uint64_t left = others < all ? all - others : 0;
  return (size_t)(left > all / 4 ? left : all / 4);
}

static void
tell_done(void *const handle, const size_t count, const size_t of)
{
  const RhumbPhase phase = {"sorting what joins look up", count, of};
  rhumb_run_tell_phase((const RhumbRun *)handle, phase);
}

RhumbStatus
rhumb_run_complete_indexes(RhumbRun *const run, const RhumbPlanPass *const pass)
{
  RhumbBudget *const budget = &run->budget;
  const RhumbPartsWatch watch = {tell_done, run};
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    RhumbJoinIndex *const index = &run->indexes[pass->indexes[i]];
    const uint64_t others = count_bytes(run, pass) - rhumb_join_bytes(index);
    RHUMB_KEEP(status,
               rhumb_join_complete(
                   index, most_for(run, others), &watch, run->maker.row.diag));
  }
  budget->n_joined = count_bytes(run, pass);
  RHUMB_KEEP(status, check_bytes(run, pass));
  return status;
}

void
rhumb_run_free_indexes(RhumbRun *const run)
{
  for (size_t i = 0; i < run->plan->n_indexes; ++i) {
    rhumb_join_free(&run->indexes[i]);
  }
  free(run->indexes);
}

// SPDX-License-Identifier: ISC

/// @file look.c  Looks ahead at the subjects of what is still to be read.

#include "engine/run_impl.h"
#include "model/logical_view.h"
#include "plan/whole.h"

#include <inttypes.h>
#include <stdlib.h>

// Passes ---------------------------------------------------------------------

void
rhumb_run_begin_pass(RhumbRun *const run, const RhumbPlanPass *const pass)
{
  run->budget.pass = (size_t)(pass - run->plan->passes);
  run->budget.first = rhumb_firsts_end(&run->distinct.firsts);
  run->budget.sum = 0;
  run->budget.is_joined = pass->n_indexes > 0;
  rhumb_numbers_begin_pass(&run->numbers);
  if (run->dry && run->budget.pass == run->dry->pass) {
    run->numbers.n_before = run->dry->n_before;
  }
  rhumb_seen_free(&run->skipped_before);
  if (run->budget.limit < UINT64_MAX) { // There may be a dry run
    run->skipped_before = rhumb_seen_copy(&run->skipped);
  }
  if (rhumb_memory_always && run->budget.limit < UINT64_MAX) {
    run->budget.limit = run->budget.memory / 2;
  }
}

RhumbStatus
rhumb_run_check_pass(const RhumbRun *const run, const RhumbPlanPass *const pass)
{
  const RhumbBudget *const budget = &run->budget;
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
                          base->format->is_database
                              ? ", or its query gives the rows in another "
                                "order: an ORDER BY keeps it"
                              : "; run it again");
}

/// Return so many bytes as megabytes, at least one
static uint64_t
megabytes(const uint64_t bytes)
{
  return (bytes >> 20U) + 1;
}

// Looking ahead --------------------------------------------------------------

/// True if what is still to be read can be read once alone
static bool
has_pipe(const RhumbRun *const run)
{
  const RhumbPlan *const plan = run->plan;
  size_t i = run->budget.pass;
  while (i < plan->n_passes &&
         rhumb_source_is_there_again(
             rhumb_logical_view_base(plan->passes[i].spec))) {
    ++i;
  }
  return i < plan->n_passes;
}

static void
add_key(void *const handle, const uint64_t key)
{
  rhumb_sketch_add((RhumbSketch *)handle, key);
}

static void
end_pass(RhumbRun *const run, const size_t pass)
{
  run->budget.sums[pass] = run->budget.sum;
}

/// Look at all that is still to be read, and all of the pass that is being
/// @param sums Set, by pass
static RhumbStatus
look(const RhumbRun *const run,
     RhumbSketch *const sketch,
     uint32_t *const sums,
     RhumbRunPass *const read)
{
  RhumbAhead ahead;
  rhumb_ahead_open(&ahead, run, "looking ahead");
  ahead.run.budget.look = sketch;
  ahead.run.budget.sums = sums;
  ahead.run.maker.looks = true;
  const RhumbStatus status =
      rhumb_ahead_read(&ahead, run->budget.pass, read, end_pass);
  rhumb_ahead_close(&ahead);
  return status;
}

/// Drop what is kept of subjects that do not come again. A look that fails has
/// met what the run will: nothing is dropped, and the run says it.
static void
look_ahead(RhumbRun *const run, RhumbRunPass *const read)
{
  RhumbBudget *const budget = &run->budget;
  const size_t bytes = run->plan->n_passes * sizeof(uint32_t);
  uint32_t *const sums =
      (uint32_t *)memset(rhumb_xrealloc(NULL, bytes), 0, bytes);
  RhumbSketch sketch = rhumb_sketch_new((size_t)(budget->memory / 8));
  rhumb_firsts_each(&run->distinct.firsts, budget->first, add_key, &sketch);
  if (look(run, &sketch, sums, read) != RHUMB_OK) {
    rhumb_sketch_free(&sketch);
    free(sums);
    return;
  }
  rhumb_distinct_look(&run->distinct, sketch);
  run->maker.has_looked = true;
  free(budget->looked);
  budget->looked = sums;
}

// Making room ----------------------------------------------------------------

/// Return what keeps a run from making all that is still to come beforehand
static RhumbWhole
find_whole(const RhumbRun *const run)
{
  RhumbWhole whole = {0};
  for (size_t i = 0; !whole.why && i < run->plan->n_passes; ++i) {
    whole = rhumb_whole_for_dry_runs(&run->plan->passes[i]);
  }
  return whole;
}

/// Return how many bytes there may be before something is to be done, also if
/// what joins look up leaves little
static uint64_t
room_of(const RhumbBudget *const budget)
{
  const uint64_t half = budget->memory / 2;
  const uint64_t least = budget->n_joined + (budget->memory / 8);
  return half > least ? half : least;
}

/// Let there be more, or report that there is too much
static RhumbStatus
keep_more(RhumbRun *const run,
          const uint64_t bytes,
          const RhumbWhole *const whole)
{
  RhumbBudget *const budget = &run->budget;
  budget->limit = budget->is_given ? budget->memory : bytes * 2;
  return !budget->is_given || bytes <= budget->memory
             ? RHUMB_OK
             : rhumb_fail(
                   run->maker.row.diag,
                   RHUMB_ERR_IO,
                   whole->loc,
                   "finding duplicates takes %" PRIu64
                   " MB so far, more than --memory, and %s: give --memory more",
                   megabytes(bytes),
                   whole->why);
}

/// True if a run may look ahead: once, so that with a dry run no data is read
/// more than three times; where there can be none, once in each pass
static bool
may_look(const RhumbBudget *const budget, const bool is_all)
{
  return budget->tried_in == SIZE_MAX ||
         ((is_all || rhumb_memory_always) && budget->tried_in != budget->pass);
}

RhumbStatus
rhumb_run_make_room(RhumbRun *const run, RhumbRunPass *const read)
{
  RhumbBudget *const budget = &run->budget;
  const RhumbWhole whole = find_whole(run);
  const bool is_once = has_pipe(run); // Never if --memory is given
  atomic_store(&budget->is_over, false);
  if (!is_once && may_look(budget, whole.why != NULL)) {
    budget->tried_in = budget->pass;
    look_ahead(run, read);
  }
  const uint64_t bytes =
      rhumb_distinct_bytes(&run->distinct) + budget->n_joined;
  budget->limit = room_of(budget);
  if (bytes <= budget->limit) {
    return RHUMB_OK;
  }
  const bool may_dry = !is_once && !whole.why && !budget->has_no_disk;
  const RhumbStatus status = may_dry ? rhumb_run_dry(run, read) : RHUMB_END;
  budget->has_no_disk |= may_dry && status == RHUMB_END;
  return status == RHUMB_END ? keep_more(run, bytes, &whole) : status;
}

// SPDX-License-Identifier: ISC

/// @file look.c  Looks ahead at the subjects of what is still to be read.

#include "engine/run_impl.h"
#include "model/logical_view.h"

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
  if (rhumb_memory_always && run->budget.limit < UINT64_MAX) {
    run->budget.limit = run->budget.memory / 2;
  }
}

RhumbStatus
rhumb_run_check_pass(const RhumbRun *const run, const RhumbPlanPass *const pass)
{
  const RhumbBudget *const budget = &run->budget;
  const bool is_same =
      !budget->looked || budget->sum == budget->looked[budget->pass];
  // A look has the subjects of records that are left out
  return is_same || run->skipped.count
             ? RHUMB_OK
             : rhumb_fail(run->maker.row.diag,
                          RHUMB_ERR_IO,
                          rhumb_logical_view_base(pass->spec)->loc,
                          "the data has changed since the run looked ahead, to "
                          "take less memory; run it again");
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
say_nothing(void *const handle, const RhumbReport *const report)
{
  (void)handle;
  (void)report;
}

/// Read the passes that `ahead` looks at, from number `from` on, and set `sums`
static RhumbStatus
read_ahead(RhumbRun *const ahead,
           const size_t from,
           uint32_t *const sums,
           RhumbStatus (*const read)(RhumbRun *, const RhumbPlanPass *))
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = from; status == RHUMB_OK && i < ahead->plan->n_passes; ++i) {
    status = read(ahead, &ahead->plan->passes[i]);
    sums[i] = ahead->budget.sum;
  }
  return status;
}

/// Look at all that is still to be read, and all of the pass that is being
/// @param sums Set, by pass
static RhumbStatus
look(const RhumbRun *const run,
     RhumbSketch *const sketch,
     uint32_t *const sums,
     RhumbStatus (*const read)(RhumbRun *, const RhumbPlanPass *))
{
  const RhumbDiag nobody = {say_nothing, NULL};
  const RhumbRunTarget nowhere = {0};
  RhumbStats stats = {0};
  RhumbRun ahead = {.plan = run->plan,
                    .to = &nowhere,
                    .options = run->options,
                    .stats = &stats,
                    .indexes = run->indexes,
                    .mistakes = {.to = &nobody,
                                 .stats = &stats,
                                 .word = run->options->on_mistake},
                    .tally = {.is_off = true},
                    .budget = {.limit = UINT64_MAX, .look = sketch}};
  const RhumbDiag few = rhumb_mistakes_diag(&ahead.mistakes);
  const RhumbMakerSpec spec = {
      ahead.plan, ahead.indexes, &ahead.left, run->options->blank_prefix};
  rhumb_maker_open(
      &ahead.maker, &spec, NULL, &ahead.mistakes, &ahead.tally, &few);
  rhumb_maker_use(&ahead.maker, &ahead.batch);
  ahead.maker.looks = true;
  const RhumbStatus status = read_ahead(&ahead, run->budget.pass, sums, read);
  rhumb_run_free(&ahead);
  return status;
}

/// Drop what is kept of subjects that do not come again. A look that fails has
/// met what the run will: nothing is dropped, and the run says it.
static void
look_ahead(RhumbRun *const run,
           RhumbStatus (*const read)(RhumbRun *, const RhumbPlanPass *))
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

/// Report that what must be kept is too much
static RhumbStatus
refuse(const RhumbRun *const run, const uint64_t bytes)
{
  return rhumb_fail(
      run->maker.row.diag,
      RHUMB_ERR_IO,
      rhumb_logical_view_base(run->maker.row.pass->spec)->loc,
      "finding duplicates takes %" PRIu64
      " MB so far, more than --memory, also without the subjects that "
      "come once; give more",
      megabytes(bytes));
}

RhumbStatus
rhumb_run_make_room(RhumbRun *const run,
                    RhumbStatus (*const read)(RhumbRun *,
                                              const RhumbPlanPass *))
{
  RhumbBudget *const budget = &run->budget;
  atomic_store(&budget->is_over, false);
  if (!has_pipe(run) && budget->tried_in != budget->pass) {
    budget->tried_in = budget->pass;
    look_ahead(run, read);
  }
  const uint64_t bytes =
      rhumb_distinct_bytes(&run->distinct) + budget->n_joined;
  if (budget->is_given && bytes > budget->memory) {
    return refuse(run, bytes);
  }
  budget->limit = budget->is_given || bytes < budget->memory / 2
                      ? budget->memory
                      : bytes * 2;
  return RHUMB_OK;
}

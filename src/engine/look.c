// SPDX-License-Identifier: ISC

/// @file look.c  Looks ahead at the subjects of what is still to be read.

#include "engine/run_impl.h"

#include <stdlib.h>

static void
add_key(void *const handle, const uint64_t key)
{
  rhumb_sketch_add((RhumbSketch *)handle, key);
}

static void
end_pass(RhumbRun *const run, const size_t pass)
{
  run->look->sums[pass] = run->budget.sum;
}

/// Look at all that is still to be read, and all of the pass that is being
static RhumbStatus
look(const RhumbRun *const run, RhumbLook *const to, RhumbRunPass *const read)
{
  RhumbRunAhead ahead;
  rhumb_run_ahead_open(&ahead, run, "looking ahead");
  ahead.run.look = to;
  ahead.run.maker.looks = true;
  const RhumbStatus status =
      rhumb_run_ahead_read(&ahead, run->budget.pass, read, end_pass);
  rhumb_run_ahead_close(&ahead);
  return status;
}

void
rhumb_run_look(RhumbRun *const run, RhumbRunPass *const read)
{
  RhumbBudget *const budget = &run->budget;
  uint32_t *const sums = RHUMB_ZEROS(uint32_t, run->plan->n_passes);
  RhumbSketch sketch = rhumb_sketch_new((size_t)(budget->memory / 8));
  rhumb_firsts_each(&run->distinct.firsts, budget->first, add_key, &sketch);
  RhumbLook to = {&sketch, sums};
  if (look(run, &to, read) != RHUMB_OK) {
    rhumb_sketch_free(&sketch);
    free(sums);
    return;
  }
  rhumb_distinct_look(&run->distinct, sketch);
  run->maker.has_looked = true;
  free(budget->looked);
  budget->looked = sums;
}

// SPDX-License-Identifier: ISC

/// @file dry_run.c  Finds out on disk which of the quads that are still to come
/// have been before: a dry run makes them all, once more and beforehand.
///
/// It makes what the run will make of the same rows, which stand or fall alike.
/// A mistake that ends it will end the run at the same row, and be told there;
/// what comes behind it has no numbers and needs none.

#include "engine/run_impl.h"

#include <stdlib.h>

/// What a dry run does, and the file behind it
static const char what[] = "finding what comes again";

static void
end_pass(RhumbRun *const run, const size_t pass)
{
  run->numbers.ends[pass] = run->numbers.at;
  run->numbers.n_before = 0;
}

/// Return the ends of passes, of which none is known
static RhumbNumbersEnd *
no_ends(const size_t count)
{
  RhumbNumbersEnd *const ends = RHUMB_ZEROS(RhumbNumbersEnd, count);
  for (size_t i = 0; i < count; ++i) {
    ends[i].n_quads = UINT64_MAX; // A run that comes here has other data
  }
  return ends;
}

/// Number all that the run has not handed on; what it keeps is given up, unless
/// the file fails
static RhumbStatus
make_all(RhumbRun *const run,
         RhumbRunPass *const read,
         const RhumbDiag *const diag)
{
  RhumbRunAhead ahead;
  RhumbDry dry = {.distinct = &run->distinct, .diag = diag};
  rhumb_run_ahead_open(&ahead, run, what);
  RhumbRun *const own = &ahead.run;
  own->dry = &dry;
  own->maker.has_looked = run->maker.has_looked;
  own->maker.is_numbered = true;
  own->skipped = rhumb_seen_copy(&run->skipped_before);
  own->numbers.ends = no_ends(run->plan->n_passes);
  own->numbers.n_before = run->n_rows;
  dry.status =
      rhumb_external_open(&own->numbers.external, run->budget.memory, diag);
  if (dry.status == RHUMB_OK) { // What ends it otherwise, the run will meet
    (void)rhumb_run_ahead_read(&ahead, run->budget.pass, read, end_pass);
  }
  if (dry.status == RHUMB_OK) {
    run->numbers = own->numbers;
    rhumb_numbers_begin(&run->numbers);
    own->numbers = (RhumbNumbers){0};
    rhumb_distinct_free(&run->distinct);
  }
  rhumb_run_ahead_close(&ahead);
  return dry.status;
}

static void
tell_settled(void *const handle, const size_t count, const size_t of)
{
  const RhumbPhase phase = {what, count, of};
  rhumb_run_tell_phase((const RhumbRun *)handle, phase);
}

RhumbStatus
rhumb_run_dry(RhumbRun *const run, RhumbRunPass *const read)
{
  const RhumbDiag nobody = {0};
  const bool is_given = run->budget.is_given;
  const RhumbStatus status =
      make_all(run, read, is_given ? run->maker.row.diag : &nobody);
  if (status != RHUMB_OK) {
    return is_given ? status : RHUMB_END;
  }
  run->budget.limit = UINT64_MAX;
  run->maker.is_numbered = true;
  const RhumbPartsWatch watch = {tell_settled, run};
  return rhumb_external_settle(
      &run->numbers.external, run->budget.memory, &watch, run->maker.row.diag);
}

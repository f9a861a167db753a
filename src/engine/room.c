// SPDX-License-Identifier: ISC

/// @file room.c  Makes room where what finds duplicates has become too much: by
/// a look ahead, then by a dry run.

#include "engine/run_impl.h"
#include "model/logical_view.h"
#include "plan/whole.h"

#include <inttypes.h>

/// Return so many bytes as megabytes, at least one
static uint64_t
megabytes(const uint64_t bytes)
{
  return (bytes >> 20U) + 1;
}

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
    rhumb_run_look(run, read);
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

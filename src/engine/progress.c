// SPDX-License-Identifier: ISC

/// @file progress.c  What a run tells of its progress.

#include "engine/run_impl.h"

void
rhumb_run_tell_progress(const RhumbRun *const run)
{
  for (const RhumbObserver *o = run->watchers; o; o = o->next) {
    if (o->progress) {
      o->progress(o->handle, run->stats);
    }
  }
}

void
rhumb_run_tell_phase(const RhumbRun *const run, const RhumbPhase phase)
{
  const RhumbPhase before = run->stats->phase;
  run->stats->phase = phase;
  rhumb_run_tell_progress(run);
  run->stats->phase = before;
}

// SPDX-License-Identifier: ISC

/// @file ahead.c  A run beside another, which reads what is still to come
/// before the other does.

#include "engine/run_impl.h"

static void
say_nothing(void *const handle, const RhumbReport *const report)
{
  (void)handle;
  (void)report;
}

void
rhumb_run_ahead_open(RhumbRunAhead *const ahead,
                     const RhumbRun *const run,
                     const char *const what)
{
  RhumbRun *const own = &ahead->run;
  *ahead = (RhumbRunAhead){.nobody = {say_nothing, NULL},
                           .stats = {.phase = {.what = what}}};
  *own = (RhumbRun){.plan = run->plan,
                    .to = &ahead->nowhere,
                    .options = run->options,
                    .watchers = run->watchers,
                    .stats = &ahead->stats,
                    .indexes = run->indexes,
                    .mistakes = {.to = &ahead->nobody,
                                 .stats = &ahead->stats,
                                 .word = run->options->on_mistake},
                    .tally = {.is_off = true},
                    .budget = {.limit = UINT64_MAX},
                    .is_ahead = true};
  ahead->few = rhumb_mistakes_diag(&own->mistakes);
  const RhumbMakerSpec spec = {
      own->plan, own->indexes, &own->left, run->options->blank_prefix};
  rhumb_maker_open(
      &own->maker, &spec, NULL, &own->mistakes, &own->tally, &ahead->few);
  rhumb_maker_use(&own->maker, &own->batch);
}

RhumbStatus
rhumb_run_ahead_read(RhumbRunAhead *const ahead,
                     const size_t from,
                     RhumbRunPass *const read,
                     void (*const end)(RhumbRun *, size_t))
{
  const RhumbPlan *const plan = ahead->run.plan;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = from; status == RHUMB_OK && i < plan->n_passes; ++i) {
    status = read(&ahead->run, &plan->passes[i]);
    if (status == RHUMB_OK) {
      end(&ahead->run, i);
    }
  }
  return status;
}

void
rhumb_run_ahead_close(RhumbRunAhead *const ahead)
{
  rhumb_run_free(&ahead->run);
}

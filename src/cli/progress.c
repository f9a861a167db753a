// SPDX-License-Identifier: ISC

/// @file progress.c  How far a run is, on one line that overwrites itself.

#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double first_after = 1.0; // Seconds
static const double then_every = 0.2;

/// Rows between two looks at the clock
static const uint64_t look_every = 4096;

static double
now(void)
{
  struct timespec time = {0};
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + ((double)time.tv_nsec * 1e-9);
}

RhumbProgress
rhumb_progress_start(void)
{
  return (RhumbProgress){.is_terminal = isatty(STDERR_FILENO) == 1,
                         .started = now()};
}

static void
tell(void *const handle, const RhumbStats *const stats)
{
  RhumbProgress *const progress = (RhumbProgress *)handle;
  if (stats->rows < progress->look_at) {
    return;
  }
  progress->look_at = stats->rows + look_every;
  const double time = now();
  const double elapsed = time - progress->started;
  if (elapsed < first_after || time - progress->told < then_every) {
    return;
  }
  (void)fprintf(stderr,
                "\r\033[Krhumb: %" PRIu64 " rows, %" PRIu64 " triples, %.0f s",
                stats->rows,
                stats->quads,
                elapsed);
  (void)fflush(stderr);
  progress->told = time;
  progress->is_shown = true;
}

const RhumbObserver *
rhumb_progress_observer(RhumbProgress *const progress,
                        const RhumbObserver *const next)
{
  progress->observer =
      (RhumbObserver){.handle = progress, .progress = tell, .next = next};
  return progress->is_terminal ? &progress->observer : next;
}

void
rhumb_progress_end(RhumbProgress *const progress)
{
  if (progress->is_shown) {
    (void)fputs("\r\033[K", stderr);
    progress->is_shown = false;
  }
}

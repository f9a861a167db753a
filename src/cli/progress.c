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

/// True if the clock is to be looked at: there are more rows or parts, or
/// others
static bool
is_due(RhumbProgress *const progress, const RhumbStats *const stats)
{
  const bool goes_by_rows =
      progress->phase == stats->phase.what && !stats->phase.of;
  progress->phase = stats->phase.what;
  if (goes_by_rows && stats->rows < progress->look_at) {
    return false;
  }
  progress->look_at = stats->rows + look_every;
  return true;
}

/// Begin the line again, with what has been done
static void
put_done(const RhumbStats *const stats)
{
  const RhumbPhase *const phase = &stats->phase;
  (void)fputs("\r\033[Krhumb: ", stderr);
  if (phase->of) {
    (void)fprintf(
        stderr, "%s, %zu of %zu parts", phase->what, phase->done, phase->of);
  } else if (phase->what) {
    (void)fprintf(stderr, "%s, %" PRIu64 " rows", phase->what, stats->rows);
  } else {
    (void)fprintf(stderr,
                  "%" PRIu64 " rows, %" PRIu64 " triples",
                  stats->rows,
                  stats->quads);
  }
}

static void
tell(void *const handle, const RhumbStats *const stats)
{
  RhumbProgress *const progress = (RhumbProgress *)handle;
  if (!is_due(progress, stats)) {
    return;
  }
  const double time = now();
  const double elapsed = time - progress->started;
  if (elapsed < first_after || time - progress->told < then_every) {
    return;
  }
  put_done(stats);
  (void)fprintf(stderr, ", %.0f s", elapsed);
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

// SPDX-License-Identifier: ISC

/// @file progress.h  One line on standard error that says how far a run is.

#ifndef RHUMB_CLI_PROGRESS_H
#define RHUMB_CLI_PROGRESS_H

#include "engine/engine.h"

/// Shown only if standard error is a terminal and the run takes over a second
typedef struct {
  bool is_terminal;
  bool is_shown;
  RhumbObserver observer;
  const char *phase;    ///< As in RhumbPhase, when it was told last
  uint64_t look_at;     ///< Rows of that, when the clock is looked at next
  double started, told; ///< In seconds
} RhumbProgress;

RhumbProgress
rhumb_progress_start(void);

/// Return the observer that shows `progress`, with `next` behind it, or only
/// that; it lives as long as `progress`
const RhumbObserver *
rhumb_progress_observer(RhumbProgress *progress, const RhumbObserver *next);

/// Wipe the line
void
rhumb_progress_end(RhumbProgress *progress);

#endif // RHUMB_CLI_PROGRESS_H

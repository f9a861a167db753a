// SPDX-License-Identifier: ISC

/// @file left.h  Rules that are left alone once they have failed, where a run
/// goes on to find more mistakes.

#ifndef RHUMB_ENGINE_LEFT_H
#define RHUMB_ENGINE_LEFT_H

#include "engine/engine.h"

/// Of a run
typedef struct {
  bool goes_on; ///< The run does; else what fails ends it
  const RhumbObserver *observer;
  RhumbStatus status; ///< The first mistake that the run went on after
  RHUMB_LIST(const void *) rules;
} RhumbLeft;

/// True if `rule` is left alone
static inline bool
rhumb_is_left(const RhumbLeft *const left, const void *const rule)
{
  bool found = false;
  for (size_t i = 0; !found && i < left->rules.count; ++i) {
    found = left->rules.items[i] == rule;
  }
  return found;
}

/// Leave `rule`, which has failed, alone if the run goes on after that
RHUMB_NODISCARD RhumbStatus
rhumb_leave_failed(RhumbLeft *left, const void *rule, RhumbStatus status);

/// The same of what may have failed
RHUMB_NODISCARD static inline RhumbStatus
rhumb_leave(RhumbLeft *const left,
            const void *const rule,
            const RhumbStatus status)
{
  return status == RHUMB_OK ? RHUMB_OK : rhumb_leave_failed(left, rule, status);
}

#endif // RHUMB_ENGINE_LEFT_H

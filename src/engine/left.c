// SPDX-License-Identifier: ISC

/// @file left.c  Leaving rules alone.

#include "engine/left.h"

RhumbStatus
rhumb_leave_failed(RhumbLeft *const left,
                   const void *const rule,
                   const RhumbStatus status)
{
  if (!left->goes_on) {
    return status;
  }
  RHUMB_KEEP(left->status, status);
  RHUMB_PUSH(&left->rules, rule);
  rhumb_observer_tell(left->observer, RHUMB_PART_FAILS, rule);
  return RHUMB_OK;
}

// SPDX-License-Identifier: ISC

/// @file report.c  How a watch says that something is missing.

#include "check/watch_impl.h"

RhumbStatus
rhumb_watch_report(const RhumbWatch *const watch,
                   const RhumbLoc loc,
                   const char *const near,
                   const RhumbStr what)
{
  if (watch->kind == RHUMB_WATCH_STRICT) {
    return rhumb_fail_near(
        watch->diag, RHUMB_ERR_REFERENCE, loc, near, "%.*s", RHUMB_FMT(what));
  }
  rhumb_warn_near(watch->diag, loc, near, "%.*s", RHUMB_FMT(what));
  return RHUMB_OK;
}

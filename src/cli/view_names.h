// SPDX-License-Identifier: ISC

/// @file view_names.h  The names in views, held against all that a job knows.

#ifndef RHUMB_CLI_VIEW_NAMES_H
#define RHUMB_CLI_VIEW_NAMES_H

#include "cli/job.h"
#include "view/named.h"

/**
   Warn of names in `view` that neither the job's graph has nor its rules make
   nor their vocabulary declares.

   @param kinds Bits of RhumbNameKind: what the graph has all of; of the others
   only what the rules do not leave to the data is missed.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_check_view(RhumbJob *job,
                 const RhumbView *view,
                 const RhumbPrefixes *prefixes,
                 unsigned kinds);

/// Likewise for each view of the job's rules
RHUMB_NODISCARD RhumbStatus
rhumb_check_views(RhumbJob *job, unsigned kinds);

#endif // RHUMB_CLI_VIEW_NAMES_H

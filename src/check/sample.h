// SPDX-License-Identifier: ISC

/// @file sample.h  A plan tried on the first records of every source.

#ifndef RHUMB_CHECK_SAMPLE_H
#define RHUMB_CHECK_SAMPLE_H

#include "plan/plan.h"

/// How many records of each source are read
enum { RHUMB_SAMPLE_RECORDS = 1000 };

/**
   Open every source of `plan`, bind every reference, and make the terms of the
   first `limit` records, handing them to no one.

   Every mistake of the data is reported, once for each rule that it is asked
   for by. Warnings: a source without records; a reference that no record read
   has, with the nearest name in them (JSON, XML); a mapping that makes nothing;
   a reference to a mapping that joins no rows, if both sources were read whole.

   @return RHUMB_OK, or the status of the first mistake.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_sample_check(const RhumbPlan *plan,
                   const RhumbMapping *mapping,
                   uint64_t limit,
                   const RhumbDiag *diag);

#endif // RHUMB_CHECK_SAMPLE_H

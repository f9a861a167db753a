// SPDX-License-Identifier: ISC

/// @file sample.h  What a run shows of the rules: for `check --data`.

#ifndef RHUMB_CHECK_SAMPLE_H
#define RHUMB_CHECK_SAMPLE_H

#include "check/absence.h"
#include "engine/engine.h"

/// How many records of each source are read
enum { RHUMB_SAMPLE_RECORDS = 1000 };

/// A run being watched
typedef struct RhumbSample RhumbSample;

/**
   Return a sample that warns, when a pass of a run of `plan` ends, of a mapping
   that makes nothing and of a reference to a mapping that joins no rows, if
   both sources were read whole; and before that of what its records lack
   (absence.h).

   Mistakes themselves are the run's to report, which should go on after them.

   @return What rhumb_sample_free() releases.
*/
RhumbSample *
rhumb_sample_new(const RhumbPlan *plan,
                 const RhumbMapping *mapping,
                 const RhumbDiag *diag);

/// Return the observer for the run; it lives as long as `sample`
const RhumbObserver *
rhumb_sample_observer(const RhumbSample *sample);

/// Free; takes NULL
void
rhumb_sample_free(RhumbSample *sample);

#endif // RHUMB_CHECK_SAMPLE_H

// SPDX-License-Identifier: ISC

/// @file alone.h  Some rows without what others have: a subject, or a row that
/// they are joined with. It need not be wrong, but is said nowhere else.

#ifndef RHUMB_CHECK_ALONE_H
#define RHUMB_CHECK_ALONE_H

#include "engine/engine.h"

/// What is counted in a run
typedef struct RhumbAlone RhumbAlone;

/// Return what counts in a run of `plan`, and notes it when a pass ends;
/// release with rhumb_alone_free()
RhumbAlone *
rhumb_alone_new(const RhumbPlan *plan,
                const RhumbMapping *mapping,
                const RhumbDiag *diag);

/// Return the observer for the run; it lives as long as `alone`
const RhumbObserver *
rhumb_alone_observer(const RhumbAlone *alone);

/// Free; takes NULL
void
rhumb_alone_free(RhumbAlone *alone);

#endif // RHUMB_CHECK_ALONE_H

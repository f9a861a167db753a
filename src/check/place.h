// SPDX-License-Identifier: ISC

/// @file place.h  Joins by the place of a row, which is counted anew in each
/// row around it.

#ifndef RHUMB_CHECK_PLACE_H
#define RHUMB_CHECK_PLACE_H

#include "plan/plan.h"

/// Warn of the joins of a pass that hold a place of a level against a value,
/// and nothing of the levels around it: rows of others are found too
void
rhumb_check_places(const RhumbPlan *plan,
                   const RhumbPlanPass *pass,
                   const RhumbDiag *diag);

/// Likewise of the joins of a view
void
rhumb_check_view_places(const RhumbPlan *plan,
                        const RhumbPlanView *view,
                        const RhumbDiag *diag);

#endif // RHUMB_CHECK_PLACE_H

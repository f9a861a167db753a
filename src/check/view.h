// SPDX-License-Identifier: ISC

/// @file view.h  What logical views combine, and what they drop.

#ifndef RHUMB_CHECK_VIEW_H
#define RHUMB_CHECK_VIEW_H

#include "engine/rows.h"

/// Warn of the fields of a view that combine every value of a record with every
/// value of another, as far as the rules show it
void
rhumb_view_warn_products(const RhumbPlan *plan,
                         const RhumbPlanPass *pass,
                         const RhumbDiag *diag);

/// Warn of collections without a name that gather what a view has one value of
/// a row of, as far as the rules show it
void
rhumb_view_warn_gathered(const RhumbPlanPass *pass, const RhumbDiag *diag);

/// Warn of steps of which one row of the data had several rows each, combined,
/// where the rules do not show it. `rows` are those of a view, at their end.
void
rhumb_view_warn_met(const RhumbSource *rows,
                    const RhumbPlan *plan,
                    const RhumbPlanPass *pass,
                    const RhumbDiag *diag);

/// Warn of the iterable fields that found nothing in some rows, which are
/// dropped for it; of levels, and of inner joins that found no partner, where
/// that is meant, give a note. `rows` are those of a view, at their end.
/// @return Whether there was one.
bool
rhumb_view_warn_dropped(const RhumbSource *rows,
                        const RhumbPlanPass *pass,
                        const RhumbDiag *diag);

/// Give a note of the left joins that found no partner for some rows. `rows`
/// are those of a view, at their end.
void
rhumb_view_note_alone(const RhumbSource *rows,
                      const RhumbPlanPass *pass,
                      const RhumbDiag *diag);

#endif // RHUMB_CHECK_VIEW_H

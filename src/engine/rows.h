// SPDX-License-Identifier: ISC

/// @file rows.h  The rows of a pass: those of its source, or those that a
/// logical view makes of them.

#ifndef RHUMB_ENGINE_ROWS_H
#define RHUMB_ENGINE_ROWS_H

#include "engine/join.h"

/**
   Open what `pass` reads: its source; or its view, as a source that wraps
   others, whose references are bound and whose every step is a row of the view.

   Of a view one row of its first level is in memory. A row has the address of
   that; `again` tells those of one apart.

   @param row What expressions run with; its source, pass and fields are not
   asked. It must outlive the source.
   @param indexes Of the plan; those that the view joins with are filled.
   @return RHUMB_OK, or what a reader says; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rows_open(RhumbSource **out,
                const RhumbPlanPass *pass,
                const RhumbRow *row,
                const RhumbJoinIndex *indexes);

/// Return how many rows of the steps before it step number `step` of a view has
/// dropped so far: an iterable field that found nothing in them
uint64_t
rhumb_rows_dropped(const RhumbSource *view, size_t step);

#endif // RHUMB_ENGINE_ROWS_H

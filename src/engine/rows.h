// SPDX-License-Identifier: ISC

/// @file rows.h  The rows of a pass: those of its source, or those that a
/// logical view makes of them.

#ifndef RHUMB_ENGINE_ROWS_H
#define RHUMB_ENGINE_ROWS_H

#include "engine/join/join.h"

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

/**
   Step to the next record that is read for the rows of a view. From now on,
   rows end with the record: rhumb_source_next() goes through those of this one,
   and then returns RHUMB_END.

   @param rows Of a pass with a view.
   @return RHUMB_OK; RHUMB_END: there is none; or what a reader says; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rows_next_record(RhumbSource *rows, const RhumbDiag *diag);

/// Have the rows of the record come once more, the first one next
void
rhumb_rows_again(RhumbSource *rows);

/// Return how many rows of the steps before it step number `step` of a view has
/// dropped so far: an iterable field that found nothing in them, or an inner
/// join without a partner
uint64_t
rhumb_rows_dropped(const RhumbSource *view, size_t step);

/// Return how many rows step number `step`, a left join, has found no partner
/// for
uint64_t
rhumb_rows_alone(const RhumbSource *view, size_t step);

/// True if one row had several of step number `step` and, of each of these,
/// several of number `other`, which is behind it
bool
rhumb_rows_have_met(const RhumbSource *view, size_t step, size_t other);

/// Return the rows of the view that `view` is on; NULL: it is on none
const RhumbSource *
rhumb_rows_inner(const RhumbSource *view);

#endif // RHUMB_ENGINE_ROWS_H

// SPDX-License-Identifier: ISC

/// @file absence.h  References that no record has, iterators that find nothing.

#ifndef RHUMB_CHECK_ABSENCE_H
#define RHUMB_CHECK_ABSENCE_H

#include "engine/engine.h"
#include "source/names.h"

/// What the records of a pass have had
typedef struct {
  bool strict; ///< All that is missing is an error; otherwise what is hardly
               ///< meant is a warning, with what there is instead
  const RhumbDiag *diag;
  bool *has_value;                 ///< Of each reference
  const RhumbSourceNaming *naming; ///< NULL: binding knows all names
  size_t *fields;                  ///< That tell the names of a record
  RhumbNamesSeen names;
  RhumbArena arena;
} RhumbAbsence;

/**
   Return an observer that reports what is missing when a pass ends, with
   `next` behind it.

   @param absence Zero but for its first two members; must outlive the run;
   release with rhumb_absence_free().
*/
RhumbObserver
rhumb_absence_observer(RhumbAbsence *absence, const RhumbObserver *next);

/// Return "no record of a.json", or "none of the first 1000 records of a.json":
/// what has been seen at the end of a pass
const char *
rhumb_absence_of(RhumbArena *arena,
                 const RhumbRow *row,
                 uint64_t n_rows,
                 RhumbStatus status);

void
rhumb_absence_free(RhumbAbsence *absence);

#endif // RHUMB_CHECK_ABSENCE_H

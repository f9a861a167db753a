// SPDX-License-Identifier: ISC

/// @file columns.h  References to tables whose columns are at hand.

#ifndef RHUMB_CHECK_COLUMNS_H
#define RHUMB_CHECK_COLUMNS_H

#include "model/model.h"

/**
   Hold the references of `mapping`, which need not be whole, against the files
   whose header tells all names (CSV), as far as these lie where the rules say.

   What cannot be opened, and what is no regular file, is let be: that is a
   mistake of a run.

   @return RHUMB_OK, or RHUMB_ERR_REFERENCE, reported as a run does.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_check_columns(const RhumbMapping *mapping, const RhumbDiag *diag);

/// Open such a file to be asked for its columns, and closed as a source; NULL:
/// `spec`, which may be NULL, is none
RhumbSource *
rhumb_columns_open(const RhumbSourceSpec *spec);

/// Return true if such a file, which may be NULL, has the column `name`
bool
rhumb_has_column(RhumbSource *source, RhumbStr name);

#endif // RHUMB_CHECK_COLUMNS_H

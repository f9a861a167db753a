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

/// Return true if `spec`, which may be NULL, is such a file and has the column
/// `name`
bool
rhumb_has_column(const RhumbSourceSpec *spec, RhumbStr name);

#endif // RHUMB_CHECK_COLUMNS_H

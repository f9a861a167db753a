// SPDX-License-Identifier: ISC

/// @file columns.h  The columns of a table whose header names them.

#ifndef RHUMB_SOURCE_COLUMNS_H
#define RHUMB_SOURCE_COLUMNS_H

#include "base/list.h"
#include "base/status.h"
#include "base/table.h"

/// What a name stands for
typedef struct {
  size_t number; ///< As whoever added it counts
  bool twice;    ///< Others have the name too
} RhumbColumn;

/// Zero is none; release with rhumb_columns_free()
typedef struct {
  RhumbTable names;
  RHUMB_LIST(RhumbColumn) of; ///< By the numbers of the names
} RhumbColumns;

/// Add the name of a column, which is copied
void
rhumb_columns_add(RhumbColumns *columns, RhumbStr name, size_t number);

/// Return the column of that name, or NULL
const RhumbColumn *
rhumb_columns_find(const RhumbColumns *columns, RhumbStr name);

/// Return the name of a column; empty: it has none
RhumbStr
rhumb_columns_name(const RhumbColumns *columns, size_t number);

/// Report a reference to a column that there is not
/// @param what The name of the data.
/// @param hint Ends the sentence; may be empty.
RhumbStatus
rhumb_columns_unknown(const RhumbColumns *columns,
                      const char *what,
                      const char *hint,
                      RhumbStr reference,
                      RhumbLoc loc,
                      const RhumbDiag *diag);

/// Check that a reference to a column is to one alone
RHUMB_NODISCARD RhumbStatus
rhumb_columns_check_one(const RhumbColumn *column,
                        const char *what,
                        RhumbStr reference,
                        RhumbLoc loc,
                        const RhumbDiag *diag);

/// Forget all columns
void
rhumb_columns_clear(RhumbColumns *columns);

void
rhumb_columns_free(RhumbColumns *columns);

#endif // RHUMB_SOURCE_COLUMNS_H

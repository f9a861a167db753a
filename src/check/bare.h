// SPDX-License-Identifier: ISC

/// @file bare.h  Names of the data and of the rules that stand as texts.

#ifndef RHUMB_CHECK_BARE_H
#define RHUMB_CHECK_BARE_H

#include "model/model.h"

/// Warn of objects of YARRRML that are a text with the name of a column, of a
/// reference of the same mapping, or of a mapping, and of constant subjects
/// that end in such a name; `mapping` need not be whole.
void
rhumb_check_bare_names(const RhumbMapping *mapping, const RhumbDiag *diag);

#endif // RHUMB_CHECK_BARE_H

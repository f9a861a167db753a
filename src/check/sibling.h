// SPDX-License-Identifier: ISC

/// @file sibling.h  Names that are near each other because they are of a
/// family.

#ifndef RHUMB_CHECK_SIBLING_H
#define RHUMB_CHECK_SIBLING_H

#include "base/str.h"

/// Return true if data may well have both names, however near they are: short
/// words (title.en, title.es), numbers (name1, name2), one and several (alias,
/// aliases). Names that differ in case alone are none.
bool
rhumb_are_siblings(RhumbStr name, RhumbStr other);

#endif // RHUMB_CHECK_SIBLING_H

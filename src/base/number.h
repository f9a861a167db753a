// SPDX-License-Identifier: ISC

/// @file number.h  Doubles as texts.

#ifndef RHUMB_BASE_NUMBER_H
#define RHUMB_BASE_NUMBER_H

#include "base/str.h"

/// Bytes of a number as rhumb_write_double() writes it
enum { RHUMB_DOUBLE_TEXT = 32 };

/// Write a number with the fewest digits that stand for it alone among the
/// doubles, or if `single` among the floats; an infinity as "Inf" or "-Inf"
RhumbStr
rhumb_write_double(char text[RHUMB_DOUBLE_TEXT], double number, bool single);

#endif // RHUMB_BASE_NUMBER_H

// SPDX-License-Identifier: ISC

/// @file canonical.h  Numbers as XML Schema 1.1 writes them canonically, so
/// that equal values are equal terms, whoever wrote them.
///
/// Done on the text: what is read as a double and written again gains digits,
/// and a decimal would lose some. Each takes digits with a sign, a point and an
/// exponent, all but the digits optional; appends to `out`; and returns false,
/// having appended nothing, of a text that is no such number.

#ifndef RHUMB_TERM_CANONICAL_H
#define RHUMB_TERM_CANONICAL_H

#include "base/str.h"

/// 80.250 becomes 8.025E1, 0 becomes 0.0E0; INF, -INF and NaN stay
bool
rhumb_put_double(RhumbBuf *out, RhumbStr text);

/// 8.0250E1 becomes 80.25, 1.0 becomes 1, -0 becomes 0; false also of a number
/// of more than a thousand zeros
bool
rhumb_put_decimal(RhumbBuf *out, RhumbStr text);

/// +007 becomes 7, 1.0E2 becomes 100; false also of 1.5
bool
rhumb_put_integer(RhumbBuf *out, RhumbStr text);

#endif // RHUMB_TERM_CANONICAL_H

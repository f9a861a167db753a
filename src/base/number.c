// SPDX-License-Identifier: ISC

/// @file number.c  The shortest text of a double.

#include "base/number.h"

#include <float.h>
#include <stdio.h>
#include <stdlib.h>

RhumbStr
rhumb_write_double(char text[RHUMB_DOUBLE_TEXT],
                   const double number,
                   const bool single)
{
  const int most = single ? FLT_DECIMAL_DIG : DBL_DECIMAL_DIG;
  int len = 0;
  for (int digits = single ? FLT_DIG : DBL_DIG; digits <= most; ++digits) {
    len = snprintf(text, RHUMB_DOUBLE_TEXT, "%.*g", digits, number);
    const double back =
        single ? (double)strtof(text, NULL) : strtod(text, NULL);
    if (back >= number && back <= number) {
      break;
    }
  }
  if (strcmp(text, "inf") == 0 || strcmp(text, "-inf") == 0) {
    return *text == '-' ? RHUMB_STR("-Inf") : RHUMB_STR("Inf");
  }
  return (RhumbStr){text, (size_t)len};
}

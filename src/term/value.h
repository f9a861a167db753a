// SPDX-License-Identifier: ISC

/// @file value.h  Values of data before they become terms.

#ifndef RHUMB_TERM_VALUE_H
#define RHUMB_TERM_VALUE_H

#include "base/str.h"

/// What a value was in the data, for natural datatypes
typedef enum {
  RHUMB_VALUE_STRING,
  RHUMB_VALUE_BOOLEAN,
  RHUMB_VALUE_INTEGER,
  RHUMB_VALUE_DECIMAL,
  RHUMB_VALUE_DOUBLE,
  RHUMB_VALUE_DATE,
  RHUMB_VALUE_TIME,
  RHUMB_VALUE_DATETIME,
  RHUMB_VALUE_BINARY, ///< Lexical form: upper-case hexadecimal
  RHUMB_VALUE_OBJECT, ///< A JSON object: no value; lexical is its JSON text
  RHUMB_VALUE_ARRAY,  ///< A JSON array, likewise
} RhumbValueType;

typedef struct {
  RhumbStr lexical; ///< UTF-8, decoded
  RhumbValueType type;
} RhumbValue;

/// What a reference yields for a row: none (null), one, or several
typedef struct {
  const RhumbValue *items;
  size_t count;
} RhumbValues;

#endif // RHUMB_TERM_VALUE_H

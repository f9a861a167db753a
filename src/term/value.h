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
  /// Added to a type: what should be of it, and is none, such as "infinity" as
  /// a date; it can be a text, and no literal of its own type
  RHUMB_VALUE_UNFIT = 16,
} RhumbValueType;

/// True for what is no value, but has some in it
static inline bool
rhumb_value_is_structure(const RhumbValueType type)
{
  return type == RHUMB_VALUE_OBJECT || type == RHUMB_VALUE_ARRAY;
}

static inline bool
rhumb_value_is_unfit(const RhumbValueType type)
{
  return ((unsigned)type & (unsigned)RHUMB_VALUE_UNFIT) != 0;
}

/// The type that an unfit value should be of; any other's own
static inline RhumbValueType
rhumb_value_meant(const RhumbValueType type)
{
  return (RhumbValueType)((unsigned)type & ~(unsigned)RHUMB_VALUE_UNFIT);
}

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

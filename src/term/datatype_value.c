// SPDX-License-Identifier: ISC

/// @file datatype_value.c  Values of data as texts of a datatype, and why they
/// are none.

#include "base/ascii.h"
#include "base/list.h"
#include "term/canonical.h"
#include "term/datatype_impl.h"
#include "term/vocabulary.h"

#include <stdio.h>

/// The datatypes of values' own types
static const char *const iris[] = {
    [RHUMB_VALUE_STRING] = "",
    [RHUMB_VALUE_BOOLEAN] = RHUMB_XSD "boolean",
    [RHUMB_VALUE_INTEGER] = RHUMB_XSD "integer",
    [RHUMB_VALUE_DECIMAL] = RHUMB_XSD "decimal",
    [RHUMB_VALUE_DOUBLE] = RHUMB_XSD "double",
    [RHUMB_VALUE_DATE] = RHUMB_XSD "date",
    [RHUMB_VALUE_TIME] = RHUMB_XSD "time",
    [RHUMB_VALUE_DATETIME] = RHUMB_XSD "dateTime",
    [RHUMB_VALUE_BINARY] = RHUMB_XSD "hexBinary",
};

RhumbStr
rhumb_value_datatype(const RhumbValueType type)
{
  return rhumb_str((size_t)type < RHUMB_COUNT(iris) ? iris[type] : NULL);
}

bool
rhumb_value_of_datatype(RhumbValueType *const type, const RhumbStr iri)
{
  for (size_t i = 0; i < RHUMB_COUNT(iris); ++i) {
    if (rhumb_str_is(iri, *iris[i] ? iris[i] : RHUMB_XSD_STRING)) {
      *type = (RhumbValueType)i;
      return true;
    }
  }
  return false;
}

/// True for xsd:decimal and what is derived from it
static bool
is_exact(const RhumbDatatype *const type)
{
  return type->space == rhumb_is_decimal || type->space == rhumb_is_integer;
}

/// The byte that the hexadecimal digits from number `at` on are; 0 behind them
static unsigned
byte_at(const RhumbStr hex, const size_t at)
{
  return at + 1 < hex.len ? ((unsigned)rhumb_hex_value(hex.data[at]) << 4) |
                                (unsigned)rhumb_hex_value(hex.data[at + 1])
                          : 0;
}

/// Return the Base64 (RFC 4648) of bytes in hexadecimal
static RhumbStr
base64_of(const RhumbStr hex, RhumbArena *const arena)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/"
                               "="; // At MASK + 1, where there is no byte
  enum { MASK = 63 };
  RhumbBuf out = {0};
  for (size_t at = 0; at < hex.len; at += 6) {
    const unsigned group = (byte_at(hex, at) << 16) |
                           (byte_at(hex, at + 2) << 8) | byte_at(hex, at + 4);
    const bool has_second = at + 2 < hex.len;
    const bool has_third = at + 4 < hex.len;
    rhumb_buf_putc(&out, digits[(group >> 18) & MASK]);
    rhumb_buf_putc(&out, digits[(group >> 12) & MASK]);
    rhumb_buf_putc(&out, digits[has_second ? (group >> 6) & MASK : MASK + 1]);
    rhumb_buf_putc(&out, digits[has_third ? group & MASK : MASK + 1]);
  }
  return rhumb_buf_keep(&out, arena);
}

/// The hexadecimal digits of bytes may be a text of many datatypes; of Base64,
/// they would be other bytes
static bool
convert_bytes(const RhumbDatatype *const type,
              const RhumbStr hex,
              RhumbArena *const arena,
              RhumbStr *const out)
{
  if (type->space == rhumb_is_base64) {
    *out = base64_of(hex, arena);
    return true;
  }
  return rhumb_datatype_takes(type, hex);
}

bool
rhumb_datatype_convert(const RhumbDatatype *const type,
                       const RhumbValue *const value,
                       RhumbArena *const arena,
                       RhumbStr *const out)
{
  if (value->type == RHUMB_VALUE_BINARY) {
    return convert_bytes(type, value->lexical, arena, out);
  }
  if (!is_exact(type) || (value->type != RHUMB_VALUE_DECIMAL &&
                          value->type != RHUMB_VALUE_DOUBLE)) {
    return false;
  }
  RhumbBuf plain = {0};
  const bool fits = rhumb_put_decimal(&plain, value->lexical) &&
                    rhumb_datatype_takes(type, rhumb_buf_str(&plain));
  if (fits) {
    *out = rhumb_str_copy(arena, rhumb_buf_str(&plain));
  }
  rhumb_buf_free(&plain);
  return fits;
}

/// What a day or time of the right form is none of
static const char *
missing_of(const RhumbDatatype *const type)
{
  const bool has_day = strpbrk(type->parts, "dD") != NULL;
  const bool has_time = strchr(type->parts, 't') != NULL;
  return has_day && has_time ? "day or time"
         : has_day           ? "day"
         : has_time          ? "time"
                             : "month";
}

void
rhumb_datatype_explain(char why[RHUMB_DATATYPE_WHY],
                       const RhumbDatatype *const type,
                       const RhumbStr text)
{
  const RhumbStr trimmed = rhumb_str_trim(text);
  const size_t room = RHUMB_DATATYPE_WHY;
  if (trimmed.len < text.len && rhumb_datatype_takes(type, trimmed)) {
    (void)snprintf(why,
                   room,
                   "is no %s: there is white space at its %s",
                   type->name,
                   trimmed.data > text.data ? "start" : "end");
  } else if (type->space == rhumb_is_moment &&
             rhumb_looks_like_moment(type, text)) {
    (void)snprintf(why,
                   room,
                   "is no %s: there is no such %s",
                   type->name,
                   missing_of(type));
  } else {
    (void)snprintf(why, room, "is no %s, which is %s", type->name, type->form);
  }
}

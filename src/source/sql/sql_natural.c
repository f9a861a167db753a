// SPDX-License-Identifier: ISC

/// @file sql_natural.c  The natural mapping of SQL values (R2RML section 10),
/// in the canonical form of XML Schema where databases write differently.

#include "source/sql/sql_impl.h"

#include "base/list.h"
#include "term/canonical.h"
#include "term/vocabulary.h"

static bool
put_double(RhumbBuf *const out, const RhumbStr text)
{
  static const struct {
    const char *name, *xsd;
  } names[] = {
      {"Infinity", "INF"},
      {"-Infinity", "-INF"},
      {"Inf", "INF"},
      {"-Inf", "-INF"},
  };
  for (size_t i = 0; i < RHUMB_COUNT(names); ++i) {
    if (rhumb_str_is(text, names[i].name)) {
      rhumb_buf_puts(out, names[i].xsd);
      return true;
    }
  }
  return rhumb_put_double(out, text);
}

/// Most integers are written as they come
static bool
put_integer(RhumbBuf *const out, const RhumbStr text)
{
  const size_t start = rhumb_str_starts(text, RHUMB_STR("-"));
  const bool is_plain = start < text.len && text.data[start] != '0' &&
                        rhumb_str_skip_digits(text, start) == text.len;
  if (is_plain) {
    rhumb_buf_put(out, text);
  }
  return is_plain || rhumb_put_integer(out, text);
}

static bool
put_boolean(RhumbBuf *const out, const RhumbStr text)
{
  static const struct {
    const char *name, *xsd;
  } names[] = {
      {"1", "true"},
      {"t", "true"},
      {"true", "true"},
      {"0", "false"},
      {"f", "false"},
      {"false", "false"},
  };
  for (size_t i = 0; i < RHUMB_COUNT(names); ++i) {
    if (rhumb_str_alike(text, rhumb_str(names[i].name))) {
      rhumb_buf_puts(out, names[i].xsd);
      return true;
    }
  }
  return false;
}

static bool
put_hex(RhumbBuf *const out, const RhumbStr bytes)
{
  rhumb_buf_reserve(out, 2 * bytes.len);
  for (size_t i = 0; i < bytes.len; ++i) {
    rhumb_buf_put_hex(out, bytes.data[i]);
  }
  return true;
}

static bool
put_text(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_put(out, text);
  return true;
}

/// How each type is written: false, with nothing written, of a text that is no
/// value of it
static bool (*const natural[])(RhumbBuf *out, RhumbStr text) = {
    [RHUMB_VALUE_STRING] = put_text,
    [RHUMB_VALUE_BOOLEAN] = put_boolean,
    [RHUMB_VALUE_INTEGER] = put_integer,
    [RHUMB_VALUE_DECIMAL] = rhumb_put_decimal,
    [RHUMB_VALUE_DOUBLE] = put_double,
    [RHUMB_VALUE_DATE] = rhumb_sql_put_date,
    [RHUMB_VALUE_TIME] = rhumb_sql_put_time,
    [RHUMB_VALUE_DATETIME] = rhumb_sql_put_datetime,
    [RHUMB_VALUE_BINARY] = put_hex,
};

RhumbValueType
rhumb_sql_put_natural(RhumbBuf *const out,
                      const RhumbValue value,
                      const RhumbDatatype *const space,
                      const size_t width)
{
  const size_t start = out->len;
  if (!natural[value.type](out, value.lexical) ||
      !rhumb_datatype_takes(space, rhumb_str_from(rhumb_buf_str(out), start))) {
    out->len = start;
    rhumb_buf_put(out, value.lexical);
    if (space && rhumb_datatype_takes(space, value.lexical)) {
      return value.type; // As XML Schema has it, which few databases write
    }
    return (RhumbValueType)((unsigned)value.type | (unsigned)RHUMB_VALUE_UNFIT);
  }
  size_t n = 0; // Characters, not bytes
  for (size_t i = 0; width && i < value.lexical.len; ++i) {
    n += (value.lexical.data[i] & 0xC0) != 0x80;
  }
  for (; n < width; ++n) {
    rhumb_buf_putc(out, ' ');
  }
  return value.type;
}

const RhumbDatatype *
rhumb_sql_space(const RhumbValueType type)
{
  static const char *const iris[] = {
      [RHUMB_VALUE_DATE] = RHUMB_XSD "date",
      [RHUMB_VALUE_TIME] = RHUMB_XSD "time",
      [RHUMB_VALUE_DATETIME] = RHUMB_XSD "dateTime",
  };
  return type < RHUMB_COUNT(iris) && iris[type]
             ? rhumb_datatype_find(rhumb_str(iris[type]))
             : NULL;
}

RhumbValueType
rhumb_sql_type(const RhumbSqlType *const types,
               const size_t count,
               const unsigned native,
               const RhumbValueType otherwise)
{
  size_t i = 0;
  while (i < count && types[i].native != native) {
    ++i;
  }
  return i < count ? types[i].type : otherwise;
}

// SPDX-License-Identifier: ISC

/// @file sql_natural.c  The natural mapping of SQL values (R2RML section 10),
/// in the canonical form of XML Schema where databases write differently.

#include "source/sql/sql_impl.h"

#include "base/list.h"

#include <ctype.h>
#include <stdlib.h>

/// A decimal text taken apart: 0.digits times ten to the power of `exponent`
typedef struct {
  char digits[64];
  size_t count;
  int exponent;
  bool negative;
} Number;

/// Read the digits and the point from `at` on; return where they end
static size_t
read_digits(Number *const number, const RhumbStr text, size_t at)
{
  bool after_point = false;
  for (; at < text.len; ++at) {
    const char c = text.data[at];
    if (c == '.' && !after_point) {
      after_point = true;
    } else if (!isdigit((unsigned char)c)) {
      break;
    } else if (c == '0' && !number->count) {
      number->exponent -= after_point;
    } else {
      number->exponent += !after_point;
      if (number->count < sizeof(number->digits)) {
        number->digits[number->count++] = c;
      }
    }
  }
  while (number->count && number->digits[number->count - 1] == '0') {
    --number->count;
  }
  return at;
}

static Number
read_number(const RhumbStr text)
{
  Number number = {.negative = rhumb_str_starts(text, RHUMB_STR("-"))};
  const bool has_sign =
      number.negative || rhumb_str_starts(text, RHUMB_STR("+"));
  const size_t end = read_digits(&number, text, has_sign ? 1 : 0);
  if (end + 1 < text.len && (text.data[end] == 'e' || text.data[end] == 'E')) {
    char exponent[16] = "";
    const size_t len = text.len - end - 1;
    memcpy(exponent, text.data + end + 1, len < 15 ? len : 15);
    number.exponent += (int)strtol(exponent, NULL, 10);
  }
  return number;
}

/// "80.25" becomes "8.025E1". Done on the text: a REAL that is read as a double
/// would gain digits.
static void
put_double(RhumbBuf *const out, const RhumbStr text)
{
  static const struct {
    RhumbStr sql, xsd;
  } names[] = {
      {{"Infinity", 8}, {"INF", 3}},
      {{"-Infinity", 9}, {"-INF", 4}},
      {{"Inf", 3}, {"INF", 3}},
      {{"-Inf", 4}, {"-INF", 4}},
      {{"NaN", 3}, {"NaN", 3}},
  };
  for (size_t i = 0; i < RHUMB_COUNT(names); ++i) {
    if (rhumb_str_equal(text, names[i].sql)) {
      rhumb_buf_put(out, names[i].xsd);
      return;
    }
  }
  const Number number = read_number(text);
  rhumb_buf_puts(out, number.negative ? "-" : "");
  if (!number.count) {
    rhumb_buf_puts(out, "0.0E0");
    return;
  }
  const bool has_more = number.count > 1;
  rhumb_buf_format(out,
                   "%c.%.*sE%d",
                   number.digits[0],
                   has_more ? (int)number.count - 1 : 1,
                   has_more ? number.digits + 1 : "0",
                   number.exponent - 1);
}

static void
put_hex(RhumbBuf *const out, const RhumbStr bytes)
{
  rhumb_buf_reserve(out, 2 * bytes.len);
  for (size_t i = 0; i < bytes.len; ++i) {
    rhumb_buf_put_hex(out, bytes.data[i]);
  }
}

/// "12:12:22+02" becomes "12:12:22+02:00"
static void
put_time(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_put(out, text);
  const bool has_hours = text.len > 8 && strchr("+-", text.data[text.len - 3]);
  rhumb_buf_puts(out, has_hours ? ":00" : "");
}

/// "2009-10-10 12:12:22+02" becomes "2009-10-10T12:12:22+02:00"
static void
put_datetime(RhumbBuf *const out, const RhumbStr text)
{
  const char *const space =
      text.len ? (const char *)memchr(text.data, ' ', text.len) : NULL;
  if (!space) {
    rhumb_buf_put(out, text);
    return;
  }
  const size_t at = (size_t)(space - text.data);
  rhumb_buf_put(out, rhumb_str_slice(text, 0, at));
  rhumb_buf_putc(out, 'T');
  put_time(out, rhumb_str_slice(text, at + 1, text.len));
}

static void
put_boolean(RhumbBuf *const out, const RhumbStr text)
{
  const bool is_true = text.len && strchr("tTyY123456789-", text.data[0]);
  rhumb_buf_puts(out, is_true ? "true" : "false");
}

static void
put_text(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_put(out, text);
}

/// How each type is written
static void (*const natural[])(RhumbBuf *out, RhumbStr text) = {
    [RHUMB_VALUE_STRING] = put_text,
    [RHUMB_VALUE_BOOLEAN] = put_boolean,
    [RHUMB_VALUE_INTEGER] = put_text,
    [RHUMB_VALUE_DECIMAL] = put_text,
    [RHUMB_VALUE_DOUBLE] = put_double,
    [RHUMB_VALUE_DATE] = put_text,
    [RHUMB_VALUE_TIME] = put_time,
    [RHUMB_VALUE_DATETIME] = put_datetime,
    [RHUMB_VALUE_BINARY] = put_hex,
};

void
rhumb_sql_put_natural(RhumbBuf *const out,
                      const RhumbValue value,
                      const size_t width)
{
  natural[value.type](out, value.lexical);
  size_t n = 0; // Characters, not bytes
  for (size_t i = 0; width && i < value.lexical.len; ++i) {
    n += (value.lexical.data[i] & 0xC0) != 0x80;
  }
  for (; n < width; ++n) {
    rhumb_buf_putc(out, ' ');
  }
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

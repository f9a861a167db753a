// SPDX-License-Identifier: ISC

/// @file canonical.c  Numbers in the canonical form of XML Schema 1.1 (part 2,
/// appendix E.1).

#include "term/canonical.h"

#include "base/list.h"

/// A number's text taken apart: digits without a point and without zeros at
/// both ends, and the place of the point, counted from the first of them
typedef struct {
  RhumbStr text; ///< From the first digit that counts to the last
  int64_t point;
  bool negative;
} Number;

enum { MAX_ZEROS = 1000, MAX_EXPONENT = 1000000000 };

/// Read "e+10" or nothing; false of anything else
static bool
read_exponent(int64_t *const out, const RhumbStr text)
{
  *out = 0;
  if (!text.len) {
    return true;
  }
  return (text.data[0] == 'e' || text.data[0] == 'E') &&
         rhumb_str_integer(rhumb_str_from(text, 1), out) &&
         *out <= MAX_EXPONENT && *out >= -MAX_EXPONENT;
}

/// Return the byte behind digits and at most one point, which `point` is set to
static size_t
skip_digits(const RhumbStr text, size_t *const point)
{
  size_t at = 0;
  *point = SIZE_MAX;
  for (; at < text.len; ++at) {
    if (text.data[at] == '.' && *point == SIZE_MAX) {
      *point = at;
    } else if (!rhumb_is_digit(text.data[at])) {
      break;
    }
  }
  *point = *point == SIZE_MAX ? at : *point;
  return at;
}

/// Read a number; false of what is none
static bool
read_number(Number *const out, RhumbStr text)
{
  out->negative = rhumb_str_starts(text, RHUMB_STR("-"));
  if (out->negative || rhumb_str_starts(text, RHUMB_STR("+"))) {
    text = rhumb_str_from(text, 1);
  }
  size_t point = 0;
  const size_t end = skip_digits(text, &point);
  int64_t exponent = 0;
  if (end == (size_t)(point < end) || // No digit
      !read_exponent(&exponent, rhumb_str_from(text, end))) {
    return false;
  }
  size_t first = 0;
  size_t last = end;
  while (first < end && strchr("0.", text.data[first])) {
    ++first;
  }
  while (last > first && strchr("0.", text.data[last - 1])) {
    --last;
  }
  out->text = rhumb_str_slice(text, first, last);
  out->point = (int64_t)point - (int64_t)first + exponent + (point < first);
  // In canonical form the exponent is that of the first digit: it is read again
  return !out->text.len ||
         (out->point - 1 <= MAX_EXPONENT && out->point - 1 >= -MAX_EXPONENT);
}

/// Append the digits from number `from` up to, not including, `to`, zeros where
/// there are none
static void
put_digits(RhumbBuf *const out,
           const Number *const number,
           const int64_t from,
           const int64_t to)
{
  const size_t point = rhumb_str_index(number->text, '.');
  for (int64_t i = from; i < to; ++i) {
    const size_t at = (size_t)i + ((size_t)i >= point);
    rhumb_buf_putc(
        out,
        (char)(i >= 0 && at < number->text.len ? number->text.data[at] : '0'));
  }
}

/// How many digits count
static int64_t
count_digits(const Number *const number)
{
  return (int64_t)number->text.len - rhumb_str_has(number->text, '.');
}

bool
rhumb_put_double(RhumbBuf *const out, const RhumbStr text)
{
  if (rhumb_str_is(text, "INF") || rhumb_str_is(text, "-INF") ||
      rhumb_str_is(text, "+INF") || rhumb_str_is(text, "NaN")) {
    rhumb_buf_put(out, rhumb_str_from(text, text.data[0] == '+'));
    return true;
  }
  Number number = {0};
  if (!read_number(&number, text)) {
    return false;
  }
  rhumb_buf_puts(out, number.negative ? "-" : "");
  const int64_t count = count_digits(&number);
  put_digits(out, &number, 0, 1);
  rhumb_buf_putc(out, '.');
  put_digits(out, &number, 1, count > 1 ? count : 2);
  rhumb_buf_format(out, "E%d", count ? (int)number.point - 1 : 0);
  return true;
}

bool
rhumb_put_decimal(RhumbBuf *const out, const RhumbStr text)
{
  Number number = {0};
  if (!read_number(&number, text)) {
    return false;
  }
  const int64_t count = count_digits(&number);
  const int64_t point = count ? number.point : 0;
  if (point > count + MAX_ZEROS || point < -MAX_ZEROS) {
    return false;
  }
  rhumb_buf_puts(out, number.negative && count ? "-" : "");
  put_digits(out, &number, point > 0 ? 0 : -1, point > 0 ? point : 0);
  if (count > point) {
    rhumb_buf_putc(out, '.');
    put_digits(out, &number, point, count);
  }
  return true;
}

bool
rhumb_put_integer(RhumbBuf *const out, const RhumbStr text)
{
  Number number = {0};
  return read_number(&number, text) &&
         (number.point >= count_digits(&number) || !number.text.len) &&
         rhumb_put_decimal(out, text);
}

// SPDX-License-Identifier: ISC

/// @file order.c  Moments and numbers of any length, compared as they are
/// written.

#include "term/order.h"

#include "base/ascii.h"
#include "base/list.h"

static int
sign_of(const int64_t a, const int64_t b)
{
  return (a > b) - (a < b);
}

// Numbers --------------------------------------------------------------------

/// A number: 0.DIGITS times ten to `scale`; zero has no digits
typedef struct {
  bool is_negative;
  RhumbStr whole, fraction; ///< The digits, from the first that is not 0
  int64_t scale;
} Number;

/// Digits of an exponent; with more, a text is no number
enum { MAX_EXPONENT_DIGITS = 9 };

static RhumbStr
trim_zeros(RhumbStr digits)
{
  while (digits.len && digits.data[digits.len - 1] == '0') {
    --digits.len;
  }
  return digits;
}

/// Read the exponent that begins at `at`, if one does; return where it ends, or
/// the length and one more if it is none
static size_t
read_exponent(int64_t *const out, const RhumbStr text, const size_t at)
{
  *out = 0;
  if (at == text.len || !strchr("eE", text.data[at])) {
    return at;
  }
  const bool has_sign = at + 1 < text.len && strchr("+-", text.data[at + 1]);
  const size_t start = at + (has_sign ? 2 : 1);
  const size_t end = rhumb_str_skip_digits(text, start);
  if (end == start || end - start > MAX_EXPONENT_DIGITS) {
    return text.len + 1;
  }
  for (size_t i = start; i < end; ++i) {
    *out = (10 * *out) + (text.data[i] - '0');
  }
  *out = has_sign && text.data[at + 1] == '-' ? -*out : *out;
  return end;
}

/// Take the zeros away that the digits begin with
static void
settle_digits(Number *const number)
{
  size_t first = 0;
  while (first < number->whole.len && number->whole.data[first] == '0') {
    ++first;
  }
  number->whole = rhumb_str_from(number->whole, first);
  number->scale += (int64_t)number->whole.len;
  if (number->whole.len) {
    return;
  }
  first = 0;
  while (first < number->fraction.len && number->fraction.data[first] == '0') {
    ++first;
  }
  number->fraction = rhumb_str_from(number->fraction, first);
  number->scale -= (int64_t)first;
}

static bool
read_number(Number *const out, const RhumbStr text)
{
  const size_t start = text.len && strchr("+-", text.data[0]) ? 1 : 0;
  const size_t dot = rhumb_str_skip_digits(text, start);
  const bool has_dot = dot < text.len && text.data[dot] == '.';
  const size_t from = has_dot ? dot + 1 : dot;
  const size_t end = rhumb_str_skip_digits(text, from);
  *out = (Number){.whole = rhumb_str_slice(text, start, dot),
                  .fraction = trim_zeros(rhumb_str_slice(text, from, end))};
  const size_t behind = read_exponent(&out->scale, text, end);
  settle_digits(out);
  out->is_negative =
      start && text.data[0] == '-' && (out->whole.len || out->fraction.len);
  return behind == text.len && dot > start && (!has_dot || end > from);
}

/// Return the digit at `at`, counted from the first that is not 0
static char
digit_at(const Number *const number, const size_t at)
{
  const size_t behind = at - number->whole.len;
  return (char)(at < number->whole.len          ? number->whole.data[at]
                : behind < number->fraction.len ? number->fraction.data[behind]
                                                : '0');
}

/// Compare without the signs
static int
compare_sizes(const Number *const x, const Number *const y)
{
  const size_t n_x = x->whole.len + x->fraction.len;
  const size_t n_y = y->whole.len + y->fraction.len;
  if (!n_x || !n_y || x->scale != y->scale) {
    return !n_x || !n_y ? (n_x > 0) - (n_y > 0) : sign_of(x->scale, y->scale);
  }
  for (size_t i = 0; i < n_x || i < n_y; ++i) {
    const int order = sign_of(digit_at(x, i), digit_at(y, i));
    if (order) {
      return order;
    }
  }
  return 0;
}

static int
compare_numbers(const RhumbStr a, const RhumbStr b)
{
  Number x;
  Number y;
  (void)read_number(&x, a);
  (void)read_number(&y, b);
  if (x.is_negative != y.is_negative) {
    return x.is_negative ? -1 : 1;
  }
  const int order = compare_sizes(&x, &y);
  return x.is_negative ? -order : order;
}

// Moments --------------------------------------------------------------------

typedef struct {
  int64_t seconds; ///< From some moment on, in UTC
  RhumbStr fraction;
} Moment;

/// What is left of a text that is read from its start
typedef struct {
  RhumbStr rest;
  bool failed;
} Reading;

/// Take a number of so many digits, from `least` up to `most`
static int64_t
take_digits(Reading *const reading,
            const size_t len,
            const int64_t least,
            const int64_t most)
{
  int64_t number = 0;
  const size_t end = rhumb_str_skip_digits(
      rhumb_str_slice(
          reading->rest, 0, len < reading->rest.len ? len : reading->rest.len),
      0);
  for (size_t i = 0; i < end; ++i) {
    number = (10 * number) + (reading->rest.data[i] - '0');
  }
  reading->failed |= end != len || number < least || number > most;
  reading->rest = rhumb_str_from(reading->rest, end);
  return number;
}

/// Take one of `signs` if it stands there, or return NUL
static char
take_sign(Reading *const reading, const char *const signs)
{
  const char c = (char)(reading->rest.len ? reading->rest.data[0] : '\0');
  if (!c || !strchr(signs, c)) {
    return '\0';
  }
  reading->rest = rhumb_str_from(reading->rest, 1);
  return c;
}

/// Return the days from some day on to a day of the Gregorian calendar, in
/// years that begin in March, so that a leap day is the last
static int64_t
days_to(const int64_t year, const int64_t month, const int64_t day)
{
  const int64_t y = month > 2 ? year : year - 1;
  const int64_t m = month > 2 ? month - 3 : month + 9;
  return (365 * y) + (y / 4) - (y / 100) + (y / 400) + (((153 * m) + 2) / 5) +
         day;
}

static int64_t
take_date(Reading *const reading)
{
  const int64_t year = take_digits(reading, 4, 1, 9999);
  reading->failed |= !take_sign(reading, "-");
  const int64_t month = take_digits(reading, 2, 1, 12);
  reading->failed |= !take_sign(reading, "-");
  return days_to(year, month, take_digits(reading, 2, 1, 31));
}

/// Take the time of a day; seconds may be missing
static int64_t
take_time(Reading *const reading, RhumbStr *const fraction)
{
  const int64_t hours = take_digits(reading, 2, 0, 24);
  reading->failed |= !take_sign(reading, ":");
  int64_t seconds = 3600 * hours + 60 * take_digits(reading, 2, 0, 59);
  if (take_sign(reading, ":")) {
    seconds += take_digits(reading, 2, 0, 60);
    if (take_sign(reading, ".,")) {
      const size_t end = rhumb_str_skip_digits(reading->rest, 0);
      *fraction = trim_zeros(rhumb_str_slice(reading->rest, 0, end));
      reading->failed |= end == 0;
      reading->rest = rhumb_str_from(reading->rest, end);
    }
  }
  return seconds;
}

/// Take a time zone; return its seconds east of UTC
static int64_t
take_zone(Reading *const reading)
{
  if (take_sign(reading, "Zz")) {
    return 0;
  }
  const char sign = take_sign(reading, "+-");
  if (!sign) {
    return 0;
  }
  const int64_t hours = take_digits(reading, 2, 0, 14);
  (void)take_sign(reading, ":");
  const int64_t east = 3600 * hours + 60 * take_digits(reading, 2, 0, 59);
  return sign == '-' ? -east : east;
}

static bool
read_moment(Moment *const out, const RhumbStr text)
{
  Reading reading = {text, false};
  *out = (Moment){.fraction = RHUMB_STR("")};
  out->seconds = 86400 * take_date(&reading);
  if (take_sign(&reading, "Tt ")) {
    out->seconds += take_time(&reading, &out->fraction);
  }
  out->seconds -= take_zone(&reading);
  return !reading.failed && !reading.rest.len;
}

static int
compare_moments(const RhumbStr a, const RhumbStr b)
{
  Moment x;
  Moment y;
  (void)read_moment(&x, a);
  (void)read_moment(&y, b);
  const int order = sign_of(x.seconds, y.seconds);
  return order ? order : rhumb_str_compare(x.fraction, y.fraction);
}

// Any ------------------------------------------------------------------------

RhumbOrder
rhumb_order_of(const RhumbStr text)
{
  Moment moment;
  Number number;
  return !text.len                    ? RHUMB_ORDER_NONE
         : read_moment(&moment, text) ? RHUMB_ORDER_MOMENT
         : read_number(&number, text) ? RHUMB_ORDER_NUMBER
                                      : RHUMB_ORDER_TEXT;
}

int
rhumb_order_compare(const RhumbOrder order, const RhumbStr a, const RhumbStr b)
{
  switch (order) {
  case RHUMB_ORDER_MOMENT:
    return compare_moments(a, b);
  case RHUMB_ORDER_NUMBER:
    return compare_numbers(a, b);
  case RHUMB_ORDER_NONE:
  case RHUMB_ORDER_TEXT:
    break;
  }
  return rhumb_str_compare(a, b);
}

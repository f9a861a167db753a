// SPDX-License-Identifier: ISC

/// @file datatype_number.c  The lexical spaces of truth values and numbers, and
/// numbers written in another form.

#include "term/datatype_impl.h"

#include "base/ascii.h"

/// Exponents beyond it make no number that anyone wants written out; those of
/// doubles end at 308
enum { MAX_EXPONENT = 1000 };

/// Return where the digits from `at` on end
static size_t
skip_digits(const RhumbStr text, size_t at)
{
  while (at < text.len && rhumb_is_digit(text.data[at])) {
    ++at;
  }
  return at;
}

/// Return where the sign ends, if there is one
static size_t
skip_sign(const RhumbStr text, const size_t at)
{
  return at + (at < text.len && (text.data[at] == '-' || text.data[at] == '+'));
}

bool
rhumb_is_boolean(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  return rhumb_str_equal(text, RHUMB_STR("true")) ||
         rhumb_str_equal(text, RHUMB_STR("false")) ||
         rhumb_str_equal(text, RHUMB_STR("1")) ||
         rhumb_str_equal(text, RHUMB_STR("0"));
}

// Whole numbers ---------------------------------------------------------------

/// A whole number taken apart; 0 has neither digits nor sign
typedef struct {
  RhumbStr digits; ///< Without leading zeros
  bool is_negative;
} Whole;

static Whole
take_apart(const RhumbStr text)
{
  size_t at = skip_sign(text, 0);
  while (at < text.len && text.data[at] == '0') {
    ++at;
  }
  return (Whole){rhumb_str_from(text, at),
                 at < text.len && text.data[0] == '-'};
}

static int
compare(const RhumbStr left, const char *const right)
{
  const Whole a = take_apart(left);
  const Whole b = take_apart(rhumb_str(right));
  if (a.is_negative != b.is_negative) {
    return a.is_negative ? -1 : 1;
  }
  const int size = a.digits.len != b.digits.len
                       ? (a.digits.len < b.digits.len ? -1 : 1)
                       : rhumb_str_compare(a.digits, b.digits);
  return a.is_negative ? -size : size;
}

bool
rhumb_is_integer(const RhumbDatatype *const type, const RhumbStr text)
{
  const size_t start = skip_sign(text, 0);
  const size_t end = skip_digits(text, start);
  return end > start && end == text.len &&
         (!type->least || compare(text, type->least) >= 0) &&
         (!type->most || compare(text, type->most) <= 0);
}

// Decimals --------------------------------------------------------------------

/// Return where digits with a point or without end; `at` if there are none
static size_t
skip_decimal(const RhumbStr text, const size_t at)
{
  size_t end = skip_digits(text, at);
  size_t count = end - at;
  if (end < text.len && text.data[end] == '.') {
    const size_t point = end + 1;
    end = skip_digits(text, point);
    count += end - point;
  }
  return count ? end : at;
}

bool
rhumb_is_decimal(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  const size_t start = skip_sign(text, 0);
  const size_t end = skip_decimal(text, start);
  return end > start && end == text.len;
}

static bool
is_special(const RhumbStr text)
{
  return rhumb_str_equal(text, RHUMB_STR("INF")) ||
         rhumb_str_equal(text, RHUMB_STR("-INF")) ||
         rhumb_str_equal(text, RHUMB_STR("+INF")) ||
         rhumb_str_equal(text, RHUMB_STR("NaN"));
}

bool
rhumb_is_double(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  const size_t start = skip_sign(text, 0);
  size_t end = skip_decimal(text, start);
  if (end == start) {
    return is_special(text);
  }
  if (end < text.len && (text.data[end] == 'e' || text.data[end] == 'E')) {
    const size_t digits = skip_sign(text, end + 1);
    end = skip_digits(text, digits);
    return end > digits && end == text.len;
  }
  return end == text.len;
}

/// OWL 2 Structural Specification, section 4.1
bool
rhumb_is_rational(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  const size_t start = skip_sign(text, 0);
  const size_t slash = skip_digits(text, start);
  const size_t below = slash + 1;
  return slash > start && below < text.len && text.data[slash] == '/' &&
         skip_digits(text, below) == text.len &&
         take_apart(rhumb_str_from(text, below)).digits.len;
}

// Another form ----------------------------------------------------------------

/// Put the digits of 0.DIGITS times ten to the power of `exponent`
static void
put_digits(RhumbBuf *const out, const RhumbStr digits, const int64_t exponent)
{
  const int64_t count = (int64_t)digits.len;
  if (exponent <= 0) {
    rhumb_buf_puts(out, "0.");
  }
  for (int64_t i = exponent; i < 0; ++i) {
    rhumb_buf_putc(out, '0');
  }
  for (int64_t i = 0; i < count; ++i) {
    if (i == exponent && i > 0) {
      rhumb_buf_putc(out, '.');
    }
    rhumb_buf_putc(out, digits.data[i]);
  }
  for (int64_t i = count; i < exponent; ++i) {
    rhumb_buf_putc(out, '0');
  }
}

/// Put the significant digits of `mantissa`; return by how many places the
/// point is behind the first of them
static int64_t
take_digits(RhumbBuf *const digits, const RhumbStr mantissa)
{
  int64_t places = 0;
  bool is_behind = false;
  for (size_t i = skip_sign(mantissa, 0); i < mantissa.len; ++i) {
    const char c = mantissa.data[i];
    if (c == '.') {
      is_behind = true;
    } else if (c == '0' && !digits->len) {
      places -= is_behind;
    } else {
      places += !is_behind;
      rhumb_buf_putc(digits, c);
    }
  }
  while (digits->len && digits->data[digits->len - 1] == '0') {
    --digits->len;
  }
  return places;
}

bool
rhumb_put_plain_number(RhumbBuf *const out, const RhumbStr text)
{
  int64_t exponent = 0;
  const size_t end = skip_decimal(text, skip_sign(text, 0));
  if (!rhumb_is_double(NULL, text) || is_special(text) ||
      (end < text.len &&
       !rhumb_str_integer(rhumb_str_from(text, end + 1), &exponent)) ||
      exponent > MAX_EXPONENT || exponent < -MAX_EXPONENT) {
    return false;
  }
  RhumbBuf digits = {0};
  exponent += take_digits(&digits, rhumb_str_slice(text, 0, end));
  if (digits.len) {
    rhumb_buf_puts(out, text.data[0] == '-' ? "-" : "");
    put_digits(out, rhumb_buf_str(&digits), exponent);
  } else {
    rhumb_buf_putc(out, '0');
  }
  rhumb_buf_free(&digits);
  return true;
}

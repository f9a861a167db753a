// SPDX-License-Identifier: ISC

/// @file datatype_number.c  The lexical spaces of truth values and numbers.

#include "term/datatype_impl.h"

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

/// True if so few characters are within both bounds, whatever they are
static bool
is_short(const RhumbDatatype *const type, const size_t len)
{
  return type->least && type->most && len < strlen(type->most) &&
         type->least[0] == '-';
}

bool
rhumb_is_integer(const RhumbDatatype *const type, const RhumbStr text)
{
  const size_t start = skip_sign(text, 0);
  const size_t end = rhumb_str_skip_digits(text, start);
  return end > start && end == text.len &&
         (is_short(type, end) ||
          ((!type->least || compare(text, type->least) >= 0) &&
           (!type->most || compare(text, type->most) <= 0)));
}

// Decimals --------------------------------------------------------------------

/// Return where digits with a point or without end; `at` if there are none
static size_t
skip_decimal(const RhumbStr text, const size_t at)
{
  size_t end = rhumb_str_skip_digits(text, at);
  size_t count = end - at;
  if (end < text.len && text.data[end] == '.') {
    const size_t point = end + 1;
    end = rhumb_str_skip_digits(text, point);
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
    end = rhumb_str_skip_digits(text, digits);
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
  const size_t slash = rhumb_str_skip_digits(text, start);
  const size_t below = slash + 1;
  return slash > start && below < text.len && text.data[slash] == '/' &&
         rhumb_str_skip_digits(text, below) == text.len &&
         take_apart(rhumb_str_from(text, below)).digits.len;
}

// SPDX-License-Identifier: ISC

/// @file number.c  Functions of numbers.
///
/// Of whole numbers, what is whole is made without doubles. Other results have
/// up to 15 digits, which every conforming library gives alike.

#include "function/function_impl.h"

#include <math.h>

static const double half_turn = 180;
static const double pi = 3.14159265358979323846;

double
rhumb_nearest(const double number)
{
  const double below = floor(number);
  return number - below < 0.5 ? below : below + 1;
}

double
rhumb_degrees(const double radians)
{
  return radians * half_turn / pi;
}

double
rhumb_radians(const double degrees)
{
  return degrees * pi / half_turn;
}

static RhumbStatus
fail_too_large(RhumbFunctionContext *const context)
{
  return rhumb_function_fail(context, "the result has more than 18 digits");
}

/// Fail if an argument is not a double by its text, but has more digits than a
/// double tells apart
static RhumbStatus
check_exact(const RhumbStr text,
            const double number,
            RhumbFunctionContext *const context)
{
  return fabs(number) < RHUMB_EXACT ||
                 rhumb_number_type(text) == RHUMB_VALUE_DOUBLE
             ? RHUMB_OK
             : rhumb_function_fail(context,
                                   "\"%.*s\" has more digits than are counted "
                                   "here: up to 18 without a point, 15 with "
                                   "one",
                                   RHUMB_SHOW(text));
}

RHUMB_CALL(math)
{
  double x = 0;
  RHUMB_TRY(rhumb_argument_number(&x, args, 0, context));
  return rhumb_return_number(context, context->type->math(x));
}

/// Whole numbers stay as they are, however long
RHUMB_CALL(round)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  if (rhumb_number_type(text) == RHUMB_VALUE_INTEGER) {
    return rhumb_return(context, RHUMB_VALUE_INTEGER, text);
  }
  double x = 0;
  RHUMB_TRY(rhumb_argument_number(&x, args, 0, context));
  RHUMB_TRY(check_exact(text, x, context));
  return rhumb_return_number(context, context->type->math(x));
}

RHUMB_CALL(absolute)
{
  RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  double x = 0;
  RHUMB_TRY(rhumb_argument_number(&x, args, 0, context));
  if (text.data[0] == '-' || text.data[0] == '+') {
    text = rhumb_str_from(text, 1);
  }
  return rhumb_return(context, rhumb_number_type(text), text);
}

/// `variant`: 0 the smaller, 1 the larger, as it is written
RHUMB_CALL(extreme)
{
  double a = 0;
  double b = 0;
  RHUMB_TRY(rhumb_argument_number(&a, args, 0, context));
  RHUMB_TRY(rhumb_argument_number(&b, args, 1, context));
  const RhumbStr texts[] = {rhumb_trimmed(rhumb_argument(args, 0)),
                            rhumb_trimmed(rhumb_argument(args, 1))};
  int64_t m = 0;
  int64_t n = 0;
  const bool whole =
      rhumb_str_integer(texts[0], &m) && rhumb_str_integer(texts[1], &n);
  const bool less = whole ? n < m : b < a;
  const bool more = whole ? n > m : b > a;
  const RhumbStr text = texts[context->type->variant ? more : less];
  return rhumb_return(context, rhumb_number_type(text), text);
}

RHUMB_CALL(math2)
{
  double x = 0;
  double y = 0;
  RHUMB_TRY(rhumb_argument_number(&x, args, 0, context));
  RHUMB_TRY(rhumb_argument_number(&y, args, 1, context));
  return rhumb_return_number(context, context->type->math2(x, y));
}

/// Raise a whole number to a power; false if the result does not fit
static bool
raise(int64_t *const out, int64_t base, int64_t exponent)
{
  *out = 1;
  while (exponent) {
    if (exponent % 2 && __builtin_mul_overflow(*out, base, out)) {
      return false;
    }
    exponent /= 2;
    if (exponent && __builtin_mul_overflow(base, base, &base)) {
      return false;
    }
  }
  return true;
}

RHUMB_CALL(power)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  int64_t base = 0;
  int64_t exponent = 0;
  int64_t result = 0;
  if (!rhumb_str_integer(text, &base) ||
      !rhumb_str_integer(rhumb_trimmed(rhumb_argument(args, 1)), &exponent) ||
      exponent < 0) {
    return rhumb_call_math2(args, context);
  }
  return raise(&result, base, exponent)
             ? rhumb_return_integer(context, result)
             : rhumb_function_fail(context,
                                   "the result has more than 18 digits; of "
                                   "%.*s.0 it is a double",
                                   RHUMB_SHOW(text));
}

/// `variant`: 0 up to the next even number, 1 to the next odd one
RHUMB_CALL(parity)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  const bool wants_odd = context->type->variant != 0;
  int64_t whole = 0;
  if (rhumb_str_integer(text, &whole)) {
    return (whole % 2 != 0) == wants_odd ||
                   !__builtin_add_overflow(whole, 1, &whole)
               ? rhumb_return_integer(context, whole)
               : fail_too_large(context);
  }
  double x = 0;
  RHUMB_TRY(rhumb_argument_number(&x, args, 0, context));
  RHUMB_TRY(check_exact(text, x, context));
  const double up = ceil(x);
  const bool odd = fmod(up, 2) != 0;
  return rhumb_return_number(context, odd == wants_odd ? up : up + 1);
}

// Whole numbers -------------------------------------------------------------

static int64_t
divisor(int64_t a, int64_t b)
{
  while (b) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

static RhumbStatus
return_multiple(RhumbFunctionContext *const context,
                const int64_t a,
                const int64_t b)
{
  const int64_t common = divisor(a, b);
  int64_t multiple = 0;
  if (common && __builtin_mul_overflow(a / common, b, &multiple)) {
    return fail_too_large(context);
  }
  return rhumb_return_integer(context, multiple < 0 ? -multiple : multiple);
}

RHUMB_CALL(whole)
{
  const int what = context->type->variant;
  int64_t a = 0;
  int64_t b = 0;
  RHUMB_TRY(rhumb_argument_integer(&a, args, 0, context));
  RHUMB_TRY(rhumb_argument_integer(&b, args, 1, context));
  if (what == RHUMB_WHOLE_GCD) {
    return rhumb_return_integer(context, divisor(a, b));
  }
  if (what == RHUMB_WHOLE_LCM) {
    return return_multiple(context, a, b);
  }
  if (!b) {
    return rhumb_function_fail(context, "division by zero");
  }
  const int64_t rest = a % b;
  const bool other_side = rest && (rest < 0) != (b < 0);
  return rhumb_return_integer(context,
                              what == RHUMB_WHOLE_QUOTIENT ? a / b
                              : other_side                 ? rest + b
                                                           : rest);
}

RHUMB_CALL(factorial)
{
  int64_t n = 0;
  int64_t step = 1;
  RHUMB_TRY(rhumb_argument_integer(&n, args, 0, context));
  RHUMB_TRY(rhumb_argument_integer(&step, args, 1, context));
  if (n < 0 || step < 1) {
    return rhumb_function_fail(
        context, "the number must not be negative, the step be at least 1");
  }
  int64_t product = 1;
  for (; n > 1; n -= step) {
    if (__builtin_mul_overflow(product, n, &product)) {
      return fail_too_large(context);
    }
  }
  return rhumb_return_integer(context, product);
}

/// Multiply `*product` with n over k
static bool
choose(int64_t *const product, const int64_t n, int64_t k)
{
  int64_t ways = 1;
  k = k < n - k ? k : n - k;
  for (int64_t i = 1; i <= k; ++i) {
    const int64_t common = divisor(ways, i);
    ways /= common;
    if (__builtin_mul_overflow(ways, (n - k + i) / (i / common), &ways)) {
      return false;
    }
  }
  return !__builtin_mul_overflow(*product, ways, product);
}

RHUMB_CALL(combinations)
{
  int64_t n = 0;
  int64_t k = 0;
  RHUMB_TRY(rhumb_argument_integer(&n, args, 0, context));
  RHUMB_TRY(rhumb_argument_integer(&k, args, 1, context));
  if (n < 0 || k < 0) {
    return rhumb_function_fail(context, "the numbers must not be negative");
  }
  int64_t ways = k <= n;
  if (k <= n && !choose(&ways, n, k)) {
    return fail_too_large(context);
  }
  return rhumb_return_integer(context, ways);
}

RHUMB_CALL(multinomial)
{
  int64_t sum = 0;
  int64_t ways = 1;
  for (size_t i = 0; i < args[0].count; ++i) {
    const RhumbValues one = {&args[0].items[i], 1};
    int64_t n = 0;
    RHUMB_TRY(rhumb_argument_integer(&n, &one, 0, context));
    if (n < 0) {
      return rhumb_function_fail(context, "the numbers must not be negative");
    }
    if (__builtin_add_overflow(sum, n, &sum) || !choose(&ways, sum, n)) {
      return fail_too_large(context);
    }
  }
  return rhumb_return_integer(context, ways);
}

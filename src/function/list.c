// SPDX-License-Identifier: ISC

/// @file list.c  Functions of lists.

#include "base/ascii.h"
#include "base/table.h"
#include "function/function_impl.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

RHUMB_CALL(list_slice)
{
  int64_t first = 0;
  int64_t end = INT64_MAX;
  size_t from = 0;
  size_t to = 0;
  RHUMB_TRY(rhumb_argument_integer(&first, args, 1, context));
  RHUMB_TRY(rhumb_argument_integer(&end, args, 2, context));
  rhumb_range(&from, &to, args[0].count, first, end);
  context->result = (RhumbValues){args[0].items + from, to - from};
  return RHUMB_OK;
}

RHUMB_CALL(list_get)
{
  if (rhumb_argument_given(args, 2)) {
    return rhumb_call_list_slice(args, context);
  }
  int64_t index = 0;
  RHUMB_TRY(rhumb_argument_integer(&index, args, 1, context));
  const int64_t count = (int64_t)args[0].count;
  const int64_t at = index < 0 ? index + count : index;
  if (at < 0 || at >= count) {
    return rhumb_return_null(context);
  }
  context->result = (RhumbValues){&args[0].items[at], 1};
  return RHUMB_OK;
}

RHUMB_CALL(list_join)
{
  const RhumbStr separator = rhumb_argument(args, 1);
  RhumbTextBuilder made = {.arena = context->arena};
  for (size_t i = 0; i < args[0].count; ++i) {
    rhumb_builder_put(&made, i ? separator : RHUMB_STR(""));
    rhumb_builder_put(&made, args[0].items[i].lexical);
  }
  return rhumb_return_text(context, &made);
}

RHUMB_CALL(list_length)
{
  return rhumb_return_integer(context, (int64_t)args[0].count);
}

RHUMB_CALL(list_reverse)
{
  const size_t count = args[0].count;
  RhumbListBuilder list = {.arena = context->arena};
  for (size_t i = count; i-- > 0;) {
    rhumb_list_put(&list, args[0].items[i]);
  }
  return rhumb_return_list(context, &list);
}

RHUMB_CALL(list_contains)
{
  const RhumbStr wanted = rhumb_argument(args, 1);
  bool found = false;
  for (size_t i = 0; i < args[0].count && !found; ++i) {
    found = rhumb_str_equal(args[0].items[i].lexical, wanted);
  }
  return rhumb_return_boolean(context, found && rhumb_argument_given(args, 1));
}

RHUMB_CALL(list_first)
{
  (void)context;
  context->result = (RhumbValues){args[0].items, args[0].count ? 1 : 0};
  return RHUMB_OK;
}

RHUMB_CALL(list_uniques)
{
  RhumbTable seen = {.count = 0};
  RhumbListBuilder list = {.arena = context->arena};
  for (size_t i = 0; i < args[0].count; ++i) {
    const size_t before = seen.count;
    (void)rhumb_table_add(&seen, args[0].items[i].lexical);
    if (seen.count > before) {
      rhumb_list_put(&list, args[0].items[i]);
    }
  }
  rhumb_table_free(&seen);
  return rhumb_return_list(context, &list);
}

// Numbers in lists ----------------------------------------------------------

/// A value and what it counts
typedef struct {
  RhumbValue value;
  double number;
} Item;

static int
compare_texts(const void *const a, const void *const b)
{
  return rhumb_str_compare(((const Item *)a)->value.lexical,
                           ((const Item *)b)->value.lexical);
}

static int
compare_numbers(const void *const a, const void *const b)
{
  const double x = ((const Item *)a)->number;
  const double y = ((const Item *)b)->number;
  return x < y ? -1 : x > y ? 1 : compare_texts(a, b);
}

static bool
are_numbers(const RhumbValues *const list)
{
  for (size_t i = 0; i < list->count; ++i) {
    if (rhumb_number_type(rhumb_trimmed(list->items[i].lexical)) ==
        RHUMB_VALUE_STRING) {
      return false;
    }
  }
  return true;
}

RHUMB_CALL(list_sort)
{
  const size_t count = args[0].count;
  const bool numbers = are_numbers(&args[0]);
  Item *const items = RHUMB_NEW(context->arena, Item, count ? count : 1);
  for (size_t i = 0; i < count; ++i) {
    const RhumbValues one = {&args[0].items[i], 1};
    items[i].value = args[0].items[i];
    if (numbers) {
      RHUMB_TRY(rhumb_argument_number(&items[i].number, &one, 0, context));
    }
  }
  qsort(
      items, count, sizeof(*items), numbers ? compare_numbers : compare_texts);
  RhumbListBuilder list = {.arena = context->arena};
  for (size_t i = 0; i < count; ++i) {
    rhumb_list_put(&list, items[i].value);
  }
  return rhumb_return_list(context, &list);
}

/// Return the places behind a number's point, SIZE_MAX if it is no decimal
static size_t
places(const RhumbStr text)
{
  const RhumbValueType type = rhumb_number_type(text);
  return type == RHUMB_VALUE_INTEGER ? 0
         : type == RHUMB_VALUE_DECIMAL
             ? text.len - 1 - rhumb_str_index(text, '.')
             : SIZE_MAX;
}

/// Append a digit; false if the number does not fit
static bool
put_digit(int64_t *const number, const int digit)
{
  return !__builtin_mul_overflow(*number, 10, number) &&
         !__builtin_add_overflow(*number, digit, number);
}

/// Add a decimal to `*sum`, counted in units of the place `scale` behind the
/// point; false if that does not fit
static bool
add_decimal(int64_t *const sum, const RhumbStr text, const size_t scale)
{
  int64_t number = 0;
  bool fits = true;
  for (size_t i = 0; fits && i < text.len; ++i) {
    if (rhumb_is_digit(text.data[i])) {
      fits = put_digit(&number, text.data[i] - '0');
    }
  }
  for (size_t i = places(text); fits && number && i < scale; ++i) {
    fits = put_digit(&number, 0);
  }
  return fits &&
         (text.data[0] == '-' ? !__builtin_sub_overflow(*sum, number, sum)
                              : !__builtin_add_overflow(*sum, number, sum));
}

static RhumbStatus
return_decimal(RhumbFunctionContext *const context,
               int64_t number,
               size_t scale)
{
  for (; scale && number % 10 == 0; --scale) {
    number /= 10;
  }
  int64_t unit = 1;
  for (size_t i = 0; i < scale; ++i) {
    unit *= 10;
  }
  return scale ? rhumb_return(context,
                              RHUMB_VALUE_DECIMAL,
                              rhumb_str_format(context->arena,
                                               "%s%" PRId64 ".%0*" PRId64,
                                               number < 0 ? "-" : "",
                                               imaxabs(number / unit),
                                               (int)scale,
                                               imaxabs(number % unit)))
               : rhumb_return_integer(context, number);
}

/// Decimals are added as they are, where 18 digits hold them; doubles, and
/// smaller decimals of more places, as doubles
RHUMB_CALL(list_sum)
{
  const RhumbValues *const list = &args[0];
  size_t scale = 0;
  for (size_t i = 0; i < list->count; ++i) {
    const size_t own = places(rhumb_trimmed(list->items[i].lexical));
    scale = own > scale ? own : scale;
  }
  const bool exact = scale != SIZE_MAX;
  bool fits = exact && scale <= 18;
  int64_t whole = 0;
  double sum = 0;
  for (size_t i = 0; i < list->count; ++i) {
    const RhumbValues one = {&list->items[i], 1};
    double number = 0;
    RHUMB_TRY(rhumb_argument_number(&number, &one, 0, context));
    sum += number;
    fits = fits &&
           add_decimal(&whole, rhumb_trimmed(list->items[i].lexical), scale);
  }
  if (fits) {
    return return_decimal(context, whole, scale);
  }
  return exact && fabs(sum) >= RHUMB_EXACT
             ? rhumb_function_fail(context, "the sum has more than 18 digits")
             : rhumb_return_number(context, sum);
}

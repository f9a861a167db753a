// SPDX-License-Identifier: ISC

/// @file value.c  Arguments read, results made, for every function.

#include "base/ascii.h"
#include "base/list.h"
#include "base/number.h"
#include "base/utf8.h"
#include "function/function_impl.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unictype.h>

// Errors --------------------------------------------------------------------

RhumbStatus
rhumb_function_fail(RhumbFunctionContext *const context,
                    const char *const fmt,
                    ...)
{
  const size_t room = sizeof(context->error);
  const char *const name = context->type ? context->type->names[0] : NULL;
  int len = 0;
  if (name) {
    len = snprintf(context->error, room, "%s: ", name);
  }
  if (len >= 0 && (size_t)len < room) {
    va_list args;
    va_start(args, fmt);
    (void)vsnprintf(context->error + len, room - (size_t)len, fmt, args);
    va_end(args);
  }
  return RHUMB_ERR_VALUE;
}

int
rhumb_function_show(const RhumbStr str)
{
  const size_t most = 60;
  size_t at = 0;
  while (at < str.len) {
    uint32_t code = 0;
    const size_t len = rhumb_character(str, at, &code);
    if (at + len > most || !code) {
      break;
    }
    at += len;
  }
  return (int)at;
}

// Characters ----------------------------------------------------------------

size_t
rhumb_character(const RhumbStr text, const size_t at, uint32_t *const code)
{
  const unsigned len = rhumb_utf8_decode(text, at, code);
  if (!len) {
    *code = 0xFFFD;
  }
  return len ? len : 1;
}

size_t
rhumb_character_at(const RhumbStr text, size_t index)
{
  size_t at = 0;
  for (; at < text.len && index; --index) {
    uint32_t code = 0;
    at += rhumb_character(text, at, &code);
  }
  return at;
}

static size_t
place(const size_t count, const int64_t index)
{
  if (index >= 0) {
    return (uint64_t)index < count ? (size_t)index : count;
  }
  const uint64_t back = (uint64_t)0 - (uint64_t)index;
  return back < count ? count - (size_t)back : 0;
}

void
rhumb_range(size_t *const from,
            size_t *const to,
            const size_t count,
            const int64_t first,
            const int64_t end)
{
  *from = place(count, first);
  *to = place(count, end);
  if (*to < *from) {
    *to = *from;
  }
}

bool
rhumb_is_white(const uint32_t code)
{
  return code <= 0x20 || code == 0xFEFF || uc_is_property_white_space(code);
}

RhumbStr
rhumb_trimmed(RhumbStr text)
{
  uint32_t code = 0;
  while (text.len) {
    const size_t len = rhumb_character(text, 0, &code);
    if (!rhumb_is_white(code)) {
      break;
    }
    text = rhumb_str_from(text, len);
  }
  while (text.len) {
    const size_t start = rhumb_utf8_start(text, text.len - 1);
    (void)rhumb_character(text, start, &code);
    if (!rhumb_is_white(code)) {
      break;
    }
    text.len = start;
  }
  return text;
}

size_t
rhumb_find_last(const RhumbStr text, const RhumbStr sub)
{
  for (size_t end = text.len; end >= sub.len; --end) {
    const size_t at = end - sub.len;
    if (!sub.len || memcmp(text.data + at, sub.data, sub.len) == 0) {
      return at;
    }
    if (!at) {
      break;
    }
  }
  return SIZE_MAX;
}

// Arguments -----------------------------------------------------------------

RhumbStr
rhumb_argument(const RhumbValues *const args, const size_t index)
{
  const bool given = args[index].count && args[index].items[0].lexical.data;
  return given ? args[index].items[0].lexical : RHUMB_STR("");
}

bool
rhumb_argument_given(const RhumbValues *const args, const size_t index)
{
  return args[index].count > 0;
}

static bool
is_sign(const RhumbStr text, const size_t at)
{
  return at < text.len && (text.data[at] == '+' || text.data[at] == '-');
}

RhumbValueType
rhumb_number_type(const RhumbStr text)
{
  RhumbValueType type = RHUMB_VALUE_INTEGER;
  const size_t whole = is_sign(text, 0) ? 1 : 0;
  size_t at = rhumb_str_skip_digits(text, whole);
  size_t digits = at - whole;
  if (at < text.len && text.data[at] == '.') {
    const size_t fraction = at + 1;
    type = RHUMB_VALUE_DECIMAL;
    at = rhumb_str_skip_digits(text, fraction);
    digits += at - fraction;
  }
  if (digits && at < text.len && (text.data[at] | 0x20) == 'e') {
    const size_t exponent = is_sign(text, at + 1) ? at + 2 : at + 1;
    type = RHUMB_VALUE_DOUBLE;
    at = rhumb_str_skip_digits(text, exponent);
    digits = at - exponent;
  }
  return digits && at == text.len ? type : RHUMB_VALUE_STRING;
}

static RhumbStatus
not_a(const char *const what,
      const RhumbStr text,
      const size_t index,
      RhumbFunctionContext *const context)
{
  return rhumb_function_fail(context,
                             "\"%.*s\", its %s, is no %s",
                             RHUMB_SHOW(text),
                             context->type->parameters[index].name,
                             what);
}

RhumbStatus
rhumb_argument_number(double *const out,
                      const RhumbValues *const args,
                      const size_t index,
                      RhumbFunctionContext *const context)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, index));
  if (!args[index].count) {
    return RHUMB_OK;
  }
  if (rhumb_number_type(text) == RHUMB_VALUE_STRING) {
    return not_a("number", text, index, context);
  }
  const RhumbStr copy = rhumb_str_copy(context->arena, text);
  const double value = strtod(copy.data, NULL);
  if (!isfinite(value)) {
    return not_a("number that fits a double", text, index, context);
  }
  *out = value;
  return RHUMB_OK;
}

RhumbStatus
rhumb_argument_integer(int64_t *const out,
                       const RhumbValues *const args,
                       const size_t index,
                       RhumbFunctionContext *const context)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, index));
  if (!args[index].count || rhumb_str_integer(text, out)) {
    return RHUMB_OK;
  }
  if (rhumb_number_type(text) == RHUMB_VALUE_STRING) {
    return not_a("whole number", text, index, context);
  }
  double value = 0;
  RHUMB_TRY(rhumb_argument_number(&value, args, index, context));
  if (fabs(value) >= RHUMB_EXACT || value != floor(value)) {
    return not_a("whole number of up to 18 digits", text, index, context);
  }
  *out = (int64_t)value;
  return RHUMB_OK;
}

/// Read one value as true or false; false if it is neither
static bool
read_boolean(bool *const out, const RhumbStr text)
{
  *out = rhumb_str_alike(text, RHUMB_STR("true")) || rhumb_str_is(text, "1");
  return *out || rhumb_str_alike(text, RHUMB_STR("false")) ||
         rhumb_str_is(text, "0");
}

RhumbStatus
rhumb_argument_boolean(bool *const out,
                       const RhumbValues *const args,
                       const size_t index,
                       RhumbFunctionContext *const context)
{
  *out = false;
  if (!args[index].count) {
    return RHUMB_OK;
  }
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, index));
  return read_boolean(out, text)
             ? RHUMB_OK
             : not_a("boolean (true, false, 1 or 0)", text, index, context);
}

// Results -------------------------------------------------------------------

RhumbStatus
rhumb_return_null(RhumbFunctionContext *const context)
{
  context->result = (RhumbValues){NULL, 0};
  return RHUMB_OK;
}

RhumbStatus
rhumb_return(RhumbFunctionContext *const context,
             const RhumbValueType type,
             const RhumbStr lexical)
{
  RhumbValue *const value = RHUMB_NEW(context->arena, RhumbValue, 1);
  *value = (RhumbValue){lexical, type};
  context->result = (RhumbValues){value, 1};
  return RHUMB_OK;
}

RhumbStatus
rhumb_return_string(RhumbFunctionContext *const context, const RhumbStr text)
{
  return rhumb_return(context, RHUMB_VALUE_STRING, text);
}

RhumbStatus
rhumb_return_boolean(RhumbFunctionContext *const context, const bool value)
{
  return rhumb_return(
      context, RHUMB_VALUE_BOOLEAN, rhumb_str(value ? "true" : "false"));
}

RhumbStatus
rhumb_return_integer(RhumbFunctionContext *const context, const int64_t value)
{
  return rhumb_return(context,
                      RHUMB_VALUE_INTEGER,
                      rhumb_str_format(context->arena, "%" PRId64, value));
}

RhumbStatus
rhumb_return_number(RhumbFunctionContext *const context, const double value)
{
  const double rounded_below = 1e15; // From here on, 15 digits are too few
  if (!isfinite(value)) {
    return rhumb_function_fail(context, "the result is no number");
  }
  if (fabs(value) < RHUMB_EXACT && value == floor(value)) {
    return rhumb_return_integer(context, (int64_t)value);
  }
  char shortest[RHUMB_DOUBLE_TEXT];
  RhumbStr text = {NULL, 0};
  if (fabs(value) < rounded_below) {
    text = rhumb_str_format(context->arena, "%.15g", value);
  } else {
    text = rhumb_str_copy(context->arena,
                          rhumb_write_double(shortest, value, false));
  }
  if (rhumb_number_type(text) == RHUMB_VALUE_INTEGER) { // Which it may not be
    const int digits = (int)text.len - (value < 0);
    text = rhumb_str_format(context->arena, "%.*e", digits - 1, value);
  }
  return rhumb_return(context, rhumb_number_type(text), text);
}

// Texts and lists being made ------------------------------------------------

void
rhumb_builder_put(RhumbTextBuilder *const builder, const RhumbStr str)
{
  if (builder->too_long || str.len > RHUMB_FUNCTION_MAX_BYTES - builder->len) {
    builder->too_long = true;
    return;
  }
  if (builder->cap - builder->len < str.len) {
    const RhumbStr made = {builder->data, builder->len};
    builder->cap = (builder->len + str.len) * 2;
    builder->data = RHUMB_NEW(builder->arena, char, builder->cap);
    if (made.len) {
      memcpy(builder->data, made.data, made.len);
    }
  }
  if (str.len) {
    memcpy(builder->data + builder->len, str.data, str.len);
    builder->len += str.len;
  }
}

void
rhumb_builder_putc(RhumbTextBuilder *const builder, const char c)
{
  rhumb_builder_put(builder, (RhumbStr){&c, 1});
}

void
rhumb_builder_put_code(RhumbTextBuilder *const builder, const uint32_t code)
{
  char bytes[4];
  const unsigned len = rhumb_utf8_encode(bytes, code);
  rhumb_builder_put(builder, (RhumbStr){bytes, len});
}

static RhumbStatus
fail_too_long(RhumbFunctionContext *const context)
{
  return rhumb_function_fail(context,
                             "the result is larger than %zu bytes or %zu "
                             "values",
                             RHUMB_FUNCTION_MAX_BYTES,
                             RHUMB_FUNCTION_MAX_VALUES);
}

RhumbStatus
rhumb_return_text(RhumbFunctionContext *const context,
                  const RhumbTextBuilder *const builder)
{
  if (builder->too_long) {
    return fail_too_long(context);
  }
  const RhumbStr made = {builder->data ? builder->data : "", builder->len};
  return rhumb_return_string(context, made);
}

void
rhumb_list_put(RhumbListBuilder *const builder, const RhumbValue value)
{
  if (builder->count == RHUMB_FUNCTION_MAX_VALUES) {
    builder->too_long = true;
    return;
  }
  RHUMB_PUSH_IN(builder->arena, builder, value);
}

void
rhumb_list_put_string(RhumbListBuilder *const builder, const RhumbStr text)
{
  rhumb_list_put(builder, (RhumbValue){text, RHUMB_VALUE_STRING});
}

RhumbStatus
rhumb_return_list(RhumbFunctionContext *const context,
                  const RhumbListBuilder *const builder)
{
  if (builder->too_long) {
    return fail_too_long(context);
  }
  context->result = (RhumbValues){builder->items, builder->count};
  return RHUMB_OK;
}

// Values that the rules fix --------------------------------------------------

RHUMB_CHECK(integer)
{
  int64_t value = 0;
  return rhumb_argument_integer(&value, args, index, context);
}

RHUMB_CHECK(length)
{
  int64_t value = 0;
  RHUMB_TRY(rhumb_argument_integer(&value, args, index, context));
  return value >= 0
             ? RHUMB_OK
             : rhumb_function_fail(context, "a length must not be negative");
}

RHUMB_CHECK(divisor)
{
  int64_t value = 1;
  RHUMB_TRY(rhumb_argument_integer(&value, args, index, context));
  return value ? RHUMB_OK : rhumb_function_fail(context, "division by zero");
}

RHUMB_CHECK(number)
{
  double value = 0;
  return rhumb_argument_number(&value, args, index, context);
}

RHUMB_CHECK(boolean)
{
  bool value = false;
  return rhumb_argument_boolean(&value, args, index, context);
}

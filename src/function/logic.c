// SPDX-License-Identifier: ISC

/// @file logic.c  Comparing, choosing, and asking what a value is.

#include "base/list.h"
#include "function/function_impl.h"

#include <math.h>

// Booleans ------------------------------------------------------------------

/// Ask how many values of argument 0 are true
RHUMB_CALL(truths)
{
  size_t count = 0;
  for (size_t i = 0; i < args[0].count; ++i) {
    const RhumbValues one = {&args[0].items[i], 1};
    bool value = false;
    RHUMB_TRY(rhumb_argument_boolean(&value, &one, 0, context));
    count += value;
  }
  const bool answers[] = {
      [RHUMB_TRUE_ALL] = count == args[0].count,
      [RHUMB_TRUE_ANY] = count > 0,
      [RHUMB_TRUE_ODD] = count % 2 == 1,
  };
  return rhumb_return_boolean(context, answers[context->type->variant]);
}

RHUMB_CALL(not )
{
  bool value = false;
  RHUMB_TRY(rhumb_argument_boolean(&value, args, 0, context));
  return rhumb_return_boolean(context, !value);
}

// Choices -------------------------------------------------------------------

/// Say which way a choice goes; null is a value too
typedef RhumbStatus
Choose(bool *way, const RhumbValues *args, RhumbFunctionContext *context);

static RhumbStatus
choose_boolean(bool *const way,
               const RhumbValues *const args,
               RhumbFunctionContext *const context)
{
  return rhumb_argument_boolean(way, args, 0, context);
}

/// False for a null, "", false, no, off and 0, whatever the case
static RhumbStatus
choose_cast(bool *const way,
            const RhumbValues *const args,
            RhumbFunctionContext *const context)
{
  static const char *const falsehoods[] = {"", "false", "no", "off", "0"};
  const RhumbStr word =
      rhumb_cased(context->arena, rhumb_argument(args, 0), RHUMB_CASE_LOWER);
  *way = !RHUMB_ROW(falsehoods, word);
  return RHUMB_OK;
}

static RhumbStatus
choose_true(bool *const way,
            const RhumbValues *const args,
            RhumbFunctionContext *const context)
{
  (void)context;
  *way = rhumb_str_is(rhumb_argument(args, 0), "true");
  return RHUMB_OK;
}

/// True if one of the values goes `way`; one that is a mistake goes none
static bool
goes(const bool way,
     Choose *const choose,
     const RhumbValues values,
     RhumbFunctionContext *const context)
{
  bool found = false;
  size_t i = 0;
  do {
    const RhumbValues one =
        values.count ? (RhumbValues){&values.items[i], 1} : values;
    bool is = false;
    found = choose(&is, &one, context) == RHUMB_OK && is == way;
  } while (!found && ++i < values.count);
  return found;
}

RHUMB_CALL(if)
{
  bool value = false;
  RHUMB_TRY(choose_boolean(&value, args, context));
  context->result = args[value ? 1 : 2];
  return RHUMB_OK;
}

RHUMB_NEEDS(if)
{
  return !parameter || goes(parameter == 1, choose_boolean, args[0], context);
}

RHUMB_CALL(if_cast)
{
  bool value = false;
  RHUMB_TRY(choose_cast(&value, args, context));
  context->result = args[value ? 1 : 2];
  return RHUMB_OK;
}

RHUMB_NEEDS(if_cast)
{
  return !parameter || goes(parameter == 1, choose_cast, args[0], context);
}

RHUMB_CALL(true_condition)
{
  bool value = false;
  RHUMB_TRY(choose_true(&value, args, context));
  context->result = value ? args[1] : (RhumbValues){NULL, 0};
  return RHUMB_OK;
}

RHUMB_NEEDS(true_condition)
{
  return !parameter || goes(true, choose_true, args[0], context);
}

RHUMB_CALL(decide)
{
  (void)context;
  const bool same =
      rhumb_str_equal(rhumb_argument(args, 0), rhumb_argument(args, 1));
  context->result = same ? args[2] : (RhumbValues){NULL, 0};
  return RHUMB_OK;
}

RHUMB_NEEDS(decide)
{
  (void)context;
  bool found = parameter < 2;
  for (size_t i = 0; !found && i < args[0].count; ++i) {
    for (size_t j = 0; !found && j < args[1].count; ++j) {
      found =
          rhumb_str_equal(args[0].items[i].lexical, args[1].items[j].lexical);
    }
  }
  return found;
}

// Questions -----------------------------------------------------------------

/// `variant`: what equal values give
RHUMB_CALL(equal)
{
  const bool same =
      args[0].count && args[1].count &&
      rhumb_str_equal(rhumb_argument(args, 0), rhumb_argument(args, 1));
  return rhumb_return_boolean(context, same == (context->type->variant != 0));
}

RHUMB_CALL(in_range)
{
  double value = 0;
  double from = -HUGE_VAL;
  double to = HUGE_VAL;
  RHUMB_TRY(rhumb_argument_number(&value, args, 0, context));
  if (args[0].count) {
    RHUMB_TRY(rhumb_argument_number(&from, args, 1, context));
    RHUMB_TRY(rhumb_argument_number(&to, args, 2, context));
  }
  return rhumb_return_boolean(context,
                              args[0].count && value >= from && value < to);
}

RHUMB_CALL(is)
{
  const bool given = rhumb_argument_given(args, 0);
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  const bool answers[] = {
      [RHUMB_IS_NULL] = !given,
      [RHUMB_IS_NOT_NULL] = given,
      [RHUMB_IS_BLANK] = !text.len,
      [RHUMB_IS_NOT_BLANK] = text.len > 0,
      [RHUMB_IS_NUMERIC] = rhumb_number_type(text) != RHUMB_VALUE_STRING,
  };
  return rhumb_return_boolean(context, answers[context->type->variant]);
}

RHUMB_CALL(type)
{
  static const char *const names[] = {
      [RHUMB_VALUE_STRING] = "string",
      [RHUMB_VALUE_BOOLEAN] = "boolean",
      [RHUMB_VALUE_INTEGER] = "number",
      [RHUMB_VALUE_DECIMAL] = "number",
      [RHUMB_VALUE_DOUBLE] = "number",
      [RHUMB_VALUE_DATE] = "date",
      [RHUMB_VALUE_TIME] = "date",
      [RHUMB_VALUE_DATETIME] = "date",
      [RHUMB_VALUE_BINARY] = "binary",
      [RHUMB_VALUE_OBJECT] = "object",
      [RHUMB_VALUE_ARRAY] = "array",
  };
  const size_t count = args[0].count;
  const RhumbValueType type = count ? args[0].items[0].type : 0;
  const char *const name = !count                       ? "undefined"
                           : count > 1                  ? "array"
                           : rhumb_value_is_unfit(type) ? "string"
                                                        : names[type];
  return rhumb_return_string(context, rhumb_str(name));
}

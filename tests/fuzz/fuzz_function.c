// SPDX-License-Identifier: ISC

/// @file fuzz_function.c  Every function that rules may call. The first byte
/// is its row in the table; arguments stand behind it, each ended by a NUL, and
/// the values of one are separated by the byte 1. A number is one in the data
/// too, if the byte 2 stands before it. Holds:
///
/// - a result is UTF-8, as large as it may be, and what the table says it is;
/// - who fails says why;
/// - called again, with the arguments alone that it needs, it gives the same.

#include "base/utf8.h"
#include "function/function.h"
#include "fuzz.h"
#include "term/datatype.h"
#include "term/vocabulary.h"

enum {
  MAX_VALUES = 64,        ///< Of the arguments of one call
  MAX_RESULT = 64 << 20U, ///< Bytes of all results; the bound is one of texts
};

typedef struct {
  RhumbValue items[MAX_VALUES];
  size_t count;
} Pool;

/// What a source says of a text like this
static RhumbValueType
type_of(const RhumbStr text)
{
  static const struct {
    const char *iri;
    RhumbValueType type;
  } kinds[] = {{RHUMB_XSD "integer", RHUMB_VALUE_INTEGER},
               {RHUMB_XSD "decimal", RHUMB_VALUE_DECIMAL},
               {RHUMB_XSD "double", RHUMB_VALUE_DOUBLE},
               {RHUMB_XSD "boolean", RHUMB_VALUE_BOOLEAN},
               {RHUMB_XSD "date", RHUMB_VALUE_DATE},
               {RHUMB_XSD "dateTime", RHUMB_VALUE_DATETIME}};
  for (size_t i = 0; i < RHUMB_COUNT(kinds); ++i) {
    if (rhumb_datatype_takes(rhumb_datatype_find(rhumb_str(kinds[i].iri)),
                             text)) {
      return kinds[i].type;
    }
  }
  return RHUMB_VALUE_STRING;
}

/// Read the values of one argument; none, if it is empty
static RhumbValues
read_values(Pool *const pool, RhumbStr text)
{
  const RhumbValues values = {&pool->items[pool->count], 0};
  size_t count = 0;
  while (text.len && pool->count < MAX_VALUES) {
    RhumbStr item = rhumb_str_cut(&text, '\1');
    const bool is_natural = rhumb_str_starts(item, RHUMB_STR("\2"));
    item = rhumb_str_from(item, is_natural);
    pool->items[pool->count++] =
        (RhumbValue){item, is_natural ? type_of(item) : RHUMB_VALUE_STRING};
    ++count;
  }
  return (RhumbValues){values.items, count};
}

/// Hold that a value is one of what the table says
static void
check_kind(const RhumbFunctionType *const type, const RhumbValue *const value)
{
  static const RhumbValueType booleans[] = {RHUMB_VALUE_BOOLEAN};
  static const RhumbValueType numbers[] = {
      RHUMB_VALUE_INTEGER, RHUMB_VALUE_DECIMAL, RHUMB_VALUE_DOUBLE};
  static const RhumbValueType dates[] = {RHUMB_VALUE_DATE,
                                         RHUMB_VALUE_DATETIME};
  static const struct {
    const RhumbValueType *items;
    size_t count;
  } kinds[] = {
      [RHUMB_RESULT_BOOLEAN] = {booleans, RHUMB_COUNT(booleans)},
      [RHUMB_RESULT_NUMBER] = {numbers, RHUMB_COUNT(numbers)},
      [RHUMB_RESULT_DATE] = {dates, RHUMB_COUNT(dates)},
      [RHUMB_RESULT_ANY] = {NULL, 0},
  };
  const size_t count = kinds[type->result].count;
  bool is_one = !count;
  for (size_t i = 0; i < count; ++i) {
    is_one = is_one || (kinds[type->result].items[i] == value->type &&
                        type_of(value->lexical) != RHUMB_VALUE_STRING);
  }
  HOLDS(is_one);
}

static void
check_result(const RhumbFunctionType *const type, const RhumbValues result)
{
  size_t len = 0;
  for (size_t i = 0; i < result.count; ++i) {
    HOLDS(rhumb_utf8_valid(result.items[i].lexical, NULL));
    check_kind(type, &result.items[i]);
    len += result.items[i].lexical.len;
  }
  HOLDS(len <= MAX_RESULT);
}

/// Call again, with none of the arguments that the function need not look at
static RhumbStatus
call_needed(RhumbValues *const result,
            RhumbFunctionContext *const context,
            const RhumbFunctionType *const type,
            const RhumbValues *const arguments)
{
  RhumbValues needed[RHUMB_FUNCTION_MAX_PARAMETERS] = {{NULL, 0}};
  for (size_t i = 0; type->parameters[i].name; ++i) {
    if (rhumb_function_needs(type, needed, i, context)) {
      needed[i] = arguments[i];
    }
  }
  return rhumb_function_call(type, result, needed, context);
}

static void
check_call(RhumbFunctionContext *const context,
           const RhumbFunctionType *const type,
           const RhumbValues *const arguments)
{
  RhumbValues first = {NULL, 0};
  RhumbValues second = {NULL, 0};
  const RhumbStatus status =
      rhumb_function_call(type, &first, arguments, context);
  if (status != RHUMB_OK) {
    const RhumbStr why = rhumb_str(context->error);
    HOLDS(status == RHUMB_ERR_VALUE);
    HOLDS(why.len && rhumb_utf8_valid(why, NULL));
    return;
  }
  check_result(type, first);
  HOLDS(call_needed(&second, context, type, arguments) == RHUMB_OK);
  HOLDS(first.count == second.count);
  for (size_t i = 0; i < first.count; ++i) {
    HOLDS(first.items[i].type == second.items[i].type);
    HOLDS(rhumb_str_equal(first.items[i].lexical, second.items[i].lexical));
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static RhumbArena arena;
  size_t count = 0;
  const RhumbFunctionType *const types = rhumb_functions(&count);
  RhumbStr rest = fuzz_text(data, size);
  if (!size || data[0] >= count ||
      !rhumb_utf8_valid(rhumb_str_from(rest, 1), NULL)) {
    return 0;
  }
  static const RhumbFileRow rows[] = {{{"a", 1}, {"b", 1}}};
  RhumbFunctionFile file = {.text = rest, .rows = rows};
  RhumbFunctionContext context = {
      .arena = &arena, .file = &file, .now = RHUMB_STR("2026-01-31T12:00:00Z")};
  RhumbValues arguments[RHUMB_FUNCTION_MAX_PARAMETERS] = {{NULL, 0}};
  Pool pool = {.count = 0};
  rhumb_arena_reset(&arena);
  rhumb_lookup_add(&file.keys, &arena, rows, 1, sizeof(*rows));
  rest = rhumb_str_from(rest, 1);
  for (size_t i = 0; i < RHUMB_COUNT(arguments); ++i) {
    arguments[i] = read_values(&pool, rhumb_str_cut(&rest, '\0'));
  }
  check_call(&context, &types[data[0]], arguments);
  rhumb_function_context_free(&context);
  return 0;
}

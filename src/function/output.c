// SPDX-License-Identifier: ISC

/// @file output.c  What functions return, by name.
///
/// The Function Ontology's descriptions give every function one output; which
/// one it is depends on what the function gives. Each has two IRIs, its own and
/// its predicate's; both are understood.

#include "base/list.h"
#include "function/function_impl.h"

#define BIT(kind) (1U << RHUMB_RESULT_##kind)

typedef struct {
  const char *names[7]; ///< CURIEs, GREL's usual one first, IDLab's second
  unsigned kinds;       ///< Of the functions that have it
} Output;

// clang-format off
/// By what the function gives
static const Output outputs[] = {
  [RHUMB_RESULT_STRING] = {{"grel:stringOut", "idlab-fn:_stringOut", "grel:stringOutput", "idlab-fn:stringOut", NULL},
   BIT(STRING) | BIT(DATE) | BIT(LIST) | BIT(ANY)},
  [RHUMB_RESULT_BOOLEAN] = {{"grel:output_bool", "idlab-fn:_boolOut", "grel:o_bool", "idlab-fn:o_boolOut", "idlab-fn:boolOut", NULL},
   BIT(BOOLEAN) | BIT(ANY)},
  [RHUMB_RESULT_NUMBER] = {{"grel:output_number", "grel:output_number", "grel:o_number", "grel:output_decimal", "grel:o_decimal", NULL},
   BIT(NUMBER) | BIT(ANY)},
  [RHUMB_RESULT_DATE] = {{"grel:output_date", "idlab-fn:_stringOut", "grel:o_date", "grel:output_datetime", "grel:o_datetime", NULL},
   BIT(DATE) | BIT(ANY)},
  [RHUMB_RESULT_LIST] = {{"grel:output_array", "idlab-fn:_listOut", "grel:o_array", "idlab-fn:listOut", "grel:output_element", "grel:o_element", NULL},
   BIT(LIST) | BIT(ANY)},
  [RHUMB_RESULT_ANY] = {{"grel:output_any", "idlab-fn:_stringOut", "grel:o_any", NULL},
   BIT(ANY)},
};
// clang-format on

/// What the description of `grel:date_diff` has, which gives a number
static bool
is_number_as_text(const RhumbFunctionType *const type, const Output *const row)
{
  return row == &outputs[RHUMB_RESULT_STRING] &&
         type->result == RHUMB_RESULT_NUMBER;
}

static bool
is_named(const Output *const row, const RhumbStr iri)
{
  bool found = false;
  RhumbBuf name = {0};
  for (const char *const *curie = row->names; *curie && !found; ++curie) {
    name.len = 0;
    rhumb_function_iri(&name, *curie);
    found = rhumb_str_equal(rhumb_buf_str(&name), iri);
  }
  rhumb_buf_free(&name);
  return found;
}

bool
rhumb_function_returns(const RhumbFunctionType *const type, const RhumbStr iri)
{
  for (size_t i = 0; i < RHUMB_COUNT(outputs); ++i) {
    if (((outputs[i].kinds & (1U << (unsigned)type->result)) ||
         is_number_as_text(type, &outputs[i])) &&
        is_named(&outputs[i], iri)) {
      return true;
    }
  }
  return false;
}

const char *
rhumb_function_output(const RhumbFunctionType *const type)
{
  const bool is_idlab =
      rhumb_str_starts(rhumb_str(type->names[0]), RHUMB_STR("idlab-fn:"));
  return outputs[type->result].names[is_idlab];
}

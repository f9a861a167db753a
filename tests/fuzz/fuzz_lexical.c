// SPDX-License-Identifier: ISC

/// @file fuzz_lexical.c  The lexical spaces of datatypes, and numbers in their
/// canonical form. Holds:
///
/// - a text of a datatype is one of that of XSD from which it is derived;
/// - what a value is written as for a datatype is a text of it, which stays;
/// - why a text is none can be said;
/// - a canonical number is a text of its datatype, and its own canonical form.

#include "base/utf8.h"
#include "fuzz.h"
#include "term/canonical.h"
#include "term/datatype.h"
#include "term/vocabulary.h"

static const RhumbDatatype *
xsd(const char *const name)
{
  char iri[128];
  (void)snprintf(iri, sizeof(iri), RHUMB_XSD "%s", name);
  const RhumbDatatype *const type = rhumb_datatype_find(rhumb_str(iri));
  HOLDS(type);
  return type;
}

/// Hold that what `value` is written as for `type` is a text of it
static void
check_fit(RhumbArena *const arena,
          const RhumbDatatype *const type,
          const RhumbValue *const value)
{
  RhumbStr made = {0};
  RhumbStr again = {0};
  if (!rhumb_datatype_fit(type, value, arena, &made)) {
    char why[RHUMB_DATATYPE_WHY];
    rhumb_datatype_explain(why, type, value->lexical);
    HOLDS(rhumb_utf8_valid(rhumb_str(why), NULL));
    return;
  }
  HOLDS(rhumb_datatype_takes(type, made));
  const RhumbValue text = {made, RHUMB_VALUE_STRING};
  HOLDS(rhumb_datatype_fit(type, &text, arena, &again));
  HOLDS(rhumb_str_equal(made, again));
}

/// The types that a source gives with texts like this one
static bool
may_be(const RhumbStr text, const RhumbValueType type)
{
  static const char *const names[] = {
      [RHUMB_VALUE_BOOLEAN] = "boolean",
      [RHUMB_VALUE_INTEGER] = "integer",
      [RHUMB_VALUE_DECIMAL] = "decimal",
      [RHUMB_VALUE_DOUBLE] = "double",
      [RHUMB_VALUE_DATE] = "date",
      [RHUMB_VALUE_TIME] = "time",
      [RHUMB_VALUE_DATETIME] = "dateTime",
      [RHUMB_VALUE_BINARY] = "hexBinary",
  };
  return type == RHUMB_VALUE_STRING ||
         rhumb_datatype_takes(xsd(names[type]), text);
}

/// The datatype that has the texts of `type` too; NULL: none of XSD has
static const RhumbDatatype *
base_of(const RhumbDatatype *const type)
{
  const RhumbStr base = rhumb_str(type->base);
  return rhumb_str_starts(base, RHUMB_STR(RHUMB_XSD))
             ? rhumb_datatype_find(base)
             : NULL;
}

static void
check_types(RhumbArena *const arena, const RhumbStr text)
{
  size_t count = 0;
  const RhumbDatatype *const types = rhumb_datatypes(&count);
  for (size_t i = 0; i < count; ++i) {
    if (rhumb_datatype_is_empty(&types[i])) {
      continue;
    }
    HOLDS(!rhumb_datatype_takes(&types[i], text) ||
          rhumb_datatype_takes(base_of(&types[i]), text));
    check_fit(arena, &types[i], &(RhumbValue){text, RHUMB_VALUE_STRING});
  }
}

/// Values of databases and of JSON, as literals of the types of numbers
static void
check_values(RhumbArena *const arena, const RhumbStr text)
{
  static const char *const names[] = {"boolean",
                                      "integer",
                                      "int",
                                      "unsignedByte",
                                      "decimal",
                                      "double",
                                      "float",
                                      "date",
                                      "time",
                                      "dateTime",
                                      "hexBinary",
                                      "base64Binary",
                                      "string"};
  for (unsigned type = 0; type <= RHUMB_VALUE_BINARY; ++type) {
    const RhumbValue value = {text, (RhumbValueType)type};
    for (size_t i = 0; may_be(text, value.type) && i < RHUMB_COUNT(names);
         ++i) {
      check_fit(arena, xsd(names[i]), &value);
    }
  }
}

static void
check_canonical(const RhumbStr text)
{
  static const struct {
    bool (*put)(RhumbBuf *, RhumbStr);
    const char *name;
  } forms[] = {{rhumb_put_double, "double"},
               {rhumb_put_decimal, "decimal"},
               {rhumb_put_integer, "integer"}};
  static RhumbBuf first;
  static RhumbBuf second;
  for (size_t i = 0; i < RHUMB_COUNT(forms); ++i) {
    first.len = 0;
    second.len = 0;
    if (!forms[i].put(&first, text)) {
      HOLDS(!first.len);
      continue;
    }
    HOLDS(rhumb_datatype_takes(xsd(forms[i].name), rhumb_buf_str(&first)));
    HOLDS(forms[i].put(&second, rhumb_buf_str(&first)));
    HOLDS(rhumb_str_equal(rhumb_buf_str(&first), rhumb_buf_str(&second)));
  }
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  static RhumbArena arena;
  const RhumbStr text = fuzz_text(data, size);
  if (rhumb_utf8_valid(text, NULL)) {
    rhumb_arena_reset(&arena);
    check_types(&arena, text);
    check_values(&arena, text);
    check_canonical(text);
  }
  return 0;
}

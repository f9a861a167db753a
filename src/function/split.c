// SPDX-License-Identifier: ISC

/// @file split.c  Functions that take texts apart.

#include "function/function_impl.h"

#include <unictype.h>

// Separators ----------------------------------------------------------------

/// True if `separator` is a regular expression, which `expression` is set to.
/// "/…/" is GREL's way; other engines take every separator for one, and what
/// their users write then shows: "\|", ",\s*", "[,;]".
static bool
is_expression(RhumbStr *const expression, const RhumbStr separator)
{
  const size_t len = separator.len;
  *expression = separator;
  return rhumb_pattern_slashed(expression, separator) ||
         (len > 1 && memchr(separator.data, '\\', len)) ||
         (len > 2 && separator.data[0] == '[' &&
          memchr(separator.data, ']', len));
}

static void
split_plain(RhumbListBuilder *const parts,
            const RhumbStr text,
            const RhumbStr separator)
{
  size_t start = 0;
  while (!parts->too_long) {
    const size_t at = rhumb_str_find(text, separator, start);
    const size_t end = at == SIZE_MAX ? text.len : at;
    rhumb_list_put_string(parts, rhumb_str_slice(text, start, end));
    if (at == SIZE_MAX) {
      break;
    }
    start = at + separator.len;
  }
}

static RhumbStatus
split_pattern(RhumbListBuilder *const parts,
              const RhumbStr text,
              const RhumbStr expression,
              RhumbFunctionContext *const context)
{
  RhumbSearch search;
  RHUMB_TRY(rhumb_search_begin(&search, text, expression, context));
  size_t start = 0;
  while (search.at < text.len && !parts->too_long) {
    RHUMB_TRY(rhumb_search_next(&search, false, context));
    if (!search.found) {
      break;
    }
    const size_t begin = search.ranges[0];
    const size_t end = search.ranges[1];
    if (end == 0 || (begin == end && begin == text.len)) {
      continue; // Nothing stands before or behind
    }
    rhumb_list_put_string(parts, rhumb_str_slice(text, start, begin));
    start = end;
  }
  rhumb_list_put_string(parts, rhumb_str_from(text, start));
  return RHUMB_OK;
}

static void
split_characters(RhumbListBuilder *const parts, const RhumbStr text)
{
  for (size_t at = 0; at < text.len && !parts->too_long;) {
    uint32_t code = 0;
    const size_t len = rhumb_character(text, at, &code);
    rhumb_list_put_string(parts, rhumb_str_slice(text, at, at + len));
    at += len;
  }
}

/// Append the parts of `text` between separators: "/…/", and what holds a
/// backslash or is a [class], is a regular expression, all else is plain.
/// Empty parts at the end are dropped.
static RhumbStatus
split(RhumbListBuilder *const parts,
      const RhumbStr text,
      const RhumbStr separator,
      RhumbFunctionContext *const context)
{
  RhumbStr expression = separator;
  if (!text.len) {
    rhumb_list_put_string(parts, text);
    return RHUMB_OK;
  }
  if (!separator.len) {
    split_characters(parts, text);
  } else if (is_expression(&expression, separator)) {
    RHUMB_TRY(split_pattern(parts, text, expression, context));
  } else {
    split_plain(parts, text, separator);
  }
  while (parts->count && !parts->items[parts->count - 1].lexical.len) {
    --parts->count;
  }
  return RHUMB_OK;
}

RHUMB_CALL(split)
{
  RhumbListBuilder parts = {.arena = context->arena};
  RHUMB_TRY(
      split(&parts, rhumb_argument(args, 0), rhumb_argument(args, 1), context));
  return rhumb_return_list(context, &parts);
}

static size_t
count_byte(const RhumbStr text, const char c)
{
  size_t count = 0;
  for (size_t i = 0; i < text.len; ++i) {
    count += text.data[i] == c;
  }
  return count;
}

RHUMB_CALL(smart_split)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const bool tabs = count_byte(text, '\t') >= count_byte(text, ',');
  const RhumbStr separator = rhumb_argument_given(args, 1)
                                 ? rhumb_argument(args, 1)
                                 : rhumb_str(tabs ? "\t" : ",");
  RhumbListBuilder parts = {.arena = context->arena};
  RHUMB_TRY(split(&parts, text, separator, context));
  return rhumb_return_list(context, &parts);
}

RHUMB_CALL(contains_part)
{
  const RhumbStr part = rhumb_argument(args, 1);
  RhumbListBuilder parts = {.arena = context->arena};
  RHUMB_TRY(
      split(&parts, rhumb_argument(args, 0), rhumb_argument(args, 2), context));
  bool found = false;
  for (size_t i = 0; i < parts.count && !found; ++i) {
    found = rhumb_str_equal(parts.items[i].lexical, part);
  }
  return rhumb_return_boolean(context, found);
}

// Lengths, kinds, one place -------------------------------------------------

/// Append the next characters of `text`, as many as argument `index` says
static RhumbStatus
put_length(RhumbListBuilder *const parts,
           RhumbStr *const text,
           const RhumbValues *const args,
           const size_t index,
           RhumbFunctionContext *const context)
{
  int64_t count = 0;
  RHUMB_TRY(rhumb_argument_integer(&count, args, index, context));
  if (count < 0) {
    return rhumb_function_fail(context, "a length must not be negative");
  }
  const size_t end = rhumb_character_at(*text, (size_t)count);
  rhumb_list_put_string(parts, rhumb_str_slice(*text, 0, end));
  *text = rhumb_str_from(*text, end);
  return RHUMB_OK;
}

RHUMB_CALL(split_lengths)
{
  RhumbStr text = rhumb_argument(args, 0);
  RhumbListBuilder parts = {.arena = context->arena};
  RHUMB_TRY(put_length(&parts, &text, args, 1, context));
  if (rhumb_argument_given(args, 2)) {
    RHUMB_TRY(put_length(&parts, &text, args, 2, context));
  }
  for (size_t i = 0; i < args[3].count; ++i) {
    RhumbValues one[RHUMB_FUNCTION_MAX_PARAMETERS] = {{NULL, 0}};
    one[3] = (RhumbValues){&args[3].items[i], 1};
    RHUMB_TRY(put_length(&parts, &text, one, 3, context));
  }
  return rhumb_return_list(context, &parts);
}

RHUMB_CALL(split_types)
{
  const RhumbStr text = rhumb_argument(args, 0);
  RhumbListBuilder parts = {.arena = context->arena};
  uint32_t kind = 0;
  size_t start = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const size_t len = rhumb_character(text, at, &code);
    const uint32_t next = uc_general_category(code).bitmask;
    if (at > 0 && next != kind) {
      rhumb_list_put_string(&parts, rhumb_str_slice(text, start, at));
      start = at;
    }
    kind = next;
    at += len;
  }
  if (text.len) {
    rhumb_list_put_string(&parts, rhumb_str_from(text, start));
  }
  return rhumb_return_list(context, &parts);
}

/// Find the first or last place of a fragment, plain or "/…/"
static RhumbStatus
find_fragment(size_t *const begin,
              size_t *const end,
              const RhumbStr text,
              const RhumbStr fragment,
              RhumbFunctionContext *const context)
{
  const bool last = context->type->variant != 0;
  RhumbStr expression = fragment;
  if (!rhumb_pattern_slashed(&expression, fragment)) {
    *begin = last ? rhumb_find_last(text, fragment)
                  : rhumb_str_find(text, fragment, 0);
    *end = *begin == SIZE_MAX ? SIZE_MAX : *begin + fragment.len;
    return RHUMB_OK;
  }

  RhumbSearch search;
  RHUMB_TRY(rhumb_search_begin(&search, text, expression, context));
  *begin = SIZE_MAX;
  do {
    RHUMB_TRY(rhumb_search_next(&search, false, context));
    *begin = search.found ? search.ranges[0] : *begin;
    *end = search.found ? search.ranges[1] : *end;
  } while (search.found && last);
  return RHUMB_OK;
}

RHUMB_CALL(partition)
{
  const RhumbStr text = rhumb_argument(args, 0);
  bool omit = false;
  size_t begin = SIZE_MAX;
  size_t end = SIZE_MAX;
  RHUMB_TRY(rhumb_argument_boolean(&omit, args, 2, context));
  RHUMB_TRY(
      find_fragment(&begin, &end, text, rhumb_argument(args, 1), context));

  if (begin == SIZE_MAX) { // All of it comes before what is not there
    begin = text.len;
    end = text.len;
  }
  RhumbListBuilder parts = {.arena = context->arena};
  rhumb_list_put_string(&parts, rhumb_str_slice(text, 0, begin));
  if (!omit) {
    rhumb_list_put_string(&parts, rhumb_str_slice(text, begin, end));
  }
  rhumb_list_put_string(&parts, rhumb_str_from(text, end));
  return rhumb_return_list(context, &parts);
}

RHUMB_CHECK(separator)
{
  RhumbSearch search;
  RhumbStr expression = rhumb_argument(args, index);
  return is_expression(&expression, expression)
             ? rhumb_search_begin(&search, RHUMB_STR(""), expression, context)
             : RHUMB_OK;
}

// SPDX-License-Identifier: ISC

/// @file replace.c  Replacing and matching.

#include "base/ascii.h"
#include "base/utf8.h"
#include "function/function_impl.h"

static RhumbStr
group_text(const RhumbSearch *const search, const size_t i)
{
  const size_t *const range = &search->ranges[2 * i];
  return i >= search->count || range[0] == SIZE_MAX
             ? RHUMB_STR("")
             : rhumb_str_slice(search->text, range[0], range[1]);
}

// Replacements with references ($1, ${name}, \$), as in Java -----------------

/// Read the number after '$': as many digits as still name a group
static size_t
read_group_number(const RhumbStr text, size_t *const at, const size_t count)
{
  size_t number = (size_t)(text.data[(*at)++] - '0');
  while (*at < text.len && rhumb_is_digit(text.data[*at])) {
    const size_t longer = (number * 10) + (size_t)(text.data[*at] - '0');
    if (longer >= count) {
      break;
    }
    number = longer;
    ++*at;
  }
  return number;
}

/// Read what follows '$' at `*at`
static RhumbStatus
read_group(size_t *const group,
           const RhumbStr text,
           size_t *const at,
           const RhumbSearch *const search,
           RhumbFunctionContext *const context)
{
  const size_t start = *at;
  *group = SIZE_MAX;
  if (start < text.len && rhumb_is_digit(text.data[start])) {
    *group = read_group_number(text, at, search->count);
  } else if (start < text.len && text.data[start] == '{') {
    const size_t end = rhumb_str_find(text, RHUMB_STR("}"), start);
    if (end != SIZE_MAX) {
      const size_t number = rhumb_pattern_group(
          search->pattern, rhumb_str_slice(text, start + 1, end));
      *group = number ? number : SIZE_MAX;
      *at = end + 1;
    }
  }
  return *group < search->count
             ? RHUMB_OK
             : rhumb_function_fail(
                   context,
                   "\"%.*s\" refers to a group that the regular expression "
                   "does not have; a plain dollar sign is \\$",
                   RHUMB_SHOW(text));
}

static RhumbStatus
put_replacement(RhumbTextBuilder *const made,
                const RhumbStr replacement,
                const RhumbSearch *const search,
                RhumbFunctionContext *const context)
{
  for (size_t at = 0; at < replacement.len;) {
    const char c = replacement.data[at++];
    if (c == '$') {
      size_t group = 0;
      RHUMB_TRY(read_group(&group, replacement, &at, search, context));
      rhumb_builder_put(made, group_text(search, group));
    } else if (c == '\\' && at < replacement.len) {
      rhumb_builder_putc(made, replacement.data[at++]);
    } else {
      rhumb_builder_putc(made, c);
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
replace_pattern(RhumbTextBuilder *const made,
                const RhumbStr text,
                const RhumbStr expression,
                const RhumbStr replacement,
                RhumbFunctionContext *const context)
{
  RhumbSearch search;
  RHUMB_TRY(rhumb_search_begin(&search, text, expression, context));
  size_t copied = 0;
  while (!made->too_long) {
    RHUMB_TRY(rhumb_search_next(&search, false, context));
    if (!search.found) {
      break;
    }
    rhumb_builder_put(made, rhumb_str_slice(text, copied, search.ranges[0]));
    RHUMB_TRY(put_replacement(made, replacement, &search, context));
    copied = search.ranges[1];
  }
  rhumb_builder_put(made, rhumb_str_from(text, copied));
  return RHUMB_OK;
}

static void
replace_plain(RhumbTextBuilder *const made,
              const RhumbStr text,
              const RhumbStr find,
              const RhumbStr replacement)
{
  size_t copied = 0;
  while (find.len && !made->too_long) {
    const size_t at = rhumb_str_find(text, find, copied);
    if (at == SIZE_MAX) {
      break;
    }
    rhumb_builder_put(made, rhumb_str_slice(text, copied, at));
    rhumb_builder_put(made, replacement);
    copied = at + find.len;
  }
  rhumb_builder_put(made, rhumb_str_from(text, copied));
}

RHUMB_CALL(replace)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const RhumbStr find = rhumb_argument(args, 1);
  const RhumbStr replacement = rhumb_argument(args, 2);
  RhumbTextBuilder made = {.arena = context->arena};
  RhumbStr expression = find;
  if (rhumb_pattern_slashed(&expression, find)) {
    RHUMB_TRY(replace_pattern(&made, text, expression, replacement, context));
  } else {
    replace_plain(&made, text, find, replacement);
  }
  return rhumb_return_text(context, &made);
}

static RhumbStatus
check_counterparts(const RhumbStr find,
                   const RhumbStr replacement,
                   RhumbFunctionContext *const context)
{
  return rhumb_utf8_count(find) == rhumb_utf8_count(replacement)
             ? RHUMB_OK
             : rhumb_function_fail(
                   context,
                   "\"%.*s\" and \"%.*s\" must have as many characters",
                   RHUMB_SHOW(find),
                   RHUMB_SHOW(replacement));
}

RHUMB_CALL(replace_chars)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const RhumbStr find = rhumb_argument(args, 1);
  const RhumbStr replacement = rhumb_argument(args, 2);
  RHUMB_TRY(check_counterparts(find, replacement, context));
  RhumbTextBuilder made = {.arena = context->arena};
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const size_t len = rhumb_character(text, at, &code);
    const RhumbStr letter = rhumb_str_slice(text, at, at + len);
    const size_t hit = rhumb_str_find(find, letter, 0);
    RhumbStr put = letter;
    if (hit != SIZE_MAX) {
      const size_t start = rhumb_character_at(
          replacement, rhumb_utf8_count(rhumb_str_slice(find, 0, hit)));
      put = rhumb_str_slice(replacement,
                            start,
                            start + rhumb_character(replacement, start, &code));
    }
    rhumb_builder_put(&made, put);
    at += len;
  }
  return rhumb_return_text(context, &made);
}

// Matching ------------------------------------------------------------------

/// Begin to search for argument 1, "/…/" or as it is, in argument 0
static RhumbStatus
begin(RhumbSearch *const out,
      const RhumbValues *const args,
      RhumbFunctionContext *const context)
{
  RhumbStr expression = rhumb_argument(args, 1);
  (void)rhumb_pattern_slashed(&expression, expression);
  return rhumb_search_begin(out, rhumb_argument(args, 0), expression, context);
}

/// The groups of the match, or all of it if it has none
RHUMB_CALL(match)
{
  RhumbSearch search;
  RHUMB_TRY(begin(&search, args, context));
  RHUMB_TRY(rhumb_search_next(&search, true, context));
  RhumbListBuilder groups = {.arena = context->arena};
  for (size_t i = search.count > 1; search.found && i < search.count; ++i) {
    rhumb_list_put_string(&groups, group_text(&search, i));
  }
  return rhumb_return_list(context, &groups);
}

RHUMB_CALL(find)
{
  RhumbSearch search;
  RHUMB_TRY(begin(&search, args, context));
  RhumbListBuilder found = {.arena = context->arena};
  do {
    RHUMB_TRY(rhumb_search_next(&search, false, context));
    if (search.found) {
      rhumb_list_put_string(&found, group_text(&search, 0));
    }
  } while (search.found && !found.too_long);
  return rhumb_return_list(context, &found);
}

/// Set `out` to the group that argument 2 counts or names
static RhumbStatus
find_group(size_t *const out,
           const RhumbSearch *const search,
           const RhumbValues *const args,
           RhumbFunctionContext *const context)
{
  const RhumbStr name = rhumb_trimmed(rhumb_argument(args, 2));
  uint64_t number = 0;
  if (rhumb_str_number(name, UINT64_MAX, &number)) {
    *out = (size_t)number;
    return number < search->count
               ? RHUMB_OK
               : rhumb_function_fail(
                     context,
                     "there is no group %.*s: the regular expression has %zu",
                     RHUMB_SHOW(name),
                     search->count - 1);
  }
  *out = rhumb_pattern_group(search->pattern, name);
  return *out ? RHUMB_OK
              : rhumb_function_fail(
                    context,
                    "the regular expression has no group called \"%.*s\"",
                    RHUMB_SHOW(name));
}

RHUMB_CALL(part)
{
  RhumbSearch search;
  size_t group = 0;
  RHUMB_TRY(begin(&search, args, context));
  RHUMB_TRY(find_group(&group, &search, args, context));
  RHUMB_TRY(rhumb_search_next(&search, false, context));
  return search.found && search.ranges[2 * group] != SIZE_MAX
             ? rhumb_return_string(context, group_text(&search, group))
             : rhumb_return_null(context);
}

// Values that the rules fix --------------------------------------------------

RHUMB_CHECK(regex)
{
  RhumbSearch search;
  RhumbStr expression = rhumb_argument(args, index);
  (void)rhumb_pattern_slashed(&expression, expression);
  return rhumb_search_begin(&search, RHUMB_STR(""), expression, context);
}

RHUMB_CHECK(slashed)
{
  RhumbStr expression = rhumb_argument(args, index);
  return rhumb_pattern_slashed(&expression, expression)
             ? rhumb_check_regex(args, index, context)
             : RHUMB_OK;
}

/// The groups that a replacement names, where the expression is fixed too
RHUMB_CHECK(replacement)
{
  RhumbSearch search;
  RhumbStr expression = rhumb_argument(args, 1);
  const RhumbStr replacement = rhumb_argument(args, index);
  if (!rhumb_pattern_slashed(&expression, expression) ||
      rhumb_search_begin(&search, RHUMB_STR(""), expression, context) !=
          RHUMB_OK) {
    return RHUMB_OK; // What is wrong with it is said of it
  }
  for (size_t at = 0; at < replacement.len;) {
    const char c = replacement.data[at++];
    size_t group = 0;
    if (c == '$') {
      RHUMB_TRY(read_group(&group, replacement, &at, &search, context));
    }
    at += c == '\\';
  }
  return RHUMB_OK;
}

RHUMB_CHECK(counterparts)
{
  const RhumbStr find = rhumb_argument(args, 1);
  const RhumbStr replacement = rhumb_argument(args, index);
  return !rhumb_argument_given(args, 1)
             ? RHUMB_OK
             : check_counterparts(find, replacement, context);
}

RHUMB_CHECK(group)
{
  RhumbSearch search;
  size_t group = 0;
  (void)index;
  if (!rhumb_argument_given(args, 1) ||
      begin(&search, args, context) != RHUMB_OK) {
    return RHUMB_OK; // What is wrong with it is said of it
  }
  return find_group(&group, &search, args, context);
}

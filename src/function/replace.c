// SPDX-License-Identifier: ISC

/// @file replace.c  Replacing and matching.

#include "function/function_impl.h"

static RhumbStr
group_text(const RhumbStr text, const RhumbMatch *const match, const size_t i)
{
  return i >= match->count || match->ranges[2 * i] == SIZE_MAX
             ? RHUMB_STR("")
             : rhumb_str_slice(
                   text, match->ranges[2 * i], match->ranges[(2 * i) + 1]);
}

// Replacements with references ($1, ${name}, \$), as in Java -----------------

/// Read the number after '$': as many digits as still name a group
static size_t
read_group_number(const RhumbStr text, size_t *const at, const size_t count)
{
  size_t number = (size_t)(text.data[(*at)++] - '0');
  while (*at < text.len && text.data[*at] >= '0' && text.data[*at] <= '9') {
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
           const RhumbPattern *const pattern,
           const size_t count,
           RhumbFunctionContext *const context)
{
  const size_t start = *at;
  *group = SIZE_MAX;
  if (start < text.len && text.data[start] >= '0' && text.data[start] <= '9') {
    *group = read_group_number(text, at, count);
  } else if (start < text.len && text.data[start] == '{') {
    const size_t end = rhumb_find(text, RHUMB_STR("}"), start);
    if (end != SIZE_MAX) {
      const size_t number =
          rhumb_pattern_group(pattern, rhumb_str_slice(text, start + 1, end));
      *group = number ? number : SIZE_MAX;
      *at = end + 1;
    }
  }
  return *group < count
             ? RHUMB_OK
             : rhumb_function_fail(
                   context,
                   "\"%.*s\" refers to a group that the regular expression "
                   "does not have; a plain dollar sign is \\$",
                   RHUMB_SHOW(text));
}

static RhumbStatus
put_replacement(RhumbMaking *const made,
                const RhumbStr replacement,
                const RhumbStr text,
                const RhumbMatch *const match,
                const RhumbPattern *const pattern,
                RhumbFunctionContext *const context)
{
  for (size_t at = 0; at < replacement.len;) {
    const char c = replacement.data[at++];
    if (c == '$') {
      size_t group = 0;
      RHUMB_TRY(
          read_group(&group, replacement, &at, pattern, match->count, context));
      rhumb_making_put(made, group_text(text, match, group));
    } else if (c == '\\' && at < replacement.len) {
      rhumb_making_putc(made, replacement.data[at++]);
    } else {
      rhumb_making_putc(made, c);
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
replace_pattern(RhumbMaking *const made,
                const RhumbStr text,
                const RhumbStr expression,
                const RhumbStr replacement,
                RhumbFunctionContext *const context)
{
  RhumbPattern *pattern = NULL;
  RHUMB_TRY(rhumb_pattern(&pattern, expression, context));
  size_t copied = 0;
  for (size_t at = 0; at <= text.len && !made->too_long;) {
    RhumbMatch match = {NULL, 0};
    const RhumbStatus status =
        rhumb_pattern_match(&match, pattern, text, at, false, context);
    if (status == RHUMB_END) {
      break;
    }
    RHUMB_TRY(status);
    rhumb_making_put(made, rhumb_str_slice(text, copied, match.ranges[0]));
    RHUMB_TRY(
        put_replacement(made, replacement, text, &match, pattern, context));
    copied = match.ranges[1];
    at = rhumb_match_after(&match, text);
  }
  rhumb_making_put(made, rhumb_str_slice(text, copied, text.len));
  return RHUMB_OK;
}

static void
replace_plain(RhumbMaking *const made,
              const RhumbStr text,
              const RhumbStr find,
              const RhumbStr replacement)
{
  size_t copied = 0;
  while (find.len && !made->too_long) {
    const size_t at = rhumb_find(text, find, copied);
    if (at == SIZE_MAX) {
      break;
    }
    rhumb_making_put(made, rhumb_str_slice(text, copied, at));
    rhumb_making_put(made, replacement);
    copied = at + find.len;
  }
  rhumb_making_put(made, rhumb_str_slice(text, copied, text.len));
}

RHUMB_CALL(replace)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const RhumbStr find = rhumb_argument(args, 1);
  const RhumbStr replacement = rhumb_argument(args, 2);
  RhumbMaking made = {.arena = context->arena};
  RhumbStr expression = find;
  if (rhumb_pattern_slashed(&expression, find)) {
    RHUMB_TRY(replace_pattern(&made, text, expression, replacement, context));
  } else {
    replace_plain(&made, text, find, replacement);
  }
  return rhumb_return_making(result, context, &made);
}

RHUMB_CALL(replace_chars)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const RhumbStr find = rhumb_argument(args, 1);
  const RhumbStr replacement = rhumb_argument(args, 2);
  if (rhumb_character_count(find) != rhumb_character_count(replacement)) {
    return rhumb_function_fail(
        context,
        "\"%.*s\" and \"%.*s\" must have as many characters",
        RHUMB_SHOW(find),
        RHUMB_SHOW(replacement));
  }

  RhumbMaking made = {.arena = context->arena};
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const size_t len = rhumb_character(text, at, &code);
    const RhumbStr letter = rhumb_str_slice(text, at, at + len);
    const size_t hit = rhumb_find(find, letter, 0);
    RhumbStr put = letter;
    if (hit != SIZE_MAX) {
      const size_t start = rhumb_character_at(
          replacement, rhumb_character_count(rhumb_str_slice(find, 0, hit)));
      put = rhumb_str_slice(replacement,
                            start,
                            start + rhumb_character(replacement, start, &code));
    }
    rhumb_making_put(&made, put);
    at += len;
  }
  return rhumb_return_making(result, context, &made);
}

// Matching ------------------------------------------------------------------

/// Append the groups of a match, or all of it if it has none
static void
put_groups(RhumbListing *const groups,
           const RhumbStr text,
           const RhumbMatch *const match)
{
  const size_t first = match->count > 1 ? 1 : 0;
  for (size_t i = first; i < match->count; ++i) {
    rhumb_listing_put_string(groups, group_text(text, match, i));
  }
}

RHUMB_CALL(match)
{
  const RhumbStr text = rhumb_argument(args, 0);
  RhumbStr expression = rhumb_argument(args, 1);
  (void)rhumb_pattern_slashed(&expression, expression);
  RhumbPattern *pattern = NULL;
  RhumbMatch match = {NULL, 0};
  RHUMB_TRY(rhumb_pattern(&pattern, expression, context));
  const RhumbStatus status =
      rhumb_pattern_match(&match, pattern, text, 0, true, context);
  if (status == RHUMB_END) {
    return rhumb_return_null(result);
  }
  RHUMB_TRY(status);
  RhumbListing groups = {.arena = context->arena};
  put_groups(&groups, text, &match);
  return rhumb_return_listing(result, context, &groups);
}

RHUMB_CALL(find)
{
  const RhumbStr text = rhumb_argument(args, 0);
  RhumbStr expression = rhumb_argument(args, 1);
  (void)rhumb_pattern_slashed(&expression, expression);
  RhumbPattern *pattern = NULL;
  RHUMB_TRY(rhumb_pattern(&pattern, expression, context));
  RhumbListing found = {.arena = context->arena};
  for (size_t at = 0; at <= text.len && !found.too_long;) {
    RhumbMatch match = {NULL, 0};
    const RhumbStatus status =
        rhumb_pattern_match(&match, pattern, text, at, false, context);
    if (status == RHUMB_END) {
      break;
    }
    RHUMB_TRY(status);
    rhumb_listing_put_string(&found, group_text(text, &match, 0));
    at = rhumb_match_after(&match, text);
  }
  return rhumb_return_listing(result, context, &found);
}

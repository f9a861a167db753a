// SPDX-License-Identifier: ISC

/// @file regex.c  Regular expressions: PCRE2, compiled once, bounded.

#define PCRE2_CODE_UNIT_WIDTH 8

#include "base/utf8.h"
#include "function/function_impl.h"

#include <pcre2.h>
#include <stdlib.h>

/// Compiled at once; rules name few, and one made from data must not pile up
#define MAX_PATTERNS 16U
#define MAX_GROUPS   100U

struct RhumbPattern {
  RhumbBuf text;
  pcre2_code *code;
  pcre2_match_data *data;
};

struct RhumbPatterns {
  pcre2_general_context *memory;
  pcre2_compile_context *compile;
  pcre2_match_context *match;
  RhumbPattern items[MAX_PATTERNS];
  size_t count; ///< Ever compiled; the oldest makes room
  size_t ranges[2 * (MAX_GROUPS + 1)];
};

static void *
allocate(const PCRE2_SIZE size, void *const handle)
{
  (void)handle;
  return rhumb_xrealloc(NULL, size);
}

static void
release(void *const mem, void *const handle)
{
  (void)handle;
  free(mem);
}

static struct RhumbPatterns *
new_patterns(void)
{
  enum { MAX_STEPS = 2000000 }; // Some tens of milliseconds
  enum { MAX_KIB = 32 * 1024 };
  const PCRE2_SIZE max_length = (PCRE2_SIZE)64 * 1024;
  struct RhumbPatterns *const all =
      (struct RhumbPatterns *)rhumb_xrealloc(NULL, sizeof(*all));
  *all = (struct RhumbPatterns){.count = 0};
  all->memory = pcre2_general_context_create(allocate, release, NULL);
  all->compile = pcre2_compile_context_create(all->memory);
  all->match = pcre2_match_context_create(all->memory);
  (void)pcre2_set_max_pattern_length(all->compile, max_length);
  (void)pcre2_set_match_limit(all->match, MAX_STEPS);
  (void)pcre2_set_heap_limit(all->match, MAX_KIB);
  return all;
}

static void
free_pattern(RhumbPattern *const pattern)
{
  pcre2_match_data_free(pattern->data);
  pcre2_code_free(pattern->code);
  rhumb_buf_free(&pattern->text);
  *pattern = (RhumbPattern){.code = NULL};
}

void
rhumb_patterns_free(struct RhumbPatterns *const patterns)
{
  if (patterns) {
    for (size_t i = 0; i < MAX_PATTERNS; ++i) {
      free_pattern(&patterns->items[i]);
    }
    pcre2_match_context_free(patterns->match);
    pcre2_compile_context_free(patterns->compile);
    pcre2_general_context_free(patterns->memory);
    free(patterns);
  }
}

static RhumbStatus
compile(RhumbPattern *const pattern,
        struct RhumbPatterns *const all,
        const RhumbStr text,
        RhumbFunctionContext *const context)
{
  const uint32_t options = PCRE2_UTF | PCRE2_NEVER_BACKSLASH_C;
  int error = 0;
  PCRE2_SIZE at = 0;
  pcre2_code *const code = pcre2_compile(
      (PCRE2_SPTR)text.data, text.len, options, &error, &at, all->compile);
  if (!code) {
    PCRE2_UCHAR why[128] = "";
    (void)pcre2_get_error_message(error, why, sizeof(why));
    return rhumb_function_fail(
        context,
        "the regular expression \"%.*s\" is wrong at character %zu: %s",
        RHUMB_SHOW(text),
        rhumb_utf8_count(rhumb_str_slice(text, 0, at)) + 1,
        (const char *)why);
  }
  uint32_t n_groups = 0;
  (void)pcre2_pattern_info(code, PCRE2_INFO_CAPTURECOUNT, &n_groups);
  if (n_groups > MAX_GROUPS) {
    pcre2_code_free(code);
    return rhumb_function_fail(
        context,
        "the regular expression \"%.*s\" has %u groups; %u are the most",
        RHUMB_SHOW(text),
        n_groups,
        MAX_GROUPS);
  }
  *pattern = (RhumbPattern){
      .code = code,
      .data = pcre2_match_data_create_from_pattern(code, all->memory)};
  rhumb_buf_put(&pattern->text, text);
  return RHUMB_OK;
}

/// Compile `text`, or find it compiled
static RhumbStatus
find_pattern(RhumbPattern **const out,
             const RhumbStr text,
             RhumbFunctionContext *const context)
{
  if (!context->patterns) {
    context->patterns = new_patterns();
  }
  struct RhumbPatterns *const all = context->patterns;
  for (size_t i = 0; i < MAX_PATTERNS; ++i) {
    RhumbPattern *const known = &all->items[i];
    if (known->code && rhumb_str_equal(rhumb_buf_str(&known->text), text)) {
      *out = known;
      return RHUMB_OK;
    }
  }

  RhumbPattern made = {.code = NULL};
  RHUMB_TRY(compile(&made, all, text, context));
  RhumbPattern *const slot = &all->items[all->count++ % MAX_PATTERNS];
  free_pattern(slot);
  *slot = made;
  *out = slot;
  return RHUMB_OK;
}

RhumbStatus
rhumb_search_begin(RhumbSearch *const out,
                   const RhumbStr text,
                   const RhumbStr expression,
                   RhumbFunctionContext *const context)
{
  *out = (RhumbSearch){.text = {text.data ? text.data : "", text.len}};
  RHUMB_TRY(find_pattern(&out->pattern, expression, context));
  out->count = pcre2_get_ovector_count(out->pattern->data);
  return RHUMB_OK;
}

/// Where to search on after a match: its end, a character on if it was empty
static size_t
place_after(const RhumbSearch *const search)
{
  uint32_t code = 0;
  const size_t end = search->ranges[1];
  if (search->ranges[0] != end) {
    return end;
  }
  return end + (end < search->text.len
                    ? rhumb_character(search->text, end, &code)
                    : 1);
}

RhumbStatus
rhumb_search_next(RhumbSearch *const search,
                  const bool whole,
                  RhumbFunctionContext *const context)
{
  struct RhumbPatterns *const all = context->patterns;
  RhumbPattern *const pattern = search->pattern;
  const uint32_t options = whole        ? PCRE2_ANCHORED | PCRE2_ENDANCHORED
                           : search->at ? PCRE2_NO_UTF_CHECK
                                        : 0;
  const int found = search->at > search->text.len
                        ? PCRE2_ERROR_NOMATCH
                        : pcre2_match(pattern->code,
                                      (PCRE2_SPTR)search->text.data,
                                      search->text.len,
                                      search->at,
                                      options,
                                      pattern->data,
                                      all->match);
  search->found = found >= 0;
  if (found == PCRE2_ERROR_NOMATCH) {
    return RHUMB_OK;
  }
  if (found < 0) {
    PCRE2_UCHAR why[128] = "";
    (void)pcre2_get_error_message(found, why, sizeof(why));
    return rhumb_function_fail(context,
                               "the regular expression \"%.*s\" gives up: %s",
                               RHUMB_SHOW(rhumb_buf_str(&pattern->text)),
                               (const char *)why);
  }

  const PCRE2_SIZE *const ranges = pcre2_get_ovector_pointer(pattern->data);
  for (size_t i = 0; i < 2 * search->count; ++i) {
    all->ranges[i] = ranges[i] == PCRE2_UNSET ? SIZE_MAX : ranges[i];
  }
  search->ranges = all->ranges;
  search->at = place_after(search);
  return RHUMB_OK;
}

size_t
rhumb_pattern_group(const RhumbPattern *const pattern, const RhumbStr name)
{
  PCRE2_UCHAR text[33] = "";
  if (name.len >= sizeof(text)) {
    return 0;
  }
  memcpy(text, name.data, name.len);
  const int number = pcre2_substring_number_from_name(pattern->code, text);
  return number > 0 ? (size_t)number : 0;
}

bool
rhumb_pattern_slashed(RhumbStr *const inside, const RhumbStr text)
{
  const bool slashed =
      text.len > 2 && text.data[0] == '/' && text.data[text.len - 1] == '/';
  if (slashed) {
    *inside = rhumb_str_slice(text, 1, text.len - 1);
  }
  return slashed;
}

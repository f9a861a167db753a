// SPDX-License-Identifier: ISC

/// @file string.c  Functions of texts. Positions count characters.

#include "base/ascii.h"
#include "base/list.h"
#include "base/utf8.h"
#include "function/function_impl.h"

#include <unictype.h>
#include <unigbrk.h>

// Case and form -------------------------------------------------------------

RHUMB_CALL(case)
{
  const RhumbCase to = (RhumbCase)context->type->variant;
  return rhumb_return_string(
      context, rhumb_cased(context->arena, rhumb_argument(args, 0), to));
}

RHUMB_CALL(title)
{
  const RhumbStr text =
      rhumb_cased(context->arena, rhumb_argument(args, 0), RHUMB_CASE_LOWER);
  RhumbTextBuilder made = {.arena = context->arena};
  bool begins = true;
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const size_t len = rhumb_character(text, at, &code);
    const RhumbStr letter = rhumb_str_slice(text, at, at + len);
    rhumb_builder_put(
        &made,
        begins && len ? rhumb_cased(context->arena, letter, RHUMB_CASE_TITLE)
                      : letter);
    begins = rhumb_is_white(code);
    at += len;
  }
  return rhumb_return_text(context, &made);
}

typedef enum { BETWEEN, CAPITAL, SMALL, DIGIT } Letter;

/// What a character is to words: SMALL is what has no case, too
static Letter
letter_of(const RhumbStr text, const size_t at)
{
  static const uint32_t masks[] = {
      [CAPITAL] = UC_CATEGORY_MASK_Lu,
      [SMALL] = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M,
      [DIGIT] = UC_CATEGORY_MASK_N,
  };
  uint32_t code = 0;
  if (at >= text.len) {
    return BETWEEN;
  }
  (void)rhumb_character(text, at, &code);
  for (size_t i = CAPITAL; i < RHUMB_COUNT(masks); ++i) {
    if (uc_is_general_category_withtable(code, masks[i])) {
      return (Letter)i;
    }
  }
  return BETWEEN;
}

/// Return where the word that begins at `start` ends: behind its last letter,
/// before a capital that follows another character ("threat|Actor"), or that
/// begins a small word behind capitals ("HTTP|Server")
static size_t
word_end(const RhumbStr text, const size_t start)
{
  Letter before = BETWEEN;
  size_t at = start;
  for (;;) {
    uint32_t code = 0;
    const Letter here = letter_of(text, at);
    if (here == BETWEEN) {
      return at;
    }
    const size_t next = at + rhumb_character(text, at, &code);
    if (here == CAPITAL && before != BETWEEN &&
        (before != CAPITAL || letter_of(text, next) == SMALL)) {
      return at;
    }
    before = here;
    at = next;
  }
}

/// Append a word, with a capital unless it is the first
static void
put_word(RhumbTextBuilder *const made, const RhumbStr word)
{
  uint32_t code = 0;
  const size_t first = made->len ? rhumb_character(word, 0, &code) : 0;
  rhumb_builder_put(made,
                    rhumb_cased(made->arena,
                                rhumb_str_slice(word, 0, first),
                                RHUMB_CASE_TITLE));
  rhumb_builder_put(
      made,
      rhumb_cased(made->arena, rhumb_str_from(word, first), RHUMB_CASE_LOWER));
}

RHUMB_CALL(camel_case)
{
  const RhumbStr text = rhumb_argument(args, 0);
  RhumbTextBuilder made = {.arena = context->arena};
  for (size_t at = 0; at < text.len;) {
    const size_t end = word_end(text, at);
    uint32_t code = 0;
    if (end > at) {
      put_word(&made, rhumb_str_slice(text, at, end));
    }
    at = end > at ? end : at + rhumb_character(text, at, &code);
  }
  return made.len ? rhumb_return_text(context, &made)
                  : rhumb_return_null(context);
}

RHUMB_CALL(trim)
{
  return rhumb_return_string(context, rhumb_trimmed(rhumb_argument(args, 0)));
}

RHUMB_CALL(to_string)
{
  return rhumb_return_string(context, rhumb_argument(args, 0));
}

RHUMB_CALL(to_number)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  const RhumbValueType type = rhumb_number_type(text);
  if (type == RHUMB_VALUE_STRING) {
    return rhumb_function_fail(
        context, "\"%.*s\" is no number", RHUMB_SHOW(text));
  }
  return rhumb_return(context, type, text);
}

/// What stays of a text in a slug: ASCII letters, digits and '_'
static bool
is_slug(const char c)
{
  return rhumb_is_alphanumeric(c) || c == '_';
}

RHUMB_CALL(slugify)
{
  const RhumbStr text =
      rhumb_decomposed(context->arena, rhumb_argument(args, 0));
  RhumbTextBuilder made = {.arena = context->arena};
  bool gap = false;
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    if ((unsigned char)c >= 0x80) {
      continue;
    }
    if (!is_slug(c)) {
      gap = true;
      continue;
    }
    if (gap && made.len) {
      rhumb_builder_putc(&made, '-');
    }
    gap = false;
    rhumb_builder_putc(&made, rhumb_to_lower(c));
  }
  return made.len ? rhumb_return_text(context, &made)
                  : rhumb_return_null(context);
}

RHUMB_CALL(upper_url)
{
  const RhumbStr upper =
      rhumb_cased(context->arena, rhumb_argument(args, 0), RHUMB_CASE_UPPER);
  const bool whole = rhumb_str_starts(upper, RHUMB_STR("HTTP://")) ||
                     rhumb_str_starts(upper, RHUMB_STR("HTTPS://"));
  RhumbTextBuilder made = {.arena = context->arena};
  rhumb_builder_put(&made, rhumb_str(whole ? "" : "http://"));
  rhumb_builder_put(&made, upper);
  return rhumb_return_text(context, &made);
}

RHUMB_CALL(abc)
{
  (void)args;
  return rhumb_return_string(context, RHUMB_STR("ABC"));
}

RHUMB_CALL(reverse)
{
  const RhumbStr text = rhumb_argument(args, 0);
  if (!rhumb_utf8_valid(text, NULL)) { // Which the library relies on
    return rhumb_function_fail(
        context, "\"%.*s\" is not UTF-8", RHUMB_SHOW(text));
  }
  RhumbTextBuilder made = {.arena = context->arena};
  const uint8_t *const start = (const uint8_t *)text.data;
  for (const uint8_t *end = start + text.len; end > start;) {
    const uint8_t *const begin = u8_grapheme_prev(end, start);
    const size_t len = (size_t)(end - begin);
    rhumb_builder_put(&made, (RhumbStr){(const char *)begin, len});
    end = begin;
  }
  return rhumb_return_text(context, &made);
}

// Parts ---------------------------------------------------------------------

RHUMB_CALL(length)
{
  const size_t count = rhumb_utf8_count(rhumb_argument(args, 0));
  return rhumb_return_integer(context, (int64_t)count);
}

RHUMB_CALL(starts)
{
  return rhumb_return_boolean(
      context,
      rhumb_str_starts(rhumb_argument(args, 0), rhumb_argument(args, 1)));
}

RHUMB_CALL(ends)
{
  return rhumb_return_boolean(
      context,
      rhumb_str_ends(rhumb_argument(args, 0), rhumb_argument(args, 1)));
}

RHUMB_CALL(contains)
{
  return rhumb_return_boolean(context,
                              rhumb_str_find(rhumb_argument(args, 0),
                                             rhumb_argument(args, 1),
                                             0) != SIZE_MAX);
}

/// `variant`: 0 the first place, 1 the last
RHUMB_CALL(index)
{
  const RhumbStr text = rhumb_argument(args, 0);
  const RhumbStr sub = rhumb_argument(args, 1);
  const size_t at = context->type->variant ? rhumb_find_last(text, sub)
                                           : rhumb_str_find(text, sub, 0);
  const int64_t index =
      at == SIZE_MAX ? -1
                     : (int64_t)rhumb_utf8_count(rhumb_str_slice(text, 0, at));
  return rhumb_return_integer(context, index);
}

RHUMB_CALL(chomp)
{
  RhumbStr text = rhumb_argument(args, 0);
  const RhumbStr end = rhumb_argument(args, 1);
  if (rhumb_str_ends(text, end)) {
    text.len -= end.len;
  }
  return rhumb_return_string(context, text);
}

RHUMB_CALL(substring)
{
  const RhumbStr text = rhumb_argument(args, 0);
  int64_t first = 0;
  int64_t end = INT64_MAX;
  RHUMB_TRY(rhumb_argument_integer(&first, args, 1, context));
  RHUMB_TRY(rhumb_argument_integer(&end, args, 2, context));
  const size_t count = rhumb_utf8_count(text);
  if (first > (int64_t)count) {
    return rhumb_return_null(context);
  }
  size_t from = 0;
  size_t to = 0;
  rhumb_range(&from, &to, count, first, end);
  const size_t start = rhumb_character_at(text, from);
  const size_t stop = rhumb_character_at(text, to);
  return rhumb_return_string(context, rhumb_str_slice(text, start, stop));
}

RHUMB_CALL(diff)
{
  const RhumbStr a = rhumb_argument(args, 0);
  const RhumbStr b = rhumb_argument(args, 1);
  size_t at = 0;
  while (at < a.len && at < b.len) {
    uint32_t x = 0;
    uint32_t y = 0;
    const size_t len = rhumb_character(a, at, &x);
    (void)rhumb_character(b, at, &y);
    if (x != y) {
      break;
    }
    at += len;
  }
  return rhumb_return_string(context, rhumb_str_from(b, at));
}

RHUMB_CALL(unicode)
{
  const RhumbStr text = rhumb_argument(args, 0);
  RhumbListBuilder codes = {.arena = context->arena};
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    at += rhumb_character(text, at, &code);
    rhumb_list_put(
        &codes,
        (RhumbValue){rhumb_str_format(context->arena, "%u", (unsigned)code),
                     RHUMB_VALUE_INTEGER});
  }
  return rhumb_return_list(context, &codes);
}

RHUMB_CALL(concat)
{
  RhumbTextBuilder made = {.arena = context->arena};
  rhumb_builder_put(&made, rhumb_argument(args, 0));
  rhumb_builder_put(&made, rhumb_argument(args, 2));
  rhumb_builder_put(&made, rhumb_argument(args, 1));
  return rhumb_return_text(context, &made);
}

RHUMB_CALL(mime)
{
  typedef struct {
    const char *ending, *type;
  } Type;
  static const Type types[] = {
      {"csv", "text/csv"},
      {"json", "application/json"},
      {"xml", "application/xml"},
      {"nt", "application/n-triples"},
      {"ttl", "text/turtle"},
      {"nq", "application/n-quads"},
      {"sql", "application/sql"},
  };
  const RhumbStr name = rhumb_argument(args, 0);
  const size_t dot = rhumb_find_last(name, RHUMB_STR("."));
  const RhumbStr end =
      rhumb_str_from(name, dot == SIZE_MAX ? name.len : dot + 1);
  const Type *const type = RHUMB_ROW(types, end);
  return type ? rhumb_return_string(context, rhumb_str(type->type))
              : rhumb_return_null(context);
}

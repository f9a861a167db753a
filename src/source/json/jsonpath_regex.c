// SPDX-License-Identifier: ISC

/// @file jsonpath_regex.c  Regular expressions of JSONPath (RFC 9485), as PCRE2
/// runs them.

#include "source/json/jsonpath_regex.h"

#include "base/list.h"
#include "base/table.h"
#include "base/utf8.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <stdlib.h>

/// Data may bring patterns: no more than so many stay compiled
enum { N_CACHED = 256 };

/// Steps after which a match is given up: well under a second
enum { MAX_STEPS = 2000000 };

struct RhumbRegexCache {
  RhumbTable patterns; ///< The pattern behind a letter: "m" or "s"
  pcre2_code *codes[N_CACHED];
  pcre2_match_context *limits;
  pcre2_match_data *data;
  RhumbBuf key;
  RhumbBuf translated;
};

// I-Regexp -------------------------------------------------------------------

/// A reader of the pattern; `at` stands on what is not yet read
typedef struct {
  RhumbStr text;
  size_t at;
  unsigned depth;
} Reader;

static bool
is_at(const Reader *const r, const char c)
{
  return r->at < r->text.len && r->text.data[r->at] == c;
}

static bool
take(Reader *const r, const char c)
{
  const bool found = is_at(r, c);
  r->at += found;
  return found;
}

static bool
is_one_of(const Reader *const r, const char *const set)
{
  return r->at < r->text.len && r->text.data[r->at] &&
         strchr(set, r->text.data[r->at]);
}

/// A letter behind \p{, and the letters that may refine it
static const char *const categories[] = {
    "Llmotu", "Mcen", "Ndlo", "Pcdefios", "Zlps", "Sckmo", "Ccfno"};

static bool
read_category(Reader *const r)
{
  if (!take(r, '{')) {
    return false;
  }
  for (size_t i = 0; i < RHUMB_COUNT(categories); ++i) {
    if (take(r, categories[i][0])) {
      r->at += is_one_of(r, categories[i] + 1);
      return take(r, '}');
    }
  }
  return false;
}

/// Read what follows a backslash
static bool
read_escape(Reader *const r)
{
  if (is_one_of(r, "pP")) {
    ++r->at;
    return read_category(r);
  }
  const bool known = is_one_of(r, "()*+-.?[\\]^nrt{|}$");
  r->at += known;
  return known;
}

static void
read_character(Reader *const r)
{
  uint32_t code = 0;
  r->at += rhumb_utf8_decode(r->text, r->at, &code);
}

/// Read one character or escape of a class; a range follows if it is one
static bool
read_class_atom(Reader *const r)
{
  if (take(r, '\\')) {
    return read_escape(r);
  }
  if (r->at == r->text.len || is_one_of(r, "[]-")) {
    return false;
  }
  read_character(r);
  return true;
}

/// Read a class behind its "["
static bool
read_class(Reader *const r)
{
  (void)take(r, '^');
  bool any = take(r, '-');
  while (r->at < r->text.len && !is_at(r, ']')) {
    any = true;
    if (take(r, '-')) { // Only as the last one
      break;
    }
    if (!read_class_atom(r)) {
      return false;
    }
    if (is_at(r, '-') && r->at + 1 < r->text.len &&
        r->text.data[r->at + 1] != ']') {
      ++r->at;
      if (!read_class_atom(r)) {
        return false;
      }
    }
  }
  return take(r, ']') && any;
}

static bool
read_digits(Reader *const r)
{
  const size_t start = r->at;
  while (is_one_of(r, "0123456789")) {
    ++r->at;
  }
  return r->at > start;
}

static bool
read_quantifier(Reader *const r)
{
  if (is_one_of(r, "*+?")) {
    ++r->at;
    return true;
  }
  if (!take(r, '{')) {
    return true;
  }
  if (!read_digits(r)) {
    return false;
  }
  if (take(r, ',')) {
    (void)read_digits(r);
  }
  return take(r, '}');
}

static bool
read_atom(Reader *const r)
{
  if (take(r, '\\')) {
    return read_escape(r);
  }
  if (take(r, '[')) {
    return read_class(r);
  }
  if (is_one_of(r, "*+?{}]")) {
    return false;
  }
  read_character(r);
  return true;
}

/// Read a whole expression; groups are counted, not followed
static bool
read_regex(Reader *const r)
{
  while (r->at < r->text.len) {
    if (take(r, '(')) {
      ++r->depth;
      continue;
    }
    if (take(r, '|')) {
      continue;
    }
    if (is_at(r, ')')) {
      ++r->at;
      if (!r->depth--) {
        return false;
      }
    } else if (!read_atom(r)) {
      return false;
    }
    if (!read_quantifier(r)) {
      return false;
    }
  }
  return r->depth == 0;
}

bool
rhumb_regex_is_valid(const RhumbStr pattern)
{
  Reader r = {pattern, 0, 0};
  return rhumb_utf8_valid(pattern, NULL) && read_regex(&r);
}

/// Append the pattern for PCRE2, which differs in three ways: "." there takes
/// a carriage return, "(" there counts, and "[" within a class may be special
static void
translate(RhumbBuf *const out, const RhumbStr pattern)
{
  bool in_class = false;
  for (size_t i = 0; i < pattern.len; ++i) {
    const char c = pattern.data[i];
    if (c == '\\' && i + 1 < pattern.len) {
      rhumb_buf_put(out, rhumb_str_slice(pattern, i, i + 2));
      ++i;
    } else if (c == '.' && !in_class) {
      rhumb_buf_puts(out, "[^\\n\\r]");
    } else if (c == '(' && !in_class) {
      rhumb_buf_puts(out, "(?:");
    } else {
      in_class = c == '[' || (in_class && c != ']');
      rhumb_buf_putc(out, c);
    }
  }
}

// Matching -------------------------------------------------------------------

RhumbRegexCache *
rhumb_regex_cache_new(void)
{
  RhumbRegexCache *const cache =
      (RhumbRegexCache *)rhumb_xrealloc(NULL, sizeof(RhumbRegexCache));
  *cache = (RhumbRegexCache){.limits = pcre2_match_context_create(NULL),
                             .data = pcre2_match_data_create(1, NULL)};
  (void)pcre2_set_match_limit(cache->limits, MAX_STEPS);
  return cache;
}

static void
forget(RhumbRegexCache *const cache)
{
  for (size_t i = 0; i < cache->patterns.count; ++i) {
    pcre2_code_free(cache->codes[i]);
  }
  rhumb_table_free(&cache->patterns);
}

void
rhumb_regex_cache_free(RhumbRegexCache *const cache)
{
  if (cache) {
    forget(cache);
    pcre2_match_data_free(cache->data);
    pcre2_match_context_free(cache->limits);
    rhumb_buf_free(&cache->key);
    rhumb_buf_free(&cache->translated);
    free(cache);
  }
}

/// Compile an I-Regexp; NULL, and the `error`, if PCRE2 does not take it
static pcre2_code *
compile(RhumbBuf *const translated,
        const RhumbStr pattern,
        const bool anywhere,
        int *const error)
{
  translated->len = 0;
  translate(translated, pattern);
  const uint32_t anchors = anywhere ? 0 : PCRE2_ANCHORED | PCRE2_ENDANCHORED;
  PCRE2_SIZE offset = 0;
  const RhumbStr text = rhumb_buf_str(translated);
  return pcre2_compile((PCRE2_SPTR)text.data,
                       text.len,
                       PCRE2_UTF | PCRE2_DOLLAR_ENDONLY | PCRE2_NO_UTF_CHECK |
                           PCRE2_NEVER_BACKSLASH_C | anchors,
                       error,
                       &offset,
                       NULL);
}

bool
rhumb_regex_refuses(const RhumbStr pattern, char *const why)
{
  if (!rhumb_regex_is_valid(pattern)) {
    return false;
  }
  RhumbBuf translated = {0};
  int error = 0;
  pcre2_code *const code = compile(&translated, pattern, true, &error);
  if (!code) {
    why[0] = '\0';
    (void)pcre2_get_error_message(error, (PCRE2_UCHAR *)why, RHUMB_REGEX_WHY);
  }
  pcre2_code_free(code);
  rhumb_buf_free(&translated);
  return !code;
}

/// Return the compiled pattern, or NULL if it is none, or not for PCRE2
static const pcre2_code *
code_for(RhumbRegexCache *const cache,
         const RhumbStr pattern,
         const bool anywhere)
{
  cache->key.len = 0;
  rhumb_buf_putc(&cache->key, anywhere ? 's' : 'm');
  rhumb_buf_put(&cache->key, pattern);
  const RhumbStr key = rhumb_buf_str(&cache->key);
  const uint32_t known = rhumb_table_find(&cache->patterns, key);
  if (known != RHUMB_TABLE_NONE) {
    return cache->codes[known];
  }
  if (cache->patterns.count == N_CACHED) {
    forget(cache);
  }
  int error = 0;
  pcre2_code *const code =
      rhumb_regex_is_valid(pattern)
          ? compile(&cache->translated, pattern, anywhere, &error)
          : NULL;
  cache->codes[rhumb_table_add(&cache->patterns, key)] = code;
  return code;
}

RhumbRegexAnswer
rhumb_regex_match(RhumbRegexCache *const cache,
                  const RhumbStr pattern,
                  const RhumbStr text,
                  const bool anywhere)
{
  const pcre2_code *const code = code_for(cache, pattern, anywhere);
  if (!code) {
    return rhumb_regex_is_valid(pattern) ? RHUMB_REGEX_REFUSED : RHUMB_REGEX_NO;
  }
  const int found = pcre2_match(code,
                                (PCRE2_SPTR)text.data,
                                text.len,
                                0,
                                PCRE2_NO_UTF_CHECK,
                                cache->data,
                                cache->limits);
  return found >= 0                     ? RHUMB_REGEX_YES
         : found == PCRE2_ERROR_NOMATCH ? RHUMB_REGEX_NO
                                        : RHUMB_REGEX_TOO_LONG;
}

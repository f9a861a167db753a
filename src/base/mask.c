// SPDX-License-Identifier: ISC

/// @file mask.c  Passwords found in texts, and hidden.

#include "base/ascii.h"
#include "base/list.h"
#include "base/show.h"

/// Bytes of a text; empty: nothing was found
typedef struct {
  size_t start, end;
} Range;

static bool
is_at(const RhumbStr text, const size_t at, const char *const set)
{
  return at < text.len && text.data[at] && strchr(set, text.data[at]);
}

static size_t
skip(const RhumbStr text, size_t at, const char *const set)
{
  while (is_at(text, at, set)) {
    ++at;
  }
  return at;
}

static size_t
find_end(const RhumbStr text, size_t at, const char *const stops)
{
  while (at < text.len && !is_at(text, at, stops)) {
    ++at;
  }
  return at;
}

/// True if an address of the web stands before "://": those that name
/// databases may have any character in a password that was not encoded
static bool
is_web(const RhumbStr text, const size_t at)
{
  return (at >= 4 && rhumb_str_alike_at(text, at - 4, RHUMB_STR("http"))) ||
         (at >= 5 && rhumb_str_alike_at(text, at - 5, RHUMB_STR("https")));
}

/// The password of the address whose "://" stands at `at`
static Range
in_address(const RhumbStr text, const size_t at)
{
  const char *const stops = is_web(text, at) ? " \t\"'`<>/?#" : " \t\"'`<>";
  const size_t start = at + 3;
  size_t end = find_end(text, start, stops);
  while (end > start && text.data[end - 1] != '@') {
    --end;
  }
  const size_t colon = find_end(text, start, ":");
  return end > start && colon + 1 < end ? (Range){colon + 1, end - 1}
                                        : (Range){0, 0};
}

static size_t
skip_word_of(const RhumbStr text, size_t at, const char *const more)
{
  while (at < text.len &&
         (rhumb_is_alphanumeric(text.data[at]) || is_at(text, at, more))) {
    ++at;
  }
  return at;
}

/// True if the "@" at `at` stands before a host: with a "/" behind it, unless
/// the address is Oracle's
static bool
is_before_host(const RhumbStr text, const size_t at, const bool is_thin)
{
  if (!is_at(text, at, "@")) {
    return false;
  }
  const size_t end = skip_word_of(text, at + 1, "-.:");
  return end > at + 1 && (is_thin || is_at(text, end, "/"));
}

/// The password of "user:password@host/name", an address without a scheme, or
/// of Oracle's "thin:user/password@host", that begins at `at`
static Range
in_bare_address(const RhumbStr text, const size_t at)
{
  const bool is_thin = rhumb_str_alike_at(text, at, RHUMB_STR("thin:"));
  const size_t colon = skip_word_of(text, at + (is_thin ? 5 : 0), "_-.");
  if (colon == at || !is_at(text, colon, is_thin ? "/" : ":") ||
      rhumb_str_alike_at(text, colon, RHUMB_STR("://")) ||
      rhumb_str_alike_at(text, at, RHUMB_STR("mailto:"))) {
    return (Range){0, 0};
  }
  size_t end = find_end(text, colon, " \t\"'`<>{}[],");
  while (end > colon && !is_before_host(text, end, is_thin)) {
    --end;
  }
  return end > colon ? (Range){colon + 1, end} : (Range){0, 0};
}

/// True if the value is an external value's name alone, which is no secret
static bool
is_name(const RhumbStr value)
{
  const RhumbStr start = RHUMB_STR("$(_");
  return rhumb_str_starts(value, start) &&
         skip_word_of(value, start.len, "_-.") + 1 == value.len &&
         rhumb_str_ends(value, RHUMB_STR(")"));
}

/// A value that begins at `at`: quoted, or up to one of `stops`
static Range
value_at(const RhumbStr text, const size_t at, const char *const stops)
{
  const bool is_quoted = is_at(text, at, "\"'");
  const char quote[] = {(char)(is_quoted ? text.data[at] : '\0'), '\0'};
  const size_t start = at + is_quoted;
  size_t end = find_end(text, start, is_quoted ? quote : stops);
  while (!is_quoted && end > start && is_at(text, end - 1, " \t\r")) {
    --end;
  }
  return is_name(rhumb_str_slice(text, start, end)) ? (Range){0, 0}
                                                    : (Range){start, end};
}

/// Return what ends the value of a key that begins at `at`
static const char *
stops_of(const RhumbStr text, const size_t at)
{
  const bool in_flow = memchr(text.data, '{', at) != NULL;
  return is_at(text, at, "[") ? "]" : in_flow ? ",}" : "";
}

/// The value of a key of rules whose name ends at `at`
static Range
behind_key(const RhumbStr text, const size_t at)
{
  const size_t name = at + is_at(text, at, "\"'>");
  size_t value = skip(text, name, " \t");
  if (is_at(text, value, ":") && is_at(text, value + 1, " \t\"'")) {
    value = skip(text, value + 1, " \t");
    return value_at(text, value, stops_of(text, value));
  }
  return value > name && is_at(text, value, "\"'") ? value_at(text, value, "")
                                                   : (Range){0, 0};
}

/// Where a word names a password
typedef enum {
  ANYWHERE,
  IN_RULES,
  IN_ADDRESS, ///< As a parameter, "?key="
} Where;

/// What a password's key begins with; in rules it may be misspelt
static const struct {
  RhumbStr start;
  Where where;
} words[] = {
    {{"password", 8}, ANYWHERE},
    {{"passwd", 6}, ANYWHERE},
    {{"passphrase", 10}, ANYWHERE},
    {{"pwd", 3}, ANYWHERE},
    {{"pass", 4}, IN_RULES},
    {{"pasw", 4}, IN_RULES},
    {{"sword", 5}, IN_RULES},
    {{"_pw", 3}, IN_RULES},
    {{"secret", 6}, IN_RULES},
    {{"token", 5}, IN_RULES},
    {{"crede", 5}, IN_RULES},
    {{"credn", 5}, IN_RULES},
    {{"key=", 4}, IN_ADDRESS}, // Of SQLite files that are encrypted
    {{"hexkey=", 7}, IN_ADDRESS},
    {{"textkey=", 8}, IN_ADDRESS},
};

/// True if a map begins behind the key that ends at `at`: of credentials, whose
/// keys say which is secret
static bool
has_map(const RhumbStr text, const size_t at)
{
  return is_at(text, skip(text, at, "\"': \t"), "{");
}

/// True if the byte before `at` is one of `set`
static bool
follows(const RhumbStr text, const size_t at, const char *const set)
{
  return at && is_at(text, at - 1, set);
}

/// True if the word `i` of the table begins at `at`
static bool
is_word(const size_t i,
        const RhumbStr text,
        const size_t at,
        const RhumbTextFrom from)
{
  const Where where = words[i].where;
  return rhumb_str_alike_at(text, at, words[i].start) &&
         (where == ANYWHERE ||
          (where == IN_RULES && from == RHUMB_FROM_RULES) ||
          (where == IN_ADDRESS && follows(text, at, "?&;")));
}

/// Return where the word that begins at `at` ends, if it names a password
static size_t
skip_word(const RhumbStr text, const size_t at, const RhumbTextFrom from)
{
  if (!is_at(text, at, "_CcHhKkPpSsTt")) { // As no word of the table begins
    return at;
  }
  for (size_t i = 0; i < RHUMB_COUNT(words); ++i) {
    if (is_word(i, text, at, from)) {
      size_t end = at + words[i].start.len - (words[i].where == IN_ADDRESS);
      while (words[i].where == IN_RULES && end < text.len &&
             rhumb_is_alphanumeric(text.data[end])) {
        ++end;
      }
      return words[i].start.data[0] == 'c' && has_map(text, end) ? at : end;
    }
  }
  return at;
}

/// Return what ends a password that is said as the one that begins at `at` is:
/// "?password=", ";password=" or "password="
static const char *
stops_of_parameter(const RhumbStr text, const size_t at)
{
  return follows(text, at, "?&")  ? " \t&\"'`<>"
         : follows(text, at, ";") ? " \t;\"'`<>"
                                  : " \t\"'`<>";
}

/// What is secret in `text` behind the mark that begins at `at`, if one does
static Range
secret_at(const RhumbStr text, const size_t at, const RhumbTextFrom from)
{
  if (rhumb_str_alike_at(text, at, RHUMB_STR("://"))) {
    return in_address(text, at);
  }
  const bool begins = at == 0 || (text.data[at - 1] != '/' &&
                                  !rhumb_is_alphanumeric(text.data[at - 1]));
  const Range bare = begins && from == RHUMB_FROM_RULES
                         ? in_bare_address(text, at)
                         : (Range){0, 0};
  if (bare.end > bare.start) {
    return bare;
  }
  const size_t end = skip_word(text, at, from);
  return end == at ? (Range){0, 0}
         : is_at(text, end, "=")
             ? value_at(text, end + 1, stops_of_parameter(text, at))
         : from == RHUMB_FROM_RULES ? behind_key(text, end)
                                    : (Range){0, 0};
}

/// Likewise, with those whose mark stands before its end: the "@" and ":" of a
/// password may look like an address's
static Range
secrets_at(const RhumbStr text, const size_t at, const RhumbTextFrom from)
{
  Range secret = secret_at(text, at, from);
  for (size_t i = at + 1; i < secret.end; ++i) {
    const Range inner = secret_at(text, i, from);
    if (inner.end > inner.start) {
      secret.start = inner.start < secret.start ? inner.start : secret.start;
      secret.end = inner.end > secret.end ? inner.end : secret.end;
    }
  }
  return secret;
}

void
rhumb_mask_secrets(RhumbBuf *const out,
                   const RhumbStr text,
                   const RhumbTextFrom from,
                   size_t *const place)
{
  const RhumbStr stars = RHUMB_STR("***");
  const size_t before = out->len;
  const size_t wanted = place ? *place : text.len;
  size_t done = 0;
  for (size_t at = 0; at < text.len; ++at) {
    const Range secret = secrets_at(text, at, from);
    if (secret.end > secret.start) {
      rhumb_buf_put(out, rhumb_str_slice(text, done, secret.start));
      if (place && wanted >= secret.start) {
        *place = out->len - before +
                 (wanted < secret.end ? 0 : stars.len + wanted - secret.end);
      }
      rhumb_buf_put(out, stars);
      done = secret.end;
      at = done - 1;
    }
  }
  rhumb_buf_put(out, rhumb_str_from(text, done));
}

static bool
is_word_at(const RhumbStr text, const size_t at)
{
  return at < text.len && rhumb_is_alphanumeric(text.data[at]);
}

/// Append `text` with three stars wherever `word` stands alone
static void
put_without(RhumbBuf *const out, const RhumbStr text, const RhumbStr word)
{
  size_t done = 0;
  for (size_t at = 0; (at = rhumb_str_find(text, word, at)) != SIZE_MAX;) {
    const size_t end = at + word.len;
    if ((!at || !is_word_at(text, at - 1)) && !is_word_at(text, end)) {
      rhumb_buf_put(out, rhumb_str_slice(text, done, at));
      rhumb_buf_puts(out, "***");
      done = end;
    }
    at = end;
  }
  rhumb_buf_put(out, rhumb_str_from(text, done));
}

void
rhumb_mask_same(RhumbBuf *const text, const RhumbStr line)
{
  enum { SHORT = 3 }; // What is shorter may be any word of the message
  for (size_t at = 0; at < line.len; ++at) {
    const Range secret = secrets_at(line, at, RHUMB_FROM_RULES);
    // What YAML takes for a sign is said apart from what follows it
    const size_t start = skip(line, secret.start, "*&!%@`");
    if (start + SHORT <= secret.end) {
      RhumbBuf masked = {0};
      put_without(&masked,
                  rhumb_buf_str(text),
                  rhumb_str_slice(line, start, secret.end));
      rhumb_buf_free(text);
      *text = masked;
    }
    at = secret.end > at ? secret.end - 1 : at;
  }
}

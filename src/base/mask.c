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

/// The password of "user:password@host/name", an address without a scheme, or
/// of Oracle's "thin:user/password@host", that begins at `at`
static Range
in_bare_address(const RhumbStr text, const size_t at)
{
  const bool is_thin = rhumb_str_alike_at(text, at, RHUMB_STR("thin:"));
  const size_t colon = skip_word_of(text, at + (is_thin ? 5 : 0), "_-.");
  if (!is_at(text, colon, is_thin ? "/" : ":")) {
    return (Range){0, 0};
  }
  const size_t end = find_end(text, colon, " \t\"'`<>{}[],@");
  const size_t host = skip_word_of(text, end + 1, "-.:");
  const bool is_address =
      colon > at && is_at(text, end, "@") && host > end + 1 &&
      (is_thin || (is_at(text, host, "/") && !is_at(text, colon + 1, "/") &&
                   !rhumb_str_alike_at(text, at, RHUMB_STR("mailto:"))));
  return is_address ? (Range){colon + 1, end} : (Range){0, 0};
}

/// True if the value is an external value's name alone, which is no secret
static bool
is_name(const RhumbStr value)
{
  return rhumb_str_starts(value, RHUMB_STR("$(_")) &&
         find_end(value, 0, ")") + 1 == value.len;
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

/// What a password's key begins with; in rules it may be misspelt
static const struct {
  RhumbStr start;
  bool in_rules;
} words[] = {
    {{"password", 8}, false},
    {{"passwd", 6}, false},
    {{"passphrase", 10}, false},
    {{"pwd", 3}, false},
    {{"pass", 4}, true},
    {{"pasw", 4}, true},
    {{"sword", 5}, true},
    {{"_pw", 3}, true},
    {{"secret", 6}, true},
    {{"token", 5}, true},
    {{"crede", 5}, true},
    {{"credn", 5}, true},
};

/// True if a map begins behind the key that ends at `at`: of credentials, whose
/// keys say which is secret
static bool
has_map(const RhumbStr text, const size_t at)
{
  return is_at(text, skip(text, at, "\"': \t"), "{");
}

/// Return where the word that begins at `at` ends, if it names a password
static size_t
skip_word(const RhumbStr text, const size_t at, const RhumbTextFrom from)
{
  if (!is_at(text, at, "_CcPpSsTt")) { // As no word of the table begins
    return at;
  }
  for (size_t i = 0; i < RHUMB_COUNT(words); ++i) {
    if ((from == RHUMB_FROM_RULES || !words[i].in_rules) &&
        rhumb_str_alike_at(text, at, words[i].start)) {
      size_t end = at + words[i].start.len;
      while (words[i].in_rules && end < text.len &&
             rhumb_is_alphanumeric(text.data[end])) {
        ++end;
      }
      return words[i].start.data[0] == 'c' && has_map(text, end) ? at : end;
    }
  }
  return at;
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
  return end == at                  ? (Range){0, 0}
         : is_at(text, end, "=")    ? value_at(text, end + 1, " \t&;,\"'<>)}]")
         : from == RHUMB_FROM_RULES ? behind_key(text, end)
                                    : (Range){0, 0};
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
    const Range secret = secret_at(text, at, from);
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
    const Range secret = secret_at(line, at, RHUMB_FROM_RULES);
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

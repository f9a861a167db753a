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
  const size_t end = find_end(text, colon, " \t\"'`<>{}[],@");
  const size_t host = skip_word_of(text, end + 1, "-.:");
  const bool is_address =
      is_at(text, colon, is_thin ? "/" : ":") && colon > at &&
      is_at(text, end, "@") && host > end + 1 &&
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

/// The value of a key of rules whose name ends at `at`
static Range
behind_key(const RhumbStr text, const size_t at)
{
  const size_t name = at + is_at(text, at, "\"'>");
  size_t value = skip(text, name, " \t");
  if (is_at(text, value, ":") && is_at(text, value + 1, " \t\"'")) {
    value = skip(text, value + 1, " \t");
    const bool in_flow = memchr(text.data, '{', value) != NULL;
    return value_at(text, value, in_flow ? ",}" : "");
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
};

/// Return where the word that begins at `at` ends, if it names a password
static size_t
skip_word(const RhumbStr text, const size_t at, const RhumbTextFrom from)
{
  for (size_t i = 0; i < RHUMB_COUNT(words); ++i) {
    if ((from == RHUMB_FROM_RULES || !words[i].in_rules) &&
        rhumb_str_alike_at(text, at, words[i].start)) {
      size_t end = at + words[i].start.len;
      while (words[i].in_rules && end < text.len &&
             rhumb_is_alphanumeric(text.data[end])) {
        ++end;
      }
      return end;
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

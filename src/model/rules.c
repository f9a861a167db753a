// SPDX-License-Identifier: ISC

/// @file rules.c  The language of a rule file, told by its first token.

#include "model/rules.h"

#include "base/ascii.h"
#include "base/utf8.h"

RhumbStr
rhumb_rules_start(RhumbStr text)
{
  size_t at = rhumb_utf8_mark(text);
  while (at < text.len &&
         (rhumb_is_space(text.data[at]) || text.data[at] == '#')) {
    if (text.data[at] == '#') {
      while (at < text.len && text.data[at] != '\n') {
        ++at;
      }
    } else {
      ++at;
    }
  }
  return rhumb_str_slice(text, at, text.len);
}

/// True for SPARQL's PREFIX or BASE, in any case, with white space behind
static bool
is_directive(const RhumbStr text, const char *const word)
{
  const size_t len = strlen(word);
  if (text.len <= len || !rhumb_is_space(text.data[len])) {
    return false;
  }
  for (size_t i = 0; i < len; ++i) {
    if ((text.data[i] | 0x20) != word[i]) {
      return false;
    }
  }
  return true;
}

/// True for a subject such as `ex:map` or `_:b`: a colon within the word, which
/// YAML would take for a part of a key only if another colon came
static bool
is_prefixed_name(const RhumbStr text)
{
  size_t end = 0;
  while (end < text.len && !rhumb_is_space(text.data[end])) {
    ++end;
  }
  const char *const colon =
      end ? (const char *)memchr(text.data, ':', end) : NULL;
  return colon && !strchr("\"'{&!", text.data[0]) && text.data[end - 1] != ':';
}

/// Told by the first token: one of Turtle's, which no YAML map begins with
static bool
is_turtle(const RhumbStr text)
{
  if (!text.len || rhumb_str_starts(text, RHUMB_STR("<<"))) {
    return false;
  }
  return strchr("@<[(", text.data[0]) || is_directive(text, "prefix") ||
         is_directive(text, "base") || is_prefixed_name(text);
}

bool
rhumb_rules_is_turtle(const RhumbStr text)
{
  return is_turtle(rhumb_rules_start(text));
}

// SPDX-License-Identifier: ISC

/// @file rules.c  The language of a rule file, told by its first token.

#include "model/rules.h"

#include "base/ascii.h"
#include "base/utf8.h"

RhumbStr
rhumb_rules_start(const RhumbStr text)
{
  RhumbStr rest = rhumb_str_from(text, rhumb_utf8_mark(text));
  while (rest.len && (rhumb_is_space(*rest.data) || *rest.data == '#')) {
    const bool is_comment = *rest.data == '#';
    rest = rhumb_str_from(rest, is_comment ? rhumb_str_index(rest, '\n') : 1);
  }
  return rest;
}

/// True for SPARQL's PREFIX or BASE, in any case, with white space behind
static bool
is_directive(const RhumbStr text, const RhumbStr word)
{
  return text.len > word.len && rhumb_is_space(text.data[word.len]) &&
         rhumb_str_alike(rhumb_str_slice(text, 0, word.len), word);
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
  return rhumb_str_index(text, ':') + 1 < end &&
         !strchr("\"'{&!", text.data[0]) && text.data[end - 1] != ':';
}

/// True if a line is a key of YARRRML, with its value below: above it stands
/// Turtle by mistake, which the reader of YAML names. A text of several lines
/// that begins above it is Turtle's, and the line is one of them
static bool
has_mappings(const RhumbStr text)
{
  const RhumbStr key = RHUMB_STR("\nmappings:");
  const size_t at = rhumb_str_find(text, key, 0);
  if (rhumb_str_find(text, RHUMB_STR("\"\"\""), 0) < at ||
      rhumb_str_find(text, RHUMB_STR("'''"), 0) < at) {
    return false;
  }
  const RhumbStr rest =
      at == SIZE_MAX ? RHUMB_STR("") : rhumb_str_from(text, at + key.len);
  return rest.len && (rest.data[0] == '\n' || rest.data[0] == '\r');
}

/// Told by the first token: one of Turtle's, which no YAML map begins with. A
/// zero byte is of UTF-16, which the reader of YAML names.
static bool
is_turtle(const RhumbStr text)
{
  if (!text.len || rhumb_str_starts(text, RHUMB_STR("<<")) ||
      rhumb_str_has(rhumb_str_slice(text, 0, text.len < 4 ? text.len : 4),
                    '\0') ||
      has_mappings(text)) {
    return false;
  }
  return strchr("@<[(", text.data[0]) ||
         is_directive(text, RHUMB_STR("prefix")) ||
         is_directive(text, RHUMB_STR("base")) || is_prefixed_name(text);
}

bool
rhumb_rules_is_turtle(const RhumbStr text)
{
  return is_turtle(rhumb_rules_start(text));
}

bool
rhumb_rules_in_turtle(RhumbLastRules *const last, const RhumbLoc loc)
{
  if (loc.text != last->text) {
    *last = (RhumbLastRules){loc.text,
                             loc.text && rhumb_rules_is_turtle(loc.text->text)};
  }
  return last->is_turtle;
}

// SPDX-License-Identifier: ISC

/// @file lookalike.c  References as other languages write them, which are text
/// in YARRRML: ${name}, {name}, $name.

#include "yaml/odd.h"
#include "yarrrml/yarrrml_impl.h"

/// A stretch of a text that looks like a reference, and the name in it
typedef struct {
  size_t start, end;
  RhumbStr name;
} Lookalike;

static char
char_at(const RhumbStr text, const size_t at)
{
  return (char)(at < text.len ? text.data[at] : '\0');
}

static bool
is_name_char(const char c)
{
  return rhumb_is_alphanumeric(c) || c == '_';
}

/// Return where the name that begins at `at` ends; `at` if none does
static size_t
name_end(const RhumbStr text, size_t at)
{
  if (!rhumb_is_letter(char_at(text, at)) && char_at(text, at) != '_') {
    return at;
  }
  while (is_name_char(char_at(text, at)) ||
         (strchr("-.", char_at(text, at)) &&
          is_name_char(char_at(text, at + 1)))) {
    ++at;
  }
  return at;
}

/// Take a name between `open` and `close` that begins at `at`; the brackets may
/// be double
static bool
take_between(const RhumbStr text,
             const size_t at,
             const char open,
             const char close,
             Lookalike *const out)
{
  if (char_at(text, at) != open) {
    return false;
  }
  const bool is_double = open == '{' && char_at(text, at + 1) == open;
  size_t start = at + (is_double ? 2 : 1);
  while (is_double && char_at(text, start) == ' ') {
    ++start;
  }
  const size_t end = name_end(text, start);
  size_t behind = end;
  while (is_double && char_at(text, behind) == ' ') {
    ++behind;
  }
  if (end == start || char_at(text, behind) != close) {
    return false;
  }
  out->end = behind + (is_double ? 2 : 1);
  out->name = rhumb_str_slice(text, start, end);
  return true;
}

/// Take what a dollar sign begins that is no reference
static bool
take_dollar(const RhumbStr text, const size_t at, Lookalike *const out)
{
  static const char brackets[][2] = {{'{', '}'}, {'[', ']'}, {'<', '>'}};
  for (size_t i = 0; i < RHUMB_COUNT(brackets); ++i) {
    if (take_between(text, at + 1, brackets[i][0], brackets[i][1], out)) {
      return true;
    }
  }
  if (char_at(text, at + 1) == ' ' &&
      take_between(text, at + 2, '(', ')', out)) {
    return true;
  }
  const size_t start = at + (at ? 1 : 1 + (char_at(text, 1) == '.' ? 1U : 0U));
  const size_t end = name_end(text, start);
  out->end = end;
  out->name = rhumb_str_slice(text, start, end);
  return end > start && (!at || !is_name_char(text.data[at - 1]));
}

/// Take a reference in characters of full width
static bool
take_wide(const RhumbStr text, const size_t at, Lookalike *const out)
{
  size_t len = 0;
  size_t len2 = 0;
  const RhumbOdd *const first = rhumb_odd_at(text, at, &len);
  len = first ? len : 1;
  const RhumbOdd *const second = rhumb_odd_at(text, at + len, &len2);
  const bool is_dollar = first ? first->plain && strcmp(first->plain, "$") == 0
                               : text.data[at] == '$';
  const bool is_open = second ? second->plain && strcmp(second->plain, "(") == 0
                              : char_at(text, at + len) == '(';
  const size_t start = at + len + (second ? len2 : 1);
  if (!is_dollar || !is_open || (!first && !second) || start > text.len) {
    return false;
  }
  out->end = name_end(text, start);
  out->name = rhumb_str_slice(text, start, out->end);
  return out->end > start;
}

/// Find the next lookalike from `at` on; references are stepped over
static bool
find_lookalike(const RhumbStr text, size_t at, Lookalike *const out)
{
  for (; at < text.len; ++at) {
    const char c = text.data[at];
    out->start = at;
    if (c == '$' && char_at(text, at + 1) == '(') {
      at += rhumb_str_index(rhumb_str_from(text, at), ')');
    } else if (take_wide(text, at, out) ||
               (c == '$' && take_dollar(text, at, out)) ||
               (c == '{' && take_between(text, at, '{', '}', out))) {
      return true;
    }
  }
  return false;
}

/// In an IRI, a name in angle brackets that do not enclose all of it
static bool
find_angles(const RhumbStr text, Lookalike *const out)
{
  for (size_t at = 1; at < text.len; ++at) {
    out->start = at;
    if (text.data[0] != '<' && take_between(text, at, '<', '>', out)) {
      return true;
    }
  }
  return false;
}

/// A name with a dollar sign alone is a fine part of an IRI
static bool
is_bracketed(const RhumbStr shown)
{
  return rhumb_str_has(shown, '{') || rhumb_str_has(shown, '[') ||
         rhumb_str_has(shown, '<') || rhumb_str_has(shown, ' ');
}

RhumbStatus
rhumb_check_lookalikes(const RhumbYarrrml *const reader,
                       const RhumbSpan *const span,
                       const RhumbTermMap *const map)
{
  const RhumbStr text = span->text;
  const bool is_iri = rhumb_term_types[map->type].kind != RHUMB_TERM_LITERAL;
  Lookalike found = {0};
  if ((map->is_typed && !is_iri) || (!find_lookalike(text, 0, &found) &&
                                     !(is_iri && find_angles(text, &found)))) {
    return RHUMB_OK;
  }
  const RhumbStr shown = rhumb_str_slice(text, found.start, found.end);
  const RhumbLoc loc = rhumb_span_loc(span, found.start);
  if (is_iri && is_bracketed(shown)) {
    return rhumb_fail(reader->yaml.diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "\"%.*s\" is no reference; a column is written $(%.*s)",
                      RHUMB_FMT(shown),
                      RHUMB_FMT(found.name));
  }
  rhumb_warn(reader->yaml.diag,
             RHUMB_WARNING,
             loc,
             "\"%.*s\" is text here; a column is written $(%.*s)",
             RHUMB_FMT(shown),
             RHUMB_FMT(found.name));
  return RHUMB_OK;
}

// SPDX-License-Identifier: ISC

/// @file line.c  Lines of N-Triples and N-Quads, told from others: what is put
/// behind a file must find its lines whole. Held are which terms stand where,
/// what ends them, and the escapes of texts; IRIs, labels and languages are not
/// looked into further.

#include "sink/sink.h"

#include "base/ascii.h"
#include "base/utf8.h"

static size_t
skip_blanks(const RhumbStr line, size_t at)
{
  while (at < line.len && strchr(" \t\r", line.data[at]) && line.data[at]) {
    ++at;
  }
  return at;
}

/// Return where the IRI that begins at `at` ends; `at` if none does
static size_t
skip_iri(const RhumbStr line, const size_t at)
{
  size_t end = at + 1;
  while (end < line.len && !strchr("<>\"", line.data[end]) &&
         (unsigned char)line.data[end] > ' ') {
    ++end;
  }
  return end < line.len && line.data[end] == '>' ? end + 1 : at;
}

/// Likewise the label of a blank node; a full stop behind it is not its own
static size_t
skip_blank_node(const RhumbStr line, const size_t at)
{
  size_t end = at + 2;
  if (end >= line.len || line.data[at + 1] != ':') {
    return at;
  }
  while (end < line.len && !strchr("<\"()", line.data[end]) &&
         (unsigned char)line.data[end] > ' ') {
    ++end;
  }
  while (line.data[end - 1] == '.') {
    --end;
  }
  return end > at + 2 ? end : at;
}

/// Return where the language that begins at `at` ends: "en", "ar--rtl"
static size_t
skip_language(const RhumbStr line, size_t at)
{
  while (at < line.len &&
         (rhumb_is_alphanumeric(line.data[at]) || line.data[at] == '-')) {
    ++at;
  }
  return at;
}

/// Return where the escape that begins at `at` ends; `at` if none does
static size_t
skip_escape(const RhumbStr line, const size_t at)
{
  const char what = (char)(at + 1 < line.len ? line.data[at + 1] : '\0');
  if (what != 'u' && what != 'U') {
    return what && strchr("tbnrf\"'\\", what) ? at + 2 : at;
  }
  const size_t n_digits = what == 'u' ? 4 : 8;
  const int64_t code = rhumb_hex(line, at + 2, n_digits);
  const bool is_character = code >= 0 && code <= 0x10FFFF &&
                            !rhumb_is_high_half(code) &&
                            !rhumb_is_low_half(code);
  return is_character ? at + 2 + n_digits : at;
}

/// Return where the quotes that begin at `at` end; `at` if they do not
static size_t
skip_quoted(const RhumbStr line, const size_t at)
{
  size_t end = at + 1;
  while (end < line.len && line.data[end] != '"') {
    const size_t next =
        line.data[end] == '\\' ? skip_escape(line, end) : end + 1;
    if (next == end) {
      return at;
    }
    end = next;
  }
  return end < line.len ? end + 1 : at;
}

/// Return where the text that begins at `at` ends, with its datatype or its
/// language; `at` if none does
static size_t
skip_literal(const RhumbStr line, const size_t at)
{
  const size_t end = skip_quoted(line, at);
  if (end == at) {
    return at;
  }
  const RhumbStr rest = rhumb_str_from(line, end);
  if (rhumb_str_starts(rest, RHUMB_STR("^^"))) {
    const size_t type = skip_iri(line, end + 2);
    return type > end + 2 ? type : at;
  }
  return rest.len && rest.data[0] == '@' ? skip_language(line, end + 1) : end;
}

/// Likewise any term, but for a triple term
static size_t
skip_term(const RhumbStr line, const size_t at)
{
  switch (at < line.len ? line.data[at] : 0) {
  case '<':
    return skip_iri(line, at);
  case '_':
    return skip_blank_node(line, at);
  case '"':
    return skip_literal(line, at);
  default:
    return at;
  }
}

/// Return where the term that begins at `at` ends, which is the subject (0),
/// predicate, object or graph; `at` if none of those that may be it does
static size_t
skip_part(const RhumbStr line, const size_t at, const unsigned place)
{
  static const char *const firsts[] = {"<_", "<", "<_\"", "<_"};
  const char first = (char)(at < line.len ? line.data[at] : '\0');
  const bool may_be =
      place < RHUMB_COUNT(firsts) && first && strchr(firsts[place], first);
  return may_be ? skip_term(line, at) : at;
}

/// Return where the last of the terms ends, and set `count` to their number;
/// what is in a triple term, which only an object is, is not counted. SIZE_MAX:
/// they are none
static size_t
skip_terms(const RhumbStr line, size_t at, unsigned *const count)
{
  enum { OBJECT = 2, ALL = 3 };
  unsigned depth = 0;
  for (*count = 0;; at = skip_blanks(line, at)) {
    const RhumbStr rest = rhumb_str_from(line, at);
    if (*count == OBJECT && rhumb_str_starts(rest, RHUMB_STR("<<("))) {
      ++depth;
      *count = 0;
      at += 3;
    } else if (depth && *count == ALL) {
      if (!rhumb_str_starts(rest, RHUMB_STR(")>>"))) {
        return SIZE_MAX;
      }
      --depth; // What it is in has its object, and so all
      at += 3;
    } else {
      const size_t end = skip_part(line, at, *count);
      if (end == at) {
        return depth ? SIZE_MAX : at;
      }
      ++*count;
      at = end;
    }
  }
}

/// True if nothing, or a comment, is at `at` and behind
static bool
ends_line(const RhumbStr line, size_t at)
{
  at = skip_blanks(line, at);
  return at == line.len || line.data[at] == '#';
}

/// True for the line that says which RDF it is: any, as Turtle has it
static bool
is_version(const RhumbStr line, const size_t at)
{
  const RhumbStr word = RHUMB_STR("VERSION");
  const size_t text = skip_blanks(line, at + word.len);
  if (!rhumb_str_starts(rhumb_str_from(line, at), word) || text >= line.len ||
      line.data[text] != '"') {
    return false;
  }
  const size_t end = skip_quoted(line, text);
  return end > text && ends_line(line, end);
}

bool
rhumb_syntax_has_line(const RhumbSyntax *const syntax, const RhumbStr line)
{
  unsigned count = 0;
  size_t at = skip_blanks(line, 0);
  if (!rhumb_utf8_valid(line, NULL)) {
    return false;
  }
  if (ends_line(line, at) || is_version(line, at)) {
    return true;
  }
  at = skip_terms(line, at, &count);
  if (at >= line.len || line.data[at] != '.') {
    return false;
  }
  return ends_line(line, at + 1) &&
         (count == 3 || (count == 4 && syntax->graphs));
}

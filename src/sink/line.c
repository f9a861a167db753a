// SPDX-License-Identifier: ISC

/// @file line.c  Lines of N-Triples and N-Quads, told from others: what is put
/// behind a file must find its lines whole.

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

/// Return where the text that begins at `at` ends, with its datatype or its
/// language; `at` if none does
static size_t
skip_literal(const RhumbStr line, const size_t at)
{
  size_t end = at + 1;
  while (end < line.len && line.data[end] != '"') {
    end += line.data[end] == '\\' ? 2 : 1;
  }
  if (end >= line.len) {
    return at;
  }
  ++end;
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

/// Return where the last of the terms ends, and set `count` to their number;
/// what is in a triple term is not counted. SIZE_MAX: they are none
static size_t
skip_terms(const RhumbStr line, size_t at, unsigned *const count)
{
  unsigned depth = 0;
  for (*count = 0;; at = skip_blanks(line, at)) {
    const RhumbStr rest = rhumb_str_from(line, at);
    const bool begins = rhumb_str_starts(rest, RHUMB_STR("<<("));
    const bool ends = depth && rhumb_str_starts(rest, RHUMB_STR(")>>"));
    const size_t end = begins || ends ? at + 3 : skip_term(line, at);
    if (end == at) {
      return depth ? SIZE_MAX : at;
    }
    depth = depth + begins - ends;
    *count += !depth;
    at = end;
  }
}

bool
rhumb_syntax_has_line(const RhumbSyntax *const syntax, const RhumbStr line)
{
  unsigned count = 0;
  size_t at = skip_blanks(line, 0);
  const RhumbStr rest = rhumb_str_from(line, at);
  if (!rhumb_utf8_valid(line, NULL)) {
    return false;
  }
  if (!rest.len || rest.data[0] == '#' ||
      rhumb_str_starts(rest, RHUMB_STR("VERSION "))) {
    return true;
  }
  at = skip_terms(line, at, &count);
  if (at >= line.len || line.data[at] != '.') {
    return false;
  }
  at = skip_blanks(line, at + 1);
  return (at == line.len || line.data[at] == '#') &&
         (count == 3 || (count == 4 && syntax->graphs));
}

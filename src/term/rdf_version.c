// SPDX-License-Identifier: ISC

/// @file rdf_version.c  Syntax of RDF 1.2 in Turtle, TriG and line syntaxes,
/// which Raptor takes for mistakes.

#include "term/rdf_impl.h"

#include "base/ascii.h"
#include "base/near.h"

/// True of what begins a comment, an IRI, a text or what RDF 1.2 brought
static bool
may_begin(const char c)
{
  switch (c) {
  case '#':
  case '<':
  case '"':
  case '\'':
  case '{':
  case 'V':
  case '@':
  case '-':
    return true;
  default:
    return false;
  }
}

/// Return where what begins at `at` ends, if it is a comment, an IRI or a text,
/// in which anything may stand; else `at`
static size_t
skip(const RhumbStr text, const size_t at)
{
  const char first = text.data[at];
  const RhumbStr rest = rhumb_str_from(text, at);
  const RhumbStr longs[] = {RHUMB_STR("\"\"\""), RHUMB_STR("'''")};
  if (first == '#') {
    return at + rhumb_str_index(rest, '\n');
  }
  if (first == '<') {
    return rest.len > 1 && rest.data[1] == '<'
               ? at
               : at + rhumb_str_index(rest, '>') + 1;
  }
  if (first != '"' && first != '\'') {
    return at;
  }
  const RhumbStr quotes = rhumb_str_starts(rest, longs[first == '\''])
                              ? longs[first == '\'']
                              : rhumb_str_slice(rest, 0, 1);
  size_t end = at + quotes.len;
  while (end < text.len &&
         !rhumb_str_starts(rhumb_str_from(text, end), quotes)) {
    end += text.data[end] == '\\' ? 2 : 1;
  }
  return end + quotes.len;
}

/// True if what stands before `at` is a language tag, and no part of a name
static bool
is_behind_tag(const RhumbStr text, size_t at)
{
  while (at > 0 && (rhumb_is_alphanumeric(text.data[at - 1]) ||
                    text.data[at - 1] == '-')) {
    --at;
  }
  return at > 0 && text.data[at - 1] == '@';
}

/// True if RDF 1.2 begins at `at`, outside of comments, IRIs and texts
static bool
is_new(const RhumbStr text, const size_t at)
{
  static const char *const starts[] = {
      "<<", "{|", "VERSION \"", "VERSION '", "@version "};
  const RhumbStr rest = rhumb_str_from(text, at);
  bool found = false;
  for (size_t i = 0; !found && i < RHUMB_COUNT(starts); ++i) {
    found = rhumb_str_starts(rest, rhumb_str(starts[i]));
  }
  return found || ((rhumb_str_starts(rest, RHUMB_STR("--ltr")) ||
                    rhumb_str_starts(rest, RHUMB_STR("--rtl"))) &&
                   is_behind_tag(text, at));
}

RhumbStatus
rhumb_rdf_check_version(const RhumbText *const text,
                        const char *const parser,
                        const RhumbDiag *const diag)
{
  static const char *const parsers[] = {
      "turtle", "trig", "ntriples", "nquads", NULL};
  const RhumbStr all = text->text;
  if (!rhumb_word(parsers, rhumb_str(parser))) {
    return RHUMB_OK;
  }
  for (size_t at = 0; at < all.len;) {
    if (!may_begin(all.data[at])) {
      ++at;
      continue;
    }
    const size_t end = skip(all, at);
    if (end == at && is_new(all, at)) {
      return rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        rhumb_loc_at(text, at),
                        "this is RDF 1.2, which Raptor cannot read; rhumb rdf "
                        "--rdf 1.1 writes what it can");
    }
    at = end == at ? at + 1 : end;
  }
  return RHUMB_OK;
}

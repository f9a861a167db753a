// SPDX-License-Identifier: ISC

/// @file rdf_version.c  Syntax of RDF 1.2 in Turtle, TriG and line syntaxes,
/// and what says that RDF/XML has it: Raptor takes it for mistakes, or for
/// other.

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
  case 'v':
  case '@':
  case '-':
  case '~':
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

/// True if a word may begin at `at`, and no part of a name
static bool
begins_word(const RhumbStr text, const size_t at)
{
  return at == 0 || rhumb_is_space(text.data[at - 1]) ||
         text.data[at - 1] == '}';
}

/// True if RDF 1.2 begins at `at`, outside of comments, IRIs and texts
static bool
is_new(const RhumbStr text, const size_t at)
{
  static const char *const marks[] = {"<<", "{|"};
  static const char *const words[] = {"VERSION \"", "VERSION '", "@version "};
  const RhumbStr rest = rhumb_str_from(text, at);
  bool found = false;
  for (size_t i = 0; !found && i < RHUMB_COUNT(marks); ++i) {
    found = rhumb_str_starts(rest, rhumb_str(marks[i]));
  }
  for (size_t i = 0; !found && i < RHUMB_COUNT(words); ++i) {
    found = begins_word(text, at) &&
            rhumb_str_alike_at(rest, 0, rhumb_str(words[i]));
  }
  const bool is_reifier =
      text.data[at] == '~' && !(at > 0 && text.data[at - 1] == '\\');
  return found || is_reifier ||
         ((rhumb_str_starts(rest, RHUMB_STR("--ltr")) ||
           rhumb_str_starts(rest, RHUMB_STR("--rtl"))) &&
          is_behind_tag(text, at));
}

/// Return where RDF 1.2 begins in a text of the kind of Turtle; its end, if it
/// does not
static size_t
find_in_turtle(const RhumbStr text)
{
  size_t at = 0;
  while (at < text.len) {
    const bool begins = may_begin(text.data[at]);
    const size_t end = begins ? skip(text, at) : at;
    if (begins && end == at && is_new(text, at)) {
      return at;
    }
    at = end == at ? at + 1 : end;
  }
  return text.len;
}

/// Return the start tag of the root element of XML, with what is before it
static RhumbStr
root_tag(const RhumbStr text)
{
  size_t at = rhumb_str_index(text, '<');
  while (at + 1 < text.len && strchr("?!", text.data[at + 1])) {
    const RhumbStr rest = rhumb_str_from(text, at);
    const bool is_comment = rhumb_str_starts(rest, RHUMB_STR("<!--"));
    const size_t end = is_comment ? rhumb_str_find(rest, RHUMB_STR("-->"), 4)
                                  : rhumb_str_index(rest, '>');
    const RhumbStr behind =
        rhumb_str_from(rest, end < rest.len ? end : rest.len);
    at = text.len - behind.len + rhumb_str_index(behind, '<');
  }
  const size_t end = rhumb_str_index(rhumb_str_from(text, at), '>');
  return rhumb_str_slice(text, 0, at + end);
}

/// Return where the root element of RDF/XML says that it has RDF 1.2, without
/// which it has not; the end of the text, if it does not
static size_t
find_in_markup(const RhumbStr text)
{
  static const char *const says[] = {":version=\"1.2", ":version='1.2"};
  const RhumbStr tag = root_tag(text);
  size_t found = SIZE_MAX;
  for (size_t i = 0; found == SIZE_MAX && i < RHUMB_COUNT(says); ++i) {
    found = rhumb_str_find(tag, rhumb_str(says[i]), 0);
  }
  return found == SIZE_MAX ? text.len : found + 1;
}

RhumbStatus
rhumb_rdf_check_version(const RhumbText *const text,
                        const char *const parser,
                        const RhumbDiag *const diag)
{
  static const char *const parsers[] = {
      "turtle", "trig", "ntriples", "nquads", NULL};
  const RhumbStr name = rhumb_str(parser);
  const RhumbStr all = text->text;
  const size_t at = rhumb_word(parsers, name)      ? find_in_turtle(all)
                    : rhumb_str_is(name, "rdfxml") ? find_in_markup(all)
                                                   : all.len;
  return at == all.len
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          rhumb_loc_at(text, at),
                          "this is RDF 1.2, which Raptor cannot read; rhumb "
                          "rdf --rdf 1.1 writes what it can");
}

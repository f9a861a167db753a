// SPDX-License-Identifier: ISC

/// @file rdf_guess.c  Which syntax an RDF file is in, and what Raptor would
/// not say of it.

#include "base/ascii.h"
#include "base/list.h"
#include "base/utf8.h"
#include "base/xml_tags.h"
#include "io/compression.h"
#include "io/kind.h"
#include "term/rdf_impl.h"
#include "json/json.h"

static RhumbStr
skip_space(const RhumbStr text)
{
  size_t at = rhumb_utf8_mark(text);
  while (at < text.len && rhumb_is_space(text.data[at])) {
    ++at;
  }
  return rhumb_str_from(text, at);
}

static bool
looks_like_xml(const RhumbStr start)
{
  static const RhumbStr marks[] = {
      {"<?", 2},
      {"<!", 2},
      {"<rdf:", 5},
      {"<RDF", 4},
      {"\xFF\xFE", 2},
      {"\xFE\xFF", 2},
  };
  for (size_t i = 0; i < RHUMB_COUNT(marks); ++i) {
    if (rhumb_str_starts(start, marks[i])) {
      return true;
    }
  }
  return false;
}

static bool
looks_like_json(const RhumbStr start)
{
  if (!start.len || start.data[0] != '{') {
    return false;
  }
  const RhumbStr inner = skip_space(rhumb_str_from(start, 1));
  return inner.len && inner.data[0] == '"'; // In TriG no subject is a string
}

/// Behind the N-Quads term that `line` starts with; `line` itself if none
static RhumbStr
skip_term(const RhumbStr line)
{
  const char *const first = line.len ? line.data : " ";
  size_t at = 0;
  if (*first == '"') {
    for (at = 1; at < line.len && line.data[at] != '"'; ++at) {
      at += line.data[at] == '\\' ? 1 : 0;
    }
  }
  if (*first == '"' || *first == '<' || *first == '_') {
    while (at < line.len && !rhumb_is_space(line.data[at])) {
      ++at;
    }
  }
  return at < line.len ? rhumb_str_from(line, at) : line;
}

/// True if the first statement has four terms, then a full stop
static bool
looks_like_quads(RhumbStr rest)
{
  for (unsigned i = 0; i < 4; ++i) {
    const RhumbStr next = skip_term(rest);
    if (next.len == rest.len) {
      return false;
    }
    rest = skip_space(next);
  }
  return rest.len && rest.data[0] == '.';
}

static RhumbStr
skip_comments(RhumbStr text)
{
  for (text = skip_space(text); text.len && text.data[0] == '#';) {
    (void)rhumb_str_cut(&text, '\n');
    text = skip_space(text);
  }
  return text;
}

const char *
rhumb_rdf_guess(const RhumbText *const text)
{
  const RhumbStr start = skip_space(text->text);
  if (looks_like_xml(start)) {
    return "rdfxml";
  }
  if (looks_like_json(start)) {
    return "json";
  }
  const RhumbStr first = skip_comments(start);
  if (looks_like_quads(first)) {
    return "nquads";
  }
  const RhumbStr name = rhumb_unpacked_path(rhumb_str(text->name));
  const bool is_line =
      first.len && (first.data[0] == '<' || first.data[0] == '_');
  // Every Turtle and N-Triples document is TriG
  return is_line && rhumb_str_ends(name, RHUMB_STR(".nt"))   ? "ntriples"
         : is_line && rhumb_str_ends(name, RHUMB_STR(".nq")) ? "nquads"
                                                             : "trig";
}

// Before Raptor ----------------------------------------------------------

/// Where an escaped U+0000 is, which would end Raptor's strings; or SIZE_MAX
static size_t
find_null_escape(const RhumbStr text)
{
  for (size_t at = 0; at < text.len; at += 2) { // What is escaped escapes not
    at += rhumb_str_index(rhumb_str_from(text, at), '\\');
    const RhumbStr rest = rhumb_str_from(text, at);
    if (rhumb_str_starts(rest, RHUMB_STR("\\u0000")) ||
        rhumb_str_starts(rest, RHUMB_STR("\\U00000000"))) {
      return at;
    }
  }
  return SIZE_MAX;
}

/// Return where one of `ends` is, from `at` on, or the end of the text
static size_t
skip_to(const RhumbStr text, size_t at, const char *const ends)
{
  while (at < text.len && !strchr(ends, text.data[at])) {
    ++at;
  }
  return at;
}

/// Return where the literal ends that a quote opens at `at`, as Raptor ends it;
/// behind the quote if it is not closed
static size_t
skip_literal(const RhumbStr text, const size_t at)
{
  const RhumbStr rest = rhumb_str_from(text, at);
  const bool is_long = rhumb_str_starts(rest, RHUMB_STR("\"\"\"")) ||
                       rhumb_str_starts(rest, RHUMB_STR("'''"));
  const RhumbStr mark = rhumb_str_slice(rest, 0, is_long ? 3 : 1);
  size_t end = mark.len;
  while (end < rest.len) {
    const char c = rest.data[end];
    if (rhumb_str_starts(rhumb_str_from(rest, end), mark)) {
      return at + end + mark.len;
    }
    if (!is_long && (c == '\n' || c == '\r')) {
      break;
    }
    end += c == '\\' ? 2 : 1;
  }
  return at + 1;
}

/// Return what is behind white space such as Raptor's reader of TriG passes
static RhumbStr
skip_raptors_space(const RhumbStr text)
{
  static const char spaces[] = {' ', '\t', '\v', '\r', '\n'};
  size_t at = 0;
  while (at < text.len && memchr(spaces, text.data[at], sizeof(spaces))) {
    ++at;
  }
  return rhumb_str_from(text, at);
}

/// True if `text` begins with "<>" and the "{" of a graph, "=" being optional
static bool
starts_graph(const RhumbStr text)
{
  if (!rhumb_str_starts(text, RHUMB_STR("<>"))) {
    return false;
  }
  const RhumbStr rest = skip_raptors_space(rhumb_str_from(text, 2));
  const bool has_sign = rest.len && rest.data[0] == '=';
  const RhumbStr brace = skip_raptors_space(rhumb_str_from(rest, has_sign));
  return brace.len && brace.data[0] == '{';
}

/// Where a graph's name is "<>", on which Raptor 2.0.15 crashes; or SIZE_MAX.
/// What is in literals, comments and IRIs is none
static size_t
find_empty_graph(const RhumbStr text)
{
  size_t at = rhumb_str_find(text, RHUMB_STR("<>"), 0);
  at = at == SIZE_MAX ? text.len : 0; // Hardly a text has one
  while (at < text.len) {
    const RhumbStr rest = rhumb_str_from(text, at);
    const char c = text.data[at];
    if (c == '"' || c == '\'') {
      at = skip_literal(text, at);
    } else if (c == '#') {
      at = skip_to(text, at, "\r\n");
    } else if (starts_graph(rest)) {
      return at;
    } else if (c == '<') {
      at = skip_to(text, at + 1, " \t\r\n<>\"{}|^`");
    } else {
      at += c == '\\' ? 2 : 1; // "#" may be in a name, escaped
    }
  }
  return SIZE_MAX;
}

/// Where a keyword of JSON-LD is the name of a member, or SIZE_MAX
static size_t
find_json_ld(const RhumbStr text)
{
  // clang-format off
  static const char *const keywords[] = {
      "@context", "@graph", "@id", "@type", "@value", "@list", "@set",
      "@language", "@reverse", "@base", "@vocab"};
  // clang-format on
  size_t at = 0;
  while ((at = rhumb_str_find(text, RHUMB_STR("\"@"), at)) != SIZE_MAX) {
    RhumbStr rest = rhumb_str_from(text, ++at);
    const RhumbStr word = rhumb_str_cut(&rest, '"');
    if (RHUMB_ROW(keywords, word) &&
        rhumb_str_starts(skip_space(rest), RHUMB_STR(":"))) {
      return at - 1;
    }
  }
  return SIZE_MAX;
}

/// What Raptor would take hours for is refused
static RhumbStatus
check_xml(const RhumbText *const text, const RhumbDiag *const diag)
{
  RhumbXmlTags tags = {0};
  const char *const wrong = rhumb_xml_tags_see(&tags, text->text);
  return wrong ? rhumb_fail(diag,
                            RHUMB_ERR_SYNTAX,
                            rhumb_loc_at(text, tags.offset - 1),
                            "this is not sound XML: %s",
                            wrong)
               : RHUMB_OK;
}

/// True if what stands in the document's object are objects, as RDF/JSON has
/// it, JSON-LD, or no sound JSON, which is said better
static bool
may_be_rdf_json(const RhumbText *const text)
{
  RhumbJson json = {0};
  const RhumbDiag silence = {0};
  if (find_json_ld(text->text) != SIZE_MAX) {
    return true;
  }
  if (rhumb_json_read(&json, text, &silence) != RHUMB_OK) {
    return rhumb_kind_of(text->text) == rhumb_kind_read_by("json");
  }
  bool is_rdf = json.nodes[0].kind == RHUMB_JSON_OBJECT;
  for (uint32_t at = 1; is_rdf && at < json.nodes[0].next;
       at = json.nodes[at].next) {
    is_rdf = json.nodes[at].kind == RHUMB_JSON_OBJECT;
  }
  rhumb_json_free(&json);
  return is_rdf;
}

/// True if no syntax of RDF begins so. XML with names of a namespace may be RDF
/// without rdf:RDF around it, and an object of JSON is RDF/JSON.
static bool
is_surely_none(const RhumbFileKind *const kind, const RhumbText *const text)
{
  if (kind->first == '<') {
    return !kind->is_rdf &&
           rhumb_str_find(text->text, RHUMB_STR("xmlns"), 0) == SIZE_MAX;
  }
  return !kind->is_rdf && (kind->first != '{' || !may_be_rdf_json(text));
}

RhumbStatus
rhumb_rdf_check_kind(const RhumbText *const text, const RhumbDiag *const diag)
{
  const RhumbFileKind *const kind = rhumb_kind_of(text->text);
  return kind && is_surely_none(kind, text)
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          (RhumbLoc){.text = text},
                          "this %s %s, not RDF%s",
                          kind->is_binary ? "is" : "looks like",
                          kind->name,
                          kind->format ? "; rules make RDF of it: rhumb rdf"
                                       : "")
             : RHUMB_OK;
}

RhumbStatus
rhumb_rdf_check(const RhumbText *const text,
                const char *const syntax,
                const RhumbDiag *const diag)
{
  size_t at = 0;
  if (strcmp(syntax, "rdfxml") == 0) {
    return check_xml(text, diag); // It has encodings, and a strict reader
  }
  if (!rhumb_utf8_valid(text->text, &at)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_loc_at(text, at),
                      "a byte that is not UTF-8; save the file as UTF-8");
  }
  at = rhumb_str_index(text->text, '\0');
  at = at < text->text.len ? at : find_null_escape(text->text);
  if (at != SIZE_MAX) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_loc_at(text, at),
                      "U+0000 is not supported in RDF files");
  }
  const bool is_turtle =
      strcmp(syntax, "turtle") == 0 || strcmp(syntax, "trig") == 0;
  at = is_turtle ? find_empty_graph(text->text) : SIZE_MAX;
  if (at != SIZE_MAX) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_loc_at(text, at),
                      "a graph cannot be called \"<>\" here; write its IRI in "
                      "full");
  }
  at = strcmp(syntax, "json") == 0 ? find_json_ld(text->text) : SIZE_MAX;
  if (at != SIZE_MAX) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_loc_at(text, at),
                      "JSON-LD is not supported; RDF/JSON and Turtle are");
  }
  return RHUMB_OK;
}

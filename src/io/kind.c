// SPDX-License-Identifier: ISC

/// @file kind.c  Kinds of files, and the marks that they begin with.

#include "io/kind.h"

#include "base/ascii.h"
#include "base/list.h"
#include "base/utf8.h"

enum {
  CSV,
  JSON,
  JSON_LINES,
  XML,
  HTML,
  RDF_XML,
  TURTLE,
  EXCEL,
  OLD_OFFICE,
  SHEET,
  DOCUMENT,
  PDF,
  IMAGE,
  SQLITE,
};

/// How much of a zip is looked through for the names in it
enum { ZIP_START = 65536 };

static const char save_sheet[] = "save the sheet as CSV or as .xlsx";

// clang-format off
static const RhumbFileKind kinds[] = {
    [CSV] = {.name = "CSV", .first = 'a', .format = "csv", .source = "~csv"},
    [JSON] = {.name = "JSON", .first = '{', .format = "json",
              .source = "~jsonpath (~jsonl if every line is a document)"},
    [JSON_LINES] = {.name = "JSON Lines", .first = '{', .format = "jsonl", .source = "~jsonl"},
    [XML] = {.name = "XML", .first = '<', .format = "xml", .source = "~xpath"},
    [HTML] = {.name = "a page of HTML", .first = '<',
              .advice = "save the data that it shows or links to"},
    [RDF_XML] = {.name = "RDF/XML", .first = '<', .is_rdf = true},
    [TURTLE] = {.name = "Turtle", .first = 'a', .is_rdf = true},
    [EXCEL] = {.name = "an Excel workbook", .format = "xlsx", .source = "~xlsx",
               .advice = "rules read its sheets as sources, with ~xlsx, in RML as rhumb:XLSX", .is_binary = true},
    [OLD_OFFICE] = {.name = "a file of Excel or Word in the older format, or with a password",
                    .advice = save_sheet, .is_binary = true},
    [SHEET] = {.name = "an OpenDocument file", .advice = save_sheet, .is_binary = true},
    [DOCUMENT] = {.name = "a document of an office program",
                  .advice = "save its table as CSV", .is_binary = true},
    [PDF] = {.name = "a PDF", .advice = "save its table as CSV", .is_binary = true},
    [IMAGE] = {.name = "an image", .is_binary = true},
    [SQLITE] = {.name = "an SQLite database",
                .advice = "say \"type: sqlite\" and a table or a query", .is_binary = true},
};

/// What files begin with that are no text
static const struct {
  RhumbStr mark;
  unsigned kind;
} marks[] = {
    {{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8}, OLD_OFFICE},
    {{"%PDF-", 5}, PDF},
    {{"\x89PNG\r\n", 6}, IMAGE},
    {{"\xFF\xD8\xFF", 3}, IMAGE},
    {{"GIF8", 4}, IMAGE},
    {{"SQLite format 3\0", 16}, SQLITE},
};

/// What the files of an archive are called that is a document
static const struct {
  RhumbStr start;
  unsigned kind;
} members[] = {
    {{"xl/", 3}, EXCEL},
    {{"word/", 5}, DOCUMENT},
    {{"ppt/", 4}, DOCUMENT},
    {{"content.xml", 11}, SHEET},
};
// clang-format on

void
rhumb_kind_explain(RhumbBuf *const out,
                   const RhumbFileKind *const kind,
                   const char *const wanted)
{
  rhumb_buf_format(out,
                   "%s %s, not %s",
                   kind->is_binary ? "is" : "looks like",
                   kind->name,
                   wanted);
  if (kind->is_rdf) {
    rhumb_buf_puts(out, ": it is RDF already, rhumb draw --rdf draws it");
  } else if (kind->source || kind->advice) {
    rhumb_buf_format(out,
                     ": %s%s",
                     kind->source ? "read it with " : "",
                     kind->source ? kind->source : kind->advice);
  }
}

const RhumbFileKind *
rhumb_kind_of_zip(const RhumbStr member)
{
  for (size_t i = 0; i < RHUMB_COUNT(members); ++i) {
    if (rhumb_str_starts(member, members[i].start)) {
      return &kinds[members[i].kind];
    }
  }
  return NULL;
}

const RhumbFileKind *
rhumb_kind_read_by(const char *const format)
{
  for (size_t i = 0; i < RHUMB_COUNT(kinds); ++i) {
    if (kinds[i].format && strcmp(kinds[i].format, format) == 0) {
      return &kinds[i];
    }
  }
  return NULL;
}

// No text ---------------------------------------------------------------------

static const RhumbFileKind *
kind_of_bytes(const RhumbStr start)
{
  for (size_t i = 0; i < RHUMB_COUNT(marks); ++i) {
    if (rhumb_str_starts(start, marks[i].mark)) {
      return &kinds[marks[i].kind];
    }
  }
  const RhumbStr head =
      rhumb_str_slice(start, 0, start.len < ZIP_START ? start.len : ZIP_START);
  for (size_t i = 0; rhumb_str_starts(start, RHUMB_STR("PK\x03\x04")) &&
                     i < RHUMB_COUNT(members);
       ++i) {
    if (rhumb_str_find(head, members[i].start, 0) != SIZE_MAX) {
      return &kinds[members[i].kind];
    }
  }
  return NULL;
}

// Text ------------------------------------------------------------------------

static RhumbStr
skip_space(RhumbStr text)
{
  while (text.len && rhumb_is_space(text.data[0])) {
    text = rhumb_str_from(text, 1);
  }
  return text;
}

static RhumbStr
first_line(const RhumbStr text)
{
  return rhumb_str_slice(text, 0, rhumb_str_index(text, '\n'));
}

/// True if `c` is one of `set`, which a zero is not
static bool
is_one_of(const char c, const char *const set)
{
  return c && strchr(set, c);
}

/// In Turtle, `[{`, `["` and `{"` begin nothing; in CSV, `[name]` may be the
/// name of a column
static const RhumbFileKind *
kind_of_json(const RhumbStr text)
{
  const RhumbStr inner = skip_space(rhumb_str_from(text, 1));
  const bool is_json =
      inner.len && (text.data[0] == '{' ? inner.data[0] == '"'
                                        : is_one_of(inner.data[0], "{\""));
  if (!is_json) {
    return NULL;
  }
  const RhumbStr line = rhumb_str_trim(first_line(text));
  const RhumbStr rest = skip_space(rhumb_str_from(text, line.len));
  const bool is_line =
      text.data[0] == '{' && rhumb_str_ends(line, RHUMB_STR("}"));
  return &kinds[is_line && rest.len && rest.data[0] == '{' ? JSON_LINES : JSON];
}

/// Return where the name of an element from `at` on ends
static size_t
skip_name(const RhumbStr text, size_t at)
{
  while (at < text.len && (rhumb_is_alphanumeric(text.data[at]) ||
                           is_one_of(text.data[at], ":-_."))) {
    ++at;
  }
  return at;
}

/// True if the first end tag has a start tag before it
static bool
has_element(const RhumbStr text)
{
  const size_t end = rhumb_str_find(text, RHUMB_STR("</"), 0);
  if (end == SIZE_MAX) {
    return false;
  }
  const size_t behind = skip_name(text, end + 2);
  const RhumbStr name = rhumb_str_slice(text, end + 2, behind);
  const size_t found = rhumb_str_find(rhumb_str_slice(text, 0, end), name, 1);
  return name.len && behind < text.len && text.data[behind] == '>' &&
         found != SIZE_MAX && text.data[found - 1] == '<';
}

/// A declaration, or elements; in Turtle `<http://…>` may come first, and
/// `</path>` behind it
static bool
is_markup(const RhumbStr text)
{
  const size_t end = skip_name(text, 1);
  return rhumb_str_starts(text, RHUMB_STR("<?xml")) ||
         rhumb_str_starts(text, RHUMB_STR("<!")) ||
         (end > 1 && end < text.len && is_one_of(text.data[end], " \t\r\n>") &&
          has_element(text));
}

static const RhumbFileKind *
kind_of_markup(const RhumbStr text)
{
  if (rhumb_str_alike_at(text, 0, RHUMB_STR("<!doctype html")) ||
      rhumb_str_alike_at(text, 0, RHUMB_STR("<html"))) {
    return &kinds[HTML];
  }
  if (rhumb_str_starts(text, RHUMB_STR("<rdf:RDF"))) {
    return &kinds[RDF_XML];
  }
  return is_markup(text)
             ? &kinds[rhumb_str_find(text, RHUMB_STR("<rdf:RDF"), 0) == SIZE_MAX
                          ? XML
                          : RDF_XML]
             : NULL;
}

static bool
is_turtle(const RhumbStr text)
{
  return rhumb_str_alike_at(text, 0, RHUMB_STR("@prefix ")) ||
         rhumb_str_alike_at(text, 0, RHUMB_STR("@base ")) ||
         (rhumb_str_alike_at(text, 0, RHUMB_STR("prefix ")) &&
          rhumb_str_has(first_line(text), '<'));
}

/// How often `delimiter` stands in a line outside of quotes
static size_t
count_outside(const RhumbStr line, const char delimiter)
{
  size_t count = 0;
  bool is_quoted = false;
  for (size_t i = 0; i < line.len; ++i) {
    is_quoted ^= line.data[i] == '"';
    count += !is_quoted && line.data[i] == delimiter;
  }
  return count;
}

/// Two lines with as many delimiters, of which the first has the look of
/// columns and not of a key or of a sentence
static bool
is_csv(const RhumbStr text)
{
  const RhumbStr line = rhumb_str_trim(first_line(text));
  const size_t end = rhumb_str_index(text, '\n');
  const RhumbStr next = rhumb_str_trim(
      first_line(rhumb_str_from(text, end < text.len ? end + 1 : text.len)));
  if (rhumb_str_find(line, RHUMB_STR(": "), 0) != SIZE_MAX ||
      rhumb_str_ends(line, RHUMB_STR(":")) || is_one_of(text.data[0], "{[<#") ||
      rhumb_str_has(line, '\0')) {
    return false;
  }
  for (const char *delimiter = ",;\t"; *delimiter; ++delimiter) {
    const size_t count = count_outside(line, *delimiter);
    if (count && next.len && count_outside(next, *delimiter) == count) {
      return true;
    }
  }
  return false;
}

const RhumbFileKind *
rhumb_kind_of(const RhumbStr start)
{
  const RhumbFileKind *const kind = kind_of_bytes(start);
  const RhumbStr text =
      skip_space(rhumb_str_from(start, rhumb_utf8_mark(start)));
  if (kind || !text.len) {
    return kind;
  }
  switch (text.data[0]) {
  case '{':
  case '[':
    return kind_of_json(text);
  case '<':
    return kind_of_markup(text);
  default:
    return is_turtle(text) ? &kinds[TURTLE] : is_csv(text) ? &kinds[CSV] : NULL;
  }
}

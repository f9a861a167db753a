// SPDX-License-Identifier: ISC

/// @file event.c  The events of libyaml, their places, and what it says of
/// errors.

#include "base/list.h"
#include "base/near.h"
#include "yaml/tree_impl.h"

RhumbLoc
rhumb_yaml_place(RhumbYamlReader *const reader,
                 const yaml_mark_t mark,
                 size_t *const offset)
{
  const RhumbStr text = reader->text->text;
  if (mark.index < reader->cursor.index || !reader->cursor.line) {
    reader->cursor.index = 0;
    reader->cursor.offset = reader->cursor.line_start = reader->start;
    reader->cursor.line = 1;
  }
  while (reader->cursor.index < mark.index &&
         reader->cursor.offset < text.len) {
    const bool breaks = text.data[reader->cursor.offset] == '\n';
    reader->cursor.offset = rhumb_yaml_next_char(text, reader->cursor.offset);
    ++reader->cursor.index;
    if (breaks) {
      ++reader->cursor.line;
      reader->cursor.line_start = reader->cursor.offset;
    }
  }
  *offset = reader->cursor.offset;
  return (RhumbLoc){
      reader->text,
      reader->cursor.line,
      (unsigned)(reader->cursor.offset - reader->cursor.line_start) + 1,
      0};
}

/// What libyaml says, and what it means to someone who writes rules
typedef struct {
  const char *problem, *meaning;
} Meaning;

static const Meaning meanings[] = {
    {"mapping values are not allowed in this context",
     "a \": \" where no key can be; quote the text, or look for a \":\" or an "
     "indentation that is missing before it"},
    {"could not find expected ':'",
     "a key without a \":\" behind it, or a list item without \"-\""},
    {"did not find expected key",
     "the indentation does not match, or a text needs quotes"},
    {"did not find expected '-' indicator",
     "a list item without \"-\", or with the wrong indentation"},
    {"did not find expected ',' or ']'",
     "a list that is not closed: a \",\" or \"]\" is missing"},
    {"did not find expected ',' or '}'",
     "a map that is not closed: a \",\" or \"}\" is missing"},
    {"did not find expected node content", "a value is missing"},
    {"did not find expected <document start>",
     "text behind the end of the document"},
    {"block sequence entries are not allowed in this context",
     "a list item where none can be; check the indentation"},
    {"block mapping entries are not allowed in this context",
     "a key where none can be; check the indentation"},
    {"mapping keys are not allowed in this context",
     "a key where none can be; check the indentation"},
    {"found unexpected end of stream", "a quote that is not closed"},
    {"found character that cannot start any token",
     "a character that no value can begin with; quote the text"},
    {"found a tab character that violates indentation",
     "a tab cannot indent; use spaces"},
    {"found a tab character where an indentation space is expected",
     "a tab cannot indent; use spaces"},
    {"found unknown escape character",
     "an escape that does not exist; use single quotes"},
    {"did not find expected comment or line break",
     "text behind \"|\" or \">\", which must begin on the next line"},
    {"control characters are not allowed",
     "a control character, which YAML excludes"},
};

/// Where what is never closed was opened, as libyaml calls what it was reading
static const char *const openings[] = {"while parsing a flow sequence",
                                       "while parsing a flow mapping",
                                       "while scanning a quoted scalar",
                                       NULL};

static void
note_opening(RhumbYamlReader *const reader)
{
  const yaml_parser_t *const parser = &reader->parser;
  size_t offset = 0;
  if (parser->context && rhumb_word(openings, rhumb_str(parser->context)) &&
      parser->context_mark.index != parser->problem_mark.index) {
    rhumb_warn(reader->diag,
               RHUMB_NOTE,
               rhumb_yaml_place(reader, parser->context_mark, &offset),
               "it is opened here");
  }
}

static RhumbStatus
fail_parser(RhumbYamlReader *const reader)
{
  const yaml_parser_t *const parser = &reader->parser;
  const char *text = parser->problem ? parser->problem : "unreadable YAML";
  const Meaning *const known =
      (const Meaning *)RHUMB_ROW(meanings, rhumb_str(text));
  text = known ? known->meaning : text;

  // A key's ":" is missed only far behind it
  const bool is_key =
      parser->context &&
      strcmp(parser->context, "while scanning a simple key") == 0;
  size_t offset = 0;
  RhumbLoc loc = rhumb_yaml_place(
      reader, is_key ? parser->context_mark : parser->problem_mark, &offset);
  if (parser->error == YAML_READER_ERROR) {
    offset = reader->start + parser->problem_offset;
    loc = rhumb_loc_at(reader->text, offset);
  }
  if (offset < reader->text->text.len &&
      reader->text->text.data[offset] == '\t') {
    text = "a tab cannot indent; use spaces";
  }
  (void)rhumb_fail(reader->diag, RHUMB_ERR_SYNTAX, loc, "%s", text);
  note_opening(reader);
  return RHUMB_ERR_SYNTAX;
}

RhumbStatus
rhumb_yaml_step(RhumbYamlReader *const reader)
{
  yaml_event_delete(&reader->event);
  return yaml_parser_parse(&reader->parser, &reader->event)
             ? RHUMB_OK
             : fail_parser(reader);
}

RhumbStatus
rhumb_yaml_fail(RhumbYamlReader *const reader, const char *const message)
{
  size_t offset = 0;
  const RhumbLoc loc =
      rhumb_yaml_place(reader, reader->event.start_mark, &offset);
  return rhumb_fail(reader->diag, RHUMB_ERR_SYNTAX, loc, "%s", message);
}

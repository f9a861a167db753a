// SPDX-License-Identifier: ISC

/// @file event.c  The events of libyaml, their places, and where it stops.

#include "yaml/explain.h"
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

/// Return the byte of `mark`
static size_t
byte_of(RhumbYamlReader *const reader, const yaml_mark_t mark)
{
  size_t offset = 0;
  (void)rhumb_yaml_place(reader, mark, &offset);
  return offset;
}

/// Report why libyaml cannot go on
static RhumbStatus
fail_parser(RhumbYamlReader *const reader)
{
  const yaml_parser_t *const parser = &reader->parser;
  const bool is_bytes = parser->error == YAML_READER_ERROR;
  const size_t at = is_bytes ? reader->start + parser->problem_offset
                             : byte_of(reader, parser->problem_mark);
  RhumbYamlStop stop = {.arena = reader->arena,
                        .text = reader->text->text,
                        .problem =
                            parser->problem ? parser->problem : "unreadable",
                        .context = parser->context ? parser->context : "",
                        .at = at,
                        .begun = parser->context && !is_bytes
                                     ? byte_of(reader, parser->context_mark)
                                     : at};
  const char *const message = rhumb_yaml_explain(&stop);
  (void)rhumb_fail(reader->diag,
                   RHUMB_ERR_SYNTAX,
                   rhumb_loc_at(reader->text, stop.place),
                   "%s",
                   message);
  if (stop.opened != stop.at) {
    rhumb_warn(reader->diag,
               RHUMB_NOTE,
               rhumb_loc_at(reader->text, stop.opened),
               "it is opened here");
  }
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

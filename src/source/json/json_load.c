// SPDX-License-Identifier: ISC

/// @file json_load.c  What becomes rows, onto the tape: an item of a stream, a
/// document, a line.

#include "source/json/json_loader_impl.h"
#include "source/types.h"

// Streams --------------------------------------------------------------------

/// Read a comma (`more`) or `close`; at the `first` place, `close` or neither
static RhumbStatus
read_separator(RhumbJsonLoader *const in,
               const char close,
               const bool first,
               bool *const more,
               const RhumbDiag *const diag)
{
  char c = '\0';
  RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
  *more = c != close;
  if (!*more || c == ',') {
    if (!*more || !first) {
      rhumb_loader_consume(in, 1);
    }
    return RHUMB_OK;
  }
  return first
             ? RHUMB_OK
             : rhumb_loader_unexpected(in,
                                       close == ']' ? "expected \",\" or \"]\""
                                                    : "expected \",\" or \"}\"",
                                       diag);
}

/// Pass the members of the open object up to `wanted`, or all of them; `first`:
/// none has been passed
static RhumbStatus
find_member(RhumbJsonLoader *const in,
            const RhumbStr wanted,
            bool first,
            bool *const found,
            const RhumbDiag *const diag)
{
  for (;; first = false) {
    bool more = false;
    RHUMB_TRY(read_separator(in, '}', first, &more, diag));
    *found = false;
    if (!more) {
      return RHUMB_OK;
    }
    RHUMB_TRY(rhumb_loader_name(in, &wanted, found, diag));
    if (*found) {
      return RHUMB_OK;
    }
    RHUMB_TRY(rhumb_loader_value(in, NULL, diag));
  }
}

/// Go down the stream's path to the container of the items, if there is one
static RhumbStatus
find_items(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  char c = '\0';
  in->state = RHUMB_AT_END;
  for (in->depth = 0; in->depth < in->stream.n_names;) {
    RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
    if (c != '{') {
      return rhumb_loader_value(in, NULL, diag);
    }
    bool found = false;
    rhumb_loader_consume(in, 1);
    RHUMB_TRY(find_member(in, in->stream.names[in->depth], true, &found, diag));
    if (!found) {
      return RHUMB_OK;
    }
    ++in->depth;
  }

  RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
  if (c != '[' && c != '{') {
    return rhumb_loader_value(in, NULL, diag);
  }
  rhumb_loader_consume(in, 1);
  in->state = c == '[' ? RHUMB_IN_ARRAY : RHUMB_IN_OBJECT;
  return RHUMB_OK;
}

/// Of members with one name the last is meant: too late when the first was read
static RhumbStatus
fail_repeated(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  return rhumb_loader_unexpected(
      in, "expected a name that the object does not have yet", diag);
}

/// Pass what is left of an object on the way to the items. The name that led
/// down must not come again: the last one would be meant.
static RhumbStatus
finish_object(RhumbJsonLoader *const in,
              const RhumbStr name,
              const RhumbDiag *const diag)
{
  bool again = false;
  RHUMB_TRY(find_member(in, name, false, &again, diag));
  return again ? fail_repeated(in, diag) : RHUMB_OK;
}

/// Pass what is behind the items: the document must be whole
static RhumbStatus
finish(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  in->state = RHUMB_AT_END;
  while (in->depth > 0) {
    --in->depth;
    RHUMB_TRY(finish_object(in, in->stream.names[in->depth], diag));
  }
  char c = '\0';
  RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
  return in->input.pos < in->input.end
             ? rhumb_loader_unexpected(in, RHUMB_JSON_NOT_ALONE, diag)
             : RHUMB_END;
}

/// Go to the next item, or its name: `more` says if there is one
static RhumbStatus
find_next(RhumbJsonLoader *const in,
          bool *const more,
          const RhumbDiag *const diag)
{
  *more = false;
  if (in->state == RHUMB_AT_START) {
    in->first = true;
    RHUMB_TRY(find_items(in, diag));
  }
  if (in->state == RHUMB_AT_END) {
    return RHUMB_OK;
  }
  const char close = in->state == RHUMB_IN_ARRAY ? ']' : '}';
  RHUMB_TRY(read_separator(in, close, in->first, more, diag));
  in->first = false;
  return RHUMB_OK;
}

/// Read the name of an item that is a member
static RhumbStatus
read_name(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  bool again = false;
  RHUMB_TRY(rhumb_loader_name(in, NULL, &again, diag));
  in->name = in->members.keys[in->members.count - 1];
  return again ? fail_repeated(in, diag) : RHUMB_OK;
}

RhumbStatus
rhumb_json_find_item(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  bool more = false;
  char c = '\0';
  if (in->state == RHUMB_AT_END) {
    return RHUMB_END;
  }
  rhumb_loader_release(in);
  RHUMB_TRY(find_next(in, &more, diag));
  if (!more) {
    return finish(in, diag);
  }
  if (in->state == RHUMB_IN_OBJECT) {
    RHUMB_TRY(read_name(in, diag));
  }
  return rhumb_loader_peek(in, &c, diag); // Its line is that of its first byte
}

RhumbStatus
rhumb_json_load_item(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  RHUMB_TRY(rhumb_json_find_item(in, diag));
  RHUMB_TRY(rhumb_loader_value(in, &in->tape, diag));
  in->n_bytes = in->parser.at;
  return RHUMB_OK;
}

// Documents ------------------------------------------------------------------

RhumbStatus
rhumb_json_load_document(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  if (in->state == RHUMB_AT_END) {
    return RHUMB_END;
  }
  in->state = RHUMB_AT_END;
  char c = '\0';
  RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
  RHUMB_TRY(rhumb_loader_value(in, &in->tape, diag));

  // The tape's text must stay: read up to the end of the file behind it
  in->n_bytes = in->parser.at;
  for (;;) {
    rhumb_json_skip_space(&in->parser);
    if (in->parser.at < in->parser.end) {
      in->parser.message = RHUMB_JSON_NOT_ALONE;
      return rhumb_loader_fail(in, diag);
    }
    if (in->input.at_end) {
      in->tape.text = in->parser.text;
      return RHUMB_OK;
    }
    RHUMB_TRY(rhumb_loader_fill(in, diag));
  }
}

/// Have a whole line in the input; `len` is without its end
static RhumbStatus
read_line(RhumbJsonLoader *const in,
          size_t *const len,
          const RhumbDiag *const diag)
{
  for (;;) {
    rhumb_loader_sync(in);
    const RhumbStr rest = {in->parser.text, in->parser.end};
    *len = rhumb_str_index(rest, '\n');
    if (*len < rest.len || in->input.at_end) {
      return rest.len ? RHUMB_OK : RHUMB_END;
    }
    RHUMB_TRY(rhumb_loader_fill(in, diag));
  }
}

RhumbStatus
rhumb_json_parse_line(RhumbJsonLoader *const in,
                      const size_t len,
                      const RhumbDiag *const diag)
{
  RhumbJsonParser *const p = &in->parser;
  rhumb_loader_sync(in);
  p->at = 0;
  p->end = len;
  p->final = true;
  rhumb_json_start(p, &in->tape);
  if (rhumb_json_parse(p) != RHUMB_OK) {
    return rhumb_loader_fail(in, diag);
  }
  rhumb_json_skip_space(p);
  if (p->at < len) {
    p->message = "expected one document a line";
    return rhumb_loader_fail(in, diag);
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_json_find_line(RhumbJsonLoader *const in,
                     size_t *const len,
                     const RhumbDiag *const diag)
{
  for (;;) {
    rhumb_loader_release(in);
    RHUMB_TRY(read_line(in, len, diag));
    const bool is_last = *len == in->input.end - in->input.pos;
    in->n_bytes = *len + !is_last;
    in->parser.at = 0;
    in->parser.end = *len;
    rhumb_json_skip_space(&in->parser);
    if (in->parser.at < *len) {
      return RHUMB_OK;
    }
  }
}

RhumbStatus
rhumb_json_pass_lines(RhumbJsonLoader *const in,
                      const RhumbShard *const shard,
                      uint64_t *const n_passed,
                      const RhumbDiag *const diag)
{
  for (;;) {
    size_t len = 0;
    RHUMB_TRY(rhumb_json_find_line(in, &len, diag));
    const uint64_t position =
        rhumb_input_offset(&in->input, in->input.data + in->input.pos);
    if (rhumb_shard_has(shard, position)) {
      in->n_bytes = 0; // To be found again
      return RHUMB_OK;
    }
    ++*n_passed;
  }
}

RhumbStatus
rhumb_json_load_line(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  size_t len = 0;
  RHUMB_TRY(rhumb_json_find_line(in, &len, diag));
  return rhumb_json_parse_line(in, len, diag);
}

// Texts ----------------------------------------------------------------------

void
rhumb_json_set_text(RhumbJsonLoader *const in, const RhumbStr text)
{
  rhumb_input_set_text(&in->input, text);
  in->n_bytes = 0;
  in->line = 1;
  in->column = 0;
  in->state = RHUMB_AT_START;
}

RhumbStatus
rhumb_json_load_text(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  RhumbTextMistake mistake = {0};
  const RhumbDiag heard =
      rhumb_source_hear_text(&mistake, in->source, &in->input);
  const RhumbStatus status =
      (in->is_line ? rhumb_json_load_line : rhumb_json_load_document)(in,
                                                                      &heard);
  if (status != RHUMB_OK) {
    rhumb_json_set_text(in, RHUMB_STR(""));
    in->state = RHUMB_AT_END;
  }
  return rhumb_source_say_text(in->source, &mistake, status, diag);
}

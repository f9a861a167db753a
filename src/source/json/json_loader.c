// SPDX-License-Identifier: ISC

/// @file json_loader.c  JSON in the window of an input, value by value.

#include "source/json/json_loader_impl.h"

void
rhumb_loader_sync(RhumbJsonLoader *const in)
{
  in->parser.text = in->input.data + in->input.pos;
  in->parser.end = in->input.end - in->input.pos;
  in->parser.final = in->input.at_end;
}

void
rhumb_loader_consume(RhumbJsonLoader *const in, const size_t n)
{
  const RhumbStr bytes = {in->input.data + in->input.pos, n};
  const size_t lines = rhumb_count_lines(bytes);
  size_t tail = 0;
  while (lines && bytes.data[n - 1 - tail] != '\n') {
    ++tail;
  }
  in->line += (unsigned)lines;
  in->column = lines ? tail : in->column + n;
  in->input.pos += n;
}

/// The place where the input stands
static RhumbLoc
here(const RhumbJsonLoader *const in)
{
  RhumbLoc loc = rhumb_source_loc(in->source);
  loc.line = in->line;
  loc.column = (unsigned)in->column + 1;
  return loc;
}

/// Refuse an item (or a line, or a name before the items) that would take all
/// the memory; a document that must be read whole is as long as it is
static RhumbStatus
check_length(const RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  if (in->is_whole || !rhumb_input_is_full(&in->input)) {
    return RHUMB_OK;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    here(in),
                    "this item is longer than %zu MB: an iterator that goes "
                    "further down reads smaller ones",
                    RHUMB_MAX_INPUT_MB);
}

RhumbStatus
rhumb_loader_fill(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  RHUMB_TRY(check_length(in, diag));
  const RhumbStatus st = rhumb_input_fill(&in->input, diag);
  rhumb_loader_sync(in);
  return st == RHUMB_END ? RHUMB_OK : st;
}

RhumbStatus
rhumb_loader_fail(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  const RhumbJsonParser *const p = &in->parser;
  const bool at_end = p->at >= p->end;
  const char c = p->text[at_end ? p->end : p->at];
  const char shown[] = {'\'', c, '\'', '\0'};
  const bool is_first = rhumb_source_loc(in->source).record < 2;
  const char *const found = at_end && in->is_line && is_first
                                ? "the end of the line (if the whole file is "
                                  "one document, it is json)"
                            : at_end && in->is_line ? "the end of the line"
                            : at_end && in->is_text ? "the end of the text"
                            : at_end                ? "the end of the file"
                            : c < ' ' || c > '~' ? "a byte that cannot be here"
                                                 : shown;
  rhumb_loader_consume(in, p->at);
  return rhumb_fail(
      diag, RHUMB_ERR_SYNTAX, here(in), "%s, found %s", p->message, found);
}

RhumbStatus
rhumb_loader_unexpected(RhumbJsonLoader *const in,
                        const char *const expected,
                        const RhumbDiag *const diag)
{
  rhumb_loader_sync(in);
  in->parser.at = 0;
  in->parser.message = expected;
  return rhumb_loader_fail(in, diag);
}

RhumbStatus
rhumb_loader_peek(RhumbJsonLoader *const in,
                  char *const c,
                  const RhumbDiag *const diag)
{
  for (;;) {
    rhumb_loader_sync(in);
    in->parser.at = 0;
    rhumb_json_skip_space(&in->parser);
    rhumb_loader_consume(in, in->parser.at);
    if (in->input.pos < in->input.end || in->input.at_end) {
      *c = in->input.data[in->input.pos]; // Behind the end is a zero
      return RHUMB_OK;
    }
    RHUMB_TRY(rhumb_loader_fill(in, diag));
  }
}

RhumbStatus
rhumb_loader_value(RhumbJsonLoader *const in,
                   RhumbJson *const tape,
                   const RhumbDiag *const diag)
{
  RhumbJsonParser *const p = &in->parser;
  rhumb_loader_sync(in);
  p->at = 0;
  rhumb_json_start(p, tape);
  for (;;) {
    const RhumbStatus st = rhumb_json_parse(p);
    if (!tape && st != RHUMB_ERR_SYNTAX) {
      rhumb_loader_consume(in, p->at);
      p->at = 0;
      rhumb_loader_sync(in);
    }
    if (st != RHUMB_END) {
      return st == RHUMB_OK ? st : rhumb_loader_fail(in, diag);
    }
    RHUMB_TRY(rhumb_loader_fill(in, diag));
  }
}

/// True if the object of the items had the name before
static bool
is_repeated(RhumbJsonLoader *const in, const RhumbStr raw, const bool escaped)
{
  const size_t known = in->members.count;
  RhumbArena arena = {0};
  (void)rhumb_table_add(&in->members,
                        escaped ? rhumb_json_unescape(raw, &arena) : raw);
  rhumb_arena_free(&arena);
  return in->members.count == known;
}

RhumbStatus
rhumb_loader_name(RhumbJsonLoader *const in,
                  const RhumbStr *const wanted,
                  bool *const matches,
                  const RhumbDiag *const diag)
{
  char c = '\0';
  RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
  if (c != '"') {
    return rhumb_loader_unexpected(
        in, "expected a name in double quotes", diag);
  }
  for (;;) {
    RhumbStr raw = {0};
    bool escaped = false;
    in->parser.at = 0;
    rhumb_loader_sync(in);
    const RhumbStatus st = rhumb_json_scan_string(&in->parser, &raw, &escaped);
    if (st == RHUMB_ERR_SYNTAX) {
      return rhumb_loader_fail(in, diag);
    }
    if (st == RHUMB_OK) {
      *matches = wanted ? rhumb_json_raw_is(raw, escaped, *wanted)
                        : is_repeated(in, raw, escaped);
      rhumb_loader_consume(in, in->parser.at);
      break;
    }
    RHUMB_TRY(rhumb_loader_fill(in, diag));
  }
  RHUMB_TRY(rhumb_loader_peek(in, &c, diag));
  if (c != ':') {
    return rhumb_loader_unexpected(
        in, "expected a colon behind the name", diag);
  }
  rhumb_loader_consume(in, 1);
  return RHUMB_OK;
}

void
rhumb_loader_release(RhumbJsonLoader *const in)
{
  rhumb_loader_consume(in, in->n_bytes);
  in->n_bytes = 0;
}

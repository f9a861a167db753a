// SPDX-License-Identifier: ISC

/// @file json_source.c  JSON and JSON Lines as rows.
///
/// Where the iterator is names and then `[*]` (or a filter that does not look
/// at the root), the items are read one by one, and one is all that memory
/// holds. Any other iterator has the whole document on the tape. Of JSON Lines,
/// each line is a document.

#include "base/table.h"
#include "source/json/json.h"
#include "source/json/jsonpath.h"
#include "source/json/jsonpath_strict.h"
#include "source/names.h"
#include "source/types.h"
#include "term/vocabulary.h"

#include <stdlib.h>
#include <string.h>

/// Members of an item that are foreseen from the item before, and how long
/// their names may be
enum { N_FORESEEN = 64, FORESEEN_BYTES = 40 };

typedef enum {
  FIELD_NAME,     ///< A member of the item: found for all fields in one pass
  FIELD_SINGULAR, ///< One node at the most
  FIELD_ANY,
} FieldKind;

typedef struct {
  FieldKind kind;
  RhumbStr reference;
  const RhumbJsonPath *path;
  RhumbLoc loc;
  uint32_t node; ///< Of FIELD_NAME, in this row
  RhumbValue value;
} Field;

/// The member that was at this place of the last item
typedef struct {
  char name[FORESEEN_BYTES];
  uint32_t len;   ///< 0: nothing is foreseen
  uint32_t field; ///< RHUMB_TABLE_NONE: none wants it
} Foreseen;

typedef enum {
  AT_START,
  IN_ARRAY,
  IN_OBJECT,
  AT_END,
} StreamState;

typedef struct Json Json;

struct Json {
  RhumbSource source;
  RhumbInput input;
  const RhumbSourceSpec *spec;
  RhumbArena arena;
  const RhumbJsonPath *iterator;
  RhumbStatus (*load)(Json *json, const RhumbDiag *diag); ///< Next document

  // Of a stream
  bool streams;
  RhumbJsonStream stream;
  StreamState state;
  size_t depth;       ///< Objects of the stream's path that are open
  bool first;         ///< No item has been read
  RhumbTable members; ///< Of the object whose members are the items

  RhumbJsonParser parser;
  RhumbJson tape;
  size_t n_bytes; ///< Of the document on the tape, still in the input
  unsigned line;  ///< Where the input stands
  size_t column;  ///< Bytes before it in its line
  uint64_t at;    ///< Offset on the tape of the line the source is at

  RhumbJsonPathRun *run; ///< Of references
  RhumbJsonPathRun *rows_run;
  RhumbJsonNodes rows; ///< Of the document on the tape
  size_t next_row;
  uint32_t root; ///< Of the row

  Field *fields;
  RhumbValues *row;
  size_t n_fields;
  RhumbTable names; ///< Of fields that are members
  uint32_t *field_of_name;
  Foreseen foreseen[N_FORESEEN];
  RhumbArena scratch; ///< Decoded values of the row
};

// The input ------------------------------------------------------------------

/// Let the parser see what the input holds
static void
sync(Json *const json)
{
  json->parser.text = json->input.data + json->input.pos;
  json->parser.end = json->input.end - json->input.pos;
  json->parser.final = json->input.at_end;
}

/// Move the input on, keeping count of lines
static void
consume(Json *const json, const size_t n)
{
  const RhumbStr bytes = {json->input.data + json->input.pos, n};
  const size_t lines = rhumb_count_lines(bytes);
  size_t tail = 0;
  while (lines && bytes.data[n - 1 - tail] != '\n') {
    ++tail;
  }
  json->line += (unsigned)lines;
  json->column = lines ? tail : json->column + n;
  json->input.pos += n;
}

static RhumbStatus
load_document(Json *json, const RhumbDiag *diag);

/// Refuse an item (or a line, or a name before the items) that would take all
/// the memory; a document that must be read whole is as long as it is
static RhumbStatus
check_length(const Json *const json, const RhumbDiag *const diag)
{
  if (json->load == load_document || !rhumb_input_is_full(&json->input)) {
    return RHUMB_OK;
  }
  RhumbLoc loc = rhumb_source_loc(&json->source);
  loc.line = json->line;
  loc.column = (unsigned)json->column + 1;
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "this item is longer than %zu MB: an iterator that goes "
                    "further down reads smaller ones",
                    RHUMB_MAX_INPUT_MB);
}

/// Get more bytes; the end of the file is no error, but makes `final` true
static RhumbStatus
fill(Json *const json, const RhumbDiag *const diag)
{
  RHUMB_TRY(check_length(json, diag));
  const RhumbStatus st = rhumb_input_fill(&json->input, diag);
  sync(json);
  return st == RHUMB_END ? RHUMB_OK : st;
}

static RhumbStatus
load_line(Json *json, const RhumbDiag *diag);

/// Report what the parser found wrong
static RhumbStatus
fail(Json *const json, const RhumbDiag *const diag)
{
  const RhumbJsonParser *const p = &json->parser;
  const bool at_end = p->at >= p->end;
  const char c = p->text[at_end ? p->end : p->at];
  const char shown[] = {'\'', c, '\'', '\0'};
  const char *const found = at_end && json->load == load_line
                                ? "the end of the line"
                            : at_end             ? "the end of the file"
                            : c < ' ' || c > '~' ? "a byte that cannot be here"
                                                 : shown;
  consume(json, p->at);
  RhumbLoc loc = rhumb_source_loc(&json->source);
  loc.line = json->line;
  loc.column = (unsigned)json->column + 1;
  return rhumb_fail(
      diag, RHUMB_ERR_SYNTAX, loc, "%s, found %s", p->message, found);
}

static RhumbStatus
unexpected(Json *const json,
           const char *const expected,
           const RhumbDiag *const diag)
{
  sync(json);
  json->parser.at = 0;
  json->parser.message = expected;
  return fail(json, diag);
}

/// Pass white space and set `c` to the next byte; '\0' at the end
static RhumbStatus
peek(Json *const json, char *const c, const RhumbDiag *const diag)
{
  for (;;) {
    sync(json);
    json->parser.at = 0;
    rhumb_json_skip_space(&json->parser);
    consume(json, json->parser.at);
    if (json->input.pos < json->input.end || json->input.at_end) {
      *c = json->input.data[json->input.pos]; // Behind the end is a zero
      return RHUMB_OK;
    }
    RHUMB_TRY(fill(json, diag));
  }
}

/// Read a value: onto the tape, leaving the input before it; or past it
static RhumbStatus
read_value(Json *const json, RhumbJson *const tape, const RhumbDiag *const diag)
{
  RhumbJsonParser *const p = &json->parser;
  sync(json);
  p->at = 0;
  rhumb_json_start(p, tape);
  for (;;) {
    const RhumbStatus st = rhumb_json_parse(p);
    if (!tape && st != RHUMB_ERR_SYNTAX) {
      consume(json, p->at);
      p->at = 0;
      sync(json);
    }
    if (st != RHUMB_END) {
      return st == RHUMB_OK ? st : fail(json, diag);
    }
    RHUMB_TRY(fill(json, diag));
  }
}

/// True if the object of the items had the name before
static bool
is_repeated(Json *const json, const RhumbStr raw, const bool escaped)
{
  const size_t known = json->members.count;
  (void)rhumb_table_add(
      &json->members, escaped ? rhumb_json_unescape(raw, &json->scratch) : raw);
  return json->members.count == known;
}

/// Read a member's name and the colon; `matches` says if the name is `wanted`,
/// or without one if an item before had it
static RhumbStatus
read_name(Json *const json,
          const RhumbStr *const wanted,
          bool *const matches,
          const RhumbDiag *const diag)
{
  char c = '\0';
  RHUMB_TRY(peek(json, &c, diag));
  if (c != '"') {
    return unexpected(json, "expected a name in double quotes", diag);
  }
  for (;;) {
    RhumbStr raw = {0};
    bool escaped = false;
    json->parser.at = 0;
    sync(json);
    const RhumbStatus st =
        rhumb_json_scan_string(&json->parser, &raw, &escaped);
    if (st == RHUMB_ERR_SYNTAX) {
      return fail(json, diag);
    }
    if (st == RHUMB_OK) {
      *matches = wanted ? rhumb_json_raw_is(raw, escaped, *wanted)
                        : is_repeated(json, raw, escaped);
      consume(json, json->parser.at);
      break;
    }
    RHUMB_TRY(fill(json, diag));
  }
  RHUMB_TRY(peek(json, &c, diag));
  if (c != ':') {
    return unexpected(json, "expected a colon behind the name", diag);
  }
  consume(json, 1);
  return RHUMB_OK;
}

static RhumbStatus
expect_end(Json *const json, const RhumbDiag *const diag)
{
  char c = '\0';
  RHUMB_TRY(peek(json, &c, diag));
  return json->input.pos < json->input.end
             ? unexpected(json,
                          "expected nothing behind the document (if every line "
                          "is one, "
                          "it is jsonl)",
                          diag)
             : RHUMB_OK;
}

// Streams --------------------------------------------------------------------

/// Read a comma (`more`) or `close`; at the `first` place, `close` or neither
static RhumbStatus
read_separator(Json *const json,
               const char close,
               const bool first,
               bool *const more,
               const RhumbDiag *const diag)
{
  char c = '\0';
  RHUMB_TRY(peek(json, &c, diag));
  *more = c != close;
  if (!*more || c == ',') {
    if (!*more || !first) {
      consume(json, 1);
    }
    return RHUMB_OK;
  }
  return first ? RHUMB_OK
               : unexpected(json,
                            close == ']' ? "expected \",\" or \"]\""
                                         : "expected \",\" or \"}\"",
                            diag);
}

/// Pass the members of the open object up to `wanted`, or all of them
static RhumbStatus
find_member(Json *const json,
            const RhumbStr wanted,
            bool *const found,
            const RhumbDiag *const diag)
{
  for (bool first = true;; first = false) {
    bool more = false;
    RHUMB_TRY(read_separator(json, '}', first, &more, diag));
    *found = false;
    if (!more) {
      return RHUMB_OK;
    }
    RHUMB_TRY(read_name(json, &wanted, found, diag));
    if (*found) {
      return RHUMB_OK;
    }
    RHUMB_TRY(read_value(json, NULL, diag));
  }
}

/// Go down the stream's path to the container of the items, if there is one
static RhumbStatus
find_items(Json *const json, const RhumbDiag *const diag)
{
  char c = '\0';
  json->state = AT_END;
  for (json->depth = 0; json->depth < json->stream.n_names;) {
    RHUMB_TRY(peek(json, &c, diag));
    if (c != '{') {
      return read_value(json, NULL, diag);
    }
    bool found = false;
    consume(json, 1);
    RHUMB_TRY(find_member(json, json->stream.names[json->depth], &found, diag));
    if (!found) {
      return RHUMB_OK;
    }
    ++json->depth;
  }

  RHUMB_TRY(peek(json, &c, diag));
  if (c != '[' && c != '{') {
    return read_value(json, NULL, diag);
  }
  consume(json, 1);
  json->state = c == '[' ? IN_ARRAY : IN_OBJECT;
  return RHUMB_OK;
}

/// Of members with one name the last is meant: too late when the first was read
static RhumbStatus
fail_repeated(Json *const json, const RhumbDiag *const diag)
{
  return unexpected(
      json, "expected a name that the object does not have yet", diag);
}

/// Pass what is left of an object on the way to the items. The name that led
/// down must not come again: the last one would be meant.
static RhumbStatus
finish_object(Json *const json,
              const RhumbStr name,
              const RhumbDiag *const diag)
{
  for (;;) {
    bool more = false;
    bool again = false;
    RHUMB_TRY(read_separator(json, '}', false, &more, diag));
    if (!more) {
      return RHUMB_OK;
    }
    RHUMB_TRY(read_name(json, &name, &again, diag));
    if (again) {
      return fail_repeated(json, diag);
    }
    RHUMB_TRY(read_value(json, NULL, diag));
  }
}

/// Pass what is behind the items: the document must be whole
static RhumbStatus
finish(Json *const json, const RhumbDiag *const diag)
{
  json->state = AT_END;
  while (json->depth > 0) {
    --json->depth;
    RHUMB_TRY(finish_object(json, json->stream.names[json->depth], diag));
  }
  RHUMB_TRY(expect_end(json, diag));
  return RHUMB_END;
}

/// Go to the next item: `more` says if there is one
static RhumbStatus
find_item(Json *const json, bool *const more, const RhumbDiag *const diag)
{
  *more = false;
  if (json->state == AT_START) {
    json->first = true;
    RHUMB_TRY(find_items(json, diag));
  }
  if (json->state == AT_END) {
    return RHUMB_OK;
  }
  const char close = json->state == IN_ARRAY ? ']' : '}';
  RHUMB_TRY(read_separator(json, close, json->first, more, diag));
  json->first = false;
  if (!*more || json->state == IN_ARRAY) {
    return RHUMB_OK;
  }
  bool again = false;
  RHUMB_TRY(read_name(json, NULL, &again, diag));
  return again ? fail_repeated(json, diag) : RHUMB_OK;
}

/// Read the next item of a stream onto the tape
static RhumbStatus
load_item(Json *const json, const RhumbDiag *const diag)
{
  bool more = false;
  char c = '\0';
  if (json->state == AT_END) {
    return RHUMB_END;
  }
  consume(json, json->n_bytes);
  json->n_bytes = 0;
  RHUMB_TRY(find_item(json, &more, diag));
  if (!more) {
    return finish(json, diag);
  }
  RHUMB_TRY(peek(json, &c, diag)); // The item's line is that of its first byte
  RHUMB_TRY(read_value(json, &json->tape, diag));
  json->n_bytes = json->parser.at;
  return RHUMB_OK;
}

// Documents ------------------------------------------------------------------

static RhumbStatus
load_document(Json *const json, const RhumbDiag *const diag)
{
  if (json->state == AT_END) {
    return RHUMB_END;
  }
  json->state = AT_END;
  char c = '\0';
  RHUMB_TRY(peek(json, &c, diag));
  RHUMB_TRY(read_value(json, &json->tape, diag));

  // The tape's text must stay: read up to the end of the file behind it
  json->n_bytes = json->parser.at;
  for (;;) {
    rhumb_json_skip_space(&json->parser);
    if (json->parser.at < json->parser.end) {
      json->parser.message =
          "expected nothing behind the document (if every line is one, "
          "it is jsonl)";
      return fail(json, diag);
    }
    if (json->input.at_end) {
      json->tape.text = json->parser.text;
      return RHUMB_OK;
    }
    RHUMB_TRY(fill(json, diag));
  }
}

/// Have a whole line in the input; `len` is without its end
static RhumbStatus
find_line(Json *const json, size_t *const len, const RhumbDiag *const diag)
{
  for (;;) {
    sync(json);
    const char *const found =
        json->parser.end
            ? (const char *)memchr(json->parser.text, '\n', json->parser.end)
            : NULL;
    if (found || json->input.at_end) {
      *len = found ? (size_t)(found - json->parser.text) : json->parser.end;
      return !found && !*len ? RHUMB_END : RHUMB_OK;
    }
    RHUMB_TRY(fill(json, diag));
  }
}

static RhumbStatus
parse_line(Json *const json, const size_t len, const RhumbDiag *const diag)
{
  RhumbJsonParser *const p = &json->parser;
  p->end = len;
  p->final = true;
  rhumb_json_start(p, &json->tape);
  if (rhumb_json_parse(p) != RHUMB_OK) {
    return fail(json, diag);
  }
  rhumb_json_skip_space(p);
  if (p->at < len) {
    p->message = "expected one document a line";
    return fail(json, diag);
  }
  return RHUMB_OK;
}

static RhumbStatus
load_line(Json *const json, const RhumbDiag *const diag)
{
  for (;;) {
    size_t len = 0;
    consume(json, json->n_bytes);
    json->n_bytes = 0;
    RHUMB_TRY(find_line(json, &len, diag));
    const bool is_last = len == json->input.end - json->input.pos;
    json->n_bytes = len + !is_last;
    json->parser.at = 0;
    json->parser.end = len;
    rhumb_json_skip_space(&json->parser);
    if (json->parser.at < len) {
      return parse_line(json, len, diag);
    }
  }
}

// Rows -----------------------------------------------------------------------

/// Find the rows of the document on the tape
static RhumbStatus
find_rows(Json *const json, const RhumbDiag *const diag)
{
  static const uint32_t only[] = {0};
  json->next_row = 0;
  json->at = 0;
  json->source.address.line = json->line;
  json->rows = (RhumbJsonNodes){only, 1};
  const RhumbLoc loc = rhumb_source_loc(&json->source);
  if (json->streams) {
    bool accepted = true;
    if (json->stream.filtered) {
      RHUMB_TRY(rhumb_jsonpath_accepts(&accepted,
                                       json->rows_run,
                                       json->iterator,
                                       &json->tape,
                                       0,
                                       loc,
                                       diag));
    }
    json->rows.count = accepted;
    return RHUMB_OK;
  }
  return rhumb_jsonpath_evaluate(
      &json->rows, json->rows_run, json->iterator, &json->tape, 0, loc, diag);
}

/// Set the source's address to that of the row's node
static void
set_address(Json *const json)
{
  const uint64_t to = json->tape.nodes[json->root].start;
  const uint64_t from = json->at;
  const RhumbStr between = {json->tape.text + (to < from ? to : from),
                            to < from ? from - to : to - from};
  const unsigned lines = (unsigned)rhumb_count_lines(between);
  json->source.address.line += to < from ? 0U - lines : lines;
  json->source.address.position =
      rhumb_input_offset(&json->input, json->tape.text + to);
  json->at = to;
}

static RhumbValue
value_of(Json *const json, const uint32_t node)
{
  static const RhumbValueType types[] = {
      [RHUMB_JSON_NULL] = RHUMB_VALUE_STRING,
      [RHUMB_JSON_FALSE] = RHUMB_VALUE_BOOLEAN,
      [RHUMB_JSON_TRUE] = RHUMB_VALUE_BOOLEAN,
      [RHUMB_JSON_NUMBER] = RHUMB_VALUE_DOUBLE,
      [RHUMB_JSON_STRING] = RHUMB_VALUE_STRING,
      [RHUMB_JSON_ARRAY] = RHUMB_VALUE_ARRAY,
      [RHUMB_JSON_OBJECT] = RHUMB_VALUE_OBJECT,
  };
  const RhumbJsonNode *const n = &json->tape.nodes[node];
  const RhumbStr text =
      n->kind == RHUMB_JSON_STRING
          ? rhumb_json_string(&json->tape, node, &json->scratch)
          : rhumb_json_text(&json->tape, node);
  return (RhumbValue){text, n->integer ? RHUMB_VALUE_INTEGER : types[n->kind]};
}

/// Put the values of `count` nodes into a field, leaving nulls out
static void
set_values(Json *const json,
           const size_t field,
           const uint32_t *const nodes,
           const size_t count)
{
  RhumbValue *const values = RHUMB_NEW(&json->scratch, RhumbValue, count);
  size_t n = 0;
  for (size_t i = 0; i < count; ++i) {
    if (json->tape.nodes[nodes[i]].kind != RHUMB_JSON_NULL) {
      values[n] = value_of(json, nodes[i]);
      n += !rhumb_source_is_null(json->spec, values[n].lexical);
    }
  }
  json->row[field] = (RhumbValues){values, n};
}

/// Put the items of an array into a field (classic)
static void
set_items(Json *const json, const size_t field, const uint32_t array)
{
  const RhumbJsonNode *const nodes = json->tape.nodes;
  uint32_t *const items =
      RHUMB_NEW(&json->scratch, uint32_t, nodes[array].count);
  size_t n = 0;
  for (uint32_t i = array + 1; i < nodes[array].next; i = nodes[i].next) {
    items[n++] = i;
  }
  set_values(json, field, items, n);
}

/// Set a field to the value of one node, or to none
static inline void
set_node(Json *const json, const size_t field, const uint32_t node)
{
  RhumbValues *const out = &json->row[field];
  if (node == RHUMB_JSON_NONE ||
      json->tape.nodes[node].kind == RHUMB_JSON_NULL) {
    out->count = 0;
    return;
  }
  if (json->tape.nodes[node].kind == RHUMB_JSON_ARRAY &&
      json->spec->profile == RHUMB_CLASSIC) {
    set_items(json, field, node);
    return;
  }
  RhumbValue *const value = &json->fields[field].value;
  *value = value_of(json, node);
  *out =
      (RhumbValues){value, !rhumb_source_is_null(json->spec, value->lexical)};
}

/// Look a member's name up, and remember it for the next item
static uint32_t
look_up(Json *const json, const uint32_t node, Foreseen *const foreseen)
{
  const RhumbStr raw = rhumb_json_raw_name(&json->tape, node);
  const bool escaped = json->tape.nodes[node].name_escaped;
  const RhumbStr name =
      escaped ? rhumb_json_unescape(raw, &json->scratch) : raw;
  const uint32_t id = rhumb_table_find(&json->names, name);
  const uint32_t field =
      id == RHUMB_TABLE_NONE ? RHUMB_TABLE_NONE : json->field_of_name[id];
  if (foreseen && raw.len <= FORESEEN_BYTES && !escaped) {
    memcpy(foreseen->name, raw.data, raw.len);
    foreseen->len = (uint32_t)raw.len;
    foreseen->field = field;
  }
  return field;
}

/// Find the members that fields ask for, in one pass over the item
static void
find_members(Json *const json)
{
  const RhumbJsonNode *const nodes = json->tape.nodes;
  if (!json->names.count || nodes[json->root].kind != RHUMB_JSON_OBJECT) {
    return;
  }
  size_t place = 0;
  const uint32_t end = nodes[json->root].next;
  for (uint32_t i = json->root + 1; i < end; i = nodes[i].next) {
    Foreseen *const foreseen =
        place < N_FORESEEN ? &json->foreseen[place++] : NULL;
    const bool known =
        foreseen && foreseen->len && !nodes[i].name_escaped &&
        rhumb_str_equal((RhumbStr){foreseen->name, foreseen->len},
                        rhumb_json_raw_name(&json->tape, i));
    const uint32_t field = known ? foreseen->field : look_up(json, i, foreseen);
    if (field != RHUMB_TABLE_NONE) {
      json->fields[field].node = i;
    }
  }
}

static RhumbStatus
read_any(Json *const json, const size_t field, const RhumbDiag *const diag)
{
  RhumbJsonNodes nodes = {0};
  RHUMB_TRY(rhumb_jsonpath_evaluate(&nodes,
                                    json->run,
                                    json->fields[field].path,
                                    &json->tape,
                                    json->root,
                                    rhumb_source_loc(&json->source),
                                    diag));
  set_values(json, field, nodes.nodes, nodes.count);
  return RHUMB_OK;
}

static RhumbStatus
read_fields(Json *const json, const RhumbDiag *const diag)
{
  rhumb_arena_reset(&json->scratch);
  find_members(json);
  for (size_t i = 0; i < json->n_fields; ++i) {
    Field *const field = &json->fields[i];
    switch (field->kind) {
    case FIELD_NAME:
      set_node(json, i, field->node);
      field->node = RHUMB_JSON_NONE;
      break;
    case FIELD_SINGULAR:
      set_node(
          json, i, rhumb_jsonpath_find(field->path, &json->tape, json->root));
      break;
    case FIELD_ANY:
      RHUMB_TRY(read_any(json, i, diag));
      break;
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
json_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  ++source->address.record;
  while (json->next_row == json->rows.count) {
    RHUMB_TRY(json->load(json, diag));
    RHUMB_TRY(find_rows(json, diag));
  }
  json->root = json->rows.nodes[json->next_row++];
  set_address(json);
  return read_fields(json, diag);
}

// Opening --------------------------------------------------------------------

static size_t
add_field(Json *const json,
          const RhumbStr reference,
          const RhumbJsonPath *const path,
          const RhumbLoc loc)
{
  const size_t n = json->n_fields++;
  json->fields =
      (Field *)rhumb_xrealloc(json->fields, json->n_fields * sizeof(Field));
  json->row = (RhumbValues *)rhumb_xrealloc(
      json->row, json->n_fields * sizeof(RhumbValues));
  json->field_of_name = (uint32_t *)rhumb_xrealloc(
      json->field_of_name, json->n_fields * sizeof(uint32_t));
  json->row[n] = (RhumbValues){NULL, 0};
  json->source.row = json->row;

  Field field = {.kind = rhumb_jsonpath_is_singular(path) ? FIELD_SINGULAR
                                                          : FIELD_ANY,
                 .reference = rhumb_str_copy(&json->arena, reference),
                 .path = path,
                 .loc = loc,
                 .node = RHUMB_JSON_NONE};
  RhumbStr name = {0};
  const size_t n_names = json->names.count;
  if (rhumb_jsonpath_is_name(path, &name)) {
    // The same member twice, written in two ways: the second goes its own way
    const uint32_t id = rhumb_table_add(&json->names, name);
    if (json->names.count > n_names) {
      json->field_of_name[id] = (uint32_t)n;
      field.kind = FIELD_NAME;
    }
  }
  json->fields[n] = field;
  return n;
}

static RhumbStatus
json_bind(RhumbSource *const source,
          const RhumbStr reference,
          const RhumbLoc loc,
          size_t *const field,
          const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  for (size_t i = 0; i < json->n_fields; ++i) {
    if (rhumb_str_equal(json->fields[i].reference, reference)) {
      *field = i;
      return RHUMB_OK;
    }
  }
  const RhumbJsonPath *path = NULL;
  RHUMB_TRY(rhumb_jsonpath_compile(
      &path, &json->arena, reference, json->spec->profile, loc, diag));
  *field = add_field(json, reference, path, loc);
  return RHUMB_OK;
}

static RhumbStatus
json_check(const RhumbSourceSpec *const spec,
           const RhumbStr reference,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  const RhumbJsonPath *path = NULL;
  const RhumbStatus status = rhumb_jsonpath_compile(
      &path, &arena, reference, spec->profile, loc, diag);
  rhumb_arena_free(&arena);
  return status;
}

static void
json_close(RhumbSource *const source)
{
  Json *const json = (Json *)source;
  rhumb_input_close(&json->input);
  rhumb_json_free(&json->tape);
  rhumb_jsonpath_run_free(json->run);
  rhumb_jsonpath_run_free(json->rows_run);
  rhumb_table_free(&json->names);
  rhumb_table_free(&json->members);
  rhumb_arena_free(&json->arena);
  rhumb_arena_free(&json->scratch);
  free(json->field_of_name);
  free(json->fields);
  free(json->row);
  free(json);
}

static RhumbStatus
start(Json *const json, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = json->spec;
  RHUMB_TRY(rhumb_jsonpath_compile(&json->iterator,
                                   &json->arena,
                                   spec->iterator.len ? spec->iterator
                                                      : RHUMB_STR("$"),
                                   spec->profile,
                                   spec->iterator_loc,
                                   diag));
  json->streams =
      json->load != load_line &&
      rhumb_jsonpath_is_stream(json->iterator, &json->arena, &json->stream);
  if (json->streams) {
    json->load = load_item;
  }
  RHUMB_TRY(rhumb_source_open_file(&json->input, spec, false, diag));
  json->source.address.text = json->input.text;
  return RHUMB_OK;
}

static RhumbStatus
open_with(RhumbSource **const out,
          const RhumbSourceSpec *const spec,
          const RhumbSourceType *const type,
          RhumbStatus (*const load)(Json *, const RhumbDiag *),
          const RhumbDiag *const diag)
{
  Json *const json = (Json *)rhumb_xrealloc(NULL, sizeof(Json));
  *json = (Json){.source = {.type = type, .address = {.line = 1}},
                 .spec = spec,
                 .line = 1,
                 .load = load,
                 .run = rhumb_jsonpath_run_new(),
                 .rows_run = rhumb_jsonpath_run_new()};
  return rhumb_source_started(out, &json->source, start(json, diag));
}

static RhumbStatus
json_open(RhumbSource **const out,
          const RhumbSourceSpec *const spec,
          const RhumbDiag *const diag)
{
  return open_with(out, spec, &rhumb_source_json, load_document, diag);
}

static RhumbStatus
jsonl_open(RhumbSource **const out,
           const RhumbSourceSpec *const spec,
           const RhumbDiag *const diag)
{
  return open_with(out, spec, &rhumb_source_jsonl, load_line, diag);
}

const RhumbSourceType rhumb_source_json = {
    .name = "json",
    .note = "JSON (RFC 8259), with JSONPath (RFC 9535)",
    .row = "what the iterator finds",
    .reference = "a JSONPath, from the row",
    .names = "jsonpath json",
    .media_types = "application/json",
    .extensions = "json",
    .iris = {RHUMB_QL "JSONPath", RHUMB_RML "JSONPath"},
    .root = "$",
    .natural = RHUMB_NATURAL_IN_CORE,
    .put_core = rhumb_jsonpath_put_strict,
    .naming = &rhumb_json_naming,
    .check = json_check,
    .open = json_open,
    .bind = json_bind,
    .next = json_next,
    .close = json_close,
};

const RhumbSourceType rhumb_source_jsonl = {
    .name = "jsonl",
    .note = "JSON Lines (a document a line)",
    .row = "a line, or what the iterator finds in it",
    .reference = "a JSONPath, from the row",
    .names = "jsonl ndjson",
    .media_types = "application/x-ndjson application/jsonl",
    .extensions = "jsonl ndjson",
    .natural = RHUMB_NATURAL_IN_CORE,
    .put_core = rhumb_jsonpath_put_strict,
    .naming = &rhumb_json_naming,
    .check = json_check,
    .open = jsonl_open,
    .bind = json_bind,
    .next = json_next,
    .close = json_close,
};

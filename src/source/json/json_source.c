// SPDX-License-Identifier: ISC

/// @file json_source.c  JSON and JSON Lines as rows.
///
/// Where the iterator is names and then `[*]` (or a filter that does not look
/// at the root), the items are read one by one, and one is all that memory
/// holds. Any other iterator has the whole document on the tape. Of JSON Lines,
/// each line is a document. What is nested in a row looks into its tape.

#include "base/list.h"
#include "source/json/json_loader_impl.h"
#include "source/names.h"
#include "source/part.h"
#include "source/types.h"
#include "term/vocabulary.h"

#include <stdlib.h>

/// Members of an item that are foreseen from the item before, and how long
/// their names may be
enum { N_FORESEEN = 64, FORESEEN_BYTES = 40 };

typedef enum {
  FIELD_NAME,     ///< A member of the item: found for all fields in one pass
  FIELD_SINGULAR, ///< One node at the most
  FIELD_ANY,
  FIELD_OWN_NAME, ///< The name of the member that the row is
} FieldKind;

typedef struct {
  FieldKind kind;
  const RhumbJsonPath *path;
  uint32_t node; ///< Of FIELD_NAME, in this row
  RhumbValue value;
} Field;

/// The member that was at this place of the last item
typedef struct {
  char name[FORESEEN_BYTES];
  uint32_t len;   ///< 0: nothing is foreseen
  uint32_t field; ///< RHUMB_TABLE_NONE: none wants it
} Foreseen;

typedef struct {
  RhumbSource source;
  RhumbArena arena;
  const RhumbJsonPath *iterator;
  RhumbJsonLoader in;
  RhumbStatus (*load)(RhumbJsonLoader *in, const RhumbDiag *diag);
  bool is_item; ///< What is loaded are the items of a stream
  uint64_t at;  ///< Offset on the tape of the line the source is at

  RhumbJsonPathRun *run; ///< Of references
  RhumbJsonPathRun *rows_run;
  RhumbJsonNodes rows; ///< Of the document on the tape
  size_t next_row;
  uint32_t root; ///< Of the row
  bool is_row;   ///< A document is one row
  bool may_repeat;
  RhumbTable found; ///< Nodes that were rows, if one may be several times
  RHUMB_LIST(uint64_t) times; ///< How often, by number there

  Field *fields;
  RhumbTable names; ///< Of fields that are members
  uint32_t *field_of_name;
  Foreseen foreseen[N_FORESEEN];
  RhumbArena scratch; ///< Decoded values of the row
  RhumbArena *texts;  ///< That, or where such values are kept
} Json;

// Rows -----------------------------------------------------------------------

/// Find the rows of the document on the tape: none, if that fails
static RhumbStatus
find_rows(Json *const json, const RhumbDiag *const diag)
{
  static const uint32_t only[] = {0};
  const Json *const parent = (const Json *)json->source.parent;
  const uint32_t root = parent ? parent->root : 0;
  json->next_row = 0;
  json->at = parent ? json->in.tape.nodes[root].start : 0;
  json->times.count = 0;
  rhumb_table_clear(&json->found);
  if (!json->source.is_nested) {
    json->source.address.line = json->in.line;
    json->source.address.position =
        rhumb_input_offset(&json->in.input, json->in.tape.text);
  }
  if (json->is_item && !json->in.stream.filtered) {
    json->rows = (RhumbJsonNodes){only, 1};
    return RHUMB_OK;
  }
  json->rows = (RhumbJsonNodes){only, 0};
  return (json->is_item ? rhumb_jsonpath_accept : rhumb_jsonpath_evaluate)(
      &json->rows,
      json->rows_run,
      json->iterator,
      &json->in.tape,
      root,
      rhumb_source_loc(&json->source),
      diag);
}

/// Return how many rows of the document were the row's node before
static uint64_t
count_again(Json *const json)
{
  if (!json->may_repeat) {
    return 0;
  }
  const uint32_t number = rhumb_table_add(
      &json->found, (RhumbStr){(const char *)&json->root, sizeof(json->root)});
  if (number == json->times.count) {
    RHUMB_PUSH(&json->times, 0);
  }
  return json->times.items[number]++;
}

/// Move the source's address on to that of the row's node. In a text it is that
/// of the row which has the text.
static void
set_address(Json *const json)
{
  if (json->in.is_text) {
    return;
  }
  const uint64_t to = json->in.tape.nodes[json->root].start;
  const uint64_t from = json->at;
  const RhumbStr between = {json->in.tape.text + (to < from ? to : from),
                            to < from ? from - to : to - from};
  const unsigned lines = (unsigned)rhumb_count_lines(between);
  json->source.address.line += to < from ? 0U - lines : lines;
  json->source.address.position += to - from;
  json->source.address.again = count_again(json);
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
  const RhumbJsonNode *const n = &json->in.tape.nodes[node];
  const RhumbStr text =
      n->kind == RHUMB_JSON_STRING
          ? rhumb_json_string(&json->in.tape, node, json->texts)
          : rhumb_json_text(&json->in.tape, node);
  return (RhumbValue){text, n->integer ? RHUMB_VALUE_INTEGER : types[n->kind]};
}

/// Put the values of `count` nodes into a field, leaving nulls out
static void
set_values(Json *const json,
           const size_t field,
           const uint32_t *const nodes,
           const size_t count)
{
  RhumbValue *const values = RHUMB_NEW(json->texts, RhumbValue, count);
  size_t n = 0;
  for (size_t i = 0; i < count; ++i) {
    if (json->in.tape.nodes[nodes[i]].kind != RHUMB_JSON_NULL) {
      values[n] = value_of(json, nodes[i]);
      n += !rhumb_source_is_null(json->source.spec, values[n].lexical);
    }
  }
  json->source.row[field] = (RhumbValues){values, n};
}

/// Put the items of an array into a field (classic)
static void
set_items(Json *const json, const size_t field, const uint32_t array)
{
  const RhumbJsonNode *const nodes = json->in.tape.nodes;
  uint32_t *const items = RHUMB_NEW(json->texts, uint32_t, nodes[array].count);
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
  RhumbValues *const out = &json->source.row[field];
  if (node == RHUMB_JSON_NONE ||
      json->in.tape.nodes[node].kind == RHUMB_JSON_NULL) {
    out->count = 0;
    return;
  }
  if (json->in.tape.nodes[node].kind == RHUMB_JSON_ARRAY &&
      json->source.spec->profile == RHUMB_CLASSIC) {
    set_items(json, field, node);
    return;
  }
  RhumbValue *const value = &json->fields[field].value;
  *value = value_of(json, node);
  *out = (RhumbValues){
      value, !rhumb_source_is_null(json->source.spec, value->lexical)};
}

/// Look a member's name up, and remember it for the next item
static uint32_t
look_up(Json *const json, const uint32_t node, Foreseen *const foreseen)
{
  const RhumbStr raw = rhumb_json_raw_name(&json->in.tape, node);
  const bool escaped = json->in.tape.nodes[node].name_escaped;
  const RhumbStr name = rhumb_json_name(&json->in.tape, node, json->texts);
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
  const RhumbJsonNode *const nodes = json->in.tape.nodes;
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
                        rhumb_json_raw_name(&json->in.tape, i));
    const uint32_t field = known ? foreseen->field : look_up(json, i, foreseen);
    if (field != RHUMB_TABLE_NONE) {
      json->fields[field].node = i;
    }
  }
}

/// Return the name of the member that the row is; no data: it is none
static RhumbStr
own_name(Json *const json)
{
  Json *const parent = (Json *)json->source.parent;
  if (json->in.tape.nodes[json->root].name_back) {
    return rhumb_json_name(&json->in.tape, json->root, json->texts);
  }
  return json->in.name.data ? json->in.name // It is not on the tape
         : parent && parent->root == json->root ? own_name(parent)
                                                : (RhumbStr){0};
}

static void
set_own_name(Json *const json, const size_t field)
{
  RhumbValue *const value = &json->fields[field].value;
  *value = (RhumbValue){own_name(json), RHUMB_VALUE_STRING};
  json->source.row[field] = (RhumbValues){value, value->lexical.data != NULL};
}

static RhumbStatus
read_any(Json *const json, const size_t field, const RhumbDiag *const diag)
{
  RhumbJsonNodes nodes = {0};
  RHUMB_TRY(rhumb_jsonpath_evaluate(&nodes,
                                    json->run,
                                    json->fields[field].path,
                                    &json->in.tape,
                                    json->root,
                                    rhumb_source_loc(&json->source),
                                    diag));
  set_values(json, field, nodes.nodes, nodes.count);
  return RHUMB_OK;
}

static RhumbStatus
read_fields(Json *const json, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  if (json->texts == &json->scratch) {
    rhumb_arena_reset(&json->scratch);
  }
  find_members(json);
  for (size_t i = 0; i < json->source.references.count; ++i) {
    Field *const field = &json->fields[i];
    switch (field->kind) {
    case FIELD_NAME: // After a failure too: none of the next row is known yet
      set_node(json, i, field->node);
      field->node = RHUMB_JSON_NONE;
      break;
    case FIELD_SINGULAR:
      set_node(json,
               i,
               rhumb_jsonpath_find(field->path, &json->in.tape, json->root));
      break;
    case FIELD_OWN_NAME:
      set_own_name(json, i);
      break;
    case FIELD_ANY:
      status = status == RHUMB_OK ? read_any(json, i, diag) : status;
      break;
    }
  }
  return status;
}

/// Find the rows of the next document
static RhumbStatus
next_document(Json *const json, const RhumbDiag *const diag)
{
  RHUMB_TRY(json->load(&json->in, diag));
  return find_rows(json, diag);
}

/// The same of one that is this shard's. How many rows a line of another has,
/// which numbers its own, is known without looking at it where the line is one.
static RhumbStatus
next_own_document(Json *const json, const RhumbDiag *const diag)
{
  RhumbSource *const source = &json->source;
  if (json->is_row) {
    RHUMB_TRY(rhumb_json_pass_lines(
        &json->in, &source->shard, &source->address.record, diag));
    return next_document(json, diag);
  }
  static const RhumbDiag nowhere = {0};
  for (;;) {
    RHUMB_TRY(json->load(&json->in, diag));
    const uint64_t position =
        rhumb_input_offset(&json->in.input, json->in.tape.text);
    if (rhumb_shard_has(&source->shard, position)) {
      return find_rows(json, diag);
    }
    const RhumbStatus status = find_rows(json, &nowhere);
    source->address.record += status == RHUMB_OK ? json->rows.count : 1;
    json->next_row = json->rows.count;
  }
}

static RhumbStatus
json_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  source->address.record += !source->is_nested;
  while (json->next_row == json->rows.count) {
    RHUMB_TRY((rhumb_shard_is_part(&source->shard)
                   ? next_own_document
                   : next_document)(json, diag));
  }
  json->root = json->rows.nodes[json->next_row++];
  set_address(json);
  return read_fields(json, diag);
}

// Opening --------------------------------------------------------------------

/// Return how a path is read: a bare name is one in RML Core too, unless that
/// is to be held strictly
static RhumbProfile
profile_of(const RhumbSourceSpec *const spec, const RhumbStr path)
{
  return rhumb_jsonpath_is_bare(path) && !spec->strict ? RHUMB_CLASSIC
                                                       : spec->profile;
}

/// True for the reference that stands for the name of the row's node
static bool
is_own_name(const RhumbSourceSpec *const spec, const RhumbStr reference)
{
  return spec->has_names && rhumb_str_is(reference, RHUMB_SOURCE_NAME);
}

static RhumbStatus
compile_field(Json *const json,
              Field *const field,
              const RhumbStr reference,
              const RhumbLoc loc,
              const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = json->source.spec;
  field->kind = FIELD_OWN_NAME;
  if (is_own_name(spec, reference)) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_jsonpath_compile(&field->path,
                                   &json->arena,
                                   reference,
                                   profile_of(spec, reference),
                                   loc,
                                   diag));
  field->kind =
      rhumb_jsonpath_is_singular(field->path) ? FIELD_SINGULAR : FIELD_ANY;
  return RHUMB_OK;
}

static RhumbStatus
json_bind(RhumbSource *const source,
          const RhumbStr reference,
          const RhumbLoc loc,
          const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  const size_t n = source->references.count;
  Field field = {.node = RHUMB_JSON_NONE};
  RHUMB_TRY(compile_field(json, &field, reference, loc, diag));
  json->fields = (Field *)rhumb_xrealloc(json->fields, (n + 1) * sizeof(Field));
  json->field_of_name = (uint32_t *)rhumb_xrealloc(json->field_of_name,
                                                   (n + 1) * sizeof(uint32_t));

  RhumbStr name = {0};
  const size_t n_names = json->names.count;
  if (field.path && rhumb_jsonpath_is_name(field.path, &name)) {
    // The same member twice, written in two ways: the second goes its own way
    const uint32_t id = rhumb_table_add(&json->names, name);
    if (json->names.count > n_names) {
      json->field_of_name[id] = (uint32_t)n;
      field.kind = FIELD_NAME;
    }
  }
  json->fields[n] = field;
  return RHUMB_OK;
}

static RhumbStatus
json_check(const RhumbSourceSpec *const spec,
           const RhumbStr reference,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  if (is_own_name(spec, reference)) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  const RhumbJsonPath *path = NULL;
  const RhumbStatus status = rhumb_jsonpath_compile(
      &path, &arena, reference, profile_of(spec, reference), loc, diag);
  rhumb_arena_free(&arena);
  return status;
}

/// Check the iterator
static RhumbStatus
json_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbStr iterator = spec->iterator;
  if (rhumb_str_starts(iterator, RHUMB_STR("/"))) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               spec->iterator_loc,
               "this looks like XPath; the JSONPath of a list's items is "
               "$.list[*]");
  }
  return iterator.len ? json_check(spec, iterator, spec->iterator_loc, diag)
                      : RHUMB_OK;
}

static void
json_close(RhumbSource *const source)
{
  Json *const json = (Json *)source;
  if (!source->parent) {
    rhumb_json_free(&json->in.tape);
  }
  rhumb_jsonpath_run_free(json->run);
  rhumb_jsonpath_run_free(json->rows_run);
  rhumb_table_free(&json->found);
  free(json->times.items);
  rhumb_arena_free(&json->scratch);
  free(json->fields);
  if (source->whole) {
    return; // The rest is of the source whose parts it reads
  }
  rhumb_input_close(&json->in.input);
  rhumb_table_free(&json->names);
  rhumb_table_free(&json->in.members);
  rhumb_arena_free(&json->arena);
  free(json->field_of_name);
}

/// Begin with the iterator and what it is run in
static RhumbStatus
set_iterator(Json *const json, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = json->source.spec;
  json->run = rhumb_jsonpath_run_new();
  json->rows_run = rhumb_jsonpath_run_new();
  json->in.source = &json->source;
  json->texts = &json->scratch;
  return rhumb_jsonpath_compile(&json->iterator,
                                &json->arena,
                                spec->iterator.len ? spec->iterator
                                                   : RHUMB_STR("$"),
                                profile_of(spec, spec->iterator),
                                spec->iterator_loc,
                                diag);
}

static RhumbStatus
json_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  source->address.line = json->in.line = 1;
  RHUMB_TRY(set_iterator(json, diag));
  json->load = source->type == &rhumb_source_jsonl ? rhumb_json_load_line
                                                   : rhumb_json_load_document;
  json->may_repeat = rhumb_jsonpath_may_repeat(json->iterator);
  json->is_row =
      !source->spec->iterator.len || rhumb_str_is(source->spec->iterator, "$");
  if (json->load != rhumb_json_load_line &&
      rhumb_jsonpath_is_stream(
          json->iterator, &json->arena, &json->in.stream)) {
    json->load = rhumb_json_load_item;
    json->is_item = true;
  }
  json->in.is_whole = json->load == rhumb_json_load_document;
  json->in.is_line = json->load == rhumb_json_load_line;
  return rhumb_source_open_file(source, &json->in.input, false, diag);
}

// Within a row ---------------------------------------------------------------

/// The row of the parent has been loaded, and nothing comes behind it
static RhumbStatus
load_nothing(RhumbJsonLoader *const in, const RhumbDiag *const diag)
{
  (void)in;
  (void)diag;
  return RHUMB_END;
}

static RhumbStatus
json_nest(RhumbSource *const source, const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  const Json *const parent = (const Json *)source->parent;
  json->load = parent ? load_nothing : rhumb_json_load_text;
  json->in.is_text = !parent || parent->in.is_text;
  json->in.is_whole = true;
  json->in.is_line = source->type == &rhumb_source_jsonl;
  return set_iterator(json, diag);
}

static RhumbStatus
json_enter(RhumbSource *const source,
           const RhumbStr text,
           const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  const Json *const parent = (const Json *)source->parent;
  if (!parent) {
    json->rows.count = json->next_row = 0;
    rhumb_json_set_text(&json->in, text);
    return RHUMB_OK;
  }
  json->in.tape = parent->in.tape;
  json->texts =
      parent->texts == &parent->scratch ? &json->scratch : parent->texts;
  return find_rows(json, diag);
}

// In parts -------------------------------------------------------------------

/// True where each item, or line, is a row: they are counted when they are cut
static bool
json_has_cuts(const RhumbSource *const source)
{
  const Json *const json = (const Json *)source;
  return json->is_item ? !json->in.stream.filtered
                       : json->in.is_line && json->is_row;
}

static RhumbStatus
json_cut(RhumbSource *const source,
         RhumbSourcePart *const part,
         const RhumbDiag *const diag)
{
  Json *const json = (Json *)source;
  return rhumb_json_cut(&json->in, &source->address, part, diag);
}

static void
json_read_parts(RhumbSource *const reader)
{
  Json *const json = (Json *)reader;
  const Json *const whole = (const Json *)reader->whole;
  const size_t size = reader->references.count * sizeof(Field);
  json->in = (RhumbJsonLoader){
      .input = {.text = whole->in.input.text, .at_end = true},
      .source = reader,
      .is_line = whole->in.is_line,
      .stream = whole->in.stream,
  };
  json->load = rhumb_json_load_part;
  reader->shard = (RhumbShard){0}; // No others are in the parts
  json->run = rhumb_jsonpath_run_new();
  json->rows_run = rhumb_jsonpath_run_new();
  json->found = (RhumbTable){0};
  json->times.items = NULL;
  json->times.count = json->times.cap = 0;
  json->scratch = (RhumbArena){0};
  json->fields = (Field *)rhumb_xrealloc(NULL, size);
  if (size) {
    memcpy(json->fields, whole->fields, size);
  }
}

static void
json_enter_part(RhumbSource *const reader, RhumbSourcePart *const part)
{
  Json *const json = (Json *)reader;
  reader->address = part->first;
  --reader->address.record;
  json->texts = &part->arena;
  json->rows.count = json->next_row = 0;
  rhumb_json_enter_part(&json->in, part);
}

/// What both formats have
#define JSON_READER                                                          \
  .reference = "a JSONPath, from the row", .natural = RHUMB_NATURAL_IN_CORE, \
  .put_core = rhumb_jsonpath_put_strict, .naming = &rhumb_json_naming,       \
  .is_loose = rhumb_jsonpath_is_bare, .check_spec = json_check_spec,         \
  .check = json_check, .size = sizeof(Json), .open = json_open,              \
  .bind = json_bind, .next = json_next, .has_nodes = true, .self = "$",      \
  .nest = json_nest, .enter = json_enter, .cut = json_cut,                   \
  .has_cuts = json_has_cuts, .read_parts = json_read_parts,                  \
  .enter_part = json_enter_part, .close = json_close

const RhumbSourceType rhumb_source_json = {
    .name = "json",
    .note = "JSON (RFC 8259), with JSONPath (RFC 9535)",
    .row = "what the iterator finds",
    .names = "jsonpath json",
    .media_types = "application/json",
    .extensions = "json",
    .iris = {RHUMB_QL "JSONPath", RHUMB_RML "JSONPath", RHUMB_OURS "JSONPath"},
    .class_iri = RHUMB_OURS "JSONPath",
    .root = "$",
    JSON_READER,
};

const RhumbSourceType rhumb_source_jsonl = {
    .name = "jsonl",
    .note = "JSON Lines (a document a line)",
    .row = "a line, or what the iterator finds in it",
    .names = "jsonl ndjson",
    .media_types = "application/x-ndjson application/jsonl",
    .extensions = "jsonl ndjson",
    .iris = {RHUMB_OURS "JSONLines", RHUMB_OURS "JSONLines"},
    .class_iri = RHUMB_OURS "JSONLines",
    .shares_records = true,
    JSON_READER,
};

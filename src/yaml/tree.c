// SPDX-License-Identifier: ISC

/// @file tree.c  libyaml's events as a tree of nodes that know their place.

#include "yaml/tree.h"

#include "base/near.h"
#include "base/table.h"
#include "base/utf8.h"

#include <stdlib.h>

#include <yaml.h>

static const unsigned max_depth = 200;
static const size_t max_unfolded = 1000000;

/// A map with more keys than this looks them up in a table
static const size_t many_keys = 32;

/// A node that an alias can stand for
typedef struct {
  RhumbStr name;
  const RhumbYaml *node;
  size_t weight;
} Anchor;

/// The document being read. libyaml counts characters; `cursor` follows it in
/// bytes, which is what places are in.
typedef struct {
  yaml_parser_t parser;
  yaml_event_t event;
  RhumbArena *arena;
  const RhumbText *text;
  const RhumbDiag *diag;
  size_t start; ///< Behind the byte order mark
  struct {
    size_t index, offset, line_start;
    unsigned line;
  } cursor;
  Anchor *anchors;
  size_t n_anchors, cap_anchors;
  unsigned depth;
} Reader;

/// A node, and how many nodes it unfolds to
typedef struct {
  const RhumbYaml *node;
  size_t weight;
} Built;

/// The children of a node while it is read
typedef struct {
  const RhumbYaml **items;
  size_t count, cap;
} Nodes;

static void
push(Nodes *const nodes, const RhumbYaml *const node)
{
  nodes->items = (const RhumbYaml **)rhumb_xgrow(
      (void *)nodes->items, nodes->count, &nodes->cap, sizeof(RhumbYaml *));
  nodes->items[nodes->count++] = node;
}

static const RhumbYaml *const *
keep(RhumbArena *const arena, Nodes *const nodes)
{
  const RhumbYaml **const items =
      RHUMB_NEW(arena, const RhumbYaml *, nodes->count);
  for (size_t i = 0; i < nodes->count; ++i) {
    items[i] = nodes->items[i];
  }
  return items;
}

// Places

/// Advance over the character at `offset`
static size_t
next_char(const RhumbStr text, size_t offset)
{
  ++offset;
  while (offset < text.len && ((unsigned char)text.data[offset] >> 6U) == 2) {
    ++offset;
  }
  return offset;
}

/// Return the place of `mark`; marks mostly come in order
static RhumbLoc
place(Reader *const reader, const yaml_mark_t mark, size_t *const offset)
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
    reader->cursor.offset = next_char(text, reader->cursor.offset);
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

static bool
is_blank(const char c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Move the place of `node` forward to the byte `end` of the text
static void
advance(RhumbYaml *const node, const size_t end)
{
  const RhumbStr text = node->loc.text->text;
  while (node->offset < end && node->offset < text.len) {
    if (text.data[node->offset++] == '\n') {
      ++node->loc.line;
      node->loc.column = 1;
    } else {
      ++node->loc.column;
    }
  }
}

/// Skip an anchor or a tag, and what is between it and the value
static void
skip_properties(RhumbYaml *const node)
{
  const RhumbStr text = node->loc.text->text;
  size_t at = node->offset;
  while (at < text.len && (text.data[at] == '&' || text.data[at] == '!')) {
    while (at < text.len && !is_blank(text.data[at])) {
      ++at;
    }
    while (at < text.len && (is_blank(text.data[at]) || text.data[at] == '#')) {
      if (text.data[at] == '#') {
        while (at < text.len && text.data[at] != '\n') {
          ++at;
        }
      } else {
        ++at;
      }
    }
  }
  advance(node, at);
}

/// Put the place of a scalar on its first character
static void
skip_opening(RhumbYaml *const node, const yaml_scalar_style_t style)
{
  const RhumbStr text = node->loc.text->text;
  size_t at = node->offset;
  if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
      style == YAML_DOUBLE_QUOTED_SCALAR_STYLE) {
    ++at;
  } else if (style == YAML_LITERAL_SCALAR_STYLE ||
             style == YAML_FOLDED_SCALAR_STYLE) {
    while (at < text.len && text.data[at] != '\n') {
      ++at;
    }
    while (at < text.len && is_blank(text.data[at])) {
      ++at;
    }
  }
  advance(node, at);
}

static RhumbYaml *
new_node(Reader *const reader, const RhumbYamlKind kind)
{
  RhumbYaml *const node = RHUMB_NEW(reader->arena, RhumbYaml, 1);
  node->kind = kind;
  node->loc = place(reader, reader->event.start_mark, &node->offset);
  skip_properties(node);
  return node;
}

// Errors

/// What libyaml says, and what it means to someone who writes rules
static const struct {
  const char *problem;
  const char *meaning;
} meanings[] = {
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
note_opening(Reader *const reader)
{
  const yaml_parser_t *const parser = &reader->parser;
  size_t offset = 0;
  for (const char *const *o = openings; parser->context && *o; ++o) {
    if (strcmp(parser->context, *o) == 0 &&
        parser->context_mark.index != parser->problem_mark.index) {
      rhumb_warn(reader->diag,
                 RHUMB_NOTE,
                 place(reader, parser->context_mark, &offset),
                 "it is opened here");
    }
  }
}

static RhumbStatus
fail_parser(Reader *const reader)
{
  const yaml_parser_t *const parser = &reader->parser;
  const char *text = parser->problem ? parser->problem : "unreadable YAML";
  for (size_t i = 0; i < sizeof(meanings) / sizeof(*meanings); ++i) {
    if (strcmp(text, meanings[i].problem) == 0) {
      text = meanings[i].meaning;
      break;
    }
  }

  // A key's ":" is missed only far behind it
  const bool is_key =
      parser->context &&
      strcmp(parser->context, "while scanning a simple key") == 0;
  size_t offset = 0;
  RhumbLoc loc = place(
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

/// Go to the next event
static RhumbStatus
step(Reader *const reader)
{
  yaml_event_delete(&reader->event);
  return yaml_parser_parse(&reader->parser, &reader->event)
             ? RHUMB_OK
             : fail_parser(reader);
}

static RhumbStatus
fail_here(Reader *const reader, const char *const message)
{
  size_t offset = 0;
  const RhumbLoc loc = place(reader, reader->event.start_mark, &offset);
  return rhumb_fail(reader->diag, RHUMB_ERR_SYNTAX, loc, "%s", message);
}

// Scalars

static bool
is_in(const char c, const char *const set)
{
  return c && strchr(set, c);
}

static size_t
digits(const RhumbStr text, size_t at, const char *const set)
{
  while (at < text.len && is_in(text.data[at], set)) {
    ++at;
  }
  return at;
}

static bool
is_integer(const RhumbStr text)
{
  static const char hex[] = "0123456789abcdefABCDEF";
  if (rhumb_str_starts(text, RHUMB_STR("0x"))) {
    return text.len > 2 && digits(text, 2, hex) == text.len;
  }
  if (rhumb_str_starts(text, RHUMB_STR("0o"))) {
    return text.len > 2 && digits(text, 2, "01234567") == text.len;
  }
  const size_t sign = text.len && is_in(text.data[0], "+-") ? 1 : 0;
  return text.len > sign && digits(text, sign, "0123456789") == text.len;
}

/// A number with a fraction or an exponent, an infinity or not a number
static bool
is_float(const RhumbStr text)
{
  static const char *const special[] = {".inf", ".Inf", ".INF", NULL};
  static const char *const none[] = {".nan", ".NaN", ".NAN", NULL};
  const size_t sign = text.len && is_in(text.data[0], "+-") ? 1 : 0;
  if (rhumb_word(special, rhumb_str_slice(text, sign, text.len)) ||
      rhumb_word(none, text)) {
    return true;
  }

  size_t at = digits(text, sign, "0123456789");
  size_t n_digits = at - sign;
  if (at < text.len && text.data[at] == '.') {
    const size_t fraction = at + 1;
    at = digits(text, fraction, "0123456789");
    n_digits += at - fraction;
  }
  if (n_digits && at < text.len && (text.data[at] | 0x20) == 'e') {
    ++at;
    at += at < text.len && is_in(text.data[at], "+-") ? 1 : 0;
    const size_t exponent = at;
    at = digits(text, at, "0123456789");
    n_digits = at - exponent;
  }
  return n_digits && at == text.len;
}

/// The core schema of YAML 1.2 (section 10.3.2)
static RhumbYamlTag
resolve(const RhumbStr text)
{
  static const char *const nulls[] = {"", "~", "null", "Null", "NULL", NULL};
  static const char *const booleans[] = {
      "true", "True", "TRUE", "false", "False", "FALSE", NULL};
  return rhumb_word(nulls, text)      ? RHUMB_YAML_NULL
         : rhumb_word(booleans, text) ? RHUMB_YAML_BOOLEAN
         : is_integer(text)           ? RHUMB_YAML_INTEGER
         : is_float(text)             ? RHUMB_YAML_FLOAT
                                      : RHUMB_YAML_STRING;
}

/// Tags that say no more than the core schema does
static bool
is_core_tag(const char *const tag)
{
  static const char *const names[] = {"null", "bool", "int", "float", NULL};
  const RhumbStr start = RHUMB_STR("tag:yaml.org,2002:");
  const RhumbStr text = rhumb_str(tag);
  return rhumb_str_starts(text, start) &&
         rhumb_word(names, rhumb_str_slice(text, start.len, text.len));
}

static RhumbStatus
read_scalar(Reader *const reader, Built *const out)
{
  const yaml_event_t *const event = &reader->event;
  const char *const tag = (const char *)event->data.scalar.tag;
  const yaml_scalar_style_t style = event->data.scalar.style;
  RhumbYaml *const node = new_node(reader, RHUMB_YAML_SCALAR);
  skip_opening(node, style);
  node->text = rhumb_str_copy(reader->arena,
                              (RhumbStr){(const char *)event->data.scalar.value,
                                         event->data.scalar.length});
  node->quoted = style != YAML_PLAIN_SCALAR_STYLE;

  const bool is_text =
      tag && (strcmp(tag, "!") == 0 || strcmp(tag, YAML_STR_TAG) == 0);
  if (tag ? is_core_tag(tag) : !node->quoted) {
    node->tag = resolve(node->text);
  } else if (tag && !is_text) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      node->loc,
                      "the tag \"%s\", which means nothing in rules",
                      tag);
  }
  *out = (Built){node, 1};
  return RHUMB_OK;
}

// Anchors

static void
add_anchor(Reader *const reader, const RhumbStr name, const Built *const built)
{
  reader->anchors = (Anchor *)rhumb_xgrow(reader->anchors,
                                          reader->n_anchors,
                                          &reader->cap_anchors,
                                          sizeof(*reader->anchors));
  reader->anchors[reader->n_anchors++] =
      (Anchor){name, built->node, built->weight};
}

/// The name of the event's anchor, or empty
static RhumbStr
anchor_name(Reader *const reader)
{
  const yaml_event_t *const e = &reader->event;
  const yaml_char_t *name = NULL;
  if (e->type == YAML_SCALAR_EVENT) {
    name = e->data.scalar.anchor;
  } else if (e->type == YAML_SEQUENCE_START_EVENT) {
    name = e->data.sequence_start.anchor;
  } else if (e->type == YAML_MAPPING_START_EVENT) {
    name = e->data.mapping_start.anchor;
  }
  return name ? rhumb_str_copy(reader->arena, rhumb_str((const char *)name))
              : (RhumbStr){NULL, 0};
}

/// The latest anchor of a name counts (YAML 1.2, section 7.1)
static RhumbStatus
read_alias(Reader *const reader, Built *const out)
{
  const char *const name = (const char *)reader->event.data.alias.anchor;
  for (size_t i = reader->n_anchors; i-- > 0;) {
    if (rhumb_str_is(reader->anchors[i].name, name)) {
      *out = (Built){reader->anchors[i].node, reader->anchors[i].weight};
      return RHUMB_OK;
    }
  }
  size_t offset = 0;
  const RhumbLoc loc = place(reader, reader->event.start_mark, &offset);
  return rhumb_fail(reader->diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "the alias \"*%s\" stands for nothing: no value with "
                    "\"&%s\" ends before it",
                    name,
                    name);
}

// Lists and maps

static RhumbStatus
read_node(Reader *reader, Built *out);

/// Read the child that the event begins, and count what it unfolds to
static RhumbStatus
read_child(Reader *const reader,
           size_t *const weight,
           const RhumbYaml **const out)
{
  const bool is_alias = reader->event.type == YAML_ALIAS_EVENT;
  const yaml_mark_t mark = reader->event.start_mark;
  Built child = {0};
  RHUMB_TRY(read_node(reader, &child));
  *weight += child.weight;
  if (is_alias && *weight > max_unfolded) {
    size_t offset = 0;
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      place(reader, mark, &offset),
                      "the aliases unfold to more than %zu nodes",
                      max_unfolded);
  }
  *out = child.node;
  return RHUMB_OK;
}

static RhumbStatus
read_items(Reader *const reader, Nodes *const items, size_t *const weight)
{
  RHUMB_TRY(step(reader));
  while (reader->event.type != YAML_SEQUENCE_END_EVENT) {
    const RhumbYaml *item = NULL;
    RHUMB_TRY(read_child(reader, weight, &item));
    push(items, item);
    RHUMB_TRY(step(reader));
  }
  return RHUMB_OK;
}

static RhumbStatus
read_list(Reader *const reader, Built *const out)
{
  RhumbYaml *const node = new_node(reader, RHUMB_YAML_LIST);
  Nodes items = {0};
  size_t weight = 1;
  const RhumbStatus status = read_items(reader, &items, &weight);
  node->count = items.count;
  node->values = keep(reader->arena, &items);
  free((void *)items.items);
  *out = (Built){node, weight};
  return status;
}

/// The entries of a map while it is read
typedef struct {
  Nodes keys, values;
  Nodes merges;     ///< Values of `<<`
  RhumbTable table; ///< Numbers of the keys, once there are many
} Entries;

static const RhumbYaml *
find_key(Entries *const entries, const RhumbStr key)
{
  const size_t n = entries->keys.count;
  if (n > many_keys) {
    for (size_t i = entries->table.count; i < n; ++i) {
      (void)rhumb_table_add(&entries->table, entries->keys.items[i]->text);
    }
    const uint32_t i = rhumb_table_find(&entries->table, key);
    return i == RHUMB_TABLE_NONE ? NULL : entries->keys.items[i];
  }
  for (size_t i = 0; i < n; ++i) {
    if (rhumb_str_equal(entries->keys.items[i]->text, key)) {
      return entries->keys.items[i];
    }
  }
  return NULL;
}

static RhumbStatus
check_key(Reader *const reader,
          Entries *const entries,
          const RhumbYaml *const key)
{
  if (key->kind != RHUMB_YAML_SCALAR) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      key->loc,
                      "a key must be a string, not %s",
                      rhumb_yaml_kind_name(key));
  }
  const RhumbYaml *const first = find_key(entries, key->text);
  if (first) {
    (void)rhumb_fail(reader->diag,
                     RHUMB_ERR_SYNTAX,
                     key->loc,
                     "the key \"%s\" is here twice",
                     key->text.data);
    rhumb_warn(reader->diag, RHUMB_NOTE, first->loc, "it was first here");
    return RHUMB_ERR_SYNTAX;
  }
  return RHUMB_OK;
}

static bool
is_merge(const RhumbYaml *const key)
{
  return key->kind == RHUMB_YAML_SCALAR && !key->quoted &&
         rhumb_str_is(key->text, "<<");
}

/// Take an entry that has been read, if it may stand in the map
static RhumbStatus
add_entry(Reader *const reader,
          Entries *const entries,
          const RhumbYaml *const key,
          const RhumbYaml *const value)
{
  if (is_merge(key)) {
    push(&entries->merges, value);
    return RHUMB_OK;
  }
  RHUMB_TRY(check_key(reader, entries, key));
  push(&entries->keys, key);
  push(&entries->values, value);
  return RHUMB_OK;
}

/// Read the key that the event begins, its value, and on to the next event
static RhumbStatus
read_entry(Reader *const reader, Nodes *const entry, size_t *const weight)
{
  const RhumbYaml *child = NULL;
  entry->count = 0;
  RHUMB_TRY(read_child(reader, weight, &child));
  push(entry, child);
  RHUMB_TRY(step(reader));
  RHUMB_TRY(read_child(reader, weight, &child));
  push(entry, child);
  return step(reader);
}

static RhumbStatus
read_entries(Reader *const reader, Entries *const entries, size_t *const weight)
{
  Nodes entry = {0};
  RhumbStatus status = RHUMB_OK;
  RhumbStatus readable = step(reader);
  while (readable == RHUMB_OK && reader->event.type != YAML_MAPPING_END_EVENT) {
    readable = read_entry(reader, &entry, weight);
    if (readable == RHUMB_OK) {
      RHUMB_KEEP(status,
                 add_entry(reader, entries, entry.items[0], entry.items[1]));
    }
  }
  free((void *)entry.items);
  return readable == RHUMB_OK ? status : readable;
}

/// Add the entries of `from` whose keys are not there yet
static RhumbStatus
merge(Reader *const reader, Entries *const entries, const RhumbYaml *const from)
{
  if (from->kind == RHUMB_YAML_LIST) {
    for (size_t i = 0; i < from->count; ++i) {
      RHUMB_TRY(merge(reader, entries, from->values[i]));
    }
    return RHUMB_OK;
  }
  if (from->kind != RHUMB_YAML_MAP) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      from->loc,
                      "\"<<\" merges a map or a list of maps, not %s",
                      rhumb_yaml_kind_name(from));
  }
  for (size_t i = 0; i < from->count; ++i) {
    if (!find_key(entries, from->keys[i]->text)) {
      push(&entries->keys, from->keys[i]);
      push(&entries->values, from->values[i]);
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
read_map(Reader *const reader, Built *const out)
{
  RhumbYaml *const node = new_node(reader, RHUMB_YAML_MAP);
  Entries entries = {0};
  size_t weight = 1;
  RhumbStatus status = read_entries(reader, &entries, &weight);
  for (size_t i = 0; i < entries.merges.count; ++i) {
    RHUMB_KEEP(status, merge(reader, &entries, entries.merges.items[i]));
  }
  node->count = entries.keys.count;
  node->keys = keep(reader->arena, &entries.keys);
  node->values = keep(reader->arena, &entries.values);
  free((void *)entries.keys.items);
  free((void *)entries.values.items);
  free((void *)entries.merges.items);
  rhumb_table_free(&entries.table);
  *out = (Built){node, weight};
  return status;
}

static RhumbStatus
read_content(Reader *const reader, Built *const out)
{
  switch ((int)reader->event.type) {
  case YAML_SCALAR_EVENT:
    return read_scalar(reader, out);
  case YAML_SEQUENCE_START_EVENT:
    return read_list(reader, out);
  default:
    return read_map(reader, out);
  }
}

/// Read the node that the current event begins, up to its last event
static RhumbStatus
read_node(Reader *const reader, Built *const out)
{
  if (reader->event.type == YAML_ALIAS_EVENT) {
    return read_alias(reader, out);
  }
  if (reader->depth == max_depth) {
    return fail_here(reader, "nesting deeper than 200");
  }
  const RhumbStr anchor = anchor_name(reader);
  ++reader->depth;
  const RhumbStatus status = read_content(reader, out);
  --reader->depth;
  if (status == RHUMB_OK && anchor.data) {
    add_anchor(reader, anchor, out);
  }
  return status;
}

/// Read the root and what is behind it, from the start of its document
static RhumbStatus
read_document(Reader *const reader, Built *const root)
{
  RHUMB_TRY(step(reader));
  RHUMB_TRY(read_node(reader, root));
  RHUMB_TRY(step(reader));
  RHUMB_TRY(step(reader));
  return reader->event.type == YAML_STREAM_END_EVENT
             ? RHUMB_OK
             : fail_here(reader, "a second document; rules are one document");
}

/// Read from the start of the stream to its end
static RhumbStatus
read_stream(Reader *const reader, const RhumbYaml **const out)
{
  Built root = {0};
  RHUMB_TRY(step(reader));
  RHUMB_TRY(step(reader));
  if (reader->event.type == YAML_DOCUMENT_START_EVENT) {
    RHUMB_TRY(read_document(reader, &root));
  }
  const RhumbYaml *const node = root.node;
  const bool empty = !node || (node->kind == RHUMB_YAML_SCALAR &&
                               !node->quoted && !node->text.len);
  *out = empty ? NULL : node;
  return RHUMB_OK;
}

RhumbStatus
rhumb_yaml_read(const RhumbYaml **const out,
                RhumbArena *const arena,
                const RhumbText *const text,
                const RhumbDiag *const diag)
{
  const RhumbStr mark = RHUMB_STR("\xEF\xBB\xBF");
  const size_t start = rhumb_str_starts(text->text, mark) ? mark.len : 0;
  size_t bad = 0;
  if (!rhumb_utf8_valid(text->text, &bad)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_loc_at(text, bad),
                      "a byte that is not UTF-8; save the file as UTF-8");
  }

  Reader reader = {.arena = arena, .text = text, .diag = diag, .start = start};
  if (!yaml_parser_initialize(&reader.parser)) {
    return rhumb_fail(
        diag, RHUMB_ERR_IO, (RhumbLoc){text, 0, 0, 0}, "out of memory");
  }
  yaml_parser_set_encoding(&reader.parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(
      &reader.parser,
      (const unsigned char *)(text->text.data ? text->text.data : "") + start,
      text->text.len - start);

  const RhumbStatus status = read_stream(&reader, out);
  yaml_event_delete(&reader.event);
  yaml_parser_delete(&reader.parser);
  free(reader.anchors);
  return status;
}

const RhumbYaml *
rhumb_yaml_get(const RhumbYaml *const map, const char *const key)
{
  for (size_t i = 0; map->kind == RHUMB_YAML_MAP && i < map->count; ++i) {
    if (rhumb_str_is(map->keys[i]->text, key)) {
      return map->values[i];
    }
  }
  return NULL;
}

/// Return the length of the escape sequence at `at` of a double-quoted scalar
static size_t
escape_len(const RhumbStr text, const size_t at)
{
  const char c = (char)(at + 1 < text.len ? text.data[at + 1] : '\0');
  return c == 'x' ? 4 : c == 'u' ? 6 : c == 'U' ? 10 : 2;
}

/// Return the quote that a scalar stands in, or 0
static char
quote_of(const RhumbYaml *const scalar)
{
  return (char)(scalar->quoted && scalar->offset
                    ? scalar->loc.text->text.data[scalar->offset - 1]
                    : '\0');
}

/// Step over white space, which folds: `*at` is one byte of the scalar's text
static size_t
step_blank(const RhumbYaml *const scalar, size_t offset, const char wanted)
{
  const RhumbStr file = scalar->loc.text->text;
  const bool folds = file.data[offset] != wanted || wanted == '\n';
  ++offset;
  while (folds && offset < file.len && is_blank(file.data[offset])) {
    ++offset;
  }
  return offset;
}

/// Step in the file over what makes the byte `*at` of the scalar's text
static size_t
step_source(const RhumbYaml *const scalar,
            const size_t offset,
            size_t *const at)
{
  const RhumbStr file = scalar->loc.text->text;
  const char quote = quote_of(scalar);
  const char source = file.data[offset];
  const char wanted = scalar->text.data[*at];
  if (quote == '"' && source == '\\') {
    *at = next_char(scalar->text, *at);
    return offset + escape_len(file, offset);
  }
  ++*at;
  if (is_blank(wanted)) {
    return is_blank(source) ? step_blank(scalar, offset, wanted) : offset;
  }
  return offset + (quote == '\'' && source == '\'' ? 2 : 1);
}

RhumbLoc
rhumb_yaml_at(const RhumbYaml *const scalar, const size_t at)
{
  if (!scalar->loc.text || scalar->kind != RHUMB_YAML_SCALAR) {
    return scalar->loc;
  }
  const RhumbStr file = scalar->loc.text->text;
  size_t offset = scalar->offset;
  size_t done = 0;
  while (done < at && done < scalar->text.len && offset < file.len) {
    offset = step_source(scalar, offset, &done);
  }
  RhumbYaml copy = *scalar;
  advance(&copy, offset);
  return copy.loc;
}

const char *
rhumb_yaml_kind_name(const RhumbYaml *const node)
{
  static const char *const scalars[] = {
      [RHUMB_YAML_STRING] = "a string",
      [RHUMB_YAML_NULL] = "nothing",
      [RHUMB_YAML_BOOLEAN] = "a boolean",
      [RHUMB_YAML_INTEGER] = "a number",
      [RHUMB_YAML_FLOAT] = "a number",
  };
  return node->kind == RHUMB_YAML_MAP    ? "a map"
         : node->kind == RHUMB_YAML_LIST ? "a list"
                                         : scalars[node->tag];
}

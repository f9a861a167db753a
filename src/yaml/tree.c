// SPDX-License-Identifier: ISC

/// @file tree.c  libyaml's events as a tree of nodes that know their place.

#include "base/list.h"
#include "base/near.h"
#include "base/table.h"
#include "base/utf8.h"
#include "yaml/tree_impl.h"

enum { MAX_DEPTH = 200 };
enum { MAX_UNFOLDED = 1000000 };

/// A map with more keys than this looks them up in a table
static const size_t many_keys = 32;

/// The children of a node while it is read; they stand in the arena
typedef RHUMB_LIST(const RhumbYaml *) Nodes;

static RhumbYaml *
new_node(RhumbYamlReader *const reader, const RhumbYamlKind kind)
{
  RhumbYaml *const node = RHUMB_NEW(reader->arena, RhumbYaml, 1);
  node->kind = kind;
  node->unfolded = 1;
  node->mark = reader->mark;
  node->loc = rhumb_yaml_place(reader, reader->event.start_mark, &node->offset);
  rhumb_yaml_skip_properties(node);
  return node;
}

// Scalars

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

/// Refuse a tag, and an anchor without a value, which a text was meant to be
static RhumbStatus
check_properties(RhumbYamlReader *const reader)
{
  const yaml_event_t *const event = &reader->event;
  const char *const tag = (const char *)event->data.scalar.tag;
  const char *const anchor = (const char *)event->data.scalar.anchor;
  const bool is_known = !tag || is_core_tag(tag) || strcmp(tag, "!") == 0 ||
                        strcmp(tag, YAML_STR_TAG) == 0;
  size_t offset = 0;
  if (is_known && (!anchor || event->data.scalar.length ||
                   !event->data.scalar.plain_implicit)) {
    return RHUMB_OK;
  }
  const RhumbLoc loc = rhumb_yaml_place(reader, event->start_mark, &offset);
  return is_known
             ? rhumb_fail(reader->diag,
                          RHUMB_ERR_SYNTAX,
                          loc,
                          "YAML takes \"&\" at the start of a value for the "
                          "name of an anchor, and nothing is behind it; quote "
                          "the value, \"&%s\"",
                          anchor)
             : rhumb_fail(reader->diag,
                          RHUMB_ERR_SYNTAX,
                          loc,
                          "the tag \"%s\", which means nothing in rules; a "
                          "text that begins with \"!\" is quoted",
                          tag);
}

/// Refuse U+0000, which ends texts where libraries and the system read them
static RhumbStatus
check_characters(RhumbYamlReader *const reader, const RhumbYaml *const node)
{
  const size_t at = rhumb_str_index(node->text, '\0');
  return at == node->text.len
             ? RHUMB_OK
             : rhumb_fail(reader->diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_yaml_at(node, at),
                          "the character U+0000, which no text of rules has");
}

static RhumbStatus
read_scalar(RhumbYamlReader *const reader, const RhumbYaml **const out)
{
  const yaml_event_t *const event = &reader->event;
  const char *const tag = (const char *)event->data.scalar.tag;
  const yaml_scalar_style_t style = event->data.scalar.style;
  RHUMB_TRY(check_properties(reader));
  RhumbYaml *const node = new_node(reader, RHUMB_YAML_SCALAR);
  rhumb_yaml_skip_opening(node, style);
  node->text = rhumb_str_copy(reader->arena,
                              (RhumbStr){(const char *)event->data.scalar.value,
                                         event->data.scalar.length});
  node->quoted = style != YAML_PLAIN_SCALAR_STYLE;

  if (tag ? is_core_tag(tag) : !node->quoted) {
    node->tag = rhumb_yaml_resolve(node->text);
  }
  *out = node;
  return check_characters(reader, node);
}

// Anchors

/// The name of the event's anchor, or empty
static RhumbStr
anchor_name(RhumbYamlReader *const reader)
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

static void
add_anchor(RhumbYamlReader *const reader,
           const RhumbStr name,
           const RhumbYaml *const node)
{
  const size_t known = reader->anchors.count;
  const uint32_t number = rhumb_table_add(&reader->anchors, name);
  if (number == known) {
    RHUMB_PUSH_IN(reader->arena, &reader->anchored, node);
  }
  reader->anchored.items[number] = node;
}

/// The latest anchor of a name counts (YAML 1.2, section 7.1)
static RhumbStatus
read_alias(RhumbYamlReader *const reader, const RhumbYaml **const out)
{
  const char *const name = (const char *)reader->event.data.alias.anchor;
  const uint32_t number = rhumb_table_find(&reader->anchors, rhumb_str(name));
  if (number != RHUMB_TABLE_NONE) {
    *out = reader->anchored.items[number];
    return RHUMB_OK;
  }
  size_t offset = 0;
  const RhumbLoc loc =
      rhumb_yaml_place(reader, reader->event.start_mark, &offset);
  return rhumb_fail(reader->diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "the alias \"*%s\" stands for nothing: no value with "
                    "\"&%s\" ends before it; a text that begins with \"*\" "
                    "is quoted",
                    name,
                    name);
}

// Lists and maps

static RhumbStatus
read_node(RhumbYamlReader *reader, const RhumbYaml **out);

/// Read the child that the event begins, and count what it unfolds to
static RhumbStatus
read_child(RhumbYamlReader *const reader,
           RhumbYaml *const parent,
           const RhumbYaml **const out)
{
  const bool is_alias = reader->event.type == YAML_ALIAS_EVENT;
  const yaml_mark_t mark = reader->event.start_mark;
  size_t offset = 0;
  RHUMB_TRY(read_node(reader, out));
  parent->unfolded += (*out)->unfolded;
  return is_alias && parent->unfolded > MAX_UNFOLDED
             ? rhumb_fail(reader->diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_yaml_place(reader, mark, &offset),
                          "the aliases unfold to more than %d nodes",
                          MAX_UNFOLDED)
             : RHUMB_OK;
}

/// The same, of what is no key
static RhumbStatus
read_value(RhumbYamlReader *const reader,
           RhumbYaml *const parent,
           const RhumbYaml **const out)
{
  const bool is_alias = reader->event.type == YAML_ALIAS_EVENT;
  RHUMB_TRY(read_child(reader, parent, out));
  return is_alias ? RHUMB_OK : rhumb_yaml_check_value(reader, *out);
}

static RhumbStatus
read_list(RhumbYamlReader *const reader, const RhumbYaml **const out)
{
  RhumbYaml *const node = new_node(reader, RHUMB_YAML_LIST);
  Nodes items = {0};
  RHUMB_TRY(rhumb_yaml_step(reader));
  while (reader->event.type != YAML_SEQUENCE_END_EVENT) {
    const RhumbYaml *item = NULL;
    RHUMB_TRY(read_value(reader, node, &item));
    RHUMB_PUSH_IN(reader->arena, &items, item);
    RHUMB_TRY(rhumb_yaml_step(reader));
  }
  node->count = items.count;
  node->values = items.items;
  *out = node;
  return RHUMB_OK;
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
check_key(RhumbYamlReader *const reader,
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
add_entry(RhumbYamlReader *const reader,
          Entries *const entries,
          const RhumbYaml *const key,
          const RhumbYaml *const value)
{
  if (is_merge(key)) {
    RHUMB_PUSH_IN(reader->arena, &entries->merges, value);
    return RHUMB_OK;
  }
  RHUMB_TRY(check_key(reader, entries, key));
  RHUMB_TRY(rhumb_yaml_check_key(reader, key));
  RHUMB_PUSH_IN(reader->arena, &entries->keys, key);
  RHUMB_PUSH_IN(reader->arena, &entries->values, value);
  return RHUMB_OK;
}

/// Read the key that the event begins, its value, and on to the next event
static RhumbStatus
read_entry(RhumbYamlReader *const reader,
           RhumbYaml *const map,
           const RhumbYaml **const key,
           const RhumbYaml **const value)
{
  RHUMB_TRY(read_child(reader, map, key));
  RHUMB_TRY(rhumb_yaml_step(reader));
  RHUMB_TRY(read_value(reader, map, value));
  return rhumb_yaml_step(reader);
}

static RhumbStatus
read_entries(RhumbYamlReader *const reader,
             RhumbYaml *const map,
             Entries *const entries)
{
  RhumbStatus status = RHUMB_OK;
  RHUMB_TRY(rhumb_yaml_step(reader));
  while (reader->event.type != YAML_MAPPING_END_EVENT) {
    const RhumbYaml *key = NULL;
    const RhumbYaml *value = NULL;
    RHUMB_TRY(read_entry(reader, map, &key, &value));
    RHUMB_KEEP(status, add_entry(reader, entries, key, value));
  }
  return status;
}

/// Add the entries of `from` whose keys are not there yet
static RhumbStatus
merge(RhumbYamlReader *const reader,
      Entries *const entries,
      const RhumbYaml *const from)
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
      RHUMB_PUSH_IN(reader->arena, &entries->keys, from->keys[i]);
      RHUMB_PUSH_IN(reader->arena, &entries->values, from->values[i]);
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
read_map(RhumbYamlReader *const reader, const RhumbYaml **const out)
{
  RhumbYaml *const node = new_node(reader, RHUMB_YAML_MAP);
  Entries entries = {0};
  RhumbStatus status = read_entries(reader, node, &entries);
  for (size_t i = 0; i < entries.merges.count; ++i) {
    RHUMB_KEEP(status, merge(reader, &entries, entries.merges.items[i]));
  }
  node->count = entries.keys.count;
  node->keys = entries.keys.items;
  node->values = entries.values.items;
  rhumb_table_free(&entries.table);
  *out = node;
  return status;
}

static RhumbStatus
read_content(RhumbYamlReader *const reader, const RhumbYaml **const out)
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
read_node(RhumbYamlReader *const reader, const RhumbYaml **const out)
{
  if (reader->event.type == YAML_ALIAS_EVENT) {
    return read_alias(reader, out);
  }
  if (reader->depth == MAX_DEPTH) {
    return rhumb_yaml_fail(reader, "nesting deeper than 200");
  }
  const RhumbStr anchor = anchor_name(reader);
  ++reader->depth;
  const RhumbStatus status = read_content(reader, out);
  --reader->depth;
  if (status == RHUMB_OK && anchor.data) {
    add_anchor(reader, anchor, *out);
  }
  return status;
}

/// Read the root and what is behind it, from the start of its document
static RhumbStatus
read_document(RhumbYamlReader *const reader, const RhumbYaml **const root)
{
  RHUMB_TRY(rhumb_yaml_step(reader));
  RHUMB_TRY(read_node(reader, root));
  RHUMB_TRY(rhumb_yaml_step(reader));
  RHUMB_TRY(rhumb_yaml_step(reader));
  return reader->event.type == YAML_STREAM_END_EVENT
             ? RHUMB_OK
             : rhumb_yaml_fail(reader,
                               "a second document begins here; rules are one "
                               "document, so take the \"---\" out");
}

/// Read from the start of the stream to its end
static RhumbStatus
read_stream(RhumbYamlReader *const reader, const RhumbYaml **const out)
{
  const RhumbYaml *node = NULL;
  RHUMB_TRY(rhumb_yaml_step(reader));
  RHUMB_TRY(rhumb_yaml_step(reader));
  if (reader->event.type == YAML_DOCUMENT_START_EVENT) {
    RHUMB_TRY(read_document(reader, &node));
  }
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
  const size_t start = rhumb_utf8_mark(text->text);
  RHUMB_TRY(rhumb_yaml_check_encoding(text, diag));
  RhumbYamlReader reader = {.arena = arena,
                            .text = text,
                            .diag = diag,
                            .start = start,
                            .mark = RHUMB_NEW(arena, RhumbYamlMark, 1)};
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
  rhumb_table_free(&reader.anchors);
  return status;
}

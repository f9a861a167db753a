// SPDX-License-Identifier: ISC

/// @file xml_events.c  Rows from what the parser meets, without a tree.
///
/// Where the iterator is a plain path, every reference is one that is walked,
/// and the document declares no type, a value is the text between two tags as
/// the parser reads it. A tree takes three times as long. What libxml2 checks
/// only when it builds one is checked here: how deep elements are nested, how
/// long a text is, and xml:id.

#include "source/xml_impl.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>

enum {
  PIECE = 4000, ///< Bytes that are parsed at a time, as by libxml2's reader
  START = 4096, ///< Bytes that are looked at for how the document begins
};

/// Part of a buffer
typedef struct {
  size_t start, end;
} Span;

/// What a reference has found in the row so far
typedef struct {
  RhumbXPathWalk *walk;
  size_t level; ///< Below the row, where its next step may be taken; 0: there
                ///< is none
  const char *name;        ///< Of that step; NULL: any
  size_t start;            ///< Of the text being read, if there is none
  RHUMB_LIST(Span) values; ///< In `attributes` or `text`
} Field;

/// A step that has been taken, until its element ends
typedef struct {
  Field *field;
  size_t level;
} Taken;

typedef struct {
  RhumbValues *values;
  unsigned line;
} Row;

struct RhumbXmlEvents {
  size_t depth;     ///< Of the open elements
  size_t n_taken;   ///< Steps of the iterator that lead to them
  size_t text_len;  ///< Of the text that has been met last, so far
  size_t n_reading; ///< References whose value the text belongs to
  RhumbBuf text;    ///< Of the row
  RhumbBuf attributes;
  unsigned line; ///< Of the row
  RHUMB_LIST(Field) fields;
  RHUMB_LIST(Taken) taken; ///< By fields, outside in
  RHUMB_LIST(Row) rows;    ///< Of a piece, in the row arena
  size_t next_row;
  RhumbTable ids; ///< xml:id, of the whole document
  RhumbBuf id;
  bool has_ended;
};

/// A start tag; the names are of the parser's dictionary
typedef struct {
  const xmlChar *name, *iri;
  const xmlChar **attributes; ///< PER_ATTRIBUTE to each
  size_t n_attributes;
} Tag;

enum { NAME, PREFIX, IRI, VALUE, VALUE_END, PER_ATTRIBUTE };

// When it will do ------------------------------------------------------------

/// True if an XML declaration names no other encoding than UTF-8
static bool
is_utf8(const RhumbStr declaration)
{
  const RhumbStr word = RHUMB_STR("encoding");
  const size_t at = rhumb_str_find(declaration, word, 0);
  if (at >= declaration.len) {
    return true;
  }
  const RhumbStr rest = rhumb_str_from(declaration, at);
  return rhumb_str_alike_at(
             rest, rhumb_str_index(rest, '"'), RHUMB_STR("\"utf-8\"")) ||
         rhumb_str_alike_at(
             rest, rhumb_str_index(rest, '\''), RHUMB_STR("'utf-8'"));
}

/// Pass white space, comments and processing instructions
static RhumbStr
skip_misc(RhumbStr bytes)
{
  for (;;) {
    const bool is_comment = rhumb_str_starts(bytes, RHUMB_STR("<!--"));
    const bool is_instruction = rhumb_str_starts(bytes, RHUMB_STR("<?"));
    const RhumbStr end = is_comment ? RHUMB_STR("-->") : RHUMB_STR("?>");
    if (is_comment || is_instruction) {
      const size_t at = rhumb_str_find(bytes, end, is_comment ? 4 : 2);
      bytes = rhumb_str_from(bytes, at < bytes.len ? at + end.len : bytes.len);
    } else if (bytes.len && rhumb_is_space(bytes.data[0])) {
      bytes = rhumb_str_from(bytes, 1);
    } else {
      return bytes;
    }
  }
}

/// True if a document begins in UTF-8, and with an element, not with a document
/// type: that may declare entities and what an attribute is, which a tree
/// holds. Whatever is no name behind "<" is not known to begin an element: in
/// UTF-16 and UTF-32 it is a zero, whichever sign comes behind it.
static bool
begins_plainly(RhumbStr bytes)
{
  const RhumbStr mark = RHUMB_STR("\xEF\xBB\xBF");
  bytes = rhumb_str_from(bytes, rhumb_str_starts(bytes, mark) ? mark.len : 0);
  const bool is_declared = rhumb_str_starts(bytes, RHUMB_STR("<?xml"));
  const RhumbStr declaration =
      rhumb_str_slice(bytes, 0, is_declared ? rhumb_str_index(bytes, '>') : 0);
  const RhumbStr rest = skip_misc(bytes);
  return is_utf8(declaration) && rest.len > 1 && rest.data[0] == '<' &&
         rhumb_xpath_starts_name(rest.data[1]);
}

bool
rhumb_xml_has_events(const RhumbXml *const xml)
{
  bool all_walk =
      xml->n_steps && !xml->has_nested && !xml->base.spec->encoding.len;
  for (size_t i = 0; all_walk && i < xml->references.count; ++i) {
    all_walk = xml->references.items[i].walk != NULL;
  }
  const size_t len = xml->input.end - xml->input.pos;
  const RhumbStr start = {xml->input.data + xml->input.pos,
                          len < START ? len : START};
  return all_walk && begins_plainly(start);
}

// Rows -----------------------------------------------------------------------

/// Return the values of a field, whose buffer has been kept as `text`
static RhumbValues
make_values(RhumbXml *const xml, const Field *const field, const RhumbStr text)
{
  const size_t n = field->values.count;
  RhumbValue *const items = RHUMB_NEW(&xml->row_arena, RhumbValue, n);
  size_t count = 0;
  for (size_t i = 0; i < n; ++i) {
    const Span span = field->values.items[i];
    const RhumbStr value = rhumb_str_slice(text, span.start, span.end);
    if (!rhumb_source_is_null(xml->base.spec, value)) {
      items[count++].lexical = value;
    }
  }
  return (RhumbValues){items, count};
}

static void
end_row(RhumbXml *const xml)
{
  RhumbXmlEvents *const events = xml->events;
  RhumbArena *const arena = &xml->row_arena;
  const RhumbStr text = rhumb_str_copy(arena, rhumb_buf_str(&events->text));
  const RhumbStr attributes =
      rhumb_str_copy(arena, rhumb_buf_str(&events->attributes));
  const size_t n = events->fields.count;
  RhumbValues *const values = RHUMB_NEW(arena, RhumbValues, n);
  for (size_t i = 0; i < n; ++i) {
    const Field *const field = &events->fields.items[i];
    values[i] =
        make_values(xml, field, field->walk->attribute ? attributes : text);
  }
  RHUMB_PUSH(&events->rows, (Row){values, events->line});
}

static void
read_attribute(RhumbXmlEvents *const events,
               Field *const field,
               const Tag *const tag)
{
  for (size_t i = 0; i < tag->n_attributes; ++i) {
    const xmlChar *const *const parts = &tag->attributes[i * PER_ATTRIBUTE];
    if ((const char *)parts[NAME] == field->walk->attribute && !parts[IRI]) {
      const size_t start = events->attributes.len;
      rhumb_buf_put(&events->attributes,
                    (RhumbStr){(const char *)parts[VALUE],
                               (size_t)(parts[VALUE_END] - parts[VALUE])});
      RHUMB_PUSH(&field->values, (Span){start, events->attributes.len});
    }
  }
}

/// Have the field wait for its step at `level`, if it has so many
static void
await_step(Field *const field, const size_t level)
{
  const bool is_step = level <= field->walk->n_steps;
  field->level = is_step ? level : 0;
  field->name = is_step ? field->walk->steps[level - 1].name : NULL;
}

/// Follow a field to an element, `level` below the row
static void
take_step(RhumbXmlEvents *const events,
          Field *const field,
          const size_t level,
          const Tag *const tag)
{
  await_step(field, level + 1);
  RHUMB_PUSH(&events->taken, (Taken){field, level});
  if (!field->level && field->walk->attribute) {
    read_attribute(events, field, tag);
  } else if (!field->level) {
    field->start = events->text.len;
    ++events->n_reading;
  }
}

/// Follow it out of the element
static void
step_back(RhumbXmlEvents *const events, const Taken *const taken)
{
  Field *const field = taken->field;
  if (!field->level && !field->walk->attribute) {
    RHUMB_PUSH(&field->values, (Span){field->start, events->text.len});
    --events->n_reading;
  }
  if (taken->level) {
    await_step(field, taken->level);
  }
}

static void
begin_row(RhumbXml *const xml, const Tag *const tag)
{
  RhumbXmlEvents *const events = xml->events;
  const int line = xmlSAX2GetLineNumber(xml->parser);
  events->line = line > 0 ? (unsigned)line : 0;
  events->text.len = 0;
  events->attributes.len = 0;
  for (size_t i = 0; i < events->fields.count; ++i) {
    Field *const field = &events->fields.items[i];
    field->values.count = 0;
    if (!field->walk->n_steps) {
      take_step(events, field, 0, tag);
    }
  }
}

/// Step into an element, `level` below the row
static void
enter(RhumbXmlEvents *const events, const size_t level, const Tag *const tag)
{
  for (size_t i = 0; i < events->fields.count; ++i) {
    Field *const field = &events->fields.items[i];
    if (field->level == level &&
        (!field->name ||
         (field->name == (const char *)tag->name && !tag->iri))) {
      take_step(events, field, level, tag);
    }
  }
}

/// Step out of it
static void
leave(RhumbXmlEvents *const events, const size_t level)
{
  while (events->taken.count &&
         events->taken.items[events->taken.count - 1].level == level) {
    step_back(events, &events->taken.items[--events->taken.count]);
  }
}

/// True if an element is one that a step of the iterator leads to
static bool
matches(const RhumbXPathStep *const step, const Tag *const tag)
{
  return !step->name || ((const char *)tag->name == step->name &&
                         xmlStrEqual(tag->iri, step->iri));
}

// What is checked here -------------------------------------------------------

static void
report_here(RhumbXml *const xml, const char *const message)
{
  const int line = xmlSAX2GetLineNumber(xml->parser);
  rhumb_xml_report(xml, line > 0 ? (unsigned)line : 0, message);
}

/// Check a value of xml:id: it is a name, and one element's alone
static void
check_id(RhumbXml *const xml, const RhumbStr value)
{
  RhumbXmlEvents *const events = xml->events;
  RhumbBuf *const id = &events->id;
  id->len = 0;
  rhumb_buf_put(id, value);
  const bool is_name =
      xmlValidateNCName((const xmlChar *)rhumb_buf_cstr(id), 1) == 0;
  if (is_name && rhumb_table_find(&events->ids, value) == RHUMB_TABLE_NONE) {
    (void)rhumb_table_add(&events->ids, value);
    return;
  }
  const char *const message =
      is_name ? rhumb_str_format(
                    &xml->arena, "ID %.*s already defined", RHUMB_FMT(value))
                    .data
              : rhumb_str_format(&xml->arena,
                                 "xml:id : attribute value %.*s is not an "
                                 "NCName",
                                 RHUMB_FMT(value))
                    .data;
  report_here(xml, message);
}

static void
check_ids(RhumbXml *const xml, const Tag *const tag)
{
  for (size_t i = 0; i < tag->n_attributes; ++i) {
    const xmlChar *const *const parts = &tag->attributes[i * PER_ATTRIBUTE];
    if (parts[PREFIX] && strcmp((const char *)parts[PREFIX], "xml") == 0 &&
        strcmp((const char *)parts[NAME], "id") == 0) {
      check_id(xml,
               (RhumbStr){(const char *)parts[VALUE],
                          (size_t)(parts[VALUE_END] - parts[VALUE])});
    }
  }
}

// Events ---------------------------------------------------------------------

/// Take the prefixes that the root declares
static RhumbStatus
begin_root(RhumbXml *const xml,
           const xmlChar **const spaces,
           const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const xmlChar *const prefix = spaces[2 * i];
    if (prefix) {
      (void)xmlXPathRegisterNs(xml->context, prefix, spaces[(2 * i) + 1]);
    }
  }
  rhumb_xml_declare_prefixes(xml);
  return rhumb_xml_resolve_steps(xml);
}

static void
on_start(void *const handle,
         const xmlChar *const name,
         const xmlChar *const prefix,
         const xmlChar *const iri,
         const int n_namespaces,
         const xmlChar **const namespaces,
         const int n_attributes,
         const int n_defaulted,
         const xmlChar **const attributes)
{
  (void)prefix;
  (void)n_defaulted;
  RhumbXml *const xml = (RhumbXml *)handle;
  RhumbXmlEvents *const events = xml->events;
  const Tag tag = {name, iri, attributes, (size_t)n_attributes};
  const size_t depth = events->depth++;
  events->text_len = 0;
  if (depth > xmlParserMaxDepth) {
    report_here(xml, "Excessive depth");
  }
  if (depth == 0 &&
      begin_root(xml, namespaces, (size_t)n_namespaces) != RHUMB_OK) {
    return; // It has been reported, and is kept
  }
  check_ids(xml, &tag);
  if (events->n_taken == xml->n_steps) {
    enter(events, depth + 1 - xml->n_steps, &tag);
  } else if (depth == events->n_taken && matches(&xml->steps[depth], &tag)) {
    ++events->n_taken;
    if (events->n_taken == xml->n_steps) {
      begin_row(xml, &tag);
    }
  }
}

static void
on_end(void *const handle,
       const xmlChar *const name,
       const xmlChar *const prefix,
       const xmlChar *const iri)
{
  (void)name;
  (void)prefix;
  (void)iri;
  RhumbXml *const xml = (RhumbXml *)handle;
  RhumbXmlEvents *const events = xml->events;
  const size_t depth = --events->depth;
  events->text_len = 0;
  if (events->n_taken == xml->n_steps) {
    leave(events, depth + 1 - xml->n_steps);
    if (depth + 1 == xml->n_steps) {
      end_row(xml);
    }
  }
  if (events->n_taken > depth) {
    events->n_taken = depth;
  }
}

static void
on_text(void *const handle, const xmlChar *const text, const int len)
{
  RhumbXml *const xml = (RhumbXml *)handle;
  RhumbXmlEvents *const events = xml->events;
  const size_t before = events->text_len;
  events->text_len += (size_t)len;
  if (before && events->text_len > XML_MAX_TEXT_LENGTH) {
    report_here(xml, "huge text node");
  } else if (events->n_reading) {
    rhumb_buf_put(&events->text, (RhumbStr){(const char *)text, (size_t)len});
  }
}

/// A comment parts two texts
static void
on_comment(void *const handle, const xmlChar *const text)
{
  (void)text;
  ((RhumbXml *)handle)->events->text_len = 0;
}

/// So does a processing instruction
static void
on_instruction(void *const handle,
               const xmlChar *const target,
               const xmlChar *const data)
{
  (void)target;
  (void)data;
  ((RhumbXml *)handle)->events->text_len = 0;
}

// Parsing --------------------------------------------------------------------

/// Have a name as the parser's dictionary has it, to be compared by its address
static void
intern(RhumbXml *const xml, const char **const name)
{
  if (*name) {
    *name = (const char *)xmlDictLookup(
        xml->parser->dict, (const xmlChar *)*name, -1);
  }
}

static void
intern_steps(RhumbXml *const xml, RhumbXPathStep *const steps, const size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    intern(xml, &steps[i].name);
  }
}

static RhumbStatus
begin(RhumbXml *const xml)
{
  xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .comment = on_comment,
                           .processingInstruction = on_instruction,
                           .serror = rhumb_xml_on_error};
  xml->has_begun = true;
  xml->events = (RhumbXmlEvents *)rhumb_xrealloc(NULL, sizeof(RhumbXmlEvents));
  *xml->events = (RhumbXmlEvents){0};
  xml->parser = xmlCreatePushParserCtxt(
      &handler, xml, NULL, 0, xml->base.address.text.name);
  if (!xml->parser || xmlCtxtUseOptions(xml->parser, RHUMB_XML_FLAGS) != 0) {
    return rhumb_xml_failure(xml);
  }
  intern_steps(xml, xml->steps, xml->n_steps);
  for (size_t i = 0; i < xml->references.count; ++i) {
    RhumbXPathWalk *const walk = xml->references.items[i].walk;
    intern_steps(xml, walk->steps, walk->n_steps);
    intern(xml, &walk->attribute);
    RHUMB_PUSH(&xml->events->fields, (Field){.walk = walk});
    await_step(&xml->events->fields.items[i], 1);
  }
  return RHUMB_OK;
}

/// Parse the next piece, and queue its rows
static RhumbStatus
parse_piece(RhumbXml *const xml)
{
  char piece[PIECE];
  RhumbXmlEvents *const events = xml->events;
  rhumb_arena_reset(&xml->row_arena);
  events->rows.count = 0;
  events->next_row = 0;
  const RhumbXmlGlobals before = rhumb_xml_set_globals();
  const int n = rhumb_xml_pull(xml, piece, PIECE);
  if (n >= 0) {
    events->has_ended = n == 0;
    (void)xmlParseChunk(xml->parser, piece, n, events->has_ended);
  }
  rhumb_xml_put_back(before);
  return xml->status == RHUMB_OK && !xml->parser->wellFormed
             ? rhumb_xml_failure(xml)
             : xml->status;
}

RhumbStatus
rhumb_xml_next_event(RhumbXml *const xml)
{
  if (!xml->has_begun) {
    RHUMB_TRY(begin(xml));
  }
  RhumbXmlEvents *const events = xml->events;
  while (events->next_row == events->rows.count) {
    if (events->has_ended) {
      return RHUMB_END;
    }
    RHUMB_TRY(parse_piece(xml));
  }
  const Row *const row = &events->rows.items[events->next_row++];
  RhumbAddress *const address = &xml->base.address;
  address->position = address->record++;
  address->line = row->line;
  if (events->fields.count) {
    memcpy(
        xml->base.row, row->values, events->fields.count * sizeof(RhumbValues));
  }
  return RHUMB_OK;
}

void
rhumb_xml_events_free(RhumbXmlEvents *const events)
{
  if (events) {
    for (size_t i = 0; i < events->fields.count; ++i) {
      free(events->fields.items[i].values.items);
    }
    free(events->fields.items);
    free(events->taken.items);
    free(events->rows.items);
    rhumb_buf_free(&events->text);
    rhumb_buf_free(&events->attributes);
    rhumb_buf_free(&events->id);
    rhumb_table_free(&events->ids);
    free(events);
  }
}

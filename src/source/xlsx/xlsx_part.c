// SPDX-License-Identifier: ISC

/// @file xlsx_part.c  A part of a workbook, read as its XML comes: each kind of
/// parts has a table of the elements that are wanted, and where they stand.

#include "source/xlsx/xlsx_impl.h"
#include "source/xml_impl.h"

#include <stdarg.h>
#include <stdio.h>

enum {
  PIECE = 16 * 1024, ///< Bytes that are parsed at a time
  MAX_WHY = 512,     ///< Of a message
};

/// In SAX2's attributes
enum { NAME, PREFIX, IRI, VALUE, VALUE_END, PER_ATTRIBUTE };

const char *const rhumb_xlsx_spaces[] = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    NULL,
};

// Attributes
// -------------------------------------------------------------------

RhumbStr
rhumb_xlsx_attribute(const RhumbXlsxTag *const tag, const char *const name)
{
  const bool is_id = strcmp(name, "id") == 0;
  for (size_t i = 0; i < tag->count; ++i) {
    const xmlChar *const *const parts = &tag->attributes[i * PER_ATTRIBUTE];
    if (strcmp((const char *)parts[NAME], name) == 0 &&
        (parts[IRI] != NULL) == is_id) {
      return (RhumbStr){(const char *)parts[VALUE],
                        (size_t)(parts[VALUE_END] - parts[VALUE])};
    }
  }
  return (RhumbStr){NULL, 0};
}

bool
rhumb_xlsx_is_true(const RhumbXlsxTag *const tag, const char *const name)
{
  const RhumbStr value = rhumb_xlsx_attribute(tag, name);
  return rhumb_str_is(value, "1") || rhumb_str_is(value, "true") ||
         rhumb_str_is(value, "on");
}

// Mistakes
// ---------------------------------------------------------------------

void
rhumb_xlsx_part_fail(RhumbXlsxPart *const part, const char *const fmt, ...)
{
  char why[MAX_WHY];
  va_list arguments;
  va_start(arguments, fmt);
  (void)vsnprintf(why, sizeof(why), fmt, arguments);
  va_end(arguments);
  if (part->status == RHUMB_OK) {
    part->status = rhumb_fail(part->diag,
                              RHUMB_ERR_SYNTAX,
                              rhumb_input_loc(&part->input),
                              "%.*s in it %s",
                              RHUMB_FMT(part->name),
                              why);
  }
  if (part->parser) {
    xmlStopParser(part->parser);
  }
}

static void
on_error(void *const handle, xmlError *const error)
{
  RhumbXlsxPart *const part = (RhumbXlsxPart *)handle;
  if (error->level < XML_ERR_ERROR) {
    return;
  }
  const char *const message =
      rhumb_xml_reword(error->message ? error->message : "");
  rhumb_xlsx_part_fail(part,
                       "is not sound XML, in its line %d: %.*s",
                       error->line,
                       (int)strcspn(message, "\n"),
                       message);
}

/// Workbooks declare no types; entities, and what grows of them, stay out so
static void
on_document_type(void *const handle,
                 const xmlChar *const name,
                 const xmlChar *const id,
                 const xmlChar *const system)
{
  (void)name;
  (void)id;
  (void)system;
  rhumb_xlsx_part_fail((RhumbXlsxPart *)handle,
                       "declares a document type, as no workbook does");
}

// Events
// -----------------------------------------------------------------------

static unsigned
here(const RhumbXlsxPart *const part)
{
  return part->n_places ? part->places[part->n_places - 1] : 0;
}

/// Take the root's namespace, if it is one of the kind of parts
static void
take_space(RhumbXlsxPart *const part, const xmlChar *const space)
{
  const char *const *known = part->reader->spaces;
  while (*known && !(space && strcmp((const char *)space, *known) == 0)) {
    ++known;
  }
  part->space = *known ? space : NULL;
}

/// Return the place that an element leads to; 0: it is passed over
static unsigned
find_place(const RhumbXlsxPart *const part,
           const xmlChar *const name,
           const xmlChar *const space)
{
  const unsigned place = here(part);
  if (!part->space || !xmlStrEqual(space, part->space)) {
    return 0;
  }
  for (size_t i = 0; i < part->reader->n_steps; ++i) {
    if (part->names[i] == name && part->reader->steps[i].from == place) {
      return part->reader->steps[i].to;
    }
  }
  return 0;
}

static void
on_start(void *const handle,
         const xmlChar *const name,
         const xmlChar *const prefix,
         const xmlChar *const space,
         const int n_namespaces,
         const xmlChar **const namespaces,
         const int n_attributes,
         const int n_defaulted,
         const xmlChar **const attributes)
{
  (void)prefix;
  (void)n_namespaces;
  (void)namespaces;
  (void)n_defaulted;
  RhumbXlsxPart *const part = (RhumbXlsxPart *)handle;
  if (!part->n_places && !part->n_beside) {
    take_space(part, space);
  }
  const unsigned place = part->n_beside ? 0 : find_place(part, name, space);
  if (!part->n_places && !place && !part->n_beside) {
    rhumb_xlsx_part_fail(part, "is no such part of a workbook");
    return;
  }
  if (!place) {
    ++part->n_beside;
    return;
  }
  part->places[part->n_places++] = (unsigned char)place;
  const RhumbXlsxTag tag = {attributes, (size_t)n_attributes};
  if (part->reader->begin) {
    part->reader->begin(part, place, &tag);
  }
}

static void
on_end(void *const handle,
       const xmlChar *const name,
       const xmlChar *const prefix,
       const xmlChar *const space)
{
  (void)name;
  (void)prefix;
  (void)space;
  RhumbXlsxPart *const part = (RhumbXlsxPart *)handle;
  if (part->n_beside) {
    --part->n_beside;
  } else if (part->n_places) {
    if (part->reader->end) {
      part->reader->end(part, here(part));
    }
    --part->n_places;
  }
}

static void
on_text(void *const handle, const xmlChar *const text, const int len)
{
  RhumbXlsxPart *const part = (RhumbXlsxPart *)handle;
  if (!part->n_beside && part->n_places && part->reader->text) {
    part->reader->text(
        part, here(part), (RhumbStr){(const char *)text, (size_t)len});
  }
}

// Reading
// ----------------------------------------------------------------------

/// Have the names of the steps as the parser's dictionary has them, to be
/// compared by their addresses
static void
intern_names(RhumbXlsxPart *const part)
{
  for (size_t i = 0; i < part->reader->n_steps; ++i) {
    part->names[i] = xmlDictLookup(
        part->parser->dict, (const xmlChar *)part->reader->steps[i].name, -1);
  }
}

RhumbStatus
rhumb_xlsx_part_open(RhumbXlsxPart *const part,
                     const RhumbInput *const archive,
                     const RhumbStr name,
                     const RhumbDiag *const diag)
{
  xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                           .internalSubset = on_document_type,
                           .startElementNs = on_start,
                           .endElementNs = on_end,
                           .characters = on_text,
                           .ignorableWhitespace = on_text,
                           .serror = on_error};
  part->name = name;
  part->diag = diag;
  RHUMB_TRY(rhumb_input_open_member(&part->input, archive, name, diag));
  part->parser =
      xmlCreatePushParserCtxt(&handler, part, NULL, 0, part->input.text.name);
  if (!part->parser || xmlCtxtUseOptions(part->parser, RHUMB_XML_FLAGS) != 0) {
    rhumb_xlsx_part_fail(part, "cannot be read: out of memory");
    return part->status;
  }
  intern_names(part);
  return RHUMB_OK;
}

/// Give the parser the next bytes; none: the part has ended
static RhumbStatus
parse(RhumbXlsxPart *const part, const RhumbStr bytes)
{
  const char *const wrong = rhumb_xml_tags_see(&part->tags, bytes);
  if (wrong) {
    rhumb_xlsx_part_fail(part, "is not sound XML: %s", wrong);
    return part->status;
  }
  const RhumbXmlGlobals before = rhumb_xml_set_globals();
  (void)xmlParseChunk(part->parser, bytes.data, (int)bytes.len, !bytes.len);
  rhumb_xml_put_back(before);
  if (part->status == RHUMB_OK && !part->parser->wellFormed) {
    rhumb_xlsx_part_fail(part, "is not sound XML");
  }
  return part->status;
}

RhumbStatus
rhumb_xlsx_part_step(RhumbXlsxPart *const part, const RhumbDiag *const diag)
{
  RhumbInput *const input = &part->input;
  RhumbStatus status = RHUMB_OK;
  part->diag = diag;
  while (status == RHUMB_OK && input->end - input->pos < PIECE &&
         !input->at_end) {
    status = rhumb_input_fill(input, diag);
  }
  if (status != RHUMB_OK && status != RHUMB_END) {
    return status;
  }
  const size_t len = input->end - input->pos;
  const RhumbStr bytes = {input->data + input->pos, len < PIECE ? len : PIECE};
  RHUMB_TRY(parse(part, bytes));
  input->pos += bytes.len;
  return bytes.len ? RHUMB_OK : RHUMB_END;
}

void
rhumb_xlsx_part_close(RhumbXlsxPart *const part)
{
  xmlFreeParserCtxt(part->parser);
  rhumb_input_close(&part->input);
  *part = (RhumbXlsxPart){0};
}

RhumbStatus
rhumb_xlsx_part_read(const RhumbInput *const archive,
                     const RhumbStr name,
                     const RhumbXlsxReader *const reader,
                     void *const handle,
                     const RhumbDiag *const diag)
{
  RhumbXlsxPart part = {.reader = reader, .handle = handle};
  RhumbStatus status = rhumb_xlsx_part_open(&part, archive, name, diag);
  const bool is_there = status == RHUMB_OK;
  while (status == RHUMB_OK) {
    status = rhumb_xlsx_part_step(&part, diag);
  }
  rhumb_xlsx_part_close(&part);
  return is_there && status == RHUMB_END ? RHUMB_OK : status;
}

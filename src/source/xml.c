// SPDX-License-Identifier: ISC

/// @file xml.c  XML through libxml2: XPath 1.0, a node a row.
///
/// Where the iterator is a plain path and no reference leaves its element, the
/// document streams: one element is in memory at a time; or none, where the
/// references are so plain that no tree is needed. Otherwise it is read whole.
/// Entities of the document's own are expanded, as far as libxml2 finds
/// their growth sound; nothing outside the document is read.

#include "source/names.h"
#include "source/types.h"
#include "source/xml_impl.h"
#include "term/vocabulary.h"

#include <stdlib.h>

/// Steps of one expression on one node: some seconds
enum { MAX_XPATH_STEPS = 100000000 };

// A stream -------------------------------------------------------------------

/// Declare the prefixes of the document's root, then those of the rules
static void
declare_prefixes(RhumbXml *const xml, const xmlNode *const root)
{
  for (const xmlNs *ns = root ? root->nsDef : NULL; ns; ns = ns->next) {
    if (ns->prefix) {
      (void)xmlXPathRegisterNs(xml->context, ns->prefix, ns->href);
    }
  }
  rhumb_xml_declare_prefixes(xml);
}

/// The reader looks at the encoding before it has a handler of its own for what
/// is wrong
static RhumbStatus
open_reader(RhumbXml *const xml)
{
  const xmlStructuredErrorFunc before = xmlStructuredError;
  void *const before_context = xmlStructuredErrorContext;
  xmlSetStructuredErrorFunc(xml, rhumb_xml_on_error);
  xml->reader = xmlReaderForIO(rhumb_xml_pull,
                               NULL,
                               xml,
                               xml->base.address.text.name,
                               rhumb_xml_encoding(xml),
                               RHUMB_XML_FLAGS);
  xmlSetStructuredErrorFunc(before_context, before);
  if (!xml->reader) {
    return rhumb_xml_failure(xml);
  }
  xmlTextReaderSetStructuredErrorHandler(xml->reader, rhumb_xml_on_error, xml);
  return RHUMB_OK;
}

/// Step to the next element: into the one the reader is on, or over it
/// @return RHUMB_OK, RHUMB_END, or an error, reported.
static RhumbStatus
next_element(RhumbXml *const xml, bool into)
{
  for (;;) {
    const int got =
        into ? xmlTextReaderRead(xml->reader) : xmlTextReaderNext(xml->reader);
    RHUMB_TRY(rhumb_xml_check_parsed(
        xml, xmlTextReaderGetParserLineNumber(xml->reader)));
    if (got != 1) {
      return got == 0 ? RHUMB_END : rhumb_xml_failure(xml);
    }
    if (xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_ELEMENT) {
      return RHUMB_OK;
    }
    into = true;
  }
}

static RhumbStatus
begin_stream(RhumbXml *const xml)
{
  xml->has_begun = true;
  RHUMB_TRY(open_reader(xml));
  const RhumbStatus status = next_element(xml, true);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? rhumb_xml_failure(xml) : status;
  }
  declare_prefixes(xml, xmlTextReaderCurrentNode(xml->reader));
  return rhumb_xml_resolve_steps(xml);
}

/// True if the element that the reader is on matches its step of the iterator.
/// The reader goes into no other, so that those above it match too.
static bool
is_on_path(const RhumbXml *const xml, const size_t depth)
{
  if (depth >= xml->n_steps) {
    return false;
  }
  const RhumbXPathStep *const step = &xml->steps[depth];
  return !step->name ||
         (xmlStrEqual((const xmlChar *)step->name,
                      xmlTextReaderConstLocalName(xml->reader)) &&
          xmlStrEqual(step->iri, xmlTextReaderConstNamespaceUri(xml->reader)));
}

/// Read the element that the reader is on as a row
static RhumbStatus
read_element(RhumbXml *const xml)
{
  xmlNode *const node = xmlTextReaderExpand(xml->reader);
  RHUMB_TRY(rhumb_xml_check_parsed(
      xml, xmlTextReaderGetParserLineNumber(xml->reader)));
  return node ? rhumb_xml_read_row(xml, node) : rhumb_xml_failure(xml);
}

static RhumbStatus
next_streamed(RhumbXml *const xml)
{
  bool is_past = xml->has_begun; // The reader is still on the row before
  if (!xml->has_begun) {
    RHUMB_TRY(begin_stream(xml));
  }
  for (;; is_past = false) {
    const size_t depth = (size_t)xmlTextReaderDepth(xml->reader);
    const bool into = !is_past && is_on_path(xml, depth);
    if (into && depth + 1 == xml->n_steps) {
      return read_element(xml);
    }
    RHUMB_TRY(next_element(xml, into));
  }
}

// A document read whole ------------------------------------------------------

static void
on_parser_error(void *const parser, xmlError *const error)
{
  rhumb_xml_on_error(((xmlParserCtxtPtr)parser)->_private, error);
}

static RhumbStatus
parse_whole(RhumbXml *const xml)
{
  xmlParserCtxt *const parser = xmlNewParserCtxt();
  if (!parser) {
    return rhumb_xml_failure(xml);
  }
  parser->_private = xml;
  xml->parser = parser;
  parser->sax->serror = on_parser_error;
  xml->doc = xmlCtxtReadIO(parser,
                           rhumb_xml_pull,
                           NULL,
                           xml,
                           xml->base.address.text.name,
                           rhumb_xml_encoding(xml),
                           RHUMB_XML_FLAGS);
  xml->parser = NULL;
  xmlFreeParserCtxt(parser);
  RHUMB_TRY(rhumb_xml_check_parsed(xml, 0));
  return xml->doc ? RHUMB_OK : rhumb_xml_failure(xml);
}

/// Find the rows from `node` on
static RhumbStatus
find_rows(RhumbXml *const xml, xmlNode *const node)
{
  xml->rows = rhumb_xml_evaluate(xml, &xml->iterator, node);
  if (xml->rows && xml->rows->type != XPATH_NODESET) {
    xml->status = rhumb_fail(xml->diag,
                             RHUMB_ERR_REFERENCE,
                             xml->base.spec->iterator_loc,
                             "the iterator \"%.*s\" yields a value, where "
                             "there must be nodes: they become the rows",
                             RHUMB_FMT(xml->iterator.text));
  }
  return xml->status;
}

static RhumbStatus
begin_whole(RhumbXml *const xml)
{
  xml->has_begun = true;
  RHUMB_TRY(parse_whole(xml));
  declare_prefixes(xml, xmlDocGetRootElement(xml->doc));
  return find_rows(xml, (xmlNode *)xml->doc);
}

static RhumbStatus
next_whole(RhumbXml *const xml)
{
  if (!xml->has_begun) {
    RHUMB_TRY(begin_whole(xml));
  }
  const xmlNodeSet *const set = xml->rows ? xml->rows->nodesetval : NULL;
  if (!set || xml->next_row == set->nodeNr) {
    return RHUMB_END;
  }
  xmlNode *const node = set->nodeTab[xml->next_row++];
  if (node->type == XML_NAMESPACE_DECL) { // It is no xmlNode
    return rhumb_fail(xml->diag,
                      RHUMB_ERR_UNSUPPORTED,
                      xml->base.spec->iterator_loc,
                      "namespaces as rows are not supported");
  }
  xml->context->contextSize = set->nodeNr;
  xml->context->proximityPosition = xml->next_row;
  return rhumb_xml_read_row(xml, node);
}

// Within a row ---------------------------------------------------------------

/// Look around: whatever holds the document must read it whole
static void
leave(RhumbXml *xml)
{
  for (; xml; xml = (RhumbXml *)xml->base.parent) {
    xml->leaves = true;
  }
}

static RhumbStatus
enter_row(RhumbXml *const xml)
{
  xmlNode *const node = ((const RhumbXml *)xml->base.parent)->node;
  if (!xml->has_begun || xml->in_text) {
    xml->has_begun = true;
    xmlXPathRegisteredNsCleanup(xml->context);
    declare_prefixes(xml, xmlDocGetRootElement(node->doc));
  }
  return find_rows(xml, node);
}

static RhumbStatus
enter_text(RhumbXml *const xml, const RhumbStr text)
{
  const RhumbDiag *const diag = xml->diag;
  RhumbTextMistake mistake = {0};
  const RhumbDiag heard =
      rhumb_source_hear_text(&mistake, &xml->base, &xml->input);
  xmlFreeDoc(xml->doc);
  xml->doc = NULL;
  xml->has_begun = true;
  xml->tags = (RhumbXmlTags){.width = 1};
  rhumb_input_set_text(&xml->input, text);
  xml->diag = &heard;
  const RhumbStatus status = parse_whole(xml);
  xml->diag = diag;
  RHUMB_TRY(rhumb_source_say_text(&xml->base, &mistake, status, diag));
  xmlXPathRegisteredNsCleanup(xml->context);
  declare_prefixes(xml, xmlDocGetRootElement(xml->doc));
  return find_rows(xml, (xmlNode *)xml->doc);
}

static RhumbStatus
xml_enter(RhumbSource *const source,
          const RhumbStr text,
          const RhumbDiag *const diag)
{
  RhumbXml *const xml = (RhumbXml *)source;
  xml->diag = diag;
  xml->status = RHUMB_OK;
  xml->next_row = 0;
  xmlXPathFreeObject(xml->rows);
  xml->rows = NULL;
  const RhumbXmlGlobals before = rhumb_xml_set_globals();
  const RhumbStatus status =
      source->parent ? enter_row(xml) : enter_text(xml, text);
  rhumb_xml_put_back(before);
  xml->status = RHUMB_OK; // What failed has no rows; the next one may have
  return status;
}

// The kind of source ---------------------------------------------------------

static RhumbStatus
xml_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  RhumbXml *const xml = (RhumbXml *)source;
  xml->diag = diag;
  if (xml->status != RHUMB_OK) {
    return xml->status;
  }
  if (xml->events || (!xml->has_begun && rhumb_xml_has_events(xml))) {
    return rhumb_xml_next_event(xml);
  }
  const RhumbXmlGlobals before = rhumb_xml_set_globals();
  const bool streams = xml->n_steps && !xml->leaves && !source->is_nested;
  const RhumbStatus status = streams ? next_streamed(xml) : next_whole(xml);
  rhumb_xml_put_back(before);
  return status;
}

/// Refuse the reference that asks JSON for the name of a member
static RhumbStatus
check_name(const RhumbSourceSpec *const spec,
           const RhumbStr reference,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  return spec->has_names && rhumb_str_is(reference, RHUMB_SOURCE_NAME)
             ? rhumb_fail(diag,
                          RHUMB_ERR_REFERENCE,
                          loc,
                          "\"~\" is the name of a member of JSON; the name of "
                          "an element is name()")
             : RHUMB_OK;
}

static RhumbStatus
xml_bind(RhumbSource *const source,
         const RhumbStr reference,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  RhumbXml *const xml = (RhumbXml *)source;
  RHUMB_TRY(check_name(source->spec, reference, loc, diag));
  RhumbXmlExpression made = {.text = rhumb_str_copy(&xml->arena, reference),
                             .loc = loc,
                             .walk = rhumb_xpath_walk(&xml->arena, reference)};
  RHUMB_TRY(rhumb_xpath_compile(&made.path, reference, loc, diag));
  RHUMB_PUSH(&xml->references, made);
  if (rhumb_xpath_leaves(reference)) {
    leave(xml);
  }
  return RHUMB_OK;
}

static void
xml_close(RhumbSource *const source)
{
  RhumbXml *const xml = (RhumbXml *)source;
  for (size_t i = 0; i < xml->references.count; ++i) {
    xmlXPathFreeCompExpr(xml->references.items[i].path);
  }
  free(xml->references.items);
  xmlXPathFreeObject(xml->rows);
  xmlXPathFreeCompExpr(xml->iterator.path);
  xmlXPathFreeContext(xml->context);
  xmlFreeTextReader(xml->reader);
  xmlFreeParserCtxt(xml->parser);
  rhumb_xml_events_free(xml->events);
  xmlFreeDoc(xml->doc);
  rhumb_input_close(&xml->input);
  rhumb_arena_free(&xml->arena);
  rhumb_arena_free(&xml->row_arena);
}

/// Refuse an expression that looks out of the row that it is asked of
static RhumbStatus
check_stays(const RhumbStr text,
            const RhumbLoc loc,
            const RhumbDiag *const diag)
{
  size_t at = 0;
  return rhumb_xpath_looks_out(text, &at)
             ? rhumb_fail(diag,
                          RHUMB_ERR_REFERENCE,
                          rhumb_loc_along(loc, at),
                          "in the XPath \"%.*s\": this looks out of its row; "
                          "what is around a row is asked of the level or field "
                          "there, $(outer.name), and within it a path is "
                          "relative, name or .//name",
                          RHUMB_FMT(text))
             : RHUMB_OK;
}

/// Check what can be known of an expression without data
static RhumbStatus
check_path(const RhumbStr text,
           const bool is_iterator,
           const RhumbLoc loc,
           const RhumbDiag *const diag)
{
  xmlXPathCompExprPtr path = NULL;
  RHUMB_TRY(rhumb_xpath_compile(&path, text, loc, diag));
  const RhumbStatus status =
      rhumb_xpath_check_result(path, text, is_iterator, loc, diag);
  xmlXPathFreeCompExpr(path);
  return status;
}

static RhumbStatus
xml_check(const RhumbSourceSpec *const spec,
          const RhumbStr reference,
          const RhumbLoc loc,
          const RhumbDiag *const diag)
{
  RHUMB_TRY(check_name(spec, reference, loc, diag));
  RHUMB_TRY(check_path(reference, false, loc, diag));
  return spec->is_level ? check_stays(reference, loc, diag) : RHUMB_OK;
}

static RhumbStatus
xml_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbStr iterator = spec->iterator;
  RHUMB_TRY(iterator.len ? check_path(iterator, true, spec->iterator_loc, diag)
                         : RHUMB_OK);
  return spec->in_rows && !rhumb_str_starts(iterator, RHUMB_STR("/"))
             ? check_stays(iterator, spec->iterator_loc, diag)
             : RHUMB_OK;
}

/// Set the iterator, which is `root` if the rules say none
static RhumbStatus
set_iterator(RhumbXml *const xml,
             const char *const root,
             const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = xml->base.spec;
  xml->iterator = (RhumbXmlExpression){
      .text = spec->iterator.len ? spec->iterator : rhumb_str(root),
      .loc = spec->iterator_loc,
  };
  return rhumb_xpath_compile(
      &xml->iterator.path, xml->iterator.text, spec->iterator_loc, diag);
}

static RhumbStatus
make_context(RhumbXml *const xml, const RhumbDiag *const diag)
{
  xml->diag = diag;
  xml->context = xmlXPathNewContext(NULL);
  if (!xml->context) {
    return rhumb_xml_failure(xml);
  }
  xml->context->opLimit = MAX_XPATH_STEPS;
  xml->context->error = rhumb_xml_on_xpath_error;
  xml->context->userData = xml;
  return RHUMB_OK;
}

static RhumbStatus
xml_nest(RhumbSource *const source, const RhumbDiag *const diag)
{
  RhumbXml *const xml = (RhumbXml *)source;
  RhumbXml *const parent = (RhumbXml *)source->parent;
  xml->in_text = !parent || parent->in_text;
  if (parent) {
    parent->has_nested = true;
  }
  RHUMB_TRY(set_iterator(xml, parent ? "." : "/*", diag));
  if (rhumb_xpath_leaves(xml->iterator.text)) {
    leave(xml);
  }
  return make_context(xml, diag);
}

static RhumbStatus
xml_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  RhumbXml *const xml = (RhumbXml *)source;
  const RhumbSourceSpec *const spec = source->spec;
  RHUMB_TRY(set_iterator(xml, "/*", diag));
  xml->n_steps =
      rhumb_xpath_steps(&xml->steps, &xml->arena, xml->iterator.text);
  RHUMB_TRY(
      rhumb_source_open_file(source, &xml->input, !spec->encoding.len, diag));
  xml->tags.width = rhumb_xml_encoding(xml) ? 1 : 0; // Decoded, it is UTF-8
  RHUMB_TRY(make_context(xml, diag));
  if (xml->input.pos == xml->input.end) {
    const RhumbStatus status = rhumb_input_fill(&xml->input, diag);
    return status == RHUMB_END
               ? rhumb_fail(diag,
                            RHUMB_ERR_SYNTAX,
                            rhumb_source_loc(source),
                            "the file is empty: an XML document has an element")
               : status;
  }
  return RHUMB_OK;
}

const RhumbSourceType rhumb_source_xml = {
    .name = "xml",
    .note = "XML, with XPath 1.0",
    .row = "a node that the iterator finds",
    .reference = "an XPath, from the node",
    .names = "xpath xml",
    .media_types = "application/xml text/xml",
    .extensions = "xml",
    .iris = {RHUMB_QL "XPath", RHUMB_RML "XPath"},
    .class_iri = RHUMB_RML "XPathReferenceFormulation",
    .has_namespaces = true,
    .naming = &rhumb_xml_naming,
    .is_of_thread = true,
    .check_spec = xml_check_spec,
    .check = xml_check,
    .size = sizeof(RhumbXml),
    .open = xml_open,
    .bind = xml_bind,
    .next = xml_next,
    .has_nodes = true,
    .self = ".",
    .nest = xml_nest,
    .enter = xml_enter,
    .close = xml_close,
};

// SPDX-License-Identifier: ISC

/// @file xml.c  XML through libxml2: XPath 1.0, a node a row.
///
/// Where the iterator is a plain path and no reference leaves its element, the
/// document streams: one element is in memory at a time. Otherwise it is read
/// whole. Entities of the document's own are expanded, as far as libxml2 finds
/// their growth sound; nothing outside the document is read.

#include "base/list.h"
#include "base/xml_tags.h"
#include "source/names.h"
#include "source/types.h"
#include "source/xpath.h"
#include "term/vocabulary.h"

#include <libxml/xmlreader.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>

/// Steps of one expression on one node: some seconds
enum { MAX_XPATH_STEPS = 100000000 };

typedef struct {
  RhumbStr text;
  RhumbLoc loc;
  xmlXPathCompExprPtr path;
} Expression;

typedef struct {
  RhumbSource base;
  RhumbInput input;
  RhumbStatus status; ///< Of the first failure, which has been reported
  const RhumbDiag *diag;
  RhumbXmlTags tags;
  xmlTextReaderPtr reader; ///< Of a stream
  xmlParserCtxtPtr parser; ///< Of a document read whole, while it is parsed
  xmlDocPtr doc;           ///< Of a document read whole
  xmlXPathObjectPtr rows;  ///< Likewise
  int next_row;            ///< Likewise
  RhumbXPathStep *steps;   ///< Of a plain iterator
  size_t n_steps;          ///< 0: the iterator is no plain path
  bool leaves;             ///< A reference looks outside its element
  bool has_begun;
  xmlXPathContextPtr context;
  const Expression *current; ///< Being evaluated
  Expression iterator;
  RHUMB_LIST(Expression) references;
  RhumbArena arena;
  RhumbArena row_arena;
} Xml;

// What libxml2 keeps for the whole process ------------------------------------

typedef struct {
  xmlExternalEntityLoader loader;
  xmlGenericErrorFunc say;
  void *say_context;
} Globals;

/// Set when a document refers to something outside of it
static _Thread_local bool asked_outside;

static xmlParserInputPtr
load_nothing(const char *const url,
             const char *const id,
             xmlParserCtxt *const parser)
{
  (void)url;
  (void)id;
  (void)parser;
  asked_outside = true;
  return NULL;
}

__attribute__((format(printf, 2, 3))) static void
say_nothing(void *const context, const char *const format, ...)
{
  (void)context;
  (void)format;
}

/// Let libxml2 neither read other files nor print, until put_back()
static Globals
set_globals(void)
{
  const Globals before = {
      xmlGetExternalEntityLoader(), xmlGenericError, xmlGenericErrorContext};
  asked_outside = false;
  xmlSetExternalEntityLoader(load_nothing);
  xmlSetGenericErrorFunc(NULL, say_nothing);
  return before;
}

static void
put_back(const Globals before)
{
  xmlSetExternalEntityLoader(before.loader);
  xmlSetGenericErrorFunc(before.say_context, before.say);
}

// Reading --------------------------------------------------------------------

/// Report what is wrong with the document, once
static void
report(Xml *const xml, const unsigned line, const char *const message)
{
  const size_t len = strcspn(message, "\n");
  const RhumbLoc loc = {&xml->base.address.text, line, 0, 0};
  if (xml->status == RHUMB_OK) {
    const RhumbFileKind *const kind = xml->base.kind;
    const bool is_page = kind && kind->advice; // Of kinds in angle brackets
    xml->status = rhumb_fail(xml->diag,
                             RHUMB_ERR_SYNTAX,
                             loc,
                             "this is %s%s: %.*s%s%s",
                             is_page ? kind->name : "not sound XML",
                             is_page ? ", not XML" : "",
                             (int)len,
                             message,
                             is_page ? "; " : "",
                             is_page ? kind->advice : "");
  }
}

/// Look at bytes that libxml2 is to get
static bool
look_at(Xml *const xml, const RhumbStr bytes)
{
  const char *const wrong = rhumb_xml_tags_see(&xml->tags, bytes);
  if (!wrong) {
    return true;
  }
  const int line = xml->reader   ? xmlTextReaderGetParserLineNumber(xml->reader)
                   : xml->parser ? xmlSAX2GetLineNumber(xml->parser)
                                 : 0;
  report(xml, line > 0 ? (unsigned)line : 0, wrong);
  return false;
}

/// Hand libxml2 the next bytes: as many as it has room for, unless the file
/// ends, for it takes a short read at the start for a short document
static int
pull(void *const handle, char *const to, const int room)
{
  Xml *const xml = (Xml *)handle;
  RhumbInput *const input = &xml->input;
  size_t n = 0;
  while (n < (size_t)room) {
    if (input->pos == input->end) {
      const RhumbStatus status = rhumb_input_fill(input, xml->diag);
      if (status == RHUMB_END) {
        break;
      }
      if (status != RHUMB_OK) {
        xml->status = status;
        return -1;
      }
    }
    const size_t here = input->end - input->pos;
    const size_t count = here < (size_t)room - n ? here : (size_t)room - n;
    if (!look_at(xml, (RhumbStr){input->data + input->pos, count})) {
      return -1;
    }
    memcpy(to + n, input->data + input->pos, count);
    input->pos += count;
    n += count;
  }
  return (int)n;
}

/// What libxml2 says too briefly, or in words of its own workings
static const struct {
  const char *part, *message;
} reworded[] = {
    {"xmlParseEntityRef: no name",
     "a \"&\" that begins no entity is written \"&amp;\""},
    {"EntityRef: expecting ';'",
     "a \"&\" that begins no entity is written \"&amp;\""},
    {"AttValue: \" or ' expected", "the value of an attribute needs quotes"},
    {"Extra content at the end",
     "the root element is not closed, or something is behind it"},
    {"Document is empty", "it begins with no \"<\""},
    {"entity reference loop", "its entities grow beyond all measure"},
    {"Excessive depth", "its elements are nested more than 256 deep"},
    {"huge text node", "it has a text of more than 10 MB"},
    {"error in element content",
     "a byte is not of its encoding; if that is not UTF-8, the XML declaration "
     "or \"encoding\" in the rules must say so"},
    {"not proper UTF-8",
     "a byte is not UTF-8; if the document is in another encoding, the XML "
     "declaration or \"encoding\" in the rules must say so"},
};

static void
on_error(void *const handle, xmlError *const error)
{
  Xml *const xml = (Xml *)handle;
  if (error->level < XML_ERR_ERROR) {
    return;
  }
  if (error->code == XML_ERR_NO_MEMORY && xml->status == RHUMB_OK) {
    const RhumbLoc file = {&xml->base.address.text, 0, 0, 0};
    xml->status = rhumb_fail(xml->diag, RHUMB_ERR_IO, file, "out of memory");
  }
  const char *message =
      error->message ? error->message : "libxml2 does not say why";
  for (size_t i = 0; i < RHUMB_COUNT(reworded); ++i) {
    if (strstr(message, reworded[i].part)) {
      message = reworded[i].message;
    }
  }
  report(xml, error->line > 0 ? (unsigned)error->line : 0, message);
}

static void
on_parser_error(void *const parser, xmlError *const error)
{
  on_error(((xmlParserCtxtPtr)parser)->_private, error);
}

/// Return what went wrong so far, or that the parser has failed without a word
static RhumbStatus
failure(Xml *const xml)
{
  report(xml, 0, "libxml2 does not say why");
  return xml->status;
}

/// Check that parsing went well up to `line`
static RhumbStatus
check_parsed(Xml *const xml, const int line)
{
  if (asked_outside) {
    report(xml,
           line > 0 ? (unsigned)line : 0,
           "it refers to an entity outside the document, which is not read");
  }
  return xml->status;
}

enum {
  PARSE_FLAGS = XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_NOCDATA |
                XML_PARSE_BIG_LINES,
};

/// An encoding that the rules say replaces that of the XML declaration
static const char *
encoding_of(const Xml *const xml)
{
  return xml->base.spec->encoding.len ? "UTF-8" : NULL;
}

// Names ----------------------------------------------------------------------

/// Declare the prefixes of the document's root, then those of the rules
static void
declare_prefixes(Xml *const xml, const xmlNode *const root)
{
  for (const xmlNs *ns = root ? root->nsDef : NULL; ns; ns = ns->next) {
    if (ns->prefix) {
      (void)xmlXPathRegisterNs(xml->context, ns->prefix, ns->href);
    }
  }
  for (size_t i = 0; i < xml->base.spec->n_namespaces; i += 2) {
    const RhumbStr *const pair = &xml->base.spec->namespaces[i];
    (void)xmlXPathRegisterNs(
        xml->context,
        (const xmlChar *)rhumb_str_copy(&xml->arena, pair[0]).data,
        (const xmlChar *)rhumb_str_copy(&xml->arena, pair[1]).data);
  }
}

/// Find the namespaces of the iterator's steps
static RhumbStatus
resolve_steps(Xml *const xml)
{
  for (size_t i = 0; i < xml->n_steps; ++i) {
    RhumbXPathStep *const step = &xml->steps[i];
    step->iri = xmlXPathNsLookup(xml->context, (const xmlChar *)step->prefix);
    if (step->prefix && !step->iri) {
      xml->status =
          rhumb_fail(xml->diag,
                     RHUMB_ERR_REFERENCE,
                     xml->base.spec->iterator_loc,
                     "the prefix \"%s\" is declared neither in the rules nor "
                     "by the document's root element",
                     step->prefix);
      return xml->status;
    }
  }
  return RHUMB_OK;
}

// Values ---------------------------------------------------------------------

static const struct {
  int code;
  const char *message;
} mistakes[] = {
    {XML_XPATH_UNDEF_PREFIX_ERROR,
     "has a prefix that is declared neither in the rules nor by the "
     "document's root element"},
    {XML_XPATH_UNKNOWN_FUNC_ERROR, "calls a function that XPath 1.0 has not"},
    {XML_XPATH_INVALID_ARITY,
     "calls a function with too few or too many arguments"},
    {XML_XPATH_INVALID_TYPE, "has an operand of the wrong type"},
    {XML_XPATH_EXPRESSION_OK + XPATH_OP_LIMIT_EXCEEDED,
     "takes too many steps on this document"},
    {XML_XPATH_UNDEF_VARIABLE_ERROR, "has a variable: there are none"},
};

/// Report what is wrong with the expression being evaluated
static void
on_xpath_error(void *const handle, xmlError *const error)
{
  Xml *const xml = (Xml *)handle;
  const char *message = "cannot be evaluated";
  for (size_t i = 0; i < RHUMB_COUNT(mistakes); ++i) {
    message = mistakes[i].code == error->code ? mistakes[i].message : message;
  }
  if (xml->status == RHUMB_OK) {
    xml->status = rhumb_fail(xml->diag,
                             RHUMB_ERR_REFERENCE,
                             xml->current->loc,
                             "the XPath expression \"%.*s\" %s",
                             RHUMB_FMT(xml->current->text),
                             message);
  }
}

/// Evaluate on `node`; NULL after an error, reported
static xmlXPathObjectPtr
evaluate(Xml *const xml,
         const Expression *const expression,
         xmlNode *const node)
{
  xml->current = expression;
  xml->context->opCount = 0;
  xml->context->doc = node->doc;
  xml->context->node = node;
  xmlXPathObject *const object =
      xmlXPathCompiledEval(expression->path, xml->context);
  if (object && xml->status == RHUMB_OK) {
    return object;
  }
  xmlXPathFreeObject(object);
  (void)failure(xml);
  return NULL;
}

/// Add a value, unless the rules say that it stands for NULL
static void
add_value(Xml *const xml,
          RhumbValue *const items,
          size_t *const count,
          xmlChar *const text)
{
  const RhumbStr value = rhumb_str((const char *)text);
  if (text && !rhumb_source_is_null(xml->base.spec, value)) {
    items[(*count)++].lexical = rhumb_str_copy(&xml->row_arena, value);
  }
  xmlFree(text);
}

/// A node set has the string value of each node, anything else is one value
static RhumbValues
values_of(Xml *const xml, xmlXPathObject *const object)
{
  const xmlNodeSet *const set =
      object->type == XPATH_NODESET ? object->nodesetval : NULL;
  const int n = set ? set->nodeNr : 0;
  const size_t most = object->type == XPATH_NODESET ? (size_t)n : 1;
  RhumbValue *const items = RHUMB_NEW(&xml->row_arena, RhumbValue, most);
  size_t count = 0;
  for (int i = 0; i < n; ++i) {
    add_value(xml, items, &count, xmlXPathCastNodeToString(set->nodeTab[i]));
  }
  if (object->type != XPATH_NODESET) {
    add_value(xml, items, &count, xmlXPathCastToString(object));
  }
  return (RhumbValues){items, count};
}

/// Evaluate every reference on `node`, the row
static RhumbStatus
read_row(Xml *const xml, xmlNode *const node)
{
  rhumb_arena_reset(&xml->row_arena);
  const long line = xmlGetLineNo(node);
  RhumbAddress *const address = &xml->base.address;
  address->position = address->record++;
  address->line = line > 0 ? (unsigned)line : 0;
  for (size_t i = 0; i < xml->references.count; ++i) {
    xmlXPathObject *const object =
        evaluate(xml, &xml->references.items[i], node);
    if (!object) {
      return xml->status;
    }
    xml->base.row[i] = values_of(xml, object);
    xmlXPathFreeObject(object);
  }
  return RHUMB_OK;
}

// A stream -------------------------------------------------------------------

static RhumbStatus
open_reader(Xml *const xml)
{
  xml->reader = xmlReaderForIO(pull,
                               NULL,
                               xml,
                               xml->base.address.text.name,
                               encoding_of(xml),
                               PARSE_FLAGS);
  if (!xml->reader) {
    return failure(xml);
  }
  xmlTextReaderSetStructuredErrorHandler(xml->reader, on_error, xml);
  return RHUMB_OK;
}

/// Step to the next element: into the one the reader is on, or over it
/// @return RHUMB_OK, RHUMB_END, or an error, reported.
static RhumbStatus
next_element(Xml *const xml, bool into)
{
  for (;;) {
    const int got =
        into ? xmlTextReaderRead(xml->reader) : xmlTextReaderNext(xml->reader);
    RHUMB_TRY(check_parsed(xml, xmlTextReaderGetParserLineNumber(xml->reader)));
    if (got != 1) {
      return got == 0 ? RHUMB_END : failure(xml);
    }
    if (xmlTextReaderNodeType(xml->reader) == XML_READER_TYPE_ELEMENT) {
      return RHUMB_OK;
    }
    into = true;
  }
}

static RhumbStatus
begin_stream(Xml *const xml)
{
  xml->has_begun = true;
  RHUMB_TRY(open_reader(xml));
  const RhumbStatus status = next_element(xml, true);
  if (status != RHUMB_OK) {
    return status == RHUMB_END ? failure(xml) : status;
  }
  declare_prefixes(xml, xmlTextReaderCurrentNode(xml->reader));
  return resolve_steps(xml);
}

/// True if the element that the reader is on matches its step of the iterator.
/// The reader goes into no other, so that those above it match too.
static bool
is_on_path(const Xml *const xml, const size_t depth)
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
read_element(Xml *const xml)
{
  xmlNode *const node = xmlTextReaderExpand(xml->reader);
  RHUMB_TRY(check_parsed(xml, xmlTextReaderGetParserLineNumber(xml->reader)));
  return node ? read_row(xml, node) : failure(xml);
}

static RhumbStatus
next_streamed(Xml *const xml)
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

static RhumbStatus
parse_whole(Xml *const xml)
{
  xmlParserCtxt *const parser = xmlNewParserCtxt();
  if (!parser) {
    return failure(xml);
  }
  parser->_private = xml;
  xml->parser = parser;
  parser->sax->serror = on_parser_error;
  xml->doc = xmlCtxtReadIO(parser,
                           pull,
                           NULL,
                           xml,
                           xml->base.address.text.name,
                           encoding_of(xml),
                           PARSE_FLAGS);
  xml->parser = NULL;
  xmlFreeParserCtxt(parser);
  RHUMB_TRY(check_parsed(xml, 0));
  return xml->doc ? RHUMB_OK : failure(xml);
}

static RhumbStatus
begin_whole(Xml *const xml)
{
  xml->has_begun = true;
  RHUMB_TRY(parse_whole(xml));
  declare_prefixes(xml, xmlDocGetRootElement(xml->doc));
  xml->rows = evaluate(xml, &xml->iterator, (xmlNodePtr)xml->doc);
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
next_whole(Xml *const xml)
{
  if (!xml->has_begun) {
    RHUMB_TRY(begin_whole(xml));
  }
  const xmlNodeSet *const set = xml->rows->nodesetval;
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
  return read_row(xml, node);
}

// The kind of source ---------------------------------------------------------

static RhumbStatus
xml_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Xml *const xml = (Xml *)source;
  const Globals before = set_globals();
  xml->diag = diag;
  const RhumbStatus status = xml->status != RHUMB_OK        ? xml->status
                             : xml->n_steps && !xml->leaves ? next_streamed(xml)
                                                            : next_whole(xml);
  put_back(before);
  return status;
}

static RhumbStatus
xml_bind(RhumbSource *const source,
         const RhumbStr reference,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  Xml *const xml = (Xml *)source;
  Expression made = {.text = rhumb_str_copy(&xml->arena, reference),
                     .loc = loc};
  RHUMB_TRY(rhumb_xpath_compile(&made.path, reference, loc, diag));
  RHUMB_PUSH(&xml->references, made);
  xml->leaves = xml->leaves || rhumb_xpath_leaves(reference);
  return RHUMB_OK;
}

static void
xml_close(RhumbSource *const source)
{
  Xml *const xml = (Xml *)source;
  for (size_t i = 0; i < xml->references.count; ++i) {
    xmlXPathFreeCompExpr(xml->references.items[i].path);
  }
  free(xml->references.items);
  xmlXPathFreeObject(xml->rows);
  xmlXPathFreeCompExpr(xml->iterator.path);
  xmlXPathFreeContext(xml->context);
  xmlFreeTextReader(xml->reader);
  xmlFreeDoc(xml->doc);
  rhumb_input_close(&xml->input);
  rhumb_arena_free(&xml->arena);
  rhumb_arena_free(&xml->row_arena);
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
  (void)spec;
  return check_path(reference, false, loc, diag);
}

static RhumbStatus
xml_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  return spec->iterator.len
             ? check_path(spec->iterator, true, spec->iterator_loc, diag)
             : RHUMB_OK;
}

static RhumbStatus
xml_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Xml *const xml = (Xml *)source;
  const RhumbSourceSpec *const spec = source->spec;
  xml->iterator = (Expression){
      .text = spec->iterator.len ? spec->iterator : RHUMB_STR("/*"),
      .loc = spec->iterator_loc,
  };
  RHUMB_TRY(rhumb_xpath_compile(
      &xml->iterator.path, xml->iterator.text, spec->iterator_loc, diag));
  xml->n_steps =
      rhumb_xpath_steps(&xml->steps, &xml->arena, xml->iterator.text);
  RHUMB_TRY(
      rhumb_source_open_file(source, &xml->input, !spec->encoding.len, diag));
  xml->diag = diag;
  xml->tags.width = encoding_of(xml) ? 1 : 0; // Decoded, it is UTF-8
  xml->context = xmlXPathNewContext(NULL);
  if (!xml->context) {
    return failure(xml);
  }
  xml->context->opLimit = MAX_XPATH_STEPS;
  xml->context->error = on_xpath_error;
  xml->context->userData = xml;
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
    .namespaces_iri = RHUMB_RML "XPathReferenceFormulation",
    .naming = &rhumb_xml_naming,
    .check_spec = xml_check_spec,
    .check = xml_check,
    .size = sizeof(Xml),
    .open = xml_open,
    .bind = xml_bind,
    .next = xml_next,
    .close = xml_close,
};

// SPDX-License-Identifier: ISC

/// @file xml.c  XML through libxml2: XPath 1.0, an element a row.
///
/// Where the iterator is a plain path and no reference leaves its element, the
/// document streams: one element is in memory at a time. Otherwise it is read
/// whole. Nothing is fetched, and no entity of a document's own is expanded.

#include "source/input.h"
#include "source/types.h"

#include <libxml/xmlreader.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 32 };

/// A step of a plain path: "name", "prefix:name" or "*"
typedef struct {
  RhumbStr prefix, name; ///< Name NULL: any
} Step;

typedef struct {
  xmlXPathCompExprPtr path;
  bool leaves; ///< Looks outside the element of its row
} Reference;

typedef struct {
  RhumbSource base;
  const RhumbSourceSpec *spec;
  RhumbInput input;
  RhumbStatus input_status;
  const RhumbDiag *diag; ///< Of the call that is under way
  xmlTextReaderPtr reader;
  xmlDocPtr doc; ///< Read whole
  xmlXPathContextPtr context;
  xmlXPathObjectPtr rows; ///< Of the document read whole
  int next_row;
  Step steps[MAX_STEPS];
  size_t n_steps; ///< 0: the iterator is no plain path
  int depth;      ///< Of the last element that matched, less one
  Reference *references;
  RhumbValues *values;
  size_t n_references, references_cap, values_cap;
  RhumbArena arena; ///< Values of this row
  bool has_begun;
  bool has_failed;
} XmlSource;

// Reading ----------------------------------------------------------------

static int
pull(void *const handle, char *const to, const int room)
{
  XmlSource *const xml = (XmlSource *)handle;
  RhumbInput *const input = &xml->input;
  if (input->pos == input->end) {
    const RhumbStatus status = rhumb_input_fill(input, xml->diag);
    if (status != RHUMB_OK) {
      xml->input_status = status == RHUMB_END ? RHUMB_OK : status;
      return status == RHUMB_END ? 0 : -1;
    }
  }
  const size_t here = input->end - input->pos;
  const size_t count = here < (size_t)room ? here : (size_t)room;
  memcpy(to, input->data + input->pos, count);
  input->pos += count;
  return (int)count;
}

/// Report what libxml2 finds wrong with the document, once
static void
report(void *const handle, xmlErrorPtr const error)
{
  XmlSource *const xml = (XmlSource *)handle;
  if (xml->has_failed || error->level < XML_ERR_ERROR) {
    return;
  }
  xml->has_failed = true;
  const size_t len = strcspn(error->message ? error->message : "", "\n");
  const RhumbLoc loc = {&xml->base.text, (unsigned)error->line, 0, 0};
  (void)rhumb_fail(xml->diag,
                   RHUMB_ERR_SYNTAX,
                   loc,
                   "not well-formed XML: %.*s",
                   (int)len,
                   error->message ? error->message : "");
}

static RhumbStatus
failure(const XmlSource *const xml)
{
  return xml->input_status != RHUMB_OK ? xml->input_status : RHUMB_ERR_SYNTAX;
}

// Paths --------------------------------------------------------------------

static bool
is_name_byte(const char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' ||
         (unsigned char)c >= 0x80U;
}

static size_t
name_end(const RhumbStr path, size_t at)
{
  while (at < path.len && is_name_byte(path.data[at])) {
    ++at;
  }
  return at;
}

/// Read one step from `at`; return where it ends, or 0 if it is not plain
static size_t
read_step(Step *const step, const RhumbStr path, const size_t at)
{
  if (at < path.len && path.data[at] == '*') {
    *step = (Step){0};
    return at + 1;
  }
  size_t end = name_end(path, at);
  step->name = rhumb_str_slice(path, at, end);
  if (end < path.len && path.data[end] == ':') {
    const size_t start = end + 1;
    step->prefix = step->name;
    end = name_end(path, start);
    step->name = rhumb_str_slice(path, start, end);
  }
  return step->name.len ? end : 0;
}

/// Split "/a/b:c/*" into steps; none if the path is any other XPath
static void
read_steps(XmlSource *const xml, const RhumbStr path)
{
  size_t at = 0;
  size_t n = 0;
  while (at < path.len) {
    if (path.data[at] != '/' || n == MAX_STEPS) {
      return;
    }
    at = read_step(&xml->steps[n++], path, at + 1);
    if (!at) {
      return;
    }
  }
  xml->n_steps = n;
}

/// True if the path may look outside its context node's own tree
static bool
leaves_element(const RhumbStr path)
{
  static const char *const words[] = {"..",
                                      "ancestor",
                                      "parent",
                                      "preceding",
                                      "following",
                                      "id(",
                                      "last()",
                                      "position()"};
  for (size_t i = 0; i < path.len; ++i) {
    const bool starts = i == 0 || strchr("|(,[ =", path.data[i - 1]);
    if (path.data[i] == '/' && starts) {
      return true;
    }
    for (size_t w = 0; w < sizeof(words) / sizeof(*words); ++w) {
      if (rhumb_str_starts(rhumb_str_slice(path, i, path.len),
                           rhumb_str(words[w]))) {
        return true;
      }
    }
  }
  return false;
}

static void
ignore_error(void *const handle, xmlErrorPtr const error)
{
  (void)handle;
  (void)error;
}

/// Compile `path`, or report at `loc` that it is no XPath
static RhumbStatus
compile(xmlXPathCompExprPtr *const out,
        const RhumbStr path,
        const RhumbLoc loc,
        const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  const RhumbStr text = rhumb_str_copy(&arena, path);
  xmlXPathContextPtr const context = xmlXPathNewContext(NULL);
  context->error = ignore_error;
  *out = xmlXPathCtxtCompile(context, (const xmlChar *)text.data);
  xmlXPathFreeContext(context);
  rhumb_arena_free(&arena);
  return *out ? RHUMB_OK
              : rhumb_fail(diag,
                           RHUMB_ERR_SYNTAX,
                           loc,
                           "\"%.*s\" is no XPath 1.0 expression",
                           RHUMB_FMT(path));
}

// Namespaces -----------------------------------------------------------------

/// Prefixes of the rules first, then those that the document's root declares
static void
register_namespaces(XmlSource *const xml, const xmlNode *const root)
{
  for (const xmlNs *ns = root->nsDef; ns; ns = ns->next) {
    if (ns->prefix) {
      (void)xmlXPathRegisterNs(xml->context, ns->prefix, ns->href);
    }
  }
  for (size_t i = 0; i < xml->spec->n_namespaces; ++i) {
    const RhumbStr name =
        rhumb_str_copy(&xml->arena, xml->spec->namespaces[2 * i]);
    const RhumbStr iri =
        rhumb_str_copy(&xml->arena, xml->spec->namespaces[(2 * i) + 1]);
    (void)xmlXPathRegisterNs(
        xml->context, (const xmlChar *)name.data, (const xmlChar *)iri.data);
  }
}

// Values -------------------------------------------------------------------

static RhumbStr
keep(XmlSource *const xml, xmlChar *const text)
{
  const RhumbStr copy =
      rhumb_str_copy(&xml->arena, rhumb_str((const char *)text));
  xmlFree(text);
  return copy;
}

/// What an XPath expression yields: a node set's string values, or one value
static RhumbValues
values_of(XmlSource *const xml, xmlXPathObjectPtr const object)
{
  if (object->type != XPATH_NODESET) {
    RhumbValue *const item = RHUMB_NEW(&xml->arena, RhumbValue, 1);
    item->lexical = keep(xml, xmlXPathCastToString(object));
    return (RhumbValues){item, 1};
  }
  const xmlNodeSet *const set = object->nodesetval;
  const size_t count = set && set->nodeNr > 0 ? (size_t)set->nodeNr : 0;
  RhumbValue *const items = RHUMB_NEW(&xml->arena, RhumbValue, count);
  for (size_t i = 0; i < count; ++i) {
    items[i].lexical = keep(xml, xmlXPathCastNodeToString(set->nodeTab[i]));
  }
  return (RhumbValues){items, count};
}

static bool
is_null(const XmlSource *const xml, const RhumbValues values)
{
  for (size_t i = 0; values.count == 1 && i < xml->spec->n_nulls; ++i) {
    if (rhumb_str_equal(values.items[0].lexical, xml->spec->nulls[i])) {
      return true;
    }
  }
  return false;
}

/// Evaluate every reference on `node`, the row
static RhumbStatus
read_row(XmlSource *const xml, xmlNodePtr const node)
{
  rhumb_arena_reset(&xml->arena);
  xml->context->doc = node->doc;
  xml->context->node = node;
  ++xml->base.record;
  xml->base.line = (unsigned)xmlGetLineNo(node);
  for (size_t i = 0; i < xml->n_references; ++i) {
    xmlXPathObjectPtr const object =
        xmlXPathCompiledEval(xml->references[i].path, xml->context);
    if (!object) {
      return rhumb_fail(xml->diag,
                        RHUMB_ERR_VALUE,
                        rhumb_source_loc(&xml->base),
                        "an XPath reference fails on this element: is its "
                        "namespace prefix declared?");
    }
    xml->values[i] = values_of(xml, object);
    if (is_null(xml, xml->values[i])) {
      xml->values[i].count = 0;
    }
    xmlXPathFreeObject(object);
  }
  return RHUMB_OK;
}

// Rows ---------------------------------------------------------------------

enum {
  READ_FLAGS = XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES,
};

static RhumbStatus
open_reader(XmlSource *const xml)
{
  xml->reader = xmlReaderForIO(pull,
                               NULL,
                               xml,
                               xml->base.text.name,
                               xml->spec->encoding.len ? "UTF-8" : NULL,
                               READ_FLAGS);
  if (!xml->reader) {
    return failure(xml);
  }
  xmlTextReaderSetStructuredErrorHandler(xml->reader, report, xml);
  return RHUMB_OK;
}

static bool
step_matches(XmlSource *const xml, const Step *const step)
{
  if (!step->name.data) {
    return true;
  }
  const RhumbStr name =
      rhumb_str((const char *)xmlTextReaderConstLocalName(xml->reader));
  if (!rhumb_str_equal(name, step->name)) {
    return false;
  }
  const xmlChar *const iri = xmlTextReaderConstNamespaceUri(xml->reader);
  if (!step->prefix.len) {
    return !iri;
  }
  RhumbArena arena = {0};
  const RhumbStr prefix = rhumb_str_copy(&arena, step->prefix);
  const xmlChar *const meant =
      xmlXPathNsLookup(xml->context, (const xmlChar *)prefix.data);
  const bool equal = iri && meant && xmlStrEqual(iri, meant);
  rhumb_arena_free(&arena);
  return equal;
}

/// Step the reader: into the element it is on, or over it
static int
advance(XmlSource *const xml, const bool into)
{
  return into ? xmlTextReaderRead(xml->reader) : xmlTextReaderNext(xml->reader);
}

/// True if the reader is on an element that the path goes through: `depth`
/// steps of it match so far
static bool
on_path(XmlSource *const xml)
{
  const int depth = xmlTextReaderDepth(xml->reader);
  return depth < (int)xml->n_steps && step_matches(xml, &xml->steps[depth]);
}

static RhumbStatus
next_streamed(XmlSource *const xml)
{
  bool into = !xml->has_begun; // Not into the row before
  for (;;) {
    const int got = advance(xml, into);
    if (got != 1) {
      return got == 0 ? RHUMB_END : failure(xml);
    }
    into = true;
    if (xmlTextReaderNodeType(xml->reader) != XML_READER_TYPE_ELEMENT) {
      continue;
    }
    if (!xml->has_begun) {
      xml->has_begun = true;
      register_namespaces(xml, xmlTextReaderCurrentNode(xml->reader));
    }
    into = on_path(xml);
    if (into && xmlTextReaderDepth(xml->reader) + 1 == (int)xml->n_steps) {
      xmlNodePtr const node = xmlTextReaderExpand(xml->reader);
      return node ? read_row(xml, node) : failure(xml);
    }
  }
}

/// Read the whole document and find its rows
static RhumbStatus
read_whole(XmlSource *const xml)
{
  int got = 1;
  while (got == 1) { // The reader builds the tree behind it
    got = xmlTextReaderRead(xml->reader);
    if (got == 1) {
      (void)xmlTextReaderPreserve(xml->reader);
    }
  }
  if (got != 0) {
    return failure(xml);
  }
  xml->doc = xmlTextReaderCurrentDoc(xml->reader);
  xml->context->doc = xml->doc;
  xml->context->node = xmlDocGetRootElement(xml->doc);
  register_namespaces(xml, xml->context->node);

  xmlXPathCompExprPtr path = NULL;
  const RhumbStr iterator =
      xml->spec->iterator.len ? xml->spec->iterator : RHUMB_STR("/*");
  RHUMB_TRY(compile(&path, iterator, xml->spec->iterator_loc, xml->diag));
  xml->rows = xmlXPathCompiledEval(path, xml->context);
  xmlXPathFreeCompExpr(path);
  return xml->rows && xml->rows->type == XPATH_NODESET
             ? RHUMB_OK
             : rhumb_fail(xml->diag,
                          RHUMB_ERR_VALUE,
                          xml->spec->iterator_loc,
                          "the iterator yields no elements: is its namespace "
                          "prefix declared?");
}

static RhumbStatus
next_whole(XmlSource *const xml)
{
  if (!xml->has_begun) {
    xml->has_begun = true;
    RHUMB_TRY(read_whole(xml));
  }
  const xmlNodeSet *const set = xml->rows->nodesetval;
  return set && xml->next_row < set->nodeNr
             ? read_row(xml, set->nodeTab[xml->next_row++])
             : RHUMB_END;
}

static bool
can_stream(const XmlSource *const xml)
{
  bool stays = xml->n_steps > 0;
  for (size_t i = 0; stays && i < xml->n_references; ++i) {
    stays = !xml->references[i].leaves;
  }
  return stays;
}

static RhumbStatus
next(RhumbSource *const source, const RhumbDiag *const diag)
{
  XmlSource *const xml = (XmlSource *)source;
  xml->diag = diag;
  if (!xml->reader) {
    RHUMB_TRY(open_reader(xml));
  }
  return can_stream(xml) ? next_streamed(xml) : next_whole(xml);
}

// The table of readers -------------------------------------------------------

static RhumbStatus
bind(RhumbSource *const source,
     const RhumbStr reference,
     const RhumbLoc loc,
     size_t *const field,
     const RhumbDiag *const diag)
{
  XmlSource *const xml = (XmlSource *)source;
  const size_t n = xml->n_references;
  xml->references = (Reference *)rhumb_xgrow(
      xml->references, n, &xml->references_cap, sizeof(*xml->references));
  xml->values = (RhumbValues *)rhumb_xgrow(
      xml->values, n, &xml->values_cap, sizeof(*xml->values));
  xml->base.row = xml->values;

  Reference made = {.leaves = leaves_element(reference)};
  RHUMB_TRY(compile(&made.path, reference, loc, diag));
  xml->references[n] = made;
  xml->values[n] = (RhumbValues){0};
  ++xml->n_references;
  *field = n;
  return RHUMB_OK;
}

static void
close_xml(RhumbSource *const source)
{
  XmlSource *const xml = (XmlSource *)source;
  for (size_t i = 0; i < xml->n_references; ++i) {
    xmlXPathFreeCompExpr(xml->references[i].path);
  }
  free(xml->references);
  free(xml->values);
  xmlXPathFreeObject(xml->rows);
  xmlXPathFreeContext(xml->context);
  if (xml->reader) {
    xmlFreeTextReader(xml->reader);
  }
  if (xml->doc) {
    xmlFreeDoc(xml->doc);
  }
  rhumb_input_close(&xml->input);
  rhumb_arena_free(&xml->arena);
  free(xml);
}

static RhumbStatus
check(const RhumbSourceSpec *const spec,
      const RhumbStr reference,
      const RhumbLoc loc,
      const RhumbDiag *const diag)
{
  (void)spec;
  xmlXPathCompExprPtr path = NULL;
  RHUMB_TRY(compile(&path, reference, loc, diag));
  xmlXPathFreeCompExpr(path);
  return RHUMB_OK;
}

static RhumbStatus
open_xml(RhumbSource **const out,
         const RhumbSourceSpec *const spec,
         const RhumbDiag *const diag)
{
  XmlSource *const xml = (XmlSource *)rhumb_xrealloc(NULL, sizeof(*xml));
  *xml = (XmlSource){.base = {.type = &rhumb_source_xml}, .spec = spec};
  xml->context = xmlXPathNewContext(NULL);
  xml->context->error = ignore_error;
  read_steps(xml, spec->iterator);

  RhumbStatus status = rhumb_input_open(&xml->input, spec, diag);
  if (status == RHUMB_OK && spec->iterator.len) {
    status = check(spec, spec->iterator, spec->iterator_loc, diag);
  }
  if (status != RHUMB_OK) {
    close_xml(&xml->base);
    return status;
  }
  xml->base.text = xml->input.text;
  *out = &xml->base;
  return RHUMB_OK;
}

const RhumbSourceType rhumb_source_xml = {
    .formulation = "xml",
    .note = "XML; XPath 1.0",
    .check = check,
    .open = open_xml,
    .bind = bind,
    .next = next,
    .close = close_xml,
};

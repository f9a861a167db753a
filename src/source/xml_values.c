// SPDX-License-Identifier: ISC

/// @file xml_values.c  What prefixes mean, and what references find from the
/// node that is a row.

#include "source/xml_impl.h"

// Names ----------------------------------------------------------------------

void
rhumb_xml_declare_prefixes(RhumbXml *const xml)
{
  for (size_t i = 0; i < xml->base.spec->n_namespaces; i += 2) {
    const RhumbStr *const pair = &xml->base.spec->namespaces[i];
    (void)xmlXPathRegisterNs(
        xml->context,
        (const xmlChar *)rhumb_str_copy(&xml->arena, pair[0]).data,
        (const xmlChar *)rhumb_str_copy(&xml->arena, pair[1]).data);
  }
}

RhumbStatus
rhumb_xml_resolve_steps(RhumbXml *const xml)
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

// XPath ----------------------------------------------------------------------

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

void
rhumb_xml_on_xpath_error(void *const handle, xmlError *const error)
{
  RhumbXml *const xml = (RhumbXml *)handle;
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

xmlXPathObjectPtr
rhumb_xml_evaluate(RhumbXml *const xml,
                   const RhumbXmlExpression *const expression,
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
  (void)rhumb_xml_failure(xml);
  return NULL;
}

// Values ---------------------------------------------------------------------

/// The values of one reference, in the row's arena
typedef RHUMB_LIST(RhumbValue) Values;

/// Add a value, which lives as long as the row, unless the rules say that it
/// stands for NULL
static void
add_value(RhumbXml *const xml, Values *const values, const RhumbStr text)
{
  if (!rhumb_source_is_null(xml->base.spec, text)) {
    RHUMB_PUSH_IN(&xml->row_arena, values, (RhumbValue){.lexical = text});
  }
}

/// Likewise one that libxml2 has made, which is freed
static void
add_made(RhumbXml *const xml, Values *const values, xmlChar *const text)
{
  if (text) {
    const RhumbStr value = rhumb_str((const char *)text);
    add_value(xml, values, rhumb_str_copy(&xml->row_arena, value));
  }
  xmlFree(text);
}

/// Add the string value of a node: in place, where it stands in one
static void
add_node(RhumbXml *const xml, Values *const values, xmlNode *const node)
{
  const xmlNode *const child = node->children;
  const bool may_hold = node->type == XML_ELEMENT_NODE || //
                        node->type == XML_ATTRIBUTE_NODE;
  if (may_hold && !child) {
    add_value(xml, values, RHUMB_STR(""));
  } else if (may_hold && child->type == XML_TEXT_NODE && !child->next &&
             child->content) {
    add_value(xml, values, rhumb_str((const char *)child->content));
  } else {
    add_made(xml, values, xmlXPathCastNodeToString(node));
  }
}

/// A node set has the string value of each node, anything else is one value
static void
add_object(RhumbXml *const xml,
           Values *const values,
           xmlXPathObject *const object)
{
  if (object->type != XPATH_NODESET) {
    add_made(xml, values, xmlXPathCastToString(object));
    return;
  }
  const xmlNodeSet *const set = object->nodesetval;
  for (int i = 0; set && i < set->nodeNr; ++i) {
    xmlNode *const node = set->nodeTab[i];
    if (node->type == XML_NAMESPACE_DECL) { // It is no xmlNode
      add_made(xml, values, xmlXPathCastNodeToString(node));
    } else {
      add_node(xml, values, node);
    }
  }
}

// Without XPath --------------------------------------------------------------

static bool
is_called(const xmlChar *const name, const xmlNs *const space, const char *what)
{
  return !space && strcmp((const char *)name, what) == 0;
}

/// Add the attribute that a walk ends with
static void
add_attribute(RhumbXml *const xml,
              Values *const values,
              const xmlNode *const node,
              const char *const name)
{
  xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL;
  while (attribute && !is_called(attribute->name, attribute->ns, name)) {
    attribute = attribute->next;
  }
  if (attribute) {
    add_node(xml, values, (xmlNode *)attribute);
  }
}

/// Add what a walk finds from `node`, which `n` of its steps have led to
static void
walk_on(RhumbXml *const xml,
        Values *const values,
        const RhumbXPathWalk *const walk,
        const size_t n,
        xmlNode *const node)
{
  if (n < walk->n_steps) {
    const char *const name = walk->steps[n].name;
    for (xmlNode *child = node->children; child; child = child->next) {
      if (child->type == XML_ELEMENT_NODE &&
          (!name || is_called(child->name, child->ns, name))) {
        walk_on(xml, values, walk, n + 1, child);
      }
    }
  } else if (walk->attribute) {
    add_attribute(xml, values, node, walk->attribute);
  } else {
    add_node(xml, values, node);
  }
}

// Rows -----------------------------------------------------------------------

/// Find the values of a reference from `node`, the row
static RhumbStatus
read_values(RhumbXml *const xml,
            Values *const values,
            const RhumbXmlExpression *const reference,
            xmlNode *const node)
{
  if (reference->walk) {
    walk_on(xml, values, reference->walk, 0, node);
    return RHUMB_OK;
  }
  xmlXPathObject *const object = rhumb_xml_evaluate(xml, reference, node);
  if (!object) {
    return xml->status;
  }
  add_object(xml, values, object);
  xmlXPathFreeObject(object);
  return RHUMB_OK;
}

/// Set the source's address to that of the row; in a text it is that of the row
/// which has the text
static void
set_address(RhumbXml *const xml, const xmlNode *const node)
{
  RhumbAddress *const address = &xml->base.address;
  if (!xml->base.is_nested) {
    address->position = address->record++;
  }
  if (!xml->in_text) {
    const long line = xmlGetLineNo(node);
    address->line = line > 0 ? (unsigned)line : 0;
  }
}

RhumbStatus
rhumb_xml_read_row(RhumbXml *const xml, xmlNode *const node)
{
  rhumb_arena_reset(&xml->row_arena);
  xml->node = node;
  set_address(xml, node);
  for (size_t i = 0; i < xml->references.count; ++i) {
    Values values = {0};
    RHUMB_TRY(read_values(xml, &values, &xml->references.items[i], node));
    xml->base.row[i] = (RhumbValues){values.items, values.count};
  }
  return RHUMB_OK;
}

// SPDX-License-Identifier: ISC

/// @file xml_values.c  What references find from the node that is a row.

#include "source/xml_impl.h"

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

/// Add a value, unless the rules say that it stands for NULL
static void
add_value(RhumbXml *const xml,
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
values_of(RhumbXml *const xml, xmlXPathObject *const object)
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

RhumbStatus
rhumb_xml_read_row(RhumbXml *const xml, xmlNode *const node)
{
  rhumb_arena_reset(&xml->row_arena);
  const long line = xmlGetLineNo(node);
  RhumbAddress *const address = &xml->base.address;
  address->position = address->record++;
  address->line = line > 0 ? (unsigned)line : 0;
  for (size_t i = 0; i < xml->references.count; ++i) {
    xmlXPathObject *const object =
        rhumb_xml_evaluate(xml, &xml->references.items[i], node);
    if (!object) {
      return xml->status;
    }
    xml->base.row[i] = values_of(xml, object);
    xmlXPathFreeObject(object);
  }
  return RHUMB_OK;
}

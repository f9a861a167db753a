// SPDX-License-Identifier: ISC

/// @file datatype_markup.c  The lexical spaces of documents within a literal:
/// JSON, and XML by libxml2.

#include "term/datatype_impl.h"

#include "base/utf8.h"
#include "base/xml_tags.h"
#include "json/json.h"

#include <limits.h>

#include <libxml/parser.h>

bool
rhumb_is_json(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  RhumbJson json = {0};
  const RhumbText document = {"", text};
  const RhumbDiag silence = {0};
  const bool ok = !rhumb_utf8_mark(text) &&
                  rhumb_json_read(&json, &document, &silence) == RHUMB_OK;
  rhumb_json_free(&json);
  return ok;
}

static void
ignore_error(void *const handle, xmlError *const error)
{
  (void)handle;
  (void)error;
}

/// Content of an element: with a tag before and behind it, a document (RDF 1.1
/// Concepts, section 5.3)
bool
rhumb_is_xml(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  RhumbBuf whole = {0};
  rhumb_buf_puts(&whole, "<x>");
  rhumb_buf_put(&whole, text);
  rhumb_buf_puts(&whole, "</x>");
  bool ok = false;
  RhumbXmlTags tags = {0};
  const bool is_bounded =
      whole.len <= INT_MAX && !rhumb_xml_tags_see(&tags, rhumb_buf_str(&whole));
  xmlParserCtxt *const context = is_bounded ? xmlNewParserCtxt() : NULL;
  if (context) {
    // No fetching, and no words to who else listens to libxml2
    context->sax->serror = ignore_error;
    xmlFreeDoc(xmlCtxtReadMemory(context,
                                 whole.data,
                                 (int)whole.len,
                                 NULL,
                                 "UTF-8",
                                 XML_PARSE_NONET | XML_PARSE_NOERROR |
                                     XML_PARSE_NOWARNING));
    ok = context->wellFormed && context->nsWellFormed;
  }
  xmlFreeParserCtxt(context);
  rhumb_buf_free(&whole);
  return ok;
}

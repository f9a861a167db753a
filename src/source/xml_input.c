// SPDX-License-Identifier: ISC

/// @file xml_input.c  What libxml2 is given to read, and what it says of it.

#include "source/xml_impl.h"

// What libxml2 keeps for the whole process ------------------------------------

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

RhumbXmlGlobals
rhumb_xml_set_globals(void)
{
  const RhumbXmlGlobals before = {
      xmlGetExternalEntityLoader(), xmlGenericError, xmlGenericErrorContext};
  asked_outside = false;
  xmlSetExternalEntityLoader(load_nothing);
  xmlSetGenericErrorFunc(NULL, say_nothing);
  return before;
}

void
rhumb_xml_put_back(const RhumbXmlGlobals before)
{
  xmlSetExternalEntityLoader(before.loader);
  xmlSetGenericErrorFunc(before.say_context, before.say);
}

// Reading --------------------------------------------------------------------

/// Of a document that libxml2 takes for one in another encoding, as it does
/// UTF-32 whose last byte comes first
#define OTHER_ENCODING                                                 \
  "its bytes are not of the encoding that libxml2 takes it to be in; " \
  "\"encoding\" in the rules must say which it is"

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
    {"input conversion failed", OTHER_ENCODING},
    {"switching encoding", OTHER_ENCODING},
    {"Excessive depth", "its elements are nested more than 256 deep"},
    {"huge text node", "it has a text of more than 10 MB"},
    {"error in element content",
     "a byte is not of its encoding; if that is not UTF-8, the XML declaration "
     "or \"encoding\" in the rules must say so"},
    {"not proper UTF-8",
     "a byte is not UTF-8; if the document is in another encoding, the XML "
     "declaration or \"encoding\" in the rules must say so"},
};

const char *
rhumb_xml_reword(const char *const message)
{
  for (size_t i = 0; i < RHUMB_COUNT(reworded); ++i) {
    if (strstr(message, reworded[i].part)) {
      return reworded[i].message;
    }
  }
  return message;
}

void
rhumb_xml_report(RhumbXml *const xml, const unsigned line, const char *message)
{
  message = rhumb_xml_reword(message);
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
look_at(RhumbXml *const xml, const RhumbStr bytes)
{
  const char *const wrong = rhumb_xml_tags_see(&xml->tags, bytes);
  if (!wrong) {
    return true;
  }
  const int line = xml->reader   ? xmlTextReaderGetParserLineNumber(xml->reader)
                   : xml->parser ? xmlSAX2GetLineNumber(xml->parser)
                                 : 0;
  rhumb_xml_report(xml, line > 0 ? (unsigned)line : 0, wrong);
  return false;
}

int
rhumb_xml_pull(void *const handle, char *const to, const int room)
{
  RhumbXml *const xml = (RhumbXml *)handle;
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

void
rhumb_xml_on_error(void *const handle, xmlError *const error)
{
  RhumbXml *const xml = (RhumbXml *)handle;
  if (error->level < XML_ERR_ERROR) {
    return;
  }
  const char *const message =
      error->message ? error->message : "libxml2 does not say why";
  const bool is_large = strstr(message, "huge text node") != NULL;
  if (error->code == XML_ERR_NO_MEMORY && !is_large &&
      xml->status == RHUMB_OK) {
    const RhumbLoc file = {&xml->base.address.text, 0, 0, 0};
    xml->status = rhumb_fail(xml->diag, RHUMB_ERR_IO, file, "out of memory");
  }
  rhumb_xml_report(xml, error->line > 0 ? (unsigned)error->line : 0, message);
}

RhumbStatus
rhumb_xml_failure(RhumbXml *const xml)
{
  rhumb_xml_report(xml, 0, "libxml2 does not say why");
  return xml->status;
}

RhumbStatus
rhumb_xml_check_parsed(RhumbXml *const xml, const int line)
{
  if (asked_outside) {
    rhumb_xml_report(
        xml,
        line > 0 ? (unsigned)line : 0,
        "it refers to an entity outside the document, which is not read");
  }
  return xml->status;
}

const char *
rhumb_xml_encoding(const RhumbXml *const xml)
{
  return xml->base.spec->encoding.len || xml->base.is_nested ? "UTF-8" : NULL;
}

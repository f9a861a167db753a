// SPDX-License-Identifier: ISC

/// @file markup.h  Pictures and pages read by libxml2, and what may be in them.

#ifndef RHUMB_TESTS_FUZZ_MARKUP_H
#define RHUMB_TESTS_FUZZ_MARKUP_H

#include "graph.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

// A drawing -------------------------------------------------------------------

/// Texts of a drawing, as Graphviz has escaped them
static const char *const fuzz_texts[] = {
    "Name",
    "a &amp; b",
    "&lt;script&gt;",
    "&quot;&#39;",
    "&#160;",
    "\u00E9\u05D0",
    "&#45;&#45;&gt;",
};

static inline void
fuzz_put_group(RhumbBuf *const out,
               RhumbStr *const input,
               const char kind,
               const size_t number)
{
  rhumb_buf_format(out,
                   "<g id=\"%c%zu\" class=\"node\">\n<title>%c%zu</title>\n",
                   kind,
                   number,
                   kind,
                   number);
  for (size_t n = fuzz_choose(input, 4); n; --n) {
    rhumb_buf_format(
        out,
        "<path fill=\"none\" d=\"M0,0\"/>\n<text text-anchor=\"middle\" "
        "font-family=\"DejaVu Sans\" x=\"1\">%s</text>\n",
        fuzz_texts[fuzz_choose(input, RHUMB_COUNT(fuzz_texts))]);
  }
  rhumb_buf_puts(out, "</g>\n");
}

/// Append a drawing as Graphviz might make it of a map, with the groups that
/// `input` chooses
static inline void
fuzz_put_drawing(RhumbBuf *const out, RhumbStr *const input)
{
  static const char kinds[] = "nelfca";
  rhumb_buf_puts(out,
                 "<?xml version=\"1.0\"?>\n<!DOCTYPE svg PUBLIC\n \"x\">\n"
                 "<!-- Title: x\n two lines -->\n"
                 "<svg width=\"10pt\" height=\"20pt\"\n"
                 " viewBox=\"0.00 0.00 1.00 2.00\" xmlns=\"x\">\n"
                 "<g id=\"graph0\" class=\"graph\">\n<title>rhumb</title>\n");
  while (input->len) {
    const char kind = kinds[fuzz_choose(input, RHUMB_COUNT(kinds) - 1)];
    rhumb_buf_format(out, "<!-- %c -->\n", kind);
    fuzz_put_group(out, input, kind, fuzz_choose(input, 12));
  }
  rhumb_buf_puts(out, "</g>\n</svg>\n");
}

// What may be in it -----------------------------------------------------------

/// Check an attribute: one of ours, and an address of the web or of the page
static inline void
fuzz_check_attribute(xmlNode *const node, xmlAttr *const attribute)
{
  static const char *const known[] = {
      "aria-labelledby",
      "charset",
      "class",
      "colspan",
      "content",
      "d",
      "dir",
      "fill",
      "font-family",
      "height",
      "href",
      "id",
      "lang",
      "name",
      "paint-order",
      "role",
      "scope",
      "stroke",
      "stroke-linejoin",
      "stroke-width",
      "style",
      "target",
      "text-anchor",
      "viewBox",
      "width",
      "x",
      NULL,
  };
  if (!fuzz_is_known(known, (const char *)attribute->name)) {
    fuzz_fail((const char *)attribute->name, __FILE__, __LINE__);
  }
  if (xmlStrEqual(attribute->name, (const xmlChar *)"href")) {
    xmlChar *const value = xmlGetProp(node, attribute->name);
    const RhumbStr text = rhumb_str((const char *)value);
    HOLDS(rhumb_str_starts(text, RHUMB_STR("#")) ||
          rhumb_str_alike_at(text, 0, RHUMB_STR("http://")) ||
          rhumb_str_alike_at(text, 0, RHUMB_STR("https://")) ||
          rhumb_str_alike_at(text, 0, RHUMB_STR("http:")) ||
          rhumb_str_alike_at(text, 0, RHUMB_STR("https:")));
    xmlFree(value);
  }
}

/// Check an element, and all that is within it
// NOLINTNEXTLINE(misc-no-recursion): elements are within each other
static inline void
fuzz_check_element(xmlNode *const node)
{
  static const char *const known[] = {
      "a",     "body",  "br",   "caption", "desc",  "figure", "g",    "h1",
      "h2",    "head",  "html", "li",      "main",  "meta",   "p",    "path",
      "span",  "style", "svg",  "table",   "tbody", "td",     "text", "th",
      "thead", "title", "tr",   "ul",      NULL,
  };
  if (!fuzz_is_known(known, (const char *)node->name)) {
    fuzz_fail((const char *)node->name, __FILE__, __LINE__);
  }
  for (xmlAttr *at = node->properties; at; at = at->next) {
    fuzz_check_attribute(node, at);
  }
  for (xmlNode *at = node->children; at; at = at->next) {
    HOLDS(at->type == XML_ELEMENT_NODE || at->type == XML_TEXT_NODE);
    if (at->type == XML_ELEMENT_NODE) {
      fuzz_check_element(at);
    }
  }
}

static inline void
fuzz_say_nothing(void *const context, const char *const format, ...)
{
  (void)context;
  (void)format;
}

/// Check that each character is one, and no control: what is none ends the PDF
/// that is drawn of the same texts
static inline void
fuzz_check_characters(const RhumbStr text)
{
  uint32_t code = 0;
  for (size_t at = 0; at < text.len;) {
    const unsigned len = rhumb_utf8_decode(text, at, &code);
    HOLDS(len && (code >= 0x20 || code == '\n') &&
          (code < 0x7F || code > 0x9F));
    HOLDS((code & 0xFFFE) != 0xFFFE && (code < 0xFDD0 || code > 0xFDEF));
    at += len;
  }
}

/// Read what must be well-formed; free with xmlFreeDoc()
static inline xmlDoc *
fuzz_read_markup(const RhumbStr text)
{
  fuzz_check_characters(text);
  xmlSetGenericErrorFunc(NULL, fuzz_say_nothing);
  xmlDoc *const doc =
      xmlReadMemory(text.data,
                    (int)text.len,
                    NULL,
                    NULL,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (!doc) {
    (void)fprintf(stderr, "%.*s\n", RHUMB_FMT(text));
    fuzz_fail("well-formed", __FILE__, __LINE__);
  }
  fuzz_check_element(xmlDocGetRootElement(doc));
  return doc;
}

/// Return the first element called `name` in or below `node`, whose `attribute`
/// (NULL: any) is `value`
// NOLINTNEXTLINE(misc-no-recursion): elements are within each other
static inline xmlNode *
fuzz_find(xmlNode *const node,
          const char *const name,
          const char *const attribute,
          const char *const value)
{
  for (xmlNode *at = node; at; at = at->next) {
    if (at->type == XML_ELEMENT_NODE) {
      xmlChar *const has =
          attribute ? xmlGetProp(at, (const xmlChar *)attribute) : NULL;
      const bool is_it =
          strcmp((const char *)at->name, name) == 0 &&
          (!attribute || (has && strcmp((const char *)has, value) == 0));
      xmlFree(has);
      xmlNode *const found =
          is_it ? at : fuzz_find(at->children, name, attribute, value);
      if (found) {
        return found;
      }
    }
  }
  return NULL;
}

/// Check that all the text in `node` is `text`
static inline void
fuzz_check_text(xmlNode *const node, const RhumbStr text)
{
  HOLDS(node);
  xmlChar *const content = xmlNodeGetContent(node);
  fuzz_same("texts", text, rhumb_str((const char *)content));
  xmlFree(content);
}

#endif // RHUMB_TESTS_FUZZ_MARKUP_H

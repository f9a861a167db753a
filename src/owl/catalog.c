// SPDX-License-Identifier: ISC

/// @file catalog.c  XML catalogs read by libxml2.

#include "owl/catalog.h"

#include "base/list.h"
#include "base/utf8.h"
#include "io/file.h"
#include "io/path.h"
#include "term/iri.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <limits.h>
#include <stdlib.h>

#define CATALOG "urn:oasis:names:tc:entity:xmlns:xml:catalog"

typedef struct {
  RhumbCatalog *out;
  RhumbArena *arena;
  const RhumbText *text;
  const RhumbDiag *diag;
} Reader;

// Reading ----------------------------------------------------------------

static RhumbStr
attribute(xmlNode *const node, const char *const name, RhumbArena *const arena)
{
  xmlChar *const value = xmlGetNoNsProp(node, (const xmlChar *)name);
  const RhumbStr text =
      value ? rhumb_str_copy(arena, rhumb_str((const char *)value))
            : (RhumbStr){0};
  xmlFree(value);
  return text;
}

/// Add an entry; its address is a path from the catalog's folder
static RhumbStatus
add_entry(const Reader *const reader, xmlNode *const node)
{
  const RhumbStr name = attribute(node, "name", reader->arena);
  const RhumbStr uri = attribute(node, "uri", reader->arena);
  const RhumbLoc loc = {.text = reader->text,
                        .line = (unsigned)xmlGetLineNo(node)};
  const bool is_file = rhumb_str_starts(uri, RHUMB_STR("file:"));
  if (!name.len || !uri.len) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      "a uri entry has the attributes name and uri");
  }
  if (!is_file && rhumb_iri_is_absolute(uri)) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc,
                      "'%.*s' is not a file, and nothing is fetched; name a "
                      "file relative to the catalog",
                      RHUMB_FMT(uri));
  }
  const RhumbStr scheme = is_file ? RHUMB_STR("") : RHUMB_STR("file:");
  const RhumbStr path = rhumb_path_join(
      reader->arena,
      rhumb_path_dir(rhumb_str(reader->text->name)),
      rhumb_iri_path(reader->arena,
                     rhumb_str_join(reader->arena, scheme, uri)));
  RHUMB_PUSH(reader->out, (RhumbCatalogEntry){name, path});
  return RHUMB_OK;
}

static bool
is_element(const xmlNode *const node, const char *const name)
{
  return node->type == XML_ELEMENT_NODE && node->ns &&
         strcmp((const char *)node->ns->href, CATALOG) == 0 &&
         strcmp((const char *)node->name, name) == 0;
}

static RhumbStatus
read_entries(const Reader *const reader, const xmlNode *const parent)
{
  RhumbStatus status = RHUMB_OK;
  for (xmlNode *node = parent->children; node; node = node->next) {
    if (is_element(node, "uri")) {
      RHUMB_KEEP(status, add_entry(reader, node));
    } else if (is_element(node, "group")) {
      RHUMB_KEEP(status, read_entries(reader, node));
    }
  }
  return status;
}

static RhumbStatus
fail_xml(const Reader *const reader, xmlParserCtxt *const context)
{
  const xmlError *const error = xmlCtxtGetLastError(context);
  const bool known = error && error->message;
  if (error && error->code == XML_ERR_NO_MEMORY) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_IO,
                      (RhumbLoc){.text = reader->text},
                      "out of memory");
  }
  const RhumbLoc loc = {
      .text = reader->text,
      .line = known && error->line > 0 ? (unsigned)error->line : 1,
      .column = known && error->int2 > 0 ? (unsigned)error->int2 : 0,
  };
  const char *const message = known ? error->message : "not XML";
  return rhumb_fail(reader->diag,
                    RHUMB_ERR_SYNTAX,
                    loc,
                    "this catalog is not sound XML: %.*s",
                    (int)strcspn(message, "\n"),
                    message);
}

static void
ignore_error(void *const handle, xmlError *const error)
{
  (void)handle;
  (void)error;
}

static RhumbStatus
read_text(const Reader *const reader)
{
  xmlParserCtxt *const context = xmlNewParserCtxt();
  const RhumbStr text = reader->text->text;
  if (!context || text.len > INT_MAX) {
    xmlFreeParserCtxt(context);
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_IO,
                      (RhumbLoc){.text = reader->text},
                      "this catalog is too large");
  }
  // No entities, no fetching, no words on standard error or to Raptor, which
  // listens to all of libxml2 while a serializer is there
  context->sax->serror = ignore_error;
  xmlDoc *const document = xmlCtxtReadMemory(
      context,
      text.data,
      (int)text.len,
      NULL,
      NULL,
      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  RhumbStatus status = RHUMB_OK;
  const xmlNode *const root = document ? xmlDocGetRootElement(document) : NULL;
  if (!document) {
    status = fail_xml(reader, context);
  } else if (!root || !is_element(root, "catalog")) {
    status =
        rhumb_fail(reader->diag,
                   RHUMB_ERR_SYNTAX,
                   (RhumbLoc){.text = reader->text, .line = 1},
                   "not an XML catalog: its root is <catalog xmlns=\"%s\">",
                   CATALOG);
  } else {
    status = read_entries(reader, root);
  }
  xmlFreeDoc(document);
  xmlFreeParserCtxt(context);
  return status;
}

RhumbStatus
rhumb_catalog_read(RhumbCatalog *const out,
                   RhumbArena *const arena,
                   const char *const path,
                   const RhumbLoc loc,
                   const RhumbDiag *const diag)
{
  Reader reader = {.out = out, .arena = arena, .diag = diag};
  RHUMB_TRY(rhumb_file_read(&reader.text, arena, path, loc, diag));
  return read_text(&reader);
}

RhumbStr
rhumb_catalog_find(const RhumbCatalog *const catalog, const RhumbStr iri)
{
  for (size_t i = 0; i < catalog->count; ++i) {
    if (rhumb_str_equal(catalog->items[i].name, iri)) {
      return catalog->items[i].path;
    }
  }
  return (RhumbStr){0};
}

// Writing ----------------------------------------------------------------

static void
put_attribute(RhumbBuf *const out, const RhumbStr text)
{
  RhumbBuf clean = {0};
  rhumb_utf8_clean(&clean, text);
  for (size_t i = 0; i < clean.len; ++i) {
    const char c = clean.data[i];
    if (c == '&' || c == '<' || c == '"') {
      rhumb_buf_format(out, "&#%d;", c);
    } else {
      rhumb_buf_putc(out, c);
    }
  }
  rhumb_buf_free(&clean);
}

void
rhumb_catalog_write(RhumbBuf *const out, const RhumbCatalog *const catalog)
{
  rhumb_buf_puts(out,
                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                 "<catalog prefer=\"public\" xmlns=\"" CATALOG "\">\n");
  for (size_t i = 0; i < catalog->count; ++i) {
    rhumb_buf_puts(out, "  <uri name=\"");
    put_attribute(out, catalog->items[i].name);
    rhumb_buf_puts(out, "\" uri=\"");
    rhumb_iri_encode(out, catalog->items[i].path);
    rhumb_buf_puts(out, "\"/>\n");
  }
  rhumb_buf_puts(out, "</catalog>\n");
}

void
rhumb_catalog_free(RhumbCatalog *const catalog)
{
  free(catalog->items);
  *catalog = (RhumbCatalog){0};
}

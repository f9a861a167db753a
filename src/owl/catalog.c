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

enum { MAX_CATALOGS = 64 }; ///< That one leads to

/// A catalog that another one names, to be read after it
typedef struct {
  const char *path;
  RhumbLoc loc;
} Next;

typedef struct {
  RhumbCatalog *out;
  RhumbArena *arena;
  const RhumbText *text;
  const RhumbDiag *diag;
  RHUMB_LIST(Next) all; ///< The catalogs, each once
} Reader;

/// What relative addresses start from (xml:base)
typedef struct {
  RhumbStr folder;
  RhumbStr remote; ///< The address, if it is no file's
} Base;

// Reading ----------------------------------------------------------------

/// Return the value of an attribute, of no namespace if `space` is NULL
static RhumbStr
attribute(xmlNode *const node,
          const char *const name,
          const xmlChar *const space,
          RhumbArena *const arena)
{
  xmlChar *const value = space
                             ? xmlGetNsProp(node, (const xmlChar *)name, space)
                             : xmlGetNoNsProp(node, (const xmlChar *)name);
  const RhumbStr text =
      value ? rhumb_str_copy(arena, rhumb_str((const char *)value))
            : (RhumbStr){0};
  xmlFree(value);
  return text;
}

static bool
is_remote(const RhumbStr uri)
{
  return !rhumb_str_starts(uri, RHUMB_STR("file:")) &&
         rhumb_iri_is_absolute(uri);
}

/// Return the path that an address stands for, which is no remote one
static RhumbStr
path_of(RhumbArena *const arena, const Base *const base, const RhumbStr uri)
{
  const bool is_file = rhumb_str_starts(uri, RHUMB_STR("file:"));
  const RhumbStr scheme = is_file ? RHUMB_STR("") : RHUMB_STR("file:");
  return rhumb_path_join(
      arena,
      base->folder,
      rhumb_iri_path(arena, rhumb_str_join(arena, scheme, uri)));
}

/// Return `path` without "." and "..", as addresses are resolved: by their text
static RhumbStr
normal(RhumbArena *const arena, const RhumbStr path)
{
  const RhumbStr root =
      rhumb_str_starts(path, RHUMB_STR("/")) ? RHUMB_STR("/") : RHUMB_STR("");
  return rhumb_path_join(arena, root, rhumb_path_relative(arena, root, path));
}

/// Return the base of what stands in `node`
static Base
base_within(const Reader *const reader, xmlNode *const node, const Base outer)
{
  const RhumbStr uri =
      attribute(node, "base", XML_XML_NAMESPACE, reader->arena);
  Base base = outer;
  if (is_remote(uri)) {
    base = (Base){.remote = uri};
  } else if (uri.len) {
    base =
        (Base){.folder = rhumb_path_dir(path_of(reader->arena, &outer, uri))};
  }
  return base;
}

static RhumbLoc
loc_of(const Reader *const reader, const xmlNode *const node)
{
  return (RhumbLoc){.text = reader->text, .line = (unsigned)xmlGetLineNo(node)};
}

/// Set `path` to that of an address, which must be a file's
static RhumbStatus
resolve(RhumbStr *const path,
        const Reader *const reader,
        const xmlNode *const node,
        const Base *const base,
        const RhumbStr uri)
{
  const bool is_relative =
      !is_remote(uri) && !rhumb_str_starts(uri, RHUMB_STR("file:"));
  const RhumbStr remote = is_relative ? base->remote : uri;
  if (is_remote(remote)) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_UNSUPPORTED,
                      loc_of(reader, node),
                      "'%.*s' is not a file, and nothing is fetched; name a "
                      "file relative to the catalog",
                      RHUMB_FMT(remote));
  }
  *path = normal(reader->arena, path_of(reader->arena, base, uri));
  return RHUMB_OK;
}

/// Add an entry; its address is a path from its base
static RhumbStatus
add_entry(Reader *const reader, xmlNode *const node, const Base outer)
{
  const Base base = base_within(reader, node, outer);
  const RhumbStr name = attribute(node, "name", NULL, reader->arena);
  const RhumbStr uri = attribute(node, "uri", NULL, reader->arena);
  if (!name.len || !uri.len) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      loc_of(reader, node),
                      "a uri entry has the attributes name and uri");
  }
  RhumbStr path = {0};
  RHUMB_TRY(resolve(&path, reader, node, &base, uri));
  RHUMB_PUSH(reader->out, (RhumbCatalogEntry){name, path});
  return RHUMB_OK;
}

/// Have another catalog read, unless it has been or will be
static RhumbStatus
add_next(Reader *const reader, xmlNode *const node, const Base outer)
{
  const Base base = base_within(reader, node, outer);
  const RhumbStr uri = attribute(node, "catalog", NULL, reader->arena);
  const RhumbLoc loc = loc_of(reader, node);
  RhumbStr path = {0};
  if (!uri.len || reader->all.count == MAX_CATALOGS) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_SYNTAX,
                      loc,
                      uri.len ? "a catalog leads to at most %d others"
                              : "a nextCatalog entry has the attribute catalog",
                      MAX_CATALOGS);
  }
  RHUMB_TRY(resolve(&path, reader, node, &base, uri));
  for (size_t i = 0; i < reader->all.count; ++i) {
    if (rhumb_str_is(path, reader->all.items[i].path)) {
      return RHUMB_OK;
    }
  }
  RHUMB_PUSH(&reader->all, (Next){path.data, loc});
  return RHUMB_OK;
}

static bool
is_element(const xmlNode *const node, const char *const name)
{
  return node->type == XML_ELEMENT_NODE && node->ns &&
         strcmp((const char *)node->ns->href, CATALOG) == 0 &&
         strcmp((const char *)node->name, name) == 0;
}

/// Read what stands in the catalog, or in a group of it
static RhumbStatus
read_entries(Reader *const reader, xmlNode *const parent, const Base outer)
{
  const Base base = base_within(reader, parent, outer);
  RhumbStatus status = RHUMB_OK;
  for (xmlNode *node = parent->children; node; node = node->next) {
    const RhumbStatus read =
        is_element(node, "uri")           ? add_entry(reader, node, base)
        : is_element(node, "nextCatalog") ? add_next(reader, node, base)
        : is_element(node, "group")       ? read_entries(reader, node, base)
                                          : RHUMB_OK;
    RHUMB_KEEP(status, read);
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
read_text(Reader *const reader)
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
  xmlNode *const root = document ? xmlDocGetRootElement(document) : NULL;
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
    const Base base = {.folder = rhumb_path_dir(rhumb_str(reader->text->name))};
    status = read_entries(reader, root, base);
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
  RhumbStatus status = RHUMB_OK;
  RHUMB_PUSH(&reader.all, (Next){path, loc});
  for (size_t i = 0; status == RHUMB_OK && i < reader.all.count; ++i) {
    const Next next = reader.all.items[i];
    status = rhumb_file_read(&reader.text, arena, next.path, next.loc, diag);
    if (status == RHUMB_OK) {
      status = read_text(&reader);
    }
  }
  free(reader.all.items);
  return status;
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

/// Append the value of an attribute; what a parser would make a space of, such
/// as an end of line, is not left as it is
static void
put_attribute(RhumbBuf *const out, const RhumbStr text)
{
  RhumbBuf clean = {0};
  rhumb_utf8_clean(&clean, text);
  for (size_t i = 0; i < clean.len; ++i) {
    const char c = clean.data[i];
    if (c == '&' || c == '<' || c == '"' || (unsigned char)c < ' ') {
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

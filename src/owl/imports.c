// SPDX-License-Identifier: ISC

/// @file imports.c  owl:imports followed to the last, by catalogs.

#include "owl/imports.h"

#include "base/list.h"
#include "base/table.h"
#include "io/compression.h"
#include "io/file.h"
#include "io/path.h"
#include "owl/catalog.h"
#include "term/rdf.h"

#include <stdlib.h>

typedef struct {
  RhumbImports *out;
  RhumbArena *arena;
  const RhumbOntology *ontology;
  const RhumbQuadHandler *to;
  const RhumbDiag *diag;
  RhumbCatalog catalog;
  RhumbTable seen;
  RHUMB_LIST(RhumbIri) wanted; ///< Ontologies, and where they are mentioned
} Reader;

static void
want(Reader *const reader, const RhumbStr iri, const RhumbLoc loc)
{
  const size_t before = reader->seen.count;
  (void)rhumb_table_add(&reader->seen, iri);
  if (reader->seen.count > before) {
    const RhumbStr copy = rhumb_str_copy(reader->arena, iri);
    RHUMB_PUSH(&reader->wanted, (RhumbIri){copy, loc});
  }
}

static RhumbStatus
on_quad(void *const handle, const RhumbQuad *const quad)
{
  Reader *const reader = (Reader *)handle;
  if (quad->object.kind == RHUMB_TERM_IRI &&
      rhumb_str_is(quad->predicate.text, RHUMB_OWL "imports")) {
    want(reader, quad->object.text, *quad->origin);
  }
  return reader->to ? reader->to->put(reader->to->handle, quad) : RHUMB_OK;
}

static RhumbStatus
read_one(Reader *const reader, const RhumbStr iri, const RhumbLoc loc)
{
  const RhumbStr path = rhumb_catalog_find(&reader->catalog, iri);
  if (!path.len) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "the import <%.*s> is not in the catalog '%.*s'; name "
                      "its file there",
                      RHUMB_FMT(iri),
                      RHUMB_FMT(reader->ontology->catalog));
  }
  const RhumbText *text = NULL;
  RHUMB_TRY(
      rhumb_file_read(&text, reader->arena, path.data, loc, reader->diag));
  if (reader->out) {
    RHUMB_PUSH(reader->out, (RhumbImport){iri, text});
  }
  const RhumbQuadHandler to = {on_quad, reader};
  return rhumb_rdf_read(text, NULL, iri, NULL, &to, reader->diag);
}

static RhumbStatus
read_all(Reader *const reader)
{
  const RhumbOntology *const ontology = reader->ontology;
  if (!ontology->n_imports) {
    return RHUMB_OK;
  }
  if (!ontology->catalog.len) {
    return rhumb_fail(reader->diag,
                      RHUMB_ERR_REFERENCE,
                      ontology->imports[0].loc,
                      "imports need a catalog that names their files; say "
                      "where it is with \"catalog\"");
  }
  const RhumbStr path = rhumb_str_copy(reader->arena, ontology->catalog);
  RHUMB_TRY(rhumb_catalog_read(&reader->catalog,
                               reader->arena,
                               path.data,
                               ontology->catalog_loc,
                               reader->diag));
  for (size_t i = 0; i < ontology->n_imports; ++i) {
    want(reader, ontology->imports[i].text, ontology->imports[i].loc);
  }
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < reader->wanted.count; ++i) {
    const RhumbIri wanted = reader->wanted.items[i];
    RHUMB_KEEP(status, read_one(reader, wanted.text, wanted.loc));
  }
  return status;
}

RhumbStatus
rhumb_imports_read(RhumbImports *const out,
                   RhumbArena *const arena,
                   const RhumbOntology *const ontology,
                   const RhumbQuadHandler *const to,
                   const RhumbDiag *const diag)
{
  Reader reader = {
      .out = out, .arena = arena, .ontology = ontology, .to = to, .diag = diag};
  const RhumbStatus status = read_all(&reader);
  rhumb_catalog_free(&reader.catalog);
  rhumb_table_free(&reader.seen);
  free(reader.wanted.items);
  return status;
}

// Shipping ---------------------------------------------------------------

/// Choose a name for the copy of an import that no other file has: the data
/// may be called like the ontology
static RhumbStr
copy_name(RhumbArena *const arena,
          const RhumbCatalog *const taken,
          const char *const path)
{
  const RhumbStr name = rhumb_path_name(rhumb_unpacked_path(rhumb_str(path)));
  RhumbStr chosen = rhumb_str_format(arena, "import-%.*s", RHUMB_FMT(name));
  for (size_t i = 0, n = 1; i < taken->count; ++i) {
    if (rhumb_str_equal(taken->items[i].path, chosen)) {
      chosen = rhumb_str_format(arena, "import-%zu-%.*s", ++n, RHUMB_FMT(name));
      i = SIZE_MAX; // From the start
    }
  }
  return chosen;
}

static RhumbStatus
ship(const RhumbImports *const imports,
     RhumbArena *const arena,
     RhumbCatalog *const catalog,
     RhumbOutputs *const outputs,
     const char *const dir,
     const RhumbDiag *const diag)
{
  for (size_t i = 0; i < imports->count; ++i) {
    const RhumbImport *const import = &imports->items[i];
    const RhumbStr name = copy_name(arena, catalog, import->text->name);
    const RhumbStr path = rhumb_path_join(arena, rhumb_str(dir), name);
    RHUMB_TRY(rhumb_outputs_put(
        outputs, path.data, import->text->text, (RhumbLoc){0}, diag));
    RHUMB_PUSH(catalog, (RhumbCatalogEntry){import->iri, name});
  }
  RhumbBuf text = {0};
  rhumb_catalog_write(&text, catalog);
  const RhumbStr path =
      rhumb_path_join(arena, rhumb_str(dir), RHUMB_STR("catalog-v001.xml"));
  const RhumbStatus status = rhumb_outputs_put(
      outputs, path.data, rhumb_buf_str(&text), (RhumbLoc){0}, diag);
  rhumb_buf_free(&text);
  return status;
}

RhumbStatus
rhumb_imports_ship(const RhumbOntology *const ontology,
                   RhumbOutputs *const outputs,
                   const char *const dir,
                   const RhumbDiag *const diag)
{
  if (!ontology->n_imports) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  RhumbImports imports = {0};
  RhumbCatalog catalog = {0};
  RhumbStatus status =
      rhumb_imports_read(&imports, &arena, ontology, NULL, diag);
  if (status == RHUMB_OK) {
    status = ship(&imports, &arena, &catalog, outputs, dir, diag);
  }
  rhumb_catalog_free(&catalog);
  free(imports.items);
  rhumb_arena_free(&arena);
  return status;
}

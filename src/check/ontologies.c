// SPDX-License-Identifier: ISC

/// @file ontologies.c  The ontologies that rules are held against, read.

#include "check/ontologies.h"

#include "base/list.h"
#include "io/file.h"
#include "io/path.h"
#include "owl/imports.h"
#include "term/rdf.h"

#include <stdlib.h>
#include <unistd.h>

/// Takes the quads of one file that was named, noting what it imports
typedef struct {
  RhumbQuadHandler to;
  RhumbArena *arena;
  RhumbLoc loc;
  RHUMB_LIST(RhumbIri) imports;
} Named;

static RhumbStatus
put_named(void *const handle, const RhumbQuad *const quad)
{
  Named *const named = (Named *)handle;
  if (quad->object.kind == RHUMB_TERM_IRI &&
      rhumb_str_is(quad->predicate.text, RHUMB_OWL "imports")) {
    const RhumbStr iri = rhumb_str_copy(named->arena, quad->object.text);
    RHUMB_PUSH(&named->imports, (RhumbIri){iri, named->loc});
  }
  return named->to.put(named->to.handle, quad);
}

static RhumbStatus
read_imports(RhumbOntologies *const read,
             const RhumbOntology *const ontology,
             const RhumbDiag *const diag)
{
  const RhumbQuadHandler to = rhumb_vocabulary_handler(&read->vocabulary);
  return rhumb_imports_read(NULL, &read->arena, ontology, &to, diag);
}

/// What a vocabulary imports may be out of reach: less is checked, no more
static void
report_as_warning(void *const handle, const RhumbReport *const report)
{
  const RhumbDiag *const diag = (const RhumbDiag *)handle;
  RhumbReport warning = *report;
  if (warning.severity == RHUMB_ERROR) {
    warning.severity = RHUMB_WARNING;
  }
  diag->report(diag->handle, &warning);
}

/// Read what a file imports, as far as a catalog beside it finds it
static void
read_imports_of(RhumbOntologies *const read,
                const Named *const named,
                const RhumbDiag *const to)
{
  const RhumbStr catalog =
      rhumb_path_join(&read->arena,
                      rhumb_path_dir(rhumb_str(named->loc.text->name)),
                      RHUMB_STR("catalog-v001.xml"));
  const RhumbOntology ontology = {.imports = named->imports.items,
                                  .n_imports = named->imports.count,
                                  .catalog = catalog,
                                  .catalog_loc = named->loc,
                                  .loc = named->loc};
  RhumbDiag outer = *to;
  const RhumbDiag diag = {report_as_warning, &outer};
  if (named->imports.count && access(catalog.data, R_OK) == 0) {
    read->is_partial |= read_imports(read, &ontology, &diag) != RHUMB_OK;
  } else if (named->imports.count) {
    read->is_partial = true;
    rhumb_warn(to,
               RHUMB_WARNING,
               ontology.loc,
               "what this ontology imports is not checked: there is no '%s' "
               "to find it with",
               catalog.data);
  }
}

static RhumbStatus
read_named(RhumbOntologies *const read,
           const char *const path,
           const RhumbDiag *const diag)
{
  const RhumbText *text = NULL;
  Named named = {.to = rhumb_vocabulary_handler(&read->vocabulary),
                 .arena = &read->arena};
  const RhumbQuadHandler to = {put_named, &named};
  RHUMB_TRY(rhumb_file_read(&text, &read->arena, path, (RhumbLoc){0}, diag));
  named.loc = (RhumbLoc){text, 0, 0, 0};
  const RhumbStatus status =
      rhumb_rdf_read(text, NULL, (RhumbStr){0}, NULL, &to, diag);
  if (status == RHUMB_OK) {
    read_imports_of(read, &named, diag);
  }
  free(named.imports.items);
  return status;
}

RhumbStatus
rhumb_ontologies_read(RhumbOntologies *const out,
                      const RhumbOntology *const imported,
                      const char *const *const paths,
                      const size_t n_paths,
                      const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  if (imported) { // First, so that what they declare is known to be theirs
    RHUMB_KEEP(status, read_imports(out, imported, diag));
  }
  out->n_imported = out->vocabulary.files.count;
  for (size_t i = 0; i < n_paths; ++i) {
    RHUMB_KEEP(status, read_named(out, paths[i], diag));
  }
  rhumb_vocabulary_finish(&out->vocabulary);
  return status;
}

void
rhumb_ontologies_free(RhumbOntologies *const ontologies)
{
  rhumb_vocabulary_free(&ontologies->vocabulary);
  rhumb_arena_free(&ontologies->arena);
}

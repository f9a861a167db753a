// SPDX-License-Identifier: ISC

/// @file imports.h  The ontologies that an ontology imports, and theirs.

#ifndef RHUMB_OWL_IMPORTS_H
#define RHUMB_OWL_IMPORTS_H

#include "io/output.h"
#include "owl/ontology.h"

typedef struct {
  RhumbStr iri; ///< As it is imported
  const RhumbText *text;
} RhumbImport;

typedef struct {
  RhumbImport *items;
  size_t count;
  size_t cap;
} RhumbImports;

/**
   Read every imported ontology, each once, found through the catalog.

   @param out Filled in the order of first mention; the texts are owned by
   `arena`, the array is to be freed with free(). May be NULL.
   @param to Gets their quads; may be NULL.
   @return RHUMB_OK, or the first of all failures, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_imports_read(RhumbImports *out,
                   RhumbArena *arena,
                   const RhumbOntology *ontology,
                   const RhumbQuadHandler *to,
                   const RhumbDiag *diag);

/**
   Put the imported ontologies and a catalog that names them, with relative
   addresses, into the folder `dir` as outputs of the run.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_imports_ship(const RhumbOntology *ontology,
                   RhumbOutputs *outputs,
                   const char *dir,
                   const RhumbDiag *diag);

#endif // RHUMB_OWL_IMPORTS_H

// SPDX-License-Identifier: ISC

/// @file ontologies.h  The ontologies that rules are held against.

#ifndef RHUMB_CHECK_ONTOLOGIES_H
#define RHUMB_CHECK_ONTOLOGIES_H

#include "owl/ontology.h"
#include "owl/vocabulary.h"

/// Zero is empty; release with rhumb_ontologies_free()
typedef struct {
  RhumbVocabulary vocabulary;
  size_t n_imported; ///< Of the vocabulary's files, the first are those that
                     ///< the rules import
  bool is_partial;   ///< What one of those at paths imports could not be read
  RhumbArena arena;
} RhumbOntologies;

/**
   Read what the rules import, and the ontologies at `paths` with what these
   import as far as a catalog-v001.xml beside them finds it.

   @param out Filled with what could be read, whatever fails.
   @param imported What the rules say; NULL: nothing.
   @return RHUMB_OK, or why one of them cannot be read; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_ontologies_read(RhumbOntologies *out,
                      const RhumbOntology *imported,
                      const char *const *paths,
                      size_t n_paths,
                      const RhumbDiag *diag);

void
rhumb_ontologies_free(RhumbOntologies *ontologies);

#endif // RHUMB_CHECK_ONTOLOGIES_H

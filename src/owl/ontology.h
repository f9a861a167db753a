// SPDX-License-Identifier: ISC

/// @file ontology.h  An OWL 2 header and declarations, so that data opens as an
/// ontology in Protégé.

#ifndef RHUMB_OWL_ONTOLOGY_H
#define RHUMB_OWL_ONTOLOGY_H

#include "term/name.h"
#include "term/term.h"

/// A file that the rules name, and where
typedef struct {
  RhumbStr path; ///< NUL-terminated
  RhumbLoc loc;
} RhumbOntologyFile;

/// What `ontology:` in the rules says
typedef struct {
  RhumbStr iri;            ///< owl:Ontology
  RhumbStr version;        ///< owl:versionIRI; empty: none
  const RhumbIri *imports; ///< owl:imports
  size_t n_imports;
  RhumbStr catalog; ///< Path of the XML catalog that finds the imports
  RhumbLoc catalog_loc;
  const RhumbOntologyFile *shapes; ///< What the data must have, in SHACL
  size_t n_shapes;
  RhumbTerm title, description, license;
  RhumbLoc loc;
} RhumbOntology;

/// Adds the header and the declarations to the quads that pass through
typedef struct RhumbDeclarer RhumbDeclarer;

/**
   Read the imported ontologies, found through the catalog, and write the
   header.

   @param out Set to the declarer; release with rhumb_declarer_close().
   @param next Gets the header now, every quad as it comes, the declarations at
   the end.
   @return RHUMB_OK; RHUMB_ERR_REFERENCE for an import that the catalog does not
   name; RHUMB_ERR_IO, RHUMB_ERR_SYNTAX for one that cannot be read. Reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_declarer_open(RhumbDeclarer **out,
                    const RhumbOntology *ontology,
                    const RhumbQuadHandler *next,
                    const RhumbDiag *diag);

/// Pass a quad on, noting what must be declared; not one that has been put
RHUMB_NODISCARD RhumbStatus
rhumb_declarer_put(RhumbDeclarer *declarer, const RhumbQuad *quad);

/**
   Write the declarations: owl:NamedIndividual for every IRI with a class or in
   an object property, owl:Class, owl:ObjectProperty, owl:DatatypeProperty or
   owl:AnnotationProperty for what no imported ontology declares. The kind of an
   undeclared property follows its use; used both ways is an error that names
   it.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_declarer_finish(RhumbDeclarer *declarer, const RhumbDiag *diag);

/// Free; takes NULL
void
rhumb_declarer_close(RhumbDeclarer *declarer);

#endif // RHUMB_OWL_ONTOLOGY_H

// SPDX-License-Identifier: ISC

/// @file vocabulary.h  The IRIs that the code itself speaks of.

#ifndef RHUMB_TERM_VOCABULARY_H
#define RHUMB_TERM_VOCABULARY_H

#define RHUMB_RDF  "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define RHUMB_RDFS "http://www.w3.org/2000/01/rdf-schema#"
#define RHUMB_XSD  "http://www.w3.org/2001/XMLSchema#"
#define RHUMB_OWL  "http://www.w3.org/2002/07/owl#"
#define RHUMB_RR   "http://www.w3.org/ns/r2rml#"
#define RHUMB_RML  "http://w3id.org/rml/"
#define RHUMB_QL   "http://semweb.mmlab.be/ns/ql#"

#define RHUMB_CSVW "http://www.w3.org/ns/csvw#"
#define RHUMB_D2RQ "http://www.wiwiss.fu-berlin.de/suhl/bizer/D2RQ/0.1#"
#define RHUMB_DCAT "http://www.w3.org/ns/dcat#"
#define RHUMB_SD   "http://www.w3.org/ns/sparql-service-description#"
#define RHUMB_VOID "http://rdfs.org/ns/void#"

#define RHUMB_FNO   "https://w3id.org/function/ontology#"
#define RHUMB_GREL  "http://users.ugent.be/~bjdmeest/function/grel.ttl#"
#define RHUMB_IDLAB "https://w3id.org/imec/idlab/function#"
#define RHUMB_MORPH \
  "https://github.com/morph-kgc/morph-kgc/function/built-in.ttl#"
#define RHUMB_FUNCTIONS "https://w3id.org/rhumb/function#" ///< Of our own

/// RML's vocabulary before the Community Group's
#define RHUMB_RML_CLASSIC "http://semweb.mmlab.be/ns/rml#"

/// What RML has no words for
#define RHUMB_OURS "https://w3id.org/rhumb/rml#"

#define RHUMB_RDF_TYPE RHUMB_RDF "type"

/// The datatype that a literal without one has
#define RHUMB_XSD_STRING RHUMB_XSD "string"

#endif // RHUMB_TERM_VOCABULARY_H

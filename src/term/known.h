// SPDX-License-Identifier: ISC

/// @file known.h  The names of vocabularies that are closed: RDF, RDFS, OWL,
/// SKOS, SHACL, DCMI Metadata Terms, XSD.

#ifndef RHUMB_TERM_KNOWN_H
#define RHUMB_TERM_KNOWN_H

#include "base/str.h"

/// A name that no vocabulary has
typedef struct {
  const char *prefix; ///< As people write the vocabulary: "rdfs"
  RhumbStr name;      ///< What it does not have, a view of the IRI
  bool is_https;      ///< It may have the name, but begins with http:
  const char *near;   ///< What was probably meant, "rdfs:label"; or NULL
} RhumbUnknownName;

/**
   Set `out` to what is wrong with `iri`, if it is in the namespace of one of
   these vocabularies and that has no such name.

   Of a vocabulary that grows, a name that is near to none of its own is
   probably a new one, and is not wrong.

   @param arena Keeps `near`.
   @return false if nothing is wrong with it.
*/
bool
rhumb_name_is_unknown(RhumbUnknownName *out, RhumbArena *arena, RhumbStr iri);

#endif // RHUMB_TERM_KNOWN_H

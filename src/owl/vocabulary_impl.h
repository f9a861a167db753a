// SPDX-License-Identifier: ISC

/// @file vocabulary_impl.h  The edges of a vocabulary.

#ifndef RHUMB_OWL_VOCABULARY_IMPL_H
#define RHUMB_OWL_VOCABULARY_IMPL_H

#include "base/list.h"
#include "owl/vocabulary.h"

/// What an edge says of its two terms
typedef enum {
  RHUMB_EDGE_SUPER,    ///< Class or property: everything in `from` is in `to`
  RHUMB_EDGE_DISJOINT, ///< Nothing is in both; stands both ways
  RHUMB_EDGE_GROUP,    ///< `from` is disjoint with all others in the group `to`
  RHUMB_EDGE_DOMAIN,
  RHUMB_EDGE_RANGE,
  RHUMB_EDGE_MEMBER,  ///< Everything in `from`, a union, is in some such `to`
  RHUMB_EDGE_UNION,   ///< `to`: the list of a union's members
  RHUMB_EDGE_MEMBERS, ///< `to`: a list of classes that exclude each other
  RHUMB_EDGE_PARTS,   ///< Likewise, and they are subclasses of `from`
  RHUMB_EDGE_TYPE,    ///< `from` is an individual of the class `to`
  RHUMB_EDGE_ONE_OF,  ///< `to`: a list of the individuals of `from`, a class
  RHUMB_EDGE_FIRST,
  RHUMB_EDGE_REST,
  RHUMB_EDGE_SPOKEN, ///< `to`: the number of a file in which `from` is a
                     ///< subject
  RHUMB_EDGE_ABOUT,  ///< `from`: the number of an ontology, which the file with
                     ///< the number `to` says that it is
} RhumbEdgeKind;

/// Sort edges, so that those of a kind and a term stand together
void
rhumb_edges_sort(RhumbVocabularyEdges *edges);

/// Return the first edge of a kind from a term, setting `count` to how many
const RhumbVocabularyEdge *
rhumb_edges_of(const RhumbVocabulary *vocabulary,
               unsigned kind,
               uint32_t from,
               size_t *count);

/// Return the IRI of an ontology, or a namespace, without the signs that end
/// namespaces
RhumbStr
rhumb_bare(RhumbStr iri);

/// Find the namespaces and what is known of them, once the edges are sorted
void
rhumb_spaces_find(RhumbVocabulary *vocabulary);

/// Return a term and all that is above it, ended by RHUMB_TABLE_NONE; to be
/// freed
uint32_t *
rhumb_terms_above(const RhumbVocabulary *vocabulary, uint32_t term);

/// True for the key of a term that is no blank node
static inline bool
rhumb_is_named(const RhumbStr key)
{
  return !rhumb_str_starts(key, RHUMB_STR("_:"));
}

#endif // RHUMB_OWL_VOCABULARY_IMPL_H

// SPDX-License-Identifier: ISC

/// @file names.h  What things are called: labels with language fallback.

#ifndef RHUMB_VIEW_NAMES_H
#define RHUMB_VIEW_NAMES_H

#include "term/prefix.h"
#include "view/graph_impl.h"
#include "view/style_impl.h"

typedef struct {
  const RhumbIndex *index;
  const RhumbPrefixes *prefixes;
  RhumbArena *arena;
  const uint32_t *labels; ///< Ranks of the properties that give labels
  size_t n_labels;
  RhumbIris languages;
  uint32_t type; ///< Rank of rdf:type
} RhumbNamer;

/// Make a namer for `view`; its texts are kept in `arena`
RhumbNamer
rhumb_namer_new(RhumbArena *arena,
                const RhumbIndex *index,
                const RhumbView *view,
                const RhumbPrefixes *prefixes);

/// Return what a term is called: a literal's text, a resource's label in the
/// first language that has one, else its prefixed IRI, else the last part of
/// it, decoded ("United States"); clean, never empty
/// @param language Set to the label's language, or empty; may be NULL.
RhumbStr
rhumb_name_of(const RhumbNamer *namer, uint32_t rank, RhumbStr *language);

/// True if the term is called after the last part of its IRI, which others may
/// share
bool
rhumb_name_is_part(const RhumbNamer *namer, uint32_t rank);

/// Return the label of a class, or its local name as words ("Threat actor")
RhumbStr
rhumb_name_of_class(const RhumbNamer *namer, uint32_t rank);

/// Return the label of a property, or its local name as words
RhumbStr
rhumb_name_of_property(const RhumbNamer *namer, uint32_t rank);

#endif // RHUMB_VIEW_NAMES_H

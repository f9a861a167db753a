// SPDX-License-Identifier: ISC

/// @file space.h  The IRIs that prefixes stand for, searched by what begins
/// with them.

#ifndef RHUMB_TERM_SPACE_H
#define RHUMB_TERM_SPACE_H

#include "term/prefix.h"

/// What one or more prefixes stand for
typedef struct RhumbSpace {
  RhumbStr iri;
  size_t number;                  ///< Of the first of these prefixes
  const struct RhumbSpace *outer; ///< The longest that it begins with; NULL:
                                  ///< there is none
} RhumbSpace;

/// Return the longest IRI of a declared prefix, not empty, that `iri` begins
/// with, or NULL; it holds until a prefix is declared
const RhumbSpace *
rhumb_space_find(const RhumbPrefixes *prefixes, RhumbStr iri);

/// Likewise the longest behind which a name stands (rhumb_is_local_name())
const RhumbSpace *
rhumb_space_named(const RhumbPrefixes *prefixes, RhumbStr iri);

#endif // RHUMB_TERM_SPACE_H

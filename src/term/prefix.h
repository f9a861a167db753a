// SPDX-License-Identifier: ISC

/// @file prefix.h  Prefixes: names for the beginnings of IRIs.

#ifndef RHUMB_TERM_PREFIX_H
#define RHUMB_TERM_PREFIX_H

#include "base/list.h"
#include "base/lookup.h"
#include "base/status.h"

typedef struct {
  RhumbStr name; ///< Without the colon; may be empty
  RhumbStr iri;
  RhumbLoc loc; ///< Where it was declared
  bool used;    ///< Expanded at least once: worth writing to Turtle
} RhumbPrefix;

/// The IRIs of prefixes, in order
typedef struct {
  struct RhumbSpace *items;
  size_t count;
  bool holds; ///< Nothing was declared since
} RhumbSpaces;

/// The declared prefixes in order; the RDFa 1.1 initial context stands behind
typedef struct RhumbPrefixes {
  RhumbArena *arena; ///< Keeps the rest: set it, and a set is empty
  RhumbPrefix *items;
  size_t count;
  size_t cap;
  RhumbLookup names;
  RhumbSpaces *spaces; ///< Of rhumb_space_find(); NULL: none is declared
  RHUMB_LIST(RhumbStr) missing; ///< Asked for, and reported as unknown
} RhumbPrefixes;

/// Declare `name`; a later declaration replaces an earlier one
/// @return false if the same name stood for another IRI (and still does)
bool
rhumb_prefixes_add(RhumbPrefixes *prefixes,
                   RhumbStr name,
                   RhumbStr iri,
                   RhumbLoc loc);

/// Set `out` to what `prefixes` declares now; the items share its texts
void
rhumb_prefixes_copy(RhumbPrefixes *out,
                    RhumbArena *arena,
                    const RhumbPrefixes *prefixes);

/// Return the declared prefix called `name`, which the set owns, or NULL
RhumbPrefix *
rhumb_prefixes_declared(const RhumbPrefixes *prefixes, RhumbStr name);

/// Return what `name` stands for, declared or predefined, marking it used; a
/// view with NULL data if nothing
RhumbStr
rhumb_prefixes_find(RhumbPrefixes *prefixes, RhumbStr name);

/// Return the declared or predefined name nearest to `name`, or NULL
const char *
rhumb_prefixes_near(const RhumbPrefixes *prefixes, RhumbStr name);

/// Append `iri` as a CURIE with the longest fitting prefix, declared before
/// predefined ones; as it is if none fits
void
rhumb_prefixes_shorten(const RhumbPrefixes *prefixes,
                       RhumbBuf *out,
                       RhumbStr iri);

#endif // RHUMB_TERM_PREFIX_H

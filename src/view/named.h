// SPDX-License-Identifier: ISC

/// @file named.h  The names in a view, held against what there is.

#ifndef RHUMB_VIEW_NAMED_H
#define RHUMB_VIEW_NAMED_H

#include "base/list.h"
#include "base/table.h"
#include "view/graph.h"
#include "view/style.h"

/// What a name stands for: bits
typedef enum {
  RHUMB_NAMED_CLASS = 1,
  RHUMB_NAMED_PROPERTY = 2,
  RHUMB_NAMED_NODE = 4,
  RHUMB_NAMED_ALL = 7,
  RHUMB_NAMED_FOCUS =
      8, ///< Of nodes, the focus too: drawing looks at it itself
} RhumbNameKind;

/// Names that there are beside those of a graph, such as a vocabulary's; zero
/// is empty, release with rhumb_glossary_free()
typedef struct {
  RhumbTable iris;
  RHUMB_LIST(unsigned) kinds; ///< By number: bits of RhumbNameKind
} RhumbGlossary;

void
rhumb_glossary_add(RhumbGlossary *names, RhumbStr iri, unsigned kinds);

/// Takes quads, of whose terms each is what it is there
RhumbQuadHandler
rhumb_glossary_handler(RhumbGlossary *names);

void
rhumb_glossary_free(RhumbGlossary *names);

/**
   Warn of each name in `view` that neither `graph` nor `others` has, once, with
   the nearest that there is.

   Names of the vocabularies that everyone uses, and what statements are
   collapsed to, need not be in the data.

   @param kinds Those of which all are known: the others are not missed.
   @return How many there are; a `diag` without a function only counts.
*/
size_t
rhumb_view_check_names(const RhumbView *view,
                       RhumbGraph *graph,
                       const RhumbGlossary *others,
                       unsigned kinds,
                       const RhumbPrefixes *prefixes,
                       const RhumbDiag *diag);

#endif // RHUMB_VIEW_NAMED_H

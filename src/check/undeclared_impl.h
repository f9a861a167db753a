// SPDX-License-Identifier: ISC

/// @file undeclared_impl.h  Undeclared IRIs, for who finds and who says them.

#ifndef RHUMB_CHECK_UNDECLARED_IMPL_H
#define RHUMB_CHECK_UNDECLARED_IMPL_H

#include "check/origin.h"
#include "check/undeclared.h"

/// What must be declared of an IRI where it stands
typedef struct {
  unsigned kinds;   ///< One of these, bits; 0: that it is anything
  const char *what; ///< In words
} RhumbDemand;

/// An undeclared IRI at a place of the rules
typedef struct {
  RhumbStr iri;
  const RhumbDemand *need;
  RhumbStr property; ///< Whose object it is; empty: it is none
  RhumbOrigin origin;
  RhumbLoc first;  ///< Of the rows that made it; nowhere: of none
  uint64_t n_rows; ///< That made quads of it
  uint64_t last_row;
  size_t next; ///< Number of the next at the place, from 1; 0: it is the last
} RhumbUndeclaredIri;

/// A term map that makes them
typedef struct {
  RhumbLoc loc;
  size_t first, last; ///< Numbers of its IRIs, from 1
  size_t count;
  uint64_t n_more; ///< Rows that make others than these
  uint64_t last_more;
} RhumbUndeclaredPlace;

struct RhumbUndeclared {
  const RhumbMapping *mapping;
  const RhumbOntologies *ontologies;
  const RhumbDiag *diag;
  RhumbObserver observer;
  RhumbArena arena;
  const RhumbSource *source; ///< Of the row; NULL: there is none
  RhumbOrigins origins;
  bool *is_refused; ///< Of each namespace of the vocabulary: what it lacks
  size_t shortest;  ///< Length of the shortest namespace that is refused
  RhumbTable said;  ///< Places and IRIs that another has said
  RhumbTable known; ///< Places and IRIs, by number of `iris`
  RHUMB_LIST(RhumbUndeclaredIri) iris;
  RhumbTable located; ///< Those of term maps, by number of `places`
  RHUMB_LIST(RhumbUndeclaredPlace) places;
};

#endif // RHUMB_CHECK_UNDECLARED_IMPL_H

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

/// What is wrong with an IRI
typedef enum {
  RHUMB_FAULT_NONE,
  RHUMB_FAULT_UNDECLARED, ///< Or declared as something else than it is used for
  RHUMB_FAULT_OUTSIDE,    ///< It is in no range of the property
  RHUMB_FAULT_DEPRECATED, ///< A warning
} RhumbFault;

/// An IRI that is looked at
typedef struct {
  const RhumbQuad *quad; ///< That it is in; NULL: the rules have it
  RhumbPosition at;      ///< In it, or in a triple term in it
  RhumbStr property;     ///< Of the triple; empty: it depends
  const RhumbDemand *need;
  const RhumbOrigin *origin; ///< NULL: to be found by the quad
  bool is_entry;             ///< Of a table, whether a row asks for it or not
} RhumbUndeclaredLook;

/// An IRI with a fault at a place of the rules
typedef struct {
  RhumbStr iri;
  RhumbFault fault;
  const RhumbDemand *need;
  RhumbStr property; ///< Whose object it is; empty: it is none
  RhumbStr range;    ///< That it is not in; empty: it is not known, or has no
                     ///< name
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
  bool has_unmade; ///< Other constants, which no row makes
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
  bool *is_listed;  ///< Of each: it may be where ranges have their individuals
  RhumbLoc *owners; ///< Of each: what makes it the data's own; nowhere: nothing
  size_t shortest;  ///< Length of the shortest namespace of these two
  RhumbTable judged;             ///< Properties with what may be their objects
  RHUMB_LIST(RhumbStr) verdicts; ///< Of each: NULL data: it may
  RhumbStr cut_name; ///< A source that was not read to its end; empty: none
  uint64_t n_cut;    ///< Records that were read of it
  RhumbTable said;   ///< Places and IRIs that another has said
  RhumbTable known;  ///< Places and IRIs, by number of `iris`
  RHUMB_LIST(RhumbUndeclaredIri) iris;
  RhumbTable located; ///< Those of term maps, by number of `places`
  RHUMB_LIST(RhumbUndeclaredPlace) places;
};

/// Return what must be declared of an IRI
/// @param property Of the triple; empty: it depends.
const RhumbDemand *
rhumb_undeclared_need(RhumbPosition at, RhumbStr property);

/// Look at an IRI that is made, or that the rules have
void
rhumb_undeclared_look_at(RhumbUndeclared *undeclared,
                         RhumbStr iri,
                         const RhumbUndeclaredLook *look);

/// Look at the constants of the rules, be they made or not
void
rhumb_undeclared_look_at_constants(RhumbUndeclared *undeclared);

#endif // RHUMB_CHECK_UNDECLARED_IMPL_H

// SPDX-License-Identifier: ISC

/// @file undeclared.h  IRIs that a run makes in the namespace of an ontology
/// which does not declare them.
///
/// An ontology takes any IRI for an individual that it does not know; for who
/// asks with the ones that it declares, what is said of another is lost. So
/// nothing is made in a namespace that is an ontology's but what is declared,
/// in whatever position of a quad.

#ifndef RHUMB_CHECK_UNDECLARED_H
#define RHUMB_CHECK_UNDECLARED_H

#include "check/ontologies.h"
#include "engine/engine.h"

/// What looks for them
typedef struct RhumbUndeclared RhumbUndeclared;

/**
   Return what looks for undeclared IRIs in a run of `plan`; release with
   rhumb_undeclared_free().

   Namespaces are those that rhumb_vocabulary_owns() has and, of the objects of
   a property, those that rhumb_vocabulary_lists() has; but for what is the
   data's too: the namespace of the data's own ontology, whose IRI the rules
   say; and one in which the rules make subjects, unless they import the
   ontology and it begins with that one's IRI, and is it or has more than
   individuals.

   @param ontologies, mapping, plan, diag They live as long as what is returned.
*/
RhumbUndeclared *
rhumb_undeclared_new(const RhumbPlan *plan,
                     const RhumbMapping *mapping,
                     const RhumbOntologies *ontologies,
                     const RhumbDiag *diag);

/// True if a constant of the rules, which is not declared, is an error: then
/// the caller says it, and what is made of it is not said again
bool
rhumb_undeclared_refuse(RhumbUndeclared *undeclared,
                        RhumbStr iri,
                        RhumbLoc loc);

/// Return the observer that has to see the run, with `next` behind it; it lives
/// as long as `undeclared`
const RhumbObserver *
rhumb_undeclared_observer(RhumbUndeclared *undeclared,
                          const RhumbObserver *next);

/// Look at a quad of the row that the observer is at
void
rhumb_undeclared_look(RhumbUndeclared *undeclared, const RhumbQuad *quad);

/**
   Hold the constants of the rules too, be they made or not, and say what has
   been found, an error for each IRI at each place of the rules, with what may
   stand there: of a place the first few, and how many rows make others. A term
   that is deprecated is a warning. Notes say what has not been held: what is in
   namespaces that are the data's too, and records that were not read.

   @return RHUMB_OK: nothing was; or RHUMB_ERR_VALUE.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_undeclared_say(RhumbUndeclared *undeclared);

/// Free; takes NULL
void
rhumb_undeclared_free(RhumbUndeclared *undeclared);

#endif // RHUMB_CHECK_UNDECLARED_H

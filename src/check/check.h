// SPDX-License-Identifier: ISC

/// @file check.h  What a compiler would warn about, rules by themselves and
/// against the vocabulary that they use.
///
/// Nothing here stops a run of the rules; only `rhumb check` asks.

#ifndef RHUMB_CHECK_CHECK_H
#define RHUMB_CHECK_CHECK_H

#include "check/undeclared.h"
#include "model/rules.h"
#include "plan/plan.h"

/// What there is to check
typedef struct {
  const RhumbMapping *mapping;
  const RhumbPlan *plan; ///< NULL: there is none
} RhumbChecked;

/**
   Warn of mappings and predicates with objects that make nothing, conditions
   that no data changes, references to mappings that join every row with every
   row or with rows within others, lists whose values are combined with each
   other, subjects that are the same for every row, and names that nothing uses.

   @return RHUMB_OK, or RHUMB_ERR_VALUE for a condition that no data changes and
   that cannot be computed; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_check_rules(const RhumbChecked *checked, const RhumbDiag *diag);

/**
   Hold constant predicates, classes and datatypes against what ontologies
   declare.

   A term that is not declared, in a namespace that an ontology is about, is a
   warning with the nearest declared term; an error if `undeclared` refuses it.
   A class disjoint with the domain or the range, a literal for an object
   property, an IRI for a datatype property and a datatype that shares no value
   with the range are errors.

   @param undeclared Refuses IRIs; NULL: none is.
   @return RHUMB_OK or RHUMB_ERR_VALUE; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_check_vocabulary(const RhumbChecked *checked,
                       const RhumbVocabulary *vocabulary,
                       RhumbUndeclared *undeclared,
                       const RhumbDiag *diag);

#endif // RHUMB_CHECK_CHECK_H

// SPDX-License-Identifier: ISC

/// @file names.h  Names that vocabularies do not have, texts that datatypes do
/// not have.

#ifndef RHUMB_CHECK_NAMES_H
#define RHUMB_CHECK_NAMES_H

#include "model/model.h"

/**
   Check the constants of `mapping`, which need not be whole: predicates,
   classes and other objects, datatypes, and literals against theirs.

   A name that RDFS, OWL and others do not have is a warning; a datatype that
   XSD does not have and a literal that is none of its datatype are errors.

   @return RHUMB_OK, or the status of the first mistake, all being reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_check_names(const RhumbMapping *mapping, const RhumbDiag *diag);

#endif // RHUMB_CHECK_NAMES_H

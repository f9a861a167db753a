// SPDX-License-Identifier: ISC

/// @file rml.h  Rules in RML, in Turtle, read into the model.

#ifndef RHUMB_RML_RML_H
#define RHUMB_RML_RML_H

#include "model/rules.h"

/// The RML reader, both vocabularies and R2RML (rml.c)
RHUMB_NODISCARD RhumbStatus
rhumb_rml_read(RhumbMapping *mapping,
               RhumbArena *arena,
               const RhumbText *const *texts,
               size_t n_texts,
               const RhumbRulesOptions *options,
               const RhumbDiag *diag);

#endif // RHUMB_RML_RML_H

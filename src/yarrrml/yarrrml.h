// SPDX-License-Identifier: ISC

/// @file yarrrml.h  Rules in YARRRML, read into the model.

#ifndef RHUMB_YARRRML_YARRRML_H
#define RHUMB_YARRRML_YARRRML_H

#include "model/rules.h"
#include "yaml/schema.h"

/// The YARRRML reader: adds what `texts` say to `mapping` (yarrrml.c)
RHUMB_NODISCARD RhumbStatus
rhumb_yarrrml_read(RhumbMapping *mapping,
                   RhumbArena *arena,
                   const RhumbText *const *texts,
                   size_t n_texts,
                   const RhumbRulesOptions *options,
                   const RhumbDiag *diag);

/// The keys of a rule file
extern const RhumbSchema rhumb_root_schema;

#endif // RHUMB_YARRRML_YARRRML_H

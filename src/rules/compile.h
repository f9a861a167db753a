// SPDX-License-Identifier: ISC

/// @file compile.h  What plan.c (passes, joins) and plan_term.c (terms) share.

#ifndef RHUMB_RULES_COMPILE_H
#define RHUMB_RULES_COMPILE_H

#include "base/table.h"
#include "rules/plan.h"

/// A pass while its references are being numbered
typedef struct {
  const RhumbSourceSpec *spec;
  RhumbTable names; ///< References, by field number
  RhumbLoc *locs;   ///< Of their first use
  size_t locs_cap;
  size_t *indexes;
  size_t n_indexes, indexes_cap;
  RhumbPlanMap *maps;
  size_t n_maps, maps_cap;
} RhumbPassDraft;

typedef struct {
  RhumbArena *arena;
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbStatus status; ///< Of the first mistake
} RhumbCompiler;

/// Where a term map stands: what it may become, and by default (RML 5.5)
typedef enum {
  RHUMB_AT_SUBJECT,
  RHUMB_AT_PREDICATE,
  RHUMB_AT_OBJECT,
  RHUMB_AT_GRAPH,
} RhumbPosition;

/// Return `expression` bound to the fields of `pass`
RhumbPlanValue
rhumb_compile_value(RhumbCompiler *compiler,
                    RhumbPassDraft *pass,
                    const RhumbExpression *expression);

/// Return `map` ready to run in `pass`, for the triples map number `number`
RhumbPlanTerm
rhumb_compile_term(RhumbCompiler *compiler,
                   RhumbPassDraft *pass,
                   const RhumbTermMap *map,
                   RhumbPosition position,
                   size_t number);

/// Refuse `function` by name and place unless it is NULL
void
rhumb_compile_condition(RhumbCompiler *compiler, const RhumbFunction *function);

#endif // RHUMB_RULES_COMPILE_H

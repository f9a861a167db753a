// SPDX-License-Identifier: ISC

/// @file plan_impl.h  What the files of the planner share: passes and joins,
/// terms, calls, targets.

#ifndef RHUMB_PLAN_PLAN_IMPL_H
#define RHUMB_PLAN_PLAN_IMPL_H

#include "base/list.h"
#include "base/table.h"
#include "plan/plan.h"

/// A pass while its references are being numbered
typedef struct {
  const RhumbSourceSpec *spec;
  RhumbTable names;                          ///< References, by field number
  RHUMB_LIST(RhumbPlanReference) references; ///< By field number
  RHUMB_LIST(size_t) indexes;                ///< Numbers of those that it fills
  RHUMB_LIST(RhumbPlanMap) maps;
} RhumbPassDraft;

/// What a join's function asks of the parent row, while it is compiled
typedef struct {
  RhumbPassDraft *pass; ///< Over the parent's source
  RHUMB_LIST(RhumbPlanValue) kept;
} RhumbParentDraft;

typedef struct {
  RhumbArena *arena;
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbStatus status;       ///< Of the first mistake
  size_t n_fresh;           ///< Terms but subjects that are fresh blank nodes
  size_t map;               ///< Number of the triples map being compiled
  RhumbParentDraft *parent; ///< Set while a join's function is compiled
  const RhumbTarget **targets; ///< At most RHUMB_MAX_TARGETS
  size_t n_targets;
  bool *are_of_row; ///< By map, whether fresh subjects are of their row alone;
                    ///< behind them, all other fresh nodes
} RhumbCompiler;

/// Return `expression` bound to the fields of `pass`
RhumbPlanValue
rhumb_compile_value(RhumbCompiler *compiler,
                    RhumbPassDraft *pass,
                    const RhumbExpression *expression);

/// Return `map` ready to run in `pass`; `condition` (may be NULL) holds for it
/// too
RhumbPlanTerm
rhumb_compile_term(RhumbCompiler *compiler,
                   RhumbPassDraft *pass,
                   const RhumbTermMap *map,
                   const RhumbFunction *condition,
                   RhumbPosition position);

/// Return how the values in a template of a term map of `type` are encoded
RhumbEncoding
rhumb_compile_encoding(RhumbTermType type);

/// Return the call of `function`, its arguments bound to `pass`; NULL if it is
/// NULL or unknown, which is reported
const RhumbPlanCall *
rhumb_compile_call(RhumbCompiler *compiler,
                   RhumbPassDraft *pass,
                   const RhumbFunction *function);

/// Return the bits of `targets` in the plan; what cannot be written is reported
uint64_t
rhumb_compile_targets(RhumbCompiler *compiler, const RhumbTargets *targets);

/// Return those of the two that are not NULL as conditions
RhumbPlanConditions
rhumb_compile_conditions(RhumbCompiler *compiler,
                         RhumbPassDraft *pass,
                         const RhumbFunction *first,
                         const RhumbFunction *second);

/// Remember the first mistake
static inline void
rhumb_compile_keep(RhumbCompiler *const compiler, const RhumbStatus status)
{
  RHUMB_KEEP(compiler->status, status);
}

/// Report an error, keep its status, go on
#define RHUMB_PLAN_FAIL(compiler, ...) \
  rhumb_compile_keep((compiler), rhumb_fail((compiler)->diag, __VA_ARGS__))

#endif // RHUMB_PLAN_PLAN_IMPL_H

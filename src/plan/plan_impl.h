// SPDX-License-Identifier: ISC

/// @file plan_impl.h  What the files of the planner share: passes and joins,
/// terms, calls, targets.

#ifndef RHUMB_PLAN_PLAN_IMPL_H
#define RHUMB_PLAN_PLAN_IMPL_H

#include "base/list.h"
#include "base/table.h"
#include "model/logical_view.h"
#include "plan/plan.h"

/// What all the rules ask of the rows of a source
typedef struct {
  RhumbTable names;
  RHUMB_LIST(RhumbPlanReference) references;
} RhumbAsked;

typedef struct RhumbViewDraft RhumbViewDraft;
typedef struct RhumbPassDraft RhumbPassDraft;

/// A pass while its references are being numbered
struct RhumbPassDraft {
  const RhumbSourceSpec *spec;
  RhumbViewDraft *view;                      ///< NULL: it is over no view
  RhumbAsked *asked;                         ///< In every pass over the source
  RhumbTable names;                          ///< References, by field number
  RHUMB_LIST(RhumbPlanReference) references; ///< By field number
  RHUMB_LIST(size_t) indexes;                ///< Numbers of those that it fills
  RHUMB_LIST(RhumbPlanMap) maps;
  RhumbPlanRecord *record; ///< Of its fresh nodes; NULL: it makes none
  RHUMB_LIST(RhumbPassDraft *) needs; ///< That fill what it asks for
  RhumbPassDraft *again; ///< One more over the source, for who needs it before
  bool is_filler;        ///< It fills indexes
  bool is_placed;        ///< Among those that run, in their order
};

typedef RHUMB_LIST(RhumbPlanPass) RhumbPlanPasses;

/// Passes over sources, which they are found by; `keys` is to be freed
typedef struct {
  RHUMB_LIST(RhumbPassDraft *) list;
  RhumbTable keys; ///< Of the sources, by the same numbers
} RhumbPassDrafts;

/// What a join's function asks of the parent row, while it is compiled
typedef struct {
  RhumbPassDraft *pass; ///< Over the parent's source
  RHUMB_LIST(RhumbPlanValue) kept;
} RhumbParentDraft;

/// That the map of number `by` quotes another, which is not asserted
typedef struct {
  size_t by, quoted;
} RhumbQuotes;

typedef struct {
  RhumbArena *arena;
  const RhumbMapping *mapping;
  const RhumbDiag *diag;
  RhumbStatus status; ///< Of the first mistake
  RhumbTable fresh;   ///< Term maps but subjects that are fresh blank nodes
  size_t map;         ///< Number of the triples map being compiled
  uint64_t hash;      ///< Of what the rules have said so far (record.c)
  RHUMB_LIST(RhumbQuotes) quotings; ///< Of all maps that have been checked
  RhumbParentDraft *parent;         ///< Set while a join's function is compiled
  const RhumbTarget **targets;      ///< At most RHUMB_MAX_TARGETS
  size_t n_targets;
  const RhumbLoc *unsafe, *triples, *nested, *directions; ///< As in the plan
  bool *are_of_row; ///< By map, whether fresh subjects are of their row alone;
                    ///< behind them, all other fresh nodes
} RhumbCompiler;

/// Have the hash of the rules stand for `text` too, which is a `what`
void
rhumb_compile_hash(RhumbCompiler *compiler, char what, RhumbStr text);

/// Remember that the rules ask the source of `pass` for `reference`
void
rhumb_compile_asks(const RhumbCompiler *compiler,
                   const RhumbPassDraft *pass,
                   RhumbStr reference,
                   RhumbLoc loc);

/// Return what tells the records of `pass`; it is filled in by
/// rhumb_finish_record()
const RhumbPlanRecord *
rhumb_compile_record(const RhumbCompiler *compiler, RhumbPassDraft *pass);

/// Have `pass` ask for what its records are told by, when all is compiled
void
rhumb_finish_record(const RhumbCompiler *compiler, RhumbPassDraft *pass);

/// Return the number of the field that has `reference` in the rows of `pass`
size_t
rhumb_pass_field(const RhumbCompiler *compiler,
                 RhumbPassDraft *pass,
                 RhumbStr reference,
                 RhumbLoc loc);

/// Refuse to read a pipe twice: the second pass would find it empty, or wait
/// for ever
/// @param pipes What passes before read; what this one does is added.
void
rhumb_pass_check_pipe(RhumbCompiler *compiler,
                      const RhumbSourceSpec *spec,
                      RhumbTable *pipes);

/// Number what passes read, and find those that read the same
void
rhumb_passes_compare(RhumbArena *arena, RhumbPlanPass *passes, size_t count);

/// Return the pass over `spec`, or NULL
RhumbPassDraft *
rhumb_passes_find(const RhumbPassDrafts *passes, const RhumbSourceSpec *spec);

/// Add a pass over a source that none of them is over
void
rhumb_passes_add(RhumbArena *arena,
                 RhumbPassDrafts *passes,
                 RhumbPassDraft *pass);

/// Return a new pass over `spec`, or a level of one
/// @param asked Of the other pass over it; NULL: there is none yet.
RhumbPassDraft *
rhumb_pass_new(RhumbCompiler *compiler,
               const RhumbSourceSpec *spec,
               RhumbAsked *asked);

/// Compile the fields of the view that `pass` is over, whose first level is
/// `base`
void
rhumb_view_begin(RhumbCompiler *compiler,
                 RhumbPassDraft *pass,
                 RhumbPassDraft *base);

/// Check that what the joins of the view ask of its rows are fields, which no
/// join adds; to be called before rhumb_view_join()
void
rhumb_view_check_asked(RhumbCompiler *compiler, const RhumbPassDraft *pass);

/// Add `join` to the view that `pass` is over; `step` says how
void
rhumb_view_join(RhumbCompiler *compiler,
                const RhumbPassDraft *pass,
                const RhumbViewJoin *join,
                const RhumbPlanStep *step);

/// Return `spec` with what the command line says of every source
const RhumbSourceSpec *
rhumb_with_options(const RhumbCompiler *compiler, const RhumbSourceSpec *spec);

/// Check what needs no data: the formulation, the iterator, every reference
void
rhumb_pass_check(RhumbCompiler *compiler, const RhumbPassDraft *pass);

/// True if `pass` is `wanted`, or needs it, or what needs it
bool
rhumb_pass_reaches(const RhumbPassDraft *pass, const RhumbPassDraft *wanted);

/// Have `pass` run before `asker`, which it must not need
void
rhumb_pass_need(RhumbArena *arena, RhumbPassDraft *asker, RhumbPassDraft *pass);

/// Append `passes`, complete and checked, each behind those that it needs; what
/// they read that can be read once is added to `pipes`
void
rhumb_order_passes(RhumbCompiler *compiler,
                   RhumbPlanPasses *ordered,
                   const RhumbPassDrafts *passes,
                   RhumbTable *pipes);

/// Give the maps of `passes`, all that there are, their scopes, and say how
/// their duplicates are found; return how many scopes there are
size_t
rhumb_plan_find_scopes(const RhumbPassDrafts *passes);

/// Return what reads the rows of `pass`, of which all references are known, as
/// a pass without indexes and maps; they are checked
RhumbPlanPass
rhumb_pass_rows(RhumbCompiler *compiler, RhumbPassDraft *pass);

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

/// Return the look-up of a `function` that is a value table
const RhumbPlanLookup *
rhumb_compile_lookup(RhumbCompiler *compiler,
                     RhumbPassDraft *pass,
                     const RhumbFunction *function);

/// Make the terms ready that a look-up, the value of `term`, gives for `map`
void
rhumb_finish_lookup(RhumbCompiler *compiler,
                    RhumbPlanTerm *term,
                    const RhumbTermMap *map);

/// Report what is no datatype in the table that the datatype of `term` is of
void
rhumb_check_lookup_datatypes(RhumbCompiler *compiler,
                             const RhumbPlanTerm *term);

/// Return a constant IRI, behind `base` if it is relative; what is none is
/// reported at `loc`
RhumbStr
rhumb_compile_iri(RhumbCompiler *compiler,
                  RhumbStr iri,
                  RhumbStr base,
                  RhumbLoc loc);

/// Report what is wrong with an IRI of the rules, whose byte `bad` may not
/// stand there
void
rhumb_compile_bad_iri(RhumbCompiler *compiler,
                      RhumbLoc loc,
                      RhumbStr iri,
                      size_t bad);

/// Return the bits of `targets` in the plan; what cannot be written is reported
uint64_t
rhumb_compile_targets(RhumbCompiler *compiler, const RhumbTargets *targets);

/// Return what `call`, which is else complete, has of the file that it names;
/// NULL: it names none. A relative path starts from `dir`
const RhumbFunctionFile *
rhumb_compile_file(RhumbCompiler *compiler,
                   const RhumbPlanCall *call,
                   RhumbStr dir);

/// Add a condition, unless it is NULL, behind those of `out`
void
rhumb_compile_condition(RhumbCompiler *compiler,
                        RhumbPassDraft *pass,
                        RhumbPlanConditions *out,
                        const RhumbFunction *condition);

/// True for a parent without a condition to join on: it is of the same row
bool
rhumb_is_same_row(const RhumbObjectMap *object, const RhumbSourceSpec *spec);

/// Refuse collections in triples of `map` that are annotated or quoted, or
/// quote
void
rhumb_compile_check_quoting(RhumbCompiler *compiler,
                            const RhumbTriplesMap *map);

/// Refuse maps that are not asserted, and that only those quote which they
/// quote themselves: none would be made. All maps have been checked.
void
rhumb_compile_check_loops(RhumbCompiler *compiler);

/// Refuse references of `map` to collections that they cannot reach
void
rhumb_compile_check_gathers(RhumbCompiler *compiler,
                            const RhumbTriplesMap *map);

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

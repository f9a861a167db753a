// SPDX-License-Identifier: ISC

/// @file explain_impl.h  What the two ways to write a plan share: what of it is
/// said (explain_source.c, explain_duplicates.c), in the words of the rules
/// (explain_value.c). They differ in how (explain_text.c, explain_json.c).
///
/// No text has a password in it (rhumb_mask_secrets()); all are kept by the
/// arena, with a NUL behind them.

#ifndef RHUMB_CLI_EXPLAIN_IMPL_H
#define RHUMB_CLI_EXPLAIN_IMPL_H

#include "base/list.h"
#include "model/model.h"
#include "plan/plan.h"

/// A plan and where it came from
typedef struct {
  const RhumbMapping *mapping;
  const RhumbPlan *plan;
  const RhumbPlanPass *const *fillers; ///< By index: the pass that fills it
  const size_t *first_reads; ///< By source: the pass that reads it first
  bool *are_listed; ///< By number, of quoted maps: rhumb_explain_maps() has
                    ///< returned them
  RhumbArena *arena;
} RhumbExplained;

// explain_value.c: expressions and terms -------------------------------------

/// Return a name of a file, an address, a query as the rules have it, or a text
/// without data for none
RhumbStr
rhumb_explain_name(const RhumbExplained *explained, RhumbStr name);

/// Return a reference as rules have it
RhumbStr
rhumb_explain_reference(const RhumbExplained *explained,
                        const RhumbPlanReference *reference);

/// Return what `value` is in the rows of `pass`: `$(reference)`, a template
RhumbStr
rhumb_explain_value(const RhumbExplained *explained,
                    const RhumbPlanPass *pass,
                    const RhumbPlanValue *value);

/// Return what a partner has for what an index keeps of it
RhumbStr
rhumb_explain_kept(const RhumbExplained *explained,
                   size_t index,
                   const RhumbPlanValue *value);

/// Return the calls that must all give "true", or a text without data
RhumbStr
rhumb_explain_conditions(const RhumbExplained *explained,
                         const RhumbPlanPass *pass,
                         const RhumbPlanConditions *conditions);

/// Return the call that is made for each pair of rows that are joined, or a
/// text without data
RhumbStr
rhumb_explain_pairing(const RhumbExplained *explained,
                      const RhumbPlanPass *pass,
                      size_t index,
                      const RhumbPlanCall *condition);

/// Return what a term map makes, much as Turtle would have it: `ex:$(id)`,
/// `<http://…>`, `"$(name)"@en`, `[]` for a new blank node
RhumbStr
rhumb_explain_term(const RhumbExplained *explained,
                   const RhumbPlanPass *pass,
                   const RhumbPlanTerm *term);

/// Likewise of what may be a join or quote a triples map: `join 1 by $(key)`,
/// `<<map>>`
RhumbStr
rhumb_explain_object(const RhumbExplained *explained,
                     const RhumbPlanPass *pass,
                     const RhumbPlanObject *object);

/// Likewise of the subjects of a triples map
RhumbStr
rhumb_explain_subject(const RhumbExplained *explained,
                      const RhumbPlanPass *pass,
                      const RhumbPlanMap *map);

/// Likewise of what an index keeps to be found
RhumbStr
rhumb_explain_found(const RhumbExplained *explained, size_t index);

/// Return what the rules call the triples map that `map` is of
RhumbStr
rhumb_explain_map(const RhumbExplained *explained, const RhumbPlanMap *map);

// explain_source.c: what a pass reads ----------------------------------------

/// Something that is done to the rows of a source before rules see them
typedef struct {
  const char *kind; ///< "files", "unpack", …: a word for programs
  RhumbStr text;    ///< What, for people
  size_t join;      ///< Number of a join, from 1; 0: it is none
  RhumbLoc loc;     ///< Where the rules say it
} RhumbExplainedStep;

typedef RHUMB_LIST(RhumbExplainedStep) RhumbExplainedSteps;

/// Return all that is done to the rows of `pass`, in order
RhumbExplainedSteps
rhumb_explain_steps(const RhumbExplained *explained, const RhumbPlanPass *pass);

/// A triples map that makes something of the rows of a pass
typedef struct {
  const RhumbPlanMap *map;
  bool is_quoted; ///< Its triples are in those of others alone
} RhumbExplainedMap;

typedef RHUMB_LIST(RhumbExplainedMap) RhumbExplainedMaps;

/// Return the triples maps of `pass`, then those whose triples they quote, each
/// once in a plan: with the first pass that does
RhumbExplainedMaps
rhumb_explain_maps(const RhumbExplained *explained, const RhumbPlanPass *pass);

// explain_duplicates.c -------------------------------------------------------

/// Which quads of a triples map are looked up
typedef struct {
  const char *word; ///< For programs
  const char *text; ///< For people, with the reason
} RhumbExplainedDuplicates;

/// By RhumbPlanDuplicates
extern const RhumbExplainedDuplicates rhumb_explained_duplicates[];

// The two ways ---------------------------------------------------------------

void
rhumb_explain_text(RhumbBuf *out, const RhumbExplained *explained);

void
rhumb_explain_json(RhumbBuf *out, const RhumbExplained *explained);

#endif // RHUMB_CLI_EXPLAIN_IMPL_H

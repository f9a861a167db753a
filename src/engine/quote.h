// SPDX-License-Identifier: ISC

/// @file quote.h  Triples that are quoted, and who reifies them (RDF 1.2).
///
/// A triples map that is quoted makes triples of a row which are not written
/// for that: each is reified by a blank node of its own, wherever it is quoted
/// and however often. That node is the subject or the object of other triples,
/// and each graph with one of these says what it reifies. So do the reifiers of
/// an annotated triple, which are one a row and triple, or as the rules name
/// them.

#ifndef RHUMB_ENGINE_QUOTE_H
#define RHUMB_ENGINE_QUOTE_H

#include "base/table.h"
#include "engine/join/join.h"
#include "engine/quoted.h"

/// A quad of what was made
typedef struct {
  const RhumbMade *subject, *predicate, *object, *graph;
} RhumbMadeQuad;

/// Who reifies what a quoted map makes of a row: once for all that quote it,
/// who may be many, and quoted many times themselves
typedef struct {
  uint64_t row; ///< Which of the run's it is of, from 1; 0: none
  RhumbMadeList made;
  RhumbHints hints; ///< That it gave
  size_t first;     ///< Number of the first of them in the row
} RhumbQuotedMap;

/// What quoting is done with, the same for a run
typedef struct {
  const RhumbPlan *plan;
  const RhumbJoinIndex *indexes;
  RhumbQuotedMap *maps; ///< By number
  uint64_t row;         ///< The current one, from 1
  RhumbTable said; ///< In this turn of putting: in one, what is said in a graph
                   ///< is said once
  RhumbMade reifies; ///< The predicate
  void (*put)(void *handle, const RhumbMadeQuad *quad, const RhumbLoc *origin);
  void *handle; ///< Of `put`
} RhumbQuoting;

/// Return the predicate rdf:reifies
RhumbMade
rhumb_made_reifies(void);

/// Append what `object` makes of `row`, whatever makes it: a term map, a join,
/// or a map that is quoted. Of a join, nothing is left out as known.
RHUMB_NODISCARD RhumbStatus
rhumb_quote(RhumbMadeList *list,
            RhumbRow *row,
            const RhumbPlanObject *object,
            const RhumbQuoting *quoting);

/// Append who reifies what `quoted` quotes, where the conditions of `subject`,
/// in whose place it stands, hold
RHUMB_NODISCARD RhumbStatus
rhumb_quote_subjects(RhumbMadeList *list,
                     RhumbRow *row,
                     const RhumbPlanTerm *subject,
                     const RhumbPlanObject *quoted,
                     const RhumbQuoting *quoting);

/// Free what the quoted maps of a run have made
void
rhumb_quoting_free(RhumbQuoting *quoting);

/// Put a quad, and what its subject and object reify in the same graph. As the
/// object of rdf:reifies, a quoted triple is a triple term.
void
rhumb_quote_put(RhumbQuoting *quoting,
                const RhumbMadeQuad *quad,
                const RhumbLoc *origin);

/// The lists of whose items every combination is a quad
typedef struct {
  const RhumbMadeList *subjects, *predicates, *objects;
  const RhumbMade *graphs;
  size_t n_graphs;
} RhumbMadeProduct;

/// Return how many quads rhumb_quote_put_all() puts at most, as rhumb_product()
/// counts
size_t
rhumb_quote_count(const RhumbMadeProduct *product);

/// Put all the quads of `product`, as rhumb_quote_put() does
void
rhumb_quote_put_all(RhumbQuoting *quoting,
                    const RhumbMadeProduct *product,
                    const RhumbLoc *origin);

/// A triple and where it goes: what has a fresh reifier has one
typedef struct {
  RhumbFingerprint print;
  uint64_t targets;
} RhumbTripleKey;

/// What an annotated pair has made of a row
typedef struct {
  RhumbMadeList reifiers; ///< Of all its triples
  size_t n_fresh;         ///< How many of them are fresh
  RhumbTripleKey first;   ///< What the first of these reifies
  RhumbTable known;       ///< What they reify, once it is more than that
  size_t n_quads;         ///< Of all its triples, and what reifies them
} RhumbAnnotating;

void
rhumb_annotating_free(RhumbAnnotating *annotating);

/// Put all the triples of `product`, unless they are silent, and what reifies
/// each, which is added to `out`; RHUMB_END: some were not, for they are more
/// than a row may make, which is left out
RHUMB_NODISCARD RhumbStatus
rhumb_annotate(RhumbAnnotating *out,
               const RhumbRow *row,
               const RhumbPlanAnnotation *annotation,
               const RhumbMadeProduct *product,
               RhumbQuoting *quoting,
               const RhumbLoc *origin);

#endif // RHUMB_ENGINE_QUOTE_H

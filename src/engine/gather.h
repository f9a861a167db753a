// SPDX-License-Identifier: ISC

/// @file gather.h  From a row and a gather map to collections: lists, bags,
/// seqs, alts (RML-CC).
///
/// What is gathered is the same in every graph; the nodes are not: a blank node
/// of a collection is one node in each graph, since what is in two graphs is
/// two collections. So a row is gathered once, and then settled in one graph
/// after the other.

#ifndef RHUMB_ENGINE_GATHER_H
#define RHUMB_ENGINE_GATHER_H

#include "engine/engine.h"
#include "engine/join/join.h"

typedef struct RhumbGathered RhumbGathered;

/// A member of a collection
typedef struct {
  RhumbMade made;
  const RhumbGathered *nested; ///< Instead: one of its nodes
  size_t head;                 ///< Which of these
} RhumbMember;

/// What a gather map makes of a row
struct RhumbGathered {
  const RhumbPlanTerm *term;
  RhumbStr record;  ///< What the labels of its fresh nodes begin with
  RhumbMade *heads; ///< Of the graph that it was settled in last: the nodes of
                    ///< its collections
  size_t n_heads;
  size_t n_members; ///< Of each collection
  uint64_t n_quads; ///< In a graph, with those of `nested`, or a few less
  uint64_t n_cells; ///< Numbers that labels of cells have had
  RhumbGathered *const *nested; ///< What members are nodes of
  size_t n_nested;

  // For gather.c
  const RhumbMade
      *names; ///< What the collections are called; a fresh node: one
  size_t n_names;
  const RhumbMember *members;
  const size_t *starts; ///< Of each item's among `members`, and their end
};

/// What gathering needs of a run
typedef struct {
  const RhumbPlan *plan;
  const RhumbJoinIndex *indexes; ///< By number, filled
  const RhumbObserver *observer; ///< Told of joins
  RhumbMadeList made;            ///< Of one item, or the names
} RhumbGatherer;

/**
   Gather what `term` asks of `row`.

   @param out Set to what lives as long as the row, settled in the default
   graph. Without heads there is no term: a condition does not hold, the name is
   NULL, or nothing was to be gathered.
   @param row Its `parent` is set for the functions of joins.
   @return RHUMB_OK, also if values with mistakes were left out; or a mistake,
   reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_gather(RhumbGathered **out,
             RhumbRow *row,
             const RhumbPlanTerm *term,
             RhumbGatherer *gatherer);

/// Set the heads, and those of what is nested, to the nodes in `graph`
void
rhumb_gather_settle(RhumbGathered *gathered,
                    const RhumbRow *row,
                    const RhumbTerm *graph);

/// True if a list has no members: its node is rdf:nil
static inline bool
rhumb_gathered_is_nil(const RhumbGathered *const gathered)
{
  return !gathered->n_members &&
         gathered->term->gather->as == RHUMB_GATHER_LIST;
}

/// True if other rows may go on with the collections
static inline bool
rhumb_gathered_is_named(const RhumbGathered *const gathered)
{
  return gathered->term->value.kind != RHUMB_VALUE_FRESH;
}

/// Return member number `at` of collection number `head`
const RhumbMade *
rhumb_gathered_member(const RhumbGathered *gathered, size_t head, size_t at);

/// True if collection number `head` has `node` in it, or one that it nests does
bool
rhumb_gathered_has(const RhumbGathered *gathered,
                   size_t head,
                   const RhumbMade *node);

#endif // RHUMB_ENGINE_GATHER_H

// SPDX-License-Identifier: ISC

/// @file gathering.h  The collections among the subjects and objects that are
/// combined to quads.

#ifndef RHUMB_ENGINE_GATHERING_H
#define RHUMB_ENGINE_GATHERING_H

#include "engine/collection.h"

/// Of a run; rhumb_gathering_free() ends it
typedef struct {
  RhumbGatherer gatherer;
  RhumbGathered *subject, *object; ///< What the subjects, the objects at hand
                                   ///< are the nodes of; NULL: they are terms
  RHUMB_LIST(RhumbGatheredIn) row; ///< By the row, if it stands
  RhumbCollections collections;
} RhumbGathering;

/// What is combined in a graph
typedef struct {
  RhumbMadeList *subjects, *objects;
  const RhumbMadeList *predicates;
  const RhumbMade *graph;
  const RhumbRow *row;
} RhumbCombined;

static inline bool
rhumb_gathering_is_on(const RhumbGathering *const gathering)
{
  return gathering->subject || gathering->object;
}

/// Gather what `term` asks for; set `list` to the nodes, as of the default
/// graph
/// @param out Set to what they are of: the member of `gathering` that it is.
RHUMB_NODISCARD RhumbStatus
rhumb_gathering_make(RhumbGathering *gathering,
                     RhumbMadeList *list,
                     RhumbRow *row,
                     const RhumbPlanTerm *term,
                     RhumbGathered **out);

/// Return how many quads the collections at hand have in so many graphs, at
/// most RHUMB_MAX_ROW + 1
size_t
rhumb_gathering_count(const RhumbGathering *gathering, size_t n_graphs);

/// Make the nodes at hand those in the graph of `what`, and note that their
/// members are to be written there, and in the files where its quads go
void
rhumb_gathering_enter(RhumbGathering *gathering, const RhumbCombined *what);

/// Note that the members of the subjects at hand are to be written in a graph,
/// and where a quad of such `targets` goes
void
rhumb_gathering_keep(RhumbGathering *gathering,
                     const RhumbMade *graph,
                     uint64_t targets);

/// True if the subjects at hand have been noted since number `start`
bool
rhumb_gathering_has_subject(const RhumbGathering *gathering, size_t start);

void
rhumb_gathering_free(RhumbGathering *gathering);

#endif // RHUMB_ENGINE_GATHERING_H

// SPDX-License-Identifier: ISC

/// @file join_lookup.h  What the joins of a row find.

#ifndef RHUMB_ENGINE_JOIN_JOIN_LOOKUP_H
#define RHUMB_ENGINE_JOIN_JOIN_LOOKUP_H

#include "engine/join/join_cache.h"

/// A join, and what its objects are combined with
typedef struct {
  const RhumbPlanObject *object;
  const RhumbPlanIndex *parent;
  const RhumbJoinIndex *index; ///< That of `parent`, filled
  RhumbJoinCache *cache;       ///< NULL: all that is found is asked for
  RhumbJoinWith with;
  bool is_numbered; ///< Quads that are known have numbers too
} RhumbJoinLookup;

/**
   Append the subjects of the rows that a join finds for `row`, and for which
   its function, if it has one, holds.

   @param n_known More than this were found by rows before, in the same
   combination: they are added to it, and not to the list.
   @param row Its `parent` is set for the function.
   @return RHUMB_OK; a mistake in a key or in the function; or RHUMB_ERR_IO: an
   index that is in a file could not be read. Reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_join_look_up(RhumbMadeList *objects,
                   size_t *n_known,
                   RhumbRow *row,
                   const RhumbJoinLookup *lookup);

#endif // RHUMB_ENGINE_JOIN_JOIN_LOOKUP_H

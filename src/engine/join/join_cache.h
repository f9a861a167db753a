// SPDX-License-Identifier: ISC

/// @file join_cache.h  Which joins have been looked up, and made all their
/// quads, for rows before.
///
/// A lookup is an object map, a key, and the subjects, predicates and graphs
/// that its result is combined with. The same one again makes the same quads
/// again, which are duplicates all: so many that they cost more than the rest
/// of a run, where many rows of a large group are joined with that group.
///
/// What is forgotten is looked up again, which is right too, only slower.
///
/// Rows of a part (batches.h) that is made in pieces may come behind those of
/// later parts, though they are before them. So what is kept has the number of
/// the part whose row looked it up, and is believed in that part and in later
/// ones: rows of one part are made in their order.

#ifndef RHUMB_ENGINE_JOIN_JOIN_CACHE_H
#define RHUMB_ENGINE_JOIN_JOIN_CACHE_H

#include "engine/join/join.h"

/// A lookup, and the part of the row that has made it
typedef struct {
  RhumbFingerprint print; ///< All zero: there is none
  uint64_t part;
} RhumbJoinLooked;

/// Zero is empty; each lookup has one place where it may stand, from which the
/// next drives it out
typedef struct {
  RhumbJoinLooked *places; ///< NULL before the first
  size_t n_places;
  uint64_t part;                      ///< Of the row that is made
  RHUMB_LIST(RhumbFingerprint) asked; ///< By the row that does not stand yet
} RhumbJoinCache;

/// What the objects of a join are combined with
typedef struct {
  const RhumbMadeList *subjects, *predicates, *graphs;
} RhumbJoinWith;

/// Places of a cache, a power of two. Tests make them few.
extern size_t rhumb_join_cache_places;

/// A key with fewer entries costs less to look up than to ask about. Tests ask
/// about every key, or none.
extern size_t rhumb_join_cache_least;

/// Return what stands for looking up `object` under the key that has number
/// `found` in its index; it must have no condition: that would see the row
RhumbFingerprint
rhumb_join_cache_print(const RhumbPlanObject *object,
                       uint64_t found,
                       const RhumbJoinWith *with);

/// True if a row that stands, before this one, has looked this up; if not, this
/// row is taken to do so
bool
rhumb_join_cache_has(RhumbJoinCache *cache, RhumbFingerprint print);

/// Of what this row has looked up, forget all but the first `count`
static inline void
rhumb_join_cache_forget(RhumbJoinCache *const cache, const size_t count)
{
  cache->asked.count = count;
}

/// The row stands, and its quads have been made: keep what it has looked
/// up
void
rhumb_join_cache_keep(RhumbJoinCache *cache);

void
rhumb_join_cache_free(RhumbJoinCache *cache);

#endif // RHUMB_ENGINE_JOIN_JOIN_CACHE_H

// SPDX-License-Identifier: ISC

/// @file join.h  The subjects of a parent triples map by join key.

#ifndef RHUMB_ENGINE_JOIN_H
#define RHUMB_ENGINE_JOIN_H

#include "base/table.h"
#include "engine/dedup.h"
#include "engine/make.h"

/// A subject under a key, with what the join's function asks of its row
typedef struct RhumbJoinEntry {
  const struct RhumbJoinEntry *next;
  RhumbMade subject;
  const RhumbValues *kept;
} RhumbJoinEntry;

/// Those under one key; NULL: none
typedef struct {
  const RhumbJoinEntry *first;
  RhumbJoinEntry *last;
} RhumbJoinEntries;

/// Zero is empty. Distinct keys, each with its distinct subjects in the order
/// they came: a join costs as much as its result, whatever the rows.
typedef struct {
  RhumbArena arena;
  RhumbTable keys;
  RHUMB_LIST(RhumbJoinEntries) entries; ///< By key number
  RhumbSeen pairs;                      ///< Key, subject and what is kept
} RhumbJoinIndex;

/// Write every key that `values` yield for `row` into `keys`: the product of
/// their values, none if one is NULL; the texts live as long as the row
RHUMB_NODISCARD RhumbStatus
rhumb_join_keys(RhumbValues *keys,
                const RhumbRow *row,
                const RhumbPlanValue *values,
                size_t count);

/// Add copies of the `subjects`, and of `n_kept` values with each, under each
/// of `keys`
void
rhumb_join_add(RhumbJoinIndex *index,
               const RhumbValues *keys,
               const RhumbMadeList *subjects,
               const RhumbValues *kept,
               size_t n_kept);

/// Return the first entry under `key`, or NULL; all live as long as the index
const RhumbJoinEntry *
rhumb_join_find(const RhumbJoinIndex *index, RhumbStr key);

void
rhumb_join_free(RhumbJoinIndex *index);

#endif // RHUMB_ENGINE_JOIN_H

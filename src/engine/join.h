// SPDX-License-Identifier: ISC

/// @file join.h  The subjects of a parent triples map by join key.

#ifndef RHUMB_ENGINE_JOIN_H
#define RHUMB_ENGINE_JOIN_H

#include "base/table.h"
#include "engine/dedup.h"
#include "engine/make.h"

/// Zero is empty. Distinct keys, each with its distinct subjects in the order
/// they came: a join costs as much as its result, whatever the rows.
typedef struct {
  RhumbArena arena;
  RhumbTable keys;
  struct RhumbJoinEntry **first, **last; ///< By key number
  size_t cap;
  RhumbSeen pairs; ///< Key and subject
} RhumbJoinIndex;

/// Write every key that `values` yield for `row` into `keys`: the product of
/// their values, none if one is NULL; the texts live as long as the row
RHUMB_NODISCARD RhumbStatus
rhumb_join_keys(RhumbValues *keys,
                const RhumbRow *row,
                const RhumbPlanValue *values,
                size_t count);

/// Add copies of the `subjects` under each of `keys`
void
rhumb_join_add(RhumbJoinIndex *index,
               const RhumbValues *keys,
               const RhumbMadeList *subjects);

/// Append the subjects under `key`; their texts live as long as the index
void
rhumb_join_find(const RhumbJoinIndex *index,
                RhumbStr key,
                RhumbMadeList *subjects);

void
rhumb_join_free(RhumbJoinIndex *index);

#endif // RHUMB_ENGINE_JOIN_H

// SPDX-License-Identifier: ISC

/// @file join.h  The subjects of a parent triples map by join key.

#ifndef RHUMB_ENGINE_JOIN_H
#define RHUMB_ENGINE_JOIN_H

#include "base/table.h"
#include "engine/dedup.h"
#include "engine/make.h"

/// A subject under a key; its kind and its targets are the index's
typedef struct RhumbJoinEntry {
  const struct RhumbJoinEntry *next;
  RhumbFingerprint print;
  uint64_t len : 63; ///< Of its text, which stands behind `kept`; of what
                     ///< reifies a triple, that is its RhumbQuoted's address
  uint64_t is_hollow : 1;
  RhumbValues kept[]; ///< What the join's function asks of its row
} RhumbJoinEntry;

/// Those under one key: `count` from `last->next` on, the first
typedef struct {
  RhumbJoinEntry *last;
  const RhumbJoinEntry *hollow; ///< The first that is, or NULL
  size_t count;
} RhumbJoinEntries;

/// Zero is empty. Distinct keys, each with its distinct subjects in the order
/// they came: a join costs as much as its result, whatever the rows. A join
/// that is gathered has them all.
typedef struct {
  RhumbArena arena;
  RhumbTable keys;
  RHUMB_LIST(RhumbJoinEntries) entries; ///< By key number
  RhumbSeen pairs;  ///< Key, subject and what is kept; but for the first few
                    ///< subjects under a key, with which nothing is
  size_t n_kept;    ///< Values with each subject
  bool has_rows;    ///< Of a view, without subjects: equal ones count
  bool keeps_equal; ///< Equal subjects under a key count each
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

/// Add a row of a view under each of `keys`: copies of the `n_kept` values of
/// its fields
void
rhumb_join_add_row(RhumbJoinIndex *index,
                   const RhumbValues *keys,
                   const RhumbValues *kept,
                   size_t n_kept);

/// Return how many bytes it takes
size_t
rhumb_join_bytes(const RhumbJoinIndex *index);

/// All has been added: forget what only adding asks for
void
rhumb_join_complete(RhumbJoinIndex *index);

/// Return what stands under `key`, or NULL: nothing does. Once all has been
/// added it stays where it is, as long as the index lives.
const RhumbJoinEntries *
rhumb_join_find(const RhumbJoinIndex *index, RhumbStr key);

/// Return the text of the subject of an entry
static inline RhumbStr
rhumb_join_text(const RhumbJoinIndex *const index,
                const RhumbJoinEntry *const entry)
{
  return (RhumbStr){(const char *)(entry->kept + index->n_kept), entry->len};
}

/// Return what the subject of an entry reifies; its index keeps such
const RhumbQuoted *
rhumb_join_quoted(const RhumbJoinIndex *index, const RhumbJoinEntry *entry);

void
rhumb_join_free(RhumbJoinIndex *index);

#endif // RHUMB_ENGINE_JOIN_H

// SPDX-License-Identifier: ISC

/// @file join_groups.h  Subjects by join key, in memory.

#ifndef RHUMB_ENGINE_JOIN_JOIN_GROUPS_H
#define RHUMB_ENGINE_JOIN_JOIN_GROUPS_H

#include "base/table.h"
#include "engine/dedup.h"
#include "engine/make.h"

/// A subject to be added, with what the join's function asks of its row; a row
/// of a view is one without text
typedef struct {
  RhumbFingerprint print;
  RhumbStr text;
  const RhumbQuoted *quoted; ///< What it reifies; mostly NULL
  const RhumbValues *kept;
  bool is_hollow;
} RhumbJoinSubject;

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
} RhumbJoinGroup;

/// What is found under a key, in memory or in files
typedef struct {
  uint64_t number; ///< Of the key in its index: the same whenever it is found
  size_t count;    ///< Of its subjects; 0: there are none
  const RhumbJoinEntry *hollow; ///< The first that is, or NULL
  const RhumbJoinEntry *last;   ///< They are from last->next on; NULL: they
                                ///< have not been read

  // Of an index in files, for join_spill.c alone, which reads them
  RhumbStr bytes;        ///< Where they are not apart; the reader's
  uint64_t run, run_len; ///< Else: where they are
} RhumbJoinFound;

/// Zero is empty. Distinct keys, each with its distinct subjects in the order
/// they came: a join costs as much as its result, whatever the rows. A join
/// that is gathered has them all, and so has one of rows.
typedef struct {
  RhumbArena arena;
  RhumbTable keys;
  RHUMB_LIST(RhumbJoinGroup) items; ///< By key number
  RhumbSeen pairs;  ///< Key, subject and what is kept; but for the first few
                    ///< subjects under a key, with which nothing is
  size_t n_kept;    ///< Values with each subject
  bool keeps_equal; ///< Equal subjects under a key count each
} RhumbJoinGroups;

/// Return what stands for a subject under a key, with `n_kept` values
RhumbFingerprint
rhumb_join_subject_print(RhumbFingerprint key,
                         const RhumbJoinSubject *subject,
                         size_t n_kept);

/// Return a copy of a subject that is the arena's, with `n_kept` values; it has
/// no next
RhumbJoinEntry *
rhumb_join_entry_new(RhumbArena *arena,
                     const RhumbJoinSubject *subject,
                     size_t n_kept);

/// Return an entry, which reifies nothing, as what it is a copy of
static inline RhumbJoinSubject
rhumb_join_entry_subject(const RhumbJoinEntry *const entry, const size_t n_kept)
{
  return (RhumbJoinSubject){
      .print = entry->print,
      .text = {(const char *)(entry->kept + n_kept), entry->len},
      .kept = entry->kept,
      .is_hollow = entry->is_hollow};
}

/// Append an entry, which is the arena's of the group
void
rhumb_join_group_append(RhumbJoinGroup *group, RhumbJoinEntry *entry);

/// Add a copy of a subject under a key, unless it stands there
void
rhumb_join_groups_add(RhumbJoinGroups *groups,
                      RhumbStr key,
                      const RhumbJoinSubject *subject);

/// Return what stands under `key`, or NULL: nothing does. It stays where it is
/// until something is added.
const RhumbJoinGroup *
rhumb_join_groups_find(const RhumbJoinGroups *groups, RhumbStr key);

/// Return how many bytes they take
size_t
rhumb_join_groups_bytes(const RhumbJoinGroups *groups);

/// All has been added: forget what only adding asks for
void
rhumb_join_groups_complete(RhumbJoinGroups *groups);

/// Forget all of them
void
rhumb_join_groups_free(RhumbJoinGroups *groups);

#endif // RHUMB_ENGINE_JOIN_JOIN_GROUPS_H

// SPDX-License-Identifier: ISC

/// @file join_sorter_impl.h  Streams of subjects on their way to blocks of
/// keys, which join_sort.c and join_heavy.c share.

#ifndef RHUMB_ENGINE_JOIN_JOIN_SORTER_IMPL_H
#define RHUMB_ENGINE_JOIN_JOIN_SORTER_IMPL_H

#include "engine/join/join_spill_impl.h"

enum {
  RHUMB_JOIN_GROWTH = 3, ///< Bytes that a byte of a stream takes in memory,
                         ///< about
  RHUMB_JOIN_AT_ONCE = 262144, ///< Bytes that are written together, about
};

/// A range of blocks
typedef struct {
  uint64_t first, end;
} RhumbJoinRange;

/// What is put together
typedef struct {
  RhumbJoinSpill *spill;
  const RhumbDiag *diag;
  size_t most;            ///< Bytes that it may take, about
  RhumbJoinGroups groups; ///< Of some blocks; what stands for a key is the key
  RhumbArena arena;       ///< Of the subject that is read
  RhumbBuf record;        ///< Likewise
  RhumbBuf behind;        ///< What is behind a key
  RhumbBuf blocks;        ///< What is to be written
} RhumbJoinSorter;

/// Which subjects of a stream are read: those of a range of blocks
typedef struct {
  RhumbJoinRange blocks;
  const RhumbFingerprint *key; ///< Of these, those under one key; NULL: all
} RhumbJoinWhich;

/// Who takes subjects of a stream: the record of each is the sorter's
typedef struct {
  RhumbStatus (*take)(void *handle, const RhumbJoinAdded *head);
  void *handle;
} RhumbJoinTaker;

/// Hand on subjects of a stream, in the order they came
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_read(RhumbJoinSorter *self,
                       size_t stream,
                       const RhumbJoinWhich *which,
                       const RhumbJoinTaker *taker);

/// Return the subject that `record` has, until the next is read
RhumbJoinSubject
rhumb_join_sorter_subject(RhumbJoinSorter *self);

/// Put it together with what it has in common, in memory
void
rhumb_join_sorter_group(RhumbJoinSorter *self, const RhumbJoinAdded *head);

/// Write the blocks of a range, all of whose keys have been put together, and
/// forget these; more may be written in the last
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_put_blocks(RhumbJoinSorter *self, RhumbJoinRange range);

/// Append what is behind the key to those that are apart
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_put_apart(RhumbJoinSorter *self, RhumbJoinKey *key);

/// Write a key to its block, with what is behind it
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_put_key(RhumbJoinSorter *self, RhumbJoinKey *key);

/// Have all that has been put into blocks in the file
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_flush(RhumbJoinSorter *self);

/// Write a block that has more than memory has room for (join_heavy.c)
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_put_heavy(RhumbJoinSorter *self,
                            size_t stream,
                            uint64_t block);

#endif // RHUMB_ENGINE_JOIN_JOIN_SORTER_IMPL_H

// SPDX-License-Identifier: ISC

/// @file join_sorter_impl.h  Streams of subjects on their way to blocks of
/// keys, which join_sort.c and join_heavy.c share.

#ifndef RHUMB_ENGINE_JOIN_JOIN_SORTER_IMPL_H
#define RHUMB_ENGINE_JOIN_JOIN_SORTER_IMPL_H

#include "engine/join/join_spill_impl.h"

/// Bytes that a byte of a stream takes in memory, about
enum { RHUMB_JOIN_GROWTH = 3 };

/// A range of blocks
typedef struct {
  uint64_t first, end;
} RhumbJoinRange;

/// A key that memory has no room for
typedef struct {
  RhumbFingerprint print;
  uint64_t size;    ///< Of its subjects, in their stream
  uint64_t n_added; ///< Subjects, with those that come again
} RhumbJoinHeavy;

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
  uint64_t *sizes;        ///< Of the stream, by block; NULL: nobody has asked

  // Of a block that has heavy keys
  RhumbTable keys;
  RHUMB_LIST(RhumbJoinHeavy) heavy; ///< By key number; some are not
  RhumbJoinHeavy *now;              ///< Which of them is read
  uint64_t at;                      ///< Of its subjects: number of the next
  unsigned char *again;             ///< A bit for each that has been before
  RhumbSeen seen;                   ///< Those with some bits, for that
  uint64_t round;                   ///< Which bits
  unsigned n_round_bits;
  RhumbJoinKey key; ///< What is written of it
  RhumbBuf hollow;  ///< The first hollow one
} RhumbJoinSorter;

/// Take a subject of a stream: `record` is its
typedef RhumbStatus
RhumbJoinTake(RhumbJoinSorter *self,
              const RhumbJoinAdded *head,
              RhumbJoinRange range);

/// Have `take` take all subjects of a stream
RHUMB_NODISCARD RhumbStatus
rhumb_join_sorter_read(RhumbJoinSorter *self,
                       size_t stream,
                       RhumbJoinTake *take,
                       RhumbJoinRange range);

/// Return the subject that `record` has, until the next is read
RhumbJoinSubject
rhumb_join_sorter_subject(RhumbJoinSorter *self);

/// Put it together with what it has in common, in memory
void
rhumb_join_sorter_group(RhumbJoinSorter *self, const RhumbJoinAdded *head);

/// Write the blocks of a range, all of whose keys have been put together; more
/// may be written in the last
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

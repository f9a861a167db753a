// SPDX-License-Identifier: ISC

/// @file join_spill.h  Subjects by join key, in files: what memory has no room
/// for.
///
/// While they are added they go to streams, by the first bits of what stands
/// for their key (a fingerprint). Then each stream is read back, as much at a
/// time as memory has room for, and its subjects are put together by key, each
/// once and in the order they came. Keys are written in the order of what
/// stands for them, in blocks of some 2 KiB: the next bits of a key say its
/// block. So one that is looked up is found in one reading. What stands under a
/// key that has very much is apart, in a file of its own.
///
/// Memory need not have room for what stands under one key, but for who looks
/// it up.

#ifndef RHUMB_ENGINE_JOIN_JOIN_SPILL_H
#define RHUMB_ENGINE_JOIN_JOIN_SPILL_H

#include "engine/join/join_groups.h"
#include "engine/parts_watch.h"
#include "io/spill.h"

/// Zero is none; release with rhumb_join_spill_close()
typedef struct {
  RhumbSpill streams;  ///< What is added, until all is
  RhumbScratch blocks; ///< Then: keys, with what stands under them
  RhumbScratch runs;   ///< What stands under those that have much; it may be
                       ///< none
  uint64_t *starts;    ///< Where each block begins, and the last ends
  unsigned n_bits;     ///< Of a key's, which are the number of its block
  size_t n_kept;       ///< Values with each subject
  bool keeps_equal;    ///< Equal subjects under a key count each
  RhumbBuf record;     ///< That is added
  RhumbFingerprint
      *lately; ///< What has been added: each key with a subject has
               ///< one place, from which the next drives it out
} RhumbJoinSpill;

/// Blocks that a thread keeps, a power of two
enum { RHUMB_JOIN_BLOCKS = 16 };

typedef struct {
  const RhumbJoinSpill *spill; ///< NULL: none
  uint64_t number;
  RhumbBuf bytes;
} RhumbJoinBlock;

/// What one thread has read lately, of spills that all live: each block has one
/// place where it may stand. Zero is empty.
struct RhumbJoinReader {
  RhumbJoinBlock blocks[RHUMB_JOIN_BLOCKS];
};

/// Begin one, which is zero
/// @param most Bytes that it should take in memory until it is completed; it
/// may be some more.
/// @return RHUMB_OK or RHUMB_ERR_IO, reported. Close it in either case.
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill_open(RhumbJoinSpill *spill,
                      size_t n_kept,
                      bool keeps_equal,
                      size_t most,
                      const RhumbDiag *diag);

/// Add a subject under a key; one that has been lately is not added again
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill_add(RhumbJoinSpill *spill,
                     RhumbStr key,
                     const RhumbJoinSubject *subject,
                     const RhumbDiag *diag);

/// Add all that there is in memory
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill_add_groups(RhumbJoinSpill *spill,
                            const RhumbJoinGroups *groups,
                            const RhumbDiag *diag);

/// All has been added: put it together
/// @param most Bytes that this may take, about.
/// @param watch Told behind each stream; NULL: nobody is.
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill_complete(RhumbJoinSpill *spill,
                          size_t most,
                          const RhumbPartsWatch *watch,
                          const RhumbDiag *diag);

/// Set `out` to what stands under `key`, without reading it; several threads
/// may, each with a reader. A hollow subject is the arena's.
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill_find(RhumbJoinFound *out,
                      const RhumbJoinSpill *spill,
                      RhumbStr key,
                      RhumbJoinReader *reader,
                      RhumbArena *arena,
                      const RhumbDiag *diag);

/// Read what was found, into the arena; before the reader finds anything else
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill_read(RhumbJoinFound *found,
                      const RhumbJoinSpill *spill,
                      RhumbArena *arena,
                      const RhumbDiag *diag);

/// Return how many bytes of memory it takes
size_t
rhumb_join_spill_bytes(const RhumbJoinSpill *spill);

/// Takes one that could not be opened
void
rhumb_join_spill_close(RhumbJoinSpill *spill);

/// Forget what has been read
void
rhumb_join_reader_free(RhumbJoinReader *reader);

#endif // RHUMB_ENGINE_JOIN_JOIN_SPILL_H

// SPDX-License-Identifier: ISC

/// @file join_spill_impl.h  How an index stands in its files, which only this
/// run reads.

#ifndef RHUMB_ENGINE_JOIN_JOIN_SPILL_IMPL_H
#define RHUMB_ENGINE_JOIN_JOIN_SPILL_IMPL_H

#include "engine/join/join_record.h"
#include "engine/join/join_spill.h"

enum {
  RHUMB_JOIN_STREAM_BITS =
      8, ///< Of a key's, which are the number of its stream
  RHUMB_JOIN_STREAMS = 1 << RHUMB_JOIN_STREAM_BITS,
  RHUMB_JOIN_BLOCK = 2048, ///< Bytes of a block, about; more under one key are
                           ///< apart. Larger ones are copied longer.
};

/// What each subject has before it in a stream
typedef struct {
  RhumbFingerprint key;
  uint64_t len; ///< Of its record
} RhumbJoinAdded;

/// What each key begins with in a block; the records of its subjects are behind
/// it, or, of those that are apart, that of the first hollow one, if there is
/// such
typedef struct {
  RhumbFingerprint print;
  uint64_t count;
  uint64_t len;    ///< Of what is behind it
  uint64_t hollow; ///< Byte of that, from 1, where the first hollow one begins
  uint64_t run, run_len; ///< Where those are that are apart
} RhumbJoinKey;

/// Return the first bits of what stands for a key
static inline uint64_t
rhumb_join_bits(const RhumbFingerprint key, const unsigned n_bits)
{
  return key.high >> (64 - n_bits);
}

#endif // RHUMB_ENGINE_JOIN_JOIN_SPILL_IMPL_H

// SPDX-License-Identifier: ISC

/// @file shard.h  The part of the data that one of several runs reads.
///
/// Such runs share nothing but their number, and make together what one run
/// makes. Where the position of a record tells it from the others, that also
/// tells whose it is: the data is dealt out in stripes of one length, in turn.
/// So all parts are known without the size of what is read, which a pipe or a
/// packed file does not say, and records that are large or many in one place
/// fall to all.

#ifndef RHUMB_SOURCE_SHARD_H
#define RHUMB_SOURCE_SHARD_H

#include <stdbool.h>
#include <stdint.h>

/// One of several runs
typedef struct {
  uint64_t number; ///< From 0
  uint64_t count;  ///< Of them all; 0 or 1: this is the only one
} RhumbShard;

/// Bytes of a stripe: few enough that a file of some megabytes is dealt out
/// evenly, many enough that neighbours, which often share subjects, stay
/// together. Tests make it tiny.
extern uint64_t rhumb_shard_stripe;

/// True if there are other runs
static inline bool
rhumb_shard_is_part(const RhumbShard *const shard)
{
  return shard->count > 1;
}

/// True if the shard has the record that begins at `position`, in bytes
static inline bool
rhumb_shard_has(const RhumbShard *const shard, const uint64_t position)
{
  return shard->count < 2 ||
         position / rhumb_shard_stripe % shard->count == shard->number;
}

/// Return where the first stripe of the shard begins that does not begin before
/// `position`, which is in another's; UINT64_MAX: further than data is long
uint64_t
rhumb_shard_next(const RhumbShard *shard, uint64_t position);

#endif // RHUMB_SOURCE_SHARD_H

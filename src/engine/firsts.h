// SPDX-License-Identifier: ISC

/// @file firsts.h  What has been said first of each subject.
///
/// A table finds the words of a subject by its key; they stand in a log, one
/// behind the other, and are never moved. Subjects whose keys are the same have
/// the words of one of them together.

#ifndef RHUMB_ENGINE_FIRSTS_H
#define RHUMB_ENGINE_FIRSTS_H

#include "base/list.h"

#include <stdint.h>

/// Words that one subject may have
enum { RHUMB_FIRSTS_MOST = 254 };

/// Where the words of a subject stand: their number in the log, and how many
/// they are
typedef uint64_t RhumbFirst;

/// A key and its words; of key 0, none
typedef struct {
  uint64_t key;
  RhumbFirst words;
} RhumbFirstsSlot;

/// A part of the table, at most seven eighths full
typedef struct {
  RhumbFirstsSlot *slots;
  size_t count, cap;
} RhumbFirstsShard;

/// Zero is empty; rhumb_firsts_free() ends it. The shards grow one at a time,
/// so that a table and its double never stand beside each other as a whole.
typedef struct {
  RhumbFirstsShard shards[4];    ///< By the first two bits of the key
  RHUMB_LIST(uint64_t *) chunks; ///< Of the log
  size_t n_words;                ///< In the last chunk
} RhumbFirsts;

static inline RhumbFirst
rhumb_first(const uint64_t number, const unsigned count)
{
  return number << 8U | count;
}

static inline unsigned
rhumb_first_count(const RhumbFirst first)
{
  return first & 0xFFU;
}

static inline uint64_t
rhumb_first_number(const RhumbFirst first)
{
  return first >> 8U;
}

/// Return the number of the slot where `key` belongs: keys that are behind it
/// belong there or behind, so that a shard that grows is read and written from
/// its start to its end
static inline size_t
rhumb_firsts_place(const RhumbFirstsShard *const shard, const uint64_t key)
{
  return (size_t)((key << 2U >> 32U) * shard->cap >> 32U);
}

/// Begin to fetch the memory where `key` belongs
static inline void
rhumb_firsts_prefetch(const RhumbFirsts *const firsts, const uint64_t key)
{
  const RhumbFirstsShard *const shard = &firsts->shards[key >> 62U];
  if (shard->cap) {
    __builtin_prefetch(&shard->slots[rhumb_firsts_place(shard, key)], 1, 1);
  }
}

/// Return what stands at a key, until the next call: it is added if it is new,
/// with no words as number 0
/// @param key Not 0.
/// @param is_new Set to whether it is.
RhumbFirst *
rhumb_firsts_at(RhumbFirsts *firsts, uint64_t key, bool *is_new);

/// Return what stands at a key, which is not 0; no words if nothing does
RhumbFirst
rhumb_firsts_find(const RhumbFirsts *firsts, uint64_t key);

/// Add up to RHUMB_FIRSTS_MOST words to the log; return where they stand
RhumbFirst
rhumb_firsts_log(RhumbFirsts *firsts, const uint64_t *words, unsigned count);

/// Return the words that rhumb_firsts_log() has added; NULL if these are none
const uint64_t *
rhumb_firsts_words(const RhumbFirsts *firsts, RhumbFirst first);

/// Return the number that is above those of all words in the log
uint64_t
rhumb_firsts_end(const RhumbFirsts *firsts);

/// Call `take` with each key whose words have numbers below `end`, and with
/// those that have none
void
rhumb_firsts_each(const RhumbFirsts *firsts,
                  uint64_t end,
                  void (*take)(void *handle, uint64_t key),
                  void *handle);

/// Drop the keys for which `is_kept` is false, with their words, if that is
/// half of all words or more. Those that stay get other numbers then, all below
/// rhumb_firsts_end() as it is then.
void
rhumb_firsts_drop(RhumbFirsts *firsts,
                  bool (*is_kept)(const void *handle, uint64_t key),
                  const void *handle);

/// Return how many bytes it takes
size_t
rhumb_firsts_bytes(const RhumbFirsts *firsts);

void
rhumb_firsts_free(RhumbFirsts *firsts);

#endif // RHUMB_ENGINE_FIRSTS_H

// SPDX-License-Identifier: ISC

/// @file firsts.c  A hash table of keys, and a log of words.

#include "engine/firsts.h"

#include "base/pages.h"

#include <stdlib.h>

/// Slots that a shard begins with
static const size_t min_slots = 256;

/// Words of a chunk, whose bytes are a huge page; but the first, for most runs
/// are small. Words of one subject stand in one chunk.
enum { CHUNK_BITS = 18, CHUNK_WORDS = 1 << CHUNK_BITS, FIRST_WORDS = 8192 };

static size_t
words_of_chunk(const size_t chunk)
{
  return chunk ? CHUNK_WORDS : FIRST_WORDS;
}

/// Return the slot that has `key`, or the free one where it belongs
static RhumbFirstsSlot *
slot_of(const RhumbFirstsShard *const shard, const uint64_t key)
{
  size_t at = rhumb_firsts_place(shard, key);
  while (shard->slots[at].key && shard->slots[at].key != key) {
    at = at + 1 < shard->cap ? at + 1 : 0;
  }
  return &shard->slots[at];
}

/// True if a shard of so many slots has room for one more key than `count`
static bool
has_room(const size_t cap, const size_t count)
{
  return count < cap / 8 * 7;
}

/// Have room for one more key than `count`, in half as many slots again, and
/// again, as there are
static void
reserve(RhumbFirstsShard *const shard, const size_t count)
{
  const RhumbFirstsShard old = *shard;
  size_t cap = old.cap ? old.cap : min_slots;
  while (!has_room(cap, count)) {
    cap += cap / 2;
  }
  *shard = (RhumbFirstsShard){
      .slots = (RhumbFirstsSlot *)rhumb_pages(cap * sizeof(*shard->slots)),
      .count = old.count,
      .cap = cap};
  for (size_t i = 0; i < old.cap; ++i) {
    if (old.slots[i].key) {
      *slot_of(shard, old.slots[i].key) = old.slots[i];
    }
  }
  rhumb_pages_free(old.slots, old.cap * sizeof(*old.slots));
}

RhumbFirst *
rhumb_firsts_at(RhumbFirsts *const firsts,
                const uint64_t key,
                bool *const is_new)
{
  RhumbFirstsShard *const shard = &firsts->shards[key >> 62U];
  if (!has_room(shard->cap, shard->count)) {
    reserve(shard, shard->count);
  }
  RhumbFirstsSlot *const slot = slot_of(shard, key);
  *is_new = !slot->key;
  if (*is_new) {
    *slot = (RhumbFirstsSlot){.key = key};
    ++shard->count;
  }
  return &slot->words;
}

RhumbFirst
rhumb_firsts_find(const RhumbFirsts *const firsts, const uint64_t key)
{
  const RhumbFirstsShard *const shard = &firsts->shards[key >> 62U];
  return shard->cap ? slot_of(shard, key)->words : 0;
}

RhumbFirst
rhumb_firsts_log(RhumbFirsts *const firsts,
                 const uint64_t *const words,
                 const unsigned count)
{
  const size_t last = firsts->chunks.count - 1;
  if (!count) {
    return 0;
  }
  if (!firsts->chunks.count || words_of_chunk(last) - firsts->n_words < count) {
    const size_t bytes =
        words_of_chunk(firsts->chunks.count) * sizeof(uint64_t);
    RHUMB_PUSH(&firsts->chunks, (uint64_t *)rhumb_pages(bytes));
    firsts->n_words = 0;
  }
  const size_t chunk = firsts->chunks.count - 1;
  const uint64_t number = ((uint64_t)chunk << CHUNK_BITS) + firsts->n_words;
  memcpy(firsts->chunks.items[chunk] + firsts->n_words,
         words,
         count * sizeof(*words));
  firsts->n_words += count;
  return rhumb_first(number, count);
}

const uint64_t *
rhumb_firsts_words(const RhumbFirsts *const firsts, const RhumbFirst first)
{
  const uint64_t number = rhumb_first_number(first);
  if (!rhumb_first_count(first)) {
    return NULL;
  }
  return firsts->chunks.items[number >> CHUNK_BITS] +
         (number & (CHUNK_WORDS - 1));
}

// All of them ----------------------------------------------------------------

uint64_t
rhumb_firsts_end(const RhumbFirsts *const firsts)
{
  const size_t count = firsts->chunks.count;
  return count ? ((uint64_t)(count - 1) << CHUNK_BITS) + firsts->n_words : 0;
}

void
rhumb_firsts_each(const RhumbFirsts *const firsts,
                  const uint64_t end,
                  void (*const take)(void *, uint64_t),
                  void *const handle)
{
  for (size_t s = 0; s < RHUMB_COUNT(firsts->shards); ++s) {
    const RhumbFirstsShard *const shard = &firsts->shards[s];
    for (size_t i = 0; i < shard->cap; ++i) {
      const RhumbFirstsSlot *const slot = &shard->slots[i];
      if (slot->key && (!rhumb_first_count(slot->words) ||
                        rhumb_first_number(slot->words) < end)) {
        take(handle, slot->key);
      }
    }
  }
}

static void
free_shard(RhumbFirstsShard *const shard)
{
  rhumb_pages_free(shard->slots, shard->cap * sizeof(*shard->slots));
  *shard = (RhumbFirstsShard){0};
}

/// Add those keys of a shard to `kept` for which `is_kept` is true. How many
/// they are must be known before: they come in their order, and in a shard that
/// is too small all would belong to one place.
static void
keep(RhumbFirsts *const kept,
     const RhumbFirsts *const firsts,
     const size_t number,
     bool (*const is_kept)(const void *, uint64_t),
     const void *const handle)
{
  const RhumbFirstsShard *const shard = &firsts->shards[number];
  size_t count = 0;
  for (size_t i = 0; i < shard->cap; ++i) {
    const uint64_t key = shard->slots[i].key;
    count += key && is_kept(handle, key);
  }
  if (count) {
    reserve(&kept->shards[number], count);
  }
  for (size_t i = 0; count && i < shard->cap; ++i) {
    const RhumbFirstsSlot *const slot = &shard->slots[i];
    bool is_new = false;
    if (slot->key && is_kept(handle, slot->key)) {
      const RhumbFirst words =
          rhumb_firsts_log(kept,
                           rhumb_firsts_words(firsts, slot->words),
                           rhumb_first_count(slot->words));
      *rhumb_firsts_at(kept, slot->key, &is_new) = words;
    }
  }
}

/// Count the words of all keys, and of those for which `is_kept` is true
static void
count_words(const RhumbFirsts *const firsts,
            bool (*const is_kept)(const void *, uint64_t),
            const void *const handle,
            uint64_t *const n_all,
            uint64_t *const n_kept)
{
  for (size_t s = 0; s < RHUMB_COUNT(firsts->shards); ++s) {
    const RhumbFirstsShard *const shard = &firsts->shards[s];
    for (size_t i = 0; i < shard->cap; ++i) {
      const RhumbFirstsSlot *const slot = &shard->slots[i];
      const unsigned count = slot->key ? rhumb_first_count(slot->words) : 0;
      *n_all += count;
      *n_kept += count && is_kept(handle, slot->key) ? count : 0;
    }
  }
}

void
rhumb_firsts_drop(RhumbFirsts *const firsts,
                  bool (*const is_kept)(const void *, uint64_t),
                  const void *const handle)
{
  RhumbFirsts kept = {0};
  uint64_t n_all = 0;
  uint64_t n_kept = 0;
  count_words(firsts, is_kept, handle, &n_all, &n_kept);
  if (n_kept > n_all / 2) { // What is kept stands beside what was, for a while
    return;
  }
  for (size_t s = 0; s < RHUMB_COUNT(firsts->shards); ++s) {
    keep(&kept, firsts, s, is_kept, handle);
    free_shard(&firsts->shards[s]);
  }
  rhumb_firsts_free(firsts);
  *firsts = kept;
}

size_t
rhumb_firsts_bytes(const RhumbFirsts *const firsts)
{
  const size_t count = firsts->chunks.count;
  size_t slots = 0;
  for (size_t i = 0; i < RHUMB_COUNT(firsts->shards); ++i) {
    slots += firsts->shards[i].cap;
  }
  const size_t words =
      count ? FIRST_WORDS + ((count - 1) * (size_t)CHUNK_WORDS) : 0;
  return (slots * sizeof(RhumbFirstsSlot)) + (words * sizeof(uint64_t));
}

void
rhumb_firsts_free(RhumbFirsts *const firsts)
{
  for (size_t i = 0; i < RHUMB_COUNT(firsts->shards); ++i) {
    free_shard(&firsts->shards[i]);
  }
  for (size_t i = 0; i < firsts->chunks.count; ++i) {
    rhumb_pages_free(firsts->chunks.items[i],
                     words_of_chunk(i) * sizeof(uint64_t));
  }
  free(firsts->chunks.items);
  *firsts = (RhumbFirsts){0};
}

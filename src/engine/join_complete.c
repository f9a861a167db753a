// SPDX-License-Identifier: ISC

/// @file join_complete.c  Streams of subjects become blocks of keys.

#include "engine/join_spill_impl.h"

#include <stdlib.h>

enum {
  GROWTH = 3, ///< Bytes that a byte of a stream takes in memory, about
  WRITTEN_AT_ONCE = 262144,
};

typedef struct {
  RhumbFingerprint print;
  const RhumbJoinGroup *group;
} Key;

/// What is put together
typedef struct {
  RhumbJoinSpill *spill;
  RhumbJoinGroups groups; ///< Of some blocks; what stands for a key is the key
  RhumbArena arena;       ///< Of the subject that is read
  RhumbBuf record;        ///< Likewise
  RhumbBuf behind;        ///< What is behind a key
  RhumbBuf blocks;        ///< What is to be written
  uint64_t *sizes;        ///< Of the stream, by block; NULL: nobody has asked
  const RhumbDiag *diag;
} Sorter;

/// A range of blocks
typedef struct {
  uint64_t first, end;
} Range;

// Writing --------------------------------------------------------------------

static RhumbStatus
flush(Sorter *const self)
{
  const RhumbStatus status = rhumb_scratch_append(
      &self->spill->blocks, rhumb_buf_str(&self->blocks), self->diag);
  self->blocks.len = 0;
  return status;
}

/// Append what is behind the key to those that are apart
static RhumbStatus
put_apart(Sorter *const self, RhumbJoinKey *const key)
{
  RhumbScratch *const runs = &self->spill->runs;
  if (!runs->folder) {
    RHUMB_TRY(rhumb_scratch_open(runs, self->diag));
  }
  if (!key->run_len) {
    key->run = runs->size;
  }
  key->run_len += self->behind.len;
  const RhumbStatus status =
      rhumb_scratch_append(runs, rhumb_buf_str(&self->behind), self->diag);
  self->behind.len = 0;
  return status;
}

/// Put the records of a key's subjects behind it, or apart
static RhumbStatus
put_subjects(Sorter *const self,
             RhumbJoinKey *const key,
             const RhumbJoinGroup *const group)
{
  const size_t n_kept = self->spill->n_kept;
  const RhumbJoinEntry *entry = group->last;
  for (size_t i = 0; i < group->count; ++i) {
    entry = entry->next;
    const RhumbJoinSubject subject = rhumb_join_entry_subject(entry, n_kept);
    if (entry == group->hollow) {
      key->hollow = self->behind.len + 1;
    }
    rhumb_join_record_put(&self->behind, &subject, n_kept);
    if (self->behind.len > RHUMB_JOIN_BLOCK) {
      RHUMB_TRY(put_apart(self, key));
    }
  }
  if (key->run_len) {
    RHUMB_TRY(put_apart(self, key));
    if (group->hollow) {
      const RhumbJoinSubject subject =
          rhumb_join_entry_subject(group->hollow, n_kept);
      rhumb_join_record_put(&self->behind, &subject, n_kept);
      key->hollow = 1;
    }
  }
  return RHUMB_OK;
}

static RhumbStatus
put_key(Sorter *const self, const Key *const one)
{
  RhumbJoinKey key = {.print = one->print, .count = one->group->count};
  self->behind.len = 0;
  RHUMB_TRY(put_subjects(self, &key, one->group));
  key.len = self->behind.len;
  rhumb_buf_put(&self->blocks, (RhumbStr){(const char *)&key, sizeof(key)});
  rhumb_buf_put(&self->blocks, rhumb_buf_str(&self->behind));
  return self->blocks.len < WRITTEN_AT_ONCE ? RHUMB_OK : flush(self);
}

static int
compare_keys(const void *const a, const void *const b)
{
  const RhumbFingerprint *const one = &((const Key *)a)->print;
  const RhumbFingerprint *const other = &((const Key *)b)->print;
  return one->high != other->high ? (one->high < other->high ? -1 : 1)
         : one->low != other->low ? (one->low < other->low ? -1 : 1)
                                  : 0;
}

/// Return the keys of what has been put together, in order; they go to free()
static Key *
sort_keys(const RhumbJoinGroups *const groups)
{
  Key *const keys = RHUMB_ZEROS(Key, groups->items.count);
  for (size_t i = 0; i < groups->items.count; ++i) {
    memcpy(&keys[i].print, groups->keys.keys[i].data, sizeof(keys[i].print));
    keys[i].group = &groups->items.items[i];
  }
  qsort(keys, groups->items.count, sizeof(*keys), compare_keys);
  return keys;
}

/// Write the blocks of a range, all of whose keys have been put together
static RhumbStatus
put_blocks(Sorter *const self, const Range range)
{
  RhumbJoinSpill *const spill = self->spill;
  Key *const keys = sort_keys(&self->groups);
  RhumbStatus status = RHUMB_OK;
  size_t at = 0;
  for (uint64_t block = range.first; block < range.end; ++block) {
    spill->starts[block] = spill->blocks.size + self->blocks.len;
    while (status == RHUMB_OK && at < self->groups.items.count &&
           rhumb_join_bits(keys[at].print, spill->n_bits) == block) {
      status = put_key(self, &keys[at++]);
    }
  }
  free(keys);
  return status;
}

// Reading --------------------------------------------------------------------

/// Take a subject of a stream, if it belongs to a block of the range
static RhumbStatus
take_subject(Sorter *const self,
             RhumbSpillReading *const reading,
             const RhumbJoinAdded *const head,
             const Range range)
{
  const RhumbJoinSpill *const spill = self->spill;
  const uint64_t block = rhumb_join_bits(head->key, spill->n_bits);
  self->record.len = 0;
  rhumb_buf_reserve(&self->record, (size_t)head->len);
  RHUMB_TRY(rhumb_spill_read(
      reading, self->record.data, (size_t)head->len, self->diag));
  if (block < range.first || block >= range.end) {
    return RHUMB_OK;
  }
  RhumbStr bytes = {self->record.data, (size_t)head->len};
  rhumb_arena_reset(&self->arena);
  const RhumbJoinSubject subject =
      rhumb_join_record_take(&bytes, spill->n_kept, &self->arena);
  const RhumbStr key = {(const char *)&head->key, sizeof(head->key)};
  rhumb_join_groups_add(&self->groups, key, &subject);
  return RHUMB_OK;
}

/// Note how much there is for the block of a subject of a stream
static RhumbStatus
size_subject(Sorter *const self,
             RhumbSpillReading *const reading,
             const RhumbJoinAdded *const head,
             const Range range)
{
  const uint64_t block = rhumb_join_bits(head->key, self->spill->n_bits);
  self->sizes[block - range.first] += sizeof(*head) + head->len;
  self->record.len = 0;
  rhumb_buf_reserve(&self->record, (size_t)head->len);
  return rhumb_spill_read(
      reading, self->record.data, (size_t)head->len, self->diag);
}

typedef RhumbStatus
Take(Sorter *self,
     RhumbSpillReading *reading,
     const RhumbJoinAdded *head,
     Range range);

/// Have `take` take all subjects of a stream
static RhumbStatus
read_stream(Sorter *const self,
            const size_t stream,
            Take *const take,
            const Range range)
{
  RhumbSpillReading reading;
  rhumb_spill_read_begin(&reading, &self->spill->streams, stream);
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    RhumbJoinAdded head;
    status = rhumb_spill_read(&reading, &head, sizeof(head), self->diag);
    if (status == RHUMB_OK) {
      status = take(self, &reading, &head, range);
    }
  }
  rhumb_spill_read_end(&reading);
  return status == RHUMB_END ? RHUMB_OK : status;
}

/// Put together the blocks of a range, which a stream has
static RhumbStatus
sort_range(Sorter *const self, const size_t stream, const Range range)
{
  RHUMB_TRY(read_stream(self, stream, take_subject, range));
  rhumb_join_groups_complete(&self->groups);
  RHUMB_TRY(put_blocks(self, range));
  rhumb_join_groups_free(&self->groups);
  return RHUMB_OK;
}

/// Likewise, as many blocks at a time as there is room for, which are one at
/// least
static RhumbStatus
sort_in_rounds(Sorter *const self,
               const size_t stream,
               const Range all,
               const size_t most)
{
  const size_t count = (size_t)(all.end - all.first);
  self->sizes = self->sizes ? self->sizes : RHUMB_ZEROS(uint64_t, count);
  memset(self->sizes, 0, count * sizeof(*self->sizes));
  RHUMB_TRY(read_stream(self, stream, size_subject, all));
  for (Range range = {all.first, all.first}; range.first < all.end;
       range.first = range.end) {
    uint64_t size = 0;
    do {
      size += self->sizes[range.end++ - all.first] * GROWTH;
    } while (range.end < all.end &&
             size + (self->sizes[range.end - all.first] * GROWTH) <= most);
    RHUMB_TRY(sort_range(self, stream, range));
  }
  return RHUMB_OK;
}

static RhumbStatus
sort_streams(Sorter *const self, const size_t most)
{
  RhumbJoinSpill *const spill = self->spill;
  const unsigned more = spill->n_bits - RHUMB_JOIN_STREAM_BITS;
  for (size_t i = 0; i < RHUMB_JOIN_STREAMS; ++i) {
    const Range range = {(uint64_t)i << more, (uint64_t)(i + 1) << more};
    const bool fits = rhumb_spill_len(&spill->streams, i) <= most / GROWTH;
    RHUMB_TRY(fits ? sort_range(self, i, range)
                   : sort_in_rounds(self, i, range, most));
  }
  spill->starts[(size_t)1 << spill->n_bits] =
      spill->blocks.size + self->blocks.len;
  return flush(self);
}

/// Return how many bits number blocks for so many bytes; each stream has blocks
/// of its own
static unsigned
count_bits(const RhumbSpill *const streams)
{
  uint64_t bytes = 0;
  unsigned n_bits = RHUMB_JOIN_STREAM_BITS;
  for (size_t i = 0; i < RHUMB_JOIN_STREAMS; ++i) {
    bytes += rhumb_spill_len(streams, i);
  }
  while (bytes >> n_bits > RHUMB_JOIN_BLOCK) {
    ++n_bits;
  }
  return n_bits;
}

RhumbStatus
rhumb_join_spill_complete(RhumbJoinSpill *const spill,
                          const size_t most,
                          const RhumbDiag *const diag)
{
  Sorter self = {
      .spill = spill,
      .groups = {.n_kept = spill->n_kept, .keeps_equal = spill->keeps_equal},
      .diag = diag};
  RHUMB_TRY(rhumb_scratch_open(&spill->blocks, diag));
  spill->n_bits = count_bits(&spill->streams);
  spill->starts = RHUMB_ZEROS(uint64_t, ((size_t)1 << spill->n_bits) + 1);
  const RhumbStatus status = sort_streams(&self, most);
  if (status != RHUMB_OK) {
    free(spill->starts);
    spill->starts = NULL; // Nothing is found
  }
  rhumb_spill_close(&spill->streams);
  rhumb_buf_free(&spill->record);
  free(spill->lately);
  spill->lately = NULL;
  rhumb_join_groups_free(&self.groups);
  rhumb_arena_free(&self.arena);
  rhumb_buf_free(&self.record);
  rhumb_buf_free(&self.behind);
  rhumb_buf_free(&self.blocks);
  free(self.sizes);
  return status;
}

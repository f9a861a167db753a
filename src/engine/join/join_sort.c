// SPDX-License-Identifier: ISC

/// @file join_sort.c  Streams of subjects become blocks of keys, as many at
/// a time as memory has room for.

#include "engine/join/join_sorter_impl.h"

#include <stdlib.h>

/// Bytes, with which it does not go on for ever
enum { MIN_MOST = 65536 };

// Rounds ---------------------------------------------------------------------

/// Put a subject together with others, if it belongs to a block of the range
static RhumbStatus
take_subject(RhumbJoinSorter *const self,
             const RhumbJoinAdded *const head,
             const RhumbJoinRange range)
{
  const uint64_t block = rhumb_join_bits(head->key, self->spill->n_bits);
  if (block >= range.first && block < range.end) {
    rhumb_join_sorter_group(self, head);
  }
  return RHUMB_OK;
}

/// Note how much there is for the block of a subject
static RhumbStatus
size_subject(RhumbJoinSorter *const self,
             const RhumbJoinAdded *const head,
             const RhumbJoinRange range)
{
  const uint64_t block = rhumb_join_bits(head->key, self->spill->n_bits);
  self->sizes[block - range.first] += sizeof(*head) + head->len;
  return RHUMB_OK;
}

/// Put together the blocks of a range, which a stream has
static RhumbStatus
sort_range(RhumbJoinSorter *const self,
           const size_t stream,
           const RhumbJoinRange range)
{
  RHUMB_TRY(rhumb_join_sorter_read(self, stream, take_subject, range));
  RHUMB_TRY(rhumb_join_sorter_put_blocks(self, range));
  rhumb_join_groups_free(&self->groups);
  return RHUMB_OK;
}

/// Return the blocks from `first` on that there is room for together, at least
/// one
static RhumbJoinRange
find_round(const RhumbJoinSorter *const self,
           const RhumbJoinRange all,
           const uint64_t first)
{
  RhumbJoinRange range = {first, first + 1};
  uint64_t size = self->sizes[first - all.first];
  while (range.end < all.end && size + self->sizes[range.end - all.first] <=
                                    self->most / RHUMB_JOIN_GROWTH) {
    size += self->sizes[range.end++ - all.first];
  }
  return range;
}

/// Likewise, as many blocks at a time as there is room for
static RhumbStatus
sort_in_rounds(RhumbJoinSorter *const self,
               const size_t stream,
               const RhumbJoinRange all)
{
  const size_t count = (size_t)(all.end - all.first);
  self->sizes = self->sizes ? self->sizes : RHUMB_ZEROS(uint64_t, count);
  memset(self->sizes, 0, count * sizeof(*self->sizes));
  RHUMB_TRY(rhumb_join_sorter_read(self, stream, size_subject, all));
  for (RhumbJoinRange range = {all.first, all.first}; range.end < all.end;) {
    range = find_round(self, all, range.end);
    const bool fits =
        self->sizes[range.first - all.first] <= self->most / RHUMB_JOIN_GROWTH;
    RHUMB_TRY(fits ? sort_range(self, stream, range)
                   : rhumb_join_sorter_put_heavy(self, stream, range.first));
  }
  return RHUMB_OK;
}

// All ------------------------------------------------------------------------

static RhumbStatus
sort_streams(RhumbJoinSorter *const self)
{
  RhumbJoinSpill *const spill = self->spill;
  const unsigned more = spill->n_bits - RHUMB_JOIN_STREAM_BITS;
  for (size_t i = 0; i < RHUMB_JOIN_STREAMS; ++i) {
    const RhumbJoinRange range = {(uint64_t)i << more,
                                  (uint64_t)(i + 1) << more};
    const bool fits =
        rhumb_spill_len(&spill->streams, i) <= self->most / RHUMB_JOIN_GROWTH;
    RHUMB_TRY(fits ? sort_range(self, i, range)
                   : sort_in_rounds(self, i, range));
  }
  spill->starts[(size_t)1 << spill->n_bits] =
      spill->blocks.size + self->blocks.len;
  return rhumb_join_sorter_flush(self);
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

static void
free_sorter(RhumbJoinSorter *const self)
{
  rhumb_join_groups_free(&self->groups);
  rhumb_arena_free(&self->arena);
  rhumb_buf_free(&self->record);
  rhumb_buf_free(&self->behind);
  rhumb_buf_free(&self->blocks);
  free(self->sizes);
  rhumb_table_free(&self->keys);
  free(self->heavy.items);
  free(self->again);
  rhumb_seen_free(&self->seen);
  rhumb_buf_free(&self->hollow);
}

RhumbStatus
rhumb_join_spill_complete(RhumbJoinSpill *const spill,
                          const size_t most,
                          const RhumbDiag *const diag)
{
  RhumbJoinSorter self = {
      .spill = spill,
      .diag = diag,
      .most = most > MIN_MOST ? most : MIN_MOST,
      .groups = {.n_kept = spill->n_kept, .keeps_equal = spill->keeps_equal}};
  RHUMB_TRY(rhumb_scratch_open(&spill->blocks, diag));
  spill->n_bits = count_bits(&spill->streams);
  spill->starts = RHUMB_ZEROS(uint64_t, ((size_t)1 << spill->n_bits) + 1);
  const RhumbStatus status = sort_streams(&self);
  if (status != RHUMB_OK) {
    free(spill->starts);
    spill->starts = NULL; // Nothing is found
  }
  free_sorter(&self);
  rhumb_spill_close(&spill->streams);
  rhumb_buf_free(&spill->record);
  free(spill->lately);
  spill->lately = NULL;
  return status;
}

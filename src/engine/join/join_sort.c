// SPDX-License-Identifier: ISC

/// @file join_sort.c  Streams of subjects become blocks of keys, as many at
/// a time as memory has room for.

#include "engine/join/join_sorter_impl.h"

#include <stdlib.h>

/// Bytes, with which it does not go on for ever
enum { MIN_MOST = 65536 };

// Rounds ---------------------------------------------------------------------

/// What there is in some blocks of a stream
typedef struct {
  const RhumbJoinSpill *spill;
  RhumbJoinRange blocks;
  uint64_t *bytes; ///< By block
} Sizes;

/// Put a subject together with others
static RhumbStatus
take_subject(void *const handle, const RhumbJoinAdded *const head)
{
  RhumbJoinSorter *const self = (RhumbJoinSorter *)handle;
  rhumb_join_sorter_group(self, head);
  return RHUMB_OK;
}

/// Note how much there is for the block of a subject
static RhumbStatus
size_subject(void *const handle, const RhumbJoinAdded *const head)
{
  const Sizes *const sizes = (Sizes *)handle;
  const uint64_t block = rhumb_join_bits(head->key, sizes->spill->n_bits);
  sizes->bytes[block - sizes->blocks.first] += sizeof(*head) + head->len;
  return RHUMB_OK;
}

/// Put together the blocks of a range, which a stream has
static RhumbStatus
sort_range(RhumbJoinSorter *const self,
           const size_t stream,
           const RhumbJoinRange range)
{
  const RhumbJoinWhich which = {.blocks = range};
  const RhumbJoinTaker taker = {take_subject, self};
  RHUMB_TRY(rhumb_join_sorter_read(self, stream, &which, &taker));
  return rhumb_join_sorter_put_blocks(self, range);
}

/// Return the blocks from `first` on that there is room for together, at least
/// one
static RhumbJoinRange
find_round(const Sizes *const sizes, const uint64_t first, const size_t most)
{
  const RhumbJoinRange all = sizes->blocks;
  RhumbJoinRange range = {first, first + 1};
  uint64_t size = sizes->bytes[first - all.first];
  while (range.end < all.end &&
         size + sizes->bytes[range.end - all.first] <= most) {
    size += sizes->bytes[range.end++ - all.first];
  }
  return range;
}

/// Put together what has been sized, as many blocks at a time as there is room
/// for
static RhumbStatus
sort_rounds(RhumbJoinSorter *const self,
            const size_t stream,
            const Sizes *const sizes)
{
  const RhumbJoinRange all = sizes->blocks;
  const size_t most = self->most / RHUMB_JOIN_GROWTH;
  for (RhumbJoinRange range = {all.first, all.first}; range.end < all.end;) {
    range = find_round(sizes, range.end, most);
    const bool fits = sizes->bytes[range.first - all.first] <= most;
    RHUMB_TRY(fits ? sort_range(self, stream, range)
                   : rhumb_join_sorter_put_heavy(self, stream, range.first));
  }
  return RHUMB_OK;
}

/// Put together the blocks of a stream that has more than there is room for
static RhumbStatus
sort_in_rounds(RhumbJoinSorter *const self,
               const size_t stream,
               const RhumbJoinRange all)
{
  Sizes sizes = {.spill = self->spill,
                 .blocks = all,
                 .bytes = RHUMB_ZEROS(uint64_t, (size_t)(all.end - all.first))};
  const RhumbJoinWhich which = {.blocks = all};
  const RhumbJoinTaker taker = {size_subject, &sizes};
  RhumbStatus status = rhumb_join_sorter_read(self, stream, &which, &taker);
  if (status == RHUMB_OK) {
    status = sort_rounds(self, stream, &sizes);
  }
  free(sizes.bytes);
  return status;
}

// All ------------------------------------------------------------------------

static RhumbStatus
sort_streams(RhumbJoinSorter *const self, const RhumbPartsWatch *const watch)
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
    if (watch) {
      watch->done(watch->handle, i + 1, RHUMB_JOIN_STREAMS);
    }
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
}

RhumbStatus
rhumb_join_spill_complete(RhumbJoinSpill *const spill,
                          const size_t most,
                          const RhumbPartsWatch *const watch,
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
  const RhumbStatus status = sort_streams(&self, watch);
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

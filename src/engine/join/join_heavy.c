// SPDX-License-Identifier: ISC

/// @file join_heavy.c  Keys with more subjects than memory has room for, as
/// where many rows lack a value: each is read and written one by one, and which
/// have been before is found beforehand, in a bit for each.

#include "engine/join/join_sorter_impl.h"

#include <stdlib.h>

/// Bytes that a subject takes in a set that grows, at most
enum { SEEN_BYTES = 64 };

/// What stands under a key of the block
typedef struct {
  RhumbFingerprint print;
  uint64_t size;    ///< Of its subjects, in their stream
  uint64_t n_added; ///< Subjects, with those that come again
} Sized;

/// A block of which memory has no room for some keys: these are heavy
typedef struct {
  RhumbJoinSorter *sorter;
  size_t stream;
  RhumbJoinRange blocks; ///< It alone
  RhumbTable keys;
  RHUMB_LIST(Sized) sizes; ///< By key number
} Block;

/// A heavy key on its way
typedef struct {
  RhumbJoinSorter *sorter;
  size_t stream;
  RhumbJoinWhich which; ///< Its subjects
  uint64_t at;          ///< Of these: number of the next
  unsigned char *again; ///< A bit for each that has been before
  RhumbSeen seen;       ///< Those with some bits, for that
  uint64_t round;       ///< Which bits
  unsigned n_round_bits;
  RhumbJoinKey key; ///< What is written of it
  RhumbBuf hollow;  ///< The first hollow one
} Heavy;

// One key --------------------------------------------------------------------

/// Mark a subject that has been before, if it is one of the round
static RhumbStatus
mark_again(void *const handle, const RhumbJoinAdded *const head)
{
  Heavy *const self = (Heavy *)handle;
  const uint64_t at = self->at++;
  const RhumbJoinSubject subject = rhumb_join_sorter_subject(self->sorter);
  const RhumbFingerprint print = rhumb_join_subject_print(
      head->key, &subject, self->sorter->spill->n_kept);
  const bool is_asked =
      !self->n_round_bits ||
      rhumb_join_bits(print, self->n_round_bits) == self->round;
  if (is_asked && !rhumb_seen_add(&self->seen, print)) {
    self->again[at / 8] |= (unsigned char)(1U << (at % 8));
  }
  return RHUMB_OK;
}

/// Write a subject that has not been before
static RhumbStatus
put_subject(void *const handle, const RhumbJoinAdded *const head)
{
  Heavy *const self = (Heavy *)handle;
  RhumbJoinSorter *const sorter = self->sorter;
  const uint64_t at = self->at++;
  (void)head;
  if (self->again[at / 8] >> (at % 8) & 1U) {
    return RHUMB_OK;
  }
  if (!self->hollow.len && rhumb_join_sorter_subject(sorter).is_hollow) {
    rhumb_buf_put(&self->hollow, rhumb_buf_str(&sorter->record));
  }
  rhumb_buf_put(&sorter->behind, rhumb_buf_str(&sorter->record));
  ++self->key.count;
  return sorter->behind.len > RHUMB_JOIN_AT_ONCE
             ? rhumb_join_sorter_put_apart(sorter, &self->key)
             : RHUMB_OK;
}

/// Have `take` take all subjects of the key
static RhumbStatus
read_subjects(Heavy *const self,
              RhumbStatus (*const take)(void *, const RhumbJoinAdded *))
{
  const RhumbJoinTaker taker = {take, self};
  self->at = 0;
  return rhumb_join_sorter_read(
      self->sorter, self->stream, &self->which, &taker);
}

/// Find the subjects that have been before, of `n_added`, in as many rounds as
/// there are to be for a set of each
static RhumbStatus
find_again(Heavy *const self, const uint64_t n_added)
{
  RhumbStatus status = RHUMB_OK;
  while (n_added >> self->n_round_bits > self->sorter->most / SEEN_BYTES) {
    ++self->n_round_bits;
  }
  const uint64_t n_rounds = (uint64_t)1 << self->n_round_bits;
  for (; status == RHUMB_OK && self->round < n_rounds; ++self->round) {
    status = read_subjects(self, mark_again);
    rhumb_seen_free(&self->seen);
  }
  return status;
}

/// Write the key, and its subjects apart
static RhumbStatus
put_key(Heavy *const self, const uint64_t n_added)
{
  RhumbJoinSorter *const sorter = self->sorter;
  sorter->behind.len = 0;
  if (!sorter->spill->keeps_equal) {
    RHUMB_TRY(find_again(self, n_added));
  }
  RHUMB_TRY(read_subjects(self, put_subject));
  RHUMB_TRY(rhumb_join_sorter_put_apart(sorter, &self->key));
  rhumb_buf_put(&sorter->behind, rhumb_buf_str(&self->hollow));
  self->key.hollow = self->hollow.len ? 1 : 0;
  return rhumb_join_sorter_put_key(sorter, &self->key);
}

// The block ------------------------------------------------------------------

static RhumbStr
key_of(const RhumbFingerprint *const print)
{
  return (RhumbStr){(const char *)print, sizeof(*print)};
}

static bool
is_heavy(const Block *const self, const Sized *const key)
{
  return key->size > self->sorter->most / RHUMB_JOIN_GROWTH;
}

/// Note how much there is under the key of a subject
static RhumbStatus
size_key(void *const handle, const RhumbJoinAdded *const head)
{
  Block *const self = (Block *)handle;
  const uint32_t number = rhumb_table_add(&self->keys, key_of(&head->key));
  if (number == self->sizes.count) {
    RHUMB_PUSH(&self->sizes, (Sized){.print = head->key});
  }
  self->sizes.items[number].size += sizeof(*head) + head->len;
  ++self->sizes.items[number].n_added;
  return RHUMB_OK;
}

/// Put a subject together with others whose key is not heavy
static RhumbStatus
take_light(void *const handle, const RhumbJoinAdded *const head)
{
  const Block *const self = (Block *)handle;
  const uint32_t number = rhumb_table_find(&self->keys, key_of(&head->key));
  if (!is_heavy(self, &self->sizes.items[number])) {
    rhumb_join_sorter_group(self->sorter, head);
  }
  return RHUMB_OK;
}

static RhumbStatus
put_light(Block *const self)
{
  const RhumbJoinWhich which = {.blocks = self->blocks};
  const RhumbJoinTaker sizer = {size_key, self};
  const RhumbJoinTaker taker = {take_light, self};
  RHUMB_TRY(rhumb_join_sorter_read(self->sorter, self->stream, &which, &sizer));
  RHUMB_TRY(rhumb_join_sorter_read(self->sorter, self->stream, &which, &taker));
  return rhumb_join_sorter_put_blocks(self->sorter, self->blocks);
}

static RhumbStatus
put_heavy(const Block *const self, const Sized *const key)
{
  Heavy heavy = {.sorter = self->sorter,
                 .stream = self->stream,
                 .which = {self->blocks, &key->print},
                 .again =
                     RHUMB_ZEROS(unsigned char, (size_t)(key->n_added / 8) + 1),
                 .key = {.print = key->print}};
  const RhumbStatus status = put_key(&heavy, key->n_added);
  free(heavy.again);
  rhumb_buf_free(&heavy.hollow);
  return status;
}

RhumbStatus
rhumb_join_sorter_put_heavy(RhumbJoinSorter *const self,
                            const size_t stream,
                            const uint64_t block)
{
  Block all = {.sorter = self, .stream = stream, .blocks = {block, block + 1}};
  RhumbStatus status = put_light(&all);
  for (size_t i = 0; status == RHUMB_OK && i < all.sizes.count; ++i) {
    if (is_heavy(&all, &all.sizes.items[i])) {
      status = put_heavy(&all, &all.sizes.items[i]);
    }
  }
  rhumb_table_free(&all.keys);
  free(all.sizes.items);
  return status;
}

// SPDX-License-Identifier: ISC

/// @file join_heavy.c  Keys with more subjects than memory has room for, as
/// where many rows lack a value: each is read and written one by one, and which
/// have been before is found beforehand, in a bit for each.

#include "engine/join/join_sorter_impl.h"

#include <stdlib.h>

enum {
  SEEN_BYTES = 64, ///< That a subject takes in a set that grows, at most
  WRITTEN_AT_ONCE = 65536,
};

static RhumbStr
key_of(const RhumbFingerprint *const print)
{
  return (RhumbStr){(const char *)print, sizeof(*print)};
}

static bool
is_in_block(const RhumbJoinSorter *const self,
            const RhumbJoinAdded *const head,
            const RhumbJoinRange range)
{
  return rhumb_join_bits(head->key, self->spill->n_bits) == range.first;
}

static bool
is_heavy(const RhumbJoinSorter *const self, const RhumbJoinHeavy *const key)
{
  return key->size > self->most / RHUMB_JOIN_GROWTH;
}

/// Note how much there is under the key of a subject
static RhumbStatus
size_key(RhumbJoinSorter *const self,
         const RhumbJoinAdded *const head,
         const RhumbJoinRange range)
{
  if (!is_in_block(self, head, range)) {
    return RHUMB_OK;
  }
  const uint32_t number = rhumb_table_add(&self->keys, key_of(&head->key));
  if (number == self->heavy.count) {
    RHUMB_PUSH(&self->heavy, (RhumbJoinHeavy){.print = head->key});
  }
  self->heavy.items[number].size += sizeof(*head) + head->len;
  ++self->heavy.items[number].n_added;
  return RHUMB_OK;
}

/// Put a subject together with others whose key is not heavy
static RhumbStatus
take_light(RhumbJoinSorter *const self,
           const RhumbJoinAdded *const head,
           const RhumbJoinRange range)
{
  if (is_in_block(self, head, range)) {
    const uint32_t number = rhumb_table_find(&self->keys, key_of(&head->key));
    if (!is_heavy(self, &self->heavy.items[number])) {
      rhumb_join_sorter_group(self, head);
    }
  }
  return RHUMB_OK;
}

/// True if a subject stands under the key that is read
static bool
is_now(const RhumbJoinSorter *const self, const RhumbJoinAdded *const head)
{
  const RhumbFingerprint *const now = &self->now->print;
  return head->key.low == now->low && head->key.high == now->high;
}

/// Mark a subject that has been before, if it is one of the round
static RhumbStatus
mark_again(RhumbJoinSorter *const self,
           const RhumbJoinAdded *const head,
           const RhumbJoinRange range)
{
  (void)range;
  if (!is_now(self, head)) {
    return RHUMB_OK;
  }
  const uint64_t at = self->at++;
  const RhumbJoinSubject subject = rhumb_join_sorter_subject(self);
  const RhumbFingerprint print =
      rhumb_join_subject_print(head->key, &subject, self->spill->n_kept);
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
put_subject(RhumbJoinSorter *const self,
            const RhumbJoinAdded *const head,
            const RhumbJoinRange range)
{
  (void)range;
  if (!is_now(self, head)) {
    return RHUMB_OK;
  }
  const uint64_t at = self->at++;
  if (self->again[at / 8] >> (at % 8) & 1U) {
    return RHUMB_OK;
  }
  if (!self->hollow.len && rhumb_join_sorter_subject(self).is_hollow) {
    rhumb_buf_put(&self->hollow, rhumb_buf_str(&self->record));
  }
  rhumb_buf_put(&self->behind, rhumb_buf_str(&self->record));
  ++self->key.count;
  return self->behind.len > WRITTEN_AT_ONCE
             ? rhumb_join_sorter_put_apart(self, &self->key)
             : RHUMB_OK;
}

/// Find the subjects of a key that have been before, in as many rounds as there
/// are to be for a set of each
static RhumbStatus
find_again(RhumbJoinSorter *const self, const size_t stream)
{
  const RhumbJoinRange all = {0, 0};
  RhumbStatus status = RHUMB_OK;
  self->n_round_bits = 0;
  while (self->now->n_added >> self->n_round_bits > self->most / SEEN_BYTES) {
    ++self->n_round_bits;
  }
  const uint64_t n_rounds = (uint64_t)1 << self->n_round_bits;
  for (self->round = 0; status == RHUMB_OK && self->round < n_rounds;
       ++self->round) {
    self->at = 0;
    status = rhumb_join_sorter_read(self, stream, mark_again, all);
    rhumb_seen_free(&self->seen);
  }
  return status;
}

/// Write a key, and its subjects apart
static RhumbStatus
put_key(RhumbJoinSorter *const self,
        const size_t stream,
        RhumbJoinHeavy *const key)
{
  const RhumbJoinRange all = {0, 0};
  self->now = key;
  self->key = (RhumbJoinKey){.print = key->print};
  self->behind.len = 0;
  self->hollow.len = 0;
  free(self->again);
  self->again = RHUMB_ZEROS(unsigned char, (size_t)(key->n_added / 8) + 1);
  if (!self->spill->keeps_equal) {
    RHUMB_TRY(find_again(self, stream));
  }
  self->at = 0;
  RHUMB_TRY(rhumb_join_sorter_read(self, stream, put_subject, all));
  RHUMB_TRY(rhumb_join_sorter_put_apart(self, &self->key));
  rhumb_buf_put(&self->behind, rhumb_buf_str(&self->hollow));
  self->key.hollow = self->hollow.len ? 1 : 0;
  return rhumb_join_sorter_put_key(self, &self->key);
}

RhumbStatus
rhumb_join_sorter_put_heavy(RhumbJoinSorter *const self,
                            const size_t stream,
                            const uint64_t block)
{
  const RhumbJoinRange range = {block, block + 1};
  rhumb_table_clear(&self->keys);
  self->heavy.count = 0;
  RHUMB_TRY(rhumb_join_sorter_read(self, stream, size_key, range));
  RHUMB_TRY(rhumb_join_sorter_read(self, stream, take_light, range));
  RHUMB_TRY(rhumb_join_sorter_put_blocks(self, range));
  rhumb_join_groups_free(&self->groups);
  for (size_t i = 0; i < self->heavy.count; ++i) {
    if (is_heavy(self, &self->heavy.items[i])) {
      RHUMB_TRY(put_key(self, stream, &self->heavy.items[i]));
    }
  }
  return RHUMB_OK;
}

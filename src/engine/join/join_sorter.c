// SPDX-License-Identifier: ISC

/// @file join_sorter.c  Subjects read from streams, and keys written to blocks.

#include "engine/join/join_sorter_impl.h"

#include <stdlib.h>

typedef struct {
  RhumbFingerprint print;
  const RhumbJoinGroup *group;
} Key;

// Writing --------------------------------------------------------------------

RhumbStatus
rhumb_join_sorter_flush(RhumbJoinSorter *const self)
{
  const RhumbStatus status = rhumb_scratch_append(
      &self->spill->blocks, rhumb_buf_str(&self->blocks), self->diag);
  self->blocks.len = 0;
  return status;
}

RhumbStatus
rhumb_join_sorter_put_apart(RhumbJoinSorter *const self,
                            RhumbJoinKey *const key)
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
put_subjects(RhumbJoinSorter *const self,
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
      RHUMB_TRY(rhumb_join_sorter_put_apart(self, key));
    }
  }
  if (key->run_len) {
    RHUMB_TRY(rhumb_join_sorter_put_apart(self, key));
    if (group->hollow) {
      const RhumbJoinSubject subject =
          rhumb_join_entry_subject(group->hollow, n_kept);
      rhumb_join_record_put(&self->behind, &subject, n_kept);
      key->hollow = 1;
    }
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_join_sorter_put_key(RhumbJoinSorter *const self, RhumbJoinKey *const key)
{
  key->len = self->behind.len;
  rhumb_buf_put(&self->blocks, (RhumbStr){(const char *)key, sizeof(*key)});
  rhumb_buf_put(&self->blocks, rhumb_buf_str(&self->behind));
  return self->blocks.len < RHUMB_JOIN_AT_ONCE ? RHUMB_OK
                                               : rhumb_join_sorter_flush(self);
}

static RhumbStatus
put_group(RhumbJoinSorter *const self, const Key *const one)
{
  RhumbJoinKey key = {.print = one->print, .count = one->group->count};
  self->behind.len = 0;
  RHUMB_TRY(put_subjects(self, &key, one->group));
  return rhumb_join_sorter_put_key(self, &key);
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

RhumbStatus
rhumb_join_sorter_put_blocks(RhumbJoinSorter *const self,
                             const RhumbJoinRange range)
{
  RhumbJoinSpill *const spill = self->spill;
  Key *const keys = sort_keys(&self->groups);
  RhumbStatus status = RHUMB_OK;
  size_t at = 0;
  for (uint64_t block = range.first; block < range.end; ++block) {
    spill->starts[block] = spill->blocks.size + self->blocks.len;
    while (status == RHUMB_OK && at < self->groups.items.count &&
           rhumb_join_bits(keys[at].print, spill->n_bits) == block) {
      status = put_group(self, &keys[at++]);
    }
  }
  free(keys);
  rhumb_join_groups_free(&self->groups);
  return status;
}

// Reading --------------------------------------------------------------------

RhumbJoinSubject
rhumb_join_sorter_subject(RhumbJoinSorter *const self)
{
  RhumbStr bytes = rhumb_buf_str(&self->record);
  rhumb_arena_reset(&self->arena);
  return rhumb_join_record_take(&bytes, self->spill->n_kept, &self->arena);
}

void
rhumb_join_sorter_group(RhumbJoinSorter *const self,
                        const RhumbJoinAdded *const head)
{
  const RhumbJoinSubject subject = rhumb_join_sorter_subject(self);
  const RhumbStr key = {(const char *)&head->key, sizeof(head->key)};
  rhumb_join_groups_add(&self->groups, key, &subject);
}

/// Read a subject, behind its head
static RhumbStatus
read_record(RhumbJoinSorter *const self,
            RhumbSpillReading *const reading,
            const size_t len)
{
  self->record.len = 0;
  rhumb_buf_reserve(&self->record, len);
  self->record.len = len;
  return rhumb_spill_read(reading, self->record.data, len, self->diag);
}

static bool
is_wanted(const RhumbJoinSorter *const self,
          const RhumbJoinWhich *const which,
          const RhumbFingerprint key)
{
  const uint64_t block = rhumb_join_bits(key, self->spill->n_bits);
  return block >= which->blocks.first && block < which->blocks.end &&
         (!which->key ||
          (key.low == which->key->low && key.high == which->key->high));
}

RhumbStatus
rhumb_join_sorter_read(RhumbJoinSorter *const self,
                       const size_t stream,
                       const RhumbJoinWhich *const which,
                       const RhumbJoinTaker *const taker)
{
  RhumbSpillReading reading;
  rhumb_spill_read_begin(&reading, &self->spill->streams, stream);
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    RhumbJoinAdded head;
    status = rhumb_spill_read(&reading, &head, sizeof(head), self->diag);
    if (status == RHUMB_OK) {
      status = read_record(self, &reading, (size_t)head.len);
    }
    if (status == RHUMB_OK && is_wanted(self, which, head.key)) {
      status = taker->take(taker->handle, &head);
    }
  }
  rhumb_spill_read_end(&reading);
  return status == RHUMB_END ? RHUMB_OK : status;
}

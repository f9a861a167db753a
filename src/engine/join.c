// SPDX-License-Identifier: ISC

/// @file join.c  Rows of parent triples maps, found by their join keys.

#include "engine/join.h"

#include "engine/quoted.h"

#include <stdlib.h>

enum {
  FEW = 4, ///< Subjects under a key that others are compared with one by one
};

/// Combination number `at` of the values, each behind its length so that no two
/// combinations give the same bytes
static RhumbStr
key_at(const RhumbRow *const row,
       const RhumbValues *const parts,
       const size_t count,
       size_t at)
{
  row->scratch->len = 0;
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr text = parts[i].items[at % parts[i].count].lexical;
    at /= parts[i].count;
    rhumb_buf_put(row->scratch,
                  (RhumbStr){(const char *)&text.len, sizeof(text.len)});
    rhumb_buf_put(row->scratch, text);
  }
  return rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
}

/// A key that is left out for a mistake joins with nothing
static RhumbStatus
none(RhumbValues *const keys, const RhumbStatus status)
{
  *keys = (RhumbValues){0};
  return status == RHUMB_END ? RHUMB_OK : status;
}

RhumbStatus
rhumb_join_keys(RhumbValues *const keys,
                const RhumbRow *const row,
                const RhumbPlanValue *const values,
                const size_t count)
{
  RhumbValues *const parts = RHUMB_NEW(row->arena, RhumbValues, count);
  size_t n_keys = 1;
  for (size_t i = 0; i < count; ++i) {
    const RhumbStatus status =
        rhumb_evaluate(&parts[i], row, &values[i], RHUMB_ENCODE_NONE);
    if (status != RHUMB_OK) {
      return none(keys, status);
    }
    n_keys = rhumb_product(n_keys, parts[i].count);
  }
  const RhumbStatus status =
      count ? rhumb_check_product(n_keys, row, values[0].loc) : RHUMB_OK;
  if (status != RHUMB_OK) {
    return none(keys, status);
  }
  RhumbValue *const items = RHUMB_NEW(row->arena, RhumbValue, n_keys);
  for (size_t i = 0; i < n_keys; ++i) {
    items[i].lexical = key_at(row, parts, count, i);
  }
  *keys = (RhumbValues){items, n_keys};
  return RHUMB_OK;
}

static RhumbFingerprint
fingerprint_of(const RhumbValues *const kept, const size_t n_kept)
{
  RhumbFingerprint sum[4] = {{0}};
  for (size_t i = 0; i < n_kept; ++i) {
    for (size_t v = 0; v < kept[i].count; ++v) {
      const RhumbTerm text = {.kind = RHUMB_TERM_LITERAL,
                              .text = kept[i].items[v].lexical};
      sum[1] = rhumb_term_fingerprint(&text);
      sum[2] = (RhumbFingerprint){i, v};
      sum[0] = rhumb_fingerprint_mix(sum);
    }
  }
  return sum[0];
}

static RhumbValues
copy_values(RhumbArena *const arena, const RhumbValues *const values)
{
  RhumbValue *const items = RHUMB_NEW(arena, RhumbValue, values->count);
  for (size_t i = 0; i < values->count; ++i) {
    items[i] = values->items[i];
    items[i].lexical = rhumb_str_copy(arena, items[i].lexical);
  }
  return (RhumbValues){items, values->count};
}

static RhumbJoinEntry *
new_entry(RhumbJoinIndex *const index,
          const RhumbMade *const subject,
          const RhumbValues *const kept)
{
  const void *const quoted =
      subject->quoted ? rhumb_quoted_copy(&index->arena, subject->quoted)
                      : NULL;
  const RhumbStr text = quoted
                            ? (RhumbStr){(const char *)&quoted, sizeof(quoted)}
                            : subject->term.text;
  const size_t bytes =
      sizeof(RhumbJoinEntry) + (index->n_kept * sizeof(*kept)) + text.len;
  RhumbJoinEntry *const entry =
      (RhumbJoinEntry *)rhumb_arena_alloc(&index->arena, bytes, 1);
  entry->print = subject->print;
  entry->len = text.len & (UINT64_MAX >> 1);
  entry->is_hollow = subject->is_hollow;
  for (size_t i = 0; i < index->n_kept; ++i) {
    entry->kept[i] = copy_values(&index->arena, &kept[i]);
  }
  if (text.len) {
    memcpy(entry->kept + index->n_kept, text.data, text.len);
  }
  return entry;
}

/// True if one of the first FEW under a key is `subject`
static bool
is_among_few(const RhumbJoinEntries *const entries,
             const RhumbMade *const subject)
{
  const size_t few = entries->count < FEW ? entries->count : FEW;
  const RhumbJoinEntry *entry = entries->last;
  bool found = false;
  for (size_t i = 0; !found && i < few; ++i) {
    entry = entry->next;
    found = entry->print.low == subject->print.low &&
            entry->print.high == subject->print.high;
  }
  return found;
}

/// True if a subject, with what is kept, is not yet under key number `number`:
/// then it is to be added. Of most keys there are so few that no set is asked.
static bool
is_new(RhumbJoinIndex *const index,
       const uint32_t number,
       const RhumbMade *const subject,
       const RhumbValues *const kept)
{
  const RhumbJoinEntries *const entries = &index->entries.items[number];
  if (index->has_rows || index->keeps_equal) {
    return true;
  }
  if (!index->n_kept) {
    if (is_among_few(entries, subject)) {
      return false;
    }
    if (entries->count < FEW) {
      return true;
    }
  }
  const RhumbFingerprint parts[4] = {
      {number, 0}, subject->print, fingerprint_of(kept, index->n_kept), {0}};
  return rhumb_seen_add(&index->pairs, rhumb_fingerprint_mix(parts));
}

static void
add_one(RhumbJoinIndex *const index,
        const uint32_t number,
        const RhumbMade *const subject,
        const RhumbValues *const kept)
{
  if (!is_new(index, number, subject, kept)) {
    return;
  }
  RhumbJoinEntry *const entry = new_entry(index, subject, kept);
  RhumbJoinEntries *const entries = &index->entries.items[number];
  entry->next = entries->last ? entries->last->next : entry;
  if (entries->last) {
    entries->last->next = entry;
  }
  entries->last = entry;
  ++entries->count;
  if (entry->is_hollow && !entries->hollow) {
    entries->hollow = entry;
  }
}

void
rhumb_join_add(RhumbJoinIndex *const index,
               const RhumbValues *const keys,
               const RhumbMadeList *const subjects,
               const RhumbValues *const kept,
               const size_t n_kept)
{
  index->n_kept = n_kept;
  for (size_t k = 0; k < keys->count; ++k) {
    const uint32_t number =
        rhumb_table_add(&index->keys, keys->items[k].lexical);
    if (number == index->entries.count) {
      RHUMB_PUSH(&index->entries, (RhumbJoinEntries){0});
    }
    for (size_t s = 0; s < subjects->count; ++s) {
      add_one(index, number, &subjects->items[s], kept);
    }
  }
}

void
rhumb_join_add_row(RhumbJoinIndex *const index,
                   const RhumbValues *const keys,
                   const RhumbValues *const kept,
                   const size_t n_kept)
{
  RhumbMade nothing = {.term = {.kind = RHUMB_TERM_NONE}};
  const RhumbMadeList one = {&nothing, 1, 1};
  index->has_rows = true;
  rhumb_join_add(index, keys, &one, kept, n_kept);
}

size_t
rhumb_join_bytes(const RhumbJoinIndex *const index)
{
  return rhumb_arena_bytes(&index->arena) + rhumb_table_bytes(&index->keys) +
         (index->entries.cap * sizeof(*index->entries.items)) +
         (index->pairs.cap * sizeof(*index->pairs.slots));
}

void
rhumb_join_complete(RhumbJoinIndex *const index)
{
  rhumb_seen_free(&index->pairs);
}

const RhumbJoinEntries *
rhumb_join_find(const RhumbJoinIndex *const index, const RhumbStr key)
{
  const uint32_t number = rhumb_table_find(&index->keys, key);
  return number == RHUMB_TABLE_NONE ? NULL : &index->entries.items[number];
}

const RhumbQuoted *
rhumb_join_quoted(const RhumbJoinIndex *const index,
                  const RhumbJoinEntry *const entry)
{
  const void *quoted = NULL;
  memcpy(&quoted, rhumb_join_text(index, entry).data, sizeof(quoted));
  return quoted;
}

void
rhumb_join_free(RhumbJoinIndex *const index)
{
  rhumb_arena_free(&index->arena);
  rhumb_table_free(&index->keys);
  free(index->entries.items);
  rhumb_seen_free(&index->pairs);
  *index = (RhumbJoinIndex){0};
}

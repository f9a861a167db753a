// SPDX-License-Identifier: ISC

/// @file join_groups.c  Subjects under their join keys, each once.

#include "engine/join/join_groups.h"

#include "engine/quoted.h"

#include <stdlib.h>

enum {
  FEW = 4, ///< Subjects under a key that others are compared with one by one
};

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

RhumbFingerprint
rhumb_join_subject_print(const RhumbFingerprint key,
                         const RhumbJoinSubject *const subject,
                         const size_t n_kept)
{
  const RhumbFingerprint parts[4] = {
      key, subject->print, fingerprint_of(subject->kept, n_kept), {0}};
  return rhumb_fingerprint_mix(parts);
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

RhumbJoinEntry *
rhumb_join_entry_new(RhumbArena *const arena,
                     const RhumbJoinSubject *const subject,
                     const size_t n_kept)
{
  const void *const quoted =
      subject->quoted ? rhumb_quoted_copy(arena, subject->quoted) : NULL;
  const RhumbStr text = quoted
                            ? (RhumbStr){(const char *)&quoted, sizeof(quoted)}
                            : subject->text;
  const size_t bytes =
      sizeof(RhumbJoinEntry) + (n_kept * sizeof(*subject->kept)) + text.len;
  RhumbJoinEntry *const entry =
      (RhumbJoinEntry *)rhumb_arena_alloc(arena, bytes, 1);
  entry->print = subject->print;
  entry->len = text.len & (UINT64_MAX >> 1);
  entry->is_hollow = subject->is_hollow;
  for (size_t i = 0; i < n_kept; ++i) {
    entry->kept[i] = copy_values(arena, &subject->kept[i]);
  }
  if (text.len) {
    memcpy(entry->kept + n_kept, text.data, text.len);
  }
  return entry;
}

/// True if one of the first FEW under a key is `subject`
static bool
is_among_few(const RhumbJoinGroup *const group,
             const RhumbJoinSubject *const subject)
{
  const size_t few = group->count < FEW ? group->count : FEW;
  const RhumbJoinEntry *entry = group->last;
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
is_new(RhumbJoinGroups *const groups,
       const uint32_t number,
       const RhumbJoinSubject *const subject)
{
  const RhumbJoinGroup *const group = &groups->items.items[number];
  if (groups->keeps_equal) {
    return true;
  }
  if (!groups->n_kept) {
    if (is_among_few(group, subject)) {
      return false;
    }
    if (group->count < FEW) {
      return true;
    }
  }
  const RhumbFingerprint key = {number, 0};
  return rhumb_seen_add(&groups->pairs,
                        rhumb_join_subject_print(key, subject, groups->n_kept));
}

void
rhumb_join_group_append(RhumbJoinGroup *const group,
                        RhumbJoinEntry *const entry)
{
  entry->next = group->last ? group->last->next : entry;
  if (group->last) {
    group->last->next = entry;
  }
  group->last = entry;
  ++group->count;
  if (entry->is_hollow && !group->hollow) {
    group->hollow = entry;
  }
}

void
rhumb_join_groups_add(RhumbJoinGroups *const groups,
                      const RhumbStr key,
                      const RhumbJoinSubject *const subject)
{
  const uint32_t number = rhumb_table_add(&groups->keys, key);
  if (number == groups->items.count) {
    RHUMB_PUSH(&groups->items, (RhumbJoinGroup){0});
  }
  if (is_new(groups, number, subject)) {
    rhumb_join_group_append(
        &groups->items.items[number],
        rhumb_join_entry_new(&groups->arena, subject, groups->n_kept));
  }
}

const RhumbJoinGroup *
rhumb_join_groups_find(const RhumbJoinGroups *const groups, const RhumbStr key)
{
  const uint32_t number = rhumb_table_find(&groups->keys, key);
  return number == RHUMB_TABLE_NONE ? NULL : &groups->items.items[number];
}

size_t
rhumb_join_groups_bytes(const RhumbJoinGroups *const groups)
{
  return rhumb_arena_bytes(&groups->arena) + rhumb_table_bytes(&groups->keys) +
         (groups->items.cap * sizeof(*groups->items.items)) +
         (groups->pairs.cap * sizeof(*groups->pairs.slots));
}

void
rhumb_join_groups_complete(RhumbJoinGroups *const groups)
{
  rhumb_seen_free(&groups->pairs);
}

void
rhumb_join_groups_free(RhumbJoinGroups *const groups)
{
  rhumb_arena_free(&groups->arena);
  rhumb_table_free(&groups->keys);
  free(groups->items.items);
  rhumb_seen_free(&groups->pairs);
  *groups = (RhumbJoinGroups){.n_kept = groups->n_kept,
                              .keeps_equal = groups->keeps_equal};
}

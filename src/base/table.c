// SPDX-License-Identifier: ISC

/// @file table.c  A hash table from byte strings to dense numbers.

#include "base/table.h"

#include "base/secret.h"

#include <stdlib.h>

#include <xxhash.h>

enum { FIRST_CAP = 64 };

static uint32_t
hash_of(const RhumbStr key)
{
  return (uint32_t)XXH3_64bits_withSecret(
      key.data, key.len, rhumb_secret(), RHUMB_SECRET_BYTES);
}

/// The slot that holds `key`, or the free one where it belongs
static size_t
slot_of(const RhumbTable *const table, const RhumbStr key, const uint32_t hash)
{
  const size_t mask = table->n_slots - 1;
  size_t slot = hash & mask;
  while (table->slots[slot] != RHUMB_TABLE_NONE) {
    const uint32_t id = table->slots[slot];
    if (table->hashes[id] == hash && rhumb_str_equal(table->keys[id], key)) {
      break;
    }
    slot = (slot + 1) & mask;
  }
  return slot;
}

static void
grow(RhumbTable *const table)
{
  const size_t cap = table->cap ? table->cap * 2 : FIRST_CAP;
  table->keys =
      (RhumbStr *)rhumb_xrealloc(table->keys, cap * sizeof(*table->keys));
  table->hashes =
      (uint32_t *)rhumb_xrealloc(table->hashes, cap * sizeof(uint32_t));
  table->slots =
      (uint32_t *)rhumb_xrealloc(table->slots, cap * 2 * sizeof(uint32_t));
  table->cap = cap;
  table->n_slots = cap * 2;

  memset(table->slots, 0xFF, table->n_slots * sizeof(uint32_t));
  for (size_t id = 0; id < table->count; ++id) {
    const size_t slot = slot_of(table, table->keys[id], table->hashes[id]);
    table->slots[slot] = (uint32_t)id;
  }
}

uint32_t
rhumb_table_add(RhumbTable *const table, const RhumbStr key)
{
  if (table->count == table->cap) {
    grow(table);
  }

  const uint32_t hash = hash_of(key);
  const size_t slot = slot_of(table, key, hash);
  if (table->slots[slot] == RHUMB_TABLE_NONE) {
    const uint32_t id = (uint32_t)table->count++;
    table->keys[id] = rhumb_str_copy(&table->arena, key);
    table->hashes[id] = hash;
    table->slots[slot] = id;
  }
  return table->slots[slot];
}

uint32_t
rhumb_table_find(const RhumbTable *const table, const RhumbStr key)
{
  return table->count ? table->slots[slot_of(table, key, hash_of(key))]
                      : RHUMB_TABLE_NONE;
}

void
rhumb_table_clear(RhumbTable *const table)
{
  if (table->cap > FIRST_CAP) { // Once large, it would be long to clear
    rhumb_table_free(table);
  } else if (table->count) {
    memset(table->slots, 0xFF, table->n_slots * sizeof(uint32_t));
    rhumb_arena_reset(&table->arena);
    table->count = 0;
  }
}

size_t
rhumb_table_bytes(const RhumbTable *const table)
{
  return rhumb_arena_bytes(&table->arena) +
         (table->cap * (sizeof(*table->keys) + sizeof(*table->hashes))) +
         (table->n_slots * sizeof(*table->slots));
}

void
rhumb_table_free(RhumbTable *const table)
{
  rhumb_arena_free(&table->arena);
  free(table->keys);
  free(table->hashes);
  free(table->slots);
  *table = (RhumbTable){0};
}

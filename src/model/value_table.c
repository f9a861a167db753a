// SPDX-License-Identifier: ISC

/// @file value_table.c  Value tables: keys are found by their texts.

#include "model/value_table.h"

#include "base/list.h"

const RhumbTableEntry *
rhumb_value_table_add(RhumbValueTable *const table,
                      RhumbArena *const arena,
                      const RhumbTableEntry entry)
{
  const size_t size = sizeof(*table->entries);
  const uint32_t known =
      rhumb_lookup_find(&table->keys, table->entries, size, entry.key);
  if (known) {
    return &table->entries[known - 1];
  }
  table->entries = (RhumbTableEntry *)rhumb_arena_grow(
      arena, table->entries, table->n_entries, &table->cap, size);
  table->entries[table->n_entries++] = entry;
  rhumb_lookup_add(&table->keys, arena, table->entries, table->n_entries, size);
  if (rhumb_str_is(entry.key, RHUMB_TABLE_REST)) {
    table->rest = (uint32_t)table->n_entries;
  }
  return NULL;
}

void
rhumb_value_table_keep(RhumbValueTable *const table,
                       RhumbArena *const arena,
                       const RhumbTableEntry *const entries,
                       const size_t count)
{
  table->entries = RHUMB_NEW(arena, RhumbTableEntry, count + 1);
  table->cap = count + 1; // For RHUMB_TABLE_REST, which may be said beside
  table->n_entries = count;
  for (size_t i = 0; i < count; ++i) {
    table->entries[i] = entries[i];
    if (rhumb_str_is(entries[i].key, RHUMB_TABLE_REST)) {
      table->rest = (uint32_t)i + 1;
    }
  }
}

uint32_t
rhumb_value_table_find(const RhumbValueTable *const table, const RhumbStr key)
{
  const uint32_t number = rhumb_lookup_find(
      &table->keys, table->entries, sizeof(*table->entries), key);
  return number ? number : table->rest;
}

const char *
rhumb_value_table_near(const RhumbValueTable *const table, const RhumbStr key)
{
  return rhumb_row_near(
      table->entries, table->n_entries, sizeof(*table->entries), key);
}

size_t
rhumb_value_table_count(const RhumbValueTable *const table)
{
  size_t count = 0;
  for (size_t i = 0; i < table->n_entries; ++i) {
    count += table->entries[i].n_values;
  }
  return count;
}

bool
rhumb_value_table_has(const RhumbValueTable *const table,
                      const RhumbTermKind kind)
{
  for (size_t i = 0; i < table->n_entries; ++i) {
    for (size_t v = 0; v < table->entries[i].n_values; ++v) {
      if (table->entries[i].values[v].kind == kind) {
        return true;
      }
    }
  }
  return false;
}

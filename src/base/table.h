// SPDX-License-Identifier: ISC

/// @file table.h  Interned byte strings: each distinct key gets a dense number.
///
/// Callers keep what belongs to a key in an array of their own, by number.

#ifndef RHUMB_BASE_TABLE_H
#define RHUMB_BASE_TABLE_H

#include "base/str.h"

#define RHUMB_TABLE_NONE UINT32_MAX ///< No key has this number

/// Zero is empty; release with rhumb_table_free()
typedef struct {
  RhumbArena arena;
  RhumbStr *keys; ///< By number, in order of arrival
  uint32_t *hashes;
  uint32_t *slots;
  size_t count;
  size_t cap;
  size_t n_slots;
} RhumbTable;

/// Return the number of `key`, copying it in if it is new (see `count`)
uint32_t
rhumb_table_add(RhumbTable *table, RhumbStr key);

/// Return the number of `key`, or RHUMB_TABLE_NONE
uint32_t
rhumb_table_find(const RhumbTable *table, RhumbStr key);

/// Make it empty, to be filled again
void
rhumb_table_clear(RhumbTable *table);

/// Return how many bytes it takes
size_t
rhumb_table_bytes(const RhumbTable *table);

void
rhumb_table_free(RhumbTable *table);

#endif // RHUMB_BASE_TABLE_H

// SPDX-License-Identifier: ISC

/// @file value_table.h  Value tables: from words of the data to terms.
///
/// In YARRRML they stand under `tables:`, and `$(type => class)` asks one. RML
/// has none; where it is written, a table becomes conditions.

#ifndef RHUMB_MODEL_VALUE_TABLE_H
#define RHUMB_MODEL_VALUE_TABLE_H

#include "base/lookup.h"
#include "base/status.h"
#include "term/term.h"

/// What a key stands for: an IRI, or a literal without datatype and language
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
  RhumbTermKind kind;
} RhumbTableValue;

static inline RhumbTerm
rhumb_table_term(const RhumbTableValue *const value)
{
  return (RhumbTerm){.kind = value->kind, .text = value->text};
}

typedef struct {
  RhumbStr key;
  const RhumbTableValue *values; ///< None: the key makes no term, as is meant
  size_t n_values;
  RhumbLoc loc; ///< Of the key
} RhumbTableEntry;

/// The key that stands for all that the table has not
#define RHUMB_TABLE_REST "*"

typedef struct RhumbValueTable {
  RhumbStr name;
  RhumbLoc loc; ///< Of its name
  RhumbTableEntry *entries;
  size_t n_entries, cap;
  RhumbLookup keys;
  uint32_t rest; ///< Number of the entry RHUMB_TABLE_REST, from 1; 0: none
} RhumbValueTable;

/// Add an entry, unless the key is there: return that one then, else NULL
const RhumbTableEntry *
rhumb_value_table_add(RhumbValueTable *table,
                      RhumbArena *arena,
                      RhumbTableEntry entry);

/// Set the entries of a table, of which each is in its keys already, to copies
/// of these: an arena keeps what an array that grows in it has left behind
void
rhumb_value_table_keep(RhumbValueTable *table,
                       RhumbArena *arena,
                       const RhumbTableEntry *entries,
                       size_t count);

/// Return the number of the entry for `key`, from 1, which may be that for all
/// other keys; 0: it has none
uint32_t
rhumb_value_table_find(const RhumbValueTable *table, RhumbStr key);

/// Return the key that was probably meant by one that is not there, or NULL
const char *
rhumb_value_table_near(const RhumbValueTable *table, RhumbStr key);

/// Return how many values all its keys have
size_t
rhumb_value_table_count(const RhumbValueTable *table);

/// True if one of the values is a term of `kind`
bool
rhumb_value_table_has(const RhumbValueTable *table, RhumbTermKind kind);

#endif // RHUMB_MODEL_VALUE_TABLE_H

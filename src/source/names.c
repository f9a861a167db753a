// SPDX-License-Identifier: ISC

/// @file names.c  The names in records, noted and compared.

#include "source/names.h"

#include "base/near.h"

/// No more names than these are kept
enum { MAX_NAMES = 4096 };

void
rhumb_names_seen_add(RhumbTable *const table, const RhumbStr name)
{
  if (table->count < MAX_NAMES) {
    (void)rhumb_table_add(table, name);
  }
}

const char *
rhumb_names_seen_nearest(RhumbNamesSeen *const names, const RhumbStr name)
{
  const size_t count = names->seen.count;
  const char **const known = RHUMB_NEW(&names->arena, const char *, count + 1);
  for (size_t i = 0; i < count; ++i) {
    known[i] = rhumb_str_copy(&names->arena, names->seen.keys[i]).data;
  }
  return rhumb_near(name, known);
}

void
rhumb_names_seen_free(RhumbNamesSeen *const names)
{
  rhumb_table_free(&names->seen);
  rhumb_table_free(&names->nulls);
  rhumb_arena_free(&names->arena);
  *names = (RhumbNamesSeen){0};
}

// SPDX-License-Identifier: ISC

/// @file names.c  The names in records, noted and compared.

#include "source/names.h"

#include "base/near.h"

/// No more names than these are kept
enum { MAX_NAMES = 4096 };

RhumbStatus
rhumb_names_seen_bind(RhumbNamesSeen *const names,
                      RhumbSource *const source,
                      const RhumbDiag *const diag)
{
  const RhumbLoc nowhere = {0};
  names->naming = source->type->naming;
  const size_t count = names->naming ? names->naming->n_fields : 0;
  names->fields = RHUMB_NEW(&names->arena, size_t, count);
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr reference = names->naming->reference(&names->arena, i);
    RHUMB_TRY(
        rhumb_source_bind(source, reference, nowhere, &names->fields[i], diag));
  }
  return RHUMB_OK;
}

void
rhumb_names_seen_note(RhumbNamesSeen *const names,
                      const RhumbSource *const source)
{
  const size_t n_fields = names->naming ? names->naming->n_fields : 0;
  for (size_t i = 0; i < n_fields; ++i) {
    const RhumbValues *const values = &source->row[names->fields[i]];
    for (size_t j = 0; j < values->count; ++j) {
      names->naming->note(names, i, &values->items[j]);
    }
  }
}

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

bool
rhumb_names_seen_lack(RhumbNamesSeen *const names,
                      const RhumbStr reference,
                      const char **const near)
{
  *near = NULL;
  return names->naming && names->naming->lack(names, reference, near);
}

void
rhumb_names_seen_free(RhumbNamesSeen *const names)
{
  rhumb_table_free(&names->seen);
  rhumb_table_free(&names->nulls);
  rhumb_arena_free(&names->arena);
  *names = (RhumbNamesSeen){0};
}

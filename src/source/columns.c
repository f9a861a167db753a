// SPDX-License-Identifier: ISC

/// @file columns.c  Columns by the names that a header gives them.

#include "source/columns.h"

#include "source/types.h"

#include <stdlib.h>

void
rhumb_columns_add(RhumbColumns *const columns,
                  const RhumbStr name,
                  const size_t number)
{
  const size_t before = columns->names.count;
  const uint32_t id = rhumb_table_add(&columns->names, name);
  if (columns->names.count > before) {
    RHUMB_PUSH(&columns->of, (RhumbColumn){.number = number});
  } else {
    columns->of.items[id].twice = true;
  }
}

const RhumbColumn *
rhumb_columns_find(const RhumbColumns *const columns, const RhumbStr name)
{
  const uint32_t id = rhumb_table_find(&columns->names, name);
  return id == RHUMB_TABLE_NONE ? NULL : &columns->of.items[id];
}

RhumbStr
rhumb_columns_name(const RhumbColumns *const columns, const size_t number)
{
  RhumbStr name = RHUMB_STR("");
  for (size_t i = 0; i < columns->of.count; ++i) {
    name =
        columns->of.items[i].number == number ? columns->names.keys[i] : name;
  }
  return name;
}

RhumbStatus
rhumb_columns_unknown(const RhumbColumns *const columns,
                      const char *const what,
                      const char *const hint,
                      const RhumbStr reference,
                      const RhumbLoc loc,
                      const RhumbDiag *const diag)
{
  const size_t count = columns->names.count;
  const char **const known =
      (const char **)rhumb_xrealloc(NULL, (count + 1) * sizeof(*known));
  for (size_t i = 0; i < count; ++i) {
    known[i] = columns->names.keys[i].data;
  }
  known[count] = NULL;
  const RhumbStatus status =
      rhumb_source_no_column(what, known, hint, reference, loc, diag);
  free(known);
  return status;
}

RhumbStatus
rhumb_columns_check_one(const RhumbColumn *const column,
                        const char *const what,
                        const RhumbStr reference,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  return !column->twice
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_REFERENCE,
                          loc,
                          "%s has more than one column \"%.*s\": which one is "
                          "meant cannot be known",
                          what,
                          RHUMB_FMT(reference));
}

void
rhumb_columns_clear(RhumbColumns *const columns)
{
  rhumb_table_clear(&columns->names);
  columns->of.count = 0;
}

void
rhumb_columns_free(RhumbColumns *const columns)
{
  rhumb_table_free(&columns->names);
  free(columns->of.items);
}

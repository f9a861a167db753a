// SPDX-License-Identifier: ISC

/// @file list.c  Constant tables searched by name.

#include "base/list.h"

#include "base/near.h"

#include <stdlib.h>

/// The name that a row begins with
static const char *
name_at(const void *const table, const size_t size, const size_t index)
{
  const char *name = NULL;
  memcpy(&name, (const char *)table + (index * size), sizeof(name));
  return name;
}

const void *
rhumb_row(const void *const table,
          const size_t count,
          const size_t size,
          const RhumbStr name)
{
  for (size_t i = 0; i < count; ++i) {
    const char *const other = name_at(table, size, i);
    if (other && rhumb_str_is(name, other)) {
      return (const char *)table + (i * size);
    }
  }
  return NULL;
}

const char *
rhumb_row_near(const void *const table,
               const size_t count,
               const size_t size,
               const RhumbStr word)
{
  const char **const names =
      (const char **)rhumb_xrealloc(NULL, (count + 1) * sizeof(*names));
  size_t n = 0;
  for (size_t i = 0; i < count; ++i) {
    names[n] = name_at(table, size, i);
    n += names[n] != NULL;
  }
  names[n] = NULL;
  const char *const near = rhumb_near(word, names);
  free((void *)names);
  return near;
}

// SPDX-License-Identifier: ISC

/// @file list.h  Arrays that grow, and constant tables searched by name.

#ifndef RHUMB_BASE_LIST_H
#define RHUMB_BASE_LIST_H

#include "base/str.h"

/// Number of items of an array
#define RHUMB_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/// An array of `type` that grows; zero is empty, its `items` go to free()
/// unless they stand in an arena
#define RHUMB_LIST(type) \
  struct {               \
    type *items;         \
    size_t count, cap;   \
  }

/// Append an item
#define RHUMB_PUSH(list, ...)                                             \
  ((list)->items = (list)->count < (list)->cap                            \
                       ? (list)->items                                    \
                       : rhumb_xgrow((list)->items,                       \
                                     (list)->count,                       \
                                     &(list)->cap,                        \
                                     sizeof(__typeof__(*(list)->items))), \
   (void)((list)->items[(list)->count++] = __VA_ARGS__))

/// Append an item and return it, for the caller to fill: of a large one no copy
/// is made
#define RHUMB_ADD(list)                                       \
  ((list)->items = (list)->count < (list)->cap                \
                       ? (list)->items                        \
                       : rhumb_xgrow((list)->items,           \
                                     (list)->count,           \
                                     &(list)->cap,            \
                                     sizeof(*(list)->items)), \
   &(list)->items[(list)->count++])

/// Append an item to a list whose items stand in an arena, which keeps them
#define RHUMB_PUSH_IN(arena, list, ...)                                  \
  ((list)->items = rhumb_arena_grow((arena),                             \
                                    (list)->items,                       \
                                    (list)->count,                       \
                                    &(list)->cap,                        \
                                    sizeof(__typeof__(*(list)->items))), \
   (void)((list)->items[(list)->count++] = __VA_ARGS__))

/// Return the row of a constant table that is called `name`, or NULL; the name
/// is what each row begins with
#define RHUMB_ROW(table, name) \
  rhumb_row((table), RHUMB_COUNT(table), sizeof(*(table)), (name))

/// Return the name in a constant table that is near to `word`, or NULL
#define RHUMB_ROW_NEAR(table, word) \
  rhumb_row_near((table), RHUMB_COUNT(table), sizeof(*(table)), (word))

/// Use RHUMB_ROW(); a row whose name is NULL is never found
const void *
rhumb_row(const void *table, size_t count, size_t size, RhumbStr name);

/// Use RHUMB_ROW_NEAR(); see rhumb_near()
const char *
rhumb_row_near(const void *table, size_t count, size_t size, RhumbStr word);

#endif // RHUMB_BASE_LIST_H

// SPDX-License-Identifier: ISC

/// @file make.h  From a row and a term map to terms.

#ifndef RHUMB_ENGINE_MAKE_H
#define RHUMB_ENGINE_MAKE_H

#include "base/list.h"
#include "engine/evaluate.h"
#include "term/fingerprint.h"

typedef struct RhumbQuoted RhumbQuoted;

typedef struct {
  RhumbTerm term;
  RhumbFingerprint print;
  uint64_t targets;          ///< As in RhumbQuad
  bool is_hollow;            ///< A name whose references are all empty
  const RhumbQuoted *quoted; ///< What `term` reifies (quote.h); mostly NULL
  const RhumbTerm *fixed;    ///< The plan's own that `term` is a copy of, whose
                             ///< address is the same for all rows; or NULL
} RhumbMade;

/// Terms of a row, which stand in its arena: quads point to them
typedef RHUMB_LIST(RhumbMade) RhumbMadeList;

/// Use rhumb_made_new()
void
rhumb_made_grow(RhumbMadeList *list, RhumbArena *arena);

/// Append one for the caller to fill; those before stay where they are or, of
/// those that quads point to, a copy does
static inline RhumbMade *
rhumb_made_new(RhumbMadeList *const list, RhumbArena *const arena)
{
  if (list->count == list->cap) {
    rhumb_made_grow(list, arena);
  }
  return &list->items[list->count++];
}

/// Append a term of `map`; member by member, for a whole one would be copied
/// twice
static inline void
rhumb_made_add(RhumbMadeList *const list,
               const RhumbRow *const row,
               const RhumbPlanTerm *const map,
               const RhumbTerm *const term,
               const RhumbFingerprint print)
{
  RhumbMade *const made = rhumb_made_new(list, row->arena);
  made->term = *term;
  made->print = print;
  made->targets = map->targets;
  made->is_hollow = false;
  made->quoted = NULL;
  made->fixed = map->is_made ? &map->value.constant : NULL;
}

/// Use rhumb_make(), which asks this for what is no constant
RHUMB_NODISCARD RhumbStatus
rhumb_make_of_row(RhumbMadeList *list,
                  const RhumbRow *row,
                  const RhumbPlanTerm *map);

/**
   Append every term that `map` makes of `row`; none if a value is NULL.

   The terms' texts live until the row's arena is reset.

   @return RHUMB_OK, also if values with mistakes were left out or made plain
   literals; or RHUMB_ERR_VALUE: reported with the record, the field, the value,
   and the rule.
*/
RHUMB_NODISCARD static inline RhumbStatus
rhumb_make(RhumbMadeList *const list,
           const RhumbRow *const row,
           const RhumbPlanTerm *const map)
{
  if (map->is_made && !map->conditions.count) {
    rhumb_made_add(list, row, map, &map->value.constant, map->print);
    return RHUMB_OK;
  }
  return rhumb_make_of_row(list, row, map);
}

/// Append the fresh node that `map` makes of `row` behind `before` others
void
rhumb_make_fresh(RhumbMadeList *list,
                 const RhumbRow *row,
                 const RhumbPlanTerm *map,
                 size_t before);

#endif // RHUMB_ENGINE_MAKE_H

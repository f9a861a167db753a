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
} RhumbMade;

/// A list that is used again and again
typedef RHUMB_LIST(RhumbMade) RhumbMadeList;

/**
   Append every term that `map` makes of `row`; none if a value is NULL.

   The terms' texts live until the row's arena is reset.

   @return RHUMB_OK, also if values with mistakes were left out or made plain
   literals; or RHUMB_ERR_VALUE: reported with the record, the field, the value,
   and the rule.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_make(RhumbMadeList *list, const RhumbRow *row, const RhumbPlanTerm *map);

/// Append the fresh node that `map` makes of `row` behind `before` others
void
rhumb_make_fresh(RhumbMadeList *list,
                 const RhumbRow *row,
                 const RhumbPlanTerm *map,
                 size_t before);

#endif // RHUMB_ENGINE_MAKE_H

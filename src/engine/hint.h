// SPDX-License-Identifier: ISC

/// @file hint.h  What a record is to be counted for, once it is known what is
/// made of it.

#ifndef RHUMB_ENGINE_HINT_H
#define RHUMB_ENGINE_HINT_H

#include "engine/tally.h"

/// Something to be counted once it is known what the record makes
typedef struct {
  const RhumbTallyKind *kind;
  RhumbLoc rule;
  RhumbStr what;  ///< Lives as long as the row
  const void *by; ///< Who noted it: of a rule in several maps, the first counts
  bool is_again;  ///< It stands for one before it, of what was made once
} RhumbHint;

typedef RHUMB_LIST(RhumbHint) RhumbHints;

/// Of the hints from number `start` on, forget those that count only where
/// quads were made: none were
void
rhumb_hints_forget(RhumbHints *hints, size_t start);

/// Count the hints of a record of `source`
void
rhumb_hints_count(const RhumbHints *hints,
                  RhumbTally *tally,
                  const RhumbSource *source);

#endif // RHUMB_ENGINE_HINT_H

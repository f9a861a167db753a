// SPDX-License-Identifier: ISC

/// @file later.h  What is reported and counted while rows are made out of their
/// turn: kept, and said when it is.

#ifndef RHUMB_ENGINE_LATER_H
#define RHUMB_ENGINE_LATER_H

#include "base/list.h"
#include "model/mistake.h"
#include "source/source.h"

typedef struct RhumbTallyKind RhumbTallyKind;

typedef enum {
  RHUMB_LATER_REPORT,  ///< `report`
  RHUMB_LATER_MISTAKE, ///< Of a value `text` by `rule`: rhumb_mistakes_count();
                       ///< the error behind it is its report
  RHUMB_LATER_SKIP,    ///< The record is left out
  RHUMB_LATER_TALLY,   ///< `tallied` of `text` by `rule`: rhumb_tally_add()
} RhumbLaterKind;

/// All that it points to stands in the arena that it was kept in, in the plan,
/// or in the data's own names
typedef struct {
  RhumbLaterKind kind;
  uint32_t row;       ///< Number of its row in the batch
  RhumbOnMistake now; ///< What mistakes did then
  RhumbReport report;
  RhumbLoc rule;
  RhumbStr text;
  const RhumbTallyKind *tallied;
  const void *by;
  const RhumbSourceSpec *spec;
  RhumbAddress address; ///< Of the row
} RhumbLaterItem;

typedef RHUMB_LIST(RhumbLaterItem) RhumbLater;

/// Where to keep it
typedef struct {
  RhumbLater *list;
  RhumbArena *arena;
  const uint32_t *row; ///< The number of the row that is made
} RhumbKeeper;

/// Keep a copy of a report
void
rhumb_later_report(const RhumbKeeper *keeper,
                   RhumbOnMistake now,
                   const RhumbReport *report);

/// Keep a mistake or what is tallied, of the current row of `source`: `item`
/// has the rest, whose `text` is copied
void
rhumb_later_count(const RhumbKeeper *keeper,
                  const RhumbSource *source,
                  RhumbLaterItem item);

#endif // RHUMB_ENGINE_LATER_H

// SPDX-License-Identifier: ISC

/// @file tally.h  Warnings of a run about its data: never one a record, but one
/// for each rule and source, with how often it was so and where first.
///
/// A run has one (RhumbRow: `tally`) and says it when all has been read.
/// Whoever sees a row may count in it: the engine, and its observers.

#ifndef RHUMB_ENGINE_TALLY_H
#define RHUMB_ENGINE_TALLY_H

#include "engine/later.h"

typedef struct RhumbTallied RhumbTallied;

/// A kind of warning; known by its address
struct RhumbTallyKind {
  bool by_record; ///< However often in one record, it counts once
  bool of_quads;  ///< It counts only where quads were made of it
  bool by_text;   ///< What is so is a text, of which the commonest are wanted
  bool of_run;    ///< It is said once, whichever sources it is so of

  /// Of what notes it, where the rules ask; NULL: at the rule itself
  RhumbLoc (*asked)(const void *by);
  /// True if two that note it, in one row, note the same; NULL: if both are one
  bool (*is_same)(const void *by, const void *other);
  /// Append the message: one line, no full stop; of the first, a note tells
  void (*put)(RhumbBuf *out, const RhumbTallied *tallied);
};

/// A text and how often it was so
typedef struct {
  RhumbStr text;
  uint64_t count;
} RhumbTallyText;

/// Of what is counted by text, texts that are told at the most
enum { RHUMB_TALLY_COMMON = 5 };

/// What has been counted of one rule and one reading of a source
struct RhumbTallied {
  const RhumbTallyKind *kind;
  RhumbLoc rule;
  const RhumbSourceSpec *source;
  RhumbStr what;                             ///< As the first had it
  const void *by;                            ///< Who noted the first
  struct RhumbTallyTexts *texts;             ///< NULL: not counted by text
  RhumbTallyText common[RHUMB_TALLY_COMMON]; ///< For `put`: the commonest texts
  size_t n_common;
  uint64_t count;
  uint64_t last;  ///< What tells the record counted last
  RhumbLoc first; ///< Place of the first record
};

/// Zero is empty; release with rhumb_tally_free()
typedef struct {
  RhumbArena arena;
  RhumbTable keys;
  RHUMB_LIST(RhumbTallied) items; ///< By number of the key
  bool is_off; ///< Nothing is counted: rows are tried, and come once more
  const RhumbKeeper *keeper; ///< Keeps all for another tally; NULL: it counts
} RhumbTally;

/**
   Count that the current row of `source` is so by the rule at `rule`.

   @param tally NULL: nothing is counted.
   @param what Told to the kind's `put`; the first is kept, copied.
   @param by Likewise, as it is.
*/
void
rhumb_tally_add(RhumbTally *tally,
                const RhumbTallyKind *kind,
                RhumbLoc rule,
                const RhumbSource *source,
                RhumbStr what,
                const void *by);

/// Count what was kept for this
void
rhumb_tally_take(RhumbTally *tally, const RhumbLaterItem *kept);

/// Report all that has been counted, in the order in which it came up, a source
/// that was read twice once
void
rhumb_tally_say(RhumbTally *tally, const RhumbDiag *diag);

void
rhumb_tally_free(RhumbTally *tally);

#endif // RHUMB_ENGINE_TALLY_H

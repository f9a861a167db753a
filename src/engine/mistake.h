// SPDX-License-Identifier: ISC

/// @file mistake.h  The mistakes of a run: what each does, who is told, what is
/// counted.

#ifndef RHUMB_ENGINE_MISTAKE_H
#define RHUMB_ENGINE_MISTAKE_H

#include "base/table.h"
#include "engine/dedup.h"
#include "engine/later.h"

/// What a run does, for now, that hands nothing on
typedef struct {
  const char *what; ///< Such as "looking ahead"; NULL: it does no such thing
  size_t done, of;  ///< Parts that it has; none: it goes by rows
} RhumbPhase;

/// What a run has done so far
typedef struct {
  uint64_t rows;       ///< In a phase, of that
  uint64_t quads;      ///< Handed on
  uint64_t duplicates; ///< Made again, and dropped
  uint64_t skipped;    ///< Records with mistakes that make nothing, each once
  uint64_t dropped;    ///< Values with mistakes that make no term, each once
  uint64_t texts;      ///< Values with mistakes that are plain literals instead
  RhumbPhase phase;
} RhumbStats;

/// Of a run; zero but for the first members is ready, rhumb_mistakes_free()
/// ends it
typedef struct {
  const RhumbDiag *to;
  RhumbStats *stats;
  RhumbOnMistake word;       ///< Of the run
  bool rehearses;            ///< Of every rule, one mistake is reported
  size_t source;             ///< Number of the source that is read
  RhumbOnMistake now;        ///< What the next mistake does
  unsigned n_said;           ///< Mistakes reported that did not end the run
  bool is_silent;            ///< The notes of the last report are not wanted
  const RhumbKeeper *keeper; ///< Keeps all for another's turn; NULL: it is told
  RhumbSeen counted;
  RhumbTable said; ///< Records and messages that have been
} RhumbMistakes;

/// Return where reports go: of mistakes that do not end the run, the first few
/// are passed on
RhumbDiag
rhumb_mistakes_diag(RhumbMistakes *mistakes);

/// From now on, do with mistakes what `own` says, or the run if that is
/// RHUMB_STOP
/// @param may_be_text A literal may stand where the value is wanted.
static inline void
rhumb_mistakes_are(RhumbMistakes *const mistakes,
                   const RhumbOnMistake own,
                   const bool may_be_text)
{
  if (mistakes) {
    const RhumbOnMistake word = own == RHUMB_STOP ? mistakes->word : own;
    mistakes->now = word == RHUMB_LITERAL && !may_be_text ? RHUMB_DROP : word;
  }
}

/// True if a value with a mistake is to be a plain literal
static inline bool
rhumb_mistakes_are_text(const RhumbMistakes *const mistakes)
{
  return mistakes && mistakes->now == RHUMB_LITERAL;
}

/// True if a value with a mistake is left out, or made something else of, and
/// all else goes on
static inline bool
rhumb_mistakes_pass(const RhumbMistakes *const mistakes)
{
  return mistakes && mistakes->now >= RHUMB_DROP;
}

/**
   Count a mistake of the current row that is passed over.

   @param rule Place of what made it.
   @param text The value, or what else tells it from others of the rule.
   @return true if it is to be reported: no such mistake was.
*/
bool
rhumb_mistakes_count(RhumbMistakes *mistakes,
                     const RhumbSource *source,
                     RhumbLoc rule,
                     RhumbStr text);

/// Report and count what was kept while rows were made: the items of one row,
/// `count` of them
void
rhumb_mistakes_take(RhumbMistakes *mistakes,
                    const RhumbLaterItem *kept,
                    size_t count);

void
rhumb_mistakes_free(RhumbMistakes *mistakes);

#endif // RHUMB_ENGINE_MISTAKE_H

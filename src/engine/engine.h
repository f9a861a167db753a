// SPDX-License-Identifier: ISC

/// @file engine.h  Runs a plan: rows in, distinct quads out.

#ifndef RHUMB_ENGINE_ENGINE_H
#define RHUMB_ENGINE_ENGINE_H

#include "engine/evaluate.h"
#include "plan/plan.h"
#include "term/term.h"

/// What a run has done so far
typedef struct {
  uint64_t rows;
  uint64_t quads;      ///< Handed on
  uint64_t duplicates; ///< Made again, and dropped
  uint64_t skipped;    ///< Records with mistakes, each once
} RhumbStats;

/// What a run does after a mistake in the data, which is reported in any case
typedef enum {
  RHUMB_STOP,        ///< End
  RHUMB_SKIP_RECORD, ///< Count the record, which makes nothing, and go on
  RHUMB_SKIP_RULE, ///< Leave what made the mistake (a triples map, a predicate
                   ///< object map, a source) alone from then on: of every
                   ///< rule the first mistake is found
} RhumbAfterMistake;

/// How a run is made
typedef struct {
  RhumbAfterMistake after_mistake;
  uint64_t max_records; ///< Of each source; 0: all
} RhumbRunOptions;

/// What a part of the plan can do
typedef enum {
  RHUMB_PART_MAKES, ///< A RhumbPlanPair has made a quad of this row
  RHUMB_PART_JOINS, ///< A RhumbPlanObject, a join, has found a row for this one
  RHUMB_PART_FAILS, ///< With RHUMB_SKIP_RULE: a pass, an index, a map, a pair,
                    ///< or the place of a term map whose quad was refused, is
                    ///< left alone from now on
} RhumbPartEvent;

/// Told of a run's steps as they are taken. A member that is NULL asks for
/// nothing; all that is passed is borrowed for the call.
typedef struct RhumbObserver {
  void *handle;

  /// A pass begins: its references are bound, more may be. A failure ends the
  /// pass like one of the source.
  RhumbStatus (*begin)(void *handle,
                       const RhumbPlanPass *pass,
                       RhumbSource *source);

  /// What `row` makes has been handed on
  void (*row)(void *handle, const RhumbRow *row, const RhumbStats *stats);

  /// `part` of the plan has done something
  void (*part)(void *handle, RhumbPartEvent event, const void *part);

  /**
     A pass that has begun ends.

     @param n_rows How many of its records could be read and were.
     @param status RHUMB_END: that was all; RHUMB_OK: there are more than were
     asked for; otherwise why some or all of them could not be read.
     @return RHUMB_OK, or a mistake that has been reported.
  */
  RhumbStatus (*end)(void *handle,
                     const RhumbRow *row,
                     uint64_t n_rows,
                     RhumbStatus status);

  const struct RhumbObserver *next; ///< Told after this one; NULL: none
} RhumbObserver;

/**
   Run `plan`, handing every distinct quad to `to`.

   Quads come in the order of the rules' sources, their rows, and the rules'
   maps: the same input gives the same quads in the same order, with the same
   labels.

   A source whose rows are joined with is read twice, for the join and for its
   maps, and each reading reports its mistakes: who prints reports prints one
   once.

   A file that cannot be read on is no record that could be skipped, nor is a
   quad that `to` refuses: only RHUMB_SKIP_RULE goes on after these.

   @param observer May be NULL.
   @param stats Filled in, also when the run fails.
   @return RHUMB_OK, if mistakes were no more than skipped records; an error of
   the data or of reading it, reported; or what `to` returned. Of several, the
   first.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_engine_run(const RhumbPlan *plan,
                 const RhumbQuadHandler *to,
                 const RhumbRunOptions *options,
                 const RhumbObserver *observer,
                 RhumbStats *stats,
                 const RhumbDiag *diag);

#endif // RHUMB_ENGINE_ENGINE_H

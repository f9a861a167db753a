// SPDX-License-Identifier: ISC

/// @file engine.h  Runs a plan: rows in, distinct quads out.

#ifndef RHUMB_ENGINE_ENGINE_H
#define RHUMB_ENGINE_ENGINE_H

#include "engine/evaluate.h"
#include "plan/plan.h"
#include "sink/sink.h"
#include "term/term.h"

/// Threads that a run may be told to use
enum { RHUMB_MAX_THREADS = 256 };

/// How a run is made
typedef struct {
  RhumbOnMistake on_mistake; ///< Where the rules do not say it
  bool rehearses; ///< Go on after all mistakes, of every rule with the first:
                  ///< what made it (a triples map, a predicate object map, a
                  ///< source) is left alone from then on, unless the rules say
                  ///< what a mistake in it does
  uint64_t max_records;  ///< Of each source, unless a join looks in it; 0: all
  uint64_t memory;       ///< Bytes that may be kept from row to row: more is an
                         ///< error; 0: half of what there is for the process,
                         ///< and more if it must be
  RhumbStr blank_prefix; ///< What labels of blank nodes begin with: letters,
                         ///< digits and "_"; empty: nothing
  RhumbShard shard; ///< Which records triples are made of; zero: all. All that
                    ///< these may be joined with, or be left out for, is read
} RhumbRunOptions;

/// Where quads go, one behind the other
typedef struct {
  RhumbStatus (*put)(void *handle, const RhumbQuad *quad);
  void *handle;

  /// Sinks that take pages (sink/page.h). Where rows are made in batches, these
  /// get pages of all quads without targets; `put_rest` is called for each quad
  /// instead of `put`, and does all else that this does.
  RhumbSink *const *sinks;
  size_t n_sinks;
  RhumbStatus (*put_rest)(void *handle, const RhumbQuad *quad); ///< NULL: that
                                                                ///< is nothing

  /// Quads without targets, `n_quads` of them, have been written to each of the
  /// sinks; goes with them
  RhumbStatus (*wrote)(void *handle, uint64_t n_quads);
} RhumbRunTarget;

/// What a part of the plan can do
typedef enum {
  RHUMB_PART_MAKES, ///< A RhumbPlanPair has made a quad of this row
  RHUMB_PART_ASKS,  ///< A RhumbPlanObject, a join, is looked up for this row
  RHUMB_PART_JOINS, ///< It has found a row for this one
  RHUMB_PART_FAILS, ///< A pair makes nothing of this row, which the tally will
                    ///< say; in a rehearsal: a pass, an index, a map, a pair,
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

  /// What `row` makes has been handed on; a fork is told once it is made
  void (*row)(void *handle, const RhumbRow *row, const RhumbStats *stats);

  /// `part` of the plan has done something
  void (*part)(void *handle, RhumbPartEvent event, const void *part);

  /// Return an observer that is told of rows and parts in place of this one,
  /// by one of several who make rows of the pass side by side; `next` is for
  /// the caller to set. NULL: this one is told of all, in order.
  struct RhumbObserver *(*fork)(void *handle);

  /// All rows have been made: count what a fork was told, and free it. Goes
  /// with `fork`.
  void (*join)(void *handle, struct RhumbObserver *fork);

  /// So much has been handed on; or read or done in a phase, which nothing else
  /// is told of
  void (*progress)(void *handle, const RhumbStats *stats);

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

/// Tell `observer`, which may be NULL, and those behind it what a part does
static inline void
rhumb_observer_tell(const RhumbObserver *const observer,
                    const RhumbPartEvent event,
                    const void *const part)
{
  for (const RhumbObserver *o = observer; o; o = o->next) {
    if (o->part) {
      o->part(o->handle, event, part);
    }
  }
}

/**
   Run `plan`, handing every distinct quad to `to`.

   Quads come in the order of the rules' sources, their rows, and the rules'
   maps: the same input gives the same quads in the same order, with the same
   labels. Fresh nodes of other rules, sources or records have other labels
   (label.h).

   A source whose rows are joined with is read twice, for the join and for its
   maps, and each reading reports its mistakes: who prints reports prints one
   once.

   A file that cannot be read on is no record that could be skipped, nor is a
   quad that `to` refuses: only a rehearsal goes on after these.

   With RHUMB_SKIP, a record with a mistake is no one's: no other joins with it.
   For that, sources that are joined with are read once more, first; what is
   seen only then is a mistake in the function of a join, or of a node that is
   to be collections of two kinds.

   @param observer May be NULL.
   @param stats Filled in, also when the run fails.
   @return RHUMB_OK, if mistakes were no more than what `stats` counts; an error
   of the data or of reading it, reported; or what `to` returned. Of several,
   the first. A rehearsal returns the first mistake, whatever it does.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_engine_run(const RhumbPlan *plan,
                 const RhumbRunTarget *to,
                 const RhumbRunOptions *options,
                 const RhumbObserver *observer,
                 RhumbStats *stats,
                 const RhumbDiag *diag);

#endif // RHUMB_ENGINE_ENGINE_H

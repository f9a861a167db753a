// SPDX-License-Identifier: ISC

/// @file run_impl.h  A run, which the files of the engine share: quads (run.c),
/// rules (rules.c), passes (engine.c).

#ifndef RHUMB_ENGINE_RUN_IMPL_H
#define RHUMB_ENGINE_RUN_IMPL_H

#include "engine/dedup.h"
#include "engine/engine.h"
#include "engine/gathering.h"
#include "engine/join_lookup.h"
#include "engine/quote.h"

/// A quad that waits for the end of its row, or quads of one origin that are
/// known to have been
typedef struct {
  RhumbQuad quad;
  RhumbFingerprint print;
  size_t known; ///< How many have been; 0: it is a quad, which may be new
} RhumbPending;

/// A run; the lists are used again for every row
typedef struct {
  const RhumbPlan *plan;
  const RhumbQuadHandler *to;
  const RhumbRunOptions *options;
  const RhumbObserver *observer;
  RhumbStats *stats;
  RhumbStatus status; ///< The first mistake that the run went on after
  RHUMB_LIST(const void *) left; ///< Rules that are left alone
  RhumbJoinIndex *indexes;
  RhumbJoinCache joins;
  RhumbSeen seen;
  RhumbMistakes mistakes;
  RhumbSeen skipped; ///< Records, by source and number
  bool surveys;      ///< Records with mistakes are looked for, before all else
  bool is_trial;     ///< What rows make is neither handed on nor kept
  uint64_t n_claims; ///< Rows, or records that are tried, that could gather
  uint64_t n_rows;   ///< Of the pass
  unsigned n_unread; ///< Of the pass
  RhumbRow row;
  size_t *fields; ///< The source's field for each reference of the pass
  RhumbArena arena;
  RhumbBuf scratch;
  RhumbFunctionContext functions;
  RhumbTally tally;
  RhumbHints hints;            ///< Of what this row has made
  RhumbRecordHash record_hash; ///< Of this row
  RhumbMadeList subjects, predicates, objects, graphs;
  size_t n_known; ///< Objects that need not be made: all their quads have been
  RhumbQuoting quoting;
  RhumbAnnotating annotating;       ///< Of the annotated pair that is run
  RHUMB_LIST(RhumbPending) pending; ///< What this row has made
  RhumbGathering gathering;
} RhumbRun;

// run.c: observers, mistakes, quads ------------------------------------------

static inline void
rhumb_run_tell(const RhumbRun *const run,
               const RhumbPartEvent event,
               const void *const part)
{
  rhumb_observer_tell(run->observer, event, part);
}

/// True if `rule` is left alone
static inline bool
rhumb_run_is_left(const RhumbRun *const run, const void *const rule)
{
  bool found = false;
  for (size_t i = 0; !found && i < run->left.count; ++i) {
    found = run->left.items[i] == rule;
  }
  return found;
}

/// Leave `rule`, which has failed, alone if the run goes on after that
RHUMB_NODISCARD RhumbStatus
rhumb_run_leave_failed(RhumbRun *run, const void *rule, RhumbStatus status);

/// The same of what may have failed
RHUMB_NODISCARD static inline RhumbStatus
rhumb_run_leave(RhumbRun *const run,
                const void *const rule,
                const RhumbStatus status)
{
  return status == RHUMB_OK ? RHUMB_OK
                            : rhumb_run_leave_failed(run, rule, status);
}

/// Keep a quad until its row ends
static inline void
rhumb_run_add(RhumbRun *const run,
              const RhumbMade *const subject,
              const RhumbMade *const predicate,
              const RhumbMade *const object,
              const RhumbMade *const graph,
              const RhumbLoc *const origin)
{
  const RhumbFingerprint prints[4] = {
      subject->print, predicate->print, object->print, graph->print};
  RhumbPending *const made = RHUMB_ADD(&run->pending);
  made->quad.subject = subject->term;
  made->quad.predicate = predicate->term;
  made->quad.object = object->term;
  made->quad.graph = graph->term;
  made->quad.origin = origin;
  made->quad.targets =
      subject->targets | predicate->targets | object->targets | graph->targets;
  made->quad.row = run->stats->rows + 1;
  made->print = rhumb_quad_fingerprint(prints);
  made->known = 0;
  rhumb_seen_prefetch(&run->seen, made->print);
}

/// The same for what quotes triples; `handle` is the run
void
rhumb_run_put_made(void *handle,
                   const RhumbMadeQuad *quad,
                   const RhumbLoc *origin);

/// Hand on the row's quads, each once. What refuses one refuses the term map
/// that it is from.
RHUMB_NODISCARD RhumbStatus
rhumb_run_flush(RhumbRun *run);

/// Hand on a quad of a collection; `handle` is the run
RHUMB_NODISCARD RhumbStatus
rhumb_run_put_gathered(void *handle, const RhumbQuad *quad, bool may_be_known);

// rules.c --------------------------------------------------------------------

/// Make what one record makes, without handing it on
RHUMB_NODISCARD RhumbStatus
rhumb_run_make_row(RhumbRun *run);

#endif // RHUMB_ENGINE_RUN_IMPL_H

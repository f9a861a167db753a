// SPDX-License-Identifier: ISC

/// @file maker.h  Makes of rows what the rules of a pass say, into a batch.
/// Several may do so side by side, each with rows of its own: what they share
/// they only read.

#ifndef RHUMB_ENGINE_MAKER_H
#define RHUMB_ENGINE_MAKER_H

#include "engine/batch.h"
#include "engine/constant.h"
#include "engine/gathering.h"
#include "engine/join/join_lookup.h"
#include "engine/left.h"
#include "engine/quote.h"

/// What it has of its own, but for `plan`, `indexes`, `left` and the options
typedef struct {
  const RhumbPlan *plan;
  const RhumbJoinIndex *indexes; ///< Those that it asks, earlier passes filled
  RhumbLeft *left;
  const RhumbObserver *observer;
  bool surveys; ///< Records with mistakes are looked for, before all else
  bool looks;   ///< Subjects that come again are counted, and all else is not
                ///< made (budget.h)
  bool has_looked;  ///< The run has: subjects are counted that come again
  bool is_numbered; ///< Quads have numbers, be they made or known (numbers.h)

  RhumbBatch *batch; ///< Where what it makes goes; row.arena is its
  RhumbRow row;
  size_t *fields; ///< The source's field for each reference of the pass
  RhumbBuf scratch;
  RhumbFunctionContext functions;
  RhumbJoinCache joins;
  RhumbJoinReader joined;
  RhumbHints hints;            ///< Of what this row has made
  RhumbRecordHash record_hash; ///< Of this row
  RhumbConstants constants;
  RhumbMadeList subjects, predicates, objects, graphs;
  uint32_t bundle; ///< Of the first subject, the others' are behind it; or
                   ///< RHUMB_NO_BUNDLE for all
  size_t n_known;  ///< Objects that need not be made: all their quads have been
  RhumbQuoting quoting;
  RhumbAnnotating annotating; ///< Of the annotated pair that is run
  RhumbGathering gathering;
} RhumbMaker;

/// What makers share
typedef struct {
  const RhumbPlan *plan;
  const RhumbJoinIndex *indexes;
  RhumbLeft *left;
  RhumbStr blank_prefix;
} RhumbMakerSpec;

/// Make `maker`, which must stay where it is, ready for the first pass
/// @param mistakes, tally, diag What its rows tell; `diag` is told the reports
/// of `mistakes`.
void
rhumb_maker_open(RhumbMaker *maker,
                 const RhumbMakerSpec *spec,
                 const RhumbObserver *observer,
                 RhumbMistakes *mistakes,
                 RhumbTally *tally,
                 const RhumbDiag *diag);

/// From now on, make rows of `source` by `pass`; the source's field for each of
/// its references is to be set in `fields`
void
rhumb_maker_begin_pass(RhumbMaker *maker,
                       const RhumbPlanPass *pass,
                       const RhumbSource *source);

/// From now on, put what is made into `batch`
void
rhumb_maker_use(RhumbMaker *maker, RhumbBatch *batch);

/// Forget what belongs to the row before
void
rhumb_maker_begin_row(RhumbMaker *maker);

/// Make what the current record makes
/// @return RHUMB_OK, or a mistake, reported: then the batch may have quads of
/// the row, which the caller takes away.
RHUMB_NODISCARD RhumbStatus
rhumb_make_row(RhumbMaker *maker);

/// The row stands: count what was noted of it
void
rhumb_maker_end_row(RhumbMaker *maker);

/// Add the current row, which stands and is known to make nothing new, to those
/// of the batch: rhumb_maker_end_row() does so with one that has been made
void
rhumb_maker_add_row(RhumbMaker *maker);

void
rhumb_maker_close(RhumbMaker *maker);

/// Return what quads point to
static inline const RhumbTerm *
rhumb_made_term(const RhumbMade *const made)
{
  return made->fixed ? made->fixed : &made->term;
}

/// Keep a quad of a bundle, or of RHUMB_NO_BUNDLE, until its turn comes
static inline void
rhumb_maker_add(RhumbMaker *const maker,
                const uint32_t bundle,
                const RhumbMade *const subject,
                const RhumbMade *const predicate,
                const RhumbMade *const object,
                const RhumbMade *const graph,
                const RhumbLoc *const origin)
{
  const RhumbFingerprint prints[4] = {
      subject->print, predicate->print, object->print, graph->print};
  RhumbBatchQuad *const made = RHUMB_ADD(&maker->batch->quads);
  made->subject = rhumb_made_term(subject);
  made->predicate = rhumb_made_term(predicate);
  made->object = rhumb_made_term(object);
  made->graph = rhumb_made_term(graph);
  made->origin = origin;
  made->row = maker->batch->n_rows;
  RhumbPrinted *const printed = RHUMB_ADD(&maker->batch->printed);
  printed->print = rhumb_quad_fingerprint(prints);
  printed->targets =
      subject->targets | predicate->targets | object->targets | graph->targets;
  printed->bundle = bundle;
}

#endif // RHUMB_ENGINE_MAKER_H

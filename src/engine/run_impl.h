// SPDX-License-Identifier: ISC

/// @file run_impl.h  A run, which the files of the engine share: what is
/// settled and handed on (run.c), passes (engine.c), what is read beforehand
/// (ahead.c).

#ifndef RHUMB_ENGINE_RUN_IMPL_H
#define RHUMB_ENGINE_RUN_IMPL_H

#include "engine/budget.h"
#include "engine/dedup.h"
#include "engine/maker.h"
#include "engine/numbers.h"

/// What a look has beside
typedef struct {
  RhumbSketch *sketch; ///< Of the keys that there are
  uint32_t *sums;      ///< Of them, by pass
} RhumbLook;

/// What a dry run has beside
typedef struct {
  RhumbDistinct *distinct; ///< What the run keeps, which stays as it is
  const RhumbDiag *diag;   ///< Told if the file fails
  RhumbStatus status;      ///< Of the file
} RhumbDry;

/// A run: what is done in order, row by row
typedef struct RhumbRun {
  const RhumbPlan *plan;
  const RhumbRunTarget *to;
  const RhumbRunOptions *options;
  const RhumbObserver *observer;
  const RhumbObserver *watchers; ///< Observers that are told of progress, also
                                 ///< of what is read for another run
  RhumbStats *stats;
  RhumbLeft left; ///< Rules that are left alone
  RhumbJoinIndex *indexes;
  RhumbDistinct distinct;
  RhumbBudget budget;
  RhumbNumbers numbers; ///< Of quads, from a dry run on
  bool is_ahead;        ///< It reads for another what this is still to read
  RhumbLook *look;      ///< Of one that is a look; NULL: it is none
  RhumbDry *dry;        ///< Of one that is a dry run; NULL: it is none
  RhumbMistakes mistakes;
  RhumbTally tally;
  RhumbSeen skipped;        ///< Records, by source and number
  RhumbSeen skipped_before; ///< By the begin of the pass
  uint64_t n_claims; ///< Rows, or records that are tried, that could gather
  uint64_t n_rows;   ///< Of the pass
  unsigned n_unread; ///< Of the pass
  bool is_batched;   ///< Sinks get pages of the pass's quads
  RhumbMaker maker;  ///< Of what is made in order
  RhumbBatch batch;  ///< Of its row
} RhumbRun;

/// Free what a run has of its own, which indexes are not: a look shares them
void
rhumb_run_free(RhumbRun *run);

// Passes (run.c)

/// A pass begins: nothing has been counted of it
void
rhumb_run_begin_pass(RhumbRun *run, const RhumbPlanPass *pass);

/// All of a pass has been read
/// @return RHUMB_OK, or RHUMB_ERR_IO, reported: there was something else than
/// when the run looked ahead.
RHUMB_NODISCARD RhumbStatus
rhumb_run_check_pass(const RhumbRun *run, const RhumbPlanPass *pass);

/// Return what stands for a record of a pass; in a view, for the one that is
/// read
static inline RhumbFingerprint
rhumb_run_record(const RhumbAddress *const address,
                 const RhumbPlanPass *const pass)
{
  const uint64_t again = address->again >> (pass->view ? 32U : 0U);
  return (RhumbFingerprint){address->record ^ address->part,
                            pass->source + (again << 16U)};
}

// Settling (run.c)

/// Do what the rows of a batch need done in order before they are handed on:
/// the indexes are filled, and the quads found that have been before, in the
/// run or the batch
/// @return RHUMB_OK, or RHUMB_ERR_IO, reported: what memory has no room for
/// could not be written.
RHUMB_NODISCARD RhumbStatus
rhumb_run_settle(RhumbRun *run, RhumbBatch *batch, const RhumbDiag *diag);

// Handing on (run.c)

/// Where in a batch what is handed on is
typedef struct {
  size_t quad;  ///< The next one
  size_t end;   ///< Behind the last one that is handed on
  size_t known; ///< The next of those that were not made
  size_t later; ///< The next that is said
} RhumbBatchPlace;

/// Hand on the quads of row number `row` of a batch that has been settled, each
/// once, behind what is said of it; `at` is its place, and then that of the
/// next row. What refuses a quad refuses the term map that it is from.
RHUMB_NODISCARD RhumbStatus
rhumb_run_put_row(RhumbRun *run,
                  const RhumbBatch *batch,
                  uint32_t row,
                  RhumbBatchPlace *at);

/// Say what was kept of row number `row`, from number `*at` on
void
rhumb_run_say(RhumbRun *run, const RhumbLater *later, uint32_t row, size_t *at);

/// Tell observers how much has been handed on, or read in the run's phase
/// (progress.c)
void
rhumb_run_tell_progress(const RhumbRun *run);

/// Tell observers of a phase that does not go by rows (progress.c)
void
rhumb_run_tell_phase(const RhumbRun *run, RhumbPhase phase);

/// Hand on a quad of a collection; `handle` is the run
RHUMB_NODISCARD RhumbStatus
rhumb_run_put_gathered(void *handle, const RhumbQuad *quad, bool may_be_known);

// Indexes (indexes.c)

/// Begin with empty ones, whatever has been in them
void
rhumb_run_begin_indexes(RhumbRun *run);

/// Add to the indexes what the rows of a batch have for them, all of which
/// stand; those that memory has no room for go over to files
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_run_fill_indexes(RhumbRun *run,
                       const RhumbBatch *batch,
                       const RhumbDiag *diag);

/// The indexes of a pass are full: from now on they can be asked
/// @return RHUMB_OK, or RHUMB_ERR_IO, reported: memory has no room for what
/// cannot be in files, or files could not be written.
RHUMB_NODISCARD RhumbStatus
rhumb_run_complete_indexes(RhumbRun *run, const RhumbPlanPass *pass);

void
rhumb_run_free_indexes(RhumbRun *run);

// What is read beforehand (ahead.c)

/// Runs a pass
typedef RhumbStatus
RhumbRunPass(RhumbRun *run, const RhumbPlanPass *pass);

/// A run that reads before another what this is still to read; it has no limit
/// of memory, tells nobody but of its progress, and hands on nothing. It must
/// stay where it is.
typedef struct {
  RhumbDiag nobody, few;
  RhumbRunTarget nowhere;
  RhumbStats stats;
  RhumbRun run;
} RhumbRunAhead;

/// Begin one that does all that `run` would do with its options
/// @param what What it does, as in RhumbPhase.
void
rhumb_run_ahead_open(RhumbRunAhead *ahead,
                     const RhumbRun *run,
                     const char *what);

/// Read the passes from number `from` on; `end` is called behind each
/// @return RHUMB_OK, or what the run will meet.
RhumbStatus
rhumb_run_ahead_read(RhumbRunAhead *ahead,
                     size_t from,
                     RhumbRunPass *read,
                     void (*end)(RhumbRun *run, size_t pass));

void
rhumb_run_ahead_close(RhumbRunAhead *ahead);

// Looks (look.c)

/// Look at all that is still to be read, and drop what is kept of subjects that
/// do not come again. A look that fails has met what the run will: nothing is
/// dropped, and the run says it.
void
rhumb_run_look(RhumbRun *run, RhumbRunPass *read);

// Dry runs (dry_run.c)

/// Number all quads that have not been handed on, and find out which of them
/// have been before; nothing is kept from row to row from then on
/// @return RHUMB_OK; RHUMB_END: there is no room on disk, and nobody has asked
/// to keep within memory; or RHUMB_ERR_IO, reported: the temporary file fails.
RHUMB_NODISCARD RhumbStatus
rhumb_run_dry(RhumbRun *run, RhumbRunPass *read);

// Making room (room.c)

/// Drop what will not be asked for any more, if a look ahead can tell; if that
/// is not enough, have a dry run find all that is asked for
/// @return RHUMB_OK, or RHUMB_ERR_IO, reported: neither can be done, or fails.
RHUMB_NODISCARD RhumbStatus
rhumb_run_make_room(RhumbRun *run, RhumbRunPass *read);

#endif // RHUMB_ENGINE_RUN_IMPL_H

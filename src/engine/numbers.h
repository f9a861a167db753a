// SPDX-License-Identifier: ISC

/// @file numbers.h  The quads of a run by number, once what finds duplicates
/// has become more than memory should hold.
///
/// A dry run makes all that is still to come once more and beforehand, gives
/// each quad a number and finds out which have been before (external.h). The
/// run then counts as it goes on, and looks only at the bits of its numbers.
///
/// Quads that are known without being made have numbers too, so that these are
/// the same whatever is known: caches differ from thread to thread. That all
/// rows are those that the dry run has met, in their order, is seen at the end
/// of each pass.

#ifndef RHUMB_ENGINE_NUMBERS_H
#define RHUMB_ENGINE_NUMBERS_H

#include "engine/batch.h"
#include "engine/external.h"

/// How far a pass goes
typedef struct {
  uint64_t n_quads; ///< Numbers of all passes so far
  uint64_t rows;    ///< What stands for the rows of the pass, in their order
} RhumbNumbersEnd;

/// Numbers of quads that are known, one behind the other
typedef struct {
  uint64_t first, end;
} RhumbNumbersRange;

/// Zero is none; rhumb_numbers_free() ends it
///
/// A join that comes again has very many quads that are known: such have no
/// bits, but are a range. The bits of all others stand as if these had no
/// numbers.
typedef struct {
  RhumbExternalSet external;
  RHUMB_LIST(RhumbNumbersRange) ranges; ///< In order
  size_t next;                          ///< Range that has not been passed
  uint64_t n_passed;                    ///< Numbers of those that have been
  RhumbNumbersEnd at;
  RhumbNumbersEnd *ends; ///< By pass: those that there will be; NULL: there has
                         ///< been no dry run
  uint64_t n_before;     ///< Of a dry run: rows of the pass still to come that
                         ///< the run has handed on, which have no numbers
} RhumbNumbers;

/// Quads from which on those that are known together are a range. Tests make it
/// few.
extern uint64_t rhumb_numbers_many;

/// A pass begins
static inline void
rhumb_numbers_begin_pass(RhumbNumbers *const numbers)
{
  numbers->at.rows = 0;
}

/// Number the quads of a batch of a dry run, and have those looked up that may
/// have been before, behind what `distinct` keeps; the batch has none from then
/// on
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_numbers_ask(RhumbNumbers *numbers,
                  RhumbDistinct *distinct,
                  RhumbBatch *batch,
                  const RhumbDiag *diag);

/// A dry run is over: what it has numbered is asked for from the first on
static inline void
rhumb_numbers_begin(RhumbNumbers *const numbers)
{
  numbers->at = (RhumbNumbersEnd){0};
  numbers->n_before = 0;
  numbers->next = 0;
  numbers->n_passed = 0;
}

/// Number the quads of a batch, and mark those that have been before
void
rhumb_numbers_take(RhumbNumbers *numbers, RhumbBatch *batch);

/// True if a pass has ended where the dry run said, or there has been none
static inline bool
rhumb_numbers_agree(const RhumbNumbers *const numbers, const size_t pass)
{
  if (!numbers->ends) {
    return true;
  }
  const RhumbNumbersEnd *const end = &numbers->ends[pass];
  return end->n_quads == numbers->at.n_quads && end->rows == numbers->at.rows;
}

/// True if the dry run that there has been ended before a pass did
static inline bool
rhumb_numbers_lack(const RhumbNumbers *const numbers, const size_t pass)
{
  return numbers->ends && numbers->ends[pass].n_quads == UINT64_MAX;
}

void
rhumb_numbers_free(RhumbNumbers *numbers);

#endif // RHUMB_ENGINE_NUMBERS_H

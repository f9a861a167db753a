// SPDX-License-Identifier: ISC

/// @file evaluate.h  From a row and an expression to values.

#ifndef RHUMB_ENGINE_EVALUATE_H
#define RHUMB_ENGINE_EVALUATE_H

#include "engine/hint.h"
#include "engine/mistake.h"
#include "plan/plan.h"

/// The hash of a record, for the labels of its fresh nodes
typedef struct {
  const RhumbPlanRecord *of; ///< NULL: none has been asked for
  uint64_t hash;
} RhumbRecordHash;

typedef struct RhumbJoinReader RhumbJoinReader;

/// The current row of a pass, and where what is made of it lives
typedef struct {
  const RhumbPlanPass *pass;
  const RhumbSource *source;
  const size_t *fields; ///< The source's field for each of the pass's
  RhumbArena *arena;    ///< Reset for every row
  RhumbBuf *scratch;
  RhumbFunctionContext *functions; ///< Its arena is the row's
  RhumbJoinReader *joined;         ///< Of joins whose index is in a file
  const RhumbValues *parent; ///< What an index kept of the row joined with
  const RhumbDiag *diag;
  RhumbMistakes *mistakes; ///< Of the run; NULL: every mistake ends it
  RhumbTally *tally;       ///< Of the run; NULL: nothing is counted
  RhumbHints *hints;       ///< Of the row, for the tally; NULL: none are wanted
  RhumbRecordHash *record_hash; ///< That was asked for last
  RhumbStr blank_prefix;        ///< Of the labels of blank nodes; empty: none
} RhumbRow;

/// Note what is to be counted if the record comes to its end
static inline void
rhumb_hint(const RhumbRow *const row,
           const RhumbTallyKind *const kind,
           const RhumbLoc rule,
           const RhumbStr what,
           const void *const by)
{
  if (row->hints) {
    RHUMB_PUSH(row->hints, (RhumbHint){kind, rule, what, by, false});
  }
}

/// Values, or quads, that one row may make at a time: more is a mistake in the
/// rules, or data that means harm
enum { RHUMB_MAX_ROW = 10000000 };

/// Multiply a count by another, which may be anything; what is more than
/// RHUMB_MAX_ROW stays so, unless it is multiplied by zero
static inline size_t
rhumb_product(const size_t count, const size_t by)
{
  size_t product = 0;
  const bool wraps = __builtin_mul_overflow(count, by, &product);
  return wraps || product > RHUMB_MAX_ROW ? (size_t)RHUMB_MAX_ROW + 1 : product;
}

// A mistake in a value is RHUMB_ERR_VALUE, reported with the record and the
// rule, where it ends the run or the record. Where it leaves out the value
// (RhumbMistakes) it is reported and counted, and RHUMB_END: there is no value,
// and all else goes on.

/// Report that the rule at `loc` makes too much; return RHUMB_ERR_VALUE or
/// RHUMB_END
RhumbStatus
rhumb_fail_product(const RhumbRow *row, RhumbLoc loc);

/// RHUMB_OK if `count`, a product, is no more than a row may make; if it is, a
/// mistake of the rule at `loc`
RHUMB_NODISCARD static inline RhumbStatus
rhumb_check_product(const size_t count,
                    const RhumbRow *const row,
                    const RhumbLoc loc)
{
  return count <= RHUMB_MAX_ROW ? RHUMB_OK : rhumb_fail_product(row, loc);
}

/// Set `out` to whether every one of `conditions` gives "true" for `row`, which
/// one that is left out for a mistake does not; never RHUMB_END
RHUMB_NODISCARD RhumbStatus
rhumb_holds(bool *out,
            const RhumbRow *row,
            const RhumbPlanConditions *conditions);

/// Set `values` to what `value` yields for `row`, encoding the references of a
/// template. Of several values, those with a mistake alone are left out;
/// RHUMB_END if all were.
RHUMB_NODISCARD RhumbStatus
rhumb_evaluate(RhumbValues *values,
               const RhumbRow *row,
               const RhumbPlanValue *value,
               RhumbEncoding encoding);

/// Return what the table of `value`, a look-up, has for a key that `row` has;
/// NULL: nothing, which is noted
const RhumbPlanEntry *
rhumb_look_up(const RhumbRow *row, const RhumbPlanValue *value, RhumbStr key);

/// True if `value` is an object or an array, which is a mistake
static inline bool
rhumb_is_structure(const RhumbValue *const value)
{
  return rhumb_value_is_structure(value->type);
}

/// Report an object or an array that `value` has yielded; return
/// RHUMB_ERR_VALUE or RHUMB_END
RhumbStatus
rhumb_fail_structure(const RhumbRow *row,
                     const RhumbPlanValue *value,
                     const RhumbValue *structure);

/// Return the reference that `value` is, or an empty text
RhumbStr
rhumb_value_name(const RhumbRow *row, const RhumbPlanValue *value);

/// Report a value that `value` has yielded and the row cannot do with, for the
/// reason `why`; return RHUMB_ERR_VALUE or RHUMB_END
RhumbStatus
rhumb_fail_value(const RhumbRow *row,
                 const RhumbPlanValue *value,
                 RhumbStr text,
                 const char *why);

#endif // RHUMB_ENGINE_EVALUATE_H

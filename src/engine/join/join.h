// SPDX-License-Identifier: ISC

/// @file join.h  The subjects of a parent triples map by join key.

#ifndef RHUMB_ENGINE_JOIN_JOIN_H
#define RHUMB_ENGINE_JOIN_JOIN_H

#include "engine/join/join_spill.h"

/// Zero is empty. Where memory has no room for it, it goes over to files.
typedef struct {
  RhumbJoinGroups groups; ///< All of it
  RhumbJoinSpill *spill;  ///< Or: where all of it is; NULL: in memory
} RhumbJoinIndex;

/// Write every key that `values` yield for `row` into `keys`: the product of
/// their values, none if one is NULL; the texts live as long as the row
RHUMB_NODISCARD RhumbStatus
rhumb_join_keys(RhumbValues *keys,
                const RhumbRow *row,
                const RhumbPlanValue *values,
                size_t count);

/// Add copies of the `subjects`, and of `n_kept` values with each, under each
/// of `keys`
/// @return RHUMB_OK; or RHUMB_ERR_IO, reported: it is in a file.
RHUMB_NODISCARD RhumbStatus
rhumb_join_add(RhumbJoinIndex *index,
               const RhumbValues *keys,
               const RhumbMadeList *subjects,
               const RhumbValues *kept,
               size_t n_kept,
               const RhumbDiag *diag);

/// Add a row of a view under each of `keys`: copies of the `n_kept` values of
/// its fields
/// @return As rhumb_join_add().
RHUMB_NODISCARD RhumbStatus
rhumb_join_add_row(RhumbJoinIndex *index,
                   const RhumbValues *keys,
                   const RhumbValues *kept,
                   size_t n_kept,
                   const RhumbDiag *diag);

/// Go over to files, if it is in memory; what reifies triples cannot
/// @param most Bytes that it should then take until it is completed.
/// @return RHUMB_OK; or RHUMB_ERR_IO, reported: it is as it was.
RHUMB_NODISCARD RhumbStatus
rhumb_join_spill(RhumbJoinIndex *index, size_t most, const RhumbDiag *diag);

/// Return how many bytes of memory it takes
size_t
rhumb_join_bytes(const RhumbJoinIndex *index);

/// All has been added: forget what only adding asks for; in files, put it
/// together, with `most` bytes of memory, about
/// @param watch Told how far that is; NULL: nobody is.
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_complete(RhumbJoinIndex *index,
                    size_t most,
                    const RhumbPartsWatch *watch,
                    const RhumbDiag *diag);

/// Find what stands under `key`. What is in memory stays where it is, as long
/// as the index lives; else it is to be read, with rhumb_join_read(), before
/// anything else is looked up for the row.
/// @return RHUMB_OK, also if nothing stands there; or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_find(RhumbJoinFound *out,
                const RhumbJoinIndex *index,
                RhumbStr key,
                const RhumbRow *row);

/// Have what was found in memory: that of the row, where the index is in files
/// @return RHUMB_OK or RHUMB_ERR_IO, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_join_read(RhumbJoinFound *found,
                const RhumbJoinIndex *index,
                const RhumbRow *row);

/// Return the text of the subject of an entry
static inline RhumbStr
rhumb_join_text(const RhumbJoinIndex *const index,
                const RhumbJoinEntry *const entry)
{
  return rhumb_join_entry_subject(entry, index->groups.n_kept).text;
}

/// Return what the subject of an entry reifies; its index keeps such
const RhumbQuoted *
rhumb_join_quoted(const RhumbJoinIndex *index, const RhumbJoinEntry *entry);

void
rhumb_join_free(RhumbJoinIndex *index);

#endif // RHUMB_ENGINE_JOIN_JOIN_H

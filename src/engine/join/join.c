// SPDX-License-Identifier: ISC

/// @file join.c  Rows of parent triples maps, found by their join keys.

#include "engine/join/join.h"

#include "engine/quoted.h"

#include <stdlib.h>

// Keys -----------------------------------------------------------------------

/// Combination number `at` of the values, each behind its length so that no two
/// combinations give the same bytes
static RhumbStr
key_at(const RhumbRow *const row,
       const RhumbValues *const parts,
       const size_t count,
       size_t at)
{
  row->scratch->len = 0;
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr text = parts[i].items[at % parts[i].count].lexical;
    at /= parts[i].count;
    rhumb_buf_put(row->scratch,
                  (RhumbStr){(const char *)&text.len, sizeof(text.len)});
    rhumb_buf_put(row->scratch, text);
  }
  return rhumb_str_copy(row->arena, rhumb_buf_str(row->scratch));
}

/// A key that is left out for a mistake joins with nothing
static RhumbStatus
none(RhumbValues *const keys, const RhumbStatus status)
{
  *keys = (RhumbValues){0};
  return status == RHUMB_END ? RHUMB_OK : status;
}

RhumbStatus
rhumb_join_keys(RhumbValues *const keys,
                const RhumbRow *const row,
                const RhumbPlanValue *const values,
                const size_t count)
{
  RhumbValues *const parts = RHUMB_NEW(row->arena, RhumbValues, count);
  size_t n_keys = 1;
  for (size_t i = 0; i < count; ++i) {
    const RhumbStatus status =
        rhumb_evaluate(&parts[i], row, &values[i], RHUMB_ENCODE_NONE);
    if (status != RHUMB_OK) {
      return none(keys, status);
    }
    n_keys = rhumb_product(n_keys, parts[i].count);
  }
  const RhumbStatus status =
      count ? rhumb_check_product(n_keys, row, values[0].loc) : RHUMB_OK;
  if (status != RHUMB_OK) {
    return none(keys, status);
  }
  RhumbValue *const items = RHUMB_NEW(row->arena, RhumbValue, n_keys);
  for (size_t i = 0; i < n_keys; ++i) {
    items[i].lexical = key_at(row, parts, count, i);
  }
  *keys = (RhumbValues){items, n_keys};
  return RHUMB_OK;
}

// The index ------------------------------------------------------------------

static RhumbStatus
add_one(RhumbJoinIndex *const index,
        const RhumbStr key,
        const RhumbJoinSubject *const subject,
        const RhumbDiag *const diag)
{
  if (index->spill) {
    return rhumb_join_spill_add(index->spill, key, subject, diag);
  }
  rhumb_join_groups_add(&index->groups, key, subject);
  return RHUMB_OK;
}

RhumbStatus
rhumb_join_add(RhumbJoinIndex *const index,
               const RhumbValues *const keys,
               const RhumbMadeList *const subjects,
               const RhumbValues *const kept,
               const size_t n_kept,
               const RhumbDiag *const diag)
{
  index->groups.n_kept = n_kept;
  for (size_t k = 0; k < keys->count; ++k) {
    for (size_t s = 0; s < subjects->count; ++s) {
      const RhumbMade *const made = &subjects->items[s];
      const RhumbJoinSubject subject = {.print = made->print,
                                        .text = made->term.text,
                                        .quoted = made->quoted,
                                        .kept = kept,
                                        .is_hollow = made->is_hollow};
      RHUMB_TRY(add_one(index, keys->items[k].lexical, &subject, diag));
    }
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_join_add_row(RhumbJoinIndex *const index,
                   const RhumbValues *const keys,
                   const RhumbValues *const kept,
                   const size_t n_kept,
                   const RhumbDiag *const diag)
{
  RhumbMade nothing = {.term = {.kind = RHUMB_TERM_NONE}};
  const RhumbMadeList one = {&nothing, 1, 1};
  index->groups.keeps_equal = true;
  return rhumb_join_add(index, keys, &one, kept, n_kept, diag);
}

static void
drop_spill(RhumbJoinIndex *const index)
{
  if (index->spill) {
    rhumb_join_spill_close(index->spill);
    free(index->spill);
    index->spill = NULL;
  }
}

RhumbStatus
rhumb_join_spill(RhumbJoinIndex *const index,
                 const size_t most,
                 const RhumbDiag *const diag)
{
  if (index->spill) {
    return RHUMB_OK;
  }
  RhumbJoinGroups *const groups = &index->groups;
  index->spill = RHUMB_ZEROS(RhumbJoinSpill, 1);
  RhumbStatus status = rhumb_join_spill_open(
      index->spill, groups->n_kept, groups->keeps_equal, most, diag);
  if (status == RHUMB_OK) {
    status = rhumb_join_spill_add_groups(index->spill, groups, diag);
  }
  if (status == RHUMB_OK) {
    rhumb_join_groups_free(groups);
  } else {
    drop_spill(index);
  }
  return status;
}

size_t
rhumb_join_bytes(const RhumbJoinIndex *const index)
{
  return rhumb_join_groups_bytes(&index->groups) +
         (index->spill ? rhumb_join_spill_bytes(index->spill) : 0);
}

RhumbStatus
rhumb_join_complete(RhumbJoinIndex *const index,
                    const size_t most,
                    const RhumbPartsWatch *const watch,
                    const RhumbDiag *const diag)
{
  rhumb_join_groups_complete(&index->groups);
  return index->spill
             ? rhumb_join_spill_complete(index->spill, most, watch, diag)
             : RHUMB_OK;
}

RhumbStatus
rhumb_join_find(RhumbJoinFound *const out,
                const RhumbJoinIndex *const index,
                const RhumbStr key,
                const RhumbRow *const row)
{
  if (index->spill) {
    return rhumb_join_spill_find(
        out, index->spill, key, row->joined, row->arena, row->diag);
  }
  const RhumbJoinGroup *const group =
      rhumb_join_groups_find(&index->groups, key);
  *out = (RhumbJoinFound){0};
  if (group) {
    out->number = (uint64_t)(group - index->groups.items.items);
    out->count = group->count;
    out->hollow = group->hollow;
    out->last = group->last;
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_join_read(RhumbJoinFound *const found,
                const RhumbJoinIndex *const index,
                const RhumbRow *const row)
{
  return index->spill
             ? rhumb_join_spill_read(found, index->spill, row->arena, row->diag)
             : RHUMB_OK;
}

const RhumbQuoted *
rhumb_join_quoted(const RhumbJoinIndex *const index,
                  const RhumbJoinEntry *const entry)
{
  const void *quoted = NULL;
  memcpy(&quoted, rhumb_join_text(index, entry).data, sizeof(quoted));
  return quoted;
}

void
rhumb_join_free(RhumbJoinIndex *const index)
{
  rhumb_join_groups_free(&index->groups);
  drop_spill(index);
  *index = (RhumbJoinIndex){0};
}

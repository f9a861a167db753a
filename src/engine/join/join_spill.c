// SPDX-License-Identifier: ISC

/// @file join_spill.c  Subjects by join key in files: added, and found.

#include "engine/join/join_spill_impl.h"

#include <stdlib.h>

/// Subjects under keys that are known to have been added: many rows of a parent
/// that follow one another may have one subject
enum { LATELY = 4096 };

/// Bytes that a stream has in memory
enum { LEAST_PIECE = 256, MOST_PIECE = 4096 };

// Adding ---------------------------------------------------------------------

RhumbStatus
rhumb_join_spill_open(RhumbJoinSpill *const spill,
                      const size_t n_kept,
                      const bool keeps_equal,
                      const size_t most,
                      const RhumbDiag *const diag)
{
  const size_t piece = most / RHUMB_JOIN_STREAMS;
  *spill = (RhumbJoinSpill){.n_kept = n_kept,
                            .keeps_equal = keeps_equal,
                            .lately = RHUMB_ZEROS(RhumbFingerprint, LATELY)};
  return rhumb_spill_open(&spill->streams,
                          RHUMB_JOIN_STREAMS,
                          piece < LEAST_PIECE  ? LEAST_PIECE
                          : piece > MOST_PIECE ? MOST_PIECE
                                               : piece,
                          diag);
}

static RhumbFingerprint
print_of(const RhumbStr key)
{
  const RhumbTerm text = {.kind = RHUMB_TERM_LITERAL, .text = key};
  return rhumb_term_fingerprint(&text);
}

/// True if a subject has been added under a key lately; now it is
static bool
was_added(const RhumbJoinSpill *const spill,
          const RhumbFingerprint key,
          const RhumbJoinSubject *const subject)
{
  const RhumbFingerprint print =
      rhumb_join_subject_print(key, subject, spill->n_kept);
  RhumbFingerprint *const place = &spill->lately[print.low & (LATELY - 1)];
  const bool was = place->low == print.low && place->high == print.high;
  *place = print;
  return was;
}

RhumbStatus
rhumb_join_spill_add(RhumbJoinSpill *const spill,
                     const RhumbStr key,
                     const RhumbJoinSubject *const subject,
                     const RhumbDiag *const diag)
{
  RhumbBuf *const record = &spill->record;
  RhumbJoinAdded head = {.key = print_of(key)};
  if (!spill->keeps_equal && was_added(spill, head.key, subject)) {
    return RHUMB_OK;
  }
  record->len = 0;
  rhumb_buf_put(record, (RhumbStr){(const char *)&head, sizeof(head)});
  rhumb_join_record_put(record, subject, spill->n_kept);
  head.len = record->len - sizeof(head);
  memcpy(record->data, &head, sizeof(head));
  return rhumb_spill_put(&spill->streams,
                         rhumb_join_bits(head.key, RHUMB_JOIN_STREAM_BITS),
                         rhumb_buf_str(record),
                         diag);
}

RhumbStatus
rhumb_join_spill_add_groups(RhumbJoinSpill *const spill,
                            const RhumbJoinGroups *const groups,
                            const RhumbDiag *const diag)
{
  for (size_t i = 0; i < groups->items.count; ++i) {
    const RhumbJoinGroup *const group = &groups->items.items[i];
    const RhumbJoinEntry *entry = group->last;
    for (size_t k = 0; k < group->count; ++k) {
      entry = entry->next;
      const RhumbJoinSubject subject =
          rhumb_join_entry_subject(entry, groups->n_kept);
      RHUMB_TRY(
          rhumb_join_spill_add(spill, groups->keys.keys[i], &subject, diag));
    }
  }
  return RHUMB_OK;
}

// Finding --------------------------------------------------------------------

/// Set `out` to a block, which is read if the reader has it not
static RhumbStatus
read_block(RhumbStr *const out,
           const RhumbJoinSpill *const spill,
           const uint64_t number,
           RhumbJoinReader *const reader,
           const RhumbDiag *const diag)
{
  RhumbJoinBlock *const block =
      &reader->blocks[number & (RHUMB_JOIN_BLOCKS - 1)];
  if (block->spill != spill || block->number != number) {
    const uint64_t start = spill->starts[number];
    const size_t len = (size_t)(spill->starts[number + 1] - start);
    block->spill = NULL;
    block->bytes.len = 0;
    rhumb_buf_reserve(&block->bytes, len);
    RHUMB_TRY(rhumb_scratch_read(
        &spill->blocks, start, block->bytes.data, len, diag));
    block->bytes.len = len;
    block->spill = spill;
    block->number = number;
  }
  *out = rhumb_buf_str(&block->bytes);
  return RHUMB_OK;
}

static const RhumbJoinEntry *
take_entry(RhumbStr *const bytes,
           const RhumbJoinSpill *const spill,
           RhumbArena *const arena)
{
  const RhumbJoinSubject subject =
      rhumb_join_record_take(bytes, spill->n_kept, arena);
  return rhumb_join_entry_new(arena, &subject, spill->n_kept);
}

/// Set `out` to what is said under a key, with what stands under it behind
static void
enter(RhumbJoinFound *const out,
      const RhumbJoinSpill *const spill,
      const RhumbJoinKey *const key,
      const RhumbStr behind,
      RhumbArena *const arena)
{
  out->count = (size_t)key->count;
  out->bytes = rhumb_str_slice(behind, 0, (size_t)key->len);
  out->run = key->run;
  out->run_len = key->run_len;
  if (key->hollow) {
    RhumbStr bytes = rhumb_str_from(out->bytes, (size_t)key->hollow - 1);
    out->hollow = take_entry(&bytes, spill, arena);
  }
}

RhumbStatus
rhumb_join_spill_find(RhumbJoinFound *const out,
                      const RhumbJoinSpill *const spill,
                      const RhumbStr key,
                      RhumbJoinReader *const reader,
                      RhumbArena *const arena,
                      const RhumbDiag *const diag)
{
  *out = (RhumbJoinFound){0};
  if (!spill->starts) { // It could not be put together
    return RHUMB_OK;
  }
  const RhumbFingerprint print = print_of(key);
  const uint64_t number = rhumb_join_bits(print, spill->n_bits);
  if (spill->starts[number] == spill->starts[number + 1]) {
    return RHUMB_OK;
  }
  RhumbStr bytes = {NULL, 0};
  RHUMB_TRY(read_block(&bytes, spill, number, reader, diag));
  for (size_t at = 0; at < bytes.len;) {
    RhumbJoinKey head;
    memcpy(&head, bytes.data + at, sizeof(head));
    at += sizeof(head);
    if (head.print.low == print.low && head.print.high == print.high) {
      out->number = spill->starts[number] + at;
      enter(out, spill, &head, rhumb_str_from(bytes, at), arena);
      break;
    }
    at += (size_t)head.len;
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_join_spill_read(RhumbJoinFound *const found,
                      const RhumbJoinSpill *const spill,
                      RhumbArena *const arena,
                      const RhumbDiag *const diag)
{
  RhumbStr bytes = found->bytes;
  if (found->run_len) {
    char *const run =
        (char *)rhumb_arena_take(arena, 1, (size_t)found->run_len);
    RHUMB_TRY(rhumb_scratch_read(
        &spill->runs, found->run, run, (size_t)found->run_len, diag));
    bytes = (RhumbStr){run, (size_t)found->run_len};
  }
  RhumbJoinGroup group = {0};
  for (size_t i = 0; i < found->count; ++i) {
    const RhumbJoinSubject subject =
        rhumb_join_record_take(&bytes, spill->n_kept, arena);
    rhumb_join_group_append(
        &group, rhumb_join_entry_new(arena, &subject, spill->n_kept));
  }
  found->last = group.last;
  return RHUMB_OK;
}

void
rhumb_join_reader_free(RhumbJoinReader *const reader)
{
  for (size_t i = 0; i < RHUMB_JOIN_BLOCKS; ++i) {
    rhumb_buf_free(&reader->blocks[i].bytes);
  }
  *reader = (RhumbJoinReader){0};
}

// All ------------------------------------------------------------------------

size_t
rhumb_join_spill_bytes(const RhumbJoinSpill *const spill)
{
  const size_t n_starts = spill->starts ? ((size_t)1 << spill->n_bits) + 1 : 0;
  const size_t n_lately = spill->lately ? LATELY : 0;
  return rhumb_spill_bytes(&spill->streams) + spill->record.cap +
         (n_lately * sizeof(*spill->lately)) +
         (n_starts * sizeof(*spill->starts));
}

void
rhumb_join_spill_close(RhumbJoinSpill *const spill)
{
  rhumb_spill_close(&spill->streams);
  rhumb_scratch_close(&spill->blocks);
  rhumb_scratch_close(&spill->runs);
  free(spill->starts);
  free(spill->lately);
  rhumb_buf_free(&spill->record);
  *spill = (RhumbJoinSpill){0};
}

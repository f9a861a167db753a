// SPDX-License-Identifier: ISC

/// @file batches.c  The rows of a pass, made by several threads in four stages:
///
///     cut     a part off the source, whole records of it
///     make    what its rows make, into a batch
///     settle  which of its quads have been before
///     render  the text of the others
///     write   that, and say what is said of the rows
///
/// Cutting, settling and writing are done in the order of the parts, so that
/// the same data gives the same bytes, counts and messages, whoever does it.

#include "engine/batches.h"

#include "base/thread.h"
#include "engine/repeat.h"
#include "engine/ring.h"
#include "plan/whole.h"
#include "sink/page.h"
#include "source/part.h"

#include <stdatomic.h>
#include <stdlib.h>

enum {
  SLOTS = 2, ///< Parts on the way, for each thread; one thread has one
};

size_t rhumb_batch_quads = 16384;
uint64_t rhumb_batches_alone = 128;

/// Bytes of parts on the way, behind which no more are cut, and of one that is
/// large: its memory is given back
static const size_t most_bytes = (size_t)16 * 1024 * 1024;
static const size_t large_part = (size_t)1024 * 1024;

/// A part, what is made of it, and how far that is
typedef struct {
  RhumbSourcePart part;
  uint64_t number; ///< Of the part, from 1
  RhumbSource *reader;
  RhumbBatch batch;
  RhumbStatus status;          ///< RHUMB_END: the part is through
  bool is_begun;               ///< Some of its rows have been made
  uint64_t n_broken;           ///< That the batch had made at the last break
  RHUMB_LIST(uint32_t) breaks; ///< Rows before which pages end their statements
  RhumbPage **pages;           ///< For each sink that takes them
  uint64_t n_paged;            ///< Quads in each of these
  RhumbLater refused; ///< What a page has said that could not take a quad
  uint32_t refused_row;
  size_t refused_quad;
  RhumbStatus refusal; ///< RHUMB_OK: none was
} Slot;

/// Who makes rows, one at a time for each thread
typedef struct {
  RhumbMaker maker;
  RhumbMistakes mistakes;
  RhumbTally tally;
  RhumbKeeper keeper;
  RhumbDiag diag;
  RhumbRepeats repeats;
  RHUMB_LIST(RhumbObserver *) observers; ///< Forks, each told after the other
  bool is_open;
} Worker;

typedef struct {
  RhumbRun *run;
  RhumbSource *source;
  RhumbSeen skipped; ///< Records that passes before have left out
  Slot *slots;
  size_t n_slots;
  uint64_t n_parts;      ///< That were cut
  atomic_size_t n_bytes; ///< Of the parts that are on their way
  Worker *workers;
  size_t n_workers;
  bool is_short; ///< There are parts that were not cut
} Batches;

// Opening --------------------------------------------------------------------

static void
open_slot(const Batches *const self, Slot *const slot)
{
  const RhumbRunTarget *const to = self->run->to;
  slot->reader = rhumb_source_part_reader(self->source);
  slot->pages = RHUMB_ZEROS(RhumbPage *, to->n_sinks);
  for (size_t i = 0; i < to->n_sinks; ++i) {
    slot->pages[i] = rhumb_page_new(to->sinks[i]);
  }
}

static void
close_slot(const Batches *const self, Slot *const slot)
{
  rhumb_source_close(slot->reader);
  rhumb_source_part_free(&slot->part);
  rhumb_batch_free(&slot->batch);
  for (size_t i = 0; i < self->run->to->n_sinks; ++i) {
    rhumb_page_free(slot->pages[i]);
  }
  free(slot->pages);
  free(slot->refused.items);
  free(slot->breaks.items);
}

/// Fork the run's observers that are told of rows and parts
static void
fork_observers(const RhumbRun *const run, Worker *const worker)
{
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->fork) {
      RHUMB_PUSH(&worker->observers, o->fork(o->handle));
    }
  }
  for (size_t i = 1; i < worker->observers.count; ++i) {
    worker->observers.items[i - 1]->next = worker->observers.items[i];
  }
}

static void
join_observers(const RhumbRun *const run, Worker *const worker)
{
  size_t at = 0;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    if (o->fork) {
      o->join(o->handle, worker->observers.items[at++]);
    }
  }
  free(worker->observers.items);
}

static const RhumbObserver *
first_observer(const Worker *const worker)
{
  return worker->observers.count ? worker->observers.items[0] : NULL;
}

static void
open_worker(const Batches *const self, Worker *const worker)
{
  RhumbRun *const run = self->run;
  const RhumbPlanPass *const pass = run->maker.row.pass;
  const RhumbMakerSpec spec = {
      run->plan, run->indexes, &run->left, run->options->blank_prefix};
  worker->mistakes = (RhumbMistakes){.to = run->mistakes.to,
                                     .word = run->mistakes.word,
                                     .source = pass->source,
                                     .keeper = &worker->keeper};
  worker->is_open = true;
  worker->tally.keeper = &worker->keeper;
  worker->diag = rhumb_mistakes_diag(&worker->mistakes);
  fork_observers(run, worker);
  rhumb_maker_open(&worker->maker,
                   &spec,
                   first_observer(worker),
                   &worker->mistakes,
                   &worker->tally,
                   &worker->diag);
  worker->maker.looks = run->maker.looks;
  worker->maker.has_looked = run->maker.has_looked;
  worker->maker.is_numbered = run->maker.is_numbered;
  rhumb_maker_begin_pass(&worker->maker, pass, self->source);
  memcpy(worker->maker.fields,
         run->maker.fields,
         pass->n_references * sizeof(*worker->maker.fields));
}

static void
close_worker(const Batches *const self, Worker *const worker)
{
  join_observers(self->run, worker);
  rhumb_maker_close(&worker->maker);
  rhumb_repeats_free(&worker->repeats);
  rhumb_mistakes_free(&worker->mistakes);
  rhumb_tally_free(&worker->tally);
}

static size_t
count_threads(void)
{
  const size_t count = rhumb_threads_allowed();
  return count < RHUMB_MAX_THREADS ? count : RHUMB_MAX_THREADS;
}

// Cutting --------------------------------------------------------------------

static RhumbStatus
cut(void *const handle, const size_t number)
{
  Batches *const self = (Batches *)handle;
  Slot *const slot = &self->slots[number];
  self->is_short = rhumb_budget_is_over(&self->run->budget);
  if (self->is_short) {
    return RHUMB_END;
  }
  if (!slot->reader) {
    open_slot(self, slot);
  }
  rhumb_source_part_reset(&slot->part);
  slot->is_begun = false;
  slot->number = ++self->n_parts;
  const RhumbStatus status = rhumb_source_cut(self->source, &slot->part);
  atomic_fetch_add(&self->n_bytes, slot->part.bytes.len);
  return status;
}

static bool
is_full_of_bytes(const void *const handle)
{
  const Batches *const self = (const Batches *)handle;
  return atomic_load(&self->n_bytes) > most_bytes;
}

// Making ---------------------------------------------------------------------

/// Pass over a record with a mistake, if the run goes on after it
static RhumbStatus
skip(const Batches *const self,
     const Worker *const worker,
     const RhumbSource *const reader,
     const RhumbStatus status)
{
  if (status != RHUMB_ERR_VALUE ||
      self->run->options->on_mistake == RHUMB_STOP) {
    return status;
  }
  const RhumbLaterItem item = {.kind = RHUMB_LATER_SKIP};
  rhumb_later_count(&worker->keeper, reader, item);
  return RHUMB_OK;
}

static void
tell_row(const Worker *const worker, const RhumbStats *const stats)
{
  for (const RhumbObserver *o = first_observer(worker); o; o = o->next) {
    if (o->row) {
      o->row(o->handle, &worker->maker.row, stats);
    }
  }
}

/// Count what a row makes that has been before, byte for byte, instead of
/// making it again; false: it has not, or each of its kind counts
static bool
count_repeat(Worker *const worker, Slot *const slot)
{
  RhumbMaker *const maker = &worker->maker;
  RhumbBatch *const batch = &slot->batch;
  const RhumbRepeat *const repeat =
      maker->row.pass->makes_fresh || maker->row.pass->n_indexes || maker->looks
          ? NULL // Of indexes and looks, equal rows count each
          : rhumb_repeats_find(&worker->repeats, slot->reader);
  if (!repeat) {
    return false;
  }
  RHUMB_PUSH(&batch->known,
             (RhumbBatchKnown){
                 NULL, repeat->n_quads, batch->quads.count, batch->n_rows});
  rhumb_maker_add_row(maker);
  batch->known_keys += repeat->keys;
  batch->n_made += repeat->n_quads;
  return true;
}

/// Make what one row makes, all or nothing
static RhumbStatus
make_row(const Batches *const self, Worker *const worker, Slot *const slot)
{
  RhumbMaker *const maker = &worker->maker;
  RhumbBatch *const batch = &slot->batch;
  const RhumbBatchSize before = rhumb_batch_size(batch);
  const size_t n_later = batch->later.count;
  const RhumbFingerprint record =
      rhumb_run_record(&slot->reader->address, maker->row.pass);
  if ((self->skipped.count && rhumb_seen_has(&self->skipped, record)) ||
      count_repeat(worker, slot)) {
    return RHUMB_OK;
  }
  const RhumbStatus status = rhumb_make_row(maker);
  if (status != RHUMB_OK) {
    rhumb_batch_shrink(batch, before);
    return skip(self, worker, slot->reader, status);
  }
  rhumb_maker_end_row(maker);
  tell_row(worker, self->run->stats);
  const uint64_t n_quads = rhumb_batch_count(batch, before);
  batch->n_made += n_quads;
  if (n_quads <= UINT32_MAX &&
      batch->later.count == n_later) { // What is said is said again
    rhumb_repeats_keep(
        &worker->repeats, (uint32_t)n_quads, rhumb_batch_keys(batch, before));
  }
  return RHUMB_OK;
}

static RhumbStatus
next_row(const Batches *const self, Worker *const worker, Slot *const slot)
{
  rhumb_maker_begin_row(&worker->maker);
  const RhumbStatus status = rhumb_source_next(slot->reader, &worker->diag);
  return status == RHUMB_OK ? make_row(self, worker, slot)
                            : skip(self, worker, slot->reader, status);
}

static void
use(Worker *const worker, Slot *const slot)
{
  rhumb_batch_reset(&slot->batch);
  slot->n_broken = 0;
  slot->breaks.count = 0;
  rhumb_maker_use(&worker->maker, &slot->batch);
  worker->maker.row.source = slot->reader;
  worker->maker.joins.part = worker->repeats.part = slot->number;
  worker->keeper = (RhumbKeeper){
      &slot->batch.later, &slot->batch.arena, &slot->batch.n_rows};
}

/// True if a batch is to be handed on. Pages end their statements where so much
/// has been made, be it known, for what is known depends on who has made which
/// rows; but what is known takes no room.
static bool
is_full(Slot *const slot)
{
  const RhumbBatch *const batch = &slot->batch;
  const uint64_t n_made = batch->n_made + batch->joins.count;
  if (n_made - slot->n_broken < rhumb_batch_quads) {
    return false;
  }
  if (batch->quads.count + batch->joins.count >= rhumb_batch_quads / 2) {
    return true;
  }
  slot->n_broken = n_made;
  RHUMB_PUSH(&slot->breaks, batch->n_rows);
  return false;
}

static bool
make(void *const handle, const size_t number, const size_t by)
{
  const Batches *const self = (Batches *)handle;
  Slot *const slot = &self->slots[number];
  Worker *const worker = &self->workers[by];
  RhumbStatus status = RHUMB_OK;
  if (!worker->is_open) {
    open_worker(self, worker);
  }
  use(worker, slot);
  if (!slot->is_begun) {
    rhumb_source_enter_part(slot->reader, &slot->part);
    slot->is_begun = true;
  }
  while (status == RHUMB_OK && !is_full(slot)) {
    status = next_row(self, worker, slot);
  }
  slot->status = status;
  return status != RHUMB_OK;
}

// Settling -------------------------------------------------------------------

/// Keep what is said of the run, behind all rows of the batch
static void
keep_failure(void *const handle, const RhumbReport *const report)
{
  Slot *const slot = (Slot *)handle;
  const RhumbKeeper keeper = {
      &slot->batch.later, &slot->batch.arena, &slot->batch.n_rows};
  rhumb_later_report(&keeper, RHUMB_STOP, report);
}

static void
settle(void *const handle, const size_t number)
{
  const Batches *const self = (Batches *)handle;
  Slot *const slot = &self->slots[number];
  const RhumbDiag diag = {keep_failure, slot};
  const RhumbStatus status = rhumb_run_settle(self->run, &slot->batch, &diag);
  if (status != RHUMB_OK) {
    slot->status = status;
  }
}

// Rendering ------------------------------------------------------------------

static void
keep_refusal(void *const handle, const RhumbReport *const report)
{
  Slot *const slot = (Slot *)handle;
  const RhumbKeeper keeper = {
      &slot->refused, &slot->batch.arena, &slot->refused_row};
  rhumb_later_report(&keeper, RHUMB_STOP, report);
}

static RhumbStatus
put_in_pages(const Batches *const self,
             Slot *const slot,
             const RhumbBatchQuad *const made)
{
  const RhumbDiag diag = {keep_refusal, slot};
  const RhumbQuadView quad = {made->subject,
                              made->predicate,
                              made->object,
                              made->graph,
                              made->origin,
                              made->row + 1U};
  RhumbStatus status = RHUMB_OK;
  slot->refused_row = made->row;
  for (size_t i = 0; status == RHUMB_OK && i < self->run->to->n_sinks; ++i) {
    status = rhumb_page_put_quad(slot->pages[i], &quad, &diag);
  }
  slot->n_paged += status == RHUMB_OK;
  return status;
}

/// End the statements of pages, if there is a break before a row
static void
break_pages(const Batches *const self,
            const Slot *const slot,
            const uint32_t row,
            size_t *const at)
{
  const size_t before = *at;
  while (*at < slot->breaks.count && slot->breaks.items[*at] <= row) {
    ++*at;
  }
  for (size_t i = 0; *at > before && i < self->run->to->n_sinks; ++i) {
    rhumb_page_break(slot->pages[i]);
  }
}

static void
render(void *const handle, const size_t number, const size_t by)
{
  const Batches *const self = (Batches *)handle;
  Slot *const slot = &self->slots[number];
  const RhumbBatch *const batch = &slot->batch;
  size_t n_breaks = 0;
  (void)by;
  slot->n_paged = 0;
  slot->refused.count = 0;
  slot->refusal = RHUMB_OK;
  for (size_t i = 0; i < self->run->to->n_sinks; ++i) {
    rhumb_page_begin(slot->pages[i]);
  }
  if (!self->run->to->n_sinks) {
    return;
  }
  for (size_t i = 0; slot->refusal == RHUMB_OK && i < batch->quads.count; ++i) {
    const RhumbPrinted *const printed = &batch->printed.items[i];
    if (!printed->is_known && !printed->targets) {
      const RhumbBatchQuad *const quad = &batch->quads.items[i];
      break_pages(self, slot, quad->row, &n_breaks);
      slot->refusal = put_in_pages(self, slot, quad);
      slot->refused_quad = i;
    }
  }
}

// Writing --------------------------------------------------------------------

/// Write the pages of a slot
static RhumbStatus
write_pages(const RhumbRun *const run, const Slot *const slot)
{
  for (size_t i = 0; i < run->to->n_sinks; ++i) {
    rhumb_sink_write(run->to->sinks[i], rhumb_page_end(slot->pages[i]));
  }
  return run->to->n_sinks ? run->to->wrote(run->to->handle, slot->n_paged)
                          : RHUMB_OK;
}

/// Hand on the rows of a slot, up to one that has been refused
static RhumbStatus
put_rows(RhumbRun *const run, const Slot *const slot)
{
  RhumbBatchPlace at = {.end = slot->refusal == RHUMB_OK
                                   ? slot->batch.quads.count
                                   : slot->refused_quad};
  RhumbStatus status = RHUMB_OK;
  for (uint32_t row = 0; status == RHUMB_OK && row < slot->batch.n_rows;
       ++row) {
    status = rhumb_run_put_row(run, &slot->batch, row, &at);
    if (status == RHUMB_OK && slot->refusal != RHUMB_OK &&
        row == slot->refused_row) {
      rhumb_mistakes_take(
          &run->mistakes, slot->refused.items, slot->refused.count);
      status = slot->refusal;
    }
    if (status == RHUMB_OK) {
      ++run->n_rows;
      ++run->stats->rows;
    }
  }
  if (status == RHUMB_OK) { // Behind the last row is one that does not stand
    rhumb_run_say(run, &slot->batch.later, slot->batch.n_rows, &at.later);
  }
  return status;
}

/// A part is through
static void
end_part(Batches *const self, Slot *const slot)
{
  atomic_fetch_sub(&self->n_bytes, slot->part.bytes.len);
  if (slot->part.bytes.len > large_part) {
    close_slot(self, slot);
    *slot = (Slot){0};
  }
}

static RhumbStatus
write_out(void *const handle, const size_t number)
{
  Batches *const self = (Batches *)handle;
  Slot *const slot = &self->slots[number];
  RhumbStatus status = put_rows(self->run, slot);
  RHUMB_KEEP(status, write_pages(self->run, slot));
  rhumb_run_tell_progress(self->run);
  RHUMB_KEEP(status, slot->status);
  if (slot->status == RHUMB_END) {
    end_part(self, slot);
  }
  return status == RHUMB_END ? RHUMB_OK : status;
}

// All ------------------------------------------------------------------------

static void
open_all(Batches *const self)
{
  self->skipped = rhumb_seen_copy(&self->run->skipped);
  self->n_workers = count_threads();
  self->n_slots = self->n_workers > 1 ? SLOTS * self->n_workers : 1;
  self->slots = RHUMB_ZEROS(Slot, self->n_slots);
  self->workers = RHUMB_ZEROS(Worker, self->n_workers);
}

static void
close_all(Batches *const self)
{
  for (size_t i = 0; i < self->n_slots; ++i) {
    if (self->slots[i].reader) {
      close_slot(self, &self->slots[i]);
    }
  }
  for (size_t i = 0; i < self->n_workers; ++i) {
    if (self->workers[i].is_open) {
      close_worker(self, &self->workers[i]);
    }
  }
  free(self->slots);
  free(self->workers);
  rhumb_seen_free(&self->skipped);
}

bool
rhumb_may_batch(const RhumbRun *const run)
{
  const RhumbRunOptions *const options = run->options;
  bool may = !options->rehearses && !options->max_records &&
             !rhumb_whole_for_threads(run->maker.row.pass).why;
  for (const RhumbObserver *o = run->observer; o; o = o->next) {
    may &= o->fork || (!o->row && !o->part);
  }
  return may;
}

RhumbStatus
rhumb_run_batches(RhumbRun *const run, RhumbSource *const source)
{
  Batches self = {.run = run, .source = source};
  const RhumbStages stages = {
      &self, cut, is_full_of_bytes, make, settle, render, write_out};
  open_all(&self);
  run->is_batched = run->to->n_sinks > 0;
  const RhumbRingSpec spec = {
      .n_slots = self.n_slots,
      .n_workers = self.n_workers,
      .start_at = rhumb_threads ? 0 : rhumb_batches_alone,
      .first_cuts = !rhumb_source_is_cut_anywhere(source)};
  const RhumbStatus status = rhumb_ring_run(&stages, &spec);
  run->is_batched = false;
  close_all(&self);
  return status != RHUMB_OK ? status : self.is_short ? RHUMB_OK : RHUMB_END;
}

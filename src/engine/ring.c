// SPDX-License-Identifier: ISC

/// @file ring.c  Threads that take what is furthest on.

#include "engine/ring.h"

#include "base/thread.h"

#include <stdlib.h>

bool rhumb_ring_lags;

/// How far a slot's piece is; while it is worked on, it is HELD
typedef enum { FREE, CUT, MADE, SETTLED, RENDERED, HELD } State;

typedef struct {
  State state;
  bool has_more; ///< There is more of its piece to be made
} Slot;

/// All but `stages` and `spec` is looked at under the lock alone
typedef struct {
  const RhumbStages *stages;
  const RhumbRingSpec *spec;
  pthread_mutex_t lock;
  pthread_cond_t changed;
  Slot *slots;
  uint64_t n_cut, n_settled, n_written; ///< Pieces
  bool is_cutting, is_settling, is_writing;
  bool is_through; ///< Nothing is left to cut
  RhumbStatus status;
} Ring;

/// A thread, and its number
typedef struct {
  Ring *ring;
  size_t number;
  pthread_t thread;
} Worker;

static size_t
slot_of(const Ring *const ring, const uint64_t piece)
{
  return (size_t)(piece % ring->spec->n_slots);
}

static bool
is_over(const Ring *const ring)
{
  return ring->status != RHUMB_OK ||
         (ring->is_through && ring->n_written == ring->n_cut);
}

// Stages ---------------------------------------------------------------------
//
// Each takes a piece if there is one for it, works without the lock, and says
// whether it did.

/// Have one that waits look again, as what this one has done may leave work for
/// two; all of them, where not each may do all. This one looks by itself.
static void
wake(Ring *const ring)
{
  if (ring->spec->first_cuts) {
    pthread_cond_broadcast(&ring->changed);
  } else {
    pthread_cond_signal(&ring->changed);
  }
}

/// Take a slot, work on it, and put it where it goes then
#define WORK(ring, slot, work)           \
  do {                                   \
    (ring)->slots[(slot)].state = HELD;  \
    pthread_mutex_unlock(&(ring)->lock); \
    work;                                \
    pthread_mutex_lock(&(ring)->lock);   \
    wake(ring);                          \
  } while (0)

static bool
write_one(Ring *const ring, const size_t worker)
{
  const RhumbStages *const stages = ring->stages;
  const size_t at = slot_of(ring, ring->n_written);
  Slot *const slot = &ring->slots[at];
  RhumbStatus status = RHUMB_OK;
  (void)worker;
  if (ring->is_writing || slot->state != RENDERED) {
    return false;
  }
  ring->is_writing = true;
  WORK(ring, at, status = stages->write(stages->handle, at));
  ring->is_writing = false;
  slot->state = slot->has_more ? CUT : FREE;
  ring->n_written += !slot->has_more;
  RHUMB_KEEP(ring->status, status);
  return true;
}

static bool
settle_one(Ring *const ring, const size_t worker)
{
  const RhumbStages *const stages = ring->stages;
  const size_t at = slot_of(ring, ring->n_settled);
  Slot *const slot = &ring->slots[at];
  (void)worker;
  if (ring->is_settling || slot->state != MADE) {
    return false;
  }
  ring->is_settling = true;
  WORK(ring, at, stages->settle(stages->handle, at));
  ring->is_settling = false;
  slot->state = SETTLED;
  ring->n_settled += !slot->has_more;
  return true;
}

/// Return the slot of the first piece that is so far, of those that are not
/// written, or n_slots
static size_t
find(const Ring *const ring, const State state)
{
  const uint64_t count = ring->n_cut - ring->n_written;
  for (uint64_t i = 0; i < count; ++i) {
    const uint64_t piece =
        rhumb_ring_lags ? ring->n_cut - 1 - i : ring->n_written + i;
    if (ring->slots[slot_of(ring, piece)].state == state) {
      return slot_of(ring, piece);
    }
  }
  return ring->spec->n_slots;
}

static bool
render_one(Ring *const ring, const size_t worker)
{
  const RhumbStages *const stages = ring->stages;
  const size_t at = find(ring, SETTLED);
  if (at == ring->spec->n_slots) {
    return false;
  }
  WORK(ring, at, stages->render(stages->handle, at, worker));
  ring->slots[at].state = RENDERED;
  return true;
}

static bool
make_one(Ring *const ring, const size_t worker)
{
  const RhumbStages *const stages = ring->stages;
  const size_t at = find(ring, CUT);
  bool is_through = false;
  if (at == ring->spec->n_slots) {
    return false;
  }
  WORK(ring, at, is_through = stages->make(stages->handle, at, worker));
  ring->slots[at].has_more = !is_through;
  ring->slots[at].state = MADE;
  return true;
}

static bool
cut_one(Ring *const ring, const size_t worker)
{
  const RhumbStages *const stages = ring->stages;
  const size_t at = slot_of(ring, ring->n_cut);
  RhumbStatus status = RHUMB_OK;
  if (ring->is_cutting || ring->is_through || ring->slots[at].state != FREE ||
      (worker && ring->spec->first_cuts) ||
      (stages->is_full && ring->n_cut > ring->n_written &&
       stages->is_full(stages->handle))) {
    return false;
  }
  ring->is_cutting = true;
  WORK(ring, at, status = stages->cut(stages->handle, at));
  ring->is_cutting = false;
  ring->is_through = status != RHUMB_OK;
  ring->slots[at].state = ring->is_through ? FREE : CUT;
  ring->n_cut += !ring->is_through;
  return true;
}

// Threads --------------------------------------------------------------------

/// Take what is furthest on; false: there is nothing to take now
static bool
take(Ring *const ring, const size_t worker)
{
  static bool (*const stages[])(Ring *, size_t) = {
      write_one, settle_one, render_one, make_one, cut_one};
  bool took = false;
  for (size_t i = 0; !took && i < RHUMB_COUNT(stages); ++i) {
    const size_t last = RHUMB_COUNT(stages) - 1;
    took = stages[rhumb_ring_lags ? last - i : i](ring, worker);
  }
  return took;
}

static void *
work(void *const handle)
{
  const Worker *const worker = (const Worker *)handle;
  Ring *const ring = worker->ring;
  pthread_mutex_lock(&ring->lock);
  while (!is_over(ring)) {
    if (!take(ring, worker->number)) {
      pthread_cond_wait(&ring->changed, &ring->lock);
    }
  }
  pthread_cond_broadcast(&ring->changed); // It is over for all
  pthread_mutex_unlock(&ring->lock);
  return NULL;
}

/// Start the other threads; return how many there are
static size_t
start(Worker *const workers, const size_t count)
{
  size_t started = 0;
  while (
      started < count &&
      rhumb_thread_start(&workers[started].thread, work, &workers[started])) {
    ++started;
  }
  return started;
}

/// Take what there is until enough has been cut for others to be started
static void
work_alone(Ring *const ring)
{
  pthread_mutex_lock(&ring->lock);
  while (!is_over(ring) && ring->n_cut < ring->spec->start_at) {
    (void)take(ring, 0);
  }
  pthread_mutex_unlock(&ring->lock);
}

static void
work_together(Ring *const ring, const size_t n_workers)
{
  Worker *const workers =
      (Worker *)rhumb_xrealloc(NULL, n_workers * sizeof(*workers));
  for (size_t i = 0; i < n_workers; ++i) {
    workers[i] = (Worker){.ring = ring, .number = i};
  }
  const size_t others = is_over(ring) ? 0 : start(workers + 1, n_workers - 1);
  (void)work(workers);
  for (size_t i = 0; i < others; ++i) {
    pthread_join(workers[i + 1].thread, NULL);
  }
  free(workers);
}

RhumbStatus
rhumb_ring_run(const RhumbStages *const stages, const RhumbRingSpec *const spec)
{
  Ring ring = {.stages = stages, .spec = spec};
  ring.slots = RHUMB_ZEROS(Slot, spec->n_slots);
  pthread_mutex_init(&ring.lock, NULL);
  pthread_cond_init(&ring.changed, NULL);
  work_alone(&ring);
  work_together(&ring, spec->n_workers);
  pthread_cond_destroy(&ring.changed);
  pthread_mutex_destroy(&ring.lock);
  free(ring.slots);
  return ring.status;
}

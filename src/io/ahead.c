// SPDX-License-Identifier: ISC

/// @file ahead.c  The stage that has those below it work in a thread of its
/// own, while what they gave is read.
///
/// They are asked for as much at a time, whether there is a thread or not, so
/// that as much comes before a mistake.

#include "io/input_impl.h"

#include "base/thread.h"

#include <stdlib.h>

size_t rhumb_ahead_chunk = (size_t)256 * 1024;

enum {
  CHUNKS = 4, ///< That may wait to be read
  ALONE = 4,  ///< Chunks that are worth no thread
};

/// What a stage reported while nobody listened
typedef struct Kept {
  RhumbReport report;
  struct Kept *next;
} Kept;

/// What one call to the stage below gave
typedef struct {
  char *bytes; ///< rhumb_ahead_chunk of them
  size_t len;
  RhumbStatus status;
  RhumbArena arena; ///< Of what was reported
  Kept *first;
  Kept **last;
} Chunk;

typedef struct {
  RhumbStage stage;
  Chunk ring[CHUNKS];
  const Chunk *current; ///< That is being read; NULL: none was
  size_t at;            ///< In it
  bool may_wait;        ///< The file may keep who reads it waiting
  bool has_thread;
  pthread_t thread;
  pthread_mutex_t lock;   ///< Of what follows
  pthread_cond_t changed; ///< One of them has
  uint64_t n_filled;      ///< Chunks, since the file was opened
  uint64_t n_read;        ///< Of them: their places may be filled again
  bool is_closing;
} Ahead;

/// Keep a report, which is borrowed, for who will take the chunk
static void
keep(void *const handle, const RhumbReport *const report)
{
  Chunk *const chunk = (Chunk *)handle;
  Kept *const kept = RHUMB_NEW(&chunk->arena, Kept, 1);
  kept->report = rhumb_report_copy(&chunk->arena, report);
  *chunk->last = kept;
  chunk->last = &kept->next;
}

/// Say what was kept
static void
replay(Chunk *const chunk, const RhumbDiag *const diag)
{
  for (const Kept *kept = chunk->first; kept; kept = kept->next) {
    if (diag->report) {
      diag->report(diag->handle, &kept->report);
    }
  }
  chunk->first = NULL;
  chunk->last = &chunk->first;
  rhumb_arena_free(&chunk->arena);
}

static void
fill(const Ahead *const ahead, Chunk *const chunk, const RhumbDiag *const diag)
{
  RhumbStage *const below = ahead->stage.below;
  if (!chunk->bytes) {
    chunk->bytes = (char *)rhumb_xrealloc(NULL, rhumb_ahead_chunk);
  }
  chunk->len = 0;
  chunk->status =
      below->pull(below, chunk->bytes, rhumb_ahead_chunk, &chunk->len, diag);
}

static bool
is_last(const Chunk *const chunk)
{
  return chunk->status != RHUMB_OK || !chunk->len;
}

// The thread -----------------------------------------------------------------

/// Wait for a place in the ring; false: nobody reads on
static bool
wait_for_place(Ahead *const ahead)
{
  (void)pthread_mutex_lock(&ahead->lock);
  while (!ahead->is_closing && ahead->n_filled - ahead->n_read == CHUNKS) {
    (void)pthread_cond_wait(&ahead->changed, &ahead->lock);
  }
  const bool is_wanted = !ahead->is_closing;
  (void)pthread_mutex_unlock(&ahead->lock);
  return is_wanted;
}

static void *
run_ahead(void *const handle)
{
  Ahead *const ahead = (Ahead *)handle;
  bool goes_on = true;
  while (goes_on && wait_for_place(ahead)) {
    Chunk *const chunk = &ahead->ring[ahead->n_filled % CHUNKS];
    const RhumbDiag diag = {keep, chunk};
    fill(ahead, chunk, &diag);
    goes_on = !is_last(chunk);
    (void)pthread_mutex_lock(&ahead->lock);
    ++ahead->n_filled;
    (void)pthread_cond_signal(&ahead->changed);
    (void)pthread_mutex_unlock(&ahead->lock);
  }
  return NULL;
}

// Who reads ------------------------------------------------------------------

/// Wait for the next chunk, the place of the one before being free again
static Chunk *
wait_for_chunk(Ahead *const ahead)
{
  (void)pthread_mutex_lock(&ahead->lock);
  while (ahead->n_filled == ahead->n_read) {
    (void)pthread_cond_wait(&ahead->changed, &ahead->lock);
  }
  (void)pthread_mutex_unlock(&ahead->lock);
  return &ahead->ring[ahead->n_read % CHUNKS];
}

static void
give_back(Ahead *const ahead)
{
  (void)pthread_mutex_lock(&ahead->lock);
  ++ahead->n_read;
  (void)pthread_cond_signal(&ahead->changed);
  (void)pthread_mutex_unlock(&ahead->lock);
}

static bool
is_worth_a_thread(const Ahead *const ahead)
{
  return ahead->n_read == ALONE && !ahead->may_wait &&
         rhumb_threads_allowed() > 1;
}

static RhumbStatus
next_chunk(Ahead *const ahead, const RhumbDiag *const diag)
{
  if (ahead->current) {
    give_back(ahead);
  }
  if (!ahead->has_thread && is_worth_a_thread(ahead)) {
    ahead->has_thread = rhumb_thread_start(&ahead->thread, run_ahead, ahead);
  }
  Chunk *const chunk =
      ahead->has_thread ? wait_for_chunk(ahead) : &ahead->ring[0];
  if (!ahead->has_thread) {
    fill(ahead, chunk, diag);
    ++ahead->n_filled;
  }
  replay(chunk, diag);
  ahead->current = chunk;
  ahead->at = 0;
  return chunk->status;
}

static RhumbStatus
pull_ahead(RhumbStage *const stage,
           char *const to,
           const size_t room,
           size_t *const got,
           const RhumbDiag *const diag)
{
  Ahead *const ahead = (Ahead *)stage;
  if (!ahead->current ||
      (ahead->at == ahead->current->len && !is_last(ahead->current))) {
    RHUMB_TRY(next_chunk(ahead, diag));
  }
  const Chunk *const chunk = ahead->current;
  const size_t left = chunk->len - ahead->at;
  *got = left < room ? left : room;
  memcpy(to, chunk->bytes + ahead->at, *got);
  ahead->at += *got;
  return chunk->status;
}

static void
close_ahead(RhumbStage *const stage)
{
  Ahead *const ahead = (Ahead *)stage;
  if (ahead->has_thread) {
    (void)pthread_mutex_lock(&ahead->lock);
    ahead->is_closing = true;
    (void)pthread_cond_signal(&ahead->changed);
    (void)pthread_mutex_unlock(&ahead->lock);
    (void)pthread_join(ahead->thread, NULL);
  }
  for (size_t i = 0; i < CHUNKS; ++i) {
    free(ahead->ring[i].bytes);
    rhumb_arena_free(&ahead->ring[i].arena);
  }
  (void)pthread_mutex_destroy(&ahead->lock);
  (void)pthread_cond_destroy(&ahead->changed);
}

void
rhumb_ahead_push(RhumbInput *const input, const bool may_wait)
{
  Ahead *const ahead = RHUMB_NEW(&input->arena, Ahead, 1);
  ahead->stage = (RhumbStage){pull_ahead, close_ahead, input->top};
  ahead->may_wait = may_wait;
  (void)pthread_mutex_init(&ahead->lock, NULL);
  (void)pthread_cond_init(&ahead->changed, NULL);
  for (size_t i = 0; i < CHUNKS; ++i) {
    ahead->ring[i].last = &ahead->ring[i].first;
  }
  input->top = &ahead->stage;
}

// SPDX-License-Identifier: ISC

/// @file packer.c  Outputs compressed beside the work.
///
/// What is put in is cut into pieces of one size, which threads pack while more
/// is put in; who puts in writes them in their order. Where a compression
/// allows it, each is packed for itself, by whichever thread; else they go to
/// one stream, one after the other.

#include "io/compression_impl.h"
#include "io/output_impl.h"

#include "base/thread.h"

#include <stdlib.h>

enum { STREAM_PIECE = 1024 * 1024 }; ///< Bytes handed on to one stream

typedef struct {
  RhumbBuf text;
  RhumbBuf packed; ///< Stays empty where there is one stream
  int error;
  bool is_done;
} Piece;

struct RhumbPacker {
  RhumbPackSpec spec;
  RhumbArena arena;
  int fd;
  struct archive *stream; ///< That all pieces go to, or NULL
  size_t size;            ///< Of a piece
  size_t n_pieces;        ///< In the ring, of which one is being filled
  Piece *ring;
  uint64_t n_written; ///< Pieces, of those that were filled
  size_t n_threads;
  size_t max_threads;
  pthread_t *threads;
  pthread_mutex_t lock;   ///< Of what follows, and of is_done
  pthread_cond_t changed; ///< One of them has
  uint64_t n_filled;      ///< Pieces that have been filled
  uint64_t n_taken;       ///< Of them, those that somebody packs or has packed
  bool is_busy;           ///< The stream has a piece
  bool is_over;           ///< Nothing more is to be packed
};

static Piece *
piece_at(const RhumbPacker *const packer, const uint64_t number)
{
  return &packer->ring[number % packer->n_pieces];
}

// Packing, with the lock held but while packing ------------------------------

/// Return the next piece that may be packed now, or NULL
static Piece *
take(RhumbPacker *const packer)
{
  if (packer->n_taken == packer->n_filled ||
      (packer->stream && packer->is_busy)) {
    return NULL;
  }
  packer->is_busy = true;
  return piece_at(packer, packer->n_taken++);
}

static void
pack(RhumbPacker *const packer, Piece *const piece)
{
  const RhumbStr text = rhumb_buf_str(&piece->text);
  (void)pthread_mutex_unlock(&packer->lock);
  piece->error = packer->stream
                     ? rhumb_pack_put(packer->stream, text)
                     : rhumb_pack_piece(&piece->packed, &packer->spec, text);
  (void)pthread_mutex_lock(&packer->lock);
  piece->is_done = true;
  packer->is_busy = false;
  (void)pthread_cond_broadcast(&packer->changed);
}

/// Pack a piece that waits for it, or wait for one; under the lock
static void
pack_one(RhumbPacker *const packer)
{
  Piece *const piece = take(packer);
  if (piece) {
    pack(packer, piece);
  } else {
    (void)pthread_cond_wait(&packer->changed, &packer->lock);
  }
}

static void *
run_packing(void *const handle)
{
  RhumbPacker *const packer = (RhumbPacker *)handle;
  (void)pthread_mutex_lock(&packer->lock);
  while (!packer->is_over) {
    pack_one(packer);
  }
  (void)pthread_mutex_unlock(&packer->lock);
  return NULL;
}

/// Let whoever can pack the piece that has been filled
static void
hand_over(RhumbPacker *const packer)
{
  (void)pthread_mutex_lock(&packer->lock);
  ++packer->n_filled;
  (void)pthread_cond_broadcast(&packer->changed);
  (void)pthread_mutex_unlock(&packer->lock);
}

/// Begin one thread more, if there may be one
static void
add_thread(RhumbPacker *const packer)
{
  if (packer->n_threads < packer->max_threads) {
    packer->n_threads += rhumb_thread_start(
        &packer->threads[packer->n_threads], run_packing, packer);
  }
}

// Writing --------------------------------------------------------------------

/// Have the oldest piece packed; whoever waits for that packs too
static void
finish_oldest(RhumbPacker *const packer)
{
  const Piece *const oldest = piece_at(packer, packer->n_written);
  (void)pthread_mutex_lock(&packer->lock);
  while (!oldest->is_done) {
    pack_one(packer);
  }
  (void)pthread_mutex_unlock(&packer->lock);
}

/// Write pieces until no more than `most` are left; 0, or an errno
static int
write_on(RhumbPacker *const packer, const size_t most)
{
  int error = 0;
  while (!error && packer->n_filled - packer->n_written > most) {
    Piece *const piece = piece_at(packer, packer->n_written);
    finish_oldest(packer);
    error = piece->error
                ? piece->error
                : rhumb_write_all(packer->fd, rhumb_buf_str(&piece->packed));
    piece->text.len = 0;
    piece->packed.len = 0;
    piece->is_done = false;
    ++packer->n_written;
  }
  return error;
}

int
rhumb_packer_put(RhumbPacker *const packer, RhumbStr bytes)
{
  int error = 0;
  while (!error && bytes.len) {
    Piece *piece = piece_at(packer, packer->n_filled);
    if (piece->text.len == packer->size) {
      hand_over(packer);
      add_thread(packer);
      error = write_on(packer, packer->n_pieces - 1);
      piece = piece_at(packer, packer->n_filled);
    }
    if (!error) {
      const size_t room = packer->size - piece->text.len;
      const size_t len = bytes.len < room ? bytes.len : room;
      rhumb_buf_put(&piece->text, rhumb_str_slice(bytes, 0, len));
      bytes = rhumb_str_from(bytes, len);
    }
  }
  return error;
}

// Beginning and end ----------------------------------------------------------

int
rhumb_packer_open(RhumbPacker **const out,
                  const int fd,
                  const RhumbPackSpec *const spec)
{
  struct archive *stream = NULL;
  const int error = spec->kind->piece ? 0 : rhumb_pack_open(&stream, fd, spec);
  if (error) {
    return error;
  }
  const size_t allowed = rhumb_threads_allowed();
  RhumbPacker *const packer =
      (RhumbPacker *)rhumb_xrealloc(NULL, sizeof(RhumbPacker));
  *packer = (RhumbPacker){.spec = *spec, .fd = fd, .stream = stream};
  packer->spec.name = rhumb_str_copy(&packer->arena, spec->name);
  packer->size = spec->kind->piece ? spec->kind->piece : STREAM_PIECE;
  packer->max_threads = stream && allowed > 1 ? 1 : allowed - 1;
  packer->n_pieces = (2 * packer->max_threads) + 1;
  packer->ring = RHUMB_NEW(&packer->arena, Piece, packer->n_pieces);
  packer->threads = RHUMB_NEW(&packer->arena, pthread_t, packer->max_threads);
  (void)pthread_mutex_init(&packer->lock, NULL);
  (void)pthread_cond_init(&packer->changed, NULL);
  *out = packer;
  return 0;
}

static void
end_threads(RhumbPacker *const packer)
{
  (void)pthread_mutex_lock(&packer->lock);
  packer->is_over = true;
  (void)pthread_cond_broadcast(&packer->changed);
  (void)pthread_mutex_unlock(&packer->lock);
  while (packer->n_threads) {
    (void)pthread_join(packer->threads[--packer->n_threads], NULL);
  }
}

/// Free all but the stream
static void
free_packer(RhumbPacker *const packer)
{
  for (size_t i = 0; i < packer->n_pieces; ++i) {
    rhumb_buf_free(&packer->ring[i].text);
    rhumb_buf_free(&packer->ring[i].packed);
  }
  (void)pthread_mutex_destroy(&packer->lock);
  (void)pthread_cond_destroy(&packer->changed);
  rhumb_arena_free(&packer->arena);
  free(packer);
}

/// Pack and write what has been put in; nothing at all is a piece too
static int
finish(RhumbPacker *const packer)
{
  hand_over(packer);
  return write_on(packer, 0);
}

int
rhumb_packer_close(RhumbPacker *const packer)
{
  if (!packer) {
    return 0;
  }
  const int error = finish(packer);
  end_threads(packer);
  const int closed = rhumb_pack_close(packer->stream);
  free_packer(packer);
  return error ? error : closed;
}

void
rhumb_packer_drop(RhumbPacker *const packer)
{
  if (packer) {
    end_threads(packer);
    (void)rhumb_pack_close(packer->stream);
    free_packer(packer);
  }
}

// SPDX-License-Identifier: ISC

/// @file spool.c  What can be read once, kept as it comes.

#include "io/spool.h"

#include "io/scratch.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

enum { FILLED = 64 * 1024 }; ///< Bytes read at a time to have them all

struct RhumbSpool {
  dev_t device;
  ino_t inode;
  bool is_file;         ///< It need not be kept: it stands in a file
  off_t start;          ///< And begins there
  pthread_mutex_t lock; ///< Of what follows
  int from;             ///< Where it comes from; -1: it has all come
  RhumbScratch scratch; ///< Where it is kept
  uint64_t n_kept;      ///< Bytes
  RhumbStatus status;   ///< Other than RHUMB_OK: what comes behind is lost
  RhumbReport lost;     ///< And that is why
  RhumbArena arena;     ///< Of the report
  struct RhumbSpool *next;
};

/// Of the one run of this process
static struct {
  bool are_kept;
  RhumbSpool *first;
} spools;

void
rhumb_spools_begin(void)
{
  spools.are_kept = true;
}

bool
rhumb_spools_are_kept(void)
{
  return spools.are_kept;
}

/// Leave the file that a spool comes from
static void
leave(RhumbSpool *const spool)
{
  if (spool->from > STDIN_FILENO) {
    (void)close(spool->from);
  }
  spool->from = -1;
}

void
rhumb_spools_end(void)
{
  while (spools.first) {
    RhumbSpool *const spool = spools.first;
    spools.first = spool->next;
    leave(spool);
    rhumb_scratch_close(&spool->scratch);
    (void)pthread_mutex_destroy(&spool->lock);
    rhumb_arena_free(&spool->arena);
    free(spool);
  }
  spools.are_kept = false;
}

// Opening --------------------------------------------------------------------

RhumbSpool *
rhumb_spool_find(const char *const path)
{
  struct stat status;
  if (!spools.are_kept ||
      (path ? stat(path, &status) : fstat(STDIN_FILENO, &status)) != 0 ||
      (path && S_ISREG(status.st_mode))) {
    return NULL;
  }
  RhumbSpool *spool = spools.first;
  while (spool &&
         !(spool->device == status.st_dev && spool->inode == status.st_ino)) {
    spool = spool->next;
  }
  return spool;
}

static void
keep_report(void *const handle, const RhumbReport *const report)
{
  RhumbSpool *const spool = (RhumbSpool *)handle;
  spool->lost = rhumb_report_copy(&spool->arena, report);
}

RhumbSpool *
rhumb_spool_new(const int fd, const struct stat *const status)
{
  RhumbSpool *const spool = (RhumbSpool *)rhumb_xrealloc(NULL, sizeof(*spool));
  *spool = (RhumbSpool){.device = status->st_dev,
                        .inode = status->st_ino,
                        .is_file = S_ISREG(status->st_mode),
                        .from = fd,
                        .next = spools.first};
  spools.first = spool;
  (void)pthread_mutex_init(&spool->lock, NULL);
  if (spool->is_file) {
    spool->start = lseek(fd, 0, SEEK_CUR);
  } else {
    const RhumbDiag keeper = {keep_report, spool};
    spool->status = rhumb_scratch_open(&spool->scratch, &keeper);
  }
  return spool;
}

// Reading --------------------------------------------------------------------

/// Report errno, which reading has left
static RhumbStatus
fail(const RhumbSpoolReading *const reading, const RhumbDiag *const diag)
{
  return rhumb_fail(
      diag, RHUMB_ERR_IO, reading->loc, "cannot read on: %s", strerror(errno));
}

/// Read what stands in a file
static RhumbStatus
read_file(const RhumbSpoolReading *const reading,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  const RhumbSpool *const spool = reading->spool;
  ssize_t n = -1;
  do {
    n = pread(spool->from, to, room, spool->start + (off_t)reading->at);
  } while (n < 0 && errno == EINTR);
  *got = n > 0 ? (size_t)n : 0;
  return n < 0 ? fail(reading, diag) : RHUMB_OK;
}

/// Report that what came could not be kept
static RhumbStatus
say_lost(const RhumbSpool *const spool, const RhumbDiag *const diag)
{
  if (diag->report) {
    diag->report(diag->handle, &spool->lost);
  }
  return spool->status;
}

/// Read what comes next, and keep it
static RhumbStatus
read_next(const RhumbSpoolReading *const reading,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  RhumbSpool *const spool = reading->spool;
  const RhumbDiag keeper = {keep_report, spool};
  ssize_t n = -1;
  do {
    n = read(spool->from, to, room);
  } while (n < 0 && errno == EINTR);
  if (n < 0) {
    return fail(reading, diag);
  }
  if (n == 0) {
    leave(spool);
    return RHUMB_OK;
  }
  spool->status =
      rhumb_scratch_append(&spool->scratch, (RhumbStr){to, (size_t)n}, &keeper);
  if (spool->status != RHUMB_OK) {
    return say_lost(spool, diag);
  }
  spool->n_kept += (size_t)n;
  *got = (size_t)n;
  return RHUMB_OK;
}

/// Read what is kept, or behind that what comes
static RhumbStatus
read_kept(const RhumbSpoolReading *const reading,
          char *const to,
          const size_t room,
          size_t *const got,
          const RhumbDiag *const diag)
{
  const RhumbSpool *const spool = reading->spool;
  const uint64_t here = spool->n_kept - reading->at;
  if (here) {
    *got = here < room ? (size_t)here : room;
    return rhumb_scratch_read(&spool->scratch, reading->at, to, *got, diag);
  }
  return spool->status != RHUMB_OK ? say_lost(spool, diag)
         : spool->from < 0         ? RHUMB_OK
                                   : read_next(reading, to, room, got, diag);
}

RhumbStatus
rhumb_spool_read(RhumbSpoolReading *const reading,
                 char *const to,
                 const size_t room,
                 size_t *const got,
                 const RhumbDiag *const diag)
{
  RhumbSpool *const spool = reading->spool;
  *got = 0;
  (void)pthread_mutex_lock(&spool->lock);
  const RhumbStatus status = spool->is_file
                                 ? read_file(reading, to, room, got, diag)
                                 : read_kept(reading, to, room, got, diag);
  (void)pthread_mutex_unlock(&spool->lock);
  reading->at += *got;
  return status;
}

bool
rhumb_spool_is_whole(RhumbSpool *const spool)
{
  (void)pthread_mutex_lock(&spool->lock);
  const bool is_whole = spool->is_file || spool->from < 0;
  (void)pthread_mutex_unlock(&spool->lock);
  return is_whole;
}

static uint64_t
count_kept(RhumbSpool *const spool)
{
  (void)pthread_mutex_lock(&spool->lock);
  const uint64_t count = spool->n_kept;
  (void)pthread_mutex_unlock(&spool->lock);
  return count;
}

RhumbStatus
rhumb_spool_fill(RhumbSpoolReading reading,
                 int *const fd,
                 const RhumbDiag *const diag)
{
  char bytes[FILLED];
  size_t got = 1;
  while (got && !rhumb_spool_is_whole(reading.spool)) {
    reading.at = count_kept(reading.spool);
    RHUMB_TRY(rhumb_spool_read(&reading, bytes, sizeof(bytes), &got, diag));
  }
  *fd =
      reading.spool->is_file ? reading.spool->from : reading.spool->scratch.fd;
  return RHUMB_OK;
}

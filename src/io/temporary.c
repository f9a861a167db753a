// SPDX-License-Identifier: ISC

/// @file temporary.c  Temporaries that a run removes however it ends.

// For O_TMPFILE
// NOLINTNEXTLINE: the C library reads this name
#define _GNU_SOURCE

#include "io/output_impl.h"

#include "base/list.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MAX_TRIES = 100 }; ///< At a temporary that no other run takes away

/// What ends a run from outside; each is taken only if it was not ignored
static const int deadly[] = {
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU};

/// Held while signals are blocked, for threads, which may run out of memory.
/// Whoever holds it may do so too.
static pthread_mutex_t names = PTHREAD_RECURSIVE_MUTEX_INITIALIZER_NP;

/// Outputs whose temporaries exist; changed only with signals blocked
static RhumbOutput *unfinished;

/// Folders made for them, likewise
static const RhumbFolder *made_folders;

sigset_t
rhumb_signals_block(void)
{
  sigset_t blocked;
  sigset_t before;
  (void)sigemptyset(&blocked);
  for (size_t i = 0; i < RHUMB_COUNT(deadly); ++i) {
    (void)sigaddset(&blocked, deadly[i]);
  }
  (void)pthread_sigmask(SIG_BLOCK, &blocked, &before);
  (void)pthread_mutex_lock(&names);
  return before;
}

void
rhumb_signals_unblock(const sigset_t before)
{
  (void)pthread_mutex_unlock(&names);
  (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
}

/// Async-signal-safe: unlink() and rmdir(), and nothing else
static void
remove_temporaries(void)
{
  for (const RhumbOutput *output = unfinished; output;
       output = output->next_temporary) {
    (void)unlink(output->temporary);
    if (output->place->backup) {
      (void)unlink(output->place->backup);
    }
  }
  for (const RhumbFolder *folder = made_folders; folder;
       folder = folder->next) {
    (void)rmdir(folder->path);
  }
}

/// Whichever thread gets no memory: another may be changing names, and changes
/// none from then on
static void
on_out_of_memory(void)
{
  (void)pthread_mutex_lock(&names);
  remove_temporaries();
}

static void
on_signal(const int number)
{
  remove_temporaries();
  // SA_RESETHAND has restored the default: the run dies of what killed it
  (void)raise(number);
}

void
rhumb_temporaries_guard(void)
{
  static bool guarded;
  if (guarded) {
    return;
  }
  guarded = true;
  rhumb_on_out_of_memory(on_out_of_memory);

  struct sigaction before;
  struct sigaction action = {.sa_handler = on_signal,
                             .sa_flags = (int)SA_RESETHAND};
  (void)sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < RHUMB_COUNT(deadly); ++i) {
    if (sigaction(deadly[i], NULL, &before) == 0 &&
        before.sa_handler == SIG_DFL) {
      (void)sigaction(deadly[i], &action, NULL);
    }
  }
  if (sigaction(SIGXFSZ, NULL, &before) == 0 && before.sa_handler == SIG_DFL) {
    action.sa_handler = SIG_IGN;
    action.sa_flags = 0;
    (void)sigaction(SIGXFSZ, &action, NULL);
  }
}

void
rhumb_outputs_disown(void)
{
  const sigset_t before = rhumb_signals_block();
  for (; unfinished; unfinished = unfinished->next_temporary) {
    (void)close(unfinished->fd); // And with it, in time, the parent's lock
  }
  made_folders = NULL;
  rhumb_on_out_of_memory(NULL);
  struct sigaction action;
  for (size_t i = 0; i < RHUMB_COUNT(deadly); ++i) {
    if (sigaction(deadly[i], NULL, &action) == 0 &&
        action.sa_handler == on_signal) {
      (void)signal(deadly[i], SIG_DFL);
    }
  }
  rhumb_signals_unblock(before);
}

/// Lock a new temporary. Where nothing can be locked it is as good without.
/// @return False if a run that sweeps has taken it for one left behind.
static bool
lock(const int fd)
{
  struct stat status;
  const bool is_held =
      flock(fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  return !is_held && (fstat(fd, &status) != 0 || status.st_nlink > 0);
}

/// mkstemp(), locked; the descriptor, or -1 with errno set
static int
make_locked(char *const pattern)
{
  char *const letters = pattern + strlen(pattern) - 6;
  for (unsigned tries = 0; tries < MAX_TRIES; ++tries) {
    memset(letters, 'X', 6);
    const int fd = mkstemp(pattern);
    if (fd < 0 || lock(fd)) {
      return fd;
    }
    (void)unlink(pattern);
    (void)close(fd);
  }
  errno = EAGAIN;
  return -1;
}

bool
rhumb_temporary_open(RhumbOutput *const output, char *const pattern)
{
  const sigset_t before = rhumb_signals_block();
  output->fd = make_locked(pattern);
  const int error = errno;
  if (output->fd >= 0) {
    output->temporary = pattern;
    output->next_temporary = unfinished;
    unfinished = output;
  }
  rhumb_signals_unblock(before);
  errno = error;
  return output->fd >= 0;
}

int
rhumb_temporary_nameless(char *const pattern)
{
  const sigset_t before = rhumb_signals_block();
  int fd = -1;
#ifdef O_TMPFILE
  char *const slash = strrchr(pattern, '/');
  *slash = '\0';
  fd = open(pattern, O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  *slash = '/';
#endif
  if (fd < 0) {
    fd = mkstemp(pattern);
    if (fd >= 0) {
      (void)unlink(pattern);
    }
  }
  const int error = errno;
  rhumb_signals_unblock(before);
  errno = error;
  return fd;
}

void
rhumb_temporary_forget(RhumbOutput *const output)
{
  const sigset_t before = rhumb_signals_block();
  RhumbOutput **at = &unfinished;
  while (*at && *at != output) {
    at = &(*at)->next_temporary;
  }
  if (*at) {
    *at = output->next_temporary;
  }
  output->temporary = NULL;
  rhumb_signals_unblock(before);
}

void
rhumb_folders_guard(const RhumbFolder *const made)
{
  const sigset_t before = rhumb_signals_block();
  made_folders = made;
  rhumb_signals_unblock(before);
}

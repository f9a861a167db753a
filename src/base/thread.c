// SPDX-License-Identifier: ISC

/// @file thread.c  Threads that signals pass by.

// For sched_getaffinity()
// NOLINTNEXTLINE: the C library reads this name
#define _GNU_SOURCE

#include "base/thread.h"

#include <sched.h>
#include <signal.h>

unsigned rhumb_threads;
unsigned rhumb_processors;

/// Return how many threads the machine runs at a time of this process's
static unsigned
count_processors(void)
{
  cpu_set_t allowed;
  return rhumb_processors ? rhumb_processors
         : sched_getaffinity(0, sizeof(allowed), &allowed) == 0
             ? (unsigned)CPU_COUNT(&allowed)
             : 1;
}

unsigned
rhumb_threads_allowed(void)
{
  return rhumb_threads ? rhumb_threads : count_processors();
}

bool
rhumb_thread_start(pthread_t *const thread,
                   void *(*const run)(void *handle),
                   void *const handle)
{
  sigset_t all;
  sigset_t before;
  (void)sigfillset(&all);
  // What a thread blocks is what blocked who began it
  (void)pthread_sigmask(SIG_SETMASK, &all, &before);
  const bool has_begun = pthread_create(thread, NULL, run, handle) == 0;
  (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
  return has_begun;
}

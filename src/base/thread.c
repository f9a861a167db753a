// SPDX-License-Identifier: ISC

/// @file thread.c  Threads that signals pass by.

// For sched_getaffinity()
// NOLINTNEXTLINE: the C library reads this name
#define _GNU_SOURCE

#include "base/thread.h"

#include "base/machine.h"

#include <limits.h>
#include <malloc.h>
#include <sched.h>
#include <signal.h>

enum {
  /// Bytes of a thread's stack: the deepest of what rules and data may nest
  /// takes a quarter of it
  STACK = 1024 * 1024,
  /// Bytes of addresses that a thread takes, with what it works on, at the most
  ROOM = 32 * 1024 * 1024,
  /// And at the least what a run takes before it keeps anything
  SHARED = 64 * 1024 * 1024,
};

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

/// Return for how many threads there is room, half of it being for what the run
/// keeps
static unsigned
count_in(const uint64_t room)
{
  const uint64_t others = room > SHARED ? (room - SHARED) / 2 / ROOM : 0;
  return others < UINT_MAX ? 1 + (unsigned)others : UINT_MAX;
}

unsigned
rhumb_threads_allowed(void)
{
  const unsigned wanted = rhumb_threads ? rhumb_threads : count_processors();
  const unsigned most = count_in(rhumb_machine_room());
  return wanted < most ? wanted : most;
}

/// Where addresses are limited, have all threads ask for memory in one place:
/// the C library would set aside a hundred megabytes of them for each
static void
share_memory(void)
{
#ifdef M_ARENA_MAX
  if (rhumb_machine_room() < UINT64_MAX) {
    (void)mallopt(M_ARENA_MAX, 1);
  }
#endif
}

bool
rhumb_thread_start(pthread_t *const thread,
                   void *(*const run)(void *handle),
                   void *const handle)
{
  static pthread_once_t has_shared = PTHREAD_ONCE_INIT;
  (void)pthread_once(&has_shared, share_memory);
  sigset_t all;
  sigset_t before;
  pthread_attr_t small;
  (void)pthread_attr_init(&small);
  (void)pthread_attr_setstacksize(&small, STACK);
  (void)sigfillset(&all);
  // What a thread blocks is what blocked who began it
  (void)pthread_sigmask(SIG_SETMASK, &all, &before);
  const bool has_begun = pthread_create(thread, &small, run, handle) == 0;
  (void)pthread_sigmask(SIG_SETMASK, &before, NULL);
  (void)pthread_attr_destroy(&small);
  return has_begun;
}

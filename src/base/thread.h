// SPDX-License-Identifier: ISC

/// @file thread.h  Threads beside the one that a run begins with.

#ifndef RHUMB_BASE_THREAD_H
#define RHUMB_BASE_THREAD_H

#include <pthread.h>
#include <stdbool.h>

/// How many threads a run may have, the first among them; 0: as many as the
/// machine runs at a time for it. Whatever it is, what comes out is the same.
extern unsigned rhumb_threads;

/// How many threads the machine runs at a time, if a test says it; 0: it is
/// asked
extern unsigned rhumb_processors;

/// Return how many threads a run may have, at least 1: where memory is limited
/// (ulimit -v), fewer than it was told to
unsigned
rhumb_threads_allowed(void);

/**
   Begin a thread that no signal is delivered to: they are for the first one,
   which knows what must not be interrupted.

   @param handle Of what `run` works on; it outlives the thread.
   @return True, and then pthread_join() ends `thread`; or false if the system
   has no more of them, which whoever asked must do without.
*/
bool
rhumb_thread_start(pthread_t *thread, void *(*run)(void *handle), void *handle);

#endif // RHUMB_BASE_THREAD_H

// SPDX-License-Identifier: ISC

/// @file ring.h  Pieces of work that pass four stages, by as many threads as
/// there are to be, and come out in the order in which they went in.
///
/// The pieces stand in slots that are used in turn. No thread has a role: each
/// takes what is furthest on. With one thread a piece passes all stages before
/// the next is cut, by the same code.

#ifndef RHUMB_ENGINE_RING_H
#define RHUMB_ENGINE_RING_H

#include "base/list.h"
#include "base/status.h"

/// The stages; `handle` is theirs, `slot` and `worker` are numbers from 0.
/// Those that are taken in order are taken by one thread at a time.
typedef struct {
  void *handle;

  /// In order: put the next piece into a slot
  /// @return RHUMB_OK, or RHUMB_END: there is none, nor will be.
  RhumbStatus (*cut)(void *handle, size_t slot);

  /// True if no more is to be cut before something has been written; NULL:
  /// that is never so
  bool (*is_full)(const void *handle);

  /// Of any piece: make what it makes, or as much as a slot should hold
  /// @return true, or false if there is more of it: then the slot passes the
  /// stages behind this one and comes here again, before any other is settled.
  bool (*make)(void *handle, size_t slot, size_t worker);

  /// In order
  void (*settle)(void *handle, size_t slot);

  /// Of any piece
  void (*render)(void *handle, size_t slot, size_t worker);

  /// In order
  /// @return RHUMB_OK; whatever else ends it all, and no piece behind is.
  RhumbStatus (*write)(void *handle, size_t slot);
} RhumbStages;

typedef struct {
  size_t n_slots;
  size_t n_workers;  ///< Threads, with the one that runs it
  uint64_t start_at; ///< So many pieces before others are started
  bool first_cuts;   ///< Only the thread that runs it may cut
} RhumbRingSpec;

/// Take what is least far on, and of that the newest piece: so pieces that are
/// made in parts go round behind later ones, be it by one thread. Only tests
/// set it.
extern bool rhumb_ring_lags;

/**
   Let all pieces pass the stages.

   Threads that cannot be had are done without.

   @return RHUMB_OK, or what `write` has returned.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_ring_run(const RhumbStages *stages, const RhumbRingSpec *spec);

#endif // RHUMB_ENGINE_RING_H

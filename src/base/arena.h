// SPDX-License-Identifier: ISC

/// @file arena.h  Many small objects with one lifetime, and out of memory.

#ifndef RHUMB_BASE_ARENA_H
#define RHUMB_BASE_ARENA_H

#include <stddef.h>

/// A region whose objects are freed together; zero is empty
typedef struct {
  struct RhumbBlock *head;
  struct RhumbBlock *spare; ///< Emptied, for what comes next
  unsigned n_spare;
  size_t bytes; ///< Of the blocks that are not
} RhumbArena;

#define RHUMB_NEW(arena, type, count) \
  ((type *)rhumb_arena_alloc((arena), sizeof(type), (count)))

#define RHUMB_NONNULL __attribute__((returns_nonnull))

/// Return `count` zeroed objects of `size` bytes, aligned for any type
RHUMB_NONNULL void *
rhumb_arena_alloc(RhumbArena *arena, size_t size, size_t count);

/// The same, not zeroed
RHUMB_NONNULL void *
rhumb_arena_take(RhumbArena *arena, size_t size, size_t count);

/// Forget every object, keeping up to a megabyte for what comes next
void
rhumb_arena_reset(RhumbArena *arena);

/// Return how many bytes its blocks take
static inline size_t
rhumb_arena_bytes(const RhumbArena *const arena)
{
  return arena->bytes;
}

void
rhumb_arena_free(RhumbArena *arena);

/// Like realloc(), but never returns NULL: out of memory ends the run
RHUMB_NONNULL void *
rhumb_xrealloc(void *ptr, size_t size);

/// Use RHUMB_ZEROS()
RHUMB_NONNULL void *
rhumb_xzeros(size_t size, size_t count);

/// Return `count` zeroed objects, which go to free()
#define RHUMB_ZEROS(type, count) ((type *)rhumb_xzeros(sizeof(type), (count)))

/// Return `size` bytes aligned to `align`, a power of two; released by free()
RHUMB_NONNULL void *
rhumb_xaligned(size_t align, size_t size);

/// Grow an array to hold one more than `count`; `cap` is doubled when full
RHUMB_NONNULL void *
rhumb_xgrow(void *ptr, size_t count, size_t *cap, size_t size);

/// Likewise in an arena, where the smaller array stays
RHUMB_NONNULL void *
rhumb_arena_grow(
    RhumbArena *arena, void *items, size_t count, size_t *cap, size_t size);

/// End the run for want of memory, with exit code 3, from whichever thread;
/// asks for none, nor for a lock that who asks for memory may hold
_Noreturn void
rhumb_out_of_memory(void);

/// Call `cleanup`, which must be as careful as a signal's handler, before the
/// run ends for want of memory
void
rhumb_on_out_of_memory(void (*cleanup)(void));

/// The run is over and ends with `code`, also if what libraries do at the exit
/// gets no memory
void
rhumb_memory_over(int code);

#endif // RHUMB_BASE_ARENA_H

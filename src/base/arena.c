// SPDX-License-Identifier: ISC

/// @file arena.c  Blocks of memory that are freed together.

#include "base/arena.h"

#include "base/poison.h"

#include <stdalign.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct RhumbBlock {
  struct RhumbBlock *next;
  size_t used;
  size_t cap;
  alignas(max_align_t) unsigned char data[];
} RhumbBlock;

static const size_t block_bytes = (size_t)64 * 1024;

/// Blocks that an arena keeps when it is reset: making a batch of rows anew
/// should not ask for memory anew
enum { SPARE_BLOCKS = 16 };

static void (*out_of_memory_cleanup)(void);

void
rhumb_on_out_of_memory(void (*const cleanup)(void))
{
  out_of_memory_cleanup = cleanup;
}

static bool is_over;
static int code_of_run;

void
rhumb_memory_over(const int code)
{
  is_over = true;
  code_of_run = code;
}

_Noreturn void
rhumb_out_of_memory(void)
{
  static const char message[] = "rhumb: error: out of memory\n";
  static atomic_flag is_said = ATOMIC_FLAG_INIT;
  if (is_over) {
    _Exit(code_of_run);
  }
  if (out_of_memory_cleanup) {
    out_of_memory_cleanup();
  }
  while (atomic_flag_test_and_set(&is_said)) {
    (void)pause(); // Another thread ends the run
  }
  if (write(STDERR_FILENO, message, sizeof(message) - 1) < 0) {
    // Then nobody hears it
  }
  _Exit(3);
}

void *
rhumb_xrealloc(void *const ptr, const size_t size)
{
  void *const mem = realloc(ptr, size ? size : 1);
  if (!mem) {
    rhumb_out_of_memory();
  }
  return mem;
}

void *
rhumb_xzeros(const size_t size, const size_t count)
{
  if (size && count > (SIZE_MAX / 4) / size) {
    rhumb_out_of_memory();
  }
  return memset(rhumb_xrealloc(NULL, size * count), 0, size * count);
}

void *
rhumb_xaligned(const size_t align, const size_t size)
{
  void *const mem = aligned_alloc(align, (size + align - 1) & ~(align - 1));
  if (!mem) {
    rhumb_out_of_memory();
  }
  return mem;
}

void *
rhumb_xgrow(void *const ptr,
            const size_t count,
            size_t *const cap,
            const size_t size)
{
  if (count < *cap) {
    return ptr;
  }
  *cap = *cap ? *cap * 2 : 16;
  if (*cap > SIZE_MAX / 2 / size) {
    rhumb_out_of_memory();
  }
  return rhumb_xrealloc(ptr, *cap * size);
}

static RhumbBlock *
new_block(RhumbArena *const arena, const size_t total)
{
  RhumbBlock *const spare = arena->spare;
  if (spare && total <= block_bytes) {
    arena->spare = spare->next;
    --arena->n_spare;
    spare->next = arena->head;
    arena->head = spare;
    arena->bytes += sizeof(*spare) + spare->cap;
    return spare;
  }
  const size_t cap = total > block_bytes ? total : block_bytes;
  RhumbBlock *const block =
      (RhumbBlock *)rhumb_xrealloc(NULL, sizeof(RhumbBlock) + cap);
  *block = (RhumbBlock){.next = arena->head, .cap = cap};
  RHUMB_POISON(block->data, cap);
  arena->head = block;
  arena->bytes += sizeof(*block) + cap;
  return block;
}

void *
rhumb_arena_take(RhumbArena *const arena, const size_t size, const size_t count)
{
  const size_t align = alignof(max_align_t);
  if (size && count > (SIZE_MAX / 4) / size) {
    rhumb_out_of_memory();
  }

  const size_t total =
      ((size * count) + RHUMB_POISON_GAP + align - 1) & ~(align - 1);
  RhumbBlock *block = arena->head;
  if (!block || block->cap - block->used < total) {
    block = new_block(arena, total);
  }
  void *const mem = block->data + block->used;
  block->used += total;
  RHUMB_UNPOISON(mem, size * count);
  return mem;
}

void *
rhumb_arena_alloc(RhumbArena *const arena,
                  const size_t size,
                  const size_t count)
{
  return memset(rhumb_arena_take(arena, size, count), 0, size * count);
}

void *
rhumb_arena_grow(RhumbArena *const arena,
                 void *const items,
                 const size_t count,
                 size_t *const cap,
                 const size_t size)
{
  if (count < *cap) {
    return items;
  }
  *cap = *cap ? *cap * 2 : 4;
  void *const more = rhumb_arena_alloc(arena, size, *cap);
  return count ? memcpy(more, items, count * size) : more;
}

static void
free_blocks(RhumbBlock *block)
{
  while (block) {
    RhumbBlock *const next = block->next;
    free(block);
    block = next;
  }
}

void
rhumb_arena_reset(RhumbArena *const arena)
{
  RhumbBlock *block = arena->head;
  while (block) {
    RhumbBlock *const next = block->next;
    if (block->cap == block_bytes && arena->n_spare < SPARE_BLOCKS) {
      *block = (RhumbBlock){.next = arena->spare, .cap = block_bytes};
      RHUMB_POISON(block->data, block->cap);
      arena->spare = block;
      ++arena->n_spare;
    } else {
      free(block);
    }
    block = next;
  }
  arena->head = NULL;
  arena->bytes = 0;
}

void
rhumb_arena_free(RhumbArena *const arena)
{
  free_blocks(arena->head);
  free_blocks(arena->spare);
  *arena = (RhumbArena){0};
}

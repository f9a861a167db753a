// SPDX-License-Identifier: ISC

/// @file memory.c  Memory that cannot be had ends the run, whoever asks for it.
///
/// Libraries have their own ways when they get none: some crash, some say
/// nothing and leave data out. The program, and it alone, therefore stands
/// between them and the C library. Sanitizers and valgrind have allocators of
/// their own; unit tests want the system's.

// For reallocarray(), MAP_ANONYMOUS
// NOLINTNEXTLINE: the C library reads this name
#define _DEFAULT_SOURCE

#include "base/arena.h"

#include <errno.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>

#ifdef __GLIBC__

// The C library's own, under the names that it keeps for this
// NOLINTBEGIN: the names are not ours
void *
__libc_malloc(size_t size);
void *
__libc_calloc(size_t count, size_t size);
void *
__libc_realloc(void *ptr, size_t size);
void *
__libc_memalign(size_t align, size_t size);
// NOLINTEND

/// Return `mem`, which there must be
static void *
sure(void *const mem)
{
  if (!mem) {
    rhumb_out_of_memory();
  }
  return mem;
}

// NOLINTBEGIN(readability-inconsistent-declaration-parameter-name)

void *
malloc(const size_t size)
{
  return sure(__libc_malloc(size));
}

void *
calloc(const size_t count, const size_t size)
{
  return sure(__libc_calloc(count, size));
}

void *
realloc(void *const ptr, const size_t size)
{
  void *const mem = __libc_realloc(ptr, size);
  return size ? sure(mem) : mem; // Of no bytes it may be free()
}

void *
reallocarray(void *const ptr, const size_t count, const size_t size)
{
  if (size && count > SIZE_MAX / size) {
    rhumb_out_of_memory();
  }
  return realloc(ptr, count * size); // NOLINT: of no bytes, as asked
}

void *
memalign(const size_t align, const size_t size)
{
  return sure(__libc_memalign(align, size));
}

void *
aligned_alloc(const size_t align, const size_t size)
{
  return memalign(align, size);
}

int
posix_memalign(void **const out, const size_t align, const size_t size)
{
  if (!align || align % sizeof(void *) || (align & (align - 1))) {
    return EINVAL;
  }
  *out = memalign(align, size);
  return 0;
}

// NOLINTEND(readability-inconsistent-declaration-parameter-name)

#endif // __GLIBC__

/// Bytes that the stack gets at once: where memory is limited it could not grow
/// later, which is a crash
enum { STACK = 512 * 1024 };

__attribute__((noinline)) static void
grow_stack(void)
{
  volatile char stack[STACK];
  stack[0] = 0;
  (void)stack[0];
}

__attribute__((constructor)) static void
reserve_stack(void)
{
  struct rlimit limit;
  void *const room = mmap(NULL,
                          (size_t)2 * STACK,
                          PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS,
                          -1,
                          0);
  if (room == MAP_FAILED) {
    rhumb_out_of_memory();
  }
  (void)munmap(room, (size_t)2 * STACK);
  if (getrlimit(RLIMIT_STACK, &limit) == 0 &&
      limit.rlim_cur >= (rlim_t)2 * STACK) {
    grow_stack();
  }
}

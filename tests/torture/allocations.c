// SPDX-License-Identifier: ISC

/// @file allocations.c  Put before the C library (LD_PRELOAD), it has the
/// program get no memory.
///
/// What asks for memory is counted, as the program's malloc() passes it on:
/// ALLOCATION is "N", which fails the Nth, or "N+", the Nth and all after it.
/// ALLOCATIONS names a file that gets a line "N STACK" for each, where STACK is
/// the same for two that were asked for on the same way.

// For RTLD_NEXT
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp)
#define _GNU_SOURCE

#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MAX_FRAMES = 64 };

static _Thread_local bool is_recording; ///< backtrace() may ask for memory

static uint64_t
stack(void)
{
  void *frames[MAX_FRAMES];
  const int count = backtrace(frames, MAX_FRAMES);
  uint64_t hash = 14695981039346656037U; // FNV-1a
  for (int i = 0; i < count; ++i) {
    hash = (hash ^ (uintptr_t)frames[i]) * 1099511628211U;
  }
  return hash;
}

static void
record(const long number, const char *const path)
{
  char line[64];
  const int len = snprintf(
      line, sizeof(line), "%ld %llx\n", number, (unsigned long long)stack());
  const int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (fd < 0 || write(fd, line, (size_t)len) != len || close(fd) != 0) {
    abort();
  }
}

/// Count an allocation; true if it fails
static bool
fails(void)
{
  static long count;
  const char *const chosen = getenv("ALLOCATION");
  const char *const path = getenv("ALLOCATIONS");
  if (is_recording) {
    return false;
  }
  const long number = __atomic_add_fetch(&count, 1, __ATOMIC_RELAXED);
  if (path) {
    is_recording = true;
    record(number, path);
    is_recording = false;
  }
  char *end = NULL;
  const long wanted = chosen ? strtol(chosen, &end, 10) : 0;
  return wanted &&
         (number == wanted || (end && *end == '+' && number > wanted));
}

/// Have `real` be the C library's own
#define FIND(real, name)                        \
  if (!(real)) {                                \
    *(void **)&(real) = dlsym(RTLD_NEXT, name); \
  }

// NOLINTBEGIN: the names are not ours
void *
__libc_malloc(size_t size);
void *
__libc_calloc(size_t count, size_t size);
void *
__libc_realloc(void *ptr, size_t size);
void *
__libc_memalign(size_t align, size_t size);

void *
__libc_malloc(const size_t size)
{
  static void *(*real)(size_t);
  FIND(real, "__libc_malloc")
  return fails() ? NULL : real(size);
}

void *
__libc_calloc(const size_t count, const size_t size)
{
  static void *(*real)(size_t, size_t);
  FIND(real, "__libc_calloc")
  return fails() ? NULL : real(count, size);
}

void *
__libc_realloc(void *const ptr, const size_t size)
{
  static void *(*real)(void *, size_t);
  FIND(real, "__libc_realloc")
  return fails() ? NULL : real(ptr, size);
}

void *
__libc_memalign(const size_t align, const size_t size)
{
  static void *(*real)(size_t, size_t);
  FIND(real, "__libc_memalign")
  return fails() ? NULL : real(align, size);
}
// NOLINTEND

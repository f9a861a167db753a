// SPDX-License-Identifier: ISC

/// @file pages.c  Zeroed memory on borders of huge pages.

// For madvise(), MAP_ANONYMOUS
// NOLINTNEXTLINE: the C library reads this name
#define _DEFAULT_SOURCE

#include "base/pages.h"

#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>

static void *
map(const size_t bytes)
{
  void *const mem = mmap(
      NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (mem == MAP_FAILED) {
    rhumb_out_of_memory();
  }
  return mem;
}

/// Give back what stands before and behind `bytes` at a border
static void *
trim(unsigned char *const mem, const size_t bytes)
{
  const size_t over = (uintptr_t)mem & (RHUMB_HUGE_PAGE - 1);
  const size_t before = over ? RHUMB_HUGE_PAGE - over : 0;
  if (before) {
    (void)munmap(mem, before);
  }
  if (before < RHUMB_HUGE_PAGE) {
    (void)munmap(mem + before + bytes, RHUMB_HUGE_PAGE - before);
  }
  return mem + before;
}

static size_t
whole(const size_t bytes)
{
  if (bytes > SIZE_MAX / 2) {
    rhumb_out_of_memory();
  }
  return (bytes + RHUMB_HUGE_PAGE - 1) & ~(RHUMB_HUGE_PAGE - 1);
}

void *
rhumb_pages(const size_t bytes)
{
  if (bytes < RHUMB_HUGE_PAGE) {
    void *const mem = calloc(bytes ? bytes : 1, 1);
    if (!mem) {
      rhumb_out_of_memory();
    }
    return mem;
  }
  const size_t size = whole(bytes);
  void *const pages = trim((unsigned char *)map(size + RHUMB_HUGE_PAGE), size);
  (void)madvise(pages, size, MADV_HUGEPAGE);
  return pages;
}

void
rhumb_pages_free(void *const pages, const size_t bytes)
{
  if (bytes < RHUMB_HUGE_PAGE) {
    free(pages);
  } else if (pages) {
    (void)munmap(pages, whole(bytes));
  }
}

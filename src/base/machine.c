// SPDX-License-Identifier: ISC

/// @file machine.c  The memory of the machine, and what this process may take
/// of it, as the system tells it.

#include "base/machine.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

/// Where Linux says what a container may have: a number, or "max"
static const char container[] = "/sys/fs/cgroup/memory.max";

/// And how many pages of addresses a process has, before other numbers
static const char addresses[] = "/proc/self/statm";

/// Return the number that the file at `path` begins with, unless that is 0, or
/// `otherwise`
static uint64_t
number_in(const char *const path, const uint64_t otherwise)
{
  char text[32] = "";
  FILE *const file = fopen(path, "re");
  const bool is_read = file && fgets(text, sizeof(text), file);
  if (file) {
    (void)fclose(file);
  }
  char *end = text;
  const unsigned long long number = strtoull(text, &end, 10);
  return is_read && end > text && number ? number : otherwise;
}

uint64_t
rhumb_machine_memory(void)
{
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long bytes = sysconf(_SC_PAGESIZE);
  const uint64_t all =
      pages > 0 && bytes > 0 ? (uint64_t)pages * (uint64_t)bytes : UINT64_MAX;
  const uint64_t most = number_in(container, UINT64_MAX);
  return all < most ? all : most;
}

uint64_t
rhumb_machine_room(void)
{
  struct rlimit limit;
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) {
    return UINT64_MAX;
  }
  const long bytes = sysconf(_SC_PAGESIZE);
  const uint64_t taken =
      bytes > 0 ? number_in(addresses, 0) * (uint64_t)bytes : 0;
  return limit.rlim_cur > taken ? limit.rlim_cur - taken : 0;
}

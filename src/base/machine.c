// SPDX-License-Identifier: ISC

/// @file machine.c  The memory of the machine, as the system tells it.

#include "base/machine.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/// Where Linux says what a container may have: a number, or "max"
static const char container[] = "/sys/fs/cgroup/memory.max";

static uint64_t
memory_of_container(void)
{
  char text[32] = "";
  FILE *const file = fopen(container, "re");
  const bool is_read = file && fgets(text, sizeof(text), file);
  if (file) {
    (void)fclose(file);
  }
  char *end = text;
  const unsigned long long bytes = strtoull(text, &end, 10);
  return is_read && end > text && bytes ? bytes : UINT64_MAX;
}

uint64_t
rhumb_machine_memory(void)
{
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long bytes = sysconf(_SC_PAGESIZE);
  const uint64_t all =
      pages > 0 && bytes > 0 ? (uint64_t)pages * (uint64_t)bytes : UINT64_MAX;
  const uint64_t most = memory_of_container();
  return all < most ? all : most;
}

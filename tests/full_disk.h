// SPDX-License-Identifier: ISC

/// @file full_disk.h  A disk that is full: files that may not grow.

#ifndef RHUMB_TESTS_FULL_DISK_H
#define RHUMB_TESTS_FULL_DISK_H

#include "support.h"

#include <signal.h>
#include <sys/resource.h>

/// From now on no file grows over `most` bytes
/// @return What held before, to be given back.
static inline rlim_t
limit_files(const rlim_t most)
{
  struct rlimit limit;
  assert_return_code(getrlimit(RLIMIT_FSIZE, &limit), 0);
  const rlim_t before = limit.rlim_cur;
  limit.rlim_cur = most;
  assert_return_code(setrlimit(RLIMIT_FSIZE, &limit), 0);
  return before;
}

/// Likewise, in a test without outputs, which see to it themselves that writing
/// more fails and does not end the run
static inline rlim_t
fill_disk(const rlim_t most)
{
  (void)signal(SIGXFSZ, SIG_IGN);
  return limit_files(most);
}

#endif // RHUMB_TESTS_FULL_DISK_H

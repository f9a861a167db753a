// SPDX-License-Identifier: ISC

/// @file standard.c  Standard input, output and error, be they closed.

#include "io/standard.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int
rhumb_standard_guard(void)
{
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    // Opened the wrong way round: reading standard input fails, and writing
    // the others. The lowest number that is free is taken: this one.
    const int way = fd == STDIN_FILENO ? O_WRONLY : O_RDONLY;
    if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", way | O_NOCTTY) != fd) {
      return errno ? errno : EBADF;
    }
  }
  return 0;
}

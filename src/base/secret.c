// SPDX-License-Identifier: ISC

/// @file secret.c  Random bytes of the system.

#include "base/secret.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/types.h>

RhumbSecret rhumb_secret_of_run;

static bool
ask_kernel(void)
{
  size_t done = 0;
  while (done < RHUMB_SECRET_BYTES) {
    const ssize_t len = getrandom(
        rhumb_secret_of_run.bytes + done, RHUMB_SECRET_BYTES - done, 0);
    if (len < 0 && errno != EINTR) {
      return false;
    }
    done += len > 0 ? (size_t)len : 0;
  }
  return true;
}

static bool
read_device(void)
{
  FILE *const file = fopen("/dev/urandom", "rbe");
  if (!file) {
    return false;
  }
  const size_t len = fread(
      rhumb_secret_of_run.bytes, 1, sizeof(rhumb_secret_of_run.bytes), file);
  (void)fclose(file);
  return len == sizeof(rhumb_secret_of_run.bytes);
}

void
rhumb_secret_make(void)
{
  if (!ask_kernel() && !read_device()) {
    (void)fputs("rhumb: error: the system gives no random bytes: neither "
                "getrandom() nor /dev/urandom\n",
                stderr);
    _Exit(3);
  }
  rhumb_secret_of_run.is_made = true;
}

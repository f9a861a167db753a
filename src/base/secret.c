// SPDX-License-Identifier: ISC

/// @file secret.c  Random bytes of the system.

#include "base/secret.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/types.h>

RhumbSecret rhumb_secret_of_run;

static bool
ask_kernel(unsigned char *const bytes, const size_t count)
{
  size_t done = 0;
  while (done < count) {
    const ssize_t len = getrandom(bytes + done, count - done, 0);
    if (len < 0 && errno != EINTR) {
      return false;
    }
    done += len > 0 ? (size_t)len : 0;
  }
  return true;
}

static bool
read_device(unsigned char *const bytes, const size_t count)
{
  FILE *const file = fopen("/dev/urandom", "rbe");
  if (!file) {
    return false;
  }
  const size_t len = fread(bytes, 1, count, file);
  (void)fclose(file);
  return len == count;
}

void
rhumb_secret_make(void)
{
  RhumbSecret *const secret = &rhumb_secret_of_run;
  unsigned char bytes[RHUMB_SECRET_BYTES + sizeof(secret->factors)];
  if (!ask_kernel(bytes, sizeof(bytes)) && !read_device(bytes, sizeof(bytes))) {
    (void)fputs("rhumb: error: the system gives no random bytes: neither "
                "getrandom() nor /dev/urandom\n",
                stderr);
    _Exit(3);
  }
  memcpy(secret->bytes, bytes, RHUMB_SECRET_BYTES);
  memcpy(secret->factors, bytes + RHUMB_SECRET_BYTES, sizeof(secret->factors));
  for (size_t i = 0; i < RHUMB_SECRET_FACTORS; ++i) { // Last bits 1, 3, 5, 7
    uint64_t *const factor = &secret->factors[i];
    *factor = (*factor & ~UINT64_C(7)) | (i % 4 * 2 + 1);
  }
  secret->is_made = true;
}

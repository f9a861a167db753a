// SPDX-License-Identifier: ISC

/// @file write.c  Bytes to an open file, all of them.

#include "io/output_impl.h"

#include <errno.h>
#include <unistd.h>

int
rhumb_write_all(const int fd, RhumbStr bytes)
{
  while (bytes.len) {
    const ssize_t len = write(fd, bytes.data, bytes.len);
    if (len < 0 && errno != EINTR) {
      return errno;
    }
    if (len > 0) {
      bytes = rhumb_str_from(bytes, (size_t)len);
    }
  }
  return 0;
}

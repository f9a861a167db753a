// SPDX-License-Identifier: ISC

/// @file append.c  Outputs behind what their files held before.

#include "io/output_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 }; ///< Bytes that are copied at a time

/// Copy all of `from`; 0, or an errno. `last` is set to its last byte.
static int
copy_old(RhumbOutput *const output, const int from, char *const last)
{
  char piece[PIECE];
  for (;;) {
    const ssize_t len = read(from, piece, sizeof(piece));
    if (len == 0) {
      return 0;
    }
    if (len < 0 && errno != EINTR) {
      return errno;
    }
    if (len > 0) {
      *last = piece[len - 1];
      const int error =
          rhumb_write_all(output->fd, (RhumbStr){piece, (size_t)len});
      if (error) {
        return error;
      }
    }
  }
}

RhumbStatus
rhumb_output_append(RhumbOutput *const output,
                    const bool is_packed,
                    const RhumbDiag *const diag)
{
  char last = '\n';
  if (!output->replaces) {
    return RHUMB_OK;
  }
  const int old = open(output->target, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (old < 0 && errno == ENOENT) {
    return RHUMB_OK;
  }
  output->error = old < 0 ? errno : copy_old(output, old, &last);
  if (old >= 0) {
    (void)close(old);
  }
  if (!output->error && !is_packed && last != '\n') {
    rhumb_output_putc(output, '\n');
  }
  return output->error ? rhumb_output_fail(output, output->error, diag)
                       : RHUMB_OK;
}

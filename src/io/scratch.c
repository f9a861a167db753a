// SPDX-License-Identifier: ISC

/// @file scratch.c  Files without a name, read and written.

#include "io/scratch.h"

#include "io/output_impl.h"
#include "io/path.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/// Open one in a folder, of which there may be none
static int
open_in(const char *const folder)
{
  if (!folder || !*folder) {
    errno = ENOENT;
    return -1;
  }
  RhumbArena arena = {0};
  const RhumbStr start =
      rhumb_path_join(&arena, rhumb_str(folder), RHUMB_STR("rhumb.XXXXXX"));
  char *const pattern = RHUMB_NEW(&arena, char, start.len + 1);
  memcpy(pattern, start.data, start.len + 1);
  const int fd = rhumb_temporary_nameless(pattern);
  const int error = errno;
  rhumb_arena_free(&arena);
  errno = error;
  return fd;
}

int
rhumb_scratch_descriptor(const char **const folder)
{
  *folder = getenv("TMPDIR");
  int fd = open_in(*folder);
  if (fd < 0) {
    *folder = "/tmp";
    fd = open_in(*folder);
  }
  return fd;
}

RhumbStatus
rhumb_scratch_fail(const char *const folder,
                   const char *const what,
                   const int error,
                   const RhumbLoc loc,
                   const RhumbDiag *const diag)
{
  const char *const named = getenv("TMPDIR");
  const bool is_passed = named && *named && strcmp(named, folder) != 0;
  return rhumb_fail(diag,
                    RHUMB_ERR_IO,
                    loc,
                    "cannot %s a temporary file in %s: %s; %s%s%s",
                    what,
                    folder,
                    strerror(error),
                    is_passed ? "TMPDIR names " : "TMPDIR may name ",
                    is_passed ? named : "another folder",
                    is_passed ? ", where there can be none" : "");
}

static RhumbStatus
fail(const RhumbScratch *const scratch,
     const char *const what,
     const int error,
     const RhumbDiag *const diag)
{
  return rhumb_scratch_fail(scratch->folder, what, error, (RhumbLoc){0}, diag);
}

RhumbStatus
rhumb_scratch_open(RhumbScratch *const scratch, const RhumbDiag *const diag)
{
  *scratch = (RhumbScratch){0};
  scratch->fd = rhumb_scratch_descriptor(&scratch->folder);
  const RhumbStatus status =
      scratch->fd < 0 ? fail(scratch, "open", errno, diag) : RHUMB_OK;
  if (status != RHUMB_OK) {
    *scratch = (RhumbScratch){0};
  }
  return status;
}

RhumbStatus
rhumb_scratch_append(RhumbScratch *const scratch,
                     const RhumbStr bytes,
                     const RhumbDiag *const diag)
{
  const int error = rhumb_write_all(scratch->fd, bytes);
  scratch->size += bytes.len;
  return error ? fail(scratch, "write", error, diag) : RHUMB_OK;
}

RhumbStatus
rhumb_scratch_read(const RhumbScratch *const scratch,
                   const uint64_t at,
                   char *const to,
                   const size_t count,
                   const RhumbDiag *const diag)
{
  size_t done = 0;
  while (done < count) {
    const ssize_t got = pread(
        scratch->fd, to + done, count - done, (off_t)(at + (uint64_t)done));
    if (got <= 0 && !(got < 0 && errno == EINTR)) {
      return fail(scratch, "read", got ? errno : EIO, diag);
    }
    done += got > 0 ? (size_t)got : 0;
  }
  return RHUMB_OK;
}

void
rhumb_scratch_close(RhumbScratch *const scratch)
{
  if (scratch->folder) {
    (void)close(scratch->fd);
  }
  *scratch = (RhumbScratch){0};
}

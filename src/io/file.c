// SPDX-License-Identifier: ISC

/// @file file.c  A file read whole.

#include "io/file.h"

#include "io/reads.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
read_all(RhumbBuf *const buf, const int fd)
{
  rhumb_reads_note(fd);
  struct stat status;
  if (fstat(fd, &status) == 0 && S_ISREG(status.st_mode)) {
    rhumb_buf_reserve(buf, (size_t)status.st_size + 1);
  }
  for (;;) {
    rhumb_buf_reserve(buf, 1);
    const ssize_t len = read(fd, buf->data + buf->len, buf->cap - buf->len);
    if (len == 0) {
      return true;
    }
    if (len > 0) {
      buf->len += (size_t)len;
    } else if (errno != EINTR) {
      return false;
    }
  }
}

RhumbStatus
rhumb_file_read(const RhumbText **const out,
                RhumbArena *const arena,
                const char *const path,
                const RhumbLoc loc,
                const RhumbDiag *const diag)
{
  const bool standard = strcmp(path, "-") == 0;
  const char *const name = standard ? "<stdin>" : path;
  const int fd =
      standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  RhumbBuf buf = {0};
  const bool done = fd >= 0 && read_all(&buf, fd);
  const int error = errno;
  if (fd >= 0 && !standard) {
    (void)close(fd);
  }

  if (done) {
    RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
    text->name = rhumb_str_copy(arena, rhumb_str(name)).data;
    text->text = rhumb_str_copy(arena, rhumb_buf_str(&buf));
    *out = text;
  }
  rhumb_buf_free(&buf);
  return done ? RHUMB_OK
              : rhumb_fail(diag,
                           RHUMB_ERR_IO,
                           loc,
                           "cannot read '%s': %s",
                           name,
                           strerror(error));
}

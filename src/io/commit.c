// SPDX-License-Identifier: ISC

/// @file commit.c  Outputs put in place all together, or not at all.

#include "io/output_impl.h"

#include "io/compression_impl.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

/// Copy what has waited to `fd`, or return errno
static int
copy_waiting(const RhumbOutput *const output, const int fd)
{
  if (lseek(output->fd, 0, SEEK_SET) != 0) {
    return errno;
  }
  for (;;) {
    const ssize_t len = read(output->fd, output->buffer, RHUMB_OUTPUT_BUFFER);
    if (len == 0) {
      return 0;
    }
    if (len < 0 && errno != EINTR) {
      return errno;
    }
    if (len > 0) {
      const RhumbStr bytes = {output->buffer, (size_t)len};
      const int error = rhumb_write_all(fd, bytes);
      if (error) {
        return error;
      }
    }
  }
}

/// Copy what has waited to where it goes, a reader that has gone being an error
/// rather than a death
static int
deliver(RhumbOutput *const output)
{
  struct sigaction before;
  struct sigaction ignore = {.sa_handler = SIG_IGN};
  (void)sigemptyset(&ignore.sa_mask);
  (void)sigaction(SIGPIPE, &ignore, &before);

  int error = 0;
  output->waits_in = NULL;
  if (!output->target) {
    error = copy_waiting(output, STDOUT_FILENO);
  } else {
    const int fd = open(output->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    error = fd < 0 ? errno : copy_waiting(output, fd);
    if (fd >= 0 && close(fd) != 0 && !error) {
      error = errno;
    }
  }
  (void)sigaction(SIGPIPE, &before, NULL);
  return error;
}

RhumbStatus
rhumb_outputs_check(const RhumbOutputs *const outputs,
                    const RhumbDiag *const diag)
{
  for (const RhumbOutput *output = outputs->first; output;
       output = output->next) {
    if (output->error) {
      return rhumb_output_fail(output, output->error, diag);
    }
  }
  return RHUMB_OK;
}

/// One step of the commit over every output: those with a name to be renamed,
/// or those that wait
static RhumbStatus
each(const RhumbOutputs *const outputs,
     const bool named,
     int (*const step)(RhumbOutput *output),
     const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (RhumbOutput *output = outputs->first; output; output = output->next) {
    if ((output->temporary != NULL) == named) {
      const int error = step(output);
      if (error) {
        RHUMB_KEEP(status, rhumb_output_fail(output, error, diag));
      }
    }
  }
  return status;
}

/// Have the disk hold the contents before the name stands for them; not every
/// file system knows of that. Some say only when a file is closed that it could
/// not be written; this one stays open, for its lock.
static int
sync_file(const int fd)
{
  if (fsync(fd) != 0 && errno != EINVAL && errno != ENOTSUP) {
    return errno;
  }
  const int second = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  return second < 0 || close(second) == 0 ? 0 : errno;
}

static int
finish_writing(RhumbOutput *const output)
{
  rhumb_output_flush(output);
  if (!output->error) {
    output->error = rhumb_recode_end(output);
  }
  if (!output->error) {
    output->error = rhumb_packer_close(output->packer);
    output->packer = NULL;
  }
  if (!output->error && output->temporary) {
    output->error = sync_file(output->fd);
  }
  return output->error;
}

/// Ask `check` of every output
static RhumbStatus
check_each(const RhumbOutputs *const outputs,
           RhumbStatus (*const check)(const RhumbOutput *output,
                                      const RhumbDiag *diag),
           const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (const RhumbOutput *output = outputs->first; output;
       output = output->next) {
    RHUMB_KEEP(status, check(output, diag));
  }
  return status;
}

static RhumbStatus
commit(RhumbOutputs *const outputs, const RhumbDiag *const diag)
{
  RHUMB_TRY(check_each(outputs, rhumb_output_check_reads, diag));
  RhumbStatus status = each(outputs, true, finish_writing, diag);
  RHUMB_KEEP(status, each(outputs, false, finish_writing, diag));
  RHUMB_TRY(status);
  RHUMB_TRY(each(outputs, true, rhumb_place_keep, diag));
  RHUMB_TRY(check_each(outputs, rhumb_output_check_behind, diag));
  // What cannot be taken back comes after what can fail most, and before what
  // hardly can
  RHUMB_TRY(each(outputs, false, deliver, diag));
  RHUMB_TRY(rhumb_places_take(outputs, diag));
  rhumb_folders_guard(NULL);
  outputs->made = NULL;
  return RHUMB_OK;
}

RhumbStatus
rhumb_outputs_commit(RhumbOutputs *const outputs, const RhumbDiag *const diag)
{
  const RhumbStatus status = commit(outputs, diag);
  rhumb_outputs_discard(outputs);
  return status;
}

static void
close_output(RhumbOutput *const output)
{
  if (output->temporary) {
    (void)unlink(output->temporary);
    rhumb_place_close(output->place);
    rhumb_temporary_forget(output);
  }
  rhumb_packer_drop(output->packer);
  rhumb_recode_free(output);
  if (output->fd >= 0) {
    (void)close(output->fd);
  }
  free(output->buffer);
}

void
rhumb_outputs_drop(RhumbOutputs *const outputs, RhumbOutput *const output)
{
  RhumbOutput **at = &outputs->first;
  while (*at != output) {
    at = &(*at)->next;
  }
  *at = output->next;
  if (!output->next) {
    outputs->last = at;
  }
  close_output(output);
}

void
rhumb_outputs_discard(RhumbOutputs *const outputs)
{
  if (outputs) {
    for (RhumbOutput *output = outputs->first; output; output = output->next) {
      close_output(output);
    }
    rhumb_folders_remove(outputs);
    rhumb_arena_free(&outputs->arena);
    free(outputs);
  }
}

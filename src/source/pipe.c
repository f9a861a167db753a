// SPDX-License-Identifier: ISC

/// @file pipe.c  Sources that can be read once: standard input and pipes, by
/// whichever of their names, unless the run keeps them.

#include "io/path.h"
#include "io/spool.h"
#include "source/source.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <unistd.h>

void
rhumb_source_put_pipe(RhumbBuf *const out, const RhumbSourceSpec *const spec)
{
  if (spec->format->is_database || rhumb_spools_are_kept()) {
    return;
  }
  RhumbArena arena = {0};
  struct stat status;
  const bool is_stdin = rhumb_str_is(spec->access, "-");
  const RhumbStr path = rhumb_path_join(&arena, spec->dir, spec->access);
  const bool is_known =
      (is_stdin ? fstat(STDIN_FILENO, &status) : stat(path.data, &status)) == 0;
  const bool is_file =
      !is_known || S_ISREG(status.st_mode) || S_ISDIR(status.st_mode);
  if (is_known && (is_stdin || !is_file)) {
    rhumb_buf_format(out,
                     "%" PRIuMAX ":%" PRIuMAX,
                     (uintmax_t)status.st_dev,
                     (uintmax_t)status.st_ino);
  } else if (is_stdin) {
    rhumb_buf_puts(out, "-");
  }
  rhumb_arena_free(&arena);
}

bool
rhumb_source_is_there_again(const RhumbSourceSpec *const spec)
{
  RhumbBuf pipe = {0};
  rhumb_source_put_pipe(&pipe, spec);
  const bool is_pipe = pipe.len != 0;
  rhumb_buf_free(&pipe);
  return !is_pipe;
}

const char *
rhumb_source_pipe_name(const RhumbSourceSpec *const spec)
{
  return rhumb_str_is(spec->access, "-") ? "standard input" : "a pipe";
}

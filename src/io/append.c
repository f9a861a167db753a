// SPDX-License-Identifier: ISC

/// @file append.c  Outputs behind what their files held before: that is read
/// first, since what is put behind something else is lost in it.

#include "io/output_impl.h"

#include "base/utf8.h"
#include "io/compression_impl.h"
#include "io/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 }; ///< Bytes that are copied at a time

/// A file that an output is put behind
typedef struct {
  RhumbOutput *output;
  const RhumbAppendSpec *spec;
  int fd;
  bool is_open; ///< Its last line has no end
  const RhumbDiag *diag;
} Old;

/// @param status RHUMB_ERR_UNSUPPORTED, or RHUMB_ERR_IO if it cannot be read.
static RhumbStatus
fail(const Old *const old, const RhumbStatus status, const char *const why)
{
  return rhumb_fail(old->diag,
                    status,
                    old->output->loc,
                    "nothing is put behind what '%s' holds: %s",
                    old->output->path,
                    why);
}

/// Read from a place in the file, as pread() does
static ssize_t
read_at(const Old *const old,
        char *const to,
        const size_t room,
        const size_t at)
{
  ssize_t len = -1;
  do {
    len = pread(old->fd, to, room, (off_t)at);
  } while (len < 0 && errno == EINTR);
  return len;
}

// What it holds --------------------------------------------------------------

/// Report a file that is packed otherwise than the target, or in UTF-16
static RhumbStatus
check_start(const Old *const old)
{
  char bytes[RHUMB_COMPRESSION_HEAD];
  RhumbStr start = {bytes, 0};
  ssize_t len = 1;
  while (len > 0 && start.len < sizeof(bytes)) {
    len = read_at(old, bytes + start.len, sizeof(bytes) - start.len, start.len);
    start.len += len > 0 ? (size_t)len : 0;
  }
  if (len < 0) {
    return fail(old, RHUMB_ERR_IO, strerror(errno));
  }
  const RhumbCompression *const seen = rhumb_compression_of(start);
  const RhumbCompression *wanted = NULL;
  RHUMB_TRY(rhumb_compression_find(
      &wanted, old->spec->compression, old->output->loc, old->diag));
  if (seen != wanted) {
    RhumbArena arena = {0};
    const RhumbStr why = rhumb_str_format(
        &arena,
        "it is %s%s, and the target %s%s; name another file, or give the "
        "target the compression of the file",
        seen ? "packed as " : "not packed",
        seen ? seen->name : "",
        wanted ? "is packed as " : "is not",
        wanted ? wanted->name : "");
    const RhumbStatus status = fail(old, RHUMB_ERR_UNSUPPORTED, why.data);
    rhumb_arena_free(&arena);
    return status;
  }
  return rhumb_str_starts(start, RHUMB_STR("\xFE\xFF")) ||
                 rhumb_str_starts(start, RHUMB_STR("\xFF\xFE"))
             ? fail(old,
                    RHUMB_ERR_UNSUPPORTED,
                    "it is in UTF-16, and what comes is in UTF-8; name "
                    "another file")
             : RHUMB_OK;
}

/// Set `line` to the next line, without its end
/// @return RHUMB_OK, RHUMB_END, or what reading says.
static RhumbStatus
next_line(RhumbInput *const input,
          RhumbStr *const line,
          const RhumbDiag *const diag)
{
  for (;;) {
    const RhumbStr rest = {input->data + input->pos, input->end - input->pos};
    const size_t len = rest.len ? rhumb_str_index(rest, '\n') : 0;
    const bool is_whole = len < rest.len;
    const RhumbStatus status = is_whole ? RHUMB_OK
                               : rhumb_input_is_full(input)
                                   ? RHUMB_END
                                   : rhumb_input_fill(input, diag);
    if (is_whole || (status == RHUMB_END && rest.len)) {
      *line = (RhumbStr){input->data + input->pos, len};
      input->pos += len + is_whole;
      return RHUMB_OK;
    }
    RHUMB_TRY(status);
  }
}

static RhumbStatus
check_lines(Old *const old,
            RhumbInput *const input,
            const RhumbDiag *const diag)
{
  const RhumbAppendSpec *const spec = old->spec;
  uint64_t number = 0;
  for (;;) {
    RhumbStr line = {NULL, 0};
    const RhumbStatus status = next_line(input, &line, diag);
    if (status != RHUMB_OK) {
      return status == RHUMB_END ? RHUMB_OK : status;
    }
    line = ++number > 1 ? line : rhumb_str_from(line, rhumb_utf8_mark(line));
    if (!spec->is_line(spec->handle, line)) {
      RhumbArena arena = {0};
      const RhumbStr why =
          rhumb_str_format(&arena,
                           "its line %llu is not %s; name another file",
                           (unsigned long long)number,
                           spec->title);
      const RhumbStatus failed = fail(old, RHUMB_ERR_UNSUPPORTED, why.data);
      rhumb_arena_free(&arena);
      return failed;
    }
    old->is_open = input->pos > 0 && input->data[input->pos - 1] != '\n';
  }
}

/// What reading reports is said of the target, whose place is in the rules
static void
report_read(void *const handle, const RhumbReport *const report)
{
  (void)fail((const Old *)handle, report->status, report->message);
}

/// Read all of it, unpacked
static RhumbStatus
check_contents(Old *const old)
{
  const RhumbDiag diag = {report_read, old};
  const RhumbInputSpec spec = {.path = rhumb_str(old->output->target),
                               .compression = old->spec->compression.len
                                                  ? old->spec->compression
                                                  : RHUMB_STR("none"),
                               .as_bytes = true,
                               .is_extended = true};
  RhumbInput input;
  RhumbStatus status = rhumb_input_open(&input, &spec, &diag);
  if (status == RHUMB_OK) {
    status = check_lines(old, &input, &diag);
  }
  rhumb_input_close(&input);
  return status;
}

// Copying --------------------------------------------------------------------

/// Copy all of it; 0, or an errno
static int
copy(const Old *const old)
{
  char piece[PIECE];
  size_t at = 0;
  for (;;) {
    const ssize_t len = read_at(old, piece, sizeof(piece), at);
    const int error = len < 0 ? errno
                              : rhumb_write_all(old->output->fd,
                                                (RhumbStr){piece, (size_t)len});
    if (error || len == 0) {
      return error;
    }
    at += (size_t)len;
  }
}

/// Keep the file to this run, so that no other puts something behind it that
/// this one would put away
static RhumbStatus
hold(const Old *const old)
{
  RhumbPlace *const place = old->output->place;
  if (flock(old->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    return rhumb_fail(old->diag,
                      RHUMB_ERR_IO,
                      old->output->loc,
                      "cannot write '%s': another run writes it; wait for that "
                      "to end",
                      old->output->path);
  }
  if (fstat(old->fd, &place->before) != 0) {
    return rhumb_output_fail(old->output, errno, old->diag);
  }
  place->is_behind = true;
  return RHUMB_OK;
}

/// Check the file, which is open, and copy it
static RhumbStatus
take_over(Old *const old)
{
  RhumbOutput *const output = old->output;
  struct stat status;
  if (output->place) { // None in a rehearsal
    output->place->old = old->fd;
    RHUMB_TRY(hold(old));
  }
  if (fstat(old->fd, &status) == 0 && status.st_size == 0) {
    return RHUMB_OK;
  }
  RHUMB_TRY(check_start(old));
  RHUMB_TRY(check_contents(old));
  output->error = copy(old);
  if (output->error) {
    return rhumb_output_fail(output, output->error, old->diag);
  }
  if (old->is_open) {
    rhumb_output_putc(output, '\n');
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_output_append(RhumbOutput *const output,
                    const RhumbAppendSpec *const spec,
                    const RhumbDiag *const diag)
{
  Old old = {.output = output, .spec = spec, .fd = -1, .diag = diag};
  if (!output->replaces) {
    return fail(&old,
                RHUMB_ERR_UNSUPPORTED,
                "it is a pipe or a device; leave out the mode");
  }
  old.fd = open(output->target, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (old.fd < 0) {
    return errno == ENOENT ? RHUMB_OK
                           : fail(&old, RHUMB_ERR_IO, strerror(errno));
  }
  const RhumbStatus status = take_over(&old);
  if (!output->place) {
    (void)close(old.fd);
  }
  return status;
}

static bool
is_unchanged(const struct stat *const was, const struct stat *const now)
{
  return now->st_dev == was->st_dev && now->st_ino == was->st_ino &&
         now->st_size == was->st_size &&
         now->st_mtim.tv_sec == was->st_mtim.tv_sec &&
         now->st_mtim.tv_nsec == was->st_mtim.tv_nsec;
}

RhumbStatus
rhumb_output_check_behind(const RhumbOutput *const output,
                          const RhumbDiag *const diag)
{
  const RhumbPlace *const place = output->place;
  struct stat now;
  if (!place || !place->is_behind) {
    return RHUMB_OK;
  }
  const bool is_there = stat(output->target, &now) == 0;
  if (!is_there && errno != ENOENT) {
    return rhumb_output_fail(output, errno, diag);
  }
  return is_there && is_unchanged(&place->before, &now)
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_IO,
                          output->loc,
                          "cannot write '%s': it has changed while this run "
                          "wrote what comes behind it; run again",
                          output->path);
}

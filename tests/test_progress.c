// SPDX-License-Identifier: ISC

/// Progress: what stands on a terminal, a pseudo-terminal here, while a run
/// goes on.

// For posix_openpt()
// NOLINTNEXTLINE: the C library reads this name
#define _XOPEN_SOURCE 700

#include "cli/progress.h"
#include "support.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
  const char *name;
  RhumbStats before, now; ///< What it is told of, one behind the other
  const char *line;       ///< What the latter shows; NULL: nothing
} Case;

// clang-format off
static Case cases[] = {
  {"rows", {0}, {.rows = 5000, .quads = 70}, "5000 rows, 70 triples, 10 s"},
  {"a few rows more", {.rows = 5000}, {.rows = 5001}, NULL},
  {"many rows more", {.rows = 5000}, {.rows = 9096}, "9096 rows, 0 triples, 10 s"},
  {"a phase by rows", {.rows = 5000}, {.phase = {"looking ahead", 0, 0}, .rows = 7}, "looking ahead, 7 rows, 10 s"},
  {"rows behind a phase", {.phase = {"looking ahead", 0, 0}, .rows = 7000}, {.rows = 8}, "8 rows, 0 triples, 10 s"},
  {"a phase by parts", {.rows = 5000}, {.phase = {"sorting", 3, 256}, .rows = 5000}, "sorting, 3 of 256 parts, 10 s"},
  {"the next part", {.phase = {"sorting", 3, 256}}, {.phase = {"sorting", 4, 256}}, "sorting, 4 of 256 parts, 10 s"},
};
// clang-format on

/// Open a pseudo-terminal as standard error, which goes to `*kept`; return the
/// end that what is on it is read from
static int
open_terminal(int *const kept)
{
  const int reader = posix_openpt(O_RDWR | O_NOCTTY);
  assert_return_code(reader, 0);
  assert_return_code(grantpt(reader), 0);
  assert_return_code(unlockpt(reader), 0);
  const int terminal = open(ptsname(reader), O_RDWR | O_NOCTTY);
  assert_return_code(terminal, 0);
  *kept = dup(STDERR_FILENO);
  assert_return_code(dup2(terminal, STDERR_FILENO), 0);
  assert_return_code(close(terminal), 0);
  return reader;
}

/// Read what has been written to a terminal, which may take it a moment: all
/// before a mark
static const char *
read_terminal(const int reader, char out[const 256])
{
  size_t len = 0;
  assert_int_equal(write(STDERR_FILENO, "#", 1), 1);
  while (len < 255 && read(reader, out + len, 1) == 1 && out[len] != '#') {
    ++len;
  }
  out[len] = '\0';
  return out;
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  char before[256];
  char shown[256] = "";
  char wiped[256] = "";
  int kept = -1;
  const int reader = open_terminal(&kept);
  RhumbProgress progress = rhumb_progress_start();
  const RhumbObserver *const observer =
      rhumb_progress_observer(&progress, NULL);
  if (observer) {
    progress.started -= 10;
    observer->progress(observer->handle, &c->before);
    (void)read_terminal(reader, before);
    progress.told = 0;
    observer->progress(observer->handle, &c->now);
    (void)read_terminal(reader, shown);
    rhumb_progress_end(&progress);
    (void)read_terminal(reader, wiped);
  }
  assert_return_code(dup2(kept, STDERR_FILENO), 0);
  assert_return_code(close(kept), 0);
  assert_return_code(close(reader), 0);
  assert_non_null(observer);
  char expected[256] = "";
  if (c->line) {
    (void)snprintf(expected, sizeof(expected), "\r\033[Krhumb: %s", c->line);
  }
  assert_string_equal(shown, expected);
  assert_string_equal(wiped, "\r\033[K");
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("progress", cases, test_case);
  return failed != 0;
}

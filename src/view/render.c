// SPDX-License-Identifier: ISC

/// @file render.c  Graphviz run in a process of its own, with limits.

#include "view/render.h"
#include "view/read_dot.h"

#include "base/list.h"
#include "io/output.h"
#include "view/text.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <gvc.h>

#define MAX_MESSAGES 5 ///< Of Graphviz that are passed on

/// More bytes than any of Graphviz's plugins takes
#define PLUGIN ((size_t)64 * 1024 * 1024)

/// What comes before the messages and the picture
typedef struct {
  uint64_t failed;
  uint64_t messages_len;
  uint64_t picture_len;
} Head;

// The child

static RhumbBuf messages; ///< Of the child: agseterrf() hands over no context

static bool lacks_plugin; ///< Graphviz goes on without, and draws otherwise

static int
keep_message(char *const text)
{
  if (strstr(text, "Could not load")) {
    lacks_plugin = true;
    free(rhumb_xrealloc(NULL, PLUGIN)); // It may be for want of memory
  }
  rhumb_buf_puts(&messages, text);
  return 0;
}

static bool
write_all(const int to, const char *data, size_t len)
{
  while (len) {
    const ssize_t written = write(to, data, len);
    if (written < 0 && errno != EINTR) {
      return false;
    }
    data += written > 0 ? written : 0;
    len -= written > 0 ? (size_t)written : 0;
  }
  return true;
}

/// Let what libraries write to standard error go into a file; NULL: it cannot
static FILE *
catch_errors(void)
{
  FILE *const file = tmpfile();
  if (file) {
    (void)dup2(fileno(file), STDERR_FILENO);
  }
  return file;
}

/// Pass on what libraries wrote to standard error, but for what GLib says to
/// programmers, which has a time in it. True if Cairo gave up: the picture that
/// Graphviz hands over for a good one lacks all that came after.
static bool
read_errors(FILE *const file)
{
  bool failed = false;
  char line[512];
  if (!file) {
    return false;
  }
  (void)fflush(stderr);
  rewind(file);
  while (fgets(line, sizeof(line), file)) {
    failed = failed || strncmp(line, "cairo:", 6) == 0;
    if (!strstr(line, " **: ")) {
      rhumb_buf_puts(&messages, line);
    }
  }
  return failed;
}

/// Blank the time in a PDF: the same map is the same file, whenever it is made.
/// What else stands in the file stays where it is, as its table says.
static void
blank_date(char *const picture, const size_t len)
{
  const RhumbStr start = RHUMB_STR("/CreationDate (");
  const RhumbStr text = {picture, len};
  size_t at = SIZE_MAX;
  if (rhumb_str_starts(text, RHUMB_STR("%PDF-"))) {
    for (size_t i = 0; (i = rhumb_str_find(text, start, i)) != SIZE_MAX; ++i) {
      at = i; // The last is in the dictionary at the end
    }
  }
  if (at < len) {
    const size_t end = at + rhumb_str_index(rhumb_str_from(text, at), ')');
    memset(picture + at, ' ', end < len ? end + 1 - at : 0);
  }
}

/// Lay the graph out. Where Graphviz keeps nodes apart (overlap=prism), the
/// last bits of the picture's size differ from run to run, and with them those
/// of each place where Cairo writes a text: they are rounded off.
static bool
lay_out(GVC_t *const gvc, Agraph_t *const graph)
{
  const double grid = 65536.0; // What no picture shows
  if (gvLayout(gvc, graph, agget(graph, (char[]){"layout"})) != 0) {
    return false;
  }
  boxf *const box = &GD_bb(graph);
  double *const sides[] = {&box->LL.x, &box->LL.y, &box->UR.x, &box->UR.y};
  for (size_t i = 0; i < RHUMB_COUNT(sides); ++i) {
    *sides[i] = nearbyint(*sides[i] * grid) / grid;
  }
  return true;
}

/// Read the graph, lay it out and draw it; never returns
static _Noreturn void
run_child(const int to, const char *const dot, const char *const format)
{
  rhumb_outputs_disown();
  // Cairo writes the time and its zone, which are as long as the zone's name
  (void)setenv("TZ", "UTC0", 1); // NOLINT(concurrency-mt-unsafe): one thread
  tzset();
  FILE *const errors = catch_errors();
  char *picture = NULL;
  unsigned len = 0;
  (void)agseterrf(keep_message);
  GVC_t *const gvc = gvContext();
  Agraph_t *const graph = rhumb_read_dot(dot);
  bool failed = !gvc || !graph || !lay_out(gvc, graph) ||
                gvRenderData(gvc, graph, format, &picture, &len) != 0 ||
                !picture;
  failed = read_errors(errors) || failed || lacks_plugin;
  if (!failed) {
    blank_date(picture, len);
  }
  const Head head = {failed, messages.len, failed ? 0 : len};
  const bool sent = write_all(to, (const char *)&head, sizeof(head)) &&
                    write_all(to, messages.data, messages.len) &&
                    (failed || write_all(to, picture, len));
  _exit(sent ? 0 : 1);
}

// The parent

static int64_t
now(void)
{
  struct timespec time = {0};
  (void)clock_gettime(CLOCK_MONOTONIC, &time);
  return ((int64_t)time.tv_sec * 1000) + (time.tv_nsec / 1000000);
}

/// Read until the end
/// @return RHUMB_END if the time is up, RHUMB_ERR_IO if reading fails.
static RhumbStatus
read_all(RhumbBuf *const in, const int from, const int64_t until)
{
  for (;;) {
    struct pollfd wait = {.fd = from, .events = POLLIN};
    const int64_t left = until - now();
    const int ready = left > 0 ? poll(&wait, 1, (int)left) : 0;
    if (ready == 0) {
      return RHUMB_END;
    }
    if (ready < 0 && errno == EINTR) {
      continue;
    }

    rhumb_buf_reserve(in, (size_t)64 * 1024);
    const ssize_t got = read(from, in->data + in->len, in->cap - in->len);
    if (got == 0) {
      return RHUMB_OK;
    }
    if (got < 0 && errno != EINTR) {
      return RHUMB_ERR_IO;
    }
    in->len += got > 0 ? (size_t)got : 0;
  }
}

static RhumbStatus
fail(const RhumbDiag *const diag, const char *const why)
{
  return rhumb_fail(diag, RHUMB_ERR_IO, (RhumbLoc){0}, "Graphviz %s", why);
}

/// Pass on what Graphviz said, the first few lines of it
static void
report_messages(RhumbStr text, const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  size_t count = 0;
  while (text.len) {
    const RhumbStr line =
        rhumb_text_clean(&arena, rhumb_str_cut(&text, '\n'), RHUMB_MAX_LABEL);
    if (line.len && count++ < MAX_MESSAGES) {
      rhumb_warn(diag,
                 RHUMB_WARNING,
                 (RhumbLoc){0},
                 "Graphviz says: %.*s",
                 RHUMB_FMT(line));
    }
  }
  if (count > MAX_MESSAGES) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               (RhumbLoc){0},
               "Graphviz says %zu lines more",
               count - MAX_MESSAGES);
  }
  rhumb_arena_free(&arena);
}

static RhumbStatus
take(RhumbBuf *const out, const RhumbStr answer, const RhumbDiag *const diag)
{
  Head head = {0};
  if (answer.len < sizeof(head)) {
    return fail(diag, "ended without an answer");
  }
  memcpy(&head, answer.data, sizeof(head));
  if (head.messages_len > answer.len - sizeof(head) ||
      head.picture_len != answer.len - sizeof(head) - head.messages_len) {
    return fail(diag, "broke off its answer");
  }

  const size_t end = sizeof(head) + head.messages_len;
  const RhumbStr said = rhumb_str_slice(answer, sizeof(head), end);
  report_messages(said, diag);
  if (head.failed) {
    return fail(diag, "could not draw the map");
  }
  rhumb_buf_put(out, rhumb_str_slice(answer, end, answer.len));
  return RHUMB_OK;
}

static int
wait_for(const pid_t child)
{
  int result = 0;
  while (waitpid(child, &result, 0) < 0 && errno == EINTR) {
  }
  return result;
}

static RhumbStatus
finish(RhumbBuf *const out,
       const int from,
       const pid_t child,
       const unsigned seconds,
       const RhumbDiag *const diag)
{
  RhumbBuf answer = {0};
  RhumbStatus status =
      read_all(&answer, from, now() + ((int64_t)seconds * 1000));
  if (status != RHUMB_OK) {
    (void)kill(child, SIGKILL);
  }
  const int result = wait_for(child);
  if (status == RHUMB_ERR_IO) {
    status = fail(diag, "cannot be heard");
  } else if (status == RHUMB_OK && WIFSIGNALED(result)) {
    status = rhumb_fail(diag,
                        RHUMB_ERR_IO,
                        (RhumbLoc){0},
                        "Graphviz crashed (signal %d)",
                        WTERMSIG(result));
  } else if (status == RHUMB_OK) {
    status = take(out, rhumb_buf_str(&answer), diag);
  }
  rhumb_buf_free(&answer);
  return status;
}

RhumbStatus
rhumb_render(RhumbBuf *const out,
             const RhumbStr dot,
             const char *const format,
             const unsigned seconds,
             const RhumbDiag *const diag)
{
  RhumbBuf text = {0};
  rhumb_buf_put(&text, dot);
  const char *const source = rhumb_buf_cstr(&text);

  int ends[2] = {-1, -1};
  if (pipe(ends) != 0) {
    rhumb_buf_free(&text);
    return fail(diag, "cannot be started: no pipe");
  }
  const pid_t child = fork();
  if (child == 0) {
    (void)close(ends[0]);
    (void)alarm(seconds + 5);
    run_child(ends[1], source, format);
  }

  (void)close(ends[1]);
  rhumb_buf_free(&text);
  const RhumbStatus status = child < 0
                                 ? fail(diag, "cannot be started: no process")
                                 : finish(out, ends[0], child, seconds, diag);
  (void)close(ends[0]);
  return status;
}

// SPDX-License-Identifier: ISC

/// @file run_support.h  Runs within a test: records by chance, and all that can
/// be seen of a run, as text.

#ifndef RHUMB_TESTS_RUN_SUPPORT_H
#define RHUMB_TESTS_RUN_SUPPORT_H

#include "chance_support.h"
#include "cli/rules.h"
#include "engine/engine.h"
#include "quad_support.h"
#include "support.h"

#include <stdlib.h>
#include <unistd.h>

// Records by chance, from few values, so that much comes again

static inline void
put_text(FILE *const file, uint64_t *const chance, const char *const texts[4])
{
  assert_true(fprintf(file, "\"%s\"", texts[draw(chance, 4)]) > 0);
}

/// Write `"name": ` and a text, or of a member that is a list up to three, and
/// one of six times null
static inline void
put_member(FILE *const file,
           uint64_t *const chance,
           const char *const name,
           const char *const texts[4],
           const bool is_list)
{
  assert_true(fprintf(file, ", \"%s\": ", name) > 0);
  if (!is_list) {
    put_text(file, chance, texts);
  } else if (!draw(chance, 6)) {
    assert_true(fputs("null", file) >= 0);
  } else {
    const unsigned n = draw(chance, 8) % 4;
    assert_true(fputc('[', file) >= 0);
    for (unsigned i = 0; i < n; ++i) {
      assert_true(fputs(i ? ", " : "", file) >= 0);
      put_text(file, chance, texts);
    }
    assert_true(fputc(']', file) >= 0);
  }
}

// All that can be seen of a run

typedef struct {
  RhumbBuf text;
  size_t n_quads;
  size_t refused; ///< Which quad the output refuses; 0: none
} Seen;

static inline RhumbStatus
see_quad(void *const handle, const RhumbQuad *const quad)
{
  Seen *const seen = (Seen *)handle;
  if (++seen->n_quads == seen->refused) {
    rhumb_buf_puts(&seen->text, "refused\n");
    return RHUMB_ERR_VALUE;
  }
  put_quad(&seen->text, quad);
  rhumb_buf_format(&seen->text,
                   " to %llu from %u:%u\n",
                   (unsigned long long)quad->targets,
                   rhumb_quad_loc(quad).line,
                   rhumb_quad_loc(quad).column);
  return RHUMB_OK;
}

static inline void
see_part(void *const handle, const RhumbPartEvent event, const void *const part)
{
  rhumb_buf_format(&((Seen *)handle)->text, "%d of %p\n", (int)event, part);
}

/// How many quads were made again; of the row in which one was refused, that
/// depends on which came first
static inline unsigned
again(const Seen *const seen, const RhumbStats *const stats)
{
  const bool is_certain = !seen->refused || seen->n_quads < seen->refused;
  return is_certain ? (unsigned)stats->duplicates : 0;
}

static inline void
see_row(void *const handle, const RhumbRow *const row, const RhumbStats *stats)
{
  Seen *const seen = (Seen *)handle;
  rhumb_buf_format(&seen->text,
                   "record %u: %u quads, %u again\n",
                   (unsigned)row->source->address.record,
                   (unsigned)stats->quads,
                   again(seen, stats));
}

static inline void
see_report(void *const handle, const RhumbReport *const report)
{
  rhumb_buf_format(&((Seen *)handle)->text,
                   "%u:%u: %d: %s\n",
                   report->loc.line,
                   report->loc.column,
                   (int)report->severity,
                   report->message);
}

/// Append to `seen` what a run shows, and what it comes to
static inline void
see_run(Seen *const seen,
        const RhumbPlan *const plan,
        const RhumbRunOptions *const options)
{
  const RhumbDiag diag = {see_report, seen};
  const RhumbRunTarget to = {.put = see_quad, .handle = seen};
  const RhumbObserver observer = {
      .handle = seen, .row = see_row, .part = see_part};
  RhumbStats stats = {0};
  const RhumbStatus status =
      rhumb_engine_run(plan, &to, options, &observer, &stats, &diag);
  rhumb_buf_format(&seen->text,
                   "%d: %u %u %u %u %u %u\n",
                   (int)status,
                   (unsigned)stats.rows,
                   (unsigned)stats.quads,
                   again(seen, &stats),
                   (unsigned)stats.skipped,
                   (unsigned)stats.dropped,
                   (unsigned)stats.texts);
}

/// Like assert_string_equal(), which shows no more than the beginning of both
static inline void
assert_same(const char *const actual, const char *const expected)
{
  size_t line = 0;
  for (size_t i = 0; actual[i] && actual[i] == expected[i]; ++i) {
    line = actual[i] == '\n' ? i + 1 : line;
  }
  assert_string_equal(actual + line, expected + line);
}

/// Go to a new folder, whose name is written to `folder`
static inline void
enter_folder(char folder[const 256])
{
  const char *const parent = getenv("TMPDIR");
  (void)snprintf(folder, 256, "%s/rhumb-test-XXXXXX", parent ? parent : "/tmp");
  if (!mkdtemp(folder) || chdir(folder)) {
    perror(folder);
    exit(1);
  }
}

/// Leave the folder, which is empty again; return 0 if it was
static inline int
leave_folder(const char *const folder)
{
  return chdir("/") || rmdir(folder);
}

#endif // RHUMB_TESTS_RUN_SUPPORT_H

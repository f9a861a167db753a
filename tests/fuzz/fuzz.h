// SPDX-License-Identifier: ISC

/// @file fuzz.h  What the targets of fuzzing share: reports that nobody reads,
/// and how a target says that something does not hold.
///
/// A target takes the bytes as a text of its kind, and holds more than that
/// nothing crashes: its file says what. Between two inputs it keeps nothing but
/// memory that is reset, so that an input alone repeats what it did.

#ifndef RHUMB_TESTS_FUZZ_H
#define RHUMB_TESTS_FUZZ_H

#include "base/list.h"
#include "base/secret.h"
#include "base/status.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/// What libFuzzer calls for each input; returns 0
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/// Let hashes be the same in every run: what is found once is found again
__attribute__((constructor)) static void
fuzz_fix_secret(void)
{
  rhumb_secret_of_run.is_made = true;
}

/// Likewise those of libxml2, which chooses how it hashes by what time it is
time_t
time(time_t *const at) // NOLINT: the name is theirs
{
  if (at) {
    *at = 0;
  }
  return 0;
}

/// Sanitizers that take less time for what is asked for and given back often
const char *
__asan_default_options(void); // NOLINT: the name is theirs

const char *
__asan_default_options(void) // NOLINT
{
  return "max_malloc_fill_size=0:quarantine_size_mb=8:malloc_context_size=6";
}

/// End the process, which libFuzzer reports with its input, unless `condition`
#define HOLDS(condition) \
  ((condition) ? (void)0 : fuzz_fail(#condition, __FILE__, __LINE__))

static inline void
fuzz_fail(const char *const condition, const char *const file, const int line)
{
  (void)fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
  abort();
}

/// The input as a text
static inline RhumbStr
fuzz_text(const uint8_t *const data, const size_t size)
{
  return (RhumbStr){(const char *)data, size};
}

/// A number below `count` that the text chooses, all of it: of checks that take
/// longer than the rest, an input gets one, and each of its mutants another
static inline size_t
fuzz_lot(const RhumbStr text, const size_t count)
{
  uint32_t hash = 2166136261U; // FNV-1a
  for (size_t i = 0; i < text.len; ++i) {
    hash = (hash ^ (unsigned char)text.data[i]) * 16777619U;
  }
  return (hash ^ hash >> 16) % count;
}

/// True if an input runs by itself, from a file: it gets every check
static bool fuzz_is_alone;

/// What libFuzzer calls once, with the arguments of the program; returns 0
int
LLVMFuzzerInitialize(int *argc, char ***argv);

int
LLVMFuzzerInitialize(int *const argc, char ***const argv)
{
  fuzz_is_alone = true;
  for (int i = 1; i < *argc; ++i) {
    const RhumbStr arg = rhumb_str((*argv)[i]);
    fuzz_is_alone =
        fuzz_is_alone && !rhumb_str_starts(arg, RHUMB_STR("-max_len="));
  }
  return 0;
}

/// How many reports a call made, which are otherwise swallowed
typedef struct {
  size_t errors;
  size_t others;
  size_t placed; ///< Errors with a place, or a file as a whole
} FuzzHeard;

/// True if the place is one of its text, whose last line has one more column
static inline bool
fuzz_is_place(const RhumbLoc *const loc)
{
  if (!loc->text || !loc->text->text.len || !loc->line) {
    return true;
  }
  RhumbStr rest = loc->text->text;
  for (unsigned line = 1; line < loc->line; ++line) {
    if (!rest.len) {
      return false;
    }
    (void)rhumb_str_cut(&rest, '\n');
  }
  const size_t mark = 3; // A byte order mark, which has no columns
  return loc->column <= rhumb_str_index(rest, '\n') + 1 + mark;
}

/// Swallow a report for the FuzzHeard `handle`; it has a message, and its place
/// is one of the text
static inline void
fuzz_hear(void *const handle, const RhumbReport *const report)
{
  FuzzHeard *const heard = (FuzzHeard *)handle;
  HOLDS(report->message[0]);
  HOLDS(fuzz_is_place(&report->loc));
  if (report->severity == RHUMB_ERROR) {
    ++heard->errors;
    heard->placed += report->loc.text || report->loc.line;
  } else {
    ++heard->others;
  }
}

/// Where a target's reports go
static inline RhumbDiag
fuzz_diag(FuzzHeard *const heard)
{
  return (RhumbDiag){fuzz_hear, heard};
}

#endif // RHUMB_TESTS_FUZZ_H

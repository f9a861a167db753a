// SPDX-License-Identifier: ISC

/// @file report.h  Diagnostics as people read them: place, message, caret; or
/// as programs do, in JSON.

#ifndef RHUMB_CLI_REPORT_H
#define RHUMB_CLI_REPORT_H

#include "base/status.h"
#include "base/table.h"

#include <stdio.h>

/// Prints each diagnostic once, but a note right behind what it belongs to with
/// each that it belongs to; with nothing in it as it is that would forge a
/// line or move the cursor (rhumb_show()), and no password
/// (rhumb_mask_secrets()); zero but for `file` is ready
typedef struct {
  FILE *file;
  bool as_json; ///< An array of objects; begin and end it
  RhumbTable printed;
  size_t n_items;  ///< Of the array
  bool skips_note; ///< The report that a note would belong to was a repeat
  bool takes_note; ///< The last report was none, and a note would belong to it
  struct {
    RhumbStr text;
    unsigned line; ///< From 1
    size_t start;
  } last; ///< Line that was shown: most reports go down their file
} RhumbReporter;

/// Return a diagnostic sink that prints through `reporter`
RhumbDiag
rhumb_reporter_diag(RhumbReporter *reporter);

/**
   Begin the array that reports go into as JSON: RFC 8259, an object a line with
   the members file, line, column (in bytes), record, severity ("error",
   "warning" or "note", which belongs to the one before it), kind (of error:
   rhumb_strstatus()), message and suggestion; null is what there is not.
*/
void
rhumb_reporter_begin(RhumbReporter *reporter);

/// End the array
void
rhumb_reporter_end(RhumbReporter *reporter);

void
rhumb_reporter_free(RhumbReporter *reporter);

/// Return the program's exit code: 0 done, 1 errors in rules or data, 2 usage,
/// 3 the environment
int
rhumb_exit_code(RhumbStatus status);

#endif // RHUMB_CLI_REPORT_H

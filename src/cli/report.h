// SPDX-License-Identifier: ISC

/// @file report.h  Diagnostics as people read them: place, message, caret.

#ifndef RHUMB_CLI_REPORT_H
#define RHUMB_CLI_REPORT_H

#include "base/status.h"
#include "base/table.h"

#include <stdio.h>

/// Prints each diagnostic once; zero but for `file` is ready
typedef struct {
  FILE *file;
  RhumbTable printed;
  bool skips_note; ///< The report that a note would belong to was a repeat
} RhumbReporter;

/// Return a diagnostic sink that prints through `reporter`
RhumbDiag
rhumb_reporter_diag(RhumbReporter *reporter);

void
rhumb_reporter_free(RhumbReporter *reporter);

/// Return the program's exit code: 0 done, 1 errors in rules or data, 2 usage,
/// 3 the environment
int
rhumb_exit_code(RhumbStatus status);

#endif // RHUMB_CLI_REPORT_H

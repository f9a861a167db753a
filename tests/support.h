// SPDX-License-Identifier: ISC

/// @file support.h  What the table tests share: CMocka, and reports kept.

#ifndef RHUMB_TESTS_SUPPORT_H
#define RHUMB_TESTS_SUPPORT_H

#include "base/list.h"
#include "base/status.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/// The reports of a call, a line each: "3:7: error: message; suggestion"
typedef struct {
  char text[8192];
  size_t len;
  size_t count;
} Reports;

static inline void
keep_report(void *const handle, const RhumbReport *const report)
{
  static const char *const names[] = {"error", "warning", "note"};
  Reports *const reports = (Reports *)handle;
  const size_t room = sizeof(reports->text) - reports->len;
  const int len = snprintf(reports->text + reports->len,
                           room,
                           "%u:%u: %s: %s%s%s\n",
                           report->loc.line,
                           report->loc.column,
                           names[report->severity],
                           report->message,
                           report->suggestion ? "; " : "",
                           report->suggestion ? report->suggestion : "");
  reports->len += len < 0 ? 0 : (size_t)len < room ? (size_t)len : room - 1;
  ++reports->count;
}

/// Run `test` once for each row of `cases`, whose first member is its name
#define RUN_TABLE(group, cases, test)                                   \
  do {                                                                  \
    struct CMUnitTest tests_[RHUMB_COUNT(cases)];                       \
    for (size_t i_ = 0; i_ < RHUMB_COUNT(cases); ++i_) {                \
      tests_[i_] = (struct CMUnitTest){                                 \
          (cases)[i_].name, (test), NULL, NULL, (void *)&(cases)[i_]};  \
    }                                                                   \
    failed += cmocka_run_group_tests_name((group), tests_, NULL, NULL); \
  } while (0)

#endif // RHUMB_TESTS_SUPPORT_H

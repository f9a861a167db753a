// SPDX-License-Identifier: ISC

/// @file status.h  Status codes, places in files, and where reports go.

#ifndef RHUMB_BASE_STATUS_H
#define RHUMB_BASE_STATUS_H

#include "base/str.h"

#define RHUMB_NODISCARD          __attribute__((warn_unused_result))
#define RHUMB_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))

/// Result of every function that can fail; zero is success
typedef enum {
  RHUMB_OK,              ///< Success
  RHUMB_END,             ///< Nothing more to produce; not an error
  RHUMB_ERR_SYNTAX,      ///< Malformed rules, expression or input data
  RHUMB_ERR_REFERENCE,   ///< A name that stands for nothing
  RHUMB_ERR_UNSUPPORTED, ///< Well-formed, but not something rhumb does
  RHUMB_ERR_VALUE,       ///< A value that cannot become the term asked for
  RHUMB_ERR_USAGE,       ///< A command line that cannot be understood
  RHUMB_ERR_IO,          ///< Reading or writing failed
  RHUMB_STATUS_COUNT,    ///< Number of codes; not a status
} RhumbStatus;

/// A text that places point into: rules, or data
typedef struct {
  const char *name; ///< As shown in messages, such as "mappings/a.yml"
  RhumbStr text;    ///< The whole text for carets; empty if not at hand
} RhumbText;

/// A place; lines, columns (in bytes) and records count from 1, 0 is unknown
typedef struct {
  const RhumbText *text; ///< NULL if the place is no file
  unsigned line;
  unsigned column;
  uint64_t record; ///< Row or item of a data file; 0 in rules
} RhumbLoc;

typedef enum { RHUMB_ERROR, RHUMB_WARNING, RHUMB_NOTE } RhumbSeverity;

/// One diagnostic; everything in it is borrowed for the call
typedef struct {
  RhumbSeverity severity;
  RhumbStatus status;
  RhumbLoc loc;
  const char *message;    ///< One line, no newline, no full stop
  const char *suggestion; ///< The word that was probably meant, or NULL
} RhumbReport;

/// Receives each diagnostic as it is found; zero: none is wanted
typedef struct {
  void (*report)(void *handle, const RhumbReport *report);
  void *handle;
} RhumbDiag;

/// Return a copy of a report whose texts and place are the arena's, but for the
/// text that the place is in
RhumbReport
rhumb_report_copy(RhumbArena *arena, const RhumbReport *report);

/// Return the place of a byte of `text`, whose byte order mark has no columns
RhumbLoc
rhumb_loc_at(const RhumbText *text, size_t byte);

/// Return the place `bytes` further in what begins at `loc`; where its line
/// ends before that, as of a text that runs over lines, `loc` itself
RhumbLoc
rhumb_loc_along(RhumbLoc loc, size_t bytes);

/// Return a short description of `status`, such as "invalid syntax"
const char *
rhumb_strstatus(RhumbStatus status);

/// Report an error at `loc` and return `status`
RHUMB_PRINTF(4, 5)
RhumbStatus
rhumb_fail(const RhumbDiag *diag,
           RhumbStatus status,
           RhumbLoc loc,
           const char *fmt,
           ...);

/// Like rhumb_fail(), with the word probably meant (NULL: none is near)
RHUMB_PRINTF(5, 6)
RhumbStatus
rhumb_fail_near(const RhumbDiag *diag,
                RhumbStatus status,
                RhumbLoc loc,
                const char *suggestion,
                const char *fmt,
                ...);

/// Report a warning, or a note that belongs to the report before it
RHUMB_PRINTF(4, 5)
void
rhumb_warn(const RhumbDiag *diag,
           RhumbSeverity severity,
           RhumbLoc loc,
           const char *fmt,
           ...);

/// Report a warning with the word probably meant (NULL: none is near)
RHUMB_PRINTF(4, 5)
void
rhumb_warn_near(const RhumbDiag *diag,
                RhumbLoc loc,
                const char *suggestion,
                const char *fmt,
                ...);

/// Return early from the calling function unless `expr` is RHUMB_OK
#define RHUMB_TRY(expr)                     \
  do {                                      \
    const RhumbStatus try_status_ = (expr); \
    if (try_status_ != RHUMB_OK) {          \
      return try_status_;                   \
    }                                       \
  } while (0)

/// Remember the first failure in `status` and go on: all mistakes in one run
#define RHUMB_KEEP(status, expr)                            \
  do {                                                      \
    const RhumbStatus keep_status_ = (expr);                \
    if ((status) == RHUMB_OK && keep_status_ != RHUMB_OK) { \
      (status) = keep_status_;                              \
    }                                                       \
  } while (0)

#endif // RHUMB_BASE_STATUS_H

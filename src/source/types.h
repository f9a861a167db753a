// SPDX-License-Identifier: ISC

/// @file types.h  The formats of sources.

#ifndef RHUMB_SOURCE_TYPES_H
#define RHUMB_SOURCE_TYPES_H

#include "io/input.h"
#include "source/source.h"

/// The table: one line a format
#define RHUMB_SOURCE_TYPES(X) \
  X(csv)                      \
  X(tsv)                      \
  X(csvw)                     \
  X(json)                     \
  X(jsonl)                    \
  X(lines)                    \
  X(xml)                      \
  X(xlsx)                     \
  X(sql)                      \
  X(sparql)                   \
  X(xquery)                   \
  X(css3)

#define RHUMB_SOURCE_TYPE(name) \
  extern const RhumbSourceType rhumb_source_##name;
RHUMB_SOURCE_TYPES(RHUMB_SOURCE_TYPE)
#undef RHUMB_SOURCE_TYPE

/// Report that no column of `what` ("the table") is called `reference`, with
/// the nearest of `names` (ended by NULL) and all of them; `hint` stands behind
RhumbStatus
rhumb_source_no_column(const char *what,
                       const char *const *names,
                       const char *hint,
                       RhumbStr reference,
                       RhumbLoc loc,
                       const RhumbDiag *diag);

/// Report that the file called `name` is of a kind that is not `wanted`, and
/// how to read it
RhumbStatus
rhumb_source_fail_kind(const RhumbSourceSpec *spec,
                       const char *name,
                       const RhumbFileKind *kind,
                       const char *wanted,
                       const RhumbDiag *diag);

/// Open the local file of a source, whose records it names; see
/// rhumb_input_open(). Another type of source is RHUMB_ERR_UNSUPPORTED,
/// reported.
RHUMB_NODISCARD RhumbStatus
rhumb_source_open_file(RhumbSource *source,
                       RhumbInput *input,
                       bool as_bytes,
                       const RhumbDiag *diag);

/// What is wrong with a text that a source was handed; zero is nothing
typedef struct {
  RhumbBuf message;          ///< Of the first error, with its place in the text
  const RhumbText *texts[2]; ///< That places in it have
} RhumbTextMistake;

/// Return where to report what is wrong with the text that `source` was handed,
/// for rhumb_source_say_text(). Places in `input` or of a row of `source` are
/// places in that text, others are not told.
RhumbDiag
rhumb_source_hear_text(RhumbTextMistake *mistake,
                       const RhumbSource *source,
                       const RhumbInput *input);

/// Report that the text is not of the source's format, if `status` says so
/// @return RHUMB_ERR_VALUE instead of RHUMB_ERR_SYNTAX, any other status as it
/// is; `mistake` is freed.
RhumbStatus
rhumb_source_say_text(const RhumbSource *source,
                      RhumbTextMistake *mistake,
                      RhumbStatus status,
                      const RhumbDiag *diag);

/// Likewise a file that is an archive; see rhumb_input_open_member()
RHUMB_NODISCARD RhumbStatus
rhumb_source_open_archive(RhumbSource *source,
                          RhumbInput *input,
                          const RhumbDiag *diag);

#endif // RHUMB_SOURCE_TYPES_H

// SPDX-License-Identifier: ISC

/// @file choose.h  What -f and file names say about formats.

#ifndef RHUMB_CLI_CHOOSE_H
#define RHUMB_CLI_CHOOSE_H

#include "sink/sink.h"
#include "view/view.h"

/// The tables that a format may be of, as bits
enum { RHUMB_SYNTAXES = 1, RHUMB_PICTURES = 2 };

/// A format that can be written: one of the two is set, or none
typedef struct {
  const RhumbSyntax *syntax;
  const RhumbPicture *picture;
} RhumbFormat;

/**
   Set `out` to the format called `name` or, if that is NULL, the one that the
   file name `path` says; to none if neither says one.

   @param tables Where it is looked for: RHUMB_SYNTAXES, RHUMB_PICTURES.
   @param path NULL: there is no file.
   @return RHUMB_OK; RHUMB_ERR_USAGE, reported with what there is, for an
   unknown name and for a file name that means to say a format and does not.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_choose_format(RhumbFormat *out,
                    unsigned tables,
                    const char *name,
                    const char *path,
                    const RhumbDiag *diag);

/// Append the names of the tables' formats, a space before each
void
rhumb_put_formats(RhumbBuf *out, unsigned tables);

#endif // RHUMB_CLI_CHOOSE_H

// SPDX-License-Identifier: ISC

/// @file formats.h  What -f and file names say about formats.

#ifndef RHUMB_CLI_FORMATS_H
#define RHUMB_CLI_FORMATS_H

#include "sink/sink.h"
#include "view/view.h"

/// Set `out` to the syntax called `name`; else to the one that `path` says;
/// else to `fallback`. An unknown name is RHUMB_ERR_USAGE, reported, with the
/// nearest.
RHUMB_NODISCARD RhumbStatus
rhumb_choose_syntax(const RhumbSyntax **out,
                    const char *name,
                    const char *path,
                    const char *fallback,
                    const RhumbDiag *diag);

/// The same for pictures
RHUMB_NODISCARD RhumbStatus
rhumb_choose_picture(const RhumbPicture **out,
                     const char *name,
                     const char *path,
                     const char *fallback,
                     const RhumbDiag *diag);

/// A format that export can write: one of the two is set
typedef struct {
  const RhumbSyntax *syntax;
  const RhumbPicture *picture;
} RhumbFormat;

/// Set `out` to the format called `name`, of either table; errors as above
RHUMB_NODISCARD RhumbStatus
rhumb_choose_format(RhumbFormat *out, RhumbStr name, const RhumbDiag *diag);

#endif // RHUMB_CLI_FORMATS_H

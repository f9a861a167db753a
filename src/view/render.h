// SPDX-License-Identifier: ISC

/// @file render.h  Graphviz at work, in a process of its own.

#ifndef RHUMB_VIEW_RENDER_H
#define RHUMB_VIEW_RENDER_H

#include "base/status.h"

/**
   Lay out a DOT file and append the picture.

   Graphviz runs in a child process: what it takes too long for, or crashes on,
   costs the picture, not the run.

   @param format As Graphviz calls it: "svg:svg:core", "png:cairo".
   @param seconds The time it has.
   @return RHUMB_OK; RHUMB_END, nothing reported, if the time is up;
   RHUMB_ERR_IO, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_render(RhumbBuf *out,
             RhumbStr dot,
             const char *format,
             unsigned seconds,
             const RhumbDiag *diag);

#endif // RHUMB_VIEW_RENDER_H

// SPDX-License-Identifier: ISC

/// @file stray.h  Lines of a file that no pattern of the rules matches: one
/// file is often read by several patterns, each for lines of its own.

#ifndef RHUMB_CHECK_STRAY_H
#define RHUMB_CHECK_STRAY_H

#include "check/parts.h"
#include "plan/plan.h"

/// A file that patterns read, and what they have left so far
typedef struct {
  const RhumbSourceSpec *spec; ///< Of the first pass over it
  RhumbParts passes;           ///< That have read it
  RhumbSourceLines lines;      ///< That none of them has matched, in order
  bool is_partial;             ///< One was not read to its end
} RhumbStrayFile;

/// Zero is empty; release with rhumb_strays_free()
typedef struct {
  RHUMB_LIST(RhumbStrayFile) files;
  RhumbSourceLines lines; ///< Of the pass that is being read
} RhumbStrays;

/// Have a pass note the lines that its pattern does not match, if it has one
void
rhumb_strays_begin(RhumbStrays *strays, RhumbSource *source);

/// Note what a pass has left; once all passes over the file have been read, say
/// how many lines none of them matches
void
rhumb_strays_end(RhumbStrays *strays,
                 const RhumbPlan *plan,
                 const RhumbPlanPass *pass,
                 const RhumbSource *source,
                 bool is_whole,
                 const RhumbDiag *diag);

void
rhumb_strays_free(RhumbStrays *strays);

#endif // RHUMB_CHECK_STRAY_H

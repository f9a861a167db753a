// SPDX-License-Identifier: ISC

/// @file unpack.h  The stage of an input that unpacks compressed files.

#ifndef RHUMB_SOURCE_UNPACK_H
#define RHUMB_SOURCE_UNPACK_H

#include "source/input.h"

/// How many bytes of a file tell what it is compressed with
#define RHUMB_UNPACK_HEAD 10U

/**
   Put a stage on top that unpacks, if the file is compressed.

   By what the rules say ("gzip", "bzip2", "xz", "zip", or "none"), else by what
   the file begins with. A zip must hold one file.

   @param input Its stages read the file, from its start on.
   @param head The file's first RHUMB_UNPACK_HEAD bytes, if it has as many.
   @param fd Of the file: a zip is read from its end.
   @return RHUMB_OK; RHUMB_ERR_UNSUPPORTED for a compression that is not known
   and for a zip in a pipe; RHUMB_ERR_SYNTAX for a damaged file, one that is not
   compressed as the rules say, or a zip of several files; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_unpack_push(RhumbInput *input,
                  const RhumbSourceSpec *spec,
                  RhumbStr head,
                  int fd,
                  const RhumbDiag *diag);

#endif // RHUMB_SOURCE_UNPACK_H

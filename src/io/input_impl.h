// SPDX-License-Identifier: ISC

/// @file input_impl.h  The stages that an input can be read through.

#ifndef RHUMB_IO_INPUT_IMPL_H
#define RHUMB_IO_INPUT_IMPL_H

#include "io/input.h"

/**
   Put a stage on top that unpacks, if the file is compressed, as `spec` says,
   else by what the file begins with; or if it is a tar.

   @param input Its stages read the file, from its start on.
   @param head What the file begins with: RHUMB_COMPRESSION_HEAD bytes or more,
   if it has as many.
   @param fd Of the file: a zip is read from its end.
   @return As rhumb_input_open().
*/
RHUMB_NODISCARD RhumbStatus
rhumb_unpack_push(RhumbInput *input,
                  const RhumbInputSpec *spec,
                  RhumbStr head,
                  int fd,
                  const RhumbDiag *diag);

/// Put a stage on top that converts to UTF-8, unless the file is in it
/// @return RHUMB_OK; or RHUMB_ERR_UNSUPPORTED for an encoding that is not
/// known.
RHUMB_NODISCARD RhumbStatus
rhumb_decode_push(RhumbInput *input,
                  const RhumbInputSpec *spec,
                  const RhumbDiag *diag);

/// Bytes that those stages are asked for at a time. Tests make it small, so
/// that little data is enough for a thread.
extern size_t rhumb_ahead_chunk;

/**
   Put a stage on top that has those below it work in a thread of its own, once
   what they give is more than a little, if the run may have threads.

   What they report is said where it would be without: by who reads on.

   @param may_wait The file may keep who reads it waiting, which closing it
   could not end: there is no thread then.
*/
void
rhumb_ahead_push(RhumbInput *input, bool may_wait);

#endif // RHUMB_IO_INPUT_IMPL_H

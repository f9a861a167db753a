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

#endif // RHUMB_IO_INPUT_IMPL_H

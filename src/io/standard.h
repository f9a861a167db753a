// SPDX-License-Identifier: ISC

/// @file standard.h  Standard input, output and error, be they closed.

#ifndef RHUMB_IO_STANDARD_H
#define RHUMB_IO_STANDARD_H

/**
   Take the numbers of standard input, output and error, where they are closed,
   before a file that the run opens gets one of them: messages would be written
   into it.

   What is put there cannot be read, or written, in turn: whoever asks fails, as
   with a closed one.

   @return 0, or the errno of the failure.
*/
int
rhumb_standard_guard(void);

#endif // RHUMB_IO_STANDARD_H

// SPDX-License-Identifier: ISC

/// @file file.h  A file read whole.

#ifndef RHUMB_IO_FILE_H
#define RHUMB_IO_FILE_H

#include "base/status.h"

/**
   Read the file at `path` ("-": standard input) into `arena`, unpacked if it is
   compressed, in whatever encoding it is.

   @param out Set to the text, its name being `path` (or "<stdin>").
   @param loc Where the path was written, for the error; may be all zero.
   @return RHUMB_OK; RHUMB_ERR_IO; RHUMB_ERR_SYNTAX for a damaged file, or a zip
   of several; reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_file_read(const RhumbText **out,
                RhumbArena *arena,
                const char *path,
                RhumbLoc loc,
                const RhumbDiag *diag);

#endif // RHUMB_IO_FILE_H

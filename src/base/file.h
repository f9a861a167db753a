// SPDX-License-Identifier: ISC

/// @file file.h  Files read whole, and outputs that appear whole or not at all.

#ifndef RHUMB_BASE_FILE_H
#define RHUMB_BASE_FILE_H

#include "base/arena.h"
#include "base/status.h"
#include "base/str.h"

#include <stdbool.h>

/**
   Read the file at `path` ("-": standard input) into `arena`.

   @param out Set to the text, its name being `path` (or "<stdin>").
   @param loc Where the path was written, for the error; may be all zero.
   @return RHUMB_OK or RHUMB_ERR_IO, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_file_read(const RhumbText **out,
                RhumbArena *arena,
                const char *path,
                RhumbLoc loc,
                const RhumbDiag *diag);

/// Return `path` as seen from the folder `dir`: as it is if absolute or if
/// `dir` is empty; NUL-terminated, owned by `arena`
RhumbStr
rhumb_path_join(RhumbArena *arena, RhumbStr dir, RhumbStr path);

/// Return the folder of `path`, without the last slash; empty for "a.yml"
RhumbStr
rhumb_path_dir(RhumbStr path);

/// The outputs of one run: either all of them appear, or none
typedef struct RhumbOutputs RhumbOutputs;

/// One file being written, buffered; errors are kept until the commit
typedef struct RhumbOutput RhumbOutput;

RhumbOutputs *
rhumb_outputs_new(void);

/**
   Begin an output: a temporary beside `path` (NULL or "-": standard output,
   spooled in a nameless temporary).

   A symbolic link is followed, so what is replaced is its target, and a
   target's permissions are kept. A path that is no regular file (a pipe, a
   device) is written when the run is committed, like standard output.

   @param out Set to the output, owned by `outputs`.
   @return RHUMB_OK or RHUMB_ERR_IO, reported, naming `path`.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_open(RhumbOutput **out,
                   RhumbOutputs *outputs,
                   const char *path,
                   const RhumbDiag *diag);

/// Append bytes
void
rhumb_output_put(RhumbOutput *output, RhumbStr bytes);

/// Append one byte
void
rhumb_output_putc(RhumbOutput *output, char c);

/// True as soon as a write has failed: the run can stop early
bool
rhumb_output_failed(const RhumbOutput *output);

/// Bytes put so far
size_t
rhumb_output_size(const RhumbOutput *output);

/**
   Flush, check and rename every output into place, and free `outputs`.

   If any write failed (a full disk), nothing is renamed, all temporaries are
   removed and RHUMB_ERR_IO is reported with the path and the reason.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_outputs_commit(RhumbOutputs *outputs, const RhumbDiag *diag);

/// Remove every temporary and free `outputs`; takes NULL
void
rhumb_outputs_discard(RhumbOutputs *outputs);

#endif // RHUMB_BASE_FILE_H

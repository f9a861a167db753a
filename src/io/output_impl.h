// SPDX-License-Identifier: ISC

/// @file output_impl.h  What the files that write outputs share.

#ifndef RHUMB_IO_OUTPUT_IMPL_H
#define RHUMB_IO_OUTPUT_IMPL_H

#include "io/output.h"

/// A file that must not be written over
typedef struct RhumbProtected {
  const char *path;
  struct RhumbProtected *next;
} RhumbProtected;

struct RhumbOutputs {
  RhumbArena arena; ///< Of everything but the buffers
  RhumbOutput *first;
  RhumbOutput **last; ///< Where the next one is hung in
  RhumbProtected *inputs;
  bool is_rehearsal; ///< Nothing appears
};

/// Write what is in the buffer; a failure is kept in the output
void
rhumb_output_flush(RhumbOutput *output);

/// Write all of `bytes`, or return errno
int
rhumb_write_all(int fd, RhumbStr bytes);

/// Report that writing failed with `error`, an errno; a reader that has gone
/// knows why. Return RHUMB_ERR_IO.
RhumbStatus
rhumb_output_fail(const RhumbOutput *output, int error, const RhumbDiag *diag);

// temporary.c ---------------------------------------------------------------

/// Remove temporaries whichever way the run ends; a limit on file sizes is an
/// error of write() (EFBIG), not a death
void
rhumb_temporaries_guard(void);

/// Make a temporary from `pattern`, "…XXXXXX", which outlives the output;
/// `named` ones are removed if the run dies, others lose their name at once
/// @return True, or false with errno set.
bool
rhumb_temporary_open(RhumbOutput *output, char *pattern, bool named);

/// The output's temporary is no more: renamed or removed
void
rhumb_temporary_forget(RhumbOutput *output);

#endif // RHUMB_IO_OUTPUT_IMPL_H

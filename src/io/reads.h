// SPDX-License-Identifier: ISC

/// @file reads.h  What the run has opened to read, which it must not write
/// over.

#ifndef RHUMB_IO_READS_H
#define RHUMB_IO_READS_H

#include <stdbool.h>
#include <sys/stat.h>

/// Remember the file behind `fd`: every file that is opened to be read comes
/// here, whoever opens it
void
rhumb_reads_note(int fd);

/// Likewise the file at `path`, which a library opens itself; NULL, or a file
/// that is not there, is none
void
rhumb_reads_note_path(const char *path);

/// Return true if the file that `status` is of was noted: it is known by what
/// it is, not by one of its names
bool
rhumb_reads_has(const struct stat *status);

/// Forget all: another run begins
void
rhumb_reads_forget(void);

#endif // RHUMB_IO_READS_H

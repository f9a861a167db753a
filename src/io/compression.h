// SPDX-License-Identifier: ISC

/// @file compression.h  How files are compressed, read and written.

#ifndef RHUMB_IO_COMPRESSION_H
#define RHUMB_IO_COMPRESSION_H

#include "base/status.h"

/// A way to compress, one row of the table in compression.c
typedef struct RhumbCompression RhumbCompression;

/// Return the names of the compressions that rules may mean, be they supported
/// or not, with spaces between
const char *
rhumb_compression_words(RhumbArena *arena);

/**
   Find a compression by its name: "gzip", "bzip2", "xz", "zip".

   @param out Set to NULL for "none" and for no name.
   @param loc Where the name was written.
   @return RHUMB_OK; or RHUMB_ERR_UNSUPPORTED, reported with the names.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_compression_find(const RhumbCompression **out,
                       RhumbStr name,
                       RhumbLoc loc,
                       const RhumbDiag *diag);

/// Return `path` without the extension of a compression, such as ".gz"
RhumbStr
rhumb_unpacked_path(RhumbStr path);

#endif // RHUMB_IO_COMPRESSION_H

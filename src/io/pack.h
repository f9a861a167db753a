// SPDX-License-Identifier: ISC

/// @file pack.h  Compressed outputs, through libarchive.

#ifndef RHUMB_IO_PACK_H
#define RHUMB_IO_PACK_H

#include "base/str.h"

/// A stream that is compressed on its way into a file
typedef struct RhumbPacker RhumbPacker;

/// The names of the compressions, ended by NULL
extern const char *const rhumb_compressions[];

/// True if `name` (such as "gzip") is a compression, "none" included
bool
rhumb_compression_known(RhumbStr name);

/**
   Begin to write compressed bytes to the open file `fd`.

   @param compression A known one, not "none".
   @param name What the one member of a zip archive is called.
   @return The packer, or NULL if there is no memory or no such compression.
*/
RhumbPacker *
rhumb_packer_open(int fd, RhumbStr compression, const char *name);

/// Compress and write; 0, or the errno of the failure
int
rhumb_packer_put(RhumbPacker *packer, RhumbStr bytes);

/// Write what is left and free; 0, or the errno of the failure; takes NULL
int
rhumb_packer_close(RhumbPacker *packer);

#endif // RHUMB_IO_PACK_H

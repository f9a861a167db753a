// SPDX-License-Identifier: ISC

/// @file compression_impl.h  What packing and unpacking share.

#ifndef RHUMB_IO_COMPRESSION_IMPL_H
#define RHUMB_IO_COMPRESSION_IMPL_H

#include "io/compression.h"

/// How many bytes of a file tell what it is compressed with
#define RHUMB_COMPRESSION_HEAD 10U

struct archive;

struct RhumbCompression {
  const char *name;
  RhumbStr extension; ///< Of its files: ".gz"
  RhumbStr start;     ///< What its files begin with
  RhumbStr later;     ///< What follows at byte 4; empty: anything
  bool has_members;   ///< An archive of files with names
  int (*set_read)(struct archive *archive);
  int (*set_write)(struct archive *archive);
};

/// Return what a file that begins with `head` is compressed with, or NULL
const RhumbCompression *
rhumb_compression_of(RhumbStr head);

// pack.c --------------------------------------------------------------------

/**
   Begin to write compressed bytes to the open file `fd`.

   @param name Of the output: "a.nq.zip" has the member "a.nq".
   @return The archive, or NULL if libarchive fails.
*/
struct archive *
rhumb_packer_open(int fd, const RhumbCompression *compression, RhumbStr name);

/// Compress and write; 0, or the errno of the failure
int
rhumb_packer_put(struct archive *archive, RhumbStr bytes);

/// Write what is left and free; 0, or the errno of the failure; takes NULL
int
rhumb_packer_close(struct archive *archive);

#endif // RHUMB_IO_COMPRESSION_IMPL_H

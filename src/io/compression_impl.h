// SPDX-License-Identifier: ISC

/// @file compression_impl.h  What packing and unpacking share.

#ifndef RHUMB_IO_COMPRESSION_IMPL_H
#define RHUMB_IO_COMPRESSION_IMPL_H

#include "io/compression.h"
#include "io/input_impl.h"

#include <sys/types.h>

/// How many bytes of a file tell what it is compressed with
#define RHUMB_COMPRESSION_HEAD 10U

struct archive;

/// What unpacks: not all of it holds what it reads against its checksums
typedef enum {
  RHUMB_BY_NONE,
  RHUMB_BY_ZLIB,
  RHUMB_BY_STREAM, ///< libarchive
  RHUMB_BY_MEMBER, ///< libarchive, of an archive of files with names
} RhumbUnpacker;

/// What is unpacked
typedef struct {
  const RhumbCompression *kind;
  const RhumbInputSpec *input;
  int fd; ///< Of the file: a zip is read from its end
} RhumbUnpackSpec;

struct RhumbCompression {
  const char *name;
  const char *also;         ///< Another word for it; NULL: none
  RhumbStr extension;       ///< Of its files: ".gz"
  RhumbStr short_extension; ///< Another: ".tgz"; empty: none
  RhumbStr start;           ///< What its files begin with
  RhumbStr later;           ///< What follows at byte 4; empty: anything
  RhumbStr at_once;         ///< Or follows there, where nothing is packed
  RhumbUnpacker reader;
  bool is_tar; ///< A tar of one file is what is compressed
  int (*set_read)(struct archive *archive); ///< Of libarchive's streams
  int (*set_write)(struct archive *archive);
  size_t piece; ///< Bytes that are packed for themselves, and stand behind each
                ///< other in the file; 0: it is one
};

/// Return what a file that begins with `head` is compressed with, or NULL
const RhumbCompression *
rhumb_compression_of(RhumbStr head);

/// Report that a compressed input is not as it was written, and why
RhumbStatus
rhumb_unpack_fail(const RhumbInput *input,
                  const char *kind,
                  const char *why,
                  const RhumbDiag *diag);

// gunzip.c ------------------------------------------------------------------

/// Put a stage on top that unpacks gzip; as rhumb_input_open()
RHUMB_NODISCARD RhumbStatus
rhumb_gunzip_push(RhumbInput *input,
                  const RhumbUnpackSpec *spec,
                  const RhumbDiag *diag);

// tar.c ---------------------------------------------------------------------

/// Put a stage on top that reads the only file of a tar, if what the top gives
/// is one; held to what the rules say of it, if they do; as rhumb_input_open()
RHUMB_NODISCARD RhumbStatus
rhumb_tar_push(RhumbInput *input,
               const RhumbUnpackSpec *spec,
               const RhumbDiag *diag);

/// Likewise of a file that is not compressed, if its first bytes `head` are
/// those of a tar
RHUMB_NODISCARD RhumbStatus
rhumb_tar_push_bare(RhumbInput *input,
                    const RhumbInputSpec *spec,
                    RhumbStr head,
                    const RhumbDiag *diag);

// zip.c ---------------------------------------------------------------------

/// Put a stage on top that reads the only file of a zip; as rhumb_input_open()
RHUMB_NODISCARD RhumbStatus
rhumb_zip_push(RhumbInput *input,
               const RhumbUnpackSpec *spec,
               const RhumbDiag *diag);

/// Likewise the file `name`, of several; RHUMB_END if there is none
RHUMB_NODISCARD RhumbStatus
rhumb_zip_push_member(RhumbInput *input,
                      const RhumbUnpackSpec *spec,
                      RhumbStr name,
                      const RhumbDiag *diag);

// pack.c --------------------------------------------------------------------

/// What is packed
typedef struct {
  const RhumbCompression *kind;
  RhumbStr name; ///< Of the output: "a.nq.zip" has the member "a.nq"
  off_t size;    ///< Of what will be put in; -1: not known, which a tar has to
} RhumbPackSpec;

/// Begin to write packed bytes to the open file `fd`; `out` is set to what
/// rhumb_pack_close() ends
/// @return 0, or the errno of what failed.
int
rhumb_pack_open(struct archive **out, int fd, const RhumbPackSpec *spec);

/// Compress and write; 0, or the errno of the failure
int
rhumb_pack_put(struct archive *archive, RhumbStr bytes);

/// Write what is left and free; 0, or the errno of the failure; takes NULL
int
rhumb_pack_close(struct archive *archive);

/// Append `bytes`, packed for themselves, to `out`; 0, or the errno of the
/// failure
int
rhumb_pack_piece(RhumbBuf *out, const RhumbPackSpec *spec, RhumbStr bytes);

// packer.c ------------------------------------------------------------------

/// Compresses an output beside the work
typedef struct RhumbPacker RhumbPacker;

/**
   Begin to write compressed bytes to the open file `fd`.

   What is written is the same for any number of threads.

   @param out Set to the packer, which rhumb_packer_close() or _drop() frees.
   @param spec Copied.
   @return 0, or the errno of what failed.
*/
int
rhumb_packer_open(RhumbPacker **out, int fd, const RhumbPackSpec *spec);

/// Compress and write, in time; 0, or the errno of a failure
int
rhumb_packer_put(RhumbPacker *packer, RhumbStr bytes);

/// Write what is left and free; 0, or the errno of the first failure; takes
/// NULL
int
rhumb_packer_close(RhumbPacker *packer);

/// Free without writing more than is under way; takes NULL
void
rhumb_packer_drop(RhumbPacker *packer);

#endif // RHUMB_IO_COMPRESSION_IMPL_H

// SPDX-License-Identifier: ISC

/// @file compression.h  How files are compressed, read and written.

#ifndef RHUMB_IO_COMPRESSION_H
#define RHUMB_IO_COMPRESSION_H

#include "base/status.h"

/// A way to compress, one row of the table in compression.c
typedef struct RhumbCompression RhumbCompression;

/// Return the words for compressions that rules may mean, be they supported or
/// not: names and extensions, "gzip gz", with spaces between
const char *
rhumb_compression_words(RhumbArena *arena);

/// Return the word for one that is supported that was probably meant by `word`,
/// owned by `arena`, or NULL
const char *
rhumb_compression_near(RhumbArena *arena, RhumbStr word);

/// Return the names of those that are supported as a sentence has them, "gzip,
/// xz and none" if `last` is "and"; owned by `arena`
const char *
rhumb_compression_list(RhumbArena *arena, const char *last);

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

/// True for one that packs files with names, of which data is one
bool
rhumb_compression_is_archive(RhumbStr name);

/// Return likewise what stands behind the names of their files, ".gz or .xz"
const char *
rhumb_compression_ends(RhumbArena *arena, const char *last);

/// Append the names of those that are supported, and "none", with a space
/// before each
void
rhumb_compressions_put(RhumbBuf *out);

/// Return the name of the compression that `word` names, as itself or by its
/// files' extension, "gz", in any case; "none" is one; empty if there is none
RhumbStr
rhumb_compression_named(RhumbStr word);

/// Return what stands behind the names of files that are compressed so, ".gz";
/// empty for "none" and for no name
RhumbStr
rhumb_compression_extension(RhumbStr name);

/// Return the name of the compression that the extension of `path` says, "gzip"
/// for ".gz"; empty if it says none
RhumbStr
rhumb_path_compression(RhumbStr path);

/// Return `path` without that extension
RhumbStr
rhumb_unpacked_path(RhumbStr path);

/// Return the extension of `path`, without that of a compression, if it says a
/// way to pack that rhumb does not write, "zst" or "tar"; empty if it does not
RhumbStr
rhumb_path_packed_elsewhere(RhumbStr path);

/// True if `path` says a compression, and without that another, or it again:
/// "facts.nt.gz.gz". Files are compressed once.
bool
rhumb_is_packed_twice(RhumbStr path);

#endif // RHUMB_IO_COMPRESSION_H

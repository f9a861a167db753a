// SPDX-License-Identifier: ISC

/// @file pattern.h  Paths that stand for many files, and what a file's path
/// says of it.

#ifndef RHUMB_IO_PATTERN_H
#define RHUMB_IO_PATTERN_H

#include "base/list.h"
#include "base/status.h"

/// Files that one pattern may find
enum { RHUMB_MAX_FILES = 100000 };

/// A path that may be a pattern
typedef struct {
  RhumbStr path; ///< `*` stands for any bytes within a name, `?` for one sign
  RhumbStr dir;  ///< What a relative one starts from; empty: here
  RhumbLoc loc;  ///< In the rules
} RhumbPattern;

/// Paths, as the pattern has them: relative to the same folder
typedef RHUMB_LIST(RhumbStr) RhumbPaths;

/// True for a path with `*` or `?` in it that is the name of no file
bool
rhumb_is_pattern(const RhumbPattern *pattern);

/**
   Find the files that a pattern means, sorted by their bytes. A name that
   begins with a dot is found only by one that does.

   @param out Set to one path or more, owned by `arena`.
   @return RHUMB_OK; RHUMB_ERR_IO if there are none, or one that is no file,
   cannot be read or has a name that is not UTF-8; RHUMB_ERR_UNSUPPORTED for
   `**`, and for more than RHUMB_MAX_FILES; reported at `loc`.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_pattern_find(RhumbPaths *out,
                   RhumbArena *arena,
                   const RhumbPattern *pattern,
                   const RhumbDiag *diag);

/// What rules may ask of the file that a record is in, as they ask for an
/// external: $(_file)
typedef struct {
  const char *name;   ///< Behind the underscore
  RhumbStr reference; ///< What stands for it among references: its name with a
                      ///< zero byte behind, so that no reference to the data is
                      ///< the same, and messages show the name
  RhumbStr (*of)(RhumbStr path);
} RhumbFilePart;

/// Return the part called `name` ("file"), or NULL
const RhumbFilePart *
rhumb_file_part(RhumbStr name);

/// Return the part that `reference` stands for, or NULL
const RhumbFilePart *
rhumb_file_part_of(RhumbStr reference);

#endif // RHUMB_IO_PATTERN_H

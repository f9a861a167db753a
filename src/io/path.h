// SPDX-License-Identifier: ISC

/// @file path.h  Paths, joined and taken apart.

#ifndef RHUMB_IO_PATH_H
#define RHUMB_IO_PATH_H

#include "base/str.h"

/// Return `path` as seen from the folder `dir`: as it is if absolute or if
/// `dir` is empty; NUL-terminated, owned by `arena`
RhumbStr
rhumb_path_join(RhumbArena *arena, RhumbStr dir, RhumbStr path);

/// Return `path` as it is written in a file of the folder `dir`: "../a.csv";
/// both start from the current folder unless they are absolute
RhumbStr
rhumb_path_relative(RhumbArena *arena, RhumbStr dir, RhumbStr path);

/// Return what stands behind the last slash of `path`
RhumbStr
rhumb_path_name(RhumbStr path);

/// Return the folder of `path`, without the last slash; empty for "a.yml"
RhumbStr
rhumb_path_dir(RhumbStr path);

/// Return what stands behind the last dot of the path's name, unless the name
/// begins with it; empty if nothing does
RhumbStr
rhumb_path_extension(RhumbStr path);

#endif // RHUMB_IO_PATH_H

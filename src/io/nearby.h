// SPDX-License-Identifier: ISC

/// @file nearby.h  The file that was probably meant by a path to none.

#ifndef RHUMB_IO_NEARBY_H
#define RHUMB_IO_NEARBY_H

#include "base/str.h"

/// Return a path like `path` to a file that is there: one of a name that is
/// near, or the same with an extension, in the same folder, or one of the same
/// name in the folder before it; NULL: there is none
/// @param dir Where `path` begins if it is relative; empty: the current folder.
const char *
rhumb_path_near(RhumbArena *arena, RhumbStr dir, RhumbStr path);

#endif // RHUMB_IO_NEARBY_H

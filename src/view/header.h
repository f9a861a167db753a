// SPDX-License-Identifier: ISC

/// @file header.h  What stands above the map in its picture.

#ifndef RHUMB_VIEW_HEADER_H
#define RHUMB_VIEW_HEADER_H

#include "view/map.h"

/// Append title, description, legend, and what is not shown, as one of DOT's
/// HTML-like labels
void
rhumb_header_put(RhumbBuf *out, const RhumbMap *map);

#endif // RHUMB_VIEW_HEADER_H

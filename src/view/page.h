// SPDX-License-Identifier: ISC

/// @file page.h  A page with the map and the same content as tables.

#ifndef RHUMB_VIEW_PAGE_H
#define RHUMB_VIEW_PAGE_H

#include "view/map.h"

/// Append a page of HTML that needs nothing beside itself
/// @param drawing The SVG that Graphviz made of the map.
void
rhumb_page_put(RhumbBuf *out, const RhumbMap *map, RhumbStr drawing);

#endif // RHUMB_VIEW_PAGE_H

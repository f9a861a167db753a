// SPDX-License-Identifier: ISC

/// @file svg.h  Graphviz's SVG made safe, stable and readable aloud.

#ifndef RHUMB_VIEW_SVG_H
#define RHUMB_VIEW_SVG_H

#include "view/map.h"

/**
   Append `drawing`, the SVG that Graphviz made of the map, with a role, a
   title and a description, sentences as titles of nodes and edges, and links.

   @param inlined It becomes a part of an HTML page: no XML declaration.
*/
void
rhumb_svg_put(RhumbBuf *out,
              const RhumbMap *map,
              RhumbStr drawing,
              bool inlined);

#endif // RHUMB_VIEW_SVG_H

// SPDX-License-Identifier: ISC

/// @file draw.h  A map in Graphviz's language.

#ifndef RHUMB_VIEW_DRAW_H
#define RHUMB_VIEW_DRAW_H

#include "view/map.h"

/**
   Append the map as a DOT file.

   Nodes are n1, n2 …, edges have the ids e1, e2 …, in the map's order. Only
   what rhumb_text_is_link() lets through becomes an address, and nothing in the
   data is taken for an escape, an entity or markup.

   @param standalone The file is what the user gets: tooltips and links are in
   it. If not, svg.c puts both into the drawing.
*/
void
rhumb_draw_dot(RhumbBuf *out, const RhumbMap *map, bool standalone);

#endif // RHUMB_VIEW_DRAW_H

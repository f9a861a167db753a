// SPDX-License-Identifier: ISC

/// @file stylesheet.h  The rules of a view applied to its nodes and edges.

#ifndef RHUMB_VIEW_STYLESHEET_H
#define RHUMB_VIEW_STYLESHEET_H

#include "view/map.h"
#include "view/select.h"

/// The rules of a view, ready to be asked; release with _free()
typedef struct RhumbStylesheet RhumbStylesheet;

RhumbStylesheet *
rhumb_stylesheet_new(const RhumbSelection *selection, RhumbArena *arena);

/// Set the attributes of a node, and its kind: what it is, in words; empty if
/// that is not known
void
rhumb_stylesheet_node(RhumbStylesheet *sheet,
                      uint32_t rank,
                      RhumbMapNode *node);

/// Set the attributes of an edge, its label, and how that is shown
void
rhumb_stylesheet_edge(RhumbStylesheet *sheet,
                      const RhumbEdge *edge,
                      RhumbMapEdge *drawn);

/// Give the map the legend of what was asked for
void
rhumb_stylesheet_legend(const RhumbStylesheet *sheet, RhumbMap *map);

void
rhumb_stylesheet_free(RhumbStylesheet *sheet);

#endif // RHUMB_VIEW_STYLESHEET_H

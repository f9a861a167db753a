// SPDX-License-Identifier: ISC

/// @file looks.h  What each node and edge looks like, and the legend of it.

#ifndef RHUMB_VIEW_LOOKS_H
#define RHUMB_VIEW_LOOKS_H

#include "view/map.h"
#include "view/select.h"

/// The rules of a view, ready to be asked; release with _free()
typedef struct RhumbLooks RhumbLooks;

RhumbLooks *
rhumb_looks_new(const RhumbChoice *choice, RhumbArena *arena);

/// Return what a node looks like
/// @param kind Set to what it is, in words; empty if that is not known.
RhumbAttrs
rhumb_looks_node(RhumbLooks *looks, uint32_t rank, RhumbStr *kind);

/// Return what an edge looks like
/// @param label Set to what it says.
/// @param is_bare Set if the view wants no label at the edge.
/// @param is_unlike Set if no colour is left for it.
RhumbAttrs
rhumb_looks_edge(RhumbLooks *looks,
                 const RhumbBond *bond,
                 RhumbStr *label,
                 bool *is_bare,
                 bool *is_unlike);

/// Give the map the legend of what was asked for
void
rhumb_looks_legend(const RhumbLooks *looks, RhumbMap *map);

void
rhumb_looks_free(RhumbLooks *looks);

#endif // RHUMB_VIEW_LOOKS_H

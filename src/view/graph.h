// SPDX-License-Identifier: ISC

/// @file graph.h  The quads that maps are drawn from, interned, in memory.

#ifndef RHUMB_VIEW_GRAPH_H
#define RHUMB_VIEW_GRAPH_H

#include "term/term.h"

/// A set of quads; the same whatever the order they came in
typedef struct RhumbGraph RhumbGraph;

RhumbGraph *
rhumb_graph_new(void);

/// Copy a quad in; a duplicate changes nothing
RHUMB_NODISCARD RhumbStatus
rhumb_graph_put(RhumbGraph *graph, const RhumbQuad *quad);

/// True if nothing was put in
bool
rhumb_graph_is_empty(const RhumbGraph *graph);

/// True if the graph speaks of `term`
bool
rhumb_graph_has(RhumbGraph *graph, const RhumbTerm *term);

/// Free; takes NULL
void
rhumb_graph_free(RhumbGraph *graph);

#endif // RHUMB_VIEW_GRAPH_H

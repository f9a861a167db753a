// SPDX-License-Identifier: ISC

/// @file read_dot.h  DOT text as a Graphviz graph whose order is the text's.

#ifndef RHUMB_VIEW_READ_DOT_H
#define RHUMB_VIEW_READ_DOT_H

#include <cgraph.h>

/**
   Read one graph from `dot`.

   Graphviz numbers objects by the address of their names, and goes through
   subgraphs by number: what it draws would depend on the heap. Here objects are
   numbered as they come, so the same text makes the same picture.

   @return The graph, to be closed before the next one is read, or NULL.
*/
Agraph_t *
rhumb_read_dot(const char *dot);

#endif // RHUMB_VIEW_READ_DOT_H

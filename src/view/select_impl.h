// SPDX-License-Identifier: ISC

/// @file select_impl.h  The steps of a selection.

#ifndef RHUMB_VIEW_SELECT_IMPL_H
#define RHUMB_VIEW_SELECT_IMPL_H

#include "view/select.h"

/// What a resource is, as bits
enum {
  IS_HIDDEN = 1U,  ///< By the view
  IS_SCHEMA = 2U,  ///< A class, a property, a header: no thing of the data
  IS_REIFIER = 4U, ///< Drawn as an edge
  IS_END = 8U,     ///< A reifier is about it
  IS_NODE = 16U,
  IS_FOCUS = 32U,
  IS_TYPED = 64U, ///< Of a class that the view wants
  IS_CELL = 128U, ///< A link of an rdf:List; its members stand for it
};

/// True if the property speaks of the vocabulary, not of things
bool
rhumb_is_schema_property(RhumbStr iri);

/// Say what every property and resource is: roles, and flags but IS_NODE
void
rhumb_select_roles(RhumbSelection *s);

/// Find statements, and the nodes that they are about
void
rhumb_select_statements(RhumbSelection *s);

/// Merge statements of the same ends and property
void
rhumb_select_edges(RhumbSelection *s);

/// Keep only edges whose two nodes are there still, and count degrees
void
rhumb_select_degrees(RhumbSelection *s);

/// Drop hubs and what no edge leads to; a focus that is no node is reported
RHUMB_NODISCARD RhumbStatus
rhumb_select_prune(RhumbSelection *s, const RhumbDiag *diag);

/// Drop what is farther from the focus than the hops, if there is a focus
void
rhumb_select_focus(RhumbSelection *s);

/// Keep as many nodes and edges as the view allows
void
rhumb_select_limit(RhumbSelection *s);

/// Choose the layout, and what clusters say in it
/// @param layout NULL: as the view says.
void
rhumb_select_layout(RhumbSelection *s, const char *layout);

size_t
rhumb_select_count_nodes(const RhumbSelection *s);

size_t
rhumb_select_count_edges(const RhumbSelection *s);

/// Take a node out of the picture and count it
static inline void
rhumb_select_drop(RhumbSelection *const s,
                  const size_t rank,
                  size_t *const counter)
{
  s->flags[rank] &= (unsigned char)~IS_NODE;
  ++*counter;
}

static inline bool
rhumb_is_node(const RhumbSelection *const s, const size_t rank)
{
  return (s->flags[rank] & IS_NODE) != 0;
}

#endif // RHUMB_VIEW_SELECT_IMPL_H

// SPDX-License-Identifier: ISC

/// @file select_impl.h  The work of one selection, step by step.

#ifndef RHUMB_VIEW_SELECT_IMPL_H
#define RHUMB_VIEW_SELECT_IMPL_H

#include "base/status.h"
#include "view/cover.h"
#include "view/select.h"

#include <stdbool.h>
#include <stdint.h>

/// What a resource is, as bits
enum {
  IS_HIDDEN = 1U,    ///< By the view
  IS_SCHEMA = 2U,    ///< A class, a property, a header: no thing of the data
  IS_STATEMENT = 4U, ///< Drawn as an edge
  IS_END = 8U,       ///< A statement is about it
  IS_NODE = 16U,
  IS_FOCUS = 32U,
  IS_TYPED = 64U, ///< Of a class that the view wants
  IS_CELL = 128U, ///< A link of an rdf:List; its members stand for it
};

typedef struct {
  RhumbChoice *choice;
  const RhumbIndex *index;
  const RhumbView *view;
  unsigned char *roles;
  unsigned char *flags; ///< By resource
  uint32_t *rule_of;    ///< By resource: the collapse rule of a statement
  uint32_t *degree;     ///< By resource: bonds kept
  uint32_t type;
  bool shows_schema;
  RhumbTree classes;
} RhumbSelect;

/// The resources that a node has under some properties, one after the other
typedef struct {
  const RhumbIndex *index;
  uint32_t node;
  const RhumbIris *names;
  size_t name, item, count;
  const RhumbLink *links;
} RhumbEnds;

RhumbEnds
rhumb_ends_of(const RhumbSelect *s, uint32_t node, const RhumbIris *names);

/// Step to the next resource; RHUMB_NO_TERM after the last
uint32_t
rhumb_ends_next(RhumbEnds *ends);

/// True if the property speaks of the vocabulary, not of things
bool
rhumb_is_schema_property(RhumbStr iri);

/// Say what every property and resource is: roles, and flags but IS_NODE
void
rhumb_select_kinds(const RhumbSelect *s);

/// Find nodes, and what ties them
void
rhumb_select_ties(const RhumbSelect *s);

/// Merge ties of the same ends and meaning
void
rhumb_select_bonds(const RhumbSelect *s);

/// Keep only bonds whose two nodes are there still, and count degrees
void
rhumb_select_degrees(const RhumbSelect *s);

/// Drop hubs, what is beyond the hops, and what is over the limit
RHUMB_NODISCARD RhumbStatus
rhumb_select_prune(const RhumbSelect *s, const RhumbDiag *diag);

/// Choose the layout, and what clusters say in it
/// @param layout NULL: as the view says.
void
rhumb_select_layout(const RhumbSelect *s, const char *layout);

size_t
rhumb_select_count_nodes(const RhumbSelect *s);

size_t
rhumb_select_count_bonds(const RhumbSelect *s);

static inline bool
rhumb_is_node(const RhumbSelect *const s, const uint32_t rank)
{
  return (s->flags[rank] & IS_NODE) != 0;
}

#endif // RHUMB_VIEW_SELECT_IMPL_H

// SPDX-License-Identifier: ISC

/// @file select.h  What is in the picture: nodes and merged edges, by rank.

#ifndef RHUMB_VIEW_SELECT_H
#define RHUMB_VIEW_SELECT_H

#include "base/arena.h"
#include "base/status.h"
#include "term/prefix.h"
#include "view/graph_impl.h"
#include "view/names.h"
#include "view/style_impl.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One thing said of two nodes: a quad, or a node that stands for a statement
typedef struct {
  uint32_t from, to;
  uint32_t means;     ///< Rank of the property; or n_terms + collapse rule
  uint32_t statement; ///< Rank of the collapsed node, or RHUMB_NO_TERM
  uint32_t rule;      ///< Of the collapsed node
  uint32_t graph;     ///< Rank of the named graph, or RHUMB_NO_TERM
} RhumbTie;

/// All ties of the same ends and meaning: one edge of the picture
typedef struct {
  uint32_t from, to, means;
  size_t first, count; ///< Ties
  bool is_membership;  ///< What a cluster says already
  bool is_kept;
} RhumbBond;

/// What was not drawn, counted
typedef struct {
  size_t beyond_hops, hubs, alone, unrelated, hidden_nodes, hidden_links,
      declarations;
  size_t over_limit, bonds_over_limit, in_many_clusters;
} RhumbLeftOut;

/// What a property is for, as bits
enum {
  RHUMB_ROLE_EDGE = 1U,
  RHUMB_ROLE_LABEL = 2U,
  RHUMB_ROLE_DETAIL = 4U,
  RHUMB_ROLE_LINK = 8U,
  RHUMB_ROLE_CLUSTER = 16U,
  RHUMB_ROLE_HIDDEN = 32U,
};

typedef struct {
  RhumbArena arena;
  const RhumbIndex *index;
  const RhumbView *view;
  const RhumbNamer *namer;
  const unsigned char *roles; ///< By IRI
  const uint32_t *nodes;      ///< Ranks, in order
  size_t n_nodes;
  RhumbTie *ties;
  size_t n_ties, ties_cap;
  RhumbBond *bonds; ///< By from, to, meaning; all of them kept
  size_t n_bonds;
  uint32_t *clusters; ///< By resource: what it is clustered under
  const char *layout;
  size_t hubs_over; ///< The degree that made a hub
  RhumbLeftOut left_out;
} RhumbChoice;

/**
   Choose what `view` shows of the graph.

   @param choice Set to the choice; free with rhumb_choice_free(), also after
   an error.
   @param layout The layout to be used, or NULL: as the view says.
   @return RHUMB_OK; RHUMB_ERR_REFERENCE if a focus names no node;
   RHUMB_ERR_VALUE if nothing is left. Reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_select(RhumbChoice *choice,
             const RhumbIndex *index,
             const RhumbView *view,
             const RhumbNamer *namer,
             const char *layout,
             const RhumbDiag *diag);

/// True if the layout draws clusters
bool
rhumb_layout_has_clusters(const char *layout);

void
rhumb_choice_free(RhumbChoice *choice);

#endif // RHUMB_VIEW_SELECT_H

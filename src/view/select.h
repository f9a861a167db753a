// SPDX-License-Identifier: ISC

/// @file select.h  What is in the picture: nodes and merged edges, by rank.

#ifndef RHUMB_VIEW_SELECT_H
#define RHUMB_VIEW_SELECT_H

#include "base/list.h"
#include "view/graph_impl.h"
#include "view/hierarchy.h"
#include "view/names.h"
#include "view/style_impl.h"

/// One thing said of two nodes: by a quad, or by a reifier, which is RDF 1.2's
/// word for a node that stands for a statement
typedef struct {
  uint32_t from, to;
  uint32_t property; ///< Its rank; n_terms + `rule` if none is named
  uint32_t reifier;  ///< Its rank, or RHUMB_NO_TERM
  uint32_t rule;     ///< To collapse the reifier, or RHUMB_NO_TERM
  uint32_t graph;    ///< Rank of the named graph, or RHUMB_NO_TERM
} RhumbStatement;

/// All statements of the same ends and property: one edge of the picture
typedef struct {
  uint32_t from, to, property;
  size_t first, count; ///< Statements
  bool is_membership;  ///< What a cluster says already
  bool is_kept;
} RhumbEdge;

/// What was not drawn, counted
typedef struct {
  size_t beyond_hops, hubs, only_hubs, unrelated, hidden_nodes,
      hidden_statements, declarations;
  size_t over_limit, edges_over_limit, in_many_clusters;
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
  unsigned char *roles; ///< By IRI
  uint32_t *nodes;      ///< Ranks, in order
  size_t n_nodes;
  RHUMB_LIST(RhumbStatement) statements;
  RhumbEdge *edges; ///< By from, to, property; all of them kept
  size_t n_edges;
  uint32_t *clusters; ///< By resource: what it is clustered under
  const char *layout;
  size_t hubs_over; ///< The degree that made a hub
  RhumbLeftOut left_out;
  // For the steps of the selection alone, in select_impl.h
  unsigned char *flags; ///< By resource
  uint32_t *rule_of;    ///< By resource: the rule that collapses a reifier
  uint32_t *degree;     ///< By resource: edges kept
  RhumbMultimap classes;
  bool shows_schema;
} RhumbSelection;

/**
   Select what `view` shows of the graph.

   @param selection Set to the selection; free with rhumb_selection_free(), also
   after an error.
   @param layout The layout to be used, or NULL: as the view says.
   @return RHUMB_OK; RHUMB_ERR_REFERENCE if a focus names no node;
   RHUMB_ERR_VALUE if nothing is left. Reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_select(RhumbSelection *selection,
             const RhumbIndex *index,
             const RhumbView *view,
             const RhumbNamer *namer,
             const char *layout,
             const RhumbDiag *diag);

/// Return the first of the rules that its statements are collapsed by, which
/// draws the edge, or RHUMB_NO_TERM
uint32_t
rhumb_edge_rule(const RhumbSelection *selection, const RhumbEdge *edge);

/// True if the layout draws clusters
bool
rhumb_layout_has_clusters(const char *layout);

void
rhumb_selection_free(RhumbSelection *selection);

#endif // RHUMB_VIEW_SELECT_H

// SPDX-License-Identifier: ISC

/// @file map.h  The picture in words: what is drawn, before it has places.
///
/// Every text in it is clean (rhumb_text_clean()) but not escaped.

#ifndef RHUMB_VIEW_MAP_H
#define RHUMB_VIEW_MAP_H

#include "view/select.h"
#include "view/style_impl.h"

#define RHUMB_NO_CLUSTER UINT32_MAX

/// Something known of a node or an edge: "basis: territory", said twice
typedef struct {
  RhumbStr name;
  RhumbStr value;
  RhumbStr language;
  uint32_t count;
  bool is_source;
} RhumbFact;

typedef struct {
  const RhumbFact *items; ///< `count` to be shown, and `more` behind them
  size_t count, more;
} RhumbFacts;

typedef struct {
  RhumbStr iri; ///< Empty: a blank node
  RhumbStr label, language;
  bool is_part;  ///< The label is a part of the IRI, which tells it apart
  RhumbStr kind; ///< What it is: "Threat actor"; may be empty
  RhumbStr link; ///< As in the data; empty: none that rhumb_text_is_link()
  RhumbFacts facts;
  RhumbAttrs attrs;
  uint32_t cluster;
} RhumbMapNode;

typedef struct {
  uint32_t from, to; ///< Nodes, by number
  RhumbStr iri;      ///< Of the property; empty: a statement without one
  RhumbStr label;    ///< "attributed to"
  RhumbStr
      qualifiers;   ///< What the statements say besides, in lines: "linked to"
  bool needs_label; ///< No colour is left for it: only its label tells it
  bool hides_label; ///< The view wants no label at the edge
  size_t count, sources;
  RhumbFacts facts;
  RhumbAttrs attrs;
} RhumbMapEdge;

typedef struct {
  RhumbStr label;
  RhumbAttrs attrs;
  bool is_edge;
  size_t count; ///< Nodes or edges that look so
} RhumbLegend;

typedef struct RhumbMap {
  RhumbArena arena;
  RhumbStr title, description;
  RhumbStr summary; ///< "12 nodes and 20 relations"
  RhumbStr note;    ///< What is not shown; empty: nothing
  const char *layout, *direction;
  const RhumbMapNode *nodes;
  size_t n_nodes;
  const RhumbMapEdge *edges; ///< By `from`, then `to`
  size_t n_edges;
  const RhumbStr *clusters;
  size_t n_clusters;
  const RhumbLegend *legend;
  size_t n_legend;
  size_t more_classes, more_properties; ///< Kinds that are not in the legend
  bool has_edge_labels;
  bool is_untitled; ///< The title is made of the summary
} RhumbMap;

/// Put the selection into words; free with rhumb_map_free()
void
rhumb_map_make(RhumbMap *map, const RhumbSelection *selection);

void
rhumb_map_free(RhumbMap *map);

/// Append what the map shows, in a sentence or two
void
rhumb_map_describe(RhumbBuf *out, const RhumbMap *map);

/// Append a sentence on a node: what it is and what its edges say
void
rhumb_map_describe_node(RhumbBuf *out, const RhumbMap *map, size_t node);

/// Append a sentence on an edge: who, what, to whom, how often, by whose word
void
rhumb_map_describe_edge(RhumbBuf *out, const RhumbMap *map, size_t edge);

/// Append "attributed to ×3", the label of an edge with its count
void
rhumb_map_put_label(RhumbBuf *out, const RhumbMapEdge *edge);

/// Append "and 3 more kinds of nodes" if the legend has not all, else nothing
void
rhumb_map_put_more(RhumbBuf *out, const RhumbMap *map);

#endif // RHUMB_VIEW_MAP_H

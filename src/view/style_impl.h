// SPDX-License-Identifier: ISC

/// @file style_impl.h  What a view holds once read; defaults are filled in.

#ifndef RHUMB_VIEW_STYLE_IMPL_H
#define RHUMB_VIEW_STYLE_IMPL_H

#include "term/name.h"
#include "view/style.h"
#include "view/when.h"

/// IRIs, or language tags, as they were written
typedef struct {
  const RhumbIri *items;
  size_t count;
} RhumbIris;

/// Graphviz's attributes of a node or an edge; NULL or 0: not said
typedef struct {
  const char *shape;
  const char *fill;
  const char *color;
  const char *style;
  const char *arrow;
  const char *font_color;
  double font_size; ///< Points
  double width;     ///< Of the line, in points
} RhumbAttrs;

/// "What is one of these has those attributes"
typedef struct {
  RhumbIris of;    ///< Classes of nodes, or properties of edges
  RhumbIris nodes; ///< Single nodes, whatever their class
  RhumbStr label;  ///< Of edges; empty but with data: none is drawn
  RhumbStr legend;
  RhumbAttrs attrs;
} RhumbRule;

typedef struct {
  const RhumbRule *items;
  size_t count;
} RhumbRules;

/// "A node of this class stands for a statement: draw it as an edge"
typedef struct {
  RhumbRule
      rule; ///< `of` is the classes; label, legend and attributes of the edge
  RhumbIris from, to, show;
  RhumbIris by;       ///< Who says it; the label pairs that with what is said
  RhumbIris sources;  ///< Shown and counted as sources; none: by their names
  RhumbIris property; ///< What the edge means, such as att:attributedTo
  RhumbIris via;      ///< The property that says what it means (rdf:predicate)
  RhumbWhens when;    ///< What the node must have
} RhumbCollapse;

typedef struct {
  const RhumbCollapse *items;
  size_t count;
} RhumbCollapses;

struct RhumbView {
  RhumbStr name; ///< First: views are searched by it
  RhumbLoc loc;
  RhumbStr title, description;
  const char *layout;    ///< NULL: auto
  const char *direction; ///< NULL: left to right
  RhumbIris languages, labels;
  RhumbRules nodes, edges;
  RhumbCollapses collapse;
  RhumbIris cluster, details, links;
  RhumbIris focus;
  size_t hops;
  RhumbIris hide_classes, hide_properties, hide_nodes;
  RhumbIris only_classes, only_properties;
  size_t degree_over; ///< 0: no limit
  size_t limit;       ///< Nodes at most
  bool is_default;    ///< Made by us for any RDF
};

extern const RhumbSchema rhumb_view_schema;

/// The view for any RDF
extern const RhumbView rhumb_view_any;

#endif // RHUMB_VIEW_STYLE_IMPL_H

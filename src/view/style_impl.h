// SPDX-License-Identifier: ISC

/// @file style_impl.h  What a view holds once read; defaults are filled in.

#ifndef RHUMB_VIEW_STYLE_IMPL_H
#define RHUMB_VIEW_STYLE_IMPL_H

#include "base/status.h"
#include "base/str.h"
#include "view/style.h"

#include <stddef.h>

/// An IRI or a word of a view, and where it was written
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
} RhumbName;

typedef struct {
  const RhumbName *items;
  size_t count;
} RhumbNames;

/// How a node or an edge looks; NULL or 0: not said
typedef struct {
  const char *shape;
  const char *fill;
  const char *color;
  const char *style;
  const char *arrow;
  const char *font_color;
  double font_size; ///< Points
  double width;     ///< Of the line, in points
} RhumbLook;

/// "What is one of these looks like that"
typedef struct {
  RhumbNames of;    ///< Classes of nodes, or properties of edges
  RhumbNames nodes; ///< Single nodes, whatever their class
  RhumbStr label;   ///< Of edges; empty but with data: none is drawn
  RhumbStr legend;
  RhumbLook look;
} RhumbRule;

typedef struct {
  const RhumbRule *items;
  size_t count;
} RhumbRules;

/// "A node of this class stands for a statement: draw it as an edge"
typedef struct {
  RhumbRule rule; ///< `of` is the classes; label, legend and look of the edge
  RhumbNames from, to, show;
  RhumbNames by;       ///< Who says it; the label pairs that with what is said
  RhumbNames sources;  ///< Shown and counted as sources; none: as they sound
  RhumbNames property; ///< What the edge means, such as att:attributedTo
  RhumbNames via;      ///< The property that says what it means (rdf:predicate)
} RhumbCollapse;

typedef struct {
  const RhumbCollapse *items;
  size_t count;
} RhumbCollapses;

struct RhumbView {
  RhumbStr name;
  RhumbLoc loc;
  RhumbStr title, description;
  const char *layout;    ///< NULL: auto
  const char *direction; ///< NULL: left to right
  RhumbNames languages, labels;
  RhumbRules nodes, edges;
  RhumbCollapses collapse;
  RhumbNames cluster, details, links;
  RhumbNames focus;
  size_t hops;
  RhumbNames hide_classes, hide_properties, hide_nodes;
  RhumbNames only_classes, only_properties;
  size_t degree_over; ///< 0: no limit
  size_t limit;       ///< Nodes at most
  bool is_default;    ///< Made by us for any RDF
};

/// The view for any RDF
extern const RhumbView rhumb_view_any;

#endif // RHUMB_VIEW_STYLE_IMPL_H

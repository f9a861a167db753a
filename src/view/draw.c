// SPDX-License-Identifier: ISC

/// @file draw.c  A map as a cgraph graph, with its attributes.

#include "view/draw.h"

#include "view/header.h"
#include "view/palette.h"
#include "view/text.h"

#include <math.h>

#define FONT         "DejaVu Sans"
#define CLAIM_WIDTH  34  ///< Columns of what is said at an edge, and by whom
#define FEW_ALONE    4   ///< Nodes without edges that need no rows
#define MAX_ROW      7   ///< Nodes in a row of them
#define CURVED_EDGES 150 ///< Edges that can be led around nodes in short time

/// How a character of text is written in a quoted string of DOT
typedef struct {
  const char *backslash, *newline;
} Quoting;

/// A label's escapes are read once, a tooltip's twice
static const Quoting in_label = {"\\\\", "\\n"};
static const Quoting in_list = {"\\\\", "\\l"}; ///< Lines begin at the left
static const Quoting in_tooltip = {"\\\\\\\\", " "};

static void
put_quoted(RhumbBuf *const out, const RhumbStr text, const Quoting *const how)
{
  rhumb_buf_putc(out, '"');
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    const char *const written = c == '\\'   ? how->backslash
                                : c == '\n' ? how->newline
                                : c == '"'  ? "\\\""
                                : c == '&'  ? "&amp;"
                                            : NULL;
    if (written) {
      rhumb_buf_puts(out, written);
    } else {
      rhumb_buf_putc(out, c);
    }
  }
  rhumb_buf_putc(out, '"');
}

// The graph's own attributes

/// Labels stand on ranks of their own between those of the nodes
static void
put_dot_options(RhumbBuf *const out,
                const RhumbMap *const map,
                const bool standalone)
{
  const char *const room = !map->has_edge_labels ? "nodesep=0.35, ranksep=0.7"
                           : standalone          ? "nodesep=0.5, ranksep=0.9"
                                                 : "nodesep=0.3, ranksep=0.35";
  rhumb_buf_format(out, "    rankdir=%s, %s,\n", map->direction, room);
}

static void
put_spring_options(RhumbBuf *const out, const RhumbMap *const map)
{
  const char *const splines = map->n_edges <= CURVED_EDGES ? "true" : "line";
  rhumb_buf_format(out,
                   "    overlap=prism, sep=\"+9\", esep=\"+4\", splines=%s, "
                   "outputorder=edgesfirst, start=7,\n",
                   splines);
  if (strcmp(map->layout, "sfdp") == 0) {
    rhumb_buf_puts(out, "    K=1.1, repulsiveforce=1.6,\n");
  }
}

static void
put_graph(RhumbBuf *const out, const RhumbMap *const map, const bool standalone)
{
  rhumb_buf_puts(out, "digraph rhumb {\n  graph [");
  rhumb_buf_format(out, "layout=%s, charset=\"UTF-8\",\n", map->layout);
  if (strcmp(map->layout, "dot") == 0) {
    put_dot_options(out, map, standalone);
  } else {
    put_spring_options(out, map);
  }
  rhumb_buf_puts(out,
                 "    bgcolor=white, pad=0.25, fontname=\"" FONT
                 "\", fontcolor=\"#111827\",\n"
                 "    labelloc=t, labeljust=l, label=");
  rhumb_header_put(out, map);
  rhumb_buf_puts(out,
                 "];\n  node [fontname=\"" FONT
                 "\", fontsize=12, fontcolor=\"#111827\", "
                 "margin=\"0.14,0.07\", height=0.4];\n"
                 "  edge [fontname=\"" FONT
                 "\", fontsize=10, arrowsize=0.7, color=\"#4b5563\"];\n");
}

// Nodes

static void
put_label(RhumbBuf *const out, const RhumbStr label, const size_t width)
{
  RhumbBuf shown = {0};
  RhumbBuf lines = {0};
  rhumb_text_put_clean(&shown, label, RHUMB_MAX_LABEL);
  rhumb_text_wrap(&lines, rhumb_buf_str(&shown), width);
  put_quoted(out, rhumb_buf_str(&lines), &in_label);
  rhumb_buf_free(&lines);
  rhumb_buf_free(&shown);
}

static void
put_tooltip(RhumbBuf *const out, RhumbBuf *const text)
{
  RhumbBuf shown = {0};
  rhumb_text_put_clean(&shown, rhumb_buf_str(text), RHUMB_MAX_TEXT);
  rhumb_buf_puts(out, ", tooltip=");
  put_quoted(out, rhumb_buf_str(&shown), &in_tooltip);
  rhumb_buf_free(&shown);
  rhumb_buf_free(text);
}

static void
put_word(RhumbBuf *const out, const char *const key, const char *const value)
{
  if (value) {
    rhumb_buf_format(out, ", %s=\"%s\"", key, value);
  }
}

static void
put_size(RhumbBuf *const out, const char *const key, const double value)
{
  if (value > 0.0) {
    rhumb_buf_format(out, ", %s=%g", key, value);
  }
}

static void
put_node_attrs(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  const bool is_solid = !attrs->style || strcmp(attrs->style, "solid") == 0;
  put_word(out, "shape", attrs->shape);
  if (rhumb_shape_glyph(attrs->shape)[0]) { // Not of plain text
    rhumb_buf_format(out,
                     ", style=\"filled%s%s\"",
                     is_solid ? "" : ",",
                     is_solid ? "" : attrs->style);
  }
  put_word(out, "fillcolor", attrs->fill);
  put_word(out, "color", attrs->color);
  put_word(out, "fontcolor", attrs->font_color);
  put_size(out, "penwidth", attrs->width);
  put_size(out, "fontsize", attrs->font_size);
}

static void
put_node(RhumbBuf *const out,
         const RhumbMap *const map,
         const size_t i,
         const bool standalone)
{
  const RhumbMapNode *const node = &map->nodes[i];
  rhumb_buf_format(out, "  n%zu [id=\"n%zu\", label=", i + 1, i + 1);
  put_label(out, node->label, RHUMB_LABEL_WIDTH);
  put_node_attrs(out, &node->attrs);
  if (standalone) {
    RhumbBuf text = {0};
    rhumb_map_describe_node(&text, map, i);
    put_tooltip(out, &text);
    if (node->link.len) {
      rhumb_buf_puts(out, ", target=\"_top\", URL=\"");
      rhumb_text_put_link(out, node->link);
      rhumb_buf_putc(out, '"');
    }
  }
  rhumb_buf_puts(out, "];\n");
}

/// True if the edge's label is a thing of its own that the edge runs through.
/// dot puts labels beside edges, where they seem to belong to others; this way
/// each stands on its own edge, and the others go around. What the user gets
/// as DOT keeps one edge for each relation.
static bool
is_threaded(const RhumbMap *const map,
            const RhumbMapEdge *const edge,
            const bool standalone)
{
  return !standalone && map->has_edge_labels && edge->from != edge->to &&
         (!edge->hides_label || edge->qualifiers.len) &&
         strcmp(map->layout, "dot") == 0;
}

static void
put_cluster(RhumbBuf *const out,
            const RhumbMap *const map,
            const size_t cluster,
            const bool standalone)
{
  rhumb_buf_format(out,
                   "  subgraph cluster_%zu {\n    graph [id=\"c%zu\", label=",
                   cluster + 1,
                   cluster + 1);
  put_label(out, map->clusters[cluster], (size_t)2 * RHUMB_LABEL_WIDTH);
  rhumb_buf_puts(out,
                 ", style=\"rounded,filled\", fillcolor=\"#f8fafc\""
                 ", color=\"#94a3b8\", fontsize=12, margin=12,"
                 " fontcolor=\"#334155\", labeljust=l];\n   ");
  for (size_t i = 0; i < map->n_nodes; ++i) {
    if (map->nodes[i].cluster == cluster) {
      rhumb_buf_format(out, " n%zu;", i + 1);
    }
  }
  for (size_t i = 0; i < map->n_edges; ++i) {
    const RhumbMapEdge *const edge = &map->edges[i];
    if (map->nodes[edge->from].cluster == cluster &&
        map->nodes[edge->to].cluster == cluster &&
        is_threaded(map, edge, standalone)) {
      rhumb_buf_format(out, " l%zu;", i + 1);
    }
  }
  rhumb_buf_puts(out, "\n  }\n");
}

// Edges

/// Wrap each line of `text` behind what is there
static void
put_lines(RhumbBuf *const out, RhumbStr text)
{
  while (text.len) {
    const RhumbStr line = rhumb_str_cut(&text, '\n');
    rhumb_buf_puts(out, out->len ? "\n" : "");
    rhumb_text_wrap(out, line, CLAIM_WIDTH);
  }
}

static void
put_edge_label(RhumbBuf *const out, const RhumbMapEdge *const edge)
{
  RhumbBuf lines = {0};
  if (!edge->hides_label) {
    RhumbBuf relation = {0};
    rhumb_map_put_label(&relation, edge);
    rhumb_text_wrap(&lines, rhumb_buf_str(&relation), RHUMB_LABEL_WIDTH);
    rhumb_buf_free(&relation);
  }
  put_lines(&lines, edge->qualifiers);
  rhumb_buf_puts(out, ", label=");
  const bool is_list =
      edge->hides_label && edge->qualifiers.len &&
      memchr(edge->qualifiers.data, '\n', edge->qualifiers.len);
  if (is_list) {
    rhumb_buf_putc(&lines, '\n');
  }
  put_quoted(out, rhumb_buf_str(&lines), is_list ? &in_list : &in_label);
  rhumb_buf_free(&lines);
}

static void
put_line_attrs(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  put_word(out, "color", attrs->color);
  put_word(out, "style", attrs->style);
  put_size(out, "penwidth", attrs->width);
}

static void
put_text_attrs(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  put_word(
      out, "fontcolor", attrs->font_color ? attrs->font_color : attrs->color);
  put_size(out, "fontsize", attrs->font_size);
}

/// From the node to the label, and from there to the other node
static void
put_threaded_edge(RhumbBuf *const out,
                  const RhumbMapEdge *const edge,
                  const size_t number)
{
  const RhumbAttrs *const attrs = &edge->attrs;
  const bool is_back = rhumb_arrow_points(attrs->arrow, "back");
  const bool is_forward = rhumb_arrow_points(attrs->arrow, "forward");
  rhumb_buf_format(out,
                   "  l%zu [id=\"l%zu\", shape=plaintext, width=0, height=0, "
                   "margin=\"0.05,0.03\"",
                   number,
                   number);
  put_edge_label(out, edge);
  rhumb_buf_puts(out, attrs->font_size > 0 ? "" : ", fontsize=10");
  put_text_attrs(out, attrs);
  rhumb_buf_format(out,
                   "];\n  n%u -> l%zu [id=\"e%zu\", dir=%s",
                   edge->from + 1,
                   number,
                   number,
                   is_back ? "back" : "none");
  put_line_attrs(out, attrs);
  rhumb_buf_format(out,
                   "];\n  l%zu -> n%u [id=\"f%zu\", dir=%s",
                   number,
                   edge->to + 1,
                   number,
                   is_forward ? "forward" : "none");
  put_line_attrs(out, attrs);
  rhumb_buf_puts(out, "];\n");
}

static void
put_edge(RhumbBuf *const out,
         const RhumbMap *const map,
         const size_t i,
         const bool standalone)
{
  const RhumbMapEdge *const edge = &map->edges[i];
  if (is_threaded(map, edge, standalone)) {
    put_threaded_edge(out, edge, i + 1);
    return;
  }
  rhumb_buf_format(
      out, "  n%u -> n%u [id=\"e%zu\"", edge->from + 1, edge->to + 1, i + 1);
  if (map->has_edge_labels || edge->needs_label) {
    put_edge_label(out, edge);
  }
  put_line_attrs(out, &edge->attrs);
  put_text_attrs(out, &edge->attrs);
  put_word(out, "dir", edge->attrs.arrow);
  if (standalone) {
    RhumbBuf text = {0};
    rhumb_map_describe_edge(&text, map, i);
    put_tooltip(out, &text);
  }
  rhumb_buf_puts(out, "];\n");
}

/// The cluster of a node; those without one are a group, too
static size_t
group_of(const RhumbMap *const map, const size_t node)
{
  const uint32_t cluster = map->nodes[node].cluster;
  return cluster == RHUMB_NO_CLUSTER ? map->n_clusters : cluster;
}

/// Nodes without edges stand in rows that unseen edges hold together: dot
/// would put them all on one rank. One row after the other for each cluster.
static void
put_rows(RhumbBuf *const out, const RhumbMap *const map)
{
  RhumbArena arena = {0};
  const size_t n_groups = map->n_clusters + 1;
  unsigned char *const is_linked =
      RHUMB_NEW(&arena, unsigned char, map->n_nodes);
  size_t *const count = RHUMB_NEW(&arena, size_t, n_groups);
  size_t *const placed = RHUMB_NEW(&arena, size_t, n_groups);
  size_t *const last = RHUMB_NEW(&arena, size_t, n_groups);
  for (size_t i = 0; i < map->n_edges; ++i) {
    is_linked[map->edges[i].from] = 1;
    is_linked[map->edges[i].to] = 1;
  }
  for (size_t i = 0; i < map->n_nodes; ++i) {
    count[group_of(map, i)] += !is_linked[i];
  }
  for (size_t i = 0; i < map->n_nodes; ++i) {
    const size_t group = group_of(map, i);
    const size_t length = (size_t)ceil(sqrt((double)count[group]));
    if (is_linked[i] || count[group] < FEW_ALONE) {
      continue;
    }
    if (placed[group]++ % (length < MAX_ROW ? length : MAX_ROW)) {
      rhumb_buf_format(
          out, "  n%zu -> n%zu [style=invis];\n", last[group] + 1, i + 1);
    }
    last[group] = i;
  }
  rhumb_arena_free(&arena);
}

void
rhumb_draw_dot(RhumbBuf *const out,
               const RhumbMap *const map,
               const bool standalone)
{
  put_graph(out, map, standalone);
  for (size_t i = 0; i < map->n_nodes; ++i) {
    put_node(out, map, i, standalone);
  }
  for (size_t i = 0; i < map->n_clusters; ++i) {
    put_cluster(out, map, i, standalone);
  }
  for (size_t i = 0; i < map->n_edges; ++i) {
    put_edge(out, map, i, standalone);
  }
  if (strcmp(map->layout, "dot") == 0) {
    put_rows(out, map);
  }
  rhumb_buf_puts(out, "}\n");
}

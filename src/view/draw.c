// SPDX-License-Identifier: ISC

/// @file draw.c  A map as a cgraph graph, with its attributes.

#include "view/draw.h"

#include "view/palette.h"
#include "view/text.h"

#include <math.h>

#define FONT         "DejaVu Sans"
#define LEGEND_WIDE  120 ///< Columns of text in a row of the legend
#define SAID_WIDE    34  ///< Columns of what is said at an edge, and by whom
#define TITLE_WIDE   70
#define NOTE_WIDE    110
#define LARGE_MAP    80  ///< Nodes; beyond, the header grows with the picture
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

/// Text in an HTML-like label; there too, backslashes are escapes
static void
put_html(RhumbBuf *const out, const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    if (c == '\\') {
      rhumb_buf_puts(out, "\\\\");
    } else if (c == '\n') {
      rhumb_buf_puts(out, "<BR ALIGN=\"LEFT\"/>");
    } else {
      rhumb_text_escape(out, (RhumbStr){&c, 1});
    }
  }
}

static void
put_wrapped_html(RhumbBuf *const out, const RhumbStr text, const size_t width)
{
  RhumbBuf lines = {0};
  rhumb_text_wrap(&lines, text, width, '\n');
  rhumb_buf_putc(&lines, '\n');
  put_html(out, rhumb_buf_str(&lines));
  rhumb_buf_free(&lines);
}

// The header: title, description, legend, what is not shown

typedef struct {
  RhumbBuf *out;
  double scale; ///< Of its fonts: what is large is looked at from afar
} Header;

static void
put_line(const Header *const h,
         const char *const open,
         const char *const close,
         const double size,
         const char *const color,
         const RhumbStr text,
         const size_t width)
{
  if (text.len) {
    rhumb_buf_format(h->out,
                     "<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT "
                     "POINT-SIZE=\"%.0f\" COLOR=\"%s\">%s",
                     size * h->scale,
                     color,
                     open);
    put_wrapped_html(h->out, text, width);
    rhumb_buf_format(h->out, "%s</FONT></TD></TR>", close);
  }
}

static bool
is_word(const char *const word, const char *const what)
{
  return word && strcmp(word, what) == 0;
}

/// A line that looks like the edge: solid, dashed or dotted, with its arrows
static void
put_edge_sample(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  const bool is_both = is_word(attrs->arrow, "both");
  const bool is_back = is_both || is_word(attrs->arrow, "back");
  const bool is_forward =
      is_both || !attrs->arrow || is_word(attrs->arrow, "forward");
  rhumb_buf_format(out,
                   "<FONT COLOR=\"%s\">%s%s%s</FONT>",
                   attrs->color,
                   is_back ? "\u25C0" : "",
                   is_word(attrs->style, "dashed")   ? "\u254C\u254C"
                   : is_word(attrs->style, "dotted") ? "\u2508\u2508"
                   : attrs->width >= 2.0             ? "\u2501\u2501"
                                                     : "\u2500\u2500",
                   is_forward ? "\u25B6" : "");
}

/// The cell of a node's kind: as thick and dashed as its border
static void
put_node_cell(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  rhumb_buf_format(out,
                   "<TD BORDER=\"%d\" STYLE=\"ROUNDED%s\" BGCOLOR=\"%s\" "
                   "COLOR=\"%s\">",
                   attrs->width >= 2.0 || is_word(attrs->style, "bold") ? 2 : 1,
                   is_word(attrs->style, "dashed")   ? ",DASHED"
                   : is_word(attrs->style, "dotted") ? ",DOTTED"
                                                     : "",
                   attrs->fill,
                   attrs->color);
}

/// The sample has a width of its own: fonts differ in how wide its glyphs are
static void
put_entry(const Header *const h, const RhumbLegend *const entry)
{
  const RhumbAttrs *const attrs = &entry->attrs;
  const char *const ink =
      !entry->is_edge && attrs->font_color ? attrs->font_color : "#111827";
  const bool is_both = is_word(attrs->arrow, "both");
  const double wide = !entry->is_edge ? 17.0 : is_both ? 42.0 : 32.0;
  if (entry->is_edge) {
    rhumb_buf_puts(h->out, "<TD BORDER=\"0\">");
  } else {
    put_node_cell(h->out, attrs);
  }
  rhumb_buf_format(h->out,
                   "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
                   "CELLPADDING=\"0\"><TR><TD WIDTH=\"%.0f\" ALIGN=\"LEFT\">"
                   "<FONT COLOR=\"%s\">",
                   wide * h->scale,
                   ink);
  if (entry->is_edge) {
    put_edge_sample(h->out, attrs);
  } else {
    rhumb_buf_puts(h->out, rhumb_shape_glyph(attrs->shape));
  }
  rhumb_buf_format(
      h->out, "</FONT></TD><TD ALIGN=\"LEFT\"><FONT COLOR=\"%s\">", ink);
  RhumbArena arena = {0};
  put_html(h->out, rhumb_text_clean(&arena, entry->label, 40));
  rhumb_arena_free(&arena);
  rhumb_buf_puts(h->out, "</FONT></TD></TR></TABLE></TD>");
}

/// Room that is left over is shared out by columns: the empty ones at the end
/// of each row keep the entries from growing
static void
put_legend(const Header *const h, const RhumbMap *const map)
{
  static const char *const row_open =
      "<TR><TD ALIGN=\"LEFT\" CELLPADDING=\"0\"><FONT POINT-SIZE=\"%.0f\">"
      "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
      "CELLPADDING=\"0\"><TR><TD>"
      "<TABLE BORDER=\"0\" CELLSPACING=\"5\" CELLPADDING=\"4\"><TR>";
  static const char *const row_close =
      "</TR></TABLE></TD><TD COLSPAN=\"60\"></TD>"
      "</TR></TABLE></FONT></TD></TR>";
  size_t columns = 0;
  for (size_t i = 0; i < map->n_legend; ++i) {
    const size_t wide = map->legend[i].label.len + 5;
    if (i && columns + wide > LEGEND_WIDE) {
      rhumb_buf_puts(h->out, row_close);
      columns = 0;
    }
    if (!columns) {
      rhumb_buf_format(h->out, row_open, 11.0 * h->scale);
    }
    columns += wide;
    put_entry(h, &map->legend[i]);
  }
  if (map->n_legend) {
    rhumb_buf_puts(h->out, row_close);
  }
  RhumbBuf more = {0};
  rhumb_map_put_more(&more, map);
  put_line(h, "", "", 11.0, "#374151", rhumb_buf_str(&more), NOTE_WIDE);
  rhumb_buf_free(&more);
}

/// What the picture holds and what it does not
static void
put_note(const Header *const h, const RhumbMap *const map)
{
  RhumbBuf note = {0};
  if (!map->is_untitled) {
    rhumb_buf_format(
        &note, "%.*s.%s", RHUMB_FMT(map->summary), map->note.len ? " " : "");
  }
  rhumb_buf_put(&note, map->note);
  put_line(h, "", "", 10.0, "#6b7280", rhumb_buf_str(&note), NOTE_WIDE);
  rhumb_buf_free(&note);
}

static void
put_header(RhumbBuf *const out, const RhumbMap *const map)
{
  const double grown = sqrt((double)map->n_nodes / LARGE_MAP);
  const Header h = {out, grown > 1.0 ? grown : 1.0};
  rhumb_buf_puts(out,
                 "<<TABLE BORDER=\"0\" CELLBORDER=\"0\" "
                 "CELLSPACING=\"0\" CELLPADDING=\"3\">");
  put_line(&h, "<B>", "</B>", 20.0, "#111827", map->title, TITLE_WIDE);
  put_line(&h, "", "", 12.0, "#374151", map->description, NOTE_WIDE);
  put_legend(&h, map);
  put_note(&h, map);
  rhumb_buf_puts(out, "<TR><TD HEIGHT=\"10\"></TD></TR></TABLE>>");
}

// The graph's own attributes

/// Labels stand on ranks of their own between those of the nodes
static void
put_dot_options(RhumbBuf *const out,
                const RhumbMap *const map,
                const bool alone)
{
  const char *const room = !map->has_edge_labels ? "nodesep=0.35, ranksep=0.7"
                           : alone               ? "nodesep=0.5, ranksep=0.9"
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
put_graph(RhumbBuf *const out, const RhumbMap *const map, const bool alone)
{
  rhumb_buf_puts(out, "digraph rhumb {\n  graph [");
  rhumb_buf_format(out, "layout=%s, charset=\"UTF-8\",\n", map->layout);
  if (strcmp(map->layout, "dot") == 0) {
    put_dot_options(out, map, alone);
  } else {
    put_spring_options(out, map);
  }
  rhumb_buf_puts(out,
                 "    bgcolor=white, pad=0.25, fontname=\"" FONT
                 "\", fontcolor=\"#111827\",\n"
                 "    labelloc=t, labeljust=l, label=");
  put_header(out, map);
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
  RhumbArena arena = {0};
  RhumbBuf lines = {0};
  const RhumbStr shown = rhumb_text_clean(&arena, label, RHUMB_MAX_LABEL);
  rhumb_text_wrap(&lines, shown, width, '\n');
  put_quoted(out, rhumb_buf_str(&lines), &in_label);
  rhumb_buf_free(&lines);
  rhumb_arena_free(&arena);
}

static void
put_tooltip(RhumbBuf *const out, RhumbBuf *const text)
{
  RhumbArena arena = {0};
  const RhumbStr shown =
      rhumb_text_clean(&arena, rhumb_buf_str(text), RHUMB_MAX_TEXT);
  rhumb_buf_puts(out, ", tooltip=");
  put_quoted(out, shown, &in_tooltip);
  rhumb_arena_free(&arena);
  rhumb_buf_free(text);
}

static void
put_name(RhumbBuf *const out, const char *const key, const char *const value)
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

static bool
has_body(const char *const shape)
{
  return rhumb_shape_glyph(shape)[0] != '\0';
}

static void
put_node_look(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  const bool is_solid = !attrs->style || strcmp(attrs->style, "solid") == 0;
  put_name(out, "shape", attrs->shape);
  if (has_body(attrs->shape)) {
    rhumb_buf_format(out,
                     ", style=\"filled%s%s\"",
                     is_solid ? "" : ",",
                     is_solid ? "" : attrs->style);
  }
  put_name(out, "fillcolor", attrs->fill);
  put_name(out, "color", attrs->color);
  put_name(out, "fontcolor", attrs->font_color);
  put_size(out, "penwidth", attrs->width);
  put_size(out, "fontsize", attrs->font_size);
}

static void
put_node(RhumbBuf *const out,
         const RhumbMap *const map,
         const size_t i,
         const bool alone)
{
  const RhumbMapNode *const node = &map->nodes[i];
  rhumb_buf_format(out, "  n%zu [id=\"n%zu\", label=", i + 1, i + 1);
  put_label(out, node->label, RHUMB_LABEL_WIDTH);
  put_node_look(out, &node->attrs);
  if (alone) {
    RhumbBuf text = {0};
    RhumbBuf url = {0};
    rhumb_map_describe_node(&text, map, i);
    put_tooltip(out, &text);
    if (rhumb_text_url(&url, node->link)) {
      rhumb_buf_puts(out, ", target=\"_top\", URL=");
      put_quoted(out, rhumb_buf_str(&url), &in_label);
    }
    rhumb_buf_free(&url);
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
            const bool alone)
{
  return !alone && map->has_edge_labels && edge->from != edge->to &&
         (!edge->hides_label || edge->qualifiers.len) &&
         strcmp(map->layout, "dot") == 0;
}

/// The nodes of each cluster, one behind the other
static void
put_clusters(RhumbBuf *const out, const RhumbMap *const map, const bool alone)
{
  RhumbArena arena = {0};
  size_t *const first = RHUMB_NEW(&arena, size_t, map->n_clusters + 2);
  size_t *const nodes = RHUMB_NEW(&arena, size_t, map->n_nodes);
  for (size_t i = 0; i < map->n_nodes; ++i) {
    if (map->nodes[i].cluster != RHUMB_NO_CLUSTER) {
      ++first[map->nodes[i].cluster + 2];
    }
  }
  for (size_t i = 2; i < map->n_clusters + 2; ++i) {
    first[i] += first[i - 1];
  }
  for (size_t i = 0; i < map->n_nodes; ++i) {
    if (map->nodes[i].cluster != RHUMB_NO_CLUSTER) {
      nodes[first[map->nodes[i].cluster + 1]++] = i;
    }
  }

  for (size_t c = 0; c < map->n_clusters; ++c) {
    rhumb_buf_format(out,
                     "  subgraph cluster_%zu {\n    graph [id=\"c%zu\", label=",
                     c + 1,
                     c + 1);
    put_label(out, map->clusters[c], (size_t)2 * RHUMB_LABEL_WIDTH);
    rhumb_buf_puts(out,
                   ", style=\"rounded,filled\", fillcolor=\"#f8fafc\""
                   ", color=\"#94a3b8\", fontsize=12, margin=12,"
                   " fontcolor=\"#334155\", labeljust=l];\n   ");
    for (size_t i = first[c]; i < first[c + 1]; ++i) {
      rhumb_buf_format(out, " n%zu;", nodes[i] + 1);
    }
    for (size_t i = 0; i < map->n_edges; ++i) {
      const RhumbMapEdge *const edge = &map->edges[i];
      if (map->nodes[edge->from].cluster == c &&
          map->nodes[edge->to].cluster == c && is_threaded(map, edge, alone)) {
        rhumb_buf_format(out, " l%zu;", i + 1);
      }
    }
    rhumb_buf_puts(out, "\n  }\n");
  }
  rhumb_arena_free(&arena);
}

// Edges

/// Wrap each line of `text` behind what is there
static void
put_lines(RhumbBuf *const out, const RhumbStr text)
{
  for (size_t at = 0; at < text.len;) {
    const char *const start = text.data + at;
    const char *const stop = (const char *)memchr(start, '\n', text.len - at);
    const size_t len = stop ? (size_t)(stop - start) : text.len - at;
    rhumb_buf_puts(out, out->len ? "\n" : "");
    rhumb_text_wrap(out, (RhumbStr){start, len}, SAID_WIDE, '\n');
    at += len + 1;
  }
}

static void
put_edge_label(RhumbBuf *const out, const RhumbMapEdge *const edge)
{
  RhumbBuf lines = {0};
  if (!edge->hides_label) {
    RhumbBuf relation = {0};
    rhumb_map_put_label(&relation, edge);
    rhumb_text_wrap(&lines, rhumb_buf_str(&relation), RHUMB_LABEL_WIDTH, '\n');
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
put_line_look(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  put_name(out, "color", attrs->color);
  put_name(out, "style", attrs->style);
  put_size(out, "penwidth", attrs->width);
}

static void
put_text_look(RhumbBuf *const out, const RhumbAttrs *const attrs)
{
  put_name(
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
  const char *const arrow = attrs->arrow ? attrs->arrow : "forward";
  const bool is_both = strcmp(arrow, "both") == 0;
  rhumb_buf_format(out,
                   "  l%zu [id=\"l%zu\", shape=plaintext, width=0, height=0, "
                   "margin=\"0.05,0.03\"",
                   number,
                   number);
  put_edge_label(out, edge);
  rhumb_buf_puts(out, attrs->font_size > 0 ? "" : ", fontsize=10");
  put_text_look(out, attrs);
  rhumb_buf_format(out,
                   "];\n  n%u -> l%zu [id=\"e%zu\", dir=%s",
                   edge->from + 1,
                   number,
                   number,
                   is_both || strcmp(arrow, "back") == 0 ? "back" : "none");
  put_line_look(out, attrs);
  rhumb_buf_format(out,
                   "];\n  l%zu -> n%u [id=\"f%zu\", dir=%s",
                   number,
                   edge->to + 1,
                   number,
                   is_both || strcmp(arrow, "forward") == 0 ? "forward"
                                                            : "none");
  put_line_look(out, attrs);
  rhumb_buf_puts(out, "];\n");
}

static void
put_edge(RhumbBuf *const out,
         const RhumbMap *const map,
         const size_t i,
         const bool alone)
{
  const RhumbMapEdge *const edge = &map->edges[i];
  if (is_threaded(map, edge, alone)) {
    put_threaded_edge(out, edge, i + 1);
    return;
  }
  rhumb_buf_format(
      out, "  n%u -> n%u [id=\"e%zu\"", edge->from + 1, edge->to + 1, i + 1);
  if (map->has_edge_labels || edge->needs_label) {
    put_edge_label(out, edge);
  }
  put_line_look(out, &edge->attrs);
  put_text_look(out, &edge->attrs);
  put_name(out, "dir", edge->attrs.arrow);
  if (alone) {
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
rhumb_draw_dot(RhumbBuf *const out, const RhumbMap *const map, const bool alone)
{
  put_graph(out, map, alone);
  for (size_t i = 0; i < map->n_nodes; ++i) {
    put_node(out, map, i, alone);
  }
  if (rhumb_layout_has_clusters(map->layout)) {
    put_clusters(out, map, alone);
  }
  for (size_t i = 0; i < map->n_edges; ++i) {
    put_edge(out, map, i, alone);
  }
  if (strcmp(map->layout, "dot") == 0) {
    put_rows(out, map);
  }
  rhumb_buf_puts(out, "}\n");
}

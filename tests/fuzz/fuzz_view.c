// SPDX-License-Identifier: ISC

/// @file fuzz_view.c  RDF to a map in Graphviz's language. Holds: the order of
/// the quads makes no difference; Graphviz reads the map; it has the nodes that
/// it should, and no attribute but ours, whatever the data is.
///
/// An input: a byte for the view; then quads, a line each, as graph.h has them.

#include "graph.h"

#include "view/read_dot.h"

/// What we give a graph, a node, an edge
static const char *const attributes[] = {
    "K",          "URL",          "arrowhead",
    "arrowsize",  "arrowtail",    "bgcolor",
    "charset",    "color",        "dir",
    "edgeURL",    "esep",         "fillcolor",
    "fontcolor",  "fontname",     "fontsize",
    "height",     "id",           "label",
    "labeljust",  "labelloc",     "layout",
    "margin",     "nodesep",      "outputorder",
    "overlap",    "pad",          "penwidth",
    "rankdir",    "ranksep",      "repulsiveforce",
    "sep",        "shape",        "splines",
    "start",      "style",        "target",
    "tooltip",    "weight",       "width",
    "constraint", "labeltooltip", "edgetooltip",
    "newrank",    "headclip",     "tailclip",
    NULL,
};

static void
check_attributes(Agraph_t *const graph, const int kind)
{
  for (Agsym_t *sym = agnxtattr(graph, kind, NULL); sym;
       sym = agnxtattr(graph, kind, sym)) {
    if (!fuzz_is_known(attributes, sym->name)) {
      fuzz_fail(sym->name, __FILE__, __LINE__);
    }
  }
}

/// Check that Graphviz finds what the map has
static void
check_dot(const RhumbStr dot, const RhumbMap *const map)
{
  static RhumbBuf text;
  text.len = 0;
  rhumb_buf_put(&text, dot);
  Agraph_t *const graph = rhumb_read_dot(rhumb_buf_cstr(&text));
  HOLDS(graph);
  size_t count = 0;
  for (Agnode_t *node = agfstnode(graph); node; node = agnxtnode(graph, node)) {
    const char *const name = agnameof(node);
    const size_t digits = strspn(name + 1, "0123456789");
    HOLDS(name[0] >= 'a' && name[0] <= 'z' && digits &&
          name[digits + 1] == '\0');
    count += name[0] == 'n';
  }
  HOLDS(count == map->n_nodes);
  check_attributes(graph, AGRAPH);
  check_attributes(graph, AGNODE);
  check_attributes(graph, AGEDGE);
  (void)agclose(graph);
}

/// Append the map of the quads, for users or for Graphviz; let Graphviz read it
static void
draw(RhumbBuf *const out,
     const RhumbStr quads,
     const size_t number,
     const bool backward,
     const bool is_read)
{
  static RhumbArena arena;
  rhumb_arena_reset(&arena);
  RhumbGraph *const graph = fuzz_graph(&arena, quads, backward);
  RhumbMap map;
  if (fuzz_map(&map,
               &arena,
               graph,
               fuzz_view(number / 2 % RHUMB_COUNT(fuzz_views)))) {
    rhumb_draw_dot(out, &map, number % 2 == 1);
    HOLDS(rhumb_utf8_valid(rhumb_buf_str(out), NULL));
    if (is_read) {
      check_dot(rhumb_buf_str(out), &map);
    }
    rhumb_map_free(&map);
  }
  rhumb_graph_free(graph);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr quads = fuzz_text(data, size);
  const size_t number = fuzz_choose(&quads, 256);
  if (rhumb_utf8_valid(quads, NULL)) {
    RhumbBuf out = {0};
    RhumbBuf other = {0};
    const bool is_read = fuzz_lot(fuzz_text(data, size), 4) == 0;
    draw(&out, quads, number, false, fuzz_is_alone || is_read);
    if (fuzz_is_alone || !is_read) {
      draw(&other, quads, number, true, false);
      fuzz_same(
          "maps of the same quads", rhumb_buf_str(&out), rhumb_buf_str(&other));
    }
    rhumb_buf_free(&out);
    rhumb_buf_free(&other);
  }
  return 0;
}

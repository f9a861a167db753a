// SPDX-License-Identifier: ISC

/// @file fuzz_svg.c  The drawing that Graphviz made, rewritten. Holds: it is
/// well-formed, has no element and no attribute but ours, links to the web
/// alone, and says the title; whatever the data, and whichever groups the
/// drawing has. What is no drawing crashes nothing.
///
/// An input: a byte for the view; quads, a line each, as graph.h has them; a
/// blank line; bytes that choose what is drawn.

#include "markup.h"

#include "view/svg.h"

static void
check_drawing(const RhumbMap *const map, RhumbStr choices)
{
  RhumbBuf drawing = {0};
  RhumbBuf out = {0};
  const RhumbStr raw = choices;
  fuzz_put_drawing(&drawing, &choices);
  rhumb_svg_put(&out, map, rhumb_buf_str(&drawing), false);
  xmlDoc *const doc = fuzz_read_markup(rhumb_buf_str(&out));
  xmlNode *const root = xmlDocGetRootElement(doc);
  fuzz_check_text(fuzz_find(root, "title", "id", "map-title"), map->title);
  xmlFreeDoc(doc);
  rhumb_svg_put(&out, map, raw, true);
  rhumb_buf_free(&drawing);
  rhumb_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr quads = fuzz_text(data, size);
  const size_t number = fuzz_choose(&quads, RHUMB_COUNT(fuzz_views));
  const size_t end = rhumb_str_find(quads, RHUMB_STR("\n\n"), 0);
  const RhumbStr choices =
      rhumb_str_from(quads, end < quads.len ? end + 2 : quads.len);
  quads.len = end < quads.len ? end : quads.len;
  if (rhumb_utf8_valid(quads, NULL)) {
    RhumbArena arena = {0};
    RhumbGraph *const graph = fuzz_graph(&arena, quads, false);
    RhumbMap map;
    if (fuzz_map(&map, &arena, graph, fuzz_view(number))) {
      check_drawing(&map, choices);
      rhumb_map_free(&map);
    }
    rhumb_graph_free(graph);
    rhumb_arena_free(&arena);
  }
  return 0;
}

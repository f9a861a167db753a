// SPDX-License-Identifier: ISC

/// @file fuzz_page.c  The page of a map. Holds: it is well-formed but for the
/// tags that HTML leaves open; it has no element and no attribute but ours, and
/// no script; it links to the web alone; the label of each node, and of each
/// edge, is found where it belongs, as it is.
///
/// An input: a byte for the view; then quads, a line each, as graph.h has them.

#include "markup.h"

#include "view/page.h"

/// Copy the page with the tags closed that HTML leaves open
static void
put_closed(RhumbBuf *const out, RhumbStr page)
{
  static const RhumbStr open[] = {
      {"<br>", 4}, {"charset=\"utf-8\">", 16}, {"initial-scale=1\">", 17}};
  while (page.len) {
    const size_t end = rhumb_str_index(page, '>');
    RhumbStr piece = rhumb_str_slice(page, 0, end + (end < page.len));
    page = rhumb_str_from(page, piece.len);
    bool is_open = false;
    for (size_t i = 0; i < RHUMB_COUNT(open); ++i) {
      is_open = is_open || rhumb_str_ends(piece, open[i]);
    }
    if (!rhumb_str_is(piece, "<!DOCTYPE html>")) {
      piece.len -= is_open;
      rhumb_buf_put(out, piece);
      rhumb_buf_puts(out, is_open ? "/>" : "");
    }
  }
}

static void
check_nodes(xmlNode *const root, const RhumbMap *const map)
{
  for (size_t i = 0; i < map->n_nodes; ++i) {
    char id[32];
    (void)snprintf(id, sizeof(id), "node-%zu", i + 1);
    xmlNode *const row = fuzz_find(root, "tr", "id", id);
    HOLDS(row);
    fuzz_check_text(row->children, map->nodes[i].label);
    fuzz_check_text(row->children->next, map->nodes[i].kind);
  }
}

static void
check_edges(xmlNode *const root, const RhumbMap *const map)
{
  xmlNode *const head = fuzz_find(root, "h2", "id", "relations");
  HOLDS(head);
  xmlNode *const body = fuzz_find(head, "tbody", NULL, NULL);
  HOLDS(body);
  xmlNode *row = xmlFirstElementChild(body);
  for (size_t i = 0; i < map->n_edges; ++i) {
    HOLDS(row);
    fuzz_check_text(row->children, map->nodes[map->edges[i].from].label);
    fuzz_check_text(row->children->next, map->edges[i].label);
    fuzz_check_text(row->children->next->next,
                    map->nodes[map->edges[i].to].label);
    row = xmlNextElementSibling(row);
  }
  HOLDS(!row);
}

static void
check_page(const RhumbMap *const map)
{
  RhumbBuf page = {0};
  RhumbBuf closed = {0};
  RhumbBuf drawing = {0};
  RhumbStr choices = RHUMB_STR("\0\1\1\1\1\1\1\1\2\1\4\1");
  fuzz_put_drawing(&drawing, &choices);
  rhumb_page_put(&page, map, rhumb_buf_str(&drawing));
  put_closed(&closed, rhumb_buf_str(&page));
  xmlDoc *const doc = fuzz_read_markup(rhumb_buf_str(&closed));
  xmlNode *const root = xmlDocGetRootElement(doc);
  fuzz_check_text(fuzz_find(root, "title", NULL, NULL), map->title);
  fuzz_check_text(fuzz_find(root, "h1", NULL, NULL), map->title);
  check_nodes(root, map);
  check_edges(root, map);
  xmlFreeDoc(doc);
  rhumb_buf_free(&page);
  rhumb_buf_free(&closed);
  rhumb_buf_free(&drawing);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr quads = fuzz_text(data, size);
  const size_t number = fuzz_choose(&quads, RHUMB_COUNT(fuzz_views));
  if (rhumb_utf8_valid(quads, NULL)) {
    static RhumbArena arena;
    rhumb_arena_reset(&arena);
    RhumbGraph *const graph = fuzz_graph(&arena, quads, false);
    RhumbMap map;
    if (fuzz_map(&map, &arena, graph, fuzz_view(number))) {
      check_page(&map);
      rhumb_map_free(&map);
    }
    rhumb_graph_free(graph);
  }
  return 0;
}

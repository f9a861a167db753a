// SPDX-License-Identifier: ISC

/// @file map.c  A selection put into words: labels, details, tables.

#include "view/map.h"

#include "view/facts.h"
#include "view/objects.h"
#include "view/stylesheet.h"
#include "view/text.h"

#define MAX_LABELS 160 ///< Edges whose labels can be read in one picture

/// The IRI of a rank that is one; else empty
static RhumbStr
iri_of(const RhumbSelection *const s,
       const uint32_t rank,
       RhumbArena *const arena)
{
  return rank < s->index->n_iris ? rhumb_text_clean(arena,
                                                    s->index->terms[rank].text,
                                                    RHUMB_MAX_TEXT)
                                 : RHUMB_STR("");
}

/// The first address that is safe to be a hyperlink
static RhumbStr
link_of(const RhumbSelection *const s, const uint32_t node)
{
  RhumbObjects links = rhumb_objects_of(s->index, node, &s->view->links);
  while (rhumb_objects_next(&links)) {
    const RhumbStr url = s->index->terms[links.quad->o].text;
    if (rhumb_text_is_link(url)) {
      return url;
    }
  }
  return (RhumbStr){0};
}

/// The numbers that what was ranked has in the map
typedef struct {
  uint32_t *node, *cluster; ///< By resource
} Numbers;

static uint32_t
cluster_of(const RhumbSelection *const s,
           RhumbMap *const map,
           RhumbStr *const clusters,
           const Numbers *const numbers,
           const uint32_t rank)
{
  const uint32_t cluster = s->clusters ? s->clusters[rank] : RHUMB_NO_TERM;
  if (cluster == RHUMB_NO_TERM) {
    return RHUMB_NO_CLUSTER;
  }
  if (!numbers->cluster[cluster]) {
    clusters[map->n_clusters++] = rhumb_name_of(s->namer, cluster, NULL);
    numbers->cluster[cluster] = (uint32_t)map->n_clusters;
  }
  return numbers->cluster[cluster] - 1;
}

static void
fill_nodes(RhumbMap *const map,
           const RhumbSelection *const s,
           RhumbStylesheet *const sheet,
           const Numbers *const numbers)
{
  RhumbArena *const arena = &map->arena;
  RhumbMapNode *const nodes = RHUMB_NEW(arena, RhumbMapNode, s->n_nodes);
  RhumbStr *const clusters = RHUMB_NEW(arena, RhumbStr, s->n_nodes);
  for (uint32_t i = 0; i < s->n_nodes; ++i) {
    const uint32_t rank = s->nodes[i];
    RhumbMapNode *const node = &nodes[i];
    numbers->node[rank] = i;
    rhumb_stylesheet_node(sheet, rank, node);
    node->label = rhumb_name_of(s->namer, rank, &node->language);
    node->iri = iri_of(s, rank, arena);
    node->is_part = rhumb_name_is_part(s->namer, rank);
    node->link = link_of(s, rank);
    node->facts = rhumb_facts_of_node(s, rank, arena);
    node->cluster = cluster_of(s, map, clusters, numbers, rank);
  }
  map->nodes = nodes;
  map->n_nodes = s->n_nodes;
  map->clusters = clusters;
}

/// Reifiers count; quads beside them say the same again
static size_t
count_statements(const RhumbSelection *const s, const RhumbEdge *const edge)
{
  size_t count = 0;
  uint32_t last = RHUMB_NO_TERM;
  for (size_t i = edge->first; i < edge->first + edge->count; ++i) {
    const uint32_t reifier = s->statements.items[i].reifier;
    count += reifier != RHUMB_NO_TERM && reifier != last;
    last = reifier;
  }
  return count ? count : edge->count;
}

static void
fill_edges(RhumbMap *const map,
           const RhumbSelection *const s,
           RhumbStylesheet *const sheet,
           const Numbers *const numbers)
{
  RhumbArena *const arena = &map->arena;
  RhumbMapEdge *const edges = RHUMB_NEW(arena, RhumbMapEdge, s->n_edges);
  for (size_t i = 0; i < s->n_edges; ++i) {
    const RhumbEdge *const edge = &s->edges[i];
    RhumbMapEdge *const drawn = &edges[i];
    const RhumbFacts facts = rhumb_facts_of_edge(s, edge, arena);
    drawn->from = numbers->node[edge->from];
    drawn->to = numbers->node[edge->to];
    drawn->iri = iri_of(s, edge->property, arena);
    drawn->count = count_statements(s, edge);
    for (size_t k = 0; k < facts.count + facts.more; ++k) {
      drawn->sources += facts.items[k].is_source;
    }
    rhumb_stylesheet_edge(sheet, edge, drawn);
    drawn->qualifiers = rhumb_qualifiers_of(s, edge, &facts, arena);
    drawn->facts = facts;
  }
  map->edges = edges;
  map->n_edges = s->n_edges;
}

// What was left out

typedef struct {
  size_t count;
  const char *one, *many, *rest;
} Omission;

static void
put_omissions(RhumbBuf *const out,
              const Omission *const omissions,
              const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const Omission *const o = &omissions[i];
    if (o->count) {
      rhumb_buf_puts(out, out->len ? "; " : "Not shown: ");
      rhumb_text_count(out, o->count, o->one, o->many);
      rhumb_buf_puts(out, o->rest);
    }
  }
  rhumb_buf_puts(out, out->len ? "." : "");
}

static RhumbStr
note_of(const RhumbSelection *const s, RhumbArena *const arena)
{
  const RhumbLeftOut *const o = &s->left_out;
  const char *const hops = rhumb_str_format(arena,
                                            " beyond %zu %s of the focus",
                                            s->view->hops,
                                            s->view->hops == 1 ? "hop" : "hops")
                               .data;
  const char *const hubs =
      rhumb_str_format(arena, " with over %zu relations", s->hubs_over).data;
  const Omission omissions[] = {
      {o->beyond_hops, "node", "nodes", hops},
      {o->hubs, "hub", "hubs", hubs},
      {o->only_hubs, "node", "nodes", " linked to hubs only"},
      {o->unrelated, "node", "nodes", " without a relation in this view"},
      {o->hidden_nodes, "filtered node", "filtered nodes", ""},
      {o->hidden_statements, "filtered relation", "filtered relations", ""},
      {o->over_limit, "less connected node", "less connected nodes", ""},
      {o->edges_over_limit, "relation", "relations", " said least"},
      {o->declarations, "declaration", "declarations", " of the vocabulary"},
  };
  RhumbBuf out = {0};
  put_omissions(&out, omissions, RHUMB_COUNT(omissions));
  if (o->in_many_clusters) {
    rhumb_buf_puts(&out, out.len ? " " : "");
    rhumb_text_count(&out,
                     o->in_many_clusters,
                     "node belongs to several groups and stands in the first.",
                     "nodes belong to several groups and stand in the first.");
  }
  return rhumb_buf_keep(&out, arena);
}

// The whole

static RhumbStr
summary_of(const RhumbMap *const map, RhumbArena *const arena)
{
  RhumbBuf out = {0};
  rhumb_text_count(&out, map->n_nodes, "node", "nodes");
  rhumb_buf_puts(&out, " and ");
  rhumb_text_count(&out, map->n_edges, "relation", "relations");
  return rhumb_buf_keep(&out, arena);
}

static RhumbStr
title_of(const RhumbMap *const map,
         const RhumbView *const view,
         RhumbArena *const arena)
{
  if (view->title.len || view->name.len) {
    return rhumb_text_clean(
        arena, view->title.len ? view->title : view->name, RHUMB_MAX_LABEL);
  }
  return rhumb_str_format(arena, "Map of %.*s", RHUMB_FMT(map->summary));
}

void
rhumb_map_make(RhumbMap *const map, const RhumbSelection *const s)
{
  *map = (RhumbMap){
      .layout = s->layout,
      .direction = s->view->direction ? s->view->direction : "LR",
      .is_untitled = s->view->is_default,
  };
  RhumbArena *const arena = &map->arena;
  const size_t n = s->index->n_resources;
  const Numbers numbers = {RHUMB_NEW(arena, uint32_t, n),
                           RHUMB_NEW(arena, uint32_t, n)};
  RhumbStylesheet *const sheet = rhumb_stylesheet_new(s, arena);
  fill_nodes(map, s, sheet, &numbers);
  fill_edges(map, s, sheet, &numbers);

  map->has_edge_labels = map->n_edges <= MAX_LABELS;
  map->summary = summary_of(map, arena);
  map->title = title_of(map, s->view, arena);
  map->description =
      rhumb_text_clean(arena, s->view->description, RHUMB_MAX_TEXT);
  map->note = note_of(s, arena);
  rhumb_stylesheet_legend(sheet, map);
  rhumb_stylesheet_free(sheet);
}

void
rhumb_map_free(RhumbMap *const map)
{
  rhumb_arena_free(&map->arena);
  *map = (RhumbMap){0};
}

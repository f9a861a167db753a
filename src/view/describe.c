// SPDX-License-Identifier: ISC

/// @file describe.c  A map, its nodes and its edges as sentences.

#include "view/map.h"

#include "base/ascii.h"
#include "view/text.h"

#define MAX_EDGES 6 ///< In a node's sentence

static void
put_label(RhumbBuf *const out, const RhumbStr label)
{
  rhumb_text_put_clean(out, label, RHUMB_MAX_LABEL);
}

static void
put_kind(RhumbBuf *const out, const RhumbStr kind)
{
  const bool is_common = kind.len > 1 && rhumb_is_upper(kind.data[0]) &&
                         rhumb_is_lower(kind.data[1]);
  if (is_common) {
    rhumb_buf_putc(out, rhumb_to_lower(kind.data[0]));
  }
  rhumb_buf_put(out, rhumb_str_from(kind, is_common ? 1 : 0));
}

static void
put_said(RhumbBuf *const out, const RhumbMapEdge *const edge)
{
  if (edge->count > 1) {
    rhumb_buf_puts(out, ", ");
    rhumb_text_count(out, edge->count, "statement", "statements");
  }
  if (edge->sources) {
    rhumb_buf_puts(out, ", ");
    rhumb_text_count(out, edge->sources, "source", "sources");
  }
}

static void
put_facts(RhumbBuf *const out, const RhumbFacts *const facts)
{
  for (size_t i = 0; i < facts->count; ++i) {
    const RhumbFact *const fact = &facts->items[i];
    const bool same =
        i && rhumb_str_equal(fact->name, facts->items[i - 1].name);
    if (same) {
      rhumb_buf_puts(out, ", ");
    } else {
      rhumb_buf_puts(out, "; ");
      rhumb_buf_put(out, fact->name);
      rhumb_buf_puts(out, ": ");
    }
    rhumb_buf_put(out, fact->value);
    if (fact->count > 1) {
      rhumb_buf_format(out, " (\u00D7%u)", fact->count);
    }
  }
  if (facts->more) {
    rhumb_buf_puts(out, "; ");
    rhumb_text_count(out, facts->more, "more fact", "more facts");
  }
}

void
rhumb_map_describe_edge(RhumbBuf *const out,
                        const RhumbMap *const map,
                        const size_t edge)
{
  const RhumbMapEdge *const e = &map->edges[edge];
  put_label(out, map->nodes[e->from].label);
  rhumb_buf_putc(out, ' ');
  put_kind(out, e->label);
  rhumb_buf_putc(out, ' ');
  put_label(out, map->nodes[e->to].label);
  put_said(out, e);
  put_facts(out, &e->facts);
}

void
rhumb_map_put_label(RhumbBuf *const out, const RhumbMapEdge *const edge)
{
  put_label(out, edge->label);
  if (edge->count > 1) {
    rhumb_buf_format(out, " \u00D7%zu", edge->count);
  }
}

static void
put_edges_of(RhumbBuf *const out, const RhumbMap *const map, const size_t node)
{
  const size_t first = rhumb_rank_search(map->edges,
                                         map->n_edges,
                                         sizeof(RhumbMapEdge),
                                         offsetof(RhumbMapEdge, from),
                                         (uint32_t)node);
  size_t i = first;
  for (; i < map->n_edges && map->edges[i].from == node; ++i) {
    const RhumbMapEdge *const e = &map->edges[i];
    if (i - first >= MAX_EDGES) {
      continue;
    }
    rhumb_buf_puts(out, i == first ? ": " : "; ");
    put_kind(out, e->label);
    rhumb_buf_putc(out, ' ');
    put_label(out, map->nodes[e->to].label);
    if (e->sources) {
      rhumb_buf_puts(out, " (");
      rhumb_text_count(out, e->sources, "source", "sources");
      rhumb_buf_putc(out, ')');
    }
  }
  if (i - first > MAX_EDGES) {
    rhumb_buf_puts(out, "; and ");
    rhumb_text_count(
        out, i - first - MAX_EDGES, "more relation", "more relations");
  }
}

void
rhumb_map_describe_node(RhumbBuf *const out,
                        const RhumbMap *const map,
                        const size_t node)
{
  const RhumbMapNode *const n = &map->nodes[node];
  rhumb_buf_put(out, n->label);
  if (n->is_part && !rhumb_str_equal(n->label, n->iri)) {
    rhumb_buf_format(out, " <%.*s>", RHUMB_FMT(n->iri));
  }
  if (n->kind.len) {
    rhumb_buf_puts(out, ", ");
    put_kind(out, n->kind);
  }
  put_edges_of(out, map, node);
  put_facts(out, &n->facts);
}

void
rhumb_map_put_more(RhumbBuf *const out, const RhumbMap *const map)
{
  if (map->more_classes) {
    rhumb_buf_puts(out, "and ");
    rhumb_text_count(
        out, map->more_classes, "more kind of nodes", "more kinds of nodes");
  }
  if (map->more_properties) {
    rhumb_buf_puts(out, map->more_classes ? ", and " : "and ");
    rhumb_text_count(out,
                     map->more_properties,
                     "more kind of relations",
                     "more kinds of relations");
    rhumb_buf_puts(out, ", told by their labels");
  }
}

void
rhumb_map_describe(RhumbBuf *const out, const RhumbMap *const map)
{
  const RhumbStr description = map->description;
  rhumb_buf_put(out, description);
  if (description.len) {
    const char last = description.data[description.len - 1];
    rhumb_buf_puts(out, strchr(".!?", last) ? " " : ". ");
  }
  rhumb_buf_puts(out, "The map shows ");
  rhumb_buf_put(out, map->summary);
  for (size_t i = 0; i < map->n_legend; ++i) {
    rhumb_buf_puts(out, i ? ", " : ": ");
    rhumb_buf_format(out,
                     "%.*s (%zu)",
                     RHUMB_FMT(map->legend[i].label),
                     map->legend[i].count);
  }
  if (map->more_classes + map->more_properties) {
    rhumb_buf_puts(out, map->n_legend ? ", " : " ");
    rhumb_map_put_more(out, map);
  }
  rhumb_buf_puts(out, map->note.len ? ". " : ".");
  rhumb_buf_put(out, map->note);
}

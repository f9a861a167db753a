// SPDX-License-Identifier: ISC

/// @file graph.c  Quads interned and sorted, for any number of views.

#include "view/graph.h"

#include "base/list.h"
#include "base/table.h"
#include "term/language.h"
#include "term/statement.h"
#include "view/graph_impl.h"

#include <stdlib.h>

/// How the texts of a term make its key
typedef struct {
  RhumbTermKind kind;
  uint32_t text, language; ///< Lengths; the datatype is the rest of the key
} Shape;

/// Made when asked for, forgotten when a quad comes in
typedef struct {
  RhumbIndex index;
  RhumbArena arena;
  bool is_ready;
} Order;

struct RhumbGraph {
  RhumbTable keys;
  RHUMB_LIST(RhumbRankedQuad) quads;
  RhumbBuf key;
  Order order;
};

RhumbGraph *
rhumb_graph_new(void)
{
  RhumbGraph *const graph =
      (RhumbGraph *)rhumb_xrealloc(NULL, sizeof(RhumbGraph));
  *graph = (RhumbGraph){0};
  return graph;
}

static void
forget_order(Order *const order)
{
  rhumb_arena_free(&order->arena);
  *order = (Order){0};
}

void
rhumb_graph_free(RhumbGraph *const graph)
{
  if (graph) {
    forget_order(&graph->order);
    rhumb_table_free(&graph->keys);
    rhumb_buf_free(&graph->key);
    free(graph->quads.items);
    free(graph);
  }
}

/// Its shape is the end of the key: no two terms share one, whatever they hold
static RhumbStr
key_of(RhumbGraph *const graph, const RhumbTerm *const term)
{
  RhumbStr language = term->language;
  if (language.len) {
    (void)rhumb_language_cut(&language); // Maps leave directions to the browser
  }
  const Shape shape = {
      term->kind, (uint32_t)term->text.len, (uint32_t)language.len};
  RhumbBuf *const key = &graph->key;
  key->len = 0;
  rhumb_buf_put(key, term->text);
  rhumb_buf_put(key, language);
  rhumb_buf_put(key, term->datatype);
  rhumb_buf_put(key, (RhumbStr){(const char *)&shape, sizeof(shape)});
  return rhumb_buf_str(key);
}

static uint32_t
intern(RhumbGraph *const graph, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_NONE) {
    return RHUMB_NO_TERM;
  }
  return rhumb_table_add(&graph->keys, key_of(graph, term));
}

bool
rhumb_graph_is_empty(const RhumbGraph *const graph)
{
  return graph->quads.count == 0;
}

bool
rhumb_graph_has(RhumbGraph *const graph, const RhumbTerm *const term)
{
  return rhumb_table_find(&graph->keys, key_of(graph, term)) !=
         RHUMB_TABLE_NONE;
}

static void
put_quad(RhumbGraph *const graph, const RhumbQuad *const quad)
{
  const RhumbRankedQuad ids = {
      .s = intern(graph, &quad->subject),
      .p = intern(graph, &quad->predicate),
      .o = intern(graph, &quad->object),
      .g = intern(graph, &quad->graph),
  };
  RHUMB_PUSH(&graph->quads, ids);
}

/// Keep what reifies a triple as rdf:Statement; a triple within that one is a
/// text
static void
put_statement(RhumbGraph *const graph,
              const RhumbQuad quads[const RHUMB_STATEMENT_QUADS])
{
  for (size_t i = 0; i < RHUMB_STATEMENT_QUADS; ++i) {
    RhumbQuad quad = quads[i];
    RhumbBuf text = {0};
    if (quad.object.kind == RHUMB_TERM_TRIPLE) {
      rhumb_term_put(&text, &quad.object);
      quad.object =
          (RhumbTerm){.kind = RHUMB_TERM_LITERAL, .text = rhumb_buf_str(&text)};
    }
    put_quad(graph, &quad);
    rhumb_buf_free(&text);
  }
}

RhumbStatus
rhumb_graph_put(RhumbGraph *const graph, const RhumbQuad *const quad)
{
  RhumbQuad statement[RHUMB_STATEMENT_QUADS];
  forget_order(&graph->order);
  if (rhumb_statement_of(statement, quad)) {
    put_statement(graph, statement);
  } else {
    put_quad(graph, quad);
  }
  return RHUMB_OK;
}

// The order

typedef struct {
  RhumbTerm term;
  uint32_t id;
} Entry;

static int
compare_entries(const void *const left, const void *const right)
{
  const RhumbTerm *const a = &((const Entry *)left)->term;
  const RhumbTerm *const b = &((const Entry *)right)->term;
  if (a->kind != b->kind) {
    return a->kind < b->kind ? -1 : 1;
  }
  int order = rhumb_str_compare(a->text, b->text);
  order = order ? order : rhumb_str_compare(a->language, b->language);
  return order ? order : rhumb_str_compare(a->datatype, b->datatype);
}

static int
compare_quads(const void *const left, const void *const right)
{
  const RhumbRankedQuad *const a = (const RhumbRankedQuad *)left;
  const RhumbRankedQuad *const b = (const RhumbRankedQuad *)right;
  int order = rhumb_rank_compare(a->s, b->s);
  order = order ? order : rhumb_rank_compare(a->p, b->p);
  order = order ? order : rhumb_rank_compare(a->o, b->o);
  return order ? order : rhumb_rank_compare(a->g, b->g);
}

static RhumbTerm
term_of(const RhumbGraph *const graph, const size_t id)
{
  const RhumbStr key = graph->keys.keys[id];
  Shape shape = {RHUMB_TERM_NONE, 0, 0};
  memcpy(&shape, key.data + key.len - sizeof(shape), sizeof(shape));
  const size_t language_end = (size_t)shape.text + shape.language;
  return (RhumbTerm){
      .kind = shape.kind,
      .text = rhumb_str_slice(key, 0, shape.text),
      .language = rhumb_str_slice(key, shape.text, language_end),
      .datatype = rhumb_str_slice(key, language_end, key.len - sizeof(shape)),
  };
}

/// Sort the terms; `ranks` gets the rank of each by number
static void
rank_terms(const RhumbGraph *const graph,
           Order *const order,
           uint32_t *const ranks)
{
  const size_t count = graph->keys.count;
  RhumbTerm *const terms = RHUMB_NEW(&order->arena, RhumbTerm, count);
  Entry *const entries =
      (Entry *)rhumb_xrealloc(NULL, count * sizeof(*entries));
  for (size_t i = 0; i < count; ++i) {
    entries[i] = (Entry){term_of(graph, i), (uint32_t)i};
  }
  if (count) {
    qsort(entries, count, sizeof(*entries), compare_entries);
  }

  RhumbIndex *const index = &order->index;
  for (size_t i = 0; i < count; ++i) {
    const RhumbTermKind kind = entries[i].term.kind;
    terms[i] = entries[i].term;
    ranks[entries[i].id] = (uint32_t)i;
    index->n_iris += kind == RHUMB_TERM_IRI;
    index->n_resources += kind != RHUMB_TERM_LITERAL;
  }
  index->terms = terms;
  index->n_terms = count;
  free(entries);
}

static uint32_t
rank_of(const uint32_t *const ranks, const uint32_t id)
{
  return id == RHUMB_NO_TERM ? RHUMB_NO_TERM : ranks[id];
}

static void
sort_quads(const RhumbGraph *const graph,
           Order *const order,
           const uint32_t *const ranks)
{
  RhumbRankedQuad *const quads =
      RHUMB_NEW(&order->arena, RhumbRankedQuad, graph->quads.count);
  for (size_t i = 0; i < graph->quads.count; ++i) {
    const RhumbRankedQuad *const quad = &graph->quads.items[i];
    quads[i] = (RhumbRankedQuad){rank_of(ranks, quad->s),
                                 rank_of(ranks, quad->p),
                                 rank_of(ranks, quad->o),
                                 rank_of(ranks, quad->g)};
  }
  if (graph->quads.count) {
    qsort(quads, graph->quads.count, sizeof(*quads), compare_quads);
  }

  size_t kept = 0;
  for (size_t i = 0; i < graph->quads.count; ++i) {
    if (!kept || compare_quads(&quads[kept - 1], &quads[i]) != 0) {
      quads[kept++] = quads[i];
    }
  }
  order->index.quads = quads;
  order->index.n_quads = kept;
}

static void
find_firsts(Order *const order)
{
  const RhumbIndex *const index = &order->index;
  size_t *const first =
      RHUMB_NEW(&order->arena, size_t, index->n_resources + 1);
  size_t quad = 0;
  for (size_t i = 0; i <= index->n_resources; ++i) {
    while (quad < index->n_quads && index->quads[quad].s < i) {
      ++quad;
    }
    first[i] = quad;
  }
  order->index.first = first;
}

const RhumbIndex *
rhumb_graph_index(RhumbGraph *const graph)
{
  Order *const order = &graph->order;
  if (!order->is_ready) {
    uint32_t *const ranks =
        (uint32_t *)rhumb_xrealloc(NULL, graph->keys.count * sizeof(*ranks));
    rank_terms(graph, order, ranks);
    sort_quads(graph, order, ranks);
    find_firsts(order);
    free(ranks);
    order->is_ready = true;
  }
  return &order->index;
}

static int
compare_iri(const void *const iri, const void *const term)
{
  return rhumb_str_compare(*(const RhumbStr *)iri,
                           ((const RhumbTerm *)term)->text);
}

uint32_t
rhumb_index_iri(const RhumbIndex *const index, const RhumbStr iri)
{
  const RhumbTerm *const found = (const RhumbTerm *)bsearch(
      &iri, index->terms, index->n_iris, sizeof(*index->terms), compare_iri);
  return found ? (uint32_t)(found - index->terms) : RHUMB_NO_TERM;
}

size_t
rhumb_rank_search(const void *const items,
                  const size_t count,
                  const size_t size,
                  const size_t offset,
                  const uint32_t rank)
{
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    const size_t middle = low + ((high - low) / 2);
    uint32_t found = 0;
    memcpy(
        &found, (const char *)items + (middle * size) + offset, sizeof(found));
    low = found < rank ? middle + 1 : low;
    high = found < rank ? high : middle;
  }
  return low;
}

/// The first quad from `start` to `end` whose property is not below `p`
static size_t
lower_bound(const RhumbIndex *const index,
            const size_t start,
            const size_t end,
            const uint32_t p)
{
  return start + rhumb_rank_search(&index->quads[start],
                                   end - start,
                                   sizeof(RhumbRankedQuad),
                                   offsetof(RhumbRankedQuad, p),
                                   p);
}

const RhumbRankedQuad *
rhumb_index_find(const RhumbIndex *const index,
                 const uint32_t s,
                 const uint32_t p,
                 size_t *const count)
{
  *count = 0;
  if (s >= index->n_resources || p == RHUMB_NO_TERM) {
    return NULL;
  }
  const size_t end = index->first[s + 1];
  const size_t start = lower_bound(index, index->first[s], end, p);
  *count = lower_bound(index, start, end, p + 1) - start;
  return *count ? &index->quads[start] : NULL;
}

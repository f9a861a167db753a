// SPDX-License-Identifier: ISC

/// @file graph_impl.h  The graph in order: terms ranked, quads sorted.

#ifndef RHUMB_VIEW_GRAPH_IMPL_H
#define RHUMB_VIEW_GRAPH_IMPL_H

#include "term/term.h"
#include "view/graph.h"

#define RHUMB_NO_TERM UINT32_MAX

/// A quad whose terms are their ranks; `g` is RHUMB_NO_TERM by default
typedef struct {
  uint32_t s, p, o, g;
} RhumbRankedQuad;

/// The graph by rank: IRIs first, then blank nodes, then literals, each by text
typedef struct {
  const RhumbTerm *terms;
  size_t n_terms;
  size_t n_iris;                ///< Ranks below are IRIs
  size_t n_resources;           ///< Ranks below are IRIs and blank nodes
  const RhumbRankedQuad *quads; ///< By s, p, o, g; no two equal
  size_t n_quads;
  const size_t *first; ///< By resource: its first quad; one more at the end
} RhumbIndex;

/// Return the graph in order, owned by it, valid until the next put
const RhumbIndex *
rhumb_graph_index(RhumbGraph *graph);

/// Return the rank of an IRI, or RHUMB_NO_TERM
uint32_t
rhumb_index_iri(const RhumbIndex *index, RhumbStr iri);

/// Return the quads of subject `s` with property `p`, or NULL if `count` is 0
const RhumbRankedQuad *
rhumb_index_find(const RhumbIndex *index,
                 uint32_t s,
                 uint32_t p,
                 size_t *count);

/// Return how many of the structs that are sorted by the rank at `offset` have
/// a lower one than `rank`
size_t
rhumb_rank_search(
    const void *items, size_t count, size_t size, size_t offset, uint32_t rank);

/// Order two ranks, or other numbers, for qsort()
static inline int
rhumb_rank_compare(const uint32_t a, const uint32_t b)
{
  return (a > b) - (a < b);
}

#endif // RHUMB_VIEW_GRAPH_IMPL_H

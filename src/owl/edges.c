// SPDX-License-Identifier: ISC

/// @file edges.c  The edges of a vocabulary, sorted, and those of a term.

#include "owl/vocabulary_impl.h"

#include <stdlib.h>

static int
compare_edges(const void *const a, const void *const b)
{
  const RhumbVocabularyEdge *const x = (const RhumbVocabularyEdge *)a;
  const RhumbVocabularyEdge *const y = (const RhumbVocabularyEdge *)b;
  const uint32_t left[] = {x->kind, x->from, x->to};
  const uint32_t right[] = {y->kind, y->from, y->to};
  for (size_t i = 0; i < 3; ++i) {
    if (left[i] != right[i]) {
      return left[i] < right[i] ? -1 : 1;
    }
  }
  return 0;
}

void
rhumb_edges_sort(RhumbVocabularyEdges *const edges)
{
  if (edges->count) {
    qsort(edges->items, edges->count, sizeof(*edges->items), compare_edges);
  }
}

const RhumbVocabularyEdge *
rhumb_edges_of(const RhumbVocabulary *const v,
               const unsigned kind,
               const uint32_t from,
               size_t *const count)
{
  const RhumbVocabularyEdge wanted = {kind, from, 0};
  size_t low = 0;
  size_t high = v->edges.count;
  while (low < high) {
    const size_t middle = low + ((high - low) / 2);
    if (compare_edges(&v->edges.items[middle], &wanted) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *count = 0;
  const RhumbVocabularyEdge *const first = v->edges.items + low;
  while (low + *count < v->edges.count && first[*count].kind == kind &&
         first[*count].from == from) {
    ++*count;
  }
  return first;
}

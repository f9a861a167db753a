// SPDX-License-Identifier: ISC

/// @file usage.c  Classes and properties counted, the most used first.

#include "view/usage.h"

#include <stdlib.h>

static int
compare_uses(const void *const left, const void *const right)
{
  const RhumbUse *const a = (const RhumbUse *)left;
  const RhumbUse *const b = (const RhumbUse *)right;
  const int order = rhumb_rank_compare(b->uses, a->uses);
  return order ? order : rhumb_rank_compare(a->item, b->item);
}

void
rhumb_uses_sort(RhumbUse *const uses, const size_t count)
{
  if (count) {
    qsort(uses, count, sizeof(*uses), compare_uses);
  }
}

static uint32_t *
new_uses(const RhumbSelection *const s, RhumbArena *const arena)
{
  return RHUMB_NEW(arena, uint32_t, s->index->n_iris + 1);
}

static RhumbUsage
sort_by_uses(const RhumbSelection *const s,
             const uint32_t *const uses,
             RhumbArena *const arena)
{
  size_t count = 0;
  RhumbUse *const sorted = RHUMB_NEW(arena, RhumbUse, s->index->n_iris);
  for (uint32_t i = 0; i < s->index->n_iris; ++i) {
    if (uses[i]) {
      sorted[count++] = (RhumbUse){i, uses[i]};
    }
  }
  rhumb_uses_sort(sorted, count);
  uint32_t *const iris = RHUMB_NEW(arena, uint32_t, count);
  uint32_t *const places = new_uses(s, arena);
  for (uint32_t i = 0; i < count; ++i) {
    iris[i] = sorted[i].item;
    places[sorted[i].item] = i;
  }
  return (RhumbUsage){uses, places, iris, count};
}

RhumbUsage
rhumb_usage_of_properties(const RhumbSelection *const s,
                          RhumbArena *const arena)
{
  uint32_t *const uses = new_uses(s, arena);
  for (size_t i = 0; i < s->n_edges; ++i) {
    if (s->edges[i].property < s->index->n_iris) {
      ++uses[s->edges[i].property];
    }
  }
  return sort_by_uses(s, uses, arena);
}

/// True unless it is no IRI, or one of OWL's and RDF's own that all things are
static bool
is_descriptive(const RhumbIndex *const index, const uint32_t class)
{
  if (class >= index->n_iris) {
    return false;
  }
  const RhumbStr iri = index->terms[class].text;
  return !rhumb_str_is(iri, RHUMB_OWL "NamedIndividual") &&
         !rhumb_str_is(iri, RHUMB_OWL "Thing") &&
         !rhumb_str_is(iri, RHUMB_RDFS "Resource");
}

const uint32_t *
rhumb_usage_of_types(const RhumbSelection *const s, RhumbArena *const arena)
{
  uint32_t *const uses = new_uses(s, arena);
  for (size_t i = 0; i < s->n_nodes; ++i) {
    size_t count = 0;
    const RhumbRankedQuad *const types =
        rhumb_index_find(s->index, s->nodes[i], s->namer->type, &count);
    for (size_t k = 0; k < count; ++k) {
      if (is_descriptive(s->index, types[k].o)) {
        ++uses[types[k].o];
      }
    }
  }
  return uses;
}

uint32_t
rhumb_main_class(const RhumbSelection *const s,
                 const uint32_t *const uses,
                 const uint32_t resource)
{
  size_t count = 0;
  uint32_t best = RHUMB_NO_TERM;
  const RhumbRankedQuad *const types =
      rhumb_index_find(s->index, resource, s->namer->type, &count);
  for (size_t i = 0; i < count; ++i) {
    const uint32_t class = types[i].o;
    if (is_descriptive(s->index, class) &&
        (best == RHUMB_NO_TERM || uses[class] < uses[best])) {
      best = class;
    }
  }
  return best;
}

RhumbUsage
rhumb_usage_of_classes(const RhumbSelection *const s,
                       const uint32_t *const uses,
                       RhumbArena *const arena)
{
  uint32_t *const main_uses = new_uses(s, arena);
  for (size_t i = 0; i < s->n_nodes; ++i) {
    const uint32_t class = rhumb_main_class(s, uses, s->nodes[i]);
    if (class != RHUMB_NO_TERM) {
      ++main_uses[class];
    }
  }
  return sort_by_uses(s, main_uses, arena);
}

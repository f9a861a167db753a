// SPDX-License-Identifier: ISC

/// @file hierarchy.c  Classes and properties with what is below them.

#include "view/hierarchy.h"

#include <stdlib.h>

static int
compare_pairs(const void *const left, const void *const right)
{
  const RhumbRankPair *const a = (const RhumbRankPair *)left;
  const RhumbRankPair *const b = (const RhumbRankPair *)right;
  const int order = rhumb_rank_compare(a->of, b->of);
  return order ? order : rhumb_rank_compare(a->item, b->item);
}

void
rhumb_multimap_sort(RhumbMultimap *const map)
{
  if (map->count) {
    qsort(map->items, map->count, sizeof(*map->items), compare_pairs);
  }
}

const RhumbRankPair *
rhumb_multimap_find(const RhumbMultimap *const map,
                    const uint32_t of,
                    size_t *const count)
{
  const size_t start = rhumb_rank_search(map->items,
                                         map->count,
                                         sizeof(RhumbRankPair),
                                         offsetof(RhumbRankPair, of),
                                         of);
  size_t end = start;
  while (end < map->count && map->items[end].of == of) {
    ++end;
  }
  *count = end - start;
  return *count ? &map->items[start] : NULL;
}

void
rhumb_multimap_free(RhumbMultimap *const map)
{
  free(map->items);
  *map = (RhumbMultimap){0};
}

RhumbMultimap
rhumb_hierarchy_new(const RhumbIndex *const index, const char *const via)
{
  RhumbMultimap hierarchy = {0};
  const uint32_t p = rhumb_index_iri(index, rhumb_str(via));
  for (size_t i = 0; p != RHUMB_NO_TERM && i < index->n_quads; ++i) {
    if (index->quads[i].p == p) {
      RHUMB_PUSH(&hierarchy,
                 (RhumbRankPair){index->quads[i].o, index->quads[i].s});
    }
  }
  rhumb_multimap_sort(&hierarchy);
  return hierarchy;
}

/// Push `top` and all below it, each once: `seen` has a byte for each resource
static void
push_below(RhumbMultimap *const rules,
           const RhumbMultimap *const hierarchy,
           const uint32_t top,
           const uint32_t rule,
           unsigned char *const seen)
{
  size_t next = rules->count;
  RHUMB_PUSH(rules, (RhumbRankPair){top, rule});
  seen[top] = 1;
  for (; next < rules->count; ++next) {
    size_t count = 0;
    const RhumbRankPair *const below =
        rhumb_multimap_find(hierarchy, rules->items[next].of, &count);
    for (size_t i = 0; i < count; ++i) {
      if (!seen[below[i].item]) {
        seen[below[i].item] = 1;
        RHUMB_PUSH(rules, (RhumbRankPair){below[i].item, rule});
      }
    }
  }
}

void
rhumb_rules_add(RhumbMultimap *const rules,
                const RhumbIndex *const index,
                const RhumbMultimap *const hierarchy,
                const RhumbIris names,
                const uint32_t rule)
{
  for (size_t i = 0; i < names.count; ++i) {
    const uint32_t rank = rhumb_index_iri(index, names.items[i].text);
    if (rank == RHUMB_NO_TERM) {
      continue;
    }
    if (!hierarchy || !hierarchy->count) {
      RHUMB_PUSH(rules, (RhumbRankPair){rank, rule});
      continue;
    }
    unsigned char *const seen =
        (unsigned char *)rhumb_xrealloc(NULL, index->n_resources);
    memset(seen, 0, index->n_resources);
    push_below(rules, hierarchy, rank, rule, seen);
    free(seen);
  }
}

// SPDX-License-Identifier: ISC

/// @file hierarchy.h  Which rules speak of a class or property, and of those
/// below.

#ifndef RHUMB_VIEW_HIERARCHY_H
#define RHUMB_VIEW_HIERARCHY_H

#include "base/list.h"
#include "view/graph_impl.h"
#include "view/style_impl.h"

typedef struct {
  uint32_t of;   ///< Rank of a class or property
  uint32_t item; ///< Rank of one right below it; or number of a rule
} RhumbRankPair;

/// Several items for each rank, sorted; zero is empty; release with _free()
typedef RHUMB_LIST(RhumbRankPair) RhumbMultimap;

/// Collect what stands right below what: the subjects of `via`
/// (rdfs:subClassOf, rdfs:subPropertyOf) by its objects
RhumbMultimap
rhumb_hierarchy_new(const RhumbIndex *index, const char *via);

/// Let rule number `rule` speak of `names` and, if there is a hierarchy, of all
/// that stands below them
void
rhumb_rules_add(RhumbMultimap *rules,
                const RhumbIndex *index,
                const RhumbMultimap *hierarchy,
                RhumbIris names,
                uint32_t rule);

/// Put the pairs in order, once all are added
void
rhumb_multimap_sort(RhumbMultimap *map);

/// Return the pairs of `of`, in order, or NULL if `count` is 0
const RhumbRankPair *
rhumb_multimap_find(const RhumbMultimap *map, uint32_t of, size_t *count);

void
rhumb_multimap_free(RhumbMultimap *map);

#endif // RHUMB_VIEW_HIERARCHY_H

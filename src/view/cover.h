// SPDX-License-Identifier: ISC

/// @file cover.h  Which rules speak of a class or property, and of those below.

#ifndef RHUMB_VIEW_COVER_H
#define RHUMB_VIEW_COVER_H

#include "view/graph_impl.h"
#include "view/style_impl.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  uint32_t of;   ///< Rank of a class or property
  uint32_t item; ///< Number of a rule that speaks of it
} RhumbCoverPair;

/// Pairs by class or property, then item; zero is empty; release with _free()
typedef struct {
  RhumbCoverPair *pairs;
  size_t count;
  size_t cap;
} RhumbCover;

/// What stands below what: rdfs:subClassOf or rdfs:subPropertyOf in the graph
typedef struct {
  RhumbCoverPair *below; ///< `item` is a child of `of`
  size_t count;
  size_t cap;
} RhumbTree;

/// Collect the tree that the property `via` spans; free with _free()
RhumbTree
rhumb_tree_new(const RhumbIndex *index, RhumbStr via);

void
rhumb_tree_free(RhumbTree *tree);

/// Let `item` speak of `names` and all that stands below them
void
rhumb_cover_add(RhumbCover *cover,
                const RhumbIndex *index,
                const RhumbTree *tree,
                RhumbIris names,
                uint32_t item);

/// Put the pairs in order, once all are added
void
rhumb_cover_sort(RhumbCover *cover);

/// Return the pairs of a class or property
const RhumbCoverPair *
rhumb_cover_find(const RhumbCover *cover, uint32_t of, size_t *count);

/// True if any rule speaks of a type of `node`
bool
rhumb_cover_has_type(const RhumbCover *cover,
                     const RhumbIndex *index,
                     uint32_t type,
                     uint32_t node);

void
rhumb_cover_free(RhumbCover *cover);

#endif // RHUMB_VIEW_COVER_H

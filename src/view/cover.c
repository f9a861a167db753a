// SPDX-License-Identifier: ISC

/// @file cover.c  Classes and properties with what is below them.

#include "view/cover.h"

#include "base/arena.h"

#include <stdlib.h>

static int
compare_pairs(const void *const left, const void *const right)
{
  const RhumbCoverPair *const a = (const RhumbCoverPair *)left;
  const RhumbCoverPair *const b = (const RhumbCoverPair *)right;
  if (a->of != b->of) {
    return a->of < b->of ? -1 : 1;
  }
  return (a->item > b->item) - (a->item < b->item);
}

static size_t
first_of(const RhumbCoverPair *const pairs,
         const size_t count,
         const uint32_t of)
{
  size_t low = 0;
  size_t high = count;
  while (low < high) {
    const size_t middle = low + ((high - low) / 2);
    if (pairs[middle].of < of) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

RhumbTree
rhumb_tree_new(const RhumbIndex *const index, const RhumbStr via)
{
  RhumbTree tree = {0};
  const uint32_t p = rhumb_index_iri(index, via);
  if (p == RHUMB_NO_TERM) {
    return tree;
  }
  for (size_t i = 0; i < index->n_links; ++i) {
    if (index->links[i].p == p) {
      tree.below = (RhumbCoverPair *)rhumb_xgrow(
          tree.below, tree.count, &tree.cap, sizeof(*tree.below));
      tree.below[tree.count++] =
          (RhumbCoverPair){index->links[i].o, index->links[i].s};
    }
  }
  if (tree.count) {
    qsort(tree.below, tree.count, sizeof(*tree.below), compare_pairs);
  }
  return tree;
}

void
rhumb_tree_free(RhumbTree *const tree)
{
  free(tree->below);
  *tree = (RhumbTree){0};
}

static void
push(RhumbCover *const cover, const uint32_t of, const uint32_t item)
{
  cover->pairs = (RhumbCoverPair *)rhumb_xgrow(
      cover->pairs, cover->count, &cover->cap, sizeof(*cover->pairs));
  cover->pairs[cover->count++] = (RhumbCoverPair){of, item};
}

/// Push `top` and all below it, each once: `seen` has a byte for each resource
static void
push_below(RhumbCover *const cover,
           const RhumbTree *const tree,
           const uint32_t top,
           const uint32_t item,
           unsigned char *const seen)
{
  size_t next = cover->count;
  push(cover, top, item);
  seen[top] = 1;
  for (; next < cover->count; ++next) {
    const uint32_t of = cover->pairs[next].of;
    size_t i = first_of(tree->below, tree->count, of);
    for (; i < tree->count && tree->below[i].of == of; ++i) {
      const uint32_t child = tree->below[i].item;
      if (!seen[child]) {
        seen[child] = 1;
        push(cover, child, item);
      }
    }
  }
}

void
rhumb_cover_add(RhumbCover *const cover,
                const RhumbIndex *const index,
                const RhumbTree *const tree,
                const RhumbIris names,
                const uint32_t item)
{
  for (size_t i = 0; i < names.count; ++i) {
    const uint32_t rank = rhumb_index_iri(index, names.items[i].text);
    if (rank == RHUMB_NO_TERM) {
      continue;
    }
    if (!tree || !tree->count) {
      push(cover, rank, item);
      continue;
    }
    unsigned char *const seen =
        (unsigned char *)rhumb_xrealloc(NULL, index->n_resources);
    memset(seen, 0, index->n_resources);
    push_below(cover, tree, rank, item, seen);
    free(seen);
  }
}

void
rhumb_cover_sort(RhumbCover *const cover)
{
  if (cover->count) {
    qsort(cover->pairs, cover->count, sizeof(*cover->pairs), compare_pairs);
  }
}

const RhumbCoverPair *
rhumb_cover_find(const RhumbCover *const cover,
                 const uint32_t of,
                 size_t *const count)
{
  const size_t start = first_of(cover->pairs, cover->count, of);
  size_t end = start;
  while (end < cover->count && cover->pairs[end].of == of) {
    ++end;
  }
  *count = end - start;
  return *count ? &cover->pairs[start] : NULL;
}

bool
rhumb_cover_has_type(const RhumbCover *const cover,
                     const RhumbIndex *const index,
                     const uint32_t type,
                     const uint32_t node)
{
  size_t n_types = 0;
  const RhumbLink *const types = rhumb_index_find(index, node, type, &n_types);
  for (size_t i = 0; i < n_types; ++i) {
    size_t count = 0;
    if (rhumb_cover_find(cover, types[i].o, &count)) {
      return true;
    }
  }
  return false;
}

void
rhumb_cover_free(RhumbCover *const cover)
{
  free(cover->pairs);
  *cover = (RhumbCover){0};
}

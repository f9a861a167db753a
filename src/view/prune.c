// SPDX-License-Identifier: ISC

/// @file prune.c  What focus, hops and filters leave out of a map.

#include "view/select_impl.h"

#include "base/near.h"

#include <stdlib.h>
#include <string.h>

void
rhumb_select_degrees(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  memset(s->degree, 0, s->index->n_resources * sizeof(*s->degree));
  for (size_t i = 0; i < c->n_bonds; ++i) {
    RhumbBond *const bond = &c->bonds[i];
    bond->is_kept = bond->is_kept && rhumb_is_node(s, bond->from) &&
                    rhumb_is_node(s, bond->to);
    if (bond->is_kept) {
      ++s->degree[bond->from];
      s->degree[bond->to] += bond->from != bond->to;
    }
  }
}

static void
drop(const RhumbSelect *const s, const size_t rank, size_t *const counter)
{
  s->flags[rank] &= (unsigned char)~IS_NODE;
  ++*counter;
}

/// Drop nodes that no relation of the map leads to: they say nothing here
static void
drop_unrelated(const RhumbSelect *const s)
{
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if ((s->flags[i] & (IS_NODE | IS_FOCUS)) == IS_NODE && !s->degree[i]) {
      drop(s, i, &s->choice->left_out.unrelated);
    }
  }
}

/// Drop nodes that had neighbours before, and have none now
static void
drop_lonely(const RhumbSelect *const s, const uint32_t *const before)
{
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if ((s->flags[i] & (IS_NODE | IS_FOCUS)) == IS_NODE && before[i] &&
        !s->degree[i]) {
      drop(s, i, &s->choice->left_out.alone);
    }
  }
}

size_t
rhumb_select_count_nodes(const RhumbSelect *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    count += rhumb_is_node(s, (uint32_t)i);
  }
  return count;
}

size_t
rhumb_select_count_bonds(const RhumbSelect *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->choice->n_bonds; ++i) {
    count += s->choice->bonds[i].is_kept;
  }
  return count;
}

/// In a graph too large to be drawn, the degree over which a node is a hub,
/// unless what the hubs hold together is the graph
static size_t
default_hub(const RhumbSelect *const s)
{
  const size_t n_nodes = rhumb_select_count_nodes(s);
  if (n_nodes <= s->view->limit) {
    return 0;
  }
  const size_t limit = n_nodes / 10 > 100 ? n_nodes / 10 : 100;
  size_t lost = 0;
  for (size_t i = 0; i < s->choice->n_bonds; ++i) {
    const RhumbBond *const bond = &s->choice->bonds[i];
    lost += bond->is_kept &&
            (s->degree[bond->from] > limit || s->degree[bond->to] > limit);
  }
  return lost <= rhumb_select_count_bonds(s) / 2 ? limit : 0;
}

static void
hide_hubs(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t limit =
      s->view->is_default ? default_hub(s) : s->view->degree_over;
  if (!limit) {
    return;
  }
  const size_t n = s->index->n_resources;
  uint32_t *const before = RHUMB_NEW(&c->arena, uint32_t, n);
  memcpy(before, s->degree, n * sizeof(*before));
  for (size_t i = 0; i < n; ++i) {
    if ((s->flags[i] & (IS_NODE | IS_FOCUS)) == IS_NODE &&
        s->degree[i] > limit) {
      drop(s, i, &c->left_out.hubs);
    }
  }
  if (c->left_out.hubs) {
    c->hubs_over = limit;
    rhumb_select_degrees(s);
    drop_lonely(s, before);
  }
}

// Focus

/// The neighbours of each resource, one array behind the other
typedef struct {
  size_t *first;
  uint32_t *items;
} Neighbours;

static Neighbours
find_neighbours(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  Neighbours all = {RHUMB_NEW(&c->arena, size_t, n + 2),
                    RHUMB_NEW(&c->arena, uint32_t, (c->n_bonds * 2) + 1)};
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      ++all.first[c->bonds[i].from + 2];
      ++all.first[c->bonds[i].to + 2];
    }
  }
  for (size_t i = 2; i < n + 2; ++i) {
    all.first[i] += all.first[i - 1];
  }
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      all.items[all.first[c->bonds[i].from + 1]++] = c->bonds[i].to;
      all.items[all.first[c->bonds[i].to + 1]++] = c->bonds[i].from;
    }
  }
  return all;
}

/// The distance of every resource from the focus, RHUMB_NO_TERM if farther
/// than the hops
static uint32_t *
measure(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  const Neighbours all = find_neighbours(s);
  uint32_t *const far = RHUMB_NEW(&c->arena, uint32_t, n);
  uint32_t *const queue = RHUMB_NEW(&c->arena, uint32_t, n);
  size_t end = 0;
  for (size_t i = 0; i < n; ++i) {
    far[i] = RHUMB_NO_TERM;
    if ((s->flags[i] & (IS_FOCUS | IS_NODE)) == (IS_FOCUS | IS_NODE)) {
      far[i] = 0;
      queue[end++] = (uint32_t)i;
    }
  }
  for (size_t next = 0; next < end; ++next) {
    const uint32_t node = queue[next];
    for (size_t k = all.first[node];
         far[node] < s->view->hops && k < all.first[node + 1];
         ++k) {
      const uint32_t other = all.items[k];
      if (far[other] == RHUMB_NO_TERM) {
        far[other] = far[node] + 1;
        queue[end++] = other;
      }
    }
  }
  return far;
}

static void
apply_focus(const RhumbSelect *const s)
{
  if (!s->view->focus.count) {
    return;
  }
  const uint32_t *const far = measure(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, (uint32_t)i) && far[i] == RHUMB_NO_TERM) {
      drop(s, i, &s->choice->left_out.beyond_hops);
    }
  }
  rhumb_select_degrees(s);
}

static const char *
near_node(const RhumbSelect *const s, const RhumbStr iri)
{
  static const size_t most = 20000;
  RhumbArena arena = {0};
  const char **const names = RHUMB_NEW(&arena, const char *, most + 1);
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_iris && count < most; ++i) {
    if (rhumb_is_node(s, (uint32_t)i)) {
      names[count++] = rhumb_str_copy(&arena, s->index->terms[i].text).data;
    }
  }
  const char *const near = rhumb_near(iri, names);
  const char *const kept =
      near ? rhumb_str_copy(&s->choice->arena, rhumb_str(near)).data : NULL;
  rhumb_arena_free(&arena);
  return kept;
}

static RhumbStatus
check_focus(const RhumbSelect *const s, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < s->view->focus.count; ++i) {
    const RhumbIri *const name = &s->view->focus.items[i];
    const uint32_t rank = rhumb_index_iri(s->index, name->text);
    if (rank == RHUMB_NO_TERM || !rhumb_is_node(s, rank)) {
      RHUMB_KEEP(status,
                 rhumb_fail_near(diag,
                                 RHUMB_ERR_REFERENCE,
                                 name->loc,
                                 near_node(s, name->text),
                                 "the focus <%.*s> is no node of the map",
                                 RHUMB_FMT(name->text)));
    }
  }
  return status;
}

// The limit

typedef struct {
  size_t weight;
  size_t item;
} Ranked;

static int
compare_ranked(const void *const left, const void *const right)
{
  const Ranked *const a = (const Ranked *)left;
  const Ranked *const b = (const Ranked *)right;
  if (a->weight != b->weight) {
    return a->weight > b->weight ? -1 : 1;
  }
  return (a->item > b->item) - (a->item < b->item);
}

/// Places in the order of nodes, the lowest first: a heap
typedef struct {
  size_t *places;
  size_t count;
} Heap;

static void
swap_places(Heap *const heap, const size_t a, const size_t b)
{
  const size_t place = heap->places[a];
  heap->places[a] = heap->places[b];
  heap->places[b] = place;
}

static void
heap_push(Heap *const heap, const size_t place)
{
  size_t i = heap->count++;
  heap->places[i] = place;
  for (; i && heap->places[i] < heap->places[(i - 1) / 2]; i = (i - 1) / 2) {
    swap_places(heap, i, (i - 1) / 2);
  }
}

static size_t
heap_pop(Heap *const heap)
{
  const size_t lowest = heap->places[0];
  heap->places[0] = heap->places[--heap->count];
  for (size_t i = 0, child = 1; child < heap->count; child = (2 * i) + 1) {
    child += child + 1 < heap->count &&
             heap->places[child + 1] < heap->places[child];
    if (heap->places[i] <= heap->places[child]) {
      break;
    }
    swap_places(heap, i, child);
    i = child;
  }
  return lowest;
}

/// Order the nodes: what is in the focus, then the best connected
static Ranked *
rank_nodes(const RhumbSelect *const s, const size_t n_nodes)
{
  Ranked *const ranked = RHUMB_NEW(&s->choice->arena, Ranked, n_nodes);
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, (uint32_t)i)) {
      const bool is_focus = s->flags[i] & IS_FOCUS;
      ranked[count++] = (Ranked){is_focus ? SIZE_MAX : s->degree[i], i};
    }
  }
  qsort(ranked, count, sizeof(*ranked), compare_ranked);
  return ranked;
}

/// Keep the best connected nodes: from the best on, always the best of those
/// that what is kept leads to, so that what is kept hangs together
static void
limit_nodes(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  const size_t n_nodes = rhumb_select_count_nodes(s);
  if (n_nodes <= s->view->limit) {
    return;
  }
  const Ranked *const ranked = rank_nodes(s, n_nodes);
  const Neighbours all = find_neighbours(s);
  size_t *const place = RHUMB_NEW(&c->arena, size_t, n);
  unsigned char *const seen = RHUMB_NEW(&c->arena, unsigned char, n_nodes);
  unsigned char *const kept = RHUMB_NEW(&c->arena, unsigned char, n_nodes);
  Heap heap = {RHUMB_NEW(&c->arena, size_t, n_nodes), 0};
  for (size_t i = 0; i < n_nodes; ++i) {
    place[ranked[i].item] = i;
  }
  size_t next = 0;
  for (; next < n_nodes && ranked[next].weight == SIZE_MAX; ++next) {
    seen[next] = 1;
    heap_push(&heap, next);
  }
  for (size_t count = 0; count < s->view->limit; ++count) {
    while (!heap.count && seen[next]) {
      ++next;
    }
    if (!heap.count) {
      seen[next] = 1;
      heap_push(&heap, next);
    }
    const size_t best = heap_pop(&heap);
    const size_t node = ranked[best].item;
    kept[best] = 1;
    for (size_t k = all.first[node]; k < all.first[node + 1]; ++k) {
      const size_t other = place[all.items[k]];
      if (!seen[other]) {
        seen[other] = 1;
        heap_push(&heap, other);
      }
    }
  }
  for (size_t i = 0; i < n_nodes; ++i) {
    if (!kept[i]) {
      drop(s, ranked[i].item, &c->left_out.over_limit);
    }
  }
  rhumb_select_degrees(s);
}

/// Keep the bonds that most is said of
static void
limit_bonds(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t limit = s->view->limit * 3;
  const size_t n_kept = rhumb_select_count_bonds(s);
  if (n_kept <= limit) {
    return;
  }
  Ranked *const ranked = RHUMB_NEW(&c->arena, Ranked, n_kept);
  size_t count = 0;
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      ranked[count++] = (Ranked){c->bonds[i].count, i};
    }
  }
  qsort(ranked, count, sizeof(*ranked), compare_ranked);
  for (size_t i = limit; i < count; ++i) {
    c->bonds[ranked[i].item].is_kept = false;
    ++c->left_out.bonds_over_limit;
  }
  rhumb_select_degrees(s);
}

RhumbStatus
rhumb_select_prune(const RhumbSelect *const s, const RhumbDiag *const diag)
{
  rhumb_select_degrees(s);
  RHUMB_TRY(check_focus(s, diag));
  if (rhumb_select_count_bonds(s)) {
    drop_unrelated(s);
  }
  hide_hubs(s);
  apply_focus(s);
  limit_nodes(s);
  limit_bonds(s);
  return RHUMB_OK;
}

// SPDX-License-Identifier: ISC

/// @file reach.c  What is kept because something kept leads to it.

#include "view/select_impl.h"
#include "view/usage.h"

/// The neighbours of each resource, one array behind the other
typedef struct {
  size_t *first;
  uint32_t *items;
} Neighbours;

static Neighbours
find_neighbours(RhumbSelection *const s)
{
  const size_t n = s->index->n_resources;
  Neighbours all = {RHUMB_NEW(&s->arena, size_t, n + 2),
                    RHUMB_NEW(&s->arena, uint32_t, (s->n_edges * 2) + 1)};
  for (size_t i = 0; i < s->n_edges; ++i) {
    if (s->edges[i].is_kept) {
      ++all.first[s->edges[i].from + 2];
      ++all.first[s->edges[i].to + 2];
    }
  }
  for (size_t i = 2; i < n + 2; ++i) {
    all.first[i] += all.first[i - 1];
  }
  for (size_t i = 0; i < s->n_edges; ++i) {
    if (s->edges[i].is_kept) {
      all.items[all.first[s->edges[i].from + 1]++] = s->edges[i].to;
      all.items[all.first[s->edges[i].to + 1]++] = s->edges[i].from;
    }
  }
  return all;
}

/// The distance of every resource from the focus, RHUMB_NO_TERM if farther
/// than the hops
static uint32_t *
measure(RhumbSelection *const s)
{
  const size_t n = s->index->n_resources;
  const Neighbours all = find_neighbours(s);
  uint32_t *const far = RHUMB_NEW(&s->arena, uint32_t, n);
  uint32_t *const queue = RHUMB_NEW(&s->arena, uint32_t, n);
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

void
rhumb_select_focus(RhumbSelection *const s)
{
  if (!s->view->focus.count) {
    return;
  }
  const uint32_t *const far = measure(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, i) && far[i] == RHUMB_NO_TERM) {
      rhumb_select_drop(s, i, &s->left_out.beyond_hops);
    }
  }
  rhumb_select_degrees(s);
}

// The limit

/// Order the nodes: what is in the focus, then the best connected
static RhumbUse *
rank_nodes(RhumbSelection *const s, const size_t n_nodes)
{
  RhumbUse *const ranked = RHUMB_NEW(&s->arena, RhumbUse, n_nodes);
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, i)) {
      const bool is_focus = s->flags[i] & IS_FOCUS;
      ranked[count++] =
          (RhumbUse){(uint32_t)i, is_focus ? UINT32_MAX : s->degree[i]};
    }
  }
  rhumb_uses_sort(ranked, count);
  return ranked;
}

/// What is known of a node, by its place in the order
enum {
  IS_UNSEEN,
  IS_WAITING, ///< What is kept leads to it
  IS_KEPT,
};

typedef struct {
  unsigned char *states;
  size_t count;
  size_t waiting, unseen; ///< None of that state stands before
} Places;

/// Return the best place that waits, else the best of all
static size_t
best_place(Places *const places)
{
  for (; places->waiting < places->count; ++places->waiting) {
    if (places->states[places->waiting] == IS_WAITING) {
      return places->waiting;
    }
  }
  while (places->states[places->unseen] != IS_UNSEEN) {
    ++places->unseen;
  }
  return places->unseen;
}

/// Keep the best connected nodes: from the best on, always the best of those
/// that what is kept leads to, so that what is kept hangs together
static void
limit_nodes(RhumbSelection *const s)
{
  const size_t n_nodes = rhumb_select_count_nodes(s);
  if (n_nodes <= s->view->limit) {
    return;
  }
  const RhumbUse *const ranked = rank_nodes(s, n_nodes);
  const Neighbours all = find_neighbours(s);
  size_t *const place_of = RHUMB_NEW(&s->arena, size_t, s->index->n_resources);
  Places places = {RHUMB_NEW(&s->arena, unsigned char, n_nodes), n_nodes, 0, 0};
  for (size_t i = 0; i < n_nodes; ++i) {
    place_of[ranked[i].item] = i;
    places.states[i] = ranked[i].uses == UINT32_MAX ? IS_WAITING : IS_UNSEEN;
  }
  for (size_t count = 0; count < s->view->limit; ++count) {
    const size_t best = best_place(&places);
    const size_t node = ranked[best].item;
    places.states[best] = IS_KEPT;
    for (size_t k = all.first[node]; k < all.first[node + 1]; ++k) {
      const size_t other = place_of[all.items[k]];
      if (places.states[other] == IS_UNSEEN) {
        places.states[other] = IS_WAITING;
        places.waiting = other < places.waiting ? other : places.waiting;
      }
    }
  }
  for (size_t i = 0; i < n_nodes; ++i) {
    if (places.states[i] != IS_KEPT) {
      rhumb_select_drop(s, ranked[i].item, &s->left_out.over_limit);
    }
  }
  rhumb_select_degrees(s);
}

/// Keep the edges that most is said of
static void
limit_edges(RhumbSelection *const s)
{
  const size_t limit = s->view->limit * 3;
  const size_t n_kept = rhumb_select_count_edges(s);
  if (n_kept <= limit) {
    return;
  }
  RhumbUse *const ranked = RHUMB_NEW(&s->arena, RhumbUse, n_kept);
  size_t count = 0;
  for (size_t i = 0; i < s->n_edges; ++i) {
    if (s->edges[i].is_kept) {
      ranked[count++] = (RhumbUse){(uint32_t)i, (uint32_t)s->edges[i].count};
    }
  }
  rhumb_uses_sort(ranked, count);
  for (size_t i = limit; i < count; ++i) {
    s->edges[ranked[i].item].is_kept = false;
    ++s->left_out.edges_over_limit;
  }
  rhumb_select_degrees(s);
}

void
rhumb_select_limit(RhumbSelection *const s)
{
  limit_nodes(s);
  limit_edges(s);
}

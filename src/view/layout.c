// SPDX-License-Identifier: ISC

/// @file layout.c  Which layout program draws a map.

#include "view/select_impl.h"

#include <string.h>

bool
rhumb_layout_has_clusters(const char *const layout)
{
  return strcmp(layout, "dot") == 0 || strcmp(layout, "fdp") == 0;
}

/// The first by order: of the properties, then of the names
static void
find_clusters(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  c->clusters = RHUMB_NEW(&c->arena, uint32_t, n);
  for (size_t i = 0; i < n; ++i) {
    RhumbEnds ends = rhumb_ends_of(s, (uint32_t)i, &s->view->cluster);
    const uint32_t first =
        rhumb_is_node(s, (uint32_t)i) ? rhumb_ends_next(&ends) : RHUMB_NO_TERM;
    c->clusters[i] = first;
    if (first != RHUMB_NO_TERM) {
      const uint32_t second = rhumb_ends_next(&ends);
      c->left_out.in_many_clusters +=
          second != RHUMB_NO_TERM && second != first;
    }
  }
  for (size_t i = 0; i < n; ++i) {
    if (c->clusters[i] != RHUMB_NO_TERM && c->clusters[i] != i) {
      c->clusters[c->clusters[i]] = c->clusters[i];
    }
  }
}

/// As measured: dot's time grows with what its edges have to go around
static const char *
auto_layout(const size_t n_nodes, const size_t n_bonds)
{
  const bool is_small = n_nodes <= 300 && n_bonds <= 450;
  const bool is_dense = n_bonds > n_nodes + (n_nodes / 4) + 40;
  return is_small && !is_dense ? "dot" : "sfdp";
}

static size_t
count_memberships(const RhumbSelect *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->choice->n_bonds; ++i) {
    count += s->choice->bonds[i].is_kept && s->choice->bonds[i].is_membership;
  }
  return count;
}

/// Leave out the edges that say what a cluster shows, and nodes that are
/// nothing but a cluster's name
static void
drop_memberships(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  for (size_t i = 0; i < c->n_bonds; ++i) {
    RhumbBond *const bond = &c->bonds[i];
    bond->is_kept = bond->is_kept && !(bond->is_membership &&
                                       c->clusters[bond->from] == bond->to);
  }
  rhumb_select_degrees(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, (uint32_t)i) && c->clusters[i] == i && !s->degree[i] &&
        !(s->flags[i] & IS_FOCUS)) {
      s->flags[i] &= (unsigned char)~IS_NODE;
    }
  }
}

void
rhumb_select_layout(const RhumbSelect *const s, const char *const layout)
{
  RhumbChoice *const c = s->choice;
  const size_t n_bonds = rhumb_select_count_bonds(s) - count_memberships(s);
  const char *const asked = layout ? layout : s->view->layout;
  c->layout = asked ? asked : auto_layout(rhumb_select_count_nodes(s), n_bonds);
  if (s->view->cluster.count && rhumb_layout_has_clusters(c->layout)) {
    find_clusters(s);
    drop_memberships(s);
  }
}

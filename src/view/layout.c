// SPDX-License-Identifier: ISC

/// @file layout.c  Which layout program draws a map, and its clusters.

#include "view/select_impl.h"

#include "view/objects.h"

bool
rhumb_layout_has_clusters(const char *const layout)
{
  return strcmp(layout, "dot") == 0 || strcmp(layout, "fdp") == 0;
}

/// The first by order: of the properties, then of the names
static void
find_clusters(RhumbSelection *const s)
{
  const size_t n = s->index->n_resources;
  s->clusters = RHUMB_NEW(&s->arena, uint32_t, n);
  for (uint32_t i = 0; i < n; ++i) {
    RhumbObjects groups = rhumb_objects_of(s->index, i, &s->view->cluster);
    s->clusters[i] = RHUMB_NO_TERM;
    if (rhumb_is_node(s, i) && rhumb_objects_next_resource(&groups)) {
      s->clusters[i] = groups.quad->o;
      s->left_out.in_many_clusters += rhumb_objects_next_resource(&groups) &&
                                      groups.quad->o != s->clusters[i];
    }
  }
  for (size_t i = 0; i < n; ++i) {
    if (s->clusters[i] != RHUMB_NO_TERM && s->clusters[i] != i) {
      s->clusters[s->clusters[i]] = s->clusters[i];
    }
  }
}

/// As measured: dot's time grows with what its edges have to go around
static const char *
auto_layout(const size_t n_nodes, const size_t n_edges)
{
  const bool is_small = n_nodes <= 300 && n_edges <= 450;
  const bool is_dense = n_edges > n_nodes + (n_nodes / 4) + 40;
  return is_small && !is_dense ? "dot" : "sfdp";
}

static size_t
count_memberships(const RhumbSelection *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->n_edges; ++i) {
    count += s->edges[i].is_kept && s->edges[i].is_membership;
  }
  return count;
}

/// Leave out the edges that say what a cluster shows, and nodes that are
/// nothing but a cluster's name
static void
drop_memberships(RhumbSelection *const s)
{
  for (size_t i = 0; i < s->n_edges; ++i) {
    RhumbEdge *const edge = &s->edges[i];
    edge->is_kept = edge->is_kept && !(edge->is_membership &&
                                       s->clusters[edge->from] == edge->to);
  }
  rhumb_select_degrees(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, i) && s->clusters[i] == i && !s->degree[i] &&
        !(s->flags[i] & IS_FOCUS)) {
      s->flags[i] &= (unsigned char)~IS_NODE;
    }
  }
}

void
rhumb_select_layout(RhumbSelection *const s, const char *const layout)
{
  const size_t n_edges = rhumb_select_count_edges(s) - count_memberships(s);
  const char *const asked = layout ? layout : s->view->layout;
  s->layout = asked ? asked : auto_layout(rhumb_select_count_nodes(s), n_edges);
  if (s->view->cluster.count && rhumb_layout_has_clusters(s->layout)) {
    find_clusters(s);
    drop_memberships(s);
  }
}

// SPDX-License-Identifier: ISC

/// @file prune.c  What says too little, or too much, to be drawn.

#include "view/select_impl.h"

#include "base/near.h"

void
rhumb_select_degrees(RhumbSelection *const s)
{
  memset(s->degree, 0, s->index->n_resources * sizeof(*s->degree));
  for (size_t i = 0; i < s->n_edges; ++i) {
    RhumbEdge *const edge = &s->edges[i];
    edge->is_kept = edge->is_kept && rhumb_is_node(s, edge->from) &&
                    rhumb_is_node(s, edge->to);
    if (edge->is_kept) {
      ++s->degree[edge->from];
      s->degree[edge->to] += edge->from != edge->to;
    }
  }
}

/// True if it is a node that the view does not ask for by its name
static bool
can_drop(const RhumbSelection *const s, const size_t rank)
{
  return (s->flags[rank] & (IS_NODE | IS_FOCUS)) == IS_NODE;
}

/// Drop nodes that no relation of the map leads to: they say nothing here
/// @param before Degrees before hubs were dropped; NULL: any that has none now.
static void
drop_isolated(RhumbSelection *const s,
              const uint32_t *const before,
              size_t *const counter)
{
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (can_drop(s, i) && !s->degree[i] && (!before || before[i])) {
      rhumb_select_drop(s, i, counter);
    }
  }
}

size_t
rhumb_select_count_nodes(const RhumbSelection *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    count += rhumb_is_node(s, i);
  }
  return count;
}

size_t
rhumb_select_count_edges(const RhumbSelection *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->n_edges; ++i) {
    count += s->edges[i].is_kept;
  }
  return count;
}

/// In a graph too large to be drawn, the degree over which a node is a hub,
/// unless what the hubs hold together is the graph
static size_t
default_hub(const RhumbSelection *const s)
{
  const size_t n_nodes = rhumb_select_count_nodes(s);
  if (n_nodes <= s->view->limit) {
    return 0;
  }
  const size_t limit = n_nodes / 10 > 100 ? n_nodes / 10 : 100;
  size_t lost = 0;
  for (size_t i = 0; i < s->n_edges; ++i) {
    const RhumbEdge *const edge = &s->edges[i];
    lost += edge->is_kept &&
            (s->degree[edge->from] > limit || s->degree[edge->to] > limit);
  }
  return lost <= rhumb_select_count_edges(s) / 2 ? limit : 0;
}

static void
hide_hubs(RhumbSelection *const s)
{
  const size_t limit =
      s->view->is_default ? default_hub(s) : s->view->degree_over;
  if (!limit) {
    return;
  }
  const size_t n = s->index->n_resources;
  uint32_t *const before = RHUMB_NEW(&s->arena, uint32_t, n);
  memcpy(before, s->degree, n * sizeof(*before));
  for (size_t i = 0; i < n; ++i) {
    if (can_drop(s, i) && s->degree[i] > limit) {
      rhumb_select_drop(s, i, &s->left_out.hubs);
    }
  }
  if (s->left_out.hubs) {
    s->hubs_over = limit;
    rhumb_select_degrees(s);
    drop_isolated(s, before, &s->left_out.only_hubs);
  }
}

static const char *
near_node(RhumbSelection *const s, const RhumbStr iri)
{
  enum { MAX_NAMES = 20000 };
  RhumbArena arena = {0};
  const char **const names = RHUMB_NEW(&arena, const char *, MAX_NAMES + 1);
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_iris && count < MAX_NAMES; ++i) {
    if (rhumb_is_node(s, i)) {
      names[count++] = rhumb_str_copy(&arena, s->index->terms[i].text).data;
    }
  }
  const char *const near = rhumb_near(iri, names);
  const char *const kept =
      near ? rhumb_str_copy(&s->arena, rhumb_str(near)).data : NULL;
  rhumb_arena_free(&arena);
  return kept;
}

static RhumbStatus
check_focus(RhumbSelection *const s, const RhumbDiag *const diag)
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

RhumbStatus
rhumb_select_prune(RhumbSelection *const s, const RhumbDiag *const diag)
{
  rhumb_select_degrees(s);
  RHUMB_TRY(check_focus(s, diag));
  if (rhumb_select_count_edges(s)) {
    drop_isolated(s, NULL, &s->left_out.unrelated);
  }
  hide_hubs(s);
  return RHUMB_OK;
}

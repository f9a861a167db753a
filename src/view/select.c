// SPDX-License-Identifier: ISC

/// @file select.c  The steps of a selection, in order.

#include "view/select.h"

#include "view/select_impl.h"

#include <stdlib.h>

static void
keep_selected(RhumbSelection *const s)
{
  uint32_t *const nodes =
      RHUMB_NEW(&s->arena, uint32_t, rhumb_select_count_nodes(s));
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, i)) {
      nodes[s->n_nodes++] = (uint32_t)i;
    }
  }
  s->nodes = nodes;

  size_t kept = 0;
  for (size_t i = 0; i < s->n_edges; ++i) {
    if (s->edges[i].is_kept) {
      s->edges[kept++] = s->edges[i];
    }
  }
  s->n_edges = kept;
}

/// Count the resources that something is said of and that have some of the
/// flags `with` and none of `without`
static size_t
count_subjects(const RhumbSelection *const s,
               const unsigned with,
               const unsigned without)
{
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    const bool is_subject = s->index->first[i + 1] > s->index->first[i];
    count += is_subject && (s->flags[i] & with) && !(s->flags[i] & without);
  }
  return count;
}

/// True if the graph is a vocabulary, which any picture of it should show
static bool
is_vocabulary(const RhumbSelection *const s)
{
  return s->view->is_default &&
         count_subjects(s, IS_SCHEMA, 0) > rhumb_select_count_nodes(s) * 5;
}

static RhumbStatus
nothing_left(const RhumbSelection *const s,
             const RhumbDiag *const diag,
             const char *const why)
{
  return rhumb_fail(
      diag, RHUMB_ERR_VALUE, s->view->loc, "nothing is left to draw: %s", why);
}

/// True if the graph has a relation that is no type
static bool
has_relations(const RhumbIndex *const index, const uint32_t type)
{
  for (size_t i = 0; i < index->n_quads; ++i) {
    if (index->quads[i].o < index->n_resources && index->quads[i].p != type) {
      return true;
    }
  }
  return false;
}

/// True if frames show relations: a node stands in one of another
static bool
has_frames(const RhumbSelection *const s)
{
  for (size_t i = 0; s->clusters && i < s->n_nodes; ++i) {
    if (s->clusters[s->nodes[i]] != RHUMB_NO_TERM) {
      return true;
    }
  }
  return false;
}

/// Say why a map may have no edges
static void
warn_no_edges(const RhumbSelection *const s, const RhumbDiag *const diag)
{
  const RhumbView *const view = s->view;
  const bool has_only = view->only_properties.count > 0;
  rhumb_warn(
      diag,
      RHUMB_WARNING,
      has_only ? view->only_properties.items[0].loc : view->loc,
      "the map has no edges: %s",
      !has_relations(s->index, s->namer->type)
          ? "no object is a thing, all are texts or classes; ~iri behind an "
            "object makes it one"
      : has_only ? "no two of its nodes have a relation that \"only\" lists"
                 : "the view leaves out all relations of its nodes");
}

RhumbStatus
rhumb_select(RhumbSelection *const s,
             const RhumbIndex *const index,
             const RhumbView *const view,
             const RhumbNamer *const namer,
             const char *const layout,
             const RhumbDiag *const diag)
{
  *s = (RhumbSelection){.index = index, .view = view, .namer = namer};
  const size_t n = index->n_resources + 1;
  s->roles = RHUMB_NEW(&s->arena, unsigned char, index->n_iris + 1);
  s->flags = RHUMB_NEW(&s->arena, unsigned char, n);
  s->rule_of = RHUMB_NEW(&s->arena, uint32_t, n);
  s->degree = RHUMB_NEW(&s->arena, uint32_t, n);
  s->classes = rhumb_hierarchy_new(index, RHUMB_RDFS "subClassOf");

  rhumb_select_roles(s);
  rhumb_select_statements(s);
  if (is_vocabulary(s)) {
    s->shows_schema = true;
    rhumb_select_roles(s);
    rhumb_select_statements(s);
  }
  if (!rhumb_select_count_nodes(s)) {
    return nothing_left(s, diag, "no node passes the view");
  }
  s->left_out.hidden_nodes = count_subjects(s, IS_HIDDEN, IS_SCHEMA);
  // A view with rules is about the data: what is declared is not missed there
  s->left_out.declarations =
      view->is_default ? count_subjects(s, IS_SCHEMA, 0) : 0;
  rhumb_select_edges(s);
  RHUMB_TRY(rhumb_select_prune(s, diag));
  rhumb_select_focus(s);
  rhumb_select_limit(s);
  rhumb_select_layout(s, layout);
  keep_selected(s);
  if (s->n_nodes && !s->n_edges && !has_frames(s)) {
    warn_no_edges(s, diag);
  }
  return s->n_nodes ? RHUMB_OK
                    : nothing_left(s, diag, "only hubs and what hangs on them");
}

void
rhumb_selection_free(RhumbSelection *const selection)
{
  free(selection->statements.items);
  rhumb_multimap_free(&selection->classes);
  rhumb_arena_free(&selection->arena);
  *selection = (RhumbSelection){0};
}

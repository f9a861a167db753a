// SPDX-License-Identifier: ISC

/// @file select.c  The steps of a selection, in order.

#include "view/select.h"

#include "term/vocabulary.h"
#include "view/cover.h"
#include "view/select_impl.h"

#include <stdlib.h>

static void
keep_chosen(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  uint32_t *const nodes =
      RHUMB_NEW(&c->arena, uint32_t, rhumb_select_count_nodes(s));
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (rhumb_is_node(s, (uint32_t)i)) {
      nodes[c->n_nodes++] = (uint32_t)i;
    }
  }
  c->nodes = nodes;

  size_t kept = 0;
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      c->bonds[kept++] = c->bonds[i];
    }
  }
  c->n_bonds = kept;
}

static void
count_unseen(const RhumbSelect *const s)
{
  RhumbLeftOut *const out = &s->choice->left_out;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    const bool is_subject = s->index->first[i + 1] > s->index->first[i];
    const unsigned flags = s->flags[i];
    out->hidden_nodes +=
        is_subject && (flags & IS_HIDDEN) && !(flags & IS_SCHEMA);
    // A view with rules is about the data: what is declared is not missed there
    out->declarations +=
        s->view->is_default && is_subject && (flags & IS_SCHEMA);
  }
}

/// True if the graph is a vocabulary, which any picture of it should show
static bool
is_vocabulary(const RhumbSelect *const s)
{
  size_t declared = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    const bool is_subject = s->index->first[i + 1] > s->index->first[i];
    declared += is_subject && (s->flags[i] & IS_SCHEMA);
  }
  return s->view->is_default && declared > rhumb_select_count_nodes(s) * 5;
}

RhumbStatus
rhumb_select(RhumbChoice *const choice,
             const RhumbIndex *const index,
             const RhumbView *const view,
             const RhumbNamer *const namer,
             const char *const layout,
             const RhumbDiag *const diag)
{
  *choice = (RhumbChoice){.index = index, .view = view, .namer = namer};
  RhumbArena *const arena = &choice->arena;
  const size_t n = index->n_resources + 1;
  RhumbSelect s = {
      .choice = choice,
      .index = index,
      .view = view,
      .roles = RHUMB_NEW(arena, unsigned char, index->n_iris + 1),
      .flags = RHUMB_NEW(arena, unsigned char, n),
      .rule_of = RHUMB_NEW(arena, uint32_t, n),
      .degree = RHUMB_NEW(arena, uint32_t, n),
      .type = rhumb_index_iri(index, RHUMB_STR(RHUMB_RDF_TYPE)),
      .classes = rhumb_tree_new(index, RHUMB_STR(RHUMB_RDFS "subClassOf")),
  };
  choice->roles = s.roles;

  rhumb_select_kinds(&s);
  rhumb_select_ties(&s);
  if (is_vocabulary(&s)) {
    s.shows_schema = true;
    rhumb_select_kinds(&s);
    rhumb_select_ties(&s);
  }
  rhumb_tree_free(&s.classes);
  if (!rhumb_select_count_nodes(&s)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_VALUE,
                      view->loc,
                      "nothing is left to draw: no node passes the view");
  }
  count_unseen(&s);
  rhumb_select_bonds(&s);
  RHUMB_TRY(rhumb_select_prune(&s, diag));
  rhumb_select_layout(&s, layout);
  keep_chosen(&s);
  return choice->n_nodes ? RHUMB_OK
                         : rhumb_fail(diag,
                                      RHUMB_ERR_VALUE,
                                      view->loc,
                                      "nothing is left to draw: only hubs "
                                      "and what hangs on them");
}

void
rhumb_choice_free(RhumbChoice *const choice)
{
  free(choice->ties);
  rhumb_arena_free(&choice->arena);
  *choice = (RhumbChoice){0};
}

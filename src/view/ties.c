// SPDX-License-Identifier: ISC

/// @file ties.c  Statements merged into edges.

#include "view/select_impl.h"

#include "term/vocabulary.h"

#include <stdlib.h>
#include <string.h>

// Ties

static bool
can_be_node(const RhumbSelect *const s, const uint32_t rank)
{
  return rank < s->index->n_resources &&
         !(s->flags[rank] & (IS_HIDDEN | IS_SCHEMA | IS_STATEMENT | IS_CELL));
}

static void
push_tie(const RhumbSelect *const s, const RhumbTie tie)
{
  RhumbChoice *const c = s->choice;
  c->ties = (RhumbTie *)rhumb_xgrow(
      c->ties, c->n_ties, &c->ties_cap, sizeof(*c->ties));
  c->ties[c->n_ties++] = tie;
  s->flags[tie.from] |= IS_NODE;
  s->flags[tie.to] |= IS_NODE;
}

/// An address that nothing is said of is a link, not a node
static bool
is_edge(const RhumbSelect *const s, const RhumbLink *const link)
{
  const unsigned role = s->roles[link->p];
  const bool is_known = s->index->first[link->o + 1] > s->index->first[link->o];
  return (role & RHUMB_ROLE_EDGE) &&
         !(role & (RHUMB_ROLE_DETAIL | RHUMB_ROLE_HIDDEN)) &&
         (is_known || !(role & RHUMB_ROLE_LINK));
}

static void
push_link(const RhumbSelect *const s, const RhumbLink *const link)
{
  const unsigned role = s->roles[link->p];
  const bool ends = can_be_node(s, link->o);
  if (ends && is_edge(s, link)) {
    push_tie(
        s,
        (RhumbTie){
            link->s, link->o, link->p, RHUMB_NO_TERM, RHUMB_NO_TERM, link->g});
  }
  s->choice->left_out.hidden_links += ends && (role & RHUMB_ROLE_HIDDEN);
}

/// Say of each member what is said of the list; a list may run in a circle
static void
push_members(const RhumbSelect *const s, const RhumbLink *const link)
{
  static const size_t most = 1000;
  const RhumbIndex *const index = s->index;
  const uint32_t first = rhumb_index_iri(index, RHUMB_STR(RHUMB_RDF "first"));
  const uint32_t rest = rhumb_index_iri(index, RHUMB_STR(RHUMB_RDF "rest"));
  RhumbLink member = *link;
  uint32_t cell = link->o;
  for (size_t i = 0; cell != RHUMB_NO_TERM && i < most; ++i) {
    size_t count = 0;
    const RhumbLink *next = rhumb_index_find(index, cell, first, &count);
    if (next) {
      member.o = next->o;
      push_link(s, &member);
    }
    next = rhumb_index_find(index, cell, rest, &count);
    cell = next && next->o != link->o ? next->o : RHUMB_NO_TERM;
  }
}

static void
push_links(const RhumbSelect *const s)
{
  const RhumbIndex *const index = s->index;
  for (size_t i = 0; i < index->n_links; ++i) {
    const RhumbLink *const link = &index->links[i];
    if (!can_be_node(s, link->s)) {
      continue;
    }
    const bool is_about_it =
        !rhumb_is_schema_property(index->terms[link->p].text) ||
        (s->roles[link->p] & RHUMB_ROLE_LABEL) || link->p == s->type ||
        s->shows_schema;
    s->flags[link->s] |= (unsigned char)(is_about_it ? IS_NODE : 0);
    if (link->o < index->n_resources && (s->flags[link->o] & IS_CELL)) {
      push_members(s, link);
    } else {
      push_link(s, link);
    }
  }
}

/// What a statement says: as the rule or the statement says, else to be found
static uint32_t
meaning_of(const RhumbSelect *const s, const uint32_t node, const uint32_t rule)
{
  const RhumbCollapse *const collapse = &s->view->collapse.items[rule];
  RhumbEnds via = rhumb_ends_of(s, node, &collapse->via);
  const uint32_t said = rhumb_ends_next(&via);
  if (said != RHUMB_NO_TERM) {
    return said;
  }
  const uint32_t named =
      collapse->property.count
          ? rhumb_index_iri(s->index, collapse->property.items[0].text)
          : RHUMB_NO_TERM;
  return named != RHUMB_NO_TERM ? named : (uint32_t)s->index->n_terms + rule;
}

static void
push_statement(const RhumbSelect *const s, const uint32_t node)
{
  const uint32_t rule = s->rule_of[node];
  const RhumbCollapse *const collapse = &s->view->collapse.items[rule];
  const uint32_t means = meaning_of(s, node, rule);
  RhumbEnds from = rhumb_ends_of(s, node, &collapse->from);
  for (uint32_t a = rhumb_ends_next(&from); a != RHUMB_NO_TERM;
       a = rhumb_ends_next(&from)) {
    RhumbEnds to = rhumb_ends_of(s, node, &collapse->to);
    for (uint32_t b = rhumb_ends_next(&to); b != RHUMB_NO_TERM;
         b = rhumb_ends_next(&to)) {
      if (can_be_node(s, a) && can_be_node(s, b)) {
        push_tie(s, (RhumbTie){a, b, means, node, rule, RHUMB_NO_TERM});
      }
    }
  }
}

static int
compare_numbers(const uint32_t a, const uint32_t b)
{
  return (a > b) - (a < b);
}

/// Direct ties come behind statements of the same meaning
static int
compare_ties(const void *const left, const void *const right)
{
  const RhumbTie *const a = (const RhumbTie *)left;
  const RhumbTie *const b = (const RhumbTie *)right;
  int order = compare_numbers(a->from, b->from);
  order = order ? order : compare_numbers(a->to, b->to);
  order = order ? order : compare_numbers(a->means, b->means);
  order = order ? order : compare_numbers(a->statement, b->statement);
  return order ? order : compare_numbers(a->graph, b->graph);
}

static void
sort_ties(RhumbChoice *const c)
{
  if (c->n_ties) {
    qsort(c->ties, c->n_ties, sizeof(*c->ties), compare_ties);
  }
}

/// For statements of `rule` that do not say what they mean, count which
/// properties stand directly between the same two nodes; return the commonest
static uint32_t
direct_property(const RhumbSelect *const s,
                const uint32_t rule,
                uint32_t *const hits)
{
  const RhumbChoice *const c = s->choice;
  const uint32_t means = (uint32_t)s->index->n_terms + rule;
  memset(hits, 0, s->index->n_iris * sizeof(*hits));
  size_t group = 0;
  uint32_t best = RHUMB_NO_TERM;
  for (size_t i = 0; i < c->n_ties; ++i) {
    const RhumbTie *const tie = &c->ties[i];
    while (c->ties[group].from != tie->from || c->ties[group].to != tie->to) {
      ++group;
    }
    if (tie->means != means ||
        (i && compare_numbers(tie[-1].means, means) == 0 &&
         tie[-1].from == tie->from && tie[-1].to == tie->to)) {
      continue;
    }
    for (size_t k = group; k < i && c->ties[k].means < s->index->n_iris; ++k) {
      const uint32_t p = c->ties[k].means;
      ++hits[p];
      const bool is_better = best == RHUMB_NO_TERM || hits[p] > hits[best] ||
                             (p < best && hits[p] == hits[best]);
      best = is_better ? p : best;
    }
  }
  return best;
}

/// The edge that a statement is about is the direct one, where there is one
static void
find_meanings(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n_rules = s->view->collapse.count;
  if (!n_rules || !c->n_ties) {
    return;
  }
  uint32_t *const hits = RHUMB_NEW(&c->arena, uint32_t, s->index->n_iris);
  sort_ties(c);
  for (uint32_t rule = 0; rule < n_rules; ++rule) {
    const uint32_t means = (uint32_t)s->index->n_terms + rule;
    const uint32_t direct = direct_property(s, rule, hits);
    for (size_t i = 0; direct != RHUMB_NO_TERM && i < c->n_ties; ++i) {
      c->ties[i].means = c->ties[i].means == means ? direct : c->ties[i].means;
    }
    if (direct != RHUMB_NO_TERM) {
      sort_ties(c);
    }
  }
}

// Bonds

static bool
is_same_bond(const RhumbTie *const a, const RhumbTie *const b)
{
  return a->from == b->from && a->to == b->to && a->means == b->means;
}

void
rhumb_select_bonds(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  find_meanings(s);
  sort_ties(c);
  c->bonds = RHUMB_NEW(&c->arena, RhumbBond, c->n_ties);
  for (size_t i = 0; i < c->n_ties; ++i) {
    const RhumbTie *const tie = &c->ties[i];
    if (!i || !is_same_bond(tie, tie - 1)) {
      const bool is_membership = tie->means < s->index->n_iris &&
                                 (s->roles[tie->means] & RHUMB_ROLE_CLUSTER);
      c->bonds[c->n_bonds++] = (RhumbBond){
          tie->from, tie->to, tie->means, i, 0, is_membership, true};
    }
    ++c->bonds[c->n_bonds - 1].count;
  }
}

void
rhumb_select_ties(const RhumbSelect *const s)
{
  RhumbChoice *const c = s->choice;
  c->n_ties = 0;
  c->left_out = (RhumbLeftOut){0};
  push_links(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (s->flags[i] & IS_STATEMENT) {
      push_statement(s, (uint32_t)i);
    }
  }
}

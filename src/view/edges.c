// SPDX-License-Identifier: ISC

/// @file edges.c  Statements found, and merged into edges.

#include "view/select_impl.h"

#include "view/objects.h"

#include <stdlib.h>

// Statements

static bool
can_be_node(const RhumbSelection *const s, const uint32_t rank)
{
  return rank < s->index->n_resources &&
         !(s->flags[rank] & (IS_HIDDEN | IS_SCHEMA | IS_REIFIER | IS_CELL));
}

static void
push(RhumbSelection *const s, const RhumbStatement statement)
{
  RHUMB_PUSH(&s->statements, statement);
  s->flags[statement.from] |= IS_NODE;
  s->flags[statement.to] |= IS_NODE;
}

/// An address that nothing is said of is a hyperlink, not a node
static bool
is_edge(const RhumbSelection *const s, const RhumbRankedQuad *const quad)
{
  const unsigned role = s->roles[quad->p];
  const bool is_known = s->index->first[quad->o + 1] > s->index->first[quad->o];
  return (role & RHUMB_ROLE_EDGE) &&
         !(role & (RHUMB_ROLE_DETAIL | RHUMB_ROLE_HIDDEN)) &&
         (is_known || !(role & RHUMB_ROLE_LINK));
}

static void
push_quad(RhumbSelection *const s, const RhumbRankedQuad *const q)
{
  const bool is_hidden = s->roles[q->p] & RHUMB_ROLE_HIDDEN;
  const bool ends = can_be_node(s, q->o);
  if (ends && is_edge(s, q)) {
    push(
        s,
        (RhumbStatement){q->s, q->o, q->p, RHUMB_NO_TERM, RHUMB_NO_TERM, q->g});
  }
  s->left_out.hidden_statements += ends && is_hidden;
}

/// Say of each member what is said of the list; a list may run in a circle
static void
push_members(RhumbSelection *const s, const RhumbRankedQuad *const quad)
{
  const RhumbIndex *const index = s->index;
  const uint32_t first = rhumb_index_iri(index, RHUMB_STR(RHUMB_RDF "first"));
  const uint32_t rest = rhumb_index_iri(index, RHUMB_STR(RHUMB_RDF "rest"));
  RhumbRankedQuad member = *quad;
  uint32_t cell = quad->o;
  uint32_t passed = cell; // One of those before it: the last power of two
  for (size_t i = 1; cell != RHUMB_NO_TERM; ++i) {
    size_t count = 0;
    const RhumbRankedQuad *next = rhumb_index_find(index, cell, first, &count);
    if (next) {
      member.o = next->o;
      push_quad(s, &member);
    }
    next = rhumb_index_find(index, cell, rest, &count);
    cell = next && next->o != passed ? next->o : RHUMB_NO_TERM;
    passed = (i & (i - 1)) == 0 ? cell : passed;
  }
}

static void
push_quads(RhumbSelection *const s)
{
  const RhumbIndex *const index = s->index;
  for (size_t i = 0; i < index->n_quads; ++i) {
    const RhumbRankedQuad *const quad = &index->quads[i];
    if (!can_be_node(s, quad->s)) {
      continue;
    }
    const bool is_about_it =
        !rhumb_is_schema_property(index->terms[quad->p].text) ||
        (s->roles[quad->p] & RHUMB_ROLE_LABEL) || quad->p == s->namer->type ||
        s->shows_schema;
    s->flags[quad->s] |= (unsigned char)(is_about_it ? IS_NODE : 0);
    if (quad->o < index->n_resources && (s->flags[quad->o] & IS_CELL)) {
      push_members(s, quad);
    } else {
      push_quad(s, quad);
    }
  }
}

/// What stands for the property of statements of `rule` that name none, or one
/// that the graph has not, which is the same for all rules that name that
static uint32_t
unnamed(const RhumbSelection *const s, const uint32_t rule)
{
  const RhumbCollapse *const rules = s->view->collapse.items;
  const RhumbIris named = rules[rule].property;
  uint32_t first = named.count ? 0 : rule;
  while (first < rule && !(rules[first].property.count &&
                           rhumb_str_equal(rules[first].property.items[0].text,
                                           named.items[0].text))) {
    ++first;
  }
  return (uint32_t)s->index->n_terms + first;
}

/// The property that the reifier or its rule names, else one to be found
static uint32_t
property_of(const RhumbSelection *const s,
            const uint32_t reifier,
            const uint32_t rule)
{
  const RhumbCollapse *const collapse = &s->view->collapse.items[rule];
  RhumbObjects via = rhumb_objects_of(s->index, reifier, &collapse->via);
  if (rhumb_objects_next_resource(&via)) {
    return via.quad->o;
  }
  const uint32_t named =
      collapse->property.count
          ? rhumb_index_iri(s->index, collapse->property.items[0].text)
          : RHUMB_NO_TERM;
  return named != RHUMB_NO_TERM ? named : unnamed(s, rule);
}

static void
push_reified(RhumbSelection *const s, const uint32_t reifier)
{
  const uint32_t rule = s->rule_of[reifier];
  const RhumbCollapse *const collapse = &s->view->collapse.items[rule];
  const uint32_t property = property_of(s, reifier, rule);
  RhumbObjects from = rhumb_objects_of(s->index, reifier, &collapse->from);
  while (rhumb_objects_next_resource(&from)) {
    const uint32_t a = from.quad->o;
    RhumbObjects to = rhumb_objects_of(s->index, reifier, &collapse->to);
    while (rhumb_objects_next_resource(&to)) {
      const uint32_t b = to.quad->o;
      if (can_be_node(s, a) && can_be_node(s, b)) {
        push(s, (RhumbStatement){a, b, property, reifier, rule, RHUMB_NO_TERM});
      }
    }
  }
}

void
rhumb_select_statements(RhumbSelection *const s)
{
  s->statements.count = 0;
  s->left_out = (RhumbLeftOut){0};
  push_quads(s);
  for (uint32_t i = 0; i < s->index->n_resources; ++i) {
    if (s->flags[i] & IS_REIFIER) {
      push_reified(s, i);
    }
  }
}

// Edges

static int
compare_ends(const RhumbStatement *const a, const RhumbStatement *const b)
{
  const int order = rhumb_rank_compare(a->from, b->from);
  return order ? order : rhumb_rank_compare(a->to, b->to);
}

static int
compare_edges(const RhumbStatement *const a, const RhumbStatement *const b)
{
  const int order = compare_ends(a, b);
  return order ? order : rhumb_rank_compare(a->property, b->property);
}

/// Quads come behind reifiers of the same edge
static int
compare_statements(const void *const left, const void *const right)
{
  const RhumbStatement *const a = (const RhumbStatement *)left;
  const RhumbStatement *const b = (const RhumbStatement *)right;
  int order = compare_edges(a, b);
  order = order ? order : rhumb_rank_compare(a->reifier, b->reifier);
  return order ? order : rhumb_rank_compare(a->graph, b->graph);
}

static void
sort_statements(const RhumbSelection *const s)
{
  if (s->statements.count) {
    qsort(s->statements.items,
          s->statements.count,
          sizeof(*s->statements.items),
          compare_statements);
  }
}

/// For reifiers of `rule` that name no property, count which properties quads
/// have between the same two nodes; return the commonest
static uint32_t
commonest_property(const RhumbSelection *const s,
                   const uint32_t rule,
                   uint32_t *const hits)
{
  const size_t n_iris = s->index->n_iris;
  const RhumbStatement *group = s->statements.items; // First of the same ends
  uint32_t best = RHUMB_NO_TERM;
  memset(hits, 0, n_iris * sizeof(*hits));
  for (size_t i = 0; i < s->statements.count; ++i) {
    const RhumbStatement *const at = &s->statements.items[i];
    group = compare_ends(group, at) == 0 ? group : at;
    if (at->property != unnamed(s, rule) ||
        (i && compare_edges(at - 1, at) == 0)) {
      continue;
    }
    for (const RhumbStatement *k = group; k < at && k->property < n_iris; ++k) {
      const uint32_t p = k->property;
      ++hits[p];
      const bool is_better = best == RHUMB_NO_TERM || hits[p] > hits[best] ||
                             (p < best && hits[p] == hits[best]);
      best = is_better ? p : best;
    }
  }
  return best;
}

/// The edge that a reifier is about is that of quads, where there is one
static void
find_properties(RhumbSelection *const s)
{
  uint32_t *const hits = RHUMB_NEW(&s->arena, uint32_t, s->index->n_iris);
  sort_statements(s);
  for (uint32_t rule = 0; rule < s->view->collapse.count; ++rule) {
    const uint32_t found = commonest_property(s, rule, hits);
    for (size_t i = 0; found != RHUMB_NO_TERM && i < s->statements.count; ++i) {
      uint32_t *const property = &s->statements.items[i].property;
      *property = *property == unnamed(s, rule) ? found : *property;
    }
    if (found != RHUMB_NO_TERM) {
      sort_statements(s);
    }
  }
}

void
rhumb_select_edges(RhumbSelection *const s)
{
  find_properties(s);
  s->edges = RHUMB_NEW(&s->arena, RhumbEdge, s->statements.count);
  for (size_t i = 0; i < s->statements.count; ++i) {
    const RhumbStatement *const at = &s->statements.items[i];
    if (!i || compare_edges(at - 1, at) != 0) {
      const bool is_membership = at->property < s->index->n_iris &&
                                 (s->roles[at->property] & RHUMB_ROLE_CLUSTER);
      s->edges[s->n_edges++] = (RhumbEdge){
          at->from, at->to, at->property, i, 0, is_membership, true};
    }
    ++s->edges[s->n_edges - 1].count;
  }
}

uint32_t
rhumb_edge_rule(const RhumbSelection *const selection,
                const RhumbEdge *const edge)
{
  uint32_t rule = RHUMB_NO_TERM;
  for (size_t i = edge->first; i < edge->first + edge->count; ++i) {
    const uint32_t other = selection->statements.items[i].rule;
    rule = other < rule ? other : rule;
  }
  return rule;
}

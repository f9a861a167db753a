// SPDX-License-Identifier: ISC

/// @file facts.c  Facts of nodes, and of the statements that edges are made of.

#include "view/facts.h"

#include "base/list.h"
#include "base/near.h"
#include "view/objects.h"
#include "view/palette.h"

#include <stdlib.h>

#define MAX_FACTS 24 ///< Of a node or an edge; the rest is counted

/// Facts in an arena, as they are found
typedef RHUMB_LIST(RhumbFact) FactList;

static RhumbFacts
end_list(const FactList *const list)
{
  const size_t count = list->count < MAX_FACTS ? list->count : MAX_FACTS;
  return (RhumbFacts){list->items, count, list->count - count};
}

RhumbFact
rhumb_fact_of(const RhumbNamer *const namer,
              const uint32_t property,
              const uint32_t value)
{
  RhumbFact fact = {.name = rhumb_name_of_property(namer, property),
                    .count = 1};
  fact.value = rhumb_name_of(namer, value, &fact.language);
  if (rhumb_str_starts(fact.value, fact.name)) {
    const RhumbStr rest = rhumb_str_from(fact.value, fact.name.len);
    const bool repeats =
        rhumb_str_starts(rest, RHUMB_STR(": ")) && rest.len > 2;
    fact.value = repeats ? rhumb_str_from(rest, 2) : fact.value;
  }
  return fact;
}

// Nodes

/// Every literal but the labels
static void
find_literals(const RhumbSelection *const s,
              const uint32_t node,
              FactList *const list,
              RhumbArena *const arena)
{
  const RhumbIndex *const index = s->index;
  const RhumbRankedQuad *last = NULL;
  for (size_t i = index->first[node]; i < index->first[node + 1]; ++i) {
    const RhumbRankedQuad *const quad = &index->quads[i];
    const bool is_new = !last || last->o != quad->o || last->p != quad->p;
    if (is_new && quad->o >= index->n_resources &&
        !(s->roles[quad->p] & (RHUMB_ROLE_LABEL | RHUMB_ROLE_HIDDEN))) {
      RHUMB_PUSH_IN(arena, list, rhumb_fact_of(s->namer, quad->p, quad->o));
    }
    last = quad;
  }
}

RhumbFacts
rhumb_facts_of_node(const RhumbSelection *const s,
                    const uint32_t node,
                    RhumbArena *const arena)
{
  FactList list = {0};
  RhumbObjects details = rhumb_objects_of(s->index, node, &s->view->details);
  while (rhumb_objects_next(&details)) {
    const RhumbRankedQuad *const quad = details.quad;
    RHUMB_PUSH_IN(arena, &list, rhumb_fact_of(s->namer, quad->p, quad->o));
  }
  if (!s->view->details.count) {
    find_literals(s, node, &list, arena);
  }
  return end_list(&list);
}

// Edges

/// True if it has one of the names that sources have, or one ends like them:
/// "inReport"
static bool
is_source_property(const RhumbStr iri)
{
  static const char *const sources[] = {
      "http://purl.org/dc/terms/source",
      "http://purl.org/dc/elements/1.1/source",
      "http://www.w3.org/ns/prov#wasDerivedFrom",
      "http://www.w3.org/ns/prov#hadPrimarySource",
      "http://www.w3.org/ns/prov#wasQuotedFrom",
      "https://schema.org/citation",
      "http://schema.org/citation",
      "https://schema.org/isBasedOn",
      "http://schema.org/isBasedOn",
      NULL,
  };
  static const char *const endings[] = {
      "ource", "ocument", "eport", "eference", "itation"};
  bool ends = false;
  for (size_t i = 0; i < RHUMB_COUNT(endings); ++i) {
    ends = ends || rhumb_str_ends(iri, rhumb_str(endings[i]));
  }
  return ends || rhumb_word(sources, iri);
}

/// True if the rule says so, or, where it says nothing, the property's name
static bool
is_source(const RhumbSelection *const s,
          const uint32_t rule,
          const RhumbStr iri)
{
  const RhumbIris *const sources = &s->view->collapse.items[rule].sources;
  for (size_t i = 0; i < sources->count; ++i) {
    if (rhumb_str_equal(sources->items[i].text, iri)) {
      return true;
    }
  }
  return !sources->count && is_source_property(iri);
}

/// A value that a statement of an edge shows
typedef struct {
  uint32_t place; ///< Of the property in the rule
  uint32_t p, o;  ///< RHUMB_NO_TERM: the value is a named graph
  uint32_t rule;
} Shown;

typedef RHUMB_LIST(Shown) ShownList;

static int
compare_shown(const void *const left, const void *const right)
{
  const Shown *const a = (const Shown *)left;
  const Shown *const b = (const Shown *)right;
  int order = rhumb_rank_compare(a->place, b->place);
  order = order ? order : rhumb_rank_compare(a->p, b->p);
  return order ? order : rhumb_rank_compare(a->o, b->o);
}

static void
find_shown(const RhumbSelection *const s,
           const RhumbStatement *const statement,
           ShownList *const list)
{
  const RhumbCollapse *const rule = &s->view->collapse.items[statement->rule];
  const RhumbIris properties[] = {rule->by, rule->show, rule->sources};
  uint32_t place = 0;
  for (size_t i = 0; i < RHUMB_COUNT(properties); ++i) {
    RhumbObjects values =
        rhumb_objects_of(s->index, statement->reifier, &properties[i]);
    while (rhumb_objects_next(&values)) {
      RHUMB_PUSH(list,
                 (Shown){place + (uint32_t)values.next,
                         values.quad->p,
                         values.quad->o,
                         statement->rule});
    }
    place += (uint32_t)properties[i].count;
  }
}

/// Equal values become one fact with a count
static RhumbFacts
gather_facts(const RhumbSelection *const s,
             const ShownList *const shown,
             RhumbArena *const arena)
{
  FactList facts = {0};
  for (size_t i = 0; i < shown->count; ++i) {
    const Shown *const value = &shown->items[i];
    if (i && compare_shown(value, value - 1) == 0) {
      ++facts.items[facts.count - 1].count;
      continue;
    }
    RhumbFact fact = {
        .name = RHUMB_STR("source"), .count = 1, .is_source = true};
    if (value->p == RHUMB_NO_TERM) {
      fact.value = rhumb_name_of(s->namer, value->o, &fact.language);
    } else {
      fact = rhumb_fact_of(s->namer, value->p, value->o);
      fact.is_source =
          is_source(s, value->rule, s->index->terms[value->p].text);
    }
    RHUMB_PUSH_IN(arena, &facts, fact);
  }
  return end_list(&facts);
}

RhumbFacts
rhumb_facts_of_edge(const RhumbSelection *const s,
                    const RhumbEdge *const edge,
                    RhumbArena *const arena)
{
  ShownList shown = {0};
  for (size_t i = edge->first; i < edge->first + edge->count; ++i) {
    const RhumbStatement *const statement = &s->statements.items[i];
    if (statement->reifier != RHUMB_NO_TERM) {
      find_shown(s, statement, &shown);
    }
    if (statement->graph != RHUMB_NO_TERM) {
      RHUMB_PUSH(&shown,
                 (Shown){UINT32_MAX, RHUMB_NO_TERM, statement->graph, 0});
    }
  }
  if (shown.count) {
    qsort(shown.items, shown.count, sizeof(*shown.items), compare_shown);
  }
  const RhumbFacts facts = gather_facts(s, &shown, arena);
  free(shown.items);
  return facts;
}

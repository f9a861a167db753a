// SPDX-License-Identifier: ISC

/// @file map.c  A selection put into words: labels, details, tables.

#include "view/map.h"

#include "view/looks.h"
#include "view/text.h"

#include <stdlib.h>

#define MOST_FACTS   24  ///< Of a node or an edge; the rest is counted
#define MOST_GRADE   56  ///< Characters of an edge's grade
#define MOST_LABELS  160 ///< Edges whose labels can be read in one picture
#define MOST_SAID    120 ///< Characters of who says it, and of what is said
#define MOST_SAYINGS 4   ///< Lines of them at an edge; the rest is counted

// Facts

typedef struct {
  RhumbFact *items;
  size_t count, cap;
} FactList;

static void
push_fact(FactList *const list, const RhumbFact fact)
{
  list->items = (RhumbFact *)rhumb_xgrow(
      list->items, list->count, &list->cap, sizeof(*list->items));
  list->items[list->count++] = fact;
}

static RhumbFacts
keep_facts(FactList *const list, RhumbArena *const arena)
{
  const size_t count = list->count < MOST_FACTS ? list->count : MOST_FACTS;
  RhumbFact *const items = RHUMB_NEW(arena, RhumbFact, count);
  for (size_t i = 0; i < count; ++i) {
    items[i] = list->items[i];
  }
  const RhumbFacts facts = {items, count, list->count - count};
  free(list->items);
  *list = (FactList){0};
  return facts;
}

/// "grade: linked" under "grade" is "linked"
static RhumbFact
fact_of(const RhumbNamer *const namer, const uint32_t p, const uint32_t o)
{
  RhumbFact fact = {.name = rhumb_name_of_property(namer, p), .count = 1};
  fact.value = rhumb_name_of(namer, o, &fact.language);
  const size_t len = fact.name.len;
  if (fact.value.len > len + 2 && rhumb_str_starts(fact.value, fact.name) &&
      memcmp(fact.value.data + len, ": ", 2) == 0) {
    fact.value = rhumb_str_slice(fact.value, len + 2, fact.value.len);
  }
  return fact;
}

/// Facts of the properties that the view names, in its order
static void
find_details(const RhumbChoice *const c,
             const uint32_t node,
             FactList *const list)
{
  const RhumbIris *const details = &c->view->details;
  for (size_t i = 0; i < details->count; ++i) {
    const uint32_t p = rhumb_index_iri(c->index, details->items[i].text);
    size_t count = 0;
    const RhumbLink *const links = rhumb_index_find(c->index, node, p, &count);
    for (size_t k = 0; k < count; ++k) {
      push_fact(list, fact_of(c->namer, p, links[k].o));
    }
  }
}

/// Without such properties: every literal but the labels
static void
find_literals(const RhumbChoice *const c,
              const uint32_t node,
              FactList *const list)
{
  const RhumbIndex *const index = c->index;
  uint32_t last = RHUMB_NO_TERM;
  for (size_t i = index->first[node]; i < index->first[node + 1]; ++i) {
    const RhumbLink *const link = &index->links[i];
    const bool is_new =
        i == index->first[node] || last != link->o || link[-1].p != link->p;
    if (is_new && link->o >= index->n_resources &&
        !(c->roles[link->p] & (RHUMB_ROLE_LABEL | RHUMB_ROLE_HIDDEN))) {
      push_fact(list, fact_of(c->namer, link->p, link->o));
    }
    last = link->o;
  }
}

static RhumbFacts
node_facts(const RhumbChoice *const c,
           const uint32_t node,
           RhumbArena *const arena)
{
  FactList list = {0};
  if (c->view->details.count) {
    find_details(c, node, &list);
  } else {
    find_literals(c, node, &list);
  }
  return keep_facts(&list, arena);
}

/// True for words such as "inDocument"
static bool
sounds_like_source(const RhumbStr iri)
{
  static const char *const endings[] = {
      "ource", "ocument", "eport", "eference", "itation"};
  for (size_t i = 0; i < sizeof(endings) / sizeof(*endings); ++i) {
    if (rhumb_str_ends(iri, rhumb_str(endings[i]))) {
      return true;
    }
  }
  return false;
}

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
  };
  for (size_t i = 0; i < sizeof(sources) / sizeof(*sources); ++i) {
    if (rhumb_str_is(iri, sources[i])) {
      return true;
    }
  }
  return sounds_like_source(iri);
}

/// True if the statement's rule, or its name, makes the property a source
static bool
is_source(const RhumbChoice *const c, const uint32_t rule, const RhumbStr iri)
{
  const RhumbIris *const sources = &c->view->collapse.items[rule].sources;
  for (size_t i = 0; i < sources->count; ++i) {
    if (rhumb_str_equal(sources->items[i].text, iri)) {
      return true;
    }
  }
  return !sources->count && is_source_property(iri);
}

/// A value that a statement of an edge shows
typedef struct {
  uint32_t place; ///< Of the property in `show`
  uint32_t p, o;
  uint32_t rule;
} Shown;

typedef struct {
  Shown *items;
  size_t count, cap;
} ShownList;

static int
compare_shown(const void *const left, const void *const right)
{
  const Shown *const a = (const Shown *)left;
  const Shown *const b = (const Shown *)right;
  if (a->place != b->place) {
    return a->place < b->place ? -1 : 1;
  }
  if (a->p != b->p) {
    return a->p < b->p ? -1 : 1;
  }
  return (a->o > b->o) - (a->o < b->o);
}

static void
push_shown(ShownList *const list, const Shown shown)
{
  list->items = (Shown *)rhumb_xgrow(
      list->items, list->count, &list->cap, sizeof(*list->items));
  list->items[list->count++] = shown;
}

static void
find_shown_of(const RhumbChoice *const c,
              const RhumbTie *const tie,
              const RhumbIris *const names,
              const uint32_t place,
              ShownList *const list)
{
  for (uint32_t i = 0; i < names->count; ++i) {
    const uint32_t p = rhumb_index_iri(c->index, names->items[i].text);
    size_t count = 0;
    const RhumbLink *const links =
        rhumb_index_find(c->index, tie->statement, p, &count);
    for (size_t k = 0; k < count; ++k) {
      if (!k || links[k].o != links[k - 1].o) {
        push_shown(list, (Shown){place + i, p, links[k].o, tie->rule});
      }
    }
  }
}

static void
find_shown(const RhumbChoice *const c,
           const RhumbTie *const tie,
           ShownList *const list)
{
  const RhumbCollapse *const rule = &c->view->collapse.items[tie->rule];
  const RhumbIris names[] = {rule->by, rule->show, rule->sources};
  uint32_t place = 0;
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    find_shown_of(c, tie, &names[i], place, list);
    place += (uint32_t)names[i].count;
  }
}

/// Equal values become one fact with a count
static void
gather_facts(const RhumbChoice *const c,
             const ShownList *const shown,
             FactList *const facts)
{
  for (size_t i = 0; i < shown->count; ++i) {
    const Shown *const s = &shown->items[i];
    if (i && compare_shown(s, s - 1) == 0) {
      ++facts->items[facts->count - 1].count;
      continue;
    }
    RhumbFact fact = s->p == RHUMB_NO_TERM
                         ? (RhumbFact){.name = RHUMB_STR("source"),
                                       .count = 1,
                                       .is_source = true}
                         : fact_of(c->namer, s->p, s->o);
    if (s->p == RHUMB_NO_TERM) {
      fact.value = rhumb_name_of(c->namer, s->o, &fact.language);
    } else {
      fact.is_source = is_source(c, s->rule, c->index->terms[s->p].text);
    }
    push_fact(facts, fact);
  }
}

/// Statements count; the direct quads beside them say the same again
static size_t
count_said(const RhumbChoice *const c, const RhumbBond *const bond)
{
  size_t statements = 0;
  uint32_t last = RHUMB_NO_TERM;
  for (size_t i = bond->first; i < bond->first + bond->count; ++i) {
    const uint32_t statement = c->ties[i].statement;
    statements += statement != RHUMB_NO_TERM && statement != last;
    last = statement;
  }
  return statements ? statements : bond->count;
}

// The grade: what tells statements of the same meaning apart

static size_t
count_chars(const RhumbStr text)
{
  size_t count = 0;
  for (size_t i = 0; i < text.len; ++i) {
    count += ((unsigned char)text.data[i] & 0xC0U) != 0x80U;
  }
  return count;
}

static RhumbStr
grade_of(const FactList *const facts, RhumbArena *const arena)
{
  RhumbBuf out = {0};
  const RhumbFact *last = NULL;
  size_t more = 0;
  for (size_t i = 0; i < facts->count; ++i) {
    const RhumbFact *const fact = &facts->items[i];
    if (fact->is_source) {
      continue;
    }
    const size_t chars = count_chars(fact->value);
    if (more || count_chars(rhumb_buf_str(&out)) + chars > MOST_GRADE) {
      ++more;
      continue;
    }
    const bool same = last && rhumb_str_equal(last->name, fact->name);
    rhumb_buf_put(&out,
                  !last  ? RHUMB_STR("")
                  : same ? RHUMB_STR(", ")
                         : RHUMB_STR(" \u00B7 "));
    rhumb_buf_put(&out, fact->value);
    last = fact;
  }
  rhumb_buf_put(&out, more && out.len ? RHUMB_STR(" \u2026") : RHUMB_STR(""));
  const RhumbStr grade = rhumb_str_copy(arena, rhumb_buf_str(&out));
  rhumb_buf_free(&out);
  return grade;
}

// Who says what, a line each: "Czech Republic: responsible"

typedef struct {
  RhumbStr who, what;
} Saying;

/// The names of a statement's values, as "a, b"
static RhumbStr
values_of(const RhumbChoice *const c,
          const RhumbTie *const tie,
          const RhumbIris names,
          RhumbArena *const arena)
{
  RhumbBuf out = {0};
  ShownList shown = {0};
  find_shown_of(c, tie, &names, 0, &shown);
  for (size_t i = 0; i < shown.count; ++i) {
    rhumb_buf_put(&out, i ? RHUMB_STR(", ") : RHUMB_STR(""));
    rhumb_buf_put(&out,
                  fact_of(c->namer, shown.items[i].p, shown.items[i].o).value);
  }
  const RhumbStr text = rhumb_text_clean(arena, rhumb_buf_str(&out), MOST_SAID);
  free(shown.items);
  rhumb_buf_free(&out);
  return text;
}

/// Collect what the statements of a bond say by whom, each pair once
static size_t
find_sayings(const RhumbChoice *const c,
             const RhumbBond *const bond,
             Saying *const sayings,
             RhumbArena *const arena)
{
  size_t count = 0;
  for (size_t i = bond->first; i < bond->first + bond->count; ++i) {
    const RhumbTie *const tie = &c->ties[i];
    if (tie->statement == RHUMB_NO_TERM) {
      continue;
    }
    const RhumbCollapse *const rule = &c->view->collapse.items[tie->rule];
    const RhumbIris first = {rule->show.items, rule->show.count ? 1 : 0};
    const Saying saying = {values_of(c, tie, rule->by, arena),
                           values_of(c, tie, first, arena)};
    size_t k = 0;
    while (k < count && !(rhumb_str_equal(sayings[k].who, saying.who) &&
                          rhumb_str_equal(sayings[k].what, saying.what))) {
      ++k;
    }
    sayings[k] = saying;
    count += k == count;
  }
  return count;
}

static RhumbStr
sayings_of(const RhumbChoice *const c,
           const RhumbBond *const bond,
           RhumbArena *const arena)
{
  RhumbBuf out = {0};
  static const RhumbStr nobody = {"no one named", 12};
  Saying *const sayings = RHUMB_NEW(arena, Saying, bond->count);
  const size_t count = find_sayings(c, bond, sayings, arena);
  for (size_t i = 0; i < count && i < MOST_SAYINGS; ++i) {
    const Saying *const s = &sayings[i];
    rhumb_buf_format(&out,
                     "%s%s%.*s%s%.*s",
                     out.len ? "\n" : "",
                     count > 1 ? "\u2022 " : "",
                     RHUMB_FMT(s->who.len ? s->who : nobody),
                     s->what.len ? ": " : "",
                     RHUMB_FMT(s->what));
  }
  if (count > MOST_SAYINGS) {
    rhumb_buf_format(&out, "\nand %zu more", count - MOST_SAYINGS);
  }
  const RhumbStr text = rhumb_str_copy(arena, rhumb_buf_str(&out));
  rhumb_buf_free(&out);
  return text;
}

/// True if the statements of a bond say by whom they are
static bool
says_by(const RhumbChoice *const c, const RhumbBond *const bond)
{
  const RhumbTie *const tie = &c->ties[bond->first];
  return tie->statement != RHUMB_NO_TERM &&
         c->view->collapse.items[tie->rule].by.count;
}

static void
fill_edge(const RhumbChoice *const c,
          const RhumbBond *const bond,
          RhumbMapEdge *const edge,
          RhumbArena *const arena)
{
  ShownList shown = {0};
  FactList facts = {0};
  for (size_t i = bond->first; i < bond->first + bond->count; ++i) {
    const RhumbTie *const tie = &c->ties[i];
    if (tie->statement != RHUMB_NO_TERM) {
      find_shown(c, tie, &shown);
    }
    if (tie->graph != RHUMB_NO_TERM) {
      push_shown(&shown, (Shown){UINT32_MAX, RHUMB_NO_TERM, tie->graph, 0});
    }
  }
  if (shown.count) {
    qsort(shown.items, shown.count, sizeof(*shown.items), compare_shown);
  }
  gather_facts(c, &shown, &facts);
  for (size_t i = 0; i < facts.count; ++i) {
    edge->sources += facts.items[i].is_source;
  }
  edge->count = count_said(c, bond);
  edge->grade =
      says_by(c, bond) ? sayings_of(c, bond, arena) : grade_of(&facts, arena);
  edge->facts = keep_facts(&facts, arena);
  free(shown.items);
}

// Nodes, edges, clusters

static RhumbStr
link_of(const RhumbChoice *const c, const uint32_t node)
{
  const RhumbIris *const links = &c->view->links;
  for (size_t i = 0; i < links->count; ++i) {
    const uint32_t p = rhumb_index_iri(c->index, links->items[i].text);
    size_t count = 0;
    const RhumbLink *const found = rhumb_index_find(c->index, node, p, &count);
    for (size_t k = 0; k < count; ++k) {
      RhumbBuf url = {0};
      const RhumbStr text = c->index->terms[found[k].o].text;
      const bool is_safe = rhumb_text_url(&url, text);
      rhumb_buf_free(&url);
      if (is_safe) {
        return text;
      }
    }
  }
  return (RhumbStr){0};
}

/// The numbers that what was ranked has in the map
typedef struct {
  uint32_t *node, *cluster; ///< By resource
} Numbers;

static uint32_t
cluster_of(const RhumbChoice *const c,
           RhumbMap *const map,
           RhumbStr *const clusters,
           const Numbers *const numbers,
           const uint32_t rank)
{
  const uint32_t cluster = c->clusters ? c->clusters[rank] : RHUMB_NO_TERM;
  if (cluster == RHUMB_NO_TERM) {
    return RHUMB_NO_CLUSTER;
  }
  if (!numbers->cluster[cluster]) {
    clusters[map->n_clusters++] = rhumb_name_of(c->namer, cluster, NULL);
    numbers->cluster[cluster] = (uint32_t)map->n_clusters;
  }
  return numbers->cluster[cluster] - 1;
}

static void
fill_nodes(RhumbMap *const map,
           const RhumbChoice *const c,
           RhumbLooks *const looks,
           const Numbers *const numbers)
{
  RhumbArena *const arena = &map->arena;
  RhumbMapNode *const nodes = RHUMB_NEW(arena, RhumbMapNode, c->n_nodes);
  RhumbStr *const clusters = RHUMB_NEW(arena, RhumbStr, c->n_nodes);
  for (uint32_t i = 0; i < c->n_nodes; ++i) {
    const uint32_t rank = c->nodes[i];
    RhumbMapNode *const node = &nodes[i];
    numbers->node[rank] = i;
    node->attrs = rhumb_looks_node(looks, rank, &node->kind);
    node->label = rhumb_name_of(c->namer, rank, &node->language);
    node->iri = rank < c->index->n_iris
                    ? rhumb_text_clean(
                          arena, c->index->terms[rank].text, RHUMB_TEXT_MOST)
                    : RHUMB_STR("");
    node->is_part = rhumb_name_is_part(c->namer, rank);
    node->link = link_of(c, rank);
    node->facts = node_facts(c, rank, arena);
    node->cluster = cluster_of(c, map, clusters, numbers, rank);
  }
  map->nodes = nodes;
  map->n_nodes = c->n_nodes;
  map->clusters = clusters;
}

static void
fill_edges(RhumbMap *const map,
           const RhumbChoice *const c,
           RhumbLooks *const looks,
           const Numbers *const numbers)
{
  RhumbArena *const arena = &map->arena;
  RhumbMapEdge *const edges = RHUMB_NEW(arena, RhumbMapEdge, c->n_bonds);
  for (size_t i = 0; i < c->n_bonds; ++i) {
    const RhumbBond *const bond = &c->bonds[i];
    RhumbMapEdge *const edge = &edges[i];
    edge->from = numbers->node[bond->from];
    edge->to = numbers->node[bond->to];
    edge->attrs = rhumb_looks_edge(
        looks, bond, &edge->label, &edge->is_bare, &edge->is_unlike);
    edge->iri = bond->means < c->index->n_iris
                    ? rhumb_text_clean(arena,
                                       c->index->terms[bond->means].text,
                                       RHUMB_TEXT_MOST)
                    : RHUMB_STR("");
    fill_edge(c, bond, edge, arena);
  }
  map->edges = edges;
  map->n_edges = c->n_bonds;
}

// What was left out

typedef struct {
  size_t count;
  const char *one, *many;
} Omission;

static void
put_omissions(RhumbBuf *const out,
              const Omission *const omissions,
              const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    if (omissions[i].count) {
      rhumb_buf_put(out, out->len ? RHUMB_STR("; ") : RHUMB_STR("Not shown: "));
      rhumb_text_count(
          out, omissions[i].count, omissions[i].one, omissions[i].many);
    }
  }
  rhumb_buf_put(out, out->len ? RHUMB_STR(".") : RHUMB_STR(""));
}

static RhumbStr
note_of(const RhumbChoice *const c, RhumbArena *const arena)
{
  const RhumbLeftOut *const o = &c->left_out;
  const char *const hops = rhumb_str_format(arena,
                                            "beyond %zu %s of the focus",
                                            c->view->hops,
                                            c->view->hops == 1 ? "hop" : "hops")
                               .data;
  const char *const hubs =
      rhumb_str_format(arena, "with over %zu relations", c->hubs_over).data;
  const Omission omissions[] = {
      {o->beyond_hops,
       rhumb_str_format(arena, "node %s", hops).data,
       rhumb_str_format(arena, "nodes %s", hops).data},
      {o->hubs,
       rhumb_str_format(arena, "hub %s", hubs).data,
       rhumb_str_format(arena, "hubs %s", hubs).data},
      {o->alone, "node linked to hubs only", "nodes linked to hubs only"},
      {o->unrelated,
       "node without a relation in this view",
       "nodes without a relation in this view"},
      {o->hidden_nodes, "filtered node", "filtered nodes"},
      {o->hidden_links, "filtered relation", "filtered relations"},
      {o->over_limit, "less connected node", "less connected nodes"},
      {o->bonds_over_limit, "relation said least", "relations said least"},
      {o->declarations,
       "declaration of the vocabulary",
       "declarations of the vocabulary"},
  };
  RhumbBuf out = {0};
  put_omissions(&out, omissions, sizeof(omissions) / sizeof(*omissions));
  if (o->in_many_clusters) {
    rhumb_buf_put(&out, out.len ? RHUMB_STR(" ") : RHUMB_STR(""));
    rhumb_text_count(&out,
                     o->in_many_clusters,
                     "node belongs to several groups and stands in the first.",
                     "nodes belong to several groups and stand in the first.");
  }
  const RhumbStr note = rhumb_str_copy(arena, rhumb_buf_str(&out));
  rhumb_buf_free(&out);
  return note;
}

static RhumbStr
summary_of(const RhumbMap *const map, RhumbArena *const arena)
{
  RhumbBuf out = {0};
  rhumb_text_count(&out, map->n_nodes, "node", "nodes");
  rhumb_buf_put(&out, RHUMB_STR(" and "));
  rhumb_text_count(&out, map->n_edges, "relation", "relations");
  const RhumbStr summary = rhumb_str_copy(arena, rhumb_buf_str(&out));
  rhumb_buf_free(&out);
  return summary;
}

static RhumbStr
title_of(const RhumbMap *const map,
         const RhumbView *const view,
         RhumbArena *const arena)
{
  if (view->title.len || view->name.len) {
    return rhumb_text_clean(
        arena, view->title.len ? view->title : view->name, RHUMB_LABEL_MOST);
  }
  return rhumb_str_format(arena, "Map of %.*s", RHUMB_FMT(map->summary));
}

static const char *
direction_of(const RhumbView *const view)
{
  return view->direction ? view->direction : "LR";
}

void
rhumb_map_make(RhumbMap *const map, const RhumbChoice *const choice)
{
  *map = (RhumbMap){.layout = choice->layout,
                    .direction = direction_of(choice->view)};
  RhumbArena *const arena = &map->arena;
  const size_t n = choice->index->n_resources;
  const Numbers numbers = {RHUMB_NEW(arena, uint32_t, n),
                           RHUMB_NEW(arena, uint32_t, n)};
  RhumbLooks *const looks = rhumb_looks_new(choice, arena);
  fill_nodes(map, choice, looks, &numbers);
  fill_edges(map, choice, looks, &numbers);

  map->has_edge_labels = map->n_edges <= MOST_LABELS;
  map->summary = summary_of(map, arena);
  map->title = title_of(map, choice->view, arena);
  map->description =
      rhumb_text_clean(arena, choice->view->description, RHUMB_TEXT_MOST);
  map->note = note_of(choice, arena);
  map->is_untitled = choice->view->is_default;
  rhumb_looks_legend(looks, map);
  rhumb_looks_free(looks);
}

void
rhumb_map_free(RhumbMap *const map)
{
  rhumb_arena_free(&map->arena);
  *map = (RhumbMap){0};
}

// SPDX-License-Identifier: ISC

#include "view/select.h"

#include "base/near.h"
#include "term/vocabulary.h"
#include "view/cover.h"
#include "view/text.h"

#include <stdlib.h>

/// What a resource is, as bits
enum {
  IS_HIDDEN = 1U,    ///< By the view
  IS_SCHEMA = 2U,    ///< A class, a property, a header: no thing of the data
  IS_STATEMENT = 4U, ///< Drawn as an edge
  IS_END = 8U,       ///< A statement is about it
  IS_NODE = 16U,
  IS_FOCUS = 32U,
  IS_TYPED = 64U, ///< Of a class that the view wants
};

/// The work of one selection
typedef struct {
  RhumbChoice *choice;
  const RhumbIndex *index;
  const RhumbView *view;
  unsigned char *roles;
  unsigned char *flags; ///< By resource
  uint32_t *rule_of;    ///< By resource: the collapse rule of a statement
  uint32_t *degree;     ///< By resource: bonds kept
  uint32_t type;
  bool shows_schema;
  RhumbTree classes;
} Select;

// Roles of properties

static void
add_role(const Select *const s, const RhumbNames names, const unsigned role)
{
  for (size_t i = 0; i < names.count; ++i) {
    const uint32_t rank = rhumb_index_iri(s->index, names.items[i].text);
    if (rank != RHUMB_NO_TERM) {
      s->roles[rank] |= (unsigned char)role;
    }
  }
}

static bool
is_schema_name(const RhumbStr iri)
{
  return rhumb_str_starts(iri, RHUMB_STR(RHUMB_OWL)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDFS)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDF));
}

/// Properties that speak of the vocabulary, not of things
static bool
is_schema_property(const RhumbStr iri)
{
  static const char *const between_things[] = {
      RHUMB_OWL "sameAs",
      RHUMB_OWL "differentFrom",
      RHUMB_RDF "value",
      RHUMB_RDFS "seeAlso",
      RHUMB_RDFS "member",
  };
  for (size_t i = 0; i < sizeof(between_things) / sizeof(char *); ++i) {
    if (rhumb_str_is(iri, between_things[i])) {
      return false;
    }
  }
  return is_schema_name(iri) &&
         !rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDF "_"));
}

static void
find_roles(const Select *const s)
{
  const RhumbView *const view = s->view;
  for (size_t i = 0; i < s->index->n_iris; ++i) {
    const bool hidden =
        !s->shows_schema && is_schema_property(s->index->terms[i].text);
    s->roles[i] = view->only_properties.count || hidden ? 0 : RHUMB_ROLE_EDGE;
  }
  add_role(s, view->only_properties, RHUMB_ROLE_EDGE);
  add_role(s, view->labels, RHUMB_ROLE_LABEL);
  add_role(s, view->details, RHUMB_ROLE_DETAIL);
  add_role(s, view->links, RHUMB_ROLE_LINK);
  add_role(s, view->cluster, RHUMB_ROLE_CLUSTER | RHUMB_ROLE_EDGE);
  add_role(s, view->hide_properties, RHUMB_ROLE_HIDDEN);
  if (s->type != RHUMB_NO_TERM) {
    s->roles[s->type] = 0;
  }
}

static bool
is_edge_role(const unsigned role)
{
  const unsigned no_edge =
      RHUMB_ROLE_DETAIL | RHUMB_ROLE_LINK | RHUMB_ROLE_HIDDEN;
  return (role & RHUMB_ROLE_EDGE) && !(role & no_edge);
}

// Kinds of resources

/// Types in OWL's and RDF's own vocabularies that things of the data have
static bool
is_type_of_things(const RhumbStr iri)
{
  static const char *const types[] = {
      RHUMB_OWL "NamedIndividual",
      RHUMB_OWL "Thing",
      RHUMB_OWL "Axiom",
      RHUMB_RDFS "Resource",
      RHUMB_RDF "Statement",
      RHUMB_RDF "Bag",
      RHUMB_RDF "Seq",
      RHUMB_RDF "Alt",
      RHUMB_RDF "List",
  };
  for (size_t i = 0; i < sizeof(types) / sizeof(*types); ++i) {
    if (rhumb_str_is(iri, types[i])) {
      return true;
    }
  }
  return !is_schema_name(iri);
}

static void
flag_names(const Select *const s, const RhumbNames names, const unsigned flag)
{
  for (size_t i = 0; i < names.count; ++i) {
    const uint32_t rank = rhumb_index_iri(s->index, names.items[i].text);
    if (rank != RHUMB_NO_TERM) {
      s->flags[rank] |= (unsigned char)flag;
    }
  }
}

/// Give `flag` to every resource of the classes `names` and those below
static void
flag_classes(const Select *const s, const RhumbNames names, const unsigned flag)
{
  RhumbCover cover = {0};
  rhumb_cover_add(&cover, s->index, &s->classes, names, 0);
  rhumb_cover_sort(&cover);
  for (size_t i = 0; cover.count && i < s->index->n_links; ++i) {
    const RhumbLink *const link = &s->index->links[i];
    size_t count = 0;
    if (link->p == s->type && rhumb_cover_find(&cover, link->o, &count)) {
      s->flags[link->s] |= (unsigned char)flag;
    }
  }
  rhumb_cover_free(&cover);
}

/// Declarations, classes that things are of, properties that are used
static void
flag_schema(const Select *const s)
{
  const RhumbIndex *const index = s->index;
  for (size_t i = 0; i < index->n_links; ++i) {
    const RhumbLink *const link = &index->links[i];
    s->flags[link->p] |= IS_SCHEMA;
    if (link->p == s->type && link->o < index->n_resources) {
      s->flags[link->o] |= IS_SCHEMA;
      if (!is_type_of_things(index->terms[link->o].text)) {
        s->flags[link->s] |= IS_SCHEMA;
      }
    } else if (is_schema_property(index->terms[link->p].text) &&
               rhumb_str_starts(index->terms[link->p].text,
                                RHUMB_STR(RHUMB_RDFS "sub"))) {
      s->flags[link->s] |= IS_SCHEMA;
    }
  }
}

static void
unflag_wanted(const Select *const s)
{
  RhumbCover cover = {0};
  for (size_t i = 0; i < s->view->nodes.count; ++i) {
    rhumb_cover_add(&cover, s->index, NULL, s->view->nodes.items[i].of, 0);
  }
  rhumb_cover_add(&cover, s->index, NULL, s->view->only_classes, 0);
  rhumb_cover_sort(&cover);
  for (size_t i = 0; cover.count && i < s->index->n_links; ++i) {
    const RhumbLink *const link = &s->index->links[i];
    size_t count = 0;
    if (link->p == s->type && link->o < s->index->n_iris &&
        !is_type_of_things(s->index->terms[link->o].text) &&
        rhumb_cover_find(&cover, link->o, &count)) {
      s->flags[link->s] &= (unsigned char)~IS_SCHEMA;
    }
  }
  rhumb_cover_free(&cover);
}

static void
find_kinds(const Select *const s)
{
  const RhumbView *const view = s->view;
  memset(s->flags, 0, s->index->n_resources);
  if (!s->shows_schema) {
    flag_schema(s);
    unflag_wanted(s);
  }
  flag_classes(s, view->hide_classes, IS_HIDDEN);
  flag_names(s, view->hide_nodes, IS_HIDDEN);
  flag_names(s, view->focus, IS_FOCUS);
  if (view->only_classes.count) {
    flag_classes(s, view->only_classes, IS_TYPED);
    for (size_t i = 0; i < s->index->n_resources; ++i) {
      const bool wanted = s->flags[i] & (IS_TYPED | IS_FOCUS);
      s->flags[i] |= (unsigned char)(wanted ? 0 : IS_HIDDEN);
    }
  }
}

// Statements

/// Calls back for each resource that `node` has under one of the properties
typedef struct {
  const RhumbIndex *index;
  uint32_t node;
  const RhumbNames *names;
  size_t name, item, count;
  const RhumbLink *links;
} Ends;

static Ends
ends_of(const Select *const s,
        const uint32_t node,
        const RhumbNames *const names)
{
  return (Ends){.index = s->index, .node = node, .names = names};
}

/// Step to the next resource; RHUMB_NO_TERM after the last
static uint32_t
next_end(Ends *const e)
{
  for (;;) {
    while (e->item < e->count) {
      const uint32_t end = e->links[e->item++].o;
      if (end < e->index->n_resources) {
        return end;
      }
    }
    if (e->name == e->names->count) {
      return RHUMB_NO_TERM;
    }
    const RhumbStr iri = e->names->items[e->name++].text;
    e->links = rhumb_index_find(
        e->index, e->node, rhumb_index_iri(e->index, iri), &e->count);
    e->item = 0;
  }
}

static bool
has_end(const Select *const s,
        const uint32_t node,
        const RhumbNames *const names)
{
  Ends ends = ends_of(s, node, names);
  return next_end(&ends) != RHUMB_NO_TERM;
}

static void
flag_ends(const Select *const s,
          const uint32_t node,
          const RhumbNames *const names)
{
  Ends ends = ends_of(s, node, names);
  for (uint32_t end = next_end(&ends); end != RHUMB_NO_TERM;
       end = next_end(&ends)) {
    s->flags[end] |= IS_END;
  }
}

static void
flag_statements_of(const Select *const s, const RhumbCover *const cover)
{
  for (size_t i = 0; i < s->index->n_links; ++i) {
    const RhumbLink *const link = &s->index->links[i];
    size_t count = 0;
    const RhumbCoverPair *const pair =
        link->p == s->type ? rhumb_cover_find(cover, link->o, &count) : NULL;
    if (!pair || (s->flags[link->s] & (IS_HIDDEN | IS_STATEMENT))) {
      continue;
    }
    const RhumbCollapse *const rule = &s->view->collapse.items[pair->item];
    if (has_end(s, link->s, &rule->from) && has_end(s, link->s, &rule->to)) {
      s->flags[link->s] |= IS_STATEMENT;
      s->rule_of[link->s] = pair->item;
      flag_ends(s, link->s, &rule->from);
      flag_ends(s, link->s, &rule->to);
    }
  }
}

/// A statement that another one is about stays a node, for that to end at
static void
find_statements(const Select *const s)
{
  RhumbCover cover = {0};
  for (size_t i = 0; i < s->view->collapse.count; ++i) {
    const RhumbCollapse *const rule = &s->view->collapse.items[i];
    rhumb_cover_add(&cover, s->index, &s->classes, rule->rule.of, (uint32_t)i);
  }
  rhumb_cover_sort(&cover);
  if (cover.count) {
    flag_statements_of(s, &cover);
  }
  rhumb_cover_free(&cover);

  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if ((s->flags[i] & IS_STATEMENT) && (s->flags[i] & IS_END)) {
      s->flags[i] &= (unsigned char)~IS_STATEMENT;
    }
  }
}

// Ties

static bool
can_be_node(const Select *const s, const uint32_t rank)
{
  return rank < s->index->n_resources &&
         !(s->flags[rank] & (IS_HIDDEN | IS_SCHEMA | IS_STATEMENT));
}

static void
push_tie(const Select *const s, const RhumbTie tie)
{
  RhumbChoice *const c = s->choice;
  c->ties = (RhumbTie *)rhumb_xgrow(
      c->ties, c->n_ties, &c->ties_cap, sizeof(*c->ties));
  c->ties[c->n_ties++] = tie;
  s->flags[tie.from] |= IS_NODE;
  s->flags[tie.to] |= IS_NODE;
}

static void
push_links(const Select *const s)
{
  const RhumbIndex *const index = s->index;
  for (size_t i = 0; i < index->n_links; ++i) {
    const RhumbLink *const link = &index->links[i];
    if (!can_be_node(s, link->s)) {
      continue;
    }
    const unsigned role = s->roles[link->p];
    const bool ends = can_be_node(s, link->o);
    const bool is_about_it = !is_schema_property(index->terms[link->p].text) ||
                             (role & RHUMB_ROLE_LABEL) || link->p == s->type ||
                             s->shows_schema;
    s->flags[link->s] |= (unsigned char)(is_about_it ? IS_NODE : 0);
    if (ends && is_edge_role(role)) {
      push_tie(s,
               (RhumbTie){link->s,
                          link->o,
                          link->p,
                          RHUMB_NO_TERM,
                          RHUMB_NO_TERM,
                          link->g});
    }
    s->choice->left_out.hidden_links += ends && (role & RHUMB_ROLE_HIDDEN);
  }
}

/// What a statement says: as the rule or the statement says, else to be found
static uint32_t
meaning_of(const Select *const s, const uint32_t node, const uint32_t rule)
{
  const RhumbCollapse *const collapse = &s->view->collapse.items[rule];
  Ends via = ends_of(s, node, &collapse->via);
  const uint32_t said = next_end(&via);
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
push_statement(const Select *const s, const uint32_t node)
{
  const uint32_t rule = s->rule_of[node];
  const RhumbCollapse *const collapse = &s->view->collapse.items[rule];
  const uint32_t means = meaning_of(s, node, rule);
  Ends from = ends_of(s, node, &collapse->from);
  for (uint32_t a = next_end(&from); a != RHUMB_NO_TERM; a = next_end(&from)) {
    Ends to = ends_of(s, node, &collapse->to);
    for (uint32_t b = next_end(&to); b != RHUMB_NO_TERM; b = next_end(&to)) {
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
direct_property(const Select *const s,
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
    for (size_t k = group; c->ties[k].means < s->index->n_iris && k < i; ++k) {
      const uint32_t p = c->ties[k].means;
      ++hits[p];
      best = best == RHUMB_NO_TERM || hits[p] > hits[best] ||
                     (hits[p] == hits[best] && p < best)
                 ? p
                 : best;
    }
  }
  return best;
}

/// The edge that a statement is about is the direct one, where there is one
static void
find_meanings(const Select *const s)
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

static void
merge_ties(const Select *const s)
{
  RhumbChoice *const c = s->choice;
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

static bool
is_node(const Select *const s, const uint32_t rank)
{
  return (s->flags[rank] & IS_NODE) != 0;
}

/// Keep only bonds whose two nodes are there still, and count degrees
static void
count_degrees(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  memset(s->degree, 0, s->index->n_resources * sizeof(*s->degree));
  for (size_t i = 0; i < c->n_bonds; ++i) {
    RhumbBond *const bond = &c->bonds[i];
    bond->is_kept =
        bond->is_kept && is_node(s, bond->from) && is_node(s, bond->to);
    if (bond->is_kept) {
      ++s->degree[bond->from];
      s->degree[bond->to] += bond->from != bond->to;
    }
  }
}

static void
drop(const Select *const s, const size_t rank, size_t *const counter)
{
  s->flags[rank] &= (unsigned char)~IS_NODE;
  ++*counter;
}

/// Drop nodes that had neighbours before, and have none now
static void
drop_lonely(const Select *const s, const uint32_t *const before)
{
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if ((s->flags[i] & (IS_NODE | IS_FOCUS)) == IS_NODE && before[i] &&
        !s->degree[i]) {
      drop(s, i, &s->choice->left_out.alone);
    }
  }
}

static size_t
count_nodes(const Select *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    count += is_node(s, (uint32_t)i);
  }
  return count;
}

static size_t
count_bonds(const Select *const s)
{
  size_t count = 0;
  for (size_t i = 0; i < s->choice->n_bonds; ++i) {
    count += s->choice->bonds[i].is_kept;
  }
  return count;
}

/// In a large graph, the degree over which a node is a hub, unless what the
/// hubs hold together is the graph
static size_t
default_hub(const Select *const s)
{
  static const size_t large = 500;
  const size_t n_nodes = count_nodes(s);
  if (n_nodes <= large) {
    return 0;
  }
  const size_t limit = n_nodes / 10 > 100 ? n_nodes / 10 : 100;
  size_t lost = 0;
  for (size_t i = 0; i < s->choice->n_bonds; ++i) {
    const RhumbBond *const bond = &s->choice->bonds[i];
    lost += bond->is_kept &&
            (s->degree[bond->from] > limit || s->degree[bond->to] > limit);
  }
  return lost <= count_bonds(s) / 2 ? limit : 0;
}

static void
hide_hubs(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t limit =
      s->view->is_default ? default_hub(s) : s->view->degree_over;
  if (!limit) {
    return;
  }
  const size_t n = s->index->n_resources;
  uint32_t *const before = RHUMB_NEW(&c->arena, uint32_t, n);
  memcpy(before, s->degree, n * sizeof(*before));
  for (size_t i = 0; i < n; ++i) {
    if ((s->flags[i] & (IS_NODE | IS_FOCUS)) == IS_NODE &&
        s->degree[i] > limit) {
      drop(s, i, &c->left_out.hubs);
    }
  }
  if (c->left_out.hubs) {
    c->hubs_over = limit;
    count_degrees(s);
    drop_lonely(s, before);
  }
}

// Focus

/// The neighbours of each resource, one array behind the other
typedef struct {
  size_t *first;
  uint32_t *items;
} Neighbours;

static Neighbours
find_neighbours(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  Neighbours all = {RHUMB_NEW(&c->arena, size_t, n + 2),
                    RHUMB_NEW(&c->arena, uint32_t, (c->n_bonds * 2) + 1)};
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      ++all.first[c->bonds[i].from + 2];
      ++all.first[c->bonds[i].to + 2];
    }
  }
  for (size_t i = 2; i < n + 2; ++i) {
    all.first[i] += all.first[i - 1];
  }
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      all.items[all.first[c->bonds[i].from + 1]++] = c->bonds[i].to;
      all.items[all.first[c->bonds[i].to + 1]++] = c->bonds[i].from;
    }
  }
  return all;
}

/// The distance of every resource from the focus, RHUMB_NO_TERM if farther
/// than the hops
static uint32_t *
measure(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  const Neighbours all = find_neighbours(s);
  uint32_t *const far = RHUMB_NEW(&c->arena, uint32_t, n);
  uint32_t *const queue = RHUMB_NEW(&c->arena, uint32_t, n);
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

static void
apply_focus(const Select *const s)
{
  if (!s->view->focus.count) {
    return;
  }
  const uint32_t *const far = measure(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (is_node(s, (uint32_t)i) && far[i] == RHUMB_NO_TERM) {
      drop(s, i, &s->choice->left_out.beyond_hops);
    }
  }
  count_degrees(s);
}

static const char *
near_node(const Select *const s, const RhumbStr iri)
{
  static const size_t most = 20000;
  RhumbArena arena = {0};
  const char **const names = RHUMB_NEW(&arena, const char *, most + 1);
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_iris && count < most; ++i) {
    if (is_node(s, (uint32_t)i)) {
      names[count++] = rhumb_str_copy(&arena, s->index->terms[i].text).data;
    }
  }
  const char *const near = rhumb_near(iri, names);
  const char *const kept =
      near ? rhumb_str_copy(&s->choice->arena, rhumb_str(near)).data : NULL;
  rhumb_arena_free(&arena);
  return kept;
}

static RhumbStatus
check_focus(const Select *const s, const RhumbDiag *const diag)
{
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; i < s->view->focus.count; ++i) {
    const RhumbName *const name = &s->view->focus.items[i];
    const uint32_t rank = rhumb_index_iri(s->index, name->text);
    if (rank == RHUMB_NO_TERM || !is_node(s, rank)) {
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

// The limit

typedef struct {
  size_t weight;
  size_t item;
} Ranked;

static int
compare_ranked(const void *const left, const void *const right)
{
  const Ranked *const a = (const Ranked *)left;
  const Ranked *const b = (const Ranked *)right;
  if (a->weight != b->weight) {
    return a->weight > b->weight ? -1 : 1;
  }
  return (a->item > b->item) - (a->item < b->item);
}

/// Keep the best connected nodes
static void
limit_nodes(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n_nodes = count_nodes(s);
  if (n_nodes <= s->view->limit) {
    return;
  }
  Ranked *const ranked = RHUMB_NEW(&c->arena, Ranked, n_nodes);
  size_t count = 0;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (is_node(s, (uint32_t)i)) {
      const bool is_focus = s->flags[i] & IS_FOCUS;
      ranked[count++] = (Ranked){is_focus ? SIZE_MAX : s->degree[i], i};
    }
  }
  qsort(ranked, count, sizeof(*ranked), compare_ranked);
  for (size_t i = s->view->limit; i < count; ++i) {
    drop(s, ranked[i].item, &c->left_out.over_limit);
  }

  uint32_t *const before =
      RHUMB_NEW(&c->arena, uint32_t, s->index->n_resources);
  memcpy(before, s->degree, s->index->n_resources * sizeof(*before));
  count_degrees(s);
  const size_t alone = c->left_out.alone;
  drop_lonely(s, before);
  c->left_out.over_limit += c->left_out.alone - alone;
  c->left_out.alone = alone;
}

/// Keep the bonds that most is said of
static void
limit_bonds(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t limit = s->view->limit * 3;
  const size_t n_kept = count_bonds(s);
  if (n_kept <= limit) {
    return;
  }
  Ranked *const ranked = RHUMB_NEW(&c->arena, Ranked, n_kept);
  size_t count = 0;
  for (size_t i = 0; i < c->n_bonds; ++i) {
    if (c->bonds[i].is_kept) {
      ranked[count++] = (Ranked){c->bonds[i].count, i};
    }
  }
  qsort(ranked, count, sizeof(*ranked), compare_ranked);
  for (size_t i = limit; i < count; ++i) {
    c->bonds[ranked[i].item].is_kept = false;
    ++c->left_out.bonds_over_limit;
  }
  count_degrees(s);
}

// Clusters and layout

bool
rhumb_layout_has_clusters(const char *const layout)
{
  return strcmp(layout, "dot") == 0 || strcmp(layout, "fdp") == 0;
}

/// The first by order: of the properties, then of the names
static void
find_clusters(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  const size_t n = s->index->n_resources;
  c->clusters = RHUMB_NEW(&c->arena, uint32_t, n);
  for (size_t i = 0; i < n; ++i) {
    Ends ends = ends_of(s, (uint32_t)i, &s->view->cluster);
    const uint32_t first =
        is_node(s, (uint32_t)i) ? next_end(&ends) : RHUMB_NO_TERM;
    c->clusters[i] = first;
    if (first != RHUMB_NO_TERM) {
      const uint32_t second = next_end(&ends);
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
  const bool is_dense = n_bonds > n_nodes + 120;
  return is_small && !is_dense ? "dot" : "sfdp";
}

static size_t
count_memberships(const Select *const s)
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
drop_memberships(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  for (size_t i = 0; i < c->n_bonds; ++i) {
    RhumbBond *const bond = &c->bonds[i];
    bond->is_kept = bond->is_kept && !(bond->is_membership &&
                                       c->clusters[bond->from] == bond->to);
  }
  count_degrees(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (is_node(s, (uint32_t)i) && c->clusters[i] == i && !s->degree[i] &&
        !(s->flags[i] & IS_FOCUS)) {
      s->flags[i] &= (unsigned char)~IS_NODE;
    }
  }
}

static void
choose_layout(const Select *const s, const char *const layout)
{
  RhumbChoice *const c = s->choice;
  const size_t n_bonds = count_bonds(s) - count_memberships(s);
  const char *const asked = layout ? layout : s->view->layout;
  c->layout = asked ? asked : auto_layout(count_nodes(s), n_bonds);
  if (s->view->cluster.count && rhumb_layout_has_clusters(c->layout)) {
    find_clusters(s);
    drop_memberships(s);
  }
}

// All together

static void
keep_chosen(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  uint32_t *const nodes = RHUMB_NEW(&c->arena, uint32_t, count_nodes(s));
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (is_node(s, (uint32_t)i)) {
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
find_nodes(const Select *const s)
{
  RhumbChoice *const c = s->choice;
  c->n_ties = 0;
  c->left_out = (RhumbLeftOut){0};
  find_roles(s);
  find_kinds(s);
  find_statements(s);
  push_links(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if (s->flags[i] & IS_STATEMENT) {
      push_statement(s, (uint32_t)i);
    }
  }
}

static void
count_unseen(const Select *const s)
{
  RhumbLeftOut *const out = &s->choice->left_out;
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    const bool is_subject = s->index->first[i + 1] > s->index->first[i];
    const unsigned flags = s->flags[i];
    out->hidden_nodes +=
        is_subject && (flags & IS_HIDDEN) && !(flags & IS_SCHEMA);
    out->declarations += is_subject && (flags & IS_SCHEMA);
  }
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
  Select s = {
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

  find_nodes(&s);
  if (!count_nodes(&s)) {
    s.shows_schema = true; // A vocabulary alone is drawn itself
    find_nodes(&s);
  }
  rhumb_tree_free(&s.classes);
  if (!count_nodes(&s)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_VALUE,
                      view->loc,
                      "nothing is left to draw: no node passes the view");
  }
  count_unseen(&s);
  find_meanings(&s);
  merge_ties(&s);
  count_degrees(&s);
  RHUMB_TRY(check_focus(&s, diag));
  hide_hubs(&s);
  apply_focus(&s);
  limit_nodes(&s);
  limit_bonds(&s);
  choose_layout(&s, layout);
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

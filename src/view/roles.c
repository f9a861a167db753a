// SPDX-License-Identifier: ISC

/// @file roles.c  What each property is for, and what each resource is.

#include "base/near.h"
#include "view/select_impl.h"

#include "view/objects.h"
#include "view/palette.h"

/// Set bits of the bytes, by rank, of the IRIs that the graph has
static void
mark(const RhumbIndex *const index,
     unsigned char *const bytes,
     const RhumbIris iris,
     const unsigned bits)
{
  for (size_t i = 0; i < iris.count; ++i) {
    const uint32_t rank = rhumb_index_iri(index, iris.items[i].text);
    if (rank != RHUMB_NO_TERM) {
      bytes[rank] |= (unsigned char)bits;
    }
  }
}

// Roles of properties

static bool
is_schema_name(const RhumbStr iri)
{
  return rhumb_str_starts(iri, RHUMB_STR(RHUMB_OWL)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDFS)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDF));
}

bool
rhumb_is_schema_property(const RhumbStr iri)
{
  static const char *const between_things[] = {
      RHUMB_OWL "sameAs",
      RHUMB_OWL "differentFrom",
      RHUMB_RDF "value",
      RHUMB_RDFS "seeAlso",
      RHUMB_RDFS "member",
      NULL,
  };
  return is_schema_name(iri) && !rhumb_word(between_things, iri) &&
         !rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDF "_"));
}

static void
find_roles(RhumbSelection *const s)
{
  const RhumbView *const view = s->view;
  const RhumbIndex *const index = s->index;
  for (size_t i = 0; i < index->n_iris; ++i) {
    const bool hidden =
        !s->shows_schema && rhumb_is_schema_property(index->terms[i].text);
    s->roles[i] = view->only_properties.count || hidden ? 0 : RHUMB_ROLE_EDGE;
  }
  mark(index, s->roles, view->only_properties, RHUMB_ROLE_EDGE);
  mark(index, s->roles, view->labels, RHUMB_ROLE_LABEL);
  mark(index, s->roles, view->details, RHUMB_ROLE_DETAIL);
  mark(index, s->roles, view->links, RHUMB_ROLE_LINK);
  mark(index, s->roles, view->cluster, RHUMB_ROLE_CLUSTER | RHUMB_ROLE_EDGE);
  mark(index, s->roles, view->hide_properties, RHUMB_ROLE_HIDDEN);
  if (s->namer->type != RHUMB_NO_TERM) {
    s->roles[s->namer->type] = 0;
  }
}

// Classes of resources

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
      NULL,
  };
  return rhumb_word(types, iri) || !is_schema_name(iri);
}

/// Step to the next resource of the classes that `rules` speak of
/// @param at Quads seen; 0 at first.
/// @return The first of `count` rules, with the resource set, or NULL.
static const RhumbRankPair *
next_instance(const RhumbSelection *const s,
              const RhumbMultimap *const rules,
              size_t *const at,
              uint32_t *const node,
              size_t *const count)
{
  const RhumbIndex *const index = s->index;
  while (rules->count && *at < index->n_quads) {
    const RhumbRankedQuad *const quad = &index->quads[(*at)++];
    const RhumbRankPair *const pair =
        quad->p == s->namer->type ? rhumb_multimap_find(rules, quad->o, count)
                                  : NULL;
    if (pair) {
      *node = quad->s;
      return pair;
    }
  }
  return NULL;
}

/// Set or clear `flag` of every resource of `classes`, which are freed
static void
flag_instances(const RhumbSelection *const s,
               RhumbMultimap *const classes,
               const unsigned flag,
               const bool is_set)
{
  size_t at = 0;
  size_t count = 0;
  uint32_t node = 0;
  rhumb_multimap_sort(classes);
  while (next_instance(s, classes, &at, &node, &count)) {
    s->flags[node] = (unsigned char)(is_set ? s->flags[node] | flag
                                            : s->flags[node] & ~flag);
  }
  rhumb_multimap_free(classes);
}

/// Give `flag` to every resource of the classes `iris` and those below
static void
flag_classes(const RhumbSelection *const s,
             const RhumbIris iris,
             const unsigned flag)
{
  RhumbMultimap classes = {0};
  rhumb_rules_add(&classes, s->index, &s->classes, iris, 0);
  flag_instances(s, &classes, flag, true);
}

/// Declarations, classes that things are of, properties that are used
static void
flag_schema(const RhumbSelection *const s)
{
  const RhumbIndex *const index = s->index;
  for (size_t i = 0; i < index->n_quads; ++i) {
    const RhumbRankedQuad *const quad = &index->quads[i];
    const RhumbStr property = index->terms[quad->p].text;
    s->flags[quad->p] |= IS_SCHEMA;
    if (quad->p == s->namer->type && quad->o < index->n_resources) {
      s->flags[quad->o] |= IS_SCHEMA;
      if (!is_type_of_things(index->terms[quad->o].text)) {
        s->flags[quad->s] |= IS_SCHEMA;
      }
    } else if (rhumb_str_starts(property, RHUMB_STR(RHUMB_RDFS "sub"))) {
      s->flags[quad->s] |= IS_SCHEMA;
    }
  }
}

/// What is of OWL's or RDF's own classes is shown if the view asks for those
static void
unflag_wanted(const RhumbSelection *const s)
{
  RhumbMultimap classes = {0};
  for (size_t i = 0; i <= s->view->nodes.count; ++i) {
    const RhumbIris iris = i < s->view->nodes.count ? s->view->nodes.items[i].of
                                                    : s->view->only_classes;
    for (size_t k = 0; k < iris.count; ++k) {
      if (!is_type_of_things(iris.items[k].text)) {
        const RhumbIris one = {&iris.items[k], 1};
        rhumb_rules_add(&classes, s->index, NULL, one, 0);
      }
    }
  }
  flag_instances(s, &classes, IS_SCHEMA, false);
}

/// A vocabulary's header says what holds for all of it
static void
flag_headers(const RhumbSelection *const s)
{
  const RhumbIri header = {RHUMB_STR(RHUMB_OWL "Ontology"), {0}};
  flag_classes(s, (RhumbIris){&header, 1}, IS_SCHEMA);
}

static void
flag_cells(const RhumbSelection *const s)
{
  const uint32_t first =
      rhumb_index_iri(s->index, RHUMB_STR(RHUMB_RDF "first"));
  const uint32_t nil = rhumb_index_iri(s->index, RHUMB_STR(RHUMB_RDF "nil"));
  for (size_t i = 0; first != RHUMB_NO_TERM && i < s->index->n_quads; ++i) {
    if (s->index->quads[i].p == first) {
      s->flags[s->index->quads[i].s] |= IS_CELL;
    }
  }
  if (nil != RHUMB_NO_TERM) {
    s->flags[nil] |= IS_CELL;
  }
}

static void
find_flags(const RhumbSelection *const s)
{
  const RhumbView *const view = s->view;
  memset(s->flags, 0, s->index->n_resources);
  flag_cells(s);
  if (s->shows_schema) {
    flag_headers(s);
  } else {
    flag_schema(s);
    unflag_wanted(s);
  }
  flag_classes(s, view->hide_classes, IS_HIDDEN);
  mark(s->index, s->flags, view->hide_nodes, IS_HIDDEN);
  mark(s->index, s->flags, view->focus, IS_FOCUS);
  if (view->only_classes.count) {
    flag_classes(s, view->only_classes, IS_TYPED);
    for (size_t i = 0; i < s->index->n_resources; ++i) {
      const bool wanted = s->flags[i] & (IS_TYPED | IS_FOCUS);
      s->flags[i] |= (unsigned char)(wanted ? 0 : IS_HIDDEN);
    }
  }
}

// Reifiers

static bool
has_end(const RhumbSelection *const s,
        const uint32_t node,
        const RhumbIris *const properties)
{
  RhumbObjects ends = rhumb_objects_of(s->index, node, properties);
  return rhumb_objects_next_resource(&ends);
}

static void
flag_ends(const RhumbSelection *const s,
          const uint32_t node,
          const RhumbIris *const properties)
{
  RhumbObjects ends = rhumb_objects_of(s->index, node, properties);
  while (rhumb_objects_next_resource(&ends)) {
    s->flags[ends.quad->o] |= IS_END;
  }
}

/// True if the rule makes an edge of the node
static bool
collapses(const RhumbSelection *const s,
          const RhumbCollapse *const rule,
          const uint32_t node)
{
  return has_end(s, node, &rule->from) && has_end(s, node, &rule->to) &&
         rhumb_when_holds(&rule->when, s->index, node);
}

/// Of the rules that make an edge of a node the last counts
static void
flag_reifiers(const RhumbSelection *const s, const RhumbMultimap *const rules)
{
  size_t at = 0;
  size_t count = 0;
  uint32_t node = 0;
  const RhumbRankPair *pair = NULL;
  while ((pair = next_instance(s, rules, &at, &node, &count))) {
    for (size_t i = 0; i < count && !(s->flags[node] & IS_HIDDEN); ++i) {
      const uint32_t rule = pair[i].item;
      const bool is_later =
          !(s->flags[node] & IS_REIFIER) || rule > s->rule_of[node];
      if (is_later && collapses(s, &s->view->collapse.items[rule], node)) {
        s->flags[node] |= IS_REIFIER;
        s->rule_of[node] = rule;
      }
    }
  }
}

/// Flag what the statements that are to be edges are about
static void
flag_all_ends(const RhumbSelection *const s)
{
  for (uint32_t i = 0; i < s->index->n_resources; ++i) {
    if (s->flags[i] & IS_REIFIER) {
      const RhumbCollapse *const rule = &s->view->collapse.items[s->rule_of[i]];
      flag_ends(s, i, &rule->from);
      flag_ends(s, i, &rule->to);
    }
  }
}

/// A reifier that another one is about stays a node, for that to end at
static void
find_reifiers(const RhumbSelection *const s)
{
  RhumbMultimap rules = {0};
  for (uint32_t i = 0; i < s->view->collapse.count; ++i) {
    const RhumbIris classes = s->view->collapse.items[i].rule.of;
    rhumb_rules_add(&rules, s->index, &s->classes, classes, i);
  }
  rhumb_multimap_sort(&rules);
  flag_reifiers(s, &rules);
  rhumb_multimap_free(&rules);
  flag_all_ends(s);
  for (size_t i = 0; i < s->index->n_resources; ++i) {
    if ((s->flags[i] & IS_REIFIER) && (s->flags[i] & IS_END)) {
      s->flags[i] &= (unsigned char)~IS_REIFIER;
    }
  }
}

void
rhumb_select_roles(RhumbSelection *const s)
{
  find_roles(s);
  find_flags(s);
  find_reifiers(s);
}

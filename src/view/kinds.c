// SPDX-License-Identifier: ISC

/// @file kinds.c  Which nodes are of which class, and what is hidden for it.

#include "view/select_impl.h"

#include "term/vocabulary.h"

#include <string.h>

// Roles of properties

static void
add_role(const RhumbSelect *const s, const RhumbIris names, const unsigned role)
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

bool
rhumb_is_schema_property(const RhumbStr iri)
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
find_roles(const RhumbSelect *const s)
{
  const RhumbView *const view = s->view;
  for (size_t i = 0; i < s->index->n_iris; ++i) {
    const bool hidden =
        !s->shows_schema && rhumb_is_schema_property(s->index->terms[i].text);
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
flag_names(const RhumbSelect *const s,
           const RhumbIris names,
           const unsigned flag)
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
flag_classes(const RhumbSelect *const s,
             const RhumbIris names,
             const unsigned flag)
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
flag_schema(const RhumbSelect *const s)
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
    } else if (rhumb_is_schema_property(index->terms[link->p].text) &&
               rhumb_str_starts(index->terms[link->p].text,
                                RHUMB_STR(RHUMB_RDFS "sub"))) {
      s->flags[link->s] |= IS_SCHEMA;
    }
  }
}

static void
unflag_wanted(const RhumbSelect *const s)
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

/// A vocabulary's header says what holds for all of it
static void
flag_headers(const RhumbSelect *const s)
{
  const uint32_t header =
      rhumb_index_iri(s->index, RHUMB_STR(RHUMB_OWL "Ontology"));
  for (size_t i = 0; header != RHUMB_NO_TERM && i < s->index->n_links; ++i) {
    const RhumbLink *const link = &s->index->links[i];
    if (link->p == s->type && link->o == header) {
      s->flags[link->s] |= IS_SCHEMA;
    }
  }
}

static void
flag_cells(const RhumbSelect *const s)
{
  const uint32_t first =
      rhumb_index_iri(s->index, RHUMB_STR(RHUMB_RDF "first"));
  const uint32_t nil = rhumb_index_iri(s->index, RHUMB_STR(RHUMB_RDF "nil"));
  for (size_t i = 0; first != RHUMB_NO_TERM && i < s->index->n_links; ++i) {
    if (s->index->links[i].p == first) {
      s->flags[s->index->links[i].s] |= IS_CELL;
    }
  }
  if (nil != RHUMB_NO_TERM) {
    s->flags[nil] |= IS_CELL;
  }
}

static void
find_kinds(const RhumbSelect *const s)
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

RhumbEnds
rhumb_ends_of(const RhumbSelect *const s,
              const uint32_t node,
              const RhumbIris *const names)
{
  return (RhumbEnds){.index = s->index, .node = node, .names = names};
}

uint32_t
rhumb_ends_next(RhumbEnds *const e)
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
has_end(const RhumbSelect *const s,
        const uint32_t node,
        const RhumbIris *const names)
{
  RhumbEnds ends = rhumb_ends_of(s, node, names);
  return rhumb_ends_next(&ends) != RHUMB_NO_TERM;
}

static void
flag_ends(const RhumbSelect *const s,
          const uint32_t node,
          const RhumbIris *const names)
{
  RhumbEnds ends = rhumb_ends_of(s, node, names);
  for (uint32_t end = rhumb_ends_next(&ends); end != RHUMB_NO_TERM;
       end = rhumb_ends_next(&ends)) {
    s->flags[end] |= IS_END;
  }
}

static void
flag_statements_of(const RhumbSelect *const s, const RhumbCover *const cover)
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
find_statements(const RhumbSelect *const s)
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

void
rhumb_select_kinds(const RhumbSelect *const s)
{
  find_roles(s);
  find_kinds(s);
  find_statements(s);
}

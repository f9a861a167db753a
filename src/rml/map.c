// SPDX-License-Identifier: ISC

/// @file map.c  Triples maps, predicate object maps and joins (RML Core).

#include "rml/rml_impl.h"

#include "base/near.h"
#include "model/normal.h"

static bool
is(const RhumbRmlStatement *const said, const char *const name)
{
  return rhumb_str_is(said->name, name);
}

/// True if the value of `said` can be read as a map
static bool
is_node(const RhumbRmlStatement *const said)
{
  return said->object->term.kind != RHUMB_TERM_LITERAL;
}

/// Gather the term maps that `shortcut` and `map` give, in their order
static RhumbTermMaps
read_terms(RhumbRml *const rml,
           const RhumbRmlNode *const node,
           const char *const shortcut,
           const char *const map,
           const RhumbRmlRole role)
{
  RHUMB_LIST(RhumbTermMap) terms = {0};
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (is(said, shortcut) || (is(said, map) && is_node(said))) {
      RHUMB_PUSH_IN(rml->arena, &terms, rhumb_rml_term_read(rml, said, role));
    }
  }
  return (RhumbTermMaps){terms.items, terms.count};
}

// Parents --------------------------------------------------------------------

static const char *
near_map(const RhumbRml *const rml, const RhumbStr name)
{
  const RhumbRmlGraph *const graph = &rml->graph;
  const char **const words =
      RHUMB_NEW(rml->arena, const char *, graph->keys.count + 1);
  size_t count = 0;
  for (size_t i = 0; i < graph->keys.count; ++i) {
    if (graph->nodes[i]->map) {
      words[count++] = rhumb_rml_show(rml, graph->nodes[i]->term.text).data;
    }
  }
  return rhumb_near(name, words);
}

/// Read a reference to a triples map, which `said` names, on a term map
static void
read_parent(RhumbRml *const rml,
            RhumbObjectMap *const out,
            RhumbRmlNode *const node,
            const RhumbRmlStatement *const said,
            const RhumbRmlRole role)
{
  const RhumbStr word = rhumb_rml_show(rml, said->object->term.text);
  rhumb_rml_check(rml, node, role);
  if (!said->object->map) {
    rhumb_rml_keep(rml,
                   rhumb_fail_near(rml->diag,
                                   RHUMB_ERR_REFERENCE,
                                   said->object_loc,
                                   near_map(rml, word),
                                   "%.*s is no triples map",
                                   RHUMB_FMT(word)));
  }
  rhumb_rml_expression_find(rml, said, node);

  RhumbJoins joins = {0};
  const RhumbRmlStatement *join = rhumb_rml_find(node, "joinCondition");
  for (; join; join = rhumb_rml_next(node, join)) {
    if (is_node(join)) {
      rhumb_rml_join_read(rml, &out->condition, &joins, join);
    }
  }
  out->parent = said->object->map;
  out->is_quoted = is(said, "quotedTriplesMap");
  said->object->quoted |= out->is_quoted;
  out->joins = joins.items;
  out->n_joins = joins.count;
  out->term.targets = rhumb_rml_targets_read(rml, node);
}

/// Return the statement by which a term map refers to another triples map, of
/// which a node has one, or NULL
static const RhumbRmlStatement *
find_parent(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *const parent =
      rhumb_rml_find(node, "parentTriplesMap");
  const RhumbRmlStatement *const quoted =
      rhumb_rml_find(node, "quotedTriplesMap");
  const RhumbRmlStatement *const join = rhumb_rml_find(node, "joinCondition");
  const RhumbRmlStatement *const found = quoted ? quoted : parent;
  if (parent && quoted) {
    RHUMB_RML_FAIL(rml,
                   quoted->loc,
                   "%s and %s exclude each other",
                   rhumb_rml_word(rml, "parentTriplesMap"),
                   rhumb_rml_word(rml, "quotedTriplesMap"));
  }
  if (join && !found) {
    RHUMB_RML_FAIL(rml,
                   join->loc,
                   "a join condition needs %s or %s beside it",
                   rhumb_rml_word(rml, "parentTriplesMap"),
                   rhumb_rml_word(rml, "quotedTriplesMap"));
  }
  return found && is_node(found) ? found : NULL;
}

// Predicate object maps ------------------------------------------------------

RhumbObjectMap
rhumb_rml_object_read(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  RhumbRmlNode *const node = said->object;
  RhumbObjectMap out = {.term = {.loc = said->object_loc}};
  if (is(said, "object")) {
    out.term = rhumb_rml_term_read(rml, said, RHUMB_RML_OBJECT_MAP);
    return out;
  }

  const RhumbRmlStatement *const parent = find_parent(rml, node);
  if (parent) {
    read_parent(rml, &out, node, parent, RHUMB_RML_OBJECT_MAP);
    out.term.condition = rhumb_rml_condition_read(rml, node);
    return out;
  }
  out.term = rhumb_rml_term_read(rml, said, RHUMB_RML_OBJECT_MAP);
  return out;
}

static void
read_objects(RhumbRml *const rml,
             RhumbPredicateObjectMap *const pair,
             const RhumbRmlNode *const node)
{
  RHUMB_LIST(RhumbObjectMap) objects = {0};
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (is(said, "object") || (is(said, "objectMap") && is_node(said))) {
      RHUMB_PUSH_IN(rml->arena, &objects, rhumb_rml_object_read(rml, said));
    }
  }
  pair->objects = objects.items;
  pair->n_objects = objects.count;
}

/// Report what a predicate object map lacks, `shortcut` and `map`
static void
fail_pair(RhumbRml *const rml,
          const RhumbRmlStatement *const said,
          const char *const shortcut,
          const char *const map)
{
  if (!said->object->flawed) {
    RHUMB_RML_FAIL(rml,
                   said->object_loc,
                   "this predicate object map has no %s; give it %s or %s",
                   shortcut,
                   rhumb_rml_word(rml, shortcut),
                   rhumb_rml_word(rml, map));
  }
}

static RhumbPredicateObjectMap
read_pair(RhumbRml *const rml, const RhumbRmlStatement *const said)
{
  RhumbRmlNode *const node = said->object;
  RhumbPredicateObjectMap out = {.loc = said->object_loc};
  rhumb_rml_check(rml, node, RHUMB_RML_PAIR);
  out.predicates = read_terms(
      rml, node, "predicate", "predicateMap", RHUMB_RML_PREDICATE_MAP);
  out.graphs = read_terms(rml, node, "graph", "graphMap", RHUMB_RML_GRAPH_MAP);
  rml->pair_type = rhumb_rml_pair_type(rml, node);
  read_objects(rml, &out, node);
  rml->pair_type = NULL;
  if (!out.predicates.count) {
    fail_pair(rml, said, "predicate", "predicateMap");
  }
  if (!out.n_objects) {
    fail_pair(rml, said, "object", "objectMap");
  }
  return out;
}

/// rml:class is short for a predicate object map of rdf:type
static RhumbPredicateObjectMap
read_classes(RhumbRml *const rml, const RhumbRmlNode *const subject)
{
  const RhumbLoc loc = rhumb_rml_find(subject, "class")->loc;
  RhumbTermMap *const type = RHUMB_NEW(rml->arena, RhumbTermMap, 1);
  RHUMB_LIST(RhumbObjectMap) objects = {0};
  *type = (RhumbTermMap){.value = rhumb_constant_iri(RHUMB_RDF_TYPE, loc),
                         .type = RHUMB_TYPE_IRI,
                         .loc = loc};
  const RhumbRmlStatement *said = rhumb_rml_find(subject, "class");
  for (; said; said = rhumb_rml_next(subject, said)) {
    if (said->object->term.kind == RHUMB_TERM_IRI) {
      const RhumbObjectMap object = {
          .term = rhumb_rml_term_read(rml, said, RHUMB_RML_OBJECT_MAP)};
      RHUMB_PUSH_IN(rml->arena, &objects, object);
    }
  }
  return (RhumbPredicateObjectMap){.predicates = {type, 1},
                                   .objects = objects.items,
                                   .n_objects = objects.count,
                                   .loc = loc};
}

// Triples maps ---------------------------------------------------------------

/// Return the one statement of the subject, or NULL after a mistake
static const RhumbRmlStatement *
find_subject(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *found = NULL;
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (!is(said, "subject") && !is(said, "subjectMap")) {
      continue;
    }
    if (found) {
      RHUMB_RML_FAIL(rml,
                     said->loc,
                     "a triples map has one subject map; the other is on line "
                     "%u",
                     found->loc.line);
    } else {
      found = said;
    }
  }
  if (!found && !node->flawed) {
    RHUMB_RML_FAIL(rml,
                   node->loc,
                   "triples map %.*s has no subject map; give it %s or %s",
                   RHUMB_FMT(rhumb_rml_show(rml, node->term.text)),
                   rhumb_rml_word(rml, "subjectMap"),
                   rhumb_rml_word(rml, "subject"));
  }
  return found;
}

/// Read a subject map that quotes a triples map
static void
read_quoting_subject(RhumbRml *const rml,
                     RhumbTriplesMap *const map,
                     const RhumbRmlStatement *const said,
                     const RhumbRmlStatement *const parent)
{
  RhumbObjectMap *const quoted = RHUMB_NEW(rml->arena, RhumbObjectMap, 1);
  quoted->term.loc = said->object_loc;
  read_parent(rml, quoted, said->object, parent, RHUMB_RML_SUBJECT_MAP);
  map->quoted = quoted->parent ? quoted : NULL;
  map->condition = rhumb_rml_condition_read(rml, said->object);
  map->subject =
      (RhumbTermMap){.type = RHUMB_TYPE_BLANK, .loc = said->object_loc};
}

static void
read_subject(RhumbRml *const rml,
             RhumbTriplesMap *const map,
             const RhumbRmlStatement *const said)
{
  const RhumbRmlStatement *const parent =
      is(said, "subjectMap") && is_node(said) ? find_parent(rml, said->object)
                                              : NULL;
  if (parent) {
    read_quoting_subject(rml, map, said, parent);
  } else if (is(said, "subject") || is_node(said)) {
    map->subject = rhumb_rml_term_read(rml, said, RHUMB_RML_SUBJECT_MAP);
  }
  if (is(said, "subjectMap")) {
    map->graphs =
        read_terms(rml, said->object, "graph", "graphMap", RHUMB_RML_GRAPH_MAP);
  }
}

static void
read_pairs(RhumbRml *const rml,
           RhumbTriplesMap *const map,
           const RhumbRmlNode *const node,
           const RhumbRmlStatement *const subject)
{
  RHUMB_LIST(RhumbPredicateObjectMap) pairs = {0};
  if (subject && is(subject, "subjectMap") &&
      rhumb_rml_find(subject->object, "class")) {
    RHUMB_PUSH_IN(rml->arena, &pairs, read_classes(rml, subject->object));
  }
  const RhumbRmlStatement *said = rhumb_rml_find(node, "predicateObjectMap");
  for (; said; said = rhumb_rml_next(node, said)) {
    if (is_node(said)) {
      RHUMB_PUSH_IN(rml->arena, &pairs, read_pair(rml, said));
    }
  }
  map->pairs = pairs.items;
  map->n_pairs = pairs.count;
}

/// Return the statement that gives a node an RML class, or NULL
static const RhumbRmlStatement *
find_class(const RhumbRmlNode *const node, const char *const name)
{
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (rhumb_str_is(said->iri, RHUMB_RDF_TYPE) &&
        said->object->era != RHUMB_RML_FOREIGN &&
        rhumb_str_is(said->object->name, name)) {
      return said;
    }
  }
  return NULL;
}

/// Return whether a triples map is only there to be quoted
static bool
read_silence(RhumbRml *const rml, const RhumbRmlNode *const node)
{
  const RhumbRmlStatement *const made = find_class(node, "AssertedTriplesMap");
  const RhumbRmlStatement *const silent =
      find_class(node, "NonAssertedTriplesMap");
  if (made && silent) {
    RHUMB_RML_FAIL(rml,
                   silent->object_loc,
                   "a triples map is %s or %s, not both",
                   rhumb_rml_word(rml, "AssertedTriplesMap"),
                   rhumb_rml_word(rml, "NonAssertedTriplesMap"));
  }
  return silent && !made;
}

void
rhumb_rml_map_read(RhumbRml *const rml, RhumbRmlNode *const node)
{
  RhumbTriplesMap *const map = node->map;
  map->name = node->term.text;
  map->loc = node->loc;
  map->is_silent = read_silence(rml, node);
  rhumb_rml_check(rml, node, RHUMB_RML_TRIPLES_MAP);

  const RhumbRmlStatement *const source = rhumb_rml_find(node, "logicalSource");
  const RhumbRmlStatement *const subject = find_subject(rml, node);
  const RhumbRmlStatement *const base = rhumb_rml_find(node, "baseIRI");
  if (!source && !node->flawed) {
    RHUMB_RML_FAIL(rml,
                   node->loc,
                   "triples map %.*s has no logical source; give it %s",
                   RHUMB_FMT(rhumb_rml_show(rml, node->term.text)),
                   rhumb_rml_word(rml, "logicalSource"));
  } else if (source && is_node(source)) {
    map->source = rhumb_rml_source_read(rml, source);
  }
  rml->source = map->source;
  if (map->source) {
    rhumb_rml_warn_loose(rml, map->source->iterator, map->source->iterator_loc);
  }
  rml->r2rml = source && rhumb_str_starts(source->iri, RHUMB_STR(RHUMB_RR));
  if (subject) {
    read_subject(rml, map, subject);
  }
  read_pairs(rml, map, node, subject);
  if (base) {
    map->base = base->object->term.text;
  }
}

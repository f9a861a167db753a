// SPDX-License-Identifier: ISC

/// @file expand.c  Triples maps that are written in place of those with tables.

#include "rml/write/expand.h"

#include "rml/write/choice.h"

/// The maps that stand in place of one
typedef struct {
  RhumbTriplesMap *items;
  size_t count;
} Copies;

typedef struct {
  RhumbRmlChoices choices;
  const RhumbMapping *mapping;
  Copies *copies; ///< By number of the map
} Expand;

static RhumbArena *
arena_of(const Expand *const expand)
{
  return expand->choices.arena;
}

static RhumbTermMaps
expand_terms(Expand *const expand, const RhumbTermMaps *const terms)
{
  RhumbRmlTerms out = {0};
  for (size_t i = 0; i < terms->count; ++i) {
    rhumb_rml_choose(&expand->choices, &terms->items[i], &out);
  }
  return (RhumbTermMaps){out.items, out.count};
}

/// The same of graphs: where there are some and none is chosen, triples are in
/// none, not in the default graph
static RhumbTermMaps
expand_graphs(Expand *const expand, const RhumbTermMaps *const graphs)
{
  RhumbTermMaps out = expand_terms(expand, graphs);
  if (!out.count && graphs->count) {
    RhumbTermMap *const none = RHUMB_NEW(arena_of(expand), RhumbTermMap, 1);
    *none = graphs->items[0];
    none->value = rhumb_constant_iri(RHUMB_RDF "nil", none->loc);
    none->type = RHUMB_TYPE_IRI;
    none->condition = rhumb_rml_never(&expand->choices, none->loc);
    out = (RhumbTermMaps){none, 1};
  }
  return out;
}

// Objects ---------------------------------------------------------------------

typedef RHUMB_LIST(RhumbObjectMap) ObjectList;

static Copies
copies_of(const Expand *const expand, const RhumbTriplesMap *const map)
{
  return expand->copies[rhumb_mapping_number(expand->mapping, map)];
}

/// Return the one map that stands in place of `map`, where one alone may stand
static const RhumbTriplesMap *
only_copy(Expand *const expand,
          const RhumbTriplesMap *const map,
          const RhumbLoc loc)
{
  const Copies copies = copies_of(expand, map);
  if (copies.count != 1) {
    RHUMB_KEEP(expand->choices.status,
               rhumb_fail(expand->choices.diag,
                          RHUMB_ERR_UNSUPPORTED,
                          loc,
                          "RML has no value tables, and a triples map whose "
                          "subject is of one has no single form to refer to"));
    return map;
  }
  return copies.items;
}

static const RhumbGather *
expand_gather(Expand *const expand, const RhumbGather *const gather)
{
  RhumbGather *const out = RHUMB_NEW(arena_of(expand), RhumbGather, 1);
  RhumbObjectMap *const items =
      RHUMB_NEW(arena_of(expand), RhumbObjectMap, gather->n_items);
  *out = *gather;
  out->items = items;
  for (size_t i = 0; i < gather->n_items; ++i) {
    items[i] = gather->items[i];
    items[i].term = rhumb_rml_plain_term(&expand->choices, &items[i].term);
    items[i].term.condition =
        rhumb_rml_plain_function(&expand->choices, items[i].term.condition);
    if (items[i].parent) {
      items[i].parent = only_copy(expand, items[i].parent, items[i].term.loc);
    }
    if (items[i].term.gather) {
      items[i].term.gather = expand_gather(expand, items[i].term.gather);
    }
  }
  return out;
}

/// Return joins whose templates hold no functions
static const RhumbJoin *
expand_joins(Expand *const expand, const RhumbObjectMap *const object)
{
  RhumbJoin *const out =
      RHUMB_NEW(arena_of(expand), RhumbJoin, object->n_joins);
  for (size_t i = 0; i < object->n_joins; ++i) {
    out[i] = (RhumbJoin){
        rhumb_rml_plain(&expand->choices, &object->joins[i].child),
        rhumb_rml_plain(&expand->choices, &object->joins[i].parent)};
  }
  return out;
}

/// Add a reference to each of the maps that stand in place of the parent
static void
add_reference(Expand *const expand,
              const RhumbObjectMap *const object,
              ObjectList *const out)
{
  const Copies copies = copies_of(expand, object->parent);
  const RhumbSourceSpec *const source = expand->choices.source;
  RhumbObjectMap added = *object;
  expand->choices.source = NULL; // Of two rows: the writer refuses it
  added.joins = expand_joins(expand, object);
  added.condition =
      rhumb_rml_plain_function(&expand->choices, object->condition);
  expand->choices.source = source;
  added.term.condition =
      rhumb_rml_choose_condition(&expand->choices, object->term.condition);
  if (copies.count > 1 && !rhumb_rml_count_choices(&expand->choices,
                                                   object->term.loc,
                                                   copies.count)) {
    return;
  }
  for (size_t i = 0; i < copies.count; ++i) {
    added.parent = &copies.items[i];
    RHUMB_PUSH_IN(arena_of(expand), out, added);
  }
}

static void
add_object(Expand *const expand,
           const RhumbObjectMap *const object,
           ObjectList *const out)
{
  RhumbRmlTerms terms = {0};
  RhumbObjectMap added = *object;
  if (object->parent) {
    add_reference(expand, object, out);
    return;
  }
  if (object->term.gather) {
    added.term.gather = expand_gather(expand, object->term.gather);
    RHUMB_PUSH_IN(arena_of(expand), out, added);
    return;
  }
  rhumb_rml_choose(&expand->choices, &object->term, &terms);
  for (size_t i = 0; i < terms.count; ++i) {
    added.term = terms.items[i];
    RHUMB_PUSH_IN(arena_of(expand), out, added);
  }
}

// Pairs -----------------------------------------------------------------------

static const RhumbPredicateObjectMap *
expand_pairs(Expand *expand,
             const RhumbPredicateObjectMap *pairs,
             size_t *count);

static const RhumbAnnotation *
expand_annotation(Expand *const expand, const RhumbAnnotation *const annotation)
{
  RhumbAnnotation *const out = RHUMB_NEW(arena_of(expand), RhumbAnnotation, 1);
  *out = *annotation;
  out->pairs = expand_pairs(expand, annotation->pairs, &out->n_pairs);
  return out;
}

static RhumbPredicateObjectMap
expand_pair(Expand *const expand, const RhumbPredicateObjectMap *const pair)
{
  RhumbPredicateObjectMap out = *pair;
  ObjectList objects = {0};
  for (size_t i = 0; i < pair->n_objects; ++i) {
    add_object(expand, &pair->objects[i], &objects);
  }
  out.predicates = expand_terms(expand, &pair->predicates);
  out.objects = objects.items;
  out.n_objects = objects.count;
  out.graphs = expand_graphs(expand, &pair->graphs);
  out.condition = rhumb_rml_choose_condition(&expand->choices, pair->condition);
  if (pair->annotation) {
    out.annotation = expand_annotation(expand, pair->annotation);
  }
  return out;
}

/// Return what `count` pairs are, but for those that no key makes anything of
static const RhumbPredicateObjectMap *
expand_pairs(Expand *const expand,
             const RhumbPredicateObjectMap *const pairs,
             size_t *const count)
{
  RhumbPredicateObjectMap *const out =
      RHUMB_NEW(arena_of(expand), RhumbPredicateObjectMap, *count);
  size_t n = 0;
  for (size_t i = 0; i < *count; ++i) {
    out[n] = expand_pair(expand, &pairs[i]);
    n += out[n].predicates.count && out[n].n_objects;
  }
  *count = n;
  return out;
}

// Triples maps ----------------------------------------------------------------

/// Make the maps that stand in place of `map`, one for each of its subjects
static Copies
copy_map(Expand *const expand, const RhumbTriplesMap *const map)
{
  RhumbRmlTerms subjects = {0};
  expand->choices.source = map->source;
  if (map->quoted || map->subject.gather) {
    RHUMB_PUSH_IN(arena_of(expand), &subjects, map->subject);
  } else {
    rhumb_rml_choose(&expand->choices, &map->subject, &subjects);
  }
  const Copies copies = {
      RHUMB_NEW(arena_of(expand), RhumbTriplesMap, subjects.count),
      subjects.count};
  for (size_t i = 0; i < copies.count; ++i) {
    copies.items[i] = *map;
    copies.items[i].subject = subjects.items[i];
  }
  return copies;
}

/// Count the objects and graphs of `map` once more for each further copy of it,
/// in which they are written again
static void
count_copied(Expand *const expand,
             const RhumbTriplesMap *const map,
             const Copies *const copies)
{
  size_t count = map->graphs.count;
  for (size_t i = 0; i < map->n_pairs; ++i) {
    count += map->pairs[i].n_objects + map->pairs[i].graphs.count;
  }
  if (copies->count > 1) {
    (void)rhumb_rml_count_choices(
        &expand->choices, map->loc, (copies->count - 1) * count);
  }
}

/// Fill the maps that stand in place of `map`: what is not their subject is of
/// all of them
static void
fill_copies(Expand *const expand,
            const RhumbTriplesMap *const map,
            const Copies *const copies)
{
  RhumbTriplesMap filled = *map;
  expand->choices.source = map->source;
  filled.graphs = expand_graphs(expand, &map->graphs);
  filled.pairs = expand_pairs(expand, map->pairs, &filled.n_pairs);
  filled.condition =
      rhumb_rml_choose_condition(&expand->choices, map->condition);
  if (map->quoted) {
    RhumbObjectMap *const quoted =
        RHUMB_NEW(arena_of(expand), RhumbObjectMap, 1);
    *quoted = *map->quoted;
    quoted->parent =
        only_copy(expand, map->quoted->parent, map->quoted->term.loc);
    filled.quoted = quoted;
  }
  count_copied(expand, &filled, copies);
  for (size_t i = 0; i < copies->count; ++i) {
    const RhumbTermMap subject = copies->items[i].subject;
    copies->items[i] = filled;
    copies->items[i].subject = subject;
    if (subject.gather) {
      copies->items[i].subject.gather = expand_gather(expand, subject.gather);
    }
  }
}

// Maps that are not asserted --------------------------------------------------

typedef RHUMB_LIST(const RhumbTriplesMap *) MapList;

/// The maps that are not asserted to which others refer; those that are quoted
/// are numbered as in `quoted`
typedef struct {
  RhumbTable quoted_keys;
  RhumbTable referred_keys;
  MapList quoted;
} References;

static RhumbStr
key_of(const void *const *const map)
{
  return (RhumbStr){(const char *)map, sizeof(const void *)};
}

static void
note_object(const Expand *const expand,
            References *const references,
            const RhumbObjectMap *const object)
{
  const RhumbTriplesMap *const map = object->parent;
  const RhumbStr key = key_of((const void *const[]){map});
  if (!map || !map->is_silent) {
    return;
  }
  if (!object->is_quoted) {
    (void)rhumb_table_add(&references->referred_keys, key);
  } else if (rhumb_table_add(&references->quoted_keys, key) ==
             references->quoted.count) {
    RHUMB_PUSH_IN(arena_of(expand), &references->quoted, map);
  }
}

static void
note_pairs(const Expand *const expand, // NOLINT(misc-no-recursion): by depth
           References *const references,
           const RhumbPredicateObjectMap *const pairs,
           const size_t n_pairs)
{
  for (size_t i = 0; i < n_pairs; ++i) {
    const RhumbAnnotation *const annotation = pairs[i].annotation;
    for (size_t o = 0; o < pairs[i].n_objects; ++o) {
      note_object(expand, references, &pairs[i].objects[o]);
    }
    if (annotation) {
      note_pairs(expand, references, annotation->pairs, annotation->n_pairs);
    }
  }
}

static void
note_map(const Expand *const expand,
         References *const references,
         const RhumbTriplesMap *const map)
{
  if (map->quoted) {
    note_object(expand, references, map->quoted);
  }
  note_pairs(expand, references, map->pairs, map->n_pairs);
}

/// Add a copy to `maps`, unless it is not asserted and nothing quotes it any
/// more, since no key makes what quoted it; if it is referred to, its subjects
/// stay
static void
keep_copy(const Expand *const expand,
          const References *const references,
          RhumbTriplesMap *const copy,
          MapList *const maps)
{
  const RhumbTriplesMap *const map = copy;
  const RhumbStr key = key_of((const void *const[]){map});
  if (copy->is_silent &&
      rhumb_table_find(&references->quoted_keys, key) == RHUMB_TABLE_NONE) {
    if (rhumb_table_find(&references->referred_keys, key) == RHUMB_TABLE_NONE) {
      return;
    }
    copy->is_silent = false;
    copy->n_pairs = 0;
  }
  RHUMB_PUSH_IN(arena_of(expand), maps, map);
}

/// Note what the maps that are asserted refer to, and what these quote in turn
static void
note_maps(const Expand *const expand, References *const references)
{
  for (size_t i = 0; i < expand->mapping->n_maps; ++i) {
    const Copies *const copies = &expand->copies[i];
    for (size_t c = 0; c < copies->count && !copies->items[c].is_silent; ++c) {
      note_map(expand, references, &copies->items[c]);
    }
  }
  for (size_t i = 0; i < references->quoted.count; ++i) {
    note_map(expand, references, references->quoted.items[i]);
  }
}

static void
expand_maps(Expand *const expand, RhumbMapping *const out)
{
  const RhumbMapping *const mapping = expand->mapping;
  References references = {0};
  MapList maps = {0};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    expand->copies[i] = copy_map(expand, mapping->maps[i]);
  }
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    fill_copies(expand, mapping->maps[i], &expand->copies[i]);
  }
  note_maps(expand, &references);
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    const Copies *const copies = &expand->copies[i];
    for (size_t c = 0; c < copies->count; ++c) {
      keep_copy(expand, &references, &copies->items[c], &maps);
    }
  }
  rhumb_table_free(&references.quoted_keys);
  rhumb_table_free(&references.referred_keys);
  out->maps = maps.items;
  out->n_maps = maps.count;
}

RhumbStatus
rhumb_rml_expand(const RhumbMapping **const out,
                 RhumbArena *const arena,
                 const RhumbMapping *const mapping,
                 const RhumbDiag *const diag)
{
  if (!mapping->has_steps && !mapping->asks_file) {
    *out = mapping;
    return RHUMB_OK;
  }
  Expand expand = {
      .choices = {.arena = arena, .diag = diag, .functions = {.arena = arena}},
      .mapping = mapping,
      .copies = RHUMB_NEW(arena, Copies, mapping->n_maps)};
  RhumbMapping *const expanded = RHUMB_NEW(arena, RhumbMapping, 1);
  *expanded = *mapping;
  expanded->has_steps = expanded->asks_file = false;
  expand_maps(&expand, expanded);
  rhumb_function_context_free(&expand.choices.functions);
  *out = expanded;
  return expand.choices.status;
}

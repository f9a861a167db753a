// SPDX-License-Identifier: ISC

/// @file annotation.c  Annotations, which RML has none of: for each annotated
/// pair, a map that is only quoted makes its triples, and another says, of who
/// reifies these, that it does and what else is said.

#include "rml/write/write_impl.h"

#include "model/normal.h"

typedef RHUMB_LIST(const RhumbTriplesMap *) Maps;

/// An annotated pair, and the map that it is in
typedef struct {
  RhumbRmlWriter *writer;
  const RhumbTriplesMap *map;
  const RhumbPredicateObjectMap *pair;
  RHUMB_LIST(const RhumbFunction *) holds; ///< Where it makes a triple
} Annotated;

static bool
is_constant(const RhumbExpression *const value)
{
  return value->kind == RHUMB_EXPRESSION_CONSTANT;
}

/// Report what RML cannot say of an annotation
static void
refuse(const Annotated *const self, const RhumbLoc loc, const char *const why)
{
  RHUMB_RML_REFUSE(self->writer,
                   loc,
                   "RML has no annotations, and no map says this: %s",
                   why);
}

static bool
asks(const RhumbExpression *const value, const RhumbStr reference)
{
  bool found = value->kind == RHUMB_EXPRESSION_REFERENCE &&
               rhumb_str_equal(value->reference, reference);
  for (size_t i = 0; !found && i < value->text.count; ++i) {
    found = value->text.parts[i].is_reference &&
            rhumb_str_equal(value->text.parts[i].text, reference);
  }
  return found;
}

/// True if `value` is there wherever the reifier is
static bool
is_implied(const Annotated *const self, const RhumbExpression *const value)
{
  const RhumbExpression *const reifier = &self->pair->annotation->reifier.value;
  bool is = value->kind != RHUMB_EXPRESSION_FUNCTION;
  if (value->kind == RHUMB_EXPRESSION_REFERENCE) {
    is = asks(reifier, value->reference);
  }
  for (size_t i = 0; is && i < value->text.count; ++i) {
    const RhumbPart *const part = &value->text.parts[i];
    is = !part->is_reference || asks(reifier, part->text);
  }
  return is;
}

/// Have what is said hold only where `value` is there: nothing equals null
static void
need_value(Annotated *const self, const RhumbExpression *const value)
{
  RhumbArena *const arena = self->writer->arena;
  static const char *const parameters[] = {RHUMB_GREL "valueParameter",
                                           RHUMB_GREL "valueParameter2"};
  if (is_implied(self, value)) {
    return;
  }
  RhumbFunction *const function = RHUMB_NEW(arena, RhumbFunction, 1);
  RhumbArgument *const arguments = RHUMB_NEW(arena, RhumbArgument, 2);
  for (size_t i = 0; i < 2; ++i) {
    arguments[i] = (RhumbArgument){.parameter = rhumb_str(parameters[i]),
                                   .loc = value->loc,
                                   .value = {.value = *value,
                                             .type = RHUMB_TYPE_LITERAL,
                                             .loc = value->loc}};
  }
  *function = (RhumbFunction){.name = RHUMB_STR(RHUMB_IDLAB "equal"),
                              .loc = value->loc,
                              .arguments = arguments,
                              .n_arguments = 2};
  RHUMB_PUSH_IN(arena, &self->holds, function);
}

static void
need_term(Annotated *const self, const RhumbTermMap *const term)
{
  need_value(self, &term->value);
  if (term->condition) {
    RHUMB_PUSH_IN(self->writer->arena, &self->holds, term->condition);
  }
}

/// True if a row of the source has one value for each reference
static bool
has_one_value(const RhumbTriplesMap *const map)
{
  return !map->source->format->has_nodes && !map->source->view;
}

static bool
is_fresh(const RhumbTermMap *const term)
{
  return term->value.kind == RHUMB_EXPRESSION_NONE;
}

static bool
is_at(const RhumbTermMap *const term, const RhumbTermMap *const first)
{
  return term->loc.line == first->loc.line &&
         term->loc.column == first->loc.column;
}

/// True if the pair has several terms and the rules one predicate and one
/// object: the others are what a table gives at the same place
static bool
is_of_table(const RhumbPredicateObjectMap *const pair)
{
  bool is = true;
  for (size_t i = 0; is && i < pair->predicates.count; ++i) {
    is = is_at(&pair->predicates.items[i], pair->predicates.items);
  }
  for (size_t i = 0; is && i < pair->n_objects; ++i) {
    is = is_at(&pair->objects[i].term, &pair->objects->term);
  }
  return is;
}

/// Report why two maps cannot say what an annotated pair does, if they cannot
static void
check(const Annotated *const self)
{
  const RhumbPredicateObjectMap *const pair = self->pair;
  const RhumbObjectMap *const object = pair->objects;
  const bool has_reifier = !is_fresh(&pair->annotation->reifier);
  const bool is_one = pair->predicates.count == 1 && pair->n_objects == 1;
  const bool is_constant_object =
      is_one && !object->parent && is_constant(&object->term.value);
  if (self->map->quoted || is_fresh(&self->map->subject) ||
      (is_one && !object->parent && is_fresh(&object->term))) {
    refuse(self,
           pair->annotation->loc,
           "a blank node without a value would be another in the quoted "
           "triple; give it one");
  } else if (!is_one && is_of_table(pair)) {
    refuse(self,
           pair->annotation->loc,
           "of the values of a table all but one are missing in each row; make "
           "the triple in a mapping of its own, and quote that");
  } else if (!is_one) {
    refuse(self,
           pair->annotation->loc,
           "of several predicates or objects each may be missing; write a "
           "pair for each");
  } else if (object->parent) {
    refuse(self,
           object->term.loc,
           "it holds only where a join finds a row; make the triple in a "
           "mapping of its own, and quote that");
  } else if (!has_reifier && !is_constant_object && !has_one_value(self->map)) {
    refuse(self,
           pair->annotation->loc,
           "a row may make several triples, and a blank node without a value "
           "is one a row; name the reifier");
  }
}

/// Return the map that makes the pair's triples to be quoted
static const RhumbTriplesMap *
new_quoted(const Annotated *const self)
{
  RhumbArena *const arena = self->writer->arena;
  RhumbTriplesMap *const out = RHUMB_NEW(arena, RhumbTriplesMap, 1);
  RhumbPredicateObjectMap *const pair =
      RHUMB_NEW(arena, RhumbPredicateObjectMap, 1);
  *pair = *self->pair;
  pair->annotation = NULL;
  pair->graphs = (RhumbTermMaps){NULL, 0};
  *out = *self->map;
  out->name =
      rhumb_str_format(arena, "%.*s-quoted", RHUMB_FMT(self->map->name));
  out->graphs = (RhumbTermMaps){NULL, 0};
  out->pairs = pair;
  out->n_pairs = 1;
  out->is_silent = true;
  return out;
}

/// Return the pair that says what is reified
static RhumbPredicateObjectMap
reifies(const Annotated *const self, const RhumbTriplesMap *const quoted)
{
  RhumbArena *const arena = self->writer->arena;
  const RhumbLoc loc = self->pair->annotation->loc;
  RhumbTermMap *const predicate = RHUMB_NEW(arena, RhumbTermMap, 1);
  RhumbObjectMap *const object = RHUMB_NEW(arena, RhumbObjectMap, 1);
  *predicate =
      (RhumbTermMap){.value = rhumb_constant_iri(RHUMB_RDF "reifies", loc),
                     .type = RHUMB_TYPE_IRI,
                     .loc = loc};
  *object = (RhumbObjectMap){
      .term = {.loc = loc}, .parent = quoted, .is_quoted = true};
  return (RhumbPredicateObjectMap){.predicates = {predicate, 1},
                                   .objects = object,
                                   .n_objects = 1,
                                   .loc = loc};
}

/// Return the graphs of the map and of the pair
static RhumbTermMaps
graphs_of(const Annotated *const self)
{
  const RhumbTermMaps *const both[] = {&self->map->graphs, &self->pair->graphs};
  RHUMB_LIST(RhumbTermMap) all = {0};
  for (size_t i = 0; i < RHUMB_COUNT(both); ++i) {
    for (size_t g = 0; g < both[i]->count; ++g) {
      RHUMB_PUSH_IN(self->writer->arena, &all, both[i]->items[g]);
    }
  }
  return (RhumbTermMaps){all.items, all.count};
}

/// Append the targets of `more` that are not among `all`
static void
add_targets(RhumbArena *const arena,
            RhumbTargets *const all,
            const RhumbTargets *const more)
{
  RHUMB_LIST(const RhumbTarget *) both = {0};
  for (size_t i = 0; i < all->count + more->count; ++i) {
    const RhumbTarget *const target =
        i < all->count ? all->items[i] : more->items[i - all->count];
    bool is_known = false;
    for (size_t k = 0; !is_known && k < both.count; ++k) {
      is_known = both.items[k] == target;
    }
    if (!is_known) {
      RHUMB_PUSH_IN(arena, &both, target);
    }
  }
  *all = (RhumbTargets){both.items, both.count};
}

/// Return who reifies, going wherever the triple goes
static RhumbTermMap
reifier_of(const Annotated *const self)
{
  RhumbTermMap out = self->pair->annotation->reifier;
  const RhumbTermMap *const terms[] = {&self->map->subject,
                                       self->pair->predicates.items,
                                       &self->pair->objects->term};
  for (size_t i = 0; i < RHUMB_COUNT(terms); ++i) {
    const RhumbTargets *const targets[] = {&terms[i]->targets,
                                           &terms[i]->datatype_targets,
                                           &terms[i]->language_targets};
    for (size_t k = 0; k < RHUMB_COUNT(targets); ++k) {
      add_targets(self->writer->arena, &out.targets, targets[k]);
    }
  }
  return out;
}

/// Return the map of the reifiers
static const RhumbTriplesMap *
new_reifiers(Annotated *const self, const RhumbTriplesMap *const quoted)
{
  RhumbArena *const arena = self->writer->arena;
  const RhumbAnnotation *const annotation = self->pair->annotation;
  RhumbTriplesMap *const out = RHUMB_NEW(arena, RhumbTriplesMap, 1);
  RHUMB_LIST(RhumbPredicateObjectMap) pairs = {0};
  RHUMB_PUSH_IN(arena, &pairs, reifies(self, quoted));
  for (size_t i = 0; i < annotation->n_pairs; ++i) {
    RHUMB_PUSH_IN(arena, &pairs, annotation->pairs[i]);
  }
  RHUMB_PUSH_IN(arena, &self->holds, self->map->condition);
  RHUMB_PUSH_IN(arena, &self->holds, self->pair->condition);
  need_term(self, &self->map->subject);
  need_term(self, self->pair->predicates.items);
  need_term(self, &self->pair->objects->term);
  *out = (RhumbTriplesMap){
      .name = rhumb_str_format(
          arena, "%.*s-annotations", RHUMB_FMT(self->map->name)),
      .loc = annotation->loc,
      .source = self->map->source,
      .subject = reifier_of(self),
      .graphs = graphs_of(self),
      .pairs = pairs.items,
      .n_pairs = pairs.count,
      .condition =
          rhumb_function_all(arena, self->holds.items, self->holds.count),
      .base = self->map->base,
  };
  return out;
}

/// Add the maps that say what the annotations of `map` do
static void
expand(RhumbRmlWriter *const writer,
       const RhumbTriplesMap *const map,
       Maps *const maps)
{
  for (size_t i = 0; i < map->n_pairs; ++i) {
    Annotated self = {.writer = writer, .map = map, .pair = &map->pairs[i]};
    if (!self.pair->annotation) {
      continue;
    }
    const RhumbStatus before = writer->status;
    check(&self);
    if (writer->status == before) {
      const RhumbTriplesMap *const quoted = new_quoted(&self);
      RHUMB_PUSH_IN(writer->arena, maps, quoted);
      RHUMB_PUSH_IN(writer->arena, maps, new_reifiers(&self, quoted));
    }
  }
}

const RhumbMapping *
rhumb_rml_without_annotations(RhumbRmlWriter *const writer,
                              const RhumbMapping *const mapping)
{
  Maps maps = {0};
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    RHUMB_PUSH_IN(writer->arena, &maps, mapping->maps[i]);
  }
  for (size_t i = 0; i < maps.count; ++i) { // Annotations may be annotated
    expand(writer, maps.items[i], &maps);
  }
  if (maps.count == mapping->n_maps) {
    return mapping;
  }
  RhumbMapping *const out = RHUMB_NEW(writer->arena, RhumbMapping, 1);
  *out = *mapping;
  out->maps = maps.items;
  out->n_maps = maps.count;
  return out;
}

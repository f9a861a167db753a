// SPDX-License-Identifier: ISC

/// @file inverse.c  Inverse predicates, as triples maps of their own.
///
/// `s -inverse-> o` means `o inverse s`: a triples map over the rows that have
/// the object, whose subject is the object and whose object is the subject.

#include "model/normal.h"

static bool
are_constant(const RhumbTermMaps *const terms)
{
  for (size_t i = 0; i < terms->count; ++i) {
    if (terms->items[i].value.kind != RHUMB_EXPRESSION_CONSTANT) {
      return false;
    }
  }
  return true;
}

static const RhumbJoin *
swap_joins(RhumbArena *const arena,
           const RhumbJoin *const joins,
           const size_t count)
{
  RhumbJoin *const swapped = RHUMB_NEW(arena, RhumbJoin, count);
  for (size_t i = 0; i < count; ++i) {
    swapped[i] = (RhumbJoin){joins[i].parent, joins[i].child};
  }
  return swapped;
}

/// What no triples map can say is refused by its place
static RhumbStatus
check(const RhumbTriplesMap *const map,
      const RhumbInverse *const inverse,
      const RhumbDiag *const diag)
{
  const RhumbObjectMap *const object = &inverse->pair->objects[inverse->object];
  const RhumbPredicateObjectMap *const pair = inverse->pair;
  if (!object->parent && object->term.type == RHUMB_TYPE_LITERAL) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      object->term.loc,
                      "an object with an inverse predicate cannot be a "
                      "literal; add ~iri");
  }
  const RhumbTermMap *const subject =
      object->parent ? &object->parent->subject : &object->term;
  if (subject->value.kind == RHUMB_EXPRESSION_NONE ||
      (!object->parent && map->subject.value.kind == RHUMB_EXPRESSION_NONE)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      inverse->loc,
                      "an inverse predicate needs a value on both sides: a "
                      "blank node without one cannot be found again");
  }
  if (subject->gather || map->subject.gather) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      inverse->loc,
                      "an inverse predicate would gather the members twice; "
                      "write what leads back in a mapping of its own");
  }
  const bool is_plain = are_constant(&map->graphs) &&
                        are_constant(&pair->graphs) &&
                        are_constant(&inverse->predicates) && !pair->condition;
  if (object->parent && !is_plain) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      inverse->loc,
                      "an inverse predicate of a reference to a mapping cannot "
                      "have conditions, nor graphs or predicates that depend "
                      "on the data");
  }
  return RHUMB_OK;
}

/// The map's subject as the object of the inverse
static RhumbObjectMap
turn(RhumbArena *const arena,
     const RhumbTriplesMap *const map,
     const RhumbObjectMap *const object)
{
  if (!object->parent) {
    return (RhumbObjectMap){.term = map->subject};
  }
  return (RhumbObjectMap){
      .term = {.loc = object->term.loc, .targets = object->term.targets},
      .parent = map,
      .joins = swap_joins(arena, object->joins, object->n_joins),
      .n_joins = object->n_joins,
      .condition = rhumb_function_swap(arena, object->condition)};
}

RhumbStatus
rhumb_inverse_read(const RhumbTriplesMap **const out,
                   RhumbArena *const arena,
                   const RhumbTriplesMap *const map,
                   const RhumbInverse *const inverse,
                   const RhumbDiag *const diag)
{
  RHUMB_TRY(check(map, inverse, diag));
  const RhumbObjectMap *const object = &inverse->pair->objects[inverse->object];
  const RhumbTriplesMap *const parent = object->parent;
  RhumbObjectMap *const turned = RHUMB_NEW(arena, RhumbObjectMap, 1);
  *turned = turn(arena, map, object);

  RhumbPredicateObjectMap *const pair =
      RHUMB_NEW(arena, RhumbPredicateObjectMap, 1);
  *pair = (RhumbPredicateObjectMap){.predicates = inverse->predicates,
                                    .objects = turned,
                                    .n_objects = 1,
                                    .graphs = inverse->pair->graphs,
                                    .loc = inverse->loc};

  // A pair that is dropped asks for no subject, which its object is here
  const RhumbFunction *const both[] = {map->condition,
                                       inverse->pair->condition};
  RhumbTriplesMap *const extra = RHUMB_NEW(arena, RhumbTriplesMap, 1);
  *extra = (RhumbTriplesMap){.name = map->name,
                             .loc = inverse->loc,
                             .source = parent ? parent->source : map->source,
                             .subject = parent ? parent->subject : object->term,
                             .graphs = map->graphs,
                             .pairs = pair,
                             .n_pairs = 1,
                             .condition =
                                 parent ? parent->condition
                                        : rhumb_function_all(arena, both, 2)};
  *out = extra;
  return RHUMB_OK;
}

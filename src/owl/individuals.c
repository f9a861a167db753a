// SPDX-License-Identifier: ISC

/// @file individuals.c  The individuals that ontologies have for a property, or
/// for what a template begins with.

#include "owl/vocabulary_impl.h"

#include <stdlib.h>

/// What is known of a term while members of a range are looked for
typedef enum { UNKNOWN, WITHIN, OUTSIDE } Place;

/// A range, and the classes that its individuals may be of
typedef struct {
  const RhumbVocabulary *v;
  uint32_t range;
  Place *places; ///< Of each term
} Range;

/// True if `class` is the range, or one of the parts that it is the union of
static bool
is_named(const Range *const range, const uint32_t class)
{
  size_t n = 0;
  const RhumbVocabularyEdge *const parts =
      rhumb_edges_of(range->v, RHUMB_EDGE_MEMBER, range->range, &n);
  bool found = class == range->range;
  for (size_t i = 0; !found && i < n; ++i) {
    found = parts[i].to == class;
  }
  return found;
}

/// True if all individuals of `class` are in the range
static bool
is_within(Range *const range, const uint32_t class)
{
  if (range->places[class] == UNKNOWN) {
    uint32_t *const above = rhumb_terms_above(range->v, class);
    bool found = false;
    for (size_t i = 0; !found && above[i] != RHUMB_TABLE_NONE; ++i) {
      found = is_named(range, above[i]);
    }
    free(above);
    range->places[class] = found ? WITHIN : OUTSIDE;
  }
  return range->places[class] == WITHIN;
}

typedef RHUMB_LIST(RhumbStr) Names;

/// Find the individuals of a range that are in a namespace
static void
find_members(Names *const names,
             RhumbArena *const arena,
             Range *const range,
             const RhumbStr space)
{
  const RhumbVocabulary *const v = range->v;
  uint32_t last = RHUMB_TABLE_NONE;
  for (size_t i = 0; i < v->edges.count; ++i) { // Sorted: in order of terms
    const RhumbVocabularyEdge *const edge = &v->edges.items[i];
    if (edge->kind != RHUMB_EDGE_TYPE || edge->from == last) {
      continue;
    }
    const RhumbStr name = v->terms.keys[edge->from];
    if (rhumb_str_starts(name, space) &&
        rhumb_vocabulary_space(name) == space.len &&
        !(v->declared[edge->from] & RHUMB_IS_DEPRECATED) &&
        is_within(range, edge->to)) {
      RHUMB_PUSH_IN(arena, names, name);
      last = edge->from;
    }
  }
}

/// Return the individuals of one range, in a namespace
static RhumbIndividuals
members_of(const RhumbVocabulary *const v,
           RhumbArena *const arena,
           const uint32_t range,
           const RhumbStr space)
{
  Names names = {0};
  RhumbArena scratch = {0};
  Range asked = {.v = v,
                 .range = range,
                 .places = RHUMB_NEW(&scratch, Place, v->terms.count)};
  find_members(&names, arena, &asked, space);
  rhumb_arena_free(&scratch);
  const RhumbStr name = v->terms.keys[range];
  return (RhumbIndividuals){
      names.items,
      names.count,
      rhumb_is_named(name) ? name : (RhumbStr){NULL, 0},
  };
}

RhumbIndividuals
rhumb_vocabulary_in_range(const RhumbVocabulary *const vocabulary,
                          RhumbArena *const arena,
                          const RhumbStr property,
                          const RhumbStr iri)
{
  RhumbIndividuals found = {0};
  const RhumbStr space = rhumb_str_slice(iri, 0, rhumb_vocabulary_space(iri));
  const uint32_t number = rhumb_table_find(&vocabulary->terms, property);
  if (number == RHUMB_TABLE_NONE) {
    return found;
  }
  uint32_t *const above = rhumb_terms_above(vocabulary, number);
  for (size_t i = 0; !found.count && above[i] != RHUMB_TABLE_NONE; ++i) {
    size_t n = 0;
    const RhumbVocabularyEdge *const ranges =
        rhumb_edges_of(vocabulary, RHUMB_EDGE_RANGE, above[i], &n);
    for (size_t r = 0; !found.count && r < n; ++r) {
      found = members_of(vocabulary, arena, ranges[r].to, space);
    }
  }
  free(above);
  return found;
}

bool
rhumb_vocabulary_lists(const RhumbVocabulary *const vocabulary,
                       const RhumbStr property,
                       const RhumbStr iri)
{
  RhumbArena arena = {0};
  const RhumbIndividuals found =
      rhumb_vocabulary_in_range(vocabulary, &arena, property, iri);
  bool lists = false;
  if (found.count) { // By who has the class; where that has no name, the list
                     // is all that it is
    const RhumbStr owner = found.type.data ? found.type : property;
    const uint32_t space = rhumb_vocabulary_space_of(vocabulary, owner);
    const uint32_t first = rhumb_table_find(&vocabulary->terms, found.items[0]);
    lists = space != RHUMB_TABLE_NONE && vocabulary->spaces[space].is_own &&
            (!found.type.data ||
             vocabulary->spaces[space].home == vocabulary->declared_in[first]);
  }
  rhumb_arena_free(&arena);
  return lists;
}

RhumbIndividuals
rhumb_vocabulary_fitting(const RhumbVocabulary *const vocabulary,
                         RhumbArena *const arena,
                         const RhumbStr start,
                         const RhumbStr end)
{
  Names names = {0};
  const size_t space = rhumb_vocabulary_space(start);
  for (size_t i = 0; start.len > space && i < vocabulary->terms.count; ++i) {
    const RhumbStr name = vocabulary->terms.keys[i];
    if ((vocabulary->declared[i] & RHUMB_IS_INDIVIDUAL) &&
        !(vocabulary->declared[i] & RHUMB_IS_DEPRECATED) &&
        name.len > start.len + end.len && rhumb_str_starts(name, start) &&
        rhumb_str_ends(name, end) && rhumb_vocabulary_space(name) == space) {
      RHUMB_PUSH_IN(arena, &names, name);
    }
  }
  return (RhumbIndividuals){names.items, names.count, {NULL, 0}};
}

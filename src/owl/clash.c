// SPDX-License-Identifier: ISC

/// @file clash.c  What cannot be, by what ontologies declare.

#include "owl/vocabulary_impl.h"
#include "term/datatype.h"

#include <stdlib.h>

/// Higher ladders of superclasses are not followed
enum { MAX_ABOVE = 1000 };

uint32_t *
rhumb_terms_above(const RhumbVocabulary *const v, const uint32_t term)
{
  uint32_t *const found =
      (uint32_t *)rhumb_xrealloc(NULL, (MAX_ABOVE + 1) * sizeof(*found));
  size_t count = 0;
  found[count++] = term;
  for (size_t i = 0; i < count; ++i) {
    size_t n = 0;
    const RhumbVocabularyEdge *const edges =
        rhumb_edges_of(v, RHUMB_EDGE_SUPER, found[i], &n);
    for (size_t e = 0; e < n && count < MAX_ABOVE; ++e) {
      size_t known = 0;
      while (known < count && found[known] != edges[e].to) {
        ++known;
      }
      if (known == count) {
        found[count++] = edges[e].to;
      }
    }
  }
  found[count] = RHUMB_TABLE_NONE;
  return found;
}

/// True if the two terms are said to be disjoint, themselves or as two of a
/// group
static bool
exclude(const RhumbVocabulary *const v, const uint32_t a, const uint32_t b)
{
  size_t n = 0;
  const RhumbVocabularyEdge *edges =
      rhumb_edges_of(v, RHUMB_EDGE_DISJOINT, a, &n);
  for (size_t i = 0; i < n; ++i) {
    if (edges[i].to == b) {
      return true;
    }
  }
  edges = rhumb_edges_of(v, RHUMB_EDGE_GROUP, a, &n);
  for (size_t i = 0; i < n; ++i) {
    size_t m = 0;
    const RhumbVocabularyEdge *const others =
        rhumb_edges_of(v, RHUMB_EDGE_GROUP, b, &m);
    for (size_t o = 0; o < m; ++o) {
      if (a != b && others[o].to == edges[i].to) {
        return true;
      }
    }
  }
  return false;
}

/// True if nothing can be in both classes
static bool
is_disjoint(const RhumbVocabulary *const v, const uint32_t a, const uint32_t b)
{
  bool found = false;
  uint32_t *const over_a = rhumb_terms_above(v, a);
  uint32_t *const over_b = rhumb_terms_above(v, b);
  for (size_t i = 0; !found && over_a[i] != RHUMB_TABLE_NONE; ++i) {
    for (size_t j = 0; !found && over_b[j] != RHUMB_TABLE_NONE; ++j) {
      found = exclude(v, over_a[i], over_b[j]);
    }
  }
  free(over_a);
  free(over_b);
  return found;
}

/// What a bound is compared with
typedef struct {
  uint32_t type;
  RhumbStr datatype;
} Asked;

typedef bool
Test(const RhumbVocabulary *v, const Asked *asked, uint32_t bound);

/// The same, where `whole` may be a union: then of every member
static bool
is_outside(const RhumbVocabulary *const v,
           const Asked *const asked,
           const uint32_t whole)
{
  size_t n = 0;
  const RhumbVocabularyEdge *const members =
      rhumb_edges_of(v, RHUMB_EDGE_MEMBER, whole, &n);
  bool outside = n > 0;
  for (size_t i = 0; outside && i < n; ++i) {
    outside = is_disjoint(v, asked->type, members[i].to);
  }
  return outside || is_disjoint(v, asked->type, whole);
}

/// Call `test` with every domain or range of `property` and what is above it;
/// return the first for which it holds, or NONE
static uint32_t
find_bound(const RhumbVocabulary *const v,
           const RhumbStr property,
           const unsigned kind,
           Test *const test,
           const Asked *const asked)
{
  const uint32_t number = rhumb_table_find(&v->terms, property);
  uint32_t found = RHUMB_TABLE_NONE;
  if (number == RHUMB_TABLE_NONE) {
    return found;
  }
  uint32_t *const above = rhumb_terms_above(v, number);
  for (size_t i = 0; above[i] != RHUMB_TABLE_NONE; ++i) {
    size_t n = 0;
    const RhumbVocabularyEdge *const edges =
        rhumb_edges_of(v, kind, above[i], &n);
    for (size_t e = 0; found == RHUMB_TABLE_NONE && e < n; ++e) {
      if (test(v, asked, edges[e].to)) {
        found = edges[e].to;
      }
    }
  }
  free(above);
  return found;
}

static RhumbStr
name_of(const RhumbVocabulary *const v, const uint32_t term)
{
  if (term == RHUMB_TABLE_NONE) {
    return (RhumbStr){NULL, 0};
  }
  return rhumb_is_named(v->terms.keys[term]) ? v->terms.keys[term]
                                             : RHUMB_STR("a union");
}

RhumbStr
rhumb_vocabulary_clash(const RhumbVocabulary *const vocabulary,
                       const RhumbStr property,
                       const bool range,
                       const RhumbStr type)
{
  const Asked asked = {.type = rhumb_table_find(&vocabulary->terms, type)};
  return asked.type == RHUMB_TABLE_NONE
             ? (RhumbStr){NULL, 0}
             : name_of(vocabulary,
                       find_bound(vocabulary,
                                  property,
                                  range ? RHUMB_EDGE_RANGE : RHUMB_EDGE_DOMAIN,
                                  is_outside,
                                  &asked));
}

/// True for a class whose name is of no vocabulary of vocabularies, so that its
/// members are neither classes nor properties
static bool
is_plain_class(const RhumbVocabulary *const v, const uint32_t class)
{
  const RhumbStr iri = v->terms.keys[class];
  return (v->declared[class] & RHUMB_IS_CLASS) && rhumb_is_named(iri) &&
         !rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDF)) &&
         !rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDFS)) &&
         !rhumb_str_starts(iri, RHUMB_STR(RHUMB_OWL));
}

/// True for such a class, and for a union of such
static bool
is_of_individuals(const RhumbVocabulary *const v,
                  const Asked *const asked,
                  const uint32_t range)
{
  (void)asked;
  size_t n = 0;
  const RhumbVocabularyEdge *const members =
      rhumb_edges_of(v, RHUMB_EDGE_MEMBER, range, &n);
  bool are = n > 0;
  for (size_t i = 0; are && i < n; ++i) {
    are = is_plain_class(v, members[i].to);
  }
  return are || is_plain_class(v, range);
}

/// Return a range that an individual is outside of, by one of its classes
static uint32_t
find_outside(const RhumbVocabulary *const v,
             const RhumbStr property,
             const uint32_t individual)
{
  size_t n = 0;
  const RhumbVocabularyEdge *const types =
      rhumb_edges_of(v, RHUMB_EDGE_TYPE, individual, &n);
  uint32_t found = RHUMB_TABLE_NONE;
  for (size_t i = 0; found == RHUMB_TABLE_NONE && i < n; ++i) {
    const Asked asked = {.type = types[i].to};
    found = find_bound(v, property, RHUMB_EDGE_RANGE, is_outside, &asked);
  }
  return found;
}

RhumbStr
rhumb_vocabulary_object_clash(const RhumbVocabulary *const vocabulary,
                              const RhumbStr property,
                              const RhumbStr iri)
{
  const unsigned others =
      RHUMB_IS_CLASS | RHUMB_IS_DATATYPE | RHUMB_IS_PROPERTY;
  const unsigned declared = rhumb_vocabulary_declared(vocabulary, iri);
  uint32_t found = RHUMB_TABLE_NONE;
  if (declared & RHUMB_IS_INDIVIDUAL) {
    found = find_outside(
        vocabulary, property, rhumb_table_find(&vocabulary->terms, iri));
  } else if ((declared & others) &&
             (rhumb_vocabulary_declared(vocabulary, property) &
              RHUMB_IS_OBJECT_PROPERTY)) {
    found = find_bound(
        vocabulary, property, RHUMB_EDGE_RANGE, is_of_individuals, NULL);
  }
  return name_of(vocabulary, found);
}

/// True if no literal of the datatype is in the range
static bool
has_other_values(const RhumbVocabulary *const v,
                 const Asked *const asked,
                 const uint32_t range)
{
  return rhumb_datatypes_disjoint(asked->datatype, v->terms.keys[range]);
}

RhumbStr
rhumb_vocabulary_datatype_clash(const RhumbVocabulary *const vocabulary,
                                const RhumbStr property,
                                const RhumbStr datatype)
{
  const Asked with = {.datatype = datatype};
  return name_of(
      vocabulary,
      find_bound(
          vocabulary, property, RHUMB_EDGE_RANGE, has_other_values, &with));
}

static bool
is_of_literals(const RhumbVocabulary *const v,
               const Asked *const asked,
               const uint32_t range)
{
  (void)asked;
  const RhumbStr iri = v->terms.keys[range];
  return rhumb_datatype_known(iri) || rhumb_str_is(iri, RHUMB_RDFS "Literal") ||
         (v->declared[range] & RHUMB_IS_DATATYPE);
}

static bool
is_of_things(const RhumbVocabulary *const v,
             const Asked *const asked,
             const uint32_t range)
{
  return (v->declared[range] & RHUMB_IS_CLASS) &&
         !rhumb_str_is(v->terms.keys[range], RHUMB_RDFS "Resource") &&
         rhumb_is_named(v->terms.keys[range]) &&
         !is_of_literals(v, asked, range);
}

unsigned
rhumb_vocabulary_objects(const RhumbVocabulary *const vocabulary,
                         const RhumbStr property)
{
  const unsigned both = RHUMB_IS_OBJECT_PROPERTY | RHUMB_IS_DATATYPE_PROPERTY;
  const unsigned declared =
      rhumb_vocabulary_declared(vocabulary, property) & both;
  if (declared) {
    return declared;
  }
  const uint32_t literals =
      find_bound(vocabulary, property, RHUMB_EDGE_RANGE, is_of_literals, NULL);
  const uint32_t things =
      find_bound(vocabulary, property, RHUMB_EDGE_RANGE, is_of_things, NULL);
  return (literals != RHUMB_TABLE_NONE ? RHUMB_IS_DATATYPE_PROPERTY : 0U) |
         (things != RHUMB_TABLE_NONE ? RHUMB_IS_OBJECT_PROPERTY : 0U);
}

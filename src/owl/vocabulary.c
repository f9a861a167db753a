// SPDX-License-Identifier: ISC

/// @file vocabulary.c  Declarations gathered from ontologies, and questions to
/// them.

#include "owl/vocabulary.h"

#include "base/near.h"
#include "owl/datatype.h"
#include "term/vocabulary.h"

#include <stdlib.h>

/// What an edge says of its two terms
enum {
  EDGE_SUPER,    ///< Class or property: everything in `from` is in `to`
  EDGE_DISJOINT, ///< Nothing is in both; stands both ways
  EDGE_GROUP,    ///< `from` is disjoint with all others in the group `to`
  EDGE_DOMAIN,
  EDGE_RANGE,
  EDGE_MEMBER,  ///< Everything in `from`, a union, is in some such `to`
  EDGE_UNION,   ///< `to`: the list of a union's members
  EDGE_MEMBERS, ///< `to`: a list of classes that exclude each other
  EDGE_PARTS,   ///< Likewise, and they are subclasses of `from`
  EDGE_FIRST,
  EDGE_REST,
};

/// Longer lists and higher ladders of superclasses are not followed
enum { MAX_LIST = 10000, MAX_ABOVE = 1000 };

/// Predicates between two terms
static const struct {
  const char *iri;
  unsigned kind;
  unsigned declares; ///< What the subject is, if only this says so
  bool both_ways;
} predicates[] = {
    {RHUMB_RDFS "subClassOf", EDGE_SUPER, RHUMB_IS_CLASS, false},
    {RHUMB_OWL "equivalentClass", EDGE_SUPER, 0, true},
    {RHUMB_RDFS "subPropertyOf", EDGE_SUPER, RHUMB_IS_OTHER_PROPERTY, false},
    {RHUMB_OWL "equivalentProperty", EDGE_SUPER, 0, true},
    {RHUMB_OWL "disjointWith", EDGE_DISJOINT, 0, true},
    {RHUMB_RDFS "domain", EDGE_DOMAIN, RHUMB_IS_OTHER_PROPERTY, false},
    {RHUMB_RDFS "range", EDGE_RANGE, RHUMB_IS_OTHER_PROPERTY, false},
    {RHUMB_OWL "unionOf", EDGE_UNION, 0, false},
    {RHUMB_OWL "members", EDGE_MEMBERS, 0, false},
    {RHUMB_OWL "disjointUnionOf", EDGE_PARTS, 0, false},
    {RHUMB_RDF "first", EDGE_FIRST, 0, false},
    {RHUMB_RDF "rest", EDGE_REST, 0, false},
};

/// Classes whose members are declared by it
static const struct {
  const char *iri;
  unsigned declares;
} kinds[] = {
    {RHUMB_OWL "Class", RHUMB_IS_CLASS},
    {RHUMB_RDFS "Class", RHUMB_IS_CLASS},
    {RHUMB_RDFS "Datatype", RHUMB_IS_DATATYPE},
    {RHUMB_OWL "ObjectProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "TransitiveProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "SymmetricProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "AsymmetricProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "ReflexiveProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "IrreflexiveProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "InverseFunctionalProperty", RHUMB_IS_OBJECT_PROPERTY},
    {RHUMB_OWL "DatatypeProperty", RHUMB_IS_DATATYPE_PROPERTY},
    {RHUMB_OWL "AnnotationProperty", RHUMB_IS_ANNOTATION_PROPERTY},
    {RHUMB_OWL "FunctionalProperty", RHUMB_IS_OTHER_PROPERTY},
    {RHUMB_RDF "Property", RHUMB_IS_OTHER_PROPERTY},
};

// Reading ---------------------------------------------------------------------

/// Return the number of a term; labels of blank nodes hold for one file
static uint32_t
number_of(RhumbVocabulary *const v, const RhumbTerm *const term)
{
  RhumbBuf key = {0};
  if (term->kind == RHUMB_TERM_BLANK) {
    rhumb_buf_format(&key, "_:%u:", v->n_files);
  }
  rhumb_buf_put(&key, term->text);
  const size_t known = v->terms.count;
  const uint32_t number = rhumb_table_add(&v->terms, rhumb_buf_str(&key));
  rhumb_buf_free(&key);
  if (v->terms.count > known) {
    v->declared = (unsigned *)rhumb_xgrow(
        v->declared, known, &v->declared_cap, sizeof(*v->declared));
    v->declared[number] = 0;
  }
  return number;
}

static void
add_edge(RhumbVocabularyEdges *const edges,
         const unsigned kind,
         const uint32_t from,
         const uint32_t to)
{
  edges->items = (RhumbVocabularyEdge *)rhumb_xgrow(
      edges->items, edges->count, &edges->cap, sizeof(*edges->items));
  edges->items[edges->count++] = (RhumbVocabularyEdge){kind, from, to};
}

unsigned
rhumb_vocabulary_kind(const RhumbStr iri)
{
  for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); ++i) {
    if (rhumb_str_is(iri, kinds[i].iri)) {
      return kinds[i].declares;
    }
  }
  return 0;
}

static void
take_type(RhumbVocabulary *const v, const RhumbQuad *const quad)
{
  const RhumbStr type = quad->object.text;
  if (rhumb_str_is(type, RHUMB_OWL "Ontology")) {
    (void)rhumb_table_add(&v->ontologies, quad->subject.text);
  }
  const unsigned kind = rhumb_vocabulary_kind(type);
  if (kind) {
    const uint32_t number = number_of(v, &quad->subject);
    v->declared[number] |= kind;
  }
}

static void
take_edge(RhumbVocabulary *const v, const RhumbQuad *const quad)
{
  for (size_t i = 0; i < sizeof(predicates) / sizeof(*predicates); ++i) {
    if (!rhumb_str_is(quad->predicate.text, predicates[i].iri)) {
      continue;
    }
    const uint32_t from = number_of(v, &quad->subject);
    const uint32_t to = number_of(v, &quad->object);
    v->declared[from] |= predicates[i].declares;
    add_edge(&v->edges, predicates[i].kind, from, to);
    if (predicates[i].both_ways) {
      add_edge(&v->edges, predicates[i].kind, to, from);
    }
  }
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  RhumbVocabulary *const v = (RhumbVocabulary *)handle;
  if (quad->origin->text != v->file) {
    v->file = quad->origin->text;
    ++v->n_files;
  }
  if (quad->object.kind == RHUMB_TERM_LITERAL) {
    return RHUMB_OK;
  }
  if (rhumb_str_is(quad->predicate.text, RHUMB_RDF_TYPE)) {
    take_type(v, quad);
  } else {
    take_edge(v, quad);
  }
  return RHUMB_OK;
}

RhumbQuadHandler
rhumb_vocabulary_handler(RhumbVocabulary *const vocabulary)
{
  return (RhumbQuadHandler){put, vocabulary};
}

// Edges -----------------------------------------------------------------------

static int
compare_edges(const void *const a, const void *const b)
{
  const RhumbVocabularyEdge *const x = (const RhumbVocabularyEdge *)a;
  const RhumbVocabularyEdge *const y = (const RhumbVocabularyEdge *)b;
  const uint32_t left[] = {x->kind, x->from, x->to};
  const uint32_t right[] = {y->kind, y->from, y->to};
  for (size_t i = 0; i < 3; ++i) {
    if (left[i] != right[i]) {
      return left[i] < right[i] ? -1 : 1;
    }
  }
  return 0;
}

static void
sort_edges(RhumbVocabularyEdges *const edges)
{
  if (edges->count) {
    qsort(edges->items, edges->count, sizeof(*edges->items), compare_edges);
  }
}

/// Return the first edge of a kind from a term, setting `count` to how many
static const RhumbVocabularyEdge *
edges_of(const RhumbVocabulary *const v,
         const unsigned kind,
         const uint32_t from,
         size_t *const count)
{
  const RhumbVocabularyEdge wanted = {kind, from, 0};
  size_t low = 0;
  size_t high = v->edges.count;
  while (low < high) {
    const size_t middle = low + ((high - low) / 2);
    if (compare_edges(&v->edges.items[middle], &wanted) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  *count = 0;
  const RhumbVocabularyEdge *const first = v->edges.items + low;
  while (low + *count < v->edges.count && first[*count].kind == kind &&
         first[*count].from == from) {
    ++*count;
  }
  return first;
}

/// Return the one term that an edge of this kind leads to, or NONE
static uint32_t
follow(const RhumbVocabulary *const v, const unsigned kind, const uint32_t from)
{
  size_t count = 0;
  const RhumbVocabularyEdge *const edges = edges_of(v, kind, from, &count);
  return count ? edges->to : RHUMB_TABLE_NONE;
}

/// Add an edge to each item of the list that an edge leads to
static void
unfold(const RhumbVocabulary *const v,
       RhumbVocabularyEdges *const out,
       const RhumbVocabularyEdge edge)
{
  uint32_t list = edge.to;
  for (size_t i = 0; i < MAX_LIST && list != RHUMB_TABLE_NONE; ++i) {
    const uint32_t item = follow(v, EDGE_FIRST, list);
    list = follow(v, EDGE_REST, list);
    if (item == RHUMB_TABLE_NONE) {
      continue;
    }
    if (edge.kind == EDGE_UNION) {
      add_edge(out, EDGE_MEMBER, edge.from, item);
      continue;
    }
    add_edge(out, EDGE_GROUP, item, edge.to);
    if (edge.kind == EDGE_PARTS) {
      add_edge(out, EDGE_SUPER, item, edge.from);
    }
  }
}

static void
unfold_lists(RhumbVocabulary *const v)
{
  RhumbVocabularyEdges more = {0};
  sort_edges(&v->edges);
  for (size_t i = 0; i < v->edges.count; ++i) {
    const RhumbVocabularyEdge edge = v->edges.items[i];
    if (edge.kind == EDGE_UNION || edge.kind == EDGE_MEMBERS ||
        edge.kind == EDGE_PARTS) {
      unfold(v, &more, edge);
    }
  }
  for (size_t i = 0; i < more.count; ++i) {
    const RhumbVocabularyEdge *const edge = &more.items[i];
    add_edge(&v->edges, edge->kind, edge->from, edge->to);
  }
  free(more.items);
  sort_edges(&v->edges);
}

/// Return where the namespace of `iri` ends
static size_t
namespace_end(const RhumbStr iri)
{
  size_t end = iri.len;
  while (end > 0 && !strchr("#/:", iri.data[end - 1])) {
    --end;
  }
  return end;
}

static RhumbStr
namespace_of(const RhumbStr iri)
{
  return rhumb_str_slice(iri, 0, namespace_end(iri));
}

static bool
is_iri(const RhumbStr key)
{
  return !rhumb_str_starts(key, RHUMB_STR("_:"));
}

/// True if a namespace begins with the IRI of an ontology
static bool
is_named_after(const RhumbVocabulary *const v, const RhumbStr name)
{
  for (size_t i = 0; i < v->ontologies.count; ++i) {
    RhumbStr iri = v->ontologies.keys[i];
    while (iri.len && strchr("#/", iri.data[iri.len - 1])) {
      --iri.len;
    }
    if (iri.len && rhumb_str_starts(name, iri)) {
      return true;
    }
  }
  return false;
}

/// Find the namespaces that the ontologies are about
static void
find_own(RhumbVocabulary *const v)
{
  size_t *const counts =
      (size_t *)rhumb_xrealloc(NULL, (v->terms.count + 1) * sizeof(*counts));
  const unsigned annotating =
      RHUMB_IS_OTHER_PROPERTY | RHUMB_IS_ANNOTATION_PROPERTY;
  size_t most = 0;
  for (size_t i = 0; i < v->terms.count; ++i) {
    const unsigned declared = v->declared[i];
    if (!declared || !is_iri(v->terms.keys[i])) {
      continue;
    }
    const size_t known = v->namespaces.count;
    const uint32_t number =
        rhumb_table_add(&v->namespaces, namespace_of(v->terms.keys[i]));
    if (v->namespaces.count > known) {
      counts[number] = 0;
    }
    counts[number] += (declared & ~annotating) != 0;
    most = counts[number] > most ? counts[number] : most;
  }
  v->is_own = (bool *)rhumb_xrealloc(
      v->is_own, (v->namespaces.count + 1) * sizeof(*v->is_own));
  for (size_t i = 0; i < v->namespaces.count; ++i) {
    v->is_own[i] =
        (most && counts[i] == most) || is_named_after(v, v->namespaces.keys[i]);
  }
  free(counts);
}

void
rhumb_vocabulary_finish(RhumbVocabulary *const vocabulary)
{
  unfold_lists(vocabulary);
  find_own(vocabulary);
}

// Questions -------------------------------------------------------------------

unsigned
rhumb_vocabulary_declared(const RhumbVocabulary *const vocabulary,
                          const RhumbStr iri)
{
  const uint32_t number = rhumb_table_find(&vocabulary->terms, iri);
  return number == RHUMB_TABLE_NONE ? 0 : vocabulary->declared[number];
}

bool
rhumb_vocabulary_owns(const RhumbVocabulary *const vocabulary,
                      const RhumbStr iri)
{
  const uint32_t number =
      rhumb_table_find(&vocabulary->namespaces, namespace_of(iri));
  return number != RHUMB_TABLE_NONE && vocabulary->is_own[number];
}

RhumbStr
rhumb_vocabulary_near(const RhumbVocabulary *const vocabulary,
                      const RhumbStr iri,
                      const unsigned wanted)
{
  const size_t start = namespace_end(iri);
  const RhumbTable *const terms = &vocabulary->terms;
  const char **const names =
      (const char **)rhumb_xrealloc(NULL, (terms->count + 1) * sizeof(*names));
  RhumbArena arena = {0};
  size_t count = 0;
  for (size_t i = 0; i < terms->count; ++i) {
    const RhumbStr key = terms->keys[i];
    if ((vocabulary->declared[i] & wanted) && namespace_end(key) == start &&
        memcmp(key.data, iri.data, start) == 0) {
      names[count++] =
          rhumb_str_copy(&arena, rhumb_str_slice(key, start, key.len)).data;
    }
  }
  names[count] = NULL;

  RhumbStr found = {NULL, 0};
  const char *const near =
      rhumb_near(rhumb_str_slice(iri, start, iri.len), names);
  if (near) {
    const RhumbStr whole =
        rhumb_str_format(&arena, "%.*s%s", (int)start, iri.data, near);
    found = terms->keys[rhumb_table_find(terms, whole)];
  }
  free((void *)names);
  rhumb_arena_free(&arena);
  return found;
}

/// Return a term and all that is above it, ended by NONE; to be freed
static uint32_t *
all_above(const RhumbVocabulary *const v, const uint32_t term)
{
  uint32_t *const found =
      (uint32_t *)rhumb_xrealloc(NULL, (MAX_ABOVE + 1) * sizeof(*found));
  size_t count = 0;
  found[count++] = term;
  for (size_t i = 0; i < count; ++i) {
    size_t n = 0;
    const RhumbVocabularyEdge *const edges =
        edges_of(v, EDGE_SUPER, found[i], &n);
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
  const RhumbVocabularyEdge *edges = edges_of(v, EDGE_DISJOINT, a, &n);
  for (size_t i = 0; i < n; ++i) {
    if (edges[i].to == b) {
      return true;
    }
  }
  edges = edges_of(v, EDGE_GROUP, a, &n);
  for (size_t i = 0; i < n; ++i) {
    size_t m = 0;
    const RhumbVocabularyEdge *const others = edges_of(v, EDGE_GROUP, b, &m);
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
  uint32_t *const over_a = all_above(v, a);
  uint32_t *const over_b = all_above(v, b);
  for (size_t i = 0; !found && over_a[i] != RHUMB_TABLE_NONE; ++i) {
    for (size_t j = 0; !found && over_b[j] != RHUMB_TABLE_NONE; ++j) {
      found = exclude(v, over_a[i], over_b[j]);
    }
  }
  free(over_a);
  free(over_b);
  return found;
}

/// The same, where `whole` may be a union: then of every member
static bool
is_outside(const RhumbVocabulary *const v,
           const uint32_t type,
           const uint32_t whole)
{
  size_t n = 0;
  const RhumbVocabularyEdge *const members =
      edges_of(v, EDGE_MEMBER, whole, &n);
  bool outside = n > 0;
  for (size_t i = 0; outside && i < n; ++i) {
    outside = is_disjoint(v, type, members[i].to);
  }
  return outside || is_disjoint(v, type, whole);
}

/// Call `test` with every domain or range of `property` and what is above it;
/// return the first for which it holds, or NONE
static uint32_t
find_bound(const RhumbVocabulary *const v,
           const RhumbStr property,
           const unsigned kind,
           bool (*const test)(const RhumbVocabulary *, uint32_t, uint32_t),
           const uint32_t with)
{
  const uint32_t number = rhumb_table_find(&v->terms, property);
  uint32_t found = RHUMB_TABLE_NONE;
  if (number == RHUMB_TABLE_NONE) {
    return found;
  }
  uint32_t *const above = all_above(v, number);
  for (size_t i = 0; above[i] != RHUMB_TABLE_NONE; ++i) {
    size_t n = 0;
    const RhumbVocabularyEdge *const edges = edges_of(v, kind, above[i], &n);
    for (size_t e = 0; found == RHUMB_TABLE_NONE && e < n; ++e) {
      if (test(v, with, edges[e].to)) {
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
  return is_iri(v->terms.keys[term]) ? v->terms.keys[term]
                                     : RHUMB_STR("a union");
}

RhumbStr
rhumb_vocabulary_clash(const RhumbVocabulary *const vocabulary,
                       const RhumbStr property,
                       const bool range,
                       const RhumbStr type)
{
  const uint32_t number = rhumb_table_find(&vocabulary->terms, type);
  return name_of(vocabulary,
                 number == RHUMB_TABLE_NONE
                     ? RHUMB_TABLE_NONE
                     : find_bound(vocabulary,
                                  property,
                                  range ? EDGE_RANGE : EDGE_DOMAIN,
                                  is_outside,
                                  number));
}

RhumbStr
rhumb_vocabulary_datatype_clash(const RhumbVocabulary *const vocabulary,
                                const RhumbStr property,
                                const RhumbStr datatype)
{
  const uint32_t number = rhumb_table_find(&vocabulary->terms, property);
  RhumbStr found = {NULL, 0};
  if (number == RHUMB_TABLE_NONE) {
    return found;
  }
  uint32_t *const above = all_above(vocabulary, number);
  for (size_t i = 0; above[i] != RHUMB_TABLE_NONE; ++i) {
    size_t n = 0;
    const RhumbVocabularyEdge *const ranges =
        edges_of(vocabulary, EDGE_RANGE, above[i], &n);
    for (size_t e = 0; !found.data && e < n; ++e) {
      const RhumbStr range = vocabulary->terms.keys[ranges[e].to];
      found = rhumb_datatypes_disjoint(datatype, range) ? range : found;
    }
  }
  free(above);
  return found;
}

static bool
is_of_literals(const RhumbVocabulary *const v,
               const uint32_t with,
               const uint32_t range)
{
  (void)with;
  const RhumbStr iri = v->terms.keys[range];
  return rhumb_datatype_known(iri) || rhumb_str_is(iri, RHUMB_RDFS "Literal") ||
         (v->declared[range] & RHUMB_IS_DATATYPE);
}

static bool
is_of_things(const RhumbVocabulary *const v,
             const uint32_t with,
             const uint32_t range)
{
  return (v->declared[range] & RHUMB_IS_CLASS) &&
         !rhumb_str_is(v->terms.keys[range], RHUMB_RDFS "Resource") &&
         is_iri(v->terms.keys[range]) && !is_of_literals(v, with, range);
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
      find_bound(vocabulary, property, EDGE_RANGE, is_of_literals, 0);
  const uint32_t things =
      find_bound(vocabulary, property, EDGE_RANGE, is_of_things, 0);
  return (literals != RHUMB_TABLE_NONE ? RHUMB_IS_DATATYPE_PROPERTY : 0U) |
         (things != RHUMB_TABLE_NONE ? RHUMB_IS_OBJECT_PROPERTY : 0U);
}

void
rhumb_vocabulary_free(RhumbVocabulary *const vocabulary)
{
  rhumb_table_free(&vocabulary->terms);
  rhumb_table_free(&vocabulary->ontologies);
  rhumb_table_free(&vocabulary->namespaces);
  free(vocabulary->declared);
  free(vocabulary->edges.items);
  free(vocabulary->is_own);
}

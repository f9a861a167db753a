// SPDX-License-Identifier: ISC

/// @file vocabulary.c  Declarations gathered from ontologies, and questions to
/// them.

#include "owl/vocabulary_impl.h"

#include "base/near.h"

#include <stdlib.h>

/// Predicates between two terms
typedef struct {
  const char *iri;
  unsigned kind;
  unsigned declares; ///< What the subject is, if only this says so
  bool both_ways;
} Predicate;

static const Predicate predicates[] = {
    {RHUMB_RDFS "subClassOf", RHUMB_EDGE_SUPER, RHUMB_IS_CLASS, false},
    {RHUMB_OWL "equivalentClass", RHUMB_EDGE_SUPER, 0, true},
    {RHUMB_RDFS "subPropertyOf",
     RHUMB_EDGE_SUPER,
     RHUMB_IS_OTHER_PROPERTY,
     false},
    {RHUMB_OWL "equivalentProperty", RHUMB_EDGE_SUPER, 0, true},
    {RHUMB_OWL "disjointWith", RHUMB_EDGE_DISJOINT, 0, true},
    {RHUMB_RDFS "domain", RHUMB_EDGE_DOMAIN, RHUMB_IS_OTHER_PROPERTY, false},
    {RHUMB_RDFS "range", RHUMB_EDGE_RANGE, RHUMB_IS_OTHER_PROPERTY, false},
    {RHUMB_OWL "unionOf", RHUMB_EDGE_UNION, 0, false},
    {RHUMB_OWL "members", RHUMB_EDGE_MEMBERS, 0, false},
    {RHUMB_OWL "disjointUnionOf", RHUMB_EDGE_PARTS, 0, false},
    {RHUMB_OWL "oneOf", RHUMB_EDGE_ONE_OF, 0, false},
    {RHUMB_RDF "first", RHUMB_EDGE_FIRST, 0, false},
    {RHUMB_RDF "rest", RHUMB_EDGE_REST, 0, false},
};

/// Classes whose members are declared by it
typedef struct {
  const char *iri;
  unsigned declares;
} Kind;

static const Kind kinds[] = {
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
  RhumbBuf label = {0};
  RhumbStr key = term->text;
  if (term->kind == RHUMB_TERM_BLANK) {
    rhumb_buf_format(
        &label, "_:%zu:%.*s", v->files.count, RHUMB_FMT(term->text));
    key = rhumb_buf_str(&label);
  }
  const size_t known = v->terms.count;
  const uint32_t number = rhumb_table_add(&v->terms, key);
  rhumb_buf_free(&label);
  if (v->terms.count > known) {
    v->declared =
        rhumb_xgrow(v->declared, known, &v->declared_cap, sizeof(*v->declared));
    v->declared[number] = 0;
    v->declared_in = rhumb_xgrow(
        v->declared_in, known, &v->declared_in_cap, sizeof(*v->declared_in));
    v->declared_in[number] = 0;
  }
  return number;
}

/// Note that a term is declared as `what`, by the file that is being read
static void
declare(RhumbVocabulary *const v, const uint32_t number, const unsigned what)
{
  if (what && !(v->declared[number] & RHUMB_IS_DECLARED)) {
    v->declared_in[number] = (uint32_t)v->files.count - 1;
  }
  v->declared[number] |= what;
}

static void
add_edge(RhumbVocabularyEdges *const edges,
         const unsigned kind,
         const uint32_t from,
         const uint32_t to)
{
  RHUMB_PUSH(edges, (RhumbVocabularyEdge){kind, from, to});
}

unsigned
rhumb_vocabulary_kind(const RhumbStr iri)
{
  const Kind *const kind = RHUMB_ROW(kinds, iri);
  return kind ? kind->declares : 0;
}

static void
take_type(RhumbVocabulary *const v, const RhumbQuad *const quad)
{
  const RhumbStr type = quad->object.text;
  if (rhumb_str_is(type, RHUMB_OWL "Ontology")) {
    const RhumbStr iri = rhumb_bare(quad->subject.text);
    add_edge(&v->edges,
             RHUMB_EDGE_ABOUT,
             rhumb_table_add(&v->ontologies, iri),
             (uint32_t)v->files.count - 1);
  }
  const unsigned kind = rhumb_vocabulary_kind(type);
  const uint32_t number = number_of(v, &quad->subject);
  if (kind) {
    declare(v, number, kind);
  } else if (!rhumb_str_starts(type, RHUMB_STR(RHUMB_OWL)) ||
             rhumb_str_is(type, RHUMB_OWL "NamedIndividual") ||
             rhumb_str_is(type, RHUMB_OWL "Thing")) {
    declare(v, number, RHUMB_IS_INDIVIDUAL);
    add_edge(&v->edges, RHUMB_EDGE_TYPE, number, number_of(v, &quad->object));
  }
}

static void
take_edge(RhumbVocabulary *const v, const RhumbQuad *const quad)
{
  const Predicate *const row = RHUMB_ROW(predicates, quad->predicate.text);
  if (!row) {
    return;
  }
  const uint32_t from = number_of(v, &quad->subject);
  const uint32_t to = number_of(v, &quad->object);
  declare(v, from, row->declares);
  add_edge(&v->edges, row->kind, from, to);
  if (row->both_ways) {
    add_edge(&v->edges, row->kind, to, from);
  }
}

/// Note what is said of a term by the file that is being read
static void
describe(RhumbVocabulary *const v, const uint32_t subject)
{
  v->declared[subject] |= RHUMB_IS_DESCRIBED;
  if (v->last_subject != subject + 1) { // Most stand together
    v->last_subject = subject + 1;
    add_edge(
        &v->edges, RHUMB_EDGE_SPOKEN, subject, (uint32_t)v->files.count - 1);
  }
}

static void
take_literal(RhumbVocabulary *const v,
             const uint32_t subject,
             const RhumbQuad *const quad)
{
  const RhumbStr text = quad->object.text;
  if (rhumb_str_is(quad->predicate.text, RHUMB_OWL "deprecated") &&
      (rhumb_str_is(text, "true") || rhumb_str_is(text, "1"))) {
    v->declared[subject] |= RHUMB_IS_DEPRECATED;
  }
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  RhumbVocabulary *const v = (RhumbVocabulary *)handle;
  if (!v->files.count ||
      quad->origin->text != v->files.items[v->files.count - 1]) {
    RHUMB_PUSH(&v->files, quad->origin->text);
    v->last_subject = 0;
  }
  const uint32_t subject = number_of(v, &quad->subject); // May move the rest
  describe(v, subject);
  if (quad->object.kind == RHUMB_TERM_LITERAL) {
    take_literal(v, subject, quad);
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

/// Return the one term that an edge of this kind leads to, or NONE
static uint32_t
follow(const RhumbVocabulary *const v, const unsigned kind, const uint32_t from)
{
  size_t count = 0;
  const RhumbVocabularyEdge *const edges =
      rhumb_edges_of(v, kind, from, &count);
  return count ? edges->to : RHUMB_TABLE_NONE;
}

/// Add an edge to each item of the list that an edge leads to
static void
unfold(RhumbVocabulary *const v,
       RhumbVocabularyEdges *const out,
       const RhumbVocabularyEdge edge)
{
  uint32_t list = edge.to;
  uint32_t passed = list; // It may run in a circle
  for (size_t i = 1; list != RHUMB_TABLE_NONE; ++i) {
    const uint32_t item = follow(v, RHUMB_EDGE_FIRST, list);
    list = follow(v, RHUMB_EDGE_REST, list);
    list = list == passed ? RHUMB_TABLE_NONE : list;
    passed = (i & (i - 1)) == 0 ? list : passed;
    if (item == RHUMB_TABLE_NONE) {
      continue;
    }
    if (edge.kind == RHUMB_EDGE_UNION) {
      add_edge(out, RHUMB_EDGE_MEMBER, edge.from, item);
      continue;
    }
    if (edge.kind == RHUMB_EDGE_ONE_OF) {
      add_edge(out, RHUMB_EDGE_TYPE, item, edge.from);
      v->declared[item] |= RHUMB_IS_INDIVIDUAL;
      continue;
    }
    add_edge(out, RHUMB_EDGE_GROUP, item, edge.to);
    if (edge.kind == RHUMB_EDGE_PARTS) {
      add_edge(out, RHUMB_EDGE_SUPER, item, edge.from);
    }
  }
}

static void
unfold_lists(RhumbVocabulary *const v)
{
  RhumbVocabularyEdges more = {0};
  rhumb_edges_sort(&v->edges);
  for (size_t i = 0; i < v->edges.count; ++i) {
    const RhumbVocabularyEdge edge = v->edges.items[i];
    if (edge.kind == RHUMB_EDGE_UNION || edge.kind == RHUMB_EDGE_MEMBERS ||
        edge.kind == RHUMB_EDGE_PARTS || edge.kind == RHUMB_EDGE_ONE_OF) {
      unfold(v, &more, edge);
    }
  }
  for (size_t i = 0; i < more.count; ++i) {
    const RhumbVocabularyEdge *const edge = &more.items[i];
    add_edge(&v->edges, edge->kind, edge->from, edge->to);
  }
  free(more.items);
  rhumb_edges_sort(&v->edges);
}

void
rhumb_vocabulary_finish(RhumbVocabulary *const vocabulary)
{
  unfold_lists(vocabulary);
  rhumb_spaces_find(vocabulary);
}

// Questions -------------------------------------------------------------------

unsigned
rhumb_vocabulary_declared(const RhumbVocabulary *const vocabulary,
                          const RhumbStr iri)
{
  const uint32_t number = rhumb_table_find(&vocabulary->terms, iri);
  return number == RHUMB_TABLE_NONE
             ? 0
             : vocabulary->declared[number] & RHUMB_IS_DECLARED;
}

bool
rhumb_vocabulary_has(const RhumbVocabulary *const vocabulary,
                     const RhumbStr iri)
{
  const uint32_t number = rhumb_table_find(&vocabulary->terms, iri);
  return number != RHUMB_TABLE_NONE && vocabulary->declared[number];
}

bool
rhumb_vocabulary_is_deprecated(const RhumbVocabulary *const vocabulary,
                               const RhumbStr iri)
{
  const uint32_t number = rhumb_table_find(&vocabulary->terms, iri);
  return number != RHUMB_TABLE_NONE &&
         (vocabulary->declared[number] & RHUMB_IS_DEPRECATED) != 0;
}

RhumbStr
rhumb_vocabulary_near(const RhumbVocabulary *const vocabulary,
                      const RhumbStr iri,
                      const unsigned wanted)
{
  const size_t start = rhumb_vocabulary_space(iri);
  const RhumbTable *const terms = &vocabulary->terms;
  const char **const names =
      (const char **)rhumb_xrealloc(NULL, (terms->count + 1) * sizeof(*names));
  RhumbArena arena = {0};
  size_t count = 0;
  for (size_t i = 0; i < terms->count; ++i) {
    const RhumbStr key = terms->keys[i];
    if ((vocabulary->declared[i] & wanted) &&
        !(vocabulary->declared[i] & RHUMB_IS_DEPRECATED) &&
        rhumb_vocabulary_space(key) == start &&
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

void
rhumb_vocabulary_free(RhumbVocabulary *const vocabulary)
{
  rhumb_table_free(&vocabulary->terms);
  rhumb_table_free(&vocabulary->ontologies);
  rhumb_table_free(&vocabulary->namespaces);
  free(vocabulary->declared);
  free(vocabulary->declared_in);
  free((void *)vocabulary->files.items);
  free(vocabulary->edges.items);
  free(vocabulary->spaces);
}

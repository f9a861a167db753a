// SPDX-License-Identifier: ISC

/// @file ontology.c  A sink before a sink: it adds the header and the
/// declarations.

#include "owl/ontology.h"

#include "base/list.h"
#include "base/table.h"
#include "owl/imports.h"
#include "owl/vocabulary.h"
#include "term/datatype.h"

#include <stdlib.h>

#define DCTERMS "http://purl.org/dc/terms/"

/// Among the bits of RhumbDeclared, another
enum { INDIVIDUAL = 64U };

/// What the data and the imported ontologies say of an IRI
typedef struct {
  unsigned char declared; ///< As what; bits
  unsigned char used;     ///< As what, in the data; bits
  bool failed;            ///< Reported once
  bool warned;            ///< Reported once
  /// Number of the graph that its declaration as an individual is in; 0: none
  uint32_t put_in;
  const RhumbLoc *first_use; ///< As a predicate; NULL: none
} Name;

/// What the header says
typedef struct {
  const char *predicate;
  RhumbTerm object;
} Statement;

struct RhumbDeclarer {
  const RhumbOntology *ontology;
  RHUMB_LIST(Statement) header;
  RhumbQuadHandler next;
  const RhumbDiag *diag;
  RhumbTable names;
  RhumbTable graphs;      ///< Names of those that have declarations
  RHUMB_LIST(Name) about; ///< By number in `names`
  RhumbArena arena;
};

// What OWL 2 brings along ------------------------------------------------

/// How each kind is declared, in the order in which it is
static const struct {
  unsigned kind;
  const char *iri;
} declarations[] = {
    {RHUMB_IS_ANNOTATION_PROPERTY, RHUMB_OWL "AnnotationProperty"},
    {RHUMB_IS_CLASS, RHUMB_OWL "Class"},
    {RHUMB_IS_DATATYPE, RHUMB_RDFS "Datatype"},
    {RHUMB_IS_DATATYPE_PROPERTY, RHUMB_OWL "DatatypeProperty"},
    {RHUMB_IS_OBJECT_PROPERTY, RHUMB_OWL "ObjectProperty"},
    {INDIVIDUAL, RHUMB_OWL "NamedIndividual"},
};

/// Vocabularies that annotate, whatever their objects are
static const char *const annotating[] = {
    "http://www.w3.org/2004/02/skos/core#",
    DCTERMS,
    "http://purl.org/dc/elements/1.1/",
};

static bool
is_built_in(const RhumbStr iri)
{
  return rhumb_str_starts(iri, RHUMB_STR(RHUMB_OWL)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDFS)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_RDF)) ||
         rhumb_str_starts(iri, RHUMB_STR(RHUMB_XSD));
}

static bool
is_annotating(const RhumbStr iri)
{
  for (size_t i = 0; i < RHUMB_COUNT(annotating); ++i) {
    if (rhumb_str_starts(iri, rhumb_str(annotating[i]))) {
      return true;
    }
  }
  return false;
}

/// What a quad declares its subject to be; 0: it is no declaration. What RDFS
/// calls a class is none to OWL.
static unsigned
declares(const RhumbQuad *const quad)
{
  const RhumbStr type = quad->object.text;
  if (!rhumb_str_is(quad->predicate.text, RHUMB_RDF_TYPE) ||
      quad->subject.kind != RHUMB_TERM_IRI ||
      quad->object.kind != RHUMB_TERM_IRI ||
      rhumb_str_is(type, RHUMB_RDFS "Class")) {
    return 0;
  }
  return rhumb_str_is(type, RHUMB_OWL "NamedIndividual")
             ? INDIVIDUAL
             : rhumb_vocabulary_kind(type) & ~(unsigned)RHUMB_IS_OTHER_PROPERTY;
}

// What is known ----------------------------------------------------------

static Name *
name_of(RhumbDeclarer *const declarer, const RhumbStr iri)
{
  const uint32_t number = rhumb_table_add(&declarer->names, iri);
  if (number == declarer->about.count) {
    RHUMB_PUSH(&declarer->about, (Name){0});
  }
  return &declarer->about.items[number];
}

/// Learn from a declaration, in an imported ontology or in the data
/// @return false if the quad is none.
static bool
learn(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  const unsigned kind = declares(quad);
  if (kind) {
    name_of(declarer, quad->subject.text)->declared |= (unsigned char)kind;
  }
  return kind != 0;
}

static RhumbStatus
learn_import(void *const handle, const RhumbQuad *const quad)
{
  (void)learn((RhumbDeclarer *)handle, quad);
  return RHUMB_OK;
}

// Writing ----------------------------------------------------------------

static RhumbStatus
put(const RhumbDeclarer *const declarer,
    const RhumbStr subject,
    const char *const predicate,
    const RhumbTerm object,
    const RhumbLoc *const origin)
{
  const RhumbQuad quad = {
      .subject = rhumb_iri(subject),
      .predicate = rhumb_iri(rhumb_str(predicate)),
      .object = object,
      .origin = origin,
  };
  return declarer->next.put(declarer->next.handle, &quad);
}

static RhumbStatus
put_type(const RhumbDeclarer *const declarer,
         const RhumbStr subject,
         const char *const type,
         const RhumbLoc *const origin)
{
  return put(
      declarer, subject, RHUMB_RDF_TYPE, rhumb_iri(rhumb_str(type)), origin);
}

/// Write what the rules say of the ontology, unless they say nothing
static RhumbStatus
put_about(RhumbDeclarer *const declarer,
          const char *const predicate,
          const RhumbTerm object)
{
  const RhumbOntology *const o = declarer->ontology;
  const RhumbStr iri = rhumb_str(predicate);
  if (object.kind == RHUMB_TERM_NONE) {
    return RHUMB_OK;
  }
  if (!is_built_in(iri)) {
    name_of(declarer, iri)->used = RHUMB_IS_ANNOTATION_PROPERTY;
  }
  RHUMB_PUSH(&declarer->header, (Statement){predicate, object});
  return put(declarer, o->iri, predicate, object, &o->loc);
}

static RhumbStatus
put_header(RhumbDeclarer *const declarer)
{
  const RhumbOntology *const o = declarer->ontology;
  const RhumbTerm none = {0};
  RHUMB_TRY(put_about(
      declarer, RHUMB_RDF_TYPE, rhumb_iri(RHUMB_STR(RHUMB_OWL "Ontology"))));
  RHUMB_TRY(put_about(declarer,
                      RHUMB_OWL "versionIRI",
                      o->version.len ? rhumb_iri(o->version) : none));
  RHUMB_TRY(put_about(declarer, DCTERMS "title", o->title));
  RHUMB_TRY(put_about(declarer, DCTERMS "description", o->description));
  RHUMB_TRY(put_about(declarer, DCTERMS "license", o->license));
  for (size_t i = 0; i < o->n_imports; ++i) {
    RHUMB_TRY(put_about(
        declarer, RHUMB_OWL "imports", rhumb_iri(o->imports[i].text)));
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_declarer_open(RhumbDeclarer **const out,
                    const RhumbOntology *const ontology,
                    const RhumbQuadHandler *const next,
                    const RhumbDiag *const diag)
{
  RhumbDeclarer *const declarer =
      (RhumbDeclarer *)rhumb_xrealloc(NULL, sizeof(RhumbDeclarer));
  *declarer =
      (RhumbDeclarer){.ontology = ontology, .next = *next, .diag = diag};

  RhumbArena arena = {0};
  const RhumbQuadHandler to = {learn_import, declarer};
  RhumbStatus status = rhumb_imports_read(NULL, &arena, ontology, &to, diag);
  rhumb_arena_free(&arena);

  if (status == RHUMB_OK) {
    status = put_header(declarer);
  }
  if (status != RHUMB_OK) {
    rhumb_declarer_close(declarer);
    return status;
  }
  *out = declarer;
  return RHUMB_OK;
}

// Noting what is used ----------------------------------------------------

static RhumbStatus
fail_kind(RhumbDeclarer *const declarer,
          Name *const name,
          const RhumbQuad *const quad,
          const unsigned other)
{
  if (name->failed) {
    return RHUMB_ERR_VALUE; // Said already
  }
  name->failed = true;
  const RhumbStr iri = quad->predicate.text;
  const bool object = other == RHUMB_IS_OBJECT_PROPERTY;
  (void)rhumb_fail(declarer->diag,
                   RHUMB_ERR_VALUE,
                   rhumb_quad_loc(quad),
                   "<%.*s> is %s property %s, so it cannot have %s here; use "
                   "two properties",
                   RHUMB_FMT(iri),
                   object ? "an object" : "a datatype",
                   name->declared & other ? "by declaration" : "by its use",
                   object ? "a literal" : "an IRI or blank node");
  if (!(name->declared & other) && name->first_use) {
    rhumb_warn(declarer->diag,
               RHUMB_NOTE,
               *name->first_use,
               "here it was used first, with %s",
               object ? "an IRI or blank node" : "a literal");
  }
  return RHUMB_ERR_VALUE;
}

/// Decide what the predicate is here, RHUMB_IS_ANNOTATION_PROPERTY,
/// RHUMB_IS_DATATYPE_PROPERTY or RHUMB_IS_OBJECT_PROPERTY
static RhumbStatus
use_predicate(RhumbDeclarer *const declarer,
              const RhumbQuad *const quad,
              unsigned *const kind)
{
  Name *const name = name_of(declarer, quad->predicate.text);
  const bool literal = quad->object.kind == RHUMB_TERM_LITERAL;
  const unsigned fits =
      literal ? RHUMB_IS_DATATYPE_PROPERTY : RHUMB_IS_OBJECT_PROPERTY;
  const unsigned other =
      literal ? RHUMB_IS_OBJECT_PROPERTY : RHUMB_IS_DATATYPE_PROPERTY;
  const bool annotates = (name->declared & RHUMB_IS_ANNOTATION_PROPERTY) ||
                         (!(name->declared & (RHUMB_IS_DATATYPE_PROPERTY |
                                              RHUMB_IS_OBJECT_PROPERTY)) &&
                          is_annotating(quad->predicate.text));
  *kind = annotates ? RHUMB_IS_ANNOTATION_PROPERTY : fits;
  if (!annotates && !(name->declared & fits) &&
      ((name->declared | name->used) & other)) {
    return fail_kind(declarer, name, quad, other);
  }
  if (!name->first_use && quad->origin) {
    RhumbLoc *const use = RHUMB_NEW(&declarer->arena, RhumbLoc, 1);
    *use = *quad->origin;
    name->first_use = use;
  }
  name->used = (unsigned char)(name->used | *kind);
  return RHUMB_OK;
}

/// Note the datatype of a literal: OWL 2 has few, others must be declared
static void
use_datatype(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  const RhumbStr iri = quad->object.datatype;
  if (!iri.len) {
    return;
  }
  if (!is_built_in(iri)) {
    name_of(declarer, iri)->used |= RHUMB_IS_DATATYPE;
    return;
  }
  if (!rhumb_datatype_in_owl(iri)) {
    Name *const name = name_of(declarer, quad->predicate.text);
    if (!name->warned) {
      name->warned = true;
      rhumb_warn(declarer->diag,
                 RHUMB_WARNING,
                 rhumb_quad_loc(quad),
                 "<%.*s> has values of <%.*s>, which is no OWL 2 datatype; use "
                 "xsd:dateTime or a string",
                 RHUMB_FMT(quad->predicate.text),
                 RHUMB_FMT(iri));
    }
  }
}

/// Return the number of a graph, never 0: of the default graph, or of a name,
/// told apart by whether it is an IRI or a blank node
static uint32_t
number_of(RhumbDeclarer *const declarer, const RhumbTerm *const graph)
{
  return graph->kind == RHUMB_TERM_NONE
             ? 1
             : 2 + 2 * rhumb_table_add(&declarer->graphs, graph->text) +
                   (graph->kind == RHUMB_TERM_BLANK);
}

/// True for an IRI that is an individual not known to be anything else
static bool
is_individual(const RhumbTerm *const term)
{
  return term->kind == RHUMB_TERM_IRI && !is_built_in(term->text);
}

/// Pass on an rdf:type quad, the individual's declaration right behind it
static RhumbStatus
put_typed(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  const RhumbTerm *const type = &quad->object;
  RHUMB_TRY(declarer->next.put(declarer->next.handle, quad));
  if (type->kind == RHUMB_TERM_IRI && is_built_in(type->text)) {
    return RHUMB_OK; // Of the schema, or an axiom: no individual
  }
  if (type->kind == RHUMB_TERM_IRI) {
    name_of(declarer, type->text)->used |= RHUMB_IS_CLASS;
  }
  if (is_individual(&quad->subject)) {
    Name *const name = name_of(declarer, quad->subject.text);
    if (name->declared & INDIVIDUAL) {
      return RHUMB_OK;
    }
    name->declared |= INDIVIDUAL;
    name->put_in = number_of(declarer, &quad->graph);
    RhumbQuad declaration = *quad;
    declaration.object = rhumb_iri(RHUMB_STR(RHUMB_OWL "NamedIndividual"));
    return declarer->next.put(declarer->next.handle, &declaration);
  }
  return RHUMB_OK;
}

/// True for OWL's own predicates between individuals
static bool
is_identity(const RhumbStr predicate)
{
  return rhumb_str_is(predicate, RHUMB_OWL "sameAs") ||
         rhumb_str_is(predicate, RHUMB_OWL "differentFrom");
}

static RhumbStatus
note(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  unsigned kind =
      is_identity(quad->predicate.text) ? RHUMB_IS_OBJECT_PROPERTY : 0;
  if (!is_built_in(quad->predicate.text)) {
    RHUMB_TRY(use_predicate(declarer, quad, &kind));
  }
  if (quad->object.kind == RHUMB_TERM_LITERAL) {
    use_datatype(declarer, quad);
  }
  if (kind & (RHUMB_IS_OBJECT_PROPERTY | RHUMB_IS_DATATYPE_PROPERTY) &&
      is_individual(&quad->subject)) {
    name_of(declarer, quad->subject.text)->used |= INDIVIDUAL;
  }
  if (kind == RHUMB_IS_OBJECT_PROPERTY && is_individual(&quad->object)) {
    name_of(declarer, quad->object.text)->used |= INDIVIDUAL;
  }
  return RHUMB_OK;
}

/// True if the header has said what the quad says
static bool
is_in_header(const RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  size_t i =
      quad->subject.kind == RHUMB_TERM_IRI &&
              rhumb_str_equal(quad->subject.text, declarer->ontology->iri)
          ? declarer->header.count
          : 0;
  while (i > 0 && !(rhumb_str_is(quad->predicate.text,
                                 declarer->header.items[i - 1].predicate) &&
                    rhumb_term_equal(&quad->object,
                                     &declarer->header.items[i - 1].object))) {
    --i;
  }
  return i > 0;
}

/// True if the quad was put before it came, as the header or a declaration
static bool
is_known(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  return (quad->graph.kind == RHUMB_TERM_NONE &&
          is_in_header(declarer, quad)) ||
         (declares(quad) == INDIVIDUAL &&
          name_of(declarer, quad->subject.text)->put_in ==
              number_of(declarer, &quad->graph));
}

RhumbStatus
rhumb_declarer_put(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  if (is_known(declarer, quad)) {
    return RHUMB_OK;
  }
  if (learn(declarer, quad)) {
    return declarer->next.put(declarer->next.handle, quad);
  }
  if (rhumb_str_is(quad->predicate.text, RHUMB_RDF_TYPE)) {
    return put_typed(declarer, quad);
  }
  RHUMB_TRY(note(declarer, quad));
  return declarer->next.put(declarer->next.handle, quad);
}

// Declaring --------------------------------------------------------------

static int
compare_iris(const void *const a, const void *const b)
{
  return rhumb_str_compare(*(const RhumbStr *)a, *(const RhumbStr *)b);
}

/// Declare what is used as `kind` and not declared so, in the order of IRIs
static RhumbStatus
declare(const RhumbDeclarer *const declarer,
        const unsigned kind,
        const char *const type)
{
  RHUMB_LIST(RhumbStr) iris = {0};
  for (size_t i = 0; i < declarer->names.count; ++i) {
    const Name *const name = &declarer->about.items[i];
    if ((name->used & kind) && !(name->declared & kind)) {
      RHUMB_PUSH(&iris, declarer->names.keys[i]);
    }
  }
  if (iris.count) {
    qsort(iris.items, iris.count, sizeof(*iris.items), compare_iris);
  }
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; status == RHUMB_OK && i < iris.count; ++i) {
    status = put_type(declarer, iris.items[i], type, &declarer->ontology->loc);
  }
  free(iris.items);
  return status;
}

RhumbStatus
rhumb_declarer_finish(RhumbDeclarer *const declarer,
                      const RhumbDiag *const diag)
{
  declarer->diag = diag;
  for (size_t i = 0; i < RHUMB_COUNT(declarations); ++i) {
    RHUMB_TRY(declare(declarer, declarations[i].kind, declarations[i].iri));
  }
  return RHUMB_OK;
}

void
rhumb_declarer_close(RhumbDeclarer *const declarer)
{
  if (declarer) {
    rhumb_table_free(&declarer->names);
    rhumb_table_free(&declarer->graphs);
    rhumb_arena_free(&declarer->arena);
    free(declarer->about.items);
    free(declarer->header.items);
    free(declarer);
  }
}

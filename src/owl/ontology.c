// SPDX-License-Identifier: ISC

/// @file ontology.c  A sink before a sink: it adds the header and the
/// declarations.

#include "owl/ontology.h"

#include "base/table.h"
#include "io/path.h"
#include "owl/catalog.h"
#include "owl/imports.h"
#include "term/vocabulary.h"

#include <stdlib.h>

#define DCTERMS "http://purl.org/dc/terms/"

/// What an IRI can be, as bits; the order is that of the declarations
enum {
  ANNOTATION = 1U,
  CLASS = 2U,
  DATATYPE = 4U,
  DATA = 8U, ///< owl:DatatypeProperty
  OBJECT = 16U,
};

/// A class, property or datatype
typedef struct {
  unsigned char declared; ///< By an imported ontology or by the data
  unsigned char used;     ///< In the data
  bool failed;            ///< Reported once
  bool warned;
  RhumbLoc first_use;
} Name;

struct RhumbDeclarer {
  const RhumbOntology *ontology;
  RhumbQuadHandler next;
  const RhumbDiag *diag;
  RhumbTable names;
  Name *about; ///< By number in `names`
  size_t about_cap;
  RhumbTable individuals;
  bool *declared; ///< By number in `individuals`
  size_t declared_cap;
};

// What OWL 2 brings along ------------------------------------------------

/// The class that a declaration names, and what it makes of its subject
static const struct {
  const char *iri;
  unsigned kind;
} declarations[] = {
    {RHUMB_OWL "AnnotationProperty", ANNOTATION},
    {RHUMB_OWL "Class", CLASS},
    {RHUMB_RDFS "Datatype", DATATYPE},
    {RHUMB_OWL "DatatypeProperty", DATA},
    {RHUMB_OWL "ObjectProperty", OBJECT},
    {RHUMB_OWL "SymmetricProperty", OBJECT},
    {RHUMB_OWL "AsymmetricProperty", OBJECT},
    {RHUMB_OWL "TransitiveProperty", OBJECT},
    {RHUMB_OWL "ReflexiveProperty", OBJECT},
    {RHUMB_OWL "IrreflexiveProperty", OBJECT},
    {RHUMB_OWL "InverseFunctionalProperty", OBJECT},
};

/// Vocabularies that annotate, whatever their objects are
static const RhumbStr annotating[] = {
    {"http://www.w3.org/2004/02/skos/core#", 36},
    {DCTERMS, sizeof(DCTERMS) - 1},
    {"http://purl.org/dc/elements/1.1/", 32},
};

/// The datatypes of OWL 2 (Structural Specification, section 4) in xsd:
static const char *const xsd_types[] = {
    "decimal",
    "integer",
    "nonNegativeInteger",
    "positiveInteger",
    "long",
    "nonPositiveInteger",
    "int",
    "negativeInteger",
    "short",
    "byte",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
    "double",
    "float",
    "string",
    "normalizedString",
    "token",
    "language",
    "Name",
    "NCName",
    "NMTOKEN",
    "boolean",
    "hexBinary",
    "base64Binary",
    "anyURI",
    "dateTime",
    "dateTimeStamp",
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
  for (size_t i = 0; i < sizeof(annotating) / sizeof(*annotating); ++i) {
    if (rhumb_str_starts(iri, annotating[i])) {
      return true;
    }
  }
  return false;
}

static bool
is_owl_datatype(const RhumbStr iri)
{
  const RhumbStr xsd = RHUMB_STR(RHUMB_XSD);
  if (!rhumb_str_starts(iri, xsd)) {
    return true; // rdf: and rdfs: ones are; others are declared
  }
  const RhumbStr name = rhumb_str_slice(iri, xsd.len, iri.len);
  for (size_t i = 0; i < sizeof(xsd_types) / sizeof(*xsd_types); ++i) {
    if (rhumb_str_is(name, xsd_types[i])) {
      return true;
    }
  }
  return false;
}

static unsigned
declared_kind(const RhumbStr class_iri)
{
  for (size_t i = 0; i < sizeof(declarations) / sizeof(*declarations); ++i) {
    if (rhumb_str_is(class_iri, declarations[i].iri)) {
      return declarations[i].kind;
    }
  }
  return 0;
}

// What is known ----------------------------------------------------------

static Name *
name_of(RhumbDeclarer *const declarer, const RhumbStr iri)
{
  const size_t before = declarer->names.count;
  const uint32_t number = rhumb_table_add(&declarer->names, iri);
  if (declarer->names.count > before) {
    declarer->about = (Name *)rhumb_xgrow(
        declarer->about, before, &declarer->about_cap, sizeof(Name));
    declarer->about[before] = (Name){0};
  }
  return &declarer->about[number];
}

/// True if the individual has been declared; `declare`: it is from now on
static bool
mark_individual(RhumbDeclarer *const declarer,
                const RhumbStr iri,
                const bool declare)
{
  const size_t before = declarer->individuals.count;
  const uint32_t number = rhumb_table_add(&declarer->individuals, iri);
  if (declarer->individuals.count > before) {
    declarer->declared = (bool *)rhumb_xgrow(
        declarer->declared, before, &declarer->declared_cap, sizeof(bool));
    declarer->declared[before] = false;
  }
  const bool was = declarer->declared[number];
  declarer->declared[number] = was || declare;
  return was;
}

/// Learn from a declaration, in an imported ontology or in the data
/// @return false if the quad is none.
static bool
learn(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
  if (!rhumb_str_is(quad->predicate.text, RHUMB_RDF_TYPE) ||
      quad->subject.kind != RHUMB_TERM_IRI ||
      quad->object.kind != RHUMB_TERM_IRI) {
    return false;
  }
  const unsigned kind = declared_kind(quad->object.text);
  if (kind) {
    Name *const name = name_of(declarer, quad->subject.text);
    name->declared = (unsigned char)(name->declared | kind);
    return true;
  }
  if (rhumb_str_is(quad->object.text, RHUMB_OWL "NamedIndividual")) {
    (void)mark_individual(declarer, quad->subject.text, true);
    return true;
  }
  return false;
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
    name_of(declarer, iri)->used = ANNOTATION;
  }
  return put(declarer, o->iri, predicate, object, &o->loc);
}

static RhumbStatus
put_header(RhumbDeclarer *const declarer)
{
  const RhumbOntology *const o = declarer->ontology;
  const RhumbTerm none = {0};
  RHUMB_TRY(put_type(declarer, o->iri, RHUMB_OWL "Ontology", &o->loc));
  RHUMB_TRY(put_about(declarer,
                      RHUMB_OWL "versionIRI",
                      o->version.len ? rhumb_iri(o->version) : none));
  RHUMB_TRY(put_about(declarer, DCTERMS "title", o->title));
  RHUMB_TRY(put_about(declarer, DCTERMS "description", o->description));
  RHUMB_TRY(put_about(declarer, DCTERMS "license", o->license));
  for (size_t i = 0; i < o->n_imports; ++i) {
    RHUMB_TRY(
        put_about(declarer, RHUMB_OWL "imports", rhumb_iri(o->imports[i])));
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
  RhumbImports imports = {0};
  const RhumbQuadHandler to = {learn_import, declarer};
  RhumbStatus status =
      rhumb_imports_read(&imports, &arena, ontology, &to, diag);
  free(imports.items);
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
  const bool object = other == OBJECT;
  (void)rhumb_fail(declarer->diag,
                   RHUMB_ERR_VALUE,
                   rhumb_quad_loc(quad),
                   "<%.*s> is %s property %s, so it cannot have %s here; use "
                   "two properties",
                   RHUMB_FMT(iri),
                   object ? "an object" : "a datatype",
                   name->declared & other ? "by declaration" : "by its use",
                   object ? "a literal" : "an IRI or blank node");
  if (!(name->declared & other) && name->first_use.text) {
    rhumb_warn(declarer->diag,
               RHUMB_NOTE,
               name->first_use,
               "here it was used first, with %s",
               object ? "an IRI or blank node" : "a literal");
  }
  return RHUMB_ERR_VALUE;
}

/// Decide what the predicate is here, ANNOTATION, DATA or OBJECT
static RhumbStatus
use_predicate(RhumbDeclarer *const declarer,
              const RhumbQuad *const quad,
              unsigned *const kind)
{
  Name *const name = name_of(declarer, quad->predicate.text);
  const bool literal = quad->object.kind == RHUMB_TERM_LITERAL;
  const unsigned fits = literal ? DATA : OBJECT;
  const unsigned other = literal ? OBJECT : DATA;
  const bool annotates =
      (name->declared & ANNOTATION) || (!(name->declared & (DATA | OBJECT)) &&
                                        is_annotating(quad->predicate.text));
  *kind = annotates ? ANNOTATION : fits;
  if (!annotates && !(name->declared & fits) &&
      ((name->declared | name->used) & other)) {
    return fail_kind(declarer, name, quad, other);
  }
  if (!name->used) {
    name->first_use = rhumb_quad_loc(quad);
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
    name_of(declarer, iri)->used |= DATATYPE;
    return;
  }
  if (!is_owl_datatype(iri)) {
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
    name_of(declarer, type->text)->used |= CLASS;
  }
  if (is_individual(&quad->subject) &&
      !mark_individual(declarer, quad->subject.text, true)) {
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
  unsigned kind = is_identity(quad->predicate.text) ? OBJECT : 0;
  if (!is_built_in(quad->predicate.text)) {
    RHUMB_TRY(use_predicate(declarer, quad, &kind));
  }
  if (quad->object.kind == RHUMB_TERM_LITERAL) {
    use_datatype(declarer, quad);
  }
  if (kind & (OBJECT | DATA) && is_individual(&quad->subject)) {
    (void)mark_individual(declarer, quad->subject.text, false);
  }
  if (kind == OBJECT && is_individual(&quad->object)) {
    (void)mark_individual(declarer, quad->object.text, false);
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_declarer_put(RhumbDeclarer *const declarer, const RhumbQuad *const quad)
{
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

/// Declare each of `iris` to be a `type`, in their order
static RhumbStatus
declare_sorted(const RhumbDeclarer *const declarer,
               RhumbStr *const iris,
               const size_t count,
               const char *const type)
{
  if (count) {
    qsort(iris, count, sizeof(*iris), compare_iris);
  }
  for (size_t i = 0; i < count; ++i) {
    RHUMB_TRY(put_type(declarer, iris[i], type, &declarer->ontology->loc));
  }
  return RHUMB_OK;
}

static RhumbStatus
declare_names(const RhumbDeclarer *const declarer,
              const unsigned kind,
              const char *const type)
{
  RhumbStr *iris = NULL;
  size_t count = 0;
  size_t cap = 0;
  for (size_t i = 0; i < declarer->names.count; ++i) {
    const Name *const name = &declarer->about[i];
    if ((name->used & kind) && !(name->declared & kind)) {
      iris = (RhumbStr *)rhumb_xgrow(iris, count, &cap, sizeof(RhumbStr));
      iris[count++] = declarer->names.keys[i];
    }
  }
  const RhumbStatus status = declare_sorted(declarer, iris, count, type);
  free(iris);
  return status;
}

static RhumbStatus
declare_individuals(const RhumbDeclarer *const declarer)
{
  RhumbStr *iris = NULL;
  size_t count = 0;
  size_t cap = 0;
  for (size_t i = 0; i < declarer->individuals.count; ++i) {
    if (!declarer->declared[i]) {
      iris = (RhumbStr *)rhumb_xgrow(iris, count, &cap, sizeof(RhumbStr));
      iris[count++] = declarer->individuals.keys[i];
    }
  }
  const RhumbStatus status =
      declare_sorted(declarer, iris, count, RHUMB_OWL "NamedIndividual");
  free(iris);
  return status;
}

RhumbStatus
rhumb_declarer_finish(RhumbDeclarer *const declarer,
                      const RhumbDiag *const diag)
{
  declarer->diag = diag;
  // The first five declarations name each kind once
  for (size_t i = 0; i < 5; ++i) {
    RHUMB_TRY(
        declare_names(declarer, declarations[i].kind, declarations[i].iri));
  }
  return declare_individuals(declarer);
}

void
rhumb_declarer_close(RhumbDeclarer *const declarer)
{
  if (declarer) {
    rhumb_table_free(&declarer->names);
    rhumb_table_free(&declarer->individuals);
    free(declarer->about);
    free(declarer->declared);
    free(declarer);
  }
}

// Shipping ---------------------------------------------------------------

static RhumbStr
name_in_path(const char *const path)
{
  const char *const slash = strrchr(path, '/');
  return rhumb_str(slash ? slash + 1 : path);
}

/// Choose a name for the copy of an import that no other file has: the data
/// may be called like the ontology
static RhumbStr
copy_name(RhumbArena *const arena,
          const RhumbCatalog *const taken,
          const char *const path)
{
  const RhumbStr name = name_in_path(path);
  RhumbStr chosen = rhumb_str_format(arena, "import-%.*s", RHUMB_FMT(name));
  for (size_t i = 0, n = 1; i < taken->count; ++i) {
    if (rhumb_str_equal(taken->items[i].path, chosen)) {
      chosen = rhumb_str_format(arena, "import-%zu-%.*s", ++n, RHUMB_FMT(name));
      i = SIZE_MAX; // From the start
    }
  }
  return chosen;
}

static RhumbStatus
write_file(RhumbOutputs *const outputs,
           RhumbArena *const arena,
           const char *const dir,
           const RhumbStr name,
           const RhumbStr text,
           const RhumbDiag *const diag)
{
  RhumbOutput *output = NULL;
  const RhumbStr path = rhumb_path_join(arena, rhumb_str(dir), name);
  RHUMB_TRY(rhumb_outputs_open(&output, outputs, path.data, diag));
  rhumb_output_put(output, text);
  return RHUMB_OK;
}

static RhumbStatus
ship(const RhumbImports *const imports,
     RhumbArena *const arena,
     RhumbCatalog *const catalog,
     RhumbOutputs *const outputs,
     const char *const dir,
     const RhumbDiag *const diag)
{
  for (size_t i = 0; i < imports->count; ++i) {
    const RhumbImport *const import = &imports->items[i];
    const RhumbStr name = copy_name(arena, catalog, import->text->name);
    RHUMB_TRY(write_file(outputs, arena, dir, name, import->text->text, diag));
    catalog->items = (RhumbCatalogEntry *)rhumb_xgrow(
        catalog->items, catalog->count, &catalog->cap, sizeof(*catalog->items));
    catalog->items[catalog->count++] = (RhumbCatalogEntry){import->iri, name};
  }
  RhumbBuf text = {0};
  rhumb_catalog_write(&text, catalog);
  const RhumbStatus status = write_file(outputs,
                                        arena,
                                        dir,
                                        RHUMB_STR("catalog-v001.xml"),
                                        rhumb_buf_str(&text),
                                        diag);
  rhumb_buf_free(&text);
  return status;
}

RhumbStatus
rhumb_ontology_ship(const RhumbOntology *const ontology,
                    RhumbOutputs *const outputs,
                    const char *const dir,
                    const RhumbDiag *const diag)
{
  if (!ontology->n_imports) {
    return RHUMB_OK;
  }
  RhumbArena arena = {0};
  RhumbImports imports = {0};
  RhumbCatalog catalog = {0};
  RhumbStatus status =
      rhumb_imports_read(&imports, &arena, ontology, NULL, diag);
  if (status == RHUMB_OK) {
    status = ship(&imports, &arena, &catalog, outputs, dir, diag);
  }
  rhumb_catalog_free(&catalog);
  free(imports.items);
  rhumb_arena_free(&arena);
  return status;
}

// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/known.h"
#include "term/vocabulary.h"

#define SKOS    "http://www.w3.org/2004/02/skos/core#"
#define SHACL   "http://www.w3.org/ns/shacl#"
#define DCTERMS "http://purl.org/dc/terms/"

/// An IRI, and what was probably meant
typedef struct {
  const char *name;
  const char *near; ///< Empty: nothing is wrong with it; NULL: none is near
} Name;

// clang-format off
static Name names[] = {
    {RHUMB_RDF "type", ""},
    {RHUMB_RDF "_1", ""},
    {RHUMB_RDF "_27", ""},
    {RHUMB_RDF "reifies", ""},
    {RHUMB_RDF, ""},
    {RHUMB_RDFS "label", ""},
    {RHUMB_RDFS "Class", ""},
    {RHUMB_OWL "NamedIndividual", ""},
    {SKOS "prefLabel", ""},
    {SHACL "NodeShape", ""},
    {SHACL "in", ""},
    {SHACL "ClassConstraintComponent-class", ""},
    {SHACL "somethingNew", ""},
    {DCTERMS "ISO639-2", ""},
    {DCTERMS "Location", ""},
    {RHUMB_XSD "date", ""},
    {RHUMB_XSD "minInclusive", ""},
    {"http://example.org/label", ""},
    {"http://purl.org/dc/elements/1.1/titel", ""},
    {"http://www.w3.org/2008/05/skos-xl#prefLabell", ""},

    {RHUMB_RDFS "lable", "rdfs:label"},
    {RHUMB_RDFS "Label", "rdfs:label"},
    {RHUMB_RDFS "subclassOf", "rdfs:subClassOf"},
    {RHUMB_RDFS "type", "rdf:type"},
    {RHUMB_RDFS "sameAs", "owl:sameAs"},
    {RHUMB_RDFS "class", "rdfs:Class"},
    {RHUMB_RDFS "whatever", NULL},
    {RHUMB_RDF "label", "rdfs:label"},
    {RHUMB_RDF "lable", "rdfs:label"},
    {RHUMB_RDF "Class", "rdfs:Class"},
    {RHUMB_RDF "Type", "rdf:type"},
    {RHUMB_RDF "tpye", "rdf:type"},
    {RHUMB_RDF "_", NULL},
    {RHUMB_RDF "_0", NULL},
    {RHUMB_RDF "_1a", NULL},
    {RHUMB_OWL "Clas", "owl:Class"},
    {RHUMB_OWL "class", "owl:Class"},
    {RHUMB_OWL "sameas", "owl:sameAs"},
    {RHUMB_OWL "Individual", NULL},
    {RHUMB_OWL "label", "rdfs:label"},
    {SKOS "prefLabl", "skos:prefLabel"},
    {SKOS "preflabel", "skos:prefLabel"},
    {SKOS "label", "rdfs:label"},
    {SHACL "minCont", "sh:minCount"},
    {SHACL "nodeshape", "sh:NodeShape"},
    {DCTERMS "titel", "dcterms:title"},
    {DCTERMS "Title", "dcterms:title"},
    {DCTERMS "prefLabel", "skos:prefLabel"},
    {RHUMB_XSD "Integer", "xsd:integer"},
    {"https://www.w3.org/2001/XMLSchema#date", "xsd:date"},
    {"https://www.w3.org/2000/01/rdf-schema#lable", "rdfs:label"},
    {"https://example.org/date", ""},
    {"h", ""},
};
// clang-format on

static void
test_name(void **const state)
{
  const Name *const c = (const Name *)*state;
  RhumbArena arena = {0};
  RhumbUnknownName unknown = {0};
  const bool is_unknown =
      rhumb_name_is_unknown(&unknown, &arena, rhumb_str(c->name));
  assert_int_equal(is_unknown, !c->near || c->near[0]);
  if (is_unknown && c->near) {
    assert_non_null(unknown.near);
    assert_string_equal(unknown.near, c->near);
  } else if (is_unknown) {
    assert_null(unknown.near);
  }
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("known names", names, test_name);
  return failed;
}

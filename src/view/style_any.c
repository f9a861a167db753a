// SPDX-License-Identifier: ISC

/// @file style_any.c  The view that is drawn when the rules have none.

#include "base/list.h"
#include "term/vocabulary.h"
#include "view/style_impl.h"

#define NAME(iri)              \
  {                            \
    {(iri), sizeof(iri) - 1U}, \
    {                          \
      NULL, 0, 0, 0            \
    }                          \
  }
#define NAMES(array)            \
  {                             \
    (array), RHUMB_COUNT(array) \
  }

#define SKOS    "http://www.w3.org/2004/02/skos/core#"
#define FOAF    "http://xmlns.com/foaf/0.1/"
#define SCHEMA  "https://schema.org/"
#define SCHEMA1 "http://schema.org/"
#define DCTERMS "http://purl.org/dc/terms/"
#define DC      "http://purl.org/dc/elements/1.1/"

static const RhumbIri any_languages[] = {NAME("en"), NAME(""), NAME("*")};

static const RhumbIri any_labels[] = {
    NAME(SKOS "prefLabel"),
    NAME(RHUMB_RDFS "label"),
    NAME(FOAF "name"),
    NAME(SCHEMA "name"),
    NAME(SCHEMA1 "name"),
    NAME(DCTERMS "title"),
    NAME(DC "title"),
};

static const RhumbIri any_links[] = {
    NAME(SCHEMA "url"),
    NAME(SCHEMA1 "url"),
    NAME(FOAF "homepage"),
    NAME(FOAF "page"),
    NAME(RHUMB_RDFS "seeAlso"),
};

static const RhumbIri statement_class[] = {NAME(RHUMB_RDF "Statement")};
static const RhumbIri statement_from[] = {NAME(RHUMB_RDF "subject")};
static const RhumbIri statement_via[] = {NAME(RHUMB_RDF "predicate")};
static const RhumbIri statement_to[] = {NAME(RHUMB_RDF "object")};
static const RhumbIri axiom_class[] = {NAME(RHUMB_OWL "Axiom")};
static const RhumbIri axiom_from[] = {NAME(RHUMB_OWL "annotatedSource")};
static const RhumbIri axiom_via[] = {NAME(RHUMB_OWL "annotatedProperty")};
static const RhumbIri axiom_to[] = {NAME(RHUMB_OWL "annotatedTarget")};
static const RhumbIri any_show[] = {
    NAME(DCTERMS "source"),
    NAME(DC "source"),
};

static const RhumbCollapse any_collapses[] = {
    {.rule = {.of = NAMES(statement_class)},
     .from = NAMES(statement_from),
     .to = NAMES(statement_to),
     .via = NAMES(statement_via),
     .show = NAMES(any_show)},
    {.rule = {.of = NAMES(axiom_class)},
     .from = NAMES(axiom_from),
     .to = NAMES(axiom_to),
     .via = NAMES(axiom_via),
     .show = NAMES(any_show)},
};

const RhumbView rhumb_view_any = {
    .languages = NAMES(any_languages),
    .labels = NAMES(any_labels),
    .links = NAMES(any_links),
    .collapse = NAMES(any_collapses),
    .limit = 1500,
    .is_default = true,
};

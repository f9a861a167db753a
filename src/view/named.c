// SPDX-License-Identifier: ISC

/// @file named.c  The names in a view, held against what there is.

#include "view/named.h"

#include "base/near.h"
#include "owl/vocabulary.h"
#include "term/vocabulary.h"
#include "view/graph_impl.h"
#include "view/style_impl.h"

#include <stdlib.h>

/// So many names are compared with one that there is not
enum { MAX_CANDIDATES = 20000 };

// Names that there are --------------------------------------------------------

/// What a statement makes of its subject, property and object
typedef struct {
  unsigned subject, property, object;
} Told;

static Told
told_by(const RhumbStr property, const RhumbStr object)
{
  Told told = {RHUMB_NAMED_NODE, RHUMB_NAMED_PROPERTY, RHUMB_NAMED_NODE};
  if (rhumb_str_is(property, RHUMB_RDF_TYPE)) {
    const unsigned kind = rhumb_vocabulary_kind(object);
    told.object |= RHUMB_NAMED_CLASS;
    told.subject |= kind & RHUMB_IS_CLASS      ? RHUMB_NAMED_CLASS
                    : kind & RHUMB_IS_PROPERTY ? RHUMB_NAMED_PROPERTY
                                               : 0U;
  } else if (rhumb_str_is(property, RHUMB_RDFS "subClassOf")) {
    told.subject |= RHUMB_NAMED_CLASS;
    told.object |= RHUMB_NAMED_CLASS;
  } else if (rhumb_str_is(property, RHUMB_RDFS "subPropertyOf")) {
    told.subject |= RHUMB_NAMED_PROPERTY;
    told.object |= RHUMB_NAMED_PROPERTY;
  }
  return told;
}

void
rhumb_glossary_add(RhumbGlossary *const names,
                   const RhumbStr iri,
                   const unsigned kinds)
{
  const uint32_t number = rhumb_table_add(&names->iris, iri);
  if (number == names->kinds.count) {
    RHUMB_PUSH(&names->kinds, 0U);
  }
  names->kinds.items[number] |= kinds;
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  RhumbGlossary *const names = (RhumbGlossary *)handle;
  const Told told = told_by(quad->predicate.text, quad->object.text);
  if (quad->subject.kind == RHUMB_TERM_IRI) {
    rhumb_glossary_add(names, quad->subject.text, told.subject);
  }
  rhumb_glossary_add(names, quad->predicate.text, told.property);
  if (quad->object.kind == RHUMB_TERM_IRI) {
    rhumb_glossary_add(names, quad->object.text, told.object);
  }
  return RHUMB_OK;
}

RhumbQuadHandler
rhumb_glossary_handler(RhumbGlossary *const names)
{
  return (RhumbQuadHandler){put, names};
}

void
rhumb_glossary_free(RhumbGlossary *const names)
{
  rhumb_table_free(&names->iris);
  free(names->kinds.items);
  *names = (RhumbGlossary){0};
}

// The check -------------------------------------------------------------------

typedef struct {
  const RhumbIndex *index;
  const unsigned char *kinds; ///< Of the graph's resources, by rank
  const RhumbGlossary *others;
  unsigned wanted;
  const RhumbView *view;
  const RhumbPrefixes *prefixes;
  const RhumbDiag *diag;
  RhumbArena arena;
  RhumbTable said;                         ///< A name behind its kind
  const char **near[RHUMB_NAMED_NODE + 1]; ///< Candidates of a kind; NULL: they
                                           ///< have not been asked for
  size_t n_unknown;
} Check;

/// What each resource of the graph is
static const unsigned char *
find_kinds(RhumbArena *const arena, const RhumbIndex *const index)
{
  unsigned char *const kinds =
      RHUMB_NEW(arena, unsigned char, index->n_resources + 1);
  for (size_t i = 0; i < index->n_quads; ++i) {
    const RhumbRankedQuad *const quad = &index->quads[i];
    const Told told =
        told_by(index->terms[quad->p].text, index->terms[quad->o].text);
    kinds[quad->s] |= (unsigned char)told.subject;
    kinds[quad->p] |= (unsigned char)told.property;
    if (quad->o < index->n_resources) {
      kinds[quad->o] |= (unsigned char)told.object;
    }
  }
  return kinds;
}

/// True for a name of a vocabulary that views name in case the data has it
static bool
is_common(const RhumbStr iri)
{
  static const char *const spaces[] = {
      RHUMB_RDF,
      RHUMB_RDFS,
      RHUMB_OWL,
      RHUMB_XSD,
      "http://www.w3.org/2004/02/skos/core#",
      "http://purl.org/dc/terms/",
      "http://purl.org/dc/elements/1.1/",
      "http://xmlns.com/foaf/0.1/",
      "http://schema.org/",
      "https://schema.org/",
      "http://www.w3.org/ns/prov#",
  };
  for (size_t i = 0; i < RHUMB_COUNT(spaces); ++i) {
    if (rhumb_str_starts(iri, rhumb_str(spaces[i]))) {
      return true;
    }
  }
  return false;
}

/// True if statements are collapsed to edges of the property
static bool
is_made(const RhumbView *const view, const RhumbStr iri)
{
  for (size_t i = 0; i < view->collapse.count; ++i) {
    const RhumbIris made = view->collapse.items[i].property;
    for (size_t k = 0; k < made.count; ++k) {
      if (rhumb_str_equal(made.items[k].text, iri)) {
        return true;
      }
    }
  }
  return false;
}

static bool
is_known(const Check *const check, const RhumbStr iri, const RhumbNameKind kind)
{
  const uint32_t rank = rhumb_index_iri(check->index, iri);
  if (rank != RHUMB_NO_TERM && (check->kinds[rank] & kind)) {
    return true;
  }
  const uint32_t number = rhumb_table_find(&check->others->iris, iri);
  return (number != RHUMB_TABLE_NONE &&
          (check->others->kinds.items[number] & kind)) ||
         is_common(iri) ||
         (kind == RHUMB_NAMED_PROPERTY && is_made(check->view, iri));
}

static const char *
shorten(Check *const check, const RhumbStr iri)
{
  RhumbBuf out = {0};
  rhumb_prefixes_shorten(check->prefixes, &out, iri);
  const char *const name =
      rhumb_str_copy(&check->arena, rhumb_buf_str(&out)).data;
  rhumb_buf_free(&out);
  return name;
}

/// Return the names of the kind
static const char **
list_names(Check *const check, const RhumbNameKind kind)
{
  const RhumbGlossary *const others = check->others;
  const char **const names =
      RHUMB_NEW(&check->arena, const char *, MAX_CANDIDATES + 1);
  size_t count = 0;
  for (size_t i = 0; i < others->kinds.count && count < MAX_CANDIDATES; ++i) {
    if (others->kinds.items[i] & kind) {
      names[count++] = shorten(check, others->iris.keys[i]);
    }
  }
  for (size_t i = 0; i < check->index->n_iris && count < MAX_CANDIDATES; ++i) {
    if (check->kinds[i] & kind) {
      names[count++] = shorten(check, check->index->terms[i].text);
    }
  }
  return names;
}

/// Return the name of the kind that is nearest to `name`, or NULL
static const char *
find_near(Check *const check, const char *const name, const RhumbNameKind kind)
{
  if (!check->near[kind]) {
    check->near[kind] = list_names(check, kind);
  }
  return rhumb_near(rhumb_str(name), check->near[kind]);
}

static void
check_one(Check *const check,
          const RhumbIri *const name,
          const RhumbNameKind kind)
{
  if (!(check->wanted & kind) || !name->loc.text ||
      is_known(check, name->text, kind)) {
    return;
  }
  const RhumbStr key = rhumb_str_format(
      &check->arena, "%d %.*s", (int)kind, RHUMB_FMT(name->text));
  const size_t n_said = check->said.count;
  if (rhumb_table_add(&check->said, key) < n_said) {
    return;
  }
  ++check->n_unknown;
  if (check->diag->report) {
    const char *const brief = shorten(check, name->text);
    rhumb_warn_near(check->diag,
                    name->loc,
                    find_near(check, brief, kind),
                    kind == RHUMB_NAMED_CLASS ? "nothing is of the class \"%s\""
                    : kind == RHUMB_NAMED_PROPERTY
                        ? "nothing has the property \"%s\""
                        : "nothing is called \"%s\"",
                    brief);
  }
}

static void
check_list(Check *const check, const RhumbIris names, const RhumbNameKind kind)
{
  for (size_t i = 0; i < names.count; ++i) {
    check_one(check, &names.items[i], kind);
  }
}

/// Keys that list names
static const struct {
  size_t offset;
  RhumbNameKind kind;
} lists[] = {
    {offsetof(RhumbView, labels), RHUMB_NAMED_PROPERTY},
    {offsetof(RhumbView, cluster), RHUMB_NAMED_PROPERTY},
    {offsetof(RhumbView, details), RHUMB_NAMED_PROPERTY},
    {offsetof(RhumbView, links), RHUMB_NAMED_PROPERTY},
    {offsetof(RhumbView, hide_classes), RHUMB_NAMED_CLASS},
    {offsetof(RhumbView, hide_properties), RHUMB_NAMED_PROPERTY},
    {offsetof(RhumbView, hide_nodes), RHUMB_NAMED_NODE},
    {offsetof(RhumbView, only_classes), RHUMB_NAMED_CLASS},
    {offsetof(RhumbView, only_properties), RHUMB_NAMED_PROPERTY},
};

static void
check_when(Check *const check, const RhumbWhens *const when)
{
  for (size_t i = 0; i < when->count; ++i) {
    const RhumbWhen *const one = &when->items[i];
    check_one(check, &one->property, RHUMB_NAMED_PROPERTY);
    for (size_t k = 0; k < one->n_values; ++k) {
      if (one->values[k].is_iri) {
        check_one(check, &one->values[k].value, RHUMB_NAMED_NODE);
      }
    }
  }
}

static void
check_rules(Check *const check)
{
  const RhumbView *const view = check->view;
  for (size_t i = 0; i < view->nodes.count; ++i) {
    check_list(check, view->nodes.items[i].of, RHUMB_NAMED_CLASS);
    check_list(check, view->nodes.items[i].nodes, RHUMB_NAMED_NODE);
  }
  for (size_t i = 0; i < view->edges.count; ++i) {
    check_list(check, view->edges.items[i].of, RHUMB_NAMED_PROPERTY);
  }
  for (size_t i = 0; i < view->collapse.count; ++i) {
    const RhumbCollapse *const collapse = &view->collapse.items[i];
    const RhumbIris properties[] = {collapse->from,
                                    collapse->to,
                                    collapse->show,
                                    collapse->by,
                                    collapse->sources};
    check_list(check, collapse->rule.of, RHUMB_NAMED_CLASS);
    check_when(check, &collapse->when);
    for (size_t k = 0; k < RHUMB_COUNT(properties); ++k) {
      check_list(check, properties[k], RHUMB_NAMED_PROPERTY);
    }
  }
}

size_t
rhumb_view_check_names(const RhumbView *const view,
                       RhumbGraph *const graph,
                       const RhumbGlossary *const others,
                       const unsigned kinds,
                       const RhumbPrefixes *const prefixes,
                       const RhumbDiag *const diag)
{
  Check check = {.index = rhumb_graph_index(graph),
                 .others = others,
                 .wanted = kinds,
                 .view = view,
                 .prefixes = prefixes,
                 .diag = diag};
  check.kinds = find_kinds(&check.arena, check.index);
  check_rules(&check);
  for (size_t i = 0; i < RHUMB_COUNT(lists); ++i) {
    const char *const at = (const char *)view + lists[i].offset;
    check_list(&check, *(const RhumbIris *)(const void *)at, lists[i].kind);
  }
  if (kinds & RHUMB_NAMED_FOCUS) {
    check_list(&check, view->focus, RHUMB_NAMED_NODE);
  }
  rhumb_table_free(&check.said);
  rhumb_arena_free(&check.arena);
  return check.n_unknown;
}

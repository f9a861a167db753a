// SPDX-License-Identifier: ISC

/// @file graph.h  What the targets that draw share: quads in few bytes, views,
/// the map that they make, and a drawing of it such as Graphviz makes.

#ifndef RHUMB_TESTS_FUZZ_GRAPH_H
#define RHUMB_TESTS_FUZZ_GRAPH_H

#include "data.h"

#include "term/iri.h"
#include "view/draw.h"
#include "view/graph_impl.h"
#include "view/map.h"
#include "view/select.h"
#include "view/style_impl.h"
#include "yaml/tree.h"

// Quads -----------------------------------------------------------------------

#define EX     "http://example.org/"
#define SCHEMA "https://schema.org/"

/// Short words for what views look at; another word is a name in EX
static const struct {
  const char *word, *iri;
} fuzz_words[] = {
    {"a", RHUMB_RDF "type"},
    {"l", RHUMB_RDFS "label"},
    {"c", RHUMB_RDFS "comment"},
    {"<", RHUMB_RDFS "subClassOf"},
    {"<<", RHUMB_RDFS "subPropertyOf"},
    {"S", RHUMB_RDF "Statement"},
    {"s", RHUMB_RDF "subject"},
    {"p", RHUMB_RDF "predicate"},
    {"o", RHUMB_RDF "object"},
    {"C", RHUMB_OWL "Class"},
    {"P", RHUMB_OWL "ObjectProperty"},
    {"u", SCHEMA "url"},
    {"d", "http://purl.org/dc/terms/source"},
};

/// True for what may stand behind "@": terms have no other
static inline bool
fuzz_is_language(const RhumbStr text)
{
  bool is_one = text.len > 0;
  for (size_t i = 0; i < text.len; ++i) {
    is_one =
        is_one && (rhumb_is_alphanumeric(text.data[i]) || text.data[i] == '-');
  }
  return is_one;
}

/// Make a term of a word: `"text` or `"text@en` a literal, `_x` a blank node,
/// `=iri` a whole IRI
static inline RhumbTerm
fuzz_term(RhumbArena *const arena, const RhumbStr word)
{
  const char first = (char)(word.len ? word.data[0] : '\0');
  const RhumbStr rest = rhumb_str_from(word, word.len > 0);
  if (first == '"') {
    const size_t at = rhumb_str_last(rest, "@");
    return at && fuzz_is_language(rhumb_str_from(rest, at))
               ? (RhumbTerm){.kind = RHUMB_TERM_LITERAL,
                             .text = rhumb_str_slice(rest, 0, at - 1),
                             .language = rhumb_str_from(rest, at)}
               : (RhumbTerm){.kind = RHUMB_TERM_LITERAL, .text = rest};
  }
  if (first == '_') {
    return (RhumbTerm){.kind = RHUMB_TERM_BLANK, .text = rest};
  }
  for (size_t i = 0; i < RHUMB_COUNT(fuzz_words); ++i) {
    if (rhumb_str_is(word, fuzz_words[i].word)) {
      return rhumb_iri(rhumb_str(fuzz_words[i].iri));
    }
  }
  return rhumb_iri(first == '=' ? rest
                                : rhumb_str_join(arena, RHUMB_STR(EX), word));
}

/// True for a term such as graphs get: IRIs are valid, labels are not empty
static inline bool
fuzz_is_term(const RhumbTerm *const term)
{
  return (term->kind != RHUMB_TERM_IRI || rhumb_iri_valid(term->text, NULL)) &&
         (term->kind != RHUMB_TERM_BLANK || term->text.len);
}

/// Make a quad of words between tabs; false if they make none
static inline bool
fuzz_quad(RhumbQuad *const quad, RhumbArena *const arena, RhumbStr line)
{
  *quad = (RhumbQuad){.subject = fuzz_term(arena, rhumb_str_cut(&line, '\t'))};
  quad->predicate = fuzz_term(arena, rhumb_str_cut(&line, '\t'));
  quad->object = fuzz_term(arena, rhumb_str_cut(&line, '\t'));
  if (line.len) {
    quad->graph = fuzz_term(arena, line);
  }
  return quad->subject.kind != RHUMB_TERM_LITERAL &&
         quad->predicate.kind == RHUMB_TERM_IRI &&
         quad->graph.kind != RHUMB_TERM_LITERAL &&
         fuzz_is_term(&quad->subject) && fuzz_is_term(&quad->predicate) &&
         fuzz_is_term(&quad->object) && fuzz_is_term(&quad->graph);
}

/// Put the quads of the lines into a new graph, or from the last line to the
/// first
static inline RhumbGraph *
fuzz_graph(RhumbArena *const arena, const RhumbStr lines, const bool backward)
{
  RhumbGraph *const graph = rhumb_graph_new();
  RHUMB_LIST(RhumbQuad) quads = {0};
  for (RhumbStr rest = lines; rest.len;) {
    RhumbQuad quad;
    if (fuzz_quad(&quad, arena, rhumb_str_cut(&rest, '\n'))) {
      RHUMB_PUSH(&quads, quad);
    }
  }
  for (size_t i = 0; i < quads.count; ++i) {
    const size_t at = backward ? quads.count - 1 - i : i;
    HOLDS(rhumb_graph_put(graph, &quads.items[at]) == RHUMB_OK);
  }
  free(quads.items);
  return graph;
}

// Names -----------------------------------------------------------------------

/// True if `name` is one of `words`, which end with NULL. Few letters are
/// compared: it is asked of every element, and sanitizers make strcmp() slow
static inline bool
fuzz_is_known(const char *const *const words, const char *const name)
{
  size_t i = 0;
  while (words[i] && (words[i][0] != name[0] || strcmp(words[i], name) != 0)) {
    ++i;
  }
  return words[i] != NULL;
}

// Views -----------------------------------------------------------------------

static const char *const fuzz_views[] = {
    NULL, // For any RDF
    "nodes: [{class: ex:T, shape: hexagon, fill: red, legend: Tee}, {class: "
    "ex:U, legend: '<b>'}], edges: [{property: ex:q, label: 'q & r', color: "
    "blue, width: 2}, {property: ex:r, label: '', style: dashed, arrow: both}]",
    "collapse: [{class: ex:A, from: ex:f, to: ex:t, show: [ex:b, "
    "dcterms:source]"
    ", by: ex:w, label: said}], details: [rdfs:comment, ex:d], link: "
    "schema:url",
    "cluster: {by: ex:m}, layout: dot, direction: TB, language: [cs, en, '*'], "
    "label: [ex:n, rdfs:label]",
    "focus: {nodes: [ex:x], hops: 1}, hide: {classes: ex:H, properties: ex:h, "
    "nodes: ex:z, degree-over: 3}",
    "only: {classes: [ex:T, ex:U], properties: [ex:q]}, limit: 3, title: 'A < "
    "B', description: '&'",
    "cluster: {by: rdf:type}, layout: fdp, limit: 5",
};

/// Read them once, for all inputs
static inline const RhumbView *
fuzz_view(const size_t number)
{
  static const RhumbView *read[RHUMB_COUNT(fuzz_views)];
  static RhumbArena arena;
  if (fuzz_views[number] && !read[number]) {
    RhumbBuf reports = {0};
    const RhumbDiag diag = {fuzz_keep_report, &reports};
    RhumbExternals externals = {0};
    RhumbPrefixes prefixes = {.arena = &arena};
    const RhumbYamlContext context = {.arena = &arena,
                                      .diag = &diag,
                                      .externals = &externals,
                                      .prefixes = &prefixes};
    RhumbText *const text = RHUMB_NEW(&arena, RhumbText, 1);
    *text = (RhumbText){
        "views.yml", rhumb_str_format(&arena, "v: {%s}\n", fuzz_views[number])};
    const RhumbYaml *node = NULL;
    RhumbViews *views = NULL;
    (void)rhumb_prefixes_add(
        &prefixes, RHUMB_STR("ex"), RHUMB_STR(EX), (RhumbLoc){0});
    const bool is_read =
        rhumb_yaml_read(&node, &arena, text, &diag) == RHUMB_OK &&
        rhumb_views_read(&views, &context, node) == RHUMB_OK;
    if (!is_read) {
      fuzz_fail(rhumb_buf_cstr(&reports), __FILE__, __LINE__);
    }
    rhumb_buf_free(&reports);
    read[number] = rhumb_views_at(views, 0);
  }
  return fuzz_views[number] ? read[number] : &rhumb_view_any;
}

/// Make the map of a graph; false if there is none, which was reported
static inline bool
fuzz_map(RhumbMap *const map,
         RhumbArena *const arena,
         RhumbGraph *const graph,
         const RhumbView *const view)
{
  static const RhumbPrefixes none;
  RhumbBuf reports = {0};
  const RhumbDiag diag = {fuzz_keep_report, &reports};
  const RhumbIndex *const index = rhumb_graph_index(graph);
  const RhumbNamer namer = rhumb_namer_new(arena, index, view, &none);
  RhumbSelection selection;
  *map = (RhumbMap){0};
  const RhumbStatus status =
      rhumb_select(&selection, index, view, &namer, NULL, &diag);
  HOLDS(status == RHUMB_OK || reports.len);
  if (status == RHUMB_OK) {
    rhumb_map_make(map, &selection);
  }
  rhumb_selection_free(&selection);
  rhumb_buf_free(&reports);
  return status == RHUMB_OK;
}

#endif // RHUMB_TESTS_FUZZ_GRAPH_H

// SPDX-License-Identifier: ISC

/// @file graph.c  The rules' own graph: nodes with their statements, each
/// with its place.

#include "rml/rml_impl.h"

#include "term/fingerprint.h"
#include "term/rdf.h"

#include <stdlib.h>

/// A statement that its subject does not have yet
typedef struct {
  RhumbRmlNode *subject;
  RhumbRmlStatement said;
} Triple;

/// One file on its way into the graph
typedef struct {
  RhumbRmlGraph *graph;
  const RhumbText *text;
  size_t file;
  RhumbRmlPlaces places;
  RHUMB_LIST(Triple) triples; ///< In order
} Load;

static RhumbRmlNode *
new_node(Load *const load, const RhumbTerm *const term)
{
  RhumbRmlNode *const node = RHUMB_NEW(load->graph->arena, RhumbRmlNode, 1);
  node->term = rhumb_term_copy(load->graph->arena, term);
  node->name = node->term.text;
  node->text = load->text;
  node->at = RHUMB_RML_NOWHERE;
  if (term->kind == RHUMB_TERM_IRI) {
    node->name = rhumb_rml_rename(node->term.text, &node->era);
  }
  return node;
}

/// Return the node of a term; literals are nodes of their own each time
static RhumbRmlNode *
find_node(Load *const load, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_LITERAL) {
    return new_node(load, term);
  }

  RhumbRmlGraph *const graph = load->graph;
  const size_t known = graph->keys.count;
  RhumbBuf key = {0};
  if (term->kind == RHUMB_TERM_BLANK) {
    rhumb_buf_format(&key, "_%zu:", load->file);
  } else {
    rhumb_buf_putc(&key, '<');
  }
  rhumb_buf_put(&key, term->text);
  const uint32_t number = rhumb_table_add(&graph->keys, rhumb_buf_str(&key));
  rhumb_buf_free(&key);
  if (number < known) {
    return graph->nodes[number];
  }

  graph->nodes = (RhumbRmlNode **)rhumb_xgrow(
      graph->nodes, known, &graph->cap, sizeof(RhumbRmlNode *));
  graph->nodes[number] = new_node(load, term);
  return graph->nodes[number];
}

static RhumbStatus
load_triple(void *const handle, const RhumbQuad *const quad)
{
  Load *const load = (Load *)handle;
  RhumbRmlStatement triple = {.object = find_node(load, &quad->object)};
  triple.iri = rhumb_str_copy(load->graph->arena, quad->predicate.text);
  triple.name = rhumb_rml_rename(triple.iri, &triple.era);
  triple.loc = rhumb_quad_loc(quad);
  triple.loc.text = load->text;
  triple.loc.column = 0; // Where the parser was, not where the triple is
  triple.object_loc = triple.loc;
  triple.object_at = RHUMB_RML_NOWHERE;

  RHUMB_PUSH(&load->triples, (Triple){find_node(load, &quad->subject), triple});
  return RHUMB_OK;
}

/// True if a predicate can be what is written at `start`: their last letters
/// agree, as far as no escape stands between
static bool
agrees(const RhumbStr text, const size_t start, const RhumbStr iri)
{
  const char *const ends = text.data[start] == '<' ? ">" : " \t\r\n<[(\"'#";
  size_t end = start;
  while (end < text.len && !strchr(ends, text.data[end])) {
    ++end;
  }
  const RhumbStr word = rhumb_str_slice(text, start, end);
  const bool is_name =
      word.len && (word.data[0] == '<' || rhumb_str_has(word, ':'));
  return !is_name || !iri.len || rhumb_str_has(word, '\\') ||
         word.data[word.len - 1] == ':' ||
         word.data[word.len - 1] == iri.data[iri.len - 1];
}

/// True if the places are those of these triples
static bool
places_fit(const Load *const load)
{
  bool fit = load->places.whole && load->places.count == load->triples.count;
  for (size_t i = 0; fit && i < load->triples.count; ++i) {
    const RhumbRmlPlace *const place = &load->places.items[i];
    fit = place->predicate == place->object || // In a list, unwritten
          agrees(load->text->text,
                 place->predicate,
                 load->triples.items[i].said.iri);
  }
  return fit;
}

static void
place_triples(Load *const load)
{
  const bool fit = places_fit(load);
  for (size_t i = 0; fit && i < load->triples.count; ++i) {
    const RhumbRmlPlace *const place = &load->places.items[i];
    RhumbRmlNode *const subject = load->triples.items[i].subject;
    RhumbRmlStatement *const triple = &load->triples.items[i].said;
    triple->loc = rhumb_rml_places_loc(&load->places, place->predicate);
    triple->object_loc = rhumb_rml_places_loc(&load->places, place->object);
    triple->object_at = place->object;
    if (subject->at == RHUMB_RML_NOWHERE ||
        (subject->text == load->text && place->subject < subject->at)) {
      subject->text = load->text;
      subject->at = place->subject;
      subject->loc = rhumb_rml_places_loc(&load->places, place->subject);
    }
  }
}

/// True if `subject` does not say the same already: a graph is a set
static bool
is_new(RhumbRmlGraph *const graph,
       const RhumbRmlNode *const subject,
       const RhumbRmlStatement *const said)
{
  const RhumbTerm predicate = {.kind = RHUMB_TERM_IRI, .text = said->iri};
  const struct {
    const RhumbRmlNode *subject, *object; // Literals are nodes of their own
    RhumbFingerprint predicate, literal;
  } key = {
      subject,
      said->object->term.kind == RHUMB_TERM_LITERAL ? NULL : said->object,
      rhumb_term_fingerprint(&predicate),
      rhumb_term_fingerprint(&said->object->term),
  };
  const size_t known = graph->said.count;
  return rhumb_table_add(&graph->said,
                         (RhumbStr){(const char *)&key, sizeof(key)}) == known;
}

/// Give each triple to its subject
static void
keep_triples(Load *const load)
{
  for (size_t i = 0; i < load->triples.count; ++i) {
    RhumbRmlNode *const subject = load->triples.items[i].subject;
    const RhumbRmlStatement *const said = &load->triples.items[i].said;
    if (!is_new(load->graph, subject, said)) {
      continue;
    }
    subject->statements =
        (RhumbRmlStatement *)rhumb_xgrow(subject->statements,
                                         subject->count,
                                         &subject->cap,
                                         sizeof(RhumbRmlStatement));
    subject->statements[subject->count++] = *said;
    subject->loc = subject->loc.line ? subject->loc : said->loc;
    RhumbRmlNode *const object = said->object;
    object->loc = object->loc.line ? object->loc : said->object_loc;
  }
}

RhumbStatus
rhumb_rml_graph_read(RhumbRmlGraph *const graph,
                     const RhumbText *const text,
                     const size_t file,
                     RhumbPrefixes *const prefixes,
                     const RhumbDiag *const diag)
{
  Load load = {.graph = graph, .text = text, .file = file};
  const RhumbQuadHandler to = {load_triple, &load};
  rhumb_rml_places_read(&load.places, text);
  const RhumbStatus status =
      rhumb_rdf_read(text, "turtle", RHUMB_STR(""), prefixes, &to, diag);
  place_triples(&load);
  keep_triples(&load);
  graph->bases[file] = load.places.base;
  rhumb_rml_places_free(&load.places);
  free(load.triples.items);
  return status;
}

void
rhumb_rml_graph_free(RhumbRmlGraph *const graph)
{
  for (size_t i = 0; i < graph->keys.count; ++i) {
    free(graph->nodes[i]->statements);
  }
  free(graph->nodes);
  rhumb_table_free(&graph->keys);
  rhumb_table_free(&graph->said);
}

const RhumbRmlStatement *
rhumb_rml_find(const RhumbRmlNode *const node, const char *const name)
{
  for (size_t i = 0; i < node->count; ++i) {
    if (rhumb_str_is(node->statements[i].name, name)) {
      return &node->statements[i];
    }
  }
  return NULL;
}

const RhumbRmlStatement *
rhumb_rml_next(const RhumbRmlNode *const node,
               const RhumbRmlStatement *const said)
{
  const RhumbRmlStatement *next = said + 1;
  const RhumbRmlStatement *const end = node->statements + node->count;
  while (next < end && !rhumb_str_equal(next->name, said->name)) {
    ++next;
  }
  return next < end ? next : NULL;
}

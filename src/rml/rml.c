// SPDX-License-Identifier: ISC

/// @file rml.c  RML in Turtle, of both vocabularies, and R2RML, read into the
/// model.

#include "rml/rml_impl.h"

#include "base/list.h"
#include "term/iri.h"

#include <stdlib.h>

/// The nodes that are triples maps, in the order they are written
typedef struct {
  RhumbRmlNode **items;
  size_t count;
} Nodes;

/// Mark the functions, which look much like triples maps: they may have a
/// logical source, and the older ones have predicate object maps
static void
mark_functions(const RhumbRmlGraph *const graph)
{
  for (size_t i = 0; i < graph->keys.count; ++i) {
    const RhumbRmlNode *const node = graph->nodes[i];
    for (size_t j = 0; j < node->count; ++j) {
      const RhumbStr name = node->statements[j].name;
      if (rhumb_str_is(name, "functionValue") ||
          rhumb_str_is(name, "functionExecution")) {
        node->statements[j].object->executed = true;
      }
    }
  }
}

static bool
is_triples_map(const RhumbRmlNode *const node)
{
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (rhumb_str_is(said->name, "subjectMap") ||
        rhumb_str_is(said->name, "subject") ||
        (rhumb_str_is(said->name, "logicalSource") && !node->executed) ||
        (rhumb_str_is(said->iri, RHUMB_RDF_TYPE) &&
         said->object->era != RHUMB_RML_FOREIGN &&
         rhumb_str_ends(said->object->name, RHUMB_STR("TriplesMap")))) {
      return true;
    }
  }
  return false;
}

/// Order by file, then by place; nodes come by number, so equals keep theirs
static bool
is_before(const RhumbRmlNode *const a, const RhumbRmlNode *const b)
{
  return a->text == b->text && a->at < b->at;
}

static Nodes
find_maps(const RhumbRml *const rml)
{
  const RhumbRmlGraph *const graph = &rml->graph;
  Nodes out = {.items =
                   RHUMB_NEW(rml->arena, RhumbRmlNode *, graph->keys.count)};
  mark_functions(graph);
  for (size_t i = 0; i < graph->keys.count; ++i) {
    RhumbRmlNode *const node = graph->nodes[i];
    if (!is_triples_map(node)) {
      continue;
    }
    node->map = RHUMB_NEW(rml->arena, RhumbTriplesMap, 1);
    size_t at = out.count++;
    for (; at > 0 && is_before(node, out.items[at - 1]); --at) {
      out.items[at] = out.items[at - 1];
    }
    out.items[at] = node;
  }
  return out;
}

/// The vocabulary that a triples map is written in: one old word makes it old
static RhumbProfile
profile_of(const RhumbRmlNode *const node)
{
  for (size_t i = 0; i < node->count; ++i) {
    const RhumbRmlStatement *const said = &node->statements[i];
    if (said->era == RHUMB_RML_OLD ||
        (rhumb_str_is(said->iri, RHUMB_RDF_TYPE) &&
         said->object->era == RHUMB_RML_OLD)) {
      return RHUMB_CLASSIC;
    }
  }
  return RHUMB_CORE;
}

/// Decide which RML this is; all triples maps must agree
static void
choose_profile(RhumbRml *const rml, const Nodes *const maps)
{
  static const char *const names[] = {"the older RML", "RML Core"};
  const RhumbRmlNode *const first = maps->items[0];
  rml->profile = profile_of(first);
  if (rml->mapping->n_maps && rml->mapping->profile != rml->profile) {
    RHUMB_RML_UNSUPPORTED(
        rml,
        first->loc,
        "this triples map is in %s, the rules read before it are "
        "in %s or YARRRML; what they mean differs, so run them apart",
        names[rml->profile],
        names[rml->mapping->profile]);
  }
  for (size_t i = 1; i < maps->count; ++i) {
    const RhumbRmlNode *const node = maps->items[i];
    if (profile_of(node) != rml->profile) {
      RHUMB_RML_UNSUPPORTED(
          rml,
          node->loc,
          "this triples map is in %s, that on line %u of %s is in "
          "%s; what they mean differs, so write all in one",
          names[profile_of(node)],
          first->loc.line,
          first->text->name,
          names[rml->profile]);
      return;
    }
  }
  rml->mapping->profile = rml->profile;
}

/// Return an IRI without what people get wrong: its scheme, its last character
static RhumbStr
bare(RhumbStr iri)
{
  iri = rhumb_str_from(iri, rhumb_iri_web_scheme(iri));
  while (iri.len && strchr("/#", iri.data[iri.len - 1])) {
    --iri.len;
  }
  return iri;
}

/// Return the namespace of RML that `iri` nearly is, or NULL
static const char *
misspelt(const RhumbStr iri)
{
  static const char *const spaces[] = {RHUMB_RML, RHUMB_RR, RHUMB_RML_CLASSIC};
  for (size_t i = 0; i < RHUMB_COUNT(spaces); ++i) {
    if (!rhumb_str_is(iri, spaces[i]) &&
        rhumb_str_equal(bare(iri), bare(rhumb_str(spaces[i])))) {
      return spaces[i];
    }
  }
  return NULL;
}

/// Return where the IRI of a prefix stands, or else the place of the prefix
static RhumbLoc
place_of(RhumbArena *const arena, const RhumbPrefix *const prefix)
{
  const RhumbText *const text = prefix->loc.text;
  const RhumbStr written =
      rhumb_str_format(arena, "<%.*s>", RHUMB_FMT(prefix->iri));
  const size_t at = text ? rhumb_str_find(text->text, written, 0) : SIZE_MAX;
  return at == SIZE_MAX ? prefix->loc : rhumb_loc_at(text, at);
}

/// Report that there is nothing to run, and the namespace that is misspelt
static void
fail_empty(RhumbRml *const rml, const RhumbText *const text)
{
  const RhumbPrefixes *const prefixes = &rml->mapping->prefixes;
  for (size_t i = 0; i < prefixes->count; ++i) {
    const RhumbPrefix *const prefix = &prefixes->items[i];
    const char *const meant = misspelt(prefix->iri);
    if (meant) {
      rhumb_rml_keep(
          rml,
          rhumb_fail_near(rml->diag,
                          RHUMB_ERR_REFERENCE,
                          place_of(rml->arena, prefix),
                          meant,
                          "no triples map, and <%.*s> is no namespace "
                          "of RML",
                          RHUMB_FMT(prefix->iri)));
      return;
    }
  }
  RHUMB_RML_FAIL(rml,
                 ((RhumbLoc){.text = text, .line = 1, .column = 1}),
                 "no triples map in this file: nothing has %s; if it is "
                 "data, \"rhumb draw --rdf\" draws it",
                 rhumb_rml_word(rml, "subjectMap"));
}

/// In the older RML, `@base` is also what relative IRIs of the output begin
/// with
static void
set_base(RhumbRml *const rml,
         const RhumbText *const *const texts,
         const size_t n_texts,
         const Nodes *const maps)
{
  RhumbMapping *const mapping = rml->mapping;
  if (rml->options->base.len) {
    mapping->base = rml->options->base;
    return;
  }
  for (size_t i = 0; rml->profile == RHUMB_CLASSIC && i < n_texts; ++i) {
    const RhumbStr base = rml->graph.bases[i];
    mapping->base = mapping->base.len ? mapping->base : base;
    for (size_t j = 0; j < maps->count; ++j) {
      RhumbTriplesMap *const map = maps->items[j]->map;
      if (maps->items[j]->text == texts[i] && !map->base.len &&
          !rhumb_str_equal(base, mapping->base)) {
        map->base = base;
      }
    }
  }
}

/// Warn of what is described and never used
static void
warn_unused(const RhumbRml *const rml)
{
  for (size_t i = 0; i < rml->graph.keys.count; ++i) {
    const RhumbRmlNode *const node = rml->graph.nodes[i];
    bool speaks = false;
    for (size_t j = 0; !node->used && j < node->count; ++j) {
      speaks = speaks || node->statements[j].era != RHUMB_RML_FOREIGN;
    }
    if (speaks) {
      rhumb_warn(rml->diag,
                 RHUMB_WARNING,
                 node->loc,
                 "no triples map uses what is described here");
    }
  }
}

/// Report what nothing quotes, and which is not to be made
static void
check_quoted(RhumbRml *const rml, const Nodes *const maps)
{
  for (size_t i = 0; rml->status == RHUMB_OK && i < maps->count; ++i) {
    const RhumbRmlNode *const node = maps->items[i];
    if (node->map->is_silent && !node->quoted) {
      RHUMB_RML_FAIL(rml,
                     node->loc,
                     "%.*s is not asserted, and nothing quotes it: it makes "
                     "nothing; %s quotes it",
                     RHUMB_FMT(rhumb_rml_show(rml, node->term.text)),
                     rhumb_rml_word(rml, "quotedTriplesMap"));
    }
  }
}

static void
add_maps(RhumbRml *const rml, const Nodes *const maps)
{
  RhumbMapping *const mapping = rml->mapping;
  const RhumbTriplesMap **const all = RHUMB_NEW(
      rml->arena, const RhumbTriplesMap *, mapping->n_maps + maps->count);
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    all[i] = mapping->maps[i];
  }
  for (size_t i = 0; i < maps->count; ++i) {
    rhumb_rml_map_read(rml, maps->items[i]);
    all[mapping->n_maps + i] = maps->items[i]->map;
  }
  mapping->maps = all;
  mapping->n_maps += maps->count;
  check_quoted(rml, maps);
}

RhumbStatus
rhumb_rml_read(RhumbMapping *const mapping,
               RhumbArena *const arena,
               const RhumbText *const *const texts,
               const size_t n_texts,
               const RhumbRulesOptions *const options,
               const RhumbDiag *const diag)
{
  RhumbRml rml = {
      .mapping = mapping, .arena = arena, .diag = diag, .options = options};
  rml.graph.arena = arena;
  rml.graph.bases = RHUMB_NEW(arena, RhumbStr, n_texts);
  for (size_t i = 0; i < n_texts; ++i) {
    rhumb_rml_keep(&rml,
                   rhumb_rml_graph_read(
                       &rml.graph, texts[i], i, &mapping->prefixes, diag));
  }

  if (rml.status == RHUMB_OK) {
    const Nodes maps = find_maps(&rml);
    if (maps.count) {
      choose_profile(&rml, &maps);
      add_maps(&rml, &maps);
      set_base(&rml, texts, n_texts, &maps);
      rhumb_rml_views_read(&rml);
    } else {
      rml.profile = RHUMB_CORE;
      rhumb_rml_views_read(&rml);
      if (rml.status == RHUMB_OK) {
        fail_empty(&rml, n_texts ? texts[0] : NULL);
      }
    }
  }
  if (rml.status == RHUMB_OK) {
    warn_unused(&rml);
  }
  rhumb_rml_graph_free(&rml.graph);
  return rml.status;
}

// SPDX-License-Identifier: ISC

/// @file view_support.h  Maps made of Turtle and YAML, and read as text.

#ifndef RHUMB_TESTS_VIEW_SUPPORT_H
#define RHUMB_TESTS_VIEW_SUPPORT_H

#include "support.h"
#include "term/rdf.h"
#include "view/draw.h"
#include "view/graph.h"
#include "view/map.h"
#include "view/names.h"
#include "view/select.h"
#include "view/style.h"
#include "view/style_impl.h"
#include "yaml/tree.h"

#include <stdbool.h>

#define PREFIXES                                                   \
  "@prefix ex: <http://example.org/> .\n"                          \
  "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"              \
  "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n" \
  "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"      \
  "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"       \
  "@prefix schema: <https://schema.org/> .\n"                      \
  "@prefix dcterms: <http://purl.org/dc/terms/> .\n"

/// A map and all that it is made of
typedef struct {
  Reports reports;
  RhumbDiag diag;
  RhumbArena arena;
  RhumbPrefixes prefixes;
  RhumbExternals externals;
  RhumbYamlContext yaml;
  RhumbGraph *graph;
  const RhumbView *view; ///< NULL: the one for any RDF
  RhumbMap map;
  RhumbText rdf, rules;
} Drawn;

static inline RhumbStatus
put_in_graph(void *const handle, const RhumbQuad *const quad)
{
  return rhumb_graph_put((RhumbGraph *)handle, quad);
}

/// Begin with the Turtle in `turtle` (prefixes are there already)
static inline void
drawn_open(Drawn *const d, const char *const turtle)
{
  *d = (Drawn){.graph = rhumb_graph_new()};
  d->diag = (RhumbDiag){keep_report, &d->reports};
  d->prefixes.arena = &d->arena;
  d->yaml = (RhumbYamlContext){.arena = &d->arena,
                               .diag = &d->diag,
                               .externals = &d->externals,
                               .prefixes = &d->prefixes};
  d->rdf = (RhumbText){"data.ttl",
                       rhumb_str_format(&d->arena, "%s%s", PREFIXES, turtle)};
  const RhumbQuadHandler to = {put_in_graph, d->graph};
  assert_int_equal(
      rhumb_rdf_read(
          &d->rdf, "turtle", RHUMB_STR(""), &d->prefixes, &to, &d->diag),
      RHUMB_OK);
}

/// Read `views`, the value of `views:`; the first one is used
static inline RhumbStatus
drawn_read_views(Drawn *const d, const char *const views)
{
  const RhumbYaml *node = NULL;
  RhumbViews *set = NULL;
  d->rules = (RhumbText){"rules.yml", rhumb_str(views)};
  assert_int_equal(rhumb_yaml_read(&node, &d->arena, &d->rules, &d->diag),
                   RHUMB_OK);
  const RhumbStatus status = rhumb_views_read(&set, &d->yaml, node);
  d->view = rhumb_views_count(set) ? rhumb_views_at(set, 0) : NULL;
  return status;
}

static inline RhumbStatus
drawn_make(Drawn *const d)
{
  const RhumbIndex *const index = rhumb_graph_index(d->graph);
  const RhumbView *const view = d->view ? d->view : &rhumb_view_any;
  const RhumbNamer namer =
      rhumb_namer_new(&d->arena, index, view, &d->prefixes);
  RhumbSelection choice;
  const RhumbStatus status =
      rhumb_select(&choice, index, view, &namer, NULL, &d->diag);
  if (status == RHUMB_OK) {
    rhumb_map_make(&d->map, &choice);
  }
  rhumb_selection_free(&choice);
  return status;
}

/// Turtle and, if not NULL, a view in one line, such as "hide: {nodes: ex:a}"
static inline RhumbStatus
drawn_all(Drawn *const d, const char *const turtle, const char *const view)
{
  drawn_open(d, turtle);
  if (view) {
    const RhumbStr views = rhumb_str_format(&d->arena, "v: {%s}\n", view);
    const RhumbStatus status = drawn_read_views(d, views.data);
    if (status != RHUMB_OK) {
      print_error("%s", d->reports.text);
    }
    assert_int_equal(status, RHUMB_OK);
  }
  return drawn_make(d);
}

static inline void
drawn_close(Drawn *const d)
{
  rhumb_map_free(&d->map);
  rhumb_graph_free(d->graph);
  rhumb_arena_free(&d->arena);
}

#endif // RHUMB_TESTS_VIEW_SUPPORT_H

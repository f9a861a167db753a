// SPDX-License-Identifier: ISC

#include "view_support.h"

typedef struct {
  const char *name;
  const char *turtle;
  const char *view;  ///< The inside of a view; NULL: the one for any RDF
  const char *shown; ///< Nodes, edges and the note, a line each
} SelectCase;

#define STATEMENTS                                                        \
  "ex:s1 a ex:S ; ex:of ex:act ; ex:to ex:b ; ex:basis \"linked\" ;"      \
  " dcterms:source ex:d1 .\n"                                             \
  "ex:s2 a ex:S ; ex:of ex:act ; ex:to ex:b ; ex:basis \"responsible\" ;" \
  " dcterms:source ex:d2 .\n"
#define COLLAPSE                                    \
  "collapse: {class: ex:S, from: ex:of, to: ex:to," \
  " show: [ex:basis, dcterms:source]}"

// clang-format off
static SelectCase select_cases[] = {
  {"literals and types are no nodes",
   "ex:a a ex:T ; rdfs:label \"A\" ; ex:age 3 ; ex:knows ex:b . ex:b ex:age 3 .", NULL,
   "A, T {age=3}\nex:b {age=3}\nA -knows-> ex:b\n"},
  {"nothing but a label is a node",
   "ex:a rdfs:label \"A\" .", NULL,
   "A\n"},
  {"language fallback",
   "ex:a rdfs:label \"A\"@de, \"AA\"@en-GB ; skos:prefLabel \"C\"@fr . ex:b rdfs:label \"B\"@de . ex:c ex:p \"x\"@en .", NULL,
   "AA\nB\nex:c {p=x}\n"},
  {"languages of the view",
   "ex:a rdfs:label \"A\"@de, \"AA\"@en .", "language: [de, en]",
   "A\n1 node and 0 relations\n"},
  {"no language matches",
   "ex:a rdfs:label \"A\"@de .", "language: en",
   "ex:a\n1 node and 0 relations\n"},
  {"blank nodes are called after their class",
   "[] a ex:BigThing ; ex:p ex:b .", NULL,
   "ex:b\n[Big thing], Big thing\n[Big thing] -p-> ex:b\n"},
  {"parallel predicates stay apart",
   "ex:a ex:p ex:b ; ex:q ex:b .", NULL,
   "ex:a\nex:b\nex:a -p-> ex:b\nex:a -q-> ex:b\n"},
  {"a loop", "ex:a ex:p ex:a .", NULL, "ex:a\nex:a -p-> ex:a\n"},
  {"schema is no thing",
   "<http://example.org/> a owl:Ontology . ex:T a owl:Class ; rdfs:label \"Tee\" . ex:p a owl:ObjectProperty ."
   " ex:a a ex:T, owl:NamedIndividual ; ex:p ex:b .", NULL,
   "ex:a, Tee\nex:b\nex:a -p-> ex:b\nNot shown: 3 declarations of the vocabulary.\n"},
  {"schema alone is drawn",
   "ex:T a owl:Class ; rdfs:subClassOf ex:U . ex:U a owl:Class .", NULL,
   "ex:T, Class\nex:U, Class\nex:T -sub class of-> ex:U\n"},
  {"a header is not drawn with it",
   "<http://example.org/> a owl:Ontology . ex:T a owl:Class ; rdfs:isDefinedBy <http://example.org/> ; rdfs:subClassOf ex:U .", NULL,
   "ex:T, Class\nex:U\nex:T -sub class of-> ex:U\nNot shown: 1 declaration of the vocabulary.\n"},
  {"members stand for a list",
   "ex:a ex:p (ex:b ex:c 1) ; ex:q () . ex:d ex:r _:x . _:x rdf:first ex:b ; rdf:rest _:x .", NULL,
   "ex:a\nex:b\nex:c\nex:d\nex:a -p-> ex:b\nex:a -p-> ex:c\nex:d -r-> ex:b\n"},
  {"nodes without a relation in the view",
   "ex:a ex:p ex:b ; ex:q ex:c . ex:d ex:n 1 . ex:s1 a ex:S ; ex:of ex:a ; ex:to ex:b ; ex:basis ex:e . ex:e rdfs:label \"basis: told\" .",
   "hide: {properties: ex:q}, " COLLAPSE,
   "ex:a\nex:b\nex:a -p-> ex:b [told]\n2 nodes and 1 relation. Not shown: 2 nodes without a relation in this view; 1 filtered relation.\n"},
  {"sources by their name",
   "ex:s1 a ex:S ; ex:of ex:a ; ex:to ex:b ; ex:inDocument ex:d ; ex:said \"x\" .",
   "collapse: {class: ex:S, from: ex:of, to: ex:to, show: [ex:said, ex:inDocument]}",
   "ex:a\nex:b\nex:a -S-> ex:b [x] (1 source)\n2 nodes and 1 relation\n"},
  {"sources as the rule says",
   "ex:s1 a ex:S ; ex:of ex:a ; ex:to ex:b ; ex:inDocument ex:d ; ex:said \"x\" .",
   "collapse: {class: ex:S, from: ex:of, to: ex:to, show: ex:inDocument, source: ex:said}",
   "ex:a\nex:b\nex:a -S-> ex:b [ex:d] (1 source)\n2 nodes and 1 relation\n"},
  {"the last rule that holds of a statement counts",
   STATEMENTS "ex:s3 a ex:S ; ex:of ex:act ; ex:to ex:b ; ex:basis ex:guess .",
   "collapse: [{class: ex:S, from: ex:of, to: ex:to, property: ex:x}, {class: ex:S, when: {ex:basis: [responsible, guess]}, from: ex:to, to: ex:of, property: ex:y}]",
   "ex:act\nex:b\nex:act -S ×2-> ex:b\nex:b -S-> ex:act\n2 nodes and 2 relations\n"},
  {"a value is an IRI or a text",
   "ex:s1 a ex:S ; ex:of ex:a ; ex:to ex:b ; ex:k ex:v . ex:s2 a ex:S ; ex:of ex:a ; ex:to ex:c ; ex:k \"ex:v\" ."
   " ex:s3 a ex:S ; ex:of ex:a ; ex:to ex:d ; ex:k true ; ex:n 1 . ex:s4 a ex:S ; ex:of ex:a ; ex:to ex:e ; ex:k true .",
   "collapse: [{class: ex:S, when: {ex:k: ex:v}, from: ex:of, to: ex:to, property: ex:iri},"
   " {class: ex:S, when: {ex:k: true, ex:n: [0, 1]}, from: ex:of, to: ex:to, property: ex:both}]",
   "ex:a\nex:b\nex:c\nex:d\nex:e\nex:s2, S {k=ex:v}\nex:s4, S {k=true}\nex:a -S-> ex:b\nex:a -S-> ex:d\n"
   "ex:s2 -of-> ex:a\nex:s2 -to-> ex:c\nex:s4 -of-> ex:a\nex:s4 -to-> ex:e\n7 nodes and 6 relations\n"},
  {"statements of one property are one edge whatever their rules",
   "ex:s1 a ex:S ; ex:of ex:a ; ex:to ex:b ; ex:k 1 . ex:s2 a ex:S ; ex:of ex:a ; ex:to ex:b ; ex:k 2 .",
   "collapse: [{class: ex:S, from: ex:of, to: ex:to, property: ex:p}, {class: ex:S, when: {ex:k: 1}, from: ex:of, to: ex:to, property: ex:p}]",
   "ex:a\nex:b\nex:a -S ×2-> ex:b\n2 nodes and 1 relation\n"},
  {"statements become one edge",
   STATEMENTS, COLLAPSE,
   "ex:act\nex:b\nex:act -S \u00D72-> ex:b [linked, responsible] (2 sources)\n2 nodes and 1 relation\n"},
  {"and join the direct edge",
   STATEMENTS "ex:act ex:attributedTo ex:b .", COLLAPSE,
   "ex:act\nex:b\nex:act -attributed to \u00D72-> ex:b [linked, responsible] (2 sources)\n2 nodes and 1 relation\n"},
  {"the rule's label",
   STATEMENTS "ex:act ex:attributedTo ex:b .",
   COLLAPSE ", edges: {property: ex:attributedTo, label: blamed on}",
   "ex:act\nex:b\nex:act -blamed on \u00D72-> ex:b [linked, responsible] (2 sources)\n2 nodes and 1 relation\n"},
  {"a statement without an end stays a node",
   "ex:s1 a ex:S ; ex:of ex:act .", COLLAPSE,
   "ex:act\nex:s1, S\nex:s1 -of-> ex:act\n2 nodes and 1 relation\n"},
  {"a statement about a statement",
   "ex:s1 a ex:S ; ex:of ex:a ; ex:to ex:b . ex:s2 a ex:S ; ex:of ex:c ; ex:to ex:s1 .", COLLAPSE,
   "ex:a\nex:b\nex:c\nex:s1, S\nex:c -S-> ex:s1\nex:s1 -of-> ex:a\nex:s1 -to-> ex:b\n4 nodes and 3 relations\n"},
  {"reification in any RDF",
   "[] a rdf:Statement ; rdf:subject ex:a ; rdf:predicate ex:p ; rdf:object ex:b ; dcterms:source ex:d . ex:a ex:p ex:b .", NULL,
   "ex:a\nex:b\nex:a -p-> ex:b (1 source)\n"},
  {"a cluster",
   "ex:a ex:in ex:g ; ex:p ex:b . ex:b ex:in ex:g, ex:h . ex:g rdfs:label \"Gee\" .", "cluster: {by: ex:in}",
   "ex:a <Gee>\nex:b <Gee>\nex:h\nex:a -p-> ex:b\nex:b -in-> ex:h\n3 nodes and 2 relations"
   ". 1 node belongs to several groups and stands in the first.\n"},
  {"clusters need a layout for them",
   "ex:a ex:in ex:g .", "cluster: {by: ex:in}, layout: sfdp",
   "ex:a\nex:g\nex:a -in-> ex:g\n2 nodes and 1 relation\n"},
  {"focus and hops",
   "ex:a ex:p ex:b . ex:b ex:p ex:c . ex:d ex:p ex:c . ex:e ex:p ex:d .", "focus: {nodes: ex:b, hops: 1}",
   "ex:a\nex:b\nex:c\nex:a -p-> ex:b\nex:b -p-> ex:c\n3 nodes and 2 relations. Not shown: 2 nodes beyond 1 hop of the focus.\n"},
  {"hubs", "ex:a ex:p ex:b, ex:c, ex:d . ex:b ex:p ex:c .", "hide: {degree-over: 2}",
   "ex:b\nex:c\nex:b -p-> ex:c\n2 nodes and 1 relation. Not shown: 1 hub with over 2 relations; 1 node linked to hubs only.\n"},
  {"hidden classes and properties",
   "ex:a a ex:T ; ex:p ex:b . ex:b ex:q ex:c ; ex:p ex:c .", "hide: {classes: ex:T, properties: ex:q}",
   "ex:b\nex:c\nex:b -p-> ex:c\n2 nodes and 1 relation. Not shown: 1 filtered node; 1 filtered relation.\n"},
  {"subclasses are hidden too",
   "ex:U rdfs:subClassOf ex:T . ex:a a ex:U . ex:b ex:p 1 .", "hide: {classes: ex:T}",
   "ex:b {p=1}\n1 node and 0 relations. Not shown: 1 filtered node.\n"},
  {"only some classes and properties",
   "ex:a a ex:T ; ex:p ex:b ; ex:q ex:b . ex:b a ex:T . ex:c a ex:U .", "only: {classes: ex:T, properties: ex:p}",
   "ex:a, T\nex:b, T\nex:a -p-> ex:b\n2 nodes and 1 relation. Not shown: 1 filtered node.\n"},
  {"details are no edges",
   "ex:a ex:p ex:b ; ex:n 1 ; ex:m 2 .", "details: [ex:p, ex:m]",
   "ex:a {p=ex:b, m=2}\n1 node and 0 relations\n"},
  {"links are no edges",
   "ex:a schema:url <https://example.org/page> ; ex:p ex:b .", "link: schema:url",
   "ex:a\nex:b\nex:a -p-> ex:b\n2 nodes and 1 relation\n"},
  {"the limit keeps what is connected",
   "ex:a ex:p ex:b, ex:c . ex:b ex:p ex:c . ex:d ex:p ex:e .", "limit: 3",
   "ex:a\nex:b\nex:c\nex:a -p-> ex:b\nex:a -p-> ex:c\nex:b -p-> ex:c\n3 nodes and 3 relations. Not shown: 2 less connected nodes.\n"},
  {"a limit smaller than what is connected",
   "ex:a ex:p ex:b, ex:c . ex:d ex:p ex:e, ex:f .", "limit: 2",
   "ex:a\nex:b\nex:a -p-> ex:b\n2 nodes and 1 relation. Not shown: 4 less connected nodes.\n"},
  {"a limit of one", "ex:a ex:p ex:b . ex:c ex:p ex:d .", "limit: 1",
   "ex:a\n1 node and 0 relations. Not shown: 3 less connected nodes.\n"},
  {"a limit goes on with what is next",
   "ex:a ex:p ex:b . ex:c ex:p ex:d, ex:e .", "limit: 4",
   "ex:a\nex:c\nex:d\nex:e\nex:c -p-> ex:d\nex:c -p-> ex:e\n4 nodes and 2 relations. Not shown: 1 less connected node.\n"},
  {"a limit keeps the focus",
   "ex:a ex:p ex:b, ex:c, ex:d . ex:d ex:p ex:e .", "limit: 2, focus: {nodes: ex:e, hops: 3}",
   "ex:d\nex:e\nex:d -p-> ex:e\n2 nodes and 1 relation. Not shown: 3 less connected nodes.\n"},
  {"the last part of an IRI, decoded",
   "<http://a.org/x/United%20States> ex:p <http://a.org/y#Z/>, <http://a.org/%E4%B8%AD>, <urn:a:b> .", NULL,
   "\u4E2D\nUnited States\nZ\nurn:a:b\nUnited States -p-> \u4E2D\n"
   "United States -p-> Z\nUnited States -p-> urn:a:b\n"},
  {"later rules lie over earlier ones; legends are kinds",
   "ex:a a ex:T, ex:U .", "nodes: [{class: ex:U, legend: You}, {class: ex:T, legend: Tee}]",
   "ex:a, Tee\n1 node and 0 relations\n"},
};
// clang-format on

static void
put_node(RhumbBuf *const out, const RhumbMap *const map, const size_t i)
{
  const RhumbMapNode *const n = &map->nodes[i];
  rhumb_buf_put(out, n->label);
  rhumb_buf_put(out, n->kind.len ? RHUMB_STR(", ") : RHUMB_STR(""));
  rhumb_buf_put(out, n->kind);
  if (n->cluster != RHUMB_NO_CLUSTER) {
    rhumb_buf_format(out, " <%.*s>", RHUMB_FMT(map->clusters[n->cluster]));
  }
  for (size_t k = 0; k < n->facts.count; ++k) {
    rhumb_buf_format(out,
                     "%s%.*s=%.*s%s",
                     k ? ", " : " {",
                     RHUMB_FMT(n->facts.items[k].name),
                     RHUMB_FMT(n->facts.items[k].value),
                     k + 1 == n->facts.count ? "}" : "");
  }
  rhumb_buf_putc(out, '\n');
}

static void
put_edge(RhumbBuf *const out, const RhumbMap *const map, const size_t i)
{
  const RhumbMapEdge *const e = &map->edges[i];
  rhumb_buf_put(out, map->nodes[e->from].label);
  rhumb_buf_put(out, RHUMB_STR(" -"));
  rhumb_map_put_label(out, e);
  rhumb_buf_put(out, RHUMB_STR("-> "));
  rhumb_buf_put(out, map->nodes[e->to].label);
  if (e->qualifiers.len) {
    rhumb_buf_format(out, " [%.*s]", RHUMB_FMT(e->qualifiers));
  }
  if (e->sources) {
    rhumb_buf_format(
        out, " (%zu source%s)", e->sources, e->sources == 1 ? "" : "s");
  }
  rhumb_buf_putc(out, '\n');
}

static void
put_note(RhumbBuf *const out, const RhumbMap *const map)
{
  if (!map->is_untitled) {
    rhumb_buf_put(out, map->summary);
    rhumb_buf_put(out, map->note.len ? RHUMB_STR(". ") : RHUMB_STR(""));
  }
  rhumb_buf_put(out, map->note);
  if (map->note.len || !map->is_untitled) {
    rhumb_buf_putc(out, '\n');
  }
}

static void
test_select(void **const state)
{
  const SelectCase *const c = (const SelectCase *)*state;
  Drawn d;
  RhumbBuf out = {0};
  assert_int_equal(drawn_all(&d, c->turtle, c->view), RHUMB_OK);
  for (size_t i = 0; i < d.map.n_nodes; ++i) {
    put_node(&out, &d.map, i);
  }
  for (size_t i = 0; i < d.map.n_edges; ++i) {
    put_edge(&out, &d.map, i);
  }
  put_note(&out, &d.map);
  assert_string_equal(rhumb_buf_cstr(&out), c->shown);
  assert_null(strstr(d.reports.text, "error"));
  rhumb_buf_free(&out);
  drawn_close(&d);
}

typedef struct {
  const char *name;
  const char *turtle;
  const char *view;
  RhumbStatus status;
  const char *reports;
} FailCase;

// clang-format off
static FailCase fail_cases[] = {
  {"nothing at all", "", NULL, RHUMB_ERR_VALUE, "0:0: error: nothing is left to draw: no node passes the view\n"},
  {"all is hidden", "ex:a a ex:T .", "hide: {classes: ex:T}", RHUMB_ERR_VALUE, "1:1: error: nothing is left to draw: no node passes the view\n"},
  {"a view of things does not fall back on the vocabulary", "ex:T a owl:Class . ex:a a ex:T .", "hide: {classes: ex:T}", RHUMB_ERR_VALUE,
   "1:1: error: nothing is left to draw: no node passes the view\n"},
  {"all are hubs", "ex:a ex:p ex:b, ex:c .", "hide: {degree-over: 1}", RHUMB_ERR_VALUE, "1:1: error: nothing is left to draw: only hubs and what hangs on them\n"},
  {"focus on nothing", "ex:apt31 ex:p ex:b .", "focus: {nodes: [ex:b, ex:apt13]}", RHUMB_ERR_REFERENCE,
   "1:27: error: the focus <http://example.org/apt13> is no node of the map; http://example.org/apt31\n"},
};
// clang-format on

static void
test_fail(void **const state)
{
  const FailCase *const c = (const FailCase *)*state;
  Drawn d;
  assert_int_equal(drawn_all(&d, c->turtle, c->view), c->status);
  assert_string_equal(d.reports.text, c->reports);
  drawn_close(&d);
}

static void
add(RhumbGraph *const graph, const char *const s, const unsigned o)
{
  char object[64];
  (void)snprintf(object, sizeof(object), "http://example.org/%u", o);
  const RhumbQuad quad = {.subject = rhumb_iri(rhumb_str(s)),
                          .predicate = rhumb_iri(RHUMB_STR("http://e.org/p")),
                          .object = rhumb_iri(rhumb_str(object))};
  assert_int_equal(rhumb_graph_put(graph, &quad), RHUMB_OK);
}

/// A graph too large to draw is cut, not hung upon
static void
test_large(void **const state)
{
  (void)state;
  Drawn d;
  drawn_open(&d, "");
  char subject[64];
  for (unsigned i = 0; i < 30000; ++i) {
    (void)snprintf(subject, sizeof(subject), "http://example.org/%u", i);
    add(d.graph, subject, (i * 7919U) % 1000U);
  }
  assert_int_equal(drawn_make(&d), RHUMB_OK);
  assert_in_range(d.map.n_nodes, 1, 1500);
  assert_string_equal(d.map.layout, "sfdp");
  assert_non_null(strstr(d.map.note.data, "less connected nodes"));
  assert_false(d.map.has_edge_labels);
  drawn_close(&d);
}

/// What can be drawn is, hubs too
static void
test_hub(void **const state)
{
  (void)state;
  Drawn d;
  drawn_open(&d, "");
  char subject[64];
  for (unsigned i = 1; i < 700; ++i) {
    (void)snprintf(subject, sizeof(subject), "http://example.org/%u", i);
    add(d.graph, subject, i < 200 ? 0 : i - 1);
    add(d.graph, subject, i - 1);
  }
  assert_int_equal(drawn_make(&d), RHUMB_OK);
  assert_int_equal(d.map.n_nodes, 700);
  assert_string_equal(d.map.note.len ? d.map.note.data : "", "");
  drawn_close(&d);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_large),
                                     cmocka_unit_test(test_hub)};
  int failed = cmocka_run_group_tests_name("large", tests, NULL, NULL);
  RUN_TABLE("select", select_cases, test_select);
  RUN_TABLE("select fails", fail_cases, test_fail);
  return failed;
}

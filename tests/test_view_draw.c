// SPDX-License-Identifier: ISC

#include "base/utf8.h"
#include "view/text.h"
#include "view_support.h"

#include <gvc.h>

typedef struct {
  const char *name;
  const char *text;
  const char *dot; ///< The label as DOT has it
} LabelCase;

#define LONG "one two three four five six seven eight nine ten "

// clang-format off
static LabelCase label_cases[] = {
  {"plain",               "APT31",            "label=\"APT31\""},
  {"quotes",              "say \"hi\"",       "label=\"say \\\"hi\\\"\""},
  {"a backslash last",    "C:\\",             "label=\"C:\\\\\""},
  {"a backslash and a quote", "a\\\"b",       "label=\"a\\\\\\\"b\""},
  {"escapes of Graphviz", "\\N \\G \\T \\l \\E", "label=\"\\\\N \\\\G \\\\T \\\\l \\\\E\""},
  {"entities",            "&eacute; &amp; &", "label=\"&amp;eacute; &amp;amp; &amp;\""},
  {"markup",              "<b>x</b>",         "label=\"<b>x</b>\""},
  {"record fields",       "{a|<p>b}",         "label=\"{a|<p>b}\""},
  {"the end of CDATA",    "]]>",              "label=\"]]>\""},
  {"control characters",  "a\x01" "b\x1Bz",   "label=\"a\uFFFD" "b\uFFFDz\""},
  {"invalid UTF-8",       "a\xFFz\xC3",       "label=\"a\uFFFDz\uFFFD\""},
  {"white space",         " a \t\n b\r\n",    "label=\"a b\""},
  {"right to left",       "\u05E9\u05DC\u05D5\u05DD \u0633\u0644\u0627\u0645", "label=\"\u05E9\u05DC\u05D5\u05DD \u0633\u0644\u0627\u0645\""},
  {"noncharacters",       "a\xEF\xB7\x90\xF0\x9F\xBF\xBE",  "label=\"a\xEF\xBF\xBD\xEF\xBF\xBD\""},
  {"unseen",              "a\u00AD\u200B\u2060\uFEFFb",  "label=\"ab\""},
  {"bidi overrides",      "a\u202Eb\u202Cc",  "label=\"abc\""},
  {"long lines",          LONG,               "label=\"one two three four five\\nsix seven eight nine ten\""},
  {"a long word",         "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeee", "label=\"aaaaaaaaaabbbbbbbbbbccccccccccddddddd\\ndddeeeee\""},
  {"nothing to see",      " ",                "label=\"ex:a\""},
};
// clang-format on

static size_t messages;

static int
count_message(char *const text) // NOLINT(readability-non-const-parameter)
{
  (void)text;
  ++messages;
  return 0;
}

/// Read as dot would read it
static void
assert_readable(RhumbBuf *const dot, const size_t n_nodes, const size_t n_edges)
{
  messages = 0;
  (void)agseterrf(count_message);
  Agraph_t *const graph = agmemread(rhumb_buf_cstr(dot));
  assert_non_null(graph);
  assert_int_equal(agnnodes(graph), n_nodes);
  assert_int_equal(agnedges(graph), n_edges);
  assert_int_equal(messages, 0);
  (void)agclose(graph);
}

static void
put(RhumbGraph *const graph,
    const char *const subject,
    const char *const property,
    const RhumbTerm object)
{
  const RhumbQuad quad = {.subject = rhumb_iri(rhumb_str(subject)),
                          .predicate = rhumb_iri(rhumb_str(property)),
                          .object = object};
  assert_int_equal(rhumb_graph_put(graph, &quad), RHUMB_OK);
}

/// The text is everywhere: label, class, property, detail, cluster, link
static void
put_everywhere(RhumbGraph *const graph, const RhumbStr text)
{
  static const char *const a = "http://example.org/a";
  static const char *const b = "http://example.org/b";
  static const char *const p = "http://example.org/p";
  static const char *const label = "http://www.w3.org/2000/01/rdf-schema#label";
  static const char *const type =
      "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
  const RhumbTerm literal = {.kind = RHUMB_TERM_LITERAL, .text = text};
  put(graph, a, label, literal);
  put(graph, a, "http://example.org/note", literal);
  put(graph, a, "https://schema.org/url", literal);
  put(graph, a, "http://example.org/in", rhumb_iri(RHUMB_STR("http://g/")));
  put(graph, "http://g/", label, literal);
  put(graph, a, p, rhumb_iri(rhumb_str(b)));
  put(graph, b, type, rhumb_iri(RHUMB_STR("http://example.org/T")));
  put(graph, "http://example.org/T", label, literal);
  put(graph, p, label, literal);
}

static void
test_label(void **const state)
{
  const LabelCase *const c = (const LabelCase *)*state;
  Drawn d;
  RhumbBuf dot = {0};
  drawn_open(&d, "");
  put_everywhere(d.graph, rhumb_str(c->text));
  assert_int_equal(drawn_read_views(&d, "v: {cluster: {by: ex:in}}"), RHUMB_OK);
  assert_int_equal(drawn_make(&d), RHUMB_OK);
  rhumb_draw_dot(&dot, &d.map, true);
  if (!strstr(rhumb_buf_cstr(&dot), c->dot)) {
    fail_msg("no %s in %s", c->dot, dot.data);
  }
  assert_true(rhumb_utf8_valid(rhumb_buf_str(&dot), NULL));
  assert_readable(&dot, 2, 1);
  rhumb_buf_free(&dot);
  drawn_close(&d);
}

typedef struct {
  const char *name;
  const char *turtle;
  const char *view;
  const char *dot;
} DotCase;

/// More than the legend has room for
#define MANY_CLASSES                                               \
  "ex:n0 a ex:Ka ; ex:p ex:n0 . ex:n1 a ex:Kb ; ex:p ex:n0 . "     \
  "ex:n2 a ex:Kc ; ex:p ex:n0 . ex:n3 a ex:Kd ; ex:p ex:n0 . "     \
  "ex:n4 a ex:Ke ; ex:p ex:n0 . ex:n5 a ex:Kf ; ex:p ex:n0 . "     \
  "ex:n6 a ex:Kg ; ex:p ex:n0 . ex:n7 a ex:Kh ; ex:p ex:n0 . "     \
  "ex:n8 a ex:Ki ; ex:p ex:n0 . ex:n9 a ex:Kj ; ex:p ex:n0 . "     \
  "ex:n10 a ex:Kk ; ex:p ex:n0 . ex:n11 a ex:Kl ; ex:p ex:n0 . "   \
  "ex:n12 a ex:Km ; ex:p ex:n0 . ex:n13 a ex:Kn ; ex:p ex:n0 . "   \
  "ex:n14 a ex:Ko ; ex:p ex:n0 . ex:n15 a ex:Kp ; ex:p ex:n0 . "   \
  "ex:n16 a ex:Kq ; ex:p ex:n0 . ex:n17 a ex:Kr ; ex:p ex:n0 . "   \
  "ex:n18 a ex:Ks ; ex:p ex:n0 . ex:n19 a ex:Kt ; ex:p ex:n0 . "   \
  "ex:n20 a ex:Ku ; ex:p ex:n0 . ex:n21 a ex:Kv ; ex:p ex:n0 . "   \
  "ex:n22 a ex:Kw ; ex:p ex:n0 . ex:n23 a ex:Kx ; ex:p ex:n0 . "   \
  "ex:n24 a ex:Ky ; ex:p ex:n0 . ex:n25 a ex:Kz ; ex:p ex:n0 . "   \
  "ex:n26 a ex:Kaz ; ex:p ex:n0 . ex:n27 a ex:Kbz ; ex:p ex:n0 . " \
  "ex:n28 a ex:Kcz ; ex:p ex:n0 . ex:n29 a ex:Kdz ; ex:p ex:n0 . "
#define EIGHT "ex:m0, ex:m1, ex:m2, ex:m3, ex:m4, ex:m5, ex:m6, ex:m7 . "
#define MANY_PROPERTIES                                       \
  "ex:n ex:pa " EIGHT "ex:n ex:pb " EIGHT "ex:n ex:pc " EIGHT \
  "ex:n ex:pd " EIGHT "ex:n ex:pe " EIGHT "ex:n ex:pf " EIGHT \
  "ex:n ex:pg " EIGHT "ex:n ex:ph " EIGHT "ex:n ex:pi " EIGHT \
  "ex:n ex:pj " EIGHT "ex:n ex:pk " EIGHT "ex:n ex:pl " EIGHT \
  "ex:n ex:pm " EIGHT "ex:n ex:pn " EIGHT "ex:n ex:po " EIGHT \
  "ex:n ex:pp " EIGHT "ex:n ex:pq " EIGHT "ex:n ex:pr " EIGHT \
  "ex:n ex:ps " EIGHT "ex:n ex:pt " EIGHT "ex:n ex:pu " EIGHT \
  "ex:n ex:pv ex:m0 ."
#define SAID                                                            \
  "ex:s1 a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:by \"Czech Republic\" ;"   \
  " ex:basis \"responsible\" . "                                        \
  "ex:s2 a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:by ex:lv, ex:x ;"          \
  " ex:basis \"linked\" . "                                             \
  "ex:s3 a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:basis \"linked\" . "       \
  "ex:s4 a ex:S ; ex:f ex:c ; ex:t ex:d . ex:c ex:attributedTo ex:d . " \
  "ex:lv rdfs:label \"Latvia\" . ex:x rdfs:label \"EU\" ."
#define SAID_BY                                                           \
  "collapse: {class: ex:S, from: ex:f, to: ex:t, label: \"\", by: ex:by," \
  " property: ex:attributedTo, show: [ex:basis]}"

// clang-format off
static DotCase dot_cases[] = {
  {"a rule's look", "ex:a a ex:T .",
   "nodes: {class: ex:T, shape: hexagon, fill: \"#abc\", color: red, style: dashed, width: 2, font-color: navy, font-size: 9}",
   "n1 [id=\"n1\", label=\"ex:a\", shape=\"hexagon\", style=\"filled,dashed\", fillcolor=\"#aabbcc\", color=\"red\", fontcolor=\"navy\", penwidth=2, fontsize=9, tooltip="},
  {"an edge's look", "ex:a ex:p ex:b .",
   "edges: {property: ex:p, label: \"is \\\"it\\\"\", color: blue, style: dotted, width: 3, arrow: both}",
   "n1 -> n2 [id=\"e1\", label=\"is \\\"it\\\"\", color=\"blue\", style=\"dotted\", penwidth=3, fontcolor=\"blue\", dir=\"both\", tooltip=\"ex:a is \\\"it\\\" ex:b\"];"},
  {"a cluster", "ex:a ex:in ex:g .", "cluster: {by: ex:in}",
   "subgraph cluster_1 {\n    graph [id=\"c1\", label=\"ex:g\""},
  {"a safe link", "ex:a schema:url \"http://x.org/a b\\\"c<d>&e\\\\\" .", NULL,
   "URL=\"http://x.org/a%20b%22c%3Cd%3E&amp;e%5C\""},
  {"a title", "ex:a ex:p 1 .", "title: \"A <b> & \\\\N\"", "<B>A &lt;b&gt; &amp; \\\\N<BR ALIGN=\"LEFT\"/></B>"},
  {"a legend", "ex:a a ex:T .", "nodes: {class: ex:T, shape: hexagon, fill: red, legend: \"T & U\"}",
   "<TD WIDTH=\"17\" ALIGN=\"LEFT\"><FONT COLOR=\"#111827\">\u2B21</FONT></TD><TD ALIGN=\"LEFT\"><FONT COLOR=\"#111827\">T &amp; U<"},
  {"a dashed border in the legend", "ex:a a ex:T .", "nodes: {class: ex:T, fill: red, style: dashed, width: 2, legend: T}",
   "<TD BORDER=\"2\" STYLE=\"ROUNDED,DASHED\" BGCOLOR=\"red\""},
  {"arrows both ways in the legend", "ex:a ex:p ex:b .", "edges: {property: ex:p, arrow: both, legend: P}",
   ">\u25C0\u2500\u2500\u25B6</FONT>"},
  {"an arrow back in the legend", "ex:a ex:p ex:b .", "edges: {property: ex:p, arrow: back, legend: P}",
   ">\u25C0\u2500\u2500</FONT>"},
  {"a bold edge in the legend", "ex:a ex:p ex:b .", "edges: {property: ex:p, style: bold, legend: P}",
   "\u2501\u2501\u25B6</FONT>"},
  {"no arrow in the legend", "ex:a ex:p ex:b .", "edges: {property: ex:p, arrow: none, style: dashed, legend: P}",
   ">\u254C\u254C</FONT>"},
  {"an edge without a label", "ex:a ex:p ex:b .", "edges: {property: ex:p, label: \"\"}",
   "[id=\"e1\", label=\"\","},
  {"who says what", SAID, SAID_BY,
   "label=\"\u2022 Czech Republic: responsible\\l\u2022 Latvia, EU: linked\\l\u2022 no one named: linked\\l\""},
  {"one says it", "ex:s a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:by \"Latvia\" ; ex:basis \"linked\" .", SAID_BY,
   "label=\"Latvia: linked\""},
  {"who says it, in a tooltip", SAID, SAID_BY, "tooltip=\"ex:a attributed to ex:b, 3 statements; by: "},
  {"an edge looks as the first of its statements' rules",
   "ex:s1 a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:k 1 . ex:s2 a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:k 2 .",
   "collapse: [{class: ex:S, from: ex:f, to: ex:t, property: ex:p, label: plain, width: 3},"
   " {class: ex:S, when: {ex:k: 1}, from: ex:f, to: ex:t, property: ex:p, label: other, style: dotted}]",
   "label=\"plain \u00D72\", color=\"#4b5563\", penwidth=3, "},
  {"an edge of statements of one rule looks as that says",
   "ex:s1 a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:k 1 .",
   "collapse: [{class: ex:S, from: ex:f, to: ex:t, property: ex:p, label: plain, width: 3},"
   " {class: ex:S, when: {ex:k: 1}, from: ex:f, to: ex:t, property: ex:p, label: other, style: dotted}]",
   "label=\"other\", color=\"#4b5563\", style=\"dotted\", "},
  {"direction", "ex:a ex:p ex:b .", "direction: TB", "rankdir=TB"},
  {"layout", "ex:a ex:p ex:b .", "layout: circo", "layout=circo"},
  {"what no colour is left for has its label", MANY_PROPERTIES, NULL, "label=\"pv\""},
  {"a legend says what it lacks", MANY_CLASSES, NULL, ">and 2 more kinds of nodes<"},
  {"what is not shown", "ex:a a ex:T . ex:b ex:p 1 .", "hide: {classes: ex:T}", "Not shown: 1 filtered node."},
  {"a qualifiers on its own line",
   "ex:s a ex:S ; ex:f ex:a ; ex:t ex:b ; ex:basis \"linked to\" .",
   "collapse: {class: ex:S, from: ex:f, to: ex:t, show: ex:basis, label: attributed to}",
   "label=\"attributed to\\nlinked to\""},
};
// clang-format on

static void
test_dot(void **const state)
{
  const DotCase *const c = (const DotCase *)*state;
  Drawn d;
  RhumbBuf dot = {0};
  assert_int_equal(drawn_all(&d, c->turtle, c->view), RHUMB_OK);
  rhumb_draw_dot(&dot, &d.map, true);
  if (!strstr(rhumb_buf_cstr(&dot), c->dot)) {
    fail_msg("no %s in %s", c->dot, dot.data);
  }
  assert_readable(&dot, d.map.n_nodes, d.map.n_edges);
  rhumb_buf_free(&dot);
  drawn_close(&d);
}

/// In the drawing, an edge runs through its label, arrow or not
static void
test_threaded(void **const state)
{
  (void)state;
  static const char *const parts[] = {
      "  l1 [id=\"l1\", shape=plaintext, ",
      "label=\"p\", fontsize=10, ",
      "  n1 -> l1 [id=\"e1\", dir=back, ",
      "  l1 -> n2 [id=\"f1\", dir=forward, ",
      "  n2 -> n2 [id=\"e2\", label=\"p\"",
      " n1; n2; l1;\n",
  };
  Drawn d;
  RhumbBuf dot = {0};
  assert_int_equal(drawn_all(&d,
                             "ex:a ex:p ex:b ; ex:in ex:g ."
                             "ex:b ex:p ex:b ; ex:in ex:g .",
                             "edges: {property: ex:p, arrow: both},"
                             "cluster: {by: ex:in}"),
                   RHUMB_OK);
  rhumb_draw_dot(&dot, &d.map, false);
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    if (!strstr(rhumb_buf_cstr(&dot), parts[i])) {
      fail_msg("no %s in %s", parts[i], dot.data);
    }
  }
  assert_readable(&dot, 3, 3);
  rhumb_buf_free(&dot);
  drawn_close(&d);
}

static void
draw(RhumbBuf *const dot, const char *const turtle)
{
  Drawn d;
  assert_int_equal(drawn_all(&d, turtle, NULL), RHUMB_OK);
  rhumb_draw_dot(dot, &d.map, true);
  drawn_close(&d);
}

static void
test_any_order(void **const state)
{
  (void)state;
  RhumbBuf one = {0};
  RhumbBuf two = {0};
  draw(&one,
       "ex:a a ex:T ; rdfs:label \"A\", \"A2\" ; ex:p ex:b, ex:c ; ex:q _:x ."
       "ex:b a ex:U ; ex:p ex:c . _:x ex:n 1, 2 . ex:c a ex:U .");
  draw(&two,
       "ex:c a ex:U . _:x ex:n 2, 1 . ex:b ex:p ex:c ; a ex:U ."
       "ex:a ex:q _:x ; ex:p ex:c, ex:b ; rdfs:label \"A2\", \"A\" ; a ex:T .");
  assert_string_equal(rhumb_buf_cstr(&one), rhumb_buf_cstr(&two));
  rhumb_buf_free(&one);
  rhumb_buf_free(&two);
}

/// Nodes without edges do not make one long column
static void
test_rows(void **const state)
{
  (void)state;
  Drawn d;
  RhumbBuf dot = {0};
  assert_int_equal(drawn_all(&d,
                             "ex:a a ex:T . ex:b a ex:T . ex:c a ex:T ."
                             "ex:d a ex:T .",
                             NULL),
                   RHUMB_OK);
  rhumb_draw_dot(&dot, &d.map, true);
  assert_non_null(strstr(rhumb_buf_cstr(&dot),
                         "  n1 -> n2 [style=invis];\n"
                         "  n3 -> n4 [style=invis];\n}\n"));
  rhumb_buf_free(&dot);
  drawn_close(&d);
}

static void
test_huge_label(void **const state)
{
  (void)state;
  static char text[1000000];
  memset(text, 'x', sizeof(text) - 1);
  Drawn d;
  RhumbBuf dot = {0};
  drawn_open(&d, "");
  put_everywhere(d.graph, rhumb_str(text));
  assert_int_equal(drawn_make(&d), RHUMB_OK);
  rhumb_draw_dot(&dot, &d.map, true);
  assert_in_range(dot.len, 4000, 20000);
  assert_readable(&dot, 3, 2);
  rhumb_buf_free(&dot);
  drawn_close(&d);
}

typedef struct {
  const char *name;
  const char *url; ///< NULL: it is refused
} UrlCase;

// clang-format off
static UrlCase url_cases[] = {
  {"http://e.org/a?b=c&d#e", "http://e.org/a?b=c&amp;d#e"},
  {"HTTPS://e.org/%20",      "HTTPS://e.org/%20"},
  {"https://e.org/\u00E9",   "https://e.org/%C3%A9"},
  {"https://e.org/\" onclick=\"x", "https://e.org/%22%20onclick=%22x"},
  {"javascript:alert(1)",    NULL},
  {" http://e.org/",         NULL},
  {"data:text/html,x",       NULL},
  {"file:///etc/passwd",     NULL},
  {"/local",                 NULL},
  {"",                       NULL},
};
// clang-format on

static void
test_url(void **const state)
{
  const UrlCase *const c = (const UrlCase *)*state;
  RhumbBuf out = {0};
  assert_int_equal(rhumb_text_is_link(rhumb_str(c->name)), c->url != NULL);
  if (c->url) {
    rhumb_text_put_link(&out, rhumb_str(c->name));
    assert_string_equal(rhumb_buf_cstr(&out), c->url);
  }
  rhumb_buf_free(&out);
}

typedef struct {
  const char *name;
  const char *title, *words;
} WordsCase;

static WordsCase words_cases[] = {
    {"ThreatActor", "Threat actor", "threat actor"},
    {"attributedTo", "Attributed to", "attributed to"},
    {"memberOfEU", "Member of EU", "member of EU"},
    {"HTTPServer", "HTTP server", "HTTP server"},
    {"has_part-of", "Has part of", "has part of"},
    {"p", "P", "p"},
    {"Q42", "", ""},
    {"42nd", "", ""},
    {"a.b", "", ""},
};

static void
test_words(void **const state)
{
  const WordsCase *const c = (const WordsCase *)*state;
  RhumbArena arena = {0};
  const RhumbStr name = rhumb_str(c->name);
  const RhumbStr title = rhumb_text_words(&arena, name, true);
  const RhumbStr words = rhumb_text_words(&arena, name, false);
  assert_string_equal(title.len ? title.data : "", c->title);
  assert_string_equal(words.len ? words.data : "", c->words);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_any_order),
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_threaded),
      cmocka_unit_test(test_huge_label),
  };
  int failed = cmocka_run_group_tests_name("draw", tests, NULL, NULL);
  RUN_TABLE("labels", label_cases, test_label);
  RUN_TABLE("dot", dot_cases, test_dot);
  RUN_TABLE("urls", url_cases, test_url);
  RUN_TABLE("words", words_cases, test_words);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "base/near.h"
#include "view/palette.h"
#include "view_support.h"

typedef struct {
  const char *name;
  const char *views;
  const char *reports; ///< Empty: it is read
} StyleCase;

#define NODE_RULE(rule) "v:\n  nodes:\n    - {class: ex:A, " rule "}\n"
#define EDGE_RULE(rule) "v:\n  edges:\n    - {property: ex:p, " rule "}\n"

#define NO_NAME(name)                                                      \
  "\"" name "\" is no name for a view: the picture's file is called after" \
  " it, so it is not empty, \".\" or \"..\", and has no \"/\"\n"

// clang-format off
static StyleCase style_cases[] = {
  {"nothing",            "",                                      ""},
  {"an empty view",      "v:\n",                                  ""},
  {"every key",
   "v:\n  title: T\n  description: D\n  layout: auto\n  direction: TB\n"
   "  language: [en, \"\", \"*\"]\n  label: [skos:prefLabel, ex:name]\n"
   "  nodes:\n    - {class: [ex:A, ex:B], shape: box, fill: \"#fff\", color: red3,"
   " style: dashed, width: 2, font-color: navy, font-size: 9, legend: L}\n"
   "    - {node: ex:a, fill: \"#12345678\"}\n"
   "  edges:\n    - {property: [ex:p], label: l, color: gray, width: 0.5, style: dotted, arrow: none, legend: L}\n"
   "  collapse:\n    - {class: ex:S, from: ex:f, to: ex:t, show: [ex:x], by: ex:y, label: l, property: ex:p}\n"
   "  cluster: {by: ex:memberOf}\n  details: [rdfs:comment]\n  link: schema:url\n"
   "  focus: {nodes: [ex:a, <http://example.org/b>, http://example.org/c], hops: 2}\n"
   "  hide: {classes: [], properties: [ex:p], nodes: ex:n, degree-over: 200}\n"
   "  only: {classes: ex:A, properties: ex:p}\n  limit: 100\n",     ""},
  {"a key with nothing", "v:\n  hide:\n  title:\n",               "2:3: error: nothing stands behind \"hide\"; leave it out, or write: what is left out\n3:3: error: nothing stands behind \"title\"; leave it out, or write: what stands over the map\n"},
  {"a list for a map",   "[v]",                                   "1:1: error: \"views\" must be a map of names, not a list\n"},
  {"a text for a view",  "v: x\n",                                "1:4: error: a view must be a map, {title: …, description: …, layout: …}, not a string\n"},
  {"unknown key",        "v:\n  titel: x\n",                      "2:3: error: unknown key \"titel\" in a view; title\n"},
  {"unknown shape",      NODE_RULE("shape: hexagn"),              "3:28: error: unknown shape \"hexagn\"; hexagon\n"},
  {"record shape",       NODE_RULE("shape: record"),              "3:28: error: unknown shape \"record\"; there are ellipse, oval, circle, egg, doublecircle, box, rect, rectangle, square, diamond, triangle, invtriangle and others\n"},
  {"unknown colour",     NODE_RULE("fill: lightblu"),             "3:27: error: unknown colour \"lightblu\": a name such as \"lightblue\", or \"#rrggbb\" in quotes; lightblue\n"},
  {"short colour",       NODE_RULE("fill: \"#ff\""),              "3:28: error: unknown colour \"#ff\": a name such as \"lightblue\", or \"#rrggbb\" in quotes\n"},
  {"markup as colour",   NODE_RULE("color: 'red\" x=\"'"),        "3:29: error: unknown colour \"red\" x=\"\": a name such as \"lightblue\", or \"#rrggbb\" in quotes\n"},
  {"unknown style",      EDGE_RULE("style: dashd"),               "3:31: error: unknown style \"dashd\"; dashed\n"},
  {"unknown layout",     "v: {layout: dto}\n",                    "1:13: error: unknown layout \"dto\"; dot\n"},
  {"unknown direction",  "v: {direction: UP}\n",                  "1:16: error: unknown direction \"UP\"; there are LR, TB, RL, BT\n"},
  {"unknown prefix",     "v: {link: skoss:x}\n",                  "1:11: error: unknown prefix \"skoss\"; skos\n"},
  {"no IRI",             "v: {link: word}\n",                     "1:11: error: \"link\" must be an IRI or a prefixed name, not \"word\"\n"},
  {"a bad IRI",          "v: {link: \"http://a b\"}\n",           "1:20: error: \"http://a b\" is no valid IRI: ' ' may not stand there\n"},
  {"a bad language",     "v: {language: e_n}\n",                  "1:15: error: \"e_n\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"width of zero",      EDGE_RULE("width: 0"),                   "3:31: error: \"width\" must be a number from 0.1 to 20, not \"0\"\n"},
  {"hops in words",      "v: {focus: {nodes: ex:a, hops: two}}\n", "1:32: error: \"hops\" must be a whole number from 0 to 1000000, not \"two\"\n"},
  {"rule without class", "v:\n  nodes:\n    - {shape: box}\n",     "3:7: error: a rule for nodes needs the key \"class\" or \"node\"\n"},
  {"edge without property", "v: {edges: {label: x}}\n",           "1:12: error: a rule for edges without \"property\"\n"},
  {"what a statement must have is no map", "v: {collapse: {class: ex:A, from: ex:f, to: ex:t, when: ex:k}}\n",
   "1:57: error: \"when\" must be a map of properties and values, not \"ex:k\"\n"},
  {"what a statement must have is of no prefix", "v: {collapse: {class: ex:A, from: ex:f, to: ex:t, when: {ex:k: ey:v, ey:k: 1, k: 2}}}\n",
   "1:64: error: unknown prefix \"ey\"; ex\n1:70: error: unknown prefix \"ey\"; ex\n"
   "1:79: error: \"k\" must be an IRI or a prefixed name, not \"k\"\n"},
  {"collapse without ends", "v: {collapse: {class: ex:A}}\n",     "1:15: error: a rule for collapsing without \"from\"\n1:15: error: a rule for collapsing without \"to\"\n"},
  {"a view without a name", "\"\":\n", "1:2: error: " NO_NAME("") },
  {"a path as a name", "a/b:\n", "1:1: error: " NO_NAME("a/b")},
  {"the folder as a name", ".:\n", "1:1: error: " NO_NAME(".")},
  {"the folder above as a name", "..:\n", "1:1: error: " NO_NAME("..")},
  {"dots in a name", "a..b:\n", ""},
  {"focus on nothing", "v: {focus: {hops: 2}}\n", "1:12: error: a focus without \"nodes\"\n"},
  {"focus on an empty list", "v: {focus: {nodes: [], hops: 2}}\n", "1:20: error: the key \"nodes\" needs one name at least\n"},
  {"a rule with class and node", "v: {nodes: {class: ex:A, node: ex:a}}\n",
   "1:12: warning: the rule has both \"class\" and \"node\": it applies to all of the class, and to the node whatever its class;"
   " write a rule for each, or leave one out\n"},
  {"clusters that are not drawn", "v: {layout: neato, cluster: {by: ex:in}}\n",
   "1:34: warning: the layout \"neato\" draws no clusters: use \"dot\" or \"fdp\", or leave \"cluster\" out\n"},
  {"all mistakes in one run", "v: {layout: x, titel: y, link: z}\nw: {hid: 1}\n",
   "1:13: error: unknown layout \"x\"; there are auto, dot, neato, fdp, sfdp, twopi, circo\n1:16: error: unknown key \"titel\" in a view; title\n"
   "1:32: error: \"link\" must be an IRI or a prefixed name, not \"z\"\n2:5: error: unknown key \"hid\" in a view; hide\n"},
};
// clang-format on

static void
test_style(void **const state)
{
  const StyleCase *const c = (const StyleCase *)*state;
  Drawn d;
  drawn_open(&d, "");
  if (c->views[0]) {
    const RhumbStatus status = drawn_read_views(&d, c->views);
    assert_string_equal(d.reports.text, c->reports);
    assert_int_equal(status == RHUMB_OK, !strstr(c->reports, "error"));
  }
  drawn_close(&d);
}

static void
test_two_files(void **const state)
{
  (void)state;
  Drawn d;
  RhumbViews *views = NULL;
  const RhumbYaml *node = NULL;
  static const RhumbText first = {"a.yml", {"one:\ntwo:\n", 10}};
  static const RhumbText second = {"b.yml", {"three:\ntwo:\n", 12}};
  drawn_open(&d, "");
  assert_int_equal(rhumb_yaml_read(&node, &d.arena, &first, &d.diag), 0);
  assert_int_equal(rhumb_views_read(&views, &d.yaml, node), 0);
  assert_int_equal(rhumb_yaml_read(&node, &d.arena, &second, &d.diag), 0);
  assert_int_equal(rhumb_views_read(&views, &d.yaml, node), RHUMB_ERR_SYNTAX);
  assert_string_equal(d.reports.text,
                      "2:1: error: the view \"two\" is there already\n"
                      "2:1: note: it is also defined here\n");
  assert_non_null(rhumb_views_find(views, RHUMB_STR("three")));
  assert_null(rhumb_views_find(views, RHUMB_STR("four")));
  assert_string_equal(rhumb_views_near(views, RHUMB_STR("thre")), "three");
  drawn_close(&d);
}

typedef struct {
  const char *name;
  bool valid;
} ColorCase;

static ColorCase color_cases[] = {
    {"red", true},
    {"red1", true},
    {"red4", true},
    {"red5", false},
    {"white1", false},
    {"Red", false},
    {"#fff", true},
    {"#ffff", false},
    {"#0072b2", true},
    {"#0072b2ff", true},
    {"#0072g2", false},
    {"", false},
    {"#", false},
    {"rgb(1,2,3)", false},
};

static void
test_color(void **const state)
{
  const ColorCase *const c = (const ColorCase *)*state;
  assert_int_equal(rhumb_color_valid(rhumb_str(c->name)), c->valid);
}

/// Pairs of shape and colour must differ as far as they go
static void
test_palette_pairs(void **const state)
{
  (void)state;
  for (size_t a = 0; a < (size_t)RHUMB_PALETTE_COLORS * RHUMB_PALETTE_SHAPES;
       ++a) {
    for (size_t b = 0; b < a; ++b) {
      assert_false(a % RHUMB_PALETTE_COLORS == b % RHUMB_PALETTE_COLORS &&
                   a % RHUMB_PALETTE_SHAPES == b % RHUMB_PALETTE_SHAPES);
    }
  }
  for (size_t i = 0; i < RHUMB_PALETTE_SHAPES; ++i) {
    assert_non_null(
        rhumb_word(rhumb_shape_names, rhumb_str(rhumb_palette_shapes[i])));
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_two_files),
      cmocka_unit_test(test_palette_pairs),
  };
  int failed = cmocka_run_group_tests_name("views", tests, NULL, NULL);
  RUN_TABLE("style", style_cases, test_style);
  RUN_TABLE("color", color_cases, test_color);
  return failed;
}

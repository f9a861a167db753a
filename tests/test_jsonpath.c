// SPDX-License-Identifier: ISC

#include "io/file.h"
#include "source/json/jsonpath.h"
#include "support.h"
#include "json/json.h"

#include <stdlib.h>

#define FAILS "fails" ///< What comes of a path that cannot be run

typedef struct {
  const char *name;
  const char *path;
  RhumbProfile profile;
  const char *json;
  const char *result; ///< Texts of the nodes, a space behind each
  const char *report; ///< A part of the report, if the path is wrong
} PathCase;

// clang-format off
static PathCase path_cases[] = {
  {"a name alone",       "name",         RHUMB_CLASSIC, "{\"name\":1}",              "1 ", NULL},
  {"a name with a space", "Country Code", RHUMB_CLASSIC, "{\"Country Code\":1}",     "1 ", NULL},
  {"names and a dot",    "a.b",          RHUMB_CLASSIC, "{\"a\":{\"b\":2}}",         "2 ", NULL},
  {"loose after root",   "$.a b.c-d",    RHUMB_CLASSIC, "{\"a b\":{\"c-d\":2}}",     "2 ", NULL},
  {"name, then bracket", "a[1].b",       RHUMB_CLASSIC, "{\"a\":[0,{\"b\":3}]}",     "3 ", NULL},
  {"dot and bracket",    "$.[*]",        RHUMB_CLASSIC, "[1,2]",                     "1 2 ", NULL},
  {"bracket alone",      "[*]",          RHUMB_CLASSIC, "[1,2]",                     "1 2 ", NULL},
  {"star alone",         "*",            RHUMB_CLASSIC, "[1,2]",                     "1 2 ", NULL},
  {"at sign",            "@",            RHUMB_CLASSIC, "[1]",                       "[1] ", NULL},
  {"at sign and name",   "@.x",          RHUMB_CLASSIC, "{\"x\":1}",                 "1 ", NULL},
  {"empty is the root",  "",             RHUMB_CLASSIC, "7",                         "7 ", NULL},
  {"spaces around",      " $.a ",        RHUMB_CLASSIC, "{\"a\":1}",                 "1 ", NULL},
  {"filter, strict within", "a[?(@.b == 'x y')].c", RHUMB_CLASSIC, "{\"a\":[{\"b\":\"x y\",\"c\":1},{\"b\":2,\"c\":2}]}", "1 ", NULL},
  {"filter, then loose", "a[?@.b].c d",  RHUMB_CLASSIC, "{\"a\":[{\"b\":1,\"c d\":5}]}", "5 ", NULL},
  {"UTF-8",              "名.é",         RHUMB_CLASSIC, "{\"名\":{\"é\":1}}",          "1 ", NULL},
  {"escaped name",       "$.é",          RHUMB_CORE,    "{\"\\u00e9\":1}",           "1 ", NULL},
  {"last of a name",     "$.a",          RHUMB_CORE,    "{\"a\":1,\"a\":2}",         "2 ", NULL},
  {"last, all children", "$.*",          RHUMB_CORE,    "{\"a\":1,\"b\":3,\"\\u0061\":2}", "3 2 ", NULL},
  {"last, descendants",  "$..x",         RHUMB_CORE,    "{\"a\":{\"x\":1},\"a\":{\"x\":2}}", "2 ", NULL},
  {"numbers by value",   "$[?@ == 1e2]", RHUMB_CORE,    "[100,100.0,\"100\",99]",    "100 100.0 ", NULL},
  {"large integers",     "$[?@ == 9007199254740993]", RHUMB_CORE, "[9007199254740992,9007199254740993]", "9007199254740993 ", NULL},
  {"objects in any order", "$[?@ == $[0]]", RHUMB_CORE, "[{\"a\":1,\"b\":[2]},{\"b\":[2],\"a\":1},{\"a\":1}]", "{\"a\":1,\"b\":[2]} {\"b\":[2],\"a\":1} ", NULL},
  {"length of characters", "$[?length(@) == 2]", RHUMB_CORE, "[\"é名\",\"abc\",[1,2],3]", "é名 [1,2] ", NULL},
  {"match is anchored",  "$[?match(@, 'b|bc')]", RHUMB_CORE, "[\"bc\",\"abc\"]",     "bc ", NULL},
  {"no I-Regexp",        "$[?match(@, '\\\\d')]", RHUMB_CORE, "[\"1\"]",             "", "1:4: warning: the pattern \"\\d\" is no I-Regexp"},

  {"no I-Regexp in data", "$.a[?match(@, $.p)]", RHUMB_CORE, "{\"a\":[\"1\"],\"p\":\"\\\\d\"}", "", NULL},
  {"nested groups",      "$[?match(@, '((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))')]", RHUMB_CORE, "[\"a\"]", "a ", NULL},
  {"range backwards",    "$[?match(@, '[z-a]')]", RHUMB_CORE, "[\"1\"]", NULL, "1:4: error: the pattern \"[z-a]\" cannot be matched: range out of order"},
  {"bounds backwards",   "$[?search(@, 'a{3,2}')]", RHUMB_CORE, "[\"1\"]", NULL, "1:4: error: the pattern \"a{3,2}\" cannot be matched: numbers out of order"},
  {"too many times",     "$[?!match(@, 'a{70000}')]", RHUMB_CORE, "[\"1\"]", NULL, "1:5: error: the pattern \"a{70000}\" cannot be matched: number too big"},
  {"not to match, data", "$.a[?!match(@, $.p)]", RHUMB_CORE, "{\"a\":[\"1\"],\"p\":\"[z-a]\"}", FAILS, "1:1: error: the pattern \"[z-a]\" cannot be matched: range out of order"},
  {"too large, data",    "$.a[?search(@, $.p)]", RHUMB_CORE, "{\"a\":[\"1\"],\"p\":\"((a{1000}){1000}){1000}\"}", FAILS, "1:1: error: the pattern \"((a{1000}){1000}){1000}\" cannot be matched: regular expression is too large"},
  {"too many steps",     "$[?match(@, '(a|aa)*[bc]')]", RHUMB_CORE, "[\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]", FAILS, "1:1: error: the pattern \"(a|aa)*[bc]\" needs too many steps"},
  {"a product",          "$..*..*..*..*..*..*..*..*", RHUMB_CORE, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", FAILS, "1:1: error: a JSONPath goes through the same values over and over"},
  {"a product in a filter", "$[?count($..*..*..*..*..*..*..*..*) > 1]", RHUMB_CORE, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", FAILS, "1:1: error: a JSONPath goes through"},
  {"a product in names", "$['a','a']['b','b']", RHUMB_CORE, "{\"a\":{\"b\":1}}", "1 1 1 1 ", NULL},

  {"name needs a root",  "name",         RHUMB_CORE,    "{}", NULL, "1:1: error: in the JSONPath \"name\": expected \"$\" at the start"},
  {"bracket too many",   "$.students[*]]", RHUMB_CORE,  "{}", NULL, "1:14: error: in the JSONPath \"$.students[*]]\": expected \".\", \"[\" or the end"},
  {"also when loose",    "students[*]]", RHUMB_CLASSIC, "{}", NULL, "1:12: error: in the JSONPath \"students[*]]\": expected \".\", \"[\" or the end"},
  {"a space behind a name", "$.a b\t [1] .c", RHUMB_CLASSIC, "{\"a b\":[1,{\"c\":2}]}", "2 ", NULL},
  {"a space behind a name, RFC", "$.a\t[1]", RHUMB_CORE, "{\"a\":[1,2]}", "2 ", NULL},
  {"dot and bracket, strict", "$.[*]",   RHUMB_CORE,    "{}", NULL, "1:3: error: in the JSONPath \"$.[*]\": expected a name"},
  {"unclosed bracket",   "$['a'",        RHUMB_CORE,    "{}", NULL, "1:2: error: in the JSONPath \"$['a'\": expected the closing \"]\" of this bracket"},
  {"unclosed string",    "$['a",         RHUMB_CORE,    "{}", NULL, "1:3: error: in the JSONPath \"$['a\": expected the closing quote"},
  {"unquoted in bracket", "$[a]",        RHUMB_CORE,    "{}", NULL, "1:3: error: in the JSONPath \"$[a]\": expected a name in quotes"},
  {"unknown function",   "$[?Length(@) > 1]", RHUMB_CORE, "{}", NULL, "1:4: error: JSONPath has no function \"Length\"; it has length, count, match, search and value; length"},
  {"one equal sign",     "$[?@.a = 1]",  RHUMB_CORE,    "{}", NULL, "1:8: error: in the JSONPath \"$[?@.a = 1]\": expected \",\" or \"]\""},
  {"several compared",   "$[?@.* == 1]", RHUMB_CORE,    "{}", NULL, "1:4: error: in the JSONPath \"$[?@.* == 1]\": expected one value"},
  {"a literal as a test", "$[?true]",    RHUMB_CORE,    "{}", NULL, "1:4: error: in the JSONPath \"$[?true]\": expected a test"},
  {"trailing dot",       "$.a.",         RHUMB_CLASSIC, "{}", NULL, "1:5: error: in the JSONPath \"$.a.\": expected a name"},
  {"index too large",    "$[9007199254740992]", RHUMB_CORE, "{}", NULL, "1:3: error: in the JSONPath \"$[9007199254740992]\": expected an integer up to"},
};
// clang-format on

static void
put_nodes(RhumbBuf *const out,
          const RhumbJson *const json,
          const RhumbJsonNodes nodes)
{
  for (size_t i = 0; i < nodes.count; ++i) {
    rhumb_buf_put(out, rhumb_json_text(json, nodes.nodes[i]));
    rhumb_buf_putc(out, ' ');
  }
}

static void
test_path(void **const state)
{
  const PathCase *const c = (const PathCase *)*state;
  const RhumbText text = {"case.json", rhumb_str(c->json)};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  RhumbJson json = {0};
  RhumbJsonPathRun *const run = rhumb_jsonpath_run_new();
  const RhumbLoc loc = {NULL, 1, 1, 0};

  assert_int_equal(rhumb_json_read(&json, &text, &diag), RHUMB_OK);
  const RhumbJsonPath *path = NULL;
  const RhumbStatus st = rhumb_jsonpath_compile(
      &path, &arena, rhumb_str(c->path), c->profile, loc, &diag);
  assert_int_equal(st == RHUMB_OK, c->result != NULL);
  if (st == RHUMB_OK) {
    RhumbJsonNodes nodes = {0};
    const RhumbStatus ran =
        rhumb_jsonpath_evaluate(&nodes, run, path, &json, 0, loc, &diag);
    put_nodes(&out, &json, nodes);
    assert_string_equal(ran == RHUMB_OK ? rhumb_buf_cstr(&out) : FAILS,
                        c->result);
  }
  if (!c->report) {
    assert_string_equal(reports.text, "");
  } else if (strncmp(reports.text, c->report, strlen(c->report)) != 0) {
    assert_string_equal(reports.text, c->report);
  }

  rhumb_jsonpath_run_free(run);
  rhumb_json_free(&json);
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

// The compliance suite -------------------------------------------------------

typedef struct {
  RhumbJson json;
  RhumbJsonPathRun *run;
  RhumbArena arena;
} Suite;

static void
ignore_report(void *const handle, const RhumbReport *const report)
{
  (void)handle;
  (void)report;
}

static const RhumbDiag quiet = {ignore_report, NULL};

/// True if `nodes` are equal to the items of the array `expected`
static bool
same_nodes(Suite *const suite,
           const RhumbJsonNodes nodes,
           const uint32_t expected)
{
  if (suite->json.nodes[expected].count != nodes.count) {
    return false;
  }
  for (size_t i = 0; i < nodes.count; ++i) {
    const uint32_t item = rhumb_json_item(&suite->json, expected, (int64_t)i);
    if (!rhumb_json_equal(&suite->json, item, nodes.nodes[i])) {
      return false;
    }
  }
  return true;
}

static bool
passes(Suite *const suite, const uint32_t test)
{
  RhumbJson *const json = &suite->json;
  const uint32_t selector =
      rhumb_json_member(json, test, RHUMB_STR("selector"));
  const uint32_t document =
      rhumb_json_member(json, test, RHUMB_STR("document"));
  const uint32_t result = rhumb_json_member(json, test, RHUMB_STR("result"));
  const uint32_t results = rhumb_json_member(json, test, RHUMB_STR("results"));
  const bool invalid =
      rhumb_json_member(json, test, RHUMB_STR("invalid_selector")) !=
      RHUMB_JSON_NONE;
  const RhumbJsonPath *path = NULL;
  RhumbJsonNodes nodes = {0};
  const RhumbLoc loc = {0};
  const RhumbStatus st =
      rhumb_jsonpath_compile(&path,
                             &suite->arena,
                             rhumb_json_string(json, selector, &suite->arena),
                             RHUMB_CORE,
                             loc,
                             &quiet);
  if (invalid || st != RHUMB_OK) {
    return invalid && st != RHUMB_OK;
  }
  if (rhumb_jsonpath_evaluate(
          &nodes, suite->run, path, json, document, loc, &quiet) != RHUMB_OK) {
    return false;
  }
  if (result != RHUMB_JSON_NONE) {
    return same_nodes(suite, nodes, result);
  }
  for (uint32_t i = results + 1; i < json->nodes[results].next;
       i = json->nodes[i].next) {
    if (same_nodes(suite, nodes, i)) {
      return true;
    }
  }
  return false;
}

static void
run_suite(Suite *const suite)
{
  RhumbJson *const json = &suite->json;
  const uint32_t tests = rhumb_json_member(json, 0, RHUMB_STR("tests"));
  unsigned passed = 0;
  for (uint32_t i = tests + 1; i < json->nodes[tests].next;
       i = json->nodes[i].next) {
    const bool good = passes(suite, i);
    passed += good;
    if (!good) {
      const RhumbStr name =
          rhumb_json_text(json, rhumb_json_member(json, i, RHUMB_STR("name")));
      (void)printf("jsonpath: fails: %.*s\n", RHUMB_FMT(name));
    }
  }
  const unsigned count = json->nodes[tests].count;
  (void)printf("jsonpath: %u of %u cases pass\n", passed, count);
  assert_int_equal(passed, count);
  assert_true(count >= 703);
}

static void
test_suite(void **const state)
{
  (void)state;
  const char *const suites = getenv("SUITES");
  char path[1024];
  (void)snprintf(path,
                 sizeof(path),
                 "%s/jsonpath/cts.json",
                 suites ? suites : "../shared/suites");
  Suite suite = {.run = rhumb_jsonpath_run_new()};
  const RhumbText *text = NULL;
  const RhumbLoc loc = {0};
  const bool found =
      rhumb_file_read(&text, &suite.arena, path, loc, &quiet) == RHUMB_OK;
  if (found) {
    assert_int_equal(rhumb_json_read(&suite.json, text, &quiet), RHUMB_OK);
    run_suite(&suite);
  } else {
    (void)printf("no suite jsonpath\n");
  }
  rhumb_jsonpath_run_free(suite.run);
  rhumb_json_free(&suite.json);
  rhumb_arena_free(&suite.arena);
  if (!found) {
    skip();
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_suite)};
  int failed = cmocka_run_group_tests_name("jsonpath suite", tests, NULL, NULL);
  RUN_TABLE("jsonpath", path_cases, test_path);
  return failed;
}

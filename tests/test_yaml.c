// SPDX-License-Identifier: ISC

#include "support.h"
#include "yaml/tree.h"

typedef struct {
  const char *name;
  const char *text;
  const char *tree;   ///< Scalars as line:column:kind:text; NULL: an error
  const char *report; ///< What is reported
} YamlCase;

// clang-format off
static YamlCase yaml_cases[] = {
  {"empty",          "", "none", ""},
  {"comments only",  "# a\n# b\n", "none", ""},
  {"a bare marker",  "---\n", "none", ""},
  {"a map",          "a: b\n", "1:1{1:1s:a=1:4s:b}", ""},
  {"nested",         "a:\n  - b\n  - {c: d}\n", "1:1{1:1s:a=2:3[2:5s:b,3:5{3:6s:c=3:9s:d}]}", ""},
  {"quotes",         "a: 'b'\n\"c\": \"d\"\n", "1:1{1:1s:a=1:5\"s:b,2:2\"s:c=2:7\"s:d}", ""},
  {"blocks",         "a: |\n  b\n  c\nd: >-\n\n    e\n", "1:1{1:1s:a=2:3\"s:b\nc\n,4:1s:d=6:5\"s:\ne}", ""},
  {"nulls",          "[~, null, NULL, '']", "1:1[1:2n:~,1:5n:null,1:11n:NULL,1:18\"s:]", ""},
  {"no value",       "a:\nb: c\n", "1:1{1:1s:a=1:3n:,2:1s:b=2:4s:c}", ""},
  {"booleans",       "[true, False, yes, on]", "1:1[1:2b:true,1:8b:False,1:15s:yes,1:20s:on]", ""},
  {"integers",       "[0, -12, 0x1F, 0o17, 1_0]", "1:1[1:2i:0,1:5i:-12,1:10i:0x1F,1:16i:0o17,1:22s:1_0]", ""},
  {"floats",         "[1.5, .5, 1., 1e3, .inf, ., e3]", "1:1[1:2f:1.5,1:7f:.5,1:11f:1.,1:15f:1e3,1:20f:.inf,1:26s:.,1:29s:e3]", ""},
  {"tags",           "[!!str 1, !!int 2, ! 3]", "1:1[1:8s:1,1:17i:2,1:22s:3]", ""},
  {"bytes, not characters", "{\u00e9: \u20ac, x: y}", "1:1{1:2s:\u00e9=1:6s:\u20ac,1:11s:x=1:14s:y}", ""},
  {"carriage returns", "a: b\r\nc:\r\n  - d\r\n", "1:1{1:1s:a=1:4s:b,2:1s:c=3:3[3:5s:d]}", ""},
  {"byte order mark", "\xEF\xBB\xBF" "a: b\n", "1:1{1:1s:a=1:4s:b}", ""},
  {"aliases",        "a: &x [1]\nb: *x\n", "1:1{1:1s:a=1:7[1:8i:1],2:1s:b=1:7[1:8i:1]}", ""},
  {"the latest anchor", "[&x 1, &x 2, *x]", "1:1[1:5i:1,1:11i:2,1:11i:2]", ""},
  {"merges",         "a: &x {p: 1, q: 2}\nb: {<<: *x, q: 3}\n", "1:1{1:1s:a=1:7{1:8s:p=1:11i:1,1:14s:q=1:17i:2},2:1s:b=2:4{2:13s:q=2:16i:3,1:8s:p=1:11i:1}}", ""},
  {"merges of a list", "<<: [{a: 1}, {a: 2, b: 3}]\n", "1:1{1:7s:a=1:10i:1,1:21s:b=1:24i:3}", ""},
  {"a quoted merge",   "'<<': 1\n", "1:1{1:2\"s:<<=1:7i:1}", ""},
  {"anchor on its own line", "a: &x # why\n  b: c\n", "1:1{1:1s:a=2:3{2:3s:b=2:6s:c}}", ""},

  {"a key twice",    "a: 1\nb: 2\na: 3\n", NULL, "3:1: error: the key \"a\" is here twice\n1:1: note: it was first here\n"},
  {"two keys twice", "{a: 1, a: 2, b: 3, b: 4}", NULL,
   "1:8: error: the key \"a\" is here twice\n1:2: note: it was first here\n"
   "1:20: error: the key \"b\" is here twice\n1:14: note: it was first here\n"},
  {"a list as a key", "? [a]\n: b\n", NULL, "1:3: error: a key must be a string, not a list\n"},
  {"two documents",  "a: b\n---\nc: d\n", NULL, "2:1: error: a second document begins here; rules are one document, so take the \"---\" out\n"},
  {"a tab",          "a:\n\tb: c\n", NULL, "2:1: error: a tab cannot indent; use spaces\n"},
  {"an unknown alias", "a: *x\n", NULL, "1:4: error: the alias \"*x\" stands for nothing: no value with \"&x\" ends before it; a text that begins with \"*\" is quoted\n"},
  {"an alias to itself", "&x [*x]\n", NULL, "1:5: error: the alias \"*x\" stands for nothing: no value with \"&x\" ends before it; a text that begins with \"*\" is quoted\n"},
  {"a merge of a scalar", "<<: 1\n", NULL, "1:5: error: \"<<\" merges a map or a list of maps, not a number\n"},
  {"a local tag",    "a: !x b\n", NULL, "1:4: error: the tag \"!x\", which means nothing in rules; a text that begins with \"!\" is quoted\n"},
  {"a colon",        "a: b: c\n", NULL, "1:5: error: a second key in one line: quote the value, \"b: c\"; behind the colon of a prefix stands no blank, ex:name\n"},
  {"no colon",       "a: b\nc\nd: e\n", NULL, "2:1: error: a \":\" is missing behind the key \"c\"\n"},
  {"an open quote",  "a: 'b\n", NULL, "1:4: error: this quote is not closed\n"},
  {"an open list",   "a: [b\nc: d\n", NULL, "1:4: error: this list is not closed: a \"]\" is missing\n"},
  {"an open map",    "a: {b: c\n", NULL, "1:4: error: this map is not closed: a \"}\" is missing\n"},
  {"indentation",    "a:\n    b: c\n  d: e\n", NULL, "3:3: error: this line is indented by 2, the one above it by 4 and what it could belong to by 0; lines that stand side by side are indented alike\n"},
  {"not UTF-8",      "a: b\nc: \xFF\n", NULL, "2:4: error: the byte FF is not UTF-8, but \"ÿ\" in Latin-1 and Windows-1252; save the file as UTF-8\n"},
  {"a NUL",          "a: \"b\\0c\"\n", NULL, "1:6: error: the character U+0000, which no text of rules has\n"},
  {"a control character", "a: b\nc: \x01\n", NULL, "2:4: error: a control character, which YAML excludes\n"},
  {"a reserved character", "a: @b\n", NULL, "1:4: error: YAML keeps \"@\" at the start of a value to itself; quote the value, \"@b\"\n"},
};
// clang-format on

static void
put_node(RhumbBuf *const out, const RhumbYaml *const node)
{
  rhumb_buf_format(out, "%u:%u", node->loc.line, node->loc.column);
  if (node->kind == RHUMB_YAML_SCALAR) {
    rhumb_buf_format(out,
                     "%s%c:%s",
                     node->quoted ? "\"" : "",
                     "snbif"[node->tag],
                     node -> text.data);
    return;
  }
  rhumb_buf_putc(out, "_[{"[node->kind]);
  for (size_t i = 0; i < node->count; ++i) {
    if (i) {
      rhumb_buf_putc(out, ',');
    }
    if (node->kind == RHUMB_YAML_MAP) {
      put_node(out, node->keys[i]);
      rhumb_buf_putc(out, '=');
    }
    put_node(out, node->values[i]);
  }
  rhumb_buf_putc(out, "_]}"[node->kind]);
}

static void
check(const char *const text, const char *const tree, const char *const report)
{
  Reports reports = {{0}, 0, 0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbText file = {"a.yml", rhumb_str(text)};
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  const RhumbYaml *root = NULL;
  const RhumbStatus status = rhumb_yaml_read(&root, &arena, &file, &diag);
  assert_string_equal(reports.text, report);
  assert_int_equal(status, tree ? RHUMB_OK : RHUMB_ERR_SYNTAX);
  if (root) {
    put_node(&out, root);
  } else {
    rhumb_buf_format(&out, "none");
  }
  assert_string_equal(rhumb_buf_cstr(&out), tree ? tree : "none");
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

static void
test_yaml(void **const state)
{
  const YamlCase *const c = (const YamlCase *)*state;
  check(c->text, c->tree, c->report);
}

typedef struct {
  const char *name;
  const char *text; ///< The value of `a` is asked for the place of its "@"
  unsigned line, column;
} PlaceCase;

// clang-format off
static PlaceCase place_cases[] = {
  {"plain",            "a: bcd@e",               1, 7},
  {"plain, folded",    "a: bc\n   d @e",         2, 6},
  {"single quotes",    "a: 'it''s ''@'",         1, 13},
  {"double quotes",    "a: \"\\t\\u00e9\\\\ @\"",  1, 16},
  {"double, apostrophes", "a: \"''@\"",           1, 7},
  {"double, folded",   "a: \"b\n   c @\"",       2, 6},
  {"literal block",    "a: |\n  b\n\n  c@",      4, 4},
  {"folded block",     "a: >\n  b\n  c@",        3, 4},
  {"a backslash",      "a: b\\c@",               1, 7},
  {"beyond the end",   "a: bc",                  1, 6},
};
// clang-format on

static void
test_place(void **const state)
{
  const PlaceCase *const c = (const PlaceCase *)*state;
  Reports reports = {{0}, 0, 0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbText file = {"a.yml", rhumb_str(c->text)};
  RhumbArena arena = {0};
  const RhumbYaml *root = NULL;
  assert_int_equal(rhumb_yaml_read(&root, &arena, &file, &diag), RHUMB_OK);
  assert_int_equal(root->kind, RHUMB_YAML_MAP);
  assert_string_equal(root->keys[0]->text.data, "a");
  const RhumbYaml *const value = root->values[0];
  const char *const at = strchr(value->text.data, '@');
  const RhumbLoc loc = rhumb_yaml_at(
      value, at ? (size_t)(at - value->text.data) : value->text.len);
  assert_int_equal(loc.line, c->line);
  assert_int_equal(loc.column, c->column);
  rhumb_arena_free(&arena);
}

static void
test_deep(void **const state)
{
  (void)state;
  char text[512] = {0};
  memset(text, '[', 200);
  memset(text + 200, ']', 200);
  Reports reports = {{0}, 0, 0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbText file = {"a.yml", rhumb_str(text)};
  RhumbArena arena = {0};
  const RhumbYaml *root = NULL;
  assert_int_equal(rhumb_yaml_read(&root, &arena, &file, &diag), RHUMB_OK);
  rhumb_arena_free(&arena);

  memset(text, '[', 201);
  memset(text + 201, ']', 201);
  check(text, NULL, "1:201: error: nesting deeper than 200\n");
}

/// Ten aliases a level, seven levels: 10^7 nodes
static void
test_bomb(void **const state)
{
  (void)state;
  RhumbBuf text = {0};
  rhumb_buf_format(&text, "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
  for (unsigned i = 1; i < 7; ++i) {
    rhumb_buf_format(&text, "a%u: &a%u [", i, i);
    for (unsigned j = 0; j < 10; ++j) {
      rhumb_buf_format(&text, "*a%u,", i - 1);
    }
    rhumb_buf_format(&text, "]\n");
  }
  check(rhumb_buf_cstr(&text),
        NULL,
        "6:46: error: the aliases unfold to more than 1000000 nodes\n");
  rhumb_buf_free(&text);
}

static void
test_many_keys(void **const state)
{
  (void)state;
  RhumbBuf text = {0};
  for (unsigned i = 0; i < 1000; ++i) {
    rhumb_buf_format(&text, "k%u: v\n", i);
  }
  rhumb_buf_format(&text, "k7: v\nk999: v\n");
  check(rhumb_buf_cstr(&text),
        NULL,
        "1001:1: error: the key \"k7\" is here twice\n"
        "8:1: note: it was first here\n"
        "1002:1: error: the key \"k999\" is here twice\n"
        "1000:1: note: it was first here\n");
  rhumb_buf_free(&text);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_deep),
      cmocka_unit_test(test_bomb),
      cmocka_unit_test(test_many_keys),
  };
  int failed = cmocka_run_group_tests_name("yaml limits", tests, NULL, NULL);
  RUN_TABLE("yaml", yaml_cases, test_yaml);
  RUN_TABLE("yaml places", place_cases, test_place);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "source_support.h"
#include "json/json.h"

#define LEN(text) (text), sizeof(text) - 1
#define JSON(iterator_, profile_)                                           \
  {                                                                         \
    .format = &rhumb_source_json,                                           \
    .iterator = {(iterator_), sizeof(iterator_) - 1}, .profile = (profile_) \
  }
#define LINES(iterator_)                         \
  {                                              \
    .format = &rhumb_source_jsonl, .iterator = { \
      (iterator_),                               \
      sizeof(iterator_) - 1                      \
    }                                            \
  }

// clang-format off
static SourceCase json_cases[] = {
  {"array at the root", "[{\"a\":1,\"b\":\"x\"},\n {\"b\":\"y\",\"a\":2}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b"}, "1@1 #1|x\n2@2 #2|y\n", NULL},
  {"path of names",  "{\"z\":[1,{\"s\":0}],\"s\":{\"t\":[{\"a\":1},{\"a\":2}]},\"y\":{}}", 0, JSON("$.s.t[*]", RHUMB_CORE), {"$.a"}, "1@1 #1\n2@1 #2\n", NULL},
  {"items of an object", "{\"s\":{\"p\":{\"a\":1},\n\"q\":{\"a\":2}}}", 0, JSON("$.s[*]", RHUMB_CORE), {"$.a"}, "1@1 #1\n2@2 #2\n", NULL},
  {"items are scalars", "[1,\"x\",true,null,[2],1.5]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #1\n2@1 x\n3@1 ?true\n4@1 -\n5@1 %[2]\n6@1 ~1.5\n", NULL},
  {"byte order mark", "\xEF\xBB\xBF[{\"a\":1}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a"}, "1@1 #1\n", NULL},
  {"the document",   "{\"a\":1,\"b\":{\"c\":2}}\n", 0, JSON("$", RHUMB_CORE), {"$.a", "$.b.c", "$.b"}, "1@1 #1|#2|%{\"c\":2}\n", NULL},
  {"no iterator",    " {\"a\":1} ", 0, JSON("", RHUMB_CLASSIC), {"a"}, "1@1 #1\n", NULL},
  {"filter, streamed", "{\"s\":[{\"a\":1},\n{\"a\":2},\n{\"a\":3}]}", 0, JSON("$.s[?@.a>1]", RHUMB_CORE), {"$.a"}, "1@2 #2\n2@3 #3\n", NULL},
  {"filter with the root", "{\"m\":2,\"s\":[{\"a\":1},\n{\"a\":2}]}", 0, JSON("$.s[?@.a==$.m]", RHUMB_CORE), {"$.a"}, "1@2 #2\n", NULL},
  {"descendants",    "{\"a\":{\"x\":{\"v\":1}},\n\"b\":[{\"x\":{\"v\":2}}]}", 0, JSON("$..x", RHUMB_CORE), {"$.v"}, "1@1 #1\n2@2 #2\n", NULL},
  {"backwards",      "[{\"v\":1},\n{\"v\":2},\n{\"v\":3}]", 0, JSON("$[::-1]", RHUMB_CORE), {"$.v"}, "1@3 #3\n2@2 #2\n3@1 #1\n", NULL},
  {"nothing there",  "{\"a\":[1]}", 0, JSON("$.b[*]", RHUMB_CORE), {"$.x"}, "", NULL},
  {"no container there", "{\"a\":1,\"b\":2}", 0, JSON("$.a[*]", RHUMB_CORE), {"$.x"}, "", NULL},
  {"no object on the way", "[{\"a\":1}]", 0, JSON("$.a.b[*]", RHUMB_CORE), {"$.x"}, "", NULL},
  {"no such name further down", "{\"a\":{\"c\":[1]},\"b\":[2]}", 0, JSON("$.a.b[*]", RHUMB_CORE), {"$.x"}, "", NULL},
  {"wrong where no items are", "{\"a\":{\"c\":[1]},\"b\":[2}", 0, JSON("$.a.b[*]", RHUMB_CORE), {"$.x"}, "", "1:22: error: expected \",\" or \"]\", found '}'\n"},
  {"empty array",    "{\"a\": [ ] }", 0, JSON("$.a[*]", RHUMB_CORE), {"$.x"}, "", NULL},
  {"classic forms",  "[{\"Country Code\":1,\"a\":{\"b\":2}}]", 0, JSON("$.[*]", RHUMB_CLASSIC), {"Country Code", "a.b", "$.a.b", "@.a.b"}, "1@1 #1|#2|#2|#2\n", NULL},
  {"missing and null", "[{\"a\":null},{},{\"a\":\"\"}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b"}, "1@1 -|-\n2@1 -|-\n3@1 |-\n", NULL},
  {"types",          "[{\"a\":-0,\"b\":1.50,\"c\":2E3,\"d\":false,\"e\":\"30.0E0\"}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b", "$.c", "$.d", "$.e"}, "1@1 #-0|~1.50|~2E3|?false|30.0E0\n", NULL},
  {"array, classic", "[{\"a\":[1,\"x\",null,[2,3],{\"b\":1}]}]", 0, JSON("$[*]", RHUMB_CLASSIC), {"a", "$.a[*]"}, "1@1 #1,x,%[2,3],%{\"b\":1}|#1,x,%[2,3],%{\"b\":1}\n", NULL},
  {"array, core",    "[{\"a\":[1,\"x\"]}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.a[*]", "$.a[1]"}, "1@1 %[1,\"x\"]|#1,x|x\n", NULL},
  {"escapes",        "[{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u540D\\uD83D\\ude00\",\"\\u0062\":1}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b"}, "1@1 \"\\/\b\f\n\r\té名😀|#1\n", NULL},
  {"the last of a name", "[{\"a\":1,\"a\":2,\"b\":{\"c\":1,\"c\":2}}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b.c", "$.b.*"}, "1@1 #2|#2|#2\n", NULL},
  {"same member, two ways", "[{\"a\":1}]", 0, JSON("$[*]", RHUMB_CLASSIC), {"a", "$.a", "$['a']"}, "1@1 #1|#1|#1\n", NULL},
  {"names that change place", "[{\"a\":1,\"b\":2,\"c\":3},{\"b\":4},{\"c\":5,\"a\":6},{\"a\":7,\"b\":8}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b"}, "1@1 #1|#2\n2@1 -|#4\n3@1 #6|-\n4@1 #7|#8\n", NULL},
  {"long strings",   "[{\"a\":\"0123456789012345678901234567890123456789\",\"b\":\"é123456789012345678901234567890123456789\"}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a", "$.b"}, "1@1 0123456789012345678901234567890123456789|é123456789012345678901234567890123456789\n", NULL},
  {"lines",          "{\"a\":1}\n\n {\"a\":2}\r\n{\"a\":3}", 0, LINES(""), {"a"}, "1@1 #1\n2@3 #2\n3@4 #3\n", NULL},
  {"lines, iterator", "{\"s\":[{\"a\":1},{\"a\":2}]}\n{\"s\":[]}\n{\"s\":[{\"a\":3}]}\n", 0, LINES("$.s[*]"), {"a"}, "1@1 #1\n2@1 #2\n3@3 #3\n", NULL},
  {"lines, none",    "", 0, LINES(""), {"a"}, "", NULL},

  {"empty",          "", 0, JSON("$[*]", RHUMB_CORE), {"$.a"}, "", "1:1: error: expected a value, found the end of the file\n"},
  {"cut in an item", "[{\"a\":1},\n{\"a\"", 0, JSON("$[*]", RHUMB_CORE), {"$.a"}, "1@1 #1\n", "2:5: error: expected a colon behind the name, found the end of the file\n"},
  {"cut in a string", "[\"ab", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:5: error: expected the closing quote of a string, found the end of the file\n"},
  {"cut behind an item", "[1,\n2", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #1\n2@2 #2\n", "2:2: error: expected \",\" or \"]\", found the end of the file\n"},
  {"comma at the end", "[1,]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #1\n", "1:4: error: expected a value, found ']'\n"},
  {"comma at the end, whole", "[1,]", 0, JSON("$", RHUMB_CORE), {"$"}, "", "1:4: error: expected a value, found ']'\n"},
  {"comma at the start", "[,1]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:2: error: expected a value, found ','\n"},
  {"no comma",       "[1\n  2]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #1\n", "2:3: error: expected \",\" or \"]\", found '2'\n"},
  {"leading zero",   "[01]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #0\n", "1:3: error: expected \",\" or \"]\", found '1'\n"},
  {"number cut",     "[1.]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:4: error: expected a digit, found ']'\n"},
  {"word",           "[True]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:2: error: expected a value, found 'T'\n"},
  {"word cut",       "[nul]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:2: error: expected a value (true, false and null in small letters), found 'n'\n"},
  {"name unquoted",  "{\"s\":[{a:1}]}", 0, JSON("$.s[*]", RHUMB_CORE), {"$"}, "", "1:8: error: expected a name or \"}\", found 'a'\n"},
  {"bad escape",     "[\"a\\x\"]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:4: error: expected an escape such as \\n or \\u00E9 (of a surrogate pair, both halves), found '\\'\n"},
  {"half a pair",    "[\"\\uD83D.\"]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:3: error: expected an escape"},
  {"an escape that a quote cuts at the end", "[\"\\u00\"", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:3: error: expected an escape"},
  {"half a pair that a quote cuts at the end", "[\"\\uD83D\\u\"", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:3: error: expected an escape"},
  {"half a pair that the end cuts", "[\"\\uD83D\\uDE", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:13: error: expected the closing quote"},
  {"control character", "[\"a\tb\"]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:4: error: expected control characters in a string to be escaped, found a byte that cannot be here\n"},
  {"a NUL",          LEN("[1,\0]"), JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #1\n", "1:4: error: expected a value, found a byte that cannot be here\n"},
  {"not UTF-8",      "[\"a\xE9\"]", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "", "1:4: error: expected UTF-8 within a string, found a byte that cannot be here\n"},
  {"not UTF-8, skipped", "{\"z\":\"\xE9\",\"s\":[]}", 0, JSON("$.s[*]", RHUMB_CORE), {"$"}, "", "1:7: error: expected UTF-8 within a string"},
  {"text behind",    "[1]\n x", 0, JSON("$[*]", RHUMB_CORE), {"$"}, "1@1 #1\n", "2:2: error: expected nothing behind the document (if every line is one, it is JSON Lines: jsonl, in RML rhumb:JSONLines), found 'x'\n"},
  {"text behind, whole", "[1]\n x", 0, JSON("$", RHUMB_CORE), {"$"}, "", "2:2: error: expected nothing behind the document (if every line is one, it is JSON Lines: jsonl, in RML rhumb:JSONLines), found 'x'\n"},
  {"wrong before the items", "{\"z\":[1,}],\"s\":[]}", 0, JSON("$.s[*]", RHUMB_CORE), {"$"}, "", "1:9: error: expected a value, found '}'\n"},
  {"wrong behind the items", "{\"s\":[1],\n\"t\":tru}", 0, JSON("$.s[*]", RHUMB_CORE), {"$"}, "1@1 #1\n", "2:5: error: expected a value (true"},
  {"items come twice", "{\"s\":[1],\n\"s\":[2]}", 0, JSON("$.s[*]", RHUMB_CORE), {"$"}, "1@1 #1\n", "2:5: error: expected a name that the object does not have yet"},
  {"object with a name twice", "{\"x\": {\"a\": 1, \"b\": 2, \"\\u0061\": 3}}", 0, JSON("$.x[*]", RHUMB_CORE), {"$"}, "1@1 #1\n2@1 #2\n",
   "1:33: error: expected a name that the object does not have yet"},
  {"object whose items have the same names", "{\"x\": {\"a\": {\"a\": 1}, \"b\": {\"a\": 2}}}", 0, JSON("$.x[*]", RHUMB_CORE), {"$.a"}, "1@1 #1\n2@1 #2\n", NULL},
  {"a document on two lines", "{\"a\":\n1}\n", 0, LINES(""), {"a"}, "", "1:6: error: expected a value, found the end of the line (if the whole file is one document, it is json)\n"},
  {"two on a line",  "{\"a\":1} {\"a\":2}\n", 0, LINES(""), {"a"}, "", "1:9: error: expected one document a line, found '{'\n"},
  {"bad iterator",   "[]", 0, JSON("$.students[*]]", RHUMB_CORE), {"$"}, "", "5:26: error: in the JSONPath \"$.students[*]]\": expected"},
  {"bad reference",  "[]", 0, JSON("$[*]", RHUMB_CORE), {"[a"}, "", "9:20: error: in the JSONPath \"[a\": expected \"$\" at the start"},
};
// clang-format on

/// `count` times `open`, then `middle`, then as often `close`
static RhumbBuf
nest(const unsigned count,
     const char *const open,
     const char *const middle,
     const char *const close)
{
  RhumbBuf out = {0};
  for (unsigned i = 0; i < count; ++i) {
    rhumb_buf_put(&out, rhumb_str(open));
  }
  rhumb_buf_put(&out, rhumb_str(middle));
  for (unsigned i = 0; i < count; ++i) {
    rhumb_buf_put(&out, rhumb_str(close));
  }
  return out;
}

static void
test_depth(void **const state)
{
  (void)state;
  for (unsigned depth = RHUMB_JSON_DEPTH; depth <= RHUMB_JSON_DEPTH + 1;
       ++depth) {
    Reports reports = {0};
    const RhumbDiag diag = {keep_report, &reports};
    RhumbBuf buf = nest(depth, "[", "", "]");
    const RhumbText text = {"deep.json", rhumb_buf_str(&buf)};
    RhumbJson json = {0};
    const bool fits = depth == RHUMB_JSON_DEPTH;
    assert_int_equal(rhumb_json_read(&json, &text, &diag),
                     fits ? RHUMB_OK : RHUMB_ERR_SYNTAX);
    assert_string_equal(reports.text,
                        fits ? ""
                             : "1:1001: error: expected no more than 1000 "
                               "containers within each other\n");
    rhumb_json_free(&json);
    rhumb_buf_free(&buf);
  }
}

/// Comparing must not double its work at each level
static void
test_deep_equality(void **const state)
{
  (void)state;
  RhumbBuf a = nest(450, "{\"x\":1,\"y\":", "1", "}");
  RhumbBuf b = nest(450, "{\"y\":", "1", ",\"x\":1}");
  RhumbBuf both = {0};
  rhumb_buf_format(&both, "[%s,%s]", rhumb_buf_cstr(&a), rhumb_buf_cstr(&b));
  const RhumbText text = {"deep.json", rhumb_buf_str(&both)};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbJson json = {0};
  assert_int_equal(rhumb_json_read(&json, &text, &diag), RHUMB_OK);
  assert_true(rhumb_json_equal(
      &json, rhumb_json_item(&json, 0, 0), rhumb_json_item(&json, 0, 1)));
  rhumb_json_free(&json);
  rhumb_buf_free(&a);
  rhumb_buf_free(&b);
  rhumb_buf_free(&both);
}

/// One item larger than many chunks, and one larger than all before
static void
test_large_items(void **const state)
{
  (void)state;
  RhumbBuf buf = {0};
  rhumb_buf_put(&buf, RHUMB_STR("{\"skip\":["));
  for (unsigned i = 0; i < 100000; ++i) {
    rhumb_buf_format(&buf, "{\"i\":%u},\n", i);
  }
  rhumb_buf_put(&buf, RHUMB_STR("0],\"s\":[{\"a\":1,\"z\":\""));
  for (unsigned i = 0; i < 1000000; ++i) {
    rhumb_buf_putc(&buf, 'x');
  }
  rhumb_buf_put(&buf, RHUMB_STR("\",\"b\":2},\n{\"a\":3,\"b\":4}]}"));
  const SourceCase c = {.name = "large",
                        .content = buf.data,
                        .len = buf.len,
                        .spec = JSON("$.s[*]", RHUMB_CORE),
                        .references = {"$.a", "$.b"},
                        .rows = "1@100001 #1|#2\n2@100002 #3|#4\n"};
  check_source(&c, 500);
  rhumb_buf_free(&buf);
}

// clang-format off
static SourceCase long_cases[] = {
  {"an item", "[{\"a\": 1}, {\"a\": [2, 3, 4, 5, 6, 7, 8, 9]}]", 0, JSON("$[*]", RHUMB_CORE), {"$.a"}, "1@1 #1\n",
   "1:12: error: this item is longer than 0 MB"},
  {"a name", "{\"abcdefghijklmnopqrstuvwxyz\": []}", 0, JSON("$.a[*]", RHUMB_CORE), {"$.a"}, "",
   "1:2: error: this item is longer than 0 MB"},
  {"many items", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", 0, JSON("$[*]", RHUMB_CORE), {"$"},
   "1@1 #1\n2@1 #2\n3@1 #3\n4@1 #4\n5@1 #5\n6@1 #6\n7@1 #7\n8@1 #8\n9@1 #9\n", NULL},
  {"a whole document", "[1, 2, 3, 4, 5, 6, 7, 8, 9]", 0, JSON("$[1, 0]", RHUMB_CORE), {"$"}, "1@1 #2\n2@1 #1\n", NULL},
};
// clang-format on

static void
test_long_item(void **const state)
{
  const size_t usual = rhumb_max_input;
  rhumb_max_input = 16;
  check_source((const SourceCase *)*state, 4);
  rhumb_max_input = usual;
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_depth),
      cmocka_unit_test(test_deep_equality),
      cmocka_unit_test(test_large_items),
  };
  int failed = cmocka_run_group_tests_name("json size", tests, NULL, NULL);
  RUN_TABLE("json", json_cases, test_source);
  RUN_TABLE("long", long_cases, test_long_item);
  return failed;
}

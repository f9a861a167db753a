// SPDX-License-Identifier: ISC

// What is said of sources and references without opening anything

#include "source/types.h"
#include "support.h"

typedef struct {
  const char *name;
  const char *format, *iterator, *reference;
  RhumbProfile profile;
  const char *report; ///< NULL: nothing is wrong
} CheckCase;

// clang-format off
static CheckCase cases[] = {
  {"JSON",             "json", "$.a[*]", "$.b", RHUMB_CORE, NULL},
  {"JSON, loose",      "json", "a[*]", "b c", RHUMB_CLASSIC, NULL},
  {"JSON, iterator",   "json", "$.a[", "$.b", RHUMB_CORE, "5:17: error: "},
  {"JSON, reference",  "json", "$", "$.b[", RHUMB_CORE, "9:24: error: "},
  {"JSON, a bare name in core", "json", "$", "b", RHUMB_CORE, NULL},
  {"JSON, too loose",  "json", "$", "[*]", RHUMB_CORE, "9:20: error: in the JSONPath \"[*]\": expected \"$\" at the start\n"},
  {"JSON, an at sign", "json", "$", "@id", RHUMB_CLASSIC, "9:20: error: in the JSONPath \"@id\": a key that begins with \"@\" is written ['@id']\n"},
  {"JSON, an at sign in core", "json", "$", "@id.x", RHUMB_CORE, "9:20: error: in the JSONPath \"@id.x\": a key that begins with \"@\" is written $['@id']\n"},
  {"JSON, an at sign that is the row", "json", "@.a[*]", "@.id", RHUMB_CLASSIC, NULL},
  {"JSON, an XPath",   "json", "/a/b", "$[", RHUMB_CLASSIC, "5:13: warning: this looks like XPath; the JSONPath of a list's items is $.list[*]\n"},
  {"JSON Lines",       "jsonl", "", "$..", RHUMB_CORE, "9:2"},
  {"XML",              "xml", "/a/b", "../@c", RHUMB_CORE, NULL},
  {"XML, iterator",    "xml", "/a[", "b", RHUMB_CORE, "5:16: error: \"/a[\" is no XPath 1.0 expression\n"},
  {"XML, reference",   "xml", "/a", "b]", RHUMB_CORE, "9:21: error: \"b]\" is no XPath 1.0 expression\n"},
  {"XML, a JSONPath",  "xml", "$.a[*]", "b", RHUMB_CORE, "5:14: error: \"$.a[*]\" is no XPath 1.0 expression; it looks like JSONPath, where XPath is /list/item\n"},
  {"XML, no such function", "xml", "/a[ends-wit(@b, 'lower-case($x)')]", "b", RHUMB_CORE, "5:16: error: in the XPath \"/a[ends-wit(@b, 'lower-case($x)')]\": XPath 1.0 has no function \"ends-wit\"\n"},
  {"XML, near a function", "xml", "/a[start-with(@b, 'c')]", "b", RHUMB_CORE, "5:16: error: in the XPath \"/a[start-with(@b, 'c')]\": XPath 1.0 has no function \"start-with\"; starts-with\n"},
  {"XML, of later XPath", "xml", "/a[b = lower-case('C')]", "b", RHUMB_CORE, "5:20: error: in the XPath \"/a[b = lower-case('C')]\": XPath 1.0 has no function \"lower-case\"; $(name => lower) does that, or grel:toLowerCase of the rules\n"},
  {"XML, of later XPath, with a prefix", "xml", "/a", "fn:matches(b, 'c')", RHUMB_CORE, "9:20: error: in the XPath \"fn:matches(b, 'c')\": XPath 1.0 has no function \"fn:matches\"; the function grel:string_match of the rules does that\n"},
  {"XML, a choice",    "xml", "/a", "if (b = 'if (x)') then c else d", RHUMB_CORE, "9:20: error: in the XPath \"if (b = 'if (x)') then c else d\": XPath 1.0 has no \"if\"; a condition"},
  {"XML, a loop",      "xml", "for $x in /a return $x", "b", RHUMB_CORE, "5:13: error: in the XPath \"for $x in /a return $x\": XPath 1.0 has no \"for\"; an iterator"},
  {"XML, joined",      "xml", "/a", "b||c", RHUMB_CORE, "9:21: error: in the XPath \"b||c\": XPath 1.0 has no \"||\"; concat() does that"},
  {"XML, an arrow",    "xml", "/a", "b => upper-case()", RHUMB_CORE, "9:22: error: in the XPath \"b => upper-case()\": XPath 1.0 has no \"=>\"; a function"},
  {"XML, mapped",      "xml", "/a", "b != 'c!' and b ! string(.)", RHUMB_CORE, "9:36: error: in the XPath \"b != 'c!' and b ! string(.)\": XPath 1.0 has no \"!\"; an iterator"},
  {"XML, a comparison by word", "xml", "/a[b eq 'c']", "b", RHUMB_CORE, "5:18: error: in the XPath \"/a[b eq 'c']\": XPath 1.0 has no \"eq\"; \"=\" does that\n"},
  {"XML, any namespace", "xml", "/*:a", "b", RHUMB_CORE, "5:14: error: in the XPath \"/*:a\": XPath 1.0 has no \"*:\"; *[local-name()"},
  {"XML, a union by word", "xml", "/a/b union /a/c", "b", RHUMB_CORE, "5:18: error: in the XPath \"/a/b union /a/c\": XPath 1.0 has no \"union\"; "},
  {"XML, a range",     "xml", "/a[position() = (1 to 3)]", "b", RHUMB_CORE, "5:32: error: in the XPath \"/a[position() = (1 to 3)]\": XPath 1.0 has no \"to\"; "},
  {"XML, a quantifier", "xml", "/a[some $x in b satisfies $x = 'c']", "b", RHUMB_CORE, "5:16: error: in the XPath \"/a[some $x in b satisfies $x = 'c']\": XPath 1.0 has no \"some\"; "},
  {"XML, a map",       "xml", "/a", "map { 'b': c }", RHUMB_CORE, "9:20: error: in the XPath \"map { 'b': c }\": XPath 1.0 has no \"map\"; a table"},
  {"XML, a lookup",    "xml", "/a", "b?c", RHUMB_CORE, "9:21: error: in the XPath \"b?c\": XPath 1.0 has no \"?\"; JSON"},
  {"XML, a comment",   "xml", "/a", "b (: c :)", RHUMB_CORE, "9:22: error: in the XPath \"b (: c :)\": XPath 1.0 has no \"(:\"; YAML"},
  {"XML, a cast",      "xml", "/a", "b cast as xs:integer", RHUMB_CORE, "9:22: error: in the XPath \"b cast as xs:integer\": XPath 1.0 has no \"cast\"; a datatype"},
  {"XML, words that are names", "xml", "/if/for[eq = to]/union", "eq | some/every | map | then[else]/return | let", RHUMB_CORE, NULL},
  {"XML, simply wrong", "xml", "/a", "eq [", RHUMB_CORE, "\"eq [\" is no XPath 1.0 expression\n"},
  {"XML, with a prefix", "xml", "/a", "fn:count(b)", RHUMB_CORE, "9:20: error: in the XPath \"fn:count(b)\": XPath 1.0 has no function \"fn:count\"\n"},
  {"XML, too few arguments", "xml", "/a[contains(@b)]", "b", RHUMB_CORE, "5:16: error: in the XPath \"/a[contains(@b)]\": the function contains takes at least 2 arguments, not 1\n"},
  {"XML, too many arguments", "xml", "/a", "substring(b, 1, 2, ')')", RHUMB_CORE, "9:20: error: in the XPath \"substring(b, 1, 2, ')')\": the function substring takes at most 3 arguments, not 4\n"},
  {"XML, a variable",  "xml", "/a[@b = $c]", "b", RHUMB_CORE, "5:21: error: in the XPath \"/a[@b = $c]\": there are no variables that \"$\" could name\n"},
  {"XML, all that may look like a call", "xml", "/a[text() and (b or (c)) and 4 div (2) = 2 and div and not(or)]", "or/text() | self::node()[last ()]/concat", RHUMB_CORE, NULL},
  {"XML, functions with functions", "xml", "/a[position() mod 2 = 1]", "concat(string(b), \"(',\", substring(., 1, string-length(.)), normalize-space ( ))", RHUMB_CORE, NULL},
  {"XML, a number as iterator", "xml", "count(/a)", "b", RHUMB_CORE, "5:13: error: an iterator finds nodes, but \"count(/a)\" gives a number\n"},
  {"XML, a test as iterator", "xml", "/a = 'b'", "b", RHUMB_CORE, "5:13: error: an iterator finds nodes, but \"/a = 'b'\" gives true or false\n"},
  {"XML, a text as iterator", "xml", "string(/a)", "b", RHUMB_CORE, "5:13: error: an iterator finds nodes, but \"string(/a)\" gives a text\n"},
  {"XML, a prefix of the document", "xml", "/x:a", "x:b", RHUMB_CORE, NULL},
  {"XML, nodes of a text", "xml", "/a", "count('b')", RHUMB_CORE, "9:20: error: the XPath expression \"count('b')\" has an operand of the wrong type\n"},
  {"CSV",              "csv", "", "any thing", RHUMB_CORE, NULL},
  {"SQL, no table",    "sql", "", "x", RHUMB_CORE, "4:7: error: a database needs a table or a query: \"table: NAME\" or \"query: SELECT ...\", in R2RML rr:tableName or rr:sqlQuery\n"},
  {"known, not read",  "xquery", "", "x", RHUMB_CORE, "4:7: error: no reader for the reference formulation \"xquery\"\n"},
};
// clang-format on

static void
test_check(void **const state)
{
  const CheckCase *const c = (const CheckCase *)*state;
  const RhumbSourceSpec spec = {
      .format =
          rhumb_source_find(RHUMB_SOURCE_WORDS(name), rhumb_str(c->format)),
      .access = {"no/such/file", 12},
      .iterator = rhumb_str(c->iterator),
      .profile = c->profile,
      .loc = {NULL, 4, 7, 0},
      .iterator_loc = {NULL, 5, 13, 0}};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbLoc loc = {NULL, 9, 20, 0};
  RhumbStatus status = rhumb_source_check_spec(&spec, &diag);
  RHUMB_KEEP(status,
             rhumb_source_check(&spec, rhumb_str(c->reference), loc, &diag));
  const bool is_error = strstr(reports.text, ": error: ") != NULL;
  assert_int_equal(status == RHUMB_OK, !is_error);
  assert_true(reports.count <= 2);
  if (!c->report) {
    assert_int_equal(reports.count, 0);
  } else if (!strstr(reports.text, c->report)) {
    assert_string_equal(reports.text, c->report);
  }
}

/// Whatever the rules say otherwise makes another source, each field alone
static void
test_equal(void **const state)
{
  (void)state;
  static const RhumbStr words[] = {{"x", 1}};
  const RhumbSourceSpec plain = {.format = &rhumb_source_csv};
  RhumbSourceSpec other = plain;
  assert_true(rhumb_source_equal(&plain, &other));
#define DIFFERS(member, ...)                        \
  other.member = __VA_ARGS__;                       \
  assert_false(rhumb_source_equal(&plain, &other)); \
  other = plain;
#define TEXT(name) DIFFERS(name, words[0])
#define LIST(name)    \
  other.name = words; \
  DIFFERS(n_##name, 1)
#define FLAG(name)   DIFFERS(name, true)
#define NUMBER(name) DIFFERS(name, 1)
  RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
  RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER)
#undef TEXT
#undef LIST
#undef FLAG
#undef NUMBER
  DIFFERS(format, &rhumb_source_json)
  DIFFERS(profile, RHUMB_CORE)
  other.loc.line = 7;
  assert_true(rhumb_source_equal(&plain, &other));
}

/// All that the rules say is in the hash of a source, each field alone, but for
/// where they are, and who may read it
static void
test_hash(void **const state)
{
  (void)state;
  static const RhumbStr words[] = {{"x", 1}};
  static const char *const silent = "dir username password";
  const RhumbSourceSpec plain = {.format = &rhumb_source_csv};
  RhumbSourceSpec other = plain;
  const uint64_t hash = rhumb_source_hash(&plain, 7);
  assert_true(rhumb_source_hash(&other, 7) == hash);
  assert_true(rhumb_source_hash(&other, 8) != hash);
#define HASHED(name, is_same)                                      \
  assert_int_equal(rhumb_source_hash(&other, 7) == hash, is_same); \
  other = plain;
#define TEXT(name)       \
  other.name = words[0]; \
  HASHED(name, strstr(silent, #name) != NULL)
#define LIST(name)    \
  other.name = words; \
  other.n_##name = 1; \
  HASHED(name, false)
#define FLAG(name)   \
  other.name = true; \
  HASHED(name, false)
#define NUMBER(name) \
  other.name = 1;    \
  HASHED(name, false)
  RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
  RHUMB_SOURCE_RARE(TEXT, LIST, FLAG, NUMBER)
  other.format = &rhumb_source_json;
  HASHED(format, false)
}

/// What one list has is not what the next one has, whatever it looks like
static void
test_hash_of_lists(void **const state)
{
  (void)state;
  static const RhumbStr breaks[] = {{"\n", 1}, {"\n", 1}};
  RhumbSourceSpec one = {.format = &rhumb_source_xml};
  RhumbSourceSpec other = one;
  one.nulls = other.namespaces = breaks;
  for (size_t count = 1; count <= 2; ++count) {
    one.n_nulls = other.n_namespaces = count;
    assert_true(rhumb_source_hash(&one, 7) != rhumb_source_hash(&other, 7));
  }
}

/// Two addresses of databases, and whether they are one
typedef struct {
  const char *name;
  const char *one, *other;
  bool same;
} AddressCase;

// clang-format off
static AddressCase addresses[] = {
  {"a user",            "postgresql://h/d", "postgresql://me@h/d", false},
  {"another user",      "postgresql://ann@h/d", "postgresql://bo@h/d", true},
  {"a password",        "mysql://ann:secret@h:1/d", "mysql://ann:geheim@h:1/d", true},
  {"with an at sign",   "mysql://ann:s@cret@h/d", "mysql://ann:geheim@h/d", true},
  {"a parameter",       "jdbc:mysql://h/d?user=ann&password=x", "jdbc:mysql://h/d", true},
  {"another host",      "mysql://ann@h/d", "mysql://ann@i/d", false},
  {"another database",  "mysql://ann@h/d", "mysql://ann@h/e", false},
  {"another file",      "a/x.sqlite", "b/x.sqlite", false},
};
// clang-format on

static void
test_address(void **const state)
{
  const AddressCase *const c = (const AddressCase *)*state;
  RhumbSourceSpec one = {.format = &rhumb_source_sql,
                         .access = rhumb_str(c->one)};
  RhumbSourceSpec other = one;
  other.access = rhumb_str(c->other);
  assert_int_equal(rhumb_source_hash(&one, 0) == rhumb_source_hash(&other, 0),
                   c->same);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_equal),
                                     cmocka_unit_test(test_hash),
                                     cmocka_unit_test(test_hash_of_lists)};
  int failed = cmocka_run_group_tests_name("equal", tests, NULL, NULL);
  RUN_TABLE("check", cases, test_check);
  RUN_TABLE("address", addresses, test_address);
  return failed;
}

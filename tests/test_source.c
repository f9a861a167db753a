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
  {"JSON, too loose",  "json", "$", "b", RHUMB_CORE, "9:20: error: "},
  {"JSON Lines",       "jsonl", "", "$..", RHUMB_CORE, "9:2"},
  {"XML",              "xml", "/a/b", "../@c", RHUMB_CORE, NULL},
  {"XML, iterator",    "xml", "/a[", "b", RHUMB_CORE, "5:16: error: \"/a[\" is no XPath 1.0 expression\n"},
  {"XML, reference",   "xml", "/a", "b]", RHUMB_CORE, "9:21: error: \"b]\" is no XPath 1.0 expression\n"},
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
  assert_int_equal(status == RHUMB_OK, c->report == NULL);
  assert_int_equal(reports.count, c->report ? 1 : 0);
  assert_true(!c->report || strstr(reports.text, c->report));
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
#define FLAG(name) DIFFERS(name, true)
  RHUMB_SOURCE_FIELDS(TEXT, LIST, FLAG)
  DIFFERS(format, &rhumb_source_json)
  DIFFERS(profile, RHUMB_CORE)
  other.loc.line = 7;
  assert_true(rhumb_source_equal(&plain, &other));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_equal)};
  int failed = cmocka_run_group_tests_name("equal", tests, NULL, NULL);
  RUN_TABLE("check", cases, test_check);
  return failed;
}

// SPDX-License-Identifier: ISC

// What is said of sources and references without opening anything

#include "source/source.h"
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
  {"SQL, no table",    "sql", "", "x", RHUMB_CORE, "4:7: error: a database needs a table or a query\n"},
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

int
main(void)
{
  int failed = 0;
  RUN_TABLE("check", cases, test_check);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/prefix.h"

static const RhumbText file = {"rules.yml", {"", 0}};
static const RhumbLoc here = {&file, 3, 3, 0};

typedef struct {
  const char *name;
  const char *iri;
  const char *curie;
} ShortenCase;

// clang-format off
static ShortenCase shorten_cases[] = {
  {"declared",              "http://ex.org/a",            "ex:a"},
  {"the longest wins",      "http://ex.org/deep/b",       "deep:b"},
  {"declared over known",   "http://xmlns.com/foaf/0.1/name", "f:name"},
  {"predefined",            "http://www.w3.org/2004/02/skos/core#prefLabel", "skos:prefLabel"},
  {"empty prefix",          "http://empty.org/x",         ":x"},
  {"inner dots and dashes", "http://ex.org/a.b-c_1",      "ex:a.b-c_1"},
  {"letters beyond ASCII",  "http://ex.org/\u00e9t\u00e9", "ex:\u00e9t\u00e9"},
  {"a digit first",         "http://ex.org/1st",          "ex:1st"},
  {"nothing behind",        "http://ex.org/",             "http://ex.org/"},
  {"a slash behind",        "http://ex.org/a/b",          "http://ex.org/a/b"},
  {"a hash behind",         "http://ex.org/a#b",          "http://ex.org/a#b"},
  {"a colon behind",        "http://ex.org/a:b",          "http://ex.org/a:b"},
  {"a percent code",        "http://ex.org/a%20b",        "http://ex.org/a%20b"},
  {"a dot at the end",      "http://ex.org/a.",           "http://ex.org/a."},
  {"a dash first",          "http://ex.org/-a",           "http://ex.org/-a"},
  {"a sign, not a letter",  "http://ex.org/a\u00d7b",     "http://ex.org/a\u00d7b"},
  {"redefined, not shadowed", "http://purl.org/dc/terms/title", "dcterms:title"},
  {"no prefix fits",        "http://other.org/a",         "http://other.org/a"},
};
// clang-format on

static RhumbPrefixes
some(RhumbArena *const arena)
{
  RhumbPrefixes prefixes = {.arena = arena};
  static const char *const pairs[][2] = {
      {"ex", "http://ex.org/"},
      {"deep", "http://ex.org/deep/"},
      {"f", "http://xmlns.com/foaf/0.1/"},
      {"", "http://empty.org/"},
      {"dc", "http://purl.org/dc/elements/1.1/"},
  };
  for (size_t i = 0; i < RHUMB_COUNT(pairs); ++i) {
    assert_true(rhumb_prefixes_add(
        &prefixes, rhumb_str(pairs[i][0]), rhumb_str(pairs[i][1]), here));
  }
  return prefixes;
}

static void
test_shorten(void **const state)
{
  const ShortenCase *const c = (const ShortenCase *)*state;
  RhumbArena arena = {0};
  RhumbPrefixes prefixes = some(&arena);
  RhumbBuf out = {0};
  rhumb_prefixes_shorten(&prefixes, &out, rhumb_str(c->iri));
  assert_string_equal(rhumb_buf_cstr(&out), c->curie);
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

static void
test_find(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  RhumbPrefixes prefixes = some(&arena);
  const size_t declared = prefixes.count;

  const RhumbStr ex = rhumb_prefixes_find(&prefixes, RHUMB_STR("ex"));
  assert_true(rhumb_str_is(ex, "http://ex.org/"));
  assert_true(prefixes.items[0].used);
  assert_false(prefixes.items[1].used);
  assert_int_equal(prefixes.count, declared);

  const RhumbStr owl = rhumb_prefixes_find(&prefixes, RHUMB_STR("owl"));
  assert_true(rhumb_str_is(owl, "http://www.w3.org/2002/07/owl#"));
  assert_int_equal(prefixes.count, declared + 1);
  assert_true(prefixes.items[declared].used);

  assert_null(rhumb_prefixes_find(&prefixes, RHUMB_STR("grel")).data);
  assert_null(rhumb_prefixes_find(&prefixes, RHUMB_STR("EX")).data);
  rhumb_arena_free(&arena);
}

static void
test_add(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  RhumbPrefixes p = some(&arena);

  // The same again is fine, another IRI is not, and changes nothing
  const RhumbStr ex = RHUMB_STR("ex");
  assert_true(rhumb_prefixes_add(&p, ex, RHUMB_STR("http://ex.org/"), here));
  assert_false(rhumb_prefixes_add(&p, ex, RHUMB_STR("http://no.org/"), here));
  assert_true(rhumb_str_is(rhumb_prefixes_find(&p, ex), "http://ex.org/"));

  // A predefined prefix may be declared anew, even after it was looked up
  const RhumbStr owl = RHUMB_STR("owl");
  assert_non_null(rhumb_prefixes_find(&p, owl).data);
  assert_true(rhumb_prefixes_add(&p, owl, RHUMB_STR("http://owl.org/"), here));
  assert_true(rhumb_str_is(rhumb_prefixes_find(&p, owl), "http://owl.org/"));
  assert_false(rhumb_prefixes_add(&p, owl, RHUMB_STR("http://no.org/"), here));
  rhumb_arena_free(&arena);
}

static void
test_near(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  RhumbPrefixes p = some(&arena);
  assert_string_equal(rhumb_prefixes_near(&p, RHUMB_STR("foaaf")), "foaf");
  assert_string_equal(rhumb_prefixes_near(&p, RHUMB_STR("dep")), "deep");
  assert_null(rhumb_prefixes_near(&p, RHUMB_STR("mitre-attack")));
  rhumb_arena_free(&arena);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_find),
      cmocka_unit_test(test_add),
      cmocka_unit_test(test_near),
  };
  int failed = cmocka_run_group_tests_name("prefix", tests, NULL, NULL);
  RUN_TABLE("shorten", shorten_cases, test_shorten);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "engine/budget.h"
#include "engine/join/join_cache.h"
#include "full_disk.h"
#include "run_support.h"

/// Random records for each of the rules, and as many records of each side
enum { MAX_SEEDS = 12, MAX_RECORDS = 24 };

typedef struct {
  const char *name;
  const char *rules;
} Case;

#define HEAD                                                                 \
  "prefixes: {e: 'http://e/', f: 'https://w3id.org/imec/idlab/function#'}\n" \
  "sources:\n c: ['c.json~jsonpath', '$[*]']\n"                              \
  " n: ['n.json~jsonpath', '$[*]']\nmappings:\n"
#define CHILD(s, po)    HEAD " c:\n  sources: [c]\n  s: " s "\n  po:\n" po
#define PARENT(s, more) " n:\n  sources: [n]\n  s: " s "\n" more
#define ON(child, parent)                           \
  "{function: equal, parameters: [[str1, '$(" child \
  ")', s], [str2, '$(" parent ")', o]]}"
#define JOIN(more) "{mapping: n, condition: " ON("k[*]", "k[*]") more "}"
#define NAMED      PARENT("e:n$(id)", "  po: [[e:is, n]]\n")

#define LARGE                                                       \
  CHILD("'e:$(w[*])'", "   - {p: 'e:p$(w[*])', o: " JOIN("") "}\n") \
  PARENT("e:n$(id)", "")
// clang-format off
static Case cases[] = {
  {"one key", CHILD("e:$(id)", "   - {p: e:p, o: " JOIN("") "}\n") NAMED},
  {"several objects", CHILD("e:$(id)",
   "   - {p: [e:p, e:q], o: [" JOIN("") ", $(id), " JOIN("") "]}\n   - {p: e:p, o: " JOIN("") "}\n") NAMED},
  {"predicates and graphs that may be none", CHILD("e:$(id)",
   "   - {p: ['e:p$(p[*])', 'e:q$(q)'], o: " JOIN("") ", g: ['e:g$(g[*])', 'e:h$(q)']}\n") NAMED},
  {"a graph of its own", CHILD("e:$(id)",
   "   - {p: e:p, o: " JOIN("") ", g: 'e:g$(g[*])'}\n   - {p: e:p, o: " JOIN("") "}\n") NAMED},
  {"several subjects", CHILD("['e:$(q[*])', 'e:s$(id)']", "   - {p: e:p, o: " JOIN("") "}\n") NAMED},
  {"a list of subjects", CHILD("'e:$(p[*])'", "   - {p: e:p, o: " JOIN("") "}\n") NAMED},
  {"fresh subjects", HEAD " c:\n  sources: [c]\n  s: null\n  po: [{p: e:p, o: " JOIN("") "}]\n n:\n  sources: [n]\n  s: null\n  po: [[e:is, n]]\n"},
  {"two conditions", CHILD("e:$(id)",
   "   - {p: e:p, o: {mapping: n, condition: [" ON("k[*]", "k[*]") ", " ON("q", "l") "]}}\n") NAMED},
  {"no condition", CHILD("e:$(id)", "   - {p: 'e:p$(p[*])', o: {mapping: n}}\n") NAMED},
  {"a function that sees the row", CHILD("e:$(id)",
   "   - {p: e:p, o: {mapping: n, condition: [" ON("k[*]", "k[*]")
   ", {function: notEqual, parameters: [[str1, '$(bad)', s], [str2, '$(l)', o]]}]}}\n") NAMED},
  {"a function alone", CHILD("e:$(id)",
   "   - {p: e:p, o: {mapping: n, condition: {function: notEqual, parameters: [[str1, '$(q)', s], [str2, '$(l)', o]]}}}\n") NAMED},
  {"parents that say nothing", CHILD("e:$(id)",
   "   - {p: e:p, o: " JOIN("") "}\n   - {p: 'e:q$(q)', o: {mapping: n, condition: " ON("q", "l") "}}\n") PARENT("e:n$(e[*])", "")},
  {"a function over such", CHILD("e:$(id)",
   "   - {p: e:p, o: {mapping: n, condition: {function: notEqual, parameters: [[str1, '$(q)', s], [str2, '$(l)', o]]}}}\n") PARENT("e:n$(e[*])", "")},
  {"targets", HEAD " c:\n  sources: [c]\n  s:\n   - {value: 'e:$(q)', targets: [['1.nq~void']]}\n   - e:$(id)\n  po:\n"
   "   - p: [{value: 'e:$(p[*])', targets: [['1.nq~void'], ['2.nq~void']]}, 'e:$(q)']\n     g: [{value: 'e:$(g[*])', targets: ['3.nq~void']}, e:g]\n"
   "     o: " JOIN(", targets: ['4.nq~void']") "\n   - {p: 'e:$(p[*])', o: " JOIN("") "}\n"
   " n:\n  sources: [n]\n  s: {value: 'e:n$(id)', targets: [['5.nq~void']]}\n  po: [[e:is, n]]\n"},
  {"a target of one of two", CHILD("e:c", "   - {p: 'e:$(p[*])', o: " JOIN(", targets: ['1.nq~void']") "}\n   - {p: 'e:$(g[*])', o: " JOIN("") "}\n") NAMED},
  {"the same target of other terms", HEAD " c:\n  sources: [c]\n  s: e:c\n  po:\n"
   "   - p: [{value: 'e:$(p[*])', targets: [['1.nq~void']]}, 'e:$(g[*])']\n     o: " JOIN("") "\n" NAMED},
  {"a mistake behind the join", CHILD("e:$(id)", "   - {p: e:p, o: [" JOIN("") ", $(bad)~iri]}\n   - {p: e:p, o: " JOIN("") "}\n") NAMED},
  {"a mistake in another pair", CHILD("e:$(id)", "   - {p: e:p, o: " JOIN("") "}\n   - [e:q, $(bad)~iri]\n   - {p: e:r, o: " JOIN("") "}\n") NAMED},
  {"a mistake in another mapping", CHILD("e:$(id)", "   - {p: e:p, o: " JOIN("") "}\n") NAMED
   " d:\n  sources: [c]\n  s: $(bad)~iri\n  po: [{p: e:q, o: " JOIN("") "}]\n"},
  {"a mistake that drops a predicate", CHILD("e:$(id)", "   - {p: [$(bad), 'e:p$(p[*])'], o: " JOIN("") "}\n") NAMED},
  {"a mistake in a key", CHILD("e:$(id)", "   - {p: e:p, o: {mapping: n, condition: " ON("o", "k[*]") "}}\n") NAMED},
  {"a mistake in a parent", CHILD("e:$(id)", "   - {p: e:p, o: " JOIN("") "}\n") PARENT("$(bad)~iri", "  po: [[e:is, n]]\n")},
  {"a mapping with itself", CHILD("e:$(id)",
   "   - {p: e:p, o: {mapping: c, condition: " ON("k[*]", "k[*]") "}}\n   - {p: 'e:p$(p[*])', o: {mapping: c, condition: " ON("q", "q") "}}\n")},
  {"two mappings of one source", CHILD("e:$(id)", "   - {p: e:p, o: " JOIN("") "}\n") NAMED
   " d:\n  sources: [c]\n  s: ['e:$(id)', e:$(q)]\n  po: [{p: [e:p, e:q], o: " JOIN("") "}, [e:p, 'e:n$(q)~iri']]\n"},
  {"inverse predicates", CHILD("e:$(id)", "   - {p: e:p, i: e:ip, o: 'e:n$(q)~iri'}\n   - {p: e:ip, o: " JOIN("") "}\n") NAMED},
};
// clang-format on

// Records by chance

static void
write_records(const char *const path, uint64_t *const chance)
{
  static const char *const ids[] = {"1", "2", "3", "4"};
  static const char *const keys[] = {"k1", "k2", "k3", "k1"};
  static const char *const names[] = {"a", "b", "c", "a"};
  static const char *const texts[] = {"", "x", "", "y"};
  static const char *const iris[] = {
      "http://e/i", "http://e/j", "http://e/i", "x y"};
  FILE *const file = fopen(path, "w");
  assert_non_null(file);
  for (unsigned i = 0; i < MAX_RECORDS; ++i) {
    assert_true(fprintf(file, "%s{\"n\": %u", i ? ",\n" : "[", i) > 0);
    put_member(file, chance, "id", ids, false);
    put_member(file, chance, "k", keys, true);
    put_member(file, chance, "l", keys, false);
    put_member(file, chance, "p", names, true);
    put_member(file, chance, "q", keys, false);
    put_member(file, chance, "g", names, true);
    put_member(file, chance, "e", texts, true);
    put_member(file, chance, "bad", iris, false);
    if (draw(chance, 8)) {
      put_member(file, chance, "o", keys, false);
    } else {
      assert_true(fputs(", \"o\": {}", file) >= 0);
    }
    assert_true(fputc('}', file) >= 0);
  }
  assert_true(fputs("]\n", file) >= 0);
  assert_int_equal(fclose(file), 0);
}

/// Nothing that can be seen of a run changes with what it knows of its joins
static void
compare(const RhumbPlan *const plan,
        const RhumbRunOptions *const options,
        const size_t refused)
{
  static const struct {
    size_t least, places;
    uint64_t joins; ///< Bytes that indexes have in memory; 0: all that there is
  } knobs[] = {
      {0, 65536, 0}, {0, 1, 0}, {0, 4, 0}, {3, 64, 0}, {0, 64, 1}, {3, 64, 1}};
  Seen expected = {.refused = refused};
  rhumb_join_cache_least = SIZE_MAX;
  see_run(&expected, plan, options);
  for (size_t i = 0; i < RHUMB_COUNT(knobs); ++i) {
    Seen seen = {.refused = refused};
    rhumb_join_cache_least = knobs[i].least;
    rhumb_join_cache_places = knobs[i].places;
    rhumb_joins_always = knobs[i].joins;
    see_run(&seen, plan, options);
    assert_same(rhumb_buf_cstr(&seen.text), rhumb_buf_cstr(&expected.text));
    rhumb_buf_free(&seen.text);
  }
  rhumb_joins_always = 0;
  rhumb_buf_free(&expected.text);
}

static void
compile(const RhumbPlan **const plan,
        RhumbArena *const arena,
        const RhumbText *const text)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbRulesOptions options = {0};
  RhumbMapping *mapping = NULL;
  RhumbStatus status =
      rhumb_rules_read(&mapping, arena, &text, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(plan, arena, mapping, &diag);
  }
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);
}

static void
test_case(void **const state)
{
  static const RhumbRunOptions options[] = {
      {.on_mistake = RHUMB_STOP},
      {.on_mistake = RHUMB_SKIP},
      {.on_mistake = RHUMB_DROP},
      {.on_mistake = RHUMB_LITERAL},
      {.rehearses = true},
      {.rehearses = true, .max_records = 20},
  };
  const Case *const c = (const Case *)*state;
  const RhumbText text = {"rules.yml", rhumb_str(c->rules)};
  RhumbArena arena = {0};
  const RhumbPlan *plan = NULL;
  compile(&plan, &arena, &text);
  for (unsigned seed = 1; seed <= MAX_SEEDS; ++seed) {
    uint64_t chance = seed;
    write_records("c.json", &chance);
    write_records("n.json", &chance);
    for (size_t i = 0; i < RHUMB_COUNT(options); ++i) {
      compare(plan, &options[i], 0);
      compare(plan, &options[i], (size_t)seed * 3);
    }
  }
  assert_int_equal(remove("c.json") | remove("n.json"), 0);
  rhumb_arena_free(&arena);
}

// What makes too much in one row
// -----------------------------------------------

/// Two records of a child, with `repeated` times the key `key` and then the key
/// 0; `w` has `width` values
typedef struct {
  const char *name;
  unsigned n_parents[2]; ///< With the keys 0 and 1
  unsigned width;
  struct {
    unsigned repeated, key;
  } records[2];
  const char *expected; ///< Quads, how many again, values left out
} Large;

static Large large_cases[] = {
    {"too many were not looked up",
     {1, 10000},
     32,
     {{1, 1}, {0, 0}},
     "1024 0 1"},
    {"what is known counts too",
     {1000, 0},
     1,
     {{0, 0}, {10000, 0}},
     "1000 0 1"},
    {"and may be as many",
     {1000, 0},
     1,
     {{0, 0}, {9999, 0}},
     "1000 10000000 0"},
};

static void
write_large(const Large *const c)
{
  FILE *const child = fopen("c.json", "w");
  FILE *const parent = fopen("n.json", "w");
  assert_true(child && parent);
  for (size_t i = 0; i < RHUMB_COUNT(c->records); ++i) {
    assert_true(fputs(i ? ", {\"w\": [0" : "[{\"w\": [0", child) >= 0);
    for (unsigned w = 1; w < c->width; ++w) {
      assert_true(fprintf(child, ", %u", w) > 0);
    }
    assert_true(fputs("], \"k\": [", child) >= 0);
    for (unsigned k = 0; k < c->records[i].repeated; ++k) {
      assert_true(fprintf(child, "%u, ", c->records[i].key) > 0);
    }
    assert_true(fputs("0]}", child) >= 0);
  }
  for (unsigned i = 0; i < c->n_parents[0] + c->n_parents[1]; ++i) {
    assert_true(fprintf(parent,
                        "%s{\"id\": %u, \"k\": [%d]}",
                        i ? ", " : "[",
                        i,
                        i >= c->n_parents[0]) > 0);
  }
  assert_true(fputc(']', child) >= 0 && fputc(']', parent) >= 0);
  assert_int_equal(fclose(child) | fclose(parent), 0);
}

static RhumbStatus
count_quad(void *const handle, const RhumbQuad *const quad)
{
  (void)quad;
  ++*(unsigned *)handle;
  return RHUMB_OK;
}

static void
test_large(void **const state)
{
  const RhumbText text = {"rules.yml", rhumb_str(LARGE)};
  static const RhumbRunOptions options = {.on_mistake = RHUMB_DROP};
  const Large *const c = (const Large *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  unsigned n_quads = 0;
  const RhumbRunTarget to = {.put = count_quad, .handle = &n_quads};
  RhumbArena arena = {0};
  const RhumbPlan *plan = NULL;
  RhumbStats stats = {0};
  char actual[64];
  compile(&plan, &arena, &text);
  write_large(c);
  rhumb_join_cache_least = 0;
  rhumb_join_cache_places = 64;
  assert_int_equal(rhumb_engine_run(plan, &to, &options, NULL, &stats, &diag),
                   RHUMB_OK);
  assert_int_equal(n_quads, stats.quads);
  (void)snprintf(actual,
                 sizeof(actual),
                 "%u %u %u",
                 n_quads,
                 (unsigned)stats.duplicates,
                 (unsigned)stats.dropped);
  assert_string_equal(actual, c->expected);
  assert_int_equal(remove("c.json") | remove("n.json"), 0);
  rhumb_arena_free(&arena);
}

/// A full disk ends a run that was asked to keep within memory, row by row and
/// in batches, before anything is handed on; any other goes on in memory
static void
test_full(void **const state)
{
  (void)state;
  static const Large c = {"", {8000, 0}, 1, {{0, 0}, {0, 0}}, NULL};
  static const RhumbRunOptions any = {.on_mistake = RHUMB_DROP};
  static const RhumbRunOptions bounded[] = {
      {.on_mistake = RHUMB_DROP, .memory = 16U << 20U},
      {.on_mistake = RHUMB_DROP, .memory = 16U << 20U, .max_records = 9000}};
  const RhumbText text = {"rules.yml", rhumb_str(LARGE)};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  unsigned n_quads = 0;
  const RhumbRunTarget to = {.put = count_quad, .handle = &n_quads};
  RhumbArena arena = {0};
  const RhumbPlan *plan = NULL;
  RhumbStats stats = {0};
  compile(&plan, &arena, &text);
  write_large(&c);
  const rlim_t before = fill_disk(16384);
  rhumb_joins_always = 200000;
  for (size_t i = 0; i < RHUMB_COUNT(bounded); ++i) {
    assert_int_equal(
        rhumb_engine_run(plan, &to, &bounded[i], NULL, &stats, &diag),
        RHUMB_ERR_IO);
    assert_int_equal(reports.count, i + 1);
    assert_int_equal(n_quads, 0);
  }
  assert_int_equal(rhumb_engine_run(plan, &to, &any, NULL, &stats, &diag),
                   RHUMB_OK);
  assert_int_equal(n_quads, 8000);
  assert_int_equal(reports.count, RHUMB_COUNT(bounded));
  rhumb_joins_always = 0;
  (void)limit_files(before);
  assert_int_equal(remove("c.json") | remove("n.json"), 0);
  rhumb_arena_free(&arena);
}

static void
see_sorted(void *const handle, const RhumbStats *const stats)
{
  size_t *const n_told = (size_t *)handle;
  const RhumbPhase *const phase = &stats->phase;
  if (phase->what && !strcmp(phase->what, "sorting what joins look up")) {
    *n_told += phase->done == *n_told + 1 && phase->of == 256;
  }
}

/// Whoever watches is told how far what joins look up is put together
static void
test_progress(void **const state)
{
  (void)state;
  static const Large c = {"", {8000, 0}, 1, {{0, 0}, {0, 0}}, NULL};
  static const RhumbRunOptions options = {.on_mistake = RHUMB_DROP};
  const RhumbText text = {"rules.yml", rhumb_str(LARGE)};
  const RhumbDiag diag = {0};
  const RhumbRunTarget to = {0};
  size_t n_told = 0;
  const RhumbObserver observer = {.handle = &n_told, .progress = see_sorted};
  RhumbArena arena = {0};
  const RhumbPlan *plan = NULL;
  RhumbStats stats = {0};
  compile(&plan, &arena, &text);
  write_large(&c);
  rhumb_joins_always = 200000;
  assert_int_equal(
      rhumb_engine_run(plan, &to, &options, &observer, &stats, &diag),
      RHUMB_OK);
  rhumb_joins_always = 0;
  assert_int_equal(n_told, 256);
  assert_null(stats.phase.what);
  assert_int_equal(remove("c.json") | remove("n.json"), 0);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  char folder[256];
  enter_folder(folder);
  int failed = 0;
  RUN_TABLE("what joins know", cases, test_case);
  RUN_TABLE("large rows", large_cases, test_large);
  const struct CMUnitTest others[] = {cmocka_unit_test(test_full),
                                      cmocka_unit_test(test_progress)};
  failed += cmocka_run_group_tests_name("other", others, NULL, NULL);
  return leave_folder(folder) || failed != 0;
}

// SPDX-License-Identifier: ISC

/// Dry runs: what a run makes behind one is what it makes without, and data
/// that changes between the two is an error.

#include "engine/budget.h"
#include "engine/join/join_cache.h"
#include "run_support.h"

#include <errno.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <unistd.h>

/// The records of the second source, when the dry run reads them and when the
/// run does
typedef struct {
  const char *name;
  const char *before, *after; ///< The latter NULL: they stay
  RhumbOnMistake on_mistake;
  bool is_same; ///< As far as a run can see
} Case;

// clang-format off
static Case cases[] = {
  {"nothing changes", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}]", NULL, RHUMB_STOP, true},
  {"what is not asked for changes", "[{\"v\": 1}, {\"v\": 2}]", "[{\"v\": 1, \"w\": 1}, {\"v\": 2}]", RHUMB_STOP, true},
  {"other order", "[{\"v\": 1}, {\"v\": 2}]", "[{\"v\": 2}, {\"v\": 1}]", RHUMB_STOP, false},
  {"another value", "[{\"v\": 1}, {\"v\": 2}]", "[{\"v\": 1}, {\"v\": 3}]", RHUMB_STOP, false},
  {"another type", "[{\"v\": 1}, {\"v\": 2}]", "[{\"v\": 1}, {\"v\": \"2\"}]", RHUMB_STOP, false},
  {"no value", "[{\"v\": 1}, {\"v\": 2}]", "[{\"v\": 1}, {}]", RHUMB_STOP, false},
  {"one more", "[{\"v\": 1}, {\"v\": 1}]", "[{\"v\": 1}, {\"v\": 1}, {\"v\": 1}]", RHUMB_STOP, false},
  {"one less", "[{\"v\": 1}, {\"v\": 1}]", "[{\"v\": 1}]", RHUMB_STOP, false},
  {"none left", "[{\"v\": 1}, {\"v\": 1}]", "[]", RHUMB_STOP, false},
  {"a mistake", "[{\"v\": 1}, {\"v\": \"a b\"}, {\"v\": 2}]", NULL, RHUMB_STOP, true},
  {"a mistake that is mended", "[{\"v\": 1}, {\"v\": \"a b\"}]", "[{\"v\": 1}, {\"v\": 2}]", RHUMB_STOP, false},
  {"no JSON", "[{\"v\": 1}, {\"v\": ", NULL, RHUMB_STOP, true},
  {"records are left out", "[{\"v\": 1}, {\"v\": \"a b\"}, {\"v\": 1}]", NULL, RHUMB_SKIP, true},
  {"other records are left out", "[{\"v\": 1}, {\"v\": \"a b\"}, {\"v\": 1}]",
   "[{\"v\": \"a b\"}, {\"v\": 1}, {\"v\": 1}]", RHUMB_SKIP, true},
  {"more records are left out", "[{\"v\": 1}, {\"v\": \"a b\"}, {\"v\": 1}]",
   "[{\"v\": 1}, {\"v\": \"a b\"}, {\"v\": \"a b\"}]", RHUMB_SKIP, false},
  {"values are left out", "[{\"v\": 1}, {\"v\": \"a b\"}, {\"v\": 1}]", NULL, RHUMB_DROP, true},
  {"other values are left out", "[{\"v\": 1}, {\"v\": \"a b\"}]", "[{\"v\": \"a b\"}, {\"v\": 1}]", RHUMB_DROP, false},
};

/// Joins by several keys of a row, of which some have been looked up before
static const char joining[] =
  "prefixes: {e: 'http://e/', f: 'https://w3id.org/imec/idlab/function#'}\n"
  "sources: {a: ['a.json~jsonpath', '$[*]'], b: ['b.json~jsonpath', '$[*]']}\n"
  "mappings:\n"
  " m:\n  sources: a\n  s: e:s\n  po:\n"
  "  - {p: e:p, o: {mapping: n, condition: {function: equal, parameters: [[str1, '$(k[*])'], [str2, $(k)]]}}}\n"
  " n: {sources: b, s: 'e:$(v)', po: [[e:p, x]]}\n";
static const char children[] =
  "[{\"k\": [1]}, {\"k\": [2]}, {\"k\": [1, 3]}, {\"k\": [4, 2, 5]}, {\"k\": [5, 1]}, {\"k\": [6, 1, 7]}, {\"k\": [7, 6]}, {\"k\": [1]},"
  " {\"k\": [8, 2]}, {\"k\": 2}, {\"k\": 8}, {\"k\": 1}]";
static const char parents[] =
  "[{\"k\": 1, \"v\": 1}, {\"k\": 1, \"v\": 2}, {\"k\": 2, \"v\": 3}, {\"k\": 3, \"v\": 4}, {\"k\": 3, \"v\": 1},"
  " {\"k\": 4, \"v\": 5}, {\"k\": 5, \"v\": 6}, {\"k\": 6, \"v\": 2}, {\"k\": 6, \"v\": 8}, {\"k\": 7, \"v\": 9}, {\"k\": 8, \"v\": 10}]";

static const char rules[] =
  "prefixes: {e: 'http://e/'}\n"
  "sources: {a: ['a.json~jsonpath', '$[*]'], b: ['b.json~jsonpath', '$[*]']}\n"
  "mappings:\n"
  " m: {sources: a, s: 'e:$(v)', po: [[e:p, $(v)], [e:q, e:1~iri]]}\n"
  " n: {sources: b, s: e:1, po: [[e:p, 1], [e:q, '$(v)~iri']]}\n"
  " o: {sources: b, s: 'e:$(v)', po: [[e:p, x]]}\n";

/// A table, read in two orders
static const char filling[] =
  "CREATE TABLE t (v); WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 64)"
  " INSERT INTO t SELECT v FROM n;";
static const char unordered[] =
  "prefixes: {e: 'http://e/'}\n"
  "sources: {b: {access: b.db, type: sqlite, query: SELECT v FROM t ORDER BY random()}}\n"
  "mappings:\n m: {sources: b, s: e:s, po: [[e:p, $(v)]]}\n";
static const char ordered[] =
  "prefixes: {e: 'http://e/'}\n"
  "sources: {b: {access: b.db, type: sqlite, query: SELECT v FROM t ORDER BY v}}\n"
  "mappings:\n m: {sources: b, s: e:s, po: [[e:p, $(v)]]}\n";
// clang-format on

static void
write_file(const char *const path, const char *const text)
{
  FILE *const file = fopen(path, "w");
  assert_non_null(file);
  assert_true(fputs(text, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

/// What is seen of a run, and what is done once it is under way
typedef struct {
  Seen seen;
  const char *after; ///< This is written
  uint64_t row;      ///< Behind so many no more is known of joins
  bool has_few;      ///< Behind the first row, not all files can be opened
  rlim_t n_more;     ///< So many more can be
} Changing;

/// Let files be opened, or only so many more
static void
allow_files(const bool are_allowed, const rlim_t n_more)
{
  struct rlimit limit;
  assert_return_code(getrlimit(RLIMIT_NOFILE, &limit), 0);
  limit.rlim_cur = limit.rlim_max;
  if (!are_allowed) {
    const int next = dup(STDIN_FILENO);
    assert_return_code(next, errno);
    assert_return_code(close(next), errno);
    limit.rlim_cur = (rlim_t)next + n_more;
  }
  assert_return_code(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

/// The dry run comes behind the first row, for rows are told one by one
static RhumbStatus
put_and_change(void *const handle, const RhumbQuad *const quad)
{
  Changing *const changing = (Changing *)handle;
  if (changing->after && changing->seen.n_quads == 2) {
    write_file("b.json", changing->after);
  }
  return see_quad(&changing->seen, quad);
}

static void
see_row_and_forget(void *const handle,
                   const RhumbRow *const row,
                   const RhumbStats *const stats)
{
  Changing *const changing = (Changing *)handle;
  see_row(&changing->seen, row, stats);
  if (stats->rows == changing->row) {
    rhumb_join_cache_least = SIZE_MAX;
  }
  if (changing->has_few) {
    allow_files(stats->rows > 1, changing->n_more);
  }
}

static RhumbStatus
run(Changing *const changing,
    const RhumbPlan *const plan,
    const RhumbRunOptions *const options)
{
  const RhumbDiag diag = {see_report, &changing->seen};
  const RhumbRunTarget to = {.put = put_and_change, .handle = changing};
  const RhumbObserver observer = {.handle = changing,
                                  .row = see_row_and_forget};
  RhumbStats stats = {0};
  const RhumbStatus status =
      rhumb_engine_run(plan, &to, options, &observer, &stats, &diag);
  rhumb_buf_format(&changing->seen.text,
                   "%d: %u %u %u %u %u\n",
                   (int)status,
                   (unsigned)stats.rows,
                   (unsigned)stats.quads,
                   (unsigned)stats.duplicates,
                   (unsigned)stats.skipped,
                   (unsigned)stats.dropped);
  return status;
}

static const RhumbPlan *
compile(RhumbArena *const arena, const char *const source)
{
  RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
  *text = (RhumbText){"rules.yml", rhumb_str(source)};
  const RhumbText *const texts = text;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbRulesOptions options = {.base = RHUMB_STR("http://e/")};
  const RhumbPlan *plan = NULL;
  RhumbMapping *mapping = NULL;
  assert_int_equal(
      rhumb_rules_read(&mapping, arena, &texts, 1, &options, &diag), RHUMB_OK);
  assert_int_equal(rhumb_plan_compile(&plan, arena, mapping, &diag), RHUMB_OK);
  return plan;
}

static void
test_case(void **const state)
{
  static const char changed[] = "the data has changed";
  const Case *const c = (const Case *)*state;
  const RhumbRunOptions options = {.on_mistake = c->on_mistake};
  RhumbArena arena = {0};
  const RhumbPlan *const plan = compile(&arena, rules);
  Changing plain = {0};
  Changing dry = {.after = c->after};
  write_file("a.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}, {\"v\": 3}]");
  write_file("b.json", c->after ? c->after : c->before);
  (void)run(&plain, plan, &options);
  write_file("b.json", c->before);
  rhumb_memory_always = 1;
  const RhumbStatus status = run(&dry, plan, &options);
  rhumb_memory_always = 0;
  const char *const said = rhumb_buf_cstr(&dry.seen.text);
  if (c->is_same) {
    assert_same(said, rhumb_buf_cstr(&plain.seen.text));
    assert_null(strstr(said, changed));
  } else {
    assert_int_equal(status, RHUMB_ERR_IO);
    assert_non_null(strstr(said, changed));
  }
  rhumb_buf_free(&dry.seen.text);
  rhumb_buf_free(&plain.seen.text);
  rhumb_arena_free(&arena);
}

/// Numbers do not depend on what is known of joins, which a dry run and a run
/// may know different things of
static void
test_joins(void **const state)
{
  (void)state;
  const RhumbRunOptions options = {.on_mistake = RHUMB_STOP};
  RhumbArena arena = {0};
  const RhumbPlan *const plan = compile(&arena, joining);
  Changing plain = {0};
  Changing dry = {.row = 13}; // The second one behind those that are found
  write_file("a.json", children);
  write_file("b.json", parents);
  rhumb_join_cache_least = SIZE_MAX;
  assert_int_equal(run(&plain, plan, &options), RHUMB_OK);
  rhumb_join_cache_least = 0;
  rhumb_memory_always = 1;
  assert_int_equal(run(&dry, plan, &options), RHUMB_OK);
  rhumb_memory_always = 0;
  assert_int_equal(rhumb_join_cache_least, SIZE_MAX);
  assert_same(rhumb_buf_cstr(&dry.seen.text), rhumb_buf_cstr(&plain.seen.text));
  rhumb_buf_free(&dry.seen.text);
  rhumb_buf_free(&plain.seen.text);
  rhumb_arena_free(&arena);
}

/// Where nobody has asked to keep within memory, a run does without a disk
static void
test_no_disk(void **const state)
{
  (void)state;
  const RhumbRunOptions options = {.on_mistake = RHUMB_STOP};
  RhumbArena arena = {0};
  const RhumbPlan *const plan = compile(&arena, rules);
  Changing plain = {0};
  Changing dry = {.has_few = true};
  write_file("a.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}, {\"v\": 3}]");
  write_file("b.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}]");
  assert_int_equal(run(&plain, plan, &options), RHUMB_OK);
  rhumb_memory_always = 1;
  assert_int_equal(run(&dry, plan, &options), RHUMB_OK);
  rhumb_memory_always = 0;
  assert_same(rhumb_buf_cstr(&dry.seen.text), rhumb_buf_cstr(&plain.seen.text));
  rhumb_buf_free(&dry.seen.text);
  rhumb_buf_free(&plain.seen.text);
  rhumb_arena_free(&arena);
}

/// Where a dry run cannot open what the run can, data need not have changed
static void
test_few_files(void **const state)
{
  (void)state;
  const RhumbRunOptions options = {.on_mistake = RHUMB_STOP};
  RhumbArena arena = {0};
  Changing changing = {.has_few = true, .n_more = 1};
  write_file("a.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}, {\"v\": 3}]");
  write_file("b.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}]");
  rhumb_memory_always = 1;
  assert_int_equal(run(&changing, compile(&arena, rules), &options),
                   RHUMB_ERR_IO);
  rhumb_memory_always = 0;
  assert_non_null(
      strstr(rhumb_buf_cstr(&changing.seen.text), "could not be read then"));
  rhumb_buf_free(&changing.seen.text);
  rhumb_arena_free(&arena);
}

/// A query that does not say its order is told of that
static void
test_order(void **const state)
{
  (void)state;
  const RhumbRunOptions options = {.on_mistake = RHUMB_STOP};
  RhumbArena arena = {0};
  Changing changing = {0};
  Changing constant = {0};
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open("b.db", &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, filling, NULL, NULL, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_close(db), SQLITE_OK);
  rhumb_memory_always = 1;
  assert_int_equal(run(&changing, compile(&arena, unordered), &options),
                   RHUMB_ERR_IO);
  assert_int_equal(run(&constant, compile(&arena, ordered), &options),
                   RHUMB_OK);
  rhumb_memory_always = 0;
  assert_non_null(
      strstr(rhumb_buf_cstr(&changing.seen.text), "an ORDER BY keeps it"));
  rhumb_buf_free(&changing.seen.text);
  rhumb_buf_free(&constant.seen.text);
  rhumb_arena_free(&arena);
  assert_return_code(remove("b.db"), 0);
}

/// What a run has told of its progress
typedef struct {
  uint64_t looked, read; ///< Rows
  size_t settled;        ///< Parts
  uint64_t rows;         ///< Handed on, when it was told last
} Told;

static void
see_progress(void *const handle, const RhumbStats *const stats)
{
  Told *const told = (Told *)handle;
  const RhumbPhase *const phase = &stats->phase;
  if (!phase->what) {
    told->rows = stats->rows;
  } else if (!strcmp(phase->what, "looking ahead")) {
    told->looked = stats->rows;
  } else if (phase->of) {
    told->settled += phase->done == told->settled + 1 && phase->of == 256;
  } else if (!strcmp(phase->what, "finding what comes again")) {
    told->read = stats->rows;
  }
}

/// Whoever watches is told of what hands nothing on, too
static void
test_progress(void **const state)
{
  (void)state;
  const RhumbRunOptions options = {.on_mistake = RHUMB_STOP};
  const RhumbDiag diag = {NULL, NULL};
  RhumbArena arena = {0};
  Told told = {0};
  const RhumbObserver observer = {.handle = &told, .progress = see_progress};
  RhumbStats stats = {0};
  const RhumbRunTarget to = {0};
  const RhumbPlan *const plan = compile(&arena, rules);
  write_file("a.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}, {\"v\": 3}]");
  write_file("b.json", "[{\"v\": 1}, {\"v\": 2}, {\"v\": 1}]");
  rhumb_memory_always = 1;
  assert_int_equal(
      rhumb_engine_run(plan, &to, &options, &observer, &stats, &diag),
      RHUMB_OK);
  rhumb_memory_always = 0;
  assert_int_equal(told.looked, 7);
  assert_int_equal(told.read, 7);
  assert_int_equal(told.settled, 256);
  assert_int_equal(told.rows, 7);
  assert_null(stats.phase.what);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  char folder[256];
  int failed = 0;
  enter_folder(folder);
  RUN_TABLE("dry runs", cases, test_case);
  const struct CMUnitTest others[] = {cmocka_unit_test(test_joins),
                                      cmocka_unit_test(test_no_disk),
                                      cmocka_unit_test(test_few_files),
                                      cmocka_unit_test(test_order),
                                      cmocka_unit_test(test_progress)};
  failed += cmocka_run_group_tests_name("dry runs: other", others, NULL, NULL);
  const bool is_left = remove("a.json") | remove("b.json");
  return leave_folder(folder) || is_left || failed != 0;
}

// SPDX-License-Identifier: ISC

/// Sources in parts: the steps through the parts are those through the source,
/// with the same addresses, values, reports and statuses. The data is random,
/// from SEED if that is set; the tests of each format read their cases in parts
/// too.

#include "source_support.h"

#include <pthread.h>
#include <stdatomic.h>

enum { N_SEEDS = 60, MAX_PIECES = 120, N_THREADS = 4 };

// Random data ----------------------------------------------------------------

static uint32_t
draw(uint32_t *const random, const uint32_t below)
{
  *random ^= *random << 13U;
  *random ^= *random >> 17U;
  *random ^= *random << 5U;
  return *random % below;
}

#define ONE_OF(random, texts) \
  rhumb_buf_puts(out, (texts)[draw((random), RHUMB_COUNT(texts))])

/// Put whatever CSV may be made of
static void
put_noise(RhumbBuf *const out, uint32_t *const random)
{
  static const char *const pieces[] = {
      "a",    "bc", ",",    ",",    "\n", "\n", "\r\n",
      "\r",   "\"", "\"",   " ",    "#",  "\\", "\"\"",
      "\n\n", "é",  "\xE9", "NULL", "\t", "|",  "0123456789012345"};
  const uint32_t n = draw(random, MAX_PIECES);
  for (uint32_t i = 0; i < n; ++i) {
    ONE_OF(random, pieces);
  }
}

/// Put records of two cells, most of them right
static void
put_records(RhumbBuf *const out, uint32_t *const random)
{
  static const char *const plain[] = {
      "", "1", "x y", "5\" disk", "é", "NULL", "longer than sixteen bytes"};
  static const char *const quoted[] = {
      "", "1", "x,y", "\"\"", "say \"\"hi\"\"", "two\nlines", "a\r\nb\rc"};
  static const char *const ends[] = {
      "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\r", "\n\n", "\r\n\r\n\n"};
  static const char *const wrong[] = {
      "1\n", "1,2,3\n", "\xE9,\xE9\n", "#,\n", ",\"", "\"1\" ,"};
  const uint32_t n = draw(random, MAX_PIECES);
  const bool has_quotes = draw(random, 3) > 0;
  const bool has_wrong = draw(random, 2) > 0;
  for (uint32_t i = 0; i < n; ++i) {
    for (size_t cell = 0; cell < 2; ++cell) {
      rhumb_buf_puts(out, cell ? "," : "");
      if (has_quotes && draw(random, 2)) {
        rhumb_buf_putc(out, '"');
        ONE_OF(random, quoted);
        rhumb_buf_putc(out, '"');
      } else {
        ONE_OF(random, plain);
      }
    }
    if (i + 1 < n || draw(random, 2)) {
      ONE_OF(random, ends);
    }
    if (has_wrong && !draw(random, 12)) {
      ONE_OF(random, wrong);
    }
  }
}

/// Put a value of JSON, at most `depth` containers deep
static void
put_value(RhumbBuf *const out, uint32_t *const random, const unsigned depth)
{
  static const char *const leaves[] = {
      "1",
      "-2.5e3",
      "true",
      "null",
      "\"\"",
      "\"a b\"",
      "\"}]{[,:\"",
      "\"\\\"\"",
      "\"\\\\\"",
      "\"\\\\\\\"}\"",
      "\"\\u00e9 é \\n\"",
      "\"longer than the block of 64 bytes, so that it goes on behind it ]}\""};
  static const char *const names[] = {
      "\"a\"", "\"b\"", "\"in\"", "\"\\u0061\"", "\"x y\""};
  static const char *const between[] = {",", ", ", " ,\n"};
  const uint32_t kind = draw(random, depth ? 4 : 1);
  if (kind < 1) {
    ONE_OF(random, leaves);
    return;
  }
  const uint32_t n = draw(random, 4);
  rhumb_buf_putc(out, (char)(kind < 2 ? '[' : '{'));
  for (uint32_t i = 0; i < n; ++i) {
    if (i) {
      ONE_OF(random, between);
    }
    if (kind > 1) {
      ONE_OF(random, names);
      rhumb_buf_putc(out, ':');
    }
    put_value(out, random, depth - 1);
  }
  rhumb_buf_putc(out, (char)(kind < 2 ? ']' : '}'));
}

/// Make a mistake behind byte `start`, once in three times
static void
mistake(RhumbBuf *const out, uint32_t *const random, const size_t start)
{
  static const char wrong[] = "{}[],:\"\\x1 \n";
  if (out->len > start && !draw(random, 3)) {
    const size_t at = start + draw(random, (uint32_t)(out->len - start));
    out->data[at] = wrong[draw(random, sizeof(wrong) - 1)];
  }
}

/// Put items of JSON, each with its name if `named`
static void
put_items(RhumbBuf *const out, uint32_t *const random, const bool named)
{
  static const char *const between[] = {",", ",\n", " , ", "\n,\n\n"};
  const uint32_t n = draw(random, MAX_PIECES / 4);
  for (uint32_t i = 0; i < n; ++i) {
    if (i) {
      ONE_OF(random, between);
    }
    if (named) {
      rhumb_buf_format(out, "\"n\\u0031%u\" : ", draw(random, 500));
    }
    put_value(out, random, 3);
  }
}

static void
put_array(RhumbBuf *const out, uint32_t *const random)
{
  static const char *const ends[] = {"]", "]\n", " ] "};
  const size_t start = out->len;
  put_items(out, random, false);
  ONE_OF(random, ends);
  mistake(out, random, start);
}

/// Put the rest of {"y": 1, "x": [
static void
put_array_within(RhumbBuf *const out, uint32_t *const random)
{
  static const char *const ends[] = {
      "]}", "], \"z\": [{}]}\n", "],\"x\":[1]}", "]} 1", "]", "],}"};
  const size_t start = out->len;
  put_items(out, random, false);
  ONE_OF(random, ends);
  mistake(out, random, start);
}

static void
put_object(RhumbBuf *const out, uint32_t *const random)
{
  const size_t start = out->len;
  put_items(out, random, true);
  rhumb_buf_puts(out, "}}\n");
  mistake(out, random, start);
}

static void
put_json_lines(RhumbBuf *const out, uint32_t *const random)
{
  static const char *const ends[] = {"\n", "\n", "\r\n", "\n\n \n", " \n"};
  const uint32_t n = draw(random, MAX_PIECES / 4);
  const size_t start = out->len;
  for (uint32_t i = 0; i < n; ++i) {
    RhumbBuf line = {0};
    put_value(&line, random, 3);
    for (size_t k = 0; k < line.len; ++k) {
      rhumb_buf_putc(out, (char)(line.data[k] == '\n' ? ' ' : line.data[k]));
    }
    rhumb_buf_free(&line);
    if (i + 1 < n || draw(random, 2)) {
      ONE_OF(random, ends);
    }
  }
  mistake(out, random, start);
}

/// Put lines, some of which match
static void
put_lines(RhumbBuf *const out, uint32_t *const random)
{
  static const char *const lines[] = {
      "k=v\n", "key = a value\r\n", "\n", "no\n", "=\n", "k=\xE9\n", "é=é"};
  const uint32_t n = draw(random, MAX_PIECES);
  for (uint32_t i = 0; i < n; ++i) {
    ONE_OF(random, lines);
  }
}

// What is read ---------------------------------------------------------------

typedef struct {
  const char *name;
  RhumbSourceSpec spec;
  const char *start; ///< Of the data
  const char *references[MAX_REFERENCES];
  void (*put)(RhumbBuf *out, uint32_t *random); ///< The rest of it
} Kind;

static const RhumbStr nulls[] = {{"NULL", 4}, {"", 0}};
static const RhumbStr bars[] = {{"|", 1}, {"||\n", 3}};

// clang-format off
static Kind kinds[] = {
  {"CSV", {.format = &rhumb_source_csv}, "a,b\n", {"b", "a"}, put_records},
  {"CSV without a header", {.format = &rhumb_source_csv, .no_header = true}, "", {"1"}, put_records},
  {"CSV, one column", {.format = &rhumb_source_csv}, "a\n", {"a"}, put_noise},
  {"CSV, one column without a header", {.format = &rhumb_source_csv, .no_header = true}, "\r\n\n1\n", {"1"}, put_noise},
  {"CSV, noise", {.format = &rhumb_source_csv}, "a,b\r\n", {"b", "a"}, put_noise},
  {"CSV, ragged", {.format = &rhumb_source_csv, .ragged = true, .nulls = nulls, .n_nulls = 2}, "a,b,c\r", {"b", "c"}, put_noise},
  {"CSV without quotes", {.format = &rhumb_source_csv, .no_quote = true}, "\xEF\xBB\xBF" "a,b\n", {"b", "a"}, put_records},
  {"CSV, comments", {.format = &rhumb_source_csv, .comment = {"#", 1}}, "#\n\na,b\n", {"b", "a"}, put_noise},
  {"CSV, blank rows, backslashes", {.format = &rhumb_source_csv, .skip_blank = true, .backslash = true}, "a,b\n", {"b", "a"}, put_noise},
  {"CSV, trimmed", {.format = &rhumb_source_csv, .trim_start = true, .trim_end = true}, "a,b\n", {"b"}, put_records},
  {"CSV, other ends of lines", {.format = &rhumb_source_csv, .line_ends = bars, .n_line_ends = 2}, "a,b|", {"b", "a"}, put_noise},
  {"JSON Lines", {.format = &rhumb_source_jsonl}, "", {"a", "$.b[*]", "$", "in"}, put_json_lines},
  {"JSON Lines, several rows a line", {.format = &rhumb_source_jsonl, .iterator = {"$..in[*]", 8}}, "\n", {"a", "$"}, put_json_lines},
  {"JSON, an array", {.format = &rhumb_source_json, .iterator = {"$[*]", 4}}, "[", {"a", "$.b[*]", "$", "$..a"}, put_array},
  {"JSON, an array within", {.format = &rhumb_source_json, .iterator = {"$.x[*]", 6}, .nulls = nulls, .n_nulls = 2}, "{\"y\": {\"x\": 1},\n \"x\": [", {"$", "a"}, put_array_within},
  {"JSON, members", {.format = &rhumb_source_json, .iterator = {"$.x[*]", 6}, .has_names = true}, "\xEF\xBB\xBF" "{\"x\":{", {"~", "a", "$"}, put_object},
  {"JSON, a filter", {.format = &rhumb_source_json, .iterator = {"$.x[?@.a]", 9}}, "{\"x\":[", {"a", "$"}, put_array_within},
  {"JSON, all of it", {.format = &rhumb_source_json, .iterator = {"$..a", 4}}, "[", {"a", "$"}, put_array},
  {"lines", {.format = &rhumb_source_lines, .pattern = {"^(?<k>\\S+)\\s*=(?<v>.*)", 23}}, "", {"k", "v"}, put_lines},
};
// clang-format on

/// A file that is open and bound
typedef struct {
  char path[256];
  RhumbSourceSpec spec;
  RhumbSource *source;
  Asked asked;
} Opened;

static void
open_data(Opened *const opened, const Kind *const kind, const RhumbStr data)
{
  const RhumbDiag silent = {0};
  write_file(opened->path, sizeof(opened->path), data);
  opened->spec = kind->spec;
  opened->spec.access = rhumb_str(opened->path);
  assert_int_equal(rhumb_source_open(&opened->source, &opened->spec, &silent),
                   RHUMB_OK);
  assert_int_equal(
      ask(&opened->asked, opened->source, kind->references, &silent), RHUMB_OK);
}

static void
close_data(Opened *const opened)
{
  rhumb_source_close(opened->source);
  assert_int_equal(remove(opened->path), 0);
}

// Steps ----------------------------------------------------------------------

static void
put_report(void *const handle, const RhumbReport *const report)
{
  RhumbBuf *const out = (RhumbBuf *)handle;
  rhumb_buf_format(out,
                   "%u:%u:%u: %s\n",
                   (unsigned)report->loc.record,
                   report->loc.line,
                   report->loc.column,
                   report->message);
}

/// Step up to the end or to an error, which is returned, and put all of it
static RhumbStatus
put_steps(RhumbBuf *const out,
          RhumbSource *const source,
          const Asked *const asked)
{
  const RhumbDiag diag = {put_report, out};
  for (;;) {
    const RhumbStatus status = rhumb_source_next(source, &diag);
    if (status == RHUMB_END) {
      return status;
    }
    const RhumbAddress *const at = &source->address;
    rhumb_buf_format(out,
                     "%d: %u@%u+%u again %u ",
                     (int)status,
                     (unsigned)at->record,
                     at->line,
                     status == RHUMB_OK ? (unsigned)at->position : 0,
                     (unsigned)at->again);
    for (size_t i = 0; status == RHUMB_OK && i < asked->n; ++i) {
      put_values(out, &source->row[asked->fields[i]]);
      rhumb_buf_putc(out, ' ');
    }
    rhumb_buf_putc(out, '\n');
    if (status != RHUMB_OK && status != RHUMB_ERR_VALUE) {
      return status;
    }
  }
}

static RhumbStr
whole(RhumbArena *const arena, const Kind *const kind, const RhumbStr data)
{
  RhumbBuf out = {0};
  Opened opened = {.source = NULL};
  open_data(&opened, kind, data);
  (void)put_steps(&out, opened.source, &opened.asked);
  close_data(&opened);
  return rhumb_buf_keep(&out, arena);
}

/// Read in parts; `cuts` gets where each is
static RhumbStr
in_parts(RhumbArena *const arena,
         RhumbBuf *const cuts,
         const Kind *const kind,
         const RhumbStr data)
{
  RhumbBuf out = {0};
  Opened opened = {.source = NULL};
  RhumbSourcePart part = {0};
  RhumbStatus status = RHUMB_END;
  open_data(&opened, kind, data);
  RhumbSource *const reader = rhumb_source_part_reader(opened.source);
  while (status == RHUMB_END &&
         rhumb_source_cut(opened.source, &part) == RHUMB_OK) {
    rhumb_buf_format(cuts,
                     "%u+%zu %zu\n",
                     (unsigned)part.first.position,
                     part.bytes.len,
                     part.rows.count);
    rhumb_source_enter_part(reader, &part);
    status = put_steps(&out, reader, &opened.asked);
  }
  rhumb_source_close(reader);
  rhumb_source_part_free(&part);
  close_data(&opened);
  return rhumb_buf_keep(&out, arena);
}

static RhumbStr
random_data(RhumbArena *const arena,
            const Kind *const kind,
            const uint32_t seed)
{
  RhumbBuf out = {0};
  uint32_t random = (seed * 2654435761U) | 1U;
  (void)draw(&random, 1);
  rhumb_buf_puts(&out, kind->start);
  kind->put(&out, &random);
  return rhumb_buf_keep(&out, arena);
}

/// Set the sizes of what is read and cut at a time; return what they were
static Sizes
set_sizes(const Sizes sizes)
{
  const Sizes before = {rhumb_input_chunk, rhumb_part_bytes};
  rhumb_input_chunk = sizes.chunk;
  rhumb_part_bytes = sizes.part;
  return before;
}

static void
check_seed(const Kind *const kind, const uint32_t seed)
{
  static const size_t parts[] = {1, 16, 64, 300, (size_t)1024 * 1024};
  RhumbArena arena = {0};
  const RhumbStr data = random_data(&arena, kind, seed);
  const RhumbStr expected = whole(&arena, kind, data);
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    RhumbBuf cuts[2] = {{0}, {0}};
    for (size_t k = 0; k < 2; ++k) {
      const Sizes usual = set_sizes((Sizes){k ? 5 : 65536, parts[i]});
      const RhumbStr steps = in_parts(&arena, &cuts[k], kind, data);
      (void)set_sizes(usual);
      if (!rhumb_str_equal(steps, expected)) {
        print_message(
            "SEED=%u, parts of %zu:\n%s\n", seed, parts[i], data.data);
      }
      assert_string_equal(steps.data, expected.data);
    }
    assert_string_equal(rhumb_buf_cstr(&cuts[0]), rhumb_buf_cstr(&cuts[1]));
    rhumb_buf_free(&cuts[0]);
    rhumb_buf_free(&cuts[1]);
  }
  rhumb_arena_free(&arena);
}

static void
test_random(void **const state)
{
  const Kind *const kind = (const Kind *)*state;
  const char *const given = getenv("SEED");
  const uint32_t first = given ? (uint32_t)strtoul(given, NULL, 10) : 1;
  for (uint32_t i = 0; i < N_SEEDS; ++i) {
    check_seed(kind, first + i);
  }
}

// Threads --------------------------------------------------------------------

typedef struct {
  RhumbSourcePart part;
  RhumbBuf steps;
} Job;

typedef struct {
  const Asked *asked;
  Job *jobs;
  size_t count;
  atomic_size_t *next;
  RhumbSource *reader;
} Worker;

static void *
work(void *const handle)
{
  const Worker *const worker = (const Worker *)handle;
  for (;;) {
    const size_t number = atomic_fetch_add(worker->next, 1);
    if (number >= worker->count) {
      return NULL;
    }
    Job *const job = &worker->jobs[number];
    rhumb_source_enter_part(worker->reader, &job->part);
    (void)put_steps(&job->steps, worker->reader, worker->asked);
  }
}

/// Read all parts in threads and put their steps in order
static void
put_in_threads(RhumbBuf *const out,
               Job *const jobs,
               const size_t count,
               const Opened *const opened)
{
  atomic_size_t next = 0;
  pthread_t threads[N_THREADS];
  Worker workers[N_THREADS];
  for (size_t i = 0; i < N_THREADS; ++i) {
    workers[i] = (Worker){&opened->asked,
                          jobs,
                          count,
                          &next,
                          rhumb_source_part_reader(opened->source)};
    assert_int_equal(pthread_create(&threads[i], NULL, work, &workers[i]), 0);
  }
  for (size_t i = 0; i < N_THREADS; ++i) {
    assert_int_equal(pthread_join(threads[i], NULL), 0);
    rhumb_source_close(workers[i].reader);
  }
  for (size_t i = 0; i < count; ++i) {
    rhumb_buf_put(out, rhumb_buf_str(&jobs[i].steps));
  }
}

static void
test_threads(void **const state)
{
  const Kind *const kind = (const Kind *)*state;
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  RHUMB_LIST(Job) jobs = {0};
  const RhumbStr data = random_data(&arena, kind, 7);
  const RhumbStr expected = whole(&arena, kind, data);
  const Sizes usual = set_sizes((Sizes){65536, 40});
  Opened opened = {.source = NULL};
  open_data(&opened, kind, data);
  RhumbStatus status = RHUMB_OK;
  while (status == RHUMB_OK) {
    RHUMB_PUSH(&jobs, (Job){.part = {.then = RHUMB_END}});
    status = rhumb_source_cut(opened.source, &jobs.items[jobs.count - 1].part);
  }
  put_in_threads(&out, jobs.items, jobs.count - 1, &opened);
  close_data(&opened);
  (void)set_sizes(usual);
  // Behind an error may be parts that a run no longer reads
  assert_true(rhumb_str_starts(rhumb_buf_str(&out), expected));
  for (size_t i = 0; i < jobs.count; ++i) {
    rhumb_source_part_free(&jobs.items[i].part);
    rhumb_buf_free(&jobs.items[i].steps);
  }
  free(jobs.items);
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

// What is nested in rows -----------------------------------------------------

/// Step through the rows and what is nested in them; the texts that are found
/// are put when all have been
static void
put_nested(RhumbBuf *const out,
           RhumbSource *const outer,
           RhumbSource *const inner,
           const size_t field)
{
  const RhumbDiag silent = {0};
  RHUMB_LIST(RhumbValue) values = {0};
  while (rhumb_source_next(outer, &silent) == RHUMB_OK) {
    assert_int_equal(rhumb_source_enter(inner, RHUMB_STR(""), &silent),
                     RHUMB_OK);
    while (rhumb_source_next(inner, &silent) == RHUMB_OK) {
      for (size_t i = 0; i < inner->row[field].count; ++i) {
        RHUMB_PUSH(&values, inner->row[field].items[i]);
      }
    }
  }
  for (size_t i = 0; i < values.count; ++i) {
    put_values(out, &(RhumbValues){&values.items[i], 1});
    rhumb_buf_putc(out, '\n');
  }
  free(values.items);
}

static RhumbSource *
nested_in(RhumbSource *const outer, size_t *const field)
{
  static const RhumbSourceSpec spec = {.format = &rhumb_source_json,
                                       .iterator = {"$.in[*]", 7}};
  const RhumbDiag silent = {0};
  RhumbSource *inner = NULL;
  assert_int_equal(rhumb_source_nest(&inner, &spec, outer, &silent), RHUMB_OK);
  assert_int_equal(rhumb_source_bind(
                       inner, RHUMB_STR("$..v"), (RhumbLoc){0}, field, &silent),
                   RHUMB_OK);
  return inner;
}

static void
test_nested(void **const state)
{
  static const char *const data =
      "{\"in\": [{\"v\": \"a\\tb\"}, {\"v\": [\"\\u00e9\", 2]}]}\n"
      "{\"in\": [{\"v\": \"c\\\"d\"}]}\n{}\n{\"in\": [[{\"v\": {}}]]}\n";
  const Kind kind = {.spec = {.format = &rhumb_source_jsonl}};
  (void)state;
  for (size_t size = 1; size < 1000; size *= 4) {
    const Sizes usual = set_sizes((Sizes){5, size});
    Opened opened = {.source = NULL};
    open_data(&opened, &kind, rhumb_str(data));
    assert_true(rhumb_source_parts_have_nodes(opened.source));
    RhumbSourcePart part = {0};
    RhumbSource *const reader = rhumb_source_part_reader(opened.source);
    size_t field = 0;
    RhumbSource *const inner = nested_in(reader, &field);
    RhumbBuf out = {0};
    while (rhumb_source_cut(opened.source, &part) == RHUMB_OK) {
      rhumb_source_enter_part(reader, &part);
      put_nested(&out, reader, inner, field);
    }
    assert_string_equal(rhumb_buf_cstr(&out),
                        "a\tb\n%[\"\\u00e9\", 2]\nc\"d\n%{}\n");
    rhumb_buf_free(&out);
    rhumb_source_close(inner);
    rhumb_source_close(reader);
    rhumb_source_part_free(&part);
    close_data(&opened);
    (void)set_sizes(usual);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_nested)};
  int failed = cmocka_run_group_tests_name("nested", tests, NULL, NULL);
  RUN_TABLE("random", kinds, test_random);
  RUN_TABLE("threads", kinds, test_threads);
  return failed;
}

// SPDX-License-Identifier: ISC

// Shards: each record is read by one of several runs, with the address that it
// has in one run over all

#include "source/part.h"
#include "source_support.h"

#define LEN(text) (text), sizeof(text) - 1

/// A file, and how it is read; how many rows it has, so that none is compared
/// with none
typedef struct {
  const char *name;
  const char *content;
  size_t len; ///< 0: up to the NUL
  RhumbSourceSpec spec;
  const char *references[MAX_REFERENCES];
  size_t n_rows;      ///< Those with a mistake too
  const char *report; ///< Of every shard, behind what they read; NULL: none
} Case;

static const RhumbStr header[] = {{"a", 1}, {"b", 1}};
static const RhumbStr ends[] = {{"|", 1}, {"\n", 1}};

#define CSV(...)                             \
  {                                          \
    .format = &rhumb_source_csv, __VA_ARGS__ \
  }
#define JSONL(...)                             \
  {                                            \
    .format = &rhumb_source_jsonl, __VA_ARGS__ \
  }

// clang-format off
static Case cases[] = {
  {"plain",              "a,b\n1,2\n3,4\n5,6\n7,8\n", 0, CSV(), {"a", "b"}, 4, NULL},
  {"no record",          "a,b\n", 0, CSV(), {"a"}, 0, NULL},
  {"no last newline",    "a,b\n1,2\n3,4", 0, CSV(), {"b"}, 2, NULL},
  {"CRLF",               "a,b\r\n1,2\r\n3,4\r\n\r\n5,6\r\n", 0, CSV(), {"a", "b"}, 3, NULL},
  {"CR",                 "a,b\r1,2\r3,4\r\r5,6", 0, CSV(), {"a", "b"}, 3, NULL},
  {"all ends of lines",  "a,b\n1,2\r3,4\r\n\n\r\r\n5,6\n\r7,8\r", 0, CSV(), {"a", "b"}, 4, NULL},
  {"byte order mark",    "\xEF\xBB\xBF" "a,b\n1,2\n3,4\n", 0, CSV(), {"a"}, 2, NULL},
  {"newlines in quotes", "a,b\n\"1\n2\",x\n\"3\r\n\n4\",\"\n\"\ny,z\n5,\"\"\"\n\"\n", 0, CSV(), {"a", "b"}, 4, NULL},
  {"quotes that are text", "a,b\n5\" disk,x\"\n6\" disk,y\n\"7\",z\n", 0, CSV(), {"a", "b"}, 3, NULL},
  {"no quotes",          "a,b\n\"1,2\n3,\"4\n5,6\"\n", 0, CSV(.no_quote = true), {"a", "b"}, 3, NULL},
  {"a NUL in a cell",    LEN("a,b\n1\0" "2,3\n4\0,5\n"), CSV(), {"b"}, 2, NULL},
  {"blank lines",        "a,b\n\n1,2\n\n\n3,4\n\n", 0, CSV(), {"a"}, 2, NULL},
  {"one column, whose blank lines are cells", "a\n\n1\n\n\n2\n\r\n", 0, CSV(), {"a"}, 6, NULL},
  {"no header",          "\n1,2\n3,4\n\n5,6\n", 0, CSV(.no_header = true), {"1", "2"}, 3, NULL},
  {"names of the rules", "1,2\n3,4\n5,6\n", 0, CSV(.no_header = true, .header = header, .n_header = 2), {"a", "b"}, 3, NULL},
  {"rows passed over",   "x\n\"y\nz\"\na,b\n1,2\n3,4\n", 0, CSV(.skip_rows = 2), {"a", "b"}, 2, NULL},
  {"comments",           "a,b\n#\"x\n1,2\n# y\n3,4\n\n#\n", 0, CSV(.comment = {"#", 1}), {"a", "b"}, 2, NULL},
  {"backslashes",        "a,b\n\"1\\\"\n\",2\n\"3\",\"\\\\\"\n", 0, CSV(.backslash = true), {"a", "b"}, 2, NULL},
  {"ends of lines of the rules", "a,b|1,2\n3,4|5,\"|\n6\"\n", 0, CSV(.line_ends = ends, .n_line_ends = 2), {"a", "b"}, 3, NULL},
  {"trimmed",            "a,b\n 1 , 2\n \"3\n\" ,4\n", 0, CSV(.trim_start = true, .trim_end = true), {"a", "b"}, 2, NULL},
  {"a long delimiter",   "a€b\n1€2\n3\xE2\x82€4\n", 0, CSV(.delimiter = {"€", 3}), {"b"}, 2, NULL},
  {"ragged rows",        "a,b\n1,2\n3\n4,5,6\n7,8\n9\n", 0, CSV(), {"a", "b"}, 5, NULL},
  {"ragged rows that the rules let be", "a,b\n1,2\n3\n4,5\n", 0, CSV(.ragged = true), {"a", "b"}, 3, NULL},
  {"no UTF-8",           "a,b\n1,2\n\xFF,4\n5,\xFE\n7,8\n", 0, CSV(), {"a", "b"}, 4, NULL},
  {"another encoding",   "a,b\n\xE9,2\n\xE9\xE9,4\n5,6\n", 0, CSV(.encoding = {"latin1", 6}), {"a", "b"}, 3, NULL},
  {"a quote that is never closed", "a,b\n1,2\n3,4\n5,\"6\n7,8\n9,10\n", 0, CSV(), {"a", "b"}, 2,
   "4:0: error: the quote that opens field 2 is never closed"},
  {"text behind a quote", "a,b\n1,2\n3,4\n\"5\"x,6\n7,8\n", 0, CSV(), {"a", "b"}, 2,
   "4:0: error: text behind the closing quote of field 1"},
  {"tabs",               "a\tb\n1\t2\n3\t4\n", 0, {.format = &rhumb_source_tsv, .delimiter = {"\t", 1}}, {"a", "b"}, 2, NULL},
  {"lines of JSON",      "{\"a\": 1}\n{\"a\": 2}\n{\"a\": \"x\"}", 0, JSONL(), {"a"}, 3, NULL},
  {"with blank lines and white space", "\n {\"a\": 1}\r\n \n\n\t{\"a\": 2} \r\n\n", 0, JSONL(), {"a"}, 2, NULL},
  {"rows within lines",  "{\"l\": [{\"a\": 1}, {\"a\": 2}]}\n{\"l\": []}\n{\"k\": 1}\n\n{\"l\": [{\"a\": 3}]}\n{\"l\": [{\"a\": 4}, {\"a\": 5}, {}]}\n",
   0, JSONL(.iterator = {"$.l[*]", 6}), {"a"}, 6, NULL},
  {"rows that are found again", "{\"l\": [1, 2]}\n{\"l\": [3]}\n{\"l\": [4, 5]}\n", 0, JSONL(.iterator = {"$.l[0, 0, *]", 12}), {"$"}, 11, NULL},
  {"the root as older rules have it", "{\"a\": 1}\n{\"a\": 2}\n", 0, JSONL(.iterator = {"@", 1}), {"a"}, 2, NULL},
};
// clang-format on

/// Whether sources are read in parts
static bool is_in_parts;

/// What reading a source gave, row after row
typedef struct {
  RHUMB_LIST(RhumbStr) rows;
  RhumbArena arena;
  Reports reports;
  RhumbStatus status;
  RhumbBuf cuts; ///< How long each part is
} Reading;

/// Append a row as text; of one with a mistake, what was reported
static void
keep_row(Reading *const reading,
         const RhumbSource *const source,
         const size_t *const fields,
         const size_t n_fields)
{
  const RhumbAddress *const address = &source->address;
  RhumbBuf out = {0};
  rhumb_buf_format(&out,
                   "%u@%u:%u:%u ",
                   (unsigned)address->record,
                   address->line,
                   (unsigned)address->position,
                   (unsigned)address->again);
  for (size_t i = 0; i < n_fields; ++i) {
    if (i) {
      rhumb_buf_putc(&out, '|');
    }
    put_values(&out, &source->row[fields[i]]);
  }
  rhumb_buf_puts(&out, reading->reports.text);
  const RhumbStr row = rhumb_str_copy(&reading->arena, rhumb_buf_str(&out));
  RHUMB_PUSH(&reading->rows, row);
  reading->reports = (Reports){0};
  rhumb_buf_free(&out);
}

/// Step through all rows
static void
read_all(Reading *const reading,
         RhumbSource *const source,
         const size_t *const fields,
         const size_t n_fields,
         const RhumbDiag *const diag)
{
  do {
    reading->status = rhumb_source_next(source, diag);
    if (reading->status == RHUMB_OK || reading->status == RHUMB_ERR_VALUE) {
      keep_row(
          reading, source, fields, reading->status == RHUMB_OK ? n_fields : 0);
    }
  } while (reading->status == RHUMB_OK || reading->status == RHUMB_ERR_VALUE);
}

/// The same, cut in parts
static void
read_parts(Reading *const reading,
           RhumbSource *const source,
           const size_t *const fields,
           const size_t n_fields,
           const RhumbDiag *const diag)
{
  RhumbSource *const reader = rhumb_source_part_reader(source);
  RhumbSourcePart part = {0};
  reading->status = RHUMB_END;
  while (reading->status == RHUMB_END &&
         rhumb_source_cut(source, &part) == RHUMB_OK) {
    rhumb_buf_format(&reading->cuts, "%zu ", part.bytes.len);
    rhumb_source_enter_part(reader, &part);
    read_all(reading, reader, fields, n_fields, diag);
  }
  rhumb_source_close(reader);
  rhumb_source_part_free(&part);
}

static void
read_rows(Reading *const reading,
          RhumbSource *const source,
          const char *const *const references,
          const RhumbDiag *const diag)
{
  size_t fields[MAX_REFERENCES] = {0};
  size_t n = 0;
  for (; n < MAX_REFERENCES && references[n]; ++n) {
    const RhumbLoc loc = {NULL, 9, 20, 0};
    assert_int_equal(
        rhumb_source_bind(
            source, rhumb_str(references[n]), loc, &fields[n], diag),
        RHUMB_OK);
  }
  (is_in_parts ? read_parts : read_all)(reading, source, fields, n, diag);
}

static Reading
read_shard(const RhumbSourceSpec *const spec,
           const char *const *const references,
           const RhumbShard shard)
{
  Reading reading = {0};
  const RhumbDiag diag = {keep_report, &reading.reports};
  RhumbSource *source = NULL;
  assert_int_equal(rhumb_source_open(&source, spec, &diag), RHUMB_OK);
  if (shard.count) {
    rhumb_source_share(source, &shard);
  }
  read_rows(&reading, source, references, &diag);
  rhumb_source_close(source);
  return reading;
}

static void
free_reading(Reading *const reading)
{
  free(reading->rows.items);
  rhumb_buf_free(&reading->cuts);
  rhumb_arena_free(&reading->arena);
}

/// The shards have the rows of `whole`, each once and in order, and end as it
static void
check_parts(const Reading *const whole,
            Reading *const parts,
            const size_t count)
{
  size_t at[8] = {0};
  for (size_t i = 0; i < whole->rows.count; ++i) {
    size_t n_found = 0;
    for (size_t p = 0; p < count; ++p) {
      if (at[p] < parts[p].rows.count &&
          rhumb_str_equal(parts[p].rows.items[at[p]], whole->rows.items[i])) {
        ++at[p];
        ++n_found;
      }
    }
    assert_int_equal(n_found, 1);
  }
  for (size_t p = 0; p < count; ++p) {
    assert_int_equal(at[p], parts[p].rows.count);
    assert_int_equal(parts[p].status, whole->status);
    assert_string_equal(parts[p].reports.text, whole->reports.text);
    free_reading(&parts[p]);
  }
}

/// Share out what `spec` reads in many ways; return how many rows it has
static size_t
check_shares(const RhumbSourceSpec *const spec,
             const char *const *const references,
             const char *const report)
{
  static const uint64_t stripes[] = {1, 2, 5, 16, 65536};
  static const uint64_t counts[] = {1, 2, 3, 7};
  static const size_t chunks[] = {1, 5, 64, (size_t)256 * 1024};
  Reading whole = read_shard(spec, references, (RhumbShard){0});
  assert_true(report ? strstr(whole.reports.text, report) != NULL
                     : !whole.reports.count);
  for (size_t s = 0; s < RHUMB_COUNT(stripes); ++s) {
    for (size_t c = 0; c < RHUMB_COUNT(counts); ++c) {
      Reading parts[8];
      rhumb_shard_stripe = stripes[s];
      rhumb_part_bytes = (size_t)16 << s;
      rhumb_input_chunk = chunks[(s + c) % RHUMB_COUNT(chunks)];
      for (size_t way = 0; way < 2; ++way) {
        is_in_parts = way == 1;
        for (size_t p = 0; p < counts[c]; ++p) {
          parts[p] = read_shard(spec, references, (RhumbShard){p, counts[c]});
        }
        check_parts(&whole, parts, counts[c]);
      }
    }
  }
  const size_t n_rows = whole.rows.count;
  free_reading(&whole);
  return n_rows;
}

static uint64_t usual_stripe;
static size_t usual_chunk, usual_part;

static int
keep_usual(void **const state)
{
  (void)state;
  usual_stripe = rhumb_shard_stripe;
  usual_chunk = rhumb_input_chunk;
  usual_part = rhumb_part_bytes;
  return 0;
}

static int
restore(void **const state)
{
  (void)state;
  rhumb_shard_stripe = usual_stripe;
  rhumb_input_chunk = usual_chunk;
  rhumb_part_bytes = usual_part;
  is_in_parts = false;
  return 0;
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  char path[256];
  const RhumbStr content = {c->content, c->len ? c->len : strlen(c->content)};
  write_file(path, sizeof(path), content);
  RhumbSourceSpec spec = c->spec;
  spec.access = rhumb_str(path);
  (void)keep_usual(state);
  assert_int_equal(check_shares(&spec, c->references, c->report), c->n_rows);
  (void)restore(state);
  assert_int_equal(remove(path), 0);
}

// Random tables ---------------------------------------------------------------

enum { N_SEEDS = 60, MAX_LINES = 40, MAX_START = 8192 };

/// A number from 0, below `most`
static unsigned
draw(uint64_t *const state, const unsigned most)
{
  *state =
      *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (unsigned)(*state >> 33U) % most;
}

static void
put_cell(RhumbBuf *const out, uint64_t *const state)
{
  static const char *const plain[] = {
      "", "a", "b c", "5\"", "0123456789abcdefgh"};
  static const char *const quoted[] = {"\"\"",
                                       "\"a\"",
                                       "\"\n\"",
                                       "\"\r\n,\"\"\"",
                                       "\"\"\"\"",
                                       "\"\r\r0123456789abcdef\""};
  rhumb_buf_puts(out,
                 draw(state, 4) ? plain[draw(state, RHUMB_COUNT(plain))]
                                : quoted[draw(state, RHUMB_COUNT(quoted))]);
}

/// Make a table of so many columns, with blank lines and rows of other lengths
static void
put_table(RhumbBuf *const out, uint64_t *const state, const unsigned n_columns)
{
  static const char *const line_ends[] = {"\n", "\r\n", "\r"};
  const unsigned usual = draw(state, 3);
  const unsigned n_lines = draw(state, MAX_LINES);
  rhumb_buf_puts(out, n_columns == 1 ? "a\n" : "a,b\n");
  for (unsigned i = 0; i < n_lines; ++i) {
    const unsigned n = draw(state, 12) ? n_columns : draw(state, 4);
    for (unsigned cell = 0; cell < n; ++cell) {
      rhumb_buf_puts(out, cell ? "," : "");
      put_cell(out, state);
    }
    rhumb_buf_puts(out, line_ends[draw(state, 9) ? usual : draw(state, 3)]);
  }
}

static void
test_random(void **const state)
{
  static const char *const references[MAX_REFERENCES] = {"a"};
  (void)state;
  for (uint64_t seed = 1; seed <= N_SEEDS; ++seed) {
    uint64_t drawn = seed;
    RhumbBuf content = {0};
    char path[256];
    put_table(&content, &drawn, 1 + draw(&drawn, 2));
    write_file(path, sizeof(path), rhumb_buf_str(&content));
    const RhumbSourceSpec spec = {.format = &rhumb_source_csv,
                                  .access = rhumb_str(path)};
    rhumb_input_chunk = usual_chunk;
    is_in_parts = false;
    (void)check_shares(&spec, references, NULL);
    assert_int_equal(remove(path), 0);
    rhumb_buf_free(&content);
  }
}

/// Parts are the same in whatever pieces the data arrives, whatever of other
/// shards lies between them
static void
test_cuts(void **const state)
{
  static const char *const references[MAX_REFERENCES] = {"a"};
  static const size_t chunks[] = {1, 7, 64, 100000};
  (void)state;
  is_in_parts = true;
  rhumb_shard_stripe = 50;
  rhumb_part_bytes = 16;
  for (uint64_t seed = 1; seed <= N_SEEDS; ++seed) {
    uint64_t drawn = seed;
    RhumbBuf content = {0};
    RhumbBuf cuts = {0};
    char path[256];
    while (content.len < MAX_START) { // Which opening reads at once
      put_table(&content, &drawn, 2);
    }
    write_file(path, sizeof(path), rhumb_buf_str(&content));
    const RhumbSourceSpec spec = {.format = &rhumb_source_csv,
                                  .access = rhumb_str(path)};
    for (size_t i = 0; i < RHUMB_COUNT(chunks); ++i) {
      rhumb_input_chunk = chunks[i];
      Reading reading = read_shard(&spec, references, (RhumbShard){1, 3});
      if (!i) {
        rhumb_buf_put(&cuts, rhumb_buf_str(&reading.cuts));
      }
      assert_string_equal(rhumb_buf_cstr(&reading.cuts), rhumb_buf_cstr(&cuts));
      free_reading(&reading);
    }
    assert_int_equal(remove(path), 0);
    rhumb_buf_free(&content);
    rhumb_buf_free(&cuts);
  }
}

// Mistakes --------------------------------------------------------------------

/// Of JSON Lines, what is no document ends the run of the shard that has it
static void
test_mistake_of_others(void **const state)
{
  static const char *const references[MAX_REFERENCES] = {"a"};
  char path[256];
  (void)state;
  write_file(
      path, sizeof(path), RHUMB_STR("{\"a\": 1}\n{\"a\":  }\n{\"a\": 3}\n"));
  const RhumbSourceSpec spec = {.format = &rhumb_source_jsonl,
                                .access = rhumb_str(path)};
  rhumb_shard_stripe = 9;
  Reading other = read_shard(&spec, references, (RhumbShard){0, 2});
  assert_int_equal(other.status, RHUMB_END);
  assert_int_equal(other.rows.count, 2);
  assert_string_equal(other.rows.items[1].data, "3@3:18:0 #3");
  Reading own = read_shard(&spec, references, (RhumbShard){1, 2});
  assert_int_equal(own.status, RHUMB_ERR_SYNTAX);
  assert_int_equal(own.rows.count, 0);
  assert_non_null(strstr(own.reports.text, "2:8: error: "));
  free_reading(&other);
  free_reading(&own);
  assert_int_equal(remove(path), 0);
}

/// What has no records that could be told apart by where they begin is the
/// first shard's
static void
test_first(void **const state)
{
  static const char *const references[MAX_REFERENCES] = {"a"};
  char path[256];
  (void)state;
  write_file(path, sizeof(path), RHUMB_STR("[{\"a\": 1}, {\"a\": 2}]"));
  const RhumbSourceSpec spec = {.format = &rhumb_source_json,
                                .access = rhumb_str(path),
                                .iterator = {"$[*]", 4}};
  for (uint64_t i = 0; i < 3; ++i) {
    Reading reading = read_shard(&spec, references, (RhumbShard){i, 3});
    assert_int_equal(reading.status, RHUMB_END);
    assert_int_equal(reading.rows.count, i ? 0 : 2);
    free_reading(&reading);
  }
  assert_int_equal(remove(path), 0);
}

/// The next stripe is the first position that is the shard's
static void
test_next(void **const state)
{
  (void)state;
  rhumb_shard_stripe = 4;
  for (uint64_t count = 2; count < 6; ++count) {
    for (uint64_t position = 0; position < 60; ++position) {
      for (uint64_t number = 0; number < count; ++number) {
        const RhumbShard shard = {number, count};
        uint64_t next = position;
        while (!rhumb_shard_has(&shard, next)) {
          ++next;
        }
        if (next > position) {
          assert_int_equal(rhumb_shard_next(&shard, position), next);
        }
      }
    }
  }
  const RhumbShard last = {UINT64_MAX - 1, UINT64_MAX};
  assert_true(rhumb_shard_next(&last, 100) == UINT64_MAX);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(test_random, keep_usual, restore),
      cmocka_unit_test_setup_teardown(test_cuts, keep_usual, restore),
      cmocka_unit_test_setup_teardown(
          test_mistake_of_others, keep_usual, restore),
      cmocka_unit_test(test_first),
      cmocka_unit_test_setup_teardown(test_next, keep_usual, restore),
  };
  int failed = cmocka_run_group_tests_name("shard", tests, NULL, NULL);
  RUN_TABLE("shares", cases, test_case);
  return failed;
}

// SPDX-License-Identifier: ISC

// Many files as one source, and what is nested in their rows

#include "io/pattern.h"
#include "source_support.h"

#include <sys/stat.h>

/// A folder with a file of each name, which holds its number
static const char *const names[] = {"b.json",
                                    "a.json",
                                    "a b.json",
                                    ".c.json",
                                    "ab.txt",
                                    "é.json",
                                    "f/d.json",
                                    "g/d.json",
                                    "f/e.txt"};

static char folder[256];

static void
path_of(char *const path, const size_t size, const char *const name)
{
  (void)snprintf(path, size, "%s/%s", folder, name);
}

static int
make_folder(void **const state)
{
  (void)state;
  const char *const place = getenv("TMPDIR");
  char path[300];
  (void)snprintf(
      folder, sizeof(folder), "%s/rhumb-test-XXXXXX", place ? place : "/tmp");
  if (!mkdtemp(folder)) {
    return -1;
  }
  path_of(path, sizeof(path), "f");
  int failed = mkdir(path, 0700);
  path_of(path, sizeof(path), "g");
  failed |= mkdir(path, 0700);
  for (size_t i = 0; i < RHUMB_COUNT(names); ++i) {
    path_of(path, sizeof(path), names[i]);
    FILE *const file = fopen(path, "w");
    if (!file) {
      return -1;
    }
    (void)fprintf(
        file,
        "[{\"n\": %zu, \"in\": [{\"v\": [%zu, 8]}, {\"v\": []}]}, {\"n\": 9}]",
        i,
        i);
    failed |= fclose(file);
  }
  return failed;
}

static int
remove_folder(void **const state)
{
  (void)state;
  char path[300];
  int failed = 0;
  for (size_t i = 0; i < RHUMB_COUNT(names); ++i) {
    path_of(path, sizeof(path), names[i]);
    failed |= unlink(path);
  }
  path_of(path, sizeof(path), "f");
  failed |= rmdir(path);
  path_of(path, sizeof(path), "g");
  failed |= rmdir(path);
  return failed | rmdir(folder);
}

// Patterns -------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *pattern;
  const char *found;  ///< With spaces between; NULL: an error
  const char *report; ///< Part of it
} PatternCase;

// clang-format off
static PatternCase patterns[] = {
  {"sorted by bytes",       "*.json",     "a b.json|a.json|b.json|é.json", NULL},
  {"one character",         "?.json",     "a.json|b.json|é.json", NULL},
  {"several parts",         "*b*.*o*",    "a b.json|b.json", NULL},
  {"a star is nothing too", "a*b.*",      "a b.json|ab.txt", NULL},
  {"two stars of a kind",   "*?*?*.txt",  "ab.txt", NULL},
  {"a dot is asked for",    ".*.json",    ".c.json", NULL},
  {"folders",               "?/d.*",      "f/d.json|g/d.json", NULL},
  {"a folder in the middle", "./f/../?/d.json", "./f/../f/d.json|./f/../g/d.json", NULL},
  {"two slashes",           "f//*.json",  "f/d.json", NULL},
  {"a name that is missing in one", "?/e.txt", "f/e.txt", NULL},
  {"none",                  "*.xml",      NULL, "\"*.xml\" finds no file; in \""},
  {"no folder",             "ff/*.json",  NULL, "No such file or directory; f\n"},
  {"a file for a folder",   "b.json/*",   NULL, "\"b.json/*\" finds no file"},
  {"a folder",              "f*",         NULL, "/f\", which cannot be read: it is a folder"},
  {"folders at all depths", "**/d.json",  NULL, "\"**\" is not read"},
  {"a folder by its slash", "*/",         NULL, "it is a folder"},
};
// clang-format on

static void
test_pattern(void **const state)
{
  const PatternCase *const c = (const PatternCase *)*state;
  RhumbArena arena = {0};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbPattern pattern = {
      rhumb_str(c->pattern), rhumb_str(folder), {NULL, 3, 5, 0}};
  RhumbPaths paths = {0};
  RhumbBuf out = {0};
  assert_true(rhumb_is_pattern(&pattern));
  const RhumbStatus status =
      rhumb_pattern_find(&paths, &arena, &pattern, &diag);
  for (size_t i = 0; i < paths.count; ++i) {
    rhumb_buf_puts(&out, i ? "|" : "");
    rhumb_buf_put(&out, paths.items[i]);
  }
  if (c->found) {
    assert_int_equal(status, RHUMB_OK);
    assert_string_equal(rhumb_buf_cstr(&out), c->found);
  } else {
    assert_int_not_equal(status, RHUMB_OK);
    assert_non_null(strstr(reports.text, c->report));
    assert_memory_equal(reports.text, "3:5: error: ", 12);
  }
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

/// What is escaped in the address of a file stands for itself
static void
test_addresses(void **const state)
{
  (void)state;
  static const struct {
    const char *start, *name;
    bool is_many;
  } addresses[] = {{"file://", "*.json", true},
                   {"file://localhost", "%61*.json", true},
                   {"", "%2A.json", false},
                   {"", "*.json", true},
                   {"file://", "%2A.json", false},
                   {"FILE://", "a%3f.json", false},
                   {"file://", "a%2a/x.json", false}};
  RhumbArena arena = {0};
  for (size_t i = 0; i < RHUMB_COUNT(addresses); ++i) {
    RhumbSourceSpec spec = {
        .access = rhumb_str_format(
            &arena, "%s%s/%s", addresses[i].start, folder, addresses[i].name)};
    assert_true(rhumb_source_settle(&spec, &arena));
    assert_true(rhumb_source_settle(&spec, &arena)); // Once more, it stays so
    if (rhumb_source_is_many(&spec) != addresses[i].is_many) {
      fail_msg("%s is %sone file",
               spec.access.data,
               addresses[i].is_many ? "" : "not ");
    }
  }
  rhumb_arena_free(&arena);
}

static void
test_parts(void **const state)
{
  (void)state;
  static const struct {
    const char *path, *stem;
  } stems[] = {{"in/a.json.gz", "a"},
               {"a.2025.csv", "a.2025"},
               {"in/a", "a"},
               {"in.d/.hidden", ".hidden"},
               {"é.xml", "é"},
               {".a.csv", ".a"},
               {"a.gz", "a"}};
  for (size_t i = 0; i < RHUMB_COUNT(stems); ++i) {
    const RhumbFilePart *const part = rhumb_file_part(RHUMB_STR("stem"));
    const RhumbStr stem = part->of(rhumb_str(stems[i].path));
    assert_true(rhumb_str_is(stem, stems[i].stem));
    assert_ptr_equal(rhumb_file_part_of(part->reference), part);
  }
  assert_null(rhumb_file_part(RHUMB_STR("name")));
  assert_null(rhumb_file_part_of(RHUMB_STR("_file")));
}

// Rows -----------------------------------------------------------------------

static RhumbSource *
opened(const RhumbSourceSpec *const spec,
       RhumbSource *const parent,
       const RhumbStr reference,
       size_t *const field)
{
  RhumbSource *source = NULL;
  const RhumbDiag diag = {0};
  assert_int_equal(parent ? rhumb_source_nest(&source, spec, parent, &diag)
                          : rhumb_source_open(&source, spec, &diag),
                   RHUMB_OK);
  assert_int_equal(
      rhumb_source_bind(source, reference, (RhumbLoc){0}, field, &diag),
      RHUMB_OK);
  return source;
}

/// Write what is found within the current row of the parent
static void
put_nested(RhumbBuf *const out,
           RhumbSource *const source,
           const size_t field,
           RhumbSource *const inner,
           const size_t inner_field)
{
  const RhumbDiag diag = {0};
  assert_int_equal(rhumb_source_enter(source, (RhumbStr){NULL, 0}, &diag),
                   RHUMB_OK);
  while (rhumb_source_next(source, &diag) == RHUMB_OK) {
    rhumb_buf_puts(out, " (");
    put_values(out, &source->row[field]);
    if (inner) {
      put_nested(out, inner, inner_field, NULL, 0);
    }
    rhumb_buf_putc(out, ')');
  }
}

static void
test_nested(void **const state)
{
  (void)state;
  const RhumbDiag diag = {0};
  const RhumbFilePart *const stem = rhumb_file_part(RHUMB_STR("stem"));
  RhumbSourceSpec specs[3] = {{.access = RHUMB_STR("?.json"),
                               .iterator = RHUMB_STR("$[*]"),
                               .asks_file = true},
                              {.iterator = RHUMB_STR("$.in[*]")},
                              {.iterator = RHUMB_STR("$.v[*]")}};
  size_t fields[3] = {0};
  RhumbSource *levels[3] = {NULL};
  RhumbBuf out = {0};
  specs[0].dir = rhumb_str(folder);
  for (size_t i = 0; i < 3; ++i) {
    specs[i].format = &rhumb_source_json;
    levels[i] = opened(&specs[i],
                       i ? levels[i - 1] : NULL,
                       i == 2 ? RHUMB_STR("$") : stem->reference,
                       &fields[i]);
  }
  while (rhumb_source_next(levels[0], &diag) == RHUMB_OK) {
    rhumb_buf_format(&out, "%u ", (unsigned)levels[0]->address.record);
    put_values(&out, &levels[0]->row[fields[0]]);
    put_nested(&out, levels[1], fields[1], levels[2], fields[2]);
    rhumb_buf_putc(&out, '\n');
    assert_true(levels[0]->address.part != 0);
  }
  for (size_t i = 3; i-- > 0;) {
    rhumb_source_close(levels[i]);
  }
  assert_string_equal(rhumb_buf_cstr(&out),
                      "1 a (a (#1) (#8)) (a)\n2 a\n"
                      "1 b (b (#0) (#8)) (b)\n2 b\n"
                      "1 é (é (#5) (#8)) (é)\n2 é\n");
  rhumb_buf_free(&out);
}

// In parts -------------------------------------------------------------------

typedef struct {
  const char *name;
  RhumbSourceSpec spec;
  const char *references[MAX_REFERENCES];
} PartsCase;

// clang-format off
static PartsCase in_parts[] = {
  {"JSON by bytes", {.format = &rhumb_source_json, .access = {"?.json", 6}, .iterator = {"$[*]", 4}}, {"n", "$.in[*].v[*]"}},
  {"JSON by rows", {.format = &rhumb_source_json, .access = {"*.json", 6}, .iterator = {"$..v", 4}}, {"$"}},
  {"CSV", {.format = &rhumb_source_csv, .access = {"?/*.json", 8}, .no_header = true, .no_quote = true}, {"2", "1"}},
  {"one file", {.format = &rhumb_source_csv, .access = {"ab.txt", 6}, .no_header = true, .asks_file = true, .no_quote = true}, {"1"}},
};
// clang-format on

/// Put the rows with all that tells them from those of other files
static RhumbStatus
put_all(RhumbBuf *const out,
        RhumbSource *const source,
        const Asked *const asked)
{
  const RhumbDiag silent = {0};
  for (;;) {
    const RhumbStatus status = rhumb_source_next(source, &silent);
    if (status != RHUMB_OK) {
      return status;
    }
    rhumb_buf_format(out,
                     "%s %u+%u ",
                     source->address.text.name,
                     (unsigned)source->address.record,
                     (unsigned)source->address.position);
    rhumb_buf_put_number(out, source->address.part);
    for (size_t i = 0; i < asked->n; ++i) {
      rhumb_buf_putc(out, ' ');
      put_values(out, &source->row[asked->fields[i]]);
    }
    rhumb_buf_putc(out, '\n');
  }
}

static RhumbSource *
opened_case(const PartsCase *const c,
            RhumbSourceSpec *const spec,
            Asked *const asked)
{
  const RhumbDiag silent = {0};
  RhumbSource *source = NULL;
  *spec = c->spec;
  spec->dir = rhumb_str(folder);
  assert_int_equal(rhumb_source_open(&source, spec, &silent), RHUMB_OK);
  assert_int_equal(ask(asked, source, c->references, &silent), RHUMB_OK);
  assert_int_equal(
      rhumb_source_bind(source,
                        rhumb_file_part(RHUMB_STR("stem"))->reference,
                        (RhumbLoc){0},
                        &asked->fields[asked->n++],
                        &silent),
      RHUMB_OK);
  return source;
}

/// All parts are cut before the first is read, by two readers in turn
static void
test_in_parts(void **const state)
{
  const PartsCase *const c = (const PartsCase *)*state;
  enum { MAX_PARTS = 64 };
  RhumbSourceSpec spec;
  Asked asked = {0};
  RhumbBuf expected = {0};
  RhumbBuf out = {0};
  RhumbSource *source = opened_case(c, &spec, &asked);
  assert_int_equal(put_all(&expected, source, &asked), RHUMB_END);
  rhumb_source_close(source);

  const size_t usual = rhumb_part_bytes;
  rhumb_part_bytes = 1;
  RhumbSourcePart parts[MAX_PARTS] = {{.then = RHUMB_END}};
  size_t n = 0;
  source = opened_case(c, &spec, &asked);
  while (rhumb_source_cut(source, &parts[n]) == RHUMB_OK) {
    assert_true(++n < MAX_PARTS);
  }
  rhumb_part_bytes = usual;
  RhumbSource *const readers[] = {rhumb_source_part_reader(source),
                                  rhumb_source_part_reader(source)};
  for (size_t i = 0; i < n; ++i) {
    rhumb_source_enter_part(readers[i % 2], &parts[i]);
    assert_int_equal(put_all(&out, readers[i % 2], &asked), RHUMB_END);
    rhumb_source_part_reset(&parts[i]);
  }
  rhumb_source_close(readers[0]);
  rhumb_source_close(readers[1]);
  for (size_t i = 0; i <= n; ++i) {
    rhumb_source_part_free(&parts[i]);
  }
  rhumb_source_close(source);
  assert_true(n > 0 && expected.len > 0);
  assert_string_equal(rhumb_buf_cstr(&out), rhumb_buf_cstr(&expected));
  rhumb_buf_free(&out);
  rhumb_buf_free(&expected);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_addresses),
      cmocka_unit_test(test_parts),
      cmocka_unit_test(test_nested),
  };
  int failed = make_folder(NULL);
  RUN_TABLE("patterns", patterns, test_pattern);
  RUN_TABLE("in parts", in_parts, test_in_parts);
  failed += cmocka_run_group_tests_name("files", tests, NULL, NULL);
  return failed | remove_folder(NULL);
}

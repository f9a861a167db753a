// SPDX-License-Identifier: ISC

#include "cli/report.h"
#include "support.h"

#include <time.h>

static const RhumbText rules = {"a \"b\".yml", {"one: 1\ntwo: 2\n", 14}};

#define SHOWN                                                          \
  "{password: 'a rather long one', user: me}\n\tx\x1B\xE2\x82\xAC e\n" \
  "\xE6\x97\xA5\xE6\x9C\xAC: x\n"

static const RhumbText odd_name = {"a\n\xC2\x9B.csv", {NULL, 0}};
static const RhumbText shown = {"shown.yml", {SHOWN, sizeof(SHOWN) - 1}};

typedef struct {
  const char *name;
  RhumbReport reports[5]; ///< The last has no message
  bool as_json;
  const char *written;
} Case;

#define NOWHERE   \
  {               \
    NULL, 0, 0, 0 \
  }
#define AT(line, column, record) \
  {                              \
    &rules, line, column, record \
  }
#define ITEM(file, line, column, record, severity, kind, message, suggestion) \
  "\n{\"file\": " file ", \"line\": " line ", \"column\": " column            \
  ", \"record\": " record ", \"severity\": \"" severity "\", \"kind\": " kind \
  ", \"message\": \"" message "\", \"suggestion\": " suggestion "}"
#define FILE_NAME "\"a \\\"b\\\".yml\""

// clang-format off
static Case cases[] = {
  {"text", {{RHUMB_ERROR, RHUMB_ERR_SYNTAX, AT(2, 6, 0), "bad", "good"}}, false,
   "a \"b\".yml:2:6: error: bad; did you mean \"good\"?\n    2 | two: 2\n      |      ^\n"},
  {"a suggestion from data", {{RHUMB_ERROR, RHUMB_ERR_REFERENCE, NOWHERE, "bad", "a\x1B[0m"}}, false,
   "rhumb: error: bad; did you mean \"a\\u001B[0m\"?\n"},
  {"a line in a value", {{RHUMB_ERROR, RHUMB_ERR_VALUE, NOWHERE, "\"a\nrhumb: done\r\xE2\x80\xAE\xE2\x80\xAC\" is bad", NULL}}, false,
   "rhumb: error: \"a\\nrhumb: done\\r\\u202E\\u202C\" is bad\n"},
  {"a line in a file's name", {{RHUMB_ERROR, RHUMB_ERR_VALUE, {&odd_name, 1, 0, 0}, "bad", NULL}}, false,
   "a\\n\\u009B.csv:1: error: bad\n"},
  {"a password in a message", {{RHUMB_ERROR, RHUMB_ERR_IO, NOWHERE, "no \"mysql://me:p/w@host/db\"", NULL}}, false,
   "rhumb: error: no \"mysql://me:***@host/db\"\n"},
  {"a password before the caret", {{RHUMB_ERROR, RHUMB_ERR_SYNTAX, {&shown, 1, 33, 0}, "bad", NULL}}, false,
   "shown.yml:1:33: error: bad\n    1 | {password: '***', user: me}\n      |                   ^\n"},
  {"a password at the caret", {{RHUMB_ERROR, RHUMB_ERR_SYNTAX, {&shown, 1, 15, 0}, "bad", NULL}}, false,
   "shown.yml:1:15: error: bad\n    1 | {password: '***', user: me}\n      |             ^\n"},
  {"controls before the caret", {{RHUMB_ERROR, RHUMB_ERR_SYNTAX, {&shown, 2, 8, 0}, "bad", NULL}}, false,
   "shown.yml:2:8: error: bad\n    2 | \tx\\u001B\xE2\x82\xAC e\n      | \t         ^\n"},
  {"wide letters before the caret", {{RHUMB_ERROR, RHUMB_ERR_SYNTAX, {&shown, 3, 7, 0}, "bad", NULL}}, false,
   "shown.yml:3:7: error: bad\n    3 | \xE6\x97\xA5\xE6\x9C\xAC: x\n      |     ^\n"},
  {"nothing", {{0}}, true, "[]\n"},
  {"a place and a suggestion", {{RHUMB_ERROR, RHUMB_ERR_SYNTAX, AT(2, 6, 0), "bad", "good"}}, true,
   "[" ITEM(FILE_NAME, "2", "6", "null", "error", "\"invalid syntax\"", "bad", "\"good\"") "\n]\n"},
  {"no place", {{RHUMB_WARNING, RHUMB_OK, NOWHERE, "odd", NULL}}, true,
   "[" ITEM("null", "null", "null", "null", "warning", "null", "odd", "null") "\n]\n"},
  {"a record", {{RHUMB_ERROR, RHUMB_ERR_VALUE, AT(7, 0, 5), "bad", NULL}}, true,
   "[" ITEM(FILE_NAME, "7", "null", "5", "error", "\"invalid value\"", "bad", "null") "\n]\n"},
  {"a note belongs to what is before it",
   {{RHUMB_ERROR, RHUMB_ERR_VALUE, AT(1, 1, 0), "bad", NULL}, {RHUMB_NOTE, RHUMB_OK, AT(2, 1, 0), "here", NULL}}, true,
   "[" ITEM(FILE_NAME, "1", "1", "null", "error", "\"invalid value\"", "bad", "null") "," ITEM(FILE_NAME, "2", "1", "null", "note", "null", "here", "null") "\n]\n"},
  {"the same is said once",
   {{RHUMB_ERROR, RHUMB_ERR_VALUE, AT(1, 1, 0), "bad", NULL}, {RHUMB_ERROR, RHUMB_ERR_VALUE, AT(1, 1, 0), "bad", NULL}}, true,
   "[" ITEM(FILE_NAME, "1", "1", "null", "error", "\"invalid value\"", "bad", "null") "\n]\n"},
  {"so is a note that belongs to nothing",
   {{RHUMB_NOTE, RHUMB_OK, AT(1, 1, 0), "by the way", NULL}, {RHUMB_NOTE, RHUMB_OK, AT(1, 1, 0), "by the way", NULL}}, true,
   "[" ITEM(FILE_NAME, "1", "1", "null", "note", "null", "by the way", "null") "\n]\n"},
  {"a note is said with all that it belongs to",
   {{RHUMB_ERROR, RHUMB_ERR_VALUE, AT(1, 1, 0), "bad", NULL}, {RHUMB_NOTE, RHUMB_OK, AT(2, 1, 0), "here", NULL},
    {RHUMB_ERROR, RHUMB_ERR_VALUE, AT(1, 1, 0), "worse", NULL}, {RHUMB_NOTE, RHUMB_OK, AT(2, 1, 0), "here", NULL}}, true,
   "[" ITEM(FILE_NAME, "1", "1", "null", "error", "\"invalid value\"", "bad", "null") "," ITEM(FILE_NAME, "2", "1", "null", "note", "null", "here", "null") ","
   ITEM(FILE_NAME, "1", "1", "null", "error", "\"invalid value\"", "worse", "null") "," ITEM(FILE_NAME, "2", "1", "null", "note", "null", "here", "null") "\n]\n"},
  {"any text", {{RHUMB_WARNING, RHUMB_OK, NOWHERE, "\"\\\t\x01\xFF\xC3\xA4\x1B[0m", "\""}}, true,
   "[" ITEM("null", "null", "null", "null", "warning", "null", "\\\"\\\\\\\\t\\\\u0001\xEF\xBF\xBD\xC3\xA4\\\\u001B[0m", "\"\\\"\"") "\n]\n"},
};
// clang-format on

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  char written[4096] = {0};
  RhumbReporter reporter = {.file = tmpfile(), .as_json = c->as_json};
  const RhumbDiag diag = rhumb_reporter_diag(&reporter);
  assert_non_null(reporter.file);

  if (c->as_json) {
    rhumb_reporter_begin(&reporter);
  }
  for (const RhumbReport *report = c->reports; report->message; ++report) {
    diag.report(diag.handle, report);
  }
  if (c->as_json) {
    rhumb_reporter_end(&reporter);
  }
  rewind(reporter.file);
  assert_true(fread(written, 1, sizeof(written) - 1, reporter.file) > 0);
  assert_string_equal(written, c->written);

  assert_int_equal(fclose(reporter.file), 0);
  rhumb_reporter_free(&reporter);
}

/// What is looked through for secrets does not grow with the line
static void
test_long_line(void **const state)
{
  (void)state;
  RhumbBuf line = {0};
  while (line.len < 300000) {
    rhumb_buf_puts(&line, "://");
  }
  const RhumbText text = {"a.ttl", rhumb_buf_str(&line)};
  const RhumbReport report = {
      RHUMB_ERROR, RHUMB_ERR_SYNTAX, {&text, 1, 150000, 0}, "bad", NULL};
  RhumbReporter reporter = {.file = tmpfile()};
  const RhumbDiag diag = rhumb_reporter_diag(&reporter);
  const clock_t start = clock();
  diag.report(diag.handle, &report);
  assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
  assert_int_equal(fclose(reporter.file), 0);
  rhumb_reporter_free(&reporter);
  rhumb_buf_free(&line);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_long_line)};
  int failed = cmocka_run_group_tests_name("lines", tests, NULL, NULL);
  RUN_TABLE("report", cases, test_case);
  return failed;
}

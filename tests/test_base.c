// SPDX-License-Identifier: ISC

#include "base/hash.h"
#include "base/list.h"
#include "base/status.h"
#include "base/table.h"
#include "base/utf8.h"
#include "support.h"

#include <stdlib.h>

typedef struct {
  const char *name;
  const char *text;
  bool valid;
  size_t bad_byte;
  const char *clean;
} Utf8Case;

// clang-format off
static Utf8Case utf8_cases[] = {
  {"empty",              "",                 true,  0, ""},
  {"long ascii",         "abcdefghijklmnop", true,  0, "abcdefghijklmnop"},
  {"two to four bytes",  "\u00e9\u20ac\U0001F600", true, 0, "\u00e9\u20ac\U0001F600"},
  {"overlong",           "a\xC0\x80",        false, 1, "a\uFFFD\uFFFD"},
  {"surrogate",          "\xED\xA0\x80",     false, 0, "\uFFFD\uFFFD\uFFFD"},
  {"cut short",          "ab\xE2\x82",       false, 2, "ab\uFFFD\uFFFD"},
  {"above U+10FFFF",     "\xF4\x90\x80\x80", false, 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
  {"control characters", "a\x01\x1F\tb\n",   true,  0, "a\uFFFD\uFFFD\tb\n"},
  {"C1 and U+FFFE",      "\xC2\x85\uFFFE",     true,  0, "\uFFFD\uFFFD"},
};
// clang-format on

static void
test_utf8(void **const state)
{
  const Utf8Case *const c = (const Utf8Case *)*state;
  size_t bad = 0;
  assert_int_equal(rhumb_utf8_valid(rhumb_str(c->text), &bad), c->valid);
  assert_int_equal(bad, c->bad_byte);

  RhumbBuf out = {0};
  rhumb_utf8_clean(&out, rhumb_str(c->text));
  assert_string_equal(rhumb_buf_cstr(&out), c->clean);
  rhumb_buf_free(&out);
}

static void
test_utf8_round_trip(void **const state)
{
  (void)state;
  for (uint32_t code = 1; code < 0x110000; ++code) {
    RhumbBuf out = {0};
    uint32_t again = 0;
    rhumb_utf8_put(&out, code);
    const unsigned len = rhumb_utf8_decode(rhumb_buf_str(&out), 0, &again);
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    assert_int_equal(len, surrogate ? 0 : out.len);
    assert_int_equal(again, surrogate ? 0 : code);
    rhumb_buf_free(&out);
  }
}

/// Bytes that begin no character are not gone through to find one
static void
test_utf8_start(void **const state)
{
  static const struct {
    const char *text;
    size_t at, start;
  } rows[] = {
      {"a\u00e9", 2, 1},
      {"\U0001F600", 3, 0},
      {"a\u20ac", 4, 4},
      {"a\x80\x80\x80\x80\x80", 4, 4},
      {"\x80\x80", 1, 1},
      {"", 0, 0},
  };
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    assert_int_equal(rhumb_utf8_start(rhumb_str(rows[i].text), rows[i].at),
                     rows[i].start);
  }
}

static void
keep_length(void *const handle, const RhumbReport *const report)
{
  *(size_t *)handle = strlen(report->message);
}

/// A long message is cut short, whatever bytes are in it
static void
test_long_message(void **const state)
{
  (void)state;
  char bytes[4001] = {0};
  size_t len = 0;
  memset(bytes, 0x80, sizeof(bytes) - 1);
  const RhumbDiag diag = {keep_length, &len};
  (void)rhumb_fail(&diag, RHUMB_ERR_IO, (RhumbLoc){0}, "no \"%s\"", bytes);
  assert_in_range(len, 900, 1100);
}

static void
test_table(void **const state)
{
  (void)state;
  RhumbTable table = {0};
  char key[16];
  for (unsigned round = 0; round < 2; ++round) {
    for (unsigned i = 0; i < 1000; ++i) {
      (void)snprintf(key, sizeof(key), "key %u", i);
      assert_int_equal(rhumb_table_add(&table, rhumb_str(key)), i);
    }
  }
  assert_int_equal(table.count, 1000);
  assert_int_equal(rhumb_table_find(&table, RHUMB_STR("key 999")), 999);
  assert_int_equal(rhumb_table_find(&table, RHUMB_STR("no")), RHUMB_TABLE_NONE);
  rhumb_table_free(&table);
  assert_int_equal(rhumb_table_find(&table, RHUMB_STR("no")), RHUMB_TABLE_NONE);
}

static int
compare_hashes(const void *const a, const void *const b)
{
  const uint32_t left = *(const uint32_t *)a;
  const uint32_t right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

/// Keys that share one hash of XXH3 without a secret: their first eight bytes
/// are its public secret's, which makes the next eight count for nothing
static void
test_crafted_keys(void **const state)
{
  (void)state;
  enum { KEYS = 20000 };
  RhumbTable table = {0};
  for (unsigned i = 0; i < KEYS; ++i) {
    char key[33] = "\xB8\xFE\x6C\x39\x23\xA4\x4B\xBE________fixed for all...";
    memcpy(key + 8, &i, sizeof(i));
    assert_int_equal(rhumb_table_add(&table, (RhumbStr){key, 32}), i);
  }
  qsort(table.hashes, KEYS, sizeof(*table.hashes), compare_hashes);
  size_t distinct = 1;
  for (size_t i = 1; i < KEYS; ++i) {
    distinct += table.hashes[i] != table.hashes[i - 1];
  }
  assert_in_range(distinct, KEYS - 5, KEYS);
  rhumb_table_free(&table);
}

/// What outputs show is what XXH3 is published as, on every machine
static void
test_hash(void **const state)
{
  (void)state;
  assert_true(rhumb_hash((RhumbStr){NULL, 0}, 0) ==
              UINT64_C(0x2D06800538D394C2));
  assert_true(rhumb_hash(RHUMB_STR(""), 0) == UINT64_C(0x2D06800538D394C2));
  assert_true(rhumb_hash(RHUMB_STR("a"), 1) != rhumb_hash(RHUMB_STR("a"), 2));
}

static void
test_numbers(void **const state)
{
  (void)state;
  RhumbBuf buf = {0};
  static const uint64_t numbers[] = {0, 9, 10, 1234567890, UINT64_MAX};
  for (size_t i = 0; i < RHUMB_COUNT(numbers); ++i) {
    rhumb_buf_put_number(&buf, numbers[i]);
    rhumb_buf_putc(&buf, ' ');
  }
  for (int byte = 0; byte < 256; byte += 0x33) {
    rhumb_buf_put_hex(&buf, (char)byte);
  }
  assert_string_equal(rhumb_buf_cstr(&buf),
                      "0 9 10 1234567890 18446744073709551615 00336699CCFF");
  rhumb_buf_free(&buf);
}

static void
test_read_numbers(void **const state)
{
  (void)state;
  static const struct {
    const char *text;
    uint64_t most;
    bool is_number;
    uint64_t value;
  } rows[] = {
      {"0", 0, true, 0},
      {"5", 3, false, 0},
      {"3", 3, true, 3},
      {"13", 12, false, 0},
      {"12", 12, true, 12},
      {"18446744073709551615", UINT64_MAX, true, UINT64_MAX},
      {"18446744073709551616", UINT64_MAX, false, 0},
      {"", 9, false, 0},
      {"1x", 99, false, 0},
      {"-1", 9, false, 0},
  };
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    uint64_t value = 0;
    assert_int_equal(
        rhumb_str_number(rhumb_str(rows[i].text), rows[i].most, &value),
        rows[i].is_number);
    assert_int_equal(value, rows[i].value);
  }
}

static void
test_read_integers(void **const state)
{
  (void)state;
  static const struct {
    const char *text;
    bool is_integer;
    int64_t value;
  } rows[] = {
      {"0", true, 0},
      {"+07", true, 7},
      {"-9223372036854775807", true, -INT64_MAX},
      {"9223372036854775807", true, INT64_MAX},
      {"9223372036854775808", false, 0},
      {"-", false, 0},
      {"--1", false, 0},
      {"1.0", false, 0},
      {"", false, 0},
  };
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    int64_t value = 0;
    assert_int_equal(rhumb_str_integer(rhumb_str(rows[i].text), &value),
                     rows[i].is_integer);
    assert_true(value == rows[i].value);
  }
}

/// Bytes count from 1 in columns, and a byte order mark is none
static void
test_places(void **const state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t at;
    unsigned line, column;
  } cases[] = {
      {"", 0, 1, 1},
      {"ab", 1, 1, 2},
      {"a\nb", 1, 1, 2},
      {"a\nb", 2, 2, 1},
      {"\n\n", 2, 3, 1},
      {"a\r\nbc", 4, 2, 2},
      {"\u00E9x", 2, 1, 3},
      {"\uFEFFab", 4, 1, 2},
      {"ab", 9, 1, 3},
  };
  for (size_t i = 0; i < RHUMB_COUNT(cases); ++i) {
    const RhumbText text = {"a", rhumb_str(cases[i].text)};
    const RhumbLoc loc = rhumb_loc_at(&text, cases[i].at);
    assert_ptr_equal(loc.text, &text);
    assert_int_equal(loc.line, cases[i].line);
    assert_int_equal(loc.column, cases[i].column);
    assert_int_equal(loc.record, 0);
  }
}

/// A list keeps what it has when it grows
static void
test_list(void **const state)
{
  (void)state;
  RhumbArena arena = {0};
  RHUMB_LIST(uint64_t) list = {0};
  for (uint64_t i = 0; i < 1000; ++i) {
    RHUMB_PUSH_IN(&arena, &list, i);
  }
  assert_true(list.count == 1000);
  for (uint64_t i = 0; i < list.count; ++i) {
    assert_true(list.items[i] == i);
  }
  rhumb_arena_free(&arena);
}

/// Exit codes and messages are told apart by status: no two may read alike
static void
test_status_texts(void **const state)
{
  (void)state;
  for (int a = 0; a <= RHUMB_STATUS_COUNT; ++a) {
    for (int b = 0; b < a; ++b) {
      assert_string_not_equal(rhumb_strstatus((RhumbStatus)a),
                              rhumb_strstatus((RhumbStatus)b));
    }
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_utf8_round_trip),
      cmocka_unit_test(test_utf8_start),
      cmocka_unit_test(test_long_message),
      cmocka_unit_test(test_table),
      cmocka_unit_test(test_crafted_keys),
      cmocka_unit_test(test_list),
      cmocka_unit_test(test_hash),
      cmocka_unit_test(test_numbers),
      cmocka_unit_test(test_read_numbers),
      cmocka_unit_test(test_read_integers),
      cmocka_unit_test(test_places),
      cmocka_unit_test(test_status_texts),
  };
  int failed = cmocka_run_group_tests_name("base", tests, NULL, NULL);
  RUN_TABLE("utf8", utf8_cases, test_utf8);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "engine/repeat.h"

#include "support.h"

/// Rows that are numbers: `distinct` of them, over and over
typedef struct {
  const char *name;
  unsigned n_rows, distinct;
  RhumbRepeatsOf of;
  unsigned least_found, most_found;
} Case;

static Case cases[] = {
    {"no row comes again", 400000, 400000, RHUMB_REPEATS_NONE, 0, 0},
    {"too few to know", 1000, 1000, RHUMB_REPEATS_TRIED, 0, 0},
    {"few rows come again and again",
     100000,
     1000,
     RHUMB_REPEATS_ALL,
     60000,
     95000},
    {"many rows come again",
     1000000,
     100000,
     RHUMB_REPEATS_ALL,
     700000,
     900000},
    {"rows come again too late", 400000, 200000, RHUMB_REPEATS_NONE, 0, 0},
};

/// Ask for a row that is a number; true if it was there, else it is kept
static bool
ask(RhumbRepeats *const repeats, const unsigned number)
{
  const RhumbSource row = {.bytes = {(const char *)&number, sizeof(number)}};
  const RhumbRepeat *const found = rhumb_repeats_find(repeats, &row);
  if (found) {
    assert_int_equal(found->n_quads, number % 10);
    assert_int_equal(found->keys, number);
    return true;
  }
  rhumb_repeats_keep(repeats, number % 10, number);
  return false;
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbRepeats repeats = {0};
  unsigned n_found = 0;
  for (unsigned i = 0; i < c->n_rows; ++i) {
    n_found += ask(&repeats, i % c->distinct);
  }
  assert_int_equal(repeats.of, c->of);
  assert_in_range(n_found, c->least_found, c->most_found);
  if (c->of == RHUMB_REPEATS_NONE) {
    assert_null(repeats.places);
  }
  rhumb_repeats_free(&repeats);
}

static void
test_rows_of_later_parts_are_not_known(void **const state)
{
  (void)state;
  static const struct {
    uint64_t part;
    unsigned number;
    bool is_found;
  } rows[] = {
      {5, 1, false},
      {5, 1, true},
      {6, 1, true},
      {4, 1, false}, // Which is kept beside the other
      {4, 1, true},
      {3, 1, false},
      {5, 1, true},
      {6, 2, false},
      {5, 2, false},
      {5, 2, true},
  };
  RhumbRepeats repeats = {0};
  rhumb_repeats_tried = 0;
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    repeats.part = rows[i].part;
    assert_int_equal(ask(&repeats, rows[i].number), rows[i].is_found);
  }
  rhumb_repeats_free(&repeats);
  rhumb_repeats_tried = 1024;
}

static void
test_a_source_without_bytes_is_not_asked(void **const state)
{
  (void)state;
  const RhumbSource row = {0};
  RhumbRepeats repeats = {0};
  for (size_t i = 0; i < 2; ++i) {
    assert_null(rhumb_repeats_find(&repeats, &row));
    rhumb_repeats_keep(&repeats, 1, 1);
  }
  assert_null(repeats.places);
  rhumb_repeats_free(&repeats);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows_of_later_parts_are_not_known),
      cmocka_unit_test(test_a_source_without_bytes_is_not_asked),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  RUN_TABLE("rows that come again", cases, test_case);
  return failed != 0;
}

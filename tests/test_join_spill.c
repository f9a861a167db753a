// SPDX-License-Identifier: ISC

#include "engine/join/join.h"
#include "full_disk.h"
#include "support.h"

#include <inttypes.h>
#include <stdlib.h>
#include <unistd.h>

enum { MAX_KEPT = 2 };

/// Subjects by chance under keys by chance. What an index in files finds is
/// what one in memory does.
typedef struct {
  const char *name;
  unsigned n_added, n_keys, n_subjects;
  unsigned padding; ///< Bytes of a subject's text, beside its number
  size_t n_kept;
  unsigned spilled_at; ///< Of those that are added: before this number
  size_t most;         ///< Bytes to put it together with
  unsigned hollow;     ///< Each of so many subjects is; 0: none
  bool keeps_equal;
  bool is_skewed; ///< Half of them are under one key
} Case;

static Case cases[] = {
    {.name = "nothing", .n_keys = 1, .n_subjects = 1, .most = 1 << 20},
    {.name = "one",
     .n_added = 1,
     .n_keys = 1,
     .n_subjects = 1,
     .most = 1 << 20},
    {.name = "many keys",
     .n_added = 50000,
     .n_keys = 30000,
     .n_subjects = 50,
     .most = 1 << 20},
    {.name = "as many, from memory on",
     .n_added = 50000,
     .n_keys = 30000,
     .n_subjects = 50,
     .spilled_at = 7000,
     .most = 1 << 20},
    {.name = "rounds",
     .n_added = 60000,
     .n_keys = 20000,
     .n_subjects = 5000,
     .padding = 40},
    {.name = "rounds of few blocks",
     .n_added = 60000,
     .n_keys = 20000,
     .n_subjects = 5000,
     .padding = 300,
     .spilled_at = 9999},
    {.name = "keys with much",
     .n_added = 20000,
     .n_keys = 9,
     .n_subjects = 9000,
     .padding = 20,
     .spilled_at = 50,
     .most = 1 << 21},
    {.name = "a key with too much",
     .n_added = 20000,
     .n_keys = 1,
     .n_subjects = 9000,
     .padding = 20,
     .most = 1 << 20},
    {.name = "keys with too much",
     .n_added = 20000,
     .n_keys = 3,
     .n_subjects = 9000,
     .padding = 20,
     .spilled_at = 50},
    {.name = "one among many",
     .n_added = 60000,
     .n_keys = 20000,
     .n_subjects = 9000,
     .padding = 20,
     .spilled_at = 50,
     .hollow = 7,
     .is_skewed = true},
    {.name = "many that are equal",
     .n_added = 20000,
     .n_keys = 3,
     .n_subjects = 2,
     .most = 1 << 20},
    {.name = "those count each",
     .n_added = 20000,
     .n_keys = 3,
     .n_subjects = 2,
     .spilled_at = 5,
     .most = 1 << 23,
     .keeps_equal = true},
    {.name = "and are too much",
     .n_added = 20000,
     .n_keys = 3,
     .n_subjects = 2,
     .spilled_at = 5,
     .keeps_equal = true},
    {.name = "hollow ones",
     .n_added = 9000,
     .n_keys = 500,
     .n_subjects = 30,
     .spilled_at = 10,
     .most = 1 << 20,
     .hollow = 7},
    {.name = "hollow ones that are apart",
     .n_added = 9000,
     .n_keys = 2,
     .n_subjects = 3000,
     .padding = 9,
     .spilled_at = 10,
     .most = 1 << 23,
     .hollow = 7},
    {.name = "hollow ones of too much",
     .n_added = 9000,
     .n_keys = 2,
     .n_subjects = 3000,
     .padding = 9,
     .spilled_at = 10,
     .hollow = 7},
    {.name = "long texts",
     .n_added = 200,
     .n_keys = 50,
     .n_subjects = 100,
     .padding = 9000,
     .spilled_at = 10,
     .most = 1 << 20,
     .hollow = 3},
    {.name = "values with each",
     .n_added = 9000,
     .n_keys = 500,
     .n_subjects = 30,
     .n_kept = 2,
     .spilled_at = 10,
     .most = 1 << 20,
     .hollow = 7},
    {.name = "values with many",
     .n_added = 9000,
     .n_keys = 20,
     .n_subjects = 900,
     .n_kept = 2,
     .spilled_at = 99,
     .most = 1 << 23,
     .hollow = 7},
    {.name = "values with too much",
     .n_added = 9000,
     .n_keys = 20,
     .n_subjects = 900,
     .n_kept = 2,
     .spilled_at = 99,
     .hollow = 7},
    {.name = "values that count each",
     .n_added = 9000,
     .n_keys = 20,
     .n_subjects = 3,
     .n_kept = 1,
     .spilled_at = 99,
     .keeps_equal = true},
};

/// A number by chance, which a seed and a place alone decide
static unsigned
chance(const unsigned at, const unsigned use, const unsigned below)
{
  uint64_t x = ((uint64_t)at << 8U) + use + 1;
  x = (x ^ (x >> 30U)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27U)) * UINT64_C(0x94d049bb133111eb);
  return (unsigned)((x ^ (x >> 31U)) % below);
}

/// Key number `number`: the first is empty, others have a NUL
static RhumbStr
key_of(RhumbBuf *const buf, const unsigned number)
{
  buf->len = 0;
  if (number) {
    rhumb_buf_put_number(buf, number);
    rhumb_buf_put(buf, (RhumbStr){"\0k", number % 3});
  }
  return rhumb_buf_str(buf);
}

static RhumbMade
subject_of(RhumbBuf *const buf, const unsigned number, const Case *const c)
{
  buf->len = 0;
  rhumb_buf_format(buf, "s%u%*s", number, (int)c->padding, "");
  const RhumbTerm term = rhumb_iri(rhumb_buf_str(buf));
  return (RhumbMade){.term = term,
                     .print = rhumb_term_fingerprint(&term),
                     .is_hollow = c->hollow && number % c->hollow == 0};
}

/// Some values, of which there may be none
static void
fill_kept(RhumbValue values[MAX_KEPT][2],
          RhumbValues kept[MAX_KEPT],
          const unsigned at)
{
  static const char *const texts[] = {"", "one", "two", "a longer text"};
  for (unsigned i = 0; i < MAX_KEPT; ++i) {
    for (unsigned v = 0; v < 2; ++v) {
      values[i][v] = (RhumbValue){rhumb_str(texts[chance(at, 4 * i + v, 4)]),
                                  v ? RHUMB_VALUE_INTEGER : RHUMB_VALUE_STRING};
    }
    kept[i] = (RhumbValues){values[i], chance(at, 20 + i, 3)};
  }
}

/// Add number `at`
static RhumbStatus
add(RhumbJoinIndex *const index,
    const Case *const c,
    const unsigned at,
    const RhumbDiag *const diag)
{
  RhumbBuf key_text = {0};
  RhumbBuf text = {0};
  RhumbValue values[MAX_KEPT][2];
  RhumbValues kept[MAX_KEPT];
  const unsigned number =
      c->is_skewed && chance(at, 5, 2) ? 0 : chance(at, 1, c->n_keys);
  const RhumbValue key = {.lexical = key_of(&key_text, number)};
  RhumbMade made = subject_of(&text, chance(at, 2, c->n_subjects), c);
  const RhumbMadeList subjects = {&made, 1, 1};
  fill_kept(values, kept, chance(at, 3, 5));
  const RhumbStatus status = rhumb_join_add(
      index, &(RhumbValues){&key, 1}, &subjects, kept, c->n_kept, diag);
  rhumb_buf_free(&text);
  rhumb_buf_free(&key_text);
  return status;
}

static void
show_entry(RhumbBuf *const out,
           const RhumbJoinIndex *const index,
           const RhumbJoinEntry *const entry,
           const size_t n_kept)
{
  rhumb_buf_put(out, rhumb_join_text(index, entry));
  rhumb_buf_format(out,
                   " %" PRIx64 "%s",
                   entry->print.low ^ entry->print.high,
                   entry->is_hollow ? " hollow" : "");
  for (size_t i = 0; i < n_kept; ++i) {
    for (size_t v = 0; v < entry->kept[i].count; ++v) {
      const RhumbValue *const value = &entry->kept[i].items[v];
      rhumb_buf_format(out, " %zu:%d:", i, (int)value->type);
      rhumb_buf_put(out, value->lexical);
    }
  }
  rhumb_buf_putc(out, '\n');
}

/// What stands under a key
static void
show(RhumbBuf *const out,
     const RhumbJoinIndex *const index,
     const RhumbStr key,
     const size_t n_kept,
     const RhumbRow *const row)
{
  RhumbJoinFound found;
  RhumbJoinFound again;
  out->len = 0;
  assert_int_equal(rhumb_join_find(&again, index, key, row), RHUMB_OK);
  assert_int_equal(rhumb_join_find(&found, index, key, row), RHUMB_OK);
  assert_int_equal(found.number, again.number);
  rhumb_buf_format(out, "%zu\n", found.count);
  if (found.hollow) {
    show_entry(out, index, found.hollow, n_kept);
  }
  assert_int_equal(rhumb_join_read(&found, index, row), RHUMB_OK);
  const RhumbJoinEntry *entry = found.last;
  for (size_t i = 0; i < found.count; ++i) {
    entry = entry->next;
    show_entry(out, index, entry, n_kept);
  }
}

/// Number that a key has in an index, and 0 for one that has none
static uint64_t
number_of(const RhumbJoinIndex *const index,
          const RhumbStr key,
          const RhumbRow *const row)
{
  RhumbJoinFound found;
  assert_int_equal(rhumb_join_find(&found, index, key, row), RHUMB_OK);
  return found.count ? found.number + 1 : 0;
}

static void
compare(const RhumbJoinIndex *const spilled,
        const RhumbJoinIndex *const whole,
        const Case *const c,
        const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbJoinReader reader = {0};
  RhumbBuf key = {0};
  RhumbBuf one = {0};
  RhumbBuf other = {0};
  uint64_t before = 0;
  const RhumbRow row = {.arena = &arena, .joined = &reader, .diag = diag};
  // With 20 that are not there
  const unsigned step = c->is_skewed ? 1 : 1 + (c->n_keys / 2000);
  for (unsigned i = 0; i < c->n_keys + (20 * step); i += step) {
    show(&one, spilled, key_of(&key, i), c->n_kept, &row);
    show(&other, whole, key_of(&key, i), c->n_kept, &row);
    assert_string_equal(rhumb_buf_cstr(&one), rhumb_buf_cstr(&other));
    const uint64_t number = number_of(spilled, key_of(&key, i), &row);
    assert_true(!number || number != before);
    before = number;
    rhumb_arena_reset(&arena);
  }
  rhumb_buf_free(&one);
  rhumb_buf_free(&other);
  rhumb_buf_free(&key);
  rhumb_join_reader_free(&reader);
  rhumb_arena_free(&arena);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbJoinIndex spilled = {.groups = {.keeps_equal = c->keeps_equal}};
  RhumbJoinIndex whole = {.groups = {.keeps_equal = c->keeps_equal}};
  spilled.groups.n_kept = whole.groups.n_kept = c->n_kept;
  for (unsigned i = 0; i < c->n_added; ++i) {
    if (i == c->spilled_at) {
      assert_int_equal(rhumb_join_spill(&spilled, SIZE_MAX, &diag), RHUMB_OK);
    }
    assert_int_equal(add(&spilled, c, i, &diag), RHUMB_OK);
    assert_int_equal(add(&whole, c, i, &diag), RHUMB_OK);
  }
  assert_int_equal(rhumb_join_spill(&spilled, SIZE_MAX, &diag), RHUMB_OK);
  assert_int_equal(rhumb_join_complete(&spilled, c->most, NULL, &diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_join_complete(&whole, c->most, NULL, &diag), RHUMB_OK);
  compare(&spilled, &whole, c, &diag);
  assert_string_equal(reports.text, "");
  rhumb_join_free(&spilled);
  rhumb_join_free(&whole);
}

/// What is added goes to files: memory does not grow with it
static void
test_bytes(void **const state)
{
  (void)state;
  static const Case c = {
      .n_added = 100000, .n_keys = 90000, .n_subjects = 90000, .padding = 100};
  const RhumbDiag diag = {0};
  RhumbJoinIndex index = {0};
  assert_int_equal(rhumb_join_spill(&index, SIZE_MAX, &diag), RHUMB_OK);
  for (unsigned i = 0; i < c.n_added; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
  }
  assert_in_range(rhumb_join_bytes(&index), 1000000, 1300000);
  assert_int_equal(rhumb_join_complete(&index, 0, NULL, &diag), RHUMB_OK);
  assert_in_range(rhumb_join_bytes(&index), 65536, 140000);
  rhumb_join_free(&index);
}

/// Rows that follow one another with one subject take the room of one
static void
test_again(void **const state)
{
  (void)state;
  static const Case c = {.n_keys = 90, .n_subjects = 90};
  const RhumbDiag diag = {0};
  RhumbJoinIndex index = {0};
  assert_int_equal(rhumb_join_spill(&index, SIZE_MAX, &diag), RHUMB_OK);
  for (unsigned i = 0; i < 100000; ++i) {
    assert_int_equal(add(&index, &c, i / 1000, &diag), RHUMB_OK);
  }
  assert_int_equal(index.spill->streams.file.size, 0);
  rhumb_join_free(&index);
}

/// Where a disk is full
typedef struct {
  const char *name;
  unsigned n_before; ///< Are added while there is room
  unsigned n_added;  ///< And then
  bool is_complete;  ///< It is full when that is put together
} Full;

static Full fulls[] = {
    {.name = "while it is filled", .n_added = 2000},
    {.name = "when it is put together", .n_before = 2000, .is_complete = true},
};

static void
test_full(void **const state)
{
  const Full *const f = (const Full *)*state;
  static const Case c = {.n_keys = 9, .n_subjects = 900, .padding = 3000};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbJoinReader reader = {0};
  RhumbJoinIndex index = {0};
  RhumbStatus status = RHUMB_OK;
  assert_return_code(setenv("TMPDIR", "/tmp", 1), 0);
  assert_int_equal(rhumb_join_spill(&index, SIZE_MAX, &diag), RHUMB_OK);
  for (unsigned i = 0; i < f->n_before; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
  }
  const rlim_t before = fill_disk(65536);
  for (unsigned i = 0; status == RHUMB_OK && i < f->n_added; ++i) {
    status = add(&index, &c, i, &diag);
  }
  if (f->is_complete) {
    status = rhumb_join_complete(&index, 0, NULL, &diag);
  }
  (void)limit_files(before);
  assert_int_equal(status, RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write a temporary file in /tmp: "
                      "File too large; TMPDIR may name another folder\n");

  const RhumbRow row = {.arena = &arena, .joined = &reader, .diag = &diag};
  assert_int_equal(number_of(&index, RHUMB_STR("1"), &row), 0);
  rhumb_join_reader_free(&reader);
  rhumb_arena_free(&arena);
  rhumb_join_free(&index);
}

/// What a full disk keeps from going over stays in memory, as it was
static void
test_stays(void **const state)
{
  (void)state;
  static const Case c = {.n_added = 9000,
                         .n_keys = 30,
                         .n_subjects = 900,
                         .n_kept = 1,
                         .hollow = 7};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbJoinIndex index = {0};
  RhumbJoinIndex whole = {0};
  for (unsigned i = 0; i < c.n_added; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
    assert_int_equal(add(&whole, &c, i, &diag), RHUMB_OK);
  }
  const rlim_t before = fill_disk(16384);
  assert_int_equal(rhumb_join_spill(&index, SIZE_MAX, &diag), RHUMB_ERR_IO);
  (void)limit_files(before);
  assert_null(index.spill);
  assert_int_equal(reports.count, 1);
  assert_int_equal(add(&index, &c, 1, &diag), RHUMB_OK);
  assert_int_equal(rhumb_join_complete(&index, 0, NULL, &diag), RHUMB_OK);
  compare(&index, &whole, &c, &diag);
  rhumb_join_free(&index);
  rhumb_join_free(&whole);
}

/// What cannot be read is said, by who looks it up
static void
test_gone(void **const state)
{
  (void)state;
  static const Case c = {.n_added = 9000, .n_keys = 2, .n_subjects = 400};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbJoinReader reader = {0};
  RhumbBuf key = {0};
  RhumbJoinIndex index = {0};
  RhumbJoinFound found;
  assert_return_code(setenv("TMPDIR", "/tmp", 1), 0);
  assert_int_equal(rhumb_join_spill(&index, SIZE_MAX, &diag), RHUMB_OK);
  for (unsigned i = 0; i < c.n_added; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
  }
  assert_int_equal(rhumb_join_complete(&index, 0, NULL, &diag), RHUMB_OK);
  const RhumbRow row = {.arena = &arena, .joined = &reader, .diag = &diag};
  assert_int_equal(rhumb_join_find(&found, &index, key_of(&key, 1), &row),
                   RHUMB_OK);
  assert_int_equal(found.count, 400);
  assert_return_code(ftruncate(index.spill->runs.fd, 0), 0);
  assert_return_code(ftruncate(index.spill->blocks.fd, 0), 0);
  assert_int_equal(rhumb_join_read(&found, &index, &row), RHUMB_ERR_IO);
  rhumb_join_reader_free(&reader);
  assert_int_equal(rhumb_join_find(&found, &index, key_of(&key, 1), &row),
                   RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot read a temporary file in /tmp: "
                      "Input/output error; TMPDIR may name another folder\n"
                      "0:0: error: cannot read a temporary file in /tmp: "
                      "Input/output error; TMPDIR may name another folder\n");
  rhumb_join_reader_free(&reader);
  rhumb_buf_free(&key);
  rhumb_arena_free(&arena);
  rhumb_join_free(&index);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("join in files", cases, test_case);
  RUN_TABLE("full disk", fulls, test_full);
  const struct CMUnitTest others[] = {cmocka_unit_test(test_bytes),
                                      cmocka_unit_test(test_again),
                                      cmocka_unit_test(test_stays),
                                      cmocka_unit_test(test_gone)};
  failed += cmocka_run_group_tests_name("other", others, NULL, NULL);
  return failed;
}

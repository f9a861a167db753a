// SPDX-License-Identifier: ISC

#include "engine/join/join.h"
#include "support.h"

#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
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

// clang-format off
static Case cases[] = {
  {"nothing",                      0,      1,     1,    0,    0, 0,    1 << 20, 0, false, false},
  {"one",                          1,      1,     1,    0,    0, 0,    1 << 20, 0, false, false},
  {"many keys",                    50000,  30000, 50,   0,    0, 0,    1 << 20, 0, false, false},
  {"as many, from memory on",      50000,  30000, 50,   0,    0, 7000, 1 << 20, 0, false, false},
  {"rounds",                       60000,  20000, 5000, 40,   0, 0,    0,       0, false, false},
  {"rounds of few blocks",         60000,  20000, 5000, 300,  0, 9999, 0,       0, false, false},
  {"keys with much",               20000,  9,     9000, 20,   0, 50,   1 << 21, 0, false, false},
  {"a key with too much",          20000,  1,     9000, 20,   0, 0,    1 << 20, 0, false, false},
  {"keys with too much",           20000,  3,     9000, 20,   0, 50,   0,       0, false, false},
  {"one among many",               60000,  20000, 9000, 20,   0, 50,   0,       7, false, true},
  {"many that are equal",          20000,  3,     2,    0,    0, 0,    1 << 20, 0, false, false},
  {"those count each",             20000,  3,     2,    0,    0, 5,    1 << 23, 0, true,  false},
  {"and are too much",             20000,  3,     2,    0,    0, 5,    0,       0, true,  false},
  {"hollow ones",                  9000,   500,   30,   0,    0, 10,   1 << 20, 7, false, false},
  {"hollow ones that are apart",   9000,   2,     3000, 9,    0, 10,   1 << 23, 7, false, false},
  {"hollow ones of too much",      9000,   2,     3000, 9,    0, 10,   0,       7, false, false},
  {"long texts",                   200,    50,    100,  9000, 0, 10,   1 << 20, 3, false, false},
  {"values with each",             9000,   500,   30,   0,    2, 10,   1 << 20, 7, false, false},
  {"values with many",             9000,   20,    900,  0,    2, 99,   1 << 23, 7, false, false},
  {"values with too much",         9000,   20,    900,  0,    2, 99,   0,       7, false, false},
  {"values that count each",       9000,   20,    3,    0,    1, 99,   0,       0, true,  false},
};
// clang-format on

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
      assert_int_equal(rhumb_join_spill(&spilled, &diag), RHUMB_OK);
    }
    assert_int_equal(add(&spilled, c, i, &diag), RHUMB_OK);
    assert_int_equal(add(&whole, c, i, &diag), RHUMB_OK);
  }
  assert_int_equal(rhumb_join_spill(&spilled, &diag), RHUMB_OK);
  assert_int_equal(rhumb_join_complete(&spilled, c->most, &diag), RHUMB_OK);
  assert_int_equal(rhumb_join_complete(&whole, c->most, &diag), RHUMB_OK);
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
      "", 100000, 90000, 90000, 100, 0, 0, 0, 0, false, false};
  const RhumbDiag diag = {0};
  RhumbJoinIndex index = {0};
  assert_int_equal(rhumb_join_spill(&index, &diag), RHUMB_OK);
  for (unsigned i = 0; i < c.n_added; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
  }
  assert_in_range(rhumb_join_bytes(&index), 1000000, 1300000);
  assert_int_equal(rhumb_join_complete(&index, 0, &diag), RHUMB_OK);
  assert_in_range(rhumb_join_bytes(&index), 65536, 140000);
  rhumb_join_free(&index);
}

/// Rows that follow one another with one subject take the room of one
static void
test_again(void **const state)
{
  (void)state;
  static const Case c = {"", 0, 90, 90, 0, 0, 0, 0, 0, false, false};
  const RhumbDiag diag = {0};
  RhumbJoinIndex index = {0};
  assert_int_equal(rhumb_join_spill(&index, &diag), RHUMB_OK);
  for (unsigned i = 0; i < 100000; ++i) {
    assert_int_equal(add(&index, &c, i / 1000, &diag), RHUMB_OK);
  }
  assert_int_equal(index.spill->streams.file.size, 0);
  rhumb_join_free(&index);
}

/// Where a disk is full
typedef struct {
  const char *name;
  unsigned n_before;   ///< Are added while there is room
  unsigned n_added;    ///< And then
  bool is_complete;    ///< It is full when that is put together
  const char *message; ///< Behind the folder
} Full;

static Full fulls[] = {
    {"while it is filled",
     0,
     2000,
     false,
     "0:0: error: cannot write a temporary file in /tmp: File too large; "
     "TMPDIR "
     "may name another folder\n"},
    {"when it is put together",
     2000,
     0,
     true,
     "0:0: error: cannot write a temporary file in /tmp: File too large; "
     "TMPDIR "
     "may name another folder\n"},
};

static void
test_full(void **const state)
{
  const Full *const f = (const Full *)*state;
  static const Case c = {"", 0, 9, 900, 3000, 0, 0, 0, 0, false, false};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbJoinReader reader = {0};
  RhumbJoinIndex index = {0};
  struct rlimit before;
  RhumbStatus status = RHUMB_OK;
  assert_return_code(setenv("TMPDIR", "/tmp", 1), 0);
  assert_int_equal(rhumb_join_spill(&index, &diag), RHUMB_OK);
  for (unsigned i = 0; i < f->n_before; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
  }
  assert_return_code(getrlimit(RLIMIT_FSIZE, &before), 0);
  const struct rlimit small = {65536, before.rlim_max};
  (void)signal(SIGXFSZ, SIG_IGN);
  assert_return_code(setrlimit(RLIMIT_FSIZE, &small), 0);
  for (unsigned i = 0; status == RHUMB_OK && i < f->n_added; ++i) {
    status = add(&index, &c, i, &diag);
  }
  if (f->is_complete) {
    status = rhumb_join_complete(&index, 0, &diag);
  }
  assert_return_code(setrlimit(RLIMIT_FSIZE, &before), 0);
  assert_int_equal(status, RHUMB_ERR_IO);
  assert_string_equal(reports.text, f->message);

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
  static const Case c = {"", 9000, 30, 900, 0, 1, 0, 0, 7, false, false};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbJoinIndex index = {0};
  RhumbJoinIndex whole = {0};
  struct rlimit before;
  for (unsigned i = 0; i < c.n_added; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
    assert_int_equal(add(&whole, &c, i, &diag), RHUMB_OK);
  }
  assert_return_code(getrlimit(RLIMIT_FSIZE, &before), 0);
  const struct rlimit small = {16384, before.rlim_max};
  (void)signal(SIGXFSZ, SIG_IGN);
  assert_return_code(setrlimit(RLIMIT_FSIZE, &small), 0);
  assert_int_equal(rhumb_join_spill(&index, &diag), RHUMB_ERR_IO);
  assert_return_code(setrlimit(RLIMIT_FSIZE, &before), 0);
  assert_null(index.spill);
  assert_int_equal(reports.count, 1);
  assert_int_equal(add(&index, &c, 1, &diag), RHUMB_OK);
  assert_int_equal(rhumb_join_complete(&index, 0, &diag), RHUMB_OK);
  compare(&index, &whole, &c, &diag);
  rhumb_join_free(&index);
  rhumb_join_free(&whole);
}

/// What cannot be read is said, by who looks it up
static void
test_gone(void **const state)
{
  (void)state;
  static const Case c = {"", 9000, 2, 400, 0, 0, 0, 0, 0, false, false};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbJoinReader reader = {0};
  RhumbBuf key = {0};
  RhumbJoinIndex index = {0};
  RhumbJoinFound found;
  assert_return_code(setenv("TMPDIR", "/tmp", 1), 0);
  assert_int_equal(rhumb_join_spill(&index, &diag), RHUMB_OK);
  for (unsigned i = 0; i < c.n_added; ++i) {
    assert_int_equal(add(&index, &c, i, &diag), RHUMB_OK);
  }
  assert_int_equal(rhumb_join_complete(&index, 0, &diag), RHUMB_OK);
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

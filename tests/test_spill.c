// SPDX-License-Identifier: ISC

#include "full_disk.h"
#include "io/spill.h"
#include "support.h"

#include <errno.h>
#include <stdlib.h>

/// Words of so many bytes, dealt out to streams in turn
typedef struct {
  const char *name;
  size_t n_streams, piece, word;
  unsigned n_words;
} Case;

static Case cases[] = {
    {"nothing", 3, 16, 4, 0},
    {"less than a piece", 3, 16, 4, 3},
    {"pieces that are full", 2, 16, 4, 8},
    {"words over the ends of pieces", 3, 16, 7, 1000},
    {"words longer than pieces", 3, 2, 7, 100},
    {"more streams than words", 256, 64, 8, 100},
    {"one byte at a time", 1, 1, 1, 100},
};

/// Byte `at` of word number `word`
static char
byte_of(const unsigned word, const size_t at)
{
  return (char)('a' + (((word * (size_t)7) + at) % 26));
}

static void
put_words(RhumbSpill *const spill, const Case *const c, const RhumbDiag *diag)
{
  char word[16];
  for (unsigned i = 0; i < c->n_words; ++i) {
    for (size_t k = 0; k < c->word; ++k) {
      word[k] = byte_of(i, k);
    }
    const RhumbStr bytes = {word, c->word};
    assert_int_equal(rhumb_spill_put(spill, i % c->n_streams, bytes, diag),
                     RHUMB_OK);
  }
}

/// Each stream gives its words, in their order, and then nothing
static void
check_stream(const RhumbSpill *const spill,
             const Case *const c,
             const unsigned number,
             const RhumbDiag *const diag)
{
  char word[16];
  uint64_t len = 0;
  RhumbSpillReading reading;
  rhumb_spill_read_begin(&reading, spill, number);
  for (unsigned i = number; i < c->n_words; i += (unsigned)c->n_streams) {
    assert_int_equal(rhumb_spill_read(&reading, word, c->word, diag), RHUMB_OK);
    for (size_t k = 0; k < c->word; ++k) {
      assert_int_equal(word[k], byte_of(i, k));
    }
    len += c->word;
  }
  assert_int_equal(rhumb_spill_read(&reading, word, 1, diag), RHUMB_END);
  assert_int_equal(rhumb_spill_len(spill, number), len);
  rhumb_spill_read_end(&reading);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbSpill spill;
  assert_int_equal(rhumb_spill_open(&spill, c->n_streams, c->piece, &diag),
                   RHUMB_OK);
  put_words(&spill, c, &diag);
  for (unsigned i = 0; i < c->n_streams; ++i) {
    check_stream(&spill, c, i, &diag);
  }
  rhumb_spill_close(&spill);
  assert_string_equal(reports.text, "");
}

/// There are only so many pieces
static void
test_pieces(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const uint64_t last = UINT32_MAX;
  RhumbSpill spill;
  assert_int_equal(rhumb_spill_open(&spill, 1, 4, &diag), RHUMB_OK);
  spill.file.size = last * 4; // As if all those before had been written
  assert_int_equal(rhumb_spill_put(&spill, 0, RHUMB_STR("last"), &diag),
                   RHUMB_OK);
  assert_int_equal(spill.streams->pieces.items[0], UINT32_MAX);
  assert_string_equal(reports.text, "");
  assert_int_equal(rhumb_spill_put(&spill, 0, RHUMB_STR("more"), &diag),
                   RHUMB_ERR_IO);
  assert_non_null(strstr(reports.text, ": File too large; TMPDIR "));
  assert_int_equal(spill.streams->pieces.count, 1);
  rhumb_spill_close(&spill);
}

/// A disk that is full is said, with the folder
static void
test_full(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbSpill spill;
  assert_return_code(setenv("TMPDIR", "/tmp/./", 1), 0);
  assert_int_equal(rhumb_spill_open(&spill, 1, 4, &diag), RHUMB_OK);
  const rlim_t before = fill_disk(8);
  assert_int_equal(rhumb_spill_put(&spill, 0, RHUMB_STR("twelve bytes"), &diag),
                   RHUMB_ERR_IO);
  (void)limit_files(before);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write a temporary file in /tmp/./: "
                      "File too large; TMPDIR may name another folder\n");
  rhumb_spill_close(&spill);
  rhumb_spill_close(&(RhumbSpill){0});
}

/// A folder that is none is passed over for /tmp
static void
test_no_folder(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {0};
  RhumbScratch scratch;
  assert_return_code(setenv("TMPDIR", "/nowhere", 1), 0);
  assert_int_equal(rhumb_scratch_open(&scratch, &diag), RHUMB_OK);
  assert_string_equal(scratch.folder, "/tmp");
  const RhumbDiag keeper = {keep_report, &reports};
  assert_int_equal(rhumb_scratch_fail(
                       scratch.folder, "write", ENOSPC, (RhumbLoc){0}, &keeper),
                   RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write a temporary file in /tmp: No "
                      "space left on device; TMPDIR names /nowhere, where "
                      "there can be none\n");
  rhumb_scratch_close(&scratch);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("spill", cases, test_case);
  const struct CMUnitTest others[] = {
      cmocka_unit_test(test_pieces),
      cmocka_unit_test(test_full),
      cmocka_unit_test(test_no_folder),
  };
  failed += cmocka_run_group_tests_name("spill: other", others, NULL, NULL);
  return failed;
}

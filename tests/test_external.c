// SPDX-License-Identifier: ISC

#include "chance_support.h"
#include "engine/external.h"
#include "full_disk.h"
#include "support.h"

#include <stdlib.h>

enum { MAX_QUADS = 40000, MAX_DISTINCT = 40000 };

/// Quads by chance, of so many that differ
typedef struct {
  const char *name;
  unsigned n_quads, n_distinct;
  uint64_t memory;
  unsigned step;      ///< Numbers are at most so far apart
  unsigned kept_bits; ///< First bits of fingerprints that are all the same
  unsigned targets;   ///< One in so many has targets; 0: none has
  unsigned known;     ///< Before one in so many some are known; 0: before none
} Case;

static Case cases[] = {
    {"nothing", 0, 1, 1, 1, 0, 0, 0},
    {"one quad", 1, 1, 1, 1, 0, 0, 0},
    {"one quad, again and again", 5000, 1, 1, 1, 0, 0, 0},
    {"all are new", 3000, MAX_DISTINCT, 1 << 24U, 1, 0, 0, 0},
    {"few quads, soon again", 5000, 100, 1, 1, 0, 0, 0},
    {"late again", MAX_QUADS, 20000, 1 << 24U, 1, 0, 0, 0},
    {"some are known", MAX_QUADS, 20000, 1, 3, 0, 0, 5},
    {"most are known", 5000, 1000, 1, 1, 0, 0, 1},
    {"numbers of several bytes", MAX_QUADS, 20000, 1, 100, 0, 0, 0},
    {"numbers far apart", 2000, 700, 1, 1U << 20U, 0, 0, 3},
    {"targets", MAX_QUADS, 3000, 1, 2, 0, 1, 0},
    {"targets and none", MAX_QUADS, 20000, 1, 2, 0, 3, 7},
    {"one part, which fits", MAX_QUADS, 20000, 1 << 24U, 1, 8, 0, 0},
    {"one part, in rounds", MAX_QUADS, 20000, 1, 1, 8, 0, 0},
    {"one part, in rounds, with targets", MAX_QUADS, 5000, 1, 1, 8, 2, 9},
    {"one half of a part", MAX_QUADS, 20000, 1, 1, 9, 0, 0},
    {"one place, which cannot be parted", MAX_QUADS, 20000, 1, 1, 24, 3, 0},
};

/// What stands for quad number `number` of those that differ
static RhumbFingerprint
print_of(const Case *const c, const unsigned number)
{
  const RhumbFingerprint parts[4] = {{number, 0}, {0}, {0}, {0}};
  RhumbFingerprint print = rhumb_fingerprint_mix(parts);
  const uint64_t kept = c->kept_bits ? UINT64_MAX << (64 - c->kept_bits) : 0;
  print.high = (print.high & ~kept) | (UINT64_C(0x2AAAAA0000000000) & kept);
  return print;
}

/// A quad as it was numbered, and what is to be found
typedef struct {
  uint64_t number, count; ///< Or so many, all known
  uint64_t targets, left;
  bool is_known;
} Made;

typedef struct {
  const Case *c;
  uint64_t chance, number;
  uint64_t *been; ///< Of each that differs, bits of targets
  bool *is_out;   ///< And whether it has been without
  RHUMB_LIST(Made) all;
} Plain;

static void
know_some(Plain *const plain, RhumbExternalSet *const external)
{
  const Made made = {plain->number, 1 + draw(&plain->chance, 200), 0, 0, true};
  rhumb_external_know(external, made.number, made.count);
  plain->number += made.count;
  RHUMB_PUSH(&plain->all, made);
}

/// Return what is to be found of a quad, and note it
static Made
note(Plain *const plain,
     const unsigned which,
     const uint64_t targets,
     const uint64_t less)
{
  uint64_t *const been = &plain->been[which];
  bool *const is_out = &plain->is_out[which];
  const uint64_t left = targets & ~*been;
  const Made made = {.number = plain->number,
                     .count = 1,
                     .targets = targets | less,
                     .left = left,
                     .is_known = targets ? !left : *is_out};
  *been |= targets;
  *is_out |= !targets;
  return made;
}

static RhumbStatus
put(Plain *const plain,
    RhumbExternalSet *const external,
    const RhumbDiag *const diag)
{
  const Case *const c = plain->c;
  const unsigned which = draw(&plain->chance, c->n_distinct);
  const bool has_targets = c->targets && !draw(&plain->chance, c->targets);
  const uint64_t targets = has_targets
                               ? 1 + draw(&plain->chance, 7) +
                                     ((uint64_t)draw(&plain->chance, 2) << 63U)
                               : 0;
  const bool is_less = has_targets && !draw(&plain->chance, 4);
  plain->number += draw(&plain->chance, c->step);
  RHUMB_PUSH(&plain->all, note(plain, which, targets, is_less ? 16 : 0));
  const RhumbExternalQuad quad = {
      print_of(c, which), plain->number++, targets, is_less};
  return rhumb_external_put(external, &quad, diag);
}

static void
check(RhumbExternalSet *const external, const Plain *const plain)
{
  uint64_t next = 0;
  for (size_t i = 0; i < plain->all.count; ++i) {
    const Made *const made = &plain->all.items[i];
    if (next < made->number) { // Between them nothing is known
      assert_false(rhumb_external_is_known(external, next));
      assert_false(rhumb_external_is_known(external, made->number - 1));
    }
    for (next = made->number; next < made->number + made->count; ++next) {
      assert_int_equal(rhumb_external_is_known(external, next), made->is_known);
    }
    if (made->targets && !made->is_known) {
      assert_true(rhumb_external_targets(
                      external, made->number, made->targets) == made->left);
    }
  }
  assert_false(rhumb_external_is_known(external, next));
  assert_false(rhumb_external_is_known(external, UINT64_MAX));
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  const RhumbDiag diag = {0};
  RhumbExternalSet *const external = RHUMB_ZEROS(RhumbExternalSet, 1);
  Plain plain = {.c = c,
                 .chance = c->n_quads,
                 .been = RHUMB_ZEROS(uint64_t, c->n_distinct),
                 .is_out = RHUMB_ZEROS(bool, c->n_distinct)};
  assert_int_equal(rhumb_external_open(external, c->memory, &diag), RHUMB_OK);
  for (unsigned i = 0; i < c->n_quads; ++i) {
    if (c->known && !draw(&plain.chance, c->known)) {
      know_some(&plain, external);
    }
    assert_int_equal(put(&plain, external, &diag), RHUMB_OK);
  }
  assert_int_equal(rhumb_external_settle(external, c->memory, NULL, &diag),
                   RHUMB_OK);
  check(external, &plain);
  rhumb_external_close(external);
  free(external);
  free(plain.all.items);
  free(plain.been);
  free(plain.is_out);
}

/// A quad that comes in every row takes no room on the disk. It is one, since
/// of several two may have one place, with some secrets of a run.
static void
test_recent(void **const state)
{
  (void)state;
  const Case c = {.name = ""};
  const RhumbDiag diag = {0};
  RhumbExternalSet *const external = RHUMB_ZEROS(RhumbExternalSet, 1);
  assert_int_equal(rhumb_external_open(external, 1, &diag), RHUMB_OK);
  for (unsigned i = 0; i < 100000; ++i) {
    const RhumbExternalQuad quad = {print_of(&c, 1), i, 0, false};
    assert_int_equal(rhumb_external_put(external, &quad, &diag), RHUMB_OK);
  }
  assert_true(rhumb_external_len(external) < 20);
  assert_int_equal(rhumb_external_settle(external, 1, NULL, &diag), RHUMB_OK);
  assert_int_equal(rhumb_external_len(external), 0);
  for (unsigned i = 0; i < 100000; ++i) {
    assert_int_equal(rhumb_external_is_known(external, i), i >= 1);
  }
  rhumb_external_close(external);
  free(external);
}

/// A disk that is full is said
static void
test_full(void **const state)
{
  (void)state;
  const Case c = {.name = ""};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbExternalSet *const external = RHUMB_ZEROS(RhumbExternalSet, 1);
  assert_return_code(setenv("TMPDIR", "/tmp/./", 1), 0);
  assert_int_equal(rhumb_external_open(external, 1, &diag), RHUMB_OK);
  const rlim_t before = fill_disk(4096);
  RhumbStatus status = RHUMB_OK;
  for (unsigned i = 0; status == RHUMB_OK && i < 100000; ++i) {
    const RhumbExternalQuad quad = {print_of(&c, i), i, 0, false};
    status = rhumb_external_put(external, &quad, &diag);
  }
  (void)limit_files(before);
  assert_int_equal(status, RHUMB_ERR_IO);
  assert_string_equal(reports.text,
                      "0:0: error: cannot write a temporary file in /tmp/./: "
                      "File too large; TMPDIR may name another folder\n");
  rhumb_external_close(external);
  *external = (RhumbExternalSet){0};
  rhumb_external_close(external);
  free(external);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("external", cases, test_case);
  const struct CMUnitTest others[] = {
      cmocka_unit_test(test_recent),
      cmocka_unit_test(test_full),
  };
  failed += cmocka_run_group_tests_name("external: other", others, NULL, NULL);
  return failed;
}

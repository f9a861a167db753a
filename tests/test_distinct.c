// SPDX-License-Identifier: ISC

#include "base/pages.h"
#include "engine/distinct.h"
#include "support.h"

#include <stdlib.h>

/// What is made by chance: few subjects, so that they come again
enum { MAX_SEEDS = 40, MAX_CALLS = 60, MAX_BUNDLES = 12, MAX_SAID = 12 };
enum { N_SUBJECTS = 24, N_SCOPES = 3, SINGLE = 1, N_OBJECTS = 60 };

/// How quads are looked up
typedef struct {
  const char *name;
  unsigned most, key_bits;
  unsigned n_bundles; ///< At most, in a call
  unsigned looks; ///< Before each of so many calls all the others are looked
                  ///< at; 0: never
} Case;

static Case cases[] = {
    {"as a run does", 32, 64, MAX_BUNDLES, 0},
    {"a subject at a time", 32, 64, 1, 0},
    {"few words", 3, 64, MAX_BUNDLES, 0},
    {"one word", 1, 64, MAX_BUNDLES, 0},
    {"as many as there may be", RHUMB_FIRSTS_MOST, 64, MAX_BUNDLES, 0},
    {"keys of three bits", 32, 3, MAX_BUNDLES, 0},
    {"keys of eight bits", 32, 8, MAX_BUNDLES, 0},
    {"few words, keys of three bits", 3, 3, MAX_BUNDLES, 0},
    {"one word, keys of one bit", 1, 1, 2, 0},
    {"looking ahead at each", 32, 64, MAX_BUNDLES, 1},
    {"looking ahead now and then", 32, 64, MAX_BUNDLES, 13},
    {"looking ahead late", 32, 64, MAX_BUNDLES, MAX_CALLS - 8},
    {"looking ahead, few words", 3, 64, MAX_BUNDLES, 13},
    {"looking ahead, one word", 1, 64, 2, 7},
    {"looking ahead, keys of eight bits", 32, 8, MAX_BUNDLES, 13},
    {"looking ahead, keys of three bits", 3, 3, MAX_BUNDLES, 13},
    {"looking ahead, keys of one bit", 1, 1, 2, 13},
};

static unsigned
draw(uint64_t *const chance, const unsigned n)
{
  *chance = *chance * UINT64_C(6364136223846793005) + 1442695040888963407U;
  return (unsigned)(*chance >> 40U) % n;
}

/// What stands for a term of this number
static RhumbFingerprint
term(const unsigned number)
{
  const RhumbFingerprint parts[4] = {{number, 0}, {0}, {0}, {0}};
  return rhumb_fingerprint_mix(parts);
}

static RhumbFingerprint
quad(const unsigned subject, const unsigned object)
{
  const RhumbFingerprint terms[4] = {
      term(subject), term(1), term(1000 + object), {0}};
  return rhumb_quad_fingerprint(terms);
}

// A plain set
// ------------------------------------------------------------------

/// A quad in one place: 0 is the output, n is target number n - 1
typedef struct {
  RhumbFingerprint print;
  unsigned place;
} Said;

typedef RHUMB_LIST(Said) Plain;

static bool
add_plain(Plain *const plain,
          const RhumbFingerprint print,
          const unsigned place)
{
  for (size_t i = 0; i < plain->count; ++i) {
    const Said *const said = &plain->items[i];
    if (said->print.low == print.low && said->print.high == print.high &&
        said->place == place) {
      return false;
    }
  }
  RHUMB_PUSH(plain, (Said){print, place});
  return true;
}

/// What rhumb_distinct_settle() is to make of a quad
static void
settle_plain(Plain *const plain, RhumbPrinted *const made)
{
  const uint64_t targets = made->targets;
  if (!targets) {
    made->is_known = !add_plain(plain, made->print, 0);
    return;
  }
  made->targets = 0;
  for (unsigned n = 0; n < 64; ++n) {
    if (targets & (UINT64_C(1) << n) && add_plain(plain, made->print, n + 1)) {
      made->targets |= UINT64_C(1) << n;
    }
  }
  made->is_known = !made->targets;
}

// Calls by chance
// ---------------------------------------------------------------

typedef struct {
  uint64_t chance;
  unsigned n_fresh;
  bool has_looked; ///< Subjects of a scope for the set are told from now on
  RhumbBundle bundles[MAX_BUNDLES];
  unsigned subjects[MAX_BUNDLES];
  size_t n_bundles;
  RHUMB_LIST(RhumbPrinted) quads;
} Made;

/// A subject in a scope of its own, a fresh one, or, as the last, that of the
/// set alone
static void
make_bundle(Made *const made)
{
  const size_t at = made->n_bundles++;
  const unsigned number = draw(&made->chance, N_SUBJECTS);
  const bool is_fresh = !draw(&made->chance, 4);
  const unsigned subject = is_fresh ? 100000 + made->n_fresh++ : 10 + number;
  made->subjects[at] = subject;
  made->bundles[at] =
      (RhumbBundle){.key = rhumb_bundle_key(term(subject), number % N_SCOPES),
                    .is_fresh = is_fresh,
                    .is_single = !is_fresh && number % N_SCOPES == SINGLE};
}

/// A quad of one of the bundles, whichever it is
static void
make_quad(Made *const made, const unsigned n_objects)
{
  const unsigned at =
      draw(&made->chance, (unsigned)made->n_bundles + 1); // Or of none
  const unsigned object = draw(&made->chance, n_objects);
  const bool is_of_none = at == made->n_bundles;
  const bool is_single = !is_of_none && made->bundles[at].is_single;
  const unsigned subject =
      is_of_none ? 5 + draw(&made->chance, 3) : made->subjects[at];
  RHUMB_PUSH(
      &made->quads,
      (RhumbPrinted){.print = quad(subject, object),
                     .bundle = is_of_none || (is_single && !made->has_looked)
                                   ? RHUMB_NO_BUNDLE
                                   : at,
                     .is_known = draw(&made->chance, 2)});
  if (!draw(&made->chance, 10)) {
    RhumbPrinted *const last = &made->quads.items[made->quads.count - 1];
    last->targets =
        1U + draw(&made->chance, 7) + ((uint64_t)draw(&made->chance, 2) << 63U);
  }
}

static void
make_call(Made *const made, const unsigned most)
{
  const unsigned n_objects = 1 + draw(&made->chance, N_OBJECTS);
  const unsigned n_bundles = 1 + draw(&made->chance, most);
  const unsigned n_quads = draw(&made->chance, n_bundles * MAX_SAID);
  made->n_bundles = 0;
  made->quads.count = 0;
  for (unsigned i = 0; i < n_bundles; ++i) {
    make_bundle(made);
  }
  for (unsigned i = 0; i < n_quads; ++i) {
    make_quad(made, n_objects);
  }
}

static void
add_key(void *const handle, const uint64_t key)
{
  rhumb_sketch_add((RhumbSketch *)handle, key);
}

/// Look at the calls that are still to come, from number `call` on
static void
look(RhumbDistinct *const distinct,
     const Made *const now,
     const Case *const c,
     unsigned call)
{
  Made made = {.chance = now->chance, .n_fresh = now->n_fresh};
  RhumbSketch ahead = rhumb_sketch_new(256);
  rhumb_firsts_each(
      &distinct->firsts, rhumb_firsts_end(&distinct->firsts), add_key, &ahead);
  for (; call < MAX_CALLS; ++call) {
    make_call(&made, c->n_bundles);
    for (size_t i = 0; i < made.n_bundles; ++i) {
      if (!made.bundles[i].is_fresh) {
        rhumb_sketch_add(&ahead, rhumb_distinct_key(&made.bundles[i]));
      }
    }
  }
  free(made.quads.items);
  rhumb_distinct_look(distinct, ahead);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  rhumb_distinct_most = c->most;
  rhumb_distinct_key_bits = c->key_bits;
  for (unsigned seed = 1; seed <= MAX_SEEDS; ++seed) {
    Made made = {.chance = seed};
    RhumbDistinct distinct = {0};
    Plain plain = {0};
    for (unsigned call = 0; call < MAX_CALLS; ++call) {
      if (c->looks && call % c->looks == c->looks - 1) {
        look(&distinct, &made, c, call);
        made.has_looked = true;
      }
      make_call(&made, c->n_bundles);
      RHUMB_LIST(RhumbPrinted) expected = {0};
      for (size_t i = 0; i < made.quads.count; ++i) {
        RHUMB_PUSH(&expected, made.quads.items[i]);
        settle_plain(&plain, &expected.items[i]);
      }
      rhumb_distinct_settle(&distinct,
                            made.quads.items,
                            made.quads.count,
                            made.bundles,
                            made.n_bundles);
      for (size_t i = 0; i < expected.count; ++i) {
        assert_int_equal(made.quads.items[i].is_known,
                         expected.items[i].is_known);
        assert_true(made.quads.items[i].targets == expected.items[i].targets);
      }
      free(expected.items);
    }
    free(plain.items);
    free(made.quads.items);
    rhumb_distinct_free(&distinct);
  }
  rhumb_distinct_most = 32;
  rhumb_distinct_key_bits = 64;
}

// What is large
// -----------------------------------------------------------------

/// Settle `n_quads` of each of so many subjects, in calls of so many subjects
static size_t
settle_many(RhumbDistinct *const distinct,
            const unsigned n_subjects,
            const unsigned n_quads,
            const unsigned together)
{
  RhumbBundle *const bundles =
      (RhumbBundle *)rhumb_xrealloc(NULL, together * sizeof(RhumbBundle));
  RhumbPrinted *const quads = (RhumbPrinted *)rhumb_xrealloc(
      NULL, (size_t)together * n_quads * sizeof(RhumbPrinted));
  size_t n_known = 0;
  for (unsigned first = 0; first < n_subjects; first += together) {
    for (unsigned s = 0; s < together; ++s) {
      bundles[s] = (RhumbBundle){.key = rhumb_bundle_key(term(first + s), 1)};
      for (unsigned i = 0; i < n_quads; ++i) {
        quads[(s * n_quads) + i] =
            (RhumbPrinted){.print = quad(first + s, i), .bundle = s};
      }
    }
    const size_t count = (size_t)together * n_quads;
    rhumb_distinct_settle(distinct, quads, count, bundles, together);
    for (size_t i = 0; i < count; ++i) {
      n_known += quads[i].is_known;
    }
  }
  free(bundles);
  free(quads);
  return n_known;
}

/// A subject with very many quads costs no more for each of them
static void
test_one_subject(void **const state)
{
  (void)state;
  RhumbDistinct distinct = {0};
  assert_int_equal(settle_many(&distinct, 1, 1000000, 1), 0);
  assert_int_equal(settle_many(&distinct, 1, 1000000, 1), 1000000);
  assert_int_equal(distinct.firsts.n_words, rhumb_distinct_most);
  rhumb_distinct_free(&distinct);
}

/// Subjects that come once cost their words and their place, and no set
static void
test_memory(void **const state)
{
  enum { N = 1 << 18, N_QUADS = 10 };
  (void)state;
  RhumbDistinct distinct = {0};
  assert_int_equal(settle_many(&distinct, N, N_QUADS, 64), 0);
  assert_true(rhumb_distinct_bytes(&distinct) <
              ((size_t)N * ((8 * N_QUADS) + 37)) + (2 * RHUMB_HUGE_PAGE));
  for (size_t i = 0; i < 4; ++i) {
    assert_int_equal(distinct.seen[i].cap, 0);
  }
  assert_int_equal(settle_many(&distinct, N, N_QUADS, 1), N * N_QUADS);
  for (size_t i = 0; i < 4; ++i) {
    assert_int_equal(distinct.seen[i].cap, 0);
  }
  rhumb_distinct_free(&distinct);
}

/// Once it is known that no subject comes again, nothing is kept of any
static void
test_look(void **const state)
{
  enum { N = 1 << 16, N_QUADS = 40 };
  (void)state;
  RhumbDistinct distinct = {0};
  assert_int_equal(settle_many(&distinct, N, 5, 64), 0);
  const size_t before = rhumb_distinct_bytes(&distinct);
  rhumb_distinct_look(&distinct, rhumb_sketch_new(1024));
  assert_true(before > (size_t)N * 40);
  assert_int_equal(rhumb_distinct_bytes(&distinct), 1024);
  assert_int_equal(settle_many(&distinct, N, N_QUADS, 64), 0);
  assert_int_equal(rhumb_distinct_bytes(&distinct), 1024);
  rhumb_distinct_free(&distinct);
}

/// A bundle that says nothing leaves its subject as it is
static void
test_nothing(void **const state)
{
  (void)state;
  RhumbDistinct distinct = {0};
  assert_int_equal(settle_many(&distinct, 2, 0, 1), 0);
  assert_int_equal(settle_many(&distinct, 2, 3, 2), 0);
  assert_int_equal(settle_many(&distinct, 2, 3, 2), 6);
  rhumb_distinct_free(&distinct);
  assert_null(distinct.words.items);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_subject),
      cmocka_unit_test(test_memory),
      cmocka_unit_test(test_look),
      cmocka_unit_test(test_nothing),
  };
  int failed = cmocka_run_group_tests_name("distinct", tests, NULL, NULL);
  RUN_TABLE("by chance", cases, test_case);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "engine/dedup.h"
#include "support.h"

typedef struct {
  const char *name;
  RhumbTerm a, b;
  bool same;
} Case;

#define XSD "http://www.w3.org/2001/XMLSchema#"

/// 64 bytes
#define TAG                         \
  "en-x-abcdefgh-abcdefgh-abcdefgh" \
  "-abcdefgh-abcdefgh-abcdefgh-abcde"

#define LITERAL(t, d, l)                                      \
  {                                                           \
    .kind = RHUMB_TERM_LITERAL, .text = {(t), sizeof(t) - 1}, \
    .datatype = {(d), sizeof(d) - 1}, .language = {           \
      (l),                                                    \
      sizeof(l) - 1                                           \
    }                                                         \
  }
#define TERM(k, t)                             \
  {                                            \
    .kind = (k), .text = {(t), sizeof(t) - 1 } \
  }

// clang-format off
static Case cases[] = {
  {"the same literal",       LITERAL("a", "", ""),   LITERAL("a", "", ""),   true},
  {"another text",           LITERAL("a", "", ""),   LITERAL("b", "", ""),   false},
  {"another language",       LITERAL("a", "", "en"), LITERAL("a", "", "de"), false},
  {"another datatype",       LITERAL("a", "d", ""),  LITERAL("a", "e", ""),  false},
  {"language, not datatype", LITERAL("a", "en", ""), LITERAL("a", "", "en"), false},
  {"text and tag moved",     LITERAL("ab", "", "c"), LITERAL("a", "", "bc"), false},
  {"xsd:string is no datatype", LITERAL("a", XSD "string", ""), LITERAL("a", "", ""), true},
  {"a datatype that begins so", LITERAL("a", XSD "strings", ""), LITERAL("a", "", ""), false},
  {"tags in any case",       LITERAL("a", "", "en-GB"), LITERAL("a", "", "EN-gb"), true},
  {"long tags in any case",  LITERAL("a", "", TAG "X"), LITERAL("a", "", TAG "x"), true},
  {"long tags that differ",  LITERAL("a", "", TAG "x"), LITERAL("a", "", TAG "y"), false},
  {"long tags, one longer",  LITERAL("a", "", TAG "x"), LITERAL("a", "", TAG), false},
  {"another kind",           TERM(RHUMB_TERM_IRI, "a"), TERM(RHUMB_TERM_BLANK, "a"), false},
  {"literal or IRI",         TERM(RHUMB_TERM_IRI, "a"), LITERAL("a", "", ""), false},
};
// clang-format on

static void
test_prints(void **const state)
{
  const Case *const c = (const Case *)*state;
  const RhumbFingerprint a = rhumb_term_fingerprint(&c->a);
  const RhumbFingerprint b = rhumb_term_fingerprint(&c->b);
  assert_int_equal(a.low == b.low && a.high == b.high, c->same);
}

static void
test_places_matter(void **const state)
{
  (void)state;
  const RhumbFingerprint a[4] = {{1, 0}, {2, 0}, {3, 0}, {0, 0}};
  const RhumbFingerprint b[4] = {{3, 0}, {2, 0}, {1, 0}, {0, 0}};
  assert_int_not_equal(rhumb_quad_fingerprint(a).low,
                       rhumb_quad_fingerprint(b).low);
}

/// Write a literal that shares its fingerprint with all `number`s where XXH3
/// has its public secret and the kind of the term as a seed: every half of it
/// that is multiplied is 0, and the others cancel
static void
craft(uint64_t words[const 8], const uint64_t number)
{
  static const unsigned char secret[4][8] = {
      {0xb8, 0xfe, 0x6c, 0x39, 0x23, 0xa4, 0x4b, 0xbe},
      {0xcb, 0x79, 0xe6, 0x4e, 0xcc, 0xc0, 0xe5, 0x78},
      {0xb8, 0x08, 0x46, 0x74, 0xf7, 0x43, 0x24, 0x8e},
      {0xde, 0xd4, 0x6d, 0xe9, 0x83, 0x90, 0x97, 0xdb}};
  for (size_t i = 0; i < 4; ++i) {
    uint64_t half = 0;
    memcpy(&half, secret[i], sizeof(half));
    half += RHUMB_TERM_LITERAL;
    words[2 * i] = half;
    words[(2 * i) + 1] = number - half;
  }
}

static void
test_crafted(void **const state)
{
  (void)state;
  RhumbSeen seen = {0};
  for (uint64_t i = 0; i < 1000; ++i) {
    uint64_t words[8];
    craft(words, i);
    const RhumbTerm term = {.kind = RHUMB_TERM_LITERAL,
                            .text = {(const char *)words, sizeof(words)}};
    assert_true(rhumb_seen_add(&seen, rhumb_term_fingerprint(&term)));
  }
  rhumb_seen_free(&seen);
}

static void
test_set(void **const state)
{
  (void)state;
  RhumbSeen seen = {0};
  for (int round = 0; round < 2; ++round) {
    for (uint64_t i = 0; i < 50000; ++i) { // Zero too, the mark of a free slot
      const RhumbFingerprint print = {i % 7, i * 8};
      assert_int_equal(rhumb_seen_add(&seen, print), round == 0);
      if (i == 0 && round == 0) { // {0, 0} is kept as {0, 1}
        const RhumbFingerprint stand_in = {0, 1};
        assert_false(rhumb_seen_add(&seen, stand_in));
      }
    }
  }
  rhumb_seen_free(&seen);
  assert_null(seen.slots);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_places_matter),
      cmocka_unit_test(test_crafted),
      cmocka_unit_test(test_set),
  };
  int failed = cmocka_run_group_tests_name("dedup", tests, NULL, NULL);
  RUN_TABLE("fingerprints", cases, test_prints);
  return failed;
}

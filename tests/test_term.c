// SPDX-License-Identifier: ISC

/// Triple terms, directions and odd IRIs: how they are written, and what is
/// equal.

#include "sink/turtle_term.h"
#include "support.h"
#include "term/fingerprint.h"
#include "term/language.h"
#include "term/statement.h"

#define STR(t)         \
  {                    \
    (t), sizeof(t) - 1 \
  }
#define IRI(t)                             \
  {                                        \
    .kind = RHUMB_TERM_IRI, .text = STR(t) \
  }
#define BLANK(t)                             \
  {                                          \
    .kind = RHUMB_TERM_BLANK, .text = STR(t) \
  }
#define TEXT(t, l)                                                 \
  {                                                                \
    .kind = RHUMB_TERM_LITERAL, .text = STR(t), .language = STR(l) \
  }
#define NUMBER(t)                                                              \
  {                                                                            \
    .kind = RHUMB_TERM_LITERAL, .text = STR(t), .datatype = STR(XSD "integer") \
  }
#define TRIPLE(t)                            \
  {                                          \
    .kind = RHUMB_TERM_TRIPLE, .triple = (t) \
  }

#define XSD "http://www.w3.org/2001/XMLSchema#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

// clang-format off
static const RhumbTerm plain[] = {IRI("http://e/s"), IRI("http://e/p"), NUMBER("1")};
static const RhumbTerm same[] = {IRI("http://e/s"), IRI("http://e/p"), NUMBER("1")};
static const RhumbTerm other[] = {IRI("http://e/s"), IRI("http://e/p"), NUMBER("2")};
static const RhumbTerm turned[] = {IRI("http://e/p"), IRI("http://e/s"), NUMBER("1")};
static const RhumbTerm typed[] = {BLANK("b"), IRI(RDF "type"), TEXT("x", "ar--rtl")};
static const RhumbTerm outer[] = {IRI("http://e/s"), IRI("http://e/p"), TRIPLE(plain)};
static const RhumbTerm outer_too[] = {IRI("http://e/s"), IRI("http://e/p"), TRIPLE(same)};

typedef struct {
  const char *name;
  RhumbTerm term;
  const char *line, *turtle;
} Written;

static Written written[] = {
  {"a triple", TRIPLE(plain),
   "<<( <http://e/s> <http://e/p> \"1\"^^<" XSD "integer> )>>", "<<( e:s e:p 1 )>>"},
  {"a blank node, a type and a direction", TRIPLE(typed),
   "<<( _:b <" RDF "type> \"x\"@ar--rtl )>>", "<<( _:b a \"x\"@ar--rtl )>>"},
  {"a triple in another", TRIPLE(outer),
   "<<( <http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> \"1\"^^<" XSD "integer> )>> )>>",
   "<<( e:s e:p <<( e:s e:p 1 )>> )>>"},
  {"a direction", TEXT("x", "ar--rtl"), "\"x\"@ar--rtl", "\"x\"@ar--rtl"},
  {"what an IRI may not hold, first in a long one", IRI("http://f/ a> plain-to-the-end-0123456789"),
   "<http://f/\\u0020a\\u003E\\u0020plain-to-the-end-0123456789>",
   "<http://f/\\u0020a\\u003E\\u0020plain-to-the-end-0123456789>"},
  {"in the midst", IRI("http://f/0123456789|0123456789-0123456789"),
   "<http://f/0123456789\\u007C0123456789-0123456789>",
   "<http://f/0123456789\\u007C0123456789-0123456789>"},
  {"in the last of it", IRI("http://f/0123456789-0123456789{"),
   "<http://f/0123456789-0123456789\\u007B>", "<http://f/0123456789-0123456789\\u007B>"},
};

typedef struct {
  const char *name;
  RhumbTerm a, b;
  bool same;
} Equal;

static Equal equal[] = {
  {"the same triple", TRIPLE(plain), TRIPLE(same), true},
  {"another object", TRIPLE(plain), TRIPLE(other), false},
  {"other places", TRIPLE(plain), TRIPLE(turned), false},
  {"a triple and its subject", TRIPLE(plain), IRI("http://e/s"), false},
  {"the same within", TRIPLE(outer), TRIPLE(outer_too), true},
  {"one within the other", TRIPLE(outer), TRIPLE(plain), false},
  {"a direction and none", TEXT("x", "ar--rtl"), TEXT("x", "ar"), false},
  {"two directions", TEXT("x", "ar--rtl"), TEXT("x", "ar--ltr"), false},
  {"tags in any case", TEXT("x", "ar--rtl"), TEXT("x", "AR--rtl"), true},
};
// clang-format on

static void
test_written(void **const state)
{
  const Written *const c = (const Written *)*state;
  RhumbArena arena = {0};
  RhumbPrefixes prefixes = {.arena = &arena};
  RhumbBuf line = {0};
  RhumbBuf turtle = {0};
  (void)rhumb_prefixes_add(
      &prefixes, RHUMB_STR("e"), RHUMB_STR("http://e/"), (RhumbLoc){0});
  const RhumbTerm copy = rhumb_term_copy(&arena, &c->term);
  rhumb_term_put(&line, &copy);
  rhumb_turtle_put(&turtle, &prefixes, &copy);
  assert_string_equal(rhumb_buf_cstr(&line), c->line);
  assert_string_equal(rhumb_buf_cstr(&turtle), c->turtle);
  rhumb_buf_free(&line);
  rhumb_buf_free(&turtle);
  rhumb_arena_free(&arena);
}

static void
test_equal(void **const state)
{
  const Equal *const c = (const Equal *)*state;
  const RhumbFingerprint a = rhumb_term_fingerprint(&c->a);
  const RhumbFingerprint b = rhumb_term_fingerprint(&c->b);
  assert_int_equal(rhumb_term_equal(&c->a, &c->b), c->same);
  assert_int_equal(a.low == b.low && a.high == b.high, c->same);
}

/// What RDF 1.1 says instead of a triple term
static void
test_statement(void **const state)
{
  (void)state;
  RhumbQuad out[RHUMB_STATEMENT_QUADS];
  const RhumbQuad reifies = {.subject = BLANK("r"),
                             .predicate = IRI(RDF "reifies"),
                             .object = TRIPLE(plain)};
  const RhumbQuad bare = {.subject = BLANK("r"),
                          .predicate = IRI(RDF "reifies"),
                          .object = BLANK("o")};
  assert_true(rhumb_statement_of(out, &reifies));
  assert_true(rhumb_str_is(out[0].object.text, RDF "Statement"));
  for (size_t i = 0; i < 3; ++i) {
    assert_true(rhumb_term_equal(&out[i + 1].subject, &reifies.subject));
    assert_true(rhumb_term_equal(&out[i + 1].object, &plain[i]));
  }
  assert_false(rhumb_statement_of(out, &bare));
}

static void
test_direction(void **const state)
{
  (void)state;
  RhumbStr tag = RHUMB_STR("ar--rtl");
  assert_true(rhumb_str_is(rhumb_language_cut(&tag), "rtl"));
  assert_true(rhumb_str_is(tag, "ar"));
  assert_int_equal(rhumb_language_cut(&tag).len, 0);
  assert_true(rhumb_direction_valid(RHUMB_STR("ltr")));
  assert_false(rhumb_direction_valid(RHUMB_STR("RTL")));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_statement),
      cmocka_unit_test(test_direction),
  };
  int failed = cmocka_run_group_tests_name("term", tests, NULL, NULL);
  RUN_TABLE("written", written, test_written);
  RUN_TABLE("equal", equal, test_equal);
  return failed;
}

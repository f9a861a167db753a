// SPDX-License-Identifier: ISC

#include "base/near.h"
#include "base/words.h"
#include "support.h"

typedef struct {
  const char *name;
  const char *word;
  const char *nearest; ///< NULL: none
} NearCase;

static const char *const words[] = {
    "subjects", "predicates", "objects", "po", "s", "foaf", "FOAF2", "", NULL};

// clang-format off
static NearCase near_cases[] = {
  {"the word itself",      "objects",     "objects"},
  {"a letter missing",     "subects",     "subjects"},
  {"a letter too many",    "subjeccts",   "subjects"},
  {"a wrong letter",       "predicatez",  "predicates"},
  {"two letters swapped",  "objetcs",     "objects"},
  {"case costs half",      "PO",          "po"},
  {"case decides",         "FOAF",        "FOAF2"},
  {"a third is the limit", "obxxcts",     "objects"},
  {"more than a third",    "xxxects",     NULL},
  {"nothing like it",      "zebra",       NULL},
  {"one edit for a short", "pox",         "po"},
  {"the empty word",       "",            NULL},
  {"too long to compare",
   "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss", NULL},
};
// clang-format on

static void
test_near(void **const state)
{
  const NearCase *const c = (const NearCase *)*state;
  const char *const near = rhumb_near(rhumb_str(c->word), words);
  if (c->nearest) {
    assert_non_null(near);
    assert_string_equal(near, c->nearest);
  } else {
    assert_null(near);
  }
}

static const char *const few[] = {
    "unspecified", "linked", "supported", "responsible", "", NULL};

// clang-format off
static NearCase few_cases[] = {
  {"near as ever",               "suported",   "supported"},
  {"less than two thirds",       "sponsored",  "supported"},
  {"another of them",            "response",   "responsible"},
  {"two thirds and more",        "lxyzwd",     NULL},
  {"nothing like it",            "xyzzy",      NULL},
  {"the empty word",             "",           NULL},
  {"too long to compare",
   "ssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssssss", NULL},
};
// clang-format on

static void
test_few(void **const state)
{
  const NearCase *const c = (const NearCase *)*state;
  const char *const near = rhumb_near_of_few(rhumb_str(c->word), few);
  if (c->nearest) {
    assert_non_null(near);
    assert_string_equal(near, c->nearest);
  } else {
    assert_null(near);
  }
}

typedef struct {
  const char *name;
  const char *words;
  const char *word;
  const char *nearest; ///< NULL: none
} WordsCase;

// clang-format off
static WordsCase words_cases[] = {
  {"behind the slash",          "text/turtle application/trig", "text/turtel",      "text/turtle"},
  {"not what is before it",     "application/trig",             "application/xml",  NULL},
  {"whatever is before it",     "application/trig",             "aplication/trig",  "application/trig"},
  {"a word is no part",         "trig",                         "application/trig", NULL},
  {"a part is no word",         "application/trig",             "trgi",             NULL},
  {"the word of several",       "trig application/trig",        "trgi",             "trig"},
};
// clang-format on

static void
test_words_near(void **const state)
{
  const WordsCase *const c = (const WordsCase *)*state;
  RhumbArena arena = {0};
  const char *const near =
      rhumb_words_near(&arena, c->words, rhumb_str(c->word));
  if (c->nearest) {
    assert_non_null(near);
    assert_string_equal(near, c->nearest);
  } else {
    assert_null(near);
  }
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("near", near_cases, test_near);
  RUN_TABLE("near of few", few_cases, test_few);
  RUN_TABLE("words near", words_cases, test_words_near);
  return failed;
}

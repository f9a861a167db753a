// SPDX-License-Identifier: ISC

#include "base/near.h"
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

int
main(void)
{
  int failed = 0;
  RUN_TABLE("near", near_cases, test_near);
  return failed;
}

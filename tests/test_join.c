// SPDX-License-Identifier: ISC

#include "engine/join/join.h"
#include "support.h"

#include <stdlib.h>

enum { MAX_FIELDS = 2, MAX_VALUES = 2, MAX_PARENTS = 7 };

/// A row of up to two fields with up to two values; NULL ends a field
typedef const char *Fields[MAX_FIELDS][MAX_VALUES];

typedef struct {
  const char *name;
  size_t n_keys;
  Fields parents[MAX_PARENTS]; ///< Their subjects are s0, s1 …
  Fields child;
  const char *found; ///< Subjects, in order, with a space behind each
} Case;

// clang-format off
static Case cases[] = {
  {"one key",            1, {{{"a"}}, {{"b"}}, {{"a"}}},           {{"a"}},          "s0 s2 "},
  {"no such key",        1, {{{"a"}}, {{"b"}}},                    {{"c"}},          ""},
  {"null child",         1, {{{"a"}}},                             {{NULL}},         ""},
  {"null parent",        1, {{{NULL}}},                            {{NULL}},         ""},
  {"empty texts join",   1, {{{""}}, {{NULL}}},                    {{""}},           "s0 "},
  {"both must hold",     2, {{{"a"}, {"x"}}, {{"a"}, {"y"}}},      {{"a"}, {"y"}},   "s1 "},
  {"no text is moved",   2, {{{"ab"}, {"c"}}, {{"a"}, {"bc"}}},    {{"a"}, {"bc"}},  "s1 "},
  {"several child keys", 1, {{{"a"}}, {{"b"}}},                    {{"b", "a"}},     "s1 s0 "},
  {"several parent keys", 1, {{{"a", "b"}}, {{"b"}}},              {{"b"}},          "s0 s1 "},
  {"more than a few",    1, {{{"a"}}, {{"a"}}, {{"a"}}, {{"a"}}, {{"a"}}, {{"b"}}, {{"a"}}}, {{"a"}}, "s0 s1 s2 s3 s4 s6 "},
  {"no condition",       0, {{{"a"}}, {{"b"}}},                    {{"c"}},          "s0 s1 s2 s3 s4 s5 s6 "},
};
// clang-format on

typedef struct {
  RhumbValue values[MAX_FIELDS][MAX_VALUES];
  RhumbValues fields[MAX_FIELDS];
} RowData;

static void
fill(RowData *const out, const Fields fields)
{
  *out = (RowData){0};
  for (size_t f = 0; f < MAX_FIELDS; ++f) {
    size_t n = 0;
    for (; n < MAX_VALUES && fields[f][n]; ++n) {
      out->values[f][n].lexical = rhumb_str(fields[f][n]);
    }
    out->fields[f] = (RhumbValues){out->values[f], n};
  }
}

/// Put the subjects that stand under some keys
static void
put_found(RhumbBuf *const text,
          const RhumbJoinIndex *const index,
          const RhumbValues *const keys,
          const RhumbRow *const row)
{
  for (size_t i = 0; i < keys->count; ++i) {
    RhumbJoinFound found;
    assert_int_equal(
        rhumb_join_find(&found, index, keys->items[i].lexical, row), RHUMB_OK);
    const RhumbJoinEntry *entry = found.last;
    for (size_t e = 0; e < found.count; ++e) {
      entry = entry->next;
      rhumb_buf_format(text, "%.*s ", RHUMB_FMT(rhumb_join_text(index, entry)));
    }
  }
}

static void
test_case(void **const state)
{
  static const size_t fields[] = {0, 1};
  static const RhumbPlanValue keys[] = {
      {.kind = RHUMB_VALUE_FIELD, .field = 0},
      {.kind = RHUMB_VALUE_FIELD, .field = 1},
  };
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbBuf scratch = {0};
  RowData data = {0};
  const RhumbSource source = {.row = data.fields};
  const RhumbRow row = {.source = &source,
                        .fields = fields,
                        .arena = &arena,
                        .scratch = &scratch,
                        .diag = &diag};
  RhumbJoinIndex index = {0};
  RhumbMadeList subjects = {0};
  RhumbValues found = {0};

  for (size_t i = 0; i < MAX_PARENTS; ++i) {
    char label[4];
    (void)snprintf(label, sizeof(label), "s%zu", i);
    const RhumbTerm term = rhumb_iri(rhumb_str(label));
    subjects.count = 0;
    RHUMB_PUSH(
        &subjects,
        (RhumbMade){.term = term, .print = rhumb_term_fingerprint(&term)});
    fill(&data, c->parents[i]);
    assert_int_equal(rhumb_join_keys(&found, &row, keys, c->n_keys), RHUMB_OK);
    for (unsigned again = 0; again < 2; ++again) { // No more than once
      assert_int_equal(
          rhumb_join_add(&index, &found, &subjects, NULL, 0, &diag), RHUMB_OK);
    }
    rhumb_arena_reset(&arena);
  }

  RhumbBuf text = {0};
  fill(&data, c->child);
  assert_int_equal(rhumb_join_keys(&found, &row, keys, c->n_keys), RHUMB_OK);
  put_found(&text, &index, &found, &row);
  assert_string_equal(rhumb_buf_cstr(&text), c->found);

  rhumb_buf_free(&text);
  rhumb_buf_free(&scratch);
  free(subjects.items);
  rhumb_join_free(&index);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("join", cases, test_case);
  return failed;
}

// SPDX-License-Identifier: ISC

#include "engine/tally.h"
#include "support.h"

/// A letter a step: "r" steps to the next record, "p" to another reading of the
/// same source, "q" to another source; "a" and "b" count by two rules
typedef struct {
  const char *name;
  const char *steps;
  bool by_record;
  const char *said;
} Case;

#define NOTE(record, which) #record ":0: note: this is the " which "\n"

static Case cases[] = {
    {"nothing", "rr", false, ""},
    {"one", "ra", false, "1:2: warning: 1 x\n" NOTE(1, "one")},
    {"several", "rrarara", false, "1:2: warning: 3 x\n" NOTE(2, "first")},
    {"often in a record", "raa", false, "1:2: warning: 2 x\n" NOTE(1, "first")},
    {"a record once", "raara", true, "1:2: warning: 2 x\n" NOTE(1, "first")},
    {"two rules, in their order",
     "rbrab",
     false,
     "3:4: warning: 2 x\n" NOTE(1, "first") "1:2: warning: 1 x\n" NOTE(2,
                                                                       "one")},
    {"a source read twice is counted once",
     "rararpra",
     false,
     "1:2: warning: 2 x\n" NOTE(1, "first")},
    {"the fuller reading counts",
     "raprara",
     true,
     "1:2: warning: 2 x\n" NOTE(1, "first")},
    {"two sources are told apart",
     "raqra",
     false,
     "1:2: warning: 1 x\n" NOTE(1, "one") "1:2: warning: 1 x\n" NOTE(1, "one")},
};

static void
put(RhumbBuf *const out, const RhumbTallied *const tallied)
{
  rhumb_buf_format(
      out, "%u %.*s", (unsigned)tallied->count, RHUMB_FMT(tallied->what));
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  const RhumbSourceSpec specs[] = {{.access = RHUMB_STR("a.csv")},
                                   {.access = RHUMB_STR("a.csv")},
                                   {.access = RHUMB_STR("b.csv")}};
  const RhumbTallyKind kind = {.by_record = c->by_record, .put = put};
  const RhumbLoc rules[] = {{NULL, 1, 2, 0}, {NULL, 3, 4, 0}};
  RhumbSource source = {.spec = specs, .address = {.text = {.name = "a.csv"}}};
  RhumbTally tally = {.items = {NULL, 0, 0}};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};

  for (const char *step = c->steps; *step; ++step) {
    if (*step == 'r') {
      source.address.line = (unsigned)++source.address.record;
    } else if (*step == 'p' || *step == 'q') {
      source.spec = &specs[*step == 'p' ? 1 : 2];
      source.address.record = 0;
    } else {
      rhumb_tally_add(
          &tally, &kind, rules[*step - 'a'], &source, RHUMB_STR("x"), NULL);
    }
  }
  rhumb_tally_say(&tally, &diag);
  assert_string_equal(reports.text, c->said);
  rhumb_tally_free(&tally);
}

static void
test_none(void **const state)
{
  (void)state;
  rhumb_tally_add(
      NULL, NULL, (RhumbLoc){0}, NULL, RHUMB_STR(""), NULL); // Counts nothing
}

/// Texts that are counted, a letter each, and those that are told
typedef struct {
  const char *name;
  const char *texts;
  const char *said;
} TextCase;

static TextCase text_cases[] = {
    {"one", "x", " x1"},
    {"the commonest first", "abbccc", " c3 b2 a1"},
    {"of equals the first", "xyzyx", " x2 y2 z1"},
    {"five of them", "abcdefgfg", " f2 g2 a1 b1 c1"},
    {"one that comes late", "aabbccddeefff", " f3 a2 b2 c2 d2"},
};

static void
put_texts(RhumbBuf *const out, const RhumbTallied *const tallied)
{
  for (size_t i = 0; i < tallied->n_common; ++i) {
    rhumb_buf_format(out,
                     " %.*s%u",
                     RHUMB_FMT(tallied->common[i].text),
                     (unsigned)tallied->common[i].count);
  }
}

static void
test_texts(void **const state)
{
  const TextCase *const c = (const TextCase *)*state;
  const RhumbTallyKind kind = {.by_text = true, .put = put_texts};
  const RhumbSourceSpec spec = {.access = RHUMB_STR("a.csv")};
  const RhumbSource source = {.spec = &spec};
  RhumbTally tally = {.items = {NULL, 0, 0}};
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  for (const char *text = c->texts; *text; ++text) {
    rhumb_tally_add(
        &tally, &kind, (RhumbLoc){0}, &source, (RhumbStr){text, 1}, NULL);
  }
  rhumb_tally_say(&tally, &diag);
  assert_non_null(strstr(reports.text, c->said));
  rhumb_tally_free(&tally);
}

int
main(void)
{
  static Case none[] = {{"no tally", "", false, ""}};
  int failed = 0;
  RUN_TABLE("tally", cases, test_case);
  RUN_TABLE("tally: texts", text_cases, test_texts);
  RUN_TABLE("none", none, test_none);
  return failed;
}

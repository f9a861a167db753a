// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/template.h"

#include <time.h>

typedef struct {
  const char *name;
  const char *text;
  const char *parts; ///< Text as it is, references as <column:reference>, with
                     ///< steps <column:reference > column:name>
  const char *report;
} TemplateCase;

// clang-format off
static TemplateCase rml_cases[] = {
  {"empty",                "",            "", ""},
  {"text",                 "http://a/",   "http://a/", ""},
  {"a reference",          "{id}",        "<2:id>", ""},
  {"between texts",        "a{id}b",      "a<3:id>b", ""},
  {"side by side",         "{a}{b}",      "<2:a><5:b>", ""},
  {"escaped braces",       "\\{a\\}{b}",  "{a}<7:b>", ""},
  {"escaped in reference", "{a\\{b\\}c}", "<2:a{b}c>", ""},
  {"escaped backslash",    "a\\\\{b}",    "a\\<5:b>", ""},
  {"backslash is text",    "a\\b{c}",     "a\\b<5:c>", ""},
  {"dollar is text",       "$(a){b}",     "$(a)<6:b>", ""},
  {"unclosed",             "a{b",         NULL, "1:2: error: a reference that is not closed; write \"{name}\"\n"},
  {"unopened",             "ab}",         NULL, "1:3: error: a \"}\" that closes no reference; write \"\\}\"\n"},
  {"opened twice",         "{a{b}",       NULL, "1:3: error: a \"{\" inside a reference; write \"\\{\"\n"},
  {"no name",              "x{}",         NULL, "1:2: error: a reference without a name\n"},
  {"trailing backslash",   "a\\",         NULL, "1:2: error: a backslash with nothing to escape; write \"\\\\\"\n"},
  {"the same in a reference", "{a\\",     NULL, "1:3: error: a backslash with nothing to escape; write \"\\\\\"\n"},
};

static TemplateCase yarrrml_cases[] = {
  {"empty",                "",              "", ""},
  {"text",                 "http://a/",     "http://a/", ""},
  {"a reference",          "$(id)",         "<3:id>", ""},
  {"between texts",        "a$(id)b",       "a<4:id>b", ""},
  {"side by side",         "$(a)$(b)",      "<3:a><7:b>", ""},
  {"braces are text",      "{$(a)}",        "{<4:a>}", ""},
  {"parentheses are text", "f(x) $(a)",     "f(x) <8:a>", ""},
  {"escapes",              "\\(a\\)\\:\\x", "(a):\\x", ""},
  {"trailing backslash",   "a\\",           "a\\", ""},
  {"escaped reference",    "$\\(a)",        "$(a)", ""},
  {"balanced",             "$(a[?(@.b>1)].c)x", "<3:a[?(@.b>1)].c>x", ""},
  {"XPath functions",      "$(concat(a, text()))", "<3:concat(a, text())>", ""},
  {"escaped in reference", "$(a\\)b)",      "<3:a)b>", ""},
  {"one-sided, quoted",    "$(a[?(@.b==')')])", "<3:a[?(@.b==')')]>", ""},
  {"double quotes",        "$(f(\"(\"))!",  "<3:f(\"(\")>!", ""},
  {"escaped quote",        "$(f('\\')'))!", "<3:f('\\')')>!", ""},
  {"quoted up to a sign",  "$(['x-']) $(['y'])", "<3:['x-']> <13:['y']>", ""},
  {"apostrophe in a word", "$(it's) $(a)'", "<3:it's> <11:a>'", ""},
  {"lone apostrophe",      "$('tis)",       "<3:'tis>", ""},
  {"two with quoted signs", "$(l[?(@.k=='a-')].v)/$(l[?(@.k=='b-')].v)", "<3:l[?(@.k=='a-')].v>/<24:l[?(@.k=='b-')].v>", ""},
  {"two XPath literals",   "$(substring-after(@a,'#'))-$(substring-after(@a,'#'))", "<3:substring-after(@a,'#')>-<30:substring-after(@a,'#')>", ""},
  {"a quoted parenthesis, no others", "$(l[?@.k==')'].v) $(x)", "<3:l[?@.k==')'].v> <21:x>", ""},
  {"a quoted opening one", "$(l[?@.k=='('].v) $(x)", "<3:l[?@.k=='('].v> <21:x>", ""},
  {"quoted and compared",  "$(@a = ')') $(b)", "<3:@a = ')'> <15:b>", ""},
  {"a step",               "$(a => t)", "<3:a > 8:t>", ""},
  {"steps, in a text",     "x$(a=>t => u_v  =>w)y", "x<4:a > 7:t > 12:u_v > 19:w>y", ""},
  {"before it, blanks",    "$( a b  => t)", "<3: a b > 12:t>", ""},
  {"an arrow in quotes",   "$(a[?@.b=='=>'] => t)", "<3:a[?@.b=='=>'] > 20:t>", ""},
  {"in brackets",          "$(f(a=>b) => t)", "<3:f(a=>b) > 14:t>", ""},
  {"brackets not closed",  "$(a[ => t)", "<3:a[ > 9:t>", ""},
  {"an apostrophe",        "$('tis => t)", "<3:'tis > 11:t>", ""},
  {"an arrow of the name", "$(a\\=>b)", "<3:a=>b>", ""},
  {"the same, with a step", "$(a\\=>b => t)", "<3:a=>b > 12:t>", ""},
  {"an arrow outside",     "a => b", "a => b", ""},
  {"no step",              "$(a => )", NULL, "1:5: error: a \"=>\" without a name behind it: a table's or a function's\n"},
  {"no step between",      "$(a => => t)", NULL, "1:5: error: a \"=>\" without a name behind it: a table's or a function's\n"},
  {"nothing before",       "$( => t)", NULL, "1:1: error: a reference without a name\n"},
  {"a quoted bracket",     "$(l[?@.k==']'].v)]", "<3:l[?@.k==']'].v>]", ""},
  {"the other quote in one", "$([\"Bob's (old\"]) $(['a \"(b'])", "<3:[\"Bob's (old\"]> <21:['a \"(b']>", ""},
  {"a backslash quoted",   "$(contains(@a,'\\')) $(contains(@b,'\\'))", "<3:contains(@a,'\\')> <23:contains(@b,'\\')>", ""},
  {"a reference quoted",   "$(l[?@.k=='$(x)'].v)", "<3:l[?@.k=='$(x)'].v>", ""},
  {"closing ones escaped", "$((test\\)) :)", "<3:(test)> :)", ""},
  {"closing escaped, behind text", "$(Temp (°C\\)) and $(b)", "<3:Temp (°C)> and <22:b>", ""},
  {"both escaped",         "$(Temp \\(C\\)), $(b)", "<3:Temp (C)>, <18:b>", ""},
  {"escaped in quotes too", "$(l[?(@.k=='\\)'\\)].v) $(b)", "<3:l[?(@.k==')')].v> <25:b>", ""},
  {"escaped in quotes only", "$(l[?(@.k=='\\)')].v) $(b)", "<3:l[?(@.k==')')].v> <24:b>", ""},
  {"escaped pair in a pair", "$(f(g\\(x\\))) $(b)", "<3:f(g(x))> <16:b>", ""},
  {"nested, closing escaped", "$(f(g(x\\)\\)) $(b)", "<3:f(g(x))> <16:b>", ""},
  {"opening one escaped",  "$(a\\(b) $(c)", "<3:a(b> <11:c>", ""},
  {"apostrophes in two",   "it's $(Bob's) and $(Ann's)'s", "it's <8:Bob's> and <21:Ann's>'s", ""},
  {"apostrophe, then a filter", "$(Bob's) $(l[?@.k=='a)'].v)", "<3:Bob's> <12:l[?@.k=='a)'].v>", ""},
  {"lone apostrophes in two", "$('tis) $('twas)", "<3:'tis> <11:'twas>", ""},
  {"lone quotes in brackets", "$(width [\"]) and $(height [\"])", "<3:width [\"]> and <20:height [\"]>", ""},
  {"lone quote and quotations", "$('tis) 'x' (y)", "<3:'tis> 'x' (y)", ""},
  {"a lone bracket",       "$(a[b) $(c]d)", "<3:a[b> <10:c]d>", ""},
  {"unclosed before another", "$(a $(b)",    NULL, "1:1: error: a reference that is not closed; write \"$(name)\"\n"},
  {"unclosed quotation",   "$(f(')",        NULL, "1:1: error: a reference that is not closed; write \"$(name)\"\n"},
  {"unclosed",             "ab$(c",         NULL, "1:3: error: a reference that is not closed; write \"$(name)\"\n"},
  {"unbalanced",           "$(f(c)",        NULL, "1:1: error: a reference that is not closed; write \"$(name)\"\n"},
  {"no name",              "x$()",          NULL, "1:2: error: a reference without a name\n"},
};
// clang-format on

static RhumbLoc
column(const void *const handle, const size_t at)
{
  (void)handle;
  return (RhumbLoc){NULL, 1, (unsigned)at + 1, 0};
}

typedef RhumbStatus (*ReadTemplate)(RhumbTemplate *,
                                    RhumbArena *,
                                    RhumbStr,
                                    const RhumbPlaces *,
                                    const RhumbDiag *);

static void
check(const TemplateCase *const c, const ReadTemplate read)
{
  const RhumbPlaces places = {column, NULL};
  Reports reports = {{0}, 0, 0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  RhumbTemplate parts = {0};
  const RhumbStatus status =
      read(&parts, &arena, rhumb_str(c->text), &places, &diag);
  assert_int_equal(status, c->parts ? RHUMB_OK : RHUMB_ERR_SYNTAX);
  assert_string_equal(reports.text, c->report);
  for (size_t i = 0; i < parts.count; ++i) {
    const RhumbPart *const part = &parts.parts[i];
    if (part->is_reference) {
      rhumb_buf_format(
          &out, "<%u:%.*s", part->loc.column, RHUMB_FMT(part->text));
      for (size_t s = 0; s < part->n_steps; ++s) {
        const RhumbPart *const step = &part->steps[s];
        rhumb_buf_format(
            &out, " > %u:%.*s", step->loc.column, RHUMB_FMT(step->text));
      }
      rhumb_buf_putc(&out, '>');
    } else {
      rhumb_buf_put(&out, part->text);
    }
    assert_true(!i || part->is_reference || parts.parts[i - 1].is_reference);
  }
  assert_string_equal(rhumb_buf_cstr(&out), c->parts ? c->parts : "");
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

static void
test_rml(void **const state)
{
  check((const TemplateCase *)*state, rhumb_template_read_rml);
}

static void
test_yarrrml(void **const state)
{
  check((const TemplateCase *)*state, rhumb_template_read_yarrrml);
}

/// Texts of this length are read in a moment, whatever they hold
enum { LONG = 100000, SECONDS = 10 };

static const char *long_cases[] = {
    "(", ")", "[", "'(", "(\"", "\\'", "$(", "(')"};

static void
test_long(void **const state)
{
  (void)state;
  for (size_t i = 0; i < RHUMB_COUNT(long_cases); ++i) {
    RhumbBuf text = {0};
    rhumb_buf_puts(&text, "$(a");
    for (int n = 0; n < LONG; ++n) {
      rhumb_buf_puts(&text, long_cases[i]);
    }
    for (int n = 0; n < LONG; ++n) {
      rhumb_buf_putc(&text, ')');
    }
    const clock_t start = clock();
    (void)rhumb_template_closing(rhumb_buf_str(&text), 0);
    assert_true(clock() - start < SECONDS * CLOCKS_PER_SEC);
    rhumb_buf_free(&text);
  }
}

int
main(void)
{
  const struct CMUnitTest others[] = {cmocka_unit_test(test_long)};
  int failed =
      cmocka_run_group_tests_name("template: long texts", others, NULL, NULL);
  RUN_TABLE("template: RML", rml_cases, test_rml);
  RUN_TABLE("template: YARRRML", yarrrml_cases, test_yarrrml);
  return failed;
}

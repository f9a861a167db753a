// SPDX-License-Identifier: ISC

#include "cli/rules.h"
#include "engine/engine.h"
#include "quad_support.h"
#include "support.h"

#include <stdlib.h>
#include <unistd.h>

/// What a run with a word makes: its quads with a blank behind each,
/// "http://e/" being "e:", then "records values texts" that are counted
typedef struct {
  const char *name;
  const char *rules;
  const char *data; ///< Of d.json
  const char *skip, *drop, *literal;
} Case;

#define HEAD                                                     \
  "prefixes: {e: 'http://e/', f: 'https://w3id.org/imec/idlab/"  \
  "function#', grel: 'http://users.ugent.be/~bjdmeest/function/" \
  "grel.ttl#'}\nmappings:\n"
#define MAP(po)                                                                \
  HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: " po \
       "\n"
/// A record that is right, behind the one with the mistake
#define DATA(record) "[{" record "}, {\"a\": 9}]"
/// Fails for what is no number
#define SQUARE(x) "{function: \"grel:math_exp(grel:p_dec_n = " x ")\"}"

// clang-format off
static Case cases[] = {
  {"an object that is no IRI", MAP("[[e:n, y], [e:p, $(v)~iri]]"), DATA("\"a\": 1, \"v\": \"x y\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:1 e:p 'x y' e:9 e:n 'y' 0 0 1"},
  {"a relative one", MAP("[[e:n, y], [e:p, $(v)~iri]]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:1 e:p 'x' e:9 e:n 'y' 0 0 1"},
  {"an empty one", MAP("[[e:n, y], [e:p, $(v)~iri]]"), DATA("\"a\": 1, \"v\": \"\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:1 e:p '' e:9 e:n 'y' 0 0 1"},
  {"one of five", MAP("[{p: e:p, o: '$(v[*])~iri'}]"),
   DATA("\"a\": 1, \"v\": [\"http://e/v1\", \"http://e/v2\", \"x y\", \"http://e/v4\", \"http://e/v5\"]"), "1 0 0",
   "e:1 e:p e:v1 e:1 e:p e:v2 e:1 e:p e:v4 e:1 e:p e:v5 0 1 0",
   "e:1 e:p e:v1 e:1 e:p e:v2 e:1 e:p 'x y' e:1 e:p e:v4 e:1 e:p e:v5 0 0 1"},
  {"two of three", MAP("[{p: e:p, o: '$(v[*])~iri'}]"), DATA("\"a\": 1, \"v\": [\"x\", \"http://e/v\", \"y\"]"), "1 0 0",
   "e:1 e:p e:v 0 2 0", "e:1 e:p 'x' e:1 e:p e:v e:1 e:p 'y' 0 0 2"},
  {"a template, not encoded", MAP("[{p: e:p, o: {value: 'http://e/$(v[*])-$(w[*])', type: unsafeiri}}, {p: e:q, o: {value: '$(v[*])$(w[*])', type: iri}}]"),
   DATA("\"a\": 1, \"v\": [\"urn:x\"], \"w\": [\":1\", \"2\"]"), "1 0 0",
   "e:1 e:p e:urn:x-:1 e:1 e:p e:urn:x-2 0 2 0",
   "e:1 e:p e:urn:x-:1 e:1 e:p e:urn:x-2 e:1 e:q 'urn%3Ax%3A1' e:1 e:q 'urn%3Ax2' 0 0 2"},
  {"a text that is none of its datatype", MAP("[[e:n, y], [e:p, $(v), xsd:date]]"), DATA("\"a\": 1, \"v\": \"Ann\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:1 e:p 'Ann' e:9 e:n 'y' 0 0 1"},
  {"one of three", MAP("[{p: e:p, o: {value: '$(v[*])', datatype: xsd:integer}}]"), DATA("\"a\": 1, \"v\": [\"1\", \"x\", \"2\"]"), "1 0 0",
   "e:1 e:p '1'^^xsd:integer e:1 e:p '2'^^xsd:integer 0 1 0",
   "e:1 e:p '1'^^xsd:integer e:1 e:p 'x' e:1 e:p '2'^^xsd:integer 0 0 1"},
  {"a datatype that is none", MAP("[[e:p, $(v), $(d)]]"), DATA("\"a\": 1, \"v\": \"x\", \"d\": \"x y\""), "1 0 0",
   "0 1 0", "e:1 e:p 'x' 0 0 1"},
  {"one datatype of two", MAP("[{p: e:p, o: {value: $(v), datatype: '$(d[*])'}}]"),
   DATA("\"a\": 1, \"v\": \"x\", \"d\": [\"http://e/d\", \"\"]"), "1 0 0",
   "e:1 e:p 'x'^^e:d 0 1 0", "e:1 e:p 'x'^^e:d e:1 e:p 'x' 0 0 1"},
  {"a bad language", MAP("[[e:p, $(v), $(l)~lang]]"), DATA("\"a\": 1, \"v\": \"x\", \"l\": \"e n\""), "1 0 0",
   "0 1 0", "e:1 e:p 'x' 0 0 1"},
  {"a language that is an object", MAP("[[e:p, $(v), $(l)~lang]]"), DATA("\"a\": 1, \"v\": \"x\", \"l\": {}"), "1 0 0",
   "0 1 0", "e:1 e:p 'x' 0 0 1"},
  {"a language whose function fails", MAP("[{p: e:p, o: {value: $(v), language: " SQUARE("$(l)") "}}]"),
   DATA("\"a\": 1, \"v\": \"x\", \"l\": \"y\""), "1 0 0", "0 1 0", "e:1 e:p 'x' 0 0 1"},
  {"an object where a value is wanted", MAP("[[e:n, y], [e:p, $(v)]]"), DATA("\"a\": 1, \"v\": {\"x\": 1}"),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:1 e:p '{\\\"x\\\": 1}' e:9 e:n 'y' 0 0 1"},
  {"an array as an IRI", MAP("[[e:p, $(v)~iri]]"), DATA("\"a\": 1, \"v\": [[1]]"), "1 0 0",
   "0 1 0", "e:1 e:p '[1]' 0 0 1"},
  {"an object among values", MAP("[{p: e:p, o: '$(v[*])'}]"), DATA("\"a\": 1, \"v\": [1, {}, 2]"), "1 0 0",
   "e:1 e:p '1' e:1 e:p '2' 0 1 0", "e:1 e:p '1' e:1 e:p '{}' e:1 e:p '2' 0 0 1"},
  {"an object in a template", MAP("[{p: e:p, o: '$(v[*])-$(w[*])'}]"), DATA("\"a\": 1, \"v\": [1, {}], \"w\": [3, 4]"), "1 0 0",
   "e:1 e:p '1-3' e:1 e:p '1-4' 0 1 0", "e:1 e:p '1-3' e:1 e:p '1-4' 0 1 0"},
  {"a template without a value left", MAP("[{p: e:p, o: 'x-$(v)'}]"), DATA("\"a\": 1, \"v\": {}"), "1 0 0", "0 1 0", "0 1 0"},
  {"a function that fails", MAP("[[e:n, y], {p: e:p, o: " SQUARE("$(v)") "}]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"on one of three values", MAP("[{p: e:p, o: " SQUARE("$(v[*])") "}]"), DATA("\"a\": 1, \"v\": [\"0\", \"x\", 0]"), "1 0 0",
   "e:1 e:p '1' 0 1 0", "e:1 e:p '1' 0 1 0"},
  {"on all values, within another", MAP("[{p: e:p, o: {function: grel:boolean_not, parameters: [[grel:bool_b, {function: grel:math_exp, parameters: [[grel:p_dec_n, '$(v[*])']]}]]}}]"),
   DATA("\"a\": 1, \"v\": [\"x\", \"y\"]"), "1 0 0", "0 2 0", "0 2 0"},
  {"an object as an argument", MAP("[{p: e:p, o: {function: \"grel:toUpperCase(grel:valueParam = $(v))\"}}]"), DATA("\"a\": 1, \"v\": {}"),
   "1 0 0", "0 1 0", "0 1 0"},
  {"a subject", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: $(a)~iri\n  po: [[e:n, y]]\n", "[{\"a\": \"x y\"}, {\"a\": \"http://e/9\"}]",
   "e:9 e:n 'y' 1 0 0", "e:9 e:n 'y' 0 1 0", "e:9 e:n 'y' 0 1 0"},
  {"one subject of two", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: $(a[*])~iri\n  po: [[e:n, y]]\n",
   "[{\"a\": [\"x y\", \"http://e/1\"]}, {\"a\": [\"http://e/9\"]}]",
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"a predicate", MAP("[[e:n, y], [$(v), x]]"), DATA("\"a\": 1, \"v\": \"x y\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"a graph", MAP("[[e:n, y], {p: e:p, o: x, g: $(v)}]"), DATA("\"a\": 1, \"v\": \"x y\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"one graph of two", MAP("[{p: e:p, o: x, g: [$(v), 'e:g']}]"), DATA("\"a\": 1, \"v\": \"x y\""),
   "e:9 e:p 'x' e:g 1 0 0", "e:1 e:p 'x' e:g e:9 e:p 'x' e:g 0 1 0", "e:1 e:p 'x' e:g e:9 e:p 'x' e:g 0 1 0"},
  {"the graph of a mapping, counted once", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  g: $(v)\n  po: [[e:n, y], [e:p, x]]\n",
   DATA("\"a\": 1, \"v\": \"x y\""), "1 0 0", "0 1 0", "0 1 0"},
  {"the condition of a pair", MAP("[[e:n, y], {p: e:p, o: x, condition: " SQUARE("$(v)") "}]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"the condition of an object", MAP("[[e:n, y], {p: e:p, o: {value: x, condition: " SQUARE("$(v)") "}}]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"the condition of a mapping", HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  condition: {function: grel:boolean_not, parameters: [[grel:bool_b, " SQUARE("$(v)") "]]}\n  po: [[e:n, y]]\n",
   DATA("\"a\": 1, \"v\": \"x\""), "1 0 0", "0 1 0", "0 1 0"},
  {"drop in the rules", MAP("[[e:n, y], {p: e:p, o: {value: $(v)~iri, invalid: drop}}]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
  {"literal in the rules", MAP("[[e:n, y], {p: e:p, o: {value: $(v), datatype: xsd:date, invalid: literal}}]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:1 e:n 'y' e:1 e:p 'x' e:9 e:n 'y' 0 0 1", "e:1 e:n 'y' e:1 e:p 'x' e:9 e:n 'y' 0 0 1", "e:1 e:n 'y' e:1 e:p 'x' e:9 e:n 'y' 0 0 1"},
  {"of a pair, and of one object", MAP("[{p: e:p, o: [$(v)~iri, {value: $(w)~iri, invalid: drop}], invalid: literal}]"),
   DATA("\"a\": 1, \"v\": \"x\", \"w\": \"z\""), "e:1 e:p 'x' 0 1 1", "e:1 e:p 'x' 0 1 1", "e:1 e:p 'x' 0 1 1"},
  {"the rules' word is of its object alone", MAP("[[e:n, y], {p: e:p, o: {value: $(v)~iri, invalid: drop}}, [e:q, $(w)~iri]]"),
   DATA("\"a\": 1, \"v\": \"x\", \"w\": \"z\""), "e:9 e:n 'y' 1 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 2 0", "e:1 e:n 'y' e:1 e:q 'z' e:9 e:n 'y' 0 1 1"},
  {"the same row's subject, counted once",
   HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po: [[e:n, y], {p: e:p, o: {mapping: n}}]\n"
   " n:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: $(v)\n  po: [[e:n, z]]\n", DATA("\"a\": 1, \"v\": \"x\""),
   "e:9 e:n 'y' 1 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0", "e:1 e:n 'y' e:9 e:n 'y' 0 1 0"},
#define JOIN(s, more) HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po:\n   - p: e:p\n     o: {mapping: n, condition: {function: equal, parameters: [[str1, $(k)], [str2, $(j)]]}}\n" \
   " n:\n  sources: [['d.json~jsonpath', '$[*].in']]\n  s: " s "\n  po: [" more "]\n"
  {"the subject that a join wants", JOIN("$(v)", "[e:n, z]"), "[{\"a\": 1, \"k\": 1, \"in\": {\"v\": \"x\", \"j\": 1}}]",
   "1 0 0", "0 1 0", "0 1 0"},
  {"a record that a join finds is left out for another mistake", JOIN("e:n/$(v)", "[e:q, $(w)~iri]"),
   "[{\"a\": 1, \"k\": 1, \"in\": {\"v\": \"x\", \"j\": 1, \"w\": \"z\"}}]",
   "1 0 0", "e:1 e:p e:n/x 0 1 0", "e:1 e:p e:n/x e:n/x e:q 'z' 0 0 1"},
  {"a key that is an object", JOIN("e:n/$(v)", "[e:q, z]"), "[{\"a\": 1, \"k\": {}, \"in\": {\"v\": \"x\", \"j\": {}}}]",
   "2 0 0", "e:n/x e:q 'z' 0 2 0", "e:n/x e:q 'z' 0 2 0"},
#define FUNCTION_JOIN(own) HEAD " m:\n  sources: [['d.json~jsonpath', '$[*]']]\n  s: e:$(a)\n  po:\n   - [e:n, y]\n   - p: e:p\n     o: {mapping: n, " own "condition: {function: grel:boolean_not, parameters: [[grel:bool_b, {function: grel:math_exp, parameters: [[grel:p_dec_n, $(k)]]}]]}}\n" \
   " n:\n  sources: [['d.json~jsonpath', '$[*].in']]\n  s: e:n/$(v)\n  po: [[e:q, z]]\n"
  {"the function of a join", FUNCTION_JOIN(""), "[{\"a\": 1, \"k\": \"x\", \"in\": {\"v\": \"x\"}}]",
   "e:n/x e:q 'z' 1 0 0", "e:1 e:n 'y' e:n/x e:q 'z' 0 1 0", "e:1 e:n 'y' e:n/x e:q 'z' 0 1 0"},
  {"the function of a join that says drop", FUNCTION_JOIN("invalid: drop, "), "[{\"a\": 1, \"k\": \"x\", \"in\": {\"v\": \"x\"}}]",
   "e:1 e:n 'y' e:n/x e:q 'z' 0 1 0", "e:1 e:n 'y' e:n/x e:q 'z' 0 1 0", "e:1 e:n 'y' e:n/x e:q 'z' 0 1 0"},
  {"an inverse predicate", MAP("[{p: e:p, i: e:ip, o: {value: $(v)~iri, invalid: literal}}]"), DATA("\"a\": 1, \"v\": \"x\""),
   "e:1 e:p 'x' 0 0 1", "e:1 e:p 'x' 0 0 1", "e:1 e:p 'x' 0 0 1"},
  {"an empty text is no mistake where it is no value", MAP("[[e:n, y], [e:p, $(v), xsd:date]]"), DATA("\"a\": 1, \"v\": \"\""),
   "e:1 e:n 'y' e:9 e:n 'y' 0 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 0 0", "e:1 e:n 'y' e:9 e:n 'y' 0 0 0"},
};
// clang-format on

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  static const struct {
    RhumbStr from, to;
  } forms[] = {{{"<http://e/", 10}, {"e:", 2}},
               {{"<http://www.w3.org/2001/XMLSchema#", 34}, {"xsd:", 4}},
               {{"> ", 2}, {" ", 1}},
               {{"\\\"", 2}, {"\\\"", 2}},
               {{"\"", 1}, {"'", 1}}};
  RhumbBuf line = {0};
  put_quad(&line, quad);
  line.len -= 1; // The full stop
  for (size_t i = 0; i < line.len;) {
    const RhumbStr rest = {line.data + i, line.len - i};
    size_t form = 0;
    while (form < RHUMB_COUNT(forms) &&
           !rhumb_str_starts(rest, forms[form].from)) {
      ++form;
    }
    const bool found = form < RHUMB_COUNT(forms);
    rhumb_buf_put((RhumbBuf *)handle,
                  found ? forms[form].to : (RhumbStr){rest.data, 1});
    i += found ? forms[form].from.len : 1;
  }
  rhumb_buf_free(&line);
  return RHUMB_OK;
}

static void
write_data(const char *const content)
{
  FILE *const file = fopen("d.json", "w");
  assert_non_null(file);
  assert_true(fputs(content, file) >= 0);
  assert_int_equal(fclose(file), 0);
}

static void
run(const RhumbPlan *const plan,
    const RhumbOnMistake word,
    const char *const expected)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf out = {0};
  const RhumbRunTarget to = {.put = put, .handle = &out};
  const RhumbRunOptions options = {.on_mistake = word};
  RhumbStats stats;
  assert_int_equal(rhumb_engine_run(plan, &to, &options, NULL, &stats, &diag),
                   RHUMB_OK);
  rhumb_buf_format(&out,
                   "%u %u %u",
                   (unsigned)stats.skipped,
                   (unsigned)stats.dropped,
                   (unsigned)stats.texts);
  assert_string_equal(rhumb_buf_cstr(&out), expected);
  assert_int_equal(strstr(reports.text, "error:") != NULL,
                   stats.skipped + stats.dropped + stats.texts > 0);
  rhumb_buf_free(&out);
}

/// What the run finds that stops at a mistake: RHUMB_OK where the rules say
/// what each does
static void
stop(const RhumbPlan *const plan, const Case *const c)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf out = {0};
  const RhumbRunTarget to = {.put = put, .handle = &out};
  const RhumbRunOptions options = {0};
  const RhumbRunOptions rehearsal = {.rehearses = true};
  RhumbStats stats;
  const RhumbStatus status =
      rhumb_engine_run(plan, &to, &options, NULL, &stats, &diag);
  const size_t len = strlen(c->skip);
  const bool goes_on = c->skip[len - 5] == '0'; // No record was left out
  assert_int_equal(status, goes_on ? RHUMB_OK : RHUMB_ERR_VALUE);
  const bool has_mistakes = strcmp(c->drop + strlen(c->drop) - 5, "0 0 0") != 0;
  assert_int_equal(rhumb_engine_run(plan, &to, &rehearsal, NULL, &stats, &diag),
                   has_mistakes ? RHUMB_ERR_VALUE : RHUMB_OK);
  rhumb_buf_free(&out);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbText text = {"rules.yml", rhumb_str(c->rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {0};
  RhumbArena arena = {0};
  RhumbMapping *mapping = NULL;
  const RhumbPlan *plan = NULL;
  write_data(c->data);
  RhumbStatus status =
      rhumb_rules_read(&mapping, &arena, texts, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(&plan, &arena, mapping, &diag);
  }
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);
  run(plan, RHUMB_SKIP, c->skip);
  run(plan, RHUMB_DROP, c->drop);
  run(plan, RHUMB_LITERAL, c->literal);
  stop(plan, c);
  assert_int_equal(remove("d.json"), 0);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  char folder[256];
  const char *const parent = getenv("TMPDIR");
  (void)snprintf(
      folder, sizeof(folder), "%s/rhumb-test-XXXXXX", parent ? parent : "/tmp");
  if (!mkdtemp(folder) || chdir(folder)) {
    perror(folder);
    return 1;
  }
  int failed = 0;
  RUN_TABLE("mistakes", cases, test_case);
  return chdir("/") || rmdir(folder) || failed != 0;
}

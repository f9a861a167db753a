// SPDX-License-Identifier: ISC

#include "cli/rules.h"
#include "plan/plan.h"
#include "support.h"

#include <stdlib.h>

/// Rules, and for each of their maps, by line, its scope and how its duplicates
/// are found
typedef struct {
  const char *name;
  const char *rules;
  const char *scopes;
} Case;

#define HEAD                                                      \
  "prefixes: {ex: 'http://e/', o: 'http://o/', "                  \
  "grel: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n" \
  "tables: {t: {a: ex:x, b: ex:y}}\nmappings:\n"
#define A "[a.csv~csv]"
#define B "[b.csv~csv]"
#define P "[[ex:p, $(x)], [ex:q, $(x)]]"
#define Q "[[ex:r, $(x)], [ex:s, $(x)]]"
#define MAP(name, s, po) \
  "  " name ": {sources: [" A "], s: " s ", po: " po "}\n"

// clang-format off
static Case cases[] = {
  {"one map", HEAD MAP("a", "'ex:$(id)'", P), "0 subject\n"},
  {"the same subjects and predicates", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:$(x)'", P), "0 subject\n0 subject\n"},
  {"one predicate is enough", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:$(id)'", "[[ex:q, 1], [ex:t, 2]]"), "0 subject\n0 subject\n"},
  {"other predicates", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:$(id)'", Q), "0 subject\n1 subject\n"},
  {"other beginnings", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'ex:b$(id)'", P), "0 subject\n1 subject\n"},
  {"a beginning of the other", HEAD MAP("a", "'ex:a/$(id)'", P) MAP("b", "'ex:$(id)'", P), "0 subject\n0 subject\n"},
  {"what lies between is not", HEAD MAP("a", "'ex:a/$(id)'", P) MAP("b", "'ex:a$(id)'", Q) MAP("c", "'ex:$(id)'", P),
   "0 subject\n1 subject\n0 subject\n"},
  {"one meets two that do not meet", HEAD MAP("a", "'ex:a/$(id)'", P) MAP("b", "'ex:b/$(id)'", P) MAP("c", "'ex:$(id)'", P),
   "0 subject\n0 subject\n0 subject\n"},
  {"one says something of two that do not meet", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:$(id)'", Q) MAP("c", "'ex:$(id)'", "[[ex:p, 1], [ex:s, 2]]"),
   "0 subject\n0 subject\n0 subject\n"},
  {"behind another that is closed", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'ex:ab$(id)'", Q) MAP("c", "'ex:ac$(id)'", P) MAP("d", "'ex:ac$(id)'", Q) MAP("e", "'ex:b$(id)'", P),
   "0 subject\n1 subject\n0 subject\n2 subject\n3 subject\n"},
  {"a predicate that data makes", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]"), "0 subject\n0 subject\n"},
  {"and makes nothing of other subjects", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'ex:b$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]"), "0 subject\n1 subject\n"},
  {"such a one within and without", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:a$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]") MAP("c", "'ex:a$(id)'", Q) MAP("d", "'ex:b$(id)'", Q),
   "0 subject\n0 subject\n0 subject\n1 subject\n"},
  {"two of them", HEAD MAP("a", "'ex:$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]") MAP("b", "'ex:a$(id)'", P) MAP("c", "'ex:a$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]") MAP("d", "'ex:a$(id)'", Q),
   "0 subject\n0 subject\n0 subject\n0 subject\n"},
  {"such a one within others that it alone joins", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:a$(id)'", Q) MAP("c", "'ex:aa$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]"),
   "0 subject\n0 subject\n0 subject\n"},
  {"two of them side by side", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:a$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]") MAP("c", "'ex:b$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]"),
   "0 subject\n0 subject\n0 subject\n"},
  {"and the second within another", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:a$(id)'", Q) MAP("c", "'ex:aa$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]")
   MAP("d", "'ex:b$(id)'", "[[ex:u, 1], [ex:v, 2]]") MAP("e", "'ex:ba$(id)'", "[['ex:$(x)', 1], [ex:t, 2]]"),
   "0 subject\n0 subject\n0 subject\n0 subject\n0 subject\n"},
  {"predicates of another kind of value", HEAD MAP("a", "'ex:$(id)'", P) MAP("b", "'ex:$(id)'", "[['$(x)', 1], [ex:t, 2]]"), "0 subject\n0 subject\n"},
  {"a reference as an IRI", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'o:b$(id)'", P) MAP("c", "'$(x)'", P), "0 subject\n0 subject\n0 subject\n"},
  {"a template that data begins", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'$(x):b'", P), "0 subject\n0 subject\n"},
  {"behind the base", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'/b$(id)'", P) MAP("c", "'a$(id)'", P), "0 subject\n0 subject\n0 subject\n"},
  {"a beginning that may be a scheme", HEAD MAP("a", "'ex:a$(id)'", P) MAP("b", "'b$(id)'", P), "0 subject\n0 subject\n"},
  {"constants", HEAD MAP("a", "ex:a", P) MAP("b", "ex:b", P) MAP("c", "ex:ab", P), "0 constant\n1 constant\n0 constant\n"},
  {"a constant among others", HEAD MAP("a", "ex:a", P) MAP("b", "'ex:$(id)'", P), "0 subject\n0 subject\n"},
  {"a constant apart", HEAD MAP("a", "ex:a", P) MAP("b", "'ex:a/$(id)'", Q), "0 constant\n1 subject\n"},
  {"fresh nodes", HEAD MAP("a", "null", P) MAP("b", "null", P) MAP("c", "'ex:$(id)'", P), "0 row\n1 row\n2 subject\n"},
  {"nodes of values", HEAD "  a: {sources: [" A "], s: {value: 'a$(id)', type: blank}, po: " P "}\n"
   "  b: {sources: [" A "], s: {value: 'b$(id)', type: blank}, po: " P "}\n" MAP("c", "null", P) MAP("d", "'ex:$(id)'", P),
   "0 subject\n0 subject\n1 row\n2 subject\n"},
  {"a table", HEAD MAP("a", "'$(id => t)'", P) MAP("b", "'o:$(id)'", P) "  c: {sources: [" A "], s: {value: 'b$(id)', type: blank}, po: " P "}\n" MAP("d", "null", P),
   "0 subject\n0 subject\n0 subject\n1 row\n"},
  {"a function", HEAD "  a: {sources: [" A "], s: {function: grel:toLowerCase, parameters: [[grel:valueParameter, $(id)]], type: iri}, po: " P "}\n" MAP("b", "'o:$(id)'", P),
   "0 subject\n0 subject\n"},
  {"one quad a row", HEAD MAP("a", "'ex:$(id)'", "[[ex:p, 1]]") MAP("b", "'ex:$(id)'", "[[ex:p, 2]]") MAP("c", "'ex:$(id)'", "[[ex:q, 3]]"),
   "0 single\n0 single\n1 single\n"},
  {"one and two", HEAD MAP("a", "'ex:$(id)'", "[[ex:p, 1]]") MAP("b", "'ex:$(id)'", P), "0 subject\n0 subject\n"},
  {"a join", HEAD "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, o: {mapping: b, condition: {function: equal, parameters: [[str1, $(k)], [str2, $(k)]]}}}]}\n"
   "  b: {sources: [" B "], s: 'ex:b$(id)', po: [[ex:q, 1]]}\n", "0 subject\n1 single\n"},
  {"an inverse predicate", HEAD "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, i: ex:q, o: 'ex:b$(x)~iri'}, [ex:r, 1]]}\n" MAP("b", "'ex:b$(id)'", P),
   "0 subject\n1 subject\n1 subject\n"},
  {"no predicates", HEAD MAP("a", "'ex:$(id)'", "[]") MAP("b", "'ex:$(id)'", P), "0 subject\n1 subject\n"},
  {"two sources", HEAD "  a: {sources: [" A ", " B "], s: 'ex:$(id)', po: " P "}\n" MAP("b", "'o:$(id)'", P), "0 subject\n1 subject\n0 subject\n"},
  {"annotations have their reifiers for subjects", HEAD
   "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, o: 1, annotations: [[ex:r, $(x)]], reifier: 'ex:r$(x)'}]}\n" MAP("b", "'ex:r$(id)'", Q) MAP("c", "'ex:a$(id)'", Q),
   "0 scattered\n0 scattered\n1 subject\n"},
  {"and say what these reify", HEAD
   "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, o: 1, annotations: [[ex:t, $(x)]], reifier: 'ex:r$(x)'}]}\n"
   MAP("b", "'ex:r$(id)'", "[['http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies', 1], [ex:u, 2]]"),
   "0 scattered\n0 scattered\n"},
  {"two that annotate the same", HEAD
   "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, o: 1, annotations: [[ex:t, $(x)]]}]}\n"
   "  b: {sources: [" A "], s: 'ex:b$(id)', po: [{p: ex:p, o: 1, annotations: [[ex:t, $(x)]]}]}\n",
   "0 scattered\n0 scattered\n"},
  {"what is quoted is reified by nodes of triples", HEAD
   "  q: {sources: [" A "], s: 'ex:a$(id)', po: [[ex:p, $(x)]]}\n"
   "  a: {sources: [" A "], s: {quotedNonAsserted: q}, po: [[ex:t, 1]]}\n"
   "  b: {sources: [" A "], s: 'ex:b$(id)', po: [[ex:t, 1], {p: ex:u, o: {quotedNonAsserted: q}}]}\n" MAP("c", "'ex:b$(id)'", P) MAP("d", "'ex:b$(id)'", "[[ex:t, 1], [ex:v, 1]]"),
   "0 scattered\n0 scattered\n1 subject\n0 scattered\n"},
  {"nodes of lists", HEAD
   "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, o: {value: 'ex:l$(x)', gather: ['$(x)'], as: list}}]}\n"
   MAP("b", "'ex:l$(id)'", "[['http://www.w3.org/1999/02/22-rdf-syntax-ns#first', 1], [ex:u, 2]]") MAP("c", "'ex:l$(id)'", Q) MAP("d", "'ex:l$(id)'", "[[a, ex:T], [ex:v, 1]]"),
   "0 scattered\n0 scattered\n1 subject\n2 subject\n"},
  {"nodes of bags, which have a class and numbers", HEAD
   "  a: {sources: [" A "], s: 'ex:a$(id)', po: [{p: ex:p, o: {value: 'ex:l$(x)', gather: ['$(x)'], as: bag}}]}\n"
   MAP("b", "'ex:l$(id)'", Q) MAP("c", "'ex:m$(id)'", Q), "0 scattered\n0 scattered\n1 subject\n"},
  {"lists in lists", HEAD
   "  a: {sources: [" A "], s: null, po: [{p: ex:p, o: {gather: [{value: 'ex:l$(x)', gather: ['$(x)'], as: list}], as: list}}]}\n"
   MAP("b", "'ex:l$(id)'", "[['http://www.w3.org/1999/02/22-rdf-syntax-ns#first', 1], [ex:u, 2]]") MAP("c", "'ex:m$(id)'", Q),
   "0 scattered\n0 scattered\n1 subject\n"},
  {"subjects that are lists", HEAD
   "  a: {sources: [" A "], s: {value: 'ex:l$(id)', gather: ['$(x)'], as: list}, po: " P "}\n" MAP("b", "'ex:l$(id)'", P) MAP("c", "'ex:l$(id)'", Q),
   "0 scattered\n0 scattered\n1 subject\n"},
};
// clang-format on

static void
put_map(RhumbBuf *const out, const RhumbPlanMap *const map)
{
  static const char *const names[] = {
      [RHUMB_DUPLICATES_OF_ROW] = "row",
      [RHUMB_DUPLICATES_OF_SUBJECT] = "subject",
      [RHUMB_DUPLICATES_SINGLE] = "single",
      [RHUMB_DUPLICATES_CONSTANT] = "constant",
      [RHUMB_DUPLICATES_SCATTERED] = "scattered",
  };
  rhumb_buf_format(out, "%zu %s\n", map->scope, names[map->duplicates]);
}

static void
compile(const RhumbPlan **const plan,
        RhumbArena *const arena,
        const char *const rules)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbText text = {"m.yml", rhumb_str(rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {.base = RHUMB_STR("http://e/")};
  RhumbMapping *mapping = NULL;
  RhumbStatus status =
      rhumb_rules_read(&mapping, arena, texts, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(plan, arena, mapping, &diag);
  }
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  const RhumbPlan *plan = NULL;
  RhumbArena arena = {0};
  RhumbBuf out = {0};
  compile(&plan, &arena, c->rules);
  for (size_t i = 0; plan && i < plan->n_passes; ++i) {
    for (size_t map = 0; map < plan->passes[i].n_maps; ++map) {
      put_map(&out, &plan->passes[i].maps[map]);
    }
  }
  assert_string_equal(rhumb_buf_cstr(&out), c->scopes);
  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("scopes", cases, test_case);
  return failed;
}

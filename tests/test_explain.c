// SPDX-License-Identifier: ISC

#include "cli/explain_impl.h"
#include "cli/rules.h"
#include "support.h"

/// What is said of the first object of the last mapping, and of its subject
typedef struct {
  const char *name;
  const char *rules;
  const char *subject, *object;
} Case;

#define HEAD                                           \
  "prefixes: {ex: 'http://e/', deep: 'http://e/d/'}\n" \
  "tables: {kind: {a: ex:A, b: B}, word: {a: x}}\nmappings:\n"
#define A         "sources: [[a.csv~csv]]"
#define OF(s, po) HEAD "  m: {" A ", s: " s ", po: [" po "]}\n"
#define ID        "ex:$(id)"
#define IS(o)     OF("'" ID "'", "[ex:p, " o "]")
#define EQUAL(a, b) \
  "{function: equal, parameters: [[str1, " a "], [str2, " b "]]}"

// clang-format off
static Case cases[] = {
  {"a reference", IS("$(v)"), ID, "\"$(v)\""},
  {"a constant", IS("v"), ID, "\"v\""},
  {"a language", IS("$(v), en~lang"), ID, "\"$(v)\"@en"},
  {"a language of the data", IS("$(v), $(l)~lang"), ID, "\"$(v)\"@$(l)"},
  {"a datatype", IS("$(v), xsd:integer"), ID, "\"$(v)\"^^xsd:integer"},
  {"a datatype of the data", IS("$(v), ex:$(t)"), ID, "\"$(v)\"^^ex:$(t)"},
  {"an IRI by its prefix", IS("ex:o~iri"), ID, "ex:o"},
  {"an IRI that no prefix fits", IS("'http://f/o~iri'"), ID, "<http://f/o>"},
  {"a template, by the longest prefix", IS("'http://e/d/$(a)/$(b)~iri'"), ID, "deep:$(a)/$(b)"},
  {"a template that no prefix fits", IS("'http://f/$(a)~iri'"), ID, "<http://f/$(a)>"},
  {"an IRI of the data", IS("$(v)~iri"), ID, "<$(v)>"},
  {"a template that begins with data", IS("'$(a)$(b)~iri'"), ID, "<$(a)$(b)>"},
  {"a new blank node", OF("null", "[ex:p, {type: blank}]"), "[]", "[]"},
  {"a blank node of a value", IS("{value: 'n$(v)', type: blank}"), ID, "_:n$(v)"},
  {"a function", IS("'$(v => upper)'"), ID, "grel:toUpperCase($(v))"},
  {"functions in a template", IS("'$(v => upper => trim)-$(w)'"), ID,
   "\"grel:string_trim(grel:toUpperCase($(v)))-$(w)\""},
  {"a table", IS("'$(v => kind)'"), ID, "$(v => kind)"},
  {"a table of what a table gives", IS("'$(v => word => kind)'"), ID, "$(v => word => kind)"},
  {"a table of what a function gives", IS("'$(v => trim => kind)'"), ID, "$(grel:string_trim($(v)) => kind)"},
  {"a list", IS("{gather: [$(v), x]}"), ID, "list(\"$(v)\", \"x\")"},
  {"a bag with a name, and a list in it", IS("{gather: [$(v), {gather: [$(w)]}], as: bag, value: 'ex:b/$(id)'}"), ID,
   "ex:b/$(id) = bag(\"$(v)\", list(\"$(w)\"))"},
  {"a condition", OF("{value: 'ex:$(id)', condition: " EQUAL("$(a)", "'b$(c)'") "}", "[ex:p, x]"),
   ID " if idlab-fn:equal($(a), \"b$(c)\")", "\"x\""},
  {"a join", HEAD "  n: {sources: [[b.csv~csv]], s: 'ex:n$(k)'}\n  m: {" A ", s: 'ex:$(id)', po: [{p: ex:p, o: {mapping: n, condition: "
   EQUAL("$(a)", "$(k)") "}}]}\n", ID, "join 1 by $(a)"},
  {"a join that looks at each pair", HEAD "  n: {sources: [[b.csv~csv]], s: 'ex:n$(k)'}\n"
   "  m: {" A ", s: 'ex:$(id)', po: [{p: ex:p, o: {mapping: n, condition: {function: notEqual, parameters: [[str1, $(a)], [str2, '$(k)!']]}}}]}\n",
   ID, "join 1 where each pair has idlab-fn:notEqual($(a), parent \"$(k)!\")"},
  {"the subject of the same row", HEAD "  n: {" A ", s: 'ex:n$(k)'}\n  m: {" A ", s: 'ex:$(id)', po: [{p: ex:p, o: {mapping: n}}]}\n",
   ID, "ex:n$(k)"},
  {"who reifies", HEAD "  n: {" A ", s: 'ex:n$(k)', po: [[ex:q, x]]}\n  m: {" A ", s: {quoted: n}, po: [[ex:p, x]]}\n", "<<n>>", "\"x\""},
  {"the name of a file", IS("$(_stem)"), ID, "\"$(_stem)\""},
  {"a password", IS("'http://me:secret@f/$(v)~iri'"), ID, "<http://me:***@f/$(v)>"},
};
// clang-format on

/// Compile the rules, which are right
static const RhumbPlan *
compile(RhumbMapping **const mapping,
        RhumbArena *const arena,
        const RhumbText *const text)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbRulesOptions options = {0};
  const RhumbPlan *plan = NULL;
  RhumbStatus status =
      rhumb_rules_read(mapping, arena, &text, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(&plan, arena, *mapping, &diag);
  }
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);
  return plan;
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  RhumbArena arena = {0};
  RhumbMapping *mapping = NULL;
  const RhumbText text = {"m.yml", rhumb_str(c->rules)};
  const RhumbPlan *const plan = compile(&mapping, &arena, &text);
  const RhumbPlanPass *const filler = plan->passes; // All that there is
  const RhumbExplained explained = {
      .mapping = mapping, .plan = plan, .fillers = &filler, .arena = &arena};
  const RhumbPlanPass *const pass = &plan->passes[plan->n_passes - 1];
  const RhumbPlanMap *const map = &pass->maps[pass->n_maps - 1];

  assert_string_equal(rhumb_explain_subject(&explained, pass, map).data,
                      c->subject);
  assert_string_equal(
      rhumb_explain_object(&explained, pass, map->pairs[0].objects).data,
      c->object);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("explain", cases, test_case);
  return failed;
}

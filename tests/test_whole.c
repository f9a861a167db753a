// SPDX-License-Identifier: ISC

#include "cli/rules.h"
#include "model/logical_view.h"
#include "plan/whole.h"
#include "support.h"

/// Rules, and a line a pass: its source, what keeps it together for threads,
/// how it is shared out, and what keeps it together then
typedef struct {
  const char *name;
  const char *rules;
  const char *said;
} Case;

#define HEAD  "prefixes: {ex: 'http://e/'}\nmappings:\n"
#define A     "[a.csv~csv]"
#define PLAIN "s: 'ex:$(id)', po: [[ex:p, $(v)]]"
#define OF(x) HEAD "  m: {sources: [" x "], " PLAIN "}\n"
#define FREE  "- records -\n"
#define FIRST "- first -\n"

// clang-format off
static Case cases[] = {
  {"a table", OF(A), "a.csv " FREE},
  {"lines of JSON", OF("[a.jsonl~jsonl]"), "a.jsonl " FREE},
  {"a document", OF("['a.json~jsonpath', '$[*]']"), "a.json " FIRST},
  {"XML", OF("['a.xml~xpath', '/a/b']"), "a.xml " FIRST},
  {"several files", OF("['*.csv~csv']"), "*.csv - files -\n"},
  {"several documents", OF("['*.json~jsonpath', '$[*]']"), "*.json - files -\n"},
  {"a file that is asked for its name", HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, $(_file)]]}\n", "a.csv " FREE},
  {"a database", OF("{access: a.db, type: sqlite, table: t}"), "a.db " FIRST},
  {"values that are made as they come, blank nodes, conditions",
   HEAD "  m: {sources: [" A "], s: null, po: [[ex:p, $(v => upper)], [ex:q, {type: blank}]]}\n", "a.csv " FREE},
  {"what is said of triples, and what quotes them",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [{p: ex:p, o: $(v), annotations: [[ex:q, $(w)]]}]}\n"
        "  n: {sources: [" A "], s: {quoted: m}, po: [[ex:q, x]]}\n", "a.csv " FREE},
  {"a join",
   HEAD "  m:\n    sources: [" A "]\n    s: 'ex:$(id)'\n    po:\n      - p: ex:p\n        o:\n          - mapping: n\n"
        "            condition: {function: equal, parameters: [[str1, $(k)], [str2, $(key)]]}\n"
        "  n: {sources: [[b.csv~csv]], s: 'ex:$(id)', po: [[ex:q, $(v)]]}\n",
   "b.csv - all -\na.csv " FREE "b.csv " FREE},
  {"the newest",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.csv, referenceFormulation: csv, newest: {by: $(id), of: $(day)}}\n"
   "mappings: {m: {sources: a, " PLAIN "}}\n", "a.csv newest@3 records newest@3\n"},
  {"the newest of a document, which one run reads",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.json, referenceFormulation: jsonpath, iterator: '$[*]', newest: {by: $(id), of: $(day)}}\n"
   "mappings: {m: {sources: a, " PLAIN "}}\n", "a.json newest@3 first -\n"},
  {"the newest of several files",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: '*.json', referenceFormulation: jsonpath, iterator: '$[*]', newest: {by: $(id), of: $(day)}}\n"
   "mappings: {m: {sources: a, " PLAIN "}}\n", "*.json newest@3 files newest@3\n"},
  {"a list of its own a record",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, {gather: [$(v)]}]]}\n", "a.csv collections@3 records -\n"},
  {"a list that other records go on with",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:q, $(w)], [ex:p, {gather: [$(v)], value: 'ex:$(id)/l'}]]}\n",
   "a.csv collections@3 records collection@3\n"},
  {"one within another",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, {gather: [{gather: [$(v)], value: 'ex:$(id)/l'}]}]]}\n",
   "a.csv collections@3 records collection@3\n"},
  {"one that is the subject",
   HEAD "  m:\n    sources: [" A "]\n    s:\n      value: ex:list\n      gather: [$(v)]\n", "a.csv collections@6 records collection@6\n"},
  {"one of a document",
   HEAD "  m:\n    sources: [['a.json~jsonpath', '$[*]']]\n    s:\n      value: ex:list\n      gather: [$(v)]\n", "a.json collections@6 first -\n"},
  {"who refers to a list does not go on with it; who makes it does",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, {mapping: n}]]}\n"
        "  n:\n    sources: [" A "]\n    s:\n      value: ex:list\n      gather: [$(v)]\n", "a.csv collections@7 records collection@7\n"},
  {"a list of another table, which a join finds",
   HEAD "  m:\n    sources: [" A "]\n    s: 'ex:$(id)'\n    po:\n      - p: ex:p\n        o:\n          - mapping: n\n"
        "            condition: {function: equal, parameters: [[str1, $(k)], [str2, $(key)]]}\n"
        "  n:\n    sources: [['b.json~jsonpath', '$[*]']]\n    s:\n      value: ex:l$(id)\n      gather: [$(v)]\n",
   "b.json - all -\na.csv " FREE "b.json collections@14 first -\n"},
  {"a view",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.csv, referenceFormulation: csv, fields: {id: $(i), v: $(w)}}\n"
   "mappings: {m: {sources: a, " PLAIN "}}\n", "a.csv view@3 records -\n"},
  {"a view that says the position of a record",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.csv, referenceFormulation: csv, fields: {id: $(i), v: $(w)}}\n"
   "mappings:\n  m:\n    sources: a\n    s: ex:$(id)\n    po: [[ex:p, $(v)], [ex:n, '$(#)']]\n", "a.csv view@3 records position@8\n"},
  {"a view that says the position of a value in its record",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.jsonl, referenceFormulation: jsonl, fields: {id: $(i), v: '$.w[*]'}}\n"
   "mappings:\n  m:\n    sources: a\n    s: ex:$(id)\n    po: [[ex:p, $(v)], [ex:n, '$(v.#)']]\n", "a.jsonl view@3 records -\n"},
  {"levels that say the position of a record",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.jsonl, referenceFormulation: jsonl, iterator: {r: '$', i: '$.l[*]'}}\n"
   "mappings:\n  m:\n    sources: a\n    s: ex:$(r.id)\n    po:\n      - [ex:p, '$(i.#)']\n      - [ex:q, '$(r.#)']\n", "a.jsonl view@3 records position@10\n"},
  {"levels that say the position of a row within a record",
   "prefixes: {ex: 'http://e/'}\nsources:\n  a: {access: a.jsonl, referenceFormulation: jsonl, iterator: {r: '$', i: '$.l[*]'}}\n"
   "mappings:\n  m:\n    sources: a\n    s: ex:$(r.id)\n    po:\n      - [ex:p, '$(i.#)']\n", "a.jsonl view@3 records -\n"},
  {"a view joined with another, which is read whole",
   "prefixes: {ex: 'http://e/'}\nsources:\n  b: {access: b.csv, referenceFormulation: csv, fields: {k: $(k), w: $(w)}}\n"
   "  a:\n    access: a.csv\n    referenceFormulation: csv\n    fields: {id: $(i)}\n"
   "    joins: {source: b, fields: {v: '$(#)'}, condition: {function: equal, parameters: [[str1, $(id)], [str2, $(k)]]}}\n"
   "mappings: {m: {sources: a, " PLAIN "}}\n", "b.csv view@3 all -\na.csv view@5 records -\n"},
};
// clang-format on

/// The first word of each clause, but for articles and the like
static const struct {
  const char *why, *word;
} clauses[] = {
    {"its rows are those of a logical view, which makes them one after the "
     "other",
     "view"},
    {"which records are the newest is known when all have been read", "newest"},
    {"which records are the newest is known to who reads them all", "newest"},
    {"collections are put together in the order of their records",
     "collections"},
    {"the position of a row among all is known to who reads them all",
     "position"},
    {"a collection with a name is continued by other records, in their order",
     "collection"},
};

static void
put_whole(RhumbBuf *const out, const RhumbWhole whole)
{
  const char *word = whole.why;
  for (size_t i = 0; word && i < RHUMB_COUNT(clauses); ++i) {
    word = strcmp(whole.why, clauses[i].why) == 0 ? clauses[i].word : word;
  }
  if (word) {
    rhumb_buf_format(out, " %s@%u", word, whole.loc.line);
  } else {
    rhumb_buf_puts(out, " -");
  }
}

static void
put_pass(RhumbBuf *const out, const RhumbPlanPass *const pass)
{
  static const char *const shares[] = {
      [RHUMB_SHARE_RECORDS] = "records",
      [RHUMB_SHARE_FILES] = "files",
      [RHUMB_SHARE_FIRST] = "first",
      [RHUMB_SHARE_ALL] = "all",
  };
  const RhumbSourceSpec *const base = rhumb_logical_view_base(pass->spec);
  rhumb_buf_put(out, base->access);
  put_whole(out, rhumb_whole_for_threads(pass));
  rhumb_buf_format(out, " %s", shares[rhumb_share_of(pass)]);
  put_whole(out, rhumb_whole_for_shards(pass));
  rhumb_buf_putc(out, '\n');
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbText text = {"m.yml", rhumb_str(c->rules)};
  const RhumbText *const texts[] = {&text};
  const RhumbRulesOptions options = {0};
  RhumbMapping *mapping = NULL;
  const RhumbPlan *plan = NULL;
  RhumbBuf out = {0};

  RhumbStatus status =
      rhumb_rules_read(&mapping, &arena, texts, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(&plan, &arena, mapping, &diag);
  }
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);
  for (size_t i = 0; plan && i < plan->n_passes; ++i) {
    put_pass(&out, &plan->passes[i]);
  }
  assert_string_equal(rhumb_buf_cstr(&out), c->said);

  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("whole", cases, test_case);
  return failed;
}

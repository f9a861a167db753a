// SPDX-License-Identifier: ISC

#include "cli/rules.h"
#include "plan/plan.h"
#include "support.h"

/// Rules, and the plan in short: a line a pass, then its fields, indexes, maps
typedef struct {
  const char *name;
  const char *rules;
  const char *base;
  const char *plan;
  const char *reports;
} Case;

#define HEAD "prefixes: {ex: 'http://e/'}\nmappings:\n"
#define A    "[a.csv~csv]"
#define B    "[b.csv~csv]"

// clang-format off
static Case cases[] = {
  {"one pass, one field a reference",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, $(n)], [ex:q, $(n)]]}\n", NULL,
   "pass a.csv fields id n\n map <http://e/{0}>! =<http://e/p> \"{1}\" =<http://e/q> \"{1}\"\n", ""},
  {"two maps share a pass",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, $(n)]]}\n"
        "  n: {sources: [" A "], s: 'ex:n$(n)', po: [[ex:p, $(id)]]}\n", NULL,
   "pass a.csv fields id n\n map <http://e/{0}>! =<http://e/p> \"{1}\"\n"
   " map <http://e/n{1}>! =<http://e/p> \"{0}\"\n", ""},
  {"another iterator is another pass",
   HEAD "  m: {sources: [['a.json~jsonpath', '$[*]']], s: 'ex:$(id)', po: [[ex:p, x]]}\n"
        "  n: {sources: [['a.json~jsonpath', '$.n[*]']], s: 'ex:$(id)', po: [[ex:p, x]]}\n", NULL,
   "pass a.json fields id\n map <http://e/{0}>! =<http://e/p> =\"x\"\n"
   "pass a.json fields id\n map <http://e/{0}>! =<http://e/p> =\"x\"\n", ""},
  {"a join reads keys and subjects first",
   HEAD "  m:\n    sources: [" A "]\n    s: 'ex:$(id)'\n    po:\n      - p: ex:p\n        o:\n          - mapping: n\n"
        "            condition: {function: equal, parameters: [[str1, $(k)], [str2, $(key)]]}\n"
        "  n: {sources: [" B "], s: 'ex:$(id)', po: [[ex:q, $(v)]]}\n", NULL,
   "pass b.csv fields id key\n index <http://e/{0}>! by \"{1}\"\n"
   "pass a.csv fields id k\n map <http://e/{0}>! =<http://e/p> join 0 by \"{1}\"\n"
   "pass b.csv fields id v\n map <http://e/{0}>! =<http://e/q> \"{1}\"\n", ""},
  {"equal joins share an index",
   HEAD "  m:\n    sources: [" A "]\n    s: 'ex:$(id)'\n    po:\n      - p: [ex:p]\n        o: &o\n          - mapping: n\n"
        "            condition: {function: equal, parameters: [[str1, $(k)], [str2, $(key)]]}\n"
        "      - {p: ex:r, o: *o}\n"
        "  n: {sources: [" B "], s: 'ex:$(id)', po: []}\n", NULL,
   "pass b.csv fields id key\n index <http://e/{0}>! by \"{1}\"\n"
   "pass a.csv fields id k\n map <http://e/{0}>! =<http://e/p> join 0 by \"{1}\" =<http://e/r> join 0 by \"{1}\"\n"
   "pass b.csv fields id\n map <http://e/{0}>!\n", ""},
  {"no condition on the same source: the same row",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [{p: ex:p, o: {mapping: n}}]}\n"
        "  n: {sources: [" A "], s: 'ex:n$(k)', po: [[ex:q, x]]}\n", NULL,
   "pass a.csv fields id k\n map <http://e/{0}>! =<http://e/p> <http://e/n{1}>!\n"
   " map <http://e/n{1}>! =<http://e/q> =\"x\"\n", ""},
  {"every pass over a record that has fresh nodes asks for all that the rules do",
   HEAD "  m:\n    sources: [" A "]\n    s: null\n    po:\n      - p: ex:p\n        o:\n          - mapping: n\n"
        "            condition: {function: equal, parameters: [[str1, $(k)], [str2, $(key)]]}\n"
        "  n: {sources: [" B "], s: null, po: [[ex:q, $(v)], [ex:r, {type: blank}], [ex:s, $(v)-$(w)]]}\n", NULL,
   "pass b.csv fields key v w\n index _:*(0 1 2) by \"{0}\"\n"
   "pass a.csv fields k\n map _:*(0) =<http://e/p> join 0 by \"{0}\"\n"
   "pass b.csv fields v w key\n map _:*(2 0 1) =<http://e/q> \"{0}\" =<http://e/r> _:*(2 0 1) =<http://e/s> \"{0}-{1}\"\n", ""},
  {"a fresh node's record is told by what other maps ask of it",
   HEAD "  m: {sources: [" A "], s: null, po: [{p: ex:p, o: {mapping: n}}]}\n"
        "  n: {sources: [" A "], s: 'ex:n$(k)', po: [[ex:q, $(v)]]}\n", NULL,
   "pass a.csv fields k v\n map _:*(0 1) =<http://e/p> <http://e/n{0}>!\n"
   " map <http://e/n{0}>! =<http://e/q> \"{1}\"\n", ""},
  {"the base is put in front once",
   HEAD "  m: {sources: [" A "], s: 'x/$(id)', po: [['ex:p', 'a~iri']]}\n", "http://b/",
   "pass a.csv fields id\n map <http://b/x/{0}>! =<http://e/p> =<http://b/a>\n", ""},
  {"a relative IRI without a base",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [['ex:p', 'a~iri']]}\n", NULL, "",
   "3:61: error: \"a\" is a relative IRI, and there is no base: begin it with a prefix, ex:a, or give --base\n"},
  {"a template that no data can save",
   HEAD "  m: {sources: [" A "], s: 'ex:a b$(id)', po: []}\n", NULL, "",
   "3:35: error: \"http://e/a b\" is no valid IRI: ' ' may not stand there; write it percent-encoded\n"},
  {"a language that is none",
   HEAD "  m: {sources: [" A "], s: 'ex:$(id)', po: [[ex:p, x, 'e_n~lang']]}\n", NULL, "", "3:62: error: \"e_n\" is no language tag of BCP 47, such as en or pt-BR\n"},
  {"an unknown function and a missing parameter",
   HEAD "  m:\n    sources: [" A "]\n    s: 'ex:$(id)'\n    po:\n"
        "      - p: ex:p\n        o: {f: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#toUperCase', pms: []}\n"
        "      - p: ex:p\n        o: {f: 'http://users.ugent.be/~bjdmeest/function/grel.ttl#toUpperCase', pms: []}\n", NULL, "",
   "8:17: error: unknown function <http://users.ugent.be/~bjdmeest/function/grel.ttl#toUperCase>; rhumb functions lists them; grel:toUpperCase\n"
   "10:17: error: grel:toUpperCase needs the parameter grel:valueParameter\n"},
  {"a reference that is no path",
   HEAD "  m: {sources: [['a.json~jsonpath', '$[*]']], s: 'ex:$($.a[)', po: []}\n", NULL, "", "3:60: error: in the JSONPath \"$.a[\": expected a name in quotes, an index, a slice, \"*\" or a filter that begins with \"?\"\n"},
};
// clang-format on

static void
put_value(RhumbBuf *const out, const RhumbPlanValue *const value)
{
  switch (value->kind) {
  case RHUMB_VALUE_FRESH:
    rhumb_buf_putc(out, '*');
    break;
  case RHUMB_VALUE_CONSTANT:
    rhumb_buf_put(out, value->constant.text);
    break;
  case RHUMB_VALUE_FIELD:
    rhumb_buf_format(out, "{%zu}", value->field);
    break;
  case RHUMB_VALUE_TEMPLATE:
    for (size_t i = 0; i < value->n_parts; ++i) {
      if (value->parts[i].text.data) {
        rhumb_buf_put(out, value->parts[i].text);
      } else {
        rhumb_buf_format(out, "{%zu}", value->parts[i].field);
      }
    }
    break;
  case RHUMB_VALUE_CALL:
    rhumb_buf_format(out, "%s()", value->call->type->names[0]);
    break;
  case RHUMB_VALUE_TABLE:
    rhumb_buf_puts(out, "table");
    break;
  case RHUMB_VALUE_PARENT:
    rhumb_buf_format(out, "{parent %zu}", value->field);
    break;
  }
}

/// The fields that tell the record of a fresh node
static void
put_record(RhumbBuf *const out, const RhumbPlanRecord *const record)
{
  for (size_t i = 0; record && i < record->n_fields; ++i) {
    rhumb_buf_format(out, "%s%zu", i ? " " : "(", record->fields[i]);
  }
  if (record && record->n_fields) {
    rhumb_buf_putc(out, ')');
  }
}

/// `=` marks what is finished, `!` what needs no check in a row
static void
put_term(RhumbBuf *const out, const RhumbPlanTerm *const term)
{
  static const char *const marks[][2] = {
      [RHUMB_TERM_NONE] = {"-", ""},
      [RHUMB_TERM_IRI] = {"<", ">"},
      [RHUMB_TERM_BLANK] = {"_:", ""},
      [RHUMB_TERM_LITERAL] = {"\"", "\""},
      [RHUMB_TERM_TRIPLE] = {"<<(", ")>>"},
  };
  rhumb_buf_format(
      out, " %s%s", term->is_made ? "=" : "", marks[term->kind][0]);
  put_value(out, &term->value);
  put_record(out, term->record);
  rhumb_buf_format(out, "%s%s", marks[term->kind][1], term->sound ? "!" : "");
}

static void
put_keys(RhumbBuf *const out,
         const RhumbPlanValue *const keys,
         const size_t count)
{
  rhumb_buf_put(out, RHUMB_STR(" by"));
  for (size_t i = 0; i < count; ++i) {
    rhumb_buf_put(out, RHUMB_STR(" \""));
    put_value(out, &keys[i]);
    rhumb_buf_putc(out, '"');
  }
}

static void
put_map(RhumbBuf *const out, const RhumbPlanMap *const map)
{
  rhumb_buf_put(out, RHUMB_STR(" map"));
  put_term(out, &map->subject);
  for (size_t i = 0; i < map->n_pairs; ++i) {
    const RhumbPlanPair *const pair = &map->pairs[i];
    for (size_t p = 0; p < pair->n_predicates; ++p) {
      put_term(out, &pair->predicates[p]);
    }
    for (size_t o = 0; o < pair->n_objects; ++o) {
      const RhumbPlanObject *const object = &pair->objects[o];
      if (object->is_join) {
        rhumb_buf_format(out, " join %zu", object->index);
        put_keys(out, object->keys, object->n_keys);
      } else {
        put_term(out, &object->term);
      }
    }
  }
  rhumb_buf_putc(out, '\n');
}

static void
put_pass(RhumbBuf *const out,
         const RhumbPlan *const plan,
         const RhumbPlanPass *const pass)
{
  rhumb_buf_put(out, RHUMB_STR("pass "));
  rhumb_buf_put(out, pass->spec->access);
  rhumb_buf_put(out, RHUMB_STR(" fields"));
  for (size_t i = 0; i < pass->n_references; ++i) {
    rhumb_buf_putc(out, ' ');
    rhumb_buf_put(out, pass->references[i].text);
  }
  rhumb_buf_putc(out, '\n');
  for (size_t i = 0; i < pass->n_indexes; ++i) {
    const RhumbPlanIndex *const index = &plan->indexes[pass->indexes[i]];
    rhumb_buf_put(out, RHUMB_STR(" index"));
    put_term(out, &index->subject);
    put_keys(out, index->keys, index->n_keys);
    rhumb_buf_putc(out, '\n');
  }
  for (size_t i = 0; i < pass->n_maps; ++i) {
    put_map(out, &pass->maps[i]);
  }
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
  const RhumbRulesOptions options = {.base = rhumb_str(c->base)};
  RhumbMapping *mapping = NULL;
  const RhumbPlan *plan = NULL;
  RhumbBuf out = {0};

  RhumbStatus status =
      rhumb_rules_read(&mapping, &arena, texts, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(&plan, &arena, mapping, &diag);
  }
  for (size_t i = 0; plan && i < plan->n_passes; ++i) {
    put_pass(&out, plan, &plan->passes[i]);
  }
  assert_string_equal(rhumb_buf_cstr(&out), c->plan);
  assert_int_equal(status == RHUMB_OK, *c->plan != '\0');
  assert_string_equal(reports.text, c->reports);

  rhumb_buf_free(&out);
  rhumb_arena_free(&arena);
}

int
main(void)
{
  int failed = 0;
  RUN_TABLE("plan", cases, test_case);
  return failed;
}

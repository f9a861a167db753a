// SPDX-License-Identifier: ISC

/// Rules and records by chance: what a run writes is what it writes if each
/// quad is looked up in a set, whatever is known of its subject.

#include "engine/budget.h"
#include "engine/distinct.h"
#include "run_support.h"

enum { MAX_SEEDS = 600, MAX_MAPS = 5, MAX_PAIRS = 3, MAX_RECORDS = 14 };

/// What is done with mistakes
typedef struct {
  const char *name;
  unsigned first_seed;
  RhumbRunOptions options;
} Case;

/// How what is known is kept
typedef struct {
  unsigned most, key_bits;
  uint64_t memory; ///< 0: as the options say
} Knobs;

// clang-format off
static Case cases[] = {
  {"the first mistake ends the run", 0, {.on_mistake = RHUMB_STOP}},
  {"records with mistakes are left out", 1000, {.on_mistake = RHUMB_SKIP}},
  {"values with mistakes are left out", 2000, {.on_mistake = RHUMB_DROP}},
  {"a rehearsal", 3000, {.rehearses = true}},
};

static const char *const subjects[] = {
  "'e:$(id)'", "'e:$(id)'", "'e:$(q)'", "'e:n$(id)'", "'e:$(p[*])'", "'e:k$(id)'", "e:k1", "e:k", "'$(iri)~iri'", "null",
  "{value: 'x$(id)', type: blank}", "{value: '$(q)', type: blank}", "['e:$(q)', 'e:s$(id)']", "['e:$(id)', 'e:$(id)']",
  "{value: 'e:$(id)', targets: [['1.nq~void']]}", "{value: 'e:$(id)', targets: [['1.nq~void'], ['2.nq~void']]}",
  "{function: grel:toLowerCase, parameters: [[grel:valueParameter, 'http://e/$(q)']], type: iri}", "'$(q => t)'",
  "{value: 'e:l$(q)', gather: ['$(p[*])'], as: list}", "{gather: ['$(p[*])'], as: bag}", "'o:$(id)'", "'$(q):$(id)'",
};
static const char *const predicates[] = {
  "e:p", "e:p", "e:p", "e:q", "e:r", "[e:p, e:q]", "'e:$(q)'", "'e:$(p[*])'", "'$(iri)~iri'", "a", "rdf:first", "rdf:reifies",
};
static const char *const objects[] = {
  "x", "$(id)", "'$(p[*])'", "[x, $(q)]", "[x, y]", "{value: x, language: en}", "{value: x, language: EN}", "{value: $(q), language: En}",
  "{value: x, datatype: xsd:string}",
  "{value: $(q), datatype: xsd:string}", "'e:$(id)~iri'", "'e:k1~iri'", "'$(iri)~iri'", "'$(bad)~iri'", "{type: blank}",
  "{gather: ['$(p[*])'], as: list}", "{value: 'e:l$(q)', gather: ['$(p[*])'], as: list}", "{value: 'e:$(q)', gather: [x, $(id)], as: bag}",
  "{value: x, targets: [['1.nq~void']]}",
};
static const char *const graphs[] = {"e:g", "'e:g$(g[*])'", "['e:g$(q)', e:h]"};
// clang-format on

#define DRAW(chance, list) (list)[draw((chance), RHUMB_COUNT(list))]

// Rules
// ------------------------------------------------------------------------

/// Append a reference to another mapping; a mapping quotes those before it
static void
put_reference(RhumbBuf *const out,
              uint64_t *const chance,
              const unsigned map,
              const unsigned n_maps)
{
  static const char *const joins[] = {
      "",
      ", condition: {function: equal, parameters: [[str1, '$(k[*])', s], "
      "[str2, '$(k[*])', o]]}"};
  const bool is_quoted = map && !draw(chance, 4);
  rhumb_buf_format(out,
                   "{%s: m%u%s}",
                   is_quoted ? "quoted" : "mapping",
                   draw(chance, is_quoted ? map : n_maps),
                   DRAW(chance, joins));
}

static void
put_object(RhumbBuf *const out,
           uint64_t *const chance,
           const unsigned map,
           const unsigned n_maps)
{
  if (!draw(chance, 5)) {
    put_reference(out, chance, map, n_maps);
  } else {
    rhumb_buf_puts(out, DRAW(chance, objects));
  }
}

/// Append what is said of the triples of a pair
static void
put_annotation(RhumbBuf *const out, uint64_t *const chance)
{
  static const char *const reifiers[] = {
      "", ", reifier: 'e:$(id)'", ", reifier: {value: $(q), type: blank}"};
  rhumb_buf_format(out,
                   ", annotations: [[%s, $(id)]]%s",
                   draw(chance, 2) ? "e:p" : "e:q",
                   DRAW(chance, reifiers));
}

static void
put_pair(RhumbBuf *const out,
         uint64_t *const chance,
         const unsigned map,
         const unsigned n_maps)
{
  rhumb_buf_format(out, "   - {p: %s, o: ", DRAW(chance, predicates));
  put_object(out, chance, map, n_maps);
  if (!draw(chance, 6)) {
    rhumb_buf_format(out, ", g: %s", DRAW(chance, graphs));
  }
  if (!draw(chance, 10)) {
    put_annotation(out, chance);
  }
  rhumb_buf_puts(out, "}\n");
}

static void
put_rules(RhumbBuf *const out, uint64_t *const chance)
{
  const unsigned n_maps = 1 + draw(chance, MAX_MAPS);
  const bool is_alike = !draw(chance, 3); // They say it of the same subjects
  const char *subject = DRAW(chance, subjects);
  rhumb_buf_puts(
      out,
      "prefixes: {e: 'http://e/', o: 'http://o/', f: 'https://w3id.org/imec/"
      "idlab/function#', grel: "
      "'http://users.ugent.be/~bjdmeest/function/grel.ttl#'}\n"
      "tables: {t: {k1: e:k1, k2: e:1, '*': e:n1}}\n"
      "sources:\n c: ['c.json~jsonpath', '$[*]']\n"
      " n: ['n.json~jsonpath', '$[*]']\nmappings:\n");
  for (unsigned map = 0; map < n_maps; ++map) {
    const unsigned n_pairs = 1 + draw(chance, MAX_PAIRS);
    subject = is_alike && draw(chance, 4) ? subject : DRAW(chance, subjects);
    rhumb_buf_format(out,
                     " m%u:\n  sources: [%s]\n  s: %s\n  po:\n",
                     map,
                     draw(chance, 3) ? "c" : "n",
                     subject);
    for (unsigned i = 0; i < n_pairs; ++i) {
      put_pair(out, chance, map, n_maps);
    }
  }
}

// Records
// ----------------------------------------------------------------------

static void
write_records(const char *const path, uint64_t *const chance)
{
  static const char *const ids[] = {"1", "2", "k1", "n1"};
  static const char *const keys[] = {"k1", "K2", "k3", "k1"};
  static const char *const names[] = {"1", "p", "k1", "q"};
  static const char *const iris[] = {
      "http://e/1", "http://e/k1", "http://e/p", "http://o/1"};
  static const char *const bad[] = {
      "http://e/1", "http://e/1", "http://e/p", "x y"};
  FILE *const file = fopen(path, "w");
  const bool has_bad = !draw(chance, 3);
  assert_non_null(file);
  for (unsigned i = 0; i < MAX_RECORDS; ++i) {
    assert_true(fprintf(file, "%s{\"n\": %u", i ? ",\n" : "[", i) > 0);
    put_member(file, chance, "id", ids, false);
    put_member(file, chance, "k", keys, true);
    put_member(file, chance, "p", names, true);
    put_member(file, chance, "q", keys, false);
    put_member(file, chance, "g", names, true);
    put_member(file, chance, "iri", iris, false);
    put_member(file, chance, "bad", has_bad ? bad : iris, false);
    assert_true(fputc('}', file) >= 0);
  }
  assert_true(fputs("]\n", file) >= 0);
  assert_int_equal(fclose(file), 0);
}

// Runs
// -------------------------------------------------------------------------

/// Compile rules; NULL: what was drawn does not go together
static const RhumbPlan *
compile(RhumbArena *const arena, const RhumbText *const text)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbRulesOptions options = {.base = RHUMB_STR("http://e/")};
  const RhumbPlan *plan = NULL;
  RhumbMapping *mapping = NULL;
  RhumbStatus status =
      rhumb_rules_read(&mapping, arena, &text, 1, &options, &diag);
  if (status == RHUMB_OK) {
    status = rhumb_plan_compile(&plan, arena, mapping, &diag);
  }
  return status == RHUMB_OK ? plan : NULL;
}

static void
see(Seen *const seen,
    const RhumbPlan *const plan,
    const RhumbRunOptions *const options,
    const Knobs *const knobs)
{
  rhumb_distinct_most = knobs->most;
  rhumb_distinct_key_bits = knobs->key_bits;
  rhumb_memory_always = knobs->memory;
  see_run(seen, plan, options);
  rhumb_distinct_most = 32;
  rhumb_distinct_key_bits = 64;
  rhumb_memory_always = 0;
}

/// Nothing that can be seen of a run changes with what is known of subjects
static void
compare(const RhumbPlan *const plan,
        const RhumbRunOptions *const options,
        const char *const rules)
{
  static const Knobs set = {0, 64, 0};
  static const Knobs knobs[] = {
      {32, 64, 0},
      {3, 64, 0},
      {1, 64, 0},
      {32, 3, 0},
      {3, 8, 0},
      {32, 64, 1}, // A dry run behind the first row
      {3, 8, 1},
      {3, 64, 65536}, // Perhaps a look, perhaps a dry run
      {1, 3, 140000},
  };
  Seen expected = {0};
  see(&expected, plan, options, &set);
  for (size_t i = 0; i < RHUMB_COUNT(knobs); ++i) {
    Seen seen = {0};
    see(&seen, plan, options, &knobs[i]);
    if (!rhumb_str_equal(rhumb_buf_str(&seen.text),
                         rhumb_buf_str(&expected.text))) {
      print_error("%s", rules);
    }
    assert_same(rhumb_buf_cstr(&seen.text), rhumb_buf_cstr(&expected.text));
    rhumb_buf_free(&seen.text);
  }
  rhumb_buf_free(&expected.text);
}

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  unsigned n_tried = 0;
  for (unsigned seed = 1; seed <= MAX_SEEDS; ++seed) {
    uint64_t chance = c->first_seed + seed;
    RhumbBuf rules = {0};
    RhumbArena arena = {0};
    put_rules(&rules, &chance);
    const RhumbText text = {"rules.yml", rhumb_buf_str(&rules)};
    const RhumbPlan *const plan = compile(&arena, &text);
    if (plan) {
      write_records("c.json", &chance);
      write_records("n.json", &chance);
      compare(plan, &c->options, rhumb_buf_cstr(&rules));
      ++n_tried;
    }
    rhumb_arena_free(&arena);
    rhumb_buf_free(&rules);
  }
  assert_true(n_tried > MAX_SEEDS / 2);
  assert_int_equal(remove("c.json") | remove("n.json"), 0);
}

int
main(void)
{
  char folder[256];
  int failed = 0;
  enter_folder(folder);
  RUN_TABLE("duplicates", cases, test_case);
  return leave_folder(folder) || failed != 0;
}

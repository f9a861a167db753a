// SPDX-License-Identifier: ISC

/// @file jsonpath_run.c  The machine that runs JSONPath programs on tapes.

#include "source/json/jsonpath.h"

#include "base/list.h"
#include "base/utf8.h"
#include "source/json/jsonpath_impl.h"
#include "source/json/jsonpath_regex.h"

#include <stdlib.h>

/// A list of nodes; lists that are free are kept for the next query
typedef struct List {
  struct List *next;
  uint32_t *items;
  size_t count, cap;
} List;

struct RhumbJsonPathRun {
  List *unused;
  List *result;
  List **slots; ///< Results of the filters' queries that begin with `$`
  size_t n_slots;
  RhumbRegexCache *regexes;
  RhumbArena arena; ///< What a filter decodes, until it is done with an item
  unsigned depth;   ///< Filters that are being tested, one within the other

  // Of the query being run
  RhumbJson *json;
  uint32_t root;
  RhumbLoc loc;
  const RhumbDiag *diag;
  RhumbStatus status;
  size_t most_nodes; ///< In a list
  size_t steps_left; ///< Nodes that may still be looked at
};

typedef RhumbJsonPathRun Run;

static List *
run_query(Run *run, const RhumbPathQuery *query, uint32_t from);

static bool
test(Run *run, const RhumbPathExpr *expr, uint32_t item);

// Lists ----------------------------------------------------------------------

static List *
take_list(Run *const run)
{
  List *list = run->unused;
  if (list) {
    run->unused = list->next;
  } else {
    list = (List *)rhumb_xrealloc(NULL, sizeof(List));
    *list = (List){0};
  }
  list->count = 0;
  return list;
}

static void
give_back(Run *const run, List *const list)
{
  if (list) {
    list->next = run->unused;
    run->unused = list;
  }
}

RhumbJsonPathRun *
rhumb_jsonpath_run_new(void)
{
  Run *const run = (Run *)rhumb_xrealloc(NULL, sizeof(Run));
  *run = (Run){.regexes = rhumb_regex_cache_new()};
  return run;
}

static void
forget_results(Run *const run)
{
  give_back(run, run->result);
  run->result = NULL;
  for (size_t i = 0; i < run->n_slots; ++i) {
    give_back(run, run->slots[i]);
    run->slots[i] = NULL;
  }
}

void
rhumb_jsonpath_run_free(RhumbJsonPathRun *const run)
{
  if (!run) {
    return;
  }
  forget_results(run);
  while (run->unused) {
    List *const list = run->unused;
    run->unused = list->next;
    free(list->items);
    free(list);
  }
  free(run->slots);
  rhumb_regex_cache_free(run->regexes);
  rhumb_arena_free(&run->arena);
  free(run);
}

// Bounds ---------------------------------------------------------------------

/// Paths that step through a document some times are far from it; a product
/// such as `$..*..*..*` is not
static void
set_bounds(Run *const run, const size_t n_nodes)
{
  enum { MAX_NODES = 1 << 20 }; // Beside some for each of the document
  run->most_nodes = MAX_NODES + (4 * n_nodes);
  run->steps_left = 64 * (MAX_NODES + n_nodes);
}

/// Count what a selector looks at, and what it has found
static void
spend(Run *const run, const size_t steps, const List *const found)
{
  const bool is_over =
      run->steps_left < steps || (found && found->count > run->most_nodes);
  run->steps_left -= is_over ? run->steps_left : steps;
  if (is_over && run->status == RHUMB_OK) {
    run->status = rhumb_fail(run->diag,
                             RHUMB_ERR_VALUE,
                             run->loc,
                             "a JSONPath goes through the same values over and "
                             "over, too many of them; a path with fewer \"..\" "
                             "goes through fewer");
  }
}

// Values (section 2.4.2) -----------------------------------------------------

static const RhumbPathValue nothing = {.nothing = true};

static RhumbPathValue
value_of_node(Run *const run, const uint32_t node)
{
  const RhumbJson *const json = run->json;
  if (node == RHUMB_JSON_NONE) {
    return nothing;
  }
  const RhumbJsonKind kind = (RhumbJsonKind)json->nodes[node].kind;
  return (RhumbPathValue){.kind = kind,
                          .text =
                              kind == RHUMB_JSON_STRING
                                  ? rhumb_json_string(json, node, &run->arena)
                                  : rhumb_json_text(json, node),
                          .node = node};
}

static RhumbPathValue
value_of_number(Run *const run, const size_t number)
{
  return (RhumbPathValue){.kind = RHUMB_JSON_NUMBER,
                          .text = rhumb_str_format(&run->arena, "%zu", number)};
}

/// Nodes of a query in a filter; those that begin with `$` are found once
static const List *
nodes_of(Run *const run,
         const RhumbPathQuery *const query,
         const uint32_t item,
         List **const owned)
{
  *owned = NULL;
  if (!query->from_root) {
    *owned = run_query(run, query, item);
    return *owned;
  }
  if (!run->slots[query->slot]) {
    run->slots[query->slot] = run_query(run, query, run->root);
  }
  return run->slots[query->slot];
}

static uint32_t
find(const RhumbPathQuery *const query,
     const RhumbJson *const json,
     uint32_t node)
{
  for (size_t i = 0; i < query->count && node != RHUMB_JSON_NONE; ++i) {
    const RhumbSelector *const selector = query->items[i].selectors;
    node = selector->kind == RHUMB_SELECT_NAME
               ? rhumb_json_member(json, node, selector->name)
               : rhumb_json_item(json, node, selector->start);
  }
  return node;
}

/// Count the nodes of a query; `first` is set to the first, or to NONE
static size_t
count_nodes(Run *const run,
            const RhumbPathQuery *const query,
            const uint32_t item,
            uint32_t *const first)
{
  if (query->singular && !query->from_root) {
    *first = find(query, run->json, item);
    return *first != RHUMB_JSON_NONE;
  }
  List *owned = NULL;
  const List *const list = nodes_of(run, query, item, &owned);
  const size_t count = list->count;
  *first = count ? list->items[0] : RHUMB_JSON_NONE;
  give_back(run, owned);
  return count;
}

static RhumbPathValue
length_of(Run *const run, const RhumbPathValue *const value)
{
  if (value->nothing || value->kind < RHUMB_JSON_STRING) {
    return nothing;
  }
  if (value->kind == RHUMB_JSON_STRING) {
    return value_of_number(run, rhumb_utf8_count(value->text));
  }
  rhumb_json_check_names(run->json, value->node);
  return value_of_number(run, run->json->nodes[value->node].count);
}

static RhumbPathValue
evaluate(Run *const run, const RhumbPathExpr *const expr, const uint32_t item)
{
  if (expr->kind == RHUMB_EXPR_LITERAL) {
    return expr->literal;
  }
  uint32_t node = RHUMB_JSON_NONE;
  if (expr->kind == RHUMB_EXPR_QUERY) {
    const size_t count = count_nodes(run, &expr->query, item, &node);
    return count == 1 ? value_of_node(run, node) : nothing;
  }
  if (expr->call == RHUMB_CALL_COUNT) {
    return value_of_number(run,
                           count_nodes(run, &expr->left->query, item, &node));
  }
  const RhumbPathValue value = evaluate(run, expr->left, item);
  return expr->call == RHUMB_CALL_LENGTH ? length_of(run, &value) : value;
}

// Tests (section 2.3.5.2) ----------------------------------------------------

static bool
equal(Run *const run,
      const RhumbPathValue *const a,
      const RhumbPathValue *const b)
{
  if (a->nothing || b->nothing || a->kind != b->kind) {
    return a->nothing && b->nothing;
  }
  switch (a->kind) {
  case RHUMB_JSON_NUMBER:
    return rhumb_json_compare_numbers(a->text, b->text) == 0;
  case RHUMB_JSON_STRING:
    return rhumb_str_equal(a->text, b->text);
  case RHUMB_JSON_ARRAY:
  case RHUMB_JSON_OBJECT:
    return rhumb_json_equal(run->json, a->node, b->node);
  case RHUMB_JSON_NULL:
  case RHUMB_JSON_FALSE:
  case RHUMB_JSON_TRUE:
    break;
  }
  return true;
}

static bool
less(const RhumbPathValue *const a, const RhumbPathValue *const b)
{
  if (a->nothing || b->nothing || a->kind != b->kind) {
    return false;
  }
  return a->kind == RHUMB_JSON_NUMBER
             ? rhumb_json_compare_numbers(a->text, b->text) < 0
         : a->kind == RHUMB_JSON_STRING
             ? rhumb_str_compare(a->text, b->text) < 0
             : false;
}

static bool
compare(Run *const run, const RhumbPathExpr *const expr, const uint32_t item)
{
  const RhumbPathValue a = evaluate(run, expr->left, item);
  const RhumbPathValue b = evaluate(run, expr->right, item);
  switch (expr->compare) {
  case RHUMB_COMPARE_EQ:
    return equal(run, &a, &b);
  case RHUMB_COMPARE_NE:
    return !equal(run, &a, &b);
  case RHUMB_COMPARE_LT:
    return less(&a, &b);
  case RHUMB_COMPARE_LE:
    return less(&a, &b) || equal(run, &a, &b);
  case RHUMB_COMPARE_GT:
    return less(&b, &a);
  case RHUMB_COMPARE_GE:
    break;
  }
  return less(&b, &a) || equal(run, &a, &b);
}

/// Say why a pattern was not matched, unless the run has failed already
static void
fail_match(Run *const run,
           const RhumbRegexAnswer answer,
           const RhumbStr pattern,
           const RhumbStr text)
{
  char why[RHUMB_REGEX_WHY] = "";
  if (run->status != RHUMB_OK) {
    return;
  }
  if (answer == RHUMB_REGEX_TOO_LONG) {
    run->status = rhumb_fail(run->diag,
                             RHUMB_ERR_VALUE,
                             run->loc,
                             "the pattern \"%.*s\" needs too many steps on a "
                             "value of %zu bytes",
                             RHUMB_FMT(pattern),
                             text.len);
  } else if (answer == RHUMB_REGEX_REFUSED) {
    (void)rhumb_regex_refuses(pattern, why);
    run->status = rhumb_fail(run->diag,
                             RHUMB_ERR_VALUE,
                             run->loc,
                             "the pattern \"%.*s\" cannot be matched: %s",
                             RHUMB_FMT(pattern),
                             why);
  }
}

static bool
match(Run *const run, const RhumbPathExpr *const expr, const uint32_t item)
{
  const RhumbPathValue text = evaluate(run, expr->left, item);
  const RhumbPathValue pattern = evaluate(run, expr->right, item);
  if (text.nothing || pattern.nothing || text.kind != RHUMB_JSON_STRING ||
      pattern.kind != RHUMB_JSON_STRING) {
    return false;
  }
  const RhumbRegexAnswer answer = rhumb_regex_match(
      run->regexes, pattern.text, text.text, expr->call == RHUMB_CALL_SEARCH);
  fail_match(run, answer, pattern.text, text.text);
  return answer == RHUMB_REGEX_YES;
}

static bool
test(Run *const run, const RhumbPathExpr *expr, const uint32_t item)
{
  for (;; expr = expr->right) {
    switch (expr->kind) {
    case RHUMB_EXPR_OR:
      if (test(run, expr->left, item)) {
        return true;
      }
      break;
    case RHUMB_EXPR_AND:
      if (!test(run, expr->left, item)) {
        return false;
      }
      break;
    case RHUMB_EXPR_NOT:
      return !test(run, expr->left, item);
    case RHUMB_EXPR_COMPARE:
      return compare(run, expr, item);
    case RHUMB_EXPR_QUERY:
      return count_nodes(run, &expr->query, item, &(uint32_t){0}) > 0;
    case RHUMB_EXPR_CALL:
      return match(run, expr, item);
    case RHUMB_EXPR_LITERAL:
      return false;
    }
  }
}

/// Test the filter of a selector, and let go of what it made
static bool
passes(Run *const run, const RhumbPathExpr *const filter, const uint32_t item)
{
  if (run->status != RHUMB_OK) {
    return false;
  }
  ++run->depth;
  const bool passed = test(run, filter, item);
  if (!--run->depth) {
    rhumb_arena_reset(&run->arena);
  }
  return passed;
}

// Selectors (section 2.3) ----------------------------------------------------

static void
select_children(Run *const run,
                const RhumbSelector *const selector,
                const uint32_t node,
                List *const out)
{
  const RhumbJson *const json = run->json;
  if (json->nodes[node].kind < RHUMB_JSON_ARRAY) {
    return;
  }
  rhumb_json_check_names(run->json, node);
  const uint32_t end = json->nodes[node].next;
  for (uint32_t i = node + 1; i < end && run->status == RHUMB_OK;
       i = json->nodes[i].next) {
    if (!json->nodes[i].shadowed &&
        (!selector->filter || passes(run, selector->filter, i))) {
      RHUMB_PUSH(out, i);
    }
  }
}

static int64_t
clamp(const int64_t value, const int64_t low, const int64_t high)
{
  return value < low ? low : value > high ? high : value;
}

/// An end of a slice as a place from `low` to `high` (section 2.3.4.2.2)
static int64_t
slice_end(const bool given,
          const int64_t value,
          const int64_t otherwise,
          const int64_t len,
          const int64_t low)
{
  const int64_t from_start = value < 0 ? value + len : value;
  return given ? clamp(from_start, low, len + low) : otherwise;
}

static void
reverse(uint32_t *const nodes, const size_t count)
{
  for (size_t i = 0; i < count / 2; ++i) {
    const uint32_t node = nodes[i];
    nodes[i] = nodes[count - 1 - i];
    nodes[count - 1 - i] = node;
  }
}

static void
select_slice(const Run *const run,
             const RhumbSelector *const s,
             const uint32_t node,
             List *const out)
{
  const RhumbJson *const json = run->json;
  const RhumbJsonNode *const array = &json->nodes[node];
  if (array->kind != RHUMB_JSON_ARRAY || !s->step) {
    return;
  }

  // Places `first`, every `step`, up to `last`, which is not among them
  const bool up = s->step > 0;
  const int64_t len = array->count;
  const int64_t low = up ? 0 : -1;
  const int64_t first =
      slice_end(s->has_start, s->start, up ? 0 : len - 1, len, low);
  const int64_t last = slice_end(s->has_end, s->end, up ? len : -1, len, low);
  const int64_t step = up ? s->step : -s->step;
  const size_t before = out->count;
  int64_t place = 0;
  for (uint32_t i = node + 1; i < array->next; i = json->nodes[i].next) {
    const bool within =
        up ? place >= first && place < last : place <= first && place > last;
    if (within && (up ? place - first : first - place) % step == 0) {
      RHUMB_PUSH(out, i);
    }
    ++place;
  }
  if (!up && out->count > before) { // Else there may be no items at all
    reverse(out->items + before, out->count - before);
  }
}

static void
select_from(Run *const run,
            const RhumbSelector *const selector,
            const uint32_t node,
            List *const out)
{
  const RhumbJsonNode *const from = &run->json->nodes[node];
  uint32_t found = RHUMB_JSON_NONE;
  spend(run, from->kind < RHUMB_JSON_ARRAY ? 1 : 1 + (size_t)from->count, out);
  switch (selector->kind) {
  case RHUMB_SELECT_NAME:
    found = rhumb_json_member(run->json, node, selector->name);
    break;
  case RHUMB_SELECT_INDEX:
    found = rhumb_json_item(run->json, node, selector->start);
    break;
  case RHUMB_SELECT_SLICE:
    select_slice(run, selector, node, out);
    break;
  case RHUMB_SELECT_ALL:
  case RHUMB_SELECT_FILTER:
    select_children(run, selector, node, out);
    break;
  }
  if (found != RHUMB_JSON_NONE) {
    RHUMB_PUSH(out, found);
  }
}

static void
run_segment(Run *const run,
            const RhumbSegment *const segment,
            const uint32_t node,
            List *const out)
{
  for (size_t i = 0; i < segment->count; ++i) {
    select_from(run, &segment->selectors[i], node, out);
  }
}

/// Run a segment on `node` and all that is below, which is what follows it
static void
run_descendant(Run *const run,
               const RhumbSegment *const segment,
               const uint32_t node,
               List *const out)
{
  const RhumbJson *const json = run->json;
  const uint32_t end = json->nodes[node].next;
  for (uint32_t i = node; i < end && run->status == RHUMB_OK;) {
    if (i > node && json->nodes[i].shadowed) {
      i = json->nodes[i].next;
      continue;
    }
    if (json->nodes[i].kind >= RHUMB_JSON_ARRAY) {
      rhumb_json_check_names(run->json, i);
      run_segment(run, segment, i, out);
    } else {
      spend(run, 1, NULL);
    }
    ++i;
  }
}

static List *
run_query(Run *const run,
          const RhumbPathQuery *const query,
          const uint32_t from)
{
  List *in = take_list(run);
  RHUMB_PUSH(in, from);
  for (size_t s = 0; s < query->count && in->count; ++s) {
    const RhumbSegment *const segment = &query->items[s];
    List *const out = take_list(run);
    for (size_t i = 0; i < in->count && run->status == RHUMB_OK; ++i) {
      if (segment->descendant) {
        run_descendant(run, segment, in->items[i], out);
      } else {
        run_segment(run, segment, in->items[i], out);
      }
    }
    give_back(run, in);
    in = out;
  }
  return in;
}

// Queries --------------------------------------------------------------------

uint32_t
rhumb_jsonpath_find(const RhumbJsonPath *const path,
                    const RhumbJson *const json,
                    const uint32_t root)
{
  return find(&path->query, json, root);
}

static void
begin(Run *const run,
      const RhumbJsonPath *const path,
      RhumbJson *const json,
      const uint32_t root,
      const RhumbLoc loc,
      const RhumbDiag *const diag)
{
  forget_results(run);
  if (run->n_slots < path->n_slots) {
    run->slots =
        (List **)rhumb_xrealloc(run->slots, path->n_slots * sizeof(List *));
    while (run->n_slots < path->n_slots) {
      run->slots[run->n_slots++] = NULL;
    }
  }
  rhumb_arena_reset(&run->arena);
  run->json = json;
  run->root = root;
  run->loc = loc;
  run->diag = diag;
  run->status = RHUMB_OK;
  set_bounds(run, json->count);
}

RhumbStatus
rhumb_jsonpath_evaluate(RhumbJsonNodes *const out,
                        RhumbJsonPathRun *const run,
                        const RhumbJsonPath *const path,
                        RhumbJson *const json,
                        const uint32_t root,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  begin(run, path, json, root, loc, diag);
  run->result = run_query(run, &path->query, root);
  if (run->status == RHUMB_OK) {
    *out = (RhumbJsonNodes){run->result->items, run->result->count};
  }
  return run->status;
}

RhumbStatus
rhumb_jsonpath_accept(RhumbJsonNodes *const out,
                      RhumbJsonPathRun *const run,
                      const RhumbJsonPath *const path,
                      RhumbJson *const json,
                      const uint32_t item,
                      const RhumbLoc loc,
                      const RhumbDiag *const diag)
{
  begin(run, path, json, item, loc, diag);
  const RhumbSegment *const last = &path->query.items[path->query.count - 1];
  const bool accepted = passes(run, last->selectors->filter, item);
  if (run->status == RHUMB_OK) {
    *out = (RhumbJsonNodes){&run->root, accepted};
  }
  return run->status;
}

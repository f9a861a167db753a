// SPDX-License-Identifier: ISC

/// @file jsonpath.c  The compiler: text to program (RFC 9535, appendix A).

#include "source/json/jsonpath.h"

#include "base/list.h"
#include "base/utf8.h"
#include "source/json/jsonpath_regex.h"
#include "source/json/jsonpath_text_impl.h"

#include <assert.h>

/// Parentheses, filters and functions may be within each other this deep
enum { MAX_DEPTH = 100 };

typedef RhumbPathParser Parser;

typedef struct {
  const char *name;
  RhumbPathType result;
  unsigned n_args;
  RhumbPathType args[2];
} Function;

#define VALUE RHUMB_PATH_VALUE
#define NODES RHUMB_PATH_NODES
static const Function functions[] = {
    [RHUMB_CALL_LENGTH] = {"length", VALUE, 1, {VALUE}},
    [RHUMB_CALL_COUNT] = {"count", VALUE, 1, {NODES}},
    [RHUMB_CALL_MATCH] = {"match", RHUMB_PATH_LOGICAL, 2, {VALUE, VALUE}},
    [RHUMB_CALL_SEARCH] = {"search", RHUMB_PATH_LOGICAL, 2, {VALUE, VALUE}},
    [RHUMB_CALL_VALUE] = {"value", VALUE, 1, {NODES}},
};
#undef VALUE
#undef NODES

static RhumbStatus
parse_or(Parser *p, const RhumbPathExpr **out);

static RhumbStatus
parse_operand(Parser *p, RhumbPathExpr **out);

// Selectors ------------------------------------------------------------------

static RhumbStatus
parse_slice_part(Parser *const p, int64_t *const out, bool *const given)
{
  rhumb_path_skip_space(p);
  *given = rhumb_path_peek(p) == '-' || rhumb_is_digit(rhumb_path_peek(p));
  return *given ? rhumb_path_integer(p, out) : RHUMB_OK;
}

/// Read an index, or a slice
static RhumbStatus
parse_numbers(Parser *const p, RhumbSelector *const out)
{
  *out = (RhumbSelector){.kind = RHUMB_SELECT_INDEX, .step = 1};
  RHUMB_TRY(parse_slice_part(p, &out->start, &out->has_start));
  const size_t behind = p->at;
  rhumb_path_skip_space(p);
  if (!rhumb_path_take(p, ":")) {
    p->at = behind;
    return RHUMB_OK;
  }

  bool has_step = false;
  out->kind = RHUMB_SELECT_SLICE;
  RHUMB_TRY(parse_slice_part(p, &out->end, &out->has_end));
  rhumb_path_skip_space(p);
  if (rhumb_path_take(p, ":")) {
    RHUMB_TRY(parse_slice_part(p, &out->step, &has_step));
  }
  return RHUMB_OK;
}

static RhumbStatus
parse_filter(Parser *const p, RhumbSelector *const out)
{
  const bool loose = p->loose;
  out->kind = RHUMB_SELECT_FILTER;
  p->loose = false;
  rhumb_path_skip_space(p);
  RHUMB_TRY(parse_or(p, &out->filter));
  p->loose = loose;
  return RHUMB_OK;
}

static RhumbStatus
parse_selector(Parser *const p, RhumbSelector *const out)
{
  const char c = rhumb_path_peek(p);
  *out = (RhumbSelector){.kind = RHUMB_SELECT_NAME};
  if (c == '\'' || c == '"') {
    return rhumb_path_string(p, &out->name);
  }
  if (rhumb_path_take(p, "*")) {
    out->kind = RHUMB_SELECT_ALL;
    return RHUMB_OK;
  }
  if (rhumb_path_take(p, "?")) {
    return parse_filter(p, out);
  }
  if (c == '-' || c == ':' || rhumb_is_digit(c)) {
    return parse_numbers(p, out);
  }
  return rhumb_path_fail(
      p,
      "expected a name in quotes, an index, a slice, \"*\" or a filter "
      "that begins with \"?\"");
}

static RhumbStatus
parse_brackets(Parser *const p, RhumbSegment *const segment)
{
  const size_t start = p->at - 1;
  RHUMB_LIST(RhumbSelector) selectors = {0};
  do {
    rhumb_path_skip_space(p);
    RhumbSelector selector = {.kind = RHUMB_SELECT_NAME};
    RHUMB_TRY(parse_selector(p, &selector));
    RHUMB_PUSH_IN(p->arena, &selectors, selector);
    rhumb_path_skip_space(p);
  } while (rhumb_path_take(p, ","));

  segment->selectors = selectors.items;
  segment->count = selectors.count;
  if (rhumb_path_take(p, "]")) {
    return RHUMB_OK;
  }
  return p->at == p->text.len
             ? rhumb_path_fail_at(
                   p, start, "expected the closing \"]\" of this bracket")
             : rhumb_path_fail(p, "expected \",\" or \"]\"");
}

/// Set the one selector of a segment
static void
set_selector(Parser *const p,
             RhumbSegment *const segment,
             const RhumbSelectKind kind,
             const RhumbStr name)
{
  RhumbSelector *const selector = RHUMB_NEW(p->arena, RhumbSelector, 1);
  selector->kind = kind;
  selector->name = rhumb_str_copy(p->arena, name);
  segment->selectors = selector;
  segment->count = 1;
}

/// Report what other dialects have for the record that is around
static RhumbStatus
fail_up(const Parser *const p, const size_t at)
{
  return rhumb_path_fail_at(
      p,
      at,
      "there is no way up from a record; levels have what is around it, in RML "
      "a logical view: iterator: {outer: …, inner: …}, and $(outer.name)");
}

/// Read a name that is not quoted
static RhumbStatus
parse_name(Parser *const p, RhumbSegment *const segment)
{
  const size_t start = p->at;
  if (p->loose) {
    while (p->at < p->text.len && rhumb_path_peek(p) != '.' &&
           rhumb_path_peek(p) != '[') {
      ++p->at;
    }
    while (p->at > start && rhumb_is_space(p->text.data[p->at - 1])) {
      --p->at; // What stands before the next segment, as in the RFC
    }
  } else if (!rhumb_is_digit(rhumb_path_peek(p))) {
    while (rhumb_path_name_char(rhumb_path_peek(p))) {
      ++p->at;
    }
  }
  const RhumbStr name = rhumb_str_slice(p->text, start, p->at);
  if (!name.len) {
    return rhumb_path_fail(
        p,
        "expected a name; others than letters, digits and \"_\" are "
        "written ['…']");
  }
  if (name.data[0] == '^' || rhumb_str_ends(name, RHUMB_STR("^"))) {
    return fail_up(p, name.data[0] == '^' ? start : p->at - 1);
  }
  size_t bad = 0;
  if (!rhumb_utf8_valid(name, &bad)) {
    return rhumb_path_fail_at(p, start + bad, "expected UTF-8");
  }
  set_selector(p, segment, RHUMB_SELECT_NAME, name);
  return RHUMB_OK;
}

/// Read what follows a dot, or two
static RhumbStatus
parse_dotted(Parser *const p, RhumbSegment *const segment)
{
  if ((segment->descendant || p->loose) && rhumb_path_take(p, "[")) {
    return parse_brackets(p, segment);
  }
  if (rhumb_path_take(p, "*")) {
    set_selector(p, segment, RHUMB_SELECT_ALL, RHUMB_STR(""));
    return RHUMB_OK;
  }
  return parse_name(p, segment);
}

static bool
is_singular(const RhumbPathQuery *const query)
{
  for (size_t i = 0; i < query->count; ++i) {
    const RhumbSegment *const segment = &query->items[i];
    if (segment->descendant || segment->count != 1 ||
        (segment->selectors->kind != RHUMB_SELECT_NAME &&
         segment->selectors->kind != RHUMB_SELECT_INDEX)) {
      return false;
    }
  }
  return true;
}

static RhumbStatus
parse_segments(Parser *const p, RhumbPathQuery *const query)
{
  for (;;) {
    const size_t before = p->at;
    RhumbSegment segment = {0};
    rhumb_path_skip_space(p);
    if (rhumb_path_take(p, "[")) {
      RHUMB_TRY(parse_brackets(p, &segment));
    } else if (rhumb_path_peek(p) == '.') {
      segment.descendant = rhumb_path_take(p, "..");
      p->at += !segment.descendant;
      RHUMB_TRY(parse_dotted(p, &segment));
    } else {
      p->at = before;
      query->singular = is_singular(query);
      return RHUMB_OK;
    }
    RHUMB_PUSH_IN(p->arena, query, segment);
  }
}

// Filters --------------------------------------------------------------------

static RhumbPathExpr *
new_expr(const Parser *const p, const RhumbExprKind kind)
{
  RhumbPathExpr *const expr = RHUMB_NEW(p->arena, RhumbPathExpr, 1);
  expr->kind = kind;
  return expr;
}

/// What an expression gives
static RhumbPathType
type_of(const RhumbPathExpr *const expr)
{
  switch (expr->kind) {
  case RHUMB_EXPR_LITERAL:
    return RHUMB_PATH_VALUE;
  case RHUMB_EXPR_QUERY:
    return RHUMB_PATH_NODES;
  case RHUMB_EXPR_CALL:
    return functions[expr->call].result;
  case RHUMB_EXPR_OR:
  case RHUMB_EXPR_AND:
  case RHUMB_EXPR_NOT:
  case RHUMB_EXPR_COMPARE:
    break;
  }
  return RHUMB_PATH_LOGICAL;
}

/// Section 2.4.3: is `expr` well-typed where a `wanted` is expected?
static RhumbStatus
check_type(const Parser *const p,
           const RhumbPathExpr *const expr,
           const RhumbPathType wanted,
           const size_t at)
{
  static const char *const messages[] = {
      [RHUMB_PATH_VALUE] = "expected one value: a literal, a path that yields "
                           "one node, or length(), count() or value()",
      [RHUMB_PATH_LOGICAL] = "expected a test: a path, a comparison, or "
                             "match() or search()",
      [RHUMB_PATH_NODES] = "expected a path",
  };
  assert(expr); // Set by whoever parsed it without a mistake
  const RhumbPathType type = type_of(expr);
  const bool singular = type == RHUMB_PATH_NODES && expr->query.singular;
  const bool fits = type == wanted ||
                    (wanted == RHUMB_PATH_VALUE && singular) ||
                    (wanted == RHUMB_PATH_LOGICAL && type == RHUMB_PATH_NODES);
  return fits ? RHUMB_OK : rhumb_path_fail_at(p, at, messages[wanted]);
}

static RhumbStatus
parse_argument(Parser *const p,
               const RhumbPathType wanted,
               const RhumbPathExpr **const out)
{
  RhumbPathExpr *expr = NULL;
  rhumb_path_skip_space(p);
  const size_t start = p->at;
  RHUMB_TRY(parse_operand(p, &expr));
  RHUMB_TRY(check_type(p, expr, wanted, start));
  rhumb_path_skip_space(p);
  *out = expr;
  return RHUMB_OK;
}

/// A pattern that is none is legal and matches nothing: say so. One that cannot
/// be run is an error.
static RhumbStatus
check_pattern(const Parser *const p,
              const RhumbPathExpr *const call,
              const size_t at)
{
  const RhumbPathExpr *const pattern = call->right;
  char why[RHUMB_REGEX_WHY];
  if (functions[call->call].result != RHUMB_PATH_LOGICAL || !pattern ||
      pattern->kind != RHUMB_EXPR_LITERAL ||
      pattern->literal.kind != RHUMB_JSON_STRING) {
    return RHUMB_OK;
  }
  if (!rhumb_regex_is_valid(pattern->literal.text)) {
    rhumb_warn(p->diag,
               RHUMB_WARNING,
               rhumb_path_place(p, at),
               "the pattern \"%.*s\" is no I-Regexp (RFC 9485) and matches "
               "nothing; a digit is [0-9], a space [ ]",
               RHUMB_FMT(pattern->literal.text));
  } else if (rhumb_regex_refuses(pattern->literal.text, why)) {
    return rhumb_fail(p->diag,
                      RHUMB_ERR_UNSUPPORTED,
                      rhumb_path_place(p, at),
                      "the pattern \"%.*s\" cannot be matched: %s",
                      RHUMB_FMT(pattern->literal.text),
                      why);
  }
  return RHUMB_OK;
}

static RhumbStatus
parse_arguments(Parser *const p, const size_t start, RhumbPathExpr *const call)
{
  const Function *const function = &functions[call->call];
  const RhumbPathExpr **const args[] = {&call->left, &call->right};
  for (unsigned i = 0; i < RHUMB_COUNT(args) && i < function->n_args; ++i) {
    if (i && !rhumb_path_take(p, ",")) {
      return rhumb_path_fail(p, "expected \",\" and another argument");
    }
    RHUMB_TRY(parse_argument(p, function->args[i], args[i]));
  }
  if (!rhumb_path_take(p, ")")) {
    return rhumb_path_fail(p,
                           rhumb_path_peek(p) == ','
                               ? "expected \")\": too many arguments"
                               : "expected \")\" behind the arguments");
  }
  return check_pattern(p, call, start);
}

/// Read a call of `name`, which begins at `start`, behind its parenthesis
static RhumbStatus
parse_call(Parser *const p,
           const size_t start,
           const RhumbStr name,
           RhumbPathExpr **const out)
{
  const Function *const function = RHUMB_ROW(functions, name);
  if (!function) {
    return rhumb_fail_near(p->diag,
                           RHUMB_ERR_REFERENCE,
                           rhumb_path_place(p, start),
                           RHUMB_ROW_NEAR(functions, name),
                           "JSONPath has no function \"%.*s\"; it has length, "
                           "count, match, search and value",
                           RHUMB_FMT(name));
  }
  *out = new_expr(p, RHUMB_EXPR_CALL);
  (*out)->call = (RhumbPathCall)(function - functions);
  return parse_arguments(p, start, *out);
}

/// Read a function, or true, false or null
static RhumbStatus
parse_word(Parser *const p, RhumbPathExpr **const out)
{
  typedef struct {
    const char *word;
    RhumbJsonKind kind;
  } Literal;
  static const Literal literals[] = {{"true", RHUMB_JSON_TRUE},
                                     {"false", RHUMB_JSON_FALSE},
                                     {"null", RHUMB_JSON_NULL}};
  const size_t start = p->at;
  while (rhumb_path_name_char(rhumb_path_peek(p))) {
    ++p->at;
  }
  const RhumbStr word = rhumb_str_slice(p->text, start, p->at);
  if (rhumb_path_take(p, "(")) {
    return parse_call(p, start, word, out);
  }
  const Literal *const literal = RHUMB_ROW(literals, word);
  if (literal) {
    *out = new_expr(p, RHUMB_EXPR_LITERAL);
    (*out)->literal.kind = literal->kind;
    return RHUMB_OK;
  }
  return rhumb_path_fail_at(
      p,
      start,
      "expected a value: a path that begins with \"@\" or \"$\", a "
      "literal (text in quotes) or a function");
}

static RhumbStatus
parse_filter_query(Parser *const p, RhumbPathExpr **const out)
{
  *out = new_expr(p, RHUMB_EXPR_QUERY);
  (*out)->query.from_root = rhumb_path_peek(p) == '$';
  (*out)->query.slot = p->n_slots;
  p->n_slots += (*out)->query.from_root;
  ++p->at;
  return parse_segments(p, &(*out)->query);
}

static RhumbStatus
parse_value(Parser *const p, RhumbPathExpr **const out)
{
  const char c = rhumb_path_peek(p);
  if (c == '@' || c == '$') {
    return parse_filter_query(p, out);
  }
  if (c == '\'' || c == '"') {
    *out = new_expr(p, RHUMB_EXPR_LITERAL);
    (*out)->literal.kind = RHUMB_JSON_STRING;
    return rhumb_path_string(p, &(*out)->literal.text);
  }
  if (c == '-' || rhumb_is_digit(c)) {
    *out = new_expr(p, RHUMB_EXPR_LITERAL);
    return rhumb_path_number(p, &(*out)->literal);
  }
  return parse_word(p, out);
}

static RhumbStatus
parse_operand(Parser *const p, RhumbPathExpr **const out)
{
  if (++p->depth > MAX_DEPTH) {
    return rhumb_path_fail(p, "expected less nesting: more than 100 levels");
  }
  const RhumbStatus st = parse_value(p, out);
  --p->depth;
  return st;
}

static bool
take_compare(Parser *const p, RhumbCompare *const out)
{
  static const struct {
    const char *sign;
    RhumbCompare compare;
  } signs[] = {{"==", RHUMB_COMPARE_EQ},
               {"!=", RHUMB_COMPARE_NE},
               {"<=", RHUMB_COMPARE_LE},
               {">=", RHUMB_COMPARE_GE},
               {"<", RHUMB_COMPARE_LT},
               {">", RHUMB_COMPARE_GT}};
  for (size_t i = 0; i < RHUMB_COUNT(signs); ++i) {
    if (rhumb_path_take(p, signs[i].sign)) {
      *out = signs[i].compare;
      return true;
    }
  }
  return false;
}

/// Read a test, or a comparison if that is allowed here
static RhumbStatus
parse_test(Parser *const p, const bool negated, const RhumbPathExpr **const out)
{
  RhumbPathExpr *left = NULL;
  const size_t start = p->at;
  RHUMB_TRY(parse_operand(p, &left));
  const size_t behind = p->at;
  RhumbCompare compare = RHUMB_COMPARE_EQ;
  rhumb_path_skip_space(p);
  if (negated || !take_compare(p, &compare)) {
    p->at = behind;
    *out = left;
    return check_type(p, left, RHUMB_PATH_LOGICAL, start);
  }

  RhumbPathExpr *const expr = new_expr(p, RHUMB_EXPR_COMPARE);
  RHUMB_TRY(check_type(p, left, RHUMB_PATH_VALUE, start));
  expr->left = left;
  expr->compare = compare;
  RHUMB_TRY(parse_argument(p, RHUMB_PATH_VALUE, &expr->right));
  *out = expr;
  return RHUMB_OK;
}

/// Read what "&&" and "||" join: a test, or an expression in parentheses
static RhumbStatus
parse_basic(Parser *const p, const RhumbPathExpr **const out)
{
  const bool negated = rhumb_path_take(p, "!");
  if (negated) {
    rhumb_path_skip_space(p);
  }
  const RhumbPathExpr *inner = NULL;
  const size_t start = p->at;
  if (rhumb_path_take(p, "(")) {
    rhumb_path_skip_space(p);
    RHUMB_TRY(parse_or(p, &inner));
    rhumb_path_skip_space(p);
    if (!rhumb_path_take(p, ")")) {
      return p->at == p->text.len
                 ? rhumb_path_fail_at(
                       p, start, "expected the closing \")\" of this one")
                 : rhumb_path_fail(p, "expected \"&&\", \"||\" or \")\"");
    }
  } else {
    RHUMB_TRY(parse_test(p, negated, &inner));
  }

  if (negated) {
    RhumbPathExpr *const expr = new_expr(p, RHUMB_EXPR_NOT);
    expr->left = inner;
    inner = expr;
  }
  *out = inner;
  return RHUMB_OK;
}

/// Read operands joined by `sign` into a chain that leans right
static RhumbStatus
parse_chain(Parser *const p,
            const char *const sign,
            const RhumbExprKind kind,
            RhumbStatus (*const parse)(Parser *, const RhumbPathExpr **),
            const RhumbPathExpr **out)
{
  for (;;) {
    RHUMB_TRY(parse(p, out));
    const size_t behind = p->at;
    rhumb_path_skip_space(p);
    if (!rhumb_path_take(p, sign)) {
      p->at = behind;
      return RHUMB_OK;
    }
    RhumbPathExpr *const expr = new_expr(p, kind);
    expr->left = *out;
    *out = expr;
    out = &expr->right;
    rhumb_path_skip_space(p);
  }
}

static RhumbStatus
parse_and(Parser *const p, const RhumbPathExpr **const out)
{
  return parse_chain(p, "&&", RHUMB_EXPR_AND, parse_basic, out);
}

static RhumbStatus
parse_or(Parser *const p, const RhumbPathExpr **const out)
{
  if (++p->depth > MAX_DEPTH) {
    return rhumb_path_fail(p, "expected less nesting: more than 100 levels");
  }
  RHUMB_TRY(parse_chain(p, "||", RHUMB_EXPR_OR, parse_and, out));
  --p->depth;
  return RHUMB_OK;
}

// Queries --------------------------------------------------------------------

bool
rhumb_jsonpath_is_bare(const RhumbStr text)
{
  const RhumbStr trimmed = rhumb_str_trim(text);
  return trimmed.len && !strchr("$@[.", trimmed.data[0]);
}

/// Report a key such as "@id" without quotes: "@" is the row itself
static RhumbStatus
fail_at_sign(const Parser *const p, const size_t at)
{
  const RhumbStr rest = rhumb_str_from(p->text, at);
  size_t len = 1;
  while (len < rest.len && rest.data[len] != '.' && rest.data[len] != '[') {
    ++len;
  }
  return rhumb_fail(p->diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_path_place(p, at),
                    "in the JSONPath \"%.*s\": a key that begins with \"@\" is "
                    "written %s['%.*s']",
                    RHUMB_FMT(p->text),
                    p->loose ? "" : "$",
                    (int)len,
                    rest.data);
}

/// Read the root, or what older files have in its place
static RhumbStatus
parse_root(Parser *const p, RhumbPathQuery *const query)
{
  if (rhumb_path_take(p, "$") || (p->loose && rhumb_path_take(p, "@"))) {
    return RHUMB_OK;
  }
  if (!p->loose) {
    return rhumb_path_peek(p) == '@'
               ? fail_at_sign(p, p->at)
               : rhumb_path_fail(p, "expected \"$\" at the start");
  }
  if (!p->text.len || rhumb_path_peek(p) == '[' || rhumb_path_peek(p) == '.') {
    return RHUMB_OK;
  }
  RhumbSegment first = {0};
  RHUMB_TRY(parse_dotted(p, &first));
  RHUMB_PUSH_IN(p->arena, query, first);
  return RHUMB_OK;
}

RhumbStatus
rhumb_jsonpath_compile(const RhumbJsonPath **const out,
                       RhumbArena *const arena,
                       const RhumbStr text,
                       const RhumbProfile profile,
                       const RhumbLoc loc,
                       const RhumbDiag *const diag)
{
  const bool loose = profile == RHUMB_CLASSIC;
  Parser parser = {
      .arena = arena, .text = text, .loose = loose, .loc = loc, .diag = diag};
  Parser *const p = &parser;
  if (loose) { // Columns count from where `text` begins
    while (p->text.len && rhumb_is_space(p->text.data[p->text.len - 1])) {
      --p->text.len;
    }
    rhumb_path_skip_space(p);
  }

  RhumbJsonPath *const path = RHUMB_NEW(arena, RhumbJsonPath, 1);
  path->query.from_root = true;
  if (rhumb_str_starts(rhumb_str_from(text, p->at), RHUMB_STR("../"))) {
    return fail_up(p, p->at);
  }
  RHUMB_TRY(parse_root(p, &path->query));
  RHUMB_TRY(parse_segments(p, &path->query));
  if (p->at < p->text.len && p->at && p->text.data[p->at - 1] == '@' &&
      !path->query.count) {
    return fail_at_sign(p, p->at - 1);
  }
  if (p->at < p->text.len) {
    return rhumb_path_peek(p) == '^'
               ? fail_up(p, p->at)
               : rhumb_path_fail(p, "expected \".\", \"[\" or the end");
  }
  path->n_slots = p->n_slots;
  *out = path;
  return RHUMB_OK;
}

// Forms ----------------------------------------------------------------------

bool
rhumb_jsonpath_is_singular(const RhumbJsonPath *const path)
{
  return path->query.singular;
}

static bool
is_one_name(const RhumbSegment *const segment)
{
  return !segment->descendant && segment->count == 1 &&
         segment->selectors->kind == RHUMB_SELECT_NAME;
}

bool
rhumb_jsonpath_may_repeat(const RhumbJsonPath *const path)
{
  size_t n_descendants = 0;
  bool is_union = false;
  for (size_t i = 0; i < path->query.count; ++i) {
    const RhumbSegment *const segment = &path->query.items[i];
    n_descendants += segment->descendant;
    is_union = is_union || segment->count > 1;
  }
  return is_union || n_descendants > 1;
}

bool
rhumb_jsonpath_is_name(const RhumbJsonPath *const path, RhumbStr *const name)
{
  const RhumbPathQuery *const query = &path->query;
  if (query->count != 1 || !is_one_name(query->items)) {
    return false;
  }
  *name = query->items->selectors->name;
  return true;
}

bool
rhumb_jsonpath_is_stream(const RhumbJsonPath *const path,
                         RhumbArena *const arena,
                         RhumbJsonStream *const out)
{
  const RhumbPathQuery *const query = &path->query;
  if (!query->count || path->n_slots) {
    return false;
  }
  const size_t n_names = query->count - 1;
  const RhumbSegment *const last = &query->items[n_names];
  if (last->descendant || last->count != 1 ||
      (last->selectors->kind != RHUMB_SELECT_ALL &&
       last->selectors->kind != RHUMB_SELECT_FILTER)) {
    return false;
  }

  RhumbStr *const names = RHUMB_NEW(arena, RhumbStr, n_names);
  for (size_t i = 0; i < n_names; ++i) {
    if (!is_one_name(&query->items[i])) {
      return false;
    }
    names[i] = query->items[i].selectors->name;
  }
  *out = (RhumbJsonStream){
      names, n_names, last->selectors->kind == RHUMB_SELECT_FILTER};
  return true;
}

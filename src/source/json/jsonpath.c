// SPDX-License-Identifier: ISC

/// @file jsonpath.c  The compiler: text to program (RFC 9535, appendix A).

#include "source/json/jsonpath.h"

#include "base/list.h"
#include "base/utf8.h"
#include "source/json/jsonpath_impl.h"
#include "source/json/jsonpath_regex.h"

#include <assert.h>
#include <string.h>

/// Parentheses, filters and functions may be within each other this deep
static const unsigned deepest = 100;

/// Integers beyond are not exact in every JSON reader (section 2.1)
static const int64_t largest = 9007199254740991;

typedef struct {
  RhumbArena *arena;
  RhumbStr text;
  size_t at;
  bool loose; ///< Names up to the next "." or "["; only outside of filters
  unsigned depth;
  size_t n_slots;
  RhumbLoc loc;
  const RhumbDiag *diag;
} Parser;

typedef struct {
  const char *name;
  RhumbPathCall call;
  RhumbPathType result;
  unsigned n_args;
  RhumbPathType args[2];
} Function;

#define VALUE RHUMB_PATH_VALUE
#define NODES RHUMB_PATH_NODES
static const Function functions[] = {
    {"length", RHUMB_CALL_LENGTH, VALUE, 1, {VALUE}},
    {"count", RHUMB_CALL_COUNT, VALUE, 1, {NODES}},
    {"match", RHUMB_CALL_MATCH, RHUMB_PATH_LOGICAL, 2, {VALUE, VALUE}},
    {"search", RHUMB_CALL_SEARCH, RHUMB_PATH_LOGICAL, 2, {VALUE, VALUE}},
    {"value", RHUMB_CALL_VALUE, VALUE, 1, {NODES}},
};
#undef VALUE
#undef NODES

static RhumbStatus
parse_or(Parser *p, const RhumbPathExpr **out);

static RhumbStatus
parse_operand(Parser *p, RhumbPathExpr **out);

static RhumbStatus
parse_segments(Parser *p, RhumbPathQuery *query);

// Bytes ----------------------------------------------------------------------

static RhumbLoc
place(const Parser *const p, const size_t at)
{
  RhumbLoc loc = p->loc;
  loc.column += loc.column ? (unsigned)at : 0;
  return loc;
}

static RhumbStatus
fail_at(const Parser *const p, const size_t at, const char *const message)
{
  return rhumb_fail(p->diag,
                    RHUMB_ERR_SYNTAX,
                    place(p, at),
                    "in the JSONPath \"%.*s\": %s",
                    RHUMB_FMT(p->text),
                    message);
}

static RhumbStatus
fail(const Parser *const p, const char *const message)
{
  return fail_at(p, p->at, message);
}

static char
peek(const Parser *const p)
{
  return *(p->at < p->text.len ? p->text.data + p->at : "");
}

static bool
looks_at(const Parser *const p, const char *const word)
{
  return rhumb_str_starts(rhumb_str_slice(p->text, p->at, p->text.len),
                          rhumb_str(word));
}

static bool
take(Parser *const p, const char *const word)
{
  const bool found = looks_at(p, word);
  p->at += found ? strlen(word) : 0;
  return found;
}

static void
skip_space(Parser *const p)
{
  while (rhumb_is_space(peek(p))) {
    ++p->at;
  }
}

// Literals -------------------------------------------------------------------

/// Read \uXXXX, twice for a surrogate pair; `at` stands behind the "u"
static RhumbStatus
parse_unicode(Parser *const p, RhumbBuf *const out)
{
  int64_t code = rhumb_hex(p->text, p->at, 4);
  if (code < 0) {
    return fail(p, "expected four hexadecimal digits behind \\u");
  }
  if (rhumb_is_high_half(code)) {
    const int64_t low = rhumb_hex(p->text, p->at + 6, 4);
    p->at += 4;
    if (!looks_at(p, "\\u") || !rhumb_is_low_half(low)) {
      return fail(p, "expected the second half of a surrogate pair");
    }
    code = rhumb_join_halves(code, low);
    p->at += 2;
  } else if (rhumb_is_low_half(code)) {
    return fail(p, "expected the first half of a surrogate pair before this");
  }
  p->at += 4;
  rhumb_utf8_put(out, (uint32_t)code);
  return RHUMB_OK;
}

static RhumbStatus
parse_escape(Parser *const p, const char quote, RhumbBuf *const out)
{
  static const char written[] = "bfnrt/\\";
  static const char meant[] = "\b\f\n\r\t/\\";
  const char c = peek(p);
  if (c == 'u') {
    ++p->at;
    return parse_unicode(p, out);
  }
  const char *const found = c ? strchr(written, c) : NULL;
  if (!found && c != quote) {
    return fail(p, "expected an escape such as \\n, \\\\ or \\u00E9");
  }
  rhumb_buf_putc(out, *(found ? meant + (found - written) : &c));
  ++p->at;
  return RHUMB_OK;
}

static RhumbStatus
parse_string_into(Parser *const p, RhumbBuf *const out)
{
  const size_t start = p->at;
  const char quote = peek(p);
  for (++p->at; p->at < p->text.len && peek(p) != quote;) {
    const char c = peek(p);
    if ((unsigned char)c < 0x20) {
      return fail(p, "expected control characters in a string to be escaped");
    }
    ++p->at;
    if (c == '\\') {
      RHUMB_TRY(parse_escape(p, quote, out));
    } else {
      rhumb_buf_putc(out, c);
    }
  }
  if (p->at == p->text.len) {
    return fail_at(p, start, "expected the closing quote of this string");
  }
  ++p->at;
  return RHUMB_OK;
}

static RhumbStatus
parse_string(Parser *const p, RhumbStr *const out)
{
  RhumbBuf buf = {0};
  const RhumbStatus st = parse_string_into(p, &buf);
  if (st == RHUMB_OK) {
    *out = rhumb_str_copy(p->arena, rhumb_buf_str(&buf));
  }
  rhumb_buf_free(&buf);
  return st;
}

static RhumbStatus
parse_integer(Parser *const p, int64_t *const out)
{
  const size_t start = p->at;
  const bool minus = take(p, "-");
  const size_t digits = p->at;
  int64_t value = 0;
  while (rhumb_is_digit(peek(p))) {
    value = value > largest ? value : (value * 10) + (peek(p) - '0');
    ++p->at;
  }
  if (p->at == digits) {
    return fail(p, "expected a digit");
  }
  if (p->text.data[digits] == '0' && (minus || p->at > digits + 1)) {
    return fail_at(p, start, "expected an integer without a leading zero");
  }
  if (value > largest) {
    return fail_at(p, start, "expected an integer up to 9007199254740991");
  }
  *out = minus ? -value : value;
  return RHUMB_OK;
}

static RhumbStatus
skip_digits(Parser *const p)
{
  const size_t start = p->at;
  while (rhumb_is_digit(peek(p))) {
    ++p->at;
  }
  return p->at > start ? RHUMB_OK : fail(p, "expected a digit");
}

/// Read a number of a filter; its text is its value
static RhumbStatus
parse_number(Parser *const p, RhumbPathValue *const out)
{
  const size_t start = p->at;
  (void)take(p, "-");
  const char first = peek(p);
  RHUMB_TRY(skip_digits(p));
  if (first == '0' && rhumb_is_digit(p->text.data[p->at - 1]) &&
      p->at - start > 1U + (p->text.data[start] == '-')) {
    return fail_at(p, start, "expected a number without a leading zero");
  }
  if (take(p, ".")) {
    RHUMB_TRY(skip_digits(p));
  }
  if (peek(p) == 'e' || peek(p) == 'E') {
    ++p->at;
    if (!take(p, "+")) {
      (void)take(p, "-");
    }
    RHUMB_TRY(skip_digits(p));
  }
  *out = (RhumbPathValue){
      .kind = RHUMB_JSON_NUMBER,
      .text = rhumb_str_copy(p->arena, rhumb_str_slice(p->text, start, p->at))};
  return RHUMB_OK;
}

// Selectors ------------------------------------------------------------------

static RhumbStatus
parse_slice_part(Parser *const p, int64_t *const out, bool *const given)
{
  skip_space(p);
  *given = peek(p) == '-' || rhumb_is_digit(peek(p));
  return *given ? parse_integer(p, out) : RHUMB_OK;
}

/// Read an index, or a slice
static RhumbStatus
parse_numbers(Parser *const p, RhumbSelector *const out)
{
  *out = (RhumbSelector){.kind = RHUMB_SELECT_INDEX, .step = 1};
  RHUMB_TRY(parse_slice_part(p, &out->start, &out->has_start));
  const size_t behind = p->at;
  skip_space(p);
  if (!take(p, ":")) {
    p->at = behind;
    return RHUMB_OK;
  }

  bool has_step = false;
  out->kind = RHUMB_SELECT_SLICE;
  RHUMB_TRY(parse_slice_part(p, &out->end, &out->has_end));
  skip_space(p);
  if (take(p, ":")) {
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
  skip_space(p);
  RHUMB_TRY(parse_or(p, &out->filter));
  p->loose = loose;
  return RHUMB_OK;
}

static RhumbStatus
parse_selector(Parser *const p, RhumbSelector *const out)
{
  const char c = peek(p);
  *out = (RhumbSelector){.kind = RHUMB_SELECT_NAME};
  if (c == '\'' || c == '"') {
    return parse_string(p, &out->name);
  }
  if (take(p, "*")) {
    out->kind = RHUMB_SELECT_ALL;
    return RHUMB_OK;
  }
  if (take(p, "?")) {
    return parse_filter(p, out);
  }
  if (c == '-' || c == ':' || rhumb_is_digit(c)) {
    return parse_numbers(p, out);
  }
  return fail(p,
              "expected a name in quotes, an index, a slice, \"*\" or a filter "
              "that begins with \"?\"");
}

/// Append to an array that the arena owns
static void *
append(Parser *const p,
       const void *const items,
       const size_t count,
       const size_t size)
{
  if (count && (count & (count - 1))) {
    // Room was made for the next power of two
    union {
      const void *from;
      void *to;
    } same = {items};
    return same.to;
  }
  void *const more = rhumb_arena_alloc(p->arena, size, count ? count * 2 : 1);
  if (items) {
    memcpy(more, items, count * size);
  }
  return more;
}

static RhumbStatus
parse_brackets(Parser *const p, RhumbSegment *const segment)
{
  const size_t start = p->at - 1;
  RhumbSelector *selectors = NULL;
  do {
    skip_space(p);
    RhumbSelector selector = {.kind = RHUMB_SELECT_NAME};
    RHUMB_TRY(parse_selector(p, &selector));
    selectors = (RhumbSelector *)append(
        p, selectors, segment->count, sizeof(RhumbSelector));
    selectors[segment->count++] = selector;
    skip_space(p);
  } while (take(p, ","));

  segment->selectors = selectors;
  if (take(p, "]")) {
    return RHUMB_OK;
  }
  return p->at == p->text.len
             ? fail_at(p, start, "expected the closing \"]\" of this bracket")
             : fail(p, "expected \",\" or \"]\"");
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

/// Read a name that is not quoted
static RhumbStatus
parse_name(Parser *const p, RhumbSegment *const segment)
{
  const size_t start = p->at;
  if (p->loose) {
    while (p->at < p->text.len && peek(p) != '.' && peek(p) != '[') {
      ++p->at;
    }
  } else if (!rhumb_is_digit(peek(p))) {
    while (rhumb_path_name_char(peek(p))) {
      ++p->at;
    }
  }
  const RhumbStr name = rhumb_str_slice(p->text, start, p->at);
  if (!name.len) {
    return fail(p,
                "expected a name; others than letters, digits and \"_\" are "
                "written ['…']");
  }
  size_t bad = 0;
  if (!rhumb_utf8_valid(name, &bad)) {
    return fail_at(p, start + bad, "expected UTF-8");
  }
  set_selector(p, segment, RHUMB_SELECT_NAME, name);
  return RHUMB_OK;
}

/// Read what follows a dot, or two
static RhumbStatus
parse_dotted(Parser *const p, RhumbSegment *const segment)
{
  if ((segment->descendant || p->loose) && take(p, "[")) {
    return parse_brackets(p, segment);
  }
  if (take(p, "*")) {
    set_selector(p, segment, RHUMB_SELECT_ALL, RHUMB_STR(""));
    return RHUMB_OK;
  }
  return parse_name(p, segment);
}

static bool
is_singular(const RhumbPathQuery *const query)
{
  for (size_t i = 0; i < query->count; ++i) {
    const RhumbSegment *const segment = &query->segments[i];
    if (segment->descendant || segment->count != 1 ||
        (segment->selectors->kind != RHUMB_SELECT_NAME &&
         segment->selectors->kind != RHUMB_SELECT_INDEX)) {
      return false;
    }
  }
  return true;
}

static RhumbStatus
add_segment(Parser *const p,
            RhumbPathQuery *const query,
            const RhumbSegment *const segment)
{
  RhumbSegment *const segments = (RhumbSegment *)append(
      p, query->segments, query->count, sizeof(RhumbSegment));
  segments[query->count++] = *segment;
  query->segments = segments;
  return RHUMB_OK;
}

static RhumbStatus
parse_segments(Parser *const p, RhumbPathQuery *const query)
{
  for (;;) {
    const size_t before = p->at;
    RhumbSegment segment = {0};
    skip_space(p);
    if (take(p, "[")) {
      RHUMB_TRY(parse_brackets(p, &segment));
    } else if (peek(p) == '.') {
      segment.descendant = take(p, "..");
      p->at += !segment.descendant;
      RHUMB_TRY(parse_dotted(p, &segment));
    } else {
      p->at = before;
      query->singular = is_singular(query);
      return RHUMB_OK;
    }
    RHUMB_TRY(add_segment(p, query, &segment));
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
  return fits ? RHUMB_OK : fail_at(p, at, messages[wanted]);
}

static RhumbStatus
parse_argument(Parser *const p,
               const RhumbPathType wanted,
               const RhumbPathExpr **const out)
{
  RhumbPathExpr *expr = NULL;
  skip_space(p);
  const size_t start = p->at;
  RHUMB_TRY(parse_operand(p, &expr));
  RHUMB_TRY(check_type(p, expr, wanted, start));
  skip_space(p);
  *out = expr;
  return RHUMB_OK;
}

/// A pattern that is none is legal and matches nothing: say so
static void
check_pattern(const Parser *const p,
              const RhumbPathExpr *const call,
              const size_t at)
{
  const RhumbPathExpr *const pattern = call->right;
  if (functions[call->call].result == RHUMB_PATH_LOGICAL &&
      pattern->kind == RHUMB_EXPR_LITERAL &&
      pattern->literal.kind == RHUMB_JSON_STRING &&
      !rhumb_regex_is_valid(pattern->literal.text)) {
    rhumb_warn(p->diag,
               RHUMB_WARNING,
               place(p, at),
               "the pattern \"%.*s\" is no I-Regexp (RFC 9485) and matches "
               "nothing; a digit is [0-9], a space [ ]",
               RHUMB_FMT(pattern->literal.text));
  }
}

static RhumbStatus
parse_arguments(Parser *const p, const size_t start, RhumbPathExpr *const call)
{
  const Function *const function = &functions[call->call];
  const RhumbPathExpr **const args[] = {&call->left, &call->right};
  for (unsigned i = 0; i < function->n_args; ++i) {
    if (i && !take(p, ",")) {
      return fail(p, "expected \",\" and another argument");
    }
    RHUMB_TRY(parse_argument(p, function->args[i], args[i]));
  }
  if (!take(p, ")")) {
    return fail(p,
                peek(p) == ',' ? "expected \")\": too many arguments"
                               : "expected \")\" behind the arguments");
  }
  check_pattern(p, call, start);
  return RHUMB_OK;
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
                           place(p, start),
                           RHUMB_ROW_NEAR(functions, name),
                           "JSONPath has no function \"%.*s\"; it has length, "
                           "count, match, search and value",
                           RHUMB_FMT(name));
  }
  *out = new_expr(p, RHUMB_EXPR_CALL);
  (*out)->call = function->call;
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
  while (rhumb_path_name_char(peek(p))) {
    ++p->at;
  }
  const RhumbStr word = rhumb_str_slice(p->text, start, p->at);
  if (take(p, "(")) {
    return parse_call(p, start, word, out);
  }
  const Literal *const literal = RHUMB_ROW(literals, word);
  if (literal) {
    *out = new_expr(p, RHUMB_EXPR_LITERAL);
    (*out)->literal.kind = literal->kind;
    return RHUMB_OK;
  }
  return fail_at(p,
                 start,
                 "expected a value: a path that begins with \"@\" or \"$\", a "
                 "literal (text in quotes) or a function");
}

static RhumbStatus
parse_filter_query(Parser *const p, RhumbPathExpr **const out)
{
  *out = new_expr(p, RHUMB_EXPR_QUERY);
  (*out)->query.from_root = peek(p) == '$';
  (*out)->query.slot = p->n_slots;
  p->n_slots += (*out)->query.from_root;
  ++p->at;
  return parse_segments(p, &(*out)->query);
}

static RhumbStatus
parse_value(Parser *const p, RhumbPathExpr **const out)
{
  const char c = peek(p);
  if (c == '@' || c == '$') {
    return parse_filter_query(p, out);
  }
  if (c == '\'' || c == '"') {
    *out = new_expr(p, RHUMB_EXPR_LITERAL);
    (*out)->literal.kind = RHUMB_JSON_STRING;
    return parse_string(p, &(*out)->literal.text);
  }
  if (c == '-' || rhumb_is_digit(c)) {
    *out = new_expr(p, RHUMB_EXPR_LITERAL);
    return parse_number(p, &(*out)->literal);
  }
  return parse_word(p, out);
}

static RhumbStatus
parse_operand(Parser *const p, RhumbPathExpr **const out)
{
  if (++p->depth > deepest) {
    return fail(p, "expected less nesting: more than 100 levels");
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
    if (take(p, signs[i].sign)) {
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
  skip_space(p);
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
  const bool negated = take(p, "!");
  if (negated) {
    skip_space(p);
  }
  const RhumbPathExpr *inner = NULL;
  const size_t start = p->at;
  if (take(p, "(")) {
    skip_space(p);
    RHUMB_TRY(parse_or(p, &inner));
    skip_space(p);
    if (!take(p, ")")) {
      return p->at == p->text.len
                 ? fail_at(p, start, "expected the closing \")\" of this one")
                 : fail(p, "expected \"&&\", \"||\" or \")\"");
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
    skip_space(p);
    if (!take(p, sign)) {
      p->at = behind;
      return RHUMB_OK;
    }
    RhumbPathExpr *const expr = new_expr(p, kind);
    expr->left = *out;
    *out = expr;
    out = &expr->right;
    skip_space(p);
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
  if (++p->depth > deepest) {
    return fail(p, "expected less nesting: more than 100 levels");
  }
  RHUMB_TRY(parse_chain(p, "||", RHUMB_EXPR_OR, parse_and, out));
  --p->depth;
  return RHUMB_OK;
}

// Queries --------------------------------------------------------------------

/// Read the root, or what older files have in its place
static RhumbStatus
parse_root(Parser *const p, RhumbPathQuery *const query)
{
  if (take(p, "$") || (p->loose && take(p, "@"))) {
    return RHUMB_OK;
  }
  if (!p->loose) {
    return fail(p, "expected \"$\" at the start");
  }
  if (!p->text.len || peek(p) == '[' || peek(p) == '.') {
    return RHUMB_OK;
  }
  RhumbSegment first = {0};
  RHUMB_TRY(parse_dotted(p, &first));
  return add_segment(p, query, &first);
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
    skip_space(p);
  }

  RhumbJsonPath *const path = RHUMB_NEW(arena, RhumbJsonPath, 1);
  path->query.from_root = true;
  RHUMB_TRY(parse_root(p, &path->query));
  RHUMB_TRY(parse_segments(p, &path->query));
  if (p->at < p->text.len) {
    return fail(p, "expected \".\", \"[\" or the end");
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
rhumb_jsonpath_is_name(const RhumbJsonPath *const path, RhumbStr *const name)
{
  const RhumbPathQuery *const query = &path->query;
  if (query->count != 1 || !is_one_name(query->segments)) {
    return false;
  }
  *name = query->segments->selectors->name;
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
  const RhumbSegment *const last = &query->segments[n_names];
  if (last->descendant || last->count != 1 ||
      (last->selectors->kind != RHUMB_SELECT_ALL &&
       last->selectors->kind != RHUMB_SELECT_FILTER)) {
    return false;
  }

  RhumbStr *const names = RHUMB_NEW(arena, RhumbStr, n_names);
  for (size_t i = 0; i < n_names; ++i) {
    if (!is_one_name(&query->segments[i])) {
      return false;
    }
    names[i] = query->segments[i].selectors->name;
  }
  *out = (RhumbJsonStream){
      names, n_names, last->selectors->kind == RHUMB_SELECT_FILTER};
  return true;
}

// SPDX-License-Identifier: ISC

/// @file xpath_calls.c  What an XPath calls: functions and variables that there
/// are not, which libxml2 tells only when it meets them in data.

#include "source/xpath.h"

#include "base/list.h"
#include "base/near.h"

/// A function of XPath 1.0 (section 4) and how many arguments it takes
typedef struct {
  const char *name;
  unsigned least, most;
} Function;

enum { ANY_NUMBER = 1000 };

// clang-format off
static const Function functions[] = {
  {"last", 0, 0},             {"position", 0, 0},        {"count", 1, 1},
  {"id", 1, 1},               {"local-name", 0, 1},      {"namespace-uri", 0, 1},
  {"name", 0, 1},             {"string", 0, 1},          {"concat", 2, ANY_NUMBER},
  {"starts-with", 2, 2},      {"contains", 2, 2},        {"substring-before", 2, 2},
  {"substring-after", 2, 2},  {"substring", 2, 3},       {"string-length", 0, 1},
  {"normalize-space", 0, 1},  {"translate", 3, 3},       {"boolean", 1, 1},
  {"not", 1, 1},              {"true", 0, 0},            {"false", 0, 0},
  {"lang", 1, 1},             {"number", 0, 1},          {"sum", 1, 1},
  {"floor", 1, 1},            {"ceiling", 1, 1},         {"round", 1, 1},
};

/// Functions of later XPath that are asked for, and what does the same
static const struct {
  const char *name, *instead;
} later[] = {
  {"upper-case",      "$(name => upper) does that, or grel:toUpperCase of the rules"},
  {"lower-case",      "$(name => lower) does that, or grel:toLowerCase of the rules"},
  {"replace",         "the function grel:string_replace of the rules does that"},
  {"tokenize",        "the function grel:string_split of the rules does that"},
  {"string-join",     "the function grel:array_join of the rules does that"},
  {"ends-with",       "the function grel:string_endsWith of the rules does that"},
  {"matches",         "the function grel:string_match of the rules does that"},
  {"distinct-values", "the function grel:array_uniques of the rules does that"},
  {"reverse",         "the function grel:array_reverse of the rules does that"},
  {"sort",            "the function grel:array_sort of the rules does that"},
  {"exists",          "boolean() does that"},
  {"empty",           "not() does that"},
  {"avg",             "sum(a) div count(a) does that"},
  {"abs",             "the function grel:math_abs of the rules does that"},
  {"head",            "a predicate does that: [1]"},
  {"tail",            "a predicate does that: [position() > 1]"},
  {"subsequence",     "position() in a predicate does that: [position() <= 3]"},
  {"data",            "string() does that"},
  {"encode-for-uri",  "an IRI of the rules encodes what is put into it"},
  {"format-date",     "the function grel:date_toString of the rules does that"},
  {"doc",             "a source of the rules names the file"},
  {"collection",      "a source of the rules names the files"},
  {"parse-json",      "JSON is read with ~jsonpath"},
};
// clang-format on

static const char *const node_types[] = {
    "comment", "text", "processing-instruction", "node", NULL};
static const char *const word_operators[] = {"and", "or", "div", "mod", NULL};

/// An expression being looked through
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
  const RhumbDiag *diag;
  size_t at;
  bool operand; ///< What stands before could be one: a word may be an operator
} Scan;

static RhumbLoc
place(const Scan *const scan, const size_t at)
{
  return rhumb_loc_along(scan->loc, at);
}

static char
peek(const Scan *const scan, const size_t at)
{
  return (char)(at < scan->text.len ? scan->text.data[at] : '\0');
}

static size_t
skip_space(const Scan *const scan, size_t at)
{
  while (rhumb_is_space(peek(scan, at))) {
    ++at;
  }
  return at;
}

static RhumbStatus
fail_function(const Scan *const scan, const size_t at, const RhumbStr name)
{
  const RhumbStr prefix = RHUMB_STR("fn:");
  const RhumbStr bare =
      rhumb_str_from(name, rhumb_str_starts(name, prefix) ? prefix.len : 0);
  for (size_t i = 0; i < RHUMB_COUNT(later); ++i) {
    if (rhumb_str_is(bare, later[i].name)) {
      return rhumb_fail(scan->diag,
                        RHUMB_ERR_REFERENCE,
                        place(scan, at),
                        "in the XPath \"%.*s\": XPath 1.0 has no function "
                        "\"%.*s\"; %s",
                        RHUMB_FMT(scan->text),
                        RHUMB_FMT(name),
                        later[i].instead);
    }
  }
  return rhumb_fail_near(scan->diag,
                         RHUMB_ERR_REFERENCE,
                         place(scan, at),
                         RHUMB_ROW_NEAR(functions, name),
                         "in the XPath \"%.*s\": XPath 1.0 has no function "
                         "\"%.*s\"",
                         RHUMB_FMT(scan->text),
                         RHUMB_FMT(name));
}

/// Count the arguments behind the parenthesis at `open`
static unsigned
count_arguments(const Scan *const scan, const size_t open)
{
  unsigned count = peek(scan, skip_space(scan, open + 1)) == ')' ? 0 : 1;
  size_t depth = 1;
  for (size_t i = open + 1; i < scan->text.len && depth; ++i) {
    const char c = scan->text.data[i];
    if (c == '"' || c == '\'') {
      i = rhumb_xpath_skip_literal(scan->text, i);
    }
    depth += c == '(' || c == '[' ? 1U : 0U;
    depth -= c == ')' || c == ']' ? 1U : 0U;
    count += c == ',' && depth == 1 ? 1U : 0U;
  }
  return count;
}

/// Check the function called `name` at `at`, whose parenthesis is at `open`
static RhumbStatus
check_call(const Scan *const scan,
           const size_t at,
           const RhumbStr name,
           const size_t open)
{
  const Function *const function = (const Function *)RHUMB_ROW(functions, name);
  if (!function) {
    return fail_function(scan, at, name);
  }
  const unsigned given = count_arguments(scan, open);
  return given >= function->least && given <= function->most
             ? RHUMB_OK
             : rhumb_fail(scan->diag,
                          RHUMB_ERR_REFERENCE,
                          place(scan, at),
                          "in the XPath \"%.*s\": the function %s takes %s%u "
                          "argument%s, not %u",
                          RHUMB_FMT(scan->text),
                          function->name,
                          given < function->least ? "at least " : "at most ",
                          given < function->least ? function->least
                                                  : function->most,
                          (given < function->least ? function->least
                                                   : function->most) == 1
                              ? ""
                              : "s",
                          given);
}

/// Pass a name with its prefix, and look at what it is
static RhumbStatus
take_word(Scan *const scan)
{
  const size_t start = scan->at;
  size_t end = start;
  while (rhumb_xpath_in_name(peek(scan, end)) ||
         (peek(scan, end) == ':' && peek(scan, end + 1) != ':' &&
          peek(scan, end - 1) != ':')) {
    ++end;
  }
  const RhumbStr word = rhumb_str_slice(scan->text, start, end);
  const size_t next = skip_space(scan, end);
  const bool is_operator = scan->operand && rhumb_word(word_operators, word);
  scan->at = end;
  scan->operand = !is_operator;
  return peek(scan, next) == '(' && !is_operator &&
                 !rhumb_word(node_types, word)
             ? check_call(scan, start, word, next)
             : RHUMB_OK;
}

static RhumbStatus
fail_variable(const Scan *const scan)
{
  return rhumb_fail(scan->diag,
                    RHUMB_ERR_REFERENCE,
                    place(scan, scan->at),
                    "in the XPath \"%.*s\": there are no variables that \"$\" "
                    "could name",
                    RHUMB_FMT(scan->text));
}

/// Pass a sign that is no part of a word
static void
take_sign(Scan *const scan, const char c)
{
  if (c == '*') {
    scan->operand = !scan->operand; // Any name, or multiplication
  } else if (!rhumb_is_space(c)) {
    scan->operand = c == ')' || c == ']' || c == '.' || rhumb_is_digit(c);
  }
  ++scan->at;
}

RhumbStatus
rhumb_xpath_check_calls(const RhumbStr text,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  Scan scan = {.text = text, .loc = loc, .diag = diag};
  while (scan.at < text.len) {
    const char c = text.data[scan.at];
    if (c == '$') {
      return fail_variable(&scan);
    }
    if (c == '"' || c == '\'') {
      scan.at = rhumb_xpath_skip_literal(text, scan.at) + 1;
      scan.operand = true;
    } else if (rhumb_xpath_starts_name(c)) {
      RHUMB_TRY(take_word(&scan));
    } else {
      take_sign(&scan, c);
    }
  }
  return RHUMB_OK;
}

// SPDX-License-Identifier: ISC

/// @file xpath_calls.c  What an XPath calls: functions and variables that there
/// are not, which libxml2 tells only when it meets them in data.

#include "source/xpath_scan.h"

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

/// An expression being looked through
typedef struct {
  RhumbXPathScan scan;
  RhumbLoc loc;
  const RhumbDiag *diag;
} Check;

static RhumbLoc
place(const Check *const check, const size_t at)
{
  return rhumb_loc_along(check->loc, at);
}

static RhumbStatus
fail_function(const Check *const check, const size_t at, const RhumbStr name)
{
  const RhumbStr prefix = RHUMB_STR("fn:");
  const RhumbStr bare =
      rhumb_str_from(name, rhumb_str_starts(name, prefix) ? prefix.len : 0);
  for (size_t i = 0; i < RHUMB_COUNT(later); ++i) {
    if (rhumb_str_is(bare, later[i].name)) {
      return rhumb_fail(check->diag,
                        RHUMB_ERR_REFERENCE,
                        place(check, at),
                        "in the XPath \"%.*s\": XPath 1.0 has no function "
                        "\"%.*s\"; %s",
                        RHUMB_FMT(check->scan.text),
                        RHUMB_FMT(name),
                        later[i].instead);
    }
  }
  return rhumb_fail_near(check->diag,
                         RHUMB_ERR_REFERENCE,
                         place(check, at),
                         RHUMB_ROW_NEAR(functions, name),
                         "in the XPath \"%.*s\": XPath 1.0 has no function "
                         "\"%.*s\"",
                         RHUMB_FMT(check->scan.text),
                         RHUMB_FMT(name));
}

/// Count the arguments behind the parenthesis at `open`
static unsigned
count_arguments(const Check *const check, const size_t open)
{
  unsigned count =
      rhumb_xpath_peek(&check->scan,
                       rhumb_xpath_skip_space(&check->scan, open + 1)) == ')'
          ? 0
          : 1;
  size_t depth = 1;
  for (size_t i = open + 1; i < check->scan.text.len && depth; ++i) {
    const char c = check->scan.text.data[i];
    if (c == '"' || c == '\'') {
      i = rhumb_xpath_skip_literal(check->scan.text, i);
    }
    depth += c == '(' || c == '[' ? 1U : 0U;
    depth -= c == ')' || c == ']' ? 1U : 0U;
    count += c == ',' && depth == 1 ? 1U : 0U;
  }
  return count;
}

/// Check the function called `name` at `at`, whose parenthesis is at `open`
static RhumbStatus
check_call(const Check *const check,
           const size_t at,
           const RhumbStr name,
           const size_t open)
{
  const Function *const function = (const Function *)RHUMB_ROW(functions, name);
  if (!function) {
    return fail_function(check, at, name);
  }
  const unsigned given = count_arguments(check, open);
  return given >= function->least && given <= function->most
             ? RHUMB_OK
             : rhumb_fail(check->diag,
                          RHUMB_ERR_REFERENCE,
                          place(check, at),
                          "in the XPath \"%.*s\": the function %s takes %s%u "
                          "argument%s, not %u",
                          RHUMB_FMT(check->scan.text),
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

/// Check what a word calls, if it is followed by a parenthesis
static RhumbStatus
check_word(const Check *const check, const RhumbXPathToken *const word)
{
  const size_t next = rhumb_xpath_skip_space(&check->scan, check->scan.at);
  return rhumb_xpath_peek(&check->scan, next) == '(' && !word->is_operator &&
                 !rhumb_xpath_is_node_type(word->text)
             ? check_call(check, word->start, word->text, next)
             : RHUMB_OK;
}

RhumbStatus
rhumb_xpath_check_calls(const RhumbStr text,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  Check check = {{.text = text}, loc, diag};
  RhumbXPathToken token;
  while (rhumb_xpath_scan(&check.scan, &token)) {
    if (token.kind == RHUMB_XPATH_SIGN && *token.text.data == '$') {
      return rhumb_fail(diag,
                        RHUMB_ERR_REFERENCE,
                        place(&check, token.start),
                        "in the XPath \"%.*s\": there are no variables that "
                        "\"$\" could name",
                        RHUMB_FMT(text));
    }
    if (token.kind == RHUMB_XPATH_WORD) {
      RHUMB_TRY(check_word(&check, &token));
    }
  }
  return RHUMB_OK;
}

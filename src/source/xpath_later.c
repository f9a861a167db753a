// SPDX-License-Identifier: ISC

/// @file xpath_later.c  What XPath 2.0 and later have and 1.0 has not, told by
/// its name, with what does the same in the rules. Such an expression is often
/// no XPath 1.0 at all, so this looks at its words and signs alone.

#include "source/xpath_scan.h"

#include "base/list.h"
#include "base/near.h"

#include <stdlib.h>

/// A construct of later XPath
typedef struct {
  const char *word;    ///< What it is told by
  const char *follows; ///< What stands behind that; NULL: anything
  const char *instead; ///< What does the same
} Construct;

#define JSON_READS "JSON is read with ~jsonpath"

// clang-format off
/// Where an operand may begin
static const Construct openers[] = {
  {"if",        "(", "a condition of the rules decides, or a table with =>"},
  {"for",       "$", "an iterator finds the nodes, one row each"},
  {"let",       "$", "write the expression where its value is wanted"},
  {"some",      "$", "a predicate does that: a[b = 'c'] is true of any"},
  {"every",     "$", "not() twice does that: not(a[not(b = 'c')])"},
  {"map",       "{", "a table of the rules does that: $(name => table)"},
  {"array",     "{", JSON_READS},
  {"function",  "(", "a function of the rules stands behind =>"},
  {"Q",         "{", "a prefix of the rules names the namespace: p:name"},
};

/// Between two operands
static const Construct words[] = {
  {"eq",        NULL, "\"=\" does that"},
  {"ne",        NULL, "\"!=\" does that"},
  {"lt",        NULL, "\"<\" does that"},
  {"le",        NULL, "\"<=\" does that"},
  {"gt",        NULL, "\">\" does that"},
  {"ge",        NULL, "\">=\" does that"},
  {"is",        NULL, "compare what tells the nodes: a/@id = b/@id"},
  {"union",     NULL, "\"|\" does that"},
  {"intersect", NULL, "two predicates do that: a[b][c], not a[b] intersect a[c]"},
  {"except",    NULL, "not() in a predicate does that: *[not(self::b)], not * except b"},
  {"to",        NULL, "position() in a predicate does that: [position() <= 3]"},
  {"idiv",      NULL, "floor(a div b) does that of numbers above zero"},
  {"instance",  NULL, "values of XML are texts"},
  {"cast",      NULL, "a datatype of the object does that: xsd:integer"},
  {"castable",  NULL, "invalid: drop leaves out what is none of a datatype"},
  {"treat",     NULL, "values of XML are texts"},
  {"then",      NULL, "a condition of the rules decides, or a table with =>"},
  {"else",      NULL, "a condition of the rules decides, or a table with =>"},
  {"return",    NULL, "an iterator finds the nodes, one row each"},
  {"satisfies", NULL, "a predicate does that: a[b = 'c']"},
};

/// Signs, each before what it begins with
static const Construct signs[] = {
  {"||", NULL, "concat() does that, or a template: $(a)$(b)"},
  {"=>", NULL, "a function of the rules stands behind the reference: $(a => lower)"},
  {":=", NULL, "write the expression where its value is wanted"},
  {"<<", NULL, "position() tells the order of nodes"},
  {">>", NULL, "position() tells the order of nodes"},
  {"(:", NULL, "YAML has comments: # to the end of the line"},
  {"*:", NULL, "*[local-name() = 'name'] does that"},
  {"{",  NULL, "a path stands there without braces"},
  {"?",  NULL, JSON_READS},
  {"!",  "",   "an iterator finds the nodes, one row each"},
};
// clang-format on

/// Return the construct that a word is told by, or NULL
static const Construct *
of_word(const RhumbXPathScan *const scan, const RhumbXPathToken *const token)
{
  const Construct *const found =
      token->after_operand ? (const Construct *)RHUMB_ROW(words, token->text)
                           : (const Construct *)RHUMB_ROW(openers, token->text);
  return found && (!found->follows ||
                   rhumb_xpath_peek(scan,
                                    rhumb_xpath_skip_space(scan, scan->at)) ==
                       *found->follows)
             ? found
             : NULL;
}

/// Return the construct that a sign, or several from it on, are told by, or
/// NULL
static const Construct *
of_sign(const RhumbXPathScan *const scan, const RhumbXPathToken *const token)
{
  const RhumbStr rest = rhumb_str_from(scan->text, token->start);
  for (size_t i = 0; i < RHUMB_COUNT(signs); ++i) {
    const RhumbStr sign = rhumb_str(signs[i].word);
    const char next = rhumb_xpath_peek(scan, token->start + sign.len);
    if (rhumb_str_starts(rest, sign) && !(signs[i].follows && next == '=') &&
        !(rhumb_str_is(sign, "*:") && next == ':')) {
      return &signs[i];
    }
  }
  return NULL;
}

RhumbStatus
rhumb_xpath_check_later(const RhumbStr text,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  RhumbXPathScan scan = {.text = text};
  RhumbXPathToken token;
  while (rhumb_xpath_scan(&scan, &token)) {
    const Construct *const found =
        token.kind == RHUMB_XPATH_WORD   ? of_word(&scan, &token)
        : token.kind == RHUMB_XPATH_SIGN ? of_sign(&scan, &token)
                                         : NULL;
    if (found) {
      return rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        rhumb_loc_along(loc, token.start),
                        "in the XPath \"%.*s\": XPath 1.0 has no \"%s\"; %s",
                        RHUMB_FMT(text),
                        found->word,
                        found->instead);
    }
  }
  return RHUMB_OK;
}

// Forms ----------------------------------------------------------------------

/// What stands before an opening sign
typedef enum { BEFORE_GROUP, BEFORE_CALL, BEFORE_STEP, BEFORE_SLASH } Before;

/// Return what stands before `at`, which `start` is the word before of
static Before
before_sign(const RhumbStr text, const size_t at)
{
  size_t end = at;
  while (end > 0 && rhumb_is_space(text.data[end - 1])) {
    --end;
  }
  size_t start = end;
  while (start > 0 && rhumb_xpath_in_name(text.data[start - 1])) {
    --start;
  }
  const bool is_behind_slash = start > 0 && text.data[start - 1] == '/';
  const RhumbStr word = rhumb_str_slice(text, start, end);
  return !word.len ? (is_behind_slash ? BEFORE_SLASH : BEFORE_GROUP)
         : is_behind_slash && !rhumb_xpath_is_node_type(word) ? BEFORE_STEP
                                                              : BEFORE_CALL;
}

/// The forms, by what stands before the parenthesis
static const Construct forms[] = {
    [BEFORE_GROUP] = {"(a, b)",
                      NULL,
                      "\"or\" does that: [. = 1 or . = 2]; of nodes, \"|\""},
    [BEFORE_STEP] = {"a/f()", NULL, "a function takes the path: string(a)"},
    [BEFORE_SLASH] = {"a/(b)", NULL, "write both paths: a/b | a/c"},
};

static RhumbStatus
fail_form(const RhumbStr text,
          const RhumbLoc loc,
          const size_t at,
          const Before before,
          const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_UNSUPPORTED,
                    rhumb_loc_along(loc, at),
                    "in the XPath \"%.*s\": XPath 1.0 has no \"%s\"; %s",
                    RHUMB_FMT(text),
                    forms[before].word,
                    forms[before].instead);
}

RhumbStatus
rhumb_xpath_check_forms(const RhumbStr text,
                        const RhumbLoc loc,
                        const RhumbDiag *const diag)
{
  RHUMB_LIST(bool) calls = {0}; // Of the signs that are open
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; status == RHUMB_OK && i < text.len; ++i) {
    const char c = text.data[i];
    if (c == '"' || c == '\'') {
      i = rhumb_xpath_skip_literal(text, i);
    } else if (c == '(') {
      const Before before = before_sign(text, i);
      RHUMB_PUSH(&calls, before == BEFORE_CALL);
      if (before == BEFORE_STEP || before == BEFORE_SLASH) {
        status = fail_form(text, loc, i, before, diag);
      }
    } else if (c == '[') {
      RHUMB_PUSH(&calls, false);
    } else if (c == ')' || c == ']') {
      calls.count -= calls.count ? 1U : 0U;
    } else if (c == ',' && !(calls.count && calls.items[calls.count - 1])) {
      status = fail_form(text, loc, i, BEFORE_GROUP, diag);
    }
  }
  free(calls.items);
  return status;
}

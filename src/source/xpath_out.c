// SPDX-License-Identifier: ISC

/// @file xpath_out.c  What an XPath looks at outside of its row: the elements
/// around it, or the document from its root.
///
/// Of each step it is known how far below the row it is. Where that cannot be
/// told, behind a parenthesis, the path is taken to stay within.

#include "source/xpath_scan.h"

#include "base/list.h"

#include <stdlib.h>

enum {
  DEEP = 64, ///< Below the row, nobody knows how far
  OUT = -64, ///< Out of the row, wherever a step is
};

/// An axis, and how far down it leads
static const struct {
  const char *name;
  int down;
} axes[] = {
    {"ancestor", OUT},
    {"ancestor-or-self", OUT},
    {"attribute", 1},
    {"child", 1},
    {"descendant", 1},
    {"descendant-or-self", 0},
    {"following", OUT},
    {"following-sibling", -1},
    {"namespace", 1},
    {"parent", -1},
    {"preceding", OUT},
    {"preceding-sibling", -1},
    {"self", 0},
};

/// A predicate or a parenthesis that is open, and where the path around it is
typedef struct {
  int depth, base;
  bool is_predicate;
} Open;

typedef struct {
  RhumbXPathScan scan;
  RHUMB_LIST(Open) open;
  int depth;       ///< Of the last step, below the row
  int base;        ///< Of what a path begins at
  int axis;        ///< How far down the next step leads
  bool is_step;    ///< A step stands before: a "/" goes on with its path
  bool is_further; ///< That "/" stands before
} Walk;

/// Take a step; false: it leaves the row
static bool
take_step(Walk *const walk)
{
  walk->depth = (walk->is_further ? walk->depth : walk->base) + (int)walk->axis;
  walk->axis = 1;
  walk->is_step = true;
  walk->is_further = false;
  return walk->depth >= 0;
}

/// Note the axis that a word is, if "::" is behind it
static bool
take_axis(Walk *const walk, const RhumbStr word)
{
  RhumbXPathScan *const scan = &walk->scan;
  const size_t next = rhumb_xpath_skip_space(scan, scan->at);
  if (rhumb_xpath_peek(scan, next) != ':') {
    return false;
  }
  for (size_t i = 0; i < RHUMB_COUNT(axes); ++i) {
    if (rhumb_str_is(word, axes[i].name)) {
      walk->axis = axes[i].down;
    }
  }
  scan->at = next + 2;
  return true;
}

/// Take a word: an operator, an axis, a step or a function
static bool
take_word(Walk *const walk, const RhumbXPathToken *const token)
{
  RhumbXPathScan *const scan = &walk->scan;
  if (token->is_operator) {
    walk->is_step = walk->is_further = false;
    return true;
  }
  if (take_axis(walk, token->text)) {
    return true;
  }
  const size_t next = rhumb_xpath_skip_space(scan, scan->at);
  const bool is_call = rhumb_xpath_peek(scan, next) == '(';
  if (is_call && rhumb_xpath_is_node_type(token->text)) {
    const RhumbStr rest = rhumb_str_from(scan->text, next);
    scan->at = next + rhumb_str_index(rest, ')') + 1;
  } else if (is_call) {
    // What it is called with are paths of their own
    return !rhumb_str_is(token->text, "id"); // Of the whole document
  }
  return take_step(walk);
}

static void
begin_open(Walk *const walk, const bool is_predicate)
{
  RHUMB_PUSH(&walk->open, (Open){walk->depth, walk->base, is_predicate});
  walk->base = is_predicate ? walk->depth : walk->base;
  walk->is_step = walk->is_further = false;
}

/// Behind a predicate the path is where it was
static void
end_open(Walk *const walk)
{
  if (walk->open.count) {
    const Open opened = walk->open.items[--walk->open.count];
    walk->base = opened.base;
    walk->depth = opened.is_predicate ? opened.depth : DEEP;
  }
  walk->is_step = true;
  walk->is_further = false;
}

/// Take a "/": within a path, or at the root of the document
static bool
take_slash(Walk *const walk)
{
  RhumbXPathScan *const scan = &walk->scan;
  if (rhumb_xpath_peek(scan, scan->at) == '/') {
    ++scan->at; // "//": to what is within, however deep
  }
  walk->is_further = true;
  return walk->is_step;
}

/// Take a sign; false: it leaves the row
static bool
take_sign(Walk *const walk, const RhumbXPathToken *const token)
{
  RhumbXPathScan *const scan = &walk->scan;
  const char c = *token->text.data;
  if (c == '/') {
    return take_slash(walk);
  }
  if (c == '.' || (c == '*' && !token->after_operand)) {
    const bool is_up = c == '.' && rhumb_xpath_peek(scan, scan->at) == '.';
    scan->at += is_up ? 1U : 0U;
    walk->axis = is_up ? -1 : c == '.' ? 0 : walk->axis;
    return take_step(walk);
  }
  if (c == '[' || c == '(') {
    begin_open(walk, c == '[');
  } else if (c == ']' || c == ')') {
    end_open(walk);
  } else if (c != '@' && !rhumb_is_space(c)) {
    walk->is_step = walk->is_further = false;
  }
  return true;
}

bool
rhumb_xpath_looks_out(const RhumbStr text, size_t *const at)
{
  Walk walk = {.scan = {.text = text}, .axis = 1};
  RhumbXPathToken token;
  bool stays = true;
  while (stays && rhumb_xpath_scan(&walk.scan, &token)) {
    stays = token.kind == RHUMB_XPATH_WORD   ? take_word(&walk, &token)
            : token.kind == RHUMB_XPATH_SIGN ? take_sign(&walk, &token)
                                             : true;
    *at = token.start;
  }
  free(walk.open.items);
  return !stays;
}

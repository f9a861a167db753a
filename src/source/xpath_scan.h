// SPDX-License-Identifier: ISC

/// @file xpath_scan.h  An XPath token by token, be it of 1.0 or not: what is
/// looked for in its words and signs does not hang on its being sound.

#ifndef RHUMB_SOURCE_XPATH_SCAN_H
#define RHUMB_SOURCE_XPATH_SCAN_H

#include "source/xpath.h"

/// An expression being looked through; begins with its text alone
typedef struct {
  RhumbStr text;
  size_t at;
  bool operand; ///< What stands before could be one: a word may be an operator
} RhumbXPathScan;

typedef enum {
  RHUMB_XPATH_LITERAL,
  RHUMB_XPATH_WORD, ///< A name with its prefix
  RHUMB_XPATH_SIGN, ///< One character, white space too
} RhumbXPathKind;

typedef struct {
  RhumbXPathKind kind;
  size_t start;       ///< Where it begins
  RhumbStr text;      ///< Of a word or sign
  bool after_operand; ///< As the scan's `operand` was before it
  bool is_operator;   ///< A word such as "and" between operands
} RhumbXPathToken;

/// Step to the next token; false: there is none
bool
rhumb_xpath_scan(RhumbXPathScan *scan, RhumbXPathToken *out);

static inline char
rhumb_xpath_peek(const RhumbXPathScan *const scan, const size_t at)
{
  return (char)(at < scan->text.len ? scan->text.data[at] : '\0');
}

/// Return where white space from `at` on ends
static inline size_t
rhumb_xpath_skip_space(const RhumbXPathScan *const scan, size_t at)
{
  while (rhumb_is_space(rhumb_xpath_peek(scan, at))) {
    ++at;
  }
  return at;
}

/// True for the name of a test of nodes, which is no function
bool
rhumb_xpath_is_node_type(RhumbStr word);

#endif // RHUMB_SOURCE_XPATH_SCAN_H

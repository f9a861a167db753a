// SPDX-License-Identifier: ISC

/// @file xpath_scan.c  The words and signs of an XPath.

#include "source/xpath_scan.h"

#include "base/near.h"

bool
rhumb_xpath_is_node_type(const RhumbStr word)
{
  static const char *const types[] = {
      "comment", "text", "processing-instruction", "node", NULL};
  return rhumb_word(types, word);
}

/// Pass a name with its prefix
static void
take_word(RhumbXPathScan *const scan, RhumbXPathToken *const out)
{
  static const char *const operators[] = {"and", "or", "div", "mod", NULL};
  size_t end = scan->at;
  while (rhumb_xpath_in_name(rhumb_xpath_peek(scan, end)) ||
         (rhumb_xpath_peek(scan, end) == ':' &&
          rhumb_xpath_in_name(rhumb_xpath_peek(scan, end + 1)))) {
    ++end;
  }
  out->kind = RHUMB_XPATH_WORD;
  out->text = rhumb_str_slice(scan->text, scan->at, end);
  out->is_operator = scan->operand && rhumb_word(operators, out->text);
  scan->operand = !out->is_operator;
  scan->at = end;
}

static void
take_sign(RhumbXPathScan *const scan, RhumbXPathToken *const out)
{
  const char c = scan->text.data[scan->at];
  out->kind = RHUMB_XPATH_SIGN;
  out->text = rhumb_str_slice(scan->text, scan->at, scan->at + 1);
  if (c == '*') {
    scan->operand = !scan->operand; // Any name, or multiplication
  } else if (!rhumb_is_space(c)) {
    scan->operand = c == ')' || c == ']' || c == '.' || rhumb_is_digit(c);
  }
  ++scan->at;
}

bool
rhumb_xpath_scan(RhumbXPathScan *const scan, RhumbXPathToken *const out)
{
  if (scan->at >= scan->text.len) {
    return false;
  }
  const char c = scan->text.data[scan->at];
  *out = (RhumbXPathToken){.kind = RHUMB_XPATH_LITERAL,
                           .start = scan->at,
                           .after_operand = scan->operand};
  if (c == '"' || c == '\'') {
    scan->at = rhumb_xpath_skip_literal(scan->text, scan->at) + 1;
    scan->operand = true;
  } else if (rhumb_xpath_starts_name(c)) {
    take_word(scan, out);
  } else {
    take_sign(scan, out);
  }
  return true;
}

// SPDX-License-Identifier: ISC

/// @file xpath.h  XPath 1.0 through libxml2: compiling, and what a stream may
/// know of a path by its form.

#ifndef RHUMB_SOURCE_XPATH_H
#define RHUMB_SOURCE_XPATH_H

#include "base/ascii.h"
#include "base/status.h"

#include <libxml/xpath.h>

/// A step of a plain path: "name", "prefix:name" or "*"; NUL-terminated
typedef struct {
  const char *prefix; ///< NULL: none
  const char *name;   ///< NULL: any
  const xmlChar *iri; ///< Of the name's namespace, once it is found; NULL: none
} RhumbXPathStep;

/**
   Compile `text`.

   @param out Set to the expression; release with xmlXPathFreeCompExpr().
   @param loc Where `text` begins; a mistake within it is so many columns on.
   @return RHUMB_OK; RHUMB_ERR_SYNTAX, or what rhumb_xpath_check_calls() says,
   reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_xpath_compile(xmlXPathCompExprPtr *out,
                    RhumbStr text,
                    RhumbLoc loc,
                    const RhumbDiag *diag);

/// Check that an expression calls the functions of XPath 1.0 alone, with as
/// many arguments as they take, and no variables
/// @return RHUMB_OK or RHUMB_ERR_REFERENCE, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_xpath_check_calls(RhumbStr text, RhumbLoc loc, const RhumbDiag *diag);

/// Check that an expression which is no XPath 1.0 has no construct of later
/// XPath either
/// @return RHUMB_OK: it is simply wrong; RHUMB_ERR_UNSUPPORTED, reported with
/// what does the same.
RHUMB_NODISCARD RhumbStatus
rhumb_xpath_check_later(RhumbStr text, RhumbLoc loc, const RhumbDiag *diag);

/// Likewise that it has no form of later XPath that is told by what stands
/// before a parenthesis: a step that is a call or a choice, a sequence
RHUMB_NODISCARD RhumbStatus
rhumb_xpath_check_forms(RhumbStr text, RhumbLoc loc, const RhumbDiag *diag);

/**
   Check what an expression gives, which its form tells: operands of the right
   types, and nodes if it is an iterator.

   @param loc Where `text` begins.
   @return RHUMB_OK or RHUMB_ERR_REFERENCE, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_xpath_check_result(xmlXPathCompExprPtr path,
                         RhumbStr text,
                         bool is_iterator,
                         RhumbLoc loc,
                         const RhumbDiag *diag);

/// True if `c` may stand in a name, as far as ASCII tells
static inline bool
rhumb_xpath_in_name(const char c)
{
  return rhumb_is_alphanumeric(c) || c == '_' || c == '-' || c == '.' ||
         (unsigned char)c >= 0x80U;
}

/// True if `c` may begin a name
static inline bool
rhumb_xpath_starts_name(const char c)
{
  return rhumb_xpath_in_name(c) && c != '-' && c != '.' && !rhumb_is_digit(c);
}

/// Return where the quote stands that ends the literal beginning at `at`, or
/// the length
static inline size_t
rhumb_xpath_skip_literal(const RhumbStr text, const size_t at)
{
  const RhumbStr rest = rhumb_str_from(text, at + 1);
  return at + 1 + rhumb_str_index(rest, text.data[at]);
}

/// Split a path of names alone, "/a/b:c/*" or "a/b:c/*", into steps
/// @return Their number, in `arena`; 0 if the path is any other XPath.
size_t
rhumb_xpath_steps(RhumbXPathStep **out, RhumbArena *arena, RhumbStr path);

/// A path that is followed without XPath: to elements within elements, then
/// maybe to an attribute of the last. No step has a prefix.
typedef struct {
  RhumbXPathStep *steps;
  size_t n_steps;        ///< 0: it begins at the node itself
  const char *attribute; ///< NULL: the string values of the elements are meant
} RhumbXPathWalk;

/// Read a path such as "a/b", "*", "@c", "a/@c" or "."
/// @return It, in `arena`; NULL if the path is any other XPath.
RhumbXPathWalk *
rhumb_xpath_walk(RhumbArena *arena, RhumbStr path);

/// True if the path may look at more than its context node's own tree and the
/// attributes of its ancestors, or asks for the node's place among the rows.
/// It may be true of a path that does not.
bool
rhumb_xpath_leaves(RhumbStr path);

/// True if the path looks at what is around its context node, or begins at the
/// document's root; `at` is set to the byte of the step that does. Of what is
/// in parentheses this is not always told.
bool
rhumb_xpath_looks_out(RhumbStr path, size_t *at);

#endif // RHUMB_SOURCE_XPATH_H

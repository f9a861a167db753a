// SPDX-License-Identifier: ISC

/// @file jsonpath_impl.h  What a JSONPath query is compiled to (RFC 9535).

#ifndef RHUMB_SOURCE_JSON_JSONPATH_IMPL_H
#define RHUMB_SOURCE_JSON_JSONPATH_IMPL_H

#include "base/ascii.h"
#include "source/json/jsonpath.h"

typedef struct RhumbPathExpr RhumbPathExpr;

/// True for what a name without quotes may have; a digit cannot be its first
static inline bool
rhumb_path_name_char(const char c)
{
  return rhumb_is_alphanumeric(c) || c == '_' || (unsigned char)c >= 0x80;
}

typedef enum {
  RHUMB_SELECT_NAME,
  RHUMB_SELECT_ALL,
  RHUMB_SELECT_INDEX,
  RHUMB_SELECT_SLICE,
  RHUMB_SELECT_FILTER,
} RhumbSelectKind;

/// Section 2.3
typedef struct {
  RhumbSelectKind kind;
  RhumbStr name;
  int64_t start, end, step; ///< An index is `start`
  bool has_start, has_end;
  const RhumbPathExpr *filter;
} RhumbSelector;

/// Section 2.5
typedef struct {
  bool descendant; ///< Of every node below, and the node itself
  const RhumbSelector *selectors;
  size_t count;
} RhumbSegment;

typedef struct {
  bool from_root; ///< `$`, not `@`
  bool singular;
  RhumbSegment *items;
  size_t count, cap;
  size_t slot; ///< Number among the queries in filters that begin with `$`
} RhumbPathQuery;

/// What a function takes and gives (section 2.4.1)
typedef enum {
  RHUMB_PATH_VALUE,
  RHUMB_PATH_LOGICAL,
  RHUMB_PATH_NODES,
} RhumbPathType;

typedef enum {
  RHUMB_CALL_LENGTH,
  RHUMB_CALL_COUNT,
  RHUMB_CALL_MATCH,
  RHUMB_CALL_SEARCH,
  RHUMB_CALL_VALUE,
} RhumbPathCall;

typedef enum {
  RHUMB_EXPR_OR,      ///< left, right
  RHUMB_EXPR_AND,     ///< left, right
  RHUMB_EXPR_NOT,     ///< left
  RHUMB_EXPR_COMPARE, ///< left, right, which are values
  RHUMB_EXPR_QUERY,   ///< Whether there is a node, or its value
  RHUMB_EXPR_CALL,    ///< A function of left, right
  RHUMB_EXPR_LITERAL, ///< A value
} RhumbExprKind;

typedef enum {
  RHUMB_COMPARE_EQ,
  RHUMB_COMPARE_NE,
  RHUMB_COMPARE_LT,
  RHUMB_COMPARE_LE,
  RHUMB_COMPARE_GT,
  RHUMB_COMPARE_GE,
} RhumbCompare;

/// A value in a filter
typedef struct {
  bool nothing; ///< No value at all
  RhumbJsonKind kind;
  RhumbStr text; ///< Of a string, decoded; of a number, as written
  uint32_t node; ///< Of a container
} RhumbPathValue;

/// Section 2.3.5: a tree in which chains of the same operator lean right
struct RhumbPathExpr {
  RhumbExprKind kind;
  const RhumbPathExpr *left;
  const RhumbPathExpr *right;
  RhumbCompare compare;
  RhumbPathCall call;
  RhumbPathQuery query;
  RhumbPathValue literal;
};

struct RhumbJsonPath {
  RhumbPathQuery query;
  size_t n_slots; ///< Queries in filters that begin with `$`
};

/// Return the end of the brackets or parentheses that open at `at`, texts in
/// quotes passed over; of what does not close, of the path (json_names.c)
size_t
rhumb_path_end_of_brackets(RhumbStr path, size_t at);

#endif // RHUMB_SOURCE_JSON_JSONPATH_IMPL_H

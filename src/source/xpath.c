// SPDX-License-Identifier: ISC

/// @file xpath.c  XPath 1.0 by libxml2, and which paths can be streamed.

#include "source/xpath.h"

#include "base/list.h"

#include <libxml/xpathInternals.h>

// Compiling ------------------------------------------------------------------

/// Keep where in the expression libxml2 stopped
static void
keep_offset(void *const handle, xmlError *const error)
{
  unsigned *const offset = (unsigned *)handle;
  *offset = error->int1 > 0 ? (unsigned)error->int1 : 0;
}

RhumbStatus
rhumb_xpath_compile(xmlXPathCompExprPtr *const out,
                    const RhumbStr text,
                    const RhumbLoc loc,
                    const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  unsigned offset = 0;
  xmlXPathContext *const context = xmlXPathNewContext(NULL);
  if (context) {
    context->error = keep_offset;
    context->userData = &offset;
    *out = xmlXPathCtxtCompile(
        context, (const xmlChar *)rhumb_str_copy(&arena, text).data);
    xmlXPathFreeContext(context);
  }
  rhumb_arena_free(&arena);
  if (context && *out) {
    const RhumbStatus status = rhumb_xpath_check_calls(text, loc, diag);
    if (status != RHUMB_OK) {
      xmlXPathFreeCompExpr(*out);
      *out = NULL;
    }
    return status;
  }
  const bool is_json = rhumb_str_starts(text, RHUMB_STR("$"));
  if (!is_json) {
    RHUMB_TRY(rhumb_xpath_check_later(text, loc, diag));
    RHUMB_TRY(rhumb_xpath_check_calls(text, loc, diag));
    RHUMB_TRY(rhumb_xpath_check_forms(text, loc, diag));
  }
  return rhumb_fail(
      diag,
      RHUMB_ERR_SYNTAX,
      rhumb_loc_along(loc, offset <= text.len ? offset : 0),
      "\"%.*s\" is no XPath 1.0 expression%s",
      RHUMB_FMT(text),
      is_json ? "; it looks like JSONPath, where XPath is "
                "/list/item"
      : rhumb_str_has(text, '^')
          ? "; it has no \"^\": levels have what is around a row, "
            "iterator: {outer: …, inner: …} and $(outer.name)"
          : "");
}

/// Keep the last mistake of an evaluation
static void
keep_code(void *const handle, xmlError *const error)
{
  *(int *)handle = error->code;
}

/// Return what an expression of `type` gives
static const char *
result_name(const xmlXPathObjectType type)
{
  return type == XPATH_NUMBER    ? "a number"
         : type == XPATH_BOOLEAN ? "true or false"
                                 : "a text";
}

/// Report what is wrong with the result of an empty document
static RhumbStatus
check_object(const xmlXPathObject *const object,
             const int code,
             const bool is_iterator,
             const RhumbStr text,
             const RhumbLoc loc,
             const RhumbDiag *const diag)
{
  if (code == XML_XPATH_INVALID_TYPE) {
    return rhumb_fail(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "the XPath expression \"%.*s\" has an operand of the "
                      "wrong type",
                      RHUMB_FMT(text));
  }
  return is_iterator && object && object->type != XPATH_NODESET
             ? rhumb_fail(diag,
                          RHUMB_ERR_REFERENCE,
                          loc,
                          "an iterator finds nodes, but \"%.*s\" gives %s",
                          RHUMB_FMT(text),
                          result_name(object->type))
             : RHUMB_OK;
}

RhumbStatus
rhumb_xpath_check_result(xmlXPathCompExprPtr path,
                         const RhumbStr text,
                         const bool is_iterator,
                         const RhumbLoc loc,
                         const RhumbDiag *const diag)
{
  int code = 0;
  RhumbStatus status = RHUMB_OK;
  xmlDoc *const doc = xmlNewDoc((const xmlChar *)"1.0");
  xmlNode *const root = doc ? xmlNewNode(NULL, (const xmlChar *)"r") : NULL;
  xmlXPathContext *const context = root ? xmlXPathNewContext(doc) : NULL;
  if (root) {
    (void)xmlDocSetRootElement(doc, root);
  }
  if (context) {
    context->node = root;
    context->error = keep_code;
    context->userData = &code;
    xmlXPathObject *const object = xmlXPathCompiledEval(path, context);
    status = check_object(object, code, is_iterator, text, loc, diag);
    xmlXPathFreeObject(object);
  }
  xmlXPathFreeContext(context);
  xmlFreeDoc(doc);
  return status;
}

// Plain paths ----------------------------------------------------------------

/// Read a name from `*at` on; NULL if there is none
static const char *
read_name(RhumbArena *const arena, const RhumbStr path, size_t *const at)
{
  const size_t start = *at;
  if (start == path.len || !rhumb_xpath_starts_name(path.data[start])) {
    return NULL;
  }
  while (*at < path.len && rhumb_xpath_in_name(path.data[*at])) {
    ++*at;
  }
  return rhumb_str_copy(arena, rhumb_str_slice(path, start, *at)).data;
}

/// Read one step from `*at` on; false if it is not plain
static bool
read_step(RhumbXPathStep *const step,
          RhumbArena *const arena,
          const RhumbStr path,
          size_t *const at)
{
  *step = (RhumbXPathStep){0};
  if (*at < path.len && path.data[*at] == '*') {
    ++*at;
    return true;
  }
  step->name = read_name(arena, path, at);
  if (step->name && *at < path.len && path.data[*at] == ':') {
    ++*at;
    step->prefix = step->name;
    step->name = read_name(arena, path, at);
  }
  return step->name != NULL;
}

size_t
rhumb_xpath_steps(RhumbXPathStep **const out,
                  RhumbArena *const arena,
                  const RhumbStr path)
{
  *out = RHUMB_NEW(arena, RhumbXPathStep, (path.len / 2) + 1);
  size_t count = 0;
  size_t at = rhumb_str_starts(path, RHUMB_STR("/")) ? 1 : 0;
  while (read_step(&(*out)[count], arena, path, &at)) {
    ++count;
    if (at == path.len) {
      return count;
    }
    if (path.data[at++] != '/') {
      return 0;
    }
  }
  return 0;
}

RhumbXPathWalk *
rhumb_xpath_walk(RhumbArena *const arena, const RhumbStr path)
{
  RhumbXPathWalk *const walk = RHUMB_NEW(arena, RhumbXPathWalk, 1);
  if (rhumb_str_is(path, ".")) {
    return walk;
  }
  walk->steps = RHUMB_NEW(arena, RhumbXPathStep, (path.len / 2) + 1);
  size_t at = 0;
  while (at < path.len && path.data[at] != '@') {
    RhumbXPathStep *const step = &walk->steps[walk->n_steps++];
    if (!read_step(step, arena, path, &at) || step->prefix) {
      return NULL;
    }
    if (at == path.len) {
      return walk;
    }
    if (path.data[at++] != '/') {
      return NULL;
    }
  }
  ++at;
  walk->attribute = at < path.len ? read_name(arena, path, &at) : NULL;
  return walk->attribute && at == path.len ? walk : NULL;
}

// What leaves its element ----------------------------------------------------

/// Words that look around, wherever they stand. Names that begin like them are
/// taken for them.
static const char *const outward[] = {
    "..", "ancestor", "parent", "preceding", "following", "id("};

/// Words that are about the row itself, unless they stand in a predicate
static const char *const about_row[] = {"position(", "last("};

static bool
starts_with_any(const RhumbStr text, const char *const *words, const size_t n)
{
  for (size_t i = 0; i < n; ++i) {
    if (rhumb_str_starts(text, rhumb_str(words[i]))) {
      return true;
    }
  }
  return false;
}

/// Pass "../../" before an attribute: streams keep ancestors' attributes
static size_t
skip_to_attribute(const RhumbStr path)
{
  size_t at = 0;
  while (rhumb_str_starts(rhumb_str_from(path, at), RHUMB_STR("../"))) {
    at += 3;
  }
  return at && at < path.len && path.data[at] == '@' ? at : 0;
}

/// True if an operand can end before `at`, so that a "*" there multiplies
static bool
follows_operand(const RhumbStr path, size_t at)
{
  while (at > 0 && path.data[at - 1] == ' ') {
    --at;
  }
  return at > 0 && (rhumb_xpath_in_name(path.data[at - 1]) ||
                    strchr(")]\"'*", path.data[at - 1]));
}

/// True if "or", or another operator that is a word, ends before `at`
static bool
follows_word(const RhumbStr path, const size_t at)
{
  static const char *const words[] = {"or", "and", "div", "mod"};
  bool follows = false;
  for (size_t i = 0; !follows && i < RHUMB_COUNT(words); ++i) {
    const size_t len = strlen(words[i]);
    follows = at > len && memcmp(path.data + at - len, words[i], len) == 0 &&
              strchr(" \t\r\n)]\"'0123456789", path.data[at - len - 1]);
  }
  return follows;
}

/// True if the "/" at `at` begins a path, at the document
static bool
starts_path(const RhumbStr path, const size_t at)
{
  return at == 0 || strchr("|(,[=<>+- \t\r\n", path.data[at - 1]) ||
         follows_word(path, at) ||
         (path.data[at - 1] == '*' && follows_operand(path, at - 1));
}

bool
rhumb_xpath_leaves(const RhumbStr path)
{
  size_t depth = 0;
  for (size_t i = skip_to_attribute(path); i < path.len; ++i) {
    const char c = path.data[i];
    const RhumbStr rest = rhumb_str_from(path, i);
    depth += c == '[' ? 1U : 0U;
    depth -= c == ']' && depth ? 1U : 0U;
    if (c == '"' || c == '\'') {
      i = rhumb_xpath_skip_literal(path, i);
    } else if ((c == '/' && starts_path(path, i)) ||
               starts_with_any(rest, outward, RHUMB_COUNT(outward)) ||
               (!depth &&
                starts_with_any(rest, about_row, RHUMB_COUNT(about_row)))) {
      return true;
    }
  }
  return false;
}

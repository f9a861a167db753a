// SPDX-License-Identifier: ISC

/// @file xml_names.c  The names in records of XML, for suggestions.

#include "base/ascii.h"
#include "source/names.h"

/// How many children and attributes of an element are asked for their names
enum { N_ELEMENTS = 32, N_ATTRIBUTES = 16 };

/// XPath tells one name at a time
static RhumbStr
reference(RhumbArena *const arena, const size_t index)
{
  return index < N_ELEMENTS
             ? rhumb_str_format(arena, "name(*[%zu])", index + 1)
             : rhumb_str_format(arena, "name(@*[%zu])", index - N_ELEMENTS + 1);
}

static void
note(RhumbNamesSeen *const names,
     const size_t index,
     const RhumbValue *const value)
{
  if (value->lexical.len) {
    RhumbBuf name = {0};
    rhumb_buf_put(&name, index < N_ELEMENTS ? RHUMB_STR("") : RHUMB_STR("@"));
    rhumb_buf_put(&name, value->lexical);
    rhumb_names_seen_add(&names->seen, rhumb_buf_str(&name));
    rhumb_buf_free(&name);
  }
}

/// Of XML, the first step is compared; what follows it is kept
static bool
lacks_step(RhumbNamesSeen *const names,
           const RhumbStr path,
           const char **const near)
{
  size_t end = 0;
  while (end < path.len && !strchr("/[(", path.data[end])) {
    ++end;
  }
  const RhumbStr step = rhumb_str_slice(path, 0, end);
  const RhumbStr rest = rhumb_str_from(path, end);
  const bool is_call = rest.len && rest.data[0] == '(';
  const bool is_dots = rhumb_str_starts(step, RHUMB_STR("."));
  if (!step.len || is_call || is_dots ||
      rhumb_table_find(&names->seen, step) != RHUMB_TABLE_NONE) {
    return !is_call;
  }
  const char *const found = rhumb_names_seen_nearest(names, step);
  if (found) {
    *near =
        rhumb_str_format(&names->arena, "%s%.*s", found, RHUMB_FMT(rest)).data;
  }
  return true;
}

static bool
lack(RhumbNamesSeen *const names,
     const RhumbStr reference,
     const char **const near)
{
  const size_t lead = rhumb_str_starts(reference, RHUMB_STR("./"))  ? 2
                      : rhumb_str_starts(reference, RHUMB_STR("/")) ? 1
                                                                    : 0;
  const RhumbStr path = rhumb_str_from(reference, lead);
  return path.len && !rhumb_str_has(path, '[') && lacks_step(names, path, near);
}

/// A path of JSON, which XPath reads as one name with dots in it
static const char *
foreign(const RhumbStr reference)
{
  const size_t dot = rhumb_str_index(reference, '.');
  const bool is_inside = dot > 0 && dot + 1 < reference.len &&
                         reference.data[dot - 1] != '/' &&
                         !strpbrk("./", (char[]){reference.data[dot + 1], 0});
  return is_inside && !rhumb_str_has(reference, '(') &&
                 !rhumb_str_has(reference, '[')
             ? "XPath writes a/b where JSONPath has a.b"
             : NULL;
}

/// Return where, from `at`, one of `marks` is first outside of brackets and
/// quotes, or the end of the path
static size_t
find_outside(const RhumbStr path, size_t at, const char *const marks)
{
  size_t depth = 0;
  char quote = '\0';
  for (; at < path.len; ++at) {
    const char c = path.data[at];
    if (quote) {
      quote = (char)(c == quote ? '\0' : quote);
    } else if (!depth && rhumb_is_of(c, marks)) {
      return at;
    } else if (rhumb_is_of(c, "'\"")) {
      quote = c;
    } else if (rhumb_is_of(c, "[(")) {
      ++depth;
    } else if (depth && rhumb_is_of(c, "])")) {
      --depth;
    }
  }
  return path.len;
}

/// True if a step may lead to several elements: not to the node itself or one
/// that it is in, to an attribute, or to text
static bool
is_of_elements(const RhumbStr step)
{
  const char *const none[] = {"", ".", "..", "text()"};
  bool found = !rhumb_str_starts(step, RHUMB_STR("@"));
  for (size_t i = 0; found && i < RHUMB_COUNT(none); ++i) {
    found = !rhumb_str_is(step, none[i]);
  }
  return found;
}

/// True of an expression with an operator: what is before it and behind it are
/// paths of their own
static bool
has_operator(const RhumbStr path)
{
  return find_outside(path, 0, "|+=<>! ") < path.len;
}

/// What both paths lead through, step by step; an element may be there once or
/// often
static RhumbStr
shared(const RhumbStr a, const RhumbStr b)
{
  size_t common = 0;
  bool is_common = !has_operator(a) && !has_operator(b);
  for (size_t at = 0; is_common && at < a.len;) {
    const size_t end = find_outside(a, at, "/");
    const RhumbStr step = rhumb_str_slice(a, at, end);
    is_common = at < b.len && find_outside(b, at, "/") == end &&
                rhumb_str_equal(step, rhumb_str_slice(b, at, end));
    common = is_common && is_of_elements(step) ? end : common;
    at = end + 1;
  }
  return rhumb_str_slice(a, 0, common);
}

/// True but of the node itself, an attribute of it or of one that it is in, and
/// its text: each element may be there often
static bool
may_be_many(const RhumbStr reference)
{
  RhumbStr last = reference;
  while (rhumb_str_starts(last, RHUMB_STR("../"))) {
    last = rhumb_str_from(last, 3);
  }
  const bool is_attribute =
      rhumb_str_starts(last, RHUMB_STR("@")) && !rhumb_str_has(last, '*') &&
      !rhumb_str_has(last, '|') && !rhumb_str_has(last, '/');
  return !is_attribute && !rhumb_str_is(last, ".") &&
         !rhumb_str_is(last, "text()");
}

const RhumbSourceNaming rhumb_xml_naming = {
    .n_fields = N_ELEMENTS + N_ATTRIBUTES,
    .reference = reference,
    .note = note,
    .lack = lack,
    .foreign = foreign,
    .shared = shared,
    .may_be_many = may_be_many,
    .filter = "[",
    .no_filter = "",
    .name_space =
        "namespace-uri((//*[namespace-uri() and not(contains(name(), ':'))])"
        "[1])",
};

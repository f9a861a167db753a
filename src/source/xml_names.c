// SPDX-License-Identifier: ISC

/// @file xml_names.c  The names in records of XML, for suggestions.

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

/// What both paths lead through; an element may be there once or often
static RhumbStr
shared(const RhumbStr a, const RhumbStr b)
{
  size_t common = 0;
  for (size_t i = 0; i < a.len && i < b.len && a.data[i] == b.data[i]; ++i) {
    common = a.data[i] == '/' && i && a.data[i - 1] != '.' ? i : common;
  }
  const bool is_path = !rhumb_str_has(a, '(') && !rhumb_str_has(b, '(');
  return rhumb_str_slice(a, 0, is_path ? common : 0);
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

// SPDX-License-Identifier: ISC

/// @file json_names.c  The names in records of JSON, for suggestions.

#include "base/list.h"
#include "source/json/jsonpath_impl.h"
#include "source/names.h"

/// No deeper names are noted, nor those of a larger record
enum { MAX_DEPTH = 16, MAX_RECORD = 1 << 20 };

static RhumbStr
reference(RhumbArena *const arena, const size_t index)
{
  (void)arena;
  (void)index;
  return RHUMB_STR("$");
}

static bool
is_plain_name(const RhumbStr name)
{
  bool plain = name.len > 0;
  for (size_t i = 0; plain && i < name.len; ++i) {
    const char c = name.data[i];
    plain = (i || !rhumb_is_digit(c)) &&
            (rhumb_path_name_char(c) || (i && c == '-'));
  }
  return plain;
}

/// Append a member's name to a path as JSONPath has it
static void
put_step(RhumbBuf *const path, const RhumbStr name)
{
  if (is_plain_name(name)) {
    rhumb_buf_format(path, "%s%.*s", path->len ? "." : "", RHUMB_FMT(name));
  } else {
    rhumb_buf_format(path, "['%.*s']", RHUMB_FMT(name));
  }
}

/// Note what is below `node`, whose path is `path`, `depth` levels down
static void
note_json(RhumbNamesSeen *const names,
          const RhumbJson *const json,
          const uint32_t node,
          RhumbBuf *const path,
          const unsigned depth)
{
  const RhumbJsonNode *const nodes = json->nodes;
  const bool is_array = nodes[node].kind == RHUMB_JSON_ARRAY;
  const size_t len = path->len;
  if (len) {
    rhumb_names_seen_add(nodes[node].kind == RHUMB_JSON_NULL ? &names->nulls
                                                             : &names->seen,
                         rhumb_buf_str(path));
  }
  if (depth == MAX_DEPTH ||
      (!is_array && nodes[node].kind != RHUMB_JSON_OBJECT)) {
    return;
  }
  if (is_array) {
    rhumb_buf_put(path, RHUMB_STR("[*]"));
    if (!nodes[node].count) {
      rhumb_names_seen_add(&names->nulls, rhumb_buf_str(path));
    }
  }
  const size_t inside = path->len;
  for (uint32_t i = node + 1; i < nodes[node].next; i = nodes[i].next) {
    if (!is_array) {
      put_step(path, rhumb_json_name(json, i, &names->arena));
    }
    note_json(names, json, i, path, depth + 1);
    path->len = inside;
  }
  path->len = len;
}

static void
note(RhumbNamesSeen *const names,
     const size_t index,
     const RhumbValue *const value)
{
  (void)index;
  const RhumbDiag silent = {0};
  const RhumbText text = {"", value->lexical};
  RhumbJson json = {0};
  RhumbBuf path = {0};
  if (rhumb_value_is_structure(value->type) &&
      value->lexical.len <= MAX_RECORD &&
      rhumb_json_read(&json, &text, &silent) == RHUMB_OK) {
    note_json(names, &json, 0, &path, 0);
  }
  rhumb_json_free(&json);
  rhumb_buf_free(&path);
}

/// Write a JSONPath as note_json() does: `['name']` is `.name`, `[0]` is `[*]`
static void
put_path(RhumbBuf *const out, const RhumbStr path)
{
  for (size_t i = 0; i < path.len; ++i) {
    const size_t end = i + rhumb_str_index(rhumb_str_from(path, i), ']');
    if (path.data[i] != '[' || end == path.len) {
      rhumb_buf_putc(out, path.data[i]);
      continue;
    }
    if (end > i + 3 && strchr("'\"", path.data[i + 1])) {
      put_step(out, rhumb_str_slice(path, i + 2, end - 1));
    } else {
      rhumb_buf_put(out, RHUMB_STR("[*]"));
    }
    i = end;
  }
}

/// True if some beginning of `path` was null wherever it was: what is below it
/// cannot be known
static bool
was_null(const RhumbNamesSeen *const names, const RhumbStr path)
{
  for (size_t end = 1; end <= path.len; ++end) {
    const bool is_step = end == path.len || strchr(".[", path.data[end]);
    const RhumbStr start = rhumb_str_slice(path, 0, end);
    if (is_step && rhumb_table_find(&names->nulls, start) != RHUMB_TABLE_NONE &&
        (end == path.len ||
         rhumb_table_find(&names->seen, start) == RHUMB_TABLE_NONE)) {
      return true;
    }
  }
  return false;
}

/// The part of a reference that only says where it starts
static size_t
lead_of(const RhumbStr reference)
{
  static const char *const leads[] = {"$.", "@.", "$", "@"};
  size_t i = 0;
  while (i < RHUMB_COUNT(leads) &&
         !rhumb_str_starts(reference, rhumb_str(leads[i]))) {
    ++i;
  }
  return i < RHUMB_COUNT(leads) ? strlen(leads[i]) : 0;
}

static bool
lack(RhumbNamesSeen *const names,
     const RhumbStr reference,
     const char **const near)
{
  const size_t lead = lead_of(reference);
  const RhumbStr path = rhumb_str_from(reference, lead);
  RhumbBuf plain = {0};
  put_path(&plain, path);
  const RhumbStr name = rhumb_buf_str(&plain);
  const bool lacks = name.len && !rhumb_str_has(path, '?') &&
                     !was_null(names, name) &&
                     rhumb_table_find(&names->seen, name) == RHUMB_TABLE_NONE;
  const char *const found =
      lacks ? rhumb_names_seen_nearest(names, name) : NULL;
  if (found) {
    *near = rhumb_str_format(
                &names->arena, "%.*s%s", (int)lead, reference.data, found)
                .data;
  }
  rhumb_buf_free(&plain);
  return lacks;
}

// Other languages -------------------------------------------------------------

/// Write a reference of JSON as names with dots
static RhumbStr
plain_name(RhumbNamesSeen *const names, const RhumbStr wanted)
{
  RhumbBuf plain = {0};
  put_path(&plain, rhumb_str_from(wanted, lead_of(wanted)));
  return rhumb_buf_keep(&plain, &names->arena);
}

/// Return what stands before `name` in `path`, without the dot; NULL data: it
/// does not end so
static RhumbStr
way_to(const RhumbStr path, const RhumbStr name)
{
  const size_t rest = path.len - name.len;
  const bool is_bracket = name.len && name.data[0] == '[';
  return !name.len || path.len < name.len + 2 || !rhumb_str_ends(path, name) ||
                 (!is_bracket && path.data[rest - 1] != '.')
             ? (RhumbStr){NULL, 0}
             : rhumb_str_slice(path, 0, is_bracket ? rest : rest - 1);
}

/// Count the way to `plain`, if the name that was seen ends so
static void
count_way(RhumbTable *const ways,
          uint32_t *const counts,
          const RhumbStr seen,
          const RhumbStr plain)
{
  const RhumbStr way = way_to(seen, plain);
  if (way.data) {
    ++counts[rhumb_table_add(ways, way)];
  }
}

/// Of the ways to the most of some names, the one that was seen first
static RhumbStr
inner(RhumbNamesSeen *const names, const RhumbStr *const wanted, const size_t n)
{
  RhumbTable ways = {0};
  uint32_t *const counts =
      RHUMB_NEW(&names->arena, uint32_t, names->seen.count * n);
  RhumbStr *const plain = RHUMB_NEW(&names->arena, RhumbStr, n);
  for (size_t j = 0; j < n; ++j) {
    plain[j] = plain_name(names, wanted[j]);
  }
  for (size_t i = 0; i < names->seen.count; ++i) {
    for (size_t j = 0; j < n; ++j) {
      count_way(&ways, counts, names->seen.keys[i], plain[j]);
    }
  }
  size_t best = 0;
  for (size_t i = 1; i < ways.count; ++i) {
    best = counts[i] > counts[best] ? i : best;
  }
  const RhumbStr found = ways.count
                             ? rhumb_str_copy(&names->arena, ways.keys[best])
                             : (RhumbStr){NULL, 0};
  rhumb_table_free(&ways);
  return found;
}

/// What references of other languages have, and what to do in JSONPath
static const struct {
  const char *mark;
  const char *advice;
} foreigners[] = {
    {"/text()", "JSONPath writes a where XPath has a/text()"},
    {"()",
     "JSONPath has no methods: a function, such as grel:toUpperCase, changes "
     "values"},
    {"|",
     "JSONPath has no pipes: a function, such as grel:toUpperCase, changes "
     "values"},
    {"{{", "a reference stands alone in $(…), without braces"},
    {"?.", "JSONPath writes a.b"},
    {"->", "JSONPath writes a.b"},
    {"::", "JSONPath writes a.b"},
    {"/", "JSONPath writes a.b where XPath has a/b"},
};

/// True for the place or the name of a row, as levels have them
static bool
is_of_level(const RhumbStr reference)
{
  const size_t last = reference.len - 1;
  return reference.len && rhumb_is_of(reference.data[last], "#~") &&
         (!last || reference.data[last - 1] == '.');
}

static const char *
foreign(const RhumbStr reference)
{
  if (is_of_level(reference)) {
    return "places and names are of levels: iterator: {row: …}, $(row.#) and "
           "$(row.~)";
  }
  for (size_t i = 0; i < RHUMB_COUNT(foreigners); ++i) {
    const RhumbStr mark = rhumb_str(foreigners[i].mark);
    if (rhumb_str_find(reference, mark, 0) != SIZE_MAX) {
      return rhumb_str_find(reference, RHUMB_STR("[?"), 0) == SIZE_MAX
                 ? foreigners[i].advice
                 : NULL;
    }
  }
  return NULL;
}

size_t
rhumb_path_end_of_brackets(const RhumbStr path, size_t at)
{
  size_t depth = 0;
  char quote = '\0';
  for (; at < path.len; ++at) {
    const char c = path.data[at];
    if (quote && c == quote) {
      quote = '\0';
    } else if (quote) {
      at += c == '\\';
    } else if (c == '\'' || c == '"') {
      quote = c;
    } else if (strchr("[(", c)) {
      ++depth;
    } else if (strchr("])", c) && --depth == 0) {
      return at + 1;
    }
  }
  return path.len;
}

/// Return the end of the segment that begins at `at`: brackets, or a name or a
/// star with the dots before it
static size_t
end_of_segment(const RhumbStr path, size_t at)
{
  while (at < path.len && path.data[at] == '.') {
    ++at;
  }
  if (at < path.len && path.data[at] == '[') {
    return rhumb_path_end_of_brackets(path, at);
  }
  while (at < path.len && !strchr(".[", path.data[at])) {
    ++at;
  }
  return at;
}

/// How many a segment may stand for
typedef enum { ONE, SOME, MANY } Number;

/// True for a slice that has one item at most: `-1:`, `:1`, `2:3`
static bool
is_of_one(const RhumbStr slice)
{
  const size_t colon = rhumb_str_index(slice, ':');
  const RhumbStr behind = rhumb_str_from(slice, colon + 1);
  const size_t end = rhumb_str_index(behind, ':');
  const RhumbStr first = rhumb_str_trim(rhumb_str_slice(slice, 0, colon));
  const RhumbStr last = rhumb_str_trim(rhumb_str_slice(behind, 0, end));
  int64_t from = 0;
  int64_t to = 0;
  if ((first.len && !rhumb_str_integer(first, &from)) ||
      (last.len && !rhumb_str_integer(last, &to)) ||
      rhumb_str_has(rhumb_str_from(behind, end), '-')) {
    return false; // Or backwards
  }
  return last.len ? (from < 0) == (to < 0) && to <= from + 1 : from == -1;
}

/// A filter often picks one: of a key, or a language; so does a list
static Number
number_of(const RhumbStr segment)
{
  const RhumbStr way = rhumb_str_trim(segment);
  const bool is_bracket = way.len > 2 && way.data[way.len - 1] == ']';
  const size_t open = rhumb_str_index(way, '[');
  const RhumbStr inside =
      is_bracket && open < way.len
          ? rhumb_str_trim(rhumb_str_slice(way, open + 1, way.len - 1))
          : RHUMB_STR("");
  if (rhumb_str_starts(way, RHUMB_STR("..")) || rhumb_str_is(way, "*") ||
      rhumb_str_is(way, ".*") || rhumb_str_is(inside, "*")) {
    return MANY;
  }
  if (!inside.len || strchr("'\"", inside.data[0])) {
    return rhumb_str_find(inside, RHUMB_STR("',"), 0) != SIZE_MAX ||
                   rhumb_str_find(inside, RHUMB_STR("\","), 0) != SIZE_MAX
               ? SOME
               : ONE;
  }
  return inside.data[0] == '?'        ? SOME
         : rhumb_str_has(inside, ':') ? (is_of_one(inside) ? ONE : MANY)
         : rhumb_str_has(inside, ',') ? SOME
                                      : ONE;
}

/// Return how many a way may lead to, by that segment of it that may stand for
/// the most
static Number
number_at(const RhumbStr way)
{
  Number most = ONE;
  for (size_t at = 0; at < way.len;) {
    const size_t end = end_of_segment(way, at);
    const Number number = number_of(rhumb_str_slice(way, at, end));
    most = number > most ? number : most;
    at = end > at ? end : way.len;
  }
  return most;
}

static bool
shows_many(const RhumbStr way)
{
  return number_at(way) == MANY;
}

/// A filter may find several; an array that no brackets open is a mistake of
/// the data in RML Core, and elsewhere the data shows it
static bool
may_be_many(const RhumbStr way)
{
  return number_at(way) != ONE;
}

static RhumbStr
shared(const RhumbStr a, const RhumbStr b)
{
  size_t many = 0;
  for (size_t at = 0; at < a.len;) {
    const size_t end = end_of_segment(a, at);
    if (end != end_of_segment(b, at) ||
        !rhumb_str_equal(rhumb_str_slice(a, at, end),
                         rhumb_str_slice(b, at, end))) {
      break;
    }
    many = number_of(rhumb_str_slice(a, at, end)) != ONE ? end : many;
    at = end > at ? end : a.len;
  }
  return rhumb_str_slice(a, 0, many);
}

const RhumbSourceNaming rhumb_json_naming = {
    .n_fields = 1,
    .reference = reference,
    .note = note,
    .lack = lack,
    .foreign = foreign,
    .inner = inner,
    .shared = shared,
    .shows_many = shows_many,
    .may_be_many = may_be_many,
    .whole = "$",
    .filter = "[?",
    .no_filter = "[*]",
};

// SPDX-License-Identifier: ISC

/// @file json_value.c  What nodes of the tape stand for.

#include "base/table.h"
#include "base/utf8.h"
#include "json/json.h"

#include <stdlib.h>

/// Objects with more members look names up in a table
static const uint32_t few_members = 16;

// Strings --------------------------------------------------------------------

/// Decode the escape at `at`, known to be well-formed; return its length
static size_t
decode_escape(const char *const at, uint32_t *const code)
{
  static const char plain[] = "bfnrt";
  static const char meant[] = "\b\f\n\r\t";
  if (at[1] != 'u') {
    const char *const found = strchr(plain, at[1]);
    *code = (unsigned char)(found ? meant[found - plain] : at[1]);
    return 2;
  }
  const int64_t unit = rhumb_hex((RhumbStr){at, 6}, 2, 4);
  const bool pair = rhumb_is_high_half(unit);
  *code = pair ? rhumb_join_halves(unit, rhumb_hex((RhumbStr){at, 12}, 8, 4))
               : (uint32_t)unit;
  return pair ? 12 : 6;
}

RhumbStr
rhumb_json_unescape(const RhumbStr raw, RhumbArena *const arena)
{
  char *const data = RHUMB_NEW(arena, char, raw.len + 1);
  size_t len = 0;
  for (size_t at = 0; at < raw.len;) {
    const char *const found =
        (const char *)memchr(raw.data + at, '\\', raw.len - at);
    const size_t stop = found ? (size_t)(found - raw.data) : raw.len;
    memcpy(data + len, raw.data + at, stop - at);
    len += stop - at;
    at = stop;
    if (found) {
      uint32_t code = 0;
      at += decode_escape(found, &code);
      len += rhumb_utf8_encode(data + len, code);
    }
  }
  return (RhumbStr){data, len};
}

RhumbStr
rhumb_json_string(const RhumbJson *const json,
                  const uint32_t node,
                  RhumbArena *const arena)
{
  const RhumbStr raw = rhumb_json_text(json, node);
  return json->nodes[node].escaped ? rhumb_json_unescape(raw, arena) : raw;
}

RhumbStr
rhumb_json_name(const RhumbJson *const json,
                const uint32_t node,
                RhumbArena *const arena)
{
  const RhumbStr raw = rhumb_json_raw_name(json, node);
  return json->nodes[node].name_escaped ? rhumb_json_unescape(raw, arena) : raw;
}

bool
rhumb_json_raw_is(const RhumbStr raw, const bool escaped, const RhumbStr text)
{
  if (!escaped) {
    return rhumb_str_equal(raw, text);
  }
  size_t done = 0;
  for (size_t at = 0; at < raw.len;) {
    char bytes[4] = {raw.data[at]};
    size_t len = 1;
    if (raw.data[at] == '\\') {
      uint32_t code = 0;
      at += decode_escape(raw.data + at, &code);
      len = rhumb_utf8_encode(bytes, code);
    } else {
      ++at;
    }
    if (text.len - done < len || memcmp(text.data + done, bytes, len) != 0) {
      return false;
    }
    done += len;
  }
  return done == text.len;
}

// Children -------------------------------------------------------------------

uint32_t
rhumb_json_member(const RhumbJson *const json,
                  const uint32_t object,
                  const RhumbStr name)
{
  uint32_t found = RHUMB_JSON_NONE;
  if (json->nodes[object].kind == RHUMB_JSON_OBJECT) {
    const uint32_t end = json->nodes[object].next;
    for (uint32_t i = object + 1; i < end; i = json->nodes[i].next) {
      found = rhumb_json_name_is(json, i, name) ? i : found;
    }
  }
  return found;
}

uint32_t
rhumb_json_item(const RhumbJson *const json,
                const uint32_t array,
                const int64_t index)
{
  const RhumbJsonNode *const node = &json->nodes[array];
  const int64_t at = index < 0 ? index + node->count : index;
  if (node->kind != RHUMB_JSON_ARRAY || at < 0 || at >= node->count) {
    return RHUMB_JSON_NONE;
  }
  uint32_t item = array + 1;
  for (int64_t i = 0; i < at; ++i) {
    item = json->nodes[item].next;
  }
  return item;
}

static void
shadow(RhumbJson *const json, const uint32_t object, const uint32_t member)
{
  if (!json->nodes[member].shadowed) {
    json->nodes[member].shadowed = 1;
    --json->nodes[object].count;
  }
}

static bool
same_name(const RhumbJson *const json, const uint32_t a, const uint32_t b)
{
  const RhumbJsonNode *const nodes = json->nodes;
  if (!nodes[a].name_escaped) {
    return rhumb_json_name_is(json, b, rhumb_json_raw_name(json, a));
  }
  RhumbArena arena = {0};
  const bool same =
      rhumb_json_name_is(json, b, rhumb_json_name(json, a, &arena));
  rhumb_arena_free(&arena);
  return same;
}

static void
check_few(RhumbJson *const json, const uint32_t object)
{
  const uint32_t end = json->nodes[object].next;
  for (uint32_t a = object + 1; a < end; a = json->nodes[a].next) {
    for (uint32_t b = json->nodes[a].next; b < end; b = json->nodes[b].next) {
      if (same_name(json, a, b)) {
        shadow(json, object, a);
      }
    }
  }
}

static void
check_many(RhumbJson *const json, const uint32_t object)
{
  RhumbTable names = {0};
  RhumbArena arena = {0};
  uint32_t *const last = (uint32_t *)rhumb_xrealloc(
      NULL, json->nodes[object].count * sizeof(uint32_t));
  const uint32_t end = json->nodes[object].next;
  for (uint32_t i = object + 1; i < end; i = json->nodes[i].next) {
    const size_t before = names.count;
    const uint32_t id =
        rhumb_table_add(&names, rhumb_json_name(json, i, &arena));
    if (names.count == before) {
      shadow(json, object, last[id]);
    }
    last[id] = i;
  }
  free(last);
  rhumb_arena_free(&arena);
  rhumb_table_free(&names);
}

void
rhumb_json_check_names(RhumbJson *const json, const uint32_t object)
{
  RhumbJsonNode *const node = &json->nodes[object];
  if (node->kind == RHUMB_JSON_OBJECT && !node->checked) {
    node->checked = 1;
    if (node->count <= few_members) {
      check_few(json, object);
    } else {
      check_many(json, object);
    }
  }
}

// Equality -------------------------------------------------------------------

static bool
equal_strings(const RhumbJson *const json, const uint32_t a, const uint32_t b)
{
  RhumbArena arena = {0};
  const bool same = rhumb_json_raw_is(rhumb_json_text(json, a),
                                      json->nodes[a].escaped,
                                      rhumb_json_string(json, b, &arena));
  rhumb_arena_free(&arena);
  return same;
}

static uint32_t
skip_shadowed(const RhumbJson *const json, uint32_t node, const uint32_t end)
{
  while (node < end && json->nodes[node].shadowed) {
    node = json->nodes[node].next;
  }
  return node;
}

/// Compare objects that have as many members, in whatever order
static bool
equal_members(RhumbJson *const json, const uint32_t a, const uint32_t b)
{
  RhumbTable names = {0};
  RhumbArena arena = {0};
  uint32_t *const member_of =
      (uint32_t *)rhumb_xrealloc(NULL, json->nodes[b].count * sizeof(uint32_t));
  const uint32_t b_end = json->nodes[b].next;
  for (uint32_t i = skip_shadowed(json, b + 1, b_end); i < b_end;
       i = skip_shadowed(json, json->nodes[i].next, b_end)) {
    member_of[rhumb_table_add(&names, rhumb_json_name(json, i, &arena))] = i;
  }

  bool same = true;
  const uint32_t a_end = json->nodes[a].next;
  for (uint32_t i = skip_shadowed(json, a + 1, a_end); same && i < a_end;
       i = skip_shadowed(json, json->nodes[i].next, a_end)) {
    const uint32_t id =
        rhumb_table_find(&names, rhumb_json_name(json, i, &arena));
    same = id != RHUMB_TABLE_NONE && rhumb_json_equal(json, i, member_of[id]);
  }
  free(member_of);
  rhumb_arena_free(&arena);
  rhumb_table_free(&names);
  return same;
}

/// Compare arrays that have as many items
static bool
equal_items(RhumbJson *const json, const uint32_t a, const uint32_t b)
{
  const uint32_t end = json->nodes[a].next;
  uint32_t j = b + 1;
  bool same = true;
  for (uint32_t i = a + 1; same && i < end; i = json->nodes[i].next) {
    same = rhumb_json_equal(json, i, j);
    j = json->nodes[j].next;
  }
  return same;
}

bool
rhumb_json_equal(RhumbJson *const json, const uint32_t a, const uint32_t b)
{
  if (a == b) {
    return true;
  }
  if (json->nodes[a].kind != json->nodes[b].kind) {
    return false;
  }
  switch ((RhumbJsonKind)json->nodes[a].kind) {
  case RHUMB_JSON_NUMBER:
    return rhumb_json_compare_numbers(rhumb_json_text(json, a),
                                      rhumb_json_text(json, b)) == 0;
  case RHUMB_JSON_STRING:
    return equal_strings(json, a, b);
  case RHUMB_JSON_OBJECT:
    rhumb_json_check_names(json, a);
    rhumb_json_check_names(json, b);
    return json->nodes[a].count == json->nodes[b].count &&
           equal_members(json, a, b);
  case RHUMB_JSON_ARRAY:
    return json->nodes[a].count == json->nodes[b].count &&
           equal_items(json, a, b);
  case RHUMB_JSON_NULL:
  case RHUMB_JSON_FALSE:
  case RHUMB_JSON_TRUE:
    break;
  }
  return true;
}

// Numbers --------------------------------------------------------------------

/// The value of a number
static double
number_of(const RhumbStr text)
{
  char small[64];
  char *const copy = text.len < sizeof(small)
                         ? small
                         : (char *)rhumb_xrealloc(NULL, text.len + 1);
  memcpy(copy, text.data, text.len);
  copy[text.len] = '\0';
  const double value = strtod(copy, NULL);
  if (copy != small) {
    free(copy);
  }
  return value;
}

int
rhumb_json_compare_numbers(const RhumbStr a, const RhumbStr b)
{
  int64_t i = 0;
  int64_t j = 0;
  if (rhumb_str_integer(a, &i) && rhumb_str_integer(b, &j)) {
    return (i > j) - (i < j);
  }
  const double x = number_of(a);
  const double y = number_of(b);
  return (x > y) - (x < y);
}

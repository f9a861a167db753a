// SPDX-License-Identifier: ISC

/// @file names.c  The names in records of JSON and XML, for suggestions.

#include "check/names.h"

#include "base/near.h"
#include "source/json/json.h"

#include <stdlib.h>
#include <string.h>

/// No more names than these are kept, nor those of a record so large
enum { MAX_NAMES = 4096, MAX_DEPTH = 16, MAX_RECORD = 1 << 20 };

/// How many children and attributes of an element are asked for their names
enum { N_ELEMENTS = 32, N_ATTRIBUTES = 16 };

// Asking ----------------------------------------------------------------------

static RhumbStatus
bind(RhumbNamesSeen *const names,
     RhumbSource *const source,
     const RhumbStr reference,
     const RhumbDiag *const diag)
{
  const RhumbLoc nowhere = {0};
  return rhumb_source_bind(
      source, reference, nowhere, &names->fields[names->n_fields++], diag);
}

/// XPath tells one name at a time
static RhumbStatus
bind_xml(RhumbNamesSeen *const names,
         RhumbSource *const source,
         const RhumbDiag *const diag)
{
  for (unsigned i = 0; i < N_ELEMENTS + N_ATTRIBUTES; ++i) {
    const RhumbStr reference =
        i < N_ELEMENTS ? rhumb_str_format(&names->arena, "name(*[%u])", i + 1)
                       : rhumb_str_format(
                             &names->arena, "name(@*[%u])", i - N_ELEMENTS + 1);
    RHUMB_TRY(bind(names, source, reference, diag));
  }
  return RHUMB_OK;
}

RhumbStatus
rhumb_names_seen_bind(RhumbNamesSeen *const names,
                      const RhumbSourceSpec *const spec,
                      RhumbSource *const source,
                      const RhumbDiag *const diag)
{
  names->fields = RHUMB_NEW(&names->arena, size_t, N_ELEMENTS + N_ATTRIBUTES);
  names->is_json = rhumb_str_is(spec->formulation, "json") ||
                   rhumb_str_is(spec->formulation, "jsonl");
  if (names->is_json) {
    return bind(names, source, RHUMB_STR("$"), diag);
  }
  return rhumb_str_is(spec->formulation, "xml") ? bind_xml(names, source, diag)
                                                : RHUMB_OK;
}

// Noting ----------------------------------------------------------------------

static void
add_name(RhumbTable *const table, const RhumbStr name)
{
  if (table->count < MAX_NAMES) {
    (void)rhumb_table_add(table, name);
  }
}

static bool
is_plain_name(const RhumbStr name)
{
  bool plain = name.len > 0;
  for (size_t i = 0; plain && i < name.len; ++i) {
    const char c = name.data[i];
    plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
            (c & 0x80) || (i > 0 && ((c >= '0' && c <= '9') || c == '-'));
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
    add_name(nodes[node].kind == RHUMB_JSON_NULL ? &names->nulls : &names->seen,
             rhumb_buf_str(path));
  }
  if (depth == MAX_DEPTH ||
      (!is_array && nodes[node].kind != RHUMB_JSON_OBJECT)) {
    return;
  }
  if (is_array) {
    rhumb_buf_put(path, RHUMB_STR("[*]"));
    if (!nodes[node].count) {
      add_name(&names->nulls, rhumb_buf_str(path));
    }
  }
  const size_t inside = path->len;
  for (uint32_t i = node + 1; i < nodes[node].next; i = nodes[i].next) {
    if (!is_array) {
      put_step(
          path,
          rhumb_json_unescape(rhumb_json_raw_name(json, i), &names->arena));
    }
    note_json(names, json, i, path, depth + 1);
    path->len = inside;
  }
  path->len = len;
}

static void
say_nothing(void *const handle, const RhumbReport *const report)
{
  (void)handle;
  (void)report;
}

static void
note_document(RhumbNamesSeen *const names, const RhumbValue *const value)
{
  const RhumbDiag diag = {say_nothing, NULL};
  const RhumbText text = {"", value->lexical};
  RhumbJson json = {0};
  RhumbBuf path = {0};
  if (value->type >= RHUMB_VALUE_OBJECT && value->lexical.len <= MAX_RECORD &&
      rhumb_json_read(&json, &text, &diag) == RHUMB_OK) {
    note_json(names, &json, 0, &path, 0);
  }
  rhumb_json_free(&json);
  rhumb_buf_free(&path);
}

static void
note_xml(RhumbNamesSeen *const names, const RhumbSource *const source)
{
  for (size_t i = 0; i < names->n_fields; ++i) {
    const RhumbValues *const values = &source->row[names->fields[i]];
    if (values->count && values->items->lexical.len) {
      const RhumbStr name = values->items->lexical;
      RhumbBuf buf = {0};
      rhumb_buf_format(
          &buf, "%s%.*s", i < N_ELEMENTS ? "" : "@", RHUMB_FMT(name));
      add_name(&names->seen, rhumb_buf_str(&buf));
      rhumb_buf_free(&buf);
    }
  }
}

void
rhumb_names_seen_note(RhumbNamesSeen *const names,
                      const RhumbSource *const source)
{
  if (!names->is_json) {
    note_xml(names, source);
    return;
  }
  const RhumbValues *const values = &source->row[names->fields[0]];
  for (size_t i = 0; i < values->count; ++i) {
    note_document(names, &values->items[i]);
  }
}

// Comparing -------------------------------------------------------------------

/// The part of a reference that only says where it starts
static size_t
lead_of(const RhumbStr reference, const bool is_json)
{
  static const char *const leads[2][4] = {{"./", "/", NULL, NULL},
                                          {"$.", "@.", "$", "@"}};
  for (size_t i = 0; i < 4 && leads[is_json][i]; ++i) {
    const RhumbStr lead = rhumb_str(leads[is_json][i]);
    if (rhumb_str_starts(reference, lead)) {
      return lead.len;
    }
  }
  return 0;
}

/// Write a JSONPath as note_json() does: `['name']` is `.name`, `[0]` is `[*]`
static void
put_path(RhumbBuf *const out, const RhumbStr path)
{
  for (size_t i = 0; i < path.len; ++i) {
    const char *const close =
        path.data[i] == '['
            ? (const char *)memchr(path.data + i, ']', path.len - i)
            : NULL;
    if (!close) {
      rhumb_buf_putc(out, path.data[i]);
      continue;
    }
    const size_t end = (size_t)(close - path.data);
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

static const char *
nearest(RhumbNamesSeen *const names, const RhumbStr name)
{
  const size_t count = names->seen.count;
  const char **const known = RHUMB_NEW(&names->arena, const char *, count + 1);
  for (size_t i = 0; i < count; ++i) {
    known[i] = rhumb_str_copy(&names->arena, names->seen.keys[i]).data;
  }
  return rhumb_near(name, known);
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
  const RhumbStr rest = rhumb_str_slice(path, end, path.len);
  const bool is_call = rest.len && rest.data[0] == '(';
  const bool is_dots = rhumb_str_starts(step, RHUMB_STR("."));
  if (!step.len || is_call || is_dots ||
      rhumb_table_find(&names->seen, step) != RHUMB_TABLE_NONE) {
    return !is_call;
  }
  const char *const found = nearest(names, step);
  if (found) {
    *near =
        rhumb_str_format(&names->arena, "%s%.*s", found, RHUMB_FMT(rest)).data;
  }
  return true;
}

bool
rhumb_names_seen_lack(RhumbNamesSeen *const names,
                      const RhumbStr reference,
                      const char **const near)
{
  *near = NULL;
  const size_t lead = lead_of(reference, names->is_json);
  const RhumbStr path = rhumb_str_slice(reference, lead, reference.len);
  if (!names->is_json) {
    const bool is_filter = memchr(path.data, '[', path.len) != NULL;
    return names->n_fields && path.len && !is_filter &&
           lacks_step(names, path, near);
  }
  const bool is_filter = memchr(path.data, '?', path.len) != NULL;
  RhumbBuf plain = {0};
  put_path(&plain, path);
  const RhumbStr name = rhumb_buf_str(&plain);
  const bool lacks = name.len && !is_filter && !was_null(names, name) &&
                     rhumb_table_find(&names->seen, name) == RHUMB_TABLE_NONE;
  const char *const found = lacks ? nearest(names, name) : NULL;
  if (found) {
    *near = rhumb_str_format(
                &names->arena, "%.*s%s", (int)lead, reference.data, found)
                .data;
  }
  rhumb_buf_free(&plain);
  return lacks;
}

void
rhumb_names_seen_free(RhumbNamesSeen *const names)
{
  rhumb_table_free(&names->seen);
  rhumb_table_free(&names->nulls);
  rhumb_arena_free(&names->arena);
}

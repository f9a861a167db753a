// SPDX-License-Identifier: ISC

/// @file span.c  External values, and where the texts with them were written.

#include "yaml/span.h"

#include "base/ascii.h"
#include "base/list.h"
#include "io/pattern.h"

#include <stdlib.h>

/// A stretch of a scalar that was replaced by another
typedef struct {
  size_t at, len;         ///< In the text with externals replaced
  size_t origin, old_len; ///< In the text as it was written
  bool is_option;         ///< By what the command line says
} RhumbEdit;

/// All of a scalar, as they stand in it
typedef struct RhumbEdits {
  RhumbEdit *items;
  size_t count, cap;
} RhumbEdits;

void
rhumb_externals_add(RhumbExternals *const externals,
                    const RhumbStr name,
                    const RhumbStr value,
                    const RhumbLoc loc)
{
  const size_t at = externals->count;
  const size_t known = externals->names.count;
  const uint32_t number = rhumb_table_add(&externals->names, name);
  RHUMB_PUSH(externals, (RhumbExternalValue){name, value, loc, false});
  if (number == known) {
    RHUMB_PUSH(&externals->same, (RhumbExternalPair){at, at});
  }
  externals->same.items[number].last = at;
}

RhumbExternalValue *
rhumb_externals_find(const RhumbExternals *const externals, const RhumbStr name)
{
  const uint32_t number = rhumb_table_find(&externals->names, name);
  return number == RHUMB_TABLE_NONE
             ? NULL
             : &externals->items[externals->same.items[number].first];
}

RhumbExternalValue *
rhumb_externals_last(const RhumbExternals *const externals, const RhumbStr name)
{
  const uint32_t number = rhumb_table_find(&externals->names, name);
  return number == RHUMB_TABLE_NONE
             ? NULL
             : &externals->items[externals->same.items[number].last];
}

void
rhumb_externals_free(RhumbExternals *const externals)
{
  rhumb_table_free(&externals->names);
  free(externals->same.items);
  free(externals->items);
  free(externals->strangers.items);
}

/// A reference that looks like an external but is none is worth a word, once
/// however often its text is read
static void
warn_unknown(const RhumbYamlContext *const context,
             const RhumbStr name,
             const RhumbLoc loc)
{
  RhumbExternals *const externals = context->externals;
  const RhumbLoc last = externals->warned;
  const bool is_last = last.text == loc.text && last.line == loc.line &&
                       last.column == loc.column;
  if (is_last) {
    return;
  }
  externals->warned = loc;
  if (rhumb_externals_find(externals, name)) {
    rhumb_warn(context->diag,
               RHUMB_WARNING,
               loc,
               "an external stands alone, $(_%.*s), so this is the reference "
               "\"_%.*s\"",
               RHUMB_FMT(name),
               RHUMB_FMT(name));
  } else if (!externals->count) {
    RHUMB_PUSH(&externals->strangers,
               (RhumbExternalValue){.name = name, .loc = loc});
  } else {
    rhumb_warn(context->diag,
               RHUMB_WARNING,
               loc,
               "no external is called \"%.*s\", so this is the reference "
               "\"_%.*s\"; write \"$(\\_%.*s)\" if that is meant",
               RHUMB_FMT(name),
               RHUMB_FMT(name),
               RHUMB_FMT(name));
  }
}

/// The replacing of externals in one scalar
typedef struct {
  const RhumbYamlContext *context;
  const RhumbYaml *scalar;
  RhumbBuf out;
  RhumbEdits *edits; ///< NULL: none yet
  size_t closing;    ///< The ")" that was last found, or the text's length
  bool is_text;      ///< Steps are worked out
} Replacing;

static void
add_edit(Replacing *const r, const RhumbEdit edit)
{
  if (!r->edits) {
    r->edits = RHUMB_NEW(r->context->arena, RhumbEdits, 1);
  }
  RHUMB_PUSH_IN(r->context->arena, r->edits, edit);
}

/// Return where the first ")" from `at` on stands, or the text's length
static size_t
find_closing(Replacing *const r, const size_t at)
{
  const RhumbStr text = r->scalar->text;
  if (r->closing <= at) {
    r->closing = at + rhumb_str_index(rhumb_str_from(text, at), ')');
  }
  return r->closing;
}

/// Return a name without the steps behind it, such as "=> upper"
static RhumbStr
without_steps(const RhumbStr name)
{
  const size_t arrow = rhumb_str_find(name, RHUMB_STR("=>"), 0);
  return arrow == SIZE_MAX ? name
                           : rhumb_str_trim(rhumb_str_slice(name, 0, arrow));
}

/// True if a part of a file's name is what stands in `name`
static bool
is_file_part(const RhumbStr name)
{
  return rhumb_file_part(without_steps(name));
}

/// Return the external that stands before the steps of a name, or NULL
static RhumbExternalValue *
before_steps(const Replacing *const r, const RhumbStr name)
{
  const RhumbStr bare = without_steps(name);
  return bare.len < name.len ? rhumb_externals_find(r->context->externals, bare)
                             : NULL;
}

/// True if what is escaped at `at` would else be more than a name of the data:
/// templates read that, with the backslash
static bool
is_escaped_name(Replacing *const r, const size_t at)
{
  const RhumbStr text = r->scalar->text;
  const RhumbStr start = RHUMB_STR("$(\\_");
  if (!rhumb_str_starts(rhumb_str_from(text, at), start)) {
    return false;
  }
  const RhumbStr name =
      rhumb_str_slice(text, at + start.len, find_closing(r, at));
  return is_file_part(name) || before_steps(r, name);
}

/// Put `value` where `len` of the text stand from `at` on; return `len`
static size_t
put_value(Replacing *const r,
          const size_t at,
          const size_t len,
          const RhumbStr value,
          const bool is_option)
{
  add_edit(r, (RhumbEdit){r->out.len, value.len, at, len, is_option});
  rhumb_buf_put(&r->out, value);
  return len;
}

/// Put what steps make of an external, where it is a text alone
static size_t
replace_steps(Replacing *const r, const size_t at, const size_t len)
{
  const RhumbYamlContext *const context = r->context;
  RhumbStr value = {NULL, 0};
  return r->is_text && context->work_out &&
                 context->work_out(
                     context->handle, r->scalar, at, at + len, &value)
             ? put_value(r, at, len, value, false)
             : 0;
}

/// Replace what begins at `at`; return how much of the text that was, or 0
static size_t
replace(Replacing *const r, const size_t at)
{
  const RhumbStr text = r->scalar->text;
  const RhumbStr rest = rhumb_str_slice(text, at, text.len);
  if (rhumb_str_starts(rest, RHUMB_STR("$(\\_")) && !is_escaped_name(r, at)) {
    rhumb_buf_puts(&r->out, "$(_");
    add_edit(r, (RhumbEdit){r->out.len, 0, at + 4, 0, false});
    return 4;
  }
  const size_t end =
      rhumb_str_starts(rest, RHUMB_STR("$(_")) ? find_closing(r, at) : text.len;
  if (end == text.len) {
    return 0;
  }

  const size_t len = end - at + 1;
  const RhumbStr name = rhumb_str_slice(rest, 3, len - 1);
  RhumbExternalValue *const external =
      rhumb_externals_find(r->context->externals, name);
  RhumbExternalValue *const stepped = external ? NULL : before_steps(r, name);
  if (stepped) {
    stepped->used = true;
    return replace_steps(r, at, len);
  }
  if (!external && !is_file_part(name)) {
    warn_unknown(
        r->context, without_steps(name), rhumb_yaml_at(r->scalar, at + 2));
  }
  if (!external) {
    return 0;
  }
  external->used = true;
  return put_value(r, at, len, external->value, !external->loc.text);
}

static RhumbSpan
replace_all(const RhumbYamlContext *const context,
            const RhumbYaml *const scalar,
            const bool is_text)
{
  const RhumbStr text = scalar->text;
  Replacing r = {.context = context, .scalar = scalar, .is_text = is_text};
  for (size_t i = 0; i < text.len;) {
    const size_t len = text.data[i] == '$' ? replace(&r, i) : 0;
    if (!len) {
      rhumb_buf_putc(&r.out, text.data[i]);
    }
    i += len ? len : 1;
  }
  RhumbSpan span = {text, scalar, 0, r.edits};
  if (r.edits) {
    span.text = rhumb_str_copy(context->arena, rhumb_buf_str(&r.out));
  }
  rhumb_buf_free(&r.out);
  return span;
}

RhumbSpan
rhumb_span_of(const RhumbYamlContext *const context,
              const RhumbYaml *const scalar)
{
  return replace_all(context, scalar, false);
}

RhumbSpan
rhumb_span_of_text(const RhumbYamlContext *const context,
                   const RhumbYaml *const scalar)
{
  return replace_all(context, scalar, true);
}

RhumbSpan
rhumb_span_slice(const RhumbSpan span, const size_t start, const size_t end)
{
  return (RhumbSpan){rhumb_str_slice(span.text, start, end),
                     span.node,
                     span.at + start,
                     span.edits};
}

RhumbSpan
rhumb_span_trim(const RhumbSpan span)
{
  size_t start = 0;
  size_t end = span.text.len;
  while (start < end && rhumb_is_space(span.text.data[start])) {
    ++start;
  }
  while (end > start && rhumb_is_space(span.text.data[end - 1])) {
    --end;
  }
  return rhumb_span_slice(span, start, end);
}

bool
rhumb_span_cut(RhumbSpan *const span, const char *const suffix)
{
  const RhumbStr end = rhumb_str(suffix);
  if (!rhumb_str_ends(span->text, end)) {
    return false;
  }
  span->text.len -= end.len;
  return true;
}

/// Return the last edit that begins at `wanted` or before; NULL: none does
static const RhumbEdit *
last_edit(const RhumbEdits *const edits, const size_t wanted)
{
  size_t start = 0;
  size_t end = edits ? edits->count : 0;
  while (start < end) {
    const size_t middle = start + ((end - start) / 2);
    if (edits->items[middle].at <= wanted) {
      start = middle + 1;
    } else {
      end = middle;
    }
  }
  return start ? &edits->items[start - 1] : NULL;
}

bool
rhumb_span_is_option(const RhumbSpan *const span)
{
  const RhumbEdit *const at = last_edit(span->edits, span->at);
  return at && at->is_option && at->at == span->at && at->len;
}

RhumbLoc
rhumb_span_loc(const RhumbSpan *const span, const size_t at)
{
  const size_t wanted = span->at + at;
  const RhumbEdit *const e = last_edit(span->edits, wanted);
  const size_t behind = e ? wanted - e->at : 0;
  return rhumb_yaml_at(span->node,
                       !e ? wanted
                       : behind < e->len
                           ? e->origin
                           : e->origin + e->old_len + (behind - e->len));
}

// SPDX-License-Identifier: ISC

/// @file template.c  Templates parsed into text and references.

#include "term/template.h"

#include "base/ascii.h"
#include "base/list.h"

/// A template being read
typedef struct {
  RhumbArena *arena;
  RhumbStr text;
  const RhumbPlaces *places;
  const RhumbDiag *diag;
  RHUMB_LIST(RhumbPart) parts;
  RhumbBuf buf;  ///< The part that grows
  size_t begin;  ///< Where it began in `text`
  size_t cursor; ///< The byte to read next
} Scan;

static RhumbLoc
place(const Scan *const scan, const size_t at)
{
  return scan->places->at(scan->places->handle, at);
}

static void
put(Scan *const scan, const char c)
{
  rhumb_buf_putc(&scan->buf, c);
}

/// End the part that grows; fixed text that is empty is no part
static void
push(Scan *const scan, const bool is_reference)
{
  if (scan->buf.len) {
    const RhumbStr text =
        rhumb_str_copy(scan->arena, rhumb_buf_str(&scan->buf));
    RHUMB_PUSH_IN(scan->arena,
                  &scan->parts,
                  (RhumbPart){text, is_reference, place(scan, scan->begin)});
  }
  scan->buf.len = 0;
}

static RhumbStatus
finish(Scan *const scan, const RhumbStatus status, RhumbTemplate *const out)
{
  if (status == RHUMB_OK) {
    *out = (RhumbTemplate){scan->parts.items, scan->parts.count};
  }
  rhumb_buf_free(&scan->buf);
  return status;
}

static RhumbStatus
empty_reference(const Scan *const scan, const size_t open)
{
  return rhumb_fail(scan->diag,
                    RHUMB_ERR_SYNTAX,
                    place(scan, open),
                    "a reference without a name");
}

/// Put the character behind a backslash, or the backslash if it escapes nothing
static RhumbStatus
escape_rml(Scan *const scan)
{
  const size_t at = scan->cursor++;
  if (scan->cursor == scan->text.len) {
    return rhumb_fail(scan->diag,
                      RHUMB_ERR_SYNTAX,
                      place(scan, at),
                      "a backslash with nothing to escape; write \"\\\\\"");
  }
  const char next = scan->text.data[scan->cursor];
  if (next == '{' || next == '}' || next == '\\') {
    put(scan, next);
    ++scan->cursor;
  } else {
    put(scan, '\\');
  }
  return RHUMB_OK;
}

/// Read from behind the opening brace to behind the closing one
static RhumbStatus
reference_rml(Scan *const scan)
{
  const size_t open = scan->cursor++;
  scan->begin = scan->cursor;
  while (scan->cursor < scan->text.len) {
    const char c = scan->text.data[scan->cursor];
    if (c == '\\') {
      RHUMB_TRY(escape_rml(scan));
    } else if (c == '}') {
      if (!scan->buf.len) {
        return empty_reference(scan, open);
      }
      push(scan, true);
      scan->begin = ++scan->cursor;
      return RHUMB_OK;
    } else if (c == '{') {
      return rhumb_fail(scan->diag,
                        RHUMB_ERR_SYNTAX,
                        place(scan, scan->cursor),
                        "a \"{\" inside a reference; write \"\\{\"");
    } else {
      put(scan, c);
      ++scan->cursor;
    }
  }
  return rhumb_fail(scan->diag,
                    RHUMB_ERR_SYNTAX,
                    place(scan, open),
                    "a reference that is not closed; write \"{name}\"");
}

static RhumbStatus
scan_rml(Scan *const scan)
{
  while (scan->cursor < scan->text.len) {
    const char c = scan->text.data[scan->cursor];
    if (c == '\\') {
      RHUMB_TRY(escape_rml(scan));
    } else if (c == '{') {
      push(scan, false);
      RHUMB_TRY(reference_rml(scan));
    } else if (c == '}') {
      return rhumb_fail(scan->diag,
                        RHUMB_ERR_SYNTAX,
                        place(scan, scan->cursor),
                        "a \"}\" that closes no reference; write \"\\}\"");
    } else {
      put(scan, c);
      ++scan->cursor;
    }
  }
  push(scan, false);
  return RHUMB_OK;
}

RhumbStatus
rhumb_template_read_rml(RhumbTemplate *const out,
                        RhumbArena *const arena,
                        const RhumbStr text,
                        const RhumbPlaces *const places,
                        const RhumbDiag *const diag)
{
  Scan scan = {.arena = arena, .text = text, .places = places, .diag = diag};
  return finish(&scan, scan_rml(&scan), out);
}

static char
byte_at(const Scan *const scan, const size_t at)
{
  return (char)(at < scan->text.len ? scan->text.data[at] : '\0');
}

/// Put one character, without the backslash before `(`, `)` and `:`
static void
put_unescaped(Scan *const scan)
{
  const char next = byte_at(scan, scan->cursor + 1);
  if (byte_at(scan, scan->cursor) == '\\' &&
      (next == '(' || next == ')' || next == ':')) {
    ++scan->cursor;
  }
  put(scan, scan->text.data[scan->cursor++]);
}

static bool
is_word(const char c)
{
  return rhumb_is_alphanumeric(c) || c == '_' || (unsigned char)c >= 0x80;
}

/// Return the byte of the quote that closes the one at `at`, or 0 if it opens
/// nothing: an apostrophe within a word, or one without a partner
static size_t
closing_quote(const Scan *const scan, const size_t at)
{
  const char quote = scan->text.data[at];
  if (is_word(scan->text.data[at - 1])) {
    return 0;
  }
  for (size_t i = at + 1; i < scan->text.len; ++i) {
    if (scan->text.data[i] == '\\') {
      ++i;
    } else if (scan->text.data[i] == quote) {
      return i;
    }
  }
  return 0;
}

/// Put a quotation with both its quotes, or a quote that opens none
static void
quoted(Scan *const scan)
{
  const size_t end = closing_quote(scan, scan->cursor);
  put(scan, scan->text.data[scan->cursor++]);
  while (scan->cursor <= end) {
    put_unescaped(scan);
  }
}

/// Read from "$(" to behind the parenthesis that balances it
static RhumbStatus
reference_yarrrml(Scan *const scan)
{
  const size_t open = scan->cursor;
  size_t depth = 1;
  scan->cursor += 2;
  scan->begin = scan->cursor;
  while (scan->cursor < scan->text.len) {
    const char c = scan->text.data[scan->cursor];
    depth += c == '(' ? 1 : 0;
    depth -= c == ')' ? 1 : 0;
    if (!depth) {
      if (!scan->buf.len) {
        return empty_reference(scan, open);
      }
      push(scan, true);
      scan->begin = ++scan->cursor;
      return RHUMB_OK;
    }
    if (c == '\'' || c == '"') {
      quoted(scan);
    } else {
      put_unescaped(scan);
    }
  }
  return rhumb_fail(scan->diag,
                    RHUMB_ERR_SYNTAX,
                    place(scan, open),
                    "a reference that is not closed; write \"$(name)\"");
}

static RhumbStatus
scan_yarrrml(Scan *const scan)
{
  while (scan->cursor < scan->text.len) {
    if (byte_at(scan, scan->cursor) == '$' &&
        byte_at(scan, scan->cursor + 1) == '(') {
      push(scan, false);
      RHUMB_TRY(reference_yarrrml(scan));
    } else {
      put_unescaped(scan);
    }
  }
  push(scan, false);
  return RHUMB_OK;
}

RhumbStatus
rhumb_template_read_yarrrml(RhumbTemplate *const out,
                            RhumbArena *const arena,
                            const RhumbStr text,
                            const RhumbPlaces *const places,
                            const RhumbDiag *const diag)
{
  Scan scan = {.arena = arena, .text = text, .places = places, .diag = diag};
  return finish(&scan, scan_yarrrml(&scan), out);
}

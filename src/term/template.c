// SPDX-License-Identifier: ISC

/// @file template.c  Templates parsed into text and references.

#include "term/template.h"

#include "base/ascii.h"
#include "base/list.h"
#include "io/pattern.h"

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
                  (RhumbPart){.text = text,
                              .is_reference = is_reference,
                              .loc = place(scan, scan->begin)});
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
byte_at(const RhumbStr text, const size_t at)
{
  return (char)(at < text.len ? text.data[at] : '\0');
}

/// True for a backslash that takes its meaning from what stands behind it
static bool
is_escape(const RhumbStr text, const size_t at)
{
  const char next = byte_at(text, at + 1);
  return byte_at(text, at) == '\\' && next && strchr("():", next);
}

static bool
opens_reference(const RhumbStr text, const size_t at)
{
  return byte_at(text, at) == '$' && byte_at(text, at + 1) == '(';
}

static bool
is_word(const char c)
{
  return rhumb_is_alphanumeric(c) || c == '_' || (unsigned char)c >= 0x80;
}

/// What is taken for the inside of a reference. Its text may be a path with
/// quotations and brackets, or the name of a column with any signs in it: what
/// makes sense as the former is the former, the strictest reading first.
typedef struct {
  bool lone_quotes; ///< A quote may stand alone, which begins no quotation
  bool any_bracket; ///< Brackets need no partners
  bool nested;      ///< A quotation may hold "$("
} Reading;

static const Reading readings[] = {
    {false, false, false},
    {true, false, false},
    {true, true, false},
    {false, false, true},
};

/// What is open within a reference
typedef struct {
  size_t parentheses, escaped, brackets;
} Open;

/// The quotation that was last looked for: a quote within it ends where it does
typedef struct {
  size_t begin, end;
} Quotation;

/// A reference being looked through
typedef struct {
  RhumbStr text;
  const Reading *as;
  Quotation *last; ///< With single quotes, and with double ones
  size_t start;
} Look;

/// Return the quote that closes a quotation that begins at `at`, or the length
static size_t
find_quote(const Look *const look, const size_t at)
{
  const RhumbStr text = look->text;
  for (size_t i = at + 1; i < text.len; ++i) {
    const bool escaped = text.data[i] == '\\';
    i += escaped;
    if (!look->as->nested && opens_reference(text, i)) {
      return text.len;
    }
    if (!escaped && text.data[i] == text.data[at]) {
      return i;
    }
  }
  return text.len;
}

/// As find_quote(), without looking twice through the same text
static size_t
closing_quote(const Look *const look, const size_t at)
{
  Quotation *const last = &look->last[look->text.data[at] == '"'];
  if (at < last->begin || at >= last->end) {
    *last = (Quotation){at, find_quote(look, at)};
  }
  return last->end;
}

/// Count an escaped parenthesis: it may be the partner of one that is not, as
/// yarrrml-parser wants closing ones alone escaped
static void
count_escaped(Open *const open, const char c)
{
  if (c == '(') {
    ++open->escaped;
  } else if (c == ')' && open->escaped) {
    --open->escaped;
  } else if (c == ')' && open->parentheses) {
    --open->parentheses;
  }
}

/// Count a sign; false if it closes what is not open
static bool
count_sign(Open *const open, const char c)
{
  if (c == '(') {
    ++open->parentheses;
  } else if (c == ')') {
    open->escaped = 0;
    return open->parentheses-- > 0;
  } else if (c == '[') {
    ++open->brackets;
  } else if (c == ']') {
    return open->brackets-- > 0;
  }
  return true;
}

static bool
is_quote(const Look *const look, const size_t at)
{
  const char c = look->text.data[at];
  return (c == '\'' || c == '"') &&
         (at == look->start || !is_word(look->text.data[at - 1]));
}

/// Take the sign at `at`, which is within no quotation; false if nothing behind
/// it closes the reference
static bool
take_sign(const Look *const look, Open *const open, const size_t at)
{
  const char c = look->text.data[at];
  return (look->as->lone_quotes || !is_quote(look, at)) &&
         !opens_reference(look->text, at) &&
         ((look->as->any_bracket && strchr("[]", c)) || count_sign(open, c));
}

/// Return the ")" from `at` on and before `to` that closes the reference, or 0.
/// It goes over the text once, whichever parenthesis it is; what stands between
/// quotes that may also stand alone it reads both ways, the one before the
/// other, to a depth of two (there are two quotes).
static size_t
closing_from(const Look *const look, Open open, size_t at, const size_t to)
{
  size_t found = 0;
  for (; !found && at < to; ++at) {
    const char c = look->text.data[at];
    const size_t end = is_quote(look, at) ? closing_quote(look, at) : to;
    if (end < to) {
      found = look->as->lone_quotes ? closing_from(look, open, at + 1, end) : 0;
      at = end;
    } else if (is_escape(look->text, at)) {
      count_escaped(&open, look->text.data[++at]);
    } else if (c == ')' && !open.parentheses && !open.brackets) {
      return at;
    } else if (!take_sign(look, &open, at)) {
      return 0;
    }
  }
  return found;
}

size_t
rhumb_template_closing(const RhumbStr text, const size_t at)
{
  size_t end = 0;
  if (!opens_reference(text, at)) {
    return 0;
  }
  for (size_t i = 0; !end && i < RHUMB_COUNT(readings); ++i) {
    Quotation last[2] = {{0, 0}, {0, 0}};
    const Look look = {text, &readings[i], last, at + 2};
    end = closing_from(&look, (Open){0, 0, 0}, at + 2, text.len);
  }
  return end;
}

/// Put one character, without the backslash before `(`, `)` and `:`
static void
put_unescaped(Scan *const scan)
{
  scan->cursor += is_escape(scan->text, scan->cursor);
  put(scan, scan->text.data[scan->cursor++]);
}

/// Have $(_file) stand for a part of the file's name, and $(\_file) for what it
/// is without the backslash
static void
settle_file_part(Scan *const scan)
{
  const RhumbStr text = rhumb_buf_str(&scan->buf);
  const size_t skip = rhumb_str_starts(text, RHUMB_STR("\\_")) ? 1 : 0;
  const RhumbFilePart *const part =
      rhumb_str_starts(rhumb_str_from(text, skip), RHUMB_STR("_"))
          ? rhumb_file_part(rhumb_str_from(text, skip + 1))
          : NULL;
  if (part) {
    scan->buf.len = 0;
    rhumb_buf_put(
        &scan->buf,
        rhumb_str_slice(part->reference, 0, part->reference.len - skip));
  }
}

static bool
is_arrow(const RhumbStr text, const size_t at)
{
  return byte_at(text, at) == '=' && byte_at(text, at + 1) == '>';
}

/// Return the quote that closes a quotation at `at` before `end`, or `at`
static size_t
skip_quotation(const Look *const look, const size_t at, const size_t end)
{
  const size_t closing = is_quote(look, at) ? closing_quote(look, at) : at;
  return closing < end ? closing : at;
}

/// Return where a reference from `start` to `end` has its first "=>", which no
/// path has but in quotations and brackets; `end` if there is none. A bracket
/// that is not closed is a sign in the name of a column.
static size_t
find_arrow(const RhumbStr text, const size_t start, const size_t end)
{
  Quotation last[2] = {{0, 0}, {0, 0}};
  const Look look = {text, &readings[0], last, start};
  size_t depth = 0;
  size_t within = end;
  for (size_t at = start; at < end; ++at) {
    at = skip_quotation(&look, at, end);
    const char c = text.data[at];
    if (c == '\\') {
      ++at;
    } else if (c == '(' || c == '[') {
      ++depth;
    } else if (c == ')' || c == ']') {
      depth -= depth > 0;
    } else if (is_arrow(text, at) && !depth) {
      return at;
    } else if (is_arrow(text, at) && within == end) {
      within = at;
    }
  }
  return depth ? within : end;
}

/// Read the names from the "=>" at `at` up to `end`, as steps of the last part
static RhumbStatus
read_steps(Scan *const scan, size_t at, const size_t end)
{
  RHUMB_LIST(RhumbPart) steps = {0};
  const RhumbStr text = rhumb_str_slice(scan->text, 0, end);
  while (at < end) {
    size_t next = at + strlen("=>");
    const RhumbStr rest = rhumb_str_from(text, next);
    while (next < end && !is_arrow(text, next)) {
      ++next;
    }
    const RhumbStr name =
        rhumb_str_trim(rhumb_str_slice(rest, 0, next - at - strlen("=>")));
    if (!name.len) {
      return rhumb_fail(scan->diag,
                        RHUMB_ERR_SYNTAX,
                        place(scan, at),
                        "a \"=>\" without a name behind it: a table's or a "
                        "function's");
    }
    const RhumbPart step = {.text = rhumb_str_copy(scan->arena, name),
                            .loc =
                                place(scan, (size_t)(name.data - text.data))};
    RHUMB_PUSH_IN(scan->arena, &steps, step);
    at = next;
  }
  RhumbPart *const part = &scan->parts.items[scan->parts.count - 1];
  part->steps = steps.items;
  part->n_steps = steps.count;
  return RHUMB_OK;
}

/// Read from "$(" to behind the parenthesis that closes it
static RhumbStatus
reference_yarrrml(Scan *const scan)
{
  const size_t open = scan->cursor;
  const size_t end = rhumb_template_closing(scan->text, open);
  if (!end) {
    return rhumb_fail(scan->diag,
                      RHUMB_ERR_SYNTAX,
                      place(scan, open),
                      "a reference that is not closed; write \"$(name)\"");
  }
  scan->cursor += 2;
  scan->begin = scan->cursor;
  const size_t arrow = find_arrow(scan->text, scan->begin, end);
  size_t behind = arrow;
  while (arrow < end && behind > scan->begin &&
         rhumb_is_space(scan->text.data[behind - 1])) {
    --behind;
  }
  if (scan->begin == behind) {
    return empty_reference(scan, open);
  }
  while (scan->cursor < behind) {
    scan->cursor += byte_at(scan->text, scan->cursor) == '\\' &&
                    is_arrow(scan->text, scan->cursor + 1);
    put_unescaped(scan);
  }
  settle_file_part(scan);
  push(scan, true);
  scan->begin = scan->cursor = end + 1;
  return arrow < end ? read_steps(scan, arrow, end) : RHUMB_OK;
}

static RhumbStatus
scan_yarrrml(Scan *const scan)
{
  while (scan->cursor < scan->text.len) {
    if (opens_reference(scan->text, scan->cursor)) {
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

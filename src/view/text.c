// SPDX-License-Identifier: ISC

/// @file text.c  Text cleaned, cut and wrapped for display.

#include "view/text.h"

#include "base/ascii.h"
#include "base/utf8.h"
#include "term/iri.h"

#include <unictype.h>

static bool
is_space(const uint32_t code)
{
  return code == ' ' || (code >= 0x9 && code <= 0xD) || code == 0xA0 ||
         code == 0x2028 || code == 0x2029;
}

/// Marks and joiners belong to the character before them
static bool
is_mark(const uint32_t code)
{
  return (code >= 0x300 && code <= 0x36F) || code == 0x200C || code == 0x200D ||
         (code >= 0xFE00 && code <= 0xFE0F) ||
         (code >= 0x1F3FB && code <= 0x1F3FF);
}

/// East Asian characters and pictographs take two columns
static size_t
columns_of(const uint32_t code)
{
  const bool wide = (code >= 0x1100 && code <= 0x115F) ||
                    (code >= 0x2E80 && code <= 0xA4CF) ||
                    (code >= 0xAC00 && code <= 0xD7A3) ||
                    (code >= 0xF900 && code <= 0xFAFF) ||
                    (code >= 0xFE30 && code <= 0xFE6F) ||
                    (code >= 0xFF00 && code <= 0xFF60) ||
                    (code >= 0x1F300 && code <= 0x1FAFF) ||
                    (code >= 0x20000 && code <= 0x3FFFD);
  return is_mark(code) ? 0 : wide ? 2 : 1;
}

/// A left-to-right override and its like would reach beyond the text, and of
/// what shows nothing there may be a whole line, which Pango does not draw. The
/// joiners and selectors within a word or an emoji are kept.
static bool
is_unseen(const uint32_t code)
{
  const bool joins = code == 0x200C || code == 0x200D || code == 0x34F ||
                     (code >= 0xFE00 && code <= 0xFE0F) ||
                     (code >= 0xE0020 && code <= 0xE01EF);
  return code > 0x7F && !joins &&
         uc_is_property_default_ignorable_code_point((ucs4_t)code);
}

void
rhumb_text_put_clean(RhumbBuf *const out,
                     const RhumbStr text,
                     const size_t most)
{
  RhumbBuf clean = {0};
  const size_t bytes = (most + 1) * 8;
  rhumb_utf8_clean(&clean,
                   text.len > bytes ? rhumb_str_slice(text, 0, bytes) : text);

  const RhumbStr source = rhumb_buf_str(&clean);
  size_t chars = 0;
  bool gap = false;
  bool cut = text.len > bytes;
  for (size_t at = 0; at < source.len;) {
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(source, at, &code);
    const bool space = is_space(code);
    if (!space && !is_unseen(code)) {
      cut = cut || chars + gap >= most;
      if (chars + gap >= most) {
        break;
      }
      chars += 1U + gap;
      rhumb_buf_puts(out, gap ? " " : "");
      rhumb_buf_put(out, rhumb_str_slice(source, at, at + len));
    }
    gap = space ? chars > 0 : gap && is_unseen(code);
    at += len;
  }
  rhumb_buf_puts(out, cut ? "\u2026" : "");
  rhumb_buf_free(&clean);
}

RhumbStr
rhumb_text_clean(RhumbArena *const arena,
                 const RhumbStr text,
                 const size_t most)
{
  RhumbBuf out = {0};
  rhumb_text_put_clean(&out, text, most);
  return rhumb_buf_keep(&out, arena);
}

/// A line being filled: `space` is where it can be broken
typedef struct {
  size_t start, space;
  size_t columns, since_space;
} Line;

void
rhumb_text_wrap(RhumbBuf *const out, const RhumbStr text, const size_t width)
{
  Line line = {0};
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const unsigned decoded = rhumb_utf8_decode(text, at, &code);
    const unsigned len = decoded ? decoded : 1;
    const size_t columns = columns_of(code);
    const bool full = line.columns + columns > width && columns;
    if (full && line.space > line.start) {
      rhumb_buf_put(out, rhumb_str_slice(text, line.start, line.space));
      rhumb_buf_putc(out, '\n');
      line = (Line){.start = line.space + 1, .columns = line.since_space};
    } else if (full && line.columns > width + (width / 2)) {
      rhumb_buf_put(out, rhumb_str_slice(text, line.start, at));
      rhumb_buf_putc(out, '\n');
      line = (Line){.start = at};
    }
    line.columns += columns;
    line.since_space += columns;
    if (code == ' ') {
      line.space = at;
      line.since_space = 0;
    }
    at += len;
  }
  rhumb_buf_put(out, rhumb_str_slice(text, line.start, text.len));
}

void
rhumb_text_escape(RhumbBuf *const out, const RhumbStr text)
{
  size_t done = 0;
  for (size_t i = 0; i < text.len; ++i) {
    const char c = text.data[i];
    const char *const entity = c == '&'    ? "&amp;"
                               : c == '<'  ? "&lt;"
                               : c == '>'  ? "&gt;"
                               : c == '"'  ? "&quot;"
                               : c == '\'' ? "&#39;"
                                           : NULL;
    if (entity) {
      rhumb_buf_put(out, rhumb_str_slice(text, done, i));
      rhumb_buf_puts(out, entity);
      done = i + 1;
    }
  }
  rhumb_buf_put(out, rhumb_str_slice(text, done, text.len));
}

/// Letters; with digits among them ("Q42", "node7") only if it is a word
static bool
is_wordlike(const RhumbStr name)
{
  size_t small = 0;
  size_t digits = 0;
  for (size_t i = 0; i < name.len; ++i) {
    const char c = name.data[i];
    if (!rhumb_is_alphanumeric(c) && c != '-' && c != '_') {
      return false;
    }
    small += rhumb_is_lower(c);
    digits += rhumb_is_digit(c);
  }
  return name.len && !rhumb_is_digit(name.data[0]) && (!digits || small >= 2);
}

/// Append the character at `i`, with a space before it if a word starts there
static void
put_word_char(RhumbBuf *const out, const RhumbStr name, const size_t i)
{
  const char c = name.data[i];
  const char before = (char)(i ? name.data[i - 1] : ' ');
  const char after = (char)(i + 1 < name.len ? name.data[i + 1] : ' ');
  const bool starts = rhumb_is_upper(c) && !rhumb_is_upper(after) &&
                      (rhumb_is_lower(after) || !rhumb_is_upper(before));
  const bool breaks =
      rhumb_is_lower(before) || rhumb_is_digit(before) || rhumb_is_lower(after);
  if (i && rhumb_is_upper(c) && breaks) {
    rhumb_buf_putc(out, ' ');
  }
  const bool is_gap = i && (c == '-' || c == '_');
  rhumb_buf_putc(out, (char)(is_gap ? ' ' : starts ? rhumb_to_lower(c) : c));
}

RhumbStr
rhumb_text_words(RhumbArena *const arena, const RhumbStr name, const bool title)
{
  if (!is_wordlike(name)) {
    return (RhumbStr){0};
  }
  RhumbBuf out = {0};
  if (title) {
    rhumb_buf_putc(&out,
                   (char)(rhumb_is_lower(name.data[0])
                              ? name.data[0] - 'a' + 'A'
                              : name.data[0]));
  } else {
    put_word_char(&out, name, 0);
  }
  for (size_t i = 1; i < name.len; ++i) {
    put_word_char(&out, name, i);
  }
  return rhumb_buf_keep(&out, arena);
}

void
rhumb_text_count(RhumbBuf *const out,
                 const size_t count,
                 const char *const one,
                 const char *const many)
{
  if (count >= 1000000) {
    rhumb_buf_format(out, "%zu,%03zu", count / 1000000, count / 1000 % 1000);
  } else if (count >= 1000) {
    rhumb_buf_format(out, "%zu", count / 1000);
  }
  rhumb_buf_format(out,
                   count >= 1000 ? ",%03zu %s" : "%zu %s",
                   count % 1000,
                   count == 1 ? one : many);
}

bool
rhumb_text_is_link(const RhumbStr url)
{
  return url.len <= RHUMB_MAX_TEXT && rhumb_iri_web_scheme(url);
}

void
rhumb_text_put_link(RhumbBuf *const out, const RhumbStr url)
{
  for (size_t i = 0; i < url.len; ++i) {
    const unsigned char c = (unsigned char)url.data[i];
    if (c == '&') {
      rhumb_buf_puts(out, "&amp;");
    } else if (c <= 0x20 || c >= 0x7F || strchr("\"<>\\'`{}|^", c)) {
      rhumb_buf_putc(out, '%');
      rhumb_buf_put_hex(out, (char)c);
    } else {
      rhumb_buf_putc(out, (char)c);
    }
  }
}

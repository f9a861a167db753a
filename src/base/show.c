// SPDX-License-Identifier: ISC

/// @file show.c  What would change the line it stands in, escaped.

#include "base/show.h"

#include "base/list.h"
#include "base/utf8.h"

#include <uniwidth.h>

/// Characters that are not shown as they are, but for noncharacters
static const RhumbCodeRange unseen[] = {
    {0x00, 0x1F},       // C0 controls
    {0x7F, 0x9F},       // Delete, C1 controls
    {0xAD, 0xAD},       // Soft hyphen
    {0x61C, 0x61C},     // Arabic letter mark
    {0x180E, 0x180E},   // Mongolian vowel separator
    {0x200B, 0x200B},   // Zero width space; joiners belong to words
    {0x200E, 0x200F},   // Marks of direction
    {0x2028, 0x202E},   // Ends of line and paragraph, embeddings, overrides
    {0x2060, 0x206F},   // Word joiner, isolates
    {0xFEFF, 0xFEFF},   // Byte order mark
    {0xFFF9, 0xFFFB},   // Interlinear annotation
    {0xE0000, 0xE0FFF}, // Tags
};

static bool
is_unseen(const uint32_t code)
{
  return rhumb_is_noncharacter(code) ||
         rhumb_is_within(unseen, RHUMB_COUNT(unseen), code);
}

static void
put_escape(RhumbBuf *const out, const uint32_t code)
{
  const char letter = (char)(code == '\n'   ? 'n'
                             : code == '\r' ? 'r'
                             : code == '\t' ? 't'
                                            : '\0');
  if (letter) {
    rhumb_buf_format(out, "\\%c", letter);
  } else {
    rhumb_buf_format(out, code > 0xFFFF ? "\\U%08X" : "\\u%04X", code);
  }
}

static size_t
columns(const uint32_t code)
{
  const int width = uc_width((ucs4_t)code, "UTF-8");
  return width > 0 ? (size_t)width : 0;
}

size_t
rhumb_show_one(RhumbBuf *const out,
               const RhumbStr text,
               const size_t at,
               size_t *const width)
{
  const size_t before = out->len;
  uint32_t code = 0;
  const unsigned len = rhumb_utf8_decode(text, at, &code);
  if (!len) {
    rhumb_utf8_put(out, 0xFFFD);
    ++*width;
    return 1;
  }
  if (is_unseen(code)) {
    put_escape(out, code);
    *width += out->len - before;
  } else {
    rhumb_buf_put(out, rhumb_str_slice(text, at, at + len));
    *width += code < 0x80 ? 1 : columns(code);
  }
  return len;
}

void
rhumb_show(RhumbBuf *const out, const RhumbStr text)
{
  size_t width = 0;
  for (size_t at = 0; at < text.len;) {
    at += rhumb_show_one(out, text, at, &width);
  }
}

// SPDX-License-Identifier: ISC

/// @file odd.c  Characters that YAML takes for text, and whoever wrote them did
/// not.

#include "yaml/odd.h"

#include "base/list.h"
#include "base/utf8.h"

static const RhumbOdd rows[] = {
    {0x00A0, RHUMB_ODD_BLANK, "a no-break space", " "},
    {0x1680, RHUMB_ODD_BLANK, "an ogham space", " "},
    {0x2000, RHUMB_ODD_BLANK, "an en quad", " "},
    {0x2001, RHUMB_ODD_BLANK, "an em quad", " "},
    {0x2002, RHUMB_ODD_BLANK, "an en space", " "},
    {0x2003, RHUMB_ODD_BLANK, "an em space", " "},
    {0x2004, RHUMB_ODD_BLANK, "a third-of-em space", " "},
    {0x2005, RHUMB_ODD_BLANK, "a quarter-of-em space", " "},
    {0x2006, RHUMB_ODD_BLANK, "a sixth-of-em space", " "},
    {0x2007, RHUMB_ODD_BLANK, "a figure space", " "},
    {0x2008, RHUMB_ODD_BLANK, "a punctuation space", " "},
    {0x2009, RHUMB_ODD_BLANK, "a thin space", " "},
    {0x200A, RHUMB_ODD_BLANK, "a hair space", " "},
    {0x202F, RHUMB_ODD_BLANK, "a narrow no-break space", " "},
    {0x205F, RHUMB_ODD_BLANK, "a mathematical space", " "},
    {0x3000, RHUMB_ODD_BLANK, "an ideographic space", " "},
    {0x0085, RHUMB_ODD_BLANK, "a next-line character", " "},
    {0x2028, RHUMB_ODD_BLANK, "a line separator", " "},
    {0x2029, RHUMB_ODD_BLANK, "a paragraph separator", " "},
    {0x00AD, RHUMB_ODD_UNSEEN, "a soft hyphen", NULL},
    {0x180E, RHUMB_ODD_UNSEEN, "a vowel separator", NULL},
    {0x200B, RHUMB_ODD_UNSEEN, "a zero-width space", NULL},
    {0x200E, RHUMB_ODD_UNSEEN, "a left-to-right mark", NULL},
    {0x200F, RHUMB_ODD_UNSEEN, "a right-to-left mark", NULL},
    {0x2060, RHUMB_ODD_UNSEEN, "a word joiner", NULL},
    {0xFEFF, RHUMB_ODD_UNSEEN, "a byte order mark", NULL},
    {0x2010, RHUMB_ODD_HYPHEN, "a typographic hyphen", "-"},
    {0x2011, RHUMB_ODD_HYPHEN, "a no-break hyphen", "-"},
    {0x2012, RHUMB_ODD_HYPHEN, "a figure dash", "-"},
    {0x2013, RHUMB_ODD_HYPHEN, "an en dash", "-"},
    {0x2014, RHUMB_ODD_HYPHEN, "an em dash", "-"},
    {0x2015, RHUMB_ODD_HYPHEN, "a horizontal bar", "-"},
    {0x2022, RHUMB_ODD_HYPHEN, "a bullet", "-"},
    {0x2023, RHUMB_ODD_HYPHEN, "a triangular bullet", "-"},
    {0x2043, RHUMB_ODD_HYPHEN, "a hyphen bullet", "-"},
    {0x2212, RHUMB_ODD_HYPHEN, "a minus sign", "-"},
    {0x25CF, RHUMB_ODD_HYPHEN, "a black circle", "-"},
    {0x25E6, RHUMB_ODD_HYPHEN, "a white bullet", "-"},
    {0x00B7, RHUMB_ODD_HYPHEN, "a middle dot", "-"},
    {0xFF0D, RHUMB_ODD_HYPHEN, "a full-width hyphen", "-"},
    {0xFF1A, RHUMB_ODD_MARK, "a full-width colon", ":"},
    {0xFE55, RHUMB_ODD_MARK, "a small colon", ":"},
    {0x2236, RHUMB_ODD_MARK, "a ratio sign", ":"},
    {0xFF0C, RHUMB_ODD_MARK, "a full-width comma", ","},
    {0x3001, RHUMB_ODD_MARK, "an ideographic comma", ","},
    {0xFF3B, RHUMB_ODD_MARK, "a full-width bracket", "["},
    {0xFF3D, RHUMB_ODD_MARK, "a full-width bracket", "]"},
    {0x3010, RHUMB_ODD_MARK, "a lenticular bracket", "["},
    {0x3011, RHUMB_ODD_MARK, "a lenticular bracket", "]"},
    {0xFF5B, RHUMB_ODD_MARK, "a full-width brace", "{"},
    {0xFF5D, RHUMB_ODD_MARK, "a full-width brace", "}"},
    {0xFF08, RHUMB_ODD_MARK, "a full-width parenthesis", "("},
    {0xFF09, RHUMB_ODD_MARK, "a full-width parenthesis", ")"},
    {0xFF04, RHUMB_ODD_MARK, "a full-width dollar sign", "$"},
    {0xFF5E, RHUMB_ODD_MARK, "a full-width tilde", "~"},
    {0xFF03, RHUMB_ODD_MARK, "a full-width number sign", "#"},
    {0x2018, RHUMB_ODD_QUOTE, "a curly quote", "'"},
    {0x2019, RHUMB_ODD_QUOTE, "a curly quote", "'"},
    {0x201A, RHUMB_ODD_QUOTE, "a low curly quote", "'"},
    {0x201B, RHUMB_ODD_QUOTE, "a curly quote", "'"},
    {0x201C, RHUMB_ODD_QUOTE, "a curly quote", "\""},
    {0x201D, RHUMB_ODD_QUOTE, "a curly quote", "\""},
    {0x201E, RHUMB_ODD_QUOTE, "a low curly quote", "\""},
    {0x201F, RHUMB_ODD_QUOTE, "a curly quote", "\""},
    {0xFF02, RHUMB_ODD_QUOTE, "a full-width quote", "\""},
    {0xFF07, RHUMB_ODD_QUOTE, "a full-width quote", "'"},
};

const RhumbOdd *
rhumb_odd_at(const RhumbStr text, const size_t at, size_t *const len)
{
  uint32_t code = 0;
  *len = 0;
  if (at >= text.len || (unsigned char)text.data[at] < 0x80) {
    return NULL;
  }
  *len = rhumb_utf8_decode(text, at, &code);
  for (size_t i = 0; i < RHUMB_COUNT(rows); ++i) {
    if (rows[i].code == code) {
      return &rows[i];
    }
  }
  return NULL;
}

const RhumbOdd *
rhumb_odd_before(const RhumbStr text, const size_t end, size_t *const len)
{
  *len = 0;
  return end ? rhumb_odd_at(text, rhumb_utf8_start(text, end - 1), len) : NULL;
}

const char *
rhumb_odd_explain(RhumbArena *const arena, const RhumbOdd *const odd)
{
  const char *const what =
      rhumb_str_format(arena, "%s (U+%04X)", odd->name, odd->code).data;
  switch (odd->kind) {
  case RHUMB_ODD_BLANK:
    return rhumb_str_format(
               arena, "%s, which is text to YAML; write a plain space", what)
        .data;
  case RHUMB_ODD_UNSEEN:
    return rhumb_str_format(
               arena, "%s, which is not seen and counts; take it out", what)
        .data;
  case RHUMB_ODD_HYPHEN:
    return rhumb_str_format(
               arena, "%s is no hyphen; a list item begins with \"- \"", what)
        .data;
  case RHUMB_ODD_QUOTE:
    return rhumb_str_format(
               arena, "%s, which is text to YAML; write plain quotes", what)
        .data;
  case RHUMB_ODD_MARK:
    break;
  }
  return rhumb_str_format(arena,
                          "%s, which is text to YAML; write a plain '%s'",
                          what,
                          odd->plain)
      .data;
}

// SPDX-License-Identifier: ISC

/// @file xlsx_strings.c  The texts that cells share, one behind the other.
///
/// Of a text with runs, each of which looks otherwise, all runs are one text;
/// how it is pronounced (rPh) is no part of it.

#include "base/utf8.h"
#include "source/xlsx/xlsx_impl.h"

#include <stdlib.h>

enum { ROOT = 1, ITEM, TEXT, RUN, RUN_TEXT };

static const RhumbXlsxStep steps[] = {
    {0, ROOT, "sst"},
    {ROOT, ITEM, "si"},
    {ITEM, TEXT, "t"},
    {ITEM, RUN, "r"},
    {RUN, RUN_TEXT, "t"},
};

// Escapes
// ----------------------------------------------------------------------

enum { ESCAPE = 7 }; ///< Bytes of _x000D_

/// Return the UTF-16 unit that an escape at `at` stands for, or UINT32_MAX
static uint32_t
unit_at(const RhumbStr text, const size_t at)
{
  if (text.len < at + ESCAPE || text.data[at] != '_' ||
      text.data[at + 1] != 'x' || text.data[at + ESCAPE - 1] != '_') {
    return UINT32_MAX;
  }
  uint32_t unit = 0;
  for (size_t i = at + 2; i < at + ESCAPE - 1; ++i) {
    const int digit = rhumb_hex_value(text.data[i]);
    if (digit < 0) {
      return UINT32_MAX;
    }
    unit = unit << 4U | (unsigned)digit;
  }
  return unit;
}

/// Return the character that escapes at `at` stand for, two for one beyond
/// 16 bits, and move behind them; UINT32_MAX if they stand for none
static uint32_t
character_at(const RhumbStr text, size_t *const at)
{
  const uint32_t unit = unit_at(text, *at);
  const bool is_high = unit >= 0xD800 && unit < 0xDC00;
  const uint32_t low = is_high ? unit_at(text, *at + ESCAPE) : 0;
  if (unit == UINT32_MAX || !unit || (unit >= 0xDC00 && unit < 0xE000) ||
      (is_high && !(low >= 0xDC00 && low < 0xE000))) {
    return UINT32_MAX;
  }
  *at += is_high ? 2 * (size_t)ESCAPE : (size_t)ESCAPE;
  return is_high ? 0x10000 + ((unit - 0xD800) << 10U) + (low - 0xDC00) : unit;
}

void
rhumb_xlsx_unescape(RhumbBuf *const text, const size_t start)
{
  const RhumbStr whole = rhumb_buf_str(text);
  size_t at = start + rhumb_str_index(rhumb_str_from(whole, start), '_');
  size_t end = at; // What is written is never longer than what is read
  while (at < whole.len) {
    const uint32_t code = character_at(whole, &at);
    if (code == UINT32_MAX) {
      text->data[end++] = whole.data[at++];
    } else {
      end += rhumb_utf8_encode(text->data + end, code);
    }
  }
  text->len = whole.len ? end : 0;
}

// Reading
// ----------------------------------------------------------------------

/// Bytes that a text takes beside its own
static const size_t each = sizeof(size_t);

static void
put_text(RhumbXlsxPart *const part, const unsigned place, const RhumbStr text)
{
  RhumbXlsxStrings *const strings = (RhumbXlsxStrings *)part->handle;
  if (place == TEXT || place == RUN_TEXT) {
    rhumb_buf_put(&strings->text, text);
  }
  if (strings->text.len + strings->ends.count * each > rhumb_max_input) {
    rhumb_xlsx_part_fail(part,
                         "is too large: the texts that cells share may have "
                         "%zu MB",
                         RHUMB_MAX_INPUT_MB);
  }
}

static void
end_text(RhumbXlsxPart *const part, const unsigned place)
{
  RhumbXlsxStrings *const strings = (RhumbXlsxStrings *)part->handle;
  if (place != ITEM) {
    return;
  }
  const size_t count = strings->ends.count;
  const size_t start = count ? strings->ends.items[count - 1] : 0;
  rhumb_xlsx_unescape(&strings->text, start);
  RHUMB_PUSH(&strings->ends, strings->text.len);
  put_text(part, place, RHUMB_STR(""));
}

RhumbStatus
rhumb_xlsx_strings_read(RhumbXlsxStrings *const strings,
                        const RhumbInput *const archive,
                        const RhumbStr part,
                        const RhumbDiag *const diag)
{
  static const RhumbXlsxReader reader = {.steps = steps,
                                         .n_steps = RHUMB_COUNT(steps),
                                         .spaces = rhumb_xlsx_spaces,
                                         .text = put_text,
                                         .end = end_text};
  return rhumb_xlsx_part_read(archive, part, &reader, strings, diag);
}

void
rhumb_xlsx_strings_free(RhumbXlsxStrings *const strings)
{
  rhumb_buf_free(&strings->text);
  free(strings->ends.items);
}

// SPDX-License-Identifier: ISC

/// @file fuzz_lines.c  Lines of text that a pattern matches. Holds: the rows
/// are the same whatever the pieces that the file comes in, and of a pattern
/// that takes every line, the lines as they are.
///
/// An input: a byte for the pattern, one for the pieces; then the file.

#include "data.h"

#define TEXT(text)           \
  {                          \
    (text), sizeof(text) - 1 \
  }
static const RhumbStr patterns[] = {
    TEXT("^(?<a>[^\n]*)$"), // Takes every line
    TEXT("^(?<a>\\w+)[=:](?<b>.*)"),
    TEXT("(?<a>x+)|(?<b>y+)"),
    TEXT("^(?<a>(?:\\w+ ?)+)$"),
    TEXT("(?<b>\\S)\\K(?<a>.)"),
};
static const RhumbStr names[] = {{"a", 1}, {"b", 1}};

/// The lines of a file, as fuzz_put_row() writes their rows
static RhumbBuf
read_plainly(RhumbStr text)
{
  RhumbBuf out = {0};
  while (text.len) {
    RhumbValue line = {rhumb_str_cut(&text, '\n'), RHUMB_VALUE_STRING};
    line.lexical.len -=
        line.lexical.len && line.lexical.data[line.lexical.len - 1] == '\r';
    rhumb_buf_puts(&out, "1\n");
    fuzz_put_value(&out, &line);
  }
  return out;
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr text = fuzz_text(data, size);
  const size_t pattern = fuzz_choose(&text, RHUMB_COUNT(patterns));
  const size_t pieces = 1 + fuzz_choose(&text, 16);
  const RhumbSourceSpec spec = {
      .format = &rhumb_source_lines,
      .access = RHUMB_STR("-"),
      .compression = RHUMB_STR("none"), // fuzz_unpack.c has packed files
      .pattern = patterns[pattern],
  };
  const FuzzAsked asked = {&spec,
                           names,
                           pattern && pattern != 3 ? RHUMB_COUNT(names) : 1,
                           FUZZ_WHOLE,
                           0,
                           0};
  fuzz_set_file(text);
  FuzzReading whole = fuzz_read(&asked);
  fuzz_read_in_pieces(&asked, &whole, pieces);
  if (!pattern && whole.status == RHUMB_END && !whole.reports.len) {
    RhumbBuf plain = read_plainly(rhumb_str_from(text, rhumb_utf8_mark(text)));
    fuzz_same(
        "lines as they are", rhumb_buf_str(&plain), rhumb_buf_str(&whole.rows));
    rhumb_buf_free(&plain);
  }
  fuzz_reading_free(&whole);
  return 0;
}

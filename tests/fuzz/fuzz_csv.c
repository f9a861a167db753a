// SPDX-License-Identifier: ISC

/// @file fuzz_csv.c  CSV in every dialect. Holds: the rows are the same
/// whatever the pieces that the file comes in, the same as a plain reader of
/// RFC 4180 finds, the same by the scanner of rare dialects, and the same again
/// when all cells are written quoted.
///
/// An input: a byte for the delimiter, one for the quote, one for the rest of
/// the dialect and the pieces; then the file.

#include "data.h"

typedef struct {
  RhumbStr delimiter;
  char quote; ///< NUL: none
} Dialect;

static const RhumbStr delimiters[] = {
    {",", 1},
    {";", 1},
    {"\t", 1},
    {"|", 1},
    {" ", 1},
    {"\u00A7", 2},
    {"\u2192", 3},
    {"\U0001F600", 4},
    {"a", 1},
};
static const char quotes[] = {'"', '\'', '\0', '|', '`'};

/// The columns of a file without a header; one more than MOST
static const RhumbStr numbers[] = {
    {"1", 1}, {"2", 1}, {"3", 1}, {"4", 1}, {"5", 1}, {"6", 1}, {"7", 1}};
static const RhumbStr names[] = {{"a", 1}, {"b", 1}, {"id", 2}, {"", 0}};
static const RhumbStr nulls[] = {{"NULL", 4}, {"", 0}};

enum { MOST = RHUMB_COUNT(numbers) - 1 };

// A plain reader --------------------------------------------------------------

typedef struct {
  RhumbStr text;
  size_t at;
  const Dialect *dialect;
} Plain;

static bool
ends_record(const Plain *const plain)
{
  return plain->at == plain->text.len || plain->text.data[plain->at] == '\n' ||
         plain->text.data[plain->at] == '\r';
}

static bool
ends_cell(const Plain *const plain)
{
  return ends_record(plain) ||
         rhumb_str_starts(rhumb_str_from(plain->text, plain->at),
                          plain->dialect->delimiter);
}

static bool
is_quote(const Plain *const plain)
{
  return plain->dialect->quote && plain->at < plain->text.len &&
         plain->text.data[plain->at] == plain->dialect->quote;
}

/// Append the cell at the place
static void
read_cell(Plain *const plain, RhumbBuf *const cell)
{
  if (!is_quote(plain)) {
    for (; !ends_cell(plain); ++plain->at) {
      rhumb_buf_putc(cell, plain->text.data[plain->at]);
    }
    return;
  }
  for (++plain->at; plain->at < plain->text.len; ++plain->at) {
    if (is_quote(plain)) {
      ++plain->at;
      if (!is_quote(plain)) {
        break;
      }
    }
    rhumb_buf_putc(cell, plain->text.data[plain->at]);
  }
  HOLDS(ends_cell(plain));
}

/// Append the record at the place, as fuzz_put_row() does; return how many
/// cells it has
static size_t
read_record(Plain *const plain, RhumbBuf *const out)
{
  size_t n = 0;
  for (;; plain->at += plain->dialect->delimiter.len) {
    RhumbBuf cell = {0};
    read_cell(plain, &cell);
    const RhumbValue value = {rhumb_buf_str(&cell), RHUMB_VALUE_STRING};
    rhumb_buf_puts(out, "1\n");
    fuzz_put_value(out, &value);
    rhumb_buf_free(&cell);
    ++n;
    if (ends_record(plain)) {
      return n;
    }
  }
}

/// Read all of a file that is known to be right, without a header
static RhumbBuf
read_plainly(const RhumbStr text, const Dialect *const dialect)
{
  RhumbBuf out = {0};
  size_t n_columns = 0;
  Plain plain = {text, 0, dialect};
  while (plain.at < text.len) {
    const size_t before = out.len;
    const size_t start = plain.at;
    const size_t n = read_record(&plain, &out);
    const bool is_blank = plain.at == start;
    const RhumbStr rest = rhumb_str_from(text, plain.at);
    plain.at += rhumb_str_starts(rest, RHUMB_STR("\r\n")) ? 2 : rest.len > 0;
    if (is_blank && n_columns > 1) {
      out.len = before;
    } else if (!is_blank) {
      HOLDS(!n_columns || n == n_columns);
      if (!n_columns && n > 1) { // The blank lines before it are no cells
        out.len -= before;
        memmove(out.data, out.data + before, out.len);
      }
      n_columns = n;
    }
  }
  return out;
}

// Written again ---------------------------------------------------------------

static void
put_quoted(RhumbBuf *const out, const RhumbStr text, const char quote)
{
  rhumb_buf_putc(out, quote);
  for (size_t i = 0; i < text.len; ++i) {
    rhumb_buf_putc(out, text.data[i]);
    if (text.data[i] == quote) {
      rhumb_buf_putc(out, quote);
    }
  }
  rhumb_buf_putc(out, quote);
}

/// Write rows of `n` values, all quoted
static RhumbBuf
write_rows(RhumbStr rows, const size_t n, const Dialect *const dialect)
{
  RhumbBuf out = {0};
  for (size_t column = 1; rows.len; column = column % n + 1) {
    uint64_t len = 0;
    (void)rhumb_str_cut(&rows, '\n'); // How many values
    (void)rhumb_str_cut(&rows, ':');  // The type
    HOLDS(rhumb_str_number(rhumb_str_cut(&rows, ':'), rows.len, &len));
    put_quoted(&out, rhumb_str_slice(rows, 0, len), dialect->quote);
    rows = rhumb_str_from(rows, len + 1);
    rhumb_buf_put(&out, column < n ? dialect->delimiter : RHUMB_STR("\r\n"));
  }
  return out;
}

static void
write_and_read(const FuzzAsked *const asked,
               const FuzzReading *const whole,
               const Dialect *const dialect)
{
  RhumbBuf again =
      write_rows(rhumb_buf_str(&whole->rows), whole->n_fields, dialect);
  fuzz_set_file(rhumb_buf_str(&again));
  FuzzReading back = fuzz_read(asked);
  fuzz_same("rows written and read",
            rhumb_buf_str(&whole->rows),
            rhumb_buf_str(&back.rows));
  HOLDS(!back.reports.len);
  fuzz_reading_free(&back);
  rhumb_buf_free(&again);
}

/// What only the scanner of rare dialects reads, and says nothing: the usual
/// ends of lines, each said
static void
read_rarely(const FuzzAsked *const asked, const FuzzReading *const whole)
{
  static const RhumbStr ends[] = {{"\n", 1}, {"\r\n", 2}, {"\r", 1}};
  RhumbSourceSpec spec = *asked->spec;
  FuzzAsked rarely = *asked;
  spec.line_ends = ends;
  spec.n_line_ends = RHUMB_COUNT(ends);
  rarely.spec = &spec;
  FuzzReading reading = fuzz_read(&rarely);
  fuzz_same("rows of both scanners",
            rhumb_buf_str(&whole->rows),
            rhumb_buf_str(&reading.rows));
  HOLDS(reading.status == whole->status);
  fuzz_reading_free(&reading);
}

/// Say whatever a dialect may say besides
static void
set_rarities(RhumbSourceSpec *const spec, const size_t flags)
{
  spec->comment = RHUMB_STR("#");
  spec->ragged = flags & 1U;
  spec->trim_start = flags & 2U;
  spec->trim_end = flags & 4U;
  spec->skip_blank = flags & 8U;
  spec->backslash = flags & 16U;
  spec->skip_rows = flags & 1U;
  spec->skip_columns = (flags & 2U) >> 1U;
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr text = fuzz_text(data, size);
  const Dialect dialect = {
      delimiters[fuzz_choose(&text, RHUMB_COUNT(delimiters))],
      quotes[fuzz_choose(&text, RHUMB_COUNT(quotes))],
  };
  const size_t flags = fuzz_choose(&text, 256);
  const bool has_header = flags & 16U;
  const bool has_nulls = flags & 32U;
  const bool is_rare = flags & 128U;
  RhumbSourceSpec spec = {
      .format = &rhumb_source_csv,
      .access = RHUMB_STR("-"),
      .compression = RHUMB_STR("none"), // fuzz_unpack.c has packed files
      .delimiter = dialect.delimiter,
      .quote = {&dialect.quote, 1},
      .no_quote = !dialect.quote,
      .no_header = !has_header,
      .nulls = nulls,
      .n_nulls = has_nulls ? RHUMB_COUNT(nulls) : 0,
  };
  if (is_rare) {
    set_rarities(&spec, flags);
  }
  const FuzzAsked asked = {
      &spec,
      has_header ? names : numbers,
      has_header ? RHUMB_COUNT(names) : RHUMB_COUNT(numbers),
      FUZZ_WHOLE,
      0,
      0,
  };
  fuzz_set_file(text);
  FuzzReading whole = fuzz_read(&asked);
  fuzz_read_in_pieces(&asked, &whole, 1 + (flags & 15U));
  if (!is_rare && (flags & 64U)) {
    read_rarely(&asked, &whole);
  }
  if (whole.status == RHUMB_END && !whole.reports.len && !has_header &&
      !is_rare && !has_nulls && whole.n_fields && whole.n_fields <= MOST) {
    RhumbBuf plain =
        read_plainly(rhumb_str_from(text, rhumb_utf8_mark(text)), &dialect);
    fuzz_same(
        "rows read plainly", rhumb_buf_str(&whole.rows), rhumb_buf_str(&plain));
    rhumb_buf_free(&plain);
    if (dialect.quote) {
      write_and_read(&asked, &whole, &dialect);
    }
  }
  fuzz_reading_free(&whole);
  return 0;
}

// SPDX-License-Identifier: ISC

/// @file xlsx_value.c  The value of a cell: its text, or what its number is
/// shown as.

#include "base/number.h"
#include "source/xlsx/xlsx_impl.h"
#include "term/canonical.h"
#include "term/datatype.h"
#include "term/vocabulary.h"

#include <math.h>
#include <stdlib.h>

enum { MAX_NUMBER = 400 }; ///< Characters of a number

/// Whole numbers up to this one are all doubles
static const double max_whole = 9007199254740992;

/// Numbers between these are written without an exponent, as in JavaScript
static const double least_plain = 1e-6;
static const double max_plain = 1e21;

// Numbers
// ----------------------------------------------------------------------

/// True for digits that are a whole number as they stand
static bool
is_whole(const RhumbStr text)
{
  const size_t start = rhumb_str_starts(text, RHUMB_STR("-"));
  return start < text.len && text.len < MAX_NUMBER &&
         (text.data[start] != '0' || text.len == 1) &&
         rhumb_str_skip_digits(text, start) == text.len;
}

/// Read a number as XML Schema writes doubles
/// @return NULL, or what is wrong with it.
static const char *
read_number(const RhumbStr text, double *const out)
{
  static const char *const none = "is no number, though its type says so";
  char copy[MAX_NUMBER + 1];
  char *end = NULL;
  if (!text.len || text.len > MAX_NUMBER) {
    return none;
  }
  for (size_t i = 0; i < text.len; ++i) {
    if (!rhumb_is_digit(text.data[i]) &&
        (!text.data[i] || !strchr("+-.eE", text.data[i]))) {
      return none;
    }
  }
  memcpy(copy, text.data, text.len);
  copy[text.len] = '\0';
  *out = strtod(copy, &end);
  const bool has_digit =
      rhumb_is_digit(copy[strcspn(copy, "123456789eE")]); // But for zeros
  return end != copy + text.len ? none
         : !isfinite(*out)      ? "is larger than what a cell can hold"
         : has_digit && fabs(*out) <= 0
             ? "is nearer to 0 than what a cell can hold"
             : NULL;
}

/// Append a number with the fewest digits that stand for it
static RhumbValueType
put_number(RhumbBuf *const out, const double number)
{
  char digits[RHUMB_DOUBLE_TEXT];
  const RhumbStr text = rhumb_write_double(digits, number, false);
  const double size = fabs(number);
  const bool is_plain = size <= 0 || (size >= least_plain && size < max_plain);
  if (is_plain ? !rhumb_put_decimal(out, text) : !rhumb_put_double(out, text)) {
    rhumb_buf_put(out, text);
  }
  return size <= max_whole && floor(size) >= size ? RHUMB_VALUE_INTEGER
                                                  : RHUMB_VALUE_DOUBLE;
}

/// What cells are on their way to values
typedef struct {
  const RhumbXlsxBook *book;
  const RhumbXlsxCell *cell;
  RhumbStr text;
  RhumbBuf *scratch, *why;
  RhumbValue *out;
} Reading;

static RhumbXlsxContent
wrong(const Reading *const reading, const char *const why)
{
  rhumb_buf_puts(reading->why, why);
  reading->out->lexical = reading->text;
  return RHUMB_XLSX_WRONG;
}

static RhumbXlsxContent
have(const Reading *const reading,
     const RhumbStr lexical,
     const RhumbValueType type)
{
  *reading->out = (RhumbValue){lexical, type};
  return RHUMB_XLSX_VALUE;
}

static RhumbXlsxFormat
format_of(const Reading *const reading)
{
  const unsigned style = reading->cell->style;
  return style < reading->book->styles.formats.count
             ? (RhumbXlsxFormat)reading->book->styles.formats.items[style]
             : RHUMB_XLSX_NUMBER;
}

static RhumbXlsxContent
read_as_number(const Reading *const reading)
{
  const RhumbXlsxFormat format = format_of(reading);
  RhumbBuf *const out = reading->scratch;
  double number = 0;
  if (!reading->text.len) {
    return reading->cell->has_formula
               ? wrong(reading,
                       "has a formula that was never calculated; open the "
                       "workbook in a spreadsheet program and save it")
               : RHUMB_XLSX_EMPTY;
  }
  if (format == RHUMB_XLSX_NUMBER && is_whole(reading->text)) {
    return have(reading, reading->text, RHUMB_VALUE_INTEGER);
  }
  const char *const why = read_number(reading->text, &number);
  if (why) {
    return wrong(reading, why);
  }
  out->len = 0;
  const RhumbValueType type =
      format == RHUMB_XLSX_NUMBER
          ? put_number(out, number)
          : rhumb_xlsx_put_moment(
                out, number, format, reading->book->is_1904, reading->why);
  return rhumb_value_is_unfit(type) ? wrong(reading, "")
                                    : have(reading, rhumb_buf_str(out), type);
}

// Other types
// ------------------------------------------------------------------

static RhumbXlsxContent
read_as_text(const Reading *const reading)
{
  return reading->text.len ? have(reading, reading->text, RHUMB_VALUE_STRING)
                           : RHUMB_XLSX_EMPTY;
}

/// Return the shared text of a number; data NULL: there is none
static RhumbStr
shared_text(const RhumbXlsxBook *const book, const RhumbStr number)
{
  const RhumbXlsxStrings *const strings = &book->strings;
  uint64_t at = 0;
  if (!rhumb_str_number(number, SIZE_MAX - 1, &at) ||
      at >= strings->ends.count) {
    return (RhumbStr){NULL, 0};
  }
  return rhumb_str_slice(rhumb_buf_str(&strings->text),
                         at ? strings->ends.items[at - 1] : 0,
                         strings->ends.items[at]);
}

static RhumbXlsxContent
read_as_shared(const Reading *const reading)
{
  const RhumbStr text = shared_text(reading->book, reading->text);
  return !text.data ? wrong(reading,
                            "is the number of a shared text that there is not")
         : text.len ? have(reading, text, RHUMB_VALUE_STRING)
                    : RHUMB_XLSX_EMPTY;
}

static RhumbXlsxContent
read_as_boolean(const Reading *const reading)
{
  const RhumbStr text = reading->text;
  const bool is_true = rhumb_str_is(text, "1") || rhumb_str_is(text, "true");
  if (!text.len) {
    return read_as_number(reading);
  }
  return is_true || rhumb_str_is(text, "0") || rhumb_str_is(text, "false")
             ? have(reading,
                    is_true ? RHUMB_STR("true") : RHUMB_STR("false"),
                    RHUMB_VALUE_BOOLEAN)
             : wrong(reading, "is neither true nor false");
}

static RhumbXlsxContent
read_as_error(const Reading *const reading)
{
  rhumb_buf_format(reading->why,
                   "is an error of its formula; --null \"%.*s\" says that it "
                   "is no value",
                   RHUMB_FMT(reading->text));
  return wrong(reading, "");
}

/// A date as ISO 8601 has it, cut to what its format shows
static RhumbXlsxContent
read_as_date(const Reading *const reading)
{
  static const struct {
    const char *iri;
    RhumbValueType type;
  } types[] = {
      {RHUMB_XSD "dateTime", RHUMB_VALUE_DATETIME},
      {RHUMB_XSD "date", RHUMB_VALUE_DATE},
      {RHUMB_XSD "time", RHUMB_VALUE_TIME},
  };
  const RhumbXlsxFormat format = format_of(reading);
  const size_t t = rhumb_str_index(reading->text, 'T');
  const bool has_both = t < reading->text.len;
  const RhumbStr text = has_both && format == RHUMB_XLSX_DATE
                            ? rhumb_str_slice(reading->text, 0, t)
                        : has_both && format == RHUMB_XLSX_TIME
                            ? rhumb_str_from(reading->text, t + 1)
                            : reading->text;
  if (!reading->text.len) {
    return read_as_number(reading);
  }
  for (size_t i = 0; i < RHUMB_COUNT(types); ++i) {
    if (rhumb_datatype_takes(rhumb_datatype_find(rhumb_str(types[i].iri)),
                             text)) {
      return have(reading, text, types[i].type);
    }
  }
  return wrong(reading, "is no date, though its type says so");
}

RhumbXlsxContent
rhumb_xlsx_value(RhumbValue *const out,
                 const RhumbXlsxBook *const book,
                 const RhumbXlsxRow *const row,
                 const RhumbXlsxCell *const cell,
                 RhumbBuf *const scratch,
                 RhumbBuf *const why)
{
  static RhumbXlsxContent (*const types[])(const Reading *reading) = {
      [RHUMB_XLSX_CELL_NUMBER] = read_as_number,
      [RHUMB_XLSX_CELL_SHARED] = read_as_shared,
      [RHUMB_XLSX_CELL_TEXT] = read_as_text,
      [RHUMB_XLSX_CELL_BOOLEAN] = read_as_boolean,
      [RHUMB_XLSX_CELL_ERROR] = read_as_error,
      [RHUMB_XLSX_CELL_DATE] = read_as_date,
  };
  const RhumbStr text = rhumb_xlsx_cell_text(row, cell);
  const bool is_text = cell->type == RHUMB_XLSX_CELL_TEXT;
  const Reading reading = {
      book, cell, is_text ? text : rhumb_str_trim(text), scratch, why, out};
  return types[cell->type](&reading);
}

bool
rhumb_xlsx_is_filled(const RhumbXlsxBook *const book,
                     const RhumbXlsxRow *const row,
                     const RhumbXlsxCell *const cell)
{
  const RhumbStr text = rhumb_xlsx_cell_text(row, cell);
  if (cell->type == RHUMB_XLSX_CELL_SHARED) {
    const RhumbStr shared = shared_text(book, rhumb_str_trim(text));
    return shared.len || !shared.data;
  }
  return text.len || (cell->has_formula && cell->type != RHUMB_XLSX_CELL_TEXT);
}

// SPDX-License-Identifier: ISC

/// @file fuzz_xlsx.c  Workbooks. Holds: the rows are the same whatever the
/// pieces that the file comes in, and whatever the order of its parts; a value
/// is one of its type; what a number is shown as is one of that type too.
///
/// An input: a byte for what is tried and which part it is, one for the pieces
/// and for whether there is a header; then the part, the whole file, or the
/// code of a number format.

#include "data.h"

#include "../workbook_parts.h"
#include "source/xlsx/xlsx_impl.h"
#include "term/datatype.h"
#include "term/vocabulary.h"

#include <zlib.h>

static const RhumbStr names[] = {{"1", 1}, {"2", 1}, {"a", 1}, {"b", 1}};

// Values ----------------------------------------------------------------------

/// Check that a text is one of a type
static void
check_value(const RhumbStr text, const RhumbValueType type)
{
  static const char *const iris[] = {
      [RHUMB_VALUE_STRING] = RHUMB_XSD "string",
      [RHUMB_VALUE_BOOLEAN] = RHUMB_XSD "boolean",
      [RHUMB_VALUE_INTEGER] = RHUMB_XSD "integer",
      [RHUMB_VALUE_DECIMAL] = RHUMB_XSD "decimal",
      [RHUMB_VALUE_DOUBLE] = RHUMB_XSD "double",
      [RHUMB_VALUE_DATE] = RHUMB_XSD "date",
      [RHUMB_VALUE_TIME] = RHUMB_XSD "time",
      [RHUMB_VALUE_DATETIME] = RHUMB_XSD "dateTime",
  };
  HOLDS(type < RHUMB_COUNT(iris));
  HOLDS(text.len);
  HOLDS(rhumb_datatype_takes(rhumb_datatype_find(rhumb_str(iris[type])), text));
}

/// Check the values of rows, as fuzz_put_row() has them
static void
check_rows(RhumbStr rows)
{
  while (rows.len) {
    uint64_t count = 0;
    HOLDS(rhumb_str_number(rhumb_str_cut(&rows, '\n'), SIZE_MAX, &count));
    for (uint64_t i = 0; i < count; ++i) {
      uint64_t type = 0;
      uint64_t len = 0;
      HOLDS(rhumb_str_number(rhumb_str_cut(&rows, ':'), 255, &type));
      HOLDS(rhumb_str_number(rhumb_str_cut(&rows, ':'), rows.len, &len));
      check_value(rhumb_str_slice(rows, 0, (size_t)len), (RhumbValueType)type);
      rows = rhumb_str_from(rows, (size_t)len + 1);
    }
  }
}

/// A code, and numbers that are shown so
static void
try_format(const size_t number, const RhumbStr code)
{
  static const double days[] = {0,
                                0.5,
                                1,
                                59.999,
                                60,
                                61,
                                45805.395833,
                                1e6,
                                2958465.9999,
                                -1.25,
                                1e9,
                                1e-9};
  const RhumbXlsxFormat format = rhumb_xlsx_format_of(code);
  for (size_t i = 0; i < RHUMB_COUNT(days); ++i) {
    RhumbBuf out = {0};
    RhumbBuf why = {0};
    const RhumbXlsxFormat shown =
        format == RHUMB_XLSX_NUMBER ? RHUMB_XLSX_MOMENT : format;
    const RhumbValueType type =
        rhumb_xlsx_put_moment(&out, days[i], shown, number % 2, &why);
    HOLDS(rhumb_value_is_unfit(type) == (why.len > 0));
    if (!rhumb_value_is_unfit(type)) {
      check_value(rhumb_buf_str(&out), type);
    }
    if (type == RHUMB_VALUE_STRING) {
      HOLDS(rhumb_datatype_takes(
          rhumb_datatype_find(RHUMB_STR(RHUMB_XSD "dayTimeDuration")),
          rhumb_buf_str(&out)));
    }
    rhumb_buf_free(&out);
    rhumb_buf_free(&why);
  }
}

// Zips ------------------------------------------------------------------------

static void
put_number(RhumbBuf *const out, size_t number, const size_t size)
{
  for (size_t i = 0; i < size; ++i) {
    rhumb_buf_putc(out, (char)(number & 0xFF));
    number >>= 8U;
  }
}

/// Put what the header of a file in a zip and its entry in the list share
static void
put_entry(RhumbBuf *const out, const RhumbStr name, const RhumbStr content)
{
  put_number(out, 20, 2);
  put_number(out, 0, 2);
  put_number(out, 0, 2);
  put_number(out, 0x00210000, 4);
  put_number(out, crc32(0, (const Bytef *)content.data, (uInt)content.len), 4);
  put_number(out, content.len, 4);
  put_number(out, content.len, 4);
  put_number(out, name.len, 2);
  put_number(out, 0, 2);
}

/// Write a workbook, one part of which is `text`
static void
put_zip(RhumbBuf *const out,
        const size_t part,
        const RhumbStr text,
        const bool is_reversed)
{
  RhumbBuf list = {0};
  size_t count = 0;
  for (size_t i = 0; i < PARTS; ++i) {
    const size_t at = is_reversed ? PARTS - 1 - i : i;
    const char *const usual = workbook_parts[at].usual;
    const RhumbStr name = rhumb_str(workbook_parts[at].name);
    const RhumbStr content =
        at == part
            ? text
            : rhumb_str(usual ? usual
                              : SHEET("<row><c t='s'><v>0</v></c>"
                                      "<c t='s'><v>1</v></c></row>"
                                      "<row><c s='1'><v>3</v></c></row>"));
    const size_t offset = out->len;
    ++count;
    rhumb_buf_put(out, (RhumbStr){"PK\3\4", 4});
    put_entry(out, name, content);
    rhumb_buf_put(out, name);
    rhumb_buf_put(out, content);
    rhumb_buf_put(&list, (RhumbStr){"PK\1\2\x14\3", 6});
    put_entry(&list, name, content);
    put_number(&list, 0, 6);
    put_number(&list, 0x81A40000, 4);
    put_number(&list, offset, 4);
    rhumb_buf_put(&list, name);
  }
  const size_t start = out->len;
  rhumb_buf_put(out, rhumb_buf_str(&list));
  rhumb_buf_put(out, (RhumbStr){"PK\5\6\0\0\0\0", 8});
  put_number(out, count, 2);
  put_number(out, count, 2);
  put_number(out, list.len, 4);
  put_number(out, start, 4);
  put_number(out, 0, 2);
  rhumb_buf_free(&list);
}

// Reading ---------------------------------------------------------------------

static FuzzReading
read_file(const RhumbStr file, const bool has_header, const size_t chunk)
{
  const RhumbSourceSpec spec = {.format = &rhumb_source_xlsx,
                                .access = RHUMB_STR("-"),
                                .no_header = !has_header};
  const FuzzAsked asked = {.spec = &spec,
                           .references = names + (has_header ? 2 : 0),
                           .n_references = 2,
                           .chunk = chunk};
  fuzz_set_file(file);
  return fuzz_read(&asked);
}

static void
check_same(const char *const what, FuzzReading *const a, FuzzReading *const b)
{
  HOLDS(a->status == b->status);
  fuzz_same(what, rhumb_buf_str(&a->reports), rhumb_buf_str(&b->reports));
  fuzz_same(what, rhumb_buf_str(&a->rows), rhumb_buf_str(&b->rows));
  fuzz_same(what, rhumb_buf_str(&a->places), rhumb_buf_str(&b->places));
}

static void
try_part(const size_t part, const size_t number, const RhumbStr text)
{
  const bool has_header = number % 2;
  RhumbBuf zip = {0};
  RhumbBuf other = {0};
  put_zip(&zip, part, text, false);
  put_zip(&other, part, text, true);
  FuzzReading whole = read_file(rhumb_buf_str(&zip), has_header, FUZZ_WHOLE);
  FuzzReading pieces =
      read_file(rhumb_buf_str(&other), has_header, 1 + number / 2);
  check_same("pieces", &whole, &pieces);
  check_rows(rhumb_buf_str(&whole.rows));
  fuzz_reading_free(&whole);
  fuzz_reading_free(&pieces);
  rhumb_buf_free(&zip);
  rhumb_buf_free(&other);
}

/// A file of any kind
static void
try_file(const size_t number, const RhumbStr file)
{
  FuzzReading reading = read_file(file, number % 2, 1 + number / 2);
  fuzz_reading_free(&reading);
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr input = {(const char *)data, size};
  const size_t what = fuzz_choose(&input, PARTS + 2);
  const size_t number = fuzz_choose(&input, 64);
  if (what < PARTS) {
    try_part(what, number, input);
  } else if (what == PARTS) {
    try_file(number, input);
  } else {
    try_format(number, input);
  }
  return 0;
}

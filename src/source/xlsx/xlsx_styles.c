// SPDX-License-Identifier: ISC

/// @file xlsx_styles.c  The number format of each style of cells.

#include "base/table.h"
#include "source/xlsx/xlsx_impl.h"

/// Styles that a workbook may have; spreadsheet programs have 65,490
enum { MAX_STYLES = 1 << 20 };

enum { ROOT = 1, FORMATS, FORMAT, STYLES, STYLE };

static const RhumbXlsxStep steps[] = {
    {0, ROOT, "styleSheet"},
    {ROOT, FORMATS, "numFmts"},
    {FORMATS, FORMAT, "numFmt"},
    {ROOT, STYLES, "cellXfs"},
    {STYLES, STYLE, "xf"},
};

/// Styles on their way
typedef struct {
  RhumbXlsxStyles *styles;
  RhumbTable ids; ///< Of the workbook's own formats
  RHUMB_LIST(unsigned char) formats;
} Reading;

static void
add_format(Reading *const reading, const RhumbXlsxTag *const tag)
{
  const RhumbStr id = rhumb_xlsx_attribute(tag, "numFmtId");
  const RhumbStr code = rhumb_xlsx_attribute(tag, "formatCode");
  const size_t before = reading->ids.count;
  (void)rhumb_table_add(&reading->ids, id);
  if (reading->ids.count > before) {
    RHUMB_PUSH(&reading->formats, (unsigned char)rhumb_xlsx_format_of(code));
  }
}

static void
add_style(RhumbXlsxPart *const part, const RhumbXlsxTag *const tag)
{
  Reading *const reading = (Reading *)part->handle;
  const RhumbStr id = rhumb_xlsx_attribute(tag, "numFmtId");
  const uint32_t own = rhumb_table_find(&reading->ids, id);
  uint64_t number = 0;
  (void)rhumb_str_number(id, UINT32_MAX, &number);
  const unsigned char format =
      own != RHUMB_TABLE_NONE
          ? reading->formats.items[own]
          : (unsigned char)rhumb_xlsx_format_built_in((unsigned)number);
  RHUMB_PUSH(&reading->styles->formats, format);
  if (reading->styles->formats.count > MAX_STYLES) {
    rhumb_xlsx_part_fail(part, "has more than %d styles", MAX_STYLES);
  }
}

static void
begin(RhumbXlsxPart *const part,
      const unsigned place,
      const RhumbXlsxTag *const tag)
{
  if (place == FORMAT) {
    add_format((Reading *)part->handle, tag);
  } else if (place == STYLE) {
    add_style(part, tag);
  }
}

RhumbStatus
rhumb_xlsx_styles_read(RhumbXlsxStyles *const styles,
                       const RhumbInput *const archive,
                       const RhumbStr part,
                       const RhumbDiag *const diag)
{
  static const RhumbXlsxReader reader = {.steps = steps,
                                         .n_steps = RHUMB_COUNT(steps),
                                         .spaces = rhumb_xlsx_spaces,
                                         .begin = begin};
  Reading reading = {.styles = styles};
  const RhumbStatus status =
      rhumb_xlsx_part_read(archive, part, &reader, &reading, diag);
  rhumb_table_free(&reading.ids);
  free(reading.formats.items);
  return status;
}

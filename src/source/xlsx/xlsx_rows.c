// SPDX-License-Identifier: ISC

/// @file xlsx_rows.c  The rows of a sheet, a piece of its XML at a time: which
/// cells there are, and their texts as they stand.

#include "source/xlsx/xlsx_impl.h"

#include <stdlib.h>

enum { ROOT = 1, DATA, ROW, CELL, VALUE, FORMULA, INLINE, TEXT, RUN, RUN_TEXT };

static const RhumbXlsxStep steps[] = {
    {0, ROOT, "worksheet"},
    {ROOT, DATA, "sheetData"},
    {DATA, ROW, "row"},
    {ROW, CELL, "c"},
    {CELL, VALUE, "v"},
    {CELL, FORMULA, "f"},
    {CELL, INLINE, "is"},
    {INLINE, TEXT, "t"},
    {INLINE, RUN, "r"},
    {RUN, RUN_TEXT, "t"},
};

/// The row that is being read
static RhumbXlsxRowSpan *
last_row(const RhumbXlsxRows *const rows)
{
  return &rows->rows.items[rows->rows.count - 1];
}

/// The cell that is being read
static RhumbXlsxCell *
last_cell(const RhumbXlsxRows *const rows)
{
  return &rows->cells.items[rows->cells.count - 1];
}

/// Where the text of the row that is being read ends
static size_t
text_end(const RhumbXlsxRows *const rows)
{
  return rows->text.len - last_row(rows)->start;
}

// Tags
// -------------------------------------------------------------------------

/// Read a cell's address, "C12": its column
/// @return False if it is none, or is not in row `row`.
static bool
read_address(const RhumbStr text, const unsigned row, unsigned *const column)
{
  size_t at = 0;
  unsigned number = 0;
  uint64_t said = 0;
  for (; at < text.len && rhumb_is_letter(text.data[at]); ++at) {
    const char letter = rhumb_to_lower(text.data[at]);
    number = number * 26 + (unsigned)(letter - 'a') + 1;
    if (number > RHUMB_XLSX_MAX_COLUMNS) {
      return false;
    }
  }
  *column = number;
  return at &&
         rhumb_str_number(
             rhumb_str_from(text, at), RHUMB_XLSX_MAX_ROWS, &said) &&
         said == row;
}

/// Begin a row, which may say its number: it is more than that of the one
/// before
static void
begin_row(RhumbXlsxPart *const part, const RhumbXlsxTag *const tag)
{
  RhumbXlsxRows *const rows = (RhumbXlsxRows *)part->handle;
  const RhumbStr said = rhumb_xlsx_attribute(tag, "r");
  uint64_t number = (uint64_t)rows->last + 1;
  if ((said.len && !rhumb_str_number(said, RHUMB_XLSX_MAX_ROWS, &number)) ||
      number <= rows->last || number > RHUMB_XLSX_MAX_ROWS) {
    rhumb_xlsx_part_fail(part,
                         "has a row \"%.*s\" behind its row %u: rows are "
                         "numbered upwards, to %d",
                         RHUMB_FMT(said),
                         rows->last,
                         RHUMB_XLSX_MAX_ROWS);
    return;
  }
  const size_t first = rows->cells.count;
  rows->last = (unsigned)number;
  rows->is_open = true;
  RHUMB_PUSH(&rows->rows,
             (RhumbXlsxRowSpan){rows->last, first, first, rows->text.len});
}

/// Return how a cell's text is to be read; false: not at all
static bool
find_type(const RhumbStr name, RhumbXlsxCellType *const type)
{
  static const struct {
    const char *name;
    RhumbXlsxCellType type;
  } types[] = {
      {"s", RHUMB_XLSX_CELL_SHARED},
      {"n", RHUMB_XLSX_CELL_NUMBER},
      {"str", RHUMB_XLSX_CELL_TEXT},
      {"b", RHUMB_XLSX_CELL_BOOLEAN},
      {"inlineStr", RHUMB_XLSX_CELL_TEXT},
      {"e", RHUMB_XLSX_CELL_ERROR},
      {"d", RHUMB_XLSX_CELL_DATE},
  };
  for (size_t i = 0; i < RHUMB_COUNT(types); ++i) {
    if (rhumb_str_is(name, types[i].name)) {
      *type = types[i].type;
      return true;
    }
  }
  *type = RHUMB_XLSX_CELL_NUMBER;
  return !name.data;
}

/// Begin a cell, which may say its address: it is behind that of the one before
static void
begin_cell(RhumbXlsxPart *const part, const RhumbXlsxTag *const tag)
{
  RhumbXlsxRows *const rows = (RhumbXlsxRows *)part->handle;
  const RhumbXlsxRowSpan *const row = last_row(rows);
  const unsigned before =
      rows->cells.count > row->first ? last_cell(rows)->column : 0;
  const RhumbStr said = rhumb_xlsx_attribute(tag, "r");
  const RhumbStr type = rhumb_xlsx_attribute(tag, "t");
  const size_t start = text_end(rows);
  RhumbXlsxCell cell = {.column = before + 1, .start = start, .end = start};
  uint64_t style = 0;
  (void)rhumb_str_number(rhumb_xlsx_attribute(tag, "s"), UINT32_MAX, &style);
  cell.style = (unsigned)style;
  if ((said.data && !read_address(said, row->number, &cell.column)) ||
      cell.column <= before || cell.column > RHUMB_XLSX_MAX_COLUMNS) {
    rhumb_xlsx_part_fail(part,
                         "has a cell \"%.*s\" in its row %u, behind its column "
                         "%u: cells are named upwards, to XFD",
                         RHUMB_FMT(said),
                         row->number,
                         before);
  } else if (!find_type(type, &cell.type)) {
    rhumb_xlsx_part_fail(part,
                         "has a cell of the type \"%.*s\" in its row %u, which "
                         "there is not",
                         RHUMB_FMT(type),
                         row->number);
  } else {
    RHUMB_PUSH(&rows->cells, cell);
  }
}

// Events
// -----------------------------------------------------------------------

static void
begin(RhumbXlsxPart *const part,
      const unsigned place,
      const RhumbXlsxTag *const tag)
{
  const RhumbXlsxRows *const rows = (RhumbXlsxRows *)part->handle;
  if (place == ROW) {
    begin_row(part, tag);
  } else if (place == CELL) {
    begin_cell(part, tag);
  } else if (place == FORMULA) {
    last_cell(rows)->has_formula = true;
  }
}

static void
put_text(RhumbXlsxPart *const part, const unsigned place, const RhumbStr text)
{
  RhumbXlsxRows *const rows = (RhumbXlsxRows *)part->handle;
  if (place != VALUE && place != TEXT && place != RUN_TEXT) {
    return;
  }
  rhumb_buf_put(&rows->text, text);
  if (text_end(rows) > rhumb_max_input) {
    rhumb_xlsx_part_fail(part,
                         "has more than %zu MB in its row %u",
                         RHUMB_MAX_INPUT_MB,
                         rows->last);
  }
}

static void
end(RhumbXlsxPart *const part, const unsigned place)
{
  RhumbXlsxRows *const rows = (RhumbXlsxRows *)part->handle;
  if (place == CELL) {
    RhumbXlsxCell *const cell = last_cell(rows);
    if (cell->type == RHUMB_XLSX_CELL_TEXT) {
      rhumb_xlsx_unescape(&rows->text, last_row(rows)->start + cell->start);
    }
    cell->end = text_end(rows);
  } else if (place == ROW) {
    last_row(rows)->end = rows->cells.count;
    rows->is_open = false;
  }
}

// Reading
// ----------------------------------------------------------------------

RhumbStatus
rhumb_xlsx_rows_open(RhumbXlsxRows *const rows,
                     const RhumbInput *const archive,
                     const RhumbStr part,
                     const RhumbDiag *const diag)
{
  static const RhumbXlsxReader reader = {.steps = steps,
                                         .n_steps = RHUMB_COUNT(steps),
                                         .spaces = rhumb_xlsx_spaces,
                                         .begin = begin,
                                         .text = put_text,
                                         .end = end};
  rows->part.reader = &reader;
  rows->part.handle = rows;
  return rhumb_xlsx_part_open(&rows->part, archive, part, diag);
}

/// Forget the rows that are whole, and keep what is there of the one that is
/// not
static void
keep_open(RhumbXlsxRows *const rows)
{
  RhumbXlsxRowSpan row = {0};
  if (rows->is_open) {
    row = *last_row(rows);
    if (row.first > 0) { // Else nothing is before it, maybe no room either
      memmove(rows->cells.items,
              rows->cells.items + row.first,
              (rows->cells.count - row.first) * sizeof(RhumbXlsxCell));
    }
    if (row.start > 0) {
      memmove(rows->text.data, rows->text.data + row.start, text_end(rows));
    }
    rows->rows.items[0] =
        (RhumbXlsxRowSpan){.number = row.number, .end = row.end - row.first};
  }
  rows->cells.count -= rows->is_open ? row.first : rows->cells.count;
  rows->text.len -= rows->is_open ? row.start : rows->text.len;
  rows->rows.count = rows->is_open;
  rows->next = 0;
}

RhumbStatus
rhumb_xlsx_rows_next(RhumbXlsxRows *const rows,
                     RhumbXlsxRow *const row,
                     const RhumbDiag *const diag)
{
  while (rows->next + rows->is_open == rows->rows.count) {
    keep_open(rows);
    RHUMB_TRY(rhumb_xlsx_part_step(&rows->part, diag));
  }
  const RhumbXlsxRowSpan *const span = &rows->rows.items[rows->next++];
  *row = (RhumbXlsxRow){.number = span->number,
                        .cells = rows->cells.items + span->first,
                        .count = span->end - span->first,
                        .text = rhumb_buf_str(&rows->text).data + span->start};
  return RHUMB_OK;
}

void
rhumb_xlsx_rows_close(RhumbXlsxRows *const rows)
{
  rhumb_xlsx_part_close(&rows->part);
  free(rows->rows.items);
  free(rows->cells.items);
  rhumb_buf_free(&rows->text);
}

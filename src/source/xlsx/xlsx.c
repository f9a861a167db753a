// SPDX-License-Identifier: ISC

/// @file xlsx.c  Sheets of Excel workbooks (Office Open XML): the first row
/// that has anything names the columns, each row behind it that has is a
/// record.

#include "source/xlsx/xlsx_impl.h"

#include "base/near.h"
#include "source/columns.h"
#include "source/types.h"
#include "term/vocabulary.h"

#include <stdlib.h>

enum {
  MAX_LISTED = 400, ///< Messages name sheets up to so many bytes
  MAX_SHOWN = 60,   ///< And so many of a cell
};

typedef struct {
  unsigned column;
  RhumbValue value;
  RhumbBuf text; ///< Of a number
} Field;

typedef struct {
  RhumbSource source;
  RhumbXlsxBook book;
  RhumbXlsxRows rows;
  RhumbColumns names; ///< Numbered from 1
  bool *is_named;     ///< By number
  unsigned n_columns;
  RHUMB_LIST(Field) fields;
  RhumbXlsxRow row;
  RhumbBuf why;
  RhumbArena arena;
} Xlsx;

// Sheets
// -----------------------------------------------------------------------

/// Append the letters of a column: 28 is AB
static void
put_column(RhumbBuf *const out, const unsigned column)
{
  const unsigned rest = (column - 1) / 26;
  if (rest) {
    put_column(out, rest);
  }
  rhumb_buf_putc(out, (char)('A' + (column - 1) % 26));
}

/// True if a sheet is a table, and not a chart or a dialogue
static bool
is_table(const RhumbXlsxBook *const book, const RhumbXlsxSheet *const sheet)
{
  const RhumbXlsxRelation *const relation =
      rhumb_xlsx_sheet_relation(book, sheet);
  return relation && !relation->is_outside &&
         rhumb_str_is(relation->type, "worksheet");
}

/// Report a sheet that there is not
static RhumbStatus
no_sheet(Xlsx *const xlsx, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = xlsx->source.spec;
  const size_t count = xlsx->book.sheets.count;
  const char **const names = RHUMB_NEW(&xlsx->arena, const char *, count + 1);
  RhumbBuf list = {0};
  for (size_t i = 0; i < count; ++i) {
    names[i] = xlsx->book.sheets.items[i].name.data;
    if (list.len <= MAX_LISTED) {
      rhumb_buf_format(&list, "%s\"%s\"", i ? ", " : "", names[i]);
    }
  }
  const RhumbStatus status =
      rhumb_fail_near(diag,
                      RHUMB_ERR_REFERENCE,
                      spec->sheet.len ? spec->sheet_loc : spec->access_loc,
                      rhumb_near(spec->sheet, names),
                      "%s has no sheet%s%.*s%s; its sheets are %s%s",
                      xlsx->book.archive.text.name,
                      spec->sheet.len ? " \"" : " that is a table",
                      RHUMB_FMT(spec->sheet),
                      spec->sheet.len ? "\"" : "",
                      rhumb_buf_cstr(&list),
                      list.len > MAX_LISTED ? " …" : "");
  rhumb_buf_free(&list);
  return status;
}

/// Return the sheet that the rules name, by its name or else its number; or the
/// first that is a table; or NULL
static const RhumbXlsxSheet *
find_sheet(const Xlsx *const xlsx)
{
  const RhumbXlsxBook *const book = &xlsx->book;
  const RhumbStr wanted = xlsx->source.spec->sheet;
  const RhumbXlsxSheet *const sheets = book->sheets.items;
  uint64_t number = 0;
  for (size_t i = 0; i < book->sheets.count; ++i) {
    if (wanted.len ? rhumb_str_equal(sheets[i].name, wanted)
                   : is_table(book, &sheets[i])) {
      return &sheets[i];
    }
  }
  return wanted.len && rhumb_str_number(wanted, book->sheets.count, &number) &&
                 number
             ? &sheets[number - 1]
             : NULL;
}

static RhumbStatus
open_sheet(Xlsx *const xlsx, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = xlsx->source.spec;
  RhumbXlsxBook *const book = &xlsx->book;
  const RhumbXlsxSheet *const sheet = find_sheet(xlsx);
  if (!sheet) {
    return no_sheet(xlsx, diag);
  }
  if (!is_table(book, sheet)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_REFERENCE,
                      spec->sheet_loc,
                      "the sheet \"%.*s\" has no rows: it is a chart or a "
                      "dialogue",
                      RHUMB_FMT(sheet->name));
  }
  if (sheet->is_hidden && !spec->sheet.len) {
    rhumb_warn(diag,
               RHUMB_WARNING,
               spec->access_loc,
               "the first sheet of %s is read, \"%.*s\", and it is hidden; "
               "\"sheet\" says which is meant",
               book->archive.text.name,
               RHUMB_FMT(sheet->name));
  }
  xlsx->source.address.text.name = rhumb_str_format(&xlsx->arena,
                                                    "%s#%.*s",
                                                    book->archive.text.name,
                                                    RHUMB_FMT(sheet->name))
                                       .data;
  const RhumbStatus status = rhumb_xlsx_rows_open(
      &xlsx->rows,
      &book->archive,
      rhumb_xlsx_target(book, rhumb_xlsx_sheet_relation(book, sheet)),
      diag);
  return status == RHUMB_END
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_input_loc(&book->archive),
                          "the sheet \"%.*s\" is not in it, though its "
                          "workbook names it",
                          RHUMB_FMT(sheet->name))
             : status;
}

// Cells
// ------------------------------------------------------------------------

/// Return the cell of a column, or NULL
static const RhumbXlsxCell *
find_cell(const RhumbXlsxRow *const row, const unsigned column)
{
  size_t first = 0;
  size_t end = row->count;
  while (first < end) {
    const size_t middle = first + (end - first) / 2;
    if (row->cells[middle].column < column) {
      first = middle + 1;
    } else {
      end = middle;
    }
  }
  return first < row->count && row->cells[first].column == column
             ? &row->cells[first]
             : NULL;
}

static RhumbStatus
fail_cell(const Xlsx *const xlsx,
          const Field *const field,
          const RhumbDiag *const diag)
{
  RhumbBuf name = {0};
  RhumbStr text = field->value.lexical;
  put_column(&name, field->column);
  rhumb_buf_put_number(&name, xlsx->row.number);
  text.len = text.len < MAX_SHOWN ? text.len : MAX_SHOWN;
  if (text.len) {
    rhumb_buf_format(&name, " (\"%.*s\")", RHUMB_FMT(text));
  }
  const RhumbStatus status = rhumb_fail(diag,
                                        RHUMB_ERR_VALUE,
                                        rhumb_source_loc(&xlsx->source),
                                        "cell %.*s %.*s",
                                        RHUMB_FMT(rhumb_buf_str(&name)),
                                        RHUMB_FMT(rhumb_buf_str(&xlsx->why)));
  rhumb_buf_free(&name);
  return status;
}

static RhumbStatus
read_field(Xlsx *const xlsx, const size_t index, const RhumbDiag *const diag)
{
  Field *const field = &xlsx->fields.items[index];
  const RhumbXlsxCell *const cell = find_cell(&xlsx->row, field->column);
  xlsx->why.len = 0;
  const RhumbXlsxContent content = cell ? rhumb_xlsx_value(&field->value,
                                                           &xlsx->book,
                                                           &xlsx->row,
                                                           cell,
                                                           &field->text,
                                                           &xlsx->why)
                                        : RHUMB_XLSX_EMPTY;
  const bool is_null =
      content == RHUMB_XLSX_EMPTY ||
      rhumb_source_is_null(xlsx->source.spec, field->value.lexical);
  xlsx->source.row[index] = (RhumbValues){&field->value, !is_null};
  return is_null || content == RHUMB_XLSX_VALUE ? RHUMB_OK
                                                : fail_cell(xlsx, field, diag);
}

// Rows
// -------------------------------------------------------------------------

/// What a row has
typedef enum {
  NOTHING,
  VALUES, ///< In columns that have names
  STRAY,  ///< In one that has none
} Has;

/// Return what a row has; `stray` is set to the first cell in a column without
/// a name
static Has
look_at(const Xlsx *const xlsx, const RhumbXlsxCell **const stray)
{
  Has has = NOTHING;
  for (size_t i = 0; i < xlsx->row.count; ++i) {
    const RhumbXlsxCell *const cell = &xlsx->row.cells[i];
    const bool has_name = !xlsx->is_named || (cell->column <= xlsx->n_columns &&
                                              xlsx->is_named[cell->column]);
    if ((has != VALUES || !has_name) &&
        rhumb_xlsx_is_filled(&xlsx->book, &xlsx->row, cell)) {
      if (!has_name) {
        *stray = cell;
        return STRAY;
      }
      has = VALUES;
    }
  }
  return has;
}

/// Find the next row that has anything, be it a cell that is in no column of
/// the table
static RhumbStatus
find_row(Xlsx *const xlsx,
         const RhumbXlsxCell **const stray,
         const RhumbDiag *const diag)
{
  *stray = NULL;
  do {
    RHUMB_TRY(rhumb_xlsx_rows_next(&xlsx->rows, &xlsx->row, diag));
  } while (xlsx->row.number <= xlsx->source.spec->skip_rows ||
           look_at(xlsx, stray) == NOTHING);
  xlsx->source.address.line = xlsx->row.number;
  return RHUMB_OK;
}

/// Report a cell that no reference could ask for
static RhumbStatus
fail_stray(const Xlsx *const xlsx,
           const RhumbXlsxCell *const cell,
           const RhumbDiag *const diag)
{
  RhumbBuf column = {0};
  put_column(&column, cell->column);
  const RhumbStr letters = rhumb_buf_str(&column);
  const RhumbStatus status = rhumb_fail(
      diag,
      RHUMB_ERR_VALUE,
      rhumb_source_loc(&xlsx->source),
      "cell %.*s%u is filled, and column %.*s has no name%s",
      RHUMB_FMT(letters),
      xlsx->row.number,
      RHUMB_FMT(letters),
      xlsx->source.spec->n_header ? " in the rules" : " in the header");
  rhumb_buf_free(&column);
  return status;
}

static RhumbStatus
xlsx_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Xlsx *const xlsx = (Xlsx *)source;
  const RhumbXlsxCell *stray = NULL;
  RHUMB_TRY(find_row(xlsx, &stray, diag));
  source->address.position = source->address.record++;
  if (stray) {
    return fail_stray(xlsx, stray, diag);
  }
  for (size_t i = 0; i < xlsx->fields.count; ++i) {
    RHUMB_TRY(read_field(xlsx, i, diag));
  }
  return RHUMB_OK;
}

// Columns
// ----------------------------------------------------------------------

/// Add the name of a column
static void
add_name(Xlsx *const xlsx, const RhumbStr name, const unsigned column)
{
  rhumb_columns_add(&xlsx->names, name, column);
  xlsx->is_named[column] = true;
}

/// Make room for the names of the columns up to `last`
static void
begin_names(Xlsx *const xlsx, const unsigned last)
{
  xlsx->n_columns = last;
  xlsx->is_named = RHUMB_NEW(&xlsx->arena, bool, (size_t)last + 1);
  memset(xlsx->is_named, 0, ((size_t)last + 1) * sizeof(bool));
}

/// Name the columns as the rules do
static RhumbStatus
take_names(Xlsx *const xlsx, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = xlsx->source.spec;
  if (spec->n_header > RHUMB_XLSX_MAX_COLUMNS) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      spec->header_loc,
                      "a sheet has up to %d columns",
                      RHUMB_XLSX_MAX_COLUMNS);
  }
  begin_names(xlsx, (unsigned)spec->n_header);
  for (size_t i = 0; i < spec->n_header; ++i) {
    add_name(xlsx, spec->header[i], (unsigned)i + 1);
  }
  return RHUMB_OK;
}

/// Report that the sheet ends before the row that the rules have the header in
static RhumbStatus
no_header(const Xlsx *const xlsx, const RhumbDiag *const diag)
{
  const size_t skipped = xlsx->source.spec->skip_rows;
  const RhumbLoc loc = rhumb_source_loc(&xlsx->source);
  const unsigned last = xlsx->rows.last;
  return !skipped ? rhumb_fail(diag,
                               RHUMB_ERR_SYNTAX,
                               loc,
                               "the sheet is empty: a header row is missing")
                  : rhumb_fail(diag,
                               RHUMB_ERR_SYNTAX,
                               loc,
                               "the sheet has %u row%s, and the rules have its "
                               "header in row %zu%s",
                               last,
                               last == 1 ? "" : "s",
                               skipped + 1,
                               last > skipped ? ", which is empty" : "");
}

/// Name the columns as the first row does that has anything, or the one that
/// the rules say
static RhumbStatus
read_names(Xlsx *const xlsx, const RhumbDiag *const diag)
{
  const size_t skipped = xlsx->source.spec->skip_rows;
  const RhumbXlsxCell *stray = NULL;
  const RhumbStatus found = find_row(xlsx, &stray, diag);
  if (found != RHUMB_OK) {
    return found == RHUMB_END ? no_header(xlsx, diag) : found;
  }
  const RhumbXlsxRow *const row = &xlsx->row;
  if (skipped && row->number > skipped + 1) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_source_loc(&xlsx->source),
                      "row %zu, where the rules have the header, is empty; "
                      "this is the next that is not",
                      skipped + 1);
  }
  RhumbBuf text = {0};
  begin_names(xlsx, row->cells[row->count - 1].column);
  for (size_t i = 0; i < row->count; ++i) {
    RhumbValue value = {{"", 0}, RHUMB_VALUE_STRING};
    (void)rhumb_xlsx_value(
        &value, &xlsx->book, row, &row->cells[i], &text, &xlsx->why);
    if (value.lexical.len) {
      add_name(xlsx, value.lexical, row->cells[i].column);
    }
  }
  rhumb_buf_free(&text);
  return RHUMB_OK;
}

/// Find a column by its name
static RhumbStatus
find_name(Xlsx *const xlsx,
          const RhumbStr reference,
          unsigned *const column,
          const RhumbLoc loc,
          const RhumbDiag *const diag)
{
  const char *const what = xlsx->source.address.text.name;
  const RhumbColumn *const found = rhumb_columns_find(&xlsx->names, reference);
  if (!found) {
    return rhumb_columns_unknown(
        &xlsx->names,
        what,
        xlsx->names.names.count > 1
            ? ""
            : "; is that a title? \"header\" says which row has the names",
        reference,
        loc,
        diag);
  }
  *column = (unsigned)found->number;
  return rhumb_columns_check_one(found, what, reference, loc, diag);
}

/// Find a column by its number
static RhumbStatus
find_number(const RhumbStr reference,
            unsigned *const column,
            const RhumbLoc loc,
            const RhumbDiag *const diag)
{
  uint64_t number = 0;
  if (!rhumb_str_number(reference, RHUMB_XLSX_MAX_COLUMNS, &number) ||
      !number) {
    return rhumb_fail(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "there is no column \"%.*s\": without a header, columns "
                      "are called \"1\", \"2\" and so on, up to \"%d\"",
                      RHUMB_FMT(reference),
                      RHUMB_XLSX_MAX_COLUMNS);
  }
  *column = (unsigned)number;
  return RHUMB_OK;
}

static RhumbStatus
xlsx_bind(RhumbSource *const source,
          const RhumbStr reference,
          const RhumbLoc loc,
          const RhumbDiag *const diag)
{
  Xlsx *const xlsx = (Xlsx *)source;
  unsigned column = 0;
  RHUMB_TRY(source->spec->no_header && !source->spec->n_header
                ? find_number(reference, &column, loc, diag)
                : find_name(xlsx, reference, &column, loc, diag));
  RHUMB_PUSH(&xlsx->fields, (Field){.column = column});
  return RHUMB_OK;
}

// The format
// -------------------------------------------------------------------

/// Refuse what is said of a workbook and is not so
static RhumbStatus
xlsx_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const char *const said =
      spec->compression.len                ? "it is a zip by itself, which no "
                                             "compression is said of"
      : spec->skip_columns                 ? "none of its columns is skipped"
      : spec->trim_start || spec->trim_end ? "no white space is trimmed"
      : spec->skip_blank                   ? "rows that are blank are none"
                                           : NULL;
  return !said ? RHUMB_OK
               : rhumb_fail(diag,
                            RHUMB_ERR_UNSUPPORTED,
                            spec->loc,
                            "a workbook is read as it is: %s",
                            said);
}

static void
xlsx_close(RhumbSource *const source)
{
  Xlsx *const xlsx = (Xlsx *)source;
  rhumb_xlsx_rows_close(&xlsx->rows);
  rhumb_xlsx_book_close(&xlsx->book);
  rhumb_columns_free(&xlsx->names);
  for (size_t i = 0; i < xlsx->fields.count; ++i) {
    rhumb_buf_free(&xlsx->fields.items[i].text);
  }
  free(xlsx->fields.items);
  rhumb_buf_free(&xlsx->why);
  rhumb_arena_free(&xlsx->arena);
}

static RhumbStatus
xlsx_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Xlsx *const xlsx = (Xlsx *)source;
  RhumbInput *const archive = &xlsx->book.archive;
  RHUMB_TRY(xlsx_check_spec(source->spec, diag));
  RHUMB_TRY(rhumb_source_open_archive(source, archive, diag));
  const RhumbStr start = {archive->data + archive->pos,
                          archive->end - archive->pos};
  if (!rhumb_str_starts(start, RHUMB_STR("PK"))) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      source->spec->access_loc,
                      "%s is no Excel workbook (.xlsx), which is a zip",
                      archive->text.name);
  }
  RHUMB_TRY(rhumb_xlsx_book_read(&xlsx->book, diag));
  RHUMB_TRY(open_sheet(xlsx, diag));
  return source->spec->n_header    ? take_names(xlsx, diag)
         : source->spec->no_header ? RHUMB_OK
                                   : read_names(xlsx, diag);
}

const RhumbSourceType rhumb_source_xlsx = {
    .name = "xlsx",
    .note = "sheets of Excel workbooks (Office Open XML)",
    .row = "a row of the sheet that has anything",
    .reference = "a column's name",
    .names = "xlsx excel",
    .media_types =
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet "
        "application/vnd.ms-excel.sheet.macroEnabled.12",
    .extensions = "xlsx xlsm",
    .iris = {RHUMB_OURS "XLSX", RHUMB_OURS "XLSX"},
    .natural = RHUMB_NATURAL_IN_CORE,
    .has_dialect = true,
    .has_sheets = true,
    .no_iterator = true,
    .is_of_thread = true,
    .check_spec = xlsx_check_spec,
    .size = sizeof(Xlsx),
    .open = xlsx_open,
    .bind = xlsx_bind,
    .next = xlsx_next,
    .close = xlsx_close,
};

// SPDX-License-Identifier: ISC

/// @file xlsx_impl.h  What the files of the reader of workbooks share.
///
/// A workbook (Office Open XML, ECMA-376 and ISO/IEC 29500) is a zip of parts:
/// one names the sheets, one has the texts that cells share, one says how
/// numbers are shown, and each sheet is one. All but the sheet are read whole
/// before its first row; the sheet streams.

#ifndef RHUMB_SOURCE_XLSX_XLSX_IMPL_H
#define RHUMB_SOURCE_XLSX_XLSX_IMPL_H

#include "base/list.h"
#include "base/xml_tags.h"
#include "io/input.h"
#include "source/source.h"

#include <libxml/parser.h>

/// What a sheet may have, as ECMA-376 and spreadsheet programs hold it
enum {
  RHUMB_XLSX_MAX_COLUMNS = 16384,
  RHUMB_XLSX_MAX_ROWS = 1048576,
};

// Parts ----------------------------------------------------------------------

/// A start tag
typedef struct {
  const xmlChar **attributes; ///< As SAX2 has them
  size_t count;
} RhumbXlsxTag;

/// Return the value of an attribute; data NULL: there is none. Only "id" may
/// have a namespace: that of relationships.
RhumbStr
rhumb_xlsx_attribute(const RhumbXlsxTag *tag, const char *name);

/// True if an attribute says yes
bool
rhumb_xlsx_is_true(const RhumbXlsxTag *tag, const char *name);

/// In place `from`, the element `name` leads to place `to`. What no step leads
/// into is passed over with all that is in it. Place 0 is outside of the root.
typedef struct {
  unsigned char from, to;
  const char *name;
} RhumbXlsxStep;

enum {
  RHUMB_XLSX_STEPS = 12, ///< Of one kind of parts
  RHUMB_XLSX_PLACES = 8, ///< Within each other
};

typedef struct RhumbXlsxPart RhumbXlsxPart;

/// What is asked of a kind of parts; what is NULL is not
typedef struct {
  const RhumbXlsxStep *steps;
  size_t n_steps;
  const char *const *spaces; ///< Namespaces of its root, ended by NULL
  void (*begin)(RhumbXlsxPart *part, unsigned place, const RhumbXlsxTag *tag);
  void (*text)(RhumbXlsxPart *part, unsigned place, RhumbStr text);
  void (*end)(RhumbXlsxPart *part, unsigned place);
} RhumbXlsxReader;

/// A part that is being read; zero is none
struct RhumbXlsxPart {
  const RhumbXlsxReader *reader;
  void *handle; ///< Of whoever reads it
  RhumbStr name;
  RhumbInput input;
  xmlParserCtxtPtr parser;
  const RhumbDiag *diag;
  RhumbStatus status; ///< Of the first failure, which has been reported
  RhumbXmlTags tags;
  const xmlChar *space; ///< Of its root
  const xmlChar *names[RHUMB_XLSX_STEPS];
  unsigned char places[RHUMB_XLSX_PLACES]; ///< That are open, outside first
  size_t n_places;
  size_t n_beside; ///< Elements that are open and passed over
};

/// The namespaces of sheets and of what belongs to them: transitional, strict
extern const char *const rhumb_xlsx_spaces[];

/**
   Open a part of the zip `archive`.

   @param part Zero; must not be moved while it is open.
   @param name Kept as it is.
   @return RHUMB_OK; RHUMB_END, not reported, if there is no such part; or an
   error, reported. Close it in every case.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_part_open(RhumbXlsxPart *part,
                     const RhumbInput *archive,
                     RhumbStr name,
                     const RhumbDiag *diag);

/// Read the next piece: RHUMB_OK; RHUMB_END if there is none; or an error,
/// reported
RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_part_step(RhumbXlsxPart *part, const RhumbDiag *diag);

/// Report, once, what is wrong with a part, and stop
RHUMB_PRINTF(2, 3)
void
rhumb_xlsx_part_fail(RhumbXlsxPart *part, const char *fmt, ...);

void
rhumb_xlsx_part_close(RhumbXlsxPart *part);

/// Read a part whole; as rhumb_xlsx_part_open()
RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_part_read(const RhumbInput *archive,
                     RhumbStr name,
                     const RhumbXlsxReader *reader,
                     void *handle,
                     const RhumbDiag *diag);

// Texts that cells share ------------------------------------------------------

typedef struct {
  RhumbBuf text;
  RHUMB_LIST(size_t) ends; ///< Of each in `text`
} RhumbXlsxStrings;

RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_strings_read(RhumbXlsxStrings *strings,
                        const RhumbInput *archive,
                        RhumbStr part,
                        const RhumbDiag *diag);

void
rhumb_xlsx_strings_free(RhumbXlsxStrings *strings);

/// Make what stands in `text` from `start` on what it stands for: _x000D_ is a
/// carriage return
void
rhumb_xlsx_unescape(RhumbBuf *text, size_t start);

// How numbers are shown -------------------------------------------------------

/// What a number is that is shown so
typedef enum {
  RHUMB_XLSX_NUMBER,
  RHUMB_XLSX_DATE,
  RHUMB_XLSX_TIME,
  RHUMB_XLSX_DATETIME,
  RHUMB_XLSX_DURATION,
  RHUMB_XLSX_MOMENT, ///< A date or a time: another in another language
} RhumbXlsxFormat;

/// Return what a format's code shows, such as "yyyy-mm-dd"
RhumbXlsxFormat
rhumb_xlsx_format_of(RhumbStr code);

/// Return what a built-in format shows
RhumbXlsxFormat
rhumb_xlsx_format_built_in(unsigned id);

/// The format of each style of cells
typedef struct {
  RHUMB_LIST(unsigned char) formats;
} RhumbXlsxStyles;

RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_styles_read(RhumbXlsxStyles *styles,
                       const RhumbInput *archive,
                       RhumbStr part,
                       const RhumbDiag *diag);

// The workbook ----------------------------------------------------------------

/// What a part says of another
typedef struct {
  RhumbStr id, type, target; ///< The type is the last word of its IRI
  bool is_outside;           ///< The target is no part
} RhumbXlsxRelation;

typedef struct {
  RhumbStr name;
  RhumbStr relation; ///< Whose id it is
  bool is_hidden;
} RhumbXlsxSheet;

typedef struct {
  RhumbInput archive;
  RhumbArena arena;
  RhumbStr part; ///< The name of its main part
  RHUMB_LIST(RhumbXlsxRelation) relations;
  RHUMB_LIST(RhumbXlsxSheet) sheets;
  bool is_1904; ///< Days are counted from 1 January 1904
  RhumbXlsxStyles styles;
  RhumbXlsxStrings strings;
} RhumbXlsxBook;

/// Read all of the workbook in `book->archive` but its sheets
RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_book_read(RhumbXlsxBook *book, const RhumbDiag *diag);

void
rhumb_xlsx_book_close(RhumbXlsxBook *book);

/// Return the relation of a sheet, or NULL
const RhumbXlsxRelation *
rhumb_xlsx_sheet_relation(const RhumbXlsxBook *book,
                          const RhumbXlsxSheet *sheet);

/// Return the name of the part that a relation of the workbook leads to
RhumbStr
rhumb_xlsx_target(RhumbXlsxBook *book, const RhumbXlsxRelation *relation);

// Rows of a sheet
// --------------------------------------------------------------

typedef enum {
  RHUMB_XLSX_CELL_NUMBER,
  RHUMB_XLSX_CELL_SHARED, ///< Its text is the number of a shared one
  RHUMB_XLSX_CELL_TEXT,
  RHUMB_XLSX_CELL_BOOLEAN,
  RHUMB_XLSX_CELL_ERROR,
  RHUMB_XLSX_CELL_DATE, ///< As ISO 8601 has it
} RhumbXlsxCellType;

typedef struct {
  unsigned column; ///< From 1
  RhumbXlsxCellType type;
  unsigned style;
  bool has_formula;
  size_t start, end; ///< In the row's text
} RhumbXlsxCell;

typedef struct {
  unsigned number; ///< In the sheet, from 1
  const RhumbXlsxCell *cells;
  size_t count;
  const char *text;
} RhumbXlsxRow;

typedef struct {
  unsigned number;
  size_t first, end; ///< Among the cells
  size_t start;      ///< Of its text
} RhumbXlsxRowSpan;

/// The rows of a sheet, as far as a piece of it has them; zero is none
typedef struct {
  RhumbXlsxPart part;
  RHUMB_LIST(RhumbXlsxRowSpan) rows;
  RHUMB_LIST(RhumbXlsxCell) cells;
  RhumbBuf text;
  size_t next;   ///< Of the rows that are whole
  bool is_open;  ///< The last row is not whole
  unsigned last; ///< Number of the last row
} RhumbXlsxRows;

/// Open a sheet's part
RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_rows_open(RhumbXlsxRows *rows,
                     const RhumbInput *archive,
                     RhumbStr part,
                     const RhumbDiag *diag);

/// Step to the next row, which stays until the next step: RHUMB_OK, RHUMB_END,
/// or an error, reported
RHUMB_NODISCARD RhumbStatus
rhumb_xlsx_rows_next(RhumbXlsxRows *rows,
                     RhumbXlsxRow *row,
                     const RhumbDiag *diag);

void
rhumb_xlsx_rows_close(RhumbXlsxRows *rows);

/// Return the text of a cell as it stands in the row
static inline RhumbStr
rhumb_xlsx_cell_text(const RhumbXlsxRow *const row,
                     const RhumbXlsxCell *const cell)
{
  return (RhumbStr){row->text + cell->start, cell->end - cell->start};
}

// Values
// -----------------------------------------------------------------------

/// What a cell has
typedef enum {
  RHUMB_XLSX_EMPTY,
  RHUMB_XLSX_VALUE,
  RHUMB_XLSX_WRONG, ///< A mistake: the value is its text, and there is a reason
} RhumbXlsxContent;

/**
   Read the value of a cell.

   @param out Set to the value, unless the cell is empty: a view of the row, of
   the shared texts, or of `scratch`.
   @param why What is wrong, as the end of a sentence: "is no number"; appended.
*/
RhumbXlsxContent
rhumb_xlsx_value(RhumbValue *out,
                 const RhumbXlsxBook *book,
                 const RhumbXlsxRow *row,
                 const RhumbXlsxCell *cell,
                 RhumbBuf *scratch,
                 RhumbBuf *why);

/// True if a cell has anything, be it a mistake
bool
rhumb_xlsx_is_filled(const RhumbXlsxBook *book,
                     const RhumbXlsxRow *row,
                     const RhumbXlsxCell *cell);

/**
   Append a number of days as what its format shows.

   @return Its type; unfit, with nothing appended and the reason in `why`, for a
   day that there is not.
*/
RhumbValueType
rhumb_xlsx_put_moment(RhumbBuf *out,
                      double days,
                      RhumbXlsxFormat format,
                      bool is_1904,
                      RhumbBuf *why);

#endif // RHUMB_SOURCE_XLSX_XLSX_IMPL_H

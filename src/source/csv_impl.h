// SPDX-License-Identifier: ISC

/// @file csv_impl.h  What the readers of CSV's records share: csv_scan.c has
/// the usual dialects, csv_dialect.c those that need more than a quote and a
/// delimiter. Cells are scanned in the input's buffer, sixteen bytes at a time.

#ifndef RHUMB_SOURCE_CSV_IMPL_H
#define RHUMB_SOURCE_CSV_IMPL_H

#include "base/list.h"
#include "source/columns.h"
#include "source/types.h"
#include "term/datatype.h"

#include <string.h>

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

/// A header of more is none
enum { RHUMB_MAX_COLUMNS = 1000000 };

/// A cell as it stands in the buffer, without its quotes
typedef struct {
  const char *data;
  size_t len;
  bool quoted;
  bool doubled; ///< Has doubled quotes, or backslashes
  bool ascii;   ///< Is known to be ASCII
} RhumbCsvCell;

/// A field whose column has a datatype
typedef struct {
  size_t field;
  RhumbValueType type;
  const RhumbDatatype *datatype;
} RhumbCsvTyped;

/// A reference, to be bound again to the columns of each text
typedef struct {
  RhumbStr text;
  RhumbLoc loc;
} RhumbCsvAsked;

typedef struct {
  RhumbSource source;
  RhumbInput input;
  RhumbArena arena; ///< Of names that no file has
  char delimiter[4];
  char quote;     ///< NUL: there are none
  bool is_rare;   ///< Records are those of csv_dialect.c
  bool is_narrow; ///< There is one column: a blank line is an empty cell
  bool is_told;   ///< That the file is no CSV
  size_t n_delimiter;
  size_t need; ///< Bytes that tell what ends a cell

  RhumbColumns names; ///< Numbered from 0
  size_t n_columns;

  RHUMB_LIST(size_t) columns; ///< By field
  RHUMB_LIST(RhumbValue) values;
  RHUMB_LIST(RhumbCsvTyped) typed; ///< Fields whose columns have datatypes

  RhumbCsvCell *cells; ///< Of the record being scanned
  size_t n_cells, cells_cap;
  size_t inner_lines;              ///< Newlines before its end
  size_t n_bytes;                  ///< Its length with its end of line
  unsigned next_line;              ///< Line behind it
  unsigned own_line;               ///< Lines that its end ends
  RhumbBuf scratch;                ///< Cells with doubled quotes, decoded
  RHUMB_LIST(RhumbCsvAsked) asked; ///< Of a nested one, by field
} RhumbCsv;

static inline RhumbLoc
rhumb_csv_here(const RhumbCsv *const csv)
{
  return rhumb_source_loc(&csv->source);
}

// Scanning -------------------------------------------------------------------

#ifdef __SSE2__

/// Return the first delimiter or end of line from `at`, or `end`
static inline const char *
rhumb_csv_find_end(const RhumbCsv *const csv,
                   const char *at,
                   const char *const end,
                   bool *const ascii)
{
  const __m128i delimiter = _mm_set1_epi8(csv->delimiter[0]);
  const __m128i lf = _mm_set1_epi8('\n');
  const __m128i cr = _mm_set1_epi8('\r');
  unsigned high = 0;
  for (; at < end; at += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
    const __m128i stops = _mm_or_si128(
        _mm_cmpeq_epi8(block, delimiter),
        _mm_or_si128(_mm_cmpeq_epi8(block, lf), _mm_cmpeq_epi8(block, cr)));
    const unsigned hits = (unsigned)_mm_movemask_epi8(stops);
    const unsigned top = (unsigned)_mm_movemask_epi8(block);
    if (hits) {
      high |= top & (hits ^ (hits - 1));
      at += __builtin_ctz(hits);
      break;
    }
    high |= top;
  }
  *ascii = !high;
  return at < end ? at : end;
}

/// Return the first quote from `at`, or `end`, counting newlines before it
static inline const char *
rhumb_csv_find_quote(const RhumbCsv *const csv,
                     const char *at,
                     const char *const end,
                     size_t *const lines,
                     bool *const ascii)
{
  const __m128i quote = _mm_set1_epi8(csv->quote);
  const __m128i lf = _mm_set1_epi8('\n');
  unsigned high = 0;
  for (bool found = false; at < end && !found;) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(const void *)at);
    const unsigned hits =
        (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, quote));
    const unsigned before = hits ? hits ^ (hits - 1) : 0xFFFFU;
    const unsigned breaks =
        (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, lf)) & before;
    if (breaks) {
      *lines += (size_t)__builtin_popcount(breaks);
    }
    high |= (unsigned)_mm_movemask_epi8(block) & before;
    found = hits != 0;
    at += found ? __builtin_ctz(hits) : 16;
  }
  *ascii &= !high;
  return at < end ? at : end;
}

#else

static inline const char *
rhumb_csv_find_end(const RhumbCsv *const csv,
                   const char *at,
                   const char *const end,
                   bool *const ascii)
{
  unsigned char high = 0;
  while (at < end && *at != csv->delimiter[0] && *at != '\n' && *at != '\r') {
    high |= (unsigned char)*at++;
  }
  *ascii = high < 0x80;
  return at;
}

static inline const char *
rhumb_csv_find_quote(const RhumbCsv *const csv,
                     const char *const at,
                     const char *const end,
                     size_t *const lines,
                     bool *const ascii)
{
  *ascii = false; // Not known
  const char *const quote =
      (const char *)memchr(at, csv->quote, (size_t)(end - at));
  const char *const stop = quote ? quote : end;
  *lines += rhumb_count_lines((RhumbStr){at, (size_t)(stop - at)});
  return stop;
}

#endif

/// True if a delimiter of several bytes is at `at`, whose first byte is
static inline bool
rhumb_csv_is_delimiter(const RhumbCsv *const csv,
                       const char *const at,
                       const char *const end)
{
  return (size_t)(end - at) >= csv->n_delimiter &&
         memcmp(at, csv->delimiter, csv->n_delimiter) == 0;
}

static inline const char *
rhumb_csv_scan_plain(const RhumbCsv *const csv,
                     const char *const start,
                     const char *const end,
                     RhumbCsvCell *const cell)
{
  const char *at = rhumb_csv_find_end(csv, start, end, &cell->ascii);
  while (csv->n_delimiter > 1 && at < end && *at == csv->delimiter[0] &&
         !rhumb_csv_is_delimiter(csv, at, end)) {
    bool ascii = false;
    at = rhumb_csv_find_end(csv, at + 1, end, &ascii);
    cell->ascii = false;
  }
  cell->data = start;
  cell->len = (size_t)(at - start);
  return at;
}

static inline bool
rhumb_csv_ends_cell(const RhumbCsv *const csv,
                    const char *const at,
                    const char *const end)
{
  return *at == '\n' || *at == '\r' || rhumb_csv_is_delimiter(csv, at, end);
}

/// Where the next cell goes: those beyond `most` are only counted
static inline RhumbCsvCell *
rhumb_csv_next_cell(RhumbCsv *const csv, const size_t most)
{
  const size_t at = csv->n_cells < most ? csv->n_cells : most;
  if (at == csv->cells_cap) {
    csv->cells = (RhumbCsvCell *)rhumb_xgrow(
        csv->cells, at, &csv->cells_cap, sizeof(RhumbCsvCell));
  }
  csv->cells[at] = (RhumbCsvCell){0};
  return &csv->cells[at];
}

static inline bool
rhumb_csv_is_blank(const RhumbCsv *const csv)
{
  return csv->n_cells == 1 && !csv->cells[0].len && !csv->cells[0].quoted;
}

static inline void
rhumb_csv_pass(RhumbCsv *const csv)
{
  csv->input.pos += csv->n_bytes;
  csv->next_line += csv->own_line + (unsigned)csv->inner_lines;
}

/// Pass records of other shards up to the next that is not as surely a line by
/// itself: one with a quote, one that is not all here, or one of this shard
void
rhumb_csv_pass_lines(RhumbCsv *csv);

/// Report that a quote is not closed
RhumbStatus
rhumb_csv_unclosed(const RhumbCsv *csv, const RhumbDiag *diag);

/// Report what stands behind a quote
RhumbStatus
rhumb_csv_behind_quote(const RhumbCsv *csv, const RhumbDiag *diag);

/// Have more bytes in the buffer
RHUMB_NODISCARD RhumbStatus
rhumb_csv_read_on(RhumbCsv *csv, const RhumbDiag *diag);

/// Scan the record at the input's place
/// @return RHUMB_OK; RHUMB_END if more bytes are needed; or an error, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_csv_scan(RhumbCsv *csv, const RhumbDiag *diag);

/// Find the next record, leaving the input's place at its start
/// @return RHUMB_OK, RHUMB_END, or an error, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_csv_next_record(RhumbCsv *csv, const RhumbDiag *diag);

/// Scan what is at the input's place; `wanted` is set to whether it is a record
/// that is one, neither a blank line nor a comment
/// @return RHUMB_OK; RHUMB_END if more bytes are needed; or an error, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_csv_scan_next(RhumbCsv *csv, bool *wanted, const RhumbDiag *diag);

// In parts -------------------------------------------------------------------

/// See RhumbSourceType
RHUMB_NODISCARD RhumbStatus
rhumb_csv_cut(RhumbSource *source,
              struct RhumbSourcePart *part,
              const RhumbDiag *diag);

void
rhumb_csv_read_parts(RhumbSource *reader);

void
rhumb_csv_enter_part(RhumbSource *reader, struct RhumbSourcePart *part);

// Dialects -------------------------------------------------------------------

/// Check a dialect without data
/// @return RHUMB_OK or RHUMB_ERR_UNSUPPORTED, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_csv_check_spec(const RhumbSourceSpec *spec, const RhumbDiag *diag);

/// Set what the dialect of the source says, which has been checked
void
rhumb_csv_set_dialect(RhumbCsv *csv);

/// Pass what the rules say comes before anything else: rows as CSVW has them,
/// or lines, whatever is in them: a title is no CSV, and its quotes are none
/// @return RHUMB_OK or an error, reported, such as that there are too few.
RHUMB_NODISCARD RhumbStatus
rhumb_csv_skip_rows(RhumbCsv *csv, const RhumbDiag *diag);

/// Report that the data ends where the rules have its header or its first
/// record, behind `count` lines or rows
RhumbStatus
rhumb_csv_too_short(const RhumbCsv *csv, size_t count, const RhumbDiag *diag);

/// Return how much at `at` is no record, of what is there: a comment, and the
/// end of its line or of a blank one; 0: it is a record
size_t
rhumb_csv_no_record(const RhumbCsv *csv, const char *at, const char *end);

/// Scan the record of a rare dialect at the input's place
/// @return RHUMB_OK; RHUMB_END if more bytes are needed; or an error, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_csv_scan_rare(RhumbCsv *csv, const RhumbDiag *diag);

/// Likewise in a rare dialect
RHUMB_NODISCARD RhumbStatus
rhumb_csv_scan_next_rare(RhumbCsv *csv, bool *wanted, const RhumbDiag *diag);

/// Return a cell's text, given in a rare dialect: what a backslash stands
/// before is itself; appended to `out`
void
rhumb_csv_put_escaped(RhumbBuf *out, RhumbStr cell);

/// Give the values of a record the datatypes of their columns
void
rhumb_csv_type_fields(RhumbCsv *csv);

/// Note the datatype that the rules give the column called `name`, whose field
/// is the next one
void
rhumb_csv_bind_type(RhumbCsv *csv, RhumbStr name);

#endif // RHUMB_SOURCE_CSV_IMPL_H

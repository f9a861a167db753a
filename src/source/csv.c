// SPDX-License-Identifier: ISC

/// @file csv.c  Comma-separated values (RFC 4180).
///
/// A record is scanned in the input's buffer, sixteen bytes at a time; then the
/// cells that are bound, and no others, are checked and decoded.

#include "base/list.h"
#include "base/table.h"
#include "base/utf8.h"
#include "source/types.h"
#include "term/vocabulary.h"

#include <stdlib.h>

#ifdef __SSE2__
#  include <emmintrin.h>
#endif

/// A header of more is none
enum { MAX_COLUMNS = 1000000 };

/// A cell as it stands in the buffer, without its quotes
typedef struct {
  const char *data;
  size_t len;
  bool quoted;
  bool doubled; ///< Has doubled quotes
  bool ascii;   ///< Is known to be ASCII
} Cell;

/// A name in the header
typedef struct {
  size_t column;
  bool twice;
} Name;

typedef struct {
  RhumbSource source;
  RhumbInput input;
  RhumbArena arena;
  char delimiter[4];
  size_t n_delimiter;
  char quote; ///< NUL: there are none

  RhumbTable names; ///< Numbers are those of name_of[]
  Name *name_of;
  size_t n_columns;

  RHUMB_LIST(size_t) columns; ///< By field
  RHUMB_LIST(RhumbValue) values;

  Cell *cells; ///< Of the record being scanned
  size_t n_cells, cells_cap;
  size_t inner_lines; ///< Newlines within its quotes
  size_t n_bytes;     ///< Its length with its end of line
  unsigned next_line; ///< Line behind it
  RhumbBuf scratch;   ///< Cells with doubled quotes, decoded
  bool is_told;       ///< That the file is no CSV
} Csv;

static RhumbLoc
here(const Csv *const csv)
{
  return rhumb_source_loc(&csv->source);
}

// Scanning -------------------------------------------------------------------

#ifdef __SSE2__

/// Return the first delimiter or end of line from `at`, or `end`
static inline const char *
find_end_of_cell(const Csv *const csv,
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
find_quote(const Csv *const csv,
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
find_end_of_cell(const Csv *const csv,
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
find_quote(const Csv *const csv,
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
static bool
is_delimiter(const Csv *const csv, const char *const at, const char *const end)
{
  return (size_t)(end - at) >= csv->n_delimiter &&
         memcmp(at, csv->delimiter, csv->n_delimiter) == 0;
}

static inline const char *
scan_plain(const Csv *const csv,
           const char *const start,
           const char *const end,
           Cell *const cell)
{
  const char *at = find_end_of_cell(csv, start, end, &cell->ascii);
  while (csv->n_delimiter > 1 && at < end && *at == csv->delimiter[0] &&
         !is_delimiter(csv, at, end)) {
    bool ascii = false;
    at = find_end_of_cell(csv, at + 1, end, &ascii);
    cell->ascii = false;
  }
  cell->data = start;
  cell->len = (size_t)(at - start);
  return at;
}

static RhumbStatus
unclosed(const Csv *const csv, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    here(csv),
                    "the quote that opens field %zu is never closed",
                    csv->n_cells + 1);
}

static RhumbStatus
behind_quote(const Csv *const csv, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    here(csv),
                    "text behind the closing quote of field %zu; a quote "
                    "within quotes is written twice",
                    csv->n_cells + 1);
}

static inline bool
ends_cell(const Csv *const csv, const char *const at, const char *const end)
{
  return *at == '\n' || *at == '\r' || is_delimiter(csv, at, end);
}

/// Scan the quoted cell at `*at`; RHUMB_END: more bytes are needed
static RhumbStatus
scan_quoted(Csv *const csv,
            const char **const at,
            const char *const end,
            Cell *const cell,
            const RhumbDiag *const diag)
{
  const bool final = csv->input.at_end;
  const char *const start = *at + 1;
  const char *close = start;
  size_t lines = 0;
  cell->ascii = true;
  for (;; close += 2) {
    close = find_quote(csv, close, end, &lines, &cell->ascii);
    if (close == end) {
      return final ? unclosed(csv, diag) : RHUMB_END;
    }
    if (close + 1 == end || close[1] != csv->quote) {
      break;
    }
    cell->doubled = true;
  }

  cell->data = start;
  cell->len = (size_t)(close - start);
  cell->quoted = true;
  csv->inner_lines += lines;
  *at = close + 1;
  if (!final && (size_t)(end - *at) < csv->n_delimiter) {
    return RHUMB_END;
  }
  return *at == end || ends_cell(csv, *at, end) ? RHUMB_OK
                                                : behind_quote(csv, diag);
}

/// Note the record's length, given where its last cell ends
static RhumbStatus
end_record(Csv *const csv, const char *at, const char *const end)
{
  if (!csv->input.at_end && end - at < 2 && (at == end || *at == '\r')) {
    return RHUMB_END; // A line feed may follow
  }
  if (at < end) {
    at += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
  }
  csv->n_bytes = (size_t)(at - (csv->input.data + csv->input.pos));
  return RHUMB_OK;
}

/// Where the next cell goes: those that no column has are only counted
static inline Cell *
next_cell(Csv *const csv)
{
  const size_t most = csv->n_columns ? csv->n_columns : MAX_COLUMNS;
  const size_t at = csv->n_cells < most ? csv->n_cells : most;
  if (at == csv->cells_cap) {
    csv->cells =
        (Cell *)rhumb_xgrow(csv->cells, at, &csv->cells_cap, sizeof(Cell));
  }
  csv->cells[at] = (Cell){0};
  return &csv->cells[at];
}

/// Scan the record at the input's place; RHUMB_END: more bytes are needed
static RhumbStatus
scan_record(Csv *const csv, const RhumbDiag *const diag)
{
  const char *at = csv->input.data + csv->input.pos;
  const char *const end = csv->input.data + csv->input.end;
  csv->n_cells = 0;
  csv->inner_lines = 0;
  for (;;) {
    Cell *const cell = next_cell(csv);
    if (at < end && *at == csv->quote && csv->quote) {
      RHUMB_TRY(scan_quoted(csv, &at, end, cell, diag));
    } else {
      at = scan_plain(csv, at, end, cell);
    }
    ++csv->n_cells;
    if (at == end || *at == '\n' || *at == '\r') {
      return end_record(csv, at, end);
    }
    at += csv->n_delimiter;
  }
}

static bool
is_blank(const Csv *const csv)
{
  return csv->n_cells == 1 && !csv->cells[0].len && !csv->cells[0].quoted;
}

static RhumbStatus
read_on(Csv *const csv, const RhumbDiag *const diag)
{
  if (rhumb_input_is_full(&csv->input)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      here(csv),
                      "this record is longer than %zu MB: is a quote in it "
                      "never closed?",
                      RHUMB_MAX_INPUT_MB);
  }
  const RhumbStatus st = rhumb_input_fill(&csv->input, diag);
  return st == RHUMB_END ? RHUMB_OK : st; // Its end is no error
}

/// Find the next record, leaving the input's place at its start
static RhumbStatus
find_record(Csv *const csv, const RhumbDiag *const diag)
{
  RhumbInput *const input = &csv->input;
  for (;;) {
    RhumbStatus st = RHUMB_END;
    if (input->pos < input->end) {
      st = scan_record(csv, diag);
    } else if (input->at_end) {
      return RHUMB_END;
    }
    if (st == RHUMB_END) {
      RHUMB_TRY(read_on(csv, diag));
      continue;
    }
    if (st != RHUMB_OK || csv->n_columns < 2 || !is_blank(csv)) {
      return st;
    }
    input->pos += csv->n_bytes;
    csv->source.address.line = ++csv->next_line;
  }
}

static void
pass_record(Csv *const csv)
{
  csv->input.pos += csv->n_bytes;
  csv->next_line += 1 + (unsigned)csv->inner_lines;
}

// Cells ----------------------------------------------------------------------

/// Return a cell's text, its doubled quotes made single
static RhumbStr
undouble(Csv *const csv, const Cell *const cell)
{
  RhumbBuf *const out = &csv->scratch;
  if (!out->len) {
    // Enough for the whole record, so that its views stay where they are
    rhumb_buf_reserve(out, csv->n_bytes);
  }
  const size_t start = out->len;
  RhumbStr rest = {cell->data, cell->len};
  while (rest.len) {
    const size_t quote = rhumb_str_index(rest, csv->quote);
    const bool found = quote < rest.len;
    rhumb_buf_put(out, rhumb_str_slice(rest, 0, quote + found));
    rest = rhumb_str_from(rest, quote + (found ? 2 : 0));
  }
  return rhumb_str_from(rhumb_buf_str(out), start);
}

static inline RhumbStr
decode(Csv *const csv, const Cell *const cell)
{
  return cell->doubled ? undouble(csv, cell)
                       : (RhumbStr){cell->data, cell->len};
}

static RhumbStatus
not_utf8(const Csv *const csv,
         const size_t column,
         const size_t bad,
         const RhumbDiag *const diag)
{
  RhumbStr name = {"", 0};
  for (size_t i = 0; i < csv->names.count; ++i) {
    name = csv->name_of[i].column == column ? csv->names.keys[i] : name;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_VALUE,
                    here(csv),
                    "byte %zu of column \"%.*s\" is not UTF-8; if the file is "
                    "in another encoding, say so with \"encoding\"",
                    bad + 1,
                    RHUMB_FMT(name));
}

static RhumbStatus
read_fields(Csv *const csv, const RhumbDiag *const diag)
{
  csv->scratch.len = 0;
  for (size_t i = 0; i < csv->columns.count; ++i) {
    const Cell *const cell = &csv->cells[csv->columns.items[i]];
    size_t bad = 0;
    if (!cell->ascii &&
        !rhumb_utf8_valid((RhumbStr){cell->data, cell->len}, &bad)) {
      return not_utf8(csv, csv->columns.items[i], bad, diag);
    }
    RhumbValue *const value = &csv->values.items[i];
    value->lexical = decode(csv, cell);
    const bool is_null = csv->source.spec->n_nulls &&
                         rhumb_source_is_null(csv->source.spec, value->lexical);
    csv->source.row[i] = (RhumbValues){value, !is_null};
  }
  return RHUMB_OK;
}

static RhumbStatus
fail_ragged(const Csv *const csv, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_VALUE,
                    here(csv),
                    "this row has %zu field%s, but the %s has %zu",
                    csv->n_cells,
                    csv->n_cells == 1 ? "" : "s",
                    csv->source.spec->no_header ? "first row" : "header",
                    csv->n_columns);
}

static RhumbStatus
csv_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  Csv *const csv = (Csv *)source;
  ++source->address.record;
  source->address.line = csv->next_line;
  RHUMB_TRY(find_record(csv, diag));
  source->address.position =
      rhumb_input_offset(&csv->input, csv->input.data + csv->input.pos);
  const RhumbStatus status = csv->n_cells == csv->n_columns
                                 ? read_fields(csv, diag)
                                 : fail_ragged(csv, diag);
  pass_record(csv);
  return status;
}

// Columns --------------------------------------------------------------------

/// Add the name of a column; `column` numbers from 0
static void
add_name(Csv *const csv, const RhumbStr name, const size_t column)
{
  const size_t before = csv->names.count;
  const uint32_t id = rhumb_table_add(&csv->names, name);
  if (csv->names.count > before) {
    csv->name_of[id] = (Name){.column = column};
  } else {
    csv->name_of[id].twice = true;
  }
}

static RhumbStatus
read_names(Csv *const csv, const RhumbDiag *const diag)
{
  const RhumbStatus st = find_record(csv, diag);
  if (st == RHUMB_END) {
    return csv->source.spec->no_header
               ? RHUMB_OK
               : rhumb_fail(diag,
                            RHUMB_ERR_SYNTAX,
                            here(csv),
                            "the file is empty: a header row is missing");
  }
  RHUMB_TRY(st);
  if (csv->n_cells > MAX_COLUMNS) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      here(csv),
                      "more than %d columns: is \"%.*s\" the delimiter?",
                      MAX_COLUMNS,
                      (int)csv->n_delimiter,
                      csv->delimiter);
  }

  csv->name_of = RHUMB_NEW(&csv->arena, Name, csv->n_cells);
  for (size_t i = 0; i < csv->n_cells; ++i) {
    const RhumbStr name = csv->source.spec->no_header
                              ? rhumb_str_format(&csv->arena, "%zu", i + 1)
                              : decode(csv, &csv->cells[i]);
    if (!rhumb_utf8_valid(name, NULL)) {
      return rhumb_fail(diag,
                        RHUMB_ERR_SYNTAX,
                        here(csv),
                        "the name of column %zu is not UTF-8",
                        i + 1);
    }
    add_name(csv, name, i);
  }
  csv->n_columns = csv->n_cells;
  if (!csv->source.spec->no_header) {
    pass_record(csv);
  }
  return RHUMB_OK;
}

/// Report, once, that the file is no CSV, if its first name says so
static RhumbStatus
check_kind(Csv *const csv, const RhumbDiag *const diag)
{
  const RhumbFileKind *const kind = rhumb_kind_of(csv->names.keys[0]);
  if (!kind || kind == rhumb_kind_read_by("csv")) {
    return RHUMB_OK;
  }
  RhumbStatus status = RHUMB_ERR_SYNTAX;
  if (!csv->is_told) {
    RhumbBuf why = {0};
    csv->is_told = true;
    rhumb_kind_explain(&why, kind, "CSV");
    status = rhumb_fail(diag,
                        RHUMB_ERR_SYNTAX,
                        csv->source.spec->access_loc,
                        "%s %s",
                        csv->input.text.name,
                        rhumb_buf_cstr(&why));
    rhumb_buf_free(&why);
  }
  return status;
}

static RhumbStatus
unknown_column(Csv *const csv,
               const RhumbStr reference,
               const RhumbLoc loc,
               const RhumbDiag *const diag)
{
  const size_t count = csv->names.count;
  RHUMB_TRY(check_kind(csv, diag));
  const char **const known =
      (const char **)rhumb_xrealloc(NULL, (count + 1) * sizeof(*known));
  for (size_t i = 0; i < count; ++i) {
    known[i] = csv->names.keys[i].data;
  }
  known[count] = NULL;

  // One name with another usual delimiter in it
  const char *const only = count == 1 ? strpbrk(known[0], ";\t|") : NULL;
  const RhumbStatus status =
      rhumb_source_no_column(csv->input.text.name,
                             known,
                             !only          ? ""
                             : *only == ';' ? "; is its delimiter \";\"?"
                             : *only == '|' ? "; is its delimiter \"|\"?"
                                            : "; is its delimiter \"tab\"?",
                             reference,
                             loc,
                             diag);
  free(known);
  return status;
}

static RhumbStatus
csv_bind(RhumbSource *const source,
         const RhumbStr reference,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  Csv *const csv = (Csv *)source;
  const uint32_t id = rhumb_table_find(&csv->names, reference);
  const bool is_known = id != RHUMB_TABLE_NONE;
  if (!is_known && csv->n_columns) { // No row comes of an empty file
    return unknown_column(csv, reference, loc, diag);
  }
  if (is_known && csv->name_of[id].twice) {
    return rhumb_fail(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "%s has more than one column \"%.*s\": which one is "
                      "meant cannot be known",
                      csv->input.text.name,
                      RHUMB_FMT(reference));
  }
  RHUMB_PUSH(&csv->columns, is_known ? csv->name_of[id].column : 0);
  RHUMB_PUSH(&csv->values, (RhumbValue){{"", 0}, RHUMB_VALUE_STRING});
  return RHUMB_OK;
}

// Dialect --------------------------------------------------------------------

/// Return the delimiter that the rules say, or the usual one
static RhumbStr
delimiter_of(const RhumbSourceSpec *const spec)
{
  return spec->delimiter.len || spec->delimiter_loc.text ? spec->delimiter
                                                         : RHUMB_STR(",");
}

/// Return the quote that the rules say, or the usual one; NUL: there are none
static char
quote_of(const RhumbSourceSpec *const spec)
{
  return (char)(spec->no_quote ? '\0'
                               : *(spec->quote.len ? spec->quote.data : "\""));
}

static RhumbStatus
check_delimiter(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbStr text = delimiter_of(spec);
  uint32_t code = 0;
  if (text.len && rhumb_utf8_decode(text, 0, &code) == text.len && code &&
      code != '\n' && code != '\r' && code != (unsigned char)quote_of(spec)) {
    return RHUMB_OK;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_UNSUPPORTED,
                    spec->delimiter_loc.text ? spec->delimiter_loc : spec->loc,
                    "the delimiter must be one character, neither the quote "
                    "nor an end of line, or \"tab\"; it is \"%.*s\"",
                    RHUMB_FMT(text));
}

/// Check the dialect
static RhumbStatus
csv_check_spec(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const char quote = quote_of(spec);
  if (spec->quote.len > 1 || (unsigned char)quote >= 0x80 || quote == '\n' ||
      quote == '\r') {
    return rhumb_fail(
        diag,
        RHUMB_ERR_UNSUPPORTED,
        spec->quote_loc.text ? spec->quote_loc : spec->loc,
        "the quote must be one ASCII character, or \"\" for none; "
        "it is \"%.*s\"",
        RHUMB_FMT(spec->quote));
  }
  return check_delimiter(spec, diag);
}

static void
set_dialect(Csv *const csv)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const RhumbStr delimiter = delimiter_of(spec);
  csv->quote = quote_of(spec);
  memcpy(csv->delimiter, delimiter.data, delimiter.len);
  csv->n_delimiter = delimiter.len;
}

static void
csv_close(RhumbSource *const source)
{
  Csv *const csv = (Csv *)source;
  rhumb_input_close(&csv->input);
  rhumb_table_free(&csv->names);
  rhumb_arena_free(&csv->arena);
  rhumb_buf_free(&csv->scratch);
  free(csv->columns.items);
  free(csv->values.items);
  free(csv->cells);
}

static RhumbStatus
csv_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  Csv *const csv = (Csv *)source;
  source->address.line = csv->next_line = 1;
  RHUMB_TRY(csv_check_spec(source->spec, diag));
  set_dialect(csv);
  RHUMB_TRY(rhumb_source_open_file(source, &csv->input, false, diag));
  return read_names(csv, diag);
}

const RhumbSourceType rhumb_source_csv = {
    .name = "csv",
    .note = "comma-separated values (RFC 4180)",
    .row = "a record",
    .reference = "a column's name",
    .names = "csv",
    .media_types = "text/csv",
    .extensions = "csv tsv",
    .iris = {RHUMB_QL "CSV", RHUMB_RML "CSV"},
    .has_dialect = true,
    .no_iterator = true,
    .check_spec = csv_check_spec,
    .size = sizeof(Csv),
    .open = csv_open,
    .bind = csv_bind,
    .next = csv_next,
    .close = csv_close,
};

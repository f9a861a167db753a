// SPDX-License-Identifier: ISC

/// @file csv_dialect.c  What rules say of CSV besides its delimiter and quote
/// (CSV on the Web, Metadata Vocabulary 5.9): comments, rows and columns passed
/// over, white space taken off, backslashes, ends of lines; and the datatypes
/// of columns. Its records are scanned a character at a time where that is
/// needed, so that csv_scan.c need not know of it.

#include "source/csv_impl.h"

#include "base/utf8.h"

// What a cell ends with ------------------------------------------------------

/// Return the length of the end of line at `at`, 0 if there is none: the
/// longest that the rules name, else the usual ones
static size_t
end_of_line(const RhumbCsv *const csv,
            const char *const at,
            const char *const end)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const RhumbStr rest = {at, (size_t)(end - at)};
  if (!spec->n_line_ends) {
    return rhumb_str_starts(rest, RHUMB_STR("\r\n"))  ? 2
           : rest.len && (*at == '\n' || *at == '\r') ? 1
                                                      : 0;
  }
  size_t longest = 0;
  for (size_t i = 0; i < spec->n_line_ends; ++i) {
    const RhumbStr text = spec->line_ends[i];
    if (text.len > longest && rhumb_str_starts(rest, text)) {
      longest = text.len;
    }
  }
  return longest;
}

/// True if a cell ends at `at`
static bool
ends_cell(const RhumbCsv *const csv,
          const char *const at,
          const char *const end)
{
  return at == end || rhumb_csv_is_delimiter(csv, at, end) ||
         end_of_line(csv, at, end);
}

/// True if what follows `at` tells what ends a cell there
static bool
is_told(const RhumbCsv *const csv, const char *const at, const char *const end)
{
  return csv->input.at_end || (size_t)(end - at) >= csv->need;
}

/// Pass blanks that are no delimiter
static const char *
skip_blanks(const RhumbCsv *const csv, const char *at, const char *const end)
{
  while (at < end && (*at == ' ' || *at == '\t') &&
         !rhumb_csv_is_delimiter(csv, at, end)) {
    ++at;
  }
  return at;
}

// Cells ----------------------------------------------------------------------

static void
trim(const RhumbSourceSpec *const spec, RhumbCsvCell *const cell)
{
  static const char *const space = " \t\r\n";
  while (spec->trim_start && cell->len && strchr(space, *cell->data)) {
    ++cell->data;
    --cell->len;
  }
  while (spec->trim_end && cell->len &&
         strchr(space, cell->data[cell->len - 1])) {
    --cell->len;
  }
}

/// Scan a cell without quotes; return where it ends
static const char *
scan_plain(const RhumbCsv *const csv,
           const char *const start,
           const char *const end,
           RhumbCsvCell *const cell)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  if (!spec->backslash && !spec->n_line_ends) {
    return rhumb_csv_scan_plain(csv, start, end, cell);
  }
  const char *at = start;
  while (!ends_cell(csv, at, end)) {
    const bool is_escape = spec->backslash && *at == '\\' && at + 1 < end;
    cell->doubled = cell->doubled || is_escape;
    at += is_escape ? 2 : 1;
  }
  cell->data = start;
  cell->len = (size_t)(at - start);
  return at;
}

/// Return the quote that closes a cell, from `at` on, or `end`
static const char *
find_close(const RhumbCsv *const csv,
           const char *at,
           const char *const end,
           RhumbCsvCell *const cell)
{
  const bool backslash = csv->source.spec->backslash;
  for (; at < end; ++at) {
    if (backslash && *at == '\\' && at + 1 < end) {
      cell->doubled = true;
      ++at;
    } else if (*at == csv->quote) {
      if (backslash || at + 1 == end || at[1] != csv->quote) {
        return at;
      }
      cell->doubled = true;
      ++at;
    }
  }
  return end;
}

/// Scan the quoted cell at `*at`; RHUMB_END: more bytes are needed
static RhumbStatus
scan_quoted(const RhumbCsv *const csv,
            const char **const at,
            const char *const end,
            RhumbCsvCell *const cell,
            const RhumbDiag *const diag)
{
  const char *const start = *at + 1;
  const char *const close = find_close(csv, start, end, cell);
  if (close >= end) {
    return csv->input.at_end ? rhumb_csv_unclosed(csv, diag) : RHUMB_END;
  }
  cell->data = start;
  cell->len = (size_t)(close - start);
  cell->quoted = true;
  *at =
      csv->source.spec->trim_end ? skip_blanks(csv, close + 1, end) : close + 1;
  return !is_told(csv, *at, end)    ? RHUMB_END
         : ends_cell(csv, *at, end) ? RHUMB_OK
                                    : rhumb_csv_behind_quote(csv, diag);
}

static RhumbStatus
scan_cell(const RhumbCsv *const csv,
          const char **const at,
          const char *const end,
          RhumbCsvCell *const cell,
          const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const char *const open = spec->trim_start ? skip_blanks(csv, *at, end) : *at;
  if (csv->quote && open < end && *open == csv->quote) {
    *at = open;
    RHUMB_TRY(scan_quoted(csv, at, end, cell, diag));
  } else {
    *at = scan_plain(csv, *at, end, cell);
  }
  cell->ascii = false; // Not known
  trim(spec, cell);
  return is_told(csv, *at, end) ? RHUMB_OK : RHUMB_END;
}

// Records --------------------------------------------------------------------

/// Note where the record ends, whose last cell ends at `at`
static void
end_record(RhumbCsv *const csv, const char *const at, const char *const end)
{
  const char *const start = csv->input.data + csv->input.pos;
  const size_t own = end_of_line(csv, at, end);
  csv->n_bytes = (size_t)(at - start) + own;
  csv->inner_lines = rhumb_count_lines(
      (RhumbStr){start, csv->n_bytes - (csv->own_line ? own : 0)});
}

/// Return how many cells of a record are kept at most, but for one
static size_t
most_cells(const RhumbCsv *const csv)
{
  return csv->n_columns ? csv->n_columns + csv->source.spec->skip_columns
                        : RHUMB_MAX_COLUMNS;
}

/// Return how many cells of the record are kept
static size_t
kept_cells(const RhumbCsv *const csv)
{
  const size_t most = most_cells(csv) + 1;
  return csv->n_cells < most ? csv->n_cells : most;
}

/// Take the columns away that are passed over
static void
drop_columns(RhumbCsv *const csv)
{
  const size_t kept = kept_cells(csv);
  const size_t skip = csv->source.spec->skip_columns;
  const size_t dropped = skip < csv->n_cells ? skip : csv->n_cells;
  if (dropped && dropped < kept) {
    memmove(csv->cells,
            csv->cells + dropped,
            (kept - dropped) * sizeof(*csv->cells));
  }
  csv->n_cells -= dropped;
}

RhumbStatus
rhumb_csv_scan_rare(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const char *at = csv->input.data + csv->input.pos;
  const char *const end = csv->input.data + csv->input.end;
  const size_t most = most_cells(csv);
  csv->n_cells = 0;
  for (;;) {
    RhumbCsvCell *const cell = rhumb_csv_next_cell(csv, most);
    RHUMB_TRY(scan_cell(csv, &at, end, cell, diag));
    ++csv->n_cells;
    if (at == end || end_of_line(csv, at, end)) {
      break;
    }
    at += csv->n_delimiter;
  }
  end_record(csv, at, end);
  return RHUMB_OK;
}

/// Scan what is at the input's place and no record, to the end of its line
static RhumbStatus
scan_line(RhumbCsv *const csv)
{
  const char *at = csv->input.data + csv->input.pos;
  const char *const end = csv->input.data + csv->input.end;
  while (at < end && !end_of_line(csv, at, end)) {
    ++at;
  }
  end_record(csv, at, end);
  return is_told(csv, at, end) ? RHUMB_OK : RHUMB_END;
}

size_t
rhumb_csv_no_record(const RhumbCsv *const csv, const char *at, const char *end)
{
  const RhumbStr comment = csv->source.spec->comment;
  const char *const start = at;
  if (comment.len &&
      rhumb_str_starts((RhumbStr){at, (size_t)(end - at)}, comment)) {
    while (at < end && !end_of_line(csv, at, end)) {
      ++at;
    }
  }
  return (size_t)(at - start) + end_of_line(csv, at, end);
}

/// True if the record's cells say nothing
static bool
is_empty(const RhumbCsv *const csv)
{
  const size_t kept = kept_cells(csv);
  size_t i = 0;
  while (i < kept && !csv->cells[i].len) {
    ++i;
  }
  return i == csv->n_cells;
}

/// True for a record that is none: a blank line where no cell can be meant, or
/// where the rules pass such over
static bool
is_passed_over(const RhumbCsv *const csv)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  return (spec->skip_blank && is_empty(csv)) ||
         (!csv->is_narrow && rhumb_csv_is_blank(csv));
}

RhumbStatus
rhumb_csv_scan_next_rare(RhumbCsv *const csv,
                         bool *const wanted,
                         const RhumbDiag *const diag)
{
  const RhumbStr comment = csv->source.spec->comment;
  const RhumbStr rest = {csv->input.data + csv->input.pos,
                         csv->input.end - csv->input.pos};
  *wanted = false;
  if (comment.len && rest.len < comment.len && !csv->input.at_end) {
    return RHUMB_END;
  }
  if (comment.len && rhumb_str_starts(rest, comment)) {
    return scan_line(csv);
  }
  RHUMB_TRY(rhumb_csv_scan_rare(csv, diag));
  *wanted = !is_passed_over(csv);
  drop_columns(csv);
  return RHUMB_OK;
}

RhumbStatus
rhumb_csv_too_short(const RhumbCsv *const csv,
                    const size_t count,
                    const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const char *const what = csv->source.is_nested ? "it" : "the file";
  const char *const row = spec->skip_lines ? "line" : "row";
  const char *const many = count == 1 ? "" : "s";
  return spec->no_header
             ? rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_csv_here(csv),
                          "%s has %zu %s%s, and the rules pass over %zu",
                          what,
                          count,
                          row,
                          many,
                          spec->skip_rows)
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          rhumb_csv_here(csv),
                          "%s has %zu %s%s, and the rules have its header in "
                          "%s %zu%s",
                          what,
                          count,
                          row,
                          many,
                          row,
                          spec->skip_rows + 1,
                          count > spec->skip_rows
                              ? ", where there are only blank lines and "
                                "comments"
                              : "");
}

RhumbStatus
rhumb_csv_skip_rows(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const RhumbInput *const input = &csv->input;
  for (size_t i = 0; i < spec->skip_rows;) {
    RhumbStatus st = RHUMB_END;
    if (input->pos < input->end) {
      st = spec->skip_lines ? scan_line(csv) : rhumb_csv_scan_rare(csv, diag);
    } else if (input->at_end) {
      return rhumb_csv_too_short(csv, i, diag);
    }
    if (st == RHUMB_END) {
      RHUMB_TRY(rhumb_csv_read_on(csv, diag));
      continue;
    }
    RHUMB_TRY(st);
    rhumb_csv_pass(csv);
    csv->source.address.line = csv->next_line;
    ++i;
  }
  return RHUMB_OK;
}

void
rhumb_csv_put_escaped(RhumbBuf *const out, const RhumbStr cell)
{
  for (size_t i = 0; i < cell.len; ++i) {
    i += cell.data[i] == '\\' && i + 1 < cell.len ? 1U : 0U;
    rhumb_buf_putc(out, cell.data[i]);
  }
}

// Datatypes ------------------------------------------------------------------

void
rhumb_csv_bind_type(RhumbCsv *const csv, const RhumbStr name)
{
  const RhumbStr iri = rhumb_source_datatype(csv->source.spec, name);
  RhumbCsvTyped typed = {csv->source.references.count,
                         RHUMB_VALUE_STRING,
                         rhumb_datatype_find(iri)};
  if (iri.len && rhumb_value_of_datatype(&typed.type, iri)) {
    RHUMB_PUSH(&csv->typed, typed);
  }
}

void
rhumb_csv_type_fields(RhumbCsv *const csv)
{
  for (size_t i = 0; i < csv->typed.count; ++i) {
    const RhumbCsvTyped *const typed = &csv->typed.items[i];
    RhumbValue *const value = &csv->values.items[typed->field];
    const bool fits = rhumb_datatype_takes(typed->datatype, value->lexical);
    value->type = (RhumbValueType)((unsigned)typed->type |
                                   (fits ? 0U : (unsigned)RHUMB_VALUE_UNFIT));
  }
}

// What the rules say ---------------------------------------------------------

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

static RhumbLoc
or_source(const RhumbSourceSpec *const spec, const RhumbLoc loc)
{
  return loc.text ? loc : spec->loc;
}

static RhumbStatus
check_delimiter(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbStr text = delimiter_of(spec);
  uint32_t code = 0;
  if (text.len && rhumb_utf8_decode(text, 0, &code) == text.len && code &&
      code != '\n' && code != '\r' && code != (unsigned char)quote_of(spec) &&
      !(spec->backslash && code == '\\')) {
    return RHUMB_OK;
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_UNSUPPORTED,
                    spec->delimiter_loc.text ? spec->delimiter_loc
                                             : or_source(spec, spec->quote_loc),
                    "the delimiter must be one character, neither the quote "
                    "nor an end of line, or \"tab\"; it is \"%.*s\"",
                    RHUMB_FMT(text));
}

/// A record's end is told from what stands within it
static RhumbStatus
check_line_ends(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbStr delimiter = delimiter_of(spec);
  const char quote = quote_of(spec);
  for (size_t i = 0; i < spec->n_line_ends; ++i) {
    const RhumbStr text = spec->line_ends[i];
    const bool has_quote = quote && rhumb_str_has(text, quote);
    const bool has_escape = spec->backslash && rhumb_str_has(text, '\\');
    if (has_quote || has_escape ||
        rhumb_str_find(text, delimiter, 0) < text.len) {
      return rhumb_fail(diag,
                        RHUMB_ERR_UNSUPPORTED,
                        or_source(spec, spec->line_ends_loc),
                        "what ends a record must not hold %s; it is \"%.*s\"",
                        has_quote    ? "the quote"
                        : has_escape ? "the backslash that makes quotes plain"
                                     : "the delimiter",
                        RHUMB_FMT(text));
    }
  }
  return RHUMB_OK;
}

/// A comment is told from a record by how it begins
static RhumbStatus
check_comment(const RhumbSourceSpec *const spec, const RhumbDiag *const diag)
{
  const RhumbStr text = spec->comment;
  const bool is_wrong =
      text.len &&
      (*text.data == quote_of(spec) ||
       rhumb_str_starts(text, delimiter_of(spec)) ||
       memchr(text.data, '\n', text.len) || memchr(text.data, '\r', text.len));
  return is_wrong ? rhumb_fail(diag,
                               RHUMB_ERR_UNSUPPORTED,
                               or_source(spec, spec->comment_loc),
                               "what begins a comment must not begin with the "
                               "quote or the delimiter, nor hold an end of "
                               "line; it is \"%.*s\"",
                               RHUMB_FMT(text))
                  : RHUMB_OK;
}

RhumbStatus
rhumb_csv_check_spec(const RhumbSourceSpec *const spec,
                     const RhumbDiag *const diag)
{
  const char quote = quote_of(spec);
  if (spec->quote.len > 1 || (unsigned char)quote >= 0x80 || quote == '\n' ||
      quote == '\r') {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      or_source(spec, spec->quote_loc),
                      "the quote must be one ASCII character, or \"\" for "
                      "none; it is \"%.*s\"",
                      RHUMB_FMT(spec->quote));
  }
  const char *const own = spec->format->delimiter;
  if (own && !rhumb_str_is(spec->delimiter, own)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      or_source(spec, spec->delimiter_loc),
                      "the delimiter of %s is a tab; with another one it is "
                      "csv",
                      spec->format->name);
  }
  RHUMB_TRY(check_delimiter(spec, diag));
  RHUMB_TRY(check_line_ends(spec, diag));
  return check_comment(spec, diag);
}

void
rhumb_csv_set_dialect(RhumbCsv *const csv)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const RhumbStr delimiter = delimiter_of(spec);
  csv->quote = quote_of(spec);
  memcpy(csv->delimiter, delimiter.data, delimiter.len);
  csv->n_delimiter = delimiter.len;
  csv->own_line = spec->n_line_ends ? 0 : 1;
  csv->is_rare = spec->comment.len || spec->n_line_ends || spec->trim_start ||
                 spec->trim_end || spec->skip_blank || spec->backslash ||
                 spec->skip_columns || spec->n_datatypes;
  csv->need = delimiter.len > 2 ? delimiter.len : 2;
  for (size_t i = 0; i < spec->n_line_ends; ++i) {
    const size_t len = spec->line_ends[i].len;
    csv->need = len > csv->need ? len : csv->need;
  }
}

// SPDX-License-Identifier: ISC

/// @file csv.c  Comma-separated values (RFC 4180).
///
/// When a record has been scanned, the cells that are bound, and no others, are
/// checked and decoded.

#include "source/csv_impl.h"

#include "base/utf8.h"
#include "source/part.h"
#include "term/vocabulary.h"

#include <stdlib.h>

// Cells ----------------------------------------------------------------------

/// Append a cell, its doubled quotes made single
static void
put_single(RhumbBuf *const out, RhumbStr rest, const char quote)
{
  while (rest.len) {
    const size_t at = rhumb_str_index(rest, quote);
    const bool found = at < rest.len;
    rhumb_buf_put(out, rhumb_str_slice(rest, 0, at + found));
    rest = rhumb_str_from(rest, at + (found ? 2 : 0));
  }
}

static void
put_decoded(RhumbBuf *const out,
            const RhumbCsv *const csv,
            const RhumbCsvCell *const cell)
{
  const RhumbStr text = {cell->data, cell->len};
  if (csv->source.spec->backslash) {
    rhumb_csv_put_escaped(out, text);
  } else {
    put_single(out, text, csv->quote);
  }
}

/// Return a cell's text, its doubled quotes made single
static RhumbStr
undouble(RhumbCsv *const csv, const RhumbCsvCell *const cell)
{
  if (csv->source.part) { // It has the texts of all its rows
    RhumbArena *const arena = &csv->source.part->arena;
    RhumbBuf own = {RHUMB_NEW(arena, char, cell->len), 0, cell->len};
    put_decoded(&own, csv, cell);
    return rhumb_buf_str(&own);
  }
  RhumbBuf *const out = &csv->scratch;
  if (!out->len) {
    // Enough for the whole record, so that its views stay where they are
    rhumb_buf_reserve(out, csv->n_bytes);
  }
  const size_t start = out->len;
  put_decoded(out, csv, cell);
  return rhumb_str_from(rhumb_buf_str(out), start);
}

static inline RhumbStr
decode(RhumbCsv *const csv, const RhumbCsvCell *const cell)
{
  return cell->doubled ? undouble(csv, cell)
                       : (RhumbStr){cell->data, cell->len};
}

static RhumbStatus
not_utf8(const RhumbCsv *const csv,
         const size_t column,
         const size_t bad,
         const RhumbDiag *const diag)
{
  const RhumbStr name = rhumb_columns_name(&csv->names, column);
  return rhumb_fail(diag,
                    RHUMB_ERR_VALUE,
                    rhumb_csv_here(csv),
                    "byte %zu of column \"%.*s\" is not UTF-8; if the file is "
                    "in another encoding, say so with \"encoding\"",
                    bad + 1,
                    RHUMB_FMT(name));
}

static RhumbStatus
read_fields(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  csv->scratch.len = 0;
  for (size_t i = 0; i < csv->columns.count; ++i) {
    const RhumbCsvCell *const cell = &csv->cells[csv->columns.items[i]];
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
fail_ragged(const RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  return rhumb_fail(diag,
                    RHUMB_ERR_VALUE,
                    rhumb_csv_here(csv),
                    "this row has %zu field%s, but %s %zu%s",
                    csv->n_cells,
                    csv->n_cells == 1 ? "" : "s",
                    spec->n_header    ? "the rules name"
                    : spec->no_header ? "the first row has"
                                      : "the header has",
                    csv->n_columns,
                    spec->ragged ? "; \"ragged\" is of rows that are too short"
                                 : "");
}

/// Read the fields of a record whose last cells are missing, if the rules let
/// them
static RhumbStatus
read_ragged(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const size_t given = csv->n_cells;
  if (!csv->source.spec->ragged || given > csv->n_columns) {
    return fail_ragged(csv, diag);
  }
  while (csv->cells_cap < csv->n_columns) {
    csv->cells = (RhumbCsvCell *)rhumb_xgrow(
        csv->cells, csv->cells_cap, &csv->cells_cap, sizeof(RhumbCsvCell));
  }
  for (size_t i = 0; i < csv->columns.count; ++i) { // No more: many may lack
    if (csv->columns.items[i] >= given) {
      csv->cells[csv->columns.items[i]] =
          (RhumbCsvCell){.data = "", .ascii = true};
    }
  }
  RHUMB_TRY(read_fields(csv, diag));
  for (size_t i = 0; i < csv->columns.count; ++i) {
    if (csv->columns.items[i] >= given) {
      csv->source.row[i].count = 0;
    }
  }
  return RHUMB_OK;
}

/// Find the next record, whose address is the source's then
static RhumbStatus
find_row(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  RhumbSource *const source = &csv->source;
  ++source->address.record;
  source->address.line = csv->next_line;
  RHUMB_TRY(rhumb_csv_next_record(csv, diag));
  source->address.position =
      rhumb_input_offset(&csv->input, csv->input.data + csv->input.pos);
  return RHUMB_OK;
}

static RhumbStatus
next_row(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  RHUMB_TRY(find_row(csv, diag));
  while (!rhumb_shard_has(&csv->source.shard, csv->source.address.position)) {
    rhumb_csv_pass(csv);
    rhumb_csv_pass_lines(csv);
    RHUMB_TRY(find_row(csv, diag));
  }
  const RhumbStatus status = csv->n_cells == csv->n_columns
                                 ? read_fields(csv, diag)
                                 : read_ragged(csv, diag);
  if (csv->is_rare && status == RHUMB_OK) {
    rhumb_csv_type_fields(csv);
  }
  csv->source.bytes =
      (RhumbStr){csv->input.data + csv->input.pos, csv->n_bytes};
  rhumb_csv_pass(csv);
  return status;
}

// Columns --------------------------------------------------------------------

/// Return the name of a column of the record that has been scanned
static RhumbStr
name_of(RhumbCsv *const csv, const size_t column)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  return spec->n_header    ? spec->header[column]
         : spec->no_header ? rhumb_str_format(&csv->arena, "%zu", column + 1)
                           : decode(csv, &csv->cells[column]);
}

/// Name `count` columns
static RhumbStatus
add_names(RhumbCsv *const csv, const size_t count, const RhumbDiag *const diag)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr name = name_of(csv, i);
    if (!rhumb_utf8_valid(name, NULL)) {
      return rhumb_fail(diag,
                        RHUMB_ERR_SYNTAX,
                        rhumb_csv_here(csv),
                        "the name of column %zu is not UTF-8",
                        i + 1);
    }
    rhumb_columns_add(&csv->names, name, i);
  }
  csv->n_columns = count;
  csv->is_narrow = count == 1;
  return RHUMB_OK;
}

/// Pass the blank lines before the first record where there is no header, whose
/// comments may stand among them, unless they are cells of a file of one column
static RhumbStatus
pass_blank_start(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  RhumbInput *const input = &csv->input;
  for (RhumbStatus st = RHUMB_OK;;) {
    const RhumbStr rest = {input->data + input->pos, input->end - input->pos};
    size_t blank = 0;
    for (size_t len = 1; len && blank < rest.len; blank += len) {
      len = rhumb_csv_no_record(csv, rest.data + blank, rest.data + rest.len);
    }
    if (blank < rest.len && blank) {
      input->pos += blank;
      st = rhumb_csv_scan(csv, diag);
      input->pos -= blank;
    } else {
      st = blank == rest.len && !input->at_end ? RHUMB_END : RHUMB_OK;
    }
    if (st != RHUMB_END) {
      csv->is_narrow = st == RHUMB_OK && blank < rest.len && csv->n_cells == 1;
      return st;
    }
    RHUMB_TRY(rhumb_csv_read_on(csv, diag));
  }
}

/// Report that there is no header where the rules have it
static RhumbStatus
no_header(const RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const bool is_empty = csv->next_line == 1;
  if (spec->skip_rows) {
    return rhumb_csv_too_short(
        csv, spec->skip_lines ? csv->next_line - 1 : spec->skip_rows, diag);
  }
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_csv_here(csv),
                    "%s %s: a header row is missing",
                    csv->source.is_nested ? "it" : "the file",
                    is_empty ? "is empty"
                             : "has nothing but blank lines and comments");
}

/// True if the record that has been scanned names no column
static bool
names_nothing(const RhumbCsv *const csv)
{
  size_t i = 0;
  while (i < csv->n_cells && !csv->cells[i].len) {
    ++i;
  }
  return i == csv->n_cells;
}

/// Set `out` to whether what is at the input's place is a comment
static RhumbStatus
begins_comment(RhumbCsv *const csv,
               bool *const out,
               const RhumbDiag *const diag)
{
  const RhumbInput *const input = &csv->input;
  const RhumbStr comment = csv->source.spec->comment;
  while (input->end - input->pos < comment.len && !input->at_end) {
    RHUMB_TRY(rhumb_csv_read_on(csv, diag));
  }
  const RhumbStr rest = {input->data + input->pos, input->end - input->pos};
  *out = comment.len && rhumb_str_starts(rest, comment);
  return RHUMB_OK;
}

/// Check the record that is the header
static RhumbStatus
check_header(const RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const RhumbLoc here = rhumb_csv_here(csv);
  if (csv->n_cells > RHUMB_MAX_COLUMNS) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      here,
                      "more than %d columns: is \"%.*s\" the delimiter?",
                      RHUMB_MAX_COLUMNS,
                      (int)csv->n_delimiter,
                      csv->delimiter);
  }
  if (!csv->n_cells) {
    const RhumbStatus status =
        rhumb_fail(diag,
                   RHUMB_ERR_SYNTAX,
                   here,
                   "no column is left behind the %zu that are passed over",
                   spec->skip_columns);
    rhumb_warn(diag, RHUMB_NOTE, spec->skip_columns_loc, "asked for here");
    return status;
  }
  return spec->no_header || !names_nothing(csv)
             ? RHUMB_OK
             : rhumb_fail(diag,
                          RHUMB_ERR_SYNTAX,
                          here,
                          "the header names no column: its cells are empty");
}

/// Name the columns by the header. Where the rules have it in a line of the
/// file, it is in no other; behind rows that CSVW passes over may be comments.
static RhumbStatus
read_header(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  const bool is_placed =
      spec->skip_lines ||
      (spec->skip_rows && !spec->comment.len && !spec->skip_blank);
  const unsigned line = csv->next_line;
  bool is_comment = false;
  RHUMB_TRY(begins_comment(csv, &is_comment, diag));
  const RhumbStatus st = rhumb_csv_next_record(csv, diag);
  if (st == RHUMB_END) {
    return no_header(csv, diag);
  }
  RHUMB_TRY(st);
  const RhumbLoc here = rhumb_csv_here(csv);
  if (is_placed && here.line > line) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      here,
                      "line %u, where the rules have the header, is %s; this "
                      "is the next that is not",
                      line,
                      is_comment ? "a comment" : "blank");
  }
  RHUMB_TRY(check_header(csv, diag));
  RHUMB_TRY(add_names(csv, csv->n_cells, diag));
  rhumb_csv_pass(csv);
  return RHUMB_OK;
}

/// Name the columns by their numbers: there are as many as in the first record,
/// which stays where it is
static RhumbStatus
number_columns(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  RHUMB_TRY(pass_blank_start(csv, diag));
  const RhumbStatus st = rhumb_csv_next_record(csv, diag);
  if (st == RHUMB_END) {
    return RHUMB_OK;
  }
  RHUMB_TRY(st);
  RHUMB_TRY(check_header(csv, diag));
  return add_names(csv, csv->n_cells, diag);
}

/// Name the columns as the rules or the first record do
static RhumbStatus
read_names(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  RHUMB_TRY(rhumb_csv_skip_rows(csv, diag));
  return spec->n_header    ? add_names(csv, spec->n_header, diag)
         : spec->no_header ? number_columns(csv, diag)
                           : read_header(csv, diag);
}

/// Report, once, that the file is no CSV, if its first name says so
static RhumbStatus
check_kind(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbFileKind *const kind = rhumb_kind_of(csv->names.names.keys[0]);
  if (!kind || kind == rhumb_kind_read_by("csv")) {
    return RHUMB_OK;
  }
  if (csv->is_told) {
    return RHUMB_ERR_SYNTAX;
  }
  csv->is_told = true;
  return rhumb_source_fail_kind(
      csv->source.spec, csv->input.text.name, kind, "CSV", diag);
}

static RhumbStatus
unknown_column(RhumbCsv *const csv,
               const RhumbStr reference,
               const RhumbLoc loc,
               const RhumbDiag *const diag)
{
  const RhumbTable *const names = &csv->names.names;
  RHUMB_TRY(check_kind(csv, diag));

  // One name with another usual delimiter in it
  const char *const only =
      names->count == 1 ? strpbrk(names->keys[0].data, ";\t|") : NULL;
  return rhumb_columns_unknown(&csv->names,
                               csv->input.text.name,
                               !only          ? ""
                               : *only == ';' ? "; is its delimiter \";\"?"
                               : *only == '|' ? "; is its delimiter \"|\"?"
                                              : "; is its delimiter \"tab\"?",
                               reference,
                               loc,
                               diag);
}

/// Report a datatype of a column that the file has not
static RhumbStatus
check_datatypes(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbSourceSpec *const spec = csv->source.spec;
  RhumbStatus status = RHUMB_OK;
  for (size_t i = 0; csv->n_columns && i + 1 < spec->n_datatypes; i += 2) {
    if (!rhumb_columns_find(&csv->names, spec->datatypes[i])) {
      RHUMB_KEEP(
          status,
          unknown_column(csv, spec->datatypes[i], spec->header_loc, diag));
    }
  }
  return status;
}

static RhumbStatus
bind_column(RhumbCsv *const csv,
            const RhumbStr reference,
            const RhumbLoc loc,
            const RhumbDiag *const diag)
{
  const RhumbColumn *const column = rhumb_columns_find(&csv->names, reference);
  if (!column && csv->n_columns) { // No row comes of an empty file
    return unknown_column(csv, reference, loc, diag);
  }
  if (column) {
    RHUMB_TRY(rhumb_columns_check_one(
        column, csv->input.text.name, reference, loc, diag));
  }
  rhumb_csv_bind_type(csv, reference);
  RHUMB_PUSH(&csv->columns, column ? column->number : 0);
  RHUMB_PUSH(&csv->values, (RhumbValue){{"", 0}, RHUMB_VALUE_STRING});
  return RHUMB_OK;
}

static RhumbStatus
csv_bind(RhumbSource *const source,
         const RhumbStr reference,
         const RhumbLoc loc,
         const RhumbDiag *const diag)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  if (!source->is_nested) {
    return bind_column(csv, reference, loc, diag);
  }
  RHUMB_PUSH(&csv->asked, (RhumbCsvAsked){reference, loc});
  return RHUMB_OK;
}

static void
csv_close(RhumbSource *const source)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  rhumb_buf_free(&csv->scratch);
  free(csv->values.items);
  free(csv->cells);
  if (source->whole) {
    return; // The rest is of the source whose parts it reads
  }
  rhumb_input_close(&csv->input);
  rhumb_columns_free(&csv->names);
  rhumb_arena_free(&csv->arena);
  free(csv->columns.items);
  free(csv->typed.items);
  free(csv->asked.items);
}

static RhumbStatus
csv_open(RhumbSource *const source, const RhumbDiag *const diag)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  source->address.line = csv->next_line = 1;
  RHUMB_TRY(rhumb_csv_check_spec(source->spec, diag));
  rhumb_csv_set_dialect(csv);
  RHUMB_TRY(rhumb_source_open_file(source, &csv->input, false, diag));
  RHUMB_TRY(read_names(csv, diag));
  return check_datatypes(csv, diag);
}

// In texts -------------------------------------------------------------------

/// Say what is wrong with the text, and forget where in it the reader is
static RhumbStatus
say(RhumbCsv *const csv,
    const RhumbAddress *const address,
    RhumbTextMistake *const mistake,
    const RhumbStatus status,
    const RhumbDiag *const diag)
{
  csv->source.address = *address;
  return rhumb_source_say_text(&csv->source,
                               mistake,
                               status == RHUMB_ERR_REFERENCE ? RHUMB_ERR_SYNTAX
                                                             : status,
                               diag);
}

/// Bind what is asked for to the columns of a text
static RhumbStatus
bind_all(RhumbCsv *const csv, RhumbLoc *const loc, const RhumbDiag *const diag)
{
  csv->columns.count = 0;
  csv->values.count = 0;
  csv->typed.count = 0;
  for (size_t i = 0; i < csv->asked.count; ++i) {
    *loc = csv->asked.items[i].loc;
    RHUMB_TRY(bind_column(csv, csv->asked.items[i].text, (RhumbLoc){0}, diag));
  }
  *loc = (RhumbLoc){0};
  return RHUMB_OK;
}

static RhumbStatus
csv_enter(RhumbSource *const source,
          const RhumbStr text,
          const RhumbDiag *const diag)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  const RhumbAddress address = source->address;
  RhumbTextMistake mistake = {0};
  RhumbLoc asked = {0};
  const RhumbDiag hear =
      rhumb_source_hear_text(&mistake, &csv->source, &csv->input);
  rhumb_columns_clear(&csv->names);
  rhumb_arena_reset(&csv->arena);
  csv->n_columns = 0;
  csv->is_narrow = false;
  csv->is_told = false;
  csv->input.text.name = "it";
  rhumb_input_set_text(&csv->input, text);
  source->address.line = csv->next_line = 1;
  RhumbStatus status = read_names(csv, &hear);
  status = status == RHUMB_OK ? bind_all(csv, &asked, &hear) : status;
  status = say(csv, &address, &mistake, status, diag);
  if (asked.text) {
    rhumb_warn(diag, RHUMB_NOTE, asked, "asked for here");
  }
  return status;
}

static RhumbStatus
next_in_text(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbAddress address = csv->source.address;
  RhumbTextMistake mistake = {0};
  const RhumbDiag hear =
      rhumb_source_hear_text(&mistake, &csv->source, &csv->input);
  const RhumbStatus status = next_row(csv, &hear);
  return say(csv, &address, &mistake, status, diag);
}

static RhumbStatus
csv_next(RhumbSource *const source, const RhumbDiag *const diag)
{
  RhumbCsv *const csv = (RhumbCsv *)source;
  return source->is_nested ? next_in_text(csv, diag) : next_row(csv, diag);
}

static RhumbStatus
csv_nest(RhumbSource *const source, const RhumbDiag *const diag)
{
  RHUMB_TRY(rhumb_csv_check_spec(source->spec, diag));
  rhumb_csv_set_dialect((RhumbCsv *)source);
  return RHUMB_OK;
}

/// What all of them have
#define CSV_READER                                                        \
  .row = "a record", .reference = "a column's name", .has_dialect = true, \
  .no_iterator = true, .shares_records = true,                            \
  .check_spec = rhumb_csv_check_spec, .size = sizeof(RhumbCsv),           \
  .open = csv_open, .bind = csv_bind, .next = csv_next, .nest = csv_nest, \
  .enter = csv_enter, .cut = rhumb_csv_cut,                               \
  .read_parts = rhumb_csv_read_parts, .enter_part = rhumb_csv_enter_part, \
  .close = csv_close

const RhumbSourceType rhumb_source_csv = {
    .name = "csv",
    .note = "comma-separated values (RFC 4180)",
    .names = "csv",
    .media_types = "text/csv",
    .extensions = "csv",
    .iris = {RHUMB_QL "CSV", RHUMB_RML "CSV", RHUMB_OURS "CSV"},
    .class_iri = RHUMB_OURS "CSV",
    CSV_READER,
};

const RhumbSourceType rhumb_source_tsv = {
    .name = "tsv",
    .note = "CSV with tabs",
    .names = "tsv",
    .media_types = "text/tab-separated-values",
    .extensions = "tsv",
    .iris = {RHUMB_QL "CSV", RHUMB_RML "CSV", RHUMB_OURS "TSV"},
    .class_iri = RHUMB_OURS "TSV",
    .delimiter = "\t",
    CSV_READER,
};

const RhumbSourceType rhumb_source_csvw = {
    .name = "csvw",
    .note = "CSV whose columns have datatypes (CSV on the Web)",
    .iris = {RHUMB_QL "CSV", RHUMB_RML "CSVW"},
    .class_iri = RHUMB_RML "CSVWReferenceFormulation",
    .natural = RHUMB_NATURAL_IN_CORE,
    CSV_READER,
};

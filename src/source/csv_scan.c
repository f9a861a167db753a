// SPDX-License-Identifier: ISC

/// @file csv_scan.c  Records of CSV, scanned in the input's buffer, sixteen
/// bytes at a time.

#include "source/csv_impl.h"

/// Scan the quoted cell at `*at`; RHUMB_END: more bytes are needed
static RhumbStatus
scan_quoted(RhumbCsv *const csv,
            const char **const at,
            const char *const end,
            RhumbCsvCell *const cell,
            const RhumbDiag *const diag)
{
  const bool final = csv->input.at_end;
  const char *const start = *at + 1;
  const char *close = start;
  size_t lines = 0;
  cell->ascii = true;
  for (;; close += 2) {
    close = rhumb_csv_find_quote(csv, close, end, &lines, &cell->ascii);
    if (close == end) {
      return final ? rhumb_csv_unclosed(csv, diag) : RHUMB_END;
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
  return *at == end || rhumb_csv_ends_cell(csv, *at, end)
             ? RHUMB_OK
             : rhumb_csv_behind_quote(csv, diag);
}

/// Note the record's length, given where its last cell ends
static RhumbStatus
end_record(RhumbCsv *const csv, const char *at, const char *const end)
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

/// Scan the record at the input's place; RHUMB_END: more bytes are needed
static RhumbStatus
scan_record(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const char *at = csv->input.data + csv->input.pos;
  const char *const end = csv->input.data + csv->input.end;
  const size_t most = csv->n_columns ? csv->n_columns : RHUMB_MAX_COLUMNS;
  csv->n_cells = 0;
  csv->inner_lines = 0;
  for (;;) {
    RhumbCsvCell *const cell = rhumb_csv_next_cell(csv, most);
    if (at < end && *at == csv->quote && csv->quote) {
      RHUMB_TRY(scan_quoted(csv, &at, end, cell, diag));
    } else {
      at = rhumb_csv_scan_plain(csv, at, end, cell);
    }
    ++csv->n_cells;
    if (at == end || *at == '\n' || *at == '\r') {
      return end_record(csv, at, end);
    }
    at += csv->n_delimiter;
  }
}

RhumbStatus
rhumb_csv_scan(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  return csv->is_rare ? rhumb_csv_scan_rare(csv, diag) : scan_record(csv, diag);
}

RhumbStatus
rhumb_csv_scan_next(RhumbCsv *const csv,
                    bool *const wanted,
                    const RhumbDiag *const diag)
{
  if (csv->is_rare) {
    return rhumb_csv_scan_next_rare(csv, wanted, diag);
  }
  RHUMB_TRY(scan_record(csv, diag));
  *wanted = csv->is_narrow || !rhumb_csv_is_blank(csv);
  return RHUMB_OK;
}

RhumbStatus
rhumb_csv_next_record(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  const RhumbInput *const input = &csv->input;
  for (;;) {
    RhumbStatus st = RHUMB_END;
    bool wanted = false;
    if (input->pos < input->end) {
      st = rhumb_csv_scan_next(csv, &wanted, diag);
    } else if (input->at_end) {
      return RHUMB_END;
    }
    if (st == RHUMB_END) {
      RHUMB_TRY(rhumb_csv_read_on(csv, diag));
    } else if (st != RHUMB_OK || wanted) {
      return st;
    } else {
      rhumb_csv_pass(csv);
      csv->source.address.line = csv->next_line;
    }
  }
}

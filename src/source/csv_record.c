// SPDX-License-Identifier: ISC

/// @file csv_record.c  What both ways to scan a record of CSV need: more bytes,
/// and what to say of quotes.

#include "source/csv_impl.h"

RhumbStatus
rhumb_csv_unclosed(const RhumbCsv *const csv, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_csv_here(csv),
                    "the quote that opens field %zu is never closed",
                    csv->n_cells + 1);
}

RhumbStatus
rhumb_csv_behind_quote(const RhumbCsv *const csv, const RhumbDiag *const diag)
{
  return rhumb_fail(diag,
                    RHUMB_ERR_SYNTAX,
                    rhumb_csv_here(csv),
                    "text behind the closing quote of field %zu; a quote "
                    "within quotes is written twice",
                    csv->n_cells + 1);
}

RhumbStatus
rhumb_csv_read_on(RhumbCsv *const csv, const RhumbDiag *const diag)
{
  if (rhumb_input_is_full(&csv->input)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_SYNTAX,
                      rhumb_csv_here(csv),
                      "this record is longer than %zu MB: is a quote in it "
                      "never closed?",
                      RHUMB_MAX_INPUT_MB);
  }
  const RhumbStatus st = rhumb_input_fill(&csv->input, diag);
  return st == RHUMB_END ? RHUMB_OK : st; // Its end is no error
}

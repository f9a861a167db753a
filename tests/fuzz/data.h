// SPDX-License-Identifier: ISC

/// @file data.h  What the targets that read data share: inputs taken apart, a
/// file in memory, a source of it read as rows.

#ifndef RHUMB_TESTS_FUZZ_DATA_H
#define RHUMB_TESTS_FUZZ_DATA_H

// For memfd_create(); the C library reads this name
#define _GNU_SOURCE // NOLINT

#include "fuzz.h"

#include "base/utf8.h"
#include "io/input.h"
#include "source/part.h"
#include "source/types.h"

#include <sys/mman.h>
#include <unistd.h>

/// More bytes than any input has: what is read so is in one piece
#define FUZZ_WHOLE ((size_t)16 * 1024)

/// Check that two texts are the same, showing both if not
static inline void
fuzz_same(const char *const what, const RhumbStr a, const RhumbStr b)
{
  if (!rhumb_str_equal(a, b)) {
    (void)fprintf(stderr,
                  "%s differ:\n%.*s\n--- and ---\n%.*s\n",
                  what,
                  RHUMB_FMT(a),
                  RHUMB_FMT(b));
    fuzz_fail(what, __FILE__, __LINE__);
  }
}

// Inputs ----------------------------------------------------------------------

/// Take a number below `count` off the front: 0 if nothing is left
static inline size_t
fuzz_choose(RhumbStr *const input, const size_t count)
{
  if (!input->len) {
    return 0;
  }
  const size_t byte = (unsigned char)input->data[0];
  *input = rhumb_str_from(*input, 1);
  return byte % count;
}

// Reports ---------------------------------------------------------------------

/// Append what a report says to the RhumbBuf `handle`
static inline void
fuzz_keep_report(void *const handle, const RhumbReport *const report)
{
  HOLDS(report->message && report->message[0]);
  rhumb_buf_format((RhumbBuf *)handle,
                   "%u:%u@%u: %s%s%s\n",
                   report->loc.line,
                   report->loc.column,
                   (unsigned)report->loc.record,
                   report->message,
                   report->suggestion ? "; " : "",
                   report->suggestion ? report->suggestion : "");
}

static inline bool
fuzz_is_failure(const RhumbStatus status)
{
  return status != RHUMB_OK && status != RHUMB_END;
}

// Files -----------------------------------------------------------------------

/// Let standard input, "-", be a file of these bytes
static inline void
fuzz_set_file(const RhumbStr bytes)
{
  static int file = -1;
  if (file < 0) {
    file = memfd_create("input", 0);
    HOLDS(file >= 0 && dup2(file, STDIN_FILENO) == STDIN_FILENO);
  }
  HOLDS(ftruncate(file, 0) == 0 &&
        pwrite(file, bytes.data, bytes.len, 0) == (ssize_t)bytes.len);
}

// Sources ---------------------------------------------------------------------

enum { FUZZ_MAX_REFERENCES = 16 };

/// How the file is read
typedef struct {
  const RhumbSourceSpec *spec;
  const RhumbStr *references;
  size_t n_references;
  size_t chunk;    ///< It comes in pieces of so many bytes
  size_t n_hidden; ///< Of the last references: their values are not noted
  size_t part;     ///< It is cut in parts of about so many bytes; 0: in none
} FuzzAsked;

/// What was read
typedef struct {
  RhumbBuf rows;   ///< A line for each value
  RhumbBuf places; ///< A line for each row
  RhumbBuf reports;
  RhumbStatus status; ///< RHUMB_END: all was read
  size_t n_fields;    ///< References up to the first that could not be bound
} FuzzReading;

static inline void
fuzz_reading_free(FuzzReading *const reading)
{
  rhumb_buf_free(&reading->rows);
  rhumb_buf_free(&reading->places);
  rhumb_buf_free(&reading->reports);
}

static inline void
fuzz_put_value(RhumbBuf *const out, const RhumbValue *const value)
{
  HOLDS(rhumb_utf8_valid(value->lexical, NULL));
  rhumb_buf_put_number(out, value->type);
  rhumb_buf_putc(out, ':');
  rhumb_buf_put_number(out, value->lexical.len);
  rhumb_buf_putc(out, ':');
  rhumb_buf_put(out, value->lexical);
  rhumb_buf_putc(out, '\n');
}

/// Put the row that `source` is at
static inline void
fuzz_put_row(FuzzReading *const reading,
             const RhumbSource *const source,
             const size_t *const fields,
             const size_t n_hidden)
{
  const RhumbAddress *const address = &source->address;
  const uint64_t place[] = {address->record, address->line, address->position};
  for (size_t i = 0; i < RHUMB_COUNT(place); ++i) {
    rhumb_buf_put_number(&reading->places, place[i]);
    rhumb_buf_putc(&reading->places, i + 1 < RHUMB_COUNT(place) ? ' ' : '\n');
  }
  for (size_t i = 0; i + n_hidden < reading->n_fields; ++i) {
    const RhumbValues *const values = &source->row[fields[i]];
    rhumb_buf_put_number(&reading->rows, values->count);
    rhumb_buf_putc(&reading->rows, '\n');
    for (size_t j = 0; j < values->count; ++j) {
      fuzz_put_value(&reading->rows, &values->items[j]);
    }
  }
}

/// Step up to the end of a source, or of a part
static inline void
fuzz_step(FuzzReading *const reading,
          RhumbSource *const source,
          const size_t *const fields,
          const size_t n_hidden,
          const RhumbDiag *const diag)
{
  do {
    reading->status = rhumb_source_next(source, diag);
    if (reading->status == RHUMB_OK) {
      fuzz_put_row(reading, source, fields, n_hidden);
    }
  } while (reading->status == RHUMB_OK || reading->status == RHUMB_ERR_VALUE);
}

static inline void
fuzz_read_parts(FuzzReading *const reading,
                RhumbSource *const source,
                const size_t *const fields,
                const FuzzAsked *const asked,
                const RhumbDiag *const diag)
{
  RhumbSourcePart part = {0};
  RhumbSource *const reader = rhumb_source_part_reader(source);
  rhumb_part_bytes = asked->part;
  reading->status = RHUMB_END;
  while (reading->status == RHUMB_END &&
         rhumb_source_cut(source, &part) == RHUMB_OK) {
    rhumb_source_enter_part(reader, &part);
    fuzz_step(reading, reader, fields, asked->n_hidden, diag);
  }
  rhumb_source_close(reader);
  rhumb_source_part_free(&part);
}

/// Read all rows of an open source; one that is wrong is passed over, as with
/// `--on-error skip`
static inline void
fuzz_read_rows(FuzzReading *const reading,
               RhumbSource *const source,
               const FuzzAsked *const asked,
               const RhumbDiag *const diag)
{
  size_t fields[FUZZ_MAX_REFERENCES] = {0};
  const RhumbDiag silent = {0};
  size_t n = 0;
  while (n < asked->n_references && rhumb_source_bind(source,
                                                      asked->references[n],
                                                      (RhumbLoc){0},
                                                      &fields[n],
                                                      &silent) == RHUMB_OK) {
    ++n;
  }
  reading->n_fields = n;
  if (asked->part) {
    fuzz_read_parts(reading, source, fields, asked, diag);
  } else {
    fuzz_step(reading, source, fields, asked->n_hidden, diag);
  }
}

/// Read the file that fuzz_set_file() set
static inline FuzzReading
fuzz_read(const FuzzAsked *const asked)
{
  FuzzReading reading = {0};
  const RhumbDiag diag = {fuzz_keep_report, &reading.reports};
  RhumbSource *source = NULL;
  rhumb_input_chunk = asked->chunk;
  HOLDS(lseek(STDIN_FILENO, 0, SEEK_SET) == 0);
  reading.status = rhumb_source_open(&source, asked->spec, &diag);
  if (reading.status == RHUMB_OK) {
    fuzz_read_rows(&reading, source, asked, &diag);
  }
  rhumb_source_close(source);
  HOLDS(!fuzz_is_failure(reading.status) || reading.reports.len);
  return reading;
}

/// Read it again, and check that nothing is different
static inline void
fuzz_read_again(const FuzzAsked *const asked, const FuzzReading *const whole)
{
  FuzzReading again = fuzz_read(asked);
  fuzz_same("rows read again",
            rhumb_buf_str(&whole->rows),
            rhumb_buf_str(&again.rows));
  fuzz_same("places read again",
            rhumb_buf_str(&whole->places),
            rhumb_buf_str(&again.places));
  fuzz_same("reports read again",
            rhumb_buf_str(&whole->reports),
            rhumb_buf_str(&again.reports));
  HOLDS(whole->status == again.status);
  fuzz_reading_free(&again);
}

/// Read it in pieces, and cut in parts, and check that they make no difference
static inline void
fuzz_read_in_pieces(const FuzzAsked *const asked,
                    const FuzzReading *const whole,
                    const size_t chunk)
{
  FuzzAsked again = *asked;
  again.chunk = chunk;
  fuzz_read_again(&again, whole);
  again.part = 3 * chunk;
  fuzz_read_again(&again, whole);
}

#endif // RHUMB_TESTS_FUZZ_DATA_H

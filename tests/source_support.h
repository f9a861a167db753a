// SPDX-License-Identifier: ISC

/// @file source_support.h  A file, read as rows, written as text to compare.

#ifndef RHUMB_TESTS_SOURCE_SUPPORT_H
#define RHUMB_TESTS_SOURCE_SUPPORT_H

#include "io/compression_impl.h"
#include "io/input.h"
#include "source/part.h"
#include "source/types.h"
#include "support.h"

#include <stdlib.h>
#include <unistd.h>

enum { MAX_REFERENCES = 8 };

/// What a table row of a reader's test says
typedef struct {
  const char *name;
  const char *content; ///< Of the file
  size_t len;          ///< 0: up to the NUL
  RhumbSourceSpec spec;
  const char *references[MAX_REFERENCES];
  const char *rows;   ///< "record@line a|b,c|-" a line each
  const char *report; ///< The errors, a line each, or part of them
} SourceCase;

static inline void
write_file(char *const path, const size_t size, const RhumbStr content)
{
  const char *const folder = getenv("TMPDIR");
  (void)snprintf(path, size, "%s/rhumb-test-XXXXXX", folder ? folder : "/tmp");
  const int fd = mkstemp(path);
  assert_true(fd >= 0);
  for (size_t done = 0; done < content.len;) {
    const ssize_t n = write(fd, content.data + done, content.len - done);
    assert_true(n > 0);
    done += (size_t)n;
  }
  assert_int_equal(close(fd), 0);
}

static inline void
put_values(RhumbBuf *const out, const RhumbValues *const values)
{
  static const char marks[] = {[RHUMB_VALUE_BOOLEAN] = '?',
                               [RHUMB_VALUE_INTEGER] = '#',
                               [RHUMB_VALUE_DECIMAL] = '$',
                               [RHUMB_VALUE_DOUBLE] = '~',
                               [RHUMB_VALUE_DATE] = 'D',
                               [RHUMB_VALUE_TIME] = 'T',
                               [RHUMB_VALUE_DATETIME] = 'W',
                               [RHUMB_VALUE_BINARY] = 'X',
                               [RHUMB_VALUE_OBJECT] = '%',
                               [RHUMB_VALUE_ARRAY] = '%'};
  if (!values->count) {
    rhumb_buf_putc(out, '-');
  }
  for (size_t i = 0; i < values->count; ++i) {
    const RhumbValue *const value = &values->items[i];
    if (i) {
      rhumb_buf_putc(out, ',');
    }
    rhumb_buf_puts(out, rhumb_value_is_unfit(value->type) ? "!" : "");
    const RhumbValueType type = rhumb_value_meant(value->type);
    if (marks[type]) {
      rhumb_buf_putc(out, marks[type]);
    }
    rhumb_buf_put(out, value->lexical);
  }
}

/// A record begins where its position says, if the format has positions and
/// `content` is what is read
static inline void
check_address(const RhumbSource *const source, const RhumbStr content)
{
  const RhumbAddress *const address = &source->address;
  const RhumbStr before = {content.data, address->position};
  const RhumbSourceType *const type = source->spec->format;
  if (type == &rhumb_source_json || type == &rhumb_source_jsonl) {
    assert_int_equal(rhumb_count_lines(before) + 1, address->line);
    assert_null(strchr(" \t\r\n", content.data[before.len]));
  } else if (type == &rhumb_source_csv || type == &rhumb_source_lines) {
    assert_true(before.len < content.len);
    assert_true(!before.len || rhumb_str_is(before, "\xEF\xBB\xBF") ||
                source->spec->n_line_ends ||
                strchr("\r\n", before.data[before.len - 1]));
  } else {
    assert_int_equal(address->position + 1, address->record);
  }
}

/// What is asked of a source: the field of each reference
typedef struct {
  size_t fields[MAX_REFERENCES];
  size_t n;
} Asked;

static inline RhumbStatus
ask(Asked *const out,
    RhumbSource *const source,
    const char *const *const references,
    const RhumbDiag *const diag)
{
  const RhumbLoc loc = {NULL, 9, 20, 0};
  for (out->n = 0; out->n < MAX_REFERENCES && references[out->n]; ++out->n) {
    RHUMB_TRY(rhumb_source_bind(source,
                                rhumb_str(references[out->n]),
                                loc,
                                &out->fields[out->n],
                                diag));
  }
  return RHUMB_OK;
}

/// A row, whose texts must stay until all of its part are put
typedef struct {
  RhumbAddress address;
  RhumbValues values[MAX_REFERENCES];
} KeptRow;

static inline void
put_kept_row(RhumbBuf *const out, const KeptRow *const row, const size_t n)
{
  rhumb_buf_format(
      out, "%u@%u ", (unsigned)row->address.record, row->address.line);
  for (size_t i = 0; i < n; ++i) {
    if (i) {
      rhumb_buf_putc(out, '|');
    }
    put_values(out, &row->values[i]);
  }
  rhumb_buf_putc(out, '\n');
}

/// Keep the row of `source`; the texts of its values stay its own
static inline KeptRow
row_of(const RhumbSource *const source,
       const Asked *const asked,
       RhumbArena *const arena)
{
  KeptRow row = {.address = source->address};
  for (size_t i = 0; i < asked->n; ++i) {
    const RhumbValues from = source->row[asked->fields[i]];
    RhumbValue *const items = RHUMB_NEW(arena, RhumbValue, from.count);
    for (size_t k = 0; k < from.count; ++k) {
      items[k] = from.items[k];
    }
    row.values[i] = (RhumbValues){items, from.count};
  }
  return row;
}

/// Read all rows, up to the end of the source or part, into `out`
static inline RhumbStatus
put_rows(RhumbBuf *const out,
         RhumbSource *const source,
         const Asked *const asked,
         const RhumbStr content,
         const RhumbDiag *const diag)
{
  RHUMB_LIST(KeptRow) rows = {0};
  RhumbArena arena = {0};
  RhumbStatus status = rhumb_source_next(source, diag);
  for (; status == RHUMB_OK; status = rhumb_source_next(source, diag)) {
    if (content.len) {
      check_address(source, content);
    }
    RHUMB_PUSH(&rows, row_of(source, asked, &arena));
    if (!source->part) {
      put_kept_row(out, &rows.items[--rows.count], asked->n);
    }
  }
  for (size_t i = 0; i < rows.count; ++i) {
    put_kept_row(out, &rows.items[i], asked->n);
  }
  free(rows.items);
  rhumb_arena_free(&arena);
  return status;
}

/// Likewise by parts
static inline RhumbStatus
put_parts(RhumbBuf *const out,
          RhumbSource *const source,
          const Asked *const asked,
          const RhumbStr content,
          const RhumbDiag *const diag)
{
  RhumbSourcePart part = {0};
  RhumbSource *const reader = rhumb_source_part_reader(source);
  RhumbStatus status = RHUMB_END;
  while (status == RHUMB_END && rhumb_source_cut(source, &part) == RHUMB_OK) {
    rhumb_source_enter_part(reader, &part);
    status = put_rows(out, reader, asked, content, diag);
  }
  rhumb_source_close(reader);
  rhumb_source_part_free(&part);
  return status;
}

/// How a file is read: in chunks and, unless that is 0, in parts of so many
/// bytes
typedef struct {
  size_t chunk, part;
} Sizes;

/// Read the case's file and compare
static inline void
check_sizes(const SourceCase *const c, const Sizes sizes)
{
  char path[256];
  const RhumbStr content = {c->content, c->len ? c->len : strlen(c->content)};
  write_file(path, sizeof(path), content);
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf out = {0};
  RhumbSourceSpec spec = c->spec;
  spec.access = rhumb_str(path);
  spec.iterator_loc = (RhumbLoc){NULL, 5, 13, 0};

  const Sizes usual = {rhumb_input_chunk, rhumb_part_bytes};
  rhumb_input_chunk = sizes.chunk;
  rhumb_part_bytes = sizes.part;
  RhumbSource *source = NULL;
  Asked asked = {0};
  RhumbStatus st = rhumb_source_open(&source, &spec, &diag);
  st = st == RHUMB_OK ? ask(&asked, source, c->references, &diag) : st;
  if (st == RHUMB_OK) {
    const bool is_plain = !spec.encoding.len && !spec.compression.len &&
                          !rhumb_compression_of(content);
    st = (sizes.part ? put_parts : put_rows)(
        &out, source, &asked, is_plain ? content : RHUMB_STR(""), &diag);
  }
  rhumb_source_close(source);
  rhumb_input_chunk = usual.chunk;
  rhumb_part_bytes = usual.part;
  assert_int_equal(remove(path), 0);

  assert_string_equal(rhumb_buf_cstr(&out), c->rows);
  if (c->report) {
    if (!strstr(reports.text, c->report)) {
      assert_string_equal(reports.text, c->report);
    }
    assert_true(st != RHUMB_END && st != RHUMB_OK);
  } else {
    assert_string_equal(reports.text, "");
    assert_int_equal(st, RHUMB_END);
  }
  rhumb_buf_free(&out);
}

/// Read the case's file in chunks of `chunk` bytes, whole and in parts, and
/// compare
static inline void
check_source(const SourceCase *const c, const size_t chunk)
{
  static const size_t parts[] = {0, 1, 20, 64, (size_t)1024 * 1024};
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    check_sizes(c, (Sizes){chunk, parts[i]});
  }
}

/// Every chunk size must give the same: tiny ones make every record straddle
static inline void
test_source(void **const state)
{
  static const size_t chunks[] = {1, 3, 7, 16, 64, (size_t)256 * 1024};
  for (size_t i = 0; i < RHUMB_COUNT(chunks); ++i) {
    check_source((const SourceCase *)*state, chunks[i]);
  }
}

#endif // RHUMB_TESTS_SOURCE_SUPPORT_H

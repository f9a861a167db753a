// SPDX-License-Identifier: ISC

/// @file source_support.h  A file, read as rows, written as text to compare.

#ifndef RHUMB_TESTS_SOURCE_SUPPORT_H
#define RHUMB_TESTS_SOURCE_SUPPORT_H

#include "io/compression_impl.h"
#include "io/input.h"
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
  if (source->type == &rhumb_source_json ||
      source->type == &rhumb_source_jsonl) {
    assert_int_equal(rhumb_count_lines(before) + 1, address->line);
    assert_null(strchr(" \t\r\n", content.data[before.len]));
  } else if (source->type == &rhumb_source_csv ||
             source->type == &rhumb_source_lines) {
    assert_true(before.len < content.len);
    assert_true(!before.len || rhumb_str_is(before, "\xEF\xBB\xBF") ||
                source->spec->n_line_ends ||
                strchr("\r\n", before.data[before.len - 1]));
  } else {
    assert_int_equal(address->position + 1, address->record);
  }
}

/// Read all rows of a source into `out`
static inline RhumbStatus
put_rows(RhumbBuf *const out,
         RhumbSource *const source,
         const char *const *const references,
         const RhumbStr content,
         const RhumbDiag *const diag)
{
  size_t fields[MAX_REFERENCES] = {0};
  size_t n = 0;
  for (; n < MAX_REFERENCES && references[n]; ++n) {
    const RhumbLoc loc = {NULL, 9, 20, 0};
    RHUMB_TRY(rhumb_source_bind(
        source, rhumb_str(references[n]), loc, &fields[n], diag));
  }
  for (;;) {
    RHUMB_TRY(rhumb_source_next(source, diag));
    if (content.len) {
      check_address(source, content);
    }
    rhumb_buf_format(
        out, "%u@%u ", (unsigned)source->address.record, source->address.line);
    for (size_t i = 0; i < n; ++i) {
      if (i) {
        rhumb_buf_putc(out, '|');
      }
      put_values(out, &source->row[fields[i]]);
    }
    rhumb_buf_putc(out, '\n');
  }
}

/// Read the case's file in chunks of `chunk` bytes and compare
static inline void
check_source(const SourceCase *const c, const size_t chunk)
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

  const size_t usual = rhumb_input_chunk;
  rhumb_input_chunk = chunk;
  RhumbSource *source = NULL;
  RhumbStatus st = rhumb_source_open(&source, &spec, &diag);
  if (st == RHUMB_OK) {
    const bool is_plain = !spec.encoding.len && !spec.compression.len &&
                          !rhumb_compression_of(content);
    st = put_rows(
        &out, source, c->references, is_plain ? content : RHUMB_STR(""), &diag);
  }
  rhumb_source_close(source);
  rhumb_input_chunk = usual;
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

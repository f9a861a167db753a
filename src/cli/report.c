// SPDX-License-Identifier: ISC

/// @file report.c  Diagnostics printed with their line and a caret, or as JSON.

#include "cli/report.h"

#include "base/show.h"
#include "base/utf8.h"
#include "cli/json.h"

#include <inttypes.h>

enum {
  MAX_WIDTH = 100,   ///< A longer line is shown from near the mistake on
  MAX_LOOKED = 4096, ///< Bytes on either side of it that may be of a secret
};

/// A report, and the line that it is about; no text if none is shown
typedef struct {
  const RhumbReport *report;
  RhumbStr line;
} About;

/// Return the line of a place, without its end, nor the byte order mark, which
/// no column counts
static RhumbStr
line_of(RhumbReporter *const reporter, const RhumbLoc loc)
{
  const RhumbStr text = loc.text && loc.line ? loc.text->text : RHUMB_STR("");
  const RhumbStr last = reporter->last.text;
  if (last.data != text.data || last.len != text.len ||
      reporter->last.line > loc.line) {
    reporter->last.text = text;
    reporter->last.line = 1;
    reporter->last.start = rhumb_utf8_mark(text);
  }
  size_t start = reporter->last.start;
  for (; reporter->last.line < loc.line && start < text.len;
       ++reporter->last.line) {
    start += rhumb_str_index(rhumb_str_from(text, start), '\n') + 1;
    start = start < text.len ? start : text.len;
  }
  reporter->last.start = start;
  size_t end = start;
  while (end < text.len && text.data[end] != '\n' && text.data[end] != '\r') {
    ++end;
  }
  return rhumb_str_slice(text, start, end);
}

/// Show a line without secrets, and a caret under its byte `at` if that is
/// known
static void
put_window(RhumbBuf *const out,
           const RhumbStr line,
           size_t at,
           const RhumbLoc loc)
{
  const size_t half = MAX_WIDTH / 2;
  const size_t from =
      rhumb_utf8_start(line, line.len > MAX_WIDTH && at > half ? at - half : 0);
  const size_t left = line.len - from;
  const size_t to =
      rhumb_utf8_start(line, from + (left > MAX_WIDTH ? MAX_WIDTH : left));
  RhumbBuf under = {0};
  rhumb_buf_format(out, "%5u | ", loc.line);
  for (size_t i = from; i < to;) {
    const bool is_before = i < at;
    const bool is_tab = line.data[i] == '\t';
    size_t width = 0;
    if (is_tab) {
      rhumb_buf_putc(out, '\t');
      ++i;
    } else {
      i += rhumb_show_one(out, line, i, &width);
    }
    if (is_before) {
      rhumb_buf_format(&under, "%*s", (int)width, is_tab ? "\t" : "");
    }
  }
  rhumb_buf_putc(out, '\n');
  if (loc.column) {
    rhumb_buf_puts(out, "      | ");
    rhumb_buf_put(out, rhumb_buf_str(&under));
    rhumb_buf_puts(out, "^\n");
  }
  rhumb_buf_free(&under);
}

/// Part of a line of rules, and the place in it that a message is about
typedef struct {
  RhumbStr text;
  size_t at;
} Around;

/// What is looked through for secrets
static Around
around(const RhumbStr line, const unsigned column)
{
  size_t at = column ? column - 1U : 0U;
  at = at < line.len ? at : line.len;
  const size_t start =
      rhumb_utf8_start(line, at > MAX_LOOKED ? at - MAX_LOOKED : 0);
  const size_t end = rhumb_utf8_start(
      line, line.len - at > MAX_LOOKED ? at + MAX_LOOKED : line.len);
  return (Around){rhumb_str_slice(line, start, end), at - start};
}

/// Show the line, and a caret under its column if it is known
static void
put_caret(RhumbBuf *const out, const RhumbStr line, const RhumbLoc loc)
{
  RhumbBuf masked = {0};
  Around seen = around(line, loc.column);
  rhumb_mask_secrets(&masked, seen.text, RHUMB_FROM_RULES, &seen.at);
  put_window(out, rhumb_buf_str(&masked), seen.at, loc);
  rhumb_buf_free(&masked);
}

/// Append what a message says, whatever is in it: one line, and no secrets
static void
put_said(RhumbBuf *const out, const char *const text)
{
  RhumbBuf masked = {0};
  rhumb_mask_secrets(&masked, rhumb_str(text), RHUMB_FROM_MESSAGE, NULL);
  rhumb_show(out, rhumb_buf_str(&masked));
  rhumb_buf_free(&masked);
}

/// A message may name what stands in its line: a secret it does not
static void
put_message(RhumbBuf *const out, const About *const about)
{
  const RhumbReport *const report = about->report;
  RhumbBuf text = {0};
  rhumb_buf_puts(&text, report->message);
  rhumb_mask_same(&text, around(about->line, report->loc.column).text);
  put_said(out, rhumb_buf_cstr(&text));
  rhumb_buf_free(&text);
}

static void
put_place(RhumbBuf *const out, const RhumbLoc loc)
{
  put_said(out, loc.text ? loc.text->name : "rhumb");
  if (loc.line) {
    rhumb_buf_format(out, ":%u", loc.line);
    if (loc.column) {
      rhumb_buf_format(out, ":%u", loc.column);
    }
  }
  rhumb_buf_puts(out, ": ");
}

static const char *const severities[] = {
    [RHUMB_ERROR] = "error",
    [RHUMB_WARNING] = "warning",
    [RHUMB_NOTE] = "note",
};

static void
put_report(RhumbBuf *const out, const About *const about)
{
  const RhumbReport *const report = about->report;
  const RhumbLoc loc = report->loc;
  put_place(out, loc);
  rhumb_buf_format(out, "%s: ", severities[report->severity]);
  if (loc.record) {
    rhumb_buf_format(out, "record %" PRIu64 ": ", loc.record);
  }
  put_message(out, about);
  if (report->suggestion) {
    rhumb_buf_puts(out, "; did you mean \"");
    put_said(out, report->suggestion);
    rhumb_buf_puts(out, "\"?");
  }
  rhumb_buf_putc(out, '\n');
  if (loc.text && loc.line && loc.text->text.len) {
    put_caret(out, about->line, loc);
  }
}

/// Append a member that a message says, or null
static void
put_json_said(RhumbBuf *const out,
              const char *const name,
              const char *const text)
{
  RhumbBuf said = {0};
  if (text) {
    put_said(&said, text);
  }
  rhumb_json_put_text(out, name, text ? rhumb_buf_cstr(&said) : NULL);
  rhumb_buf_free(&said);
}

static void
put_json(RhumbBuf *const out, const About *const about)
{
  const RhumbReport *const report = about->report;
  const RhumbLoc loc = report->loc;
  const bool is_error = report->severity == RHUMB_ERROR;
  rhumb_buf_putc(out, '{');
  rhumb_json_put_text(out, "file", loc.text ? loc.text->name : NULL);
  rhumb_json_put_number(out, "line", loc.line);
  rhumb_json_put_number(out, "column", loc.line ? loc.column : 0);
  rhumb_json_put_number(out, "record", loc.record);
  rhumb_json_put_text(out, "severity", severities[report->severity]);
  rhumb_json_put_text(
      out, "kind", is_error ? rhumb_strstatus(report->status) : NULL);
  RhumbBuf said = {0};
  put_message(&said, about);
  rhumb_json_put_text(out, "message", rhumb_buf_cstr(&said));
  rhumb_buf_free(&said);
  put_json_said(out, "suggestion", report->suggestion);
  rhumb_buf_putc(out, '}');
}

static void
print(RhumbReporter *const reporter, RhumbBuf *const text)
{
  if (reporter->as_json) {
    (void)fputs(reporter->n_items++ ? ",\n" : "\n", reporter->file);
  }
  (void)fputs(rhumb_buf_cstr(text), reporter->file);
}

static void
print_once(void *const handle, const RhumbReport *const report)
{
  RhumbReporter *const reporter = (RhumbReporter *)handle;
  if (report->severity == RHUMB_NOTE && reporter->skips_note) {
    return;
  }
  const About about = {report, line_of(reporter, report->loc)};
  RhumbBuf out = {0};
  if (reporter->as_json) {
    put_json(&out, &about);
  } else {
    put_report(&out, &about);
  }
  const bool is_note = report->severity == RHUMB_NOTE;
  const bool belongs = is_note && reporter->takes_note;
  const size_t known = reporter->printed.count;
  const bool is_new = belongs || rhumb_table_add(&reporter->printed,
                                                 rhumb_buf_str(&out)) == known;
  if (is_new) {
    print(reporter, &out);
  }
  reporter->takes_note = !is_note && is_new;
  reporter->skips_note = is_note ? reporter->skips_note : !is_new;
  rhumb_buf_free(&out);
}

void
rhumb_reporter_begin(RhumbReporter *const reporter)
{
  (void)fputc('[', reporter->file);
}

void
rhumb_reporter_end(RhumbReporter *const reporter)
{
  (void)fputs(reporter->n_items ? "\n]\n" : "]\n", reporter->file);
}

RhumbDiag
rhumb_reporter_diag(RhumbReporter *const reporter)
{
  return (RhumbDiag){print_once, reporter};
}

void
rhumb_reporter_free(RhumbReporter *const reporter)
{
  rhumb_table_free(&reporter->printed);
}

int
rhumb_exit_code(const RhumbStatus status)
{
  static const int codes[RHUMB_STATUS_COUNT] = {
      [RHUMB_OK] = 0,
      [RHUMB_END] = 0,
      [RHUMB_ERR_SYNTAX] = 1,
      [RHUMB_ERR_REFERENCE] = 1,
      [RHUMB_ERR_UNSUPPORTED] = 1,
      [RHUMB_ERR_VALUE] = 1,
      [RHUMB_ERR_USAGE] = 2,
      [RHUMB_ERR_IO] = 3,
  };
  return codes[status];
}

// SPDX-License-Identifier: ISC

#include "cli/report.h"

#include "base/utf8.h"

#include <inttypes.h>

/// A line longer than this is shown from near the mistake on
static const size_t width = 100;

/// Return line number `line` of `text`, from 1, without its end, nor the byte
/// order mark, which no column counts
static RhumbStr
line_of(const RhumbStr text, unsigned line)
{
  const RhumbStr mark = RHUMB_STR("\xEF\xBB\xBF");
  size_t start = rhumb_str_starts(text, mark) ? mark.len : 0;
  while (--line > 0 && start < text.len) {
    const char *const end = memchr(text.data + start, '\n', text.len - start);
    start = end ? (size_t)(end - text.data) + 1 : text.len;
  }
  size_t end = start;
  while (end < text.len && text.data[end] != '\n' && text.data[end] != '\r') {
    ++end;
  }
  return rhumb_str_slice(text, start, end);
}

/// Show the line, and a caret under its byte `column`, from 1, if it is known
static void
put_caret(RhumbBuf *const out, RhumbStr line, const RhumbLoc loc)
{
  size_t at = loc.column ? loc.column - 1U : 0U;
  if (at > line.len) {
    at = line.len;
  }
  size_t from = at > width / 2 && line.len > width ? at - (width / 2) : 0;
  while (from > 0 && ((unsigned char)line.data[from] & 0xC0U) == 0x80U) {
    --from;
  }
  size_t to = line.len - from > width ? from + width : line.len;
  while (to > from && to < line.len &&
         ((unsigned char)line.data[to] & 0xC0U) == 0x80U) {
    --to;
  }

  rhumb_buf_format(out, "%5u | ", loc.line);
  rhumb_utf8_clean(out, rhumb_str_slice(line, from, to));
  if (!loc.column) {
    rhumb_buf_putc(out, '\n');
    return;
  }
  rhumb_buf_put(out, RHUMB_STR("\n      | "));
  for (size_t i = from; i < at; ++i) {
    if (((unsigned char)line.data[i] & 0xC0U) != 0x80U) {
      rhumb_buf_putc(out, line.data[i] == '\t' ? '\t' : ' ');
    }
  }
  rhumb_buf_put(out, RHUMB_STR("^\n"));
}

static void
put_place(RhumbBuf *const out, const RhumbLoc loc)
{
  rhumb_utf8_clean(out, rhumb_str(loc.text ? loc.text->name : "rhumb"));
  if (loc.line) {
    rhumb_buf_format(out, ":%u", loc.line);
    if (loc.column) {
      rhumb_buf_format(out, ":%u", loc.column);
    }
  }
  rhumb_buf_put(out, RHUMB_STR(": "));
}

static void
put_report(RhumbBuf *const out, const RhumbReport *const report)
{
  static const char *const severities[] = {
      [RHUMB_ERROR] = "error",
      [RHUMB_WARNING] = "warning",
      [RHUMB_NOTE] = "note",
  };
  const RhumbLoc loc = report->loc;
  put_place(out, loc);
  rhumb_buf_format(out, "%s: ", severities[report->severity]);
  if (loc.record) {
    rhumb_buf_format(out, "record %" PRIu64 ": ", loc.record);
  }
  rhumb_utf8_clean(out, rhumb_str(report->message));
  if (report->suggestion) {
    rhumb_buf_put(out, RHUMB_STR("; did you mean \""));
    rhumb_utf8_clean(out, rhumb_str(report->suggestion));
    rhumb_buf_put(out, RHUMB_STR("\"?"));
  }
  rhumb_buf_putc(out, '\n');
  if (loc.text && loc.line && loc.text->text.len) {
    put_caret(out, line_of(loc.text->text, loc.line), loc);
  }
}

static void
print_once(void *const handle, const RhumbReport *const report)
{
  RhumbReporter *const reporter = (RhumbReporter *)handle;
  if (report->severity == RHUMB_NOTE && reporter->skips_note) {
    return;
  }
  RhumbBuf out = {0};
  put_report(&out, report);
  const size_t known = reporter->printed.count;
  if (report->severity == RHUMB_NOTE) {
    (void)fputs(rhumb_buf_cstr(&out), reporter->file);
  } else {
    (void)rhumb_table_add(&reporter->printed, rhumb_buf_str(&out));
    reporter->skips_note = reporter->printed.count == known;
    if (!reporter->skips_note) {
      (void)fputs(rhumb_buf_cstr(&out), reporter->file);
    }
  }
  rhumb_buf_free(&out);
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

// SPDX-License-Identifier: ISC

/// @file status.c  Reports on their way to whoever listens.

#include "base/status.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

/// Return a copy; NULL for NULL
static const char *
copy_text(RhumbArena *const arena, const char *const text)
{
  return text ? rhumb_str_copy(arena, rhumb_str(text)).data : NULL;
}

RhumbReport
rhumb_report_copy(RhumbArena *const arena, const RhumbReport *const report)
{
  RhumbReport copy = *report;
  if (report->loc.text) {
    RhumbText *const text = RHUMB_NEW(arena, RhumbText, 1);
    *text = *report->loc.text;
    text->name = copy_text(arena, text->name);
    copy.loc.text = text;
  }
  copy.message = copy_text(arena, report->message);
  copy.suggestion = copy_text(arena, report->suggestion);
  return copy;
}

RhumbLoc
rhumb_loc_at(const RhumbText *const text, const size_t byte)
{
  const RhumbStr all = text->text;
  RhumbLoc loc = {text, 1, 1, 0};
  for (size_t i = rhumb_utf8_mark(all); i < byte && i < all.len; ++i) {
    const bool newline = all.data[i] == '\n';
    loc.line += newline;
    loc.column = newline ? 1 : loc.column + 1;
  }
  return loc;
}

/// How many bytes the line of `loc` has, but for a byte order mark
static size_t
length_of_line(const RhumbLoc loc)
{
  RhumbStr rest = loc.text->text;
  rest = rhumb_str_from(rest, rhumb_utf8_mark(rest));
  for (unsigned line = 1; line < loc.line && rest.len; ++line) {
    (void)rhumb_str_cut(&rest, '\n');
  }
  return rhumb_str_index(rest, '\n');
}

RhumbLoc
rhumb_loc_along(RhumbLoc loc, const size_t bytes)
{
  const bool is_on_line =
      loc.column &&
      (!loc.text || loc.column + bytes <= length_of_line(loc) + 1);
  loc.column += is_on_line ? (unsigned)bytes : 0;
  return loc;
}

const char *
rhumb_strstatus(const RhumbStatus status)
{
  static const char *const names[RHUMB_STATUS_COUNT] = {
      [RHUMB_OK] = "success",
      [RHUMB_END] = "end of data",
      [RHUMB_ERR_SYNTAX] = "invalid syntax",
      [RHUMB_ERR_REFERENCE] = "unknown reference",
      [RHUMB_ERR_UNSUPPORTED] = "not supported",
      [RHUMB_ERR_VALUE] = "invalid value",
      [RHUMB_ERR_USAGE] = "wrong usage",
      [RHUMB_ERR_IO] = "input or output failed",
  };
  return (unsigned)status < RHUMB_STATUS_COUNT ? names[status] : "unknown";
}

/// Longer messages lose their middle: at the end stands what would be right
enum { MAX_MESSAGE = 1000 };

static void
shorten(char *const message, const size_t len)
{
  static const char mark[] = " … ";
  const RhumbStr text = {message, len};
  const size_t half = MAX_MESSAGE / 2;
  const size_t head = rhumb_utf8_start(text, half);
  const size_t tail = rhumb_utf8_start(text, len - half);
  memcpy(message + head, mark, sizeof(mark) - 1);
  memmove(message + head + sizeof(mark) - 1, message + tail, len - tail + 1);
}

RHUMB_PRINTF(3, 0)
static void
send(const RhumbDiag *const diag,
     RhumbReport report,
     const char *const fmt,
     va_list args)
{
  if (!diag->report) {
    return;
  }
  va_list again; // NOLINT(cppcoreguidelines-init-variables)
  va_copy(again, args);
  const int len = vsnprintf(NULL, 0, fmt, again);
  va_end(again);
  const size_t size = len > 0 ? (size_t)len + 1 : 1;
  char *const message = (char *)rhumb_xrealloc(NULL, size);
  message[0] = '\0';
  (void)vsnprintf(message, size, fmt, args);
  if (size > MAX_MESSAGE + 16) {
    shorten(message, size - 1);
  }
  report.message = message;
  diag->report(diag->handle, &report);
  free(message);
}

/// Send the report that the arguments of the calling function make
#define SEND(severity, status, suggestion)                             \
  do {                                                                 \
    va_list args; /* NOLINT(cppcoreguidelines-init-variables) */       \
    va_start(args, fmt);                                               \
    send(diag,                                                         \
         (RhumbReport){(severity), (status), loc, NULL, (suggestion)}, \
         fmt,                                                          \
         args);                                                        \
    va_end(args);                                                      \
  } while (0)

RhumbStatus
rhumb_fail(const RhumbDiag *const diag,
           const RhumbStatus status,
           const RhumbLoc loc,
           const char *const fmt,
           ...)
{
  SEND(RHUMB_ERROR, status, NULL);
  return status;
}

RhumbStatus
rhumb_fail_near(const RhumbDiag *const diag,
                const RhumbStatus status,
                const RhumbLoc loc,
                const char *const suggestion,
                const char *const fmt,
                ...)
{
  SEND(RHUMB_ERROR, status, suggestion);
  return status;
}

void
rhumb_warn(const RhumbDiag *const diag,
           const RhumbSeverity severity,
           const RhumbLoc loc,
           const char *const fmt,
           ...)
{
  SEND(severity, RHUMB_OK, NULL);
}

void
rhumb_warn_near(const RhumbDiag *const diag,
                const RhumbLoc loc,
                const char *const suggestion,
                const char *const fmt,
                ...)
{
  SEND(RHUMB_WARNING, RHUMB_OK, suggestion);
}

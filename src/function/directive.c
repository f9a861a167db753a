// SPDX-License-Identifier: ISC

/// @file directive.c  Dates written as directives of strptime() say (%d/%m/%Y),
/// which are read as one of Java's patterns.

#include "function/datetime.h"

#include "base/ascii.h"
#include "base/list.h"

typedef struct {
  char letter;         ///< Behind the %
  const char *pattern; ///< Java's
} Directive;

static const Directive directives[] = {
    {'Y', "yyyy"},
    {'y', "yy"},
    {'m', "MM"},
    {'d', "dd"},
    {'b', "MMM"},
    {'B', "MMMM"},
    {'a', "E"},
    {'A', "EEEE"},
    {'H', "HH"},
    {'I', "hh"},
    {'M', "mm"},
    {'S', "ss"},
    {'f', "SSSSSS"},
    {'p', "a"},
    {'z', "Z"},
    {'%', "%"},
};

static const char *
find_pattern(const RhumbStr text, const size_t at)
{
  for (size_t i = 0; at < text.len && i < RHUMB_COUNT(directives); ++i) {
    if (directives[i].letter == text.data[at]) {
      return directives[i].pattern;
    }
  }
  return NULL;
}

/// Write `text`, in which directives may stand, as a pattern of Java's, where
/// letters that stand for themselves are quoted
static RhumbStatus
put_pattern(RhumbTextBuilder *const made,
            const RhumbStr text,
            RhumbFunctionContext *const context)
{
  bool is_quoted = false;
  for (size_t at = 0; at < text.len; ++at) {
    const char c = text.data[at];
    const bool needs_quotes = rhumb_is_letter(c);
    if (needs_quotes != is_quoted) {
      rhumb_builder_putc(made, '\'');
      is_quoted = needs_quotes;
    }
    if (c != '%') {
      rhumb_builder_put(made, rhumb_str(c == '\'' ? "'" : ""));
      rhumb_builder_putc(made, c);
      continue;
    }
    const char *const pattern = find_pattern(text, ++at);
    if (!pattern) {
      return rhumb_function_fail(
          context,
          "the pattern \"%.*s\" has a directive that is not known; known are "
          "%%Y %%y %%m %%d %%b %%B %%a %%A %%H %%I %%M %%S %%f %%p %%z %%%%",
          RHUMB_SHOW(text));
    }
    rhumb_builder_put(made, rhumb_str(pattern));
  }
  rhumb_builder_put(made, rhumb_str(is_quoted ? "'" : ""));
  return RHUMB_OK;
}

RHUMB_CALL(directive_date)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  const RhumbStr pattern = rhumb_argument(args, 1);
  RhumbTextBuilder made = {.arena = context->arena};
  RhumbDateTime datetime = {.has = 0};
  RHUMB_TRY(put_pattern(&made, pattern, context));
  const RhumbStr java = {made.data, made.len};
  return rhumb_read_pattern(&datetime, text, java, context) == RHUMB_OK
             ? rhumb_return_datetime(context, &datetime, true, true)
             : rhumb_function_fail(context,
                                   "\"%.*s\" is no date written as \"%.*s\"",
                                   RHUMB_SHOW(text),
                                   RHUMB_SHOW(pattern));
}

// SPDX-License-Identifier: ISC

/// @file directive.c  Dates written as directives of strptime() say (%d/%m/%Y),
/// each the part of a regular expression, as Python has them.

#include "function/datetime.h"

#include "base/ascii.h"
#include "base/list.h"

/// What a directive reads, beside the fields of a RhumbDateTime
enum { NOTHING = RHUMB_MOMENT_FIELDS, DAY_OF_YEAR, BRIEF_YEAR, MONTH_NAME };

typedef struct {
  char letter;      ///< Behind the %
  int field;        ///< Of RhumbDateTime, or one of the above
  const char *text; ///< A regular expression
} Directive;

#define MONTHS                                                           \
  "January|February|March|April|May|June|July|August|September|October|" \
  "November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#define WEEKDAYS                                                              \
  "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|" \
  "Fri|Sat|Sun"

static const Directive directives[] = {
    {'Y', RHUMB_YEAR, "[0-9]{4}"},
    {'y', BRIEF_YEAR, "[0-9]{2}"},
    {'m', RHUMB_MONTH, "1[0-2]|0[1-9]|[1-9]"},
    {'d', RHUMB_DAY, "3[01]|[12][0-9]|0[1-9]| ?[1-9]"},
    {'j',
     DAY_OF_YEAR,
     "36[0-6]|3[0-5][0-9]|[12][0-9]{2}|0[1-9][0-9]|00[1-9]|[1-9][0-9]|"
     "0[1-9]|[1-9]"},
    {'b', MONTH_NAME, MONTHS},
    {'B', MONTH_NAME, MONTHS},
    {'a', NOTHING, WEEKDAYS},
    {'A', NOTHING, WEEKDAYS},
    {'H', RHUMB_HOUR, "2[0-3]|[01][0-9]|[0-9]"},
    {'I', RHUMB_HALF_HOUR, "1[0-2]|0[1-9]|[1-9]"},
    {'M', RHUMB_MINUTE, "[0-5][0-9]|[0-9]"},
    {'S', RHUMB_SECOND, "[0-5][0-9]|[0-9]"},
    {'f', RHUMB_NANOS, "[0-9]{1,6}"},
    {'p', RHUMB_HALF, "AM|PM"},
    {'z', RHUMB_ZONE, "[+-][0-9]{2}:?[0-5][0-9]|Z"},
};

static const Directive *
find_directive(const RhumbStr text, const size_t at)
{
  for (size_t i = 0; at < text.len && i < RHUMB_COUNT(directives); ++i) {
    if (directives[i].letter == text.data[at]) {
      return &directives[i];
    }
  }
  return NULL;
}

/// A pattern, read from its start to its end
typedef struct {
  RhumbTextBuilder expression;
  const Directive *groups[RHUMB_COUNT(directives)]; ///< In their order
  size_t count;
} Reading;

/// Add a character that stands for itself
static void
put_text(Reading *const reading, const char c)
{
  const bool is_sign = !((unsigned char)c & 0x80U) && !rhumb_is_alphanumeric(c);
  rhumb_builder_put(&reading->expression, rhumb_str(is_sign ? "\\" : ""));
  rhumb_builder_putc(&reading->expression, c);
}

/// Add a directive as a group
static RhumbStatus
put_directive(Reading *const reading,
              const RhumbStr text,
              const Directive *const directive,
              RhumbFunctionContext *const context)
{
  for (size_t i = 0; i < reading->count; ++i) {
    if (reading->groups[i] == directive) {
      return rhumb_function_fail(context,
                                 "the pattern \"%.*s\" has %%%c twice",
                                 RHUMB_SHOW(text),
                                 directive->letter);
    }
  }
  reading->groups[reading->count++] = directive;
  rhumb_builder_putc(&reading->expression, '(');
  rhumb_builder_put(&reading->expression, rhumb_str(directive->text));
  rhumb_builder_putc(&reading->expression, ')');
  return RHUMB_OK;
}

static RhumbStatus
fail_unknown(const RhumbStr text, RhumbFunctionContext *const context)
{
  return rhumb_function_fail(
      context,
      "the pattern \"%.*s\" has a directive that is not known; known are %%Y "
      "%%y %%m %%d %%j %%b %%B %%a %%A %%H %%I %%M %%S %%f %%p %%z %%%%",
      RHUMB_SHOW(text));
}

/// Make a regular expression of a pattern; white space is any
static RhumbStatus
read_pattern(Reading *const reading,
             const RhumbStr text,
             RhumbFunctionContext *const context)
{
  reading->expression = (RhumbTextBuilder){.arena = context->arena};
  rhumb_builder_put(&reading->expression, RHUMB_STR("(?i)"));
  for (size_t at = 0; at < text.len; ++at) {
    const char c = text.data[at];
    if (rhumb_is_space(c)) {
      rhumb_builder_put(&reading->expression, RHUMB_STR("\\s+"));
    } else if (c != '%') {
      put_text(reading, c);
    } else if (++at < text.len && text.data[at] == '%') {
      put_text(reading, '%');
    } else {
      const Directive *const directive = find_directive(text, at);
      RHUMB_TRY(directive ? put_directive(reading, text, directive, context)
                          : fail_unknown(text, context));
    }
  }
  return RHUMB_OK;
}

/// Fail if there is a day and no month: it would be January
static RhumbStatus
check_month(const Reading *const reading,
            const RhumbStr pattern,
            RhumbFunctionContext *const context)
{
  bool day = false;
  bool month = false;
  for (size_t i = 0; i < reading->count; ++i) {
    const int field = reading->groups[i]->field;
    day = day || field == RHUMB_DAY;
    month = month || field == RHUMB_MONTH || field == MONTH_NAME ||
            field == DAY_OF_YEAR;
  }
  return !day || month
             ? RHUMB_OK
             : rhumb_function_fail(context,
                                   "the pattern \"%.*s\" has a day (%%d) and "
                                   "no month (%%m; %%M is minutes)",
                                   RHUMB_SHOW(pattern));
}

/// Return the number, from 1, of the month whose name begins so
static int32_t
month_number(const RhumbStr name)
{
  static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
  int32_t number = 0;
  while (number < 11 && !rhumb_str_alike_at(rhumb_str(months),
                                            3 * (size_t)number,
                                            rhumb_str_slice(name, 0, 3))) {
    ++number;
  }
  return number + 1;
}

static void
set_field(RhumbDateTime *const out, const int field, const int32_t value)
{
  out->field[field] = value;
  out->has |= RHUMB_HAS(field);
}

/// Keep what a directive has found
static void
keep(RhumbDateTime *const out,
     int32_t *const day_of_year,
     const int field,
     const RhumbStr text)
{
  size_t at = 0;
  int32_t value = 0;
  const RhumbStr digits = rhumb_str_trim(text);
  (void)rhumb_read_digits(&value, digits, &at, digits.len);
  if (field == DAY_OF_YEAR) {
    *day_of_year = value;
  } else if (field == BRIEF_YEAR) { // As in POSIX
    set_field(out, RHUMB_YEAR, value + (value >= 69 ? 1900 : 2000));
  } else if (field == MONTH_NAME) {
    set_field(out, RHUMB_MONTH, month_number(text));
  } else if (field == RHUMB_HALF) {
    set_field(out, field, (text.data[0] | 0x20) == 'p');
  } else if (field == RHUMB_HALF_HOUR) {
    set_field(out, field, value % 12);
  } else if (field == RHUMB_NANOS) {
    at = 0;
    (void)rhumb_read_fraction(&value, text, &at, text.len);
    set_field(out, field, value);
  } else if (field == RHUMB_ZONE) {
    at = 0;
    value = 0;
    if ((text.data[0] | 0x20) != 'z') {
      (void)rhumb_read_zone(&value, text, &at);
    }
    set_field(out, field, value);
  } else if (field < RHUMB_MOMENT_FIELDS) {
    set_field(out, field, value);
  }
}

/// Settle what was not said: as in Python, the year is 1900
static bool
settle(RhumbDateTime *const out, const int32_t day_of_year)
{
  if (!(out->has & RHUMB_HAS(RHUMB_YEAR))) {
    set_field(out, RHUMB_YEAR, 1900);
  }
  if (out->has & RHUMB_HAS(RHUMB_HOUR)) { // Which a half does not change
    out->has &= ~RHUMB_HAS(RHUMB_HALF_HOUR);
    out->field[RHUMB_HALF_HOUR] = 0;
  }
  if (!rhumb_datetime_complete(out)) {
    return false;
  }
  if (!day_of_year) {
    return true;
  }
  const int32_t year = out->field[RHUMB_YEAR];
  out->field[RHUMB_MONTH] = out->field[RHUMB_DAY] = 1;
  return rhumb_set_day_number(out, rhumb_day_number(out) + day_of_year - 1) &&
         out->field[RHUMB_YEAR] == year;
}

RHUMB_CALL(directive_date)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, 0));
  const RhumbStr pattern = rhumb_trimmed(rhumb_argument(args, 1));
  Reading reading = {.count = 0};
  RhumbSearch search = {.at = 0};
  RhumbDateTime datetime = {.has = 0};
  int32_t day_of_year = 0;
  RHUMB_TRY(read_pattern(&reading, pattern, context));
  RHUMB_TRY(check_month(&reading, pattern, context));
  RHUMB_TRY(rhumb_search_begin(
      &search,
      text,
      (RhumbStr){reading.expression.data, reading.expression.len},
      context));
  RHUMB_TRY(rhumb_search_next(&search, true, context));
  for (size_t i = 0; search.found && i < reading.count; ++i) {
    const size_t group = 2 * (i + 1);
    keep(&datetime,
         &day_of_year,
         reading.groups[i]->field,
         rhumb_str_slice(text, search.ranges[group], search.ranges[group + 1]));
  }
  return search.found && reading.count && settle(&datetime, day_of_year)
             ? rhumb_return_datetime(context, &datetime, true, true)
             : rhumb_function_fail(context,
                                   "\"%.*s\" is no date written as \"%.*s\"",
                                   RHUMB_SHOW(text),
                                   RHUMB_SHOW(pattern));
}

RHUMB_CHECK(directives)
{
  Reading reading = {.count = 0};
  const RhumbStr pattern = rhumb_argument(args, index);
  RHUMB_TRY(read_pattern(&reading, pattern, context));
  RHUMB_TRY(check_month(&reading, pattern, context));
  return reading.count ? RHUMB_OK
                       : rhumb_function_fail(context,
                                             "the pattern \"%.*s\" has no "
                                             "directives, such as %%d/%%m/%%Y",
                                             RHUMB_SHOW(pattern));
}

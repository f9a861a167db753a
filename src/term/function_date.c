// SPDX-License-Identifier: ISC

/// @file function_date.c  Functions of dates: ISO 8601, and Java's patterns.
///
/// No clock, no locale, no time zone of the machine: names are English, and a
/// time without an offset is taken for UTC where that matters.

#include "term/function_impl.h"

#include <inttypes.h>
#include <stdio.h>

enum {
  YEAR,
  MONTH,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  NANOS,
  HALF_HOUR, ///< Hour of the half day, 12 as 0
  HALF,      ///< 1: PM
  ZONE,      ///< Minutes east of UTC
  WEEKDAY,   ///< Read, but not kept
  N_FIELDS,
};

#define BIT(field) (1U << (unsigned)(field))

static const unsigned time_bits = BIT(HOUR) | BIT(MINUTE) | BIT(SECOND) |
                                  BIT(NANOS) | BIT(HALF_HOUR) | BIT(HALF);

static const int64_t day_seconds = 86400;
static const int32_t nanos_digits = 9;

/// A date or a date and time; `has` tells the fields that were there
typedef struct {
  int32_t field[N_FIELDS];
  unsigned has;
} Moment;

static const char *const months[] = {"January",
                                     "February",
                                     "March",
                                     "April",
                                     "May",
                                     "June",
                                     "July",
                                     "August",
                                     "September",
                                     "October",
                                     "November",
                                     "December"};
static const char *const weekdays[] = {"Monday",
                                       "Tuesday",
                                       "Wednesday",
                                       "Thursday",
                                       "Friday",
                                       "Saturday",
                                       "Sunday"};
static const char *const halves[] = {"AM", "PM"};

// The calendar --------------------------------------------------------------

static int32_t
month_days(const int32_t year, const int32_t month)
{
  static const int32_t days[] = {
      31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : days[month - 1];
}

/// Days before the first of January of `year`, counted from the year 1
static int64_t
days_before_year(const int64_t year)
{
  const int64_t past = year - 1;
  return (past * 365) + (past / 4) - (past / 100) + (past / 400);
}

/// Days since 1970-01-01, a Thursday
static int64_t
day_number(const Moment *const moment)
{
  int64_t days = days_before_year(moment->field[YEAR]) - days_before_year(1970);
  for (int32_t m = 1; m < moment->field[MONTH]; ++m) {
    days += month_days(moment->field[YEAR], m);
  }
  return days + moment->field[DAY] - 1;
}

static int
weekday(const Moment *const moment)
{
  const int64_t thursday = 3;
  const int64_t day = (day_number(moment) + thursday) % 7;
  return (int)(day < 0 ? day + 7 : day);
}

/// Set the date to `days` since 1970-01-01; false if the year leaves 1 to 9999
static bool
set_day_number(Moment *const moment, int64_t days)
{
  days += days_before_year(1970);
  if (days < 0 || days >= days_before_year(10000)) {
    return false;
  }
  int32_t year = (int32_t)(days / 366) + 1;
  while (days_before_year(year + 1) <= days) {
    ++year;
  }
  days -= days_before_year(year);
  int32_t month = 1;
  while (days >= month_days(year, month)) {
    days -= month_days(year, month++);
  }
  moment->field[YEAR] = year;
  moment->field[MONTH] = month;
  moment->field[DAY] = (int32_t)days + 1;
  return true;
}

static int64_t
second_of_day(const Moment *const moment)
{
  return ((((int64_t)moment->field[HOUR] * 60) + moment->field[MINUTE]) * 60) +
         moment->field[SECOND];
}

/// Seconds since 1970-01-01T00:00:00Z
static int64_t
instant(const Moment *const moment)
{
  return (day_number(moment) * day_seconds) + second_of_day(moment) -
         ((int64_t)moment->field[ZONE] * 60);
}

/// Fill in what was left out and check the rest
static bool
complete(Moment *const moment)
{
  int32_t *const f = moment->field;
  f[MONTH] = moment->has & BIT(MONTH) ? f[MONTH] : 1;
  f[DAY] = moment->has & BIT(DAY) ? f[DAY] : 1;
  if (moment->has & BIT(HALF_HOUR)) {
    f[HOUR] = f[HALF_HOUR] + (12 * f[HALF]);
  }
  const int32_t minutes_most = 14 * 60;
  return (moment->has & BIT(YEAR)) && f[YEAR] >= 1 && f[YEAR] <= 9999 &&
         f[MONTH] >= 1 && f[MONTH] <= 12 && f[DAY] >= 1 &&
         f[DAY] <= month_days(f[YEAR], f[MONTH]) && f[HOUR] <= 23 &&
         f[MINUTE] <= 59 && f[SECOND] <= 59 && f[HALF_HOUR] <= 11 &&
         f[ZONE] >= -minutes_most && f[ZONE] <= minutes_most;
}

// Reading -------------------------------------------------------------------

static bool
is_digit(const RhumbStr text, const size_t at)
{
  return at < text.len && text.data[at] >= '0' && text.data[at] <= '9';
}

/// Read at least one digit and at most `most`; returns how many
static size_t
read_digits(int32_t *const out,
            const RhumbStr text,
            size_t *const at,
            const size_t most)
{
  const size_t start = *at;
  int32_t value = 0;
  while (*at - start < most && is_digit(text, *at)) {
    value = (value * 10) + (text.data[(*at)++] - '0');
  }
  *out = value;
  return *at - start;
}

/// Read "Z", "UTC", "GMT", "+01", "+0130" or "+01:30"
static bool
read_zone(int32_t *const out, const RhumbStr text, size_t *const at)
{
  static const char *const utc[] = {"Z", "UTC", "GMT"};
  for (size_t i = 0; i < sizeof(utc) / sizeof(*utc); ++i) {
    const RhumbStr rest = rhumb_str_slice(text, *at, text.len);
    if (rhumb_str_starts(rest, rhumb_str(utc[i]))) {
      *at += strlen(utc[i]);
      *out = 0;
      return true;
    }
  }
  const char sign = *at < text.len ? text.data[*at] : '\0';
  int32_t hours = 0;
  int32_t minutes = 0;
  if (sign != '+' && sign != '-') {
    return false;
  }
  ++*at;
  if (read_digits(&hours, text, at, 2) != 2) {
    return false;
  }
  const bool colon = *at < text.len && text.data[*at] == ':';
  if (colon || is_digit(text, *at)) {
    *at += colon;
    if (read_digits(&minutes, text, at, 2) != 2 || minutes > 59) {
      return false;
    }
  }
  *out = ((hours * 60) + minutes) * (sign == '-' ? -1 : 1);
  return true;
}

/// Read digits after a decimal point as nanoseconds; more than nine are cut
static bool
read_fraction(int32_t *const out,
              const RhumbStr text,
              size_t *const at,
              const size_t most)
{
  const size_t start = *at;
  int32_t value = 0;
  for (int32_t i = 0; i < nanos_digits; ++i) {
    const bool more = is_digit(text, *at) && *at - start < most;
    value = (value * 10) + (more ? text.data[*at] - '0' : 0);
    *at += more;
  }
  while (is_digit(text, *at) && *at - start < most) {
    ++*at;
  }
  *out = value;
  return *at > start;
}

/// A piece of a fixed form: a field with its digits, or a character
static bool
read_part(Moment *const moment,
          const int field,
          const size_t digits,
          const RhumbStr text,
          size_t *const at)
{
  moment->has |= BIT(field);
  return read_digits(&moment->field[field], text, at, digits) == digits;
}

static bool
read_char(const RhumbStr text, size_t *const at, const char *const any)
{
  const bool is =
      *at < text.len && text.data[*at] && strchr(any, text.data[*at]) != NULL;
  *at += is;
  return is;
}

/// Read xsd:date or xsd:dateTime; a space may stand for the T, the seconds may
/// be missing
static bool
read_iso(Moment *const moment, const RhumbStr text)
{
  size_t at = 0;
  bool ok = read_part(moment, YEAR, 4, text, &at) &&
            read_char(text, &at, "-") &&
            read_part(moment, MONTH, 2, text, &at) &&
            read_char(text, &at, "-") && read_part(moment, DAY, 2, text, &at);
  if (ok && read_char(text, &at, "T ")) {
    ok = read_part(moment, HOUR, 2, text, &at) && read_char(text, &at, ":") &&
         read_part(moment, MINUTE, 2, text, &at);
    if (ok && read_char(text, &at, ":")) {
      ok = read_part(moment, SECOND, 2, text, &at);
    }
    if (ok && read_char(text, &at, ".")) {
      moment->has |= BIT(NANOS);
      ok = read_fraction(&moment->field[NANOS], text, &at, SIZE_MAX);
    }
  }
  if (ok && at < text.len) {
    moment->has |= BIT(ZONE);
    ok = read_zone(&moment->field[ZONE], text, &at);
  }
  return ok && at == text.len && complete(moment);
}

static RhumbStatus
read_moment(Moment *const out,
            const RhumbValues *const args,
            const size_t index,
            RhumbFunctionContext *const context)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, index));
  Moment moment = {.has = 0};
  if (!read_iso(&moment, text)) {
    return rhumb_function_fail(
        context,
        "\"%.*s\" is no date (2011-02-24) or date and time "
        "(2011-02-24T17:30:00Z)",
        RHUMB_SHOW(text));
  }
  *out = moment;
  return RHUMB_OK;
}

// Patterns ------------------------------------------------------------------

/// What a pattern letter reads and writes
typedef struct {
  char letter;
  int field;
  size_t digits; ///< At most, where a field is not bounded by another; 0: words
} Letter;

static const Letter letters[] = {
    {'y', YEAR, 4},
    {'u', YEAR, 4},
    {'M', MONTH, 2},
    {'L', MONTH, 2},
    {'d', DAY, 2},
    {'H', HOUR, 2},
    {'k', HOUR, 2},
    {'h', HALF_HOUR, 2},
    {'K', HALF_HOUR, 2},
    {'m', MINUTE, 2},
    {'s', SECOND, 2},
    {'S', NANOS, 9},
    {'a', HALF, 0},
    {'E', WEEKDAY, 0},
    {'z', ZONE, 0},
    {'Z', ZONE, 0},
    {'X', ZONE, 0},
    {'x', ZONE, 0},
};

/// A piece of a pattern: a letter so many times, or text
typedef struct {
  const Letter *letter;
  size_t count;
  RhumbStr text;
} Piece;

static bool
is_letter(const char c)
{
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static const Letter *
find_letter(const char c)
{
  for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); ++i) {
    if (letters[i].letter == c) {
      return &letters[i];
    }
  }
  return NULL;
}

/// The text of a quotation; two quotes are one, in a quotation or out of it
static RhumbStr
read_quoted(const RhumbStr pattern, size_t *const at)
{
  const size_t start = ++*at;
  while (*at < pattern.len && pattern.data[*at] != '\'') {
    ++*at;
  }
  const size_t end = *at;
  *at += end < pattern.len;
  if (end == start) {
    return RHUMB_STR("'");
  }
  // A quotation that goes on: its second quote opens the next piece
  const bool goes_on = *at < pattern.len && pattern.data[*at] == '\'';
  return rhumb_str_slice(pattern, start, goes_on ? end + 1 : end);
}

/// Read the next piece; RHUMB_END after the last. A 'T' may go unquoted.
static RhumbStatus
next_piece(Piece *const piece,
           const RhumbStr pattern,
           size_t *const at,
           RhumbFunctionContext *const context)
{
  *piece = (Piece){.letter = NULL};
  if (*at >= pattern.len) {
    return RHUMB_END;
  }
  const size_t start = *at;
  const char c = pattern.data[start];
  if (c == '\'') {
    piece->text = read_quoted(pattern, at);
    return RHUMB_OK;
  }
  if (is_letter(c) && c != 'T') {
    piece->letter = find_letter(c);
    while (*at < pattern.len && pattern.data[*at] == c) {
      ++*at;
    }
    piece->count = *at - start;
    return piece->letter
               ? RHUMB_OK
               : rhumb_function_fail(context,
                                     "the pattern \"%.*s\" has the letter "
                                     "'%c'; known are y u M L d H k h K m s S "
                                     "a E z Z X x, and text goes in quotes",
                                     RHUMB_SHOW(pattern),
                                     c);
  }
  *at = start + 1;
  piece->text = rhumb_str_slice(pattern, start, start + 1);
  return RHUMB_OK;
}

static bool
is_numeric(const Piece *const piece)
{
  return piece->letter && piece->letter->digits &&
         !(piece->letter->field == MONTH && piece->count > 2);
}

/// Compare ASCII letters whatever their case
static bool
starts_like(const RhumbStr text, const size_t at, const RhumbStr word)
{
  bool same = text.len - at >= word.len && word.len > 0;
  for (size_t i = 0; same && i < word.len; ++i) {
    same = ((unsigned char)text.data[at + i] | 0x20U) ==
           ((unsigned char)word.data[i] | 0x20U);
  }
  return same;
}

/// Read a name, whole or its first three letters, as its index
static bool
read_name(int32_t *const out,
          const RhumbStr text,
          size_t *const at,
          const char *const *const names,
          const size_t count)
{
  for (size_t i = 0; i < count; ++i) {
    const RhumbStr name = rhumb_str(names[i]);
    const RhumbStr brief = {name.data, name.len < 3 ? name.len : 3};
    const RhumbStr read = starts_like(text, *at, name) ? name : brief;
    if (starts_like(text, *at, read)) {
      *at += read.len;
      *out = (int32_t)i;
      return true;
    }
  }
  return false;
}

/// "yy": 69 to 99 are of the last century, as in POSIX
static bool
read_year(int32_t *const out,
          const RhumbStr text,
          size_t *const at,
          const size_t count,
          const size_t most)
{
  const size_t read = read_digits(out, text, at, most);
  if (count == 2 && read == 2) {
    *out += *out >= 69 ? 1900 : 2000;
  }
  return read > 0;
}

/// Read a number whose neighbour is a number too in just its digits
static bool
read_number(int32_t *const out,
            const Piece *const piece,
            const bool bounded,
            const RhumbStr text,
            size_t *const at)
{
  const int field = piece->letter->field;
  const size_t most = bounded ? piece->count : piece->letter->digits;
  const size_t digits = most < 9 ? most : 9;
  if (field == NANOS) {
    return read_fraction(out, text, at, most);
  }
  if (field == YEAR) {
    return read_year(out, text, at, piece->count, digits);
  }
  if (!read_digits(out, text, at, digits)) {
    return false;
  }
  const int32_t wraps = piece->letter->letter == 'k'   ? 24
                        : piece->letter->letter == 'h' ? 12
                                                       : 0;
  *out = *out == wraps ? 0 : *out;
  return true;
}

static bool
read_field(Moment *const moment,
           const Piece *const piece,
           const bool bounded,
           const RhumbStr text,
           size_t *const at)
{
  const int field = piece->letter->field;
  int32_t *const out = &moment->field[field];
  moment->has |= BIT(field);
  if (is_numeric(piece)) {
    return read_number(out, piece, bounded, text, at);
  }
  if (field == MONTH) {
    const bool ok = read_name(out, text, at, months, 12);
    ++*out;
    return ok;
  }
  return field == HALF      ? read_name(out, text, at, halves, 2)
         : field == WEEKDAY ? read_name(out, text, at, weekdays, 7)
                            : read_zone(out, text, at);
}

/// Read `text` as `pattern` says; fails naming both
static RhumbStatus
read_pattern(Moment *const out,
             const RhumbStr text,
             const RhumbStr pattern,
             RhumbFunctionContext *const context)
{
  Moment moment = {.has = 0};
  Piece piece = {.letter = NULL};
  Piece next = {.letter = NULL};
  size_t in_text = 0;
  size_t in_pattern = 0;
  bool ok = true;
  RhumbStatus status = next_piece(&piece, pattern, &in_pattern, context);
  while (ok && status == RHUMB_OK) {
    status = next_piece(&next, pattern, &in_pattern, context);
    if (piece.letter) {
      const bool bounded = status == RHUMB_OK && is_numeric(&next);
      ok = read_field(&moment, &piece, bounded, text, &in_text);
    } else {
      const RhumbStr rest = rhumb_str_slice(text, in_text, text.len);
      ok = rhumb_str_starts(rest, piece.text);
      in_text += piece.text.len;
    }
    piece = next;
  }
  if (status != RHUMB_OK && status != RHUMB_END) {
    return status;
  }
  if (!ok || in_text != text.len || !complete(&moment)) {
    return rhumb_function_fail(context,
                               "\"%.*s\" is no date written as \"%.*s\"",
                               RHUMB_SHOW(text),
                               RHUMB_SHOW(pattern));
  }
  *out = moment;
  return RHUMB_OK;
}

// Writing -------------------------------------------------------------------

static void
put_number(RhumbMaking *const made, const int32_t value, const size_t width)
{
  char digits[16];
  const int len = snprintf(digits, sizeof(digits), "%" PRId32, value);
  for (size_t i = (size_t)len; i < width && i < 100; ++i) {
    rhumb_making_putc(made, '0');
  }
  rhumb_making_put(made, (RhumbStr){digits, (size_t)len});
}

static void
put_zone(RhumbMaking *const made,
         const int32_t zone,
         const bool colon,
         const bool minutes)
{
  const int32_t east = zone < 0 ? -zone : zone;
  rhumb_making_putc(made, zone < 0 ? '-' : '+');
  put_number(made, east / 60, 2);
  if (minutes || east % 60) {
    rhumb_making_put(made, rhumb_str(colon ? ":" : ""));
    put_number(made, east % 60, 2);
  }
}

/// `count` digits of the fraction
static void
put_fraction(RhumbMaking *const made, const int32_t nanos, const size_t count)
{
  char digits[16];
  (void)snprintf(digits, sizeof(digits), "%09" PRId32, nanos);
  for (size_t i = 0; i < count && i < 9; ++i) {
    rhumb_making_putc(made, digits[i]);
  }
}

static void
put_name(RhumbMaking *const made, const char *const name, const size_t count)
{
  const RhumbStr whole = rhumb_str(name);
  rhumb_making_put(made,
                   count > 3 ? whole : (RhumbStr){name, whole.len < 3 ? 2 : 3});
}

static void
put_pattern_zone(RhumbMaking *const made,
                 const int32_t zone,
                 const char letter,
                 const size_t count)
{
  if (zone == 0 && letter == 'X') {
    rhumb_making_putc(made, 'Z');
  } else if (zone == 0 && letter == 'z') {
    rhumb_making_put(made, RHUMB_STR("UTC"));
  } else {
    const bool iso = letter == 'X' || letter == 'x';
    rhumb_making_put(made, rhumb_str(letter == 'z' ? "GMT" : ""));
    put_zone(
        made, zone, letter == 'z' || (iso && count > 2), !iso || count > 1);
  }
}

static void
put_field(RhumbMaking *const made,
          const Moment *const moment,
          const Piece *const piece)
{
  const int32_t *const f = moment->field;
  const int field = piece->letter->field;
  const char letter = piece->letter->letter;
  const size_t count = piece->count;
  if (field == YEAR) {
    put_number(made, count == 2 ? f[YEAR] % 100 : f[YEAR], count);
  } else if (field == MONTH && count > 2) {
    put_name(made, months[f[MONTH] - 1], count);
  } else if (field == WEEKDAY) {
    put_name(made, weekdays[weekday(moment)], count);
  } else if (field == HALF) {
    put_name(made, halves[f[HOUR] / 12], count);
  } else if (field == ZONE) {
    put_pattern_zone(made, f[ZONE], letter, count);
  } else if (field == NANOS) {
    put_fraction(made, f[NANOS], count);
  } else if (field == HALF_HOUR) {
    const int32_t hour = f[HOUR] % 12;
    put_number(made, letter == 'h' && !hour ? 12 : hour, count);
  } else {
    put_number(made, letter == 'k' && !f[field] ? 24 : f[field], count);
  }
}

static void
put_date(RhumbMaking *const made, const Moment *const moment)
{
  put_number(made, moment->field[YEAR], 4);
  rhumb_making_putc(made, '-');
  put_number(made, moment->field[MONTH], 2);
  rhumb_making_putc(made, '-');
  put_number(made, moment->field[DAY], 2);
}

static void
put_time(RhumbMaking *const made, const Moment *const moment)
{
  put_number(made, moment->field[HOUR], 2);
  rhumb_making_putc(made, ':');
  put_number(made, moment->field[MINUTE], 2);
  rhumb_making_putc(made, ':');
  put_number(made, moment->field[SECOND], 2);
  int32_t rest = moment->field[NANOS];
  size_t digits = (size_t)nanos_digits;
  for (; rest && rest % 10 == 0; rest /= 10) {
    --digits;
  }
  if (rest) {
    rhumb_making_putc(made, '.');
    put_fraction(made, moment->field[NANOS], digits);
  }
}

/// xsd:date, or xsd:dateTime `with_time`, with the offset if it has one
static RhumbStatus
return_moment(RhumbValues *const result,
              RhumbFunctionContext *const context,
              const Moment *const moment,
              const bool with_time,
              const bool with_zone)
{
  RhumbMaking made = {.arena = context->arena};
  put_date(&made, moment);
  if (with_time) {
    rhumb_making_putc(&made, 'T');
    put_time(&made, moment);
  }
  if (with_zone && (moment->has & BIT(ZONE))) {
    if (moment->field[ZONE]) {
      put_zone(&made, moment->field[ZONE], true, true);
    } else {
      rhumb_making_putc(&made, 'Z');
    }
  }
  return rhumb_return(result,
                      context,
                      with_time ? RHUMB_VALUE_DATETIME : RHUMB_VALUE_DATE,
                      (RhumbStr){made.data, made.len});
}

// The functions -------------------------------------------------------------

RHUMB_CALL(to_date)
{
  Moment moment = {.has = 0};
  if (rhumb_argument_given(args, 1)) {
    RHUMB_TRY(read_pattern(&moment,
                           rhumb_trimmed(rhumb_argument(args, 0)),
                           rhumb_argument(args, 1),
                           context));
  } else {
    RHUMB_TRY(read_moment(&moment, args, 0, context));
  }
  return return_moment(
      result, context, &moment, (moment.has & time_bits) != 0, true);
}

/// `variant`: 0 a date alone, 1 a date and time, both without an offset
RHUMB_CALL(normalize_date)
{
  const RhumbStr pattern = rhumb_argument(args, 1);
  const bool with_time = context->type->variant != 0;
  Moment moment = {.has = 0};
  RHUMB_TRY(read_pattern(
      &moment, rhumb_trimmed(rhumb_argument(args, 0)), pattern, context));
  if (with_time && !(moment.has & time_bits)) {
    return rhumb_function_fail(
        context, "the pattern \"%.*s\" has no time", RHUMB_SHOW(pattern));
  }
  const RhumbStr language = rhumb_argument(args, 2);
  if (rhumb_argument_given(args, 2) &&
      !starts_like(language, 0, RHUMB_STR("en"))) {
    return rhumb_function_fail(context,
                               "the language \"%.*s\" is not known for names "
                               "of months and days, only en is",
                               RHUMB_SHOW(language));
  }
  return return_moment(result, context, &moment, with_time, false);
}

RHUMB_CALL(date_string)
{
  Moment moment = {.has = 0};
  Piece piece = {.letter = NULL};
  size_t at = 0;
  const RhumbStr pattern = rhumb_argument(args, 1);
  RhumbMaking made = {.arena = context->arena};
  RHUMB_TRY(read_moment(&moment, args, 0, context));
  for (;;) {
    const RhumbStatus status = next_piece(&piece, pattern, &at, context);
    if (status == RHUMB_END) {
      return rhumb_return_making(result, context, &made);
    }
    RHUMB_TRY(status);
    if (piece.letter) {
      put_field(&made, &moment, &piece);
    } else {
      rhumb_making_put(&made, piece.text);
    }
  }
}

typedef enum {
  YEARS,
  MONTHS,
  WEEKS,
  DAYS,
  HOURS,
  MINUTES,
  SECONDS,
  MILLIS,
  NANOSECONDS,
  DAY_NAME,
  EPOCH,
} Unit;

/// Seconds of a unit, where it is so many
static const int64_t unit_seconds[] = {
    [WEEKS] = 604800,
    [DAYS] = 86400,
    [HOURS] = 3600,
    [MINUTES] = 60,
    [SECONDS] = 1,
};

static RhumbStatus
read_unit(Unit *const out,
          const RhumbStr name,
          const Unit most,
          RhumbFunctionContext *const context)
{
  static const struct {
    const char *name;
    Unit unit;
  } names[] = {
      {"years", YEARS},      {"year", YEARS},      {"months", MONTHS},
      {"month", MONTHS},     {"weeks", WEEKS},     {"week", WEEKS},
      {"w", WEEKS},          {"days", DAYS},       {"day", DAYS},
      {"d", DAYS},           {"hours", HOURS},     {"hour", HOURS},
      {"h", HOURS},          {"minutes", MINUTES}, {"minute", MINUTES},
      {"min", MINUTES},      {"seconds", SECONDS}, {"second", SECONDS},
      {"sec", SECONDS},      {"s", SECONDS},       {"milliseconds", MILLIS},
      {"ms", MILLIS},        {"S", MILLIS},        {"nanos", NANOSECONDS},
      {"nano", NANOSECONDS}, {"n", NANOSECONDS},   {"weekday", DAY_NAME},
      {"time", EPOCH},
  };
  for (size_t i = 0; i < sizeof(names) / sizeof(*names); ++i) {
    if (names[i].unit <= most && rhumb_str_is(name, names[i].name)) {
      *out = names[i].unit;
      return RHUMB_OK;
    }
  }
  return rhumb_function_fail(context,
                             "\"%.*s\" is no unit here: years, months, weeks, "
                             "days, hours, minutes, seconds%s",
                             RHUMB_SHOW(name),
                             most > SECONDS ? ", milliseconds, nanos" : "");
}

/// Whole months from `b` to `a`
static int64_t
months_between(const Moment *const a, const Moment *const b)
{
  const int64_t months_apart =
      ((int64_t)(a->field[YEAR] - b->field[YEAR]) * 12) + a->field[MONTH] -
      b->field[MONTH];
  const int64_t rest =
      ((int64_t)(a->field[DAY] - b->field[DAY]) * day_seconds) +
      second_of_day(a) - second_of_day(b);
  if (months_apart > 0 && rest < 0) {
    return months_apart - 1;
  }
  return months_apart < 0 && rest > 0 ? months_apart + 1 : months_apart;
}

RHUMB_CALL(date_diff)
{
  const int64_t per_second = 1000000000;
  Moment a = {.has = 0};
  Moment b = {.has = 0};
  Unit unit = SECONDS;
  RHUMB_TRY(read_moment(&a, args, 0, context));
  RHUMB_TRY(read_moment(&b, args, 1, context));
  RHUMB_TRY(read_unit(&unit, rhumb_argument(args, 2), NANOSECONDS, context));
  if (unit <= MONTHS) {
    const int64_t apart = months_between(&a, &b);
    return rhumb_return_integer(
        result, context, unit == YEARS ? apart / 12 : apart);
  }

  int64_t seconds = instant(&a) - instant(&b);
  int64_t nanos = (int64_t)a.field[NANOS] - b.field[NANOS];
  if (seconds > 0 && nanos < 0) {
    --seconds;
    nanos += per_second;
  } else if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= per_second;
  }
  if (unit <= SECONDS) {
    return rhumb_return_integer(result, context, seconds / unit_seconds[unit]);
  }
  const int64_t scale = unit == MILLIS ? 1000 : per_second;
  int64_t apart = 0;
  if (__builtin_mul_overflow(seconds, scale, &apart)) {
    return rhumb_function_fail(context, "the dates are too far apart");
  }
  return rhumb_return_integer(
      result, context, apart + (nanos / (per_second / scale)));
}

/// Go on by `count` months, to the month's last day if it is shorter
static bool
add_months(Moment *const moment, const int64_t count)
{
  const int64_t total =
      ((int64_t)moment->field[YEAR] * 12) + moment->field[MONTH] - 1 + count;
  if (total < 12 || total >= (int64_t)10000 * 12) {
    return false;
  }
  int32_t *const f = moment->field;
  f[YEAR] = (int32_t)(total / 12);
  f[MONTH] = (int32_t)(total % 12) + 1;
  const int32_t last = month_days(f[YEAR], f[MONTH]);
  f[DAY] = f[DAY] < last ? f[DAY] : last;
  return true;
}

static bool
add_seconds(Moment *const moment, const int64_t count)
{
  const int64_t total =
      (day_number(moment) * day_seconds) + second_of_day(moment) + count;
  int64_t days = total / day_seconds;
  int64_t rest = total % day_seconds;
  if (rest < 0) {
    rest += day_seconds;
    --days;
  }
  moment->field[HOUR] = (int32_t)(rest / 3600);
  moment->field[MINUTE] = (int32_t)(rest / 60 % 60);
  moment->field[SECOND] = (int32_t)(rest % 60);
  return set_day_number(moment, days);
}

RHUMB_CALL(date_inc)
{
  const int64_t most = (int64_t)1000000000000;
  Moment moment = {.has = 0};
  int64_t count = 0;
  Unit unit = HOURS;
  RHUMB_TRY(read_moment(&moment, args, 0, context));
  RHUMB_TRY(rhumb_argument_integer(&count, args, 1, context));
  if (rhumb_argument_given(args, 2)) {
    RHUMB_TRY(read_unit(&unit, rhumb_argument(args, 2), SECONDS, context));
  }

  bool ok = count >= -most && count <= most;
  if (ok && unit <= MONTHS) {
    ok = add_months(&moment, unit == YEARS ? count * 12 : count);
  } else if (ok) {
    ok = add_seconds(&moment, count * unit_seconds[unit]);
  }
  if (!ok) {
    return rhumb_function_fail(context, "the year leaves 1 to 9999");
  }
  const bool with_time = (moment.has & time_bits) != 0 || unit >= HOURS;
  return return_moment(result, context, &moment, with_time, true);
}

RHUMB_CALL(date_part)
{
  Moment moment = {.has = 0};
  Unit unit = DAYS;
  RHUMB_TRY(read_moment(&moment, args, 0, context));
  RHUMB_TRY(read_unit(&unit, rhumb_argument(args, 1), EPOCH, context));
  if (unit == DAY_NAME) {
    return rhumb_return_string(
        result, context, rhumb_str(weekdays[weekday(&moment)]));
  }
  const int32_t *const f = moment.field;
  const int64_t parts[] = {
      [YEARS] = f[YEAR],
      [MONTHS] = f[MONTH],
      [WEEKS] = ((f[DAY] - 1) / 7) + 1,
      [DAYS] = f[DAY],
      [HOURS] = f[HOUR],
      [MINUTES] = f[MINUTE],
      [SECONDS] = f[SECOND],
      [MILLIS] = f[NANOS] / 1000000,
      [NANOSECONDS] = f[NANOS],
      [EPOCH] = (instant(&moment) * 1000) + (f[NANOS] / 1000000),
  };
  return rhumb_return_integer(result, context, parts[unit]);
}

// SPDX-License-Identifier: ISC

/// @file datatype_time.c  The lexical spaces of dates, times and durations (XSD
/// 1.1 part 2, sections 3.3.6 to 3.3.14 and 3.4.26 to 3.4.28).
///
/// What a date or time is made of stands in its row: Y, M and D are fields, d
/// is a whole date and t a time, ? is a time zone that may be missing, Z one
/// that may not, and everything else is that character.

#include "term/datatype_impl.h"

#include "base/ascii.h"

/// The fields of a moment; those that the type has not fit every other
typedef struct {
  int year; ///< Modulo 400, which tells leap years
  int month, day, hour, minute, second;
  bool has_fraction; ///< Other than zero
} Moment;

/// What of a text has been read
typedef struct {
  const char *at;
  const char *end;
} Rest;

static bool
take(Rest *const rest, const char c)
{
  const bool is_there = rest->at < rest->end && *rest->at == c;
  rest->at += is_there;
  return is_there;
}

/// The number that two digits are; 100 or more if they are not digits
static int
two_digits(const char *const at)
{
  const unsigned tens = (unsigned)(at[0] - '0');
  const unsigned ones = (unsigned)(at[1] - '0');
  return tens > 9 || ones > 9 ? 100 : (int)((tens * 10) + ones);
}

static bool
take_two(Rest *const rest, int *const out)
{
  if (rest->end - rest->at < 2) {
    return false;
  }
  *out = two_digits(rest->at);
  rest->at += 2;
  return *out < 100;
}

/// Four digits, or more that do not begin with 0; a sign before them
static bool
take_year(Rest *const rest, int *const out)
{
  (void)take(rest, '-');
  const char *const start = rest->at;
  while (rest->at < rest->end && rhumb_is_digit(*rest->at)) {
    ++rest->at;
  }
  const ptrdiff_t count = rest->at - start;
  if (count < 4 || (count > 4 && *start == '0')) {
    return false;
  }
  *out = ((two_digits(rest->at - 4) * 100) + two_digits(rest->at - 2)) % 400;
  return true;
}

/// Y-M-D, most often of ten characters
static bool
take_date(Rest *const rest, Moment *const moment)
{
  const char *const at = rest->at;
  if (rest->end - at >= 10 && at[4] == '-' && at[7] == '-' && at[0] != '-') {
    const int century = two_digits(at);
    const int year = two_digits(at + 2);
    moment->year = ((century * 100) + year) % 400;
    moment->month = two_digits(at + 5);
    moment->day = two_digits(at + 8);
    rest->at += 10;
    return century < 100 && year < 100 && moment->month < 100 &&
           moment->day < 100;
  }
  return take_year(rest, &moment->year) && take(rest, '-') &&
         take_two(rest, &moment->month) && take(rest, '-') &&
         take_two(rest, &moment->day);
}

static bool
take_fraction(Rest *const rest, Moment *const moment)
{
  const char *const start = rest->at;
  while (rest->at < rest->end && rhumb_is_digit(*rest->at)) {
    moment->has_fraction |= *rest->at++ != '0';
  }
  return rest->at > start;
}

/// h:m:s, perhaps with a fraction
static bool
take_clock(Rest *const rest, Moment *const moment)
{
  const char *const at = rest->at;
  if (rest->end - at < 8 || at[2] != ':' || at[5] != ':') {
    return false;
  }
  moment->hour = two_digits(at);
  moment->minute = two_digits(at + 3);
  moment->second = two_digits(at + 6);
  rest->at += 8;
  return moment->hour < 100 && moment->minute < 100 && moment->second < 100 &&
         (!take(rest, '.') || take_fraction(rest, moment));
}

/// Up to fourteen hours either way
static bool
take_zone(Rest *const rest)
{
  int hours = 0;
  int minutes = 0;
  if (take(rest, 'Z')) {
    return true;
  }
  return (take(rest, '+') || take(rest, '-')) && take_two(rest, &hours) &&
         take(rest, ':') && take_two(rest, &minutes) && minutes < 60 &&
         (hours < 14 || (hours == 14 && minutes == 0));
}

static bool
take_part(Rest *const rest, const char part, Moment *const moment)
{
  switch (part) {
  case 'd':
    return take_date(rest, moment);
  case 't':
    return take_clock(rest, moment);
  case 'Y':
    return take_year(rest, &moment->year);
  case 'M':
    return take_two(rest, &moment->month);
  case 'D':
    return take_two(rest, &moment->day);
  case '?':
    return rest->at == rest->end || take_zone(rest);
  case 'Z':
    return take_zone(rest);
  default:
    return take(rest, part);
  }
}

static bool
is_on_calendar(const Moment *const moment)
{
  static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (moment->month < 1 || moment->month > 12 || moment->day < 1 ||
      moment->day > days[moment->month - 1]) {
    return false;
  }
  const bool is_leap =
      moment->year == 0 || (moment->year % 4 == 0 && moment->year % 100 != 0);
  return is_leap || moment->month != 2 || moment->day < 29;
}

/// 24:00:00 is the end of a day
static bool
is_on_clock(const Moment *const moment)
{
  const bool is_midnight =
      moment->minute == 0 && moment->second == 0 && !moment->has_fraction;
  return moment->minute < 60 && moment->second < 60 &&
         (moment->hour < 24 || (moment->hour == 24 && is_midnight));
}

/// Read `text` as the parts say; false if it has another form
static bool
read_moment(Moment *const moment, const char *part, const RhumbStr text)
{
  *moment = (Moment){.month = 1, .day = 1};
  Rest rest = {text.data, text.data + text.len};
  while (*part && take_part(&rest, *part, moment)) {
    ++part;
  }
  return !*part && rest.at == rest.end;
}

bool
rhumb_is_moment(const RhumbDatatype *const type, const RhumbStr text)
{
  Moment moment;
  return read_moment(&moment, type->parts, text) && is_on_calendar(&moment) &&
         is_on_clock(&moment);
}

bool
rhumb_looks_like_moment(const RhumbDatatype *const type, const RhumbStr text)
{
  Moment moment;
  return read_moment(&moment, type->parts, text);
}

/// Read digits, with a fraction if they are seconds, and the letter behind
static char
take_unit(Rest *const rest)
{
  const char *const start = rest->at;
  while (rest->at < rest->end && rhumb_is_digit(*rest->at)) {
    ++rest->at;
  }
  bool is_number = rest->at > start;
  const bool has_point = is_number && take(rest, '.');
  if (has_point) {
    const char *const fraction = rest->at;
    while (rest->at < rest->end && rhumb_is_digit(*rest->at)) {
      ++rest->at;
    }
    is_number = rest->at > fraction;
  }
  const char unit = '\0';
  if (!is_number || rest->at == rest->end || (has_point && *rest->at != 'S')) {
    return unit;
  }
  return *rest->at++;
}

/// Units stand in the order of the row's parts, in which T divides days from
/// hours; what is behind a T is not empty, nor is the whole
bool
rhumb_is_duration(const RhumbDatatype *const type, const RhumbStr text)
{
  Rest rest = {text.data, text.data + text.len};
  const char *part = type->parts;
  (void)take(&rest, '-');
  bool ok = take(&rest, 'P') && rest.at < rest.end;
  while (ok && rest.at < rest.end) {
    const char *const time = strchr(part, 'T');
    if (*rest.at == 'T' && time) {
      part = time + 1;
      ++rest.at;
      ok = rest.at < rest.end;
      continue;
    }
    const char unit = take_unit(&rest);
    const char *const found = unit && unit != 'T' ? strchr(part, unit) : NULL;
    ok = found && !(time && found > time);
    part = ok ? found + 1 : part;
  }
  return ok;
}

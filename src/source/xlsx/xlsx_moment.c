// SPDX-License-Identifier: ISC

/// @file xlsx_moment.c  Days since an epoch as dates and times.
///
/// A workbook counts days from the last of 1899, and takes 1900 for a leap
/// year, as Lotus 1-2-3 did: what is day 60 there never was. Or it counts from
/// the first of 1904.

#include "source/xlsx/xlsx_impl.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

/// Units of time, in milliseconds
enum {
  SECOND = 1000,
  MINUTE = 60 * SECOND,
  HOUR = 60 * MINUTE,
  DAY = 24 * HOUR,
};

/// Days from the epoch of a workbook to 1 January 1970
enum { EPOCH_1900 = 25569, EPOCH_1904 = 24107 };

enum {
  NEVER = 60,         ///< The day that never was
  MAX_DAYS = 2958466, ///< From 1900 on, the first beyond the year 9999
};

/// Append a date, by its day from 1970 on, in the Gregorian calendar
static void
put_date(RhumbBuf *const out, const int64_t number)
{
  // Years that begin in March have the day that leaps at their end
  const int64_t from_march = number + 719468;
  const int64_t era = from_march / 146097;
  const int64_t of_era = from_march % 146097;
  const int64_t year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const int64_t of_year =
      of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int64_t month_from_march = (5 * of_year + 2) / 153;
  const int64_t of_month = of_year - (153 * month_from_march + 2) / 5 + 1;
  const int64_t month = (month_from_march + 2) % 12 + 1;
  const int64_t year = year_of_era + era * 400 + (month <= 2);
  rhumb_buf_format(
      out, "%04" PRId64 "-%02" PRId64 "-%02" PRId64, year, month, of_month);
}

/// Append the fraction of a second, without zeros at its end
static void
put_fraction(RhumbBuf *const out, const int64_t milliseconds)
{
  if (milliseconds) {
    rhumb_buf_format(out, ".%03" PRId64, milliseconds);
    while (out->data[out->len - 1] == '0') {
      --out->len;
    }
  }
}

static void
put_time(RhumbBuf *const out, const int64_t of_day)
{
  rhumb_buf_format(out,
                   "%02" PRId64 ":%02" PRId64 ":%02" PRId64,
                   of_day / HOUR,
                   of_day % HOUR / MINUTE,
                   of_day % MINUTE / SECOND);
  put_fraction(out, of_day % SECOND);
}

/// Append as xsd:dayTimeDuration has it: P1DT1H30M
static void
put_duration(RhumbBuf *const out, const int64_t time)
{
  const int64_t all = time < 0 ? -time : time;
  const struct {
    int64_t count;
    char unit;
  } parts[] = {{all % DAY / HOUR, 'H'}, {all % HOUR / MINUTE, 'M'}};
  rhumb_buf_puts(out, time < 0 ? "-P" : "P");
  if (all / DAY) {
    rhumb_buf_format(out, "%" PRId64 "D", all / DAY);
  }
  if (all % DAY || !all) {
    rhumb_buf_putc(out, 'T');
  }
  for (size_t i = 0; i < RHUMB_COUNT(parts); ++i) {
    if (parts[i].count) {
      rhumb_buf_format(out, "%" PRId64 "%c", parts[i].count, parts[i].unit);
    }
  }
  if (all % MINUTE || !all) {
    rhumb_buf_format(out, "%" PRId64, all % MINUTE / SECOND);
    put_fraction(out, all % SECOND);
    rhumb_buf_putc(out, 'S');
  }
}

/// Return which of the two a number is that may be a date or a time
static RhumbXlsxFormat
settle(const RhumbXlsxFormat format, const int64_t time)
{
  return format != RHUMB_XLSX_MOMENT ? format
         : time < DAY                ? RHUMB_XLSX_TIME
         : time % DAY                ? RHUMB_XLSX_DATETIME
                                     : RHUMB_XLSX_DATE;
}

/// Return what is wrong with a day, or NULL
static const char *
check_day(const int64_t number, const bool is_1904)
{
  const int64_t most = MAX_DAYS - (is_1904 ? EPOCH_1900 - EPOCH_1904 : 0);
  return number >= most ? "is shown as a date, and is beyond the year 9999"
         : is_1904      ? NULL
         : !number      ? "is shown as a date, and days are counted from 1"
         : number == NEVER
             ? "is shown as 29 February 1900, a day that never was"
             : NULL;
}

RhumbValueType
rhumb_xlsx_put_moment(RhumbBuf *const out,
                      const double days,
                      const RhumbXlsxFormat format,
                      const bool is_1904,
                      RhumbBuf *const why)
{
  const bool is_near = fabs(days) < 4.0 * MAX_DAYS;
  const int64_t time = is_near ? llround(days * DAY) : 0;
  const RhumbXlsxFormat kind = settle(format, time);
  if (is_near && kind == RHUMB_XLSX_DURATION) {
    put_duration(out, time);
    return RHUMB_VALUE_STRING;
  }
  const int64_t number = time / DAY;
  const bool has_date = kind != RHUMB_XLSX_TIME;
  const char *const wrong =
      !is_near   ? "is shown as a date or time, and is far beyond them"
      : time < 0 ? "is shown as a date or time, and is below zero"
      : has_date ? check_day(number, is_1904)
                 : NULL;
  if (wrong) {
    rhumb_buf_puts(why, wrong);
    return RHUMB_VALUE_UNFIT;
  }
  if (has_date) {
    // Before the day that never was, days are counted from one later
    put_date(out,
             number - (is_1904 ? EPOCH_1904 : EPOCH_1900 - (number < NEVER)));
  }
  if (kind != RHUMB_XLSX_DATE) {
    rhumb_buf_puts(out, has_date ? "T" : "");
    put_time(out, time % DAY);
  }
  return kind == RHUMB_XLSX_DATE   ? RHUMB_VALUE_DATE
         : kind == RHUMB_XLSX_TIME ? RHUMB_VALUE_TIME
                                   : RHUMB_VALUE_DATETIME;
}

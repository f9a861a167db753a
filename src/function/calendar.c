// SPDX-License-Identifier: ISC

/// @file calendar.c  The Gregorian calendar, years 1 to 9999.

#include "function/datetime.h"

int32_t
rhumb_month_days(const int32_t year, const int32_t month)
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

int64_t
rhumb_day_number(const RhumbDateTime *const datetime)
{
  int64_t days =
      days_before_year(datetime->field[RHUMB_YEAR]) - days_before_year(1970);
  for (int32_t m = 1; m < datetime->field[RHUMB_MONTH]; ++m) {
    days += rhumb_month_days(datetime->field[RHUMB_YEAR], m);
  }
  return days + datetime->field[RHUMB_DAY] - 1;
}

int
rhumb_weekday(const RhumbDateTime *const datetime)
{
  const int64_t thursday = 3;
  const int64_t day = (rhumb_day_number(datetime) + thursday) % 7;
  return (int)(day < 0 ? day + 7 : day);
}

bool
rhumb_set_day_number(RhumbDateTime *const datetime, int64_t days)
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
  while (days >= rhumb_month_days(year, month)) {
    days -= rhumb_month_days(year, month++);
  }
  datetime->field[RHUMB_YEAR] = year;
  datetime->field[RHUMB_MONTH] = month;
  datetime->field[RHUMB_DAY] = (int32_t)days + 1;
  return true;
}

int64_t
rhumb_second_of_day(const RhumbDateTime *const datetime)
{
  return ((((int64_t)datetime->field[RHUMB_HOUR] * 60) +
           datetime->field[RHUMB_MINUTE]) *
          60) +
         datetime->field[RHUMB_SECOND];
}

int64_t
rhumb_instant(const RhumbDateTime *const datetime)
{
  return (rhumb_day_number(datetime) * RHUMB_DAY_SECONDS) +
         rhumb_second_of_day(datetime) -
         ((int64_t)datetime->field[RHUMB_ZONE] * 60);
}

bool
rhumb_datetime_complete(RhumbDateTime *const datetime)
{
  int32_t *const f = datetime->field;
  f[RHUMB_MONTH] = datetime->has & RHUMB_HAS(RHUMB_MONTH) ? f[RHUMB_MONTH] : 1;
  f[RHUMB_DAY] = datetime->has & RHUMB_HAS(RHUMB_DAY) ? f[RHUMB_DAY] : 1;
  if (datetime->has & RHUMB_HAS(RHUMB_HALF_HOUR)) {
    f[RHUMB_HOUR] = f[RHUMB_HALF_HOUR] + (12 * f[RHUMB_HALF]);
  }
  const int32_t max_minutes = 14 * 60;
  return (datetime->has & RHUMB_HAS(RHUMB_YEAR)) && f[RHUMB_YEAR] >= 1 &&
         f[RHUMB_YEAR] <= 9999 && f[RHUMB_MONTH] >= 1 && f[RHUMB_MONTH] <= 12 &&
         f[RHUMB_DAY] >= 1 &&
         f[RHUMB_DAY] <= rhumb_month_days(f[RHUMB_YEAR], f[RHUMB_MONTH]) &&
         f[RHUMB_HOUR] <= 23 && f[RHUMB_MINUTE] <= 59 &&
         f[RHUMB_SECOND] <= 59 && f[RHUMB_HALF_HOUR] <= 11 &&
         f[RHUMB_ZONE] >= -max_minutes && f[RHUMB_ZONE] <= max_minutes;
}

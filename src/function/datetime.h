// SPDX-License-Identifier: ISC

/// @file datetime.h  Dates and times, for the functions of dates.
///
/// No clock, no locale, no time zone of the machine: names are English, and a
/// time without an offset is taken for UTC where that matters.

#ifndef RHUMB_FUNCTION_DATETIME_H
#define RHUMB_FUNCTION_DATETIME_H

#include "function/function_impl.h"

enum {
  RHUMB_YEAR,
  RHUMB_MONTH,
  RHUMB_DAY,
  RHUMB_HOUR,
  RHUMB_MINUTE,
  RHUMB_SECOND,
  RHUMB_NANOS,
  RHUMB_HALF_HOUR, ///< Hour of the half day, 12 as 0
  RHUMB_HALF,      ///< 1: PM
  RHUMB_ZONE,      ///< Minutes east of UTC
  RHUMB_WEEKDAY,   ///< Read, but not kept
  RHUMB_MOMENT_FIELDS,
};

#define RHUMB_HAS(field) (1U << (unsigned)(field))
#define RHUMB_HAS_TIME                                                         \
  (RHUMB_HAS(RHUMB_HOUR) | RHUMB_HAS(RHUMB_MINUTE) | RHUMB_HAS(RHUMB_SECOND) | \
   RHUMB_HAS(RHUMB_NANOS) | RHUMB_HAS(RHUMB_HALF_HOUR) |                       \
   RHUMB_HAS(RHUMB_HALF))

#define RHUMB_DAY_SECONDS  ((int64_t)86400)
#define RHUMB_NANOS_DIGITS 9

/// A date or a date and time; `has` tells the fields that were there
typedef struct {
  int32_t field[RHUMB_MOMENT_FIELDS];
  unsigned has;
} RhumbDateTime;

extern const char *const rhumb_weekdays[]; ///< Monday first

// The calendar --------------------------------------------------------------

int32_t
rhumb_month_days(int32_t year, int32_t month);

/// Days since 1970-01-01
int64_t
rhumb_day_number(const RhumbDateTime *datetime);

/// Set the date to `days` since 1970-01-01; false if the year leaves 1 to 9999
bool
rhumb_set_day_number(RhumbDateTime *datetime, int64_t days);

/// 0 for Monday
int
rhumb_weekday(const RhumbDateTime *datetime);

int64_t
rhumb_second_of_day(const RhumbDateTime *datetime);

/// Seconds since 1970-01-01T00:00:00Z
int64_t
rhumb_instant(const RhumbDateTime *datetime);

/// Fill in what was left out and check the rest
bool
rhumb_datetime_complete(RhumbDateTime *datetime);

// ISO 8601 ------------------------------------------------------------------

/// Read xsd:date or xsd:dateTime; a space may stand for the T, the seconds may
/// be missing
bool
rhumb_read_iso(RhumbDateTime *datetime, RhumbStr text);

/// Read at most `most` digits at `*at`; returns how many
size_t
rhumb_read_digits(int32_t *out, RhumbStr text, size_t *at, size_t most);

/// Read digits after a decimal point as nanoseconds
bool
rhumb_read_fraction(int32_t *out, RhumbStr text, size_t *at, size_t most);

/// Read "Z", "UTC", "GMT", "+01", "+0130" or "+01:30"
bool
rhumb_read_zone(int32_t *out, RhumbStr text, size_t *at);

/// Append with zeros before, up to `width` digits
void
rhumb_put_number(RhumbTextBuilder *made, int32_t value, size_t width);

/// Append "+01:30" with or without the colon, the minutes if needed or asked
void
rhumb_put_zone(RhumbTextBuilder *made, int32_t zone, bool colon, bool minutes);

/// Append `count` digits of the fraction
void
rhumb_put_fraction(RhumbTextBuilder *made, int32_t nanos, size_t count);

/// xsd:date, or xsd:dateTime `with_time`, with the offset if it has one
RhumbStatus
rhumb_return_datetime(RhumbFunctionContext *context,
                      const RhumbDateTime *datetime,
                      bool with_time,
                      bool with_zone);

// Java's patterns -----------------------------------------------------------

/// Read `text` as `pattern` says; fails naming both
RHUMB_NODISCARD RhumbStatus
rhumb_read_pattern(RhumbDateTime *out,
                   RhumbStr text,
                   RhumbStr pattern,
                   RhumbFunctionContext *context);

RHUMB_NODISCARD RhumbStatus
rhumb_put_pattern(RhumbTextBuilder *made,
                  const RhumbDateTime *datetime,
                  RhumbStr pattern,
                  RhumbFunctionContext *context);

#endif // RHUMB_FUNCTION_DATETIME_H

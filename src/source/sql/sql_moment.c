// SPDX-License-Identifier: ISC

/// @file sql_moment.c  Dates and times as databases write them, in the
/// canonical form of XML Schema 1.1.

#include "source/sql/sql_impl.h"

/// The parts of a date, a time of day, or both, as texts: none is empty
typedef struct {
  RhumbStr year;     ///< Four digits or more
  RhumbStr day;      ///< "-05-28"
  RhumbStr minute;   ///< "09:30"
  RhumbStr second;   ///< ":22"
  RhumbStr fraction; ///< Digits, without zeros at their end
  char sign;         ///< Of the zone: '+', '-', 'Z', or 0 for no zone
  RhumbStr hours;    ///< Of the zone: "02"
  RhumbStr minutes;  ///< ":30"
  /// The year as a number, if it is one before Christ; or 0
  uint64_t before_christ;
} Moment;

// Reading --------------------------------------------------------------------

/// Take what `pattern` says, where 0 is any digit, off the front of `text`
/// @return What has been taken; empty, with `text` as it was, if it is not so.
static RhumbStr
take(RhumbStr *const text, const char *const pattern)
{
  size_t len = 0;
  for (; pattern[len]; ++len) {
    if (len >= text->len ||
        (pattern[len] == '0' ? !rhumb_is_digit(text->data[len])
                             : text->data[len] != pattern[len])) {
      return RHUMB_STR("");
    }
  }
  const RhumbStr taken = rhumb_str_slice(*text, 0, len);
  *text = rhumb_str_from(*text, len);
  return taken;
}

static RhumbStr
take_digits(RhumbStr *const text)
{
  const size_t len = rhumb_str_skip_digits(*text, 0);
  const RhumbStr taken = rhumb_str_slice(*text, 0, len);
  *text = rhumb_str_from(*text, len);
  return taken;
}

/// Read "2025-05-28"; nothing if the text does not begin so
static void
read_date(Moment *const out, RhumbStr *const text)
{
  RhumbStr rest = *text;
  const RhumbStr year = take_digits(&rest);
  const RhumbStr day = take(&rest, "-00-00");
  if (year.len >= 4 && day.len) {
    out->year = year;
    out->day = day;
    *text = rest;
  }
}

/// Read "Z", "+02", "+02:30" or nothing; SQLite takes a space before it
static void
read_zone(Moment *const out, RhumbStr *const text)
{
  RhumbStr rest = *text;
  (void)take(&rest, " ");
  const char sign = (char)(rest.len ? rest.data[0] : '\0');
  rest = rest.len ? rhumb_str_from(rest, 1) : rest;
  if (sign == '+' || sign == '-') {
    out->hours = take(&rest, "00");
    out->minutes = take(&rest, ":00");
  }
  if (sign == 'Z' || out->hours.len) {
    out->sign = sign;
    *text = rest;
  }
}

/// Read "09:30", "09:30:22" or "09:30:22.500", with a zone or without
static void
read_time(Moment *const out, RhumbStr *const text)
{
  out->minute = take(text, "00:00");
  out->second = take(text, ":00");
  if (out->second.len && take(text, ".").len) {
    out->fraction = take_digits(text);
  }
  while (rhumb_str_ends(out->fraction, RHUMB_STR("0"))) {
    --out->fraction.len;
  }
  read_zone(out, text);
}

/// Read a date, a time of day, or both; false if there is anything else
static bool
read_moment(Moment *const out, RhumbStr text)
{
  static const RhumbStr era = {" BC", 3};
  const bool has_era = rhumb_str_ends(text, era);
  *out = (Moment){.sign = '\0'};
  text.len -= has_era ? era.len : 0;
  read_date(out, &text);
  if (has_era &&
      !(rhumb_str_number(out->year, INT32_MAX, &out->before_christ) &&
        out->before_christ)) {
    return false;
  }
  if (out->day.len && !text.len) {
    return true;
  }
  if (out->day.len && !take(&text, "T").len && !take(&text, " ").len) {
    return false;
  }
  read_time(out, &text);
  return out->minute.len && !text.len;
}

static bool
is_midnight(const Moment *const moment)
{
  return rhumb_str_is(moment->minute, "00:00") &&
         (!moment->second.len || rhumb_str_is(moment->second, ":00")) &&
         !moment->fraction.len && !moment->sign;
}

// Writing --------------------------------------------------------------------

/// The year 44 before Christ is -0043: XML Schema 1.1 has a year 0
static void
put_date(RhumbBuf *const out, const Moment *const moment)
{
  RhumbStr year = moment->year;
  while (year.len > 4 && year.data[0] == '0') {
    year = rhumb_str_from(year, 1);
  }
  const unsigned before = (unsigned)moment->before_christ;
  if (before) {
    rhumb_buf_format(out, "%s%04u", before > 1 ? "-" : "", before - 1);
  } else {
    rhumb_buf_put(out, year);
  }
  rhumb_buf_put(out, moment->day);
}

static void
put_time(RhumbBuf *const out, const Moment *const moment)
{
  rhumb_buf_put(out, moment->minute);
  rhumb_buf_put(out, moment->second.len ? moment->second : RHUMB_STR(":00"));
  rhumb_buf_puts(out, moment->fraction.len ? "." : "");
  rhumb_buf_put(out, moment->fraction);
  const RhumbStr minutes =
      moment->minutes.len ? moment->minutes : RHUMB_STR(":00");
  if (moment->sign == 'Z' ||
      (rhumb_str_is(moment->hours, "00") && rhumb_str_is(minutes, ":00"))) {
    rhumb_buf_putc(out, 'Z');
  } else if (moment->sign) {
    rhumb_buf_putc(out, moment->sign);
    rhumb_buf_put(out, moment->hours);
    rhumb_buf_put(out, minutes);
  }
}

bool
rhumb_sql_put_date(RhumbBuf *const out, const RhumbStr text)
{
  Moment moment;
  if (!read_moment(&moment, text) || !moment.day.len ||
      (moment.minute.len && !is_midnight(&moment))) {
    return false;
  }
  put_date(out, &moment);
  return true;
}

bool
rhumb_sql_put_time(RhumbBuf *const out, const RhumbStr text)
{
  Moment moment;
  if (!read_moment(&moment, text) || moment.day.len) {
    return false;
  }
  put_time(out, &moment);
  return true;
}

bool
rhumb_sql_put_datetime(RhumbBuf *const out, const RhumbStr text)
{
  Moment moment;
  if (!read_moment(&moment, text) || !moment.day.len || !moment.minute.len) {
    return false;
  }
  put_date(out, &moment);
  rhumb_buf_putc(out, 'T');
  put_time(out, &moment);
  return true;
}

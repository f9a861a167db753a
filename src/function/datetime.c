// SPDX-License-Identifier: ISC

/// @file datetime.c  Dates and times in ISO 8601, read and written.

#include "function/datetime.h"

#include "base/ascii.h"
#include "base/list.h"

#include <inttypes.h>
#include <stdio.h>

// Reading -------------------------------------------------------------------

static bool
is_digit(const RhumbStr text, const size_t at)
{
  return at < text.len && rhumb_is_digit(text.data[at]);
}

size_t
rhumb_read_digits(int32_t *const out,
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

bool
rhumb_read_zone(int32_t *const out, const RhumbStr text, size_t *const at)
{
  static const char *const utc[] = {"Z", "UTC", "GMT"};
  for (size_t i = 0; i < RHUMB_COUNT(utc); ++i) {
    const RhumbStr rest = rhumb_str_from(text, *at);
    if (rhumb_str_starts(rest, rhumb_str(utc[i]))) {
      *at += strlen(utc[i]);
      *out = 0;
      return true;
    }
  }
  const char sign = (char)(*at < text.len ? text.data[*at] : '\0');
  int32_t hours = 0;
  int32_t minutes = 0;
  if (sign != '+' && sign != '-') {
    return false;
  }
  ++*at;
  if (rhumb_read_digits(&hours, text, at, 2) != 2) {
    return false;
  }
  const bool colon = *at < text.len && text.data[*at] == ':';
  if (colon || is_digit(text, *at)) {
    *at += colon;
    if (rhumb_read_digits(&minutes, text, at, 2) != 2 || minutes > 59) {
      return false;
    }
  }
  *out = ((hours * 60) + minutes) * (sign == '-' ? -1 : 1);
  return true;
}

bool
rhumb_read_fraction(int32_t *const out,
                    const RhumbStr text,
                    size_t *const at,
                    const size_t most)
{
  const size_t start = *at;
  int32_t value = 0;
  for (int32_t i = 0; i < RHUMB_NANOS_DIGITS; ++i) {
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
read_part(RhumbDateTime *const datetime,
          const int field,
          const size_t digits,
          const RhumbStr text,
          size_t *const at)
{
  datetime->has |= RHUMB_HAS(field);
  return rhumb_read_digits(&datetime->field[field], text, at, digits) == digits;
}

static bool
read_char(const RhumbStr text, size_t *const at, const char *const any)
{
  const bool is =
      *at < text.len && text.data[*at] && strchr(any, text.data[*at]) != NULL;
  *at += is;
  return is;
}

bool
rhumb_read_iso(RhumbDateTime *const datetime, const RhumbStr text)
{
  size_t at = 0;
  bool ok = read_part(datetime, RHUMB_YEAR, 4, text, &at) &&
            read_char(text, &at, "-") &&
            read_part(datetime, RHUMB_MONTH, 2, text, &at) &&
            read_char(text, &at, "-") &&
            read_part(datetime, RHUMB_DAY, 2, text, &at);
  if (ok && read_char(text, &at, "T ")) {
    ok = read_part(datetime, RHUMB_HOUR, 2, text, &at) &&
         read_char(text, &at, ":") &&
         read_part(datetime, RHUMB_MINUTE, 2, text, &at);
    if (ok && read_char(text, &at, ":")) {
      ok = read_part(datetime, RHUMB_SECOND, 2, text, &at);
    }
    if (ok && read_char(text, &at, ".")) {
      datetime->has |= RHUMB_HAS(RHUMB_NANOS);
      ok = rhumb_read_fraction(
          &datetime->field[RHUMB_NANOS], text, &at, SIZE_MAX);
    }
  }
  if (ok && at < text.len) {
    datetime->has |= RHUMB_HAS(RHUMB_ZONE);
    ok = rhumb_read_zone(&datetime->field[RHUMB_ZONE], text, &at);
  }
  return ok && at == text.len && rhumb_datetime_complete(datetime);
}

// Writing -------------------------------------------------------------------

void
rhumb_put_number(RhumbTextBuilder *const made,
                 const int32_t value,
                 const size_t width)
{
  char digits[16];
  const int len = snprintf(digits, sizeof(digits), "%" PRId32, value);
  for (size_t i = (size_t)len; i < width && i < 100; ++i) {
    rhumb_builder_putc(made, '0');
  }
  rhumb_builder_put(made, (RhumbStr){digits, (size_t)len});
}

void
rhumb_put_zone(RhumbTextBuilder *const made,
               const int32_t zone,
               const bool colon,
               const bool minutes)
{
  const int32_t east = zone < 0 ? -zone : zone;
  rhumb_builder_putc(made, zone < 0 ? '-' : '+');
  rhumb_put_number(made, east / 60, 2);
  if (minutes || east % 60) {
    rhumb_builder_put(made, rhumb_str(colon ? ":" : ""));
    rhumb_put_number(made, east % 60, 2);
  }
}

void
rhumb_put_fraction(RhumbTextBuilder *const made,
                   const int32_t nanos,
                   const size_t count)
{
  char digits[16];
  (void)snprintf(digits, sizeof(digits), "%09" PRId32, nanos);
  for (size_t i = 0; i < count && i < 9; ++i) {
    rhumb_builder_putc(made, digits[i]);
  }
}
static void
put_date(RhumbTextBuilder *const made, const RhumbDateTime *const datetime)
{
  rhumb_put_number(made, datetime->field[RHUMB_YEAR], 4);
  rhumb_builder_putc(made, '-');
  rhumb_put_number(made, datetime->field[RHUMB_MONTH], 2);
  rhumb_builder_putc(made, '-');
  rhumb_put_number(made, datetime->field[RHUMB_DAY], 2);
}

static void
put_time(RhumbTextBuilder *const made, const RhumbDateTime *const datetime)
{
  rhumb_put_number(made, datetime->field[RHUMB_HOUR], 2);
  rhumb_builder_putc(made, ':');
  rhumb_put_number(made, datetime->field[RHUMB_MINUTE], 2);
  rhumb_builder_putc(made, ':');
  rhumb_put_number(made, datetime->field[RHUMB_SECOND], 2);
  int32_t rest = datetime->field[RHUMB_NANOS];
  size_t digits = (size_t)RHUMB_NANOS_DIGITS;
  for (; rest && rest % 10 == 0; rest /= 10) {
    --digits;
  }
  if (rest) {
    rhumb_builder_putc(made, '.');
    rhumb_put_fraction(made, datetime->field[RHUMB_NANOS], digits);
  }
}

RhumbStatus
rhumb_return_datetime(RhumbFunctionContext *const context,
                      const RhumbDateTime *const datetime,
                      const bool with_time,
                      const bool with_zone)
{
  RhumbTextBuilder made = {.arena = context->arena};
  put_date(&made, datetime);
  if (with_time) {
    rhumb_builder_putc(&made, 'T');
    put_time(&made, datetime);
  }
  if (with_zone && (datetime->has & RHUMB_HAS(RHUMB_ZONE))) {
    if (datetime->field[RHUMB_ZONE]) {
      rhumb_put_zone(&made, datetime->field[RHUMB_ZONE], true, true);
    } else {
      rhumb_builder_putc(&made, 'Z');
    }
  }
  return rhumb_return(context,
                      with_time ? RHUMB_VALUE_DATETIME : RHUMB_VALUE_DATE,
                      (RhumbStr){made.data, made.len});
}

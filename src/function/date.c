// SPDX-License-Identifier: ISC

/// @file date.c  Functions of dates.

#include "function/datetime.h"

#include "base/list.h"

static RhumbStatus
read_datetime(RhumbDateTime *const out,
              const RhumbValues *const args,
              const size_t index,
              RhumbFunctionContext *const context)
{
  const RhumbStr text = rhumb_trimmed(rhumb_argument(args, index));
  RhumbDateTime datetime = {.has = 0};
  if (!rhumb_read_iso(&datetime, text)) {
    return rhumb_function_fail(
        context,
        "\"%.*s\" is no date (2011-02-24) or date and time "
        "(2011-02-24T17:30:00Z)",
        RHUMB_SHOW(text));
  }
  *out = datetime;
  return RHUMB_OK;
}

RHUMB_CALL(now)
{
  (void)args;
  return rhumb_return(context, RHUMB_VALUE_DATETIME, context->now);
}

RHUMB_CALL(to_date)
{
  RhumbDateTime datetime = {.has = 0};
  if (rhumb_argument_given(args, 1)) {
    RHUMB_TRY(rhumb_read_pattern(&datetime,
                                 rhumb_trimmed(rhumb_argument(args, 0)),
                                 rhumb_argument(args, 1),
                                 context));
  } else {
    RHUMB_TRY(read_datetime(&datetime, args, 0, context));
  }
  return rhumb_return_datetime(
      context, &datetime, (datetime.has & RHUMB_HAS_TIME) != 0, true);
}

RHUMB_CHECK(date)
{
  RhumbDateTime datetime = {.has = 0};
  return read_datetime(&datetime, args, index, context);
}

RHUMB_CHECK(date_language)
{
  const RhumbStr language = rhumb_argument(args, index);
  return !rhumb_argument_given(args, index) ||
                 rhumb_str_alike_at(language, 0, RHUMB_STR("en"))
             ? RHUMB_OK
             : rhumb_function_fail(context,
                                   "the language \"%.*s\" is not known for "
                                   "names of months and days, only en is",
                                   RHUMB_SHOW(language));
}

/// `variant`: 0 a date alone, 1 a date and time, both without an offset
RHUMB_CALL(normalize_date)
{
  const RhumbStr pattern = rhumb_argument(args, 1);
  const bool with_time = context->type->variant != 0;
  RhumbDateTime datetime = {.has = 0};
  RHUMB_TRY(rhumb_read_pattern(
      &datetime, rhumb_trimmed(rhumb_argument(args, 0)), pattern, context));
  if (with_time && !(datetime.has & RHUMB_HAS_TIME)) {
    return rhumb_function_fail(
        context, "the pattern \"%.*s\" has no time", RHUMB_SHOW(pattern));
  }
  RHUMB_TRY(rhumb_check_date_language(args, 2, context));
  return rhumb_return_datetime(context, &datetime, with_time, false);
}

RHUMB_CALL(date_string)
{
  RhumbDateTime datetime = {.has = 0};
  RhumbTextBuilder made = {.arena = context->arena};
  RHUMB_TRY(read_datetime(&datetime, args, 0, context));
  RHUMB_TRY(
      rhumb_put_pattern(&made, &datetime, rhumb_argument(args, 1), context));
  return rhumb_return_text(context, &made);
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
  typedef struct {
    const char *name;
    Unit unit;
  } Named;
  static const Named units[] = {
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
  const Named *const named = RHUMB_ROW(units, name);
  if (named && named->unit <= most) {
    *out = named->unit;
    return RHUMB_OK;
  }
  return rhumb_function_fail(context,
                             "\"%.*s\" is no unit here: years, months, weeks, "
                             "days, hours, minutes, seconds%s",
                             RHUMB_SHOW(name),
                             most > SECONDS ? ", milliseconds, nanos" : "");
}

/// Whole months from `b` to `a`
static int64_t
months_between(const RhumbDateTime *const a, const RhumbDateTime *const b)
{
  const int64_t months_apart =
      ((int64_t)(a->field[RHUMB_YEAR] - b->field[RHUMB_YEAR]) * 12) +
      a->field[RHUMB_MONTH] - b->field[RHUMB_MONTH];
  const int64_t rest = ((int64_t)(a->field[RHUMB_DAY] - b->field[RHUMB_DAY]) *
                        RHUMB_DAY_SECONDS) +
                       rhumb_second_of_day(a) - rhumb_second_of_day(b);
  if (months_apart > 0 && rest < 0) {
    return months_apart - 1;
  }
  return months_apart < 0 && rest > 0 ? months_apart + 1 : months_apart;
}

RHUMB_CALL(date_diff)
{
  const int64_t per_second = 1000000000;
  RhumbDateTime a = {.has = 0};
  RhumbDateTime b = {.has = 0};
  Unit unit = SECONDS;
  RHUMB_TRY(read_datetime(&a, args, 0, context));
  RHUMB_TRY(read_datetime(&b, args, 1, context));
  RHUMB_TRY(read_unit(&unit, rhumb_argument(args, 2), NANOSECONDS, context));
  if (unit <= MONTHS) {
    const int64_t apart = months_between(&a, &b);
    return rhumb_return_integer(context, unit == YEARS ? apart / 12 : apart);
  }

  int64_t seconds = rhumb_instant(&a) - rhumb_instant(&b);
  int64_t nanos = (int64_t)a.field[RHUMB_NANOS] - b.field[RHUMB_NANOS];
  if (seconds > 0 && nanos < 0) {
    --seconds;
    nanos += per_second;
  } else if (seconds < 0 && nanos > 0) {
    ++seconds;
    nanos -= per_second;
  }
  if (unit <= SECONDS) {
    return rhumb_return_integer(context, seconds / unit_seconds[unit]);
  }
  const int64_t scale = unit == MILLIS ? 1000 : per_second;
  int64_t apart = 0;
  if (__builtin_mul_overflow(seconds, scale, &apart)) {
    return rhumb_function_fail(context, "the dates are too far apart");
  }
  return rhumb_return_integer(context, apart + (nanos / (per_second / scale)));
}

/// Go on by `count` months, to the month's last day if it is shorter
static bool
add_months(RhumbDateTime *const datetime, const int64_t count)
{
  const int64_t total = ((int64_t)datetime->field[RHUMB_YEAR] * 12) +
                        datetime->field[RHUMB_MONTH] - 1 + count;
  if (total < 12 || total >= (int64_t)10000 * 12) {
    return false;
  }
  int32_t *const f = datetime->field;
  f[RHUMB_YEAR] = (int32_t)(total / 12);
  f[RHUMB_MONTH] = (int32_t)(total % 12) + 1;
  const int32_t last = rhumb_month_days(f[RHUMB_YEAR], f[RHUMB_MONTH]);
  f[RHUMB_DAY] = f[RHUMB_DAY] < last ? f[RHUMB_DAY] : last;
  return true;
}

static bool
add_seconds(RhumbDateTime *const datetime, const int64_t count)
{
  const int64_t total = (rhumb_day_number(datetime) * RHUMB_DAY_SECONDS) +
                        rhumb_second_of_day(datetime) + count;
  int64_t days = total / RHUMB_DAY_SECONDS;
  int64_t rest = total % RHUMB_DAY_SECONDS;
  if (rest < 0) {
    rest += RHUMB_DAY_SECONDS;
    --days;
  }
  datetime->field[RHUMB_HOUR] = (int32_t)(rest / 3600);
  datetime->field[RHUMB_MINUTE] = (int32_t)(rest / 60 % 60);
  datetime->field[RHUMB_SECOND] = (int32_t)(rest % 60);
  return rhumb_set_day_number(datetime, days);
}

RHUMB_CALL(date_inc)
{
  const int64_t most = (int64_t)1000000000000;
  RhumbDateTime datetime = {.has = 0};
  int64_t count = 0;
  Unit unit = HOURS;
  RHUMB_TRY(read_datetime(&datetime, args, 0, context));
  RHUMB_TRY(rhumb_argument_integer(&count, args, 1, context));
  if (rhumb_argument_given(args, 2)) {
    RHUMB_TRY(read_unit(&unit, rhumb_argument(args, 2), SECONDS, context));
  }

  bool ok = count >= -most && count <= most;
  if (ok && unit <= MONTHS) {
    ok = add_months(&datetime, unit == YEARS ? count * 12 : count);
  } else if (ok) {
    ok = add_seconds(&datetime, count * unit_seconds[unit]);
  }
  if (!ok) {
    return rhumb_function_fail(context, "the year leaves 1 to 9999");
  }
  const bool with_time = (datetime.has & RHUMB_HAS_TIME) != 0 || unit >= HOURS;
  return rhumb_return_datetime(context, &datetime, with_time, true);
}

RHUMB_CALL(date_part)
{
  RhumbDateTime datetime = {.has = 0};
  Unit unit = DAYS;
  RHUMB_TRY(read_datetime(&datetime, args, 0, context));
  RHUMB_TRY(read_unit(&unit, rhumb_argument(args, 1), EPOCH, context));
  if (unit == DAY_NAME) {
    return rhumb_return_string(
        context, rhumb_str(rhumb_weekdays[rhumb_weekday(&datetime)]));
  }
  const int32_t *const f = datetime.field;
  const int64_t parts[] = {
      [YEARS] = f[RHUMB_YEAR],
      [MONTHS] = f[RHUMB_MONTH],
      [WEEKS] = ((f[RHUMB_DAY] - 1) / 7) + 1,
      [DAYS] = f[RHUMB_DAY],
      [HOURS] = f[RHUMB_HOUR],
      [MINUTES] = f[RHUMB_MINUTE],
      [SECONDS] = f[RHUMB_SECOND],
      [MILLIS] = f[RHUMB_NANOS] / 1000000,
      [NANOSECONDS] = f[RHUMB_NANOS],
      [EPOCH] = (rhumb_instant(&datetime) * 1000) + (f[RHUMB_NANOS] / 1000000),
  };
  return rhumb_return_integer(context, parts[unit]);
}

RHUMB_CHECK(diff_unit)
{
  Unit unit = SECONDS;
  return read_unit(&unit, rhumb_argument(args, index), NANOSECONDS, context);
}

RHUMB_CHECK(inc_unit)
{
  Unit unit = HOURS;
  return read_unit(&unit, rhumb_argument(args, index), SECONDS, context);
}

RHUMB_CHECK(part_unit)
{
  Unit unit = DAYS;
  return read_unit(&unit, rhumb_argument(args, index), EPOCH, context);
}

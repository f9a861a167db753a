// SPDX-License-Identifier: ISC

/// @file pattern.c  Dates written as one of Java's patterns says.

#include "function/datetime.h"

#include "base/ascii.h"
#include "base/list.h"

// clang-format off
static const char *const months[] = {
  "January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"};
const char *const rhumb_weekdays[] = {
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
// clang-format on
static const char *const halves[] = {"AM", "PM"};

// Pieces --------------------------------------------------------------------

/// What a pattern letter reads and writes
typedef struct {
  char letter;
  int field;
  size_t digits; ///< At most, where a field is not bounded by another; 0: words
} Letter;

static const Letter letters[] = {
    {'y', RHUMB_YEAR, 4},
    {'u', RHUMB_YEAR, 4},
    {'M', RHUMB_MONTH, 2},
    {'L', RHUMB_MONTH, 2},
    {'d', RHUMB_DAY, 2},
    {'H', RHUMB_HOUR, 2},
    {'k', RHUMB_HOUR, 2},
    {'h', RHUMB_HALF_HOUR, 2},
    {'K', RHUMB_HALF_HOUR, 2},
    {'m', RHUMB_MINUTE, 2},
    {'s', RHUMB_SECOND, 2},
    {'S', RHUMB_NANOS, 9},
    {'a', RHUMB_HALF, 0},
    {'E', RHUMB_WEEKDAY, 0},
    {'z', RHUMB_ZONE, 0},
    {'Z', RHUMB_ZONE, 0},
    {'X', RHUMB_ZONE, 0},
    {'x', RHUMB_ZONE, 0},
};

/// A piece of a pattern: a letter so many times, or text
typedef struct {
  const Letter *letter;
  size_t count;
  RhumbStr text;
} Piece;

static const Letter *
find_letter(const char c)
{
  for (size_t i = 0; i < RHUMB_COUNT(letters); ++i) {
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
  // A quotation that goes on: its second quote opens the next piece, unless
  // nothing is left but what closes it
  const bool goes_on = *at < pattern.len && pattern.data[*at] == '\'';
  const RhumbStr rest = rhumb_str_from(pattern, *at);
  if (goes_on && rhumb_str_starts(rest, RHUMB_STR("''")) &&
      !rhumb_str_starts(rest, RHUMB_STR("'''"))) {
    *at += 2;
  }
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
  if (rhumb_is_letter(c) && c != 'T') {
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
         !(piece->letter->field == RHUMB_MONTH && piece->count > 2);
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
    const RhumbStr read = rhumb_str_alike_at(text, *at, name) ? name : brief;
    if (rhumb_str_alike_at(text, *at, read)) {
      *at += read.len;
      *out = (int32_t)i;
      return true;
    }
  }
  return false;
}

/// Four digits, or two of "yy": 69 to 99 are of the last century, as in POSIX
static bool
read_year(int32_t *const out,
          const RhumbStr text,
          size_t *const at,
          const size_t count,
          const size_t most)
{
  const size_t read = rhumb_read_digits(out, text, at, most);
  if (count == 2 && read == 2) {
    *out += *out >= 69 ? 1900 : 2000;
  }
  return read == 4 || (count == 2 && read == 2);
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
  if (field == RHUMB_NANOS) {
    return rhumb_read_fraction(out, text, at, most);
  }
  if (field == RHUMB_YEAR) {
    return read_year(out, text, at, piece->count, digits);
  }
  if (!rhumb_read_digits(out, text, at, digits)) {
    return false;
  }
  const int32_t wraps = piece->letter->letter == 'k'   ? 24
                        : piece->letter->letter == 'h' ? 12
                                                       : 0;
  *out = *out == wraps ? 0 : *out;
  return true;
}

static bool
read_field(RhumbDateTime *const datetime,
           const Piece *const piece,
           const bool bounded,
           const RhumbStr text,
           size_t *const at)
{
  const int field = piece->letter->field;
  int32_t *const out = &datetime->field[field];
  datetime->has |= RHUMB_HAS(field);
  if (is_numeric(piece)) {
    return read_number(out, piece, bounded, text, at);
  }
  if (field == RHUMB_MONTH) {
    const bool ok = read_name(out, text, at, months, 12);
    ++*out;
    return ok;
  }
  return field == RHUMB_HALF      ? read_name(out, text, at, halves, 2)
         : field == RHUMB_WEEKDAY ? read_name(out, text, at, rhumb_weekdays, 7)
                                  : rhumb_read_zone(out, text, at);
}

/// Read a field, which says what it says elsewhere in the pattern
static bool
read_again(RhumbDateTime *const datetime,
           const Piece *const piece,
           const bool bounded,
           const RhumbStr text,
           size_t *const at)
{
  const int field = piece->letter->field;
  const bool again = datetime->has & RHUMB_HAS(field);
  const int32_t before = datetime->field[field];
  return read_field(datetime, piece, bounded, text, at) &&
         (!again || datetime->field[field] == before);
}

/// What a date that has a field must have as well: what a pattern leaves out
/// is no reason to take it for the first month or the hour 0
typedef struct {
  unsigned field;
  unsigned needed; ///< One of these
  const char *what;
} Need;

static const Need needs[] = {
    {RHUMB_HAS(RHUMB_DAY),
     RHUMB_HAS(RHUMB_MONTH),
     "a day (d) and no month (M; m is minutes)"},
    {RHUMB_HAS(RHUMB_MINUTE),
     RHUMB_HAS(RHUMB_HOUR) | RHUMB_HAS(RHUMB_HALF_HOUR),
     "minutes (m) and no hour (H); did you mean M, the month?"},
    {RHUMB_HAS(RHUMB_SECOND),
     RHUMB_HAS(RHUMB_MINUTE),
     "seconds (s) and no minutes (m; M is the month)"},
    {RHUMB_HAS(RHUMB_HALF_HOUR),
     RHUMB_HAS(RHUMB_HALF) | RHUMB_HAS(RHUMB_HOUR),
     "an hour of half a day (h) and no half (a); did you mean H?"},
};

static RhumbStatus
check_needs(const unsigned fields,
            const RhumbStr pattern,
            RhumbFunctionContext *const context)
{
  for (size_t i = 0; i < RHUMB_COUNT(needs); ++i) {
    if ((fields & needs[i].field) && !(fields & needs[i].needed)) {
      return rhumb_function_fail(context,
                                 "the pattern \"%.*s\" has %s",
                                 RHUMB_SHOW(pattern),
                                 needs[i].what);
    }
  }
  return RHUMB_OK;
}

/// False if a half of the day (PM) is not that of an hour of the whole day
static bool
halves_agree(const RhumbDateTime *const datetime)
{
  const unsigned both = RHUMB_HAS(RHUMB_HOUR) | RHUMB_HAS(RHUMB_HALF);
  return (datetime->has & both) != both ||
         (datetime->field[RHUMB_HOUR] >= 12) ==
             (datetime->field[RHUMB_HALF] != 0);
}

RhumbStatus
rhumb_read_pattern(RhumbDateTime *const out,
                   const RhumbStr text,
                   const RhumbStr pattern,
                   RhumbFunctionContext *const context)
{
  RhumbDateTime datetime = {.has = 0};
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
      ok = read_again(&datetime, &piece, bounded, text, &in_text);
    } else {
      const RhumbStr rest = rhumb_str_from(text, in_text);
      ok = rhumb_str_starts(rest, piece.text);
      in_text += piece.text.len;
    }
    piece = next;
  }
  if (status != RHUMB_OK && status != RHUMB_END) {
    return status;
  }
  if (ok) {
    RHUMB_TRY(check_needs(datetime.has, pattern, context));
  }
  if (!ok || in_text != text.len || !halves_agree(&datetime) ||
      !rhumb_datetime_complete(&datetime)) {
    return rhumb_function_fail(context,
                               "\"%.*s\" is no date written as \"%.*s\"",
                               RHUMB_SHOW(text),
                               RHUMB_SHOW(pattern));
  }
  *out = datetime;
  return RHUMB_OK;
}

// Writing -------------------------------------------------------------------

static void
put_name(RhumbTextBuilder *const made,
         const char *const name,
         const size_t count)
{
  const RhumbStr whole = rhumb_str(name);
  rhumb_builder_put(
      made, count > 3 ? whole : (RhumbStr){name, whole.len < 3 ? 2 : 3});
}

static void
put_pattern_zone(RhumbTextBuilder *const made,
                 const int32_t zone,
                 const char letter,
                 const size_t count)
{
  if (zone == 0 && letter == 'X') {
    rhumb_builder_putc(made, 'Z');
  } else if (zone == 0 && letter == 'z') {
    rhumb_builder_put(made, RHUMB_STR("UTC"));
  } else {
    const bool iso = letter == 'X' || letter == 'x';
    rhumb_builder_put(made, rhumb_str(letter == 'z' ? "GMT" : ""));
    rhumb_put_zone(
        made, zone, letter == 'z' || (iso && count > 2), !iso || count > 1);
  }
}

static void
put_field(RhumbTextBuilder *const made,
          const RhumbDateTime *const datetime,
          const Piece *const piece)
{
  const int32_t *const f = datetime->field;
  const int field = piece->letter->field;
  const char letter = piece->letter->letter;
  const size_t count = piece->count;
  if (field == RHUMB_YEAR) {
    rhumb_put_number(
        made, count == 2 ? f[RHUMB_YEAR] % 100 : f[RHUMB_YEAR], count);
  } else if (field == RHUMB_MONTH && count > 2) {
    put_name(made, months[(unsigned)(f[RHUMB_MONTH] - 1) % 12U], count);
  } else if (field == RHUMB_WEEKDAY) {
    put_name(made, rhumb_weekdays[rhumb_weekday(datetime)], count);
  } else if (field == RHUMB_HALF) {
    put_name(made, halves[f[RHUMB_HOUR] >= 12], count);
  } else if (field == RHUMB_ZONE) {
    put_pattern_zone(made, f[RHUMB_ZONE], letter, count);
  } else if (field == RHUMB_NANOS) {
    rhumb_put_fraction(made, f[RHUMB_NANOS], count);
  } else if (field == RHUMB_HALF_HOUR) {
    const int32_t hour = f[RHUMB_HOUR] % 12;
    rhumb_put_number(made, letter == 'h' && !hour ? 12 : hour, count);
  } else {
    rhumb_put_number(made, letter == 'k' && !f[field] ? 24 : f[field], count);
  }
}
RhumbStatus
rhumb_put_pattern(RhumbTextBuilder *const made,
                  const RhumbDateTime *const datetime,
                  const RhumbStr pattern,
                  RhumbFunctionContext *const context)
{
  Piece piece = {.letter = NULL};
  size_t at = 0;
  for (;;) {
    const RhumbStatus status = next_piece(&piece, pattern, &at, context);
    if (status == RHUMB_END) {
      return RHUMB_OK;
    }
    RHUMB_TRY(status);
    if (piece.letter) {
      put_field(made, datetime, &piece);
    } else {
      rhumb_builder_put(made, piece.text);
    }
  }
}

// Patterns that the rules fix ------------------------------------------------

/// Set `fields` to a bit for each field that a pattern reads
static RhumbStatus
read_fields(unsigned *const fields,
            const RhumbStr pattern,
            RhumbFunctionContext *const context)
{
  Piece piece = {.letter = NULL};
  RhumbStatus status = RHUMB_OK;
  size_t at = 0;
  *fields = 0;
  while ((status = next_piece(&piece, pattern, &at, context)) == RHUMB_OK) {
    *fields |= piece.letter ? RHUMB_HAS(piece.letter->field) : 0;
  }
  return status == RHUMB_END ? RHUMB_OK : status;
}

/// A part of a date may be written alone, but no minutes between its parts
RHUMB_CHECK(pattern)
{
  const RhumbStr pattern = rhumb_argument(args, index);
  const unsigned date = RHUMB_HAS(RHUMB_YEAR) | RHUMB_HAS(RHUMB_DAY);
  const unsigned known = date | RHUMB_HAS(RHUMB_MINUTE);
  unsigned fields = 0;
  RHUMB_TRY(read_fields(&fields, pattern, context));
  return (fields & date) && (fields & RHUMB_HAS(RHUMB_MINUTE)) &&
                 !(fields & ~known)
             ? rhumb_function_fail(context,
                                   "the pattern \"%.*s\" has minutes (m) and "
                                   "no hour (H); did you mean M, the month?",
                                   RHUMB_SHOW(pattern))
             : RHUMB_OK;
}

/// Directives of strptime() are another function's
static RhumbStatus
check_directives(const RhumbStr pattern, RhumbFunctionContext *const context)
{
  const size_t at = rhumb_str_index(pattern, '%');
  return at + 1 >= pattern.len || !rhumb_is_letter(pattern.data[at + 1])
             ? RHUMB_OK
             : rhumb_function_fail(context,
                                   "the pattern \"%.*s\" has %%%c, which "
                                   "morph-kgc:date_toDate reads; here it is "
                                   "dd/MM/yyyy or so",
                                   RHUMB_SHOW(pattern),
                                   pattern.data[at + 1]);
}

/// One that reads dates has a year
RHUMB_CHECK(date_pattern)
{
  const RhumbStr pattern = rhumb_argument(args, index);
  unsigned fields = 0;
  RHUMB_TRY(check_directives(pattern, context));
  RHUMB_TRY(read_fields(&fields, pattern, context));
  return fields & RHUMB_HAS(RHUMB_YEAR)
             ? check_needs(fields, pattern, context)
             : rhumb_function_fail(context,
                                   "the pattern \"%.*s\" has no year (y)",
                                   RHUMB_SHOW(pattern));
}

RHUMB_CHECK(time_pattern)
{
  const RhumbStr pattern = rhumb_argument(args, index);
  unsigned fields = 0;
  RHUMB_TRY(rhumb_check_date_pattern(args, index, context));
  RHUMB_TRY(read_fields(&fields, pattern, context));
  return fields & RHUMB_HAS_TIME
             ? RHUMB_OK
             : rhumb_function_fail(context,
                                   "the pattern \"%.*s\" has no time",
                                   RHUMB_SHOW(pattern));
}

// SPDX-License-Identifier: ISC

/// @file xlsx_format.c  What number formats show: in a workbook a date is a
/// number that is shown as one.

#include "source/xlsx/xlsx_impl.h"

/// What a code shows
enum {
  DAYS = 1U,    ///< A year, a month, a day
  HOURS = 2U,   ///< An hour, a minute, a second
  ELAPSED = 4U, ///< Hours, minutes or seconds beyond a day
  DIGITS = 8U,  ///< Of a number
};

/// A code on its way; a text, what is in quotes, and the like are passed over
typedef struct {
  RhumbStr code;
  size_t at;
  unsigned shows;
  char last; ///< The last part of a moment: y, m, d, h, s; 0: there is none
  bool m_is_open; ///< The last is an m, and may yet be minutes
} Scan;

/// An m between other parts of a date is a month; beside an hour or a second it
/// is a minute
static void
close_m(Scan *const scan, const bool is_minute)
{
  if (scan->m_is_open) {
    scan->shows |= is_minute ? HOURS : DAYS;
  }
  scan->m_is_open = false;
}

/// Take a letter that shows a part of a moment, as often as it stands there
static void
take_letter(Scan *const scan, const char letter)
{
  while (scan->at < scan->code.len &&
         rhumb_to_lower(scan->code.data[scan->at]) == letter) {
    ++scan->at;
  }
  if (letter == 'm') {
    close_m(scan, false);
    scan->m_is_open = scan->last != 'h';
    scan->shows |= scan->last == 'h' ? HOURS : 0;
  } else {
    close_m(scan, letter == 's');
    scan->shows |= letter == 'h' || letter == 's' ? HOURS : DAYS;
  }
  scan->last = letter;
}

/// Take what stands in brackets: time that has elapsed, or a colour, a
/// condition, a language
static void
take_brackets(Scan *const scan)
{
  const RhumbStr rest = rhumb_str_from(scan->code, scan->at + 1);
  const size_t len = rhumb_str_index(rest, ']');
  const char first = (char)(len ? rhumb_to_lower(rest.data[0]) : '\0');
  size_t same = 0;
  while (same < len && rhumb_to_lower(rest.data[same]) == first) {
    ++same;
  }
  if (same && same == len && strchr("hms", first)) {
    scan->shows |= ELAPSED;
    close_m(scan, first == 's');
    scan->last = (char)(first == 'm' ? 'h' : first);
  }
  scan->at += len + 2;
}

/// Pass a text in quotes
static void
skip_quotes(Scan *const scan)
{
  const RhumbStr rest = rhumb_str_from(scan->code, scan->at + 1);
  scan->at += rhumb_str_index(rest, '"') + 2;
}

/// Take the digits of a number, or those of a second's fraction
static void
take_digits(Scan *const scan)
{
  const bool is_fraction = scan->last == 's' && scan->at &&
                           strchr(".,", scan->code.data[scan->at - 1]);
  while (scan->at < scan->code.len && scan->code.data[scan->at] &&
         strchr("0#?", scan->code.data[scan->at])) {
    ++scan->at;
  }
  scan->shows |= is_fraction ? 0 : DIGITS;
}

/// Words that stand in a code without quotes, and what they show
static const struct {
  RhumbStr word;
  unsigned shows;
} words[] = {
    {{"General", 7}, DIGITS},
    {{"AM/PM", 5}, HOURS},
    {{"A/P", 3}, HOURS},
    {{"E+", 2}, DIGITS},
    {{"E-", 2}, DIGITS},
};

static bool
take_word(Scan *const scan)
{
  for (size_t i = 0; i < RHUMB_COUNT(words); ++i) {
    if (rhumb_str_alike_at(scan->code, scan->at, words[i].word)) {
      scan->shows |= words[i].shows;
      scan->at += words[i].word.len;
      return true;
    }
  }
  return false;
}

static void
take(Scan *const scan)
{
  // A year of an era is an e or, in Thai, a b; what g shows goes with it
  static const char letters[] = "ymdhseb";
  const char c = scan->code.data[scan->at];
  const char *const letter = c ? strchr(letters, rhumb_to_lower(c)) : NULL;
  if (c == '[') {
    take_brackets(scan);
  } else if (c == '"') {
    skip_quotes(scan);
  } else if (c == '\\' || c == '_' || c == '*') {
    scan->at += 2;
  } else if (c == '0' || c == '#' || c == '?') {
    take_digits(scan);
  } else if (!take_word(scan)) {
    if (letter) {
      take_letter(scan, *letter);
    } else {
      ++scan->at;
    }
  }
}

RhumbXlsxFormat
rhumb_xlsx_format_of(const RhumbStr code)
{
  Scan scan = {.code = code};
  // The first section is that of what is not below zero, as dates are
  while (scan.at < code.len && code.data[scan.at] != ';') {
    take(&scan);
  }
  close_m(&scan, false);
  if (scan.shows & DIGITS) {
    return RHUMB_XLSX_NUMBER;
  }
  static const RhumbXlsxFormat formats[] = {
      [0] = RHUMB_XLSX_NUMBER,
      [DAYS] = RHUMB_XLSX_DATE,
      [HOURS] = RHUMB_XLSX_TIME,
      [DAYS | HOURS] = RHUMB_XLSX_DATETIME,
  };
  return scan.shows & ELAPSED ? RHUMB_XLSX_DURATION : formats[scan.shows];
}

RhumbXlsxFormat
rhumb_xlsx_format_built_in(const unsigned id)
{
  // ECMA-376 part 1, 18.8.30. Some from 27 on are dates in Chinese, Japanese
  // and Korean, and times in one of them.
  static const struct {
    unsigned first, last;
    RhumbXlsxFormat format;
  } known[] = {
      {14, 17, RHUMB_XLSX_DATE},
      {18, 21, RHUMB_XLSX_TIME},
      {22, 22, RHUMB_XLSX_DATETIME},
      {27, 31, RHUMB_XLSX_DATE},
      {32, 33, RHUMB_XLSX_TIME},
      {34, 35, RHUMB_XLSX_MOMENT},
      {36, 36, RHUMB_XLSX_DATE},
      {45, 45, RHUMB_XLSX_TIME},
      {46, 46, RHUMB_XLSX_DURATION},
      {47, 47, RHUMB_XLSX_TIME},
      {50, 51, RHUMB_XLSX_DATE},
      {52, 53, RHUMB_XLSX_MOMENT},
      {54, 54, RHUMB_XLSX_DATE},
      {55, 56, RHUMB_XLSX_MOMENT},
      {57, 58, RHUMB_XLSX_DATE},
  };
  for (size_t i = 0; i < RHUMB_COUNT(known); ++i) {
    if (id >= known[i].first && id <= known[i].last) {
      return known[i].format;
    }
  }
  return RHUMB_XLSX_NUMBER;
}

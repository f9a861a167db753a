// SPDX-License-Identifier: ISC

/// @file ascii.h  What ASCII characters are, whatever the locale.

#ifndef RHUMB_BASE_ASCII_H
#define RHUMB_BASE_ASCII_H

#include <stdbool.h>
#include <string.h>

static inline bool
rhumb_is_digit(const int c)
{
  return c >= '0' && c <= '9';
}

static inline bool
rhumb_is_lower(const int c)
{
  return c >= 'a' && c <= 'z';
}

static inline bool
rhumb_is_upper(const int c)
{
  return c >= 'A' && c <= 'Z';
}

static inline bool
rhumb_is_letter(const int c)
{
  return rhumb_is_lower(c) || rhumb_is_upper(c);
}

static inline bool
rhumb_is_alphanumeric(const int c)
{
  return rhumb_is_letter(c) || rhumb_is_digit(c);
}

/// Space, tab and the ends of lines
static inline bool
rhumb_is_space(const int c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static inline char
rhumb_to_lower(const char c)
{
  return (char)(rhumb_is_upper(c) ? c - 'A' + 'a' : c);
}

/// True if `c`, which may be a NUL, is one of the characters of `set`
static inline bool
rhumb_is_of(const char c, const char *const set)
{
  return c && strchr(set, c);
}

/// The upper-case hexadecimal digit of the lowest four bits
static inline char
rhumb_hex_digit(const unsigned value)
{
  return "0123456789ABCDEF"[value & 0xFU];
}

/// The value of a hexadecimal digit, or -1
static inline int
rhumb_hex_value(const char c)
{
  const char lower = rhumb_to_lower(c);
  return rhumb_is_digit(c)              ? c - '0'
         : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10
                                        : -1;
}

#endif // RHUMB_BASE_ASCII_H

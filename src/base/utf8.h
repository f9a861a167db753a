// SPDX-License-Identifier: ISC

/// @file utf8.h  UTF-8 (RFC 3629): checking, decoding, encoding, cleaning.

#ifndef RHUMB_BASE_UTF8_H
#define RHUMB_BASE_UTF8_H

#include "base/str.h"

/// Return the length of the byte order mark that `text` begins with, or 0
static inline size_t
rhumb_utf8_mark(const RhumbStr text)
{
  const RhumbStr mark = RHUMB_STR("\xEF\xBB\xBF");
  return rhumb_str_starts(text, mark) ? mark.len : 0;
}

/// True if `text` is UTF-8; if not, `bad_byte` (may be NULL) says where
bool
rhumb_utf8_valid(RhumbStr text, size_t *bad_byte);

/// Decode the character that starts at `at`; 0 if it is none
/// @return Its length in bytes, 1 to 4; `code` is set only if it is not 0.
unsigned
rhumb_utf8_decode(RhumbStr text, size_t at, uint32_t *code);

/// Write the character `code` (a Unicode scalar value); return its length
unsigned
rhumb_utf8_encode(char to[4], uint32_t code);

/// Return the value of `count` hexadecimal digits at `at`, at most 8; -1 if
/// they are not there
int64_t
rhumb_hex(RhumbStr text, size_t at, size_t count);

/// True for the first half of a surrogate pair, as `\u` escapes have them
static inline bool
rhumb_is_high_half(const int64_t unit)
{
  return unit >= 0xD800 && unit <= 0xDBFF;
}

static inline bool
rhumb_is_low_half(const int64_t unit)
{
  return unit >= 0xDC00 && unit <= 0xDFFF;
}

/// The character that two halves stand for
static inline uint32_t
rhumb_join_halves(const int64_t high, const int64_t low)
{
  return (uint32_t)(0x10000 + ((high - 0xD800) * 0x400) + (low - 0xDC00));
}

/// True for a NameStartChar of XML 1.0 (section 2.3) but the colon
bool
rhumb_utf8_starts_name(uint32_t code);

/// True for a NameChar of XML 1.0 but the colon
bool
rhumb_utf8_in_name(uint32_t code);

/// Return where the character begins that byte `at` is in; `at`, if none begins
/// there or up to three bytes before
size_t
rhumb_utf8_start(RhumbStr text, size_t at);

/// Return the number of characters of UTF-8
size_t
rhumb_utf8_count(RhumbStr text);

/// Append the character `code` (a Unicode scalar value)
void
rhumb_utf8_put(RhumbBuf *out, uint32_t code);

/// Code points from one to another
typedef struct {
  uint32_t first, last;
} RhumbCodeRange;

/// True if `code` is in one of `count` ranges, which are in order
bool
rhumb_is_within(const RhumbCodeRange *ranges, size_t count, uint32_t code);

/// True for a code point that Unicode keeps from being a character, such as
/// U+FFFE
static inline bool
rhumb_is_noncharacter(const uint32_t code)
{
  return (code & 0xFFFEU) == 0xFFFEU || (code >= 0xFDD0 && code <= 0xFDEF);
}

/// Append `text` fit for XML 1.0 and for drawing: U+FFFD for what is not UTF-8,
/// for noncharacters, and for every character that XML excludes (section 2.2)
/// or discourages, such as U+0001
void
rhumb_utf8_clean(RhumbBuf *out, RhumbStr text);

#endif // RHUMB_BASE_UTF8_H

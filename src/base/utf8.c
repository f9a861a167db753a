// SPDX-License-Identifier: ISC

/// @file utf8.c  UTF-8 checked, decoded, encoded, cleaned.

#include "base/utf8.h"

#include "base/ascii.h"
#include "base/list.h"

/// What a first byte beyond ASCII says of the bytes behind it
typedef struct {
  unsigned char len;
  unsigned char second_from, second_to; ///< No overlong form, no surrogate
} Lead;

/// What a first byte can be
enum { NO_LEAD, TWO, THREE_E0, THREE, THREE_ED, FOUR_F0, FOUR, FOUR_F4 };

static const Lead leads[] = {
    [NO_LEAD] = {0, 0x00, 0x00},
    [TWO] = {2, 0x80, 0xBF},
    [THREE_E0] = {3, 0xA0, 0xBF},
    [THREE] = {3, 0x80, 0xBF},
    [THREE_ED] = {3, 0x80, 0x9F},
    [FOUR_F0] = {4, 0x90, 0xBF},
    [FOUR] = {4, 0x80, 0xBF},
    [FOUR_F4] = {4, 0x80, 0x8F},
};

#define TIMES_4(kind) kind, kind, kind, kind
#define TIMES_16(kind) \
  TIMES_4(kind), TIMES_4(kind), TIMES_4(kind), TIMES_4(kind)

/// By first byte; the first two from 0xC0 could only begin overlong forms, and
/// Unicode ends at U+10FFFF
// clang-format off
static const unsigned char lead_of[256] = {
    [0xC0] = NO_LEAD, NO_LEAD, TWO, TWO, TIMES_4(TWO), TIMES_4(TWO),
    TIMES_4(TWO), TIMES_16(TWO),
    [0xE0] = THREE_E0, THREE, THREE, THREE, TIMES_4(THREE), TIMES_4(THREE),
    THREE, THREE_ED, THREE, THREE,
    [0xF0] = FOUR_F0, FOUR, FOUR, FOUR, FOUR_F4,
};
// clang-format on

unsigned
rhumb_utf8_decode(const RhumbStr text, const size_t at, uint32_t *const code)
{
  const unsigned char *const s = (const unsigned char *)text.data + at;
  if (at < text.len && s[0] < 0x80) {
    *code = s[0];
    return 1;
  }
  const Lead *const lead = &leads[lead_of[s[0]]];
  if (!lead->len || text.len - at < lead->len || s[1] < lead->second_from ||
      s[1] > lead->second_to) {
    return 0;
  }

  uint32_t value = s[0] & (0x7FU >> lead->len);
  for (unsigned i = 1; i < lead->len; ++i) {
    if ((s[i] & 0xC0U) != 0x80U) {
      return 0;
    }
    value = (value << 6U) | (s[i] & 0x3FU);
  }
  *code = value;
  return lead->len;
}

/// The first byte from `at` on that is not ASCII, eight bytes at a time
static size_t
skip_ascii(const RhumbStr text, size_t at)
{
  while (text.len - at >= sizeof(uint64_t)) {
    uint64_t word = 0;
    memcpy(&word, text.data + at, sizeof(word));
    if (word & 0x8080808080808080U) {
      break;
    }
    at += sizeof(word);
  }
  while (at < text.len && (unsigned char)text.data[at] < 0x80U) {
    ++at;
  }
  return at;
}

bool
rhumb_utf8_valid(const RhumbStr text, size_t *const bad_byte)
{
  for (size_t at = skip_ascii(text, 0); at < text.len;) {
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(text, at, &code);
    if (!len) {
      if (bad_byte) {
        *bad_byte = at;
      }
      return false;
    }
    at = skip_ascii(text, at + len);
  }
  return true;
}

unsigned
rhumb_utf8_encode(char to[const 4], const uint32_t code)
{
  if (code < 0x80U) {
    to[0] = (char)code;
    return 1;
  }
  const unsigned more = code < 0x800U ? 1 : code < 0x10000U ? 2 : 3;
  const unsigned mark = (0xFF80U >> more) & 0xFFU;
  to[0] = (char)(mark | (code >> (6U * more)));
  for (unsigned i = 1; i <= more; ++i) {
    to[i] = (char)(0x80U | ((code >> (6U * (more - i))) & 0x3FU));
  }
  return more + 1;
}

static bool
continues(const char byte)
{
  return ((unsigned char)byte & 0xC0U) == 0x80U;
}

bool
rhumb_is_within(const RhumbCodeRange *const ranges,
                const size_t count,
                const uint32_t code)
{
  size_t i = 0;
  while (i < count && code > ranges[i].last) {
    ++i;
  }
  return i < count && code >= ranges[i].first;
}

bool
rhumb_utf8_starts_name(const uint32_t code)
{
  static const RhumbCodeRange letters[] = {
      {0xC0, 0xD6},
      {0xD8, 0xF6},
      {0xF8, 0x2FF},
      {0x370, 0x37D},
      {0x37F, 0x1FFF},
      {0x200C, 0x200D},
      {0x2070, 0x218F},
      {0x2C00, 0x2FEF},
      {0x3001, 0xD7FF},
      {0xF900, 0xFDCF},
      {0xFDF0, 0xFFFD},
      {0x10000, 0xEFFFF},
  };
  return code < 0x80 ? rhumb_is_letter((int)code) || code == '_'
                     : rhumb_is_within(letters, RHUMB_COUNT(letters), code);
}

bool
rhumb_utf8_in_name(const uint32_t code)
{
  static const RhumbCodeRange others[] = {
      {'-', '.'},
      {'0', '9'},
      {0xB7, 0xB7},
      {0x300, 0x36F},
      {0x203F, 0x2040},
  };
  return rhumb_utf8_starts_name(code) ||
         rhumb_is_within(others, RHUMB_COUNT(others), code);
}

size_t
rhumb_utf8_start(const RhumbStr text, const size_t at)
{
  size_t start = at;
  while (start > 0 && start < text.len && at - start < 3 &&
         continues(text.data[start])) {
    --start;
  }
  return start < text.len && continues(text.data[start]) ? at : start;
}

size_t
rhumb_utf8_count(const RhumbStr text)
{
  size_t count = 0;
  for (size_t i = 0; i < text.len; ++i) {
    count += !continues(text.data[i]);
  }
  return count;
}

void
rhumb_utf8_put(RhumbBuf *const out, const uint32_t code)
{
  char bytes[4];
  const unsigned len = rhumb_utf8_encode(bytes, code);
  rhumb_buf_put(out, (RhumbStr){bytes, len});
}

int64_t
rhumb_hex(const RhumbStr text, const size_t at, const size_t count)
{
  int64_t value = text.len >= count && at <= text.len - count ? 0 : -1;
  for (size_t i = at; value >= 0 && i < at + count; ++i) {
    const int digit = rhumb_hex_value(text.data[i]);
    value = digit < 0 ? -1 : (value * 16) + digit;
  }
  return value;
}

static bool
is_xml_char(const uint32_t code)
{
  return code == 0x9 || code == 0xA || code == 0xD ||
         (code >= 0x20 && code != 0x7F && !rhumb_is_noncharacter(code) &&
          (code < 0x80 || code > 0x9F));
}

void
rhumb_utf8_clean(RhumbBuf *const out, const RhumbStr text)
{
  size_t done = 0;
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const unsigned decoded = rhumb_utf8_decode(text, at, &code);
    const unsigned len = decoded ? decoded : 1;
    if (!decoded || !is_xml_char(code)) {
      rhumb_buf_put(out, rhumb_str_slice(text, done, at));
      rhumb_utf8_put(out, 0xFFFD);
      done = at + len;
    }
    at += len;
  }
  rhumb_buf_put(out, rhumb_str_from(text, done));
}

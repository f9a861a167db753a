// SPDX-License-Identifier: ISC

/// @file plain.h  Bytes that stand in RDF's texts as they are, told and copied
/// a block at a time. Where the processor has no such blocks none is plain, and
/// byte by byte it is told in term.c.

#ifndef RHUMB_TERM_PLAIN_H
#define RHUMB_TERM_PLAIN_H

#include "base/str.h"

#ifdef __SSE2__
#  include <emmintrin.h>

/// `found`, and where `block` has `c`. Each sign is a constant: a loop over
/// them takes three times the instructions.
static inline __m128i
rhumb_or_where(const __m128i found, const __m128i block, const char c)
{
  return _mm_or_si128(found, _mm_cmpeq_epi8(block, _mm_set1_epi8(c)));
}

/// True if a block can stand in `<…>`; not all that can is plain
static inline bool
rhumb_is_plain_in_iri(const __m128i block)
{
  __m128i found = _mm_cmplt_epi8(block, _mm_set1_epi8(0x21)); // And >= 0x80
  found = rhumb_or_where(found, block, '<');
  found = rhumb_or_where(found, block, '>');
  found = rhumb_or_where(found, block, '"');
  found = rhumb_or_where(found, block, '{');
  found = rhumb_or_where(found, block, '}');
  found = rhumb_or_where(found, block, '|');
  found = rhumb_or_where(found, block, '^');
  found = rhumb_or_where(found, block, '`');
  found = rhumb_or_where(found, block, '\\');
  found = rhumb_or_where(found, block, 0x7F);
  return _mm_movemask_epi8(found) == 0;
}

/// True if a block can stand between quotes
static inline bool
rhumb_is_plain_in_quotes(const __m128i block)
{
  const __m128i control = _mm_set1_epi8(0x1F);
  __m128i found = _mm_cmpeq_epi8(_mm_min_epu8(block, control), block);
  found = rhumb_or_where(found, block, '"');
  found = rhumb_or_where(found, block, '\\');
  found = rhumb_or_where(found, block, 0x7F);
  return _mm_movemask_epi8(found) == 0;
}

static inline __m128i
rhumb_block_at(const char *const bytes)
{
  return _mm_loadu_si128((const __m128i *)(const void *)bytes);
}

/// Return 1 to 15 bytes as a block that has no others
static inline __m128i
rhumb_short_block(const RhumbStr text)
{
  const size_t len = text.len;
  uint64_t words[2] = {0, 0};
  if (len >= 8) {
    memcpy(&words[0], text.data, 8);
    memcpy(&words[1], text.data + len - 8, 8);
  } else {
    uint32_t halves[2] = {0, 0};
    if (len >= 4) {
      memcpy(&halves[0], text.data, 4);
      memcpy(&halves[1], text.data + len - 4, 4);
    } else {
      const char most[4] = {
          text.data[0], text.data[len / 2], text.data[len - 1], text.data[0]};
      memcpy(&halves[0], most, 4);
      halves[1] = halves[0];
    }
    words[0] = halves[0] | (uint64_t)halves[1] << 32U;
    words[1] = words[0];
  }
  return _mm_set_epi64x((long long)words[1], (long long)words[0]);
}

/// Copy 1 to 15 bytes
static inline void
rhumb_copy_short(char *const to, const RhumbStr text)
{
  const size_t len = text.len;
  if (len >= 8) {
    memcpy(to, text.data, 8);
    memcpy(to + len - 8, text.data + len - 8, 8);
  } else if (len >= 4) {
    memcpy(to, text.data, 4);
    memcpy(to + len - 4, text.data + len - 4, 4);
  } else {
    to[0] = text.data[0];
    to[len / 2] = text.data[len / 2];
    to[len - 1] = text.data[len - 1];
  }
}

static inline void
rhumb_copy_block(char *const to, const char *const from)
{
  _mm_storeu_si128((__m128i *)(void *)to, rhumb_block_at(from));
}

/// Copy `text` as far as its blocks are plain; return how many bytes that are
__attribute__((always_inline)) static inline size_t
rhumb_copy_plain(char *const to,
                 const RhumbStr text,
                 bool (*const is_plain)(__m128i block))
{
  const size_t size = sizeof(__m128i);
  size_t at = 0;
  if (text.len < size) {
    if (!text.len || !is_plain(rhumb_short_block(text))) {
      return 0;
    }
    rhumb_copy_short(to, text);
    return text.len;
  }
  for (; text.len - at >= size; at += size) {
    if (!is_plain(rhumb_block_at(text.data + at))) {
      return at;
    }
    rhumb_copy_block(to + at, text.data + at);
  }
  const size_t last = text.len - size;
  if (!is_plain(rhumb_block_at(text.data + last))) {
    return at;
  }
  rhumb_copy_block(to + last, text.data + last);
  return text.len;
}

#endif

/// Copy what stands in `<…>` as it is, from the beginning of `iri` on, to where
/// all of it has room; return how many bytes that are, be there more
static inline size_t
rhumb_copy_plain_iri(char *const to, const RhumbStr iri)
{
#ifdef __SSE2__
  return rhumb_copy_plain(to, iri, rhumb_is_plain_in_iri);
#else
  (void)to;
  (void)iri;
  return 0;
#endif
}

/// Likewise what stands between quotes
static inline size_t
rhumb_copy_plain_quoted(char *const to, const RhumbStr text)
{
#ifdef __SSE2__
  return rhumb_copy_plain(to, text, rhumb_is_plain_in_quotes);
#else
  (void)to;
  (void)text;
  return 0;
#endif
}

/// Bytes that rhumb_copy_blocks() may write behind what it copies
enum { RHUMB_BLOCK_ROOM = 16 };

/// Copy `size` bytes from `from` to further back in the same buffer. Behind
/// them RHUMB_BLOCK_ROOM bytes may be overwritten.
static inline void
rhumb_copy_blocks(char *const to, const char *const from, const size_t size)
{
#ifdef __SSE2__
  for (size_t at = 0; at < size; at += sizeof(__m128i)) {
    rhumb_copy_block(to + at, from + at);
  }
#else
  memcpy(to, from, size);
#endif
}

#endif // RHUMB_TERM_PLAIN_H

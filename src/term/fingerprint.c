// SPDX-License-Identifier: ISC

/// @file fingerprint.c  Terms and quads hashed to 128 bits.

#include "term/fingerprint.h"

#include "base/ascii.h"
#include "base/secret.h"

// Most terms are short: a call would cost as much as their hash
#define XXH_INLINE_ALL
#include <xxhash.h>

/// Hash `data`; `use` tells apart what is hashed alike. Nobody knows a sum, so
/// nobody can choose two that differ by a use.
static RhumbFingerprint
hash(const void *const data, const size_t len, const uint64_t use)
{
  const XXH128_hash_t sum =
      XXH3_128bits_withSecret(data, len, rhumb_secret(), RHUMB_SECRET_BYTES);
  return (RhumbFingerprint){sum.low64 ^ use, sum.high64};
}

/// Fingerprint a language tag, whose case does not matter, piece by piece
static RhumbFingerprint
hash_language(RhumbStr tag, const uint64_t kind)
{
  RhumbFingerprint sum = {0};
  do {
    char piece[sizeof(sum) + 64];
    const size_t room = sizeof(piece) - sizeof(sum);
    const size_t len = tag.len < room ? tag.len : room;
    memcpy(piece, &sum, sizeof(sum));
    for (size_t i = 0; i < len; ++i) {
      piece[sizeof(sum) + i] = rhumb_to_lower(tag.data[i]);
    }
    sum = hash(piece, sizeof(sum) + len, kind);
    tag = rhumb_str_from(tag, len);
  } while (tag.len);
  return sum;
}

__attribute__((noinline)) static RhumbFingerprint
hash_triple(const RhumbTerm *const triple)
{
  const RhumbFingerprint terms[] = {rhumb_term_fingerprint(&triple[0]),
                                    rhumb_term_fingerprint(&triple[1]),
                                    rhumb_term_fingerprint(&triple[2])};
  return hash(terms, sizeof(terms), RHUMB_TERM_TRIPLE);
}

/// Fingerprint a literal with a language or a datatype, whose text alone has
/// this one; apart, for other terms need no room on the stack
__attribute__((noinline)) static RhumbFingerprint
hash_annotated(const RhumbTerm *const term, const RhumbFingerprint text)
{
  const uint64_t kind = (uint64_t)term->kind;
  const bool has_language = term->language.len > 0;
  const RhumbStr datatype = rhumb_datatype(term->datatype);
  if (!has_language && !datatype.len) {
    return text;
  }
  const RhumbFingerprint both[] = {
      text,
      has_language ? hash_language(term->language, kind)
                   : hash(datatype.data, datatype.len, kind)};
  return hash(both, sizeof(both), kind | (has_language ? 16 : 32));
}

RhumbFingerprint
rhumb_term_fingerprint(const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_NONE) {
    return (RhumbFingerprint){0};
  }
  if (term->kind == RHUMB_TERM_TRIPLE) {
    return hash_triple(term->triple);
  }
  const RhumbFingerprint text =
      hash(term->text.data, term->text.len, (uint64_t)term->kind);
  return term->language.len || term->datatype.len ? hash_annotated(term, text)
                                                  : text;
}

RhumbFingerprint
rhumb_fingerprint_mix(const RhumbFingerprint parts[const 4])
{
  return hash(parts, 4 * sizeof(*parts), 0);
}

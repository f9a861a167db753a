// SPDX-License-Identifier: ISC

#include "term/fingerprint.h"

#include <xxhash.h>

static RhumbFingerprint
hash(const void *const data, const size_t len, const uint64_t seed)
{
  const XXH128_hash_t sum = XXH3_128bits_withSeed(data, len, seed);
  return (RhumbFingerprint){sum.low64, sum.high64};
}

RhumbFingerprint
rhumb_term_fingerprint(const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_NONE) {
    return (RhumbFingerprint){0};
  }
  const uint64_t kind = (uint64_t)term->kind;
  const RhumbFingerprint text = hash(term->text.data, term->text.len, kind);
  const bool has_language = term->language.len > 0;
  const RhumbStr more = has_language ? term->language : term->datatype;
  if (!more.len) {
    return text;
  }
  const RhumbFingerprint both[] = {text, hash(more.data, more.len, kind)};
  return hash(both, sizeof(both), has_language ? 1 : 2);
}

RhumbFingerprint
rhumb_quad_fingerprint(const RhumbFingerprint terms[const 4])
{
  return hash(terms, 4 * sizeof(*terms), 0);
}

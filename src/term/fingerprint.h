// SPDX-License-Identifier: ISC

/// @file fingerprint.h  128 bits (XXH3) that stand for a term or a quad.
///
/// Two terms differ if their fingerprints do: a datatype of xsd:string is none,
/// and the case of a language tag does not matter. That two different terms of
/// honest data share one is as likely as a hardware fault (2^-64 after four
/// thousand million terms). Data made to share one cannot: the secret of the
/// run (base/secret.h) is unknown to it. Fingerprints are only compared; no
/// output shows one, or an order that they make.

#ifndef RHUMB_TERM_FINGERPRINT_H
#define RHUMB_TERM_FINGERPRINT_H

#include "base/secret.h"
#include "term/term.h"

typedef struct {
  uint64_t low, high;
} RhumbFingerprint;

/// All zero for no term
RhumbFingerprint
rhumb_term_fingerprint(const RhumbTerm *term);

/// Return what stands for four of anything: terms, fingerprints made so before,
/// numbers
RhumbFingerprint
rhumb_fingerprint_mix(const RhumbFingerprint parts[4]);

/// Return the fingerprint of the quad whose terms have these: in each half the
/// sum of theirs, each times the secret factor of its place. A quad is made of
/// four terms that are hashed already, and hashing them again cost more than
/// all else.
///
/// Two quads that differ in one term differ as that does, for a factor is odd.
/// Where they differ in several, the sum of the differences, each times its
/// factor, would have to be 0 in both halves: nobody knows a term's fingerprint
/// or a factor, both are random, and so that is as likely as 2^-64 in a half.
/// It is 2^-62 at worst for terms that change places, (x, p, y) and (y, p, x):
/// two factors differ by 2 or 4 times an odd number. Terms that differ in their
/// kind alone do so by a small number, and in one half: whether two of these
/// cancel is the chance of the factors, once a run. A sum of several quads may
/// equal that of others, but only two quads are ever compared, and how
/// likely any two of n share one is bounded by their number, n * n / 2, however
/// the pairs depend on each other.
///
/// That holds for fingerprints of terms alone: of numbers that data can choose,
/// or of a long list, rhumb_fingerprint_mix() is to be asked.
static inline RhumbFingerprint
rhumb_quad_fingerprint(const RhumbFingerprint terms[4])
{
  const uint64_t *const factors = rhumb_secret_factors();
  RhumbFingerprint sum = {0};
  for (size_t i = 0; i < 4; ++i) {
    sum.low += terms[i].low * factors[i];
    sum.high += terms[i].high * factors[4 + i];
  }
  return sum;
}

#endif // RHUMB_TERM_FINGERPRINT_H

// SPDX-License-Identifier: ISC

/// @file fingerprint.h  128 bits (XXH3) that stand for a term or a quad.
///
/// Two terms differ if their fingerprints do: a datatype of xsd:string is none,
/// and the case of a language tag does not matter. That two different terms of
/// honest data share one is as likely as a hardware fault (2^-64 after four
/// thousand million terms). XXH3 is no cryptographic hash and its seeds are
/// fixed, so that a run is the same every time: who knows it and chooses the
/// values can make two that share a fingerprint, of which the second is then
/// dropped as a duplicate of the first. Nothing else depends on it.

#ifndef RHUMB_TERM_FINGERPRINT_H
#define RHUMB_TERM_FINGERPRINT_H

#include "term/term.h"

typedef struct {
  uint64_t low, high;
} RhumbFingerprint;

/// All zero for no term
RhumbFingerprint
rhumb_term_fingerprint(const RhumbTerm *term);

/// Return the fingerprint of the quad whose terms have these
RhumbFingerprint
rhumb_quad_fingerprint(const RhumbFingerprint terms[4]);

#endif // RHUMB_TERM_FINGERPRINT_H

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

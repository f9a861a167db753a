// SPDX-License-Identifier: ISC

/// @file quoted.h  A triple that is reified, and who does.

#ifndef RHUMB_ENGINE_QUOTED_H
#define RHUMB_ENGINE_QUOTED_H

#include "engine/make.h"

/// A triple that is reified; lives as long as the row, or an index
struct RhumbQuoted {
  RhumbTerm reifier; ///< A blank node, unless it is an annotation's
  RhumbTerm triple[3];
  RhumbTerm term; ///< `triple` as a triple term
  RhumbFingerprint reifier_print, print;
  const RhumbQuoted *inner[2]; ///< What its subject and object reify, or are
  size_t n_quads; ///< That say what reifies it, and what is in it, counted
                  ///< wherever they are, as rhumb_product() does
};

/// Return a copy that is the arena's
const RhumbQuoted *
rhumb_quoted_copy(RhumbArena *arena, const RhumbQuoted *quoted);

/// Return who reifies a triple
RhumbMade
rhumb_quoted_made(const RhumbQuoted *quoted, uint64_t targets);

#endif // RHUMB_ENGINE_QUOTED_H

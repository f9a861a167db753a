// SPDX-License-Identifier: ISC

/// @file quoted.c  Triples that are reified, kept and made again.

#include "engine/quoted.h"

const RhumbQuoted *
rhumb_quoted_copy(RhumbArena *const arena, const RhumbQuoted *const quoted)
{
  RhumbQuoted *const copy = RHUMB_NEW(arena, RhumbQuoted, 1);
  *copy = *quoted;
  copy->reifier = rhumb_term_copy(arena, &quoted->reifier);
  for (size_t i = 0; i < 3; ++i) {
    copy->triple[i] = rhumb_term_copy(arena, &quoted->triple[i]);
  }
  copy->term.triple = copy->triple;
  for (size_t i = 0; i < 2; ++i) {
    copy->inner[i] =
        quoted->inner[i] ? rhumb_quoted_copy(arena, quoted->inner[i]) : NULL;
  }
  return copy;
}

RhumbMade
rhumb_quoted_made(const RhumbQuoted *const quoted, const uint64_t targets)
{
  return (RhumbMade){.term = quoted->reifier,
                     .print = quoted->reifier_print,
                     .targets = targets,
                     .quoted = quoted};
}

// SPDX-License-Identifier: ISC

/// @file hint.c  Which hints of a record count.

#include "engine/hint.h"

void
rhumb_hints_forget(RhumbHints *const hints, const size_t start)
{
  size_t kept = start;
  for (size_t i = start; i < hints->count; ++i) {
    if (!hints->items[i].kind->of_quads) {
      hints->items[kept++] = hints->items[i];
    }
  }
  hints->count = kept;
}

/// True if the rule of hint number `i` has noted the same of this row before,
/// in another map: a mapping with two subjects is two
static bool
is_again(const RhumbHints *const hints, const size_t i)
{
  const RhumbHint *const hint = &hints->items[i];
  const RhumbHint *first = hints->items;
  while (first->kind != hint->kind || first->rule.text != hint->rule.text ||
         first->rule.line != hint->rule.line ||
         first->rule.column != hint->rule.column) {
    ++first;
  }
  return first->by != hint->by;
}

void
rhumb_hints_count(const RhumbHints *const hints,
                  RhumbTally *const tally,
                  const RhumbSource *const source)
{
  for (size_t i = 0; i < hints->count; ++i) {
    const RhumbHint *const hint = &hints->items[i];
    if (!is_again(hints, i)) {
      rhumb_tally_add(tally, hint->kind, hint->rule, source, hint->what);
    }
  }
}

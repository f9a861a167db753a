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

/// True if both are of one rule, and of the same where a kind says what that is
static bool
is_again(const RhumbHint *const a, const RhumbHint *const b)
{
  return a->kind == b->kind && a->rule.text == b->rule.text &&
         a->rule.line == b->rule.line && a->rule.column == b->rule.column &&
         (!a->kind->is_same || a->kind->is_same(a->by, b->by));
}

/// What the rule has noted in another map is the same again: a mapping with two
/// subjects is two
void
rhumb_hints_count(const RhumbHints *const hints,
                  RhumbTally *const tally,
                  const RhumbSource *const source)
{
  const RhumbHint *first = hints->items; // That has noted the same
  for (size_t i = 0; i < hints->count; ++i) {
    const RhumbHint *const hint = &hints->items[i];
    first = is_again(first, hint) ? first : hints->items;
    while (!is_again(first, hint)) {
      ++first;
    }
    if (first->by == hint->by && !hint->is_again) {
      rhumb_tally_add(
          tally, hint->kind, hint->rule, source, hint->what, hint->by);
    }
  }
}

// SPDX-License-Identifier: ISC

/// @file space.c  The IRIs of prefixes in their order, each with the one that
/// it lies in.

#include "term/space.h"

#include "term/local.h"

#include <stdlib.h>

/// By their bytes; of the same, the one that was declared first
static int
compare(const void *const a, const void *const b)
{
  const RhumbSpace *const left = (const RhumbSpace *)a;
  const RhumbSpace *const right = (const RhumbSpace *)b;
  const int order = rhumb_str_compare(left->iri, right->iri);
  return order ? order : (left->number > right->number) - 1;
}

/// Keep one of each IRI, and find the one around it: all that a text begins
/// with stand before it, and what lies between begins with them too
static void
nest(RhumbSpaces *const spaces)
{
  size_t count = 0;
  for (size_t i = 0; i < spaces->count; ++i) {
    RhumbSpace *const space = &spaces->items[count];
    *space = spaces->items[i];
    const RhumbSpace *outer = count ? space - 1 : NULL;
    if (outer && rhumb_str_equal(outer->iri, space->iri)) {
      continue;
    }
    while (outer && !rhumb_str_starts(space->iri, outer->iri)) {
      outer = outer->outer;
    }
    space->outer = outer;
    ++count;
  }
  spaces->count = count;
}

static void
build(const RhumbPrefixes *const prefixes, RhumbSpaces *const spaces)
{
  spaces->items = RHUMB_NEW(prefixes->arena, RhumbSpace, prefixes->count);
  spaces->count = 0;
  for (size_t i = 0; i < prefixes->count; ++i) {
    if (prefixes->items[i].iri.len) {
      spaces->items[spaces->count++] =
          (RhumbSpace){prefixes->items[i].iri, i, NULL};
    }
  }
  if (spaces->count) {
    qsort(spaces->items, spaces->count, sizeof(*spaces->items), compare);
  }
  nest(spaces);
  spaces->holds = true;
}

const RhumbSpace *
rhumb_space_find(const RhumbPrefixes *const prefixes, const RhumbStr iri)
{
  RhumbSpaces *const spaces = prefixes->spaces;
  if (spaces && !spaces->holds) {
    build(prefixes, spaces);
  }
  size_t start = 0;
  size_t end = spaces ? spaces->count : 0;
  while (start < end) {
    const size_t middle = start + ((end - start) / 2);
    if (rhumb_str_compare(spaces->items[middle].iri, iri) <= 0) {
      start = middle + 1;
    } else {
      end = middle;
    }
  }
  const RhumbSpace *space = start ? &spaces->items[start - 1] : NULL;
  while (space && !rhumb_str_starts(iri, space->iri)) {
    space = space->outer;
  }
  return space;
}

const RhumbSpace *
rhumb_space_named(const RhumbPrefixes *const prefixes, const RhumbStr iri)
{
  const RhumbSpace *space = rhumb_space_find(prefixes, iri);
  while (space && !rhumb_is_local_name(rhumb_str_from(iri, space->iri.len))) {
    space = space->outer;
  }
  return space;
}

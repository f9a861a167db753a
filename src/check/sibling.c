// SPDX-License-Identifier: ISC

/// @file sibling.c  Names that are near each other because they are of a
/// family.

#include "check/sibling.h"

#include "base/ascii.h"

/// Words of so many letters are near to all others of their length
enum { MAX_SHORT = 3 };

static bool
has_digit(const RhumbStr text)
{
  for (size_t i = 0; i < text.len; ++i) {
    if (rhumb_is_digit(text.data[i])) {
      return true;
    }
  }
  return false;
}

/// How two names differ: the stretches that are not the same in both
typedef struct {
  size_t start, end, other_end;
} Difference;

static Difference
difference(const RhumbStr a, const RhumbStr b)
{
  Difference at = {0, a.len, b.len};
  while (at.start < a.len && at.start < b.len &&
         a.data[at.start] == b.data[at.start]) {
    ++at.start;
  }
  while (at.end > at.start && at.other_end > at.start &&
         a.data[at.end - 1] == b.data[at.other_end - 1]) {
    --at.end;
    --at.other_end;
  }
  return at;
}

/// Return the word of `name` that a difference is in
static RhumbStr
word_around(const RhumbStr name, size_t start, size_t end)
{
  while (start > 0 && rhumb_is_alphanumeric(name.data[start - 1])) {
    --start;
  }
  while (end < name.len && rhumb_is_alphanumeric(name.data[end])) {
    ++end;
  }
  return rhumb_str_slice(name, start, end);
}

/// True if one name is the other with the ending of several
static bool
is_plural(const RhumbStr here, const RhumbStr there)
{
  const RhumbStr more = here.len ? here : there;
  return (!here.len || !there.len) &&
         (rhumb_str_is(more, "s") || rhumb_str_is(more, "es"));
}

bool
rhumb_are_siblings(const RhumbStr name, const RhumbStr other)
{
  const Difference at = difference(name, other);
  const RhumbStr here = rhumb_str_slice(name, at.start, at.end);
  const RhumbStr there = rhumb_str_slice(other, at.start, at.other_end);
  return !rhumb_str_alike(name, other) &&
         (word_around(name, at.start, at.end).len <= MAX_SHORT ||
          is_plural(here, there) || has_digit(here) || has_digit(there));
}

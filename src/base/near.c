// SPDX-License-Identifier: ISC

/// @file near.c  Known words: the same, and the nearest by edit distance.

#include "base/near.h"

#include "base/ascii.h"

#include <limits.h>

/// Longer words are not compared: no key or name that people type is
#define MAX_WORD 64U

/// What an edit costs; letters that differ in case alone cost half
static const unsigned edit_cost = 2;

static unsigned
replace_cost(const char a, const char b)
{
  return a == b ? 0 : rhumb_to_lower(a) == rhumb_to_lower(b) ? 1 : edit_cost;
}

static unsigned
least(const unsigned a, const unsigned b)
{
  return a < b ? a : b;
}

static bool
is_swap(const RhumbStr a, const RhumbStr b, const size_t i, const size_t j)
{
  return i > 0 && j > 0 &&
         rhumb_to_lower(a.data[i]) == rhumb_to_lower(b.data[j - 1]) &&
         rhumb_to_lower(a.data[i - 1]) == rhumb_to_lower(b.data[j]);
}

/// The optimal string alignment distance, row by row; three rows are kept
static unsigned
distance(const RhumbStr a, const RhumbStr b)
{
  unsigned rows[3][MAX_WORD + 1];
  for (size_t j = 0; j <= b.len; ++j) {
    rows[0][j] = (unsigned)j * edit_cost;
  }

  for (size_t i = 0; i < a.len; ++i) {
    const unsigned *const above = rows[i % 3];
    const unsigned *const above2 = rows[(i + 2) % 3];
    unsigned *const row = rows[(i + 1) % 3];
    row[0] = ((unsigned)i + 1) * edit_cost;
    for (size_t j = 0; j < b.len; ++j) {
      unsigned cost = least(above[j + 1], row[j]) + edit_cost;
      cost = least(cost, above[j] + replace_cost(a.data[i], b.data[j]));
      if (is_swap(a, b, i, j)) {
        cost = least(cost, above2[j - 1] + edit_cost);
      }
      row[j + 1] = cost;
    }
  }
  return rows[a.len % 3][b.len];
}

const char *
rhumb_near(const RhumbStr word, const char *const *const candidates)
{
  if (!word.len || word.len > MAX_WORD) {
    return NULL;
  }

  const unsigned third = (unsigned)word.len / 3;
  const unsigned whole = (unsigned)word.len * edit_cost;
  unsigned limit = least((third ? third : 1) * edit_cost, whole - 1);
  const char *nearest = NULL;
  const char *alike = NULL;
  for (const char *const *c = candidates; *c; ++c) {
    const RhumbStr candidate = rhumb_str(*c);
    alike = rhumb_str_alike(candidate, word) ? *c : alike;
    const size_t apart = candidate.len > word.len ? candidate.len - word.len
                                                  : word.len - candidate.len;
    if (!candidate.len || candidate.len > MAX_WORD ||
        apart * edit_cost > limit) { // So many edits it takes at the least
      continue;
    }
    const unsigned d = distance(word, candidate);
    if (d < limit || (d == limit && !nearest)) {
      limit = d;
      nearest = *c;
    }
  }
  return nearest ? nearest : alike;
}

const char *
rhumb_near_of_few(const RhumbStr word, const char *const *const candidates)
{
  const char *nearest = rhumb_near(word, candidates);
  const bool is_near = nearest != NULL;
  unsigned limit = UINT_MAX;
  for (const char *const *c = candidates; !is_near && *c; ++c) {
    const RhumbStr candidate = rhumb_str(*c);
    const size_t longer = candidate.len > word.len ? candidate.len : word.len;
    if (!longer || longer > MAX_WORD) {
      continue;
    }
    const unsigned d = distance(word, candidate);
    if (d < limit && (size_t)d * 3 < longer * edit_cost * 2) {
      limit = d;
      nearest = *c;
    }
  }
  return nearest;
}

const char *
rhumb_word(const char *const *const words, const RhumbStr text)
{
  for (size_t i = 0; words[i]; ++i) {
    if (rhumb_str_is(text, words[i])) {
      return words[i];
    }
  }
  return NULL;
}

// SPDX-License-Identifier: ISC

/// @file near.h  The known word that was probably meant.

#ifndef RHUMB_BASE_NEAR_H
#define RHUMB_BASE_NEAR_H

#include "base/str.h"

/**
   Return the candidate nearest to `word`, or NULL if none is near.

   Near is an edit distance (insert, delete, replace, swap; case counts half) of
   at most a third of the word's length, 1 at the least, but never the whole
   word. If none is, the word itself in other case. `candidates` ends with NULL.
*/
const char *
rhumb_near(RhumbStr word, const char *const *candidates);

/// Likewise of a closed list, where a word that is far may still be meant: near
/// is less than two thirds of the longer of the two words
const char *
rhumb_near_of_few(RhumbStr word, const char *const *candidates);

/// Return the word of `words`, which ends with NULL, that `text` is; or NULL
const char *
rhumb_word(const char *const *words, RhumbStr text);

#endif // RHUMB_BASE_NEAR_H

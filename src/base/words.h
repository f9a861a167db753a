// SPDX-License-Identifier: ISC

/// @file words.h  Words in one text with spaces between, as rows of tables hold
/// their names: "jsonl ndjson".

#ifndef RHUMB_BASE_WORDS_H
#define RHUMB_BASE_WORDS_H

#include "base/str.h"

/// Take the first word off `*words`; empty behind the last, and of NULL
RhumbStr
rhumb_words_next(const char **words);

/// Return the one of `words` (NULL: none) that is `word` in any case, as it
/// stands there; empty if none is
RhumbStr
rhumb_words_find(const char *words, RhumbStr word);

/// Return the one of `words` that `word` was probably meant for, owned by
/// `arena`, or NULL; see rhumb_near(). Of words such as media types, with a
/// slash in them, the parts behind it are compared, and with one another alone.
const char *
rhumb_words_near(RhumbArena *arena, const char *words, RhumbStr word);

/// Return the words as a sentence has them, "csv, jsonpath or sql" if `last` is
/// "or"; owned by `arena`
const char *
rhumb_words_list(RhumbArena *arena, const char *words, const char *last);

#endif // RHUMB_BASE_WORDS_H

// SPDX-License-Identifier: ISC

/// @file words.c  Words in one text: found, suggested, listed.

#include "base/words.h"

#include "base/near.h"

RhumbStr
rhumb_words_next(const char **const words)
{
  if (!*words) {
    return RHUMB_STR("");
  }
  const char *const start = *words + strspn(*words, " ");
  const RhumbStr word = {start, strcspn(start, " ")};
  *words = start + word.len;
  return word;
}

RhumbStr
rhumb_words_find(const char *words, const RhumbStr word)
{
  RhumbStr known = rhumb_words_next(&words);
  while (known.len && !rhumb_str_alike(known, word)) {
    known = rhumb_words_next(&words);
  }
  return known;
}

const char *
rhumb_words_near(RhumbArena *const arena,
                 const char *words,
                 const RhumbStr word)
{
  const char **const known = RHUMB_NEW(arena, const char *, strlen(words) + 1);
  size_t count = 0;
  for (RhumbStr next = rhumb_words_next(&words); next.len;
       next = rhumb_words_next(&words)) {
    known[count++] = rhumb_str_copy(arena, next).data;
  }
  return rhumb_near(word, known);
}

const char *
rhumb_words_list(RhumbArena *const arena,
                 const char *words,
                 const char *const last)
{
  RhumbStr list = rhumb_words_next(&words);
  RhumbStr next = rhumb_words_next(&words);
  while (next.len) {
    const RhumbStr word = next;
    next = rhumb_words_next(&words);
    list = next.len ? rhumb_str_format(
                          arena, "%.*s, %.*s", RHUMB_FMT(list), RHUMB_FMT(word))
                    : rhumb_str_format(arena,
                                       "%.*s %s %.*s",
                                       RHUMB_FMT(list),
                                       last,
                                       RHUMB_FMT(word));
  }
  return rhumb_str_copy(arena, list).data;
}

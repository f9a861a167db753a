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

/// The part of a word behind its first slash, or all of it
static RhumbStr
behind_slash(const RhumbStr word)
{
  const size_t slash = rhumb_str_index(word, '/');
  return slash < word.len ? rhumb_str_from(word, slash + 1) : word;
}

const char *
rhumb_words_near(RhumbArena *const arena,
                 const char *words,
                 const RhumbStr word)
{
  const size_t most = strlen(words) + 1;
  const char **const known = RHUMB_NEW(arena, const char *, most);
  const char **const compared = RHUMB_NEW(arena, const char *, most);
  const RhumbStr part = behind_slash(word);
  size_t count = 0;
  for (RhumbStr next = rhumb_words_next(&words); next.len;
       next = rhumb_words_next(&words)) {
    const RhumbStr own = behind_slash(next);
    if ((own.len < next.len) == (part.len < word.len)) {
      known[count] = rhumb_str_copy(arena, next).data;
      compared[count] = known[count] + (next.len - own.len);
      ++count;
    }
  }
  const char *const near = rhumb_near(part, compared);
  size_t i = 0;
  while (near && compared[i] != near) {
    ++i;
  }
  return near ? known[i] : NULL;
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

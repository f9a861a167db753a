// SPDX-License-Identifier: ISC

/// @file word.c  Words of sources and targets, and what stands behind a "~".

#include "yarrrml/word_impl.h"

#include "base/near.h"

static char
lower(const char c)
{
  return (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
}

bool
rhumb_word_is(const RhumbStr a, const char *const b)
{
  if (a.len != strlen(b)) {
    return false;
  }
  for (size_t i = 0; i < a.len; ++i) {
    if (lower(a.data[i]) != lower(b[i])) {
      return false;
    }
  }
  return true;
}

const RhumbWord *
rhumb_word_find(const RhumbWord *const table, const RhumbStr word)
{
  for (const RhumbWord *m = table; m->name; ++m) {
    if (rhumb_word_is(word, m->name)) {
      return m;
    }
  }
  return NULL;
}

RhumbStatus
rhumb_word_fail(const RhumbYarrrml *const reader,
                const RhumbWord *const table,
                const char *const what,
                const RhumbStr word,
                const RhumbLoc loc)
{
  const char *names[32];
  size_t count = 0;
  for (const RhumbWord *m = table; m->name && count < 31; ++m) {
    names[count++] = m->name;
  }
  names[count] = NULL;
  return rhumb_fail_near(reader->diag,
                         RHUMB_ERR_REFERENCE,
                         loc,
                         rhumb_near(word, names),
                         "unknown %s \"%.*s\"",
                         what,
                         RHUMB_FMT(word));
}

RhumbStatus
rhumb_word_read(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                const RhumbWord *const table,
                const char *const what,
                const RhumbWord **const out)
{
  RhumbStr word = {NULL, 0};
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_text(&reader->yaml, node, what, &word));
  const RhumbWord *const meaning = rhumb_word_find(table, word);
  if (!meaning) {
    return rhumb_word_fail(reader, table, what, word, node->loc);
  }
  *out = meaning;
  return RHUMB_OK;
}

RhumbStatus
rhumb_read_optional(RhumbYarrrml *const reader,
                    const RhumbYaml *const node,
                    const char *const what,
                    RhumbStr *const out)
{
  return node ? rhumb_read_text(&reader->yaml, node, what, out) : RHUMB_OK;
}

size_t
rhumb_find_tilde(const RhumbStr text)
{
  for (size_t i = text.len; i-- > 1;) {
    const char c = text.data[i];
    if (c == '~') {
      return i;
    }
    if (c == '/' || c == '.') {
      break;
    }
  }
  return text.len;
}

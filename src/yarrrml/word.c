// SPDX-License-Identifier: ISC

/// @file word.c  Words of sources and targets, and what stands behind a "~".

#include "yarrrml/word_impl.h"

#include "base/words.h"

RhumbStatus
rhumb_word_find(const RhumbYarrrml *const reader,
                const char *const words,
                const char *const what,
                const RhumbStr word,
                const RhumbLoc loc,
                RhumbStr *const out)
{
  *out = rhumb_words_find(words, word);
  return out->len
             ? RHUMB_OK
             : rhumb_fail_near(reader->diag,
                               RHUMB_ERR_REFERENCE,
                               loc,
                               rhumb_words_near(reader->arena, words, word),
                               "unknown %s \"%.*s\"",
                               what,
                               RHUMB_FMT(word));
}

RhumbStatus
rhumb_word_read(RhumbYarrrml *const reader,
                const RhumbYaml *const node,
                const char *const words,
                const char *const what,
                RhumbStr *const out)
{
  RhumbStr word = {NULL, 0};
  if (!node) {
    return RHUMB_OK;
  }
  RHUMB_TRY(rhumb_read_text(&reader->yaml, node, what, &word));
  return rhumb_word_find(reader, words, what, word, node->loc, out);
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

RhumbStatus
rhumb_access_read(RhumbYarrrml *const reader,
                  const RhumbYaml *const node,
                  const RhumbAccessWords *const words,
                  RhumbStr *const access,
                  RhumbStr *const word)
{
  if (node->kind != RHUMB_YAML_SCALAR || rhumb_is_null(node)) {
    return rhumb_wrong_kind(&reader->yaml, node, words->access, "a string");
  }
  const RhumbSpan span = rhumb_span_of(&reader->yaml, node);
  const size_t tilde = rhumb_find_tilde(span.text);
  *access = rhumb_str_slice(span.text, 0, tilde);
  return tilde == span.text.len
             ? RHUMB_OK
             : rhumb_word_find(
                   reader,
                   words->words,
                   words->what,
                   rhumb_str_slice(span.text, tilde + 1, span.text.len),
                   rhumb_span_loc(&span, tilde + 1),
                   word);
}

// SPDX-License-Identifier: ISC

/// @file word_impl.h  Words of sources and targets, such as "csv" and "gzip".

#ifndef RHUMB_YARRRML_WORD_IMPL_H
#define RHUMB_YARRRML_WORD_IMPL_H

#include "yarrrml/yarrrml_impl.h"

/// Find a word among `words`, which spaces separate; a word that is none is
/// reported with the nearest, `what` being what it would be
RHUMB_NODISCARD RhumbStatus
rhumb_word_find(const RhumbYarrrml *reader,
                const char *words,
                const char *what,
                RhumbStr word,
                RhumbLoc loc,
                RhumbStr *out);

/// Read a word, as `words` has it; `out` is left alone if `node` is NULL
RHUMB_NODISCARD RhumbStatus
rhumb_word_read(RhumbYarrrml *reader,
                const RhumbYaml *node,
                const char *words,
                const char *what,
                RhumbStr *out);

/// Read a text if there is one
RHUMB_NODISCARD RhumbStatus
rhumb_read_optional(RhumbYarrrml *reader,
                    const RhumbYaml *node,
                    const char *what,
                    RhumbStr *out);

/// Return the byte of the "~" in "access~formulation", or the length
size_t
rhumb_find_tilde(RhumbStr text);

/// What may stand behind the "~", and what messages call both parts
typedef struct {
  const char *words, *what, *access;
} RhumbAccessWords;

/// Read "access~word"; `word` is left alone if there is none
RHUMB_NODISCARD RhumbStatus
rhumb_access_read(RhumbYarrrml *reader,
                  const RhumbYaml *node,
                  const RhumbAccessWords *words,
                  RhumbStr *access,
                  RhumbStr *word);

#endif // RHUMB_YARRRML_WORD_IMPL_H

// SPDX-License-Identifier: ISC

/// @file word_impl.h  Words of sources and targets, such as "csv" and "gzip".

#ifndef RHUMB_YARRRML_WORD_IMPL_H
#define RHUMB_YARRRML_WORD_IMPL_H

#include "yarrrml/yarrrml_impl.h"

/// A word of the language, and what the model calls it; the last of a table has
/// no name
typedef struct {
  const char *name;
  const char *meaning;
} RhumbWord;

/// True for the same word in any case, as names of formulations are written:
/// CSV, JSONPath
bool
rhumb_word_is(RhumbStr a, const char *b);

/// Return the row of `table`, or NULL
const RhumbWord *
rhumb_word_find(const RhumbWord *table, RhumbStr word);

/// Report that `table` has no such word, with the nearest; `what` it would be
RhumbStatus
rhumb_word_fail(const RhumbYarrrml *reader,
                const RhumbWord *table,
                const char *what,
                RhumbStr word,
                RhumbLoc loc);

/// Read a word of `table`; `out` is left alone if `node` is NULL
RHUMB_NODISCARD RhumbStatus
rhumb_word_read(RhumbYarrrml *reader,
                const RhumbYaml *node,
                const RhumbWord *table,
                const char *what,
                const RhumbWord **out);

/// Read a text if there is one
RHUMB_NODISCARD RhumbStatus
rhumb_read_optional(RhumbYarrrml *reader,
                    const RhumbYaml *node,
                    const char *what,
                    RhumbStr *out);

/// Return the byte of the "~" in "access~formulation", or the length
size_t
rhumb_find_tilde(RhumbStr text);

#endif // RHUMB_YARRRML_WORD_IMPL_H

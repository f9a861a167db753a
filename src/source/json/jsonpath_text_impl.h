// SPDX-License-Identifier: ISC

/// @file jsonpath_text_impl.h  A JSONPath query on its way through the
/// compiler.

#ifndef RHUMB_SOURCE_JSON_JSONPATH_TEXT_IMPL_H
#define RHUMB_SOURCE_JSON_JSONPATH_TEXT_IMPL_H

#include "source/json/jsonpath_impl.h"

typedef struct {
  RhumbArena *arena;
  RhumbStr text;
  size_t at;
  bool loose; ///< Names up to the next "." or "["; only outside of filters
  unsigned depth;
  size_t n_slots;
  RhumbLoc loc;
  const RhumbDiag *diag;
} RhumbPathParser;

/// Return the place of a byte of the query
RhumbLoc
rhumb_path_place(const RhumbPathParser *p, size_t at);

/// Report what was expected at a byte
RhumbStatus
rhumb_path_fail_at(const RhumbPathParser *p, size_t at, const char *message);

/// Likewise, where the parser stands
RhumbStatus
rhumb_path_fail(const RhumbPathParser *p, const char *message);

/// The next byte; '\0' at the end
static inline char
rhumb_path_peek(const RhumbPathParser *const p)
{
  return *(p->at < p->text.len ? p->text.data + p->at : "");
}

/// Pass `word` if it is next
bool
rhumb_path_take(RhumbPathParser *p, const char *word);

void
rhumb_path_skip_space(RhumbPathParser *p);

/// Read a text in quotes (section 2.3.1.1)
RHUMB_NODISCARD RhumbStatus
rhumb_path_string(RhumbPathParser *p, RhumbStr *out);

/// Read an integer that every JSON reader has exactly (section 2.1)
RHUMB_NODISCARD RhumbStatus
rhumb_path_integer(RhumbPathParser *p, int64_t *out);

/// Read a number of a filter; its text is its value
RHUMB_NODISCARD RhumbStatus
rhumb_path_number(RhumbPathParser *p, RhumbPathValue *out);

#endif // RHUMB_SOURCE_JSON_JSONPATH_TEXT_IMPL_H

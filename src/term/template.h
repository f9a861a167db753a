// SPDX-License-Identifier: ISC

/// @file template.h  String templates: text with references in it.

#ifndef RHUMB_TERM_TEMPLATE_H
#define RHUMB_TERM_TEMPLATE_H

#include "base/status.h"

/// Fixed text (unescaped), or a reference to ask the source for
typedef struct {
  RhumbStr text;
  bool is_reference;
  RhumbLoc loc;
} RhumbPart;

typedef struct {
  const RhumbPart *parts;
  size_t count;
} RhumbTemplate;

/// Return the place of byte `at` of the text that a template was written in
typedef struct {
  RhumbLoc (*at)(const void *handle, size_t at);
  const void *handle;
} RhumbPlaces;

/**
   Read an RML template, "text{reference}": a backslash escapes `{`, `}` and
   itself (R2RML section 7.3).

   @param out Set to the parts, owned by `arena`, adjacent text joined.
   @return RHUMB_OK or RHUMB_ERR_SYNTAX, reported at the byte.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_template_read_rml(RhumbTemplate *out,
                        RhumbArena *arena,
                        RhumbStr text,
                        const RhumbPlaces *places,
                        const RhumbDiag *diag);

/**
   Read a YARRRML template, "text$(reference)": a reference may hold balanced
   parentheses and quoted strings; `\(`, `\)` and `\:` stand for themselves,
   every `{`, `}` and any other `\` is text.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_template_read_yarrrml(RhumbTemplate *out,
                            RhumbArena *arena,
                            RhumbStr text,
                            const RhumbPlaces *places,
                            const RhumbDiag *diag);

#endif // RHUMB_TERM_TEMPLATE_H

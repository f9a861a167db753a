// SPDX-License-Identifier: ISC

/// @file template.h  String templates: text with references in it.

#ifndef RHUMB_TERM_TEMPLATE_H
#define RHUMB_TERM_TEMPLATE_H

#include "base/status.h"

typedef struct RhumbPart RhumbPart;

/// Fixed text (unescaped), or a reference to ask the source for
struct RhumbPart {
  RhumbStr text;
  bool is_reference;
  RhumbLoc loc;
  const RhumbPart *steps; ///< Of a YARRRML reference: the names that stand
                          ///< behind each of its "=>", in their order
  size_t n_steps;
};

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
   Return the parenthesis that closes the YARRRML reference "$(…)" at `at`, or 0
   if none does.

   A reference may be a path, whose quotations hold any signs and whose
   parentheses and brackets have partners, or a column's name, in which a quote
   or a bracket may stand alone. A parenthesis behind a backslash closes no
   reference; it may be the partner of one within it that has none.
*/
size_t
rhumb_template_closing(RhumbStr text, size_t at);

/**
   Read a YARRRML template, "text$(reference)", whose references end where
   rhumb_template_closing() says; `\(`, `\)` and `\:` stand for themselves,
   every `{`, `}` and any other `\` is text. A reference such as `_file` is one
   to the file's name (io/pattern.h), unless a backslash stands before it.

   Within a reference "=>" begins a step, "$(reference => name => name)", but
   in quotations, brackets and parentheses that have partners; `\=>` is text.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_template_read_yarrrml(RhumbTemplate *out,
                            RhumbArena *arena,
                            RhumbStr text,
                            const RhumbPlaces *places,
                            const RhumbDiag *diag);

#endif // RHUMB_TERM_TEMPLATE_H

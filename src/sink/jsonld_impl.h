// SPDX-License-Identifier: ISC

/// @file jsonld_impl.h  The parts of the writer of JSON-LD 1.1.

#ifndef RHUMB_SINK_JSONLD_IMPL_H
#define RHUMB_SINK_JSONLD_IMPL_H

#include "sink/page_impl.h"

/// How a term is called. What is captured begins like a compact IRI without
/// being one, as <ex:a> does where "ex" is a prefix: readers would expand it.
/// It can be called by its name only where no prefixes are.
typedef struct {
  const RhumbTerm *term;
  const RhumbPrefix *prefix; ///< NULL: it is written in full
  bool is_captured;
} RhumbJsonldName;

// jsonld_context.c ------------------------------------------------------------

/// Set `out` to those of `prefixes` (NULL: none) that a context can declare,
/// are in use and are read alike by all
void
rhumb_jsonld_prefixes(RhumbPrefixes *out,
                      RhumbArena *arena,
                      const RhumbPrefixes *prefixes);

/// Append the context that declares them
void
rhumb_jsonld_put_context(RhumbBuf *out, const RhumbPrefixes *prefixes);

/// Return how the IRI or blank node `term` is called
RhumbJsonldName
rhumb_jsonld_name(const RhumbPrefixes *prefixes, const RhumbTerm *term);

// jsonld_value.c --------------------------------------------------------------

/// Append `text` as a string of JSON
void
rhumb_jsonld_put_text(RhumbBuf *out, RhumbStr text);

/// Append a name as a string; in full if it `is_bare` of prefixes
void
rhumb_jsonld_put_name(RhumbBuf *out, const RhumbJsonldName *name, bool is_bare);

/// Append a literal; `datatype` is how its datatype, if it has one, is called
void
rhumb_jsonld_put_literal(RhumbBuf *out,
                         const RhumbTerm *literal,
                         const RhumbJsonldName *datatype,
                         bool is_bare);

#endif // RHUMB_SINK_JSONLD_IMPL_H

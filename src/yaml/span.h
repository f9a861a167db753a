// SPDX-License-Identifier: ISC

/// @file span.h  Texts of scalars, external values replaced, that know where
/// they were written.

#ifndef RHUMB_YAML_SPAN_H
#define RHUMB_YAML_SPAN_H

#include "base/list.h"
#include "base/table.h"
#include "yaml/tree.h"

/// What `$(_name)` stands for: a value of `external:`, or of the command line
typedef struct {
  RhumbStr name, value;
  RhumbLoc loc; ///< In the rules; no text: from the command line
  bool used;
} RhumbExternalValue;

/// Where the first and the last of one name stand
typedef struct {
  size_t first, last;
} RhumbExternalPair;

/// Where two have one name, the first counts; zero is none, release with
/// rhumb_externals_free()
typedef struct {
  RhumbExternalValue *items;
  size_t count, cap;
  RhumbTable names;
  RHUMB_LIST(RhumbExternalPair) same; ///< By the number of a name
  RhumbLoc warned; ///< Where the last was asked for that there is not
  RHUMB_LIST(RhumbExternalValue)
  strangers; ///< Asked for by rules that have no externals; no values
} RhumbExternals;

void
rhumb_externals_add(RhumbExternals *externals,
                    RhumbStr name,
                    RhumbStr value,
                    RhumbLoc loc);

/// Return the value called `name`, or NULL
RhumbExternalValue *
rhumb_externals_find(const RhumbExternals *externals, RhumbStr name);

/// The same, of those that have one name the last
RhumbExternalValue *
rhumb_externals_last(const RhumbExternals *externals, RhumbStr name);

void
rhumb_externals_free(RhumbExternals *externals);

struct RhumbPrefixes;

typedef struct RhumbYamlContext RhumbYamlContext;

/// What goes with all reading of a document's nodes
struct RhumbYamlContext {
  RhumbArena *arena;
  const RhumbDiag *diag;
  RhumbExternals *externals;
  struct RhumbPrefixes *prefixes; ///< Of term/, which reads IRIs by them
  /// Set `out` to the one text that "$(_name => step …)" makes, which stands in
  /// a scalar from `at` to `end`; false if it makes none or several, which has
  /// been reported. NULL: no steps are known
  bool (*work_out)(void *handle,
                   const RhumbYaml *scalar,
                   size_t at,
                   size_t end,
                   RhumbStr *out);
  void *handle;
};

/// A piece of a scalar's text
typedef struct {
  RhumbStr text;
  const RhumbYaml *node;
  size_t at;                      ///< Of `text` in the whole
  const struct RhumbEdits *edits; ///< NULL: none
} RhumbSpan;

/// The scalar's text, with `$(_name)` replaced; a name that no external has is
/// warned of, as it is a reference then. One with steps behind it is left to
/// who reads references
RhumbSpan
rhumb_span_of(const RhumbYamlContext *context, const RhumbYaml *scalar);

/// The same of a text without references: steps are worked out
RhumbSpan
rhumb_span_of_text(const RhumbYamlContext *context, const RhumbYaml *scalar);

RhumbSpan
rhumb_span_slice(RhumbSpan span, size_t start, size_t end);

/// Without white space at either end
RhumbSpan
rhumb_span_trim(RhumbSpan span);

/// Take `suffix` off the end; false if it is not there
bool
rhumb_span_cut(RhumbSpan *span, const char *suffix);

/// True if the text begins with a value of the command line
bool
rhumb_span_is_option(const RhumbSpan *span);

RhumbLoc
rhumb_span_loc(const RhumbSpan *span, size_t at);

#endif // RHUMB_YAML_SPAN_H

// SPDX-License-Identifier: ISC

/// @file explain_impl.h  What the causes of a stop share; private to what
/// explains it.

#ifndef RHUMB_YAML_EXPLAIN_IMPL_H
#define RHUMB_YAML_EXPLAIN_IMPL_H

#include "yaml/explain.h"
#include "yaml/lines.h"

/// A cause: returns what to say, with the place set in the stop, or NULL if it
/// is another
typedef const char *
RhumbYamlCause(RhumbYamlStop *stop);

/// Characters that YAML takes for other than they are meant, lists and maps in
/// brackets, keys and indentation: the surest cause first, NULL last
extern RhumbYamlCause *const rhumb_causes_of_marks[];
extern RhumbYamlCause *const rhumb_causes_of_flow[];
extern RhumbYamlCause *const rhumb_causes_of_block[];

/// True if libyaml says that `problem` stopped it
static inline bool
rhumb_stop_is(const RhumbYamlStop *const stop, const char *const problem)
{
  return strcmp(stop->problem, problem) == 0;
}

/// True if libyaml was doing what `context` says
static inline bool
rhumb_stop_in(const RhumbYamlStop *const stop, const char *const context)
{
  return strcmp(stop->context, context) == 0;
}

/// True within a list or a map in brackets
static inline bool
rhumb_stop_in_flow(const RhumbYamlStop *const stop)
{
  return rhumb_stop_in(stop, "while parsing a flow sequence") ||
         rhumb_stop_in(stop, "while parsing a flow mapping");
}

/// The byte at `at`, NUL at the end of the text
static inline char
rhumb_stop_char(const RhumbYamlStop *const stop, const size_t at)
{
  return (char)(at < stop->text.len ? stop->text.data[at] : '\0');
}

// explain_value.c ------------------------------------------------------------

/// Return `value` in the quotes that it needs
const char *
rhumb_in_quotes(RhumbArena *arena, RhumbStr value);

/// Return the value that begins at `at`, up to what ends it in a list or the
/// line, in quotes
const char *
rhumb_quoted_value(const RhumbYamlStop *stop, size_t at);

/// Return where the text begins that byte `at` is in: behind the last blank
size_t
rhumb_value_start(const RhumbYamlStop *stop, size_t at);

/// Return where a reference begins that is open at `at` of its line, or `at`
size_t
rhumb_open_reference(const RhumbYamlStop *stop, size_t at);

/// Say that the text that begins at `start` holds brackets
const char *
rhumb_say_brackets(RhumbYamlStop *stop, size_t start);

#endif // RHUMB_YAML_EXPLAIN_IMPL_H

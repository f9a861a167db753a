// SPDX-License-Identifier: ISC

/// @file function.h  The functions that rules may call: names, parameters,
/// call.
///
/// GREL's and IDLab's functions as the Function Ontology describes them, and
/// Morph-KGC's built-in ones. Every function is pure: same arguments, same
/// result, so none knows the clock, the network or chance. Those that would are
/// in the table too, refused with the reason; the time is what the run is told
/// that it is, and a file belongs to the rules and is read with them.

#ifndef RHUMB_FUNCTION_FUNCTION_H
#define RHUMB_FUNCTION_FUNCTION_H

#include "base/lookup.h"
#include "base/status.h"
#include "term/value.h"

#define RHUMB_FUNCTION_MAX_PARAMETERS 5 ///< Of any function in the table
#define RHUMB_FUNCTION_MAX_NAMES      4 ///< Of any function or parameter
#define RHUMB_FUNCTION_ERROR          256

/// What a function gives when it gives something
typedef enum {
  RHUMB_RESULT_STRING,
  RHUMB_RESULT_BOOLEAN, ///< "true" or "false"
  RHUMB_RESULT_NUMBER,  ///< Whole if it can be, else decimal or double
  RHUMB_RESULT_DATE,    ///< xsd:date, or xsd:dateTime if it has a time
  RHUMB_RESULT_LIST,    ///< Several values
  RHUMB_RESULT_ANY,     ///< What it was given
} RhumbResultKind;

/// What a null (an argument without values) does
typedef enum {
  RHUMB_NULLS_PASS, ///< A null that is not optional makes the result null
  RHUMB_NULLS_SEEN, ///< The function looks at it; its note says how
} RhumbNullRule;

typedef struct RhumbFunctionContext RhumbFunctionContext;

typedef struct {
  const char *name; ///< Bare, such as "sep"; NULL ends the parameters
  /// CURIEs of the predicate and the parameter in FnO, ended by NULL
  const char *names[RHUMB_FUNCTION_MAX_NAMES + 1];
  const char *without; ///< What comes of leaving it out, which is warned of;
                       ///< NULL: nothing that need be said
  bool optional;       ///< May be left out
  bool list;           ///< Takes all values at once, of every argument so named
  bool truths; ///< Likewise, and an argument that is null counts as false
  /// Use rhumb_function_check(). NULL: any text is right
  RhumbStatus (*check)(const RhumbValues *arguments,
                       size_t parameter,
                       RhumbFunctionContext *context);
} RhumbParameter;

/// What a function has of a file that its arguments name, which are constants:
/// data names no files
typedef enum {
  RHUMB_FILE_NONE,
  RHUMB_FILE_TEXT,    ///< All of it; argument 0 names it
  RHUMB_FILE_COLUMNS, ///< Two columns of CSV: argument 1 names it, 2 and 3 are
                      ///< their numbers, from 0, and 4 is the delimiter
} RhumbFileUse;

typedef struct {
  RhumbStr key;   ///< Each once
  RhumbStr value; ///< Empty: null
} RhumbFileRow;

/// What was read of it
typedef struct {
  RhumbStr text;
  const RhumbFileRow *rows;
  RhumbLookup keys;
} RhumbFunctionFile;

typedef struct {
  /// CURIEs, the first the usual one, ended by NULL
  const char *names[RHUMB_FUNCTION_MAX_NAMES + 1];
  /// One word for where a value is passed on: of functions that need one
  /// argument, their first, and whose name says of itself what it does; or NULL
  const char *short_name;
  /// Ended by one without a name
  RhumbParameter parameters[RHUMB_FUNCTION_MAX_PARAMETERS + 1];
  RhumbResultKind result;
  RhumbNullRule nulls;
  const char *note;    ///< One line: what it gives
  const char *refusal; ///< Why rhumb does not do it and what does; or NULL
  RhumbFileUse file;   ///< It needs `file` of RhumbFunctionContext
  bool asks_time;      ///< It needs `now` of RhumbFunctionContext
  /// Use rhumb_function_call(), which gives RHUMB_FUNCTION_MAX_PARAMETERS
  /// arguments, null beyond those that the function has: one C function serves
  /// rows with fewer parameters and with more
  RhumbStatus (*call)(const RhumbValues *arguments,
                      RhumbFunctionContext *context);
  /// Use rhumb_function_needs(). Of a function that chooses: whether, with the
  /// arguments before it, it looks at that of `parameter`; NULL: at all it has
  bool (*needs)(const RhumbValues *arguments,
                size_t parameter,
                RhumbFunctionContext *context);
  int variant;                     ///< For the functions that share a call
  double (*math)(double);          ///< Likewise
  double (*math2)(double, double); ///< Likewise
} RhumbFunctionType;

/// What calls share: zero but for the arena is empty; release with
/// rhumb_function_context_free()
struct RhumbFunctionContext {
  RhumbArena *arena; ///< Takes results and scratch; may be reset between calls
  const RhumbFunctionFile *file; ///< Of the call; NULL: nothing was read
  RhumbStr now; ///< The time of the run, an xsd:dateTime; empty: not told
  char error[RHUMB_FUNCTION_ERROR]; ///< Why the last call failed
  const RhumbFunctionType *type;    ///< Being called
  RhumbValues result;               ///< What the call gives
  /// Told of a call that failed, of several that there are; true: its result is
  /// left out, and the others go on; NULL: none do
  bool (*passes)(const void *caller, RhumbStatus status);
  const void *caller;             ///< For `passes`
  struct RhumbPatterns *patterns; ///< Compiled regular expressions, bounded
};

/// The table, `*count` rows, in the order in which to list them
const RhumbFunctionType *
rhumb_functions(size_t *count);

/// Return the function called `name`, an IRI or a CURIE with one of our
/// prefixes, or NULL; see `refusal` before calling
const RhumbFunctionType *
rhumb_function_find(RhumbStr name);

/// Return the function whose short name is `word`, in any case, or NULL
const RhumbFunctionType *
rhumb_function_find_short(RhumbStr word);

/// Return the CURIE of the function probably meant by `name`, or NULL
const char *
rhumb_function_near(RhumbStr name);

/// Return the index of the parameter called `name` (IRI, CURIE or bare), or -1
int
rhumb_function_parameter(const RhumbFunctionType *type, RhumbStr name);

/// Return the index of the parameter that names the file of `type`
static inline int
rhumb_function_path(const RhumbFunctionType *const type)
{
  return type->file == RHUMB_FILE_COLUMNS ? 1 : 0;
}

/// Return the CURIE of the parameter probably meant by `name`, or NULL
const char *
rhumb_function_parameter_near(const RhumbFunctionType *type, RhumbStr name);

/// True if `iri` names what `type` returns (rml:return)
bool
rhumb_function_returns(const RhumbFunctionType *type, RhumbStr iri);

/// Return the usual CURIE of what `type` returns: "grel:stringOut"
const char *
rhumb_function_output(const RhumbFunctionType *type);

/// Append the IRI that one of the table's CURIEs stands for
void
rhumb_function_iri(RhumbBuf *out, const char *curie);

void
rhumb_function_context_free(RhumbFunctionContext *context);

/// True if the values of `parameter` can make a difference to what `type` gives
/// of `arguments`, which are complete up to it: what a choice does not choose
/// need not be worked out, and is null
bool
rhumb_function_needs(const RhumbFunctionType *type,
                     const RhumbValues *arguments,
                     size_t parameter,
                     RhumbFunctionContext *context);

/**
   Look at a value of `parameter` that the rules fix.

   @param arguments Those that the rules fix; the others are null.
   @return RHUMB_OK, or RHUMB_ERR_VALUE with the reason in `context->error`,
   unreported: no data makes it right.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_function_check(const RhumbFunctionType *type,
                     const RhumbValues *arguments,
                     size_t parameter,
                     RhumbFunctionContext *context);

/**
   Call `type`.

   A parameter that is no list and gets several values is taken one by one:
   the function is called for every combination, the last parameter changing
   first, and the results follow one another.

   @param result Set on success: values in the context's arena, or views into
   the arguments; none is null.
   @param arguments One for each parameter, in the table's order; a null, or
   one left out, has no values.
   @return RHUMB_OK; RHUMB_ERR_VALUE with the reason in `context->error`,
   unreported: the caller knows the place; or RHUMB_END, if there were several
   calls, and the context's `passes` has left out every one.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_function_call(const RhumbFunctionType *type,
                    RhumbValues *result,
                    const RhumbValues *arguments,
                    RhumbFunctionContext *context);

#endif // RHUMB_FUNCTION_FUNCTION_H

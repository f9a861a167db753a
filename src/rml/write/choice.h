// SPDX-License-Identifier: ISC

/// @file choice.h  Terms without value tables: RML has none, so that what a
/// table chooses becomes a term map for each choice, with the condition that
/// the key is the data's. What its templates cannot hold, functions, becomes a
/// function that puts texts together. What the one file of the source is called
/// is said there too.

#ifndef RHUMB_RML_WRITE_CHOICE_H
#define RHUMB_RML_WRITE_CHOICE_H

#include "function/function.h"
#include "model/normal.h"

typedef RHUMB_LIST(RhumbTermMap) RhumbRmlTerms;

typedef struct {
  RhumbArena *arena;
  const RhumbDiag *diag;
  RhumbStatus status;             ///< Of the first that cannot be said
  RhumbFunctionContext functions; ///< For functions of constants
  const RhumbSourceSpec *source;  ///< Whose one file has a name; NULL: none
  size_t count;                   ///< Of what tables have become
} RhumbRmlChoices;

/// Count `count` terms more that stand in place of tables, of the rules at
/// `loc`; the first too many is reported, and from then on it is false
bool
rhumb_rml_count_choices(RhumbRmlChoices *choices, RhumbLoc loc, size_t count);

/// Append to `out` what `term` is, each with a condition of its own; nothing,
/// if no key makes any. What RML cannot say is reported.
void
rhumb_rml_choose(RhumbRmlChoices *choices,
                 const RhumbTermMap *term,
                 RhumbRmlTerms *out);

/// Return a condition without tables that holds where `condition` does; NULL:
/// always
const RhumbFunction *
rhumb_rml_choose_condition(RhumbRmlChoices *choices,
                           const RhumbFunction *condition);

/// Return a condition that never holds
const RhumbFunction *
rhumb_rml_never(RhumbRmlChoices *choices, RhumbLoc loc);

/// Return an expression, a text of a row, whose templates hold no functions
RhumbExpression
rhumb_rml_plain(RhumbRmlChoices *choices, const RhumbExpression *value);

/// The same of a term, its datatype and its language
RhumbTermMap
rhumb_rml_plain_term(RhumbRmlChoices *choices, const RhumbTermMap *term);

/// The same of what a function is given; NULL: NULL
const RhumbFunction *
rhumb_rml_plain_function(RhumbRmlChoices *choices,
                         const RhumbFunction *function);

#endif // RHUMB_RML_WRITE_CHOICE_H

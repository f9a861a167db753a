// SPDX-License-Identifier: ISC

/// @file rules.h  What both readers of rules are told, and which of them a text
/// is for.

#ifndef RHUMB_MODEL_RULES_H
#define RHUMB_MODEL_RULES_H

#include "model/model.h"

/// A name and a value, such as `-e NAME=VALUE`
typedef struct {
  RhumbStr name, value;
} RhumbExternal;

typedef struct {
  const RhumbExternal *externals; ///< Override the rules' `external:`
  size_t n_externals;
  RhumbStr base;         ///< RML's base IRI; empty: what the rules say
  const RhumbStr *nulls; ///< Texts that stand for NULL in every source
  size_t n_nulls;
  RhumbStr now;      ///< The time of the run, an xsd:dateTime; empty: not told
  bool strict;       ///< Names in the data count to the letter
  bool partial;      ///< After mistakes, what could be read is wanted
  RhumbStr data_dir; ///< Where sources are; empty: beside each rule file
  RhumbStr database; ///< Address for tables and queries without one
} RhumbRulesOptions;

/// Return the text from its first character that is neither white space nor a
/// comment; empty: the text says nothing
RhumbStr
rhumb_rules_start(RhumbStr text);

/// True if `text` is Turtle rather than YARRRML, told by its first token
bool
rhumb_rules_is_turtle(RhumbStr text);

/// Rules that were asked about last
typedef struct {
  const RhumbText *text;
  bool is_turtle;
} RhumbLastRules;

/// Return whether what stands at `loc` is Turtle; of no text, nothing is
bool
rhumb_rules_in_turtle(RhumbLastRules *last, RhumbLoc loc);

#endif // RHUMB_MODEL_RULES_H

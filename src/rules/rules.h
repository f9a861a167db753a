// SPDX-License-Identifier: ISC

/// @file rules.h  Rule files of either language, read into one model.

#ifndef RHUMB_RULES_RULES_H
#define RHUMB_RULES_RULES_H

#include "rules/model.h"

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
  bool strict;       ///< Names in the data count to the letter
  RhumbStr data_dir; ///< Where sources are; empty: beside each rule file
} RhumbRulesOptions;

/// True if `text` is Turtle rather than YARRRML, told by its first token
bool
rhumb_rules_is_turtle(RhumbStr text);

/**
   Read rule files as one mapping: YARRRML or RML in Turtle, told by content.

   Every mistake in every file is reported, not only the first.

   @param out Set to the mapping, owned by `arena`, which keeps views into the
   texts; rhumb_mapping_free() releases what the arena does not hold.
   @return RHUMB_OK, or the status of the first mistake.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rules_read(RhumbMapping **out,
                 RhumbArena *arena,
                 const RhumbText *const *texts,
                 size_t n_texts,
                 const RhumbRulesOptions *options,
                 const RhumbDiag *diag);

/// The YARRRML reader: adds what `texts` say to `mapping` (yarrrml.c)
RHUMB_NODISCARD RhumbStatus
rhumb_yarrrml_read(RhumbMapping *mapping,
                   RhumbArena *arena,
                   const RhumbText *const *texts,
                   size_t n_texts,
                   const RhumbRulesOptions *options,
                   const RhumbDiag *diag);

/// The RML reader, both vocabularies and R2RML (rml.c)
RHUMB_NODISCARD RhumbStatus
rhumb_rml_read(RhumbMapping *mapping,
               RhumbArena *arena,
               const RhumbText *const *texts,
               size_t n_texts,
               const RhumbRulesOptions *options,
               const RhumbDiag *diag);

/// Free what the mapping holds outside its arena; takes NULL
void
rhumb_mapping_free(RhumbMapping *mapping);

#endif // RHUMB_RULES_RULES_H

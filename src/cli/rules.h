// SPDX-License-Identifier: ISC

/// @file rules.h  Rule files of either language, read into one model; and
/// written.

#ifndef RHUMB_CLI_RULES_H
#define RHUMB_CLI_RULES_H

#include "model/rules.h"
#include "rml/write/write.h"

/**
   Read rule files as one mapping: YARRRML or RML in Turtle, told by content.

   Every mistake in every file is reported, not only the first.

   What makes a graph that is hardly meant is warned of (check/text.h).

   @param out Set to the mapping, owned by `arena`, which keeps views into the
   texts; after mistakes, if the options ask for that, to what could be read.
   @return RHUMB_OK, or the status of the first mistake.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rules_read(RhumbMapping **out,
                 RhumbArena *arena,
                 const RhumbText *const *texts,
                 size_t n_texts,
                 const RhumbRulesOptions *options,
                 const RhumbDiag *diag);

/**
   Append rules, of which a plan can be made, as RML: see rhumb_rml_write().

   What value tables choose no plan has seen, since that is of the data. Written
   down it is of the rules, and held to what these are: a language, a datatype,
   a literal, an argument of a function that can be none is refused.

   @return As rhumb_rml_write() does, or the status of what is refused.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rules_write(RhumbBuf *out,
                  RhumbArena *arena,
                  const RhumbMapping *mapping,
                  const RhumbRmlStyle *style,
                  const RhumbDiag *diag);

#endif // RHUMB_CLI_RULES_H

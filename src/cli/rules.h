// SPDX-License-Identifier: ISC

/// @file rules.h  Rule files of either language, read into one model.

#ifndef RHUMB_CLI_RULES_H
#define RHUMB_CLI_RULES_H

#include "model/rules.h"

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

#endif // RHUMB_CLI_RULES_H

// SPDX-License-Identifier: ISC

/// @file expand.h  Mappings without value tables and functions in templates,
/// of which RML has neither.

#ifndef RHUMB_RML_WRITE_EXPAND_H
#define RHUMB_RML_WRITE_EXPAND_H

#include "model/model.h"

/**
   Return a mapping that makes the same graph without tables: for each choice of
   a table a term with a condition, for each of a subject a triples map.

   Joins, fields of views, gathers and reifiers are left as they are: what is of
   a table there, the writer refuses. What no key makes is left out: pairs, and
   maps, which may be all of them.

   @param out Set to `mapping` itself if it has none.
   @return RHUMB_OK, or RHUMB_ERR_UNSUPPORTED: reported, each at its place.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rml_expand(const RhumbMapping **out,
                 RhumbArena *arena,
                 const RhumbMapping *mapping,
                 const RhumbDiag *diag);

#endif // RHUMB_RML_WRITE_EXPAND_H

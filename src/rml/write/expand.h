// SPDX-License-Identifier: ISC

/// @file expand.h  Mappings without value tables, functions in templates and
/// the names of files, of which RML has none.

#ifndef RHUMB_RML_WRITE_EXPAND_H
#define RHUMB_RML_WRITE_EXPAND_H

#include "model/model.h"

/**
   Return a mapping that makes the same graph without tables: for each choice of
   a table a term with a condition, for each of a subject a triples map. The
   name of a source's one file is a text.

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

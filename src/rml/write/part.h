// SPDX-License-Identifier: ISC

/// @file part.h  The parts of templates, as they are written: texts that were
/// references in the rules, of what tables choose or what a file is called.

#ifndef RHUMB_RML_WRITE_PART_H
#define RHUMB_RML_WRITE_PART_H

#include "base/list.h"
#include "model/model.h"

typedef RHUMB_LIST(RhumbPart) RhumbRmlParts;

/// Return a text as a template of a term of `type` holds it
RhumbStr
rhumb_rml_encoded(RhumbArena *arena, RhumbStr text, RhumbTermType type);

/// Add a part to a template: texts side by side are one
void
rhumb_rml_add_part(RhumbArena *arena, RhumbRmlParts *parts, RhumbPart part);

/// Return the value of a term of `type`, of rows of `source`, in which the name
/// of its one file stands where records are asked for it; of many files, or
/// without a source, the value as it is
RhumbExpression
rhumb_rml_name_file(RhumbArena *arena,
                    const RhumbSourceSpec *source,
                    const RhumbExpression *value,
                    RhumbTermType type);

#endif // RHUMB_RML_WRITE_PART_H

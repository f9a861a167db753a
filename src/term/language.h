// SPDX-License-Identifier: ISC

/// @file language.h  Language tags (BCP 47, RFC 5646 section 2.1).

#ifndef RHUMB_TERM_LANGUAGE_H
#define RHUMB_TERM_LANGUAGE_H

#include "base/status.h"

/// True if `tag` is well-formed in RFC 5646's grammar, grandfathered tags too
bool
rhumb_language_valid(RhumbStr tag);

/// Take the direction off a tag that has one, as N-Triples writes it behind
/// "--"; return it, or an empty text
RhumbStr
rhumb_language_cut(RhumbStr *tag);

/// True if `text` is a direction: "ltr" or "rtl" (RDF 1.2 Concepts, 3.4)
bool
rhumb_direction_valid(RhumbStr text);

/// Return the datatype that stands for a language and a direction where there
/// are no directions
RhumbStr
rhumb_i18n_datatype(RhumbArena *arena, RhumbStr tag, RhumbStr direction);

/// What is said of a text that should be a tag, behind it
#define RHUMB_LANGUAGE_WHY "is no language tag of BCP 47, such as en or pt-BR"

/// Report a tag in rules that names no language: one that is not well-formed,
/// or whose primary subtag has four letters or more, of which none is
/// registered (RFC 5646 section 2.2.1), such as "english"
RHUMB_NODISCARD RhumbStatus
rhumb_language_check(RhumbStr tag, RhumbLoc loc, const RhumbDiag *diag);

#endif // RHUMB_TERM_LANGUAGE_H

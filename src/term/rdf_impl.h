// SPDX-License-Identifier: ISC

/// @file rdf_impl.h  What is done with an RDF file before Raptor sees it.

#ifndef RHUMB_TERM_RDF_IMPL_H
#define RHUMB_TERM_RDF_IMPL_H

#include "term/rdf.h"

/// Return Raptor's name of the syntax that the text is in
const char *
rhumb_rdf_guess(const RhumbText *text);

/// Report a file that is no RDF but, by what it begins with, something else
RHUMB_NODISCARD RhumbStatus
rhumb_rdf_check_kind(const RhumbText *text, const RhumbDiag *diag);

/// Find what Raptor would silently cut or keep
/// @return RHUMB_OK, RHUMB_ERR_SYNTAX or RHUMB_ERR_UNSUPPORTED, reported.
RHUMB_NODISCARD RhumbStatus
rhumb_rdf_check(const RhumbText *text,
                const char *syntax,
                const RhumbDiag *diag);

/// True of what stands for a language tag of more than 255 bytes
bool
rhumb_rdf_language_is_cut(RhumbStr language);

/// Refuse what is of RDF 1.2, in Turtle and the like, at its first place
RHUMB_NODISCARD RhumbStatus
rhumb_rdf_check_version(const RhumbText *text,
                        const char *parser,
                        const RhumbDiag *diag);

#endif // RHUMB_TERM_RDF_IMPL_H

// SPDX-License-Identifier: ISC

/// @file statement.h  Who reifies a triple, said in RDF 1.1.

#ifndef RHUMB_TERM_STATEMENT_H
#define RHUMB_TERM_STATEMENT_H

#include "term/term.h"

/// Quads that say of a resource which triple it reifies
enum { RHUMB_STATEMENT_QUADS = 4 };

/// Return true, and set `out` to what RDF 1.1 says instead of `quad`, if that
/// says that its subject reifies a triple: the subject is an rdf:Statement, of
/// a subject, a predicate and an object
bool
rhumb_statement_of(RhumbQuad out[RHUMB_STATEMENT_QUADS], const RhumbQuad *quad);

#endif // RHUMB_TERM_STATEMENT_H

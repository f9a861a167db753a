// SPDX-License-Identifier: ISC

/// @file turtle_term.h  Terms as Turtle and TriG have them.

#ifndef RHUMB_SINK_TURTLE_TERM_H
#define RHUMB_SINK_TURTLE_TERM_H

#include "term/prefix.h"
#include "term/term.h"

/// Set `out` to those of `prefixes` (may be NULL) that are in use and that a
/// document can declare; `arena` gets the list, which shares their texts
void
rhumb_turtle_prefixes(RhumbPrefixes *out,
                      RhumbArena *arena,
                      const RhumbPrefixes *prefixes);

/**
   Append a term (RDF 1.2 Turtle, section 2.4 to 2.6): an IRI with the longest
   of `prefixes` where what follows is a plain name; a number or a truth without
   quotes where exactly that literal is read again; a text of several lines as
   such.
*/
void
rhumb_turtle_put(RhumbBuf *out,
                 const RhumbPrefixes *prefixes,
                 const RhumbTerm *term);

/// Likewise a literal without its datatype; true if `^^` and that must follow
bool
rhumb_turtle_put_untyped(RhumbBuf *out, const RhumbTerm *literal);

/// Likewise an IRI
void
rhumb_turtle_put_iri(RhumbBuf *out,
                     const RhumbPrefixes *prefixes,
                     RhumbStr iri);

/// Return the name, behind XSD's namespace, of the datatype that `text` is read
/// with if it stands without quotes (section 2.5.2); NULL: it cannot
const char *
rhumb_turtle_bare(RhumbStr text);

/// Append a predicate, which is `a` for rdf:type
void
rhumb_turtle_put_predicate(RhumbBuf *out,
                           const RhumbPrefixes *prefixes,
                           RhumbStr iri);

#endif // RHUMB_SINK_TURTLE_TERM_H

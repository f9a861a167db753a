// SPDX-License-Identifier: ISC

/// @file rdf.h  RDF files of every syntax that Raptor parses, as quads.

#ifndef RHUMB_TERM_RDF_H
#define RHUMB_TERM_RDF_H

#include "term/prefix.h"
#include "term/term.h"

/**
   Parse `text` and hand every quad to `to`.

   The syntax is guessed from the content and the name. Nothing is fetched: XML
   entities, redirects and remote contexts are refused. Blank nodes keep their
   labels; unnamed ones get labels made from their order. A quad's origin has
   no line in Turtle, TriG and RDF/JSON, whose parsers do not tell.

   @param text Name and content.
   @param syntax Raptor's parser name, such as "turtle"; NULL: guess.
   @param base The document's base IRI; empty: made from the name ("file:…").
   @param prefixes Gets the prefixes that the document declares; may be NULL.
   @return RHUMB_OK; RHUMB_ERR_SYNTAX with each mistake's line and column
   reported; or what `to` returned.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_rdf_read(const RhumbText *text,
               const char *syntax,
               RhumbStr base,
               RhumbPrefixes *prefixes,
               const RhumbQuadHandler *to,
               const RhumbDiag *diag);

#endif // RHUMB_TERM_RDF_H

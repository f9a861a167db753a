// SPDX-License-Identifier: ISC

/// @file sink.h  Where quads become a file: one table of syntaxes.

#ifndef RHUMB_SINK_SINK_H
#define RHUMB_SINK_SINK_H

#include "io/output.h"
#include "term/prefix.h"
#include "term/term.h"

typedef struct RhumbSink RhumbSink;

typedef struct RhumbWriter RhumbWriter;

/// Refuse a quad that a syntax cannot hold
typedef RhumbStatus
RhumbQuadCheck(const RhumbQuad *quad, const RhumbDiag *diag);

/// A syntax that rules or -f may name, and what writes it
typedef struct {
  const char *name;       ///< As in -f: "turtle"
  const char *title;      ///< "Turtle"
  const char *extensions; ///< "ttl" or "rdf owl xml": the first is for export
  const char *media_type;
  const char *iri;           ///< In W3C's list of formats, as RML has it
  const char *raptor_name;   ///< Raptor's; NULL: it has none
  const RhumbWriter *writer; ///< NULL: rhumb does not write it
  const RhumbWriter *raptor; ///< That has Raptor do it; NULL: it cannot
  RhumbQuadCheck *check;     ///< For Raptor's writer; NULL: it holds all
  bool is_json;              ///< Its escapes are JSON's, unlike Raptor's
  bool graphs;               ///< Named graphs are kept
  bool any_iri;              ///< What is no IRI is kept, if rules make it one
  bool rdf_1_2;     ///< `writer` has triple terms, and directions of literals
  bool is_exported; ///< Written by export unless asked otherwise
} RhumbSyntax;

/// The table of syntaxes, ended by one without a name
extern const RhumbSyntax rhumb_syntaxes[];

/// Return the syntax called `name` (or by extension, media type or IRI), be it
/// written or not, or NULL
const RhumbSyntax *
rhumb_syntax_find(RhumbStr name);

/// Append the names, extensions and media types of the syntaxes that are
/// written, with a space before each
void
rhumb_syntaxes_put_words(RhumbBuf *out);

/// Return the one of these words that was probably meant by `name`, owned by
/// `arena`, or NULL
const char *
rhumb_syntax_near(RhumbArena *arena, RhumbStr name);

/// Return the syntax that is written for `syntax`, which may be NULL: itself,
/// or Turtle for N3, which all Turtle is
const RhumbSyntax *
rhumb_syntax_written(const RhumbSyntax *syntax);

/// True if each quad is a line, so that what is put together is right too
bool
rhumb_syntax_has_lines(const RhumbSyntax *syntax);

/// True if `line` is one of such a syntax, be it a comment or empty: its terms
/// are whole and as many as there may be, not each what must stand there
bool
rhumb_syntax_has_line(const RhumbSyntax *syntax, RhumbStr line);

/// True if it may be in UTF-16: JSON may not, and XML says itself that it is
/// not
bool
rhumb_syntax_may_be_wide(const RhumbSyntax *syntax);

/// Return the syntax that the file name's extension says, be it before that of
/// a compression, or NULL
const RhumbSyntax *
rhumb_syntax_of_path(RhumbStr path);

/// What only some syntaxes can hold: where the rules may make it first, or NULL
typedef struct {
  const RhumbLoc *triples;    ///< Triple terms (RDF 1.2)
  const RhumbLoc *directions; ///< Directions of literals (RDF 1.2)
} RhumbRdfNeeds;

/// Append the names of the syntaxes that are written, with `separator` between
/// them; of those alone that hold named graphs, if there are any
void
rhumb_syntaxes_put(RhumbBuf *out, const char *separator, bool has_graphs);

/// Return the syntax that is written where none is asked for: the table's first
/// that holds named graphs, if there are any
const RhumbSyntax *
rhumb_syntax_default(bool has_graphs);

typedef struct {
  const RhumbSyntax *syntax;
  RhumbOutput *output;
  const RhumbPrefixes *prefixes; ///< Declared ones are written where it helps
  bool use_raptor;               ///< Raptor even where there is another
  RhumbRdfNeeds needs;           ///< Of all quads that it gets
} RhumbSinkSpec;

/// Report, where the rules make it, what the syntax, or its writer, cannot hold
RHUMB_NODISCARD RhumbStatus
rhumb_sink_check(const RhumbSinkSpec *spec, const RhumbDiag *diag);

/**
   Open a writer. What is written of RDF 1.2 the spec must have as needed.

   @param out Set to the sink; release with rhumb_sink_close().
   @return RHUMB_OK or an error, reported.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_sink_open(RhumbSink **out,
                const RhumbSinkSpec *spec,
                const RhumbDiag *diag);

/**
   Write a quad (it has been checked: valid IRIs, UTF-8, language tags).

   A named graph in a syntax without them is an error at the quad's origin that
   names the syntaxes which have them.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_sink_put(RhumbSink *sink, const RhumbQuad *quad, const RhumbDiag *diag);

/// Write what is left (the output itself is committed by its owner)
RHUMB_NODISCARD RhumbStatus
rhumb_sink_finish(RhumbSink *sink, const RhumbDiag *diag);

/// Free; takes NULL
void
rhumb_sink_close(RhumbSink *sink);

#endif // RHUMB_SINK_SINK_H

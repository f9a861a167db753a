// SPDX-License-Identifier: ISC

/// @file term.h  RDF 1.2 terms and quads, as views into someone's memory.

#ifndef RHUMB_TERM_TERM_H
#define RHUMB_TERM_TERM_H

#include "base/status.h"
#include "term/vocabulary.h"

typedef enum {
  RHUMB_TERM_NONE, ///< No term; as a graph, the default graph
  RHUMB_TERM_IRI,
  RHUMB_TERM_BLANK, ///< `text` is the label without "_:"
  RHUMB_TERM_LITERAL,
  RHUMB_TERM_TRIPLE, ///< `triple`; an object, or that of a triple term, alone
} RhumbTermKind;

/// How deep triples may be quoted in each other: who follows them calls itself
enum { RHUMB_MAX_TRIPLE_DEPTH = 16 };

/// A term; everything is borrowed and valid UTF-8
typedef struct RhumbTerm {
  RhumbTermKind kind;
  bool is_of_row; ///< Of a blank node: the quads of one row alone have it
  RhumbStr text;
  RhumbStr datatype; ///< IRI; empty: xsd:string, or rdf:langString
  RhumbStr language; ///< BCP 47 tag, a direction behind it as N-Triples has it
                     ///< ("ar--rtl"); empty: none
  const struct RhumbTerm *triple; ///< Subject, predicate and object
} RhumbTerm;

/// A quad, valid for the call it is handed to; sinks copy what they keep
typedef struct {
  RhumbTerm subject, predicate, object;
  RhumbTerm graph;        ///< RHUMB_TERM_NONE: the default graph
  const RhumbLoc *origin; ///< Where in the rules it was made; may be NULL
  uint64_t targets; ///< Bit n: it goes to the plan's target n; 0: to the output
  uint64_t row;     ///< Number of the row in the run, from 1; 0: it is of none
} RhumbQuad;

/// Return where the quad was made; nowhere if that is not known
static inline RhumbLoc
rhumb_quad_loc(const RhumbQuad *const quad)
{
  const RhumbLoc nowhere = {0};
  return quad->origin ? *quad->origin : nowhere;
}

/// Where quads go: a sink, a graph, a set
typedef struct {
  RhumbStatus (*put)(void *handle, const RhumbQuad *quad);
  void *handle;
} RhumbQuadHandler;

static inline RhumbTerm
rhumb_iri(const RhumbStr text)
{
  return (RhumbTerm){.kind = RHUMB_TERM_IRI, .text = text};
}

/// Return `datatype` as RhumbTerm has it: empty for xsd:string
static inline RhumbStr
rhumb_datatype(const RhumbStr datatype)
{
  const RhumbStr none = {0};
  return rhumb_str_is(datatype, RHUMB_XSD_STRING) ? none : datatype;
}

bool
rhumb_term_equal(const RhumbTerm *a, const RhumbTerm *b);

/// True for rdf:nil, the list of nothing
static inline bool
rhumb_term_is_nil(const RhumbTerm *const term)
{
  return term->kind == RHUMB_TERM_IRI &&
         rhumb_str_is(term->text, RHUMB_RDF "nil");
}

/// Return a copy whose texts and terms are the arena's
RhumbTerm
rhumb_term_copy(RhumbArena *arena, const RhumbTerm *term);

/// Append `text`, and by `escape` what cannot stand between quotes as it is, in
/// RDF and JSON alike: quotes, backslashes, control characters
void
rhumb_put_quotable(RhumbBuf *out,
                   RhumbStr text,
                   void (*escape)(RhumbBuf *out, char c));

/// Append the term in N-Triples syntax (RDF 1.2 N-Triples, canonical form)
void
rhumb_term_put(RhumbBuf *out, const RhumbTerm *term);

/// Append what stands between the quotes of a literal there, and in Turtle
void
rhumb_term_put_escaped(RhumbBuf *out, RhumbStr text);

/// Append an IRI in angle brackets, as both have it
void
rhumb_term_put_iri(RhumbBuf *out, RhumbStr iri);

#endif // RHUMB_TERM_TERM_H

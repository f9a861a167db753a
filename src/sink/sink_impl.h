// SPDX-License-Identifier: ISC

/// @file sink_impl.h  What the writers of the sinks share; sink.h is for
/// others.

#ifndef RHUMB_SINK_SINK_IMPL_H
#define RHUMB_SINK_SINK_IMPL_H

#include "sink/sink.h"

/// How quads are written; each kind has a file
struct RhumbWriter {
  size_t size; ///< Of its own struct, which begins with a RhumbSink

  /// Open what is zero but for the RhumbSink; NULL: it is open so. Closed also
  /// if that fails.
  RhumbStatus (*open)(RhumbSink *sink, const RhumbDiag *diag);
  RhumbStatus (*put)(RhumbSink *sink,
                     const RhumbQuad *quad,
                     const RhumbDiag *diag);
  RhumbStatus (*finish)(RhumbSink *sink, const RhumbDiag *diag); ///< Or NULL
  void (*close)(RhumbSink *sink);    ///< Free what the struct holds, not itself
  const struct RhumbPageKind *pages; ///< How it is written directly; or NULL
};

/// What every writer's own struct begins with
struct RhumbSink {
  const RhumbWriter *writer;
  RhumbSinkSpec spec;
};

extern const RhumbWriter rhumb_nquads_writer; ///< By pages (direct.c)
extern const RhumbWriter rhumb_jsonld_writer; ///< Likewise
extern const RhumbWriter rhumb_turtle_writer; ///< Likewise Turtle and TriG
extern const RhumbWriter rhumb_raptor_writer; ///< Quad by quad (raptor.c)
/// Raptor's Turtle, which refuses what that loses (raptor_turtle.c)
extern const RhumbWriter rhumb_raptor_turtle_writer;

/// A serializer of Raptor that writes to an output
typedef struct RhumbSerializer RhumbSerializer;

/// @return RHUMB_OK, or RHUMB_ERR_UNSUPPORTED, reported, if this Raptor has no
/// serializer called as the syntax.
RHUMB_NODISCARD RhumbStatus
rhumb_serializer_new(RhumbSerializer **out,
                     const RhumbSyntax *syntax,
                     RhumbOutput *output,
                     const RhumbDiag *diag);

/**
   Begin a document.

   @param prefixes Those in use are declared; may be NULL.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_serializer_start(RhumbSerializer *serializer,
                       const RhumbPrefixes *prefixes,
                       const RhumbDiag *diag);

/// Hand a quad to Raptor; what it complains of is an error at the origin
RHUMB_NODISCARD RhumbStatus
rhumb_serializer_put(RhumbSerializer *serializer,
                     const RhumbQuad *quad,
                     const RhumbDiag *diag);

/// End the document
RHUMB_NODISCARD RhumbStatus
rhumb_serializer_end(RhumbSerializer *serializer, const RhumbDiag *diag);

/// Free; takes NULL
void
rhumb_serializer_free(RhumbSerializer *serializer);

/// Refuse the object of a quad that was made at `origin` if it is a triple term
/// or its language has a direction
RHUMB_NODISCARD RhumbStatus
rhumb_sink_refuse_1_2(const RhumbSyntax *syntax,
                      const RhumbTerm *object,
                      const RhumbLoc *origin,
                      const RhumbDiag *diag);

/// Refuse what is of RDF 1.2, for a writer that has none of it
RHUMB_NODISCARD static inline RhumbStatus
rhumb_sink_check_1_1(const RhumbSyntax *const syntax,
                     const RhumbTerm *const object,
                     const RhumbLoc *const origin,
                     const RhumbDiag *const diag)
{
  return object->kind == RHUMB_TERM_TRIPLE || object->language.len
             ? rhumb_sink_refuse_1_2(syntax, object, origin, diag)
             : RHUMB_OK;
}

/// Refuse the named graph `graph` of a quad that was made at `origin`
RHUMB_NODISCARD RhumbStatus
rhumb_sink_refuse_graph(const RhumbSyntax *syntax,
                        const RhumbTerm *graph,
                        const RhumbLoc *origin,
                        const RhumbDiag *diag);

/// Refuse a named graph in a syntax without them
RHUMB_NODISCARD static inline RhumbStatus
rhumb_sink_check_graph(const RhumbSyntax *const syntax,
                       const RhumbTerm *const graph,
                       const RhumbLoc *const origin,
                       const RhumbDiag *const diag)
{
  return graph->kind != RHUMB_TERM_NONE && !syntax->graphs
             ? rhumb_sink_refuse_graph(syntax, graph, origin, diag)
             : RHUMB_OK;
}

/// Refuse what RDF/XML cannot hold (rdfxml.c)
RhumbQuadCheck rhumb_rdfxml_check;

/// True if Raptor would silently cut `text`: at U+0000, U+FFFE and U+FFFF
bool
rhumb_raptor_cuts(RhumbStr text);

/// Append the blank node label `label` as ASCII letters, digits and those of
/// `also`, so that a syntax takes it; no two labels become one (label.c)
void
rhumb_blank_label(RhumbBuf *out, RhumbStr label, const char *also);

#endif // RHUMB_SINK_SINK_IMPL_H

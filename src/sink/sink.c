// SPDX-License-Identifier: ISC

/// @file sink.c  The table of syntaxes, and a sink for each.

#include "sink/sink_impl.h"

#include "base/list.h"
#include "base/words.h"
#include "io/compression.h"
#include "io/path.h"

#include <stdlib.h>

#define FORMATS "http://www.w3.org/ns/formats/"

#define NQUADS &rhumb_nquads_writer
#define JSONLD &rhumb_jsonld_writer
#define TURTLE &rhumb_turtle_writer
#define RAPTOR &rhumb_raptor_writer
#define FOLDED &rhumb_raptor_turtle_writer
#define XML    &rhumb_rdfxml_check

// clang-format off
const RhumbSyntax rhumb_syntaxes[] = {
    {"turtle",   "Turtle",    "ttl",         "text/turtle",           FORMATS "Turtle",    "turtle",   TURTLE, FOLDED, NULL, false, false, true,  true,  true},
    {"ntriples", "N-Triples", "nt",          "application/n-triples", FORMATS "N-Triples", "ntriples", NQUADS, RAPTOR, NULL, false, false, true,  true,  true},
    {"nquads",   "N-Quads",   "nq",          "application/n-quads",   FORMATS "N-Quads",   "nquads",   NQUADS, RAPTOR, NULL, false, true,  true,  true,  true},
    {"trig",     "TriG",      "trig",        "application/trig",      FORMATS "TriG",      "trig",     TURTLE, NULL,   NULL, false, true,  true,  true,  false},
    {"rdfxml",   "RDF/XML",   "rdf owl xml", "application/rdf+xml",   FORMATS "RDF_XML",   "rdfxml",   RAPTOR, RAPTOR, XML,  false, false, true,  false, true},
    {"jsonld",   "JSON-LD",   "jsonld json", "application/ld+json",   FORMATS "JSON-LD",   NULL,       JSONLD, NULL,   NULL, true,  true,  false, false, true},
    {"rj",       "RDF/JSON",  "rj rdfjson",  "application/rdf+json",  FORMATS "RDF_JSON",  "json",     RAPTOR, RAPTOR, NULL, true,  false, true,  false, false},
    {"n3",       "N3",        "n3",          "text/n3",               FORMATS "N3",        NULL,       NULL,   NULL,   NULL, false, false, false, false, false},
    {0},
};
// clang-format on

static const RhumbSyntax *
find_extension(const RhumbStr extension)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (rhumb_words_find(s->extensions, extension).len) {
      return s;
    }
  }
  return NULL;
}

const RhumbSyntax *
rhumb_syntax_find(const RhumbStr name)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (rhumb_words_find(s->name, name).len ||
        rhumb_words_find(s->media_type, name).len ||
        rhumb_str_is(name, s->iri)) {
      return s;
    }
  }
  return find_extension(name);
}

void
rhumb_syntaxes_put_words(RhumbBuf *const out)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->writer) {
      rhumb_buf_format(out, " %s %s %s", s->name, s->extensions, s->media_type);
    }
  }
}

const char *
rhumb_syntax_near(RhumbArena *const arena, const RhumbStr name)
{
  RhumbBuf words = {0};
  rhumb_syntaxes_put_words(&words);
  const char *const near =
      rhumb_words_near(arena, rhumb_buf_cstr(&words), name);
  rhumb_buf_free(&words);
  return near;
}

const RhumbSyntax *
rhumb_syntax_written(const RhumbSyntax *const syntax)
{
  return syntax && rhumb_str_is(rhumb_str(syntax->name), "n3")
             ? rhumb_syntax_find(RHUMB_STR("turtle"))
             : syntax;
}

bool
rhumb_syntax_has_lines(const RhumbSyntax *const syntax)
{
  return syntax->writer == NQUADS;
}

bool
rhumb_syntax_may_be_wide(const RhumbSyntax *const syntax)
{
  return syntax->writer == NQUADS || syntax->writer == TURTLE;
}

const RhumbSyntax *
rhumb_syntax_of_path(const RhumbStr path)
{
  const RhumbStr extension = rhumb_path_extension(rhumb_unpacked_path(path));
  return extension.len ? find_extension(extension) : NULL;
}

void
rhumb_syntaxes_put(RhumbBuf *const out,
                   const char *const separator,
                   const bool has_graphs)
{
  const char *before = "";
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->writer && (s->graphs || !has_graphs)) {
      rhumb_buf_format(out, "%s%s", before, s->name);
      before = separator;
    }
  }
}

const RhumbSyntax *
rhumb_syntax_default(const bool has_graphs)
{
  const RhumbSyntax *syntax = rhumb_syntaxes;
  while (has_graphs && !syntax->graphs) {
    ++syntax;
  }
  return syntax;
}

// Names the syntaxes that have what this one lacks
RhumbStatus
rhumb_sink_refuse_graph(const RhumbSyntax *const syntax,
                        const RhumbTerm *const graph,
                        const RhumbLoc *const origin,
                        const RhumbDiag *const diag)
{
  RhumbBuf names = {0};
  RhumbBuf name = {0};
  rhumb_syntaxes_put(&names, ", ", true);
  rhumb_term_put(&name, graph);
  const RhumbStatus status =
      rhumb_fail(diag,
                 RHUMB_ERR_UNSUPPORTED,
                 origin ? *origin : (RhumbLoc){0},
                 "the syntax %s has no named graphs such as %s; write %s",
                 syntax->name,
                 rhumb_buf_cstr(&name),
                 rhumb_buf_cstr(&names));
  rhumb_buf_free(&name);
  rhumb_buf_free(&names);
  return status;
}

/// Name the syntaxes that Raptor writes
static RhumbStatus
fail_writer(const RhumbSyntax *const syntax, const RhumbDiag *const diag)
{
  RhumbBuf names = {0};
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->raptor) {
      rhumb_buf_format(&names, "%s%s", names.len ? ", " : "", s->name);
    }
  }
  const RhumbStatus status =
      rhumb_fail(diag,
                 RHUMB_ERR_USAGE,
                 (RhumbLoc){0},
                 "Raptor cannot write %s, which is written without --writer "
                 "raptor; it writes %s",
                 syntax->name,
                 rhumb_buf_cstr(&names));
  rhumb_buf_free(&names);
  return status;
}

RhumbStatus
rhumb_sink_open(RhumbSink **const out,
                const RhumbSinkSpec *const spec,
                const RhumbDiag *const diag)
{
  const RhumbWriter *const writer =
      spec->use_raptor ? spec->syntax->raptor : spec->syntax->writer;
  if (!writer) {
    return fail_writer(spec->syntax, diag);
  }
  RHUMB_TRY(rhumb_sink_check(spec, diag));
  RhumbSink *const sink = (RhumbSink *)rhumb_xrealloc(NULL, writer->size);
  memset(sink, 0, writer->size);
  sink->writer = writer;
  sink->spec = *spec;
  const RhumbStatus status = writer->open ? writer->open(sink, diag) : RHUMB_OK;
  if (status != RHUMB_OK) {
    rhumb_sink_close(sink);
    return status;
  }
  *out = sink;
  return RHUMB_OK;
}

RhumbStatus
rhumb_sink_put(RhumbSink *const sink,
               const RhumbQuad *const quad,
               const RhumbDiag *const diag)
{
  RHUMB_TRY(rhumb_sink_check_graph(
      sink->spec.syntax, &quad->graph, quad->origin, diag));
  return sink->writer->put(sink, quad, diag);
}

RhumbStatus
rhumb_sink_finish(RhumbSink *const sink, const RhumbDiag *const diag)
{
  return sink->writer->finish ? sink->writer->finish(sink, diag) : RHUMB_OK;
}

void
rhumb_sink_close(RhumbSink *const sink)
{
  if (sink) {
    sink->writer->close(sink);
    free(sink);
  }
}

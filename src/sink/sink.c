// SPDX-License-Identifier: ISC

/// @file sink.c  The table of syntaxes, and a sink for each.

#include "sink/sink.h"

#include "sink/sink_impl.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#define FORMATS "http://www.w3.org/ns/formats/"

// clang-format off
const RhumbSyntax rhumb_syntaxes[] = {
    {"turtle",   "ttl",             "text/turtle",           FORMATS "Turtle",    "turtle",   false, false},
    {"ntriples", "nt",              "application/n-triples", FORMATS "N-Triples", "ntriples", true,  false},
    {"nquads",   "nq",              "application/n-quads",   FORMATS "N-Quads",   "nquads",   true,  true},
    {"rdfxml",   "rdf owl xml",     "application/rdf+xml",   FORMATS "RDF_XML",   "rdfxml",   false, false},
    {"json",     "json rj rdfjson", "application/rdf+json",  FORMATS "RDF_JSON",  "json",     false, false},
    {NULL, NULL, NULL, NULL, NULL, false, false},
};
// clang-format on

/// True if `word` is among the `words`, which spaces separate
static bool
has_word(const char *words, const RhumbStr word)
{
  while (*words) {
    const size_t len = strcspn(words, " ");
    if (len == word.len && strncasecmp(words, word.data, len) == 0) {
      return true;
    }
    words += len + (words[len] == ' ');
  }
  return false;
}

static const RhumbSyntax *
find_extension(const RhumbStr extension)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (has_word(s->extensions, extension)) {
      return s;
    }
  }
  return NULL;
}

const RhumbSyntax *
rhumb_syntax_find(const RhumbStr name)
{
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (has_word(s->name, name) || has_word(s->media_type, name) ||
        rhumb_str_is(name, s->iri)) {
      return s;
    }
  }
  return find_extension(name);
}

const RhumbSyntax *
rhumb_syntax_of_path(const RhumbStr path)
{
  size_t at = path.len;
  while (at > 0 && path.data[at - 1] != '.' && path.data[at - 1] != '/') {
    --at;
  }
  const bool has_extension = at > 0 && path.data[at - 1] == '.';
  return has_extension ? find_extension(rhumb_str_slice(path, at, path.len))
                       : NULL;
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

RhumbStatus
rhumb_fail_quad(const RhumbDiag *const diag,
                const RhumbStatus status,
                const RhumbQuad *const quad,
                const char *const fmt,
                ...)
{
  char message[512];
  va_list args; // NOLINT(cppcoreguidelines-init-variables)
  va_start(args, fmt);
  (void)vsnprintf(message, sizeof(message), fmt, args);
  va_end(args);
  const RhumbLoc none = {0};
  return rhumb_fail(
      diag, status, quad->origin ? *quad->origin : none, "%s", message);
}

/// Name the syntaxes that have what this one lacks
static RhumbStatus
fail_graph(const RhumbSink *const sink,
           const RhumbQuad *const quad,
           const RhumbDiag *const diag)
{
  RhumbBuf names = {0};
  for (const RhumbSyntax *s = rhumb_syntaxes; s->name; ++s) {
    if (s->graphs) {
      rhumb_buf_format(&names, "%s%s", names.len ? ", " : "", s->name);
    }
  }
  const RhumbStatus status =
      rhumb_fail_quad(diag,
                      RHUMB_ERR_UNSUPPORTED,
                      quad,
                      "the syntax %s has no named graphs such as <%.*s>; "
                      "write %s",
                      sink->spec.syntax->name,
                      RHUMB_FMT(quad->graph.text),
                      rhumb_buf_cstr(&names));
  rhumb_buf_free(&names);
  return status;
}

RhumbStatus
rhumb_sink_open(RhumbSink **const out,
                const RhumbSinkSpec *const spec,
                const RhumbDiag *const diag)
{
  const RhumbSyntax *const syntax = spec->syntax;
  const bool direct = syntax->direct && !spec->use_raptor;
  const bool batches = strcmp(syntax->name, "turtle") == 0;
  const RhumbWriter *const writer = direct    ? &rhumb_nquads_writer
                                    : batches ? &rhumb_turtle_writer
                                              : &rhumb_raptor_writer;
  RhumbSink *sink = NULL;
  RHUMB_TRY(writer->open(&sink, spec, diag));
  sink->writer = writer;
  sink->spec = *spec;
  *out = sink;
  return RHUMB_OK;
}

RhumbStatus
rhumb_sink_put(RhumbSink *const sink,
               const RhumbQuad *const quad,
               const RhumbDiag *const diag)
{
  if (quad->graph.kind != RHUMB_TERM_NONE && !sink->spec.syntax->graphs) {
    return fail_graph(sink, quad, diag);
  }
  return sink->writer->put(sink, quad, diag);
}

RhumbStatus
rhumb_sink_finish(RhumbSink *const sink, const RhumbDiag *const diag)
{
  return sink->writer->finish(sink, diag);
}

void
rhumb_sink_close(RhumbSink *const sink)
{
  if (sink) {
    sink->writer->close(sink);
  }
}

// SPDX-License-Identifier: ISC

/// @file raptor.c  Syntaxes that Raptor writes quad by quad.

#include "sink/sink_impl.h"

typedef struct {
  RhumbSink sink;
  RhumbSerializer *serializer;
} RaptorSink;

/// Refuse what the syntax cannot hold or, where it holds all, Raptor cuts
static RhumbStatus
check(const RhumbSyntax *const syntax,
      const RhumbQuad *const quad,
      const RhumbDiag *const diag)
{
  const RhumbTerm *const o = &quad->object;
  RHUMB_TRY(rhumb_sink_check_1_1(syntax, &quad->object, quad->origin, diag));
  if (syntax->check) {
    return syntax->check(quad, diag);
  }
  return o->kind == RHUMB_TERM_LITERAL && rhumb_raptor_cuts(o->text)
             ? rhumb_fail(diag,
                          RHUMB_ERR_VALUE,
                          rhumb_quad_loc(quad),
                          "Raptor cannot write U+0000, U+FFFE or U+FFFF, "
                          "which the value of <%.*s> has, as %s; write turtle",
                          RHUMB_FMT(quad->predicate.text),
                          syntax->name)
             : RHUMB_OK;
}

static void
raptor_close(RhumbSink *const sink)
{
  rhumb_serializer_free(((RaptorSink *)sink)->serializer);
}

static RhumbStatus
raptor_open(RhumbSink *const sink, const RhumbDiag *const diag)
{
  RaptorSink *const self = (RaptorSink *)sink;
  RHUMB_TRY(rhumb_serializer_new(
      &self->serializer, sink->spec.syntax, sink->spec.output, diag));
  return rhumb_serializer_start(self->serializer, sink->spec.prefixes, diag);
}

static RhumbStatus
raptor_put(RhumbSink *const sink,
           const RhumbQuad *const quad,
           const RhumbDiag *const diag)
{
  RHUMB_TRY(check(sink->spec.syntax, quad, diag));
  return rhumb_serializer_put(((RaptorSink *)sink)->serializer, quad, diag);
}

static RhumbStatus
raptor_finish(RhumbSink *const sink, const RhumbDiag *const diag)
{
  return rhumb_serializer_end(((RaptorSink *)sink)->serializer, diag);
}

const RhumbWriter rhumb_raptor_writer = {sizeof(RaptorSink),
                                         raptor_open,
                                         raptor_put,
                                         raptor_finish,
                                         raptor_close,
                                         NULL};

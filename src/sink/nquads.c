// SPDX-License-Identifier: ISC

/// @file nquads.c  N-Triples and N-Quads, written directly for bulk loads.

#include "sink/sink_impl.h"

typedef struct {
  RhumbSink sink;
  RhumbBuf line; ///< The quad being written
} NQuads;

static RhumbStatus
nquads_put(RhumbSink *const sink,
           const RhumbQuad *const quad,
           const RhumbDiag *const diag)
{
  (void)diag;
  RhumbBuf *const line = &((NQuads *)sink)->line;
  line->len = 0;
  rhumb_term_put(line, &quad->subject);
  rhumb_buf_putc(line, ' ');
  rhumb_term_put(line, &quad->predicate);
  rhumb_buf_putc(line, ' ');
  rhumb_term_put(line, &quad->object);
  rhumb_buf_putc(line, ' ');
  if (quad->graph.kind != RHUMB_TERM_NONE) {
    rhumb_term_put(line, &quad->graph);
    rhumb_buf_putc(line, ' ');
  }
  rhumb_buf_puts(line, ".\n");
  rhumb_output_put(sink->spec.output, rhumb_buf_str(line));
  return RHUMB_OK;
}

static void
nquads_close(RhumbSink *const sink)
{
  rhumb_buf_free(&((NQuads *)sink)->line);
}

const RhumbWriter rhumb_nquads_writer = {
    .size = sizeof(NQuads), .put = nquads_put, .close = nquads_close};

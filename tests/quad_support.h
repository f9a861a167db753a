// SPDX-License-Identifier: ISC

/// @file quad_support.h  A quad as a line, for tests that look at quads.

#ifndef RHUMB_TESTS_QUAD_SUPPORT_H
#define RHUMB_TESTS_QUAD_SUPPORT_H

#include "term/term.h"

/// Append "subject predicate object graph .", the graph only if there is one
static inline void
put_quad(RhumbBuf *const out, const RhumbQuad *const quad)
{
  rhumb_term_put(out, &quad->subject);
  rhumb_buf_putc(out, ' ');
  rhumb_term_put(out, &quad->predicate);
  rhumb_buf_putc(out, ' ');
  rhumb_term_put(out, &quad->object);
  rhumb_buf_putc(out, ' ');
  if (quad->graph.kind != RHUMB_TERM_NONE) {
    rhumb_term_put(out, &quad->graph);
    rhumb_buf_putc(out, ' ');
  }
  rhumb_buf_putc(out, '.');
}

#endif // RHUMB_TESTS_QUAD_SUPPORT_H

// SPDX-License-Identifier: ISC

/// @file page.c  Pages of any syntax that is written directly.

#include "sink/page_impl.h"

#include <stdlib.h>

RhumbPage *
rhumb_page_make(const RhumbPageKind *const kind,
                const RhumbSinkSpec *const spec)
{
  RhumbPage *const page = (RhumbPage *)rhumb_xrealloc(NULL, kind->size);
  memset(page, 0, kind->size);
  page->kind = kind;
  page->syntax = spec->syntax;
  page->needs = spec->needs;
  return page;
}

void
rhumb_page_break(RhumbPage *const page)
{
  if (page->kind->end) {
    page->kind->end(page);
  }
  page->kind->forget(page);
}

void
rhumb_page_begin(RhumbPage *const page)
{
  page->kind->forget(page);
  page->text.len = 0;
}

RhumbStatus
rhumb_page_put_quad(RhumbPage *const page,
                    const RhumbQuadView *const quad,
                    const RhumbDiag *const diag)
{
  RHUMB_TRY(
      rhumb_sink_check_graph(page->syntax, quad->graph, quad->origin, diag));
  return page->kind->put(page, quad, diag);
}

RhumbStr
rhumb_page_end(RhumbPage *const page)
{
  rhumb_page_break(page);
  return rhumb_buf_str(&page->text);
}

void
rhumb_page_free(RhumbPage *const page)
{
  if (page) {
    if (page->kind->close) {
      page->kind->close(page);
    }
    rhumb_buf_free(&page->text);
    rhumb_arena_free(&page->arena);
    free(page);
  }
}

// SPDX-License-Identifier: ISC

/// @file page.h  Pages: text of quads that one thread makes for a sink while
/// others make other pages for it.
///
/// A page is whole: it begins and ends without an open statement. What of a
/// sink it needs it copies when it is made, and shares nothing that changes
/// with the sink or with other pages.

#ifndef RHUMB_SINK_PAGE_H
#define RHUMB_SINK_PAGE_H

#include "sink/sink.h"

/// A quad as pages get it. Its terms stay as they are until the page ends: one
/// address is one term, and what is the same term often has the same address.
typedef struct {
  const RhumbTerm *subject, *predicate, *object;
  const RhumbTerm *graph; ///< Of kind RHUMB_TERM_NONE: the default graph
  const RhumbLoc *origin; ///< Where in the rules it was made; may be NULL
  uint64_t row; ///< Number of the row in the run, from 1; 0: it is of none
} RhumbQuadView;

/// Return the quad as pages get it: its own terms
static inline RhumbQuadView
rhumb_quad_view(const RhumbQuad *const quad)
{
  return (RhumbQuadView){&quad->subject,
                         &quad->predicate,
                         &quad->object,
                         &quad->graph,
                         quad->origin,
                         quad->row};
}

typedef struct RhumbPage RhumbPage;

/// True if pages can be made for `sink`: not where Raptor writes
bool
rhumb_sink_has_pages(const RhumbSink *sink);

/// Return a page for `sink`, empty; release with rhumb_page_free(), be it after
/// the sink. It asks the sink only for what does not change, so any thread may
/// make one.
RhumbPage *
rhumb_page_new(const RhumbSink *sink);

/// Make it empty
void
rhumb_page_begin(RhumbPage *page);

/**
   Append a quad (it has been checked: valid IRIs, UTF-8, language tags). All
   quads of a row, which has a number, come behind each other in one page.

   @return RHUMB_OK; or what rhumb_sink_put() returns, reported as there.
*/
RHUMB_NODISCARD RhumbStatus
rhumb_page_put_quad(RhumbPage *page,
                    const RhumbQuadView *quad,
                    const RhumbDiag *diag);

/// End what is open: what comes behind it is as in a page of its own
void
rhumb_page_break(RhumbPage *page);

/// End what is open. Return the text for rhumb_sink_write(), which is the
/// page's until rhumb_page_begin(): nothing is put until then
RhumbStr
rhumb_page_end(RhumbPage *page);

/// Free; takes NULL
void
rhumb_page_free(RhumbPage *page);

/// Write the text of a page of this sink, from one thread at a time. Pages are
/// written in the order of the calls, and behind what rhumb_sink_put() got
/// before, of which no row goes on. All quads of a run in one page are the same
/// bytes as by rhumb_sink_put().
void
rhumb_sink_write(RhumbSink *sink, RhumbStr page_text);

#endif // RHUMB_SINK_PAGE_H

// SPDX-License-Identifier: ISC

/// @file direct.c  Sinks of the syntaxes that are written directly: a page for
/// the quads that come one by one, and the pages that others make.

#include "sink/page_impl.h"

typedef struct {
  RhumbSink sink;
  RhumbPage *page; ///< For what rhumb_sink_put() gets
  bool has_head;
  bool has_quads; ///< Text of some has been written
  bool is_apart;  ///< What comes next is separated from what is there
} Direct;

// Pages ------------------------------------------------------------------

bool
rhumb_sink_has_pages(const RhumbSink *const sink)
{
  return sink->writer->pages;
}

RhumbPage *
rhumb_page_new(const RhumbSink *const sink)
{
  RhumbPage *const page = rhumb_page_make(sink->writer->pages, &sink->spec);
  rhumb_prefixes_copy(
      &page->prefixes, &page->arena, &((const Direct *)sink)->page->prefixes);
  return page;
}

// Writing ----------------------------------------------------------------

/// Write the text of quads
static void
write_text(Direct *const self, const RhumbStr text)
{
  if (text.len) {
    const size_t start = self->is_apart ? 0 : self->page->kind->separator;
    rhumb_output_put(self->sink.spec.output, rhumb_str_from(text, start));
    self->has_quads = true;
    self->is_apart = true;
  }
}

void
rhumb_direct_flush(RhumbSink *const sink)
{
  Direct *const self = (Direct *)sink;
  write_text(self, rhumb_buf_str(&self->page->text));
  self->page->text.len = 0;
}

/// Write the head, if it is not there, while the sink's own page is empty
static void
write_head(Direct *const self)
{
  RhumbPage *const page = self->page;
  if (!self->has_head && page->kind->head) {
    self->is_apart = page->kind->head(page);
    rhumb_output_put(self->sink.spec.output, rhumb_buf_str(&page->text));
    page->text.len = 0;
  }
  self->has_head = true;
}

/// End what rhumb_sink_put() left open
static void
end_page(Direct *const self)
{
  rhumb_page_break(self->page);
  rhumb_direct_flush(&self->sink);
}

void
rhumb_sink_write(RhumbSink *const sink, const RhumbStr page_text)
{
  Direct *const self = (Direct *)sink;
  if (page_text.len) {
    write_head(self);
    end_page(self);
    write_text(self, page_text);
  }
}

// The writer -------------------------------------------------------------

static RhumbStatus
direct_open(RhumbSink *const sink, const RhumbDiag *const diag)
{
  (void)diag;
  const RhumbPageKind *const kind = sink->writer->pages;
  RhumbPage *const page = rhumb_page_make(kind, &sink->spec);
  page->sink = sink;
  page->prefixes.arena = &page->arena;
  if (kind->choose) {
    kind->choose(&page->prefixes, &page->arena, sink->spec.prefixes);
  }
  ((Direct *)sink)->page = page;
  return RHUMB_OK;
}

static RhumbStatus
direct_put(RhumbSink *const sink,
           const RhumbQuad *const quad,
           const RhumbDiag *const diag)
{
  Direct *const self = (Direct *)sink;
  const RhumbQuadView view = rhumb_quad_view(quad);
  write_head(self);
  return self->page->kind->put(self->page, &view, diag);
}

static RhumbStatus
direct_finish(RhumbSink *const sink, const RhumbDiag *const diag)
{
  (void)diag;
  Direct *const self = (Direct *)sink;
  RhumbPage *const page = self->page;
  write_head(self);
  end_page(self);
  if (page->kind->tail) {
    page->kind->tail(page, self->has_quads);
    rhumb_output_put(sink->spec.output, rhumb_buf_str(&page->text));
    page->text.len = 0;
  }
  return RHUMB_OK;
}

static void
direct_close(RhumbSink *const sink)
{
  rhumb_page_free(((Direct *)sink)->page);
}

#define DIRECT(kind)                                                      \
  {                                                                       \
    sizeof(Direct), direct_open, direct_put, direct_finish, direct_close, \
        &(kind)                                                           \
  }

const RhumbWriter rhumb_nquads_writer = DIRECT(rhumb_nquads_pages);
const RhumbWriter rhumb_turtle_writer = DIRECT(rhumb_turtle_pages);
const RhumbWriter rhumb_jsonld_writer = DIRECT(rhumb_jsonld_pages);

// SPDX-License-Identifier: ISC

/// @file nquads.c  N-Triples and N-Quads, written directly for bulk loads.
///
/// Most of a line stands in lines before it: the subject in the last one, the
/// predicate, the graph and the datatype somewhere.

#include "sink/known.h"

typedef struct {
  RhumbPage page;
  RhumbKnown subject; ///< Of the last line
  RhumbKnowns known;  ///< With the space behind each
} NQuads;

/// Put a term that is no literal, and a space
static void
put_known(RhumbPage *const page,
          RhumbKnown *const known,
          const RhumbTerm *const term)
{
  if (!rhumb_known_put(page, known, term, 0)) {
    const size_t at = page->text.len;
    rhumb_term_put(&page->text, term);
    rhumb_buf_putc(&page->text, ' ');
    rhumb_known_note(page, known, term, 0, at);
  }
}

/// Put `^^`, the datatype and a space
static void
put_datatype(NQuads *const self, const RhumbStr datatype)
{
  RhumbPage *const page = &self->page;
  RhumbKnown *const known = rhumb_known_place(&self->known, datatype.data);
  if (!rhumb_known_put(page, known, datatype.data, datatype.len)) {
    const size_t at = page->text.len;
    rhumb_buf_put(&page->text, RHUMB_STR("^^"));
    rhumb_term_put_iri(&page->text, datatype);
    rhumb_buf_putc(&page->text, ' ');
    rhumb_known_note(page, known, datatype.data, datatype.len, at);
  }
}

/// Put a term and a space
static void
put_object(NQuads *const self, const RhumbTerm *const object)
{
  RhumbBuf *const out = &self->page.text;
  if (object->kind == RHUMB_TERM_LITERAL && !object->language.len &&
      rhumb_datatype(object->datatype).len) {
    rhumb_buf_putc(out, '"');
    rhumb_term_put_escaped(out, object->text);
    rhumb_buf_putc(out, '"');
    put_datatype(self, object->datatype);
  } else {
    rhumb_term_put(out, object);
    rhumb_buf_putc(out, ' ');
  }
}

static RhumbStatus
nquads_put(RhumbPage *const page,
           const RhumbQuadView *const quad,
           const RhumbDiag *const diag)
{
  (void)diag;
  NQuads *const self = (NQuads *)page;
  put_known(page, &self->subject, quad->subject);
  put_known(
      page, rhumb_known_place(&self->known, quad->predicate), quad->predicate);
  put_object(self, quad->object);
  if (quad->graph->kind != RHUMB_TERM_NONE) {
    put_known(page, rhumb_known_place(&self->known, quad->graph), quad->graph);
  }
  rhumb_buf_put(&page->text, RHUMB_STR(".\n"));
  rhumb_page_flush(page);
  return RHUMB_OK;
}

/// The lines go, and so what stands in them
static void
nquads_forget(RhumbPage *const page)
{
  NQuads *const self = (NQuads *)page;
  self->subject = (RhumbKnown){0};
  self->known = (RhumbKnowns){0};
}

const RhumbPageKind rhumb_nquads_pages = {
    .size = sizeof(NQuads), .put = nquads_put, .forget = nquads_forget};

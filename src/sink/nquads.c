// SPDX-License-Identifier: ISC

/// @file nquads.c  N-Triples and N-Quads, written directly for bulk loads.
///
/// Most of a line stands in lines before it: the subject in the last one, the
/// predicate, the graph and the datatype somewhere. A page, which has these
/// lines, copies their bytes from there.

#include "sink/page_impl.h"
#include "term/plain.h"

enum {
  KNOWN_BITS = 6, ///< As many terms have known bytes
  ROOM = 64,      ///< For what is around and between texts
};

/// Where in the page the bytes of a term stand, with the space behind it
typedef struct {
  const void *address; ///< Of the term, or of a datatype's text
  size_t len;          ///< Of that text; 0: a term
  size_t at, size;
} Known;

typedef struct {
  RhumbPage page;
  Known subject; ///< Of the last line
  Known known[1U << KNOWN_BITS];
} NQuads;

/// Make room for `len` bytes, and for what is around them
static inline void
make_room(RhumbBuf *const out, const size_t len)
{
  if (out->cap - out->len < len + ROOM) {
    rhumb_buf_reserve(out, len + ROOM);
  }
}

// Terms ------------------------------------------------------------------

static void
put_iri(RhumbBuf *const out, const RhumbStr iri)
{
  make_room(out, iri.len);
  char *const to = out->data + out->len;
  const size_t plain = rhumb_copy_plain_iri(to + 1, iri);
  if (plain == iri.len) {
    to[0] = '<';
    to[iri.len + 1] = '>';
    out->len += iri.len + 2;
  } else {
    rhumb_term_put_iri(out, iri);
  }
}

/// Put a text and the quotes around it
static void
put_quoted(RhumbBuf *const out, const RhumbStr text)
{
  make_room(out, text.len);
  out->data[out->len++] = '"';
  const size_t plain = rhumb_copy_plain_quoted(out->data + out->len, text);
  out->len += plain;
  if (plain < text.len) {
    rhumb_term_put_escaped(out, rhumb_str_from(text, plain));
  }
  rhumb_buf_putc(out, '"');
}

/// Put a term that is no literal, and a space
static void
put_term(RhumbBuf *const out, const RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_IRI) {
    put_iri(out, term->text);
  } else {
    rhumb_term_put(out, term);
  }
  rhumb_buf_putc(out, ' ');
}

// What is known ----------------------------------------------------------

/// Return where it is kept what is at `address`
static Known *
known_of(NQuads *const self, const void *const address)
{
  const uint64_t mixed =
      ((uint64_t)(uintptr_t)address >> 4U) * UINT64_C(0x9E3779B97F4A7C15);
  return &self->known[mixed >> (64U - KNOWN_BITS)];
}

/// True if `known` is what is at `address`: within a sink nothing is, as it
/// keeps neither lines nor terms
static bool
is_known(const Known *const known, const void *const address, const size_t len)
{
  return known->address == address && known->len == len;
}

/// Append bytes that stand in `out` already
static void
put_again(RhumbBuf *const out, const Known *const known)
{
  make_room(out, known->size);
  rhumb_copy_blocks(out->data + out->len, out->data + known->at, known->size);
  out->len += known->size;
}

/// The bytes from `at` on are those of what is at `address`
static void
note(NQuads *const self,
     Known *const known,
     const void *const address,
     const size_t len,
     const size_t at)
{
  if (!self->page.sink) {
    *known = (Known){address, len, at, self->page.text.len - at};
  }
}

/// Put a term that is no literal, and a space
static void
put_known(NQuads *const self, Known *const known, const RhumbTerm *const term)
{
  RhumbBuf *const out = &self->page.text;
  if (is_known(known, term, 0)) {
    put_again(out, known);
  } else {
    const size_t at = out->len;
    put_term(out, term);
    note(self, known, term, 0, at);
  }
}

/// Put `^^`, the datatype and a space
static void
put_datatype(NQuads *const self, const RhumbStr datatype)
{
  RhumbBuf *const out = &self->page.text;
  Known *const known = known_of(self, datatype.data);
  if (is_known(known, datatype.data, datatype.len)) {
    put_again(out, known);
  } else {
    const size_t at = out->len;
    rhumb_buf_put(out, RHUMB_STR("^^"));
    put_iri(out, datatype);
    rhumb_buf_putc(out, ' ');
    note(self, known, datatype.data, datatype.len, at);
  }
}

static void
put_literal(NQuads *const self, const RhumbTerm *const literal)
{
  RhumbBuf *const out = &self->page.text;
  put_quoted(out, literal->text);
  if (literal->language.len) {
    rhumb_buf_putc(out, '@');
    rhumb_buf_put(out, literal->language);
    rhumb_buf_putc(out, ' ');
  } else if (rhumb_datatype(literal->datatype).len) {
    put_datatype(self, literal->datatype);
  } else {
    rhumb_buf_putc(out, ' ');
  }
}

// Pages ------------------------------------------------------------------

static RhumbStatus
nquads_put(RhumbPage *const page,
           const RhumbQuadView *const quad,
           const RhumbDiag *const diag)
{
  (void)diag;
  NQuads *const self = (NQuads *)page;
  put_known(self, &self->subject, quad->subject);
  put_known(self, known_of(self, quad->predicate), quad->predicate);
  if (quad->object->kind == RHUMB_TERM_LITERAL) {
    put_literal(self, quad->object);
  } else {
    put_term(&page->text, quad->object);
  }
  if (quad->graph->kind != RHUMB_TERM_NONE) {
    put_known(self, known_of(self, quad->graph), quad->graph);
  }
  rhumb_buf_put(&page->text, RHUMB_STR(".\n"));
  rhumb_page_flush(page);
  return RHUMB_OK;
}

/// The lines go, and so what stands in them
static void
nquads_end(RhumbPage *const page)
{
  NQuads *const self = (NQuads *)page;
  self->subject = (Known){0};
  memset(self->known, 0, sizeof(self->known));
}

const RhumbPageKind rhumb_nquads_pages = {
    .size = sizeof(NQuads), .put = nquads_put, .end = nquads_end};

// SPDX-License-Identifier: ISC

/// @file fuzz_rdf.c  RDF that is read, in every syntax that Raptor parses.
/// Holds: what fails says so, at a place of the text; terms are such as can be
/// written; written as N-Quads and read again, the quads are the same.
///
/// An input: a byte for the syntax; then the text.

#include "data.h"

#include "term/iri.h"
#include "term/language.h"
#include "term/rdf.h"

static const struct {
  const char *syntax, *name;
} syntaxes[] = {
    {"turtle", "a.ttl"},
    {"nquads", "a.nq"},
    {"trig", "a.trig"},
    {"rdfxml", "a.rdf"},
    {"json", "a.rj"},
    {"ntriples", "a.nt"},
    {NULL, "a"},
};

static void
check_term(const RhumbTerm *const term)
{
  HOLDS(rhumb_utf8_valid(term->text, NULL));
  HOLDS(term->kind != RHUMB_TERM_IRI || rhumb_iri_valid(term->text, NULL));
  HOLDS(!term->datatype.len || rhumb_iri_valid(term->datatype, NULL));
  HOLDS(!term->language.len || rhumb_language_valid(term->language));
}

/// Append a term as N-Quads have it. Raptor's reader of them makes small
/// letters of a language's, and takes the full stop of a label, which RDF/XML
/// and RDF/JSON know, for the end of the line
static void
put_term(RhumbBuf *const out, RhumbTerm term)
{
  char small[UINT8_MAX] = ""; // Raptor holds no longer one
  HOLDS(term.language.len <= sizeof(small));
  for (size_t i = 0; i < term.language.len; ++i) {
    small[i] = rhumb_to_lower(term.language.data[i]);
  }
  term.language.data = small;
  while (term.kind == RHUMB_TERM_BLANK &&
         rhumb_str_ends(term.text, RHUMB_STR("."))) {
    --term.text.len;
  }
  rhumb_term_put(out, &term);
}

/// Append the quad to the RhumbBuf `handle`
static RhumbStatus
put_quad(void *const handle, const RhumbQuad *const quad)
{
  RhumbBuf *const out = (RhumbBuf *)handle;
  const RhumbTerm *const terms[] = {
      &quad->subject, &quad->predicate, &quad->object, &quad->graph};
  for (size_t i = 0; i < RHUMB_COUNT(terms); ++i) {
    check_term(terms[i]);
    if (terms[i]->kind != RHUMB_TERM_NONE) {
      put_term(out, *terms[i]);
      rhumb_buf_putc(out, ' ');
    }
  }
  rhumb_buf_puts(out, ".\n");
  return RHUMB_OK;
}

static RhumbStatus
read_text(RhumbBuf *const out, const RhumbText *const text, const char *syntax)
{
  FuzzHeard heard = {0};
  static RhumbArena arena;
  const RhumbDiag diag = fuzz_diag(&heard);
  const RhumbQuadHandler to = {put_quad, out};
  RhumbPrefixes prefixes = {.arena = &arena};
  rhumb_arena_reset(&arena);
  const RhumbStatus status = rhumb_rdf_read(
      text, syntax, RHUMB_STR("http://base.example/"), &prefixes, &to, &diag);
  HOLDS((status == RHUMB_OK) == !heard.errors);
  return status;
}

int
LLVMFuzzerTestOneInput(const uint8_t *const data, const size_t size)
{
  RhumbStr input = fuzz_text(data, size);
  const size_t which = fuzz_choose(&input, RHUMB_COUNT(syntaxes));
  const RhumbText text = {syntaxes[which].name, input};
  RhumbBuf quads = {0};
  if (read_text(&quads, &text, syntaxes[which].syntax) == RHUMB_OK) {
    const RhumbText written = {"b.nq", rhumb_buf_str(&quads)};
    RhumbBuf again = {0};
    HOLDS(read_text(&again, &written, "nquads") == RHUMB_OK);
    fuzz_same("quads written and read", written.text, rhumb_buf_str(&again));
    rhumb_buf_free(&again);
  }
  rhumb_buf_free(&quads);
  return 0;
}

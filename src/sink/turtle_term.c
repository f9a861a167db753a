// SPDX-License-Identifier: ISC

/// @file turtle_term.c  Terms as Turtle and TriG have them: short names, bare
/// numbers, long texts.

#include "sink/turtle_term.h"

#include "sink/sink_impl.h"
#include "term/iri.h"
#include "term/local.h"
#include "term/space.h"

// Prefixes ---------------------------------------------------------------

void
rhumb_turtle_prefixes(RhumbPrefixes *const out,
                      RhumbArena *const arena,
                      const RhumbPrefixes *const prefixes)
{
  *out = (RhumbPrefixes){.arena = arena};
  for (size_t i = 0; prefixes && i < prefixes->count; ++i) {
    const RhumbPrefix *const prefix = &prefixes->items[i];
    if (prefix->used && rhumb_is_prefix_name(prefix->name) &&
        rhumb_iri_is_absolute(prefix->iri)) {
      (void)rhumb_prefixes_add(out, prefix->name, prefix->iri, prefix->loc);
    }
  }
}

// IRIs -------------------------------------------------------------------

void
rhumb_turtle_put_iri(RhumbBuf *const out,
                     const RhumbPrefixes *const prefixes,
                     const RhumbStr iri)
{
  const RhumbSpace *const space = rhumb_space_named(prefixes, iri);
  if (!space) {
    rhumb_term_put_iri(out, iri);
    return;
  }
  rhumb_buf_put(out, prefixes->items[space->number].name);
  rhumb_buf_putc(out, ':');
  rhumb_buf_put(out, rhumb_str_from(iri, space->iri.len));
}

void
rhumb_turtle_put_predicate(RhumbBuf *const out,
                           const RhumbPrefixes *const prefixes,
                           const RhumbStr iri)
{
  if (rhumb_str_equal(iri, RHUMB_STR(RHUMB_RDF_TYPE))) {
    rhumb_buf_putc(out, 'a');
  } else {
    rhumb_turtle_put_iri(out, prefixes, iri);
  }
}

// Literals ---------------------------------------------------------------

const char *
rhumb_turtle_bare(const RhumbStr text)
{
  if (rhumb_str_is(text, "true") || rhumb_str_is(text, "false")) {
    return "boolean";
  }
  const size_t start =
      text.len && (text.data[0] == '+' || text.data[0] == '-') ? 1 : 0;
  size_t at = rhumb_str_skip_digits(text, start);
  size_t digits = at - start;
  const char *type = "integer";
  if (at < text.len && text.data[at] == '.') {
    const size_t end = rhumb_str_skip_digits(text, at + 1);
    digits = end - at - 1;
    at = end;
    type = "decimal";
  }
  if (at < text.len && (text.data[at] == 'e' || text.data[at] == 'E')) {
    ++at;
    at += at < text.len && (text.data[at] == '+' || text.data[at] == '-');
    const size_t end = rhumb_str_skip_digits(text, at);
    digits = digits ? end - at : 0;
    at = end;
    type = "double";
  }
  return digits && at == text.len ? type : NULL;
}

/// True if the literal is what its text alone is read as
static bool
is_bare(const RhumbTerm *const term)
{
  const RhumbStr xsd = RHUMB_STR(RHUMB_XSD);
  if (!rhumb_str_starts(term->datatype, xsd)) {
    return false;
  }
  const char *const read = rhumb_turtle_bare(term->text);
  return read && rhumb_str_is(rhumb_str_from(term->datatype, xsd.len), read);
}

/// Append a text that keeps its lines; whatever else is escaped elsewhere is
/// here
static void
put_lines(RhumbBuf *const out, RhumbStr text)
{
  rhumb_buf_puts(out, "\"\"\"");
  while (rhumb_str_has(text, '\n')) {
    rhumb_term_put_escaped(out, rhumb_str_cut(&text, '\n'));
    rhumb_buf_putc(out, '\n');
  }
  rhumb_term_put_escaped(out, text);
  rhumb_buf_puts(out, "\"\"\"");
}

/// Append a text; in a triple term on one line, as Oxigraph reads no other
/// there
static void
put_text(RhumbBuf *const out, const RhumbStr text, const bool in_triple)
{
  if (!in_triple && rhumb_str_has(text, '\n')) {
    put_lines(out, text);
    return;
  }
  rhumb_buf_putc(out, '"');
  rhumb_term_put_escaped(out, text);
  rhumb_buf_putc(out, '"');
}

static bool
put_untyped(RhumbBuf *const out,
            const RhumbTerm *const literal,
            const bool in_triple)
{
  if (is_bare(literal)) {
    rhumb_buf_put(out, literal->text);
    return false;
  }
  put_text(out, literal->text, in_triple);
  if (literal->language.len) {
    rhumb_buf_putc(out, '@');
    rhumb_buf_put(out, literal->language);
    return false;
  }
  return rhumb_datatype(literal->datatype).len;
}

bool
rhumb_turtle_put_untyped(RhumbBuf *const out, const RhumbTerm *const literal)
{
  return put_untyped(out, literal, false);
}

static void
put_literal(RhumbBuf *const out,
            const RhumbPrefixes *const prefixes,
            const RhumbTerm *const literal,
            const bool in_triple)
{
  if (put_untyped(out, literal, in_triple)) {
    rhumb_buf_puts(out, "^^");
    rhumb_turtle_put_iri(out, prefixes, literal->datatype);
  }
}

static void
put_term(RhumbBuf *out,
         const RhumbPrefixes *prefixes,
         const RhumbTerm *term,
         bool in_triple);

static void
put_triple(RhumbBuf *const out,
           const RhumbPrefixes *const prefixes,
           const RhumbTerm *const triple)
{
  rhumb_buf_puts(out, "<<( ");
  put_term(out, prefixes, &triple[0], true);
  rhumb_buf_putc(out, ' ');
  rhumb_turtle_put_predicate(out, prefixes, triple[1].text);
  rhumb_buf_putc(out, ' ');
  put_term(out, prefixes, &triple[2], true);
  rhumb_buf_puts(out, " )>>");
}

static void
put_term(RhumbBuf *const out,
         const RhumbPrefixes *const prefixes,
         const RhumbTerm *const term,
         const bool in_triple)
{
  switch (term->kind) {
  case RHUMB_TERM_NONE:
    break;
  case RHUMB_TERM_IRI:
    rhumb_turtle_put_iri(out, prefixes, term->text);
    break;
  case RHUMB_TERM_BLANK:
    rhumb_buf_puts(out, "_:");
    rhumb_blank_label(out, term->text, "_");
    break;
  case RHUMB_TERM_LITERAL:
    put_literal(out, prefixes, term, in_triple);
    break;
  case RHUMB_TERM_TRIPLE:
    put_triple(out, prefixes, term->triple);
    break;
  }
}

void
rhumb_turtle_put(RhumbBuf *const out,
                 const RhumbPrefixes *const prefixes,
                 const RhumbTerm *const term)
{
  put_term(out, prefixes, term, false);
}

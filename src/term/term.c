// SPDX-License-Identifier: ISC

#include "term/term.h"

#include "term/vocabulary.h"

#include <stdint.h>

/// The datatype that a literal without one has; empty for rdf:langString
static RhumbStr
datatype_of(const RhumbTerm *const term)
{
  return term->datatype.len || term->language.len
             ? term->datatype
             : RHUMB_STR(RHUMB_XSD "string");
}

/// Language tags are equal whatever their case (RDF 1.1 Concepts, 3.3)
static bool
same_language(const RhumbStr a, const RhumbStr b)
{
  if (a.len != b.len) {
    return false;
  }
  for (size_t i = 0; i < a.len; ++i) {
    const unsigned char differs =
        (unsigned char)a.data[i] ^ (unsigned char)b.data[i];
    if (differs != 0 && differs != 0x20) {
      return false;
    }
  }
  return true;
}

bool
rhumb_term_equal(const RhumbTerm *const a, const RhumbTerm *const b)
{
  if (a->kind != b->kind || !rhumb_str_equal(a->text, b->text)) {
    return false;
  }
  return a->kind != RHUMB_TERM_LITERAL ||
         (same_language(a->language, b->language) &&
          rhumb_str_equal(datatype_of(a), datatype_of(b)));
}

#define EVERY(byte) (0x0101010101010101U * (byte))

/// Non-zero if a byte of `word` is below 0x20, a quote, a backslash or DEL
static uint64_t
needs_escape(const uint64_t word)
{
  const uint64_t quote = word ^ EVERY('"');
  const uint64_t slash = word ^ EVERY('\\');
  const uint64_t del = word ^ EVERY(0x7FU);
  const uint64_t one = EVERY(1U);
  return (((word - EVERY(0x20U)) & ~word) | ((quote - one) & ~quote) |
          ((slash - one) & ~slash) | ((del - one) & ~del)) &
         EVERY(0x80U);
}

static bool
is_plain(const char c)
{
  const unsigned char byte = (unsigned char)c;
  return byte >= 0x20 && byte != '"' && byte != '\\' && byte != 0x7F;
}

/// The first byte from `at` on that cannot stand as it is
static size_t
skip_plain(const RhumbStr text, size_t at)
{
  while (text.len - at >= sizeof(uint64_t)) {
    uint64_t word = 0;
    memcpy(&word, text.data + at, sizeof(word));
    if (needs_escape(word)) {
      break;
    }
    at += sizeof(word);
  }
  while (at < text.len && is_plain(text.data[at])) {
    ++at;
  }
  return at;
}

/// The canonical form names four characters only; other control characters are
/// legal as they are, but readers that split lines stumble over them
static void
put_escape(RhumbBuf *const out, const char c)
{
  static const char hex[] = "0123456789ABCDEF";
  switch (c) {
  case '"':
    rhumb_buf_put(out, RHUMB_STR("\\\""));
    break;
  case '\\':
    rhumb_buf_put(out, RHUMB_STR("\\\\"));
    break;
  case '\n':
    rhumb_buf_put(out, RHUMB_STR("\\n"));
    break;
  case '\r':
    rhumb_buf_put(out, RHUMB_STR("\\r"));
    break;
  case '\t':
    rhumb_buf_putc(out, c);
    break;
  default:
    rhumb_buf_put(out, RHUMB_STR("\\u00"));
    rhumb_buf_putc(out, hex[((unsigned char)c >> 4U) & 0xFU]);
    rhumb_buf_putc(out, hex[(unsigned char)c & 0xFU]);
    break;
  }
}

static void
put_quoted(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_putc(out, '"');
  for (size_t at = 0; at < text.len;) {
    const size_t end = skip_plain(text, at);
    rhumb_buf_put(out, rhumb_str_slice(text, at, end));
    if (end < text.len) {
      put_escape(out, text.data[end]);
    }
    at = end + 1;
  }
  rhumb_buf_putc(out, '"');
}

static void
put_iri(RhumbBuf *const out, const RhumbStr iri)
{
  rhumb_buf_putc(out, '<');
  rhumb_buf_put(out, iri);
  rhumb_buf_putc(out, '>');
}

static void
put_literal(RhumbBuf *const out, const RhumbTerm *const term)
{
  put_quoted(out, term->text);
  if (term->language.len) {
    rhumb_buf_putc(out, '@');
    rhumb_buf_put(out, term->language);
  } else if (term->datatype.len &&
             !rhumb_str_equal(term->datatype, RHUMB_STR(RHUMB_XSD "string"))) {
    rhumb_buf_put(out, RHUMB_STR("^^"));
    put_iri(out, term->datatype);
  }
}

void
rhumb_term_put(RhumbBuf *const out, const RhumbTerm *const term)
{
  switch (term->kind) {
  case RHUMB_TERM_NONE:
    break;
  case RHUMB_TERM_IRI:
    put_iri(out, term->text);
    break;
  case RHUMB_TERM_BLANK:
    rhumb_buf_put(out, RHUMB_STR("_:"));
    rhumb_buf_put(out, term->text);
    break;
  case RHUMB_TERM_LITERAL:
    put_literal(out, term);
    break;
  }
}

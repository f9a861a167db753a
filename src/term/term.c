// SPDX-License-Identifier: ISC

/// @file term.c  Terms compared, copied and shown.

#include "term/term.h"

#include "base/utf8.h"
#include "term/plain.h"

/// The datatype that a literal without one has; empty for rdf:langString
static RhumbStr
datatype_of(const RhumbTerm *const term)
{
  return term->datatype.len || term->language.len ? term->datatype
                                                  : RHUMB_STR(RHUMB_XSD_STRING);
}

static bool
triples_equal(const RhumbTerm *const a, const RhumbTerm *const b)
{
  bool equal = true;
  for (size_t i = 0; equal && i < 3; ++i) {
    equal = rhumb_term_equal(&a[i], &b[i]);
  }
  return equal;
}

bool
rhumb_term_equal(const RhumbTerm *const a, const RhumbTerm *const b)
{
  if (a->kind != b->kind || !rhumb_str_equal(a->text, b->text)) {
    return false;
  }
  if (a->kind == RHUMB_TERM_TRIPLE) {
    return triples_equal(a->triple, b->triple);
  }
  // Language tags are equal whatever their case (RDF 1.1 Concepts, 3.3)
  return a->kind != RHUMB_TERM_LITERAL ||
         (rhumb_str_alike(a->language, b->language) &&
          rhumb_str_equal(datatype_of(a), datatype_of(b)));
}

static RhumbStr
copy_text(RhumbArena *const arena, const RhumbStr text)
{
  return text.len ? rhumb_str_copy(arena, text) : RHUMB_STR("");
}

RhumbTerm
rhumb_term_copy(RhumbArena *const arena, const RhumbTerm *const term)
{
  RhumbTerm copy = *term;
  copy.text = copy_text(arena, term->text);
  copy.datatype = copy_text(arena, term->datatype);
  copy.language = copy_text(arena, term->language);
  if (term->kind == RHUMB_TERM_TRIPLE) {
    RhumbTerm *const triple = RHUMB_NEW(arena, RhumbTerm, 3);
    for (size_t i = 0; i < 3; ++i) {
      triple[i] = rhumb_term_copy(arena, &term->triple[i]);
    }
    copy.triple = triple;
  }
  return copy;
}

/// Make room for a text and what is around it
static inline void
make_room(RhumbBuf *const out, const size_t len)
{
  enum { AROUND = 4 };
  if (out->cap - out->len < len + AROUND) {
    rhumb_buf_reserve(out, len + AROUND);
  }
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

static size_t
skip_plain(const RhumbStr text, size_t at)
{
#ifdef __SSE2__
  while (text.len - at >= sizeof(__m128i) &&
         rhumb_is_plain_in_quotes(rhumb_block_at(text.data + at))) {
    at += sizeof(__m128i);
  }
#endif
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
  switch (c) {
  case '"':
    rhumb_buf_puts(out, "\\\"");
    break;
  case '\\':
    rhumb_buf_puts(out, "\\\\");
    break;
  case '\n':
    rhumb_buf_puts(out, "\\n");
    break;
  case '\r':
    rhumb_buf_puts(out, "\\r");
    break;
  case '\t':
    rhumb_buf_putc(out, c);
    break;
  default:
    rhumb_buf_puts(out, "\\u00");
    rhumb_buf_put_hex(out, c);
    break;
  }
}

void
rhumb_put_quotable(RhumbBuf *const out,
                   const RhumbStr text,
                   void (*const escape)(RhumbBuf *out, char c))
{
  make_room(out, text.len);
  size_t at = rhumb_copy_plain_quoted(out->data + out->len, text);
  out->len += at;
  while (at < text.len) {
    const size_t end = skip_plain(text, at);
    rhumb_buf_put(out, rhumb_str_slice(text, at, end));
    if (end < text.len) {
      escape(out, text.data[end]);
    }
    at = end + 1;
  }
}

void
rhumb_term_put_escaped(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_put_quotable(out, text, put_escape);
}

/// What cannot stand in `<…>` as it is (N-Triples, IRIREF): an unsafe IRI may
/// hold any of it. Beyond ASCII, readers that split at white space stumble.
static bool
is_odd_in_iri(const unsigned char byte)
{
  return byte <= 0x20 || byte >= 0x7F || strchr("<>\"{}|^`\\", byte);
}

/// The first byte from `at` on that is odd
static size_t
skip_plain_iri(const RhumbStr iri, size_t at)
{
#ifdef __SSE2__
  const size_t size = sizeof(__m128i);
  while (iri.len - at >= size &&
         rhumb_is_plain_in_iri(rhumb_block_at(iri.data + at))) {
    at += size;
  }
  if (iri.len >= size && iri.len - at < size &&
      rhumb_is_plain_in_iri(rhumb_block_at(iri.data + iri.len - size))) {
    return iri.len;
  }
#endif
  while (at < iri.len && !is_odd_in_iri((unsigned char)iri.data[at])) {
    ++at;
  }
  return at;
}

static bool
is_white_space(const uint32_t code)
{
  return code <= 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000;
}

/// Put the odd character at `at`; return where the next one begins
static size_t
put_odd(RhumbBuf *const out, const RhumbStr iri, const size_t at)
{
  uint32_t code = 0;
  const unsigned len = rhumb_utf8_decode(iri, at, &code);
  if (len > 1 && !is_white_space(code)) {
    rhumb_buf_put(out, rhumb_str_slice(iri, at, at + len));
  } else {
    rhumb_buf_format(out, "\\u%04X", (unsigned)code);
  }
  return at + (len ? len : 1);
}

void
rhumb_term_put_iri(RhumbBuf *const out, const RhumbStr iri)
{
  make_room(out, iri.len);
  rhumb_buf_putc(out, '<');
  const size_t plain = rhumb_copy_plain_iri(out->data + out->len, iri);
  out->len += plain;
  for (size_t at = plain; at < iri.len;) {
    const size_t end = skip_plain_iri(iri, at);
    rhumb_buf_put(out, rhumb_str_slice(iri, at, end));
    at = end < iri.len ? put_odd(out, iri, end) : end;
  }
  rhumb_buf_putc(out, '>');
}

static void
put_literal(RhumbBuf *const out, const RhumbTerm *const term)
{
  rhumb_buf_putc(out, '"');
  rhumb_term_put_escaped(out, term->text);
  rhumb_buf_putc(out, '"');
  if (term->language.len) {
    rhumb_buf_putc(out, '@');
    rhumb_buf_put(out, term->language);
  } else if (term->datatype.len &&
             !rhumb_str_equal(term->datatype, RHUMB_STR(RHUMB_XSD_STRING))) {
    rhumb_buf_puts(out, "^^");
    rhumb_term_put_iri(out, term->datatype);
  }
}

static void
put_triple(RhumbBuf *const out, const RhumbTerm *const triple)
{
  rhumb_buf_puts(out, "<<( ");
  for (size_t i = 0; i < 3; ++i) {
    rhumb_term_put(out, &triple[i]);
    rhumb_buf_putc(out, ' ');
  }
  rhumb_buf_puts(out, ")>>");
}

void
rhumb_term_put(RhumbBuf *const out, const RhumbTerm *const term)
{
  switch (term->kind) {
  case RHUMB_TERM_NONE:
    break;
  case RHUMB_TERM_IRI:
    rhumb_term_put_iri(out, term->text);
    break;
  case RHUMB_TERM_BLANK:
    rhumb_buf_puts(out, "_:");
    rhumb_buf_put(out, term->text);
    break;
  case RHUMB_TERM_LITERAL:
    put_literal(out, term);
    break;
  case RHUMB_TERM_TRIPLE:
    put_triple(out, term->triple);
    break;
  }
}

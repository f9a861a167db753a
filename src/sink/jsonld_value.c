// SPDX-License-Identifier: ISC

/// @file jsonld_value.c  Names and literals as values of JSON-LD.

#include "sink/jsonld_impl.h"

// Texts ------------------------------------------------------------------

/// What follows a backslash for a character; 0: its number does
static char
escape_of(const char c)
{
  switch (c) {
  case '"':
  case '\\':
    return c;
  case '\n':
    return 'n';
  case '\r':
    return 'r';
  case '\t':
    return 't';
  default:
    return '\0';
  }
}

static void
put_escape(RhumbBuf *const out, const char c)
{
  const char escape = escape_of(c);
  if (escape) {
    rhumb_buf_putc(out, '\\');
    rhumb_buf_putc(out, escape);
  } else {
    rhumb_buf_puts(out, "\\u00");
    rhumb_buf_put_hex(out, c);
  }
}

void
rhumb_jsonld_put_text(RhumbBuf *const out, const RhumbStr text)
{
  rhumb_buf_putc(out, '"');
  rhumb_put_quotable(out, text, put_escape);
  rhumb_buf_putc(out, '"');
}

// Names ------------------------------------------------------------------

void
rhumb_jsonld_put_name(RhumbBuf *const out,
                      const RhumbJsonldName *const name,
                      const bool is_bare)
{
  const RhumbStr text = name->term->text;
  rhumb_buf_putc(out, '"');
  if (name->term->kind == RHUMB_TERM_BLANK) {
    rhumb_buf_puts(out, "_:");
    rhumb_blank_label(out, text, "_-.");
  } else if (name->prefix && !is_bare) {
    rhumb_buf_put(out, name->prefix->name);
    rhumb_buf_putc(out, ':');
    rhumb_buf_put(out, rhumb_str_from(text, name->prefix->iri.len));
  } else {
    rhumb_buf_put(out, text);
  }
  rhumb_buf_putc(out, '"');
}

// Literals ---------------------------------------------------------------

/// True for the canonical form of an integer that every reader's number is: no
/// longer than 2^53 - 1 (RFC 8259, section 6)
static bool
is_exact_integer(const RhumbStr text)
{
  uint64_t number = 0;
  const uint64_t most = (UINT64_C(1) << 53U) - 1;
  const bool is_negative = text.len && text.data[0] == '-';
  const RhumbStr digits = rhumb_str_from(text, is_negative);
  return rhumb_str_number(digits, most, &number) &&
         (digits.data[0] != '0' || text.len == 1);
}

/// True for a literal that JSON has itself, and that is read as it is written.
/// No double is one: numbers of JSON lose their form.
static bool
is_native(const RhumbTerm *const literal)
{
  const RhumbStr datatype = literal->datatype;
  if (rhumb_str_equal(datatype, RHUMB_STR(RHUMB_XSD "integer"))) {
    return is_exact_integer(literal->text);
  }
  return rhumb_str_equal(datatype, RHUMB_STR(RHUMB_XSD "boolean")) &&
         (rhumb_str_is(literal->text, "true") ||
          rhumb_str_is(literal->text, "false"));
}

void
rhumb_jsonld_put_literal(RhumbBuf *const out,
                         const RhumbTerm *const literal,
                         const RhumbJsonldName *const datatype,
                         const bool is_bare)
{
  const bool has_language = literal->language.len;
  if (!has_language && !datatype->term) {
    rhumb_jsonld_put_text(out, literal->text);
    return;
  }
  if (!has_language && is_native(literal)) {
    rhumb_buf_put(out, literal->text);
    return;
  }
  rhumb_buf_puts(out, "{\"@value\": ");
  rhumb_jsonld_put_text(out, literal->text);
  if (has_language) {
    rhumb_buf_puts(out, ", \"@language\": ");
    rhumb_jsonld_put_text(out, literal->language);
  } else {
    rhumb_buf_puts(out, ", \"@type\": ");
    rhumb_jsonld_put_name(out, datatype, is_bare);
  }
  rhumb_buf_putc(out, '}');
}

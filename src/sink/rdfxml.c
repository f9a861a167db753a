// SPDX-License-Identifier: ISC

/// @file rdfxml.c  What RDF/XML cannot hold.

#include "base/near.h"
#include "base/utf8.h"
#include "sink/sink_impl.h"

/// NameStartChar of Namespaces in XML 1.0, without the colon
static bool
is_name_start(const uint32_t c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' ||
         (c >= 0xC0U && c != 0xD7U && c != 0xF7U && c <= 0x2FFU) ||
         (c >= 0x370U && c != 0x37EU && c <= 0x1FFFU) || c == 0x200CU ||
         c == 0x200DU || (c >= 0x2070U && c <= 0x218FU) ||
         (c >= 0x2C00U && c <= 0x2FEFU) || (c >= 0x3001U && c <= 0xD7FFU);
}

/// NameChar, likewise
static bool
is_name_char(const uint32_t c)
{
  return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == 0xB7U || (c >= 0x300U && c <= 0x36FU) || c == 0x203FU ||
         c == 0x2040U;
}

/// The longest name that `iri` ends with, which an XML element can have
static RhumbStr
last_name(const RhumbStr iri)
{
  size_t start = iri.len;
  for (size_t at = iri.len; at > 0;) {
    at = rhumb_utf8_start(iri, at - 1);
    uint32_t code = 0;
    if (!rhumb_utf8_decode(iri, at, &code) || !is_name_char(code)) {
      break;
    }
    start = is_name_start(code) ? at : start;
  }
  return rhumb_str_slice(iri, start, iri.len);
}

/// Names in RDF's namespace that are syntax (RDF/XML, section 5.1); rdf:li is
/// one because readers number it anew
static bool
is_reserved(const RhumbStr iri)
{
  static const char *const names[] = {"RDF",
                                      "ID",
                                      "about",
                                      "parseType",
                                      "resource",
                                      "nodeID",
                                      "datatype",
                                      "Description",
                                      "li",
                                      "aboutEach",
                                      "aboutEachPrefix",
                                      "bagID",
                                      NULL};
  const RhumbStr rdf = RHUMB_STR(RHUMB_RDF);
  return rhumb_str_starts(iri, rdf) &&
         rhumb_word(names, rhumb_str_from(iri, rdf.len));
}

/// The first character of `text` that XML 1.0 excludes (U+007F: that Raptor
/// does), or 0
static uint32_t
first_excluded(const RhumbStr text)
{
  for (size_t at = 0; at < text.len;) {
    uint32_t code = 0;
    const unsigned len = rhumb_utf8_decode(text, at, &code);
    const bool legal =
        code >= 0x20U || code == '\t' || code == '\n' || code == '\r';
    if (!legal || code == 0x7FU || code == 0xFFFEU || code == 0xFFFFU) {
      return code ? code : UINT32_MAX;
    }
    at += len ? len : 1;
  }
  return 0;
}

static RhumbStatus
check_predicate(const RhumbQuad *const quad, const RhumbDiag *const diag)
{
  const RhumbStr iri = quad->predicate.text;
  const RhumbStr name = last_name(iri);
  const char *const why = !name.len || name.len == iri.len
                              ? "does not end with an XML name"
                          : is_reserved(iri) ? "is part of that syntax"
                                             : NULL;
  return why ? rhumb_fail(diag,
                          RHUMB_ERR_VALUE,
                          rhumb_quad_loc(quad),
                          "RDF/XML cannot write the predicate <%.*s>: it %s; "
                          "write turtle",
                          RHUMB_FMT(iri),
                          why)
             : RHUMB_OK;
}

static RhumbStatus
check_object(const RhumbQuad *const quad, const RhumbDiag *const diag)
{
  const RhumbTerm *const o = &quad->object;
  if (o->kind != RHUMB_TERM_LITERAL) {
    return RHUMB_OK;
  }
  const uint32_t code = first_excluded(o->text);
  if (code) {
    return rhumb_fail(diag,
                      RHUMB_ERR_VALUE,
                      rhumb_quad_loc(quad),
                      "RDF/XML cannot write the character U+%04X in the "
                      "value of <%.*s>; write turtle",
                      (unsigned)(code == UINT32_MAX ? 0 : code),
                      RHUMB_FMT(quad->predicate.text));
  }
  // Read back, its text would be in another form, or not XML at all
  return rhumb_str_is(o->datatype, RHUMB_RDF "XMLLiteral")
             ? rhumb_fail(diag,
                          RHUMB_ERR_UNSUPPORTED,
                          rhumb_quad_loc(quad),
                          "RDF/XML does not keep the text of the "
                          "rdf:XMLLiteral of <%.*s>; write turtle",
                          RHUMB_FMT(quad->predicate.text))
             : RHUMB_OK;
}

RhumbStatus
rhumb_rdfxml_check(const RhumbQuad *const quad, const RhumbDiag *const diag)
{
  RHUMB_TRY(check_predicate(quad, diag));
  return check_object(quad, diag);
}

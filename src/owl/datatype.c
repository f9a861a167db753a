// SPDX-License-Identifier: ISC

/// @file datatype.c  XSD's datatypes by the values they share.

#include "owl/datatype.h"

#include "term/vocabulary.h"

#include <stddef.h>

/// Datatypes, each with the one that it is derived from
static const struct {
  const char *iri;
  const char *base; ///< NULL: primitive
} datatypes[] = {
    {RHUMB_RDF "langString", NULL},
    {RHUMB_RDF "XMLLiteral", NULL},
    {RHUMB_RDF "HTML", NULL},
    {RHUMB_XSD "string", NULL},
    {RHUMB_XSD "normalizedString", RHUMB_XSD "string"},
    {RHUMB_XSD "token", RHUMB_XSD "normalizedString"},
    {RHUMB_XSD "language", RHUMB_XSD "token"},
    {RHUMB_XSD "NMTOKEN", RHUMB_XSD "token"},
    {RHUMB_XSD "Name", RHUMB_XSD "token"},
    {RHUMB_XSD "NCName", RHUMB_XSD "Name"},
    {RHUMB_XSD "boolean", NULL},
    {RHUMB_XSD "decimal", NULL},
    {RHUMB_XSD "integer", RHUMB_XSD "decimal"},
    {RHUMB_XSD "long", RHUMB_XSD "integer"},
    {RHUMB_XSD "int", RHUMB_XSD "long"},
    {RHUMB_XSD "short", RHUMB_XSD "int"},
    {RHUMB_XSD "byte", RHUMB_XSD "short"},
    {RHUMB_XSD "nonNegativeInteger", RHUMB_XSD "integer"},
    {RHUMB_XSD "positiveInteger", RHUMB_XSD "nonNegativeInteger"},
    {RHUMB_XSD "unsignedLong", RHUMB_XSD "nonNegativeInteger"},
    {RHUMB_XSD "unsignedInt", RHUMB_XSD "unsignedLong"},
    {RHUMB_XSD "unsignedShort", RHUMB_XSD "unsignedInt"},
    {RHUMB_XSD "unsignedByte", RHUMB_XSD "unsignedShort"},
    {RHUMB_XSD "nonPositiveInteger", RHUMB_XSD "integer"},
    {RHUMB_XSD "negativeInteger", RHUMB_XSD "nonPositiveInteger"},
    {RHUMB_XSD "float", NULL},
    {RHUMB_XSD "double", NULL},
    {RHUMB_XSD "dateTime", NULL},
    {RHUMB_XSD "dateTimeStamp", RHUMB_XSD "dateTime"},
    {RHUMB_XSD "date", NULL},
    {RHUMB_XSD "time", NULL},
    {RHUMB_XSD "gYear", NULL},
    {RHUMB_XSD "gYearMonth", NULL},
    {RHUMB_XSD "gMonth", NULL},
    {RHUMB_XSD "gMonthDay", NULL},
    {RHUMB_XSD "gDay", NULL},
    {RHUMB_XSD "duration", NULL},
    {RHUMB_XSD "dayTimeDuration", RHUMB_XSD "duration"},
    {RHUMB_XSD "yearMonthDuration", RHUMB_XSD "duration"},
    {RHUMB_XSD "anyURI", NULL},
    {RHUMB_XSD "hexBinary", NULL},
    {RHUMB_XSD "base64Binary", NULL},
    {RHUMB_XSD "QName", NULL},
};

enum { N_DATATYPES = sizeof(datatypes) / sizeof(*datatypes) };

static size_t
find(const RhumbStr iri)
{
  size_t at = 0;
  while (at < N_DATATYPES && !rhumb_str_is(iri, datatypes[at].iri)) {
    ++at;
  }
  return at;
}

bool
rhumb_datatype_known(const RhumbStr iri)
{
  return find(iri) < N_DATATYPES;
}

static bool
is_derived(RhumbStr iri, const RhumbStr base)
{
  while (iri.data && !rhumb_str_equal(iri, base)) {
    const size_t at = find(iri);
    iri = rhumb_str(at < N_DATATYPES ? datatypes[at].base : NULL);
  }
  return iri.data != NULL;
}

bool
rhumb_datatypes_disjoint(const RhumbStr a, const RhumbStr b)
{
  return rhumb_datatype_known(a) && rhumb_datatype_known(b) &&
         !is_derived(a, b) && !is_derived(b, a);
}

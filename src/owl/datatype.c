// SPDX-License-Identifier: ISC

/// @file datatype.c  XSD's datatypes by the values they share.

#include "owl/datatype.h"

#include "base/list.h"
#include "term/vocabulary.h"

/// Datatypes, each with the one that it is derived from
typedef struct {
  const char *iri;
  const char *base; ///< NULL: primitive
  bool not_owl;     ///< OWL 2 (Structural Specification, section 4) lacks it
} Datatype;

static const Datatype datatypes[] = {
    {RHUMB_RDF "langString", NULL, false},
    {RHUMB_RDF "XMLLiteral", NULL, false},
    {RHUMB_RDF "HTML", NULL, false},
    {RHUMB_XSD "string", NULL, false},
    {RHUMB_XSD "normalizedString", RHUMB_XSD "string", false},
    {RHUMB_XSD "token", RHUMB_XSD "normalizedString", false},
    {RHUMB_XSD "language", RHUMB_XSD "token", false},
    {RHUMB_XSD "NMTOKEN", RHUMB_XSD "token", false},
    {RHUMB_XSD "Name", RHUMB_XSD "token", false},
    {RHUMB_XSD "NCName", RHUMB_XSD "Name", false},
    {RHUMB_XSD "boolean", NULL, false},
    {RHUMB_XSD "decimal", NULL, false},
    {RHUMB_XSD "integer", RHUMB_XSD "decimal", false},
    {RHUMB_XSD "long", RHUMB_XSD "integer", false},
    {RHUMB_XSD "int", RHUMB_XSD "long", false},
    {RHUMB_XSD "short", RHUMB_XSD "int", false},
    {RHUMB_XSD "byte", RHUMB_XSD "short", false},
    {RHUMB_XSD "nonNegativeInteger", RHUMB_XSD "integer", false},
    {RHUMB_XSD "positiveInteger", RHUMB_XSD "nonNegativeInteger", false},
    {RHUMB_XSD "unsignedLong", RHUMB_XSD "nonNegativeInteger", false},
    {RHUMB_XSD "unsignedInt", RHUMB_XSD "unsignedLong", false},
    {RHUMB_XSD "unsignedShort", RHUMB_XSD "unsignedInt", false},
    {RHUMB_XSD "unsignedByte", RHUMB_XSD "unsignedShort", false},
    {RHUMB_XSD "nonPositiveInteger", RHUMB_XSD "integer", false},
    {RHUMB_XSD "negativeInteger", RHUMB_XSD "nonPositiveInteger", false},
    {RHUMB_XSD "float", NULL, false},
    {RHUMB_XSD "double", NULL, false},
    {RHUMB_XSD "dateTime", NULL, false},
    {RHUMB_XSD "dateTimeStamp", RHUMB_XSD "dateTime", false},
    {RHUMB_XSD "date", NULL, true},
    {RHUMB_XSD "time", NULL, true},
    {RHUMB_XSD "gYear", NULL, true},
    {RHUMB_XSD "gYearMonth", NULL, true},
    {RHUMB_XSD "gMonth", NULL, true},
    {RHUMB_XSD "gMonthDay", NULL, true},
    {RHUMB_XSD "gDay", NULL, true},
    {RHUMB_XSD "duration", NULL, true},
    {RHUMB_XSD "dayTimeDuration", RHUMB_XSD "duration", true},
    {RHUMB_XSD "yearMonthDuration", RHUMB_XSD "duration", true},
    {RHUMB_XSD "anyURI", NULL, false},
    {RHUMB_XSD "hexBinary", NULL, false},
    {RHUMB_XSD "base64Binary", NULL, false},
    {RHUMB_XSD "QName", NULL, true},
};

bool
rhumb_datatype_known(const RhumbStr iri)
{
  return RHUMB_ROW(datatypes, iri) != NULL;
}

bool
rhumb_datatype_in_owl(const RhumbStr iri)
{
  const Datatype *const known = RHUMB_ROW(datatypes, iri);
  return known ? !known->not_owl : !rhumb_str_starts(iri, RHUMB_STR(RHUMB_XSD));
}

static bool
is_derived(RhumbStr iri, const RhumbStr base)
{
  while (iri.data && !rhumb_str_equal(iri, base)) {
    const Datatype *const known = RHUMB_ROW(datatypes, iri);
    iri = rhumb_str(known ? known->base : NULL);
  }
  return iri.data != NULL;
}

bool
rhumb_datatypes_disjoint(const RhumbStr a, const RhumbStr b)
{
  return rhumb_datatype_known(a) && rhumb_datatype_known(b) &&
         !is_derived(a, b) && !is_derived(b, a);
}

// SPDX-License-Identifier: ISC

/// @file datatype.c  The table of datatypes.

#include "term/datatype_impl.h"

#include "base/list.h"
#include "base/near.h"
#include "term/vocabulary.h"

/// No literal has the datatype
static bool
is_nothing(const RhumbDatatype *const type, const RhumbStr text)
{
  (void)type;
  (void)text;
  return false;
}

#define XSD(local) .iri = RHUMB_XSD local, .name = "xsd:" local
#define RDF(local) .iri = RHUMB_RDF local, .name = "rdf:" local
#define OWL(local) .iri = RHUMB_OWL local, .name = "owl:" local
#define OF(local)  .base = RHUMB_XSD local
#define ATOMIC     OF("anyAtomicType")
#define BIT(type)  (1U << (unsigned)RHUMB_VALUE_##type)

#define INTEGER .space = rhumb_is_integer
#define RANGE(from, to)                   \
  INTEGER, .least = (from), .most = (to), \
           .form = "a whole number from " from " to " to
#define MOMENT(made_of) .space = rhumb_is_moment, .parts = (made_of)

/// The texts of four datatypes
#define NAME "a letter or _, then letters, digits and . - _"

// clang-format off
static const RhumbDatatype datatypes[] = {
    {RDF("langString"), .base = RHUMB_RDF "PlainLiteral", .space = is_nothing,
     .form = "a text with a language: write one, such as en~lang, in place of the datatype"},
    {RDF("dirLangString"), .space = is_nothing, .not_owl = true,
     .form = "a text with a language and a direction: write them, such as ar--rtl~lang, in place of the datatype"},
    {RDF("PlainLiteral"), .space = rhumb_is_plain_literal,
     .form = "a text with @ and perhaps a language behind it: text@en"},
    {RDF("XMLLiteral"), .space = rhumb_is_xml,
     .form = "well-formed XML, elements and text"},
    {RDF("HTML")},
    {RDF("JSON"), .space = rhumb_is_json, .not_owl = true,
     .form = "a JSON document, where a text has quotes"},
    {OWL("real"), .space = is_nothing,
     .form = "a type without texts: write xsd:decimal"},
    {OWL("rational"), .base = RHUMB_OWL "real", .space = rhumb_is_rational,
     .form = "two whole numbers, such as 1/3"},

    {XSD("anyType"), .not_owl = true},
    {XSD("anySimpleType"), OF("anyType"), .not_owl = true},
    {XSD("anyAtomicType"), OF("anySimpleType"), .not_owl = true},

    {XSD("string"), .base = RHUMB_RDF "PlainLiteral"},
    {XSD("normalizedString"), OF("string"),
     .space = rhumb_is_normalized_string,
     .form = "a text without tabs and line ends"},
    {XSD("token"), OF("normalizedString"), .space = rhumb_is_token,
     .form = "a text with no more than single spaces between its words"},
    {XSD("language"), OF("token"), .space = rhumb_is_language,
     .form = "a language tag, such as en or de-CH"},
    {XSD("NMTOKEN"), OF("token"), .space = rhumb_is_nmtoken,
     .form = "one word of letters, digits and . - _ :"},
    {XSD("NMTOKENS"), OF("anySimpleType"), .space = rhumb_is_nmtokens,
     .form = "words of letters, digits and . - _ :", .not_owl = true},
    {XSD("Name"), OF("token"), .space = rhumb_is_xml_name,
     .form = "a name of XML: a letter, _ or :, then letters, digits and . - _ :"},
    {XSD("NCName"), OF("Name"), .space = rhumb_is_ncname,
     .form = "a name of XML without a colon: " NAME},
    {XSD("ID"), OF("NCName"), .space = rhumb_is_ncname, .not_owl = true,
     .form = NAME},
    {XSD("IDREF"), OF("NCName"), .space = rhumb_is_ncname, .not_owl = true,
     .form = NAME},
    {XSD("IDREFS"), OF("anySimpleType"), .space = rhumb_is_ncnames,
     .form = "names with a space between, each " NAME, .not_owl = true},
    {XSD("ENTITY"), OF("NCName"), .space = rhumb_is_ncname, .not_owl = true,
     .form = NAME},
    {XSD("ENTITIES"), OF("anySimpleType"), .space = rhumb_is_ncnames,
     .form = "names with a space between, each " NAME, .not_owl = true},
    {XSD("QName"), ATOMIC, .space = rhumb_is_qname, .not_owl = true,
     .form = "a name of XML with a prefix or without, such as ex:name"},
    {XSD("NOTATION"), ATOMIC, .space = rhumb_is_qname, .not_owl = true,
     .form = "a name of XML with a prefix or without, such as ex:name"},
    {XSD("anyURI"), ATOMIC, .space = rhumb_is_uri,
     .form = "an address without white space at its ends"},

    {XSD("boolean"), ATOMIC, .natural = BIT(BOOLEAN), .space = rhumb_is_boolean,
     .form = "true or false (or 1 or 0)"},
    {XSD("decimal"), .base = RHUMB_OWL "rational", .space = rhumb_is_decimal,
     .natural = BIT(INTEGER) | BIT(DECIMAL),
     .form = "digits and a point, such as 80.25"},
    {XSD("integer"), OF("decimal"), INTEGER, .natural = BIT(INTEGER),
     .form = "a whole number in digits, such as 42"},
    {XSD("long"), OF("integer"), RANGE("-9223372036854775808", "9223372036854775807")},
    {XSD("int"), OF("long"), RANGE("-2147483648", "2147483647")},
    {XSD("short"), OF("int"), RANGE("-32768", "32767")},
    {XSD("byte"), OF("short"), RANGE("-128", "127")},
    {XSD("nonNegativeInteger"), OF("integer"), INTEGER, .least = "0",
     .form = "a whole number from 0 on"},
    {XSD("positiveInteger"), OF("nonNegativeInteger"), INTEGER, .least = "1",
     .form = "a whole number from 1 on"},
    {XSD("unsignedLong"), OF("nonNegativeInteger"), RANGE("0", "18446744073709551615")},
    {XSD("unsignedInt"), OF("unsignedLong"), RANGE("0", "4294967295")},
    {XSD("unsignedShort"), OF("unsignedInt"), RANGE("0", "65535")},
    {XSD("unsignedByte"), OF("unsignedShort"), RANGE("0", "255")},
    {XSD("nonPositiveInteger"), OF("integer"), INTEGER, .most = "0",
     .form = "a whole number up to 0"},
    {XSD("negativeInteger"), OF("nonPositiveInteger"), INTEGER, .most = "-1",
     .form = "a whole number up to -1"},
    {XSD("float"), ATOMIC, .space = rhumb_is_double,
     .natural = BIT(INTEGER) | BIT(DECIMAL) | BIT(DOUBLE),
     .form = "a number such as 80.25 or 8.025E1, INF, -INF or NaN"},
    {XSD("double"), ATOMIC, .space = rhumb_is_double,
     .natural = BIT(INTEGER) | BIT(DECIMAL) | BIT(DOUBLE),
     .form = "a number such as 80.25 or 8.025E1, INF, -INF or NaN"},

    {XSD("dateTime"), ATOMIC, MOMENT("dTt?"), .natural = BIT(DATETIME),
     .form = "YYYY-MM-DDThh:mm:ss"},
    {XSD("dateTimeStamp"), OF("dateTime"), MOMENT("dTtZ"),
     .form = "YYYY-MM-DDThh:mm:ss with a time zone behind it, Z or +01:00"},
    {XSD("date"), ATOMIC, MOMENT("d?"), .natural = BIT(DATE), .not_owl = true,
     .form = "YYYY-MM-DD"},
    {XSD("time"), ATOMIC, MOMENT("t?"), .natural = BIT(TIME), .not_owl = true,
     .form = "hh:mm:ss"},
    {XSD("gYear"), ATOMIC, MOMENT("Y?"), .not_owl = true,
     .form = "YYYY"},
    {XSD("gYearMonth"), ATOMIC, MOMENT("Y-M?"), .not_owl = true,
     .form = "YYYY-MM"},
    {XSD("gMonth"), ATOMIC, MOMENT("--M?"), .not_owl = true,
     .form = "--MM, such as --05"},
    {XSD("gMonthDay"), ATOMIC, MOMENT("--M-D?"), .not_owl = true,
     .form = "--MM-DD, such as --05-28"},
    {XSD("gDay"), ATOMIC, MOMENT("---D?"), .not_owl = true,
     .form = "---DD, such as ---28"},
    {XSD("duration"), ATOMIC, .space = rhumb_is_duration, .parts = "YMDTHMS", .not_owl = true,
     .form = "P1Y2M3DT4H5M6S, where any part may be missing"},
    {XSD("dayTimeDuration"), OF("duration"), .space = rhumb_is_duration, .parts = "DTHMS",
     .not_owl = true, .form = "P3DT4H5M6S, where any part may be missing"},
    {XSD("yearMonthDuration"), OF("duration"), .space = rhumb_is_duration, .parts = "YM",
     .not_owl = true, .form = "P1Y2M, where a part may be missing"},
    {XSD("hexBinary"), ATOMIC, .space = rhumb_is_hex, .natural = BIT(BINARY),
     .form = "hexadecimal digits, two for each byte"},
    {XSD("base64Binary"), ATOMIC, .space = rhumb_is_base64,
     .form = "Base64 in groups of four characters, with = at the end where one is short"},
};
// clang-format on

const RhumbDatatype *
rhumb_datatypes(size_t *const count)
{
  *count = RHUMB_COUNT(datatypes);
  return datatypes;
}

const RhumbDatatype *
rhumb_datatype_find(const RhumbStr iri)
{
  return (const RhumbDatatype *)RHUMB_ROW(datatypes, iri);
}

bool
rhumb_datatype_known(const RhumbStr iri)
{
  return rhumb_datatype_find(iri) != NULL;
}

bool
rhumb_datatype_in_owl(const RhumbStr iri)
{
  const RhumbDatatype *const known = rhumb_datatype_find(iri);
  return known ? !known->not_owl : !rhumb_str_starts(iri, RHUMB_STR(RHUMB_XSD));
}

static bool
is_derived(RhumbStr iri, const RhumbStr base)
{
  while (iri.data && !rhumb_str_equal(iri, base)) {
    const RhumbDatatype *const known = rhumb_datatype_find(iri);
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

// Names -----------------------------------------------------------------------

/// What people call datatypes that XSD calls otherwise
typedef struct {
  const char *name;
  const char *meant;
} Misnomer;

static const Misnomer misnomers[] = {
    {"bigint", "xsd:long"},      {"binary", "xsd:base64Binary"},
    {"bool", "xsd:boolean"},     {"char", "xsd:string"},
    {"day", "xsd:gDay"},         {"int32", "xsd:int"},
    {"int64", "xsd:long"},       {"iri", "xsd:anyURI"},
    {"lang", "xsd:language"},    {"langString", "rdf:langString"},
    {"literal", "xsd:string"},   {"month", "xsd:gMonth"},
    {"real", "xsd:double"},      {"str", "xsd:string"},
    {"text", "xsd:string"},      {"timestamp", "xsd:dateTime"},
    {"uint", "xsd:unsignedInt"}, {"uri", "xsd:anyURI"},
    {"url", "xsd:anyURI"},       {"varchar", "xsd:string"},
    {"year", "xsd:gYear"},       {"yearMonth", "xsd:gYearMonth"},
};

const char *
rhumb_datatype_near(const RhumbStr local)
{
  const char *names[RHUMB_COUNT(datatypes) + 1] = {NULL};
  size_t count = 0;
  for (size_t i = 0; i < RHUMB_COUNT(datatypes); ++i) {
    if (rhumb_str_starts(rhumb_str(datatypes[i].iri), RHUMB_STR(RHUMB_XSD))) {
      names[count++] = datatypes[i].name + strlen("xsd:");
    }
  }
  for (size_t i = 0; i < RHUMB_COUNT(misnomers); ++i) {
    if (rhumb_str_alike(rhumb_str(misnomers[i].name), local)) {
      return misnomers[i].meant;
    }
  }
  const char *const near = rhumb_near(local, names);
  for (size_t i = 0; near && i < RHUMB_COUNT(datatypes); ++i) {
    if (datatypes[i].name + strlen("xsd:") == near) {
      return datatypes[i].name;
    }
  }
  return NULL;
}

bool
rhumb_datatype_is_wrong(const RhumbStr iri)
{
  return rhumb_str_starts(iri, RHUMB_STR(RHUMB_XSD)) &&
         !rhumb_datatype_known(iri);
}

bool
rhumb_datatype_is_short(const RhumbStr iri)
{
  bool found = false;
  for (size_t i = 0; !found && i < RHUMB_COUNT(datatypes); ++i) {
    found = rhumb_str_is(iri, datatypes[i].name);
  }
  return found;
}

bool
rhumb_datatype_is_empty(const RhumbDatatype *const type)
{
  return type && type->space == is_nothing;
}

/// Report a name that XSD does not have
static RhumbStatus
fail_wrong(const RhumbStr iri, const RhumbLoc loc, const RhumbDiag *const diag)
{
  const RhumbStr local = rhumb_str_from(iri, strlen(RHUMB_XSD));
  const bool is_number = rhumb_str_alike(local, RHUMB_STR("number")) ||
                         rhumb_str_alike(local, RHUMB_STR("numeric"));
  return rhumb_fail_near(diag,
                         RHUMB_ERR_REFERENCE,
                         loc,
                         is_number ? NULL : rhumb_datatype_near(local),
                         "XSD has no datatype \"%.*s\"%s",
                         RHUMB_FMT(local),
                         is_number ? "; for numbers it has xsd:integer, "
                                     "xsd:decimal and xsd:double"
                                   : "");
}

RhumbStatus
rhumb_datatype_check(const RhumbStr iri,
                     const RhumbLoc loc,
                     const RhumbDiag *const diag)
{
  if (rhumb_datatype_is_wrong(iri)) {
    return fail_wrong(iri, loc, diag);
  }
  if (rhumb_datatype_is_short(iri)) {
    return rhumb_fail(diag,
                      RHUMB_ERR_REFERENCE,
                      loc,
                      "<%.*s> is no datatype: a name with a prefix stands "
                      "without < and >",
                      RHUMB_FMT(iri));
  }
  const RhumbDatatype *const type = rhumb_datatype_find(iri);
  return rhumb_datatype_is_empty(type)
             ? rhumb_fail(diag,
                          RHUMB_ERR_VALUE,
                          loc,
                          "no literal is written with the datatype %s, which "
                          "is %s",
                          type->name,
                          type->form)
             : RHUMB_OK;
}

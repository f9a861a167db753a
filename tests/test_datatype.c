// SPDX-License-Identifier: ISC

#include "support.h"
#include "term/datatype.h"
#include "term/vocabulary.h"

/// What a datatype takes and what it does not, with | between
typedef struct {
  const char *name; ///< Of XSD, or a whole IRI
  const char *right;
  const char *wrong;
} Space;

// clang-format off
static Space spaces[] = {
    {"boolean", "true|false|1|0", "|TRUE|True|yes|no|ja|10|01|+1|t| true|true |unknown"},

    {"decimal", "0|-1.23|12678967.543233|+100000.00|210|.5|5.|-.5|007|0.0|123456789012345678901234567890.5",
                "|.|+|-|1e3|1E3|1,5|INF|NaN|1.2.3|--1| 1|1 |1 000|\xC2\xBD|0x1F|1.5\n"},
    {"integer", "0|-0|+0|42|-42|+42|007|123456789012345678901234567890123456789",
                "|+|-|1.0|1.|.1|1e3|12a|a12| 5|5 | 5 |5\n|1,000|0x10|--5|+-5|\xD9\xA1"},
    {"long", "9223372036854775807|-9223372036854775808|0|+5|0009223372036854775807",
             "9223372036854775808|-9223372036854775809|10000000000000000000|1.0|"},
    {"int", "2147483647|-2147483648|0|-0|002147483647|+2147483647",
            "2147483648|-2147483649|99999999999|1.0||12345678901"},
    {"short", "32767|-32768|0", "32768|-32769|1.5|"},
    {"byte", "127|-128|0|+127|0127", "128|-129|1000|"},
    {"nonNegativeInteger", "0|-0|+0|1|18446744073709551616", "-1|1.0||-"},
    {"positiveInteger", "1|+1|01|99999999999999999999", "0|-0|+0|-1|00|"},
    {"nonPositiveInteger", "0|-0|+0|-1|-99999999999999999999", "1|+1|"},
    {"negativeInteger", "-1|-01|-99999999999999999999", "0|-0|1|"},
    {"unsignedLong", "0|-0|18446744073709551615|+1", "18446744073709551616|-1|"},
    {"unsignedInt", "0|4294967295|+4294967295", "4294967296|-1|"},
    {"unsignedShort", "0|65535", "65536|-1|"},
    {"unsignedByte", "0|255|+255|0255", "256|-1|"},

    {"double", "0|-0|1|1.0|.5|5.|-1E4|1267.43233E12|12.78e-2|12|INF|-INF|+INF|NaN|1e+5|+1.5E-05|8.025E1|1E400",
               "|.|E5|1E|1e+|1.5E2.5|inf|Infinity|-Infinity|+NaN|nan|-NaN|1,5|1 5| 1|1 |0x1p3|1E 5|INFINITY"},
    {"float", "0|-0|3.4E38|INF|-INF|+INF|NaN|1e5", "|.|1F|1.0f|inf|Inf|1,5"},

    {"dateTime", "2025-05-28T10:11:12|2025-05-28T10:11:12.5|2025-05-28T10:11:12Z|2025-05-28T10:11:12.000+01:00"
                 "|2025-05-28T24:00:00|2025-05-28T24:00:00.00Z|-0044-03-15T00:00:00|12025-05-28T00:00:00"
                 "|0000-01-01T00:00:00|2024-02-29T00:00:00|2000-02-29T00:00:00-14:00|2025-05-28T10:11:12-13:59",
                 "|2025-05-28|2025-05-28 10:11:12|2025-05-28t10:11:12|2025-05-28T10:11|2025-05-28T10:11:12z"
                 "|2025-05-28T25:00:00|2025-05-28T24:00:01|2025-05-28T24:00:00.1|2025-05-28T10:60:00|2025-05-28T10:11:60"
                 "|2025-05-28T10:11:12.|2025-05-28T10:11:12+1:00|2025-05-28T10:11:12+0100|2025-05-28T10:11:12+14:01"
                 "|2025-05-28T10:11:12+15:00|2025-02-29T00:00:00|2100-02-29T00:00:00|2025-13-01T00:00:00|2025-00-01T00:00:00"
                 "|2025-01-00T00:00:00|2025-04-31T00:00:00|02025-05-28T00:00:00|225-05-28T00:00:00|+2025-05-28T00:00:00"
                 "|28TMay 2025|2025-05-28T10:11:12 |2025-05-28T10:11:12+01|2025-05-28T1:11:12"},
    {"dateTimeStamp", "2025-05-28T10:11:12Z|2025-05-28T10:11:12.5+01:00|2025-05-28T24:00:00Z",
                      "2025-05-28T10:11:12|2025-05-28|2025-05-28T10:11:12.5||2025-05-28T10:11:12+24:00"},
    {"date", "2025-05-28|2025-05-28Z|2025-05-28+02:00|2025-05-28-14:00|-0001-01-01|0000-02-29|0001-01-01|2024-02-29"
             "|2000-02-29|12000-02-29|99999-12-31|-4000-02-29|123456789012345678902400-02-29|2025-12-31",
             "|Ann|28/05/2025|28.05.2025|2025-5-28|2025-05-8|20250528|2025-05|2025|2025-05-28T00:00:00|2025-05-28 "
             "| 2025-05-28|2025-02-29|1900-02-29|2025-02-30|2025-04-31|2025-06-31|2025-09-31|2025-11-31|2025-05-32"
             "|2025-00-10|2025-13-10|2025-05-00|0205-5-28|205-05-28|02025-05-28|2025-05-28+2:00|2025-05-28+15:00"
             "|2025-05-28+14:01|2025-05-28+00:60|2025-05-28z|2025/05/28|2025-W22-3|2025-148|May 28, 2025|+2025-05-28"
             "|2025-05-28T|today|2025\xE2\x80\x93" "05\xE2\x80\x93" "28|0044-03-15 BC|infinity|2025-00-00"
             "|12100-02-29|2025-05-28\n|--05-28"},
    {"time", "00:00:00|23:59:59|24:00:00|24:00:00.0|10:11:12.123456789012|10:11:12Z|10:11:12-05:00|12:12:22+14:00",
             "|10:11|25:00:00|24:00:01|24:01:00|24:00:00.5|23:60:00|23:59:60|1:00:00|10:11:12.|10:11:12+2|10.11.12|-100:00:00"
             "|10:11:12 PM|T10:11:12|838:59:59"},
    {"gYear", "2025|-0044|0000|12025|2025Z|2025+01:00|0900", "|25|225|02025|+2025|2025-05|2025 |MMXXV|2025-|2025AD"},
    {"gYearMonth", "2025-05|-0044-03|2025-12Z|2025-01-05:00", "|2025|2025-5|2025-13|2025-00|2025-05-28|05-2025|2025/05"},
    {"gMonth", "--05|--12Z|--01+14:00", "|05|5|--13|--00|--5|-05|--05--|May|--05-28"},
    {"gMonthDay", "--05-28|--02-29|--12-31Z|--01-31-01:00", "|05-28|--02-30|--04-31|--13-01|--00-01|--05-00|--5-28|--05|-05-28"},
    {"gDay", "---28|---31|---01Z|---15+02:00", "|28|---32|---00|--28|---1|----28|-28"},

    {"duration", "P1Y|P1M|P1D|PT1H|PT1M|PT1S|P1Y2M3DT4H5M6S|-P1Y|PT0S|P0D|PT1.5S|P1Y2MT2H|P400D|P1YT1M|PT36H|P1000Y",
                 "|P|-P|PT|P1YT|1Y|P1|PT1|P1S|PT1D|PT1Y|P1H|P-1Y|P1.5Y|PT1.S|PT.5S|P1D1Y|PT1S1M|P1Y1Y|PT1.5H|p1y|+P1Y|P1Y |P 1Y"
                 "|P1W|P1YT1HT1S|PT1H2|P1Y2M3DT"},
    {"dayTimeDuration", "P1D|PT1H|P3DT4H5M6S|PT0.5S|-P1DT1M", "P1Y|P1M|P1Y1D|P|PT|P1DT||P1YT1H|1D"},
    {"yearMonthDuration", "P1Y|P1M|P1Y2M|-P14M|P0M", "P1D|P1YT|PT1M|P1Y1D|P|P1M1Y||P1YT1H"},

    {"hexBinary", "|0FB7|0fb7|00|FFfF", "0|F|0G|0F B7| 0F|0F |0x0F|FFF"},
    {"base64Binary", "|YQ==|YWI=|YWJj|YWJjZA==|YWJj ZA==|Y W J j|YQ = =|YQ= =|+/+/|AAAA|0123",
                     "Y|YQ|YWI|YWJ|YQ=|YR==|YWJ=|YQ===|====|=YQ=|YQ==YQ==| YQ==|YQ== |YW  Jj|YW-_|YW\nJj|YWJjZ|!!!!|YWJj="},

    {"anyURI", "|http://example.org/|urn:x:y|a b|../x|#x|h\xC3\xA9|%zz", " http://example.org/|http://example.org/ |a\nb|a\tb"},
    {"QName", "a|a:b|_x|ex:name|\xC3\xA9t\xC3\xA9", "|:a|a:|a:b:c|1a|a b|a:1|-a"},
    {"NOTATION", "gif|ex:gif", "|1|a b|a:b:c"},

    {"string", "| a | \n\t|x", NULL},
    {"normalizedString", "| a |a  b|x", "a\tb|a\nb|a\rb|\n"},
    {"token", "|a|a b|a b c", " a|a |a  b|a\tb|a\n| "},
    {"language", "en|de-CH|x-klingon|zh-Hant-TW|i-navajo|sl-1994|abcdefgh", "|en_US|e n|en-|-en|en--US|abcdefghi|12|1en|en-123456789|\xC3\xA9n|en "},
    {"NMTOKEN", "a|1|-a|.a|a:b|a.b-c_d|\xC3\xA9", "|a b|a/b| a|a,b|$"},
    {"NMTOKENS", "a|a b|1 2 3", "| a|a |a  b|a / b|a,b"},
    {"Name", "a|_a|:a|a:b|a.b-c1|\xC3\xA9", "|1a|-a|.a|a b|a,b|\xC2\xB7"},
    {"NCName", "a|_a|a.b-c1|\xC3\xA9t\xC3\xA9|a\xC2\xB7", "|1a|:a|a:b|-a|a b|a/b|\xC3\x97"},
    {"ID", "a|_1|x.y", "|1|a:b|a b"},
    {"IDREF", "a|_1|x.y", "|1|a:b|a b"},
    {"IDREFS", "a|a b|_1 _2", "|1|a  b| a|a 1"},
    {"ENTITY", "a|_1", "|1|a:b"},
    {"ENTITIES", "a|a b", "|1|a 1|a "},
    {"anySimpleType", "|a| b ", NULL},
    {"anyAtomicType", "|a| b ", NULL},
    {"anyType", "|a", NULL},

    {RHUMB_RDF "langString", NULL, "|a|a@en"},
    {RHUMB_RDF "dirLangString", NULL, "|a|a@en--ltr"},
    {RHUMB_RDF "PlainLiteral", "a@en|a@|@|a@b@de-CH", "|a|a@1|a@en_US"},
    {RHUMB_RDF "HTML", "|<p>a<br>|a & b|<", NULL},
    {RHUMB_RDF "XMLLiteral", "|a|<a/>|<a>b</a>c|a &amp; b|<a x='1'/>|<a xmlns:x='urn:x'><x:b/></a>|<!-- c -->|&#233;|<![CDATA[<]]>",
                             "<a>|</a>|<a></b>|a & b|&nbsp;|<br>|a < b|<x:b/>|</x><x>|<?xml version='1.0'?><a/>|<!DOCTYPE a><a/>|<a x=1/>|<a x='1' x='2'/>|\x01"},
    {RHUMB_RDF "JSON", "{}|[]|{\"a\":[1,2.5e3,true,null]}| {} |1|\"a\"|null|[1,\n2]|{\"a\":1,\"a\":2}",
                       "|{|a|'a'|[1,]|{a:1}|{\"a\":1}}|01|[1] [2]|True|nul|\"\n\"|NaN|\xEF\xBB\xBF{}"},
    {RHUMB_OWL "real", NULL, "|1|1.5"},
    {RHUMB_OWL "rational", "1/2|-1/3|+4/2|10/001", "|1|1/0|1/00|1/-2|/2|1/|1.5/2|1 / 2"},
};
// clang-format on

static RhumbStr
iri_of(RhumbBuf *const out, const char *const name)
{
  out->len = 0;
  rhumb_buf_puts(out, strchr(name, ':') ? "" : RHUMB_XSD);
  rhumb_buf_puts(out, name);
  return rhumb_buf_str(out);
}

static void
check_texts(const RhumbDatatype *const type,
            const char *const texts,
            const bool is_right)
{
  const char *at = texts;
  while (at) {
    const size_t len = strcspn(at, "|");
    const RhumbStr text = {at, len};
    if (rhumb_datatype_takes(type, text) != is_right) {
      fail_msg("%s %s \"%.*s\"",
               type->name,
               is_right ? "does not take" : "takes",
               RHUMB_FMT(text));
    }
    at = at[len] ? at + len + 1 : NULL;
  }
}

static void
test_space(void **const state)
{
  const Space *const space = (const Space *)*state;
  RhumbBuf iri = {0};
  const RhumbDatatype *const type =
      rhumb_datatype_find(iri_of(&iri, space->name));
  assert_non_null(type);
  check_texts(type, space->right, true);
  check_texts(type, space->wrong, false);
  rhumb_buf_free(&iri);
}

/// A text that a datatype does not take, and why
typedef struct {
  const char *name;
  const char *type;
  const char *text;
  const char *why;
} Why;

// clang-format off
static Why whys[] = {
    {"other form", "date", "28/05/2025", "is no xsd:date, which is YYYY-MM-DD"},
    {"empty", "date", "", "is no xsd:date, which is YYYY-MM-DD"},
    {"no day", "date", "2025-02-30", "is no xsd:date: there is no such day"},
    {"no month", "gYearMonth", "2025-13", "is no xsd:gYearMonth: there is no such month"},
    {"no time", "time", "25:00:00", "is no xsd:time: there is no such time"},
    {"no day or time", "dateTime", "2025-02-30T25:00:00", "is no xsd:dateTime: there is no such day or time"},
    {"no zone", "dateTimeStamp", "2025-02-03T05:00:00",
     "is no xsd:dateTimeStamp, which is YYYY-MM-DDThh:mm:ss with a time zone behind it, Z or +01:00"},
    {"white space before", "integer", " 5", "is no xsd:integer: there is white space at its start"},
    {"white space behind", "date", "2025-05-28\n", "is no xsd:date: there is white space at its end"},
    {"white space and more", "integer", " x", "is no xsd:integer, which is a whole number in digits, such as 42"},
    {"out of range", "byte", "128", "is no xsd:byte, which is a whole number from -128 to 127"},
    {"a word", "boolean", "yes", "is no xsd:boolean, which is true or false (or 1 or 0)"},
    {"no language", RHUMB_RDF "langString", "a",
     "is no rdf:langString, which is a text with a language: write one, such as en~lang, in place of the datatype"},
};
// clang-format on

static void
test_why(void **const state)
{
  const Why *const c = (const Why *)*state;
  RhumbBuf iri = {0};
  char why[RHUMB_DATATYPE_WHY] = "";
  const RhumbDatatype *const type = rhumb_datatype_find(iri_of(&iri, c->type));
  assert_false(rhumb_datatype_takes(type, rhumb_str(c->text)));
  rhumb_datatype_explain(why, type, rhumb_str(c->text));
  assert_string_equal(why, c->why);
  rhumb_buf_free(&iri);
}

/// A value of data as a text of a datatype; NULL: it is none
typedef struct {
  const char *name;
  const char *type;
  const char *text;
  RhumbValueType own;
  const char *made;
} Fit;

// clang-format off
static Fit fits[] = {
    {"a double as decimal", "decimal", "8.025E1", RHUMB_VALUE_DOUBLE, "80.25"},
    {"a small double as decimal", "decimal", "-1.5E-3", RHUMB_VALUE_DOUBLE, "-0.0015"},
    {"a whole double as decimal", "decimal", "1.0E2", RHUMB_VALUE_DOUBLE, "100"},
    {"a whole double as integer", "integer", "1.0E2", RHUMB_VALUE_DOUBLE, "100"},
    {"one digit as integer", "integer", "-5.0E0", RHUMB_VALUE_DOUBLE, "-5"},
    {"many digits", "integer", "1.234567890123456E18", RHUMB_VALUE_DOUBLE, "1234567890123456000"},
    {"zero", "integer", "0.0E0", RHUMB_VALUE_DOUBLE, "0"},
    {"minus zero", "decimal", "-0.0E0", RHUMB_VALUE_DOUBLE, "0"},
    {"digits behind the point as integer", "integer", "8.025E1", RHUMB_VALUE_DOUBLE, NULL},
    {"a decimal as integer", "integer", "5.00", RHUMB_VALUE_DECIMAL, "5"},
    {"a decimal that is none", "integer", "5.01", RHUMB_VALUE_DECIMAL, NULL},
    {"out of range", "byte", "1.28E2", RHUMB_VALUE_DOUBLE, NULL},
    {"in range", "byte", "-1.28E2", RHUMB_VALUE_DOUBLE, "-128"},
    {"JSON's own form", "decimal", "80.250", RHUMB_VALUE_DOUBLE, "80.250"},
    {"JSON's exponent", "decimal", "2e3", RHUMB_VALUE_DOUBLE, "2000"},
    {"infinity", "decimal", "INF", RHUMB_VALUE_DOUBLE, NULL},
    {"no number", "decimal", "NaN", RHUMB_VALUE_DOUBLE, NULL},
    {"a monster", "decimal", "1E999999999", RHUMB_VALUE_DOUBLE, NULL},
    {"a double as itself", "double", "8.025E1", RHUMB_VALUE_DOUBLE, "8.025E1"},
    {"an integer as double", "double", "5", RHUMB_VALUE_INTEGER, "5"},
    {"a text stays", "decimal", "8.025E1", RHUMB_VALUE_STRING, NULL},
    {"a text that fits", "decimal", "80.25", RHUMB_VALUE_STRING, "80.25"},
    {"a double as date", "date", "8.025E1", RHUMB_VALUE_DOUBLE, NULL},
    {"an integer as year", "gYear", "2025", RHUMB_VALUE_INTEGER, "2025"},
    {"an integer as boolean", "boolean", "2", RHUMB_VALUE_INTEGER, NULL},
    {"bytes as Base64", "base64Binary", "00FF", RHUMB_VALUE_BINARY, "AP8="},
    {"one byte as Base64", "base64Binary", "4D", RHUMB_VALUE_BINARY, "TQ=="},
    {"four bytes as Base64", "base64Binary", "4D616E4D", RHUMB_VALUE_BINARY, "TWFuTQ=="},
    {"no bytes as Base64", "base64Binary", "", RHUMB_VALUE_BINARY, ""},
    {"bytes as themselves", "hexBinary", "00FF", RHUMB_VALUE_BINARY, "00FF"},
    {"bytes as text", "string", "00FF", RHUMB_VALUE_BINARY, "00FF"},
    {"bytes as a date", "date", "00FF", RHUMB_VALUE_BINARY, NULL},
    {"any other datatype", "http://example.org/t", "x", RHUMB_VALUE_STRING, "x"},
};
// clang-format on

static void
test_fit(void **const state)
{
  const Fit *const c = (const Fit *)*state;
  RhumbArena arena = {0};
  RhumbBuf iri = {0};
  RhumbStr made = {NULL, 0};
  const RhumbValue value = {rhumb_str(c->text), c->own};
  const bool fitted = rhumb_datatype_fit(
      rhumb_datatype_find(iri_of(&iri, c->type)), &value, &arena, &made);
  assert_int_equal(fitted, c->made != NULL);
  if (fitted) {
    assert_true(rhumb_str_is(made, c->made));
  }
  rhumb_buf_free(&iri);
  rhumb_arena_free(&arena);
}

/// The name of a datatype, and what is said of it
typedef struct {
  const char *name;
  const char *said; ///< Empty: nothing
} Name;

// clang-format off
static Name names[] = {
    {"date", ""},
    {"unsignedByte", ""},
    {"http://example.org/Date", ""},
    {"Integer", "1:1: error: XSD has no datatype \"Integer\"; xsd:integer\n"},
    {"datetime", "1:1: error: XSD has no datatype \"datetime\"; xsd:dateTime\n"},
    {"Date", "1:1: error: XSD has no datatype \"Date\"; xsd:date\n"},
    {"bool", "1:1: error: XSD has no datatype \"bool\"; xsd:boolean\n"},
    {"String", "1:1: error: XSD has no datatype \"String\"; xsd:string\n"},
    {"strng", "1:1: error: XSD has no datatype \"strng\"; xsd:string\n"},
    {"uri", "1:1: error: XSD has no datatype \"uri\"; xsd:anyURI\n"},
    {"year", "1:1: error: XSD has no datatype \"year\"; xsd:gYear\n"},
    {"number", "1:1: error: XSD has no datatype \"number\"; for numbers it has xsd:integer, xsd:decimal and xsd:double\n"},
    {"whatever", "1:1: error: XSD has no datatype \"whatever\"\n"},
    {"xsd:date", "1:1: error: <xsd:date> is no datatype: a name with a prefix stands without < and >\n"},
    {"", "1:1: error: XSD has no datatype \"\"\n"},
};
// clang-format on

static void
test_name(void **const state)
{
  const Name *const c = (const Name *)*state;
  RhumbBuf iri = {0};
  Reports reports = {.len = 0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbLoc loc = {NULL, 1, 1, 0};
  const RhumbStatus status =
      rhumb_datatype_check(iri_of(&iri, c->name), loc, &diag);
  assert_string_equal(reports.text, c->said);
  assert_int_equal(status, c->said[0] ? RHUMB_ERR_REFERENCE : RHUMB_OK);
  rhumb_buf_free(&iri);
}

/// Two datatypes of XSD, or whole IRIs, and whether no value has both
typedef struct {
  const char *name;
  const char *a, *b;
  bool disjoint;
} Pair;

static Pair pairs[] = {
    {"the same", "date", "date", false},
    {"derived", "byte", "decimal", false},
    {"derived, the other way", "decimal", "byte", false},
    {"side by side", "byte", "unsignedByte", true},
    {"primitive", "date", "dateTime", true},
    {"of any", "date", "anySimpleType", false},
    {"a list", "IDREFS", "anyAtomicType", true},
    {"texts", "token", RHUMB_RDF "PlainLiteral", false},
    {"texts and languages", "string", RHUMB_RDF "langString", true},
    {"numbers", "integer", RHUMB_OWL "real", false},
    {"unknown", "date", "http://example.org/t", false},
};

static void
test_pair(void **const state)
{
  const Pair *const c = (const Pair *)*state;
  RhumbBuf a = {0};
  RhumbBuf b = {0};
  assert_int_equal(rhumb_datatypes_disjoint(iri_of(&a, c->a), iri_of(&b, c->b)),
                   c->disjoint);
  rhumb_buf_free(&a);
  rhumb_buf_free(&b);
}

/// libxml2 goes through all attributes of an element to add one
static void
test_many_attributes(void **const state)
{
  (void)state;
  RhumbBuf text = {0};
  rhumb_buf_puts(&text, "<a");
  for (int i = 0; i < 5000; ++i) {
    rhumb_buf_format(&text, " a%d=''", i);
  }
  rhumb_buf_puts(&text, "/>");
  assert_false(rhumb_datatype_takes(
      rhumb_datatype_find(RHUMB_STR(RHUMB_RDF "XMLLiteral")),
      rhumb_buf_str(&text)));
  rhumb_buf_free(&text);
}

int
main(void)
{
  const struct CMUnitTest bounds[] = {cmocka_unit_test(test_many_attributes)};
  int failed = cmocka_run_group_tests_name("bounds", bounds, NULL, NULL);
  RUN_TABLE("lexical spaces", spaces, test_space);
  RUN_TABLE("why", whys, test_why);
  RUN_TABLE("fit", fits, test_fit);
  RUN_TABLE("names", names, test_name);
  RUN_TABLE("disjoint", pairs, test_pair);
  return failed;
}

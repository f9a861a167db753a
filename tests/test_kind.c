// SPDX-License-Identifier: ISC

#include "io/kind.h"
#include "support.h"

/// What a file begins with, and what it is
typedef struct {
  const char *name; ///< The start of a file
  const char *kind; ///< NULL: not told
} Case;

// clang-format off
static Case cases[] = {
    {"id,name\n1,Ann\n", "CSV"},
    {"\xEF\xBB\xBFid;name\r\n1;Ann\r\n", "CSV"},
    {"id\tname\n1\tAnn\n", "CSV"},
    {"\"a, b\",c\n1,2\n", "CSV"},
    {"[{\"a\": 1}]", "JSON"},
    {"[\n  {\n    \"a\": 1}]", "JSON"},
    {"[\"a\"]", "JSON"},
    {"{\"a\": 1}\n", "JSON"},
    {"{\n \"a\": 1}\n{}", "JSON"},
    {"{\"a\": 1}\n{\"a\": 2}\n", "JSON Lines"},
    {"<?xml version=\"1.0\"?><a/>", "XML"},
    {"<a b='c'>d</a>", "XML"},
    {"<a>d</a>", "XML"},
    {"<!-- c --><a/>", "XML"},
    {"<as>\n <a id='1'>x</a>\n <a", "XML"},
    {"<x:as xmlns:x='urn:x'><x:a>1</x:a>", "XML"},
    {"<!doctype HTML>\n<p>a", "a page of HTML"},
    {"<HTML lang=en>", "a page of HTML"},
    {"<?xml version=\"1.0\"?>\n<rdf:RDF>", "RDF/XML"},
    {"@prefix ex: <http://example.org/> .", "Turtle"},
    {"PREFIX ex: <http://example.org/>\n", "Turtle"},
    {"%PDF-1.7\n", "a PDF"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a file of Excel or Word in the older format, or with a password"},
    {"\x89PNG\r\n\x1A\n", "an image"},

    {"", NULL},
    {" \n", NULL},
    {"mappings:\n  a: {s: 1, po: 2}\n", NULL},
    {"prefixes: {a: b, c: d}\nmappings: {a: b, c: d}\n", NULL},
    {"# a, b\n# c, d\n", NULL},
    {"a", NULL},
    {"Dear all,\nthis is a text.\n", NULL},
    {"one line, with a comma\n", NULL},
    {"[ a rr:TriplesMap ] .", NULL},
    {"[id],[name]\n1,2\n", NULL},
    {"{ex:a ex:b ex:c}", NULL},
    {"<http://example.org/a> <b> <c> .", NULL},
    {"<#a> a <#b>, <#c> .", NULL},
    {"<a> a <b> .", NULL},
    {"<http://e/s> <http://e/p> \"<b>x</b>\" .", NULL},
    {"<a> a </b> .", NULL},
    {"<a> a </a/b> .", NULL},
    {"42\n", NULL},
    {"\"a\"\n", NULL},
    {"prefixes of things\n", NULL},
};
// clang-format on

static void
test_case(void **const state)
{
  const Case *const c = (const Case *)*state;
  const RhumbFileKind *const kind = rhumb_kind_of(rhumb_str(c->name));
  if (c->kind) {
    assert_non_null(kind);
    assert_string_equal(kind->name, c->kind);
  } else {
    assert_null(kind);
  }
}

/// A zero is not one of the signs that tell a kind
static void
test_zero(void **const state)
{
  (void)state;
  assert_null(rhumb_kind_of((RhumbStr){"[\0", 2}));
  assert_null(rhumb_kind_of((RhumbStr){"<a\0>b</a\0>", 11}));
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_zero)};
  int failed = cmocka_run_group_tests_name("zeros", tests, NULL, NULL);
  RUN_TABLE("kinds of files", cases, test_case);
  return failed;
}

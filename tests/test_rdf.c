// SPDX-License-Identifier: ISC

#include "quad_support.h"
#include "support.h"
#include "term/rdf.h"

#include <time.h>

typedef struct {
  const char *name;
  const char *file; ///< Its name
  const char *text;
  RhumbStatus status;
  const char *expected; ///< Quads, a line each, or the reports
} RdfCase;

#define XML "<?xml version='1.0'?>\n"
#define RDF                                                           \
  "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' " \
  "xmlns:e='http://e/'>"
#define EIGHT   "-abcdefg-abcdefg-abcdefg-abcdefg-abcdefg-abcdefg-abcdefg-abcdefg"
#define LONG    "en" EIGHT EIGHT EIGHT EIGHT // 258 bytes
#define EMPTY_Q "<http://e/a> <http://e/b> <http://e/c> .\n"

#define NEW(place)                                                             \
  place ": error: this is RDF 1.2, which Raptor cannot read; rhumb rdf --rdf " \
        "1.1 writes what it can\n"

#define LONG_TAG(place) \
  place ": error: more than 255 bytes are the language tag of: 'x y'\n"

// clang-format off
static RdfCase rdf_cases[] = {
  {"nothing", "a.ttl", "", RHUMB_OK, ""},
  {"Turtle", "a.ttl", "@prefix e: <http://e/> .\ne:a e:b e:c ; e:d \"x\"@en-GB, 5 .",
   RHUMB_OK, EMPTY_Q "<http://e/a> <http://e/d> \"x\"@en-GB .\n"
   "<http://e/a> <http://e/d> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"},
  {"byte order mark", "a.ttl", "\xEF\xBB\xBF@prefix e: <http://e/> . e:a e:b e:c.", RHUMB_OK, EMPTY_Q},
  {"relative to the name", "dir/a b.ttl", "<#x> <http://e/b> <c>.", RHUMB_OK,
   "<file:///dir/a%20b.ttl#x> <http://e/b> <file:///dir/c> .\n"},
  {"blank nodes", "a.ttl", "_:anon1 <http://e/b> [], _:x .", RHUMB_OK,
   "_:anon1 <http://e/b> _:anonx1 .\n_:anon1 <http://e/b> _:x .\n"},
  {"TriG", "a.trig", "@prefix e: <http://e/> . e:a e:b e:c . e:g { e:a e:b e:c }", RHUMB_OK,
   EMPTY_Q "<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\n"},
  {"TriG with CRLF", "a.trig", "@prefix e: <http://e/> .\r\ne:g \r\n{ e:a e:b e:c }\r\n", RHUMB_OK,
   "<http://e/a> <http://e/b> <http://e/c> <http://e/g> .\n"},
  {"N-Triples", "a.nt", "# c\n<http://e/a> <http://e/b> <http://e/c> .\n", RHUMB_OK, EMPTY_Q},
  {"Turtle named as N-Triples", "a.nt", "@prefix e: <http://e/> . e:a e:b e:c .", RHUMB_OK, EMPTY_Q},
  {"N-Quads without a name", "<stdin>", "# c\n_:s <http://e/b> \"a \\\" b\"@en <http://e/g> .\n", RHUMB_OK,
   "_:s <http://e/b> \"a \\\" b\"@en <http://e/g> .\n"},
  {"no graph called <>", "a.ttl", "<http://e/a> <http://e/b> \"\\\"<>{\", ''''<>{''' . # <> {", RHUMB_OK,
   "<http://e/a> <http://e/b> \"\\\"<>{\" .\n<http://e/a> <http://e/b> \"'<>{\" .\n"},
  {"a full stop behind a label", "a.nt", "_:s <http://e/b> _:o.\n<http://e/a> <http://e/b> _:o .\n", RHUMB_OK,
   "_:s <http://e/b> _:o .\n<http://e/a> <http://e/b> _:o .\n"},
  {"a full stop behind a graph's", "a.nq", "_:s <http://e/b> _:o.o _:g.\n", RHUMB_OK, "_:s <http://e/b> _:o.o _:g .\n"},
  {"RDF/XML named as Turtle", "a.ttl", XML RDF "<rdf:Description rdf:about='http://e/a'><e:b rdf:resource='http://e/c'/></rdf:Description></rdf:RDF>",
   RHUMB_OK, EMPTY_Q},
  {"RDF/JSON", "a.json", "{\"http://e/a\":{\"http://e/b\":[{\"type\":\"uri\",\"value\":\"http://e/c\"}]}}", RHUMB_OK, EMPTY_Q},

  {"a reifier", "a.ttl", "@prefix e: <http://e/> . e:a e:b e:c ~ e:r .", RHUMB_ERR_UNSUPPORTED, NEW("1:38")},
  {"an annotation", "a.trig", "@prefix e: <http://e/> . e:g { e:a e:b e:c {| e:p 1 |} }", RHUMB_ERR_UNSUPPORTED, NEW("1:44")},
  {"a triple term", "a.nt", "<http://e/a> <http://e/b> <<( <http://e/a> <http://e/b> <http://e/c> )>> .\n", RHUMB_ERR_UNSUPPORTED, NEW("1:27")},
  {"a direction", "a.nq", "<http://e/a> <http://e/b> \"c\"@ar--rtl .\n", RHUMB_ERR_UNSUPPORTED, NEW("1:33")},
  {"a version in small letters", "a.ttl", "version '1.2'\n<http://e/a> <http://e/b> <http://e/c> .", RHUMB_ERR_UNSUPPORTED, NEW("1:1")},
  {"a version of RDF/XML", "a.rdf", "<!-- <a> --><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' rdf:version=\"1.2\"/>", RHUMB_ERR_UNSUPPORTED, NEW("1:82")},
  {"nothing of RDF 1.2", "a.ttl", "@prefix e: <http://e/> . e:version e:VERSION \"1.2\" ; e:b e:x\\~y, <http://e/~>, \"~ {| << --rtl\" . # ~ <<",
   RHUMB_OK, "<http://e/version> <http://e/VERSION> \"1.2\" .\n<http://e/version> <http://e/b> <http://e/x~y> .\n"
   "<http://e/version> <http://e/b> <http://e/~> .\n<http://e/version> <http://e/b> \"~ {| << --rtl\" .\n"},
  {"a literal over the end of its line", "a.nq", "<http://e/a> <http://e/p> \"b .\n<http://e/a> <http://e/p> \"c\" .\n", RHUMB_ERR_SYNTAX, "1:0: error: Saw 'c', expected Graph term <URIref>, _:bnodeID\n"},
  {"two full stops", "a.nt", "_:s <http://e/b> _:o..\n", RHUMB_ERR_SYNTAX, "1:22: error: a blank node's label does not end with \".\": 'o.'\n"},
  {"a graph called <>", "a.trig", "# <>{\n<> { <http://e/a> <http://e/b> <http://e/c> }", RHUMB_ERR_UNSUPPORTED,
   "2:1: error: a graph cannot be called \"<>\" here; write its IRI in full\n"},
  {"a graph called <> =", "a.trig", "@prefix e: <http://e/> .e:a\\# e:b 'x',\"\"\"\n\"<>{\"\"\", '\\'<>{' .<> =\r\v\n{}", RHUMB_ERR_UNSUPPORTED,
   "2:19: error: a graph cannot be called \"<>\" here; write its IRI in full\n"},
  {"a mistake in Turtle", "a.ttl", "@prefix e: <http://e/> .\ne:a e:b\n e:c e:d e:f .\n", RHUMB_ERR_SYNTAX, "3:0: error: syntax error, unexpected QName, expecting .\n"},
  {"an unknown prefix", "a.ttl", "x:a x:b x:c .", RHUMB_ERR_SYNTAX, "1:1: error: unknown prefix \"x\"; declare it: @prefix x: <IRI> .\n"},
  {"a mistake in N-Triples", "a.nt", "<http://e/a> <http://e/b> .\n", RHUMB_ERR_SYNTAX, "1:27: error: Unexpected end of line\n"},
  {"a mistake in XML", "a.rdf", XML RDF "<e:b>\n</rdf:RDF>", RHUMB_ERR_SYNTAX, "3:0: error: XML parser error: Opening and ending tag mismatch: e:b line 0 "
       "and rdf:RDF\n"},
  {"bytes that are not UTF-8", "a.ttl", "<http://e/a>\n <http://e/b> \"\xFF\" .", RHUMB_ERR_SYNTAX,
   "2:16: error: a byte that is not UTF-8; save the file as UTF-8\n"},
  {"a surrogate", "a.ttl", "<http://e/a> <http://e/b> \"\\uD800\" .", RHUMB_ERR_SYNTAX, "1:28: error: half of a surrogate pair, escaped: '\\uD'\n"},
  {"U+0000", "a.ttl", "<http://e/a> <http://e/b> \"\\\\u0000\\u0000\" .", RHUMB_ERR_UNSUPPORTED,
   "1:35: error: U+0000 is not supported in RDF files\n"},
  {"a space in an IRI", "a.ttl", "<http://e/a\\u0020> <http://e/b> 5 .", RHUMB_ERR_SYNTAX, "1:0: error: Turtle URI error - illegal Unicode escape \\u0020 in URI\n"},
  {"a language tag", "a.ttl", "<http://e/a> <http://e/b> \"x\"@a-english .", RHUMB_ERR_SYNTAX,
   "1:31: error: not a language tag: 'a-english'\n"},
  {"a long language tag in Turtle", "a.ttl", "<http://e/a> <http://e/b> \"x y\"@" LONG " .", RHUMB_ERR_SYNTAX, LONG_TAG("1:28")},
  {"in N-Triples", "a.nt", "<http://e/a> <http://e/b> \"x y\"@" LONG " .\n", RHUMB_ERR_SYNTAX, LONG_TAG("1:292")},
  {"in N-Quads", "a.nq", "<http://e/a> <http://e/b> \"x y\"@" LONG " <http://e/g> .\n", RHUMB_ERR_SYNTAX, LONG_TAG("1:305")},
  {"in RDF/XML", "a.rdf", XML RDF "<rdf:Description rdf:about='http://e/a'><e:b xml:lang='" LONG "'>x y</e:b></rdf:Description></rdf:RDF>",
   RHUMB_ERR_SYNTAX, LONG_TAG("2:0")},
  {"in RDF/JSON", "a.json", "{\"http://e/a\":{\"http://e/b\":[{\"type\":\"literal\",\"value\":\"x y\",\"lang\":\"" LONG "\"}]}}",
   RHUMB_ERR_SYNTAX, LONG_TAG("1:57")},
  {"JSON-LD", "a.jsonld", "{\"@context\": {}}", RHUMB_ERR_UNSUPPORTED,
   "1:2: error: JSON-LD is not supported; RDF/JSON and Turtle are\n"},
  {"JSON-LD further down", "a.jsonld", "{\"a\": [\n{\"@id\" : \"@x\"}]}", RHUMB_ERR_UNSUPPORTED,
   "2:2: error: JSON-LD is not supported; RDF/JSON and Turtle are\n"},
  {"RDF/JSON with an at sign", "a.json", "{\"http://e/a\":{\"http://e/b\":[{\"type\":\"literal\",\"value\":\"@id\"},"
   "{\"type\":\"literal\",\"value\":\"@vole: \\\"@id\\\":\"}]}}", RHUMB_OK,
   "<http://e/a> <http://e/b> \"@id\" .\n<http://e/a> <http://e/b> \"@vole: \\\"@id\\\":\" .\n"},
  {"an entity from a file", "a.rdf", XML "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/hostname'>]>\n"
   RDF "<rdf:Description rdf:about='http://e/a'><e:b>&f;</e:b></rdf:Description></rdf:RDF>", RHUMB_OK, "<http://e/a> <http://e/b> \"\" .\n"},
};
// clang-format on

static RhumbStatus
keep_quad(void *const handle, const RhumbQuad *const quad)
{
  RhumbBuf *const out = (RhumbBuf *)handle;
  put_quad(out, quad);
  rhumb_buf_putc(out, '\n');
  assert_non_null(quad->origin);
  return RHUMB_OK;
}

static void
test_rdf(void **const state)
{
  const RdfCase *const c = (const RdfCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf quads = {0};
  const RhumbQuadHandler to = {keep_quad, &quads};
  const RhumbText text = {c->file, rhumb_str(c->text)};
  const RhumbStatus status =
      rhumb_rdf_read(&text, NULL, (RhumbStr){0}, NULL, &to, &diag);
  assert_int_equal(status, c->status);
  assert_string_equal(
      status == RHUMB_OK ? rhumb_buf_cstr(&quads) : reports.text, c->expected);
  assert_int_equal(reports.count > 0, status != RHUMB_OK);
  rhumb_buf_free(&quads);
}

/// A label as long as the document, and many that nearly are: one look at the
/// document must do
static void
test_hostile_labels(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf input = {0};
  RhumbBuf quads = {0};
  RhumbBuf expected = {0};
  const RhumbQuadHandler to = {keep_quad, &quads};
  rhumb_buf_put(&input, RHUMB_STR("# anonx anonxxx anonx anon\n# anon"));
  rhumb_buf_put(&expected, RHUMB_STR("_:anon"));
  for (unsigned i = 0; i < 1600000; ++i) {
    rhumb_buf_putc(&input, 'x');
    rhumb_buf_putc(&expected, 'x');
  }
  rhumb_buf_put(&input, RHUMB_STR("\n[] <http://e/p> 5 ."));
  rhumb_buf_put(&expected, RHUMB_STR("x1 "));

  const RhumbText text = {"a.ttl", rhumb_buf_str(&input)};
  const clock_t start = clock();
  assert_int_equal(rhumb_rdf_read(&text, NULL, (RhumbStr){0}, NULL, &to, &diag),
                   RHUMB_OK);
  assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
  assert_memory_equal(quads.data, expected.data, expected.len);
  rhumb_buf_free(&input);
  rhumb_buf_free(&quads);
  rhumb_buf_free(&expected);
}

/// Elements so deep within each other that Raptor would take minutes
static void
test_deep(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbBuf input = {0};
  RhumbBuf quads = {0};
  const RhumbQuadHandler to = {keep_quad, &quads};
  rhumb_buf_puts(&input, RDF);
  for (unsigned i = 0; i < 100000; ++i) {
    rhumb_buf_puts(&input, "<e:a>");
  }
  const RhumbText text = {"a.rdf", rhumb_buf_str(&input)};
  assert_int_equal(rhumb_rdf_read(&text, NULL, (RhumbStr){0}, NULL, &to, &diag),
                   RHUMB_ERR_SYNTAX);
  assert_non_null(strstr(reports.text, "nested more than 4096 deep"));
  rhumb_buf_free(&input);
  rhumb_buf_free(&quads);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_hostile_labels),
                                     cmocka_unit_test(test_deep)};
  int failed = cmocka_run_group_tests_name("labels", tests, NULL, NULL);
  RUN_TABLE("rdf", rdf_cases, test_rdf);
  return failed;
}

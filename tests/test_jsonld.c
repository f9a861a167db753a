// SPDX-License-Identifier: ISC

#include "io/file.h"
#include "sink/sink.h"
#include "sink/sink_impl.h"
#include "support.h"
#include "term/rdf.h"

#include <stdlib.h>
#include <unistd.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define S   "<http://e/s> "
#define SP  S "<http://e/p> "

static char path[64];

/// A writer of JSON-LD to `path`, and what it reports
typedef struct {
  RhumbArena arena;
  RhumbPrefixes prefixes;
  RhumbOutputs *outputs;
  RhumbSink *sink;
  Reports reports;
  RhumbDiag diag;
} Document;

/// Open it with the prefixes "NAME=IRI NAME=IRI …", all of them in use
static void
open_document(Document *const out, const char *const prefixes)
{
  *out = (Document){0};
  out->diag = (RhumbDiag){keep_report, &out->reports};
  out->prefixes.arena = &out->arena;
  RhumbStr rest = rhumb_str(prefixes);
  while (rest.len) {
    RhumbStr iri = rhumb_str_cut(&rest, ' ');
    const RhumbStr name = rhumb_str_cut(&iri, '=');
    (void)rhumb_prefixes_add(&out->prefixes, name, iri, (RhumbLoc){0});
    (void)rhumb_prefixes_find(&out->prefixes, name);
  }
  out->outputs = rhumb_outputs_new();
  RhumbSinkSpec spec = {.syntax = rhumb_syntax_find(RHUMB_STR("jsonld")),
                        .prefixes = &out->prefixes};
  assert_int_equal(
      rhumb_outputs_open(
          &spec.output, out->outputs, path, (RhumbLoc){0}, &out->diag),
      RHUMB_OK);
  assert_int_equal(rhumb_sink_open(&out->sink, &spec, &out->diag), RHUMB_OK);
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  const Document *const document = (const Document *)handle;
  return rhumb_sink_put(document->sink, quad, &document->diag);
}

/// Finish it; return what it is, which goes with it
static const char *
finish_document(Document *const document)
{
  const RhumbText *text = NULL;
  assert_int_equal(rhumb_sink_finish(document->sink, &document->diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_outputs_commit(document->outputs, &document->diag),
                   RHUMB_OK);
  assert_int_equal(
      rhumb_file_read(
          &text, &document->arena, path, (RhumbLoc){0}, &document->diag),
      RHUMB_OK);
  document->outputs = NULL;
  (void)unlink(path);
  return text->text.data;
}

static void
close_document(Document *const document)
{
  rhumb_sink_close(document->sink);
  rhumb_outputs_discard(document->outputs);
  rhumb_arena_free(&document->arena);
}

// Whole documents --------------------------------------------------------

typedef struct {
  const char *name;
  const char *prefixes;
  const char *quads; ///< N-Quads
  const char *expected;
} WholeCase;

#define NO_CONTEXT "{\n  \"@context\": {},\n  \"@graph\": ["
#define E_CONTEXT \
  "{\n  \"@context\": {\n    \"e\": \"http://e/\"\n  },\n  \"@graph\": ["
#define END  "\n  ]\n}\n"
#define NODE "\n    {\n      \"@id\": \"http://e/s\",\n      "
#define BARE \
  "\n    {\n      \"@context\": null,\n      \"@id\": \"http://e/s\",\n      "
#define NODE_END "\n    }"
#define INNER    "\n        {\n          \"@id\": "

// clang-format off
static WholeCase whole_cases[] = {
  {"nothing", "", "", NO_CONTEXT "]\n}\n"},
  {"a value", "", SP "\"1\" .\n", NO_CONTEXT NODE "\"http://e/p\": \"1\"" NODE_END END},
  {"values", "e=http://e/", SP "\"1\" .\n" SP "\"2\" .\n" SP "<http://e/o> .\n" SP "_:b .\n" S "<http://e/q> \"3\"@en .\n",
   E_CONTEXT "\n    {\n      \"@id\": \"e:s\",\n      \"e:p\": [\"1\", \"2\", {\"@id\": \"e:o\"}, {\"@id\": \"_:b\"}],\n"
   "      \"e:q\": {\"@value\": \"3\", \"@language\": \"en\"}" NODE_END END},
  {"subjects", "", SP "\"1\" .\n" "_:a <http://e/p> \"2\" .\n" SP "\"3\" .\n",
   NO_CONTEXT NODE "\"http://e/p\": \"1\"" NODE_END ",\n    {\n      \"@id\": \"_:a\",\n      \"http://e/p\": \"2\"" NODE_END ","
   NODE "\"http://e/p\": \"3\"" NODE_END END},
  {"a property that comes again begins an object", "", SP "\"1\" .\n" S "<http://e/q> \"2\" .\n" SP "\"3\" .\n",
   NO_CONTEXT NODE "\"http://e/p\": \"1\",\n      \"http://e/q\": \"2\"" NODE_END "," NODE "\"http://e/p\": \"3\"" NODE_END END},
  {"types", "", S "<" RDF "type> <http://e/C> .\n" S "<" RDF "type> _:c .\n" S "<" RDF "type> \"x\" .\n",
   NO_CONTEXT NODE "\"@type\": [\"http://e/C\", \"_:c\"],\n      \"" RDF "type\": \"x\"" NODE_END END},
  {"numbers and truths that JSON has", "",
   SP "\"0\"^^<" XSD "integer> .\n" SP "\"-12\"^^<" XSD "integer> .\n" SP "\"9007199254740991\"^^<" XSD "integer> .\n" SP "\"true\"^^<" XSD "boolean> .\n",
   NO_CONTEXT NODE "\"http://e/p\": [0, -12, 9007199254740991, true]" NODE_END END},
  {"numbers and truths that it has not", "x=" XSD,
   SP "\"-0\"^^<" XSD "integer> .\n" SP "\"01\"^^<" XSD "integer> .\n" SP "\"+1\"^^<" XSD "integer> .\n" SP "\"9007199254740992\"^^<" XSD "integer> .\n"
   SP "\"-\"^^<" XSD "integer> .\n" SP "\"1\"^^<" XSD "boolean> .\n" SP "\"1.0E0\"^^<" XSD "double> .\n" SP "\"1\"^^<" XSD "decimal> .\n" SP "\"1\"^^<" XSD "long> .\n",
   "{\n  \"@context\": {\n    \"x\": \"" XSD "\"\n  },\n  \"@graph\": [" NODE "\"http://e/p\": ["
   "{\"@value\": \"-0\", \"@type\": \"x:integer\"}, {\"@value\": \"01\", \"@type\": \"x:integer\"}, {\"@value\": \"+1\", \"@type\": \"x:integer\"}, "
   "{\"@value\": \"9007199254740992\", \"@type\": \"x:integer\"}, {\"@value\": \"-\", \"@type\": \"x:integer\"}, {\"@value\": \"1\", \"@type\": \"x:boolean\"}, "
   "{\"@value\": \"1.0E0\", \"@type\": \"x:double\"}, {\"@value\": \"1\", \"@type\": \"x:decimal\"}, {\"@value\": \"1\", \"@type\": \"x:long\"}]" NODE_END END},
  {"a literal of JSON", "", SP "\"{}\"^^<" RDF "JSON> .\n",
   NO_CONTEXT NODE "\"http://e/p\": {\"@value\": \"{}\", \"@type\": \"" RDF "JSON\"}" NODE_END END},
  {"escapes", "", SP "\"\\\"\\\\/\\n\\r\\t\\b\\u001F\\u007F\\u2028\\u00E9@id\" .\n",
   NO_CONTEXT NODE "\"http://e/p\": \"\\\"\\\\/\\n\\r\\t\\u0008\\u001F\\u007F\u2028\u00e9@id\"" NODE_END END},
  {"graphs", "", SP "\"1\" <http://e/g> .\n" SP "\"2\" <http://e/g> .\n" SP "\"3\" _:g .\n" SP "\"4\" .\n",
   NO_CONTEXT "\n    {\n      \"@id\": \"http://e/g\",\n      \"@graph\": [" INNER "\"http://e/s\",\n          \"http://e/p\": [\"1\", \"2\"]\n        }\n      ]" NODE_END ","
   "\n    {\n      \"@id\": \"_:g\",\n      \"@graph\": [" INNER "\"http://e/s\",\n          \"http://e/p\": \"3\"\n        }\n      ]" NODE_END ","
   NODE "\"http://e/p\": \"4\"" NODE_END END},
  {"nodes of a graph", "", SP "\"1\" _:g .\n" "_:a <http://e/p> \"2\" _:g .\n",
   NO_CONTEXT "\n    {\n      \"@id\": \"_:g\",\n      \"@graph\": [" INNER "\"http://e/s\",\n          \"http://e/p\": \"1\"\n        },"
   INNER "\"_:a\",\n          \"http://e/p\": \"2\"\n        }\n      ]" NODE_END END},
  {"labels", "", "_:a_b <http://e/p> _:a.b-c .\n_:z <http://e/p> _:zz7A .\n_:0 <http://e/p> _:\u00e9 .\n",
   NO_CONTEXT "\n    {\n      \"@id\": \"_:a_b\",\n      \"http://e/p\": {\"@id\": \"_:a.b-c\"}" NODE_END ","
   "\n    {\n      \"@id\": \"_:zz7A\",\n      \"http://e/p\": {\"@id\": \"_:zz7Az7A7A\"}" NODE_END ","
   "\n    {\n      \"@id\": \"_:z0\",\n      \"http://e/p\": {\"@id\": \"_:zzC3zA9\"}" NODE_END END},
  {"prefixes that no context can have", "=http://e/ _=http://e/ e.f=http://e/ p=http://e/p no=relative/ m=m: u=u:x: w=u:y:", SP "<m:a> .\n" SP "<u:y:b> .\n",
   "{\n  \"@context\": {\n    \"w\": \"u:y:\"\n  },\n  \"@graph\": [" NODE "\"http://e/p\": [{\"@id\": \"m:a\"}, {\"@id\": \"w:b\"}]" NODE_END END},
  {"what a prefix stands for may begin with none", "a=http://e/ b=a:x/", SP "<a:x/y> .\n",
   "{\n  \"@context\": {\n    \"a\": \"http://e/\"\n  },\n  \"@graph\": [\n    {\n      \"@context\": null,\n      \"@id\": \"http://e/s\",\n"
   "      \"http://e/p\": {\"@id\": \"a:x/y\"}" NODE_END END},
  {"the longest prefix that leaves a name", "e=http://e/ f=http://e/f/", SP "<http://e/f/> .\n" SP "<http://e/f/a:b> .\n" SP "<http://e/f///a> .\n" SP "<http://e/> .\n",
   "{\n  \"@context\": {\n    \"e\": \"http://e/\",\n    \"f\": \"http://e/f/\"\n  },\n  \"@graph\": [\n    {\n      \"@id\": \"e:s\",\n"
   "      \"e:p\": [{\"@id\": \"e:f/\"}, {\"@id\": \"f:a:b\"}, {\"@id\": \"e:f///a\"}, {\"@id\": \"http://e/\"}]" NODE_END END},
  {"an IRI that looks like a name with a prefix", "e=http://e/", SP "<http://e/o> .\n" SP "<e:o> .\n" SP "\"1\"^^<e:d> .\n" S "<e:p> \"2\" .\n" SP "<e://o> .\n",
   E_CONTEXT "\n    {\n      \"@id\": \"e:s\",\n      \"e:p\": {\"@id\": \"e:o\"}" NODE_END ","
   BARE "\"http://e/p\": [{\"@id\": \"e:o\"}, {\"@value\": \"1\", \"@type\": \"e:d\"}],\n      \"e:p\": \"2\"" NODE_END ","
   "\n    {\n      \"@id\": \"e:s\",\n      \"e:p\": {\"@id\": \"e://o\"}" NODE_END END},
  {"a graph that looks so", "e=http://e/", SP "<e:o> <e:g> .\n" SP "<http://e/o> <e:g> .\n",
   E_CONTEXT "\n    {\n      \"@context\": null,\n      \"@id\": \"e:g\",\n      \"@graph\": [" INNER "\"http://e/s\",\n"
   "          \"http://e/p\": [{\"@id\": \"e:o\"}, {\"@id\": \"http://e/o\"}]\n        }\n      ]" NODE_END END},
};
// clang-format on

static void
test_whole(void **const state)
{
  const WholeCase *const c = (const WholeCase *)*state;
  Document document;
  open_document(&document, c->prefixes);
  const RhumbText text = {"in.nq", rhumb_str(c->quads)};
  const RhumbQuadHandler to = {put, &document};
  assert_int_equal(
      rhumb_rdf_read(
          &text, "nquads", RHUMB_STR("http://b/"), NULL, &to, &document.diag),
      RHUMB_OK);
  assert_string_equal(finish_document(&document), c->expected);
  assert_string_equal(document.reports.text, "");
  close_document(&document);
}

// What no reader of N-Quads gives ----------------------------------------

static const RhumbTerm subject = {.kind = RHUMB_TERM_IRI,
                                  .text = {"http://e/s", 10}};

/// More properties than one object has, each once and then again
static void
test_many_keys(void **const state)
{
  (void)state;
  Document document;
  open_document(&document, "e=http://e/");
  char iri[32];
  const unsigned n = 100;
  for (unsigned i = 0; i < 2 * n; ++i) {
    (void)snprintf(iri, sizeof(iri), "http://e/p%u", i % n);
    const RhumbQuad quad = {
        .subject = subject,
        .predicate = rhumb_iri(rhumb_str(iri)),
        .object = {.kind = RHUMB_TERM_LITERAL, .text = {"x", 1}}};
    assert_int_equal(put(&document, &quad), RHUMB_OK);
  }
  const char *text = finish_document(&document);
  unsigned objects = 0;
  unsigned members = 0;
  for (; *text; ++text) {
    objects += strncmp(text, "\"@id\"", 5) == 0;
    members += strncmp(text, "\"e:p", 4) == 0;
  }
  assert_int_equal(members, 2 * n);
  assert_int_equal(objects, 7); // 200 of them, 32 an object
  close_document(&document);
}

static void
test_null_in_text(void **const state)
{
  (void)state;
  Document document;
  open_document(&document, "");
  const RhumbQuad quad = {
      .subject = subject,
      .predicate = subject,
      .object = {.kind = RHUMB_TERM_LITERAL, .text = {"a\0b\uFFFF", 6}}};
  assert_int_equal(put(&document, &quad), RHUMB_OK);
  assert_non_null(strstr(finish_document(&document), ": \"a\\u0000b\uFFFF\""));
  close_document(&document);
}

typedef struct {
  const char *name;
  RhumbStr iri;
  const char *why;
} RefusedCase;

/// IRIs of unsafe rules, which a reader of JSON-LD would leave out in silence
static RefusedCase refused_cases[] = {
    {"relative", {"a/b", 3}, "'/' may not stand there"},
    {"empty", {"", 0}, "it is cut short"},
    {"a space", {"http://e/a b", 12}, "' ' may not stand there"},
    {"a quote", {"http://e/\"", 10}, "'\"' may not stand there"},
    {"a NUL", {"http://e/\0", 10}, "byte 0x00 may not stand there"},
    {"a keyword", {"@id", 3}, "'@' may not stand there"},
};

static void
test_refused(void **const state)
{
  const RefusedCase *const c = (const RefusedCase *)*state;
  const RhumbTerm odd = rhumb_iri(c->iri);
  const RhumbTerm typed = {
      .kind = RHUMB_TERM_LITERAL, .text = {"x", 1}, .datatype = c->iri};
  const RhumbQuad quads[] = {
      {.subject = odd, .predicate = subject, .object = subject},
      {.subject = subject, .predicate = odd, .object = subject},
      {.subject = subject, .predicate = subject, .object = odd},
      {.subject = subject, .predicate = subject, .object = typed},
      {subject, subject, subject, .graph = odd},
  };
  for (size_t i = 0; i < RHUMB_COUNT(quads); ++i) {
    if (!c->iri.len && i == 3) {
      continue; // An empty datatype is none
    }
    Document document;
    open_document(&document, "");
    assert_int_equal(put(&document, &quads[i]), RHUMB_ERR_VALUE);
    assert_non_null(
        strstr(document.reports.text, "error: JSON-LD cannot write <"));
    assert_non_null(strstr(document.reports.text, c->why));
    close_document(&document);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_many_keys),
      cmocka_unit_test(test_null_in_text),
  };
  const char *const chosen = getenv("TMPDIR");
  (void)snprintf(path,
                 sizeof(path),
                 "%s/rhumb-jsonld-%ld",
                 chosen && strlen(chosen) < 40 ? chosen : "/tmp",
                 (long)getpid());
  int failed = 0;
  RUN_TABLE("whole", whole_cases, test_whole);
  RUN_TABLE("refused", refused_cases, test_refused);
  failed += cmocka_run_group_tests_name("jsonld", tests, NULL, NULL);
  return failed;
}

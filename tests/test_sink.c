// SPDX-License-Identifier: ISC

#include "io/file.h"
#include "quad_support.h"
#include "sink/sink.h"
#include "sink/sink_impl.h"
#include "support.h"
#include "term/rdf.h"

#include <stdlib.h>
#include <unistd.h>

#define XSD "http://www.w3.org/2001/XMLSchema#"
#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SPO "<http://e/s> <http://e/p> "

static char path[64];

// Writing and reading back -----------------------------------------------

typedef struct {
  RhumbSink *sink;
  const RhumbDiag *diag;
} Way;

static RhumbStatus
put_in_sink(void *const handle, const RhumbQuad *const quad)
{
  const Way *const way = (const Way *)handle;
  return rhumb_sink_put(way->sink, quad, way->diag);
}

/// Write the N-Quads `input` in a syntax, with the prefix e: and one unused
static RhumbStatus
convert(const char *const input,
        const char *const syntax,
        const bool use_raptor,
        const RhumbDiag *const diag)
{
  RhumbArena arena = {0};
  RhumbPrefixes prefixes = {.arena = &arena};
  const RhumbLoc none = {0};
  (void)rhumb_prefixes_add(
      &prefixes, RHUMB_STR("e"), RHUMB_STR("http://e/"), none);
  (void)rhumb_prefixes_add(
      &prefixes, RHUMB_STR("f"), RHUMB_STR("http://f/"), none);
  (void)rhumb_prefixes_find(&prefixes, RHUMB_STR("e"));

  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbSinkSpec spec = {
      .syntax = rhumb_syntax_find(rhumb_str(syntax)),
      .prefixes = &prefixes,
      .use_raptor = use_raptor,
  };
  assert_non_null(spec.syntax);
  assert_int_equal(
      rhumb_outputs_open(&spec.output, outputs, path, (RhumbLoc){0}, diag),
      RHUMB_OK);
  RhumbSink *sink = NULL;
  RhumbStatus status = rhumb_sink_open(&sink, &spec, diag);
  if (status != RHUMB_OK) {
    rhumb_outputs_discard(outputs);
    rhumb_arena_free(&arena);
    return status;
  }

  Way way = {sink, diag};
  const RhumbQuadHandler to = {put_in_sink, &way};
  const RhumbText text = {"in.nq", rhumb_str(input)};
  status =
      rhumb_rdf_read(&text, "nquads", RHUMB_STR("http://b/"), NULL, &to, diag);
  if (status == RHUMB_OK) {
    status = rhumb_sink_finish(sink, diag);
  }
  rhumb_sink_close(sink);
  if (status == RHUMB_OK) {
    status = rhumb_outputs_commit(outputs, diag);
  } else {
    rhumb_outputs_discard(outputs);
  }
  rhumb_arena_free(&arena);
  return status;
}

/// Read what was written; owned by `arena`
static const RhumbText *
written(RhumbArena *const arena, const RhumbDiag *const diag)
{
  const RhumbText *text = NULL;
  const RhumbLoc none = {0};
  assert_int_equal(rhumb_file_read(&text, arena, path, none, diag), RHUMB_OK);
  return text;
}

typedef struct {
  RhumbBuf text;
  size_t *starts; ///< Of the lines
  size_t count, cap;
} Lines;

static RhumbStatus
put_line(void *const handle, const RhumbQuad *const quad)
{
  Lines *const lines = (Lines *)handle;
  lines->starts = (size_t *)rhumb_xgrow(
      lines->starts, lines->count, &lines->cap, sizeof(size_t));
  lines->starts[lines->count++] = lines->text.len;
  put_quad(&lines->text, quad);
  rhumb_buf_putc(&lines->text, '\0');
  return RHUMB_OK;
}

static const Lines *sorted_lines;

static int
compare_lines(const void *const a, const void *const b)
{
  return strcmp(sorted_lines->text.data + *(const size_t *)a,
                sorted_lines->text.data + *(const size_t *)b);
}

static Lines
read_lines(const RhumbText *const text,
           const char *const parser,
           const RhumbDiag *const diag)
{
  Lines lines = {0};
  const RhumbQuadHandler to = {put_line, &lines};
  assert_int_equal(
      rhumb_rdf_read(text, parser, RHUMB_STR("http://b/"), NULL, &to, diag),
      RHUMB_OK);
  sorted_lines = &lines;
  if (lines.count) {
    qsort(lines.starts, lines.count, sizeof(size_t), compare_lines);
  }
  sorted_lines = NULL;
  return lines;
}

/// Written in `syntax` and read back, the graph is the same, labels included
static void
assert_round_trip(const char *const input,
                  const char *const syntax,
                  const bool use_raptor)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbStatus status = convert(input, syntax, use_raptor, &diag);
  assert_string_equal(reports.text, "");
  assert_int_equal(status, RHUMB_OK);

  const RhumbText source = {"in.nq", rhumb_str(input)};
  Lines before = read_lines(&source, "nquads", &diag);
  const char *const parser = rhumb_syntax_find(rhumb_str(syntax))->raptor_name;
  Lines after = read_lines(written(&arena, &diag), parser, &diag);
  assert_int_equal(before.count, after.count);
  for (size_t i = 0; i < before.count; ++i) {
    assert_string_equal(before.text.data + before.starts[i],
                        after.text.data + after.starts[i]);
  }
  free(before.starts);
  free(after.starts);
  rhumb_buf_free(&before.text);
  rhumb_buf_free(&after.text);
  rhumb_arena_free(&arena);
  (void)unlink(path);
}

// Exact output -----------------------------------------------------------

typedef struct {
  const char *name;
  const char *syntax;
  const char *input;
  const char *expected;
} OutputCase;

#define HEAD "@prefix e: <http://e/> .\n\n"

// clang-format off
static OutputCase output_cases[] = {
  {"nothing as N-Quads", "nquads", "", ""},
  {"N-Quads", "nquads",
   SPO "\"a\\\"\\\\\\n\\r\\t\\u0001\\u007F\\u00E9\"@en <http://e/g> .\n"
   SPO "\"1\"^^<" XSD "string> .\n" SPO "_:a.b <http://e/g> .\n",
   SPO "\"a\\\"\\\\\\n\\r\t\\u0001\\u007F\u00e9\"@en <http://e/g> .\n"
   SPO "\"1\" .\n" SPO "_:a.b <http://e/g> .\n"},
  {"N-Triples", "ntriples", SPO "\"1\"^^<" XSD "integer> .\n", SPO "\"1\"^^<" XSD "integer> .\n"},
  {"nothing as Turtle", "turtle", "", "@prefix e: <http://e/> .\n"},
  {"Turtle groups", "turtle", SPO "\"1\"^^<" XSD "integer> .\n" SPO "\"b\"@en .\n<http://e/s> <" RDF "type> <http://f/C> .\n",
   HEAD "e:s e:p 1, \"b\"@en ;\n    a <http://f/C> .\n"},
  {"a subject that comes back", "turtle", SPO "\"1\" .\n<http://e/t> <http://e/p> \"1\" .\n" SPO "\"2\" .\n",
   HEAD "e:s e:p \"1\" .\n\ne:t e:p \"1\" .\n\ne:s e:p \"2\" .\n"},
  {"labels that N-Quads alone has", "turtle", SPO "_:a_2D1 .\n" SPO "_:z .\n" SPO "_:a.b .\n",
   HEAD "e:s e:p _:a_2D1, _:zz7A, _:zaz2Eb .\n"},
  {"numbers that are read as they are", "turtle",
   SPO "\"-1\"^^<" XSD "integer> .\n" SPO "\"1.50\"^^<" XSD "decimal> .\n" SPO "\"1.0E0\"^^<" XSD "double> .\n" SPO "\"true\"^^<" XSD "boolean> .\n",
   HEAD "e:s e:p -1, 1.50, 1.0E0, true .\n"},
  {"numbers that are not", "turtle",
   SPO "\"1\"^^<" XSD "double> .\n" SPO "\"1.\"^^<" XSD "decimal> .\n" SPO "\"1\"^^<" XSD "boolean> .\n" SPO "\" 1\"^^<" XSD "integer> .\n",
   HEAD "e:s e:p \"1\"^^<" XSD "double>, \"1.\"^^<" XSD "decimal>,\n        \"1\"^^<" XSD "boolean>, \" 1\"^^<" XSD "integer> .\n"},
  {"names that need brackets", "turtle", "<http://e/a.> <http://e/a/b> <http://e/> .\n<http://e/a.> <http://e/a/b> <http://e/-a> .\n<http://e/a.> <http://e/a/b> <http://e/1.a-b> .\n",
   HEAD "<http://e/a.> <http://e/a/b> <http://e/>, <http://e/-a>, e:1.a-b .\n"},
  {"a text of several lines", "turtle", SPO "\"a\\n\\\"b\\\"\\\\\\r\\n\" .\n",
   HEAD "e:s e:p \"\"\"a\n\\\"b\\\"\\\\\\r\n\"\"\" .\n"},
  {"nothing as TriG", "trig", "", "@prefix e: <http://e/> .\n"},
  {"TriG groups", "trig", SPO "\"1\" .\n" SPO "\"1\" <http://e/g> .\n" SPO "\"2\" <http://e/g> .\n" "<http://e/t> <http://e/p> \"3\" <http://e/g> .\n" SPO "\"1\" _:h .\n" SPO "\"2\" .\n",
   HEAD "e:s e:p \"1\" .\n\ne:g {\n    e:s e:p \"1\", \"2\" .\n\n    e:t e:p \"3\" .\n}\n\n_:h {\n    e:s e:p \"1\" .\n}\n\ne:s e:p \"2\" .\n"},
};

typedef struct {
  const char *name;
  bool by_raptor; ///< Its Turtle keeps it too
  const char *input;
} GraphCase;

/// Every syntax keeps these. Blank nodes have labels that keep their spelling
/// (letters and digits)
static GraphCase graph_cases[] = {
  {"quotes", true, SPO "\"\\\"\" .\n" SPO "\"a\\\\\" .\n" SPO "\"\\\\\\\"\" .\n" SPO "\"\\\"\\\"\\\"\" .\n"},
  {"lines", false, SPO "\"a\\nb\" .\n" SPO "\"\\n\\\"\" .\n" SPO "\"\\r\" .\n" SPO "\"a\\r\\nb\" .\n" SPO "\"\\t\" .\n" SPO "\"\\n\\\\\" .\n"},
  {"spaces", true, SPO "\" a  b \" .\n" SPO "\"\" .\n" SPO "\"  \" .\n" SPO "\"\\n\" .\n"},
  {"markup", true, SPO "\"<a href='&amp;'>]]>&</a>\" .\n"},
  {"characters", true, SPO "\"\\u00E9\\u65E5\\U0001D11E\\U0010FFFF\\u202E\\u2028\\uE000\" .\n"},
  {"datatypes", false, SPO "\"1\"^^<" XSD "integer> .\n" SPO "\"1\"^^<" XSD "decimal> .\n" SPO "\"1\"^^<" XSD "double> .\n"
   SPO "\" 1\"^^<" XSD "integer> .\n" SPO "\"+1\"^^<" XSD "integer> .\n" SPO "\"x\"^^<" XSD "integer> .\n"
   SPO "\"1\"^^<" XSD "boolean> .\n" SPO "\"true\"^^<" XSD "boolean> .\n" SPO "\"INF\"^^<" XSD "double> .\n"
   SPO "\"1.5E0\"^^<" XSD "double> .\n" SPO "\"1.\"^^<" XSD "decimal> .\n" SPO "\"0x1p3\"^^<" XSD "double> .\n"
   SPO "\"nan\"^^<" XSD "decimal> .\n" SPO "\"1.5\"^^<" XSD "double> .\n" SPO "\"x\"^^<http://e/d.> .\n"
   SPO "\"\"^^<" XSD "integer> .\n" SPO "\".5\"^^<" XSD "decimal> .\n" SPO "\"-1e5\"^^<" XSD "double> .\n"},
  {"languages", true, SPO "\"x\"@en .\n" SPO "\"x\"@de-ch-1901 .\n" SPO "\"x\" .\n"},
  {"names", false, "<http://e/s.> <http://e/p.> <http://e/o.> .\n<http://e/1> <http://e/p-1> <http://e/-1> .\n"
   "<http://e/a'b(c)> <http://e/\u00e9> <http://e/%20> .\n<http://e/> <http://x/_y> <http://e/a/b> .\n<urn:a:b> <http://e/a.b> <http://e/_> .\n"
   SPO "<" RDF "nil> .\n"},
  {"blank nodes used twice", true, SPO "_:a .\n" SPO "_:b .\n_:c <http://e/p> _:a .\n_:a <http://e/p> _:c .\n_:b <http://e/p> _:c .\n_:b <http://e/q> _:b .\n"},
  {"a cycle", false, "_:a <http://e/p> _:b .\n_:b <http://e/p> _:a .\n"},
  {"a node of itself", false, "_:a <http://e/p> _:a .\n"},
  {"a list that is shared", false, SPO "_:l .\n<http://e/t> <http://e/p> _:l .\n_:l <" RDF "first> \"1\" .\n_:l <" RDF "rest> _:m .\n"
   "_:m <" RDF "first> \"2\" .\n_:m <" RDF "rest> <" RDF "nil> .\n"},
  {"a list with more", false, SPO "_:l .\n_:l <" RDF "first> \"1\" .\n_:l <" RDF "rest> <" RDF "nil> .\n_:l <http://e/more> _:m .\n_:m <" RDF "rest> _:l .\n"},
  {"members", true, "<http://e/s> <" RDF "_1> \"a\" .\n<http://e/s> <" RDF "_2> \"a\" .\n"},
};
// clang-format on

static void
test_output(void **const state)
{
  const OutputCase *const c = (const OutputCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  assert_int_equal(convert(c->input, c->syntax, false, &diag), RHUMB_OK);
  assert_string_equal(written(&arena, &diag)->text.data, c->expected);
  assert_string_equal(reports.text, "");
  rhumb_arena_free(&arena);
  (void)unlink(path);
}

static void
test_graph(void **const state)
{
  const GraphCase *const c = (const GraphCase *)*state;
  assert_round_trip(c->input, "nquads", false);
  assert_round_trip(c->input, "nquads", true);
  assert_round_trip(c->input, "ntriples", true);
  assert_round_trip(c->input, "turtle", false);
  assert_round_trip(c->input, "trig", false);
  if (c->by_raptor) {
    assert_round_trip(c->input, "turtle", true);
  }
  assert_round_trip(c->input, "rj", false);
  // The only one that RDF/XML has no way to say
  if (strcmp(c->name, "names") != 0) {
    assert_round_trip(c->input, "rdfxml", false);
  }
}

// What cannot be written -------------------------------------------------

typedef struct {
  const char *name;
  const char *syntax;
  const char *input;
  bool use_raptor;
  RhumbStatus status;
  const char *reports;
} RefusedCase;

#define LIST "_:l <" RDF "first> \"1\" .\n_:l <" RDF "rest> <" RDF "nil> .\n"
#define CYCLE(label)                                                         \
  "error: Raptor cannot write the blank node _:" label " as turtle: nested " \
  "where it is used, it leads back to itself, or lies in too many others; "  \
  "leave out --writer raptor\n"
#define TORN(label)                                                            \
  "error: Raptor cannot write the blank node _:" label " as turtle: it takes " \
  "for a list what is none, or is used twice or never; leave out --writer "    \
  "raptor\n"

// clang-format off
static RefusedCase refused_cases[] = {
  {"a graph in Turtle", "turtle", SPO "\"1\" <http://e/g> .\n", false, RHUMB_ERR_UNSUPPORTED,
   "error: the syntax turtle has no named graphs such as <http://e/g>; write nquads, trig, jsonld\n"},
  {"a graph without a name in Turtle", "turtle", SPO "\"1\" _:g .\n", false, RHUMB_ERR_UNSUPPORTED,
   "error: the syntax turtle has no named graphs such as _:g; write nquads, trig, jsonld\n"},
  {"a control character in XML", "rdfxml", SPO "\"a\\u0001\" .\n", false, RHUMB_ERR_VALUE,
   "error: RDF/XML cannot write the character U+0001 in the value of <http://e/p>; write turtle\n"},
  {"a predicate without a name", "rdfxml", "<http://e/s> <http://e/1> \"1\" .\n", false, RHUMB_ERR_VALUE,
   "error: RDF/XML cannot write the predicate <http://e/1>: it does not end with an XML name; write turtle\n"},
  {"a predicate that is syntax", "rdfxml", "<http://e/s> <" RDF "li> \"1\" .\n", false, RHUMB_ERR_VALUE,
   "error: RDF/XML cannot write the predicate <" RDF "li>: it is part of that syntax; write turtle\n"},
  {"an XML literal", "rdfxml", SPO "\"<a/>\"^^<" RDF "XMLLiteral> .\n", false, RHUMB_ERR_UNSUPPORTED,
   "error: RDF/XML does not keep the text of the rdf:XMLLiteral of <http://e/p>; write turtle\n"},
  {"a syntax that Raptor has not", "trig", "", true, RHUMB_ERR_USAGE,
   "error: Raptor cannot write trig, which is written without --writer raptor; it writes turtle, ntriples, nquads, rdfxml, rj\n"},
  {"a name that ends with a dot, by Raptor", "turtle", "<http://e/s> <http://e/p.> \"1\" .\n", true, RHUMB_ERR_UNSUPPORTED,
   "error: Raptor cannot write this value of <http://e/p.> as turtle: it cuts the dot at the end of a name; leave out --writer raptor\n"},
  {"a double that is read as an integer, by Raptor", "turtle", SPO "\"1\"^^<" XSD "double> .\n", true, RHUMB_ERR_UNSUPPORTED,
   "error: Raptor cannot write this value of <http://e/p> as turtle: it writes a value without its quotes that then is of another datatype; leave out --writer raptor\n"},
  {"a carriage return, by Raptor", "turtle", SPO "\"\\r\" .\n", true, RHUMB_ERR_UNSUPPORTED,
   "error: Raptor cannot write this value of <http://e/p> as turtle: it does not escape control characters; leave out --writer raptor\n"},
  {"a cycle, by Raptor", "turtle", "_:a <http://e/p> _:b .\n_:b <http://e/p> _:a .\n", true, RHUMB_ERR_UNSUPPORTED, CYCLE("a")},
  {"a node of itself, by Raptor", "turtle", "_:a <http://e/p> _:a .\n", true, RHUMB_ERR_UNSUPPORTED, CYCLE("a")},
  {"a list that is shared, by Raptor", "turtle", SPO "_:l .\n<http://e/t> <http://e/p> _:l .\n" LIST, true, RHUMB_ERR_UNSUPPORTED, TORN("l")},
  {"a list that is not used, by Raptor", "turtle", LIST, true, RHUMB_ERR_UNSUPPORTED, TORN("l")},
  {"a list without an end, by Raptor", "turtle", SPO "_:l .\n_:l <" RDF "first> \"1\" .\n_:l <" RDF "rest> _:m .\n", true, RHUMB_ERR_UNSUPPORTED, TORN("l")},
};
// clang-format on

static void
test_refused(void **const state)
{
  const RefusedCase *const c = (const RefusedCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  assert_int_equal(convert(c->input, c->syntax, c->use_raptor, &diag),
                   c->status);
  const char *const message = strstr(reports.text, "error");
  assert_non_null(message);
  assert_string_equal(message, c->reports);
  const bool has_origin = !c->use_raptor || strstr(c->reports, "value of");
  assert_memory_equal(reports.text, has_origin ? "1:" : "0:", 2);
  assert_int_equal(access(path, F_OK), -1);
}

/// What Raptor would cut does not come out of its parsers either: put by hand
static void
test_cut_characters(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  static const struct {
    const char *syntax;
    RhumbStatus status;
  } cases[] = {
      {"turtle", RHUMB_OK},
      {"nquads", RHUMB_OK},
      {"rdfxml", RHUMB_ERR_VALUE},
      {"rj", RHUMB_ERR_VALUE},
  };
  const RhumbQuad quad = {
      .subject = rhumb_iri(RHUMB_STR("http://e/s")),
      .predicate = rhumb_iri(RHUMB_STR("http://e/p")),
      .object = {.kind = RHUMB_TERM_LITERAL, .text = {"a\0b\uFFFEc\uFFFF", 10}},
  };
  for (size_t i = 0; i < RHUMB_COUNT(cases); ++i) {
    RhumbOutputs *const outputs = rhumb_outputs_new();
    RhumbSinkSpec spec = {.syntax =
                              rhumb_syntax_find(rhumb_str(cases[i].syntax))};
    assert_int_equal(
        rhumb_outputs_open(&spec.output, outputs, path, (RhumbLoc){0}, &diag),
        RHUMB_OK);
    RhumbSink *sink = NULL;
    assert_int_equal(rhumb_sink_open(&sink, &spec, &diag), RHUMB_OK);
    assert_int_equal(rhumb_sink_put(sink, &quad, &diag), cases[i].status);
    if (cases[i].status == RHUMB_OK) {
      RhumbArena arena = {0};
      assert_int_equal(rhumb_sink_finish(sink, &diag), RHUMB_OK);
      assert_int_equal(rhumb_outputs_commit(outputs, &diag), RHUMB_OK);
      assert_non_null(strstr(written(&arena, &diag)->text.data,
                             "a\\u0000b\uFFFEc\uFFFF\""));
      rhumb_arena_free(&arena);
      (void)unlink(path);
    } else {
      rhumb_outputs_discard(outputs);
    }
    rhumb_sink_close(sink);
  }
}

/// Raptor's IRIs end at a NUL, and unsafe ones of data may have one
static void
test_null_in_iri(void **const state)
{
  (void)state;
  static const RhumbStr odd = {"http://e/\0", 10};
  static const RhumbStr good = {"http://e/", 9};
  const RhumbTerm text = {
      .kind = RHUMB_TERM_LITERAL, .text = {"a", 1}, .datatype = odd};
  const RhumbQuad quads[] = {
      {.subject = rhumb_iri(odd),
       .predicate = rhumb_iri(good),
       .object = rhumb_iri(good)},
      {.subject = rhumb_iri(good),
       .predicate = rhumb_iri(odd),
       .object = rhumb_iri(good)},
      {.subject = rhumb_iri(good),
       .predicate = rhumb_iri(good),
       .object = rhumb_iri(odd)},
      {.subject = rhumb_iri(good),
       .predicate = rhumb_iri(good),
       .object = text},
  };
  for (size_t i = 0; i < RHUMB_COUNT(quads); ++i) {
    Reports reports = {0};
    const RhumbDiag diag = {keep_report, &reports};
    RhumbOutputs *const outputs = rhumb_outputs_new();
    RhumbSinkSpec spec = {.syntax = rhumb_syntax_find(RHUMB_STR("rj"))};
    RhumbSink *sink = NULL;
    assert_int_equal(
        rhumb_outputs_open(&spec.output, outputs, path, (RhumbLoc){0}, &diag),
        RHUMB_OK);
    assert_int_equal(rhumb_sink_open(&sink, &spec, &diag), RHUMB_OK);
    assert_int_equal(rhumb_sink_put(sink, &quads[i], &diag), RHUMB_ERR_VALUE);
    assert_non_null(strstr(reports.text, "IRI with U+0000"));
    rhumb_sink_close(sink);
    rhumb_outputs_discard(outputs);
  }
}

// The table of syntaxes --------------------------------------------------

static void
test_syntaxes(void **const state)
{
  (void)state;
  static const struct {
    const char *name, *path, *found;
  } cases[] = {
      {"turtle", "a.ttl", "turtle"},
      {"text/turtle", "dir.nq/a.TTL", "turtle"},
      {"nt", "a.b.nt", "ntriples"},
      {"nquads", "-.nq", "nquads"},
      {"owl", "a.owl", "rdfxml"},
      {"rdfxml", "a.xml", "rdfxml"},
      {"rj", "a.rj", "rj"},
      {"json", "a.json", "jsonld"},
      {"application/rdf+json", "a.RJ", "rj"},
      {"trig", "a.trig", "trig"},
      {"application/ld+json", "a.jsonld", "jsonld"},
      {"svg", "a.svg", NULL},
      {"", "ttl", NULL},
      {"tur", "dir.ttl/a", NULL},
  };
  for (size_t i = 0; i < RHUMB_COUNT(cases); ++i) {
    const RhumbSyntax *const named =
        rhumb_syntax_find(rhumb_str(cases[i].name));
    const RhumbSyntax *const of =
        rhumb_syntax_of_path(rhumb_str(cases[i].path));
    assert_ptr_equal(named, of);
    assert_int_equal(named != NULL, cases[i].found != NULL);
    if (named) {
      assert_string_equal(named->name, cases[i].found);
    }
  }
  assert_string_equal(rhumb_syntax_of_path(RHUMB_STR("a.nt.gz"))->name,
                      "ntriples");
}

// Lines ----------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *line;
  bool is_triple; ///< A line of N-Triples
  bool is_quad;   ///< Of N-Quads
} LineCase;

// clang-format off
static LineCase line_cases[] = {
  {"nothing",          "", true, true},
  {"blanks",           " \t\r", true, true},
  {"comment",          "  # <a:b", true, true},
  {"version",          "VERSION \"1.2\"", true, true},
  {"triple",           "<a:b> <a:c> <a:d> .", true, true},
  {"no blanks",        "<a:b><a:c><a:d>.", true, true},
  {"text",             "<a:b> <a:c> \"x\\\" .\\\\\" .", true, true},
  {"language",         "<a:b> <a:c> \"x\"@en-US.", true, true},
  {"direction",        "<a:b> <a:c> \"x\"@ar--rtl _:g .", false, true},
  {"datatype",         "<a:b> <a:c> \"2\"^^<a:int> .", true, true},
  {"label",            "_:b.x <a:c> _:b.y. # end", true, true},
  {"graph",            "<a:b> <a:c> <a:d> <a:g> .", false, true},
  {"triple term",      "<a:b> <a:c> <<( _:x <a:c> \"t\" )>> .", true, true},
  {"in another",       "<a:b> <a:c> <<(<a:b> <a:c> <<(_:x <a:c> \"t\"@en)>>)>>.", true, true},
  {"two terms",        "<a:b> <a:c> .", false, false},
  {"five terms",       "<a:b> <a:c> <a:d> <a:e> <a:f> .", false, false},
  {"no full stop",     "<a:b> <a:c> <a:d>", false, false},
  {"more behind it",   "<a:b> <a:c> <a:d> . <a:e>", false, false},
  {"open text",        "<a:b> <a:c> \"x.", false, false},
  {"escaped end",      "<a:b> <a:c> \"x\\\".", false, false},
  {"open IRI",         "<a:b> <a:c> <a:d .", false, false},
  {"blank in IRI",     "<a:b> <a:c> <a d> .", false, false},
  {"no datatype",      "<a:b> <a:c> \"2\"^^ .", false, false},
  {"open triple term", "<a:b> <a:c> <<( <a:b> <a:c> <a:d> .", false, false},
  {"no label",         "_: <a:c> <a:d> .", false, false},
  {"label of stops",   "_:.. <a:c> <a:d> .", false, false},
  {"prefixed names",   "a:b a:c a:d .", false, false},
  {"prefix",           "@prefix a: <a:> .", false, false},
  {"not UTF-8",        "<a:b> <a:c> \"\xFF\" .", false, false},
  {"escapes",          "<a:b> <a:c> \"\\t\\b\\n\\r\\f\\\"\\'\\\\\\u00e9\\U0001F600\".", true, true},
  {"version in comment", "VERSION \"1.2-basic\" # so", true, true},
  {"text as subject",  "\"a\" <a:b> _:c .", false, false},
  {"label as predicate", "_:a _:b _:c .", false, false},
  {"text as predicate", "_:a \"b\" _:c .", false, false},
  {"text as graph",    "<a:b> <a:c> <a:d> \"g\" .", false, false},
  {"triple term as subject", "<<( <a:b> <a:c> <a:d> )>> <a:c> <a:d> .", false, false},
  {"triple term as graph", "<a:b> <a:c> <a:d> <<( <a:b> <a:c> <a:d> )>> .", false, false},
  {"text as subject in a triple term", "<a:b> <a:c> <<( \"x\" <a:c> <a:d> )>> .", false, false},
  {"two terms in a triple term", "<a:b> <a:c> <<( <a:b> <a:c> )>> .", false, false},
  {"four terms in a triple term", "<a:b> <a:c> <<( <a:b> <a:c> <a:d> <a:e> )>> .", false, false},
  {"graph behind a triple term", "<a:b> <a:c> <<( <a:b> <a:c> <a:d> )>> <a:g> .", false, true},
  {"no escape",        "<a:b> <a:c> \"x\\q\" .", false, false},
  {"half a character", "<a:b> <a:c> \"\\uD800\" .", false, false},
  {"no character",     "<a:b> <a:c> \"\\U00110000\" .", false, false},
  {"short escape",     "<a:b> <a:c> \"\\u12\" .", false, false},
  {"version without quotes", "VERSION 1.2", false, false},
  {"version and more", "VERSION \"1.2\" .", false, false},
  {"words",            "what was there before", false, false},
};
// clang-format on

static void
test_line(void **const state)
{
  const LineCase *const c = (const LineCase *)*state;
  const RhumbStr line = rhumb_str(c->line);
  const RhumbSyntax *const triples = rhumb_syntax_find(RHUMB_STR("nt"));
  const RhumbSyntax *const quads = rhumb_syntax_find(RHUMB_STR("nq"));
  assert_int_equal(rhumb_syntax_has_line(triples, line), c->is_triple);
  assert_int_equal(rhumb_syntax_has_line(quads, line), c->is_quad);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_syntaxes),
      cmocka_unit_test(test_cut_characters),
      cmocka_unit_test(test_null_in_iri),
  };
  const char *const chosen = getenv("TMPDIR");
  (void)snprintf(path,
                 sizeof(path),
                 "%s/rhumb-sink-%ld",
                 chosen && strlen(chosen) < 40 ? chosen : "/tmp",
                 (long)getpid());
  int failed = 0;
  RUN_TABLE("output", output_cases, test_output);
  RUN_TABLE("graph", graph_cases, test_graph);
  RUN_TABLE("refused", refused_cases, test_refused);
  RUN_TABLE("lines", line_cases, test_line);
  failed += cmocka_run_group_tests_name("sink", tests, NULL, NULL);
  return failed;
}

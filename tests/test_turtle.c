// SPDX-License-Identifier: ISC

/// Blank nodes that Turtle and TriG write without a label. Every blank node of
/// a case whose label begins with "o" is its row's own; a case is one row.
///
/// As a program it writes the quads of a file, which stand there as
/// tests/readback/rewrite.py has them, as if all of them were one row:
///
///     test_turtle turtle|trig INPUT OUTPUT

#include "io/file.h"
#include "sink/sink.h"
#include "support.h"
#include "term/rdf.h"

#include <stdlib.h>
#include <unistd.h>

#define RDF   "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define SPO   "<http://e/s> <http://e/p> "
#define P     " <http://e/p> "
#define FIRST " <" RDF "first> "
#define REST  " <" RDF "rest> "
#define NIL   "<" RDF "nil>"
#define HEAD  "@prefix e: <http://e/> .\n\n"

/// A sink on its way, and which blank nodes are the row's own
typedef struct {
  RhumbSink *sink;
  const RhumbDiag *diag;
  const char *own; ///< What their labels begin with
  uint64_t row;    ///< 0: a row for each quad
  uint64_t n_quads;
} Way;

static void
mark(const Way *const way, RhumbTerm *const term)
{
  term->is_of_row = term->kind == RHUMB_TERM_BLANK &&
                    rhumb_str_starts(term->text, rhumb_str(way->own));
}

static RhumbStatus
put(void *const handle, const RhumbQuad *const quad)
{
  Way *const way = (Way *)handle;
  RhumbQuad marked = *quad;
  mark(way, &marked.subject);
  mark(way, &marked.object);
  mark(way, &marked.graph);
  marked.row = way->row ? way->row : ++way->n_quads;
  return rhumb_sink_put(way->sink, &marked, way->diag);
}

/// Read a text, and put what it says
typedef RhumbStatus
Reader(const RhumbText *text,
       const RhumbQuadHandler *to,
       const RhumbDiag *diag);

static RhumbStatus
read_nquads(const RhumbText *const text,
            const RhumbQuadHandler *const to,
            const RhumbDiag *const diag)
{
  return rhumb_rdf_read(text, "nquads", RHUMB_STR("http://b/"), NULL, to, diag);
}

/// Write what a text says, with the prefix e:
static RhumbStatus
rewrite(const RhumbText *const input,
        Reader *const read,
        const char *const syntax,
        const char *const path,
        Way way)
{
  RhumbArena arena = {0};
  RhumbPrefixes prefixes = {.arena = &arena};
  const RhumbLoc none = {0};
  (void)rhumb_prefixes_add(
      &prefixes, RHUMB_STR("e"), RHUMB_STR("http://e/"), none);
  (void)rhumb_prefixes_find(&prefixes, RHUMB_STR("e"));
  RhumbOutputs *const outputs = rhumb_outputs_new();
  RhumbSinkSpec spec = {.syntax = rhumb_syntax_find(rhumb_str(syntax)),
                        .prefixes = &prefixes};
  RhumbStatus status =
      rhumb_outputs_open(&spec.output, outputs, path, (RhumbLoc){0}, way.diag);
  if (status == RHUMB_OK) {
    status = rhumb_sink_open(&way.sink, &spec, way.diag);
  }
  if (status == RHUMB_OK) {
    const RhumbQuadHandler to = {put, &way};
    status = read(input, &to, way.diag);
  }
  if (status == RHUMB_OK) {
    status = rhumb_sink_finish(way.sink, way.diag);
  }
  rhumb_sink_close(way.sink);
  if (status == RHUMB_OK) {
    status = rhumb_outputs_commit(outputs, way.diag);
  } else {
    rhumb_outputs_discard(outputs);
  }
  rhumb_arena_free(&arena);
  return status;
}

// Cases ------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *input;
  const char *expected;
} NodeCase;

// clang-format off
static NodeCase node_cases[] = {
  {"used once", SPO "_:o .\n_:o" P "\"1\" .\n_:o" P "\"2\" .\n_:o <http://e/q> \"3\" .\n",
   HEAD "e:s e:p [\n        e:p \"1\", \"2\" ;\n        e:q \"3\"\n    ] .\n"},
  {"used once, of all", SPO "_:a .\n_:a" P "\"1\" .\n",
   HEAD "e:s e:p _:a .\n\n_:a e:p \"1\" .\n"},
  {"never used", "_:o" P "\"1\" .\n_:o <http://e/q> \"2\" .\n",
   HEAD "[] e:p \"1\" ;\n    e:q \"2\" .\n"},
  {"never used, and torn", "_:o" P "\"1\" .\n" SPO "\"1\" .\n_:o" P "\"2\" .\n",
   HEAD "[] e:p \"1\", \"2\" .\n\ne:s e:p \"1\" .\n"},
  {"used twice", SPO "_:o .\n<http://e/t>" P "_:o .\n_:o" P "\"1\" .\n",
   HEAD "e:s e:p _:o .\n\ne:t e:p _:o .\n\n_:o e:p \"1\" .\n"},
  {"nothing is said of it", SPO "_:o .\n", HEAD "e:s e:p [] .\n"},
  {"said before it is used", "_:o" P "\"1\" .\n" SPO "_:o .\n",
   HEAD "e:s e:p [\n        e:p \"1\"\n    ] .\n"},
  {"one in another", SPO "_:o .\n_:o" P "_:o2 .\n_:o2" P "\"1\" .\n",
   HEAD "e:s e:p [\n        e:p [\n            e:p \"1\"\n        ]\n    ] .\n"},
  {"of itself", "_:o" P "_:o .\n", HEAD "_:o e:p _:o .\n"},
  {"a cycle", "_:o1" P "_:o2 .\n_:o2" P "_:o1 .\n_:o2" P "_:o3 .\n",
   HEAD "_:o1 e:p _:o2 .\n\n_:o2 e:p _:o1, _:o3 .\n"},
  {"a list", SPO "_:o1 .\n_:o1" FIRST "\"1\" .\n_:o1" REST "_:o2 .\n_:o2" FIRST "_:o3 .\n_:o2" REST NIL " .\n_:o3" P "\"x\" .\n",
   HEAD "e:s e:p ( \"1\" [\n        e:p \"x\"\n    ] ) .\n"},
  {"a list of lists", SPO "_:o1 .\n_:o1" FIRST "_:o2 .\n_:o1" REST NIL " .\n_:o2" REST NIL " .\n_:o2" FIRST "\"1\" .\n",
   HEAD "e:s e:p ( ( \"1\" ) ) .\n"},
  {"a list that is used twice", SPO "_:o1 .\n<http://e/t>" P "_:o1 .\n_:o1" FIRST "\"1\" .\n_:o1" REST NIL " .\n",
   HEAD "e:s e:p _:o1 .\n\ne:t e:p _:o1 .\n\n_:o1 <" RDF "first> \"1\" ;\n    <" RDF "rest> () .\n"},
  {"a list with more", SPO "_:o1 .\n_:o1" FIRST "\"1\" .\n_:o1" REST NIL " .\n_:o1" P "\"2\" .\n",
   HEAD "e:s e:p [\n        <" RDF "first> \"1\" ;\n        <" RDF "rest> () ;\n        e:p \"2\"\n    ] .\n"},
  {"a list without an end", SPO "_:o1 .\n_:o1" FIRST "\"1\" .\n_:o1" REST "_:o2 .\n",
   HEAD "e:s e:p [\n        <" RDF "first> \"1\" ;\n        <" RDF "rest> []\n    ] .\n"},
  {"a list that is a subject", "_:o1" FIRST "\"1\" .\n_:o1" P "\"x\" .\n_:o1" REST "_:o2 .\n_:o2" FIRST "_:o3 .\n_:o2" REST NIL " .\n_:o3" P "\"y\" .\n_:o1" P "\"z\" .\n",
   HEAD "( \"1\" [\n    e:p \"y\"\n] ) e:p \"x\", \"z\" .\n"},
  {"a list that is a subject, in a graph", "_:o1" FIRST "\"1\" <http://e/g> .\n_:o1" P "\"x\" <http://e/g> .\n_:o1" REST NIL " <http://e/g> .\n",
   HEAD "e:g {\n    ( \"1\" ) e:p \"x\" .\n}\n"},
  {"a list of which nothing is said", "_:o1" FIRST "\"1\" .\n_:o1" REST "_:o2 .\n_:o2" FIRST "\"2\" .\n_:o2" REST NIL " .\n",
   HEAD "[] <" RDF "first> \"1\" ;\n    <" RDF "rest> ( \"2\" ) .\n"},
  {"a subject with two firsts", "_:o1" FIRST "\"1\" .\n_:o1" FIRST "\"2\" .\n_:o1" REST NIL " .\n",
   HEAD "[] <" RDF "first> \"1\", \"2\" ;\n    <" RDF "rest> () .\n"},
  {"a subject whose rest is used twice", "_:o1" FIRST "\"1\" .\n_:o1" P "_:o2 .\n_:o1" REST "_:o2 .\n_:o2" FIRST "\"2\" .\n_:o2" REST NIL " .\n",
   HEAD "[] <" RDF "first> \"1\" ;\n    e:p _:o2 ;\n    <" RDF "rest> _:o2 .\n\n_:o2 <" RDF "first> \"2\" ;\n    <" RDF "rest> () .\n"},
  {"a subject that goes on beside its rest", "_:o1" FIRST "\"1\" .\n_:o1" REST "_:o2 .\n_:o1" P "\"x\" .\n_:o2" FIRST "\"2\" .\n",
   HEAD "[] <" RDF "first> \"1\" ;\n    <" RDF "rest> [\n        <" RDF "first> \"2\"\n    ] ;\n    e:p \"x\" .\n"},
  {"the list of nothing", NIL P NIL " .\n", HEAD "() e:p () .\n"},
  {"the list of nothing, as a graph", NIL P "\"1\" " NIL " .\n", HEAD "<" RDF "nil> {\n    () e:p \"1\" .\n}\n"},
  {"in two graphs", SPO "_:o <http://e/g> .\n_:o" P "\"1\" .\n",
   HEAD "e:g {\n    e:s e:p _:o .\n}\n\n_:o e:p \"1\" .\n"},
  {"never used, in two graphs", "_:o" P "\"1\" .\n_:o" P "\"1\" <http://e/g> .\n",
   HEAD "_:o e:p \"1\" .\n\ne:g {\n    _:o e:p \"1\" .\n}\n"},
  {"in one graph", SPO "_:o <http://e/g> .\n_:o" P "\"1\" <http://e/g> .\n",
   HEAD "e:g {\n    e:s e:p [\n            e:p \"1\"\n        ] .\n}\n"},
  {"a graph's name", SPO "\"1\" _:o .\n" SPO "_:o .\n",
   HEAD "_:o {\n    e:s e:p \"1\" .\n}\n\ne:s e:p _:o .\n"},
};
// clang-format on

static char path[64];

static const RhumbText *
written(RhumbArena *const arena, const RhumbDiag *const diag)
{
  const RhumbText *text = NULL;
  const RhumbLoc none = {0};
  assert_int_equal(rhumb_file_read(&text, arena, path, none, diag), RHUMB_OK);
  (void)unlink(path);
  return text;
}

static void
test_node(void **const state)
{
  const NodeCase *const c = (const NodeCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbText input = {"in.nq", rhumb_str(c->input)};
  assert_int_equal(
      rewrite(&input, read_nquads, "trig", path, (Way){NULL, &diag, "o", 1, 0}),
      RHUMB_OK);
  assert_string_equal(written(&arena, &diag)->text.data, c->expected);
  assert_string_equal(reports.text, "");
  rhumb_arena_free(&arena);
}

/// Here each quad is a row: what is held of one is written before the next
static void
test_rows(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const RhumbText input = {
      "in.nq", RHUMB_STR(SPO "_:o .\n" SPO "_:a .\n_:o" P "\"1\" .\n")};
  assert_int_equal(
      rewrite(
          &input, read_nquads, "turtle", path, (Way){NULL, &diag, "o", 0, 0}),
      RHUMB_OK);
  assert_string_equal(written(&arena, &diag)->text.data,
                      HEAD "e:s e:p [], _:a .\n\n[] e:p \"1\" .\n");
  rhumb_arena_free(&arena);
}

/// Return a chain of `count` nodes, each the object of the one before
static RhumbStr
chain(RhumbArena *const arena,
      const unsigned count,
      const char *const predicate,
      const char *const end)
{
  RhumbBuf text = {0};
  rhumb_buf_puts(&text, SPO "_:o1 .\n");
  for (unsigned i = 1; i < count; ++i) {
    rhumb_buf_format(&text,
                     "_:o%u" FIRST "\"%u\" .\n_:o%u%s_:o%u .\n",
                     i,
                     i,
                     i,
                     predicate,
                     i + 1);
  }
  rhumb_buf_format(&text, "_:o%u" FIRST "\"x\" .\n%s", count, end);
  return rhumb_buf_keep(&text, arena);
}

static size_t
count_of(const RhumbStr text, const char *const sub)
{
  size_t count = 0;
  for (size_t at = rhumb_str_find(text, rhumb_str(sub), 0); at != SIZE_MAX;
       at = rhumb_str_find(text, rhumb_str(sub), at + 1)) {
    ++count;
  }
  return count;
}

/// Deep nesting is cut by labels, long lists are not
static void
test_depth(void **const state)
{
  (void)state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbArena arena = {0};
  const Way way = {NULL, &diag, "o", 1, 0};
  const RhumbText deep = {"in.nq", chain(&arena, 34, P, "")};
  assert_int_equal(rewrite(&deep, read_nquads, "turtle", path, way), RHUMB_OK);
  assert_int_equal(count_of(written(&arena, &diag)->text, "_:o"), 4);

  const char *const end = "_:o20000" REST NIL " .\n";
  const RhumbText list = {"in.nq", chain(&arena, 20000, REST, end)};
  assert_int_equal(rewrite(&list, read_nquads, "turtle", path, way), RHUMB_OK);
  const RhumbStr text = written(&arena, &diag)->text;
  assert_int_equal(count_of(text, "_:o"), 0);
  assert_true(rhumb_str_starts(text, RHUMB_STR(HEAD "e:s e:p ( \"1\" \"2\" ")));
  rhumb_arena_free(&arena);
}

// The program ------------------------------------------------------------

static void
print_report(void *const handle, const RhumbReport *const report)
{
  (void)handle;
  (void)fprintf(stderr, "%s\n", report->message);
}

/// Cut the next text off, which stands behind its length and a colon
static RhumbStr
cut(RhumbStr *const rest)
{
  uint64_t len = 0;
  assert_true(rhumb_str_number(rhumb_str_cut(rest, ':'), rest->len, &len));
  const RhumbStr text = rhumb_str_slice(*rest, 0, (size_t)len);
  *rest = rhumb_str_from(*rest, (size_t)len);
  return text;
}

static RhumbTerm
cut_term(RhumbStr *const rest)
{
  static const RhumbTermKind kinds[] = {
      ['d'] = RHUMB_TERM_NONE,
      ['i'] = RHUMB_TERM_IRI,
      ['b'] = RHUMB_TERM_BLANK,
      ['l'] = RHUMB_TERM_LITERAL,
  };
  const unsigned char kind = (unsigned char)cut(rest).data[0];
  assert_true(kind < RHUMB_COUNT(kinds));
  RhumbTerm term = {.kind = kinds[kind]};
  term.text = cut(rest);
  term.language = cut(rest);
  term.datatype = cut(rest);
  return term;
}

static RhumbStatus
read_terms(const RhumbText *const text,
           const RhumbQuadHandler *const to,
           const RhumbDiag *const diag)
{
  (void)diag;
  RhumbStatus status = RHUMB_OK;
  RhumbStr rest = text->text;
  while (status == RHUMB_OK && rest.len) {
    RhumbQuad quad = {0};
    quad.subject = cut_term(&rest);
    quad.predicate = cut_term(&rest);
    quad.object = cut_term(&rest);
    quad.graph = cut_term(&rest);
    status = to->put(to->handle, &quad);
  }
  return status;
}

static int
rewrite_file(char *const argv[])
{
  const RhumbDiag diag = {print_report, NULL};
  RhumbArena arena = {0};
  const RhumbText *input = NULL;
  RhumbStatus status =
      rhumb_file_read(&input, &arena, argv[2], (RhumbLoc){0}, &diag);
  if (status == RHUMB_OK) {
    status = rewrite(
        input, read_terms, argv[1], argv[3], (Way){NULL, &diag, "", 1, 0});
  }
  rhumb_arena_free(&arena);
  return status == RHUMB_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main(const int argc, char *argv[])
{
  if (argc == 4) {
    return rewrite_file(argv);
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_rows),
      cmocka_unit_test(test_depth),
  };
  const char *const chosen = getenv("TMPDIR");
  (void)snprintf(path,
                 sizeof(path),
                 "%s/rhumb-turtle-%ld",
                 chosen && strlen(chosen) < 40 ? chosen : "/tmp",
                 (long)getpid());
  int failed = 0;
  RUN_TABLE("node", node_cases, test_node);
  failed += cmocka_run_group_tests_name("turtle", tests, NULL, NULL);
  return failed;
}

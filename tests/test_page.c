// SPDX-License-Identifier: ISC

/// Pages against rhumb_sink_put(): the same quads, and of one page the same
/// bytes; by several threads at once.

#include "io/file.h"
#include "page_support.h"
#include "quad_support.h"
#include "support.h"
#include "term/rdf.h"

#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static char path[64];

// Documents --------------------------------------------------------------

/// A sink, and what comes out of it
typedef struct {
  RhumbArena arena;
  RhumbPrefixes prefixes;
  const RhumbSyntax *syntax;
  RhumbOutputs *outputs;
  RhumbSink *sink;
  Reports reports;
  RhumbDiag diag;
} Document;

static void
open_document(Document *const out, const char *const syntax)
{
  static const RhumbLoc somewhere = {0};
  *out = (Document){0};
  out->diag = (RhumbDiag){keep_report, &out->reports};
  out->prefixes.arena = &out->arena;
  (void)rhumb_prefixes_add(
      &out->prefixes, RHUMB_STR("e"), RHUMB_STR("http://e/"), somewhere);
  (void)rhumb_prefixes_find(&out->prefixes, RHUMB_STR("e"));
  out->outputs = rhumb_outputs_new();
  out->syntax = rhumb_syntax_find(rhumb_str(syntax));
  RhumbSinkSpec spec = {.syntax = out->syntax, .prefixes = &out->prefixes};
  assert_int_equal(rhumb_outputs_open(
                       &spec.output, out->outputs, path, somewhere, &out->diag),
                   RHUMB_OK);
  assert_int_equal(rhumb_sink_open(&out->sink, &spec, &out->diag), RHUMB_OK);
}

/// Finish it; return what it is, which goes with it
static RhumbStr
finish_document(Document *const document)
{
  const RhumbDiag *const diag = &document->diag;
  const RhumbText *text = NULL;
  assert_int_equal(rhumb_sink_finish(document->sink, diag), RHUMB_OK);
  assert_int_equal(rhumb_outputs_commit(document->outputs, diag), RHUMB_OK);
  assert_int_equal(
      rhumb_file_read(&text, &document->arena, path, (RhumbLoc){0}, diag),
      RHUMB_OK);
  assert_string_equal(document->reports.text, "");
  document->outputs = NULL;
  (void)unlink(path);
  return text->text;
}

static void
close_document(Document *const document)
{
  rhumb_sink_close(document->sink);
  rhumb_outputs_discard(document->outputs);
  rhumb_arena_free(&document->arena);
}

static RhumbQuad
quad_of(const RhumbQuadView *const view)
{
  return (RhumbQuad){.subject = *view->subject,
                     .predicate = *view->predicate,
                     .object = *view->object,
                     .graph = *view->graph,
                     .origin = view->origin,
                     .row = view->row};
}

/// Put the quads from `start` up to `end` one by one
static void
put_quads(const Document *const document,
          const World *const world,
          const size_t start,
          const size_t end)
{
  for (size_t i = start; i < end; ++i) {
    const RhumbQuad quad = quad_of(&world->quads.items[i]);
    assert_int_equal(rhumb_sink_put(document->sink, &quad, &document->diag),
                     RHUMB_OK);
  }
}

/// Return the text of a page of them
static RhumbStr
fill_page(RhumbPage *const page,
          const World *const world,
          const size_t start,
          const size_t end,
          const RhumbDiag *const diag)
{
  rhumb_page_begin(page);
  for (size_t i = start; i < end; ++i) {
    if (rhumb_page_put_quad(page, &world->quads.items[i], diag) != RHUMB_OK) {
      return RHUMB_STR("refused");
    }
  }
  return rhumb_page_end(page);
}

/// Return where the `n_rows` rows end that begin at `at`
static size_t
skip_rows(const World *const world, size_t at, const uint64_t n_rows)
{
  const RhumbQuadView *const quads = world->quads.items;
  const uint64_t last = at < world->quads.count ? quads[at].row + n_rows : 0;
  while (at < world->quads.count && quads[at].row < last) {
    ++at;
  }
  return at;
}

/// Write pages of `n_rows` rows each
static void
write_pages(const Document *const document,
            const World *const world,
            const unsigned n_rows)
{
  RhumbPage *const page = rhumb_page_new(document->sink);
  for (size_t at = 0; at < world->quads.count;) {
    const size_t end = skip_rows(world, at, n_rows);
    rhumb_sink_write(document->sink,
                     fill_page(page, world, at, end, &document->diag));
    at = end;
  }
  rhumb_page_free(page);
}

/// Write one page with a break behind each `n_rows` rows
static void
write_broken(const Document *const document,
             const World *const world,
             const unsigned n_rows)
{
  RhumbPage *const page = rhumb_page_new(document->sink);
  rhumb_page_begin(page);
  for (size_t at = 0; at < world->quads.count;) {
    const size_t end = skip_rows(world, at, n_rows);
    for (; at < end; ++at) {
      assert_int_equal(
          rhumb_page_put_quad(page, &world->quads.items[at], &document->diag),
          RHUMB_OK);
    }
    rhumb_page_break(page);
  }
  rhumb_sink_write(document->sink, rhumb_page_end(page));
  rhumb_page_free(page);
}

static void
assert_same(const RhumbStr one, const RhumbStr other)
{
  size_t at = 0;
  while (at < one.len && at < other.len && one.data[at] == other.data[at]) {
    ++at;
  }
  if (at < one.len || at < other.len) {
    const size_t from = at < 200 ? 0 : at - 200;
    print_message("differ at %zu:\n%.*s\n---\n%.*s\n",
                  at,
                  (int)(one.len - from < 400 ? one.len - from : 400),
                  one.data + from,
                  (int)(other.len - from < 400 ? other.len - from : 400),
                  other.data + from);
    fail();
  }
}

// Bytes ------------------------------------------------------------------

typedef struct {
  const char *name;
  const char *syntax;
  unsigned n_rows; ///< In a page
} PageCase;

// clang-format off
static PageCase page_cases[] = {
    {"N-Triples, a row each", "ntriples", 1},
    {"N-Triples, 7 rows each", "ntriples", 7},
    {"N-Triples, all in one", "ntriples", N_ROWS},
    {"N-Quads, a row each", "nquads", 1},
    {"N-Quads, 2 rows each", "nquads", 2},
    {"N-Quads, all in one", "nquads", N_ROWS},
    {"Turtle, a row each", "turtle", 1},
    {"Turtle, 7 rows each", "turtle", 7},
    {"Turtle, all in one", "turtle", N_ROWS},
    {"TriG, a row each", "trig", 1},
    {"TriG, 2 rows each", "trig", 2},
    {"TriG, all in one", "trig", N_ROWS},
    {"JSON-LD, a row each", "jsonld", 1},
    {"JSON-LD, 7 rows each", "jsonld", 7},
    {"JSON-LD, all in one", "jsonld", N_ROWS},
};

static PageCase read_cases[] = {
    {"N-Triples", "ntriples", 2},
    {"N-Quads", "nquads", 7},
    {"Turtle", "turtle", 2},
    {"TriG", "trig", 7},
};

static PageCase thread_cases[] = {
    {"N-Quads", "nquads", 1},
    {"TriG", "trig", 1},
    {"JSON-LD", "jsonld", 1},
};
// clang-format on

/// What stands around the quads of a document
typedef struct {
  const char *syntax;
  const char *between; ///< Pages
  const char *empty;   ///< The end of a document without quads
  const char *end;
  bool has_1_2; ///< It has what RDF 1.2 brought, and odd IRIs
} Frame;

static const Frame frames[] = {
    {"jsonld", ",", "]\n}\n", "\n  ]\n}\n", false},
    {NULL, "", "", "", true},
};

static const Frame *
frame_of(const char *const syntax)
{
  const Frame *frame = frames;
  while (frame->syntax && strcmp(frame->syntax, syntax) != 0) {
    ++frame;
  }
  return frame;
}

/// Append the document that quads are, put one by one
static void
put_document(RhumbBuf *const out,
             const char *const syntax,
             const World *const world,
             const size_t start,
             const size_t end)
{
  Document document;
  open_document(&document, syntax);
  put_quads(&document, world, start, end);
  rhumb_buf_put(out, finish_document(&document));
  close_document(&document);
}

/// Append what pages of these quads should be: each is its own document,
/// without what stands around it
static void
put_expected(RhumbBuf *const out, const PageCase *const c, World *const world)
{
  const Frame *const frame = frame_of(c->syntax);
  RhumbBuf part = {0};
  put_document(&part, c->syntax, world, 0, 0);
  assert_true(rhumb_str_ends(rhumb_buf_str(&part), rhumb_str(frame->empty)));
  const size_t head = part.len - strlen(frame->empty);
  rhumb_buf_put(out, rhumb_str_slice(rhumb_buf_str(&part), 0, head));
  for (size_t at = 0; at < world->quads.count;) {
    const size_t end = skip_rows(world, at, c->n_rows);
    part.len = 0;
    put_document(&part, c->syntax, world, at, end);
    rhumb_buf_puts(out, at ? frame->between : "");
    rhumb_buf_put(out,
                  rhumb_str_slice(rhumb_buf_str(&part),
                                  head,
                                  part.len - strlen(frame->end)));
    at = end;
  }
  rhumb_buf_puts(out, frame->end);
  rhumb_buf_free(&part);
}

static void
test_bytes(void **const state)
{
  static void (*const ways[])(const Document *, const World *, unsigned) = {
      write_pages, write_broken};
  const PageCase *const c = (const PageCase *)*state;
  const bool is_odd = frame_of(c->syntax)->has_1_2;
  for (unsigned seed = 0; seed < 6; ++seed) {
    World world;
    Document document;
    RhumbBuf expected = {0};
    make_world(&world, seed, c->syntax, is_odd && seed % 2);
    put_expected(&expected, c, &world);
    for (size_t i = 0; i < RHUMB_COUNT(ways); ++i) {
      open_document(&document, c->syntax);
      ways[i](&document, &world, c->n_rows);
      assert_same(finish_document(&document), rhumb_buf_str(&expected));
      close_document(&document);
    }
    rhumb_buf_free(&expected);
    free_world(&world);
  }
}

// Read back --------------------------------------------------------------

typedef struct {
  RhumbBuf text;
  RHUMB_LIST(size_t) starts; ///< Of the lines
} Lines;

/// Labels are the writer's, and the reader's
static void
forget_label(RhumbTerm *const term)
{
  if (term->kind == RHUMB_TERM_BLANK) {
    term->text = RHUMB_STR("x");
  }
}

static RhumbStatus
put_line(void *const handle, const RhumbQuad *const quad)
{
  Lines *const lines = (Lines *)handle;
  RhumbQuad line = *quad;
  forget_label(&line.subject);
  forget_label(&line.object);
  RHUMB_PUSH(&lines->starts, lines->text.len);
  put_quad(&lines->text, &line);
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

static void
sort_lines(const Lines *const lines)
{
  sorted_lines = lines;
  if (lines->starts.count) {
    qsort(lines->starts.items,
          lines->starts.count,
          sizeof(size_t),
          compare_lines);
  }
  sorted_lines = NULL;
}

static void
free_lines(Lines *const lines)
{
  free(lines->starts.items);
  rhumb_buf_free(&lines->text);
}

/// A document says these quads, in any order
static void
assert_says(const RhumbStr document,
            const char *const syntax,
            World *const world)
{
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  Lines before = {0};
  Lines after = {0};
  for (size_t i = 0; i < world->quads.count; ++i) {
    const RhumbQuad quad = quad_of(&world->quads.items[i]);
    assert_int_equal(put_line(&before, &quad), RHUMB_OK);
  }
  const RhumbText text = {"page", document};
  const RhumbQuadHandler to = {put_line, &after};
  assert_int_equal(
      rhumb_rdf_read(&text, syntax, RHUMB_STR("http://b/"), NULL, &to, &diag),
      RHUMB_OK);
  sort_lines(&before);
  sort_lines(&after);
  assert_int_equal(before.starts.count, after.starts.count);
  for (size_t i = 0; i < before.starts.count; ++i) {
    assert_string_equal(before.text.data + before.starts.items[i],
                        after.text.data + after.starts.items[i]);
  }
  free_lines(&before);
  free_lines(&after);
}

/// Pages of so many rows, between stretches that are put quad by quad
static void
write_in_turns(const Document *const document,
               World *const world,
               const unsigned n_rows)
{
  RhumbPage *const page = rhumb_page_new(document->sink);
  for (size_t at = 0; at < world->quads.count;) {
    const size_t end = skip_rows(world, at, n_rows);
    if (below(world, 2)) {
      put_quads(document, world, at, end);
    } else {
      rhumb_sink_write(document->sink,
                       fill_page(page, world, at, end, &document->diag));
    }
    at = end;
  }
  rhumb_page_free(page);
}

static void
test_read(void **const state)
{
  const PageCase *const c = (const PageCase *)*state;
  for (unsigned seed = 0; seed < 6; ++seed) {
    World world;
    Document document;
    make_world(&world, seed, c->syntax, false);
    open_document(&document, c->syntax);
    if (seed % 2) {
      write_pages(&document, &world, c->n_rows);
    } else {
      write_in_turns(&document, &world, c->n_rows);
    }
    assert_says(
        finish_document(&document), document.syntax->raptor_name, &world);
    close_document(&document);
    free_world(&world);
  }
}

// Threads ----------------------------------------------------------------

enum { N_THREADS = 4 };

/// Makes every N_THREADS-th page, of a row each
typedef struct {
  const World *world;
  const Document *document;
  RhumbBuf *texts; ///< By page
  unsigned number;
  pthread_t thread;
} Worker;

static void *
work(void *const handle)
{
  const Worker *const worker = (const Worker *)handle;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  RhumbPage *const page = rhumb_page_new(worker->document->sink);
  size_t n_pages = 0;
  for (size_t at = 0; at < worker->world->quads.count; ++n_pages) {
    const size_t end = skip_rows(worker->world, at, 1);
    if (n_pages % N_THREADS == worker->number) {
      rhumb_buf_put(&worker->texts[n_pages],
                    fill_page(page, worker->world, at, end, &diag));
    }
    at = end;
  }
  rhumb_page_free(page);
  return NULL;
}

static void
test_threads(void **const state)
{
  const PageCase *const c = (const PageCase *)*state;
  World world;
  Document document;
  RhumbBuf expected = {0};
  RhumbBuf texts[N_ROWS] = {{0}};
  Worker workers[N_THREADS];
  make_world(&world, 1, c->syntax, false);
  put_expected(&expected, c, &world);
  open_document(&document, c->syntax);
  for (unsigned i = 0; i < N_THREADS; ++i) {
    workers[i] = (Worker){
        .world = &world, .document = &document, .texts = texts, .number = i};
    assert_int_equal(
        pthread_create(&workers[i].thread, NULL, work, &workers[i]), 0);
  }
  for (unsigned i = 0; i < N_THREADS; ++i) {
    assert_int_equal(pthread_join(workers[i].thread, NULL), 0);
  }
  for (size_t i = 0; i < N_ROWS; ++i) {
    rhumb_sink_write(document.sink, rhumb_buf_str(&texts[i]));
    rhumb_buf_free(&texts[i]);
  }
  assert_same(finish_document(&document), rhumb_buf_str(&expected));
  close_document(&document);
  rhumb_buf_free(&expected);
  free_world(&world);
}

// Refusals ---------------------------------------------------------------

typedef struct {
  const char *name;
  const char *syntax;
  RhumbTerm graph, object;
} RefusedCase;

#define IRI(iri)                                               \
  {                                                            \
    .kind = RHUMB_TERM_IRI, .text = {(iri), sizeof(iri) - 1U } \
  }
#define O IRI("http://e/o")

// clang-format off
static RefusedCase refused_cases[] = {
    {"a graph in N-Triples", "ntriples", IRI("http://e/g"), O},
    {"a graph in Turtle", "turtle", IRI("http://e/g"), O},
    {"a graph of JSON-LD that is no IRI", "jsonld", IRI("http://e/ "), O},
    {"an object of JSON-LD that is no IRI", "jsonld", IRI("http://e/g"), IRI("http://e/ ")},
    {"a direction in JSON-LD", "jsonld", {0}, {.kind = RHUMB_TERM_LITERAL, .language = {"ar--rtl", 7}}},
};
// clang-format on

/// A page refuses what the sink does, with the same words; begun again, it is
/// as a new one
static void
test_refused(void **const state)
{
  static const RhumbLoc origin = {.line = 3, .column = 7};
  const RefusedCase *const c = (const RefusedCase *)*state;
  Reports reports = {0};
  const RhumbDiag diag = {keep_report, &reports};
  const RhumbTerm name = IRI("http://e/n");
  const RhumbTerm none = {0};
  const RhumbQuadView good = {&name, &name, &name, &none, &origin, 1};
  const RhumbQuadView bad = {&name, &name, &c->object, &c->graph, &origin, 1};
  Document document;
  open_document(&document, c->syntax);
  RhumbPage *const page = rhumb_page_new(document.sink);
  RhumbPage *const other = rhumb_page_new(document.sink);
  rhumb_page_begin(page);
  assert_int_equal(rhumb_page_put_quad(page, &good, &diag), RHUMB_OK);
  const RhumbStatus status = rhumb_page_put_quad(page, &bad, &diag);
  assert_int_not_equal(status, RHUMB_OK);
  rhumb_page_begin(page);
  assert_int_equal(rhumb_page_put_quad(page, &good, &diag), RHUMB_OK);
  rhumb_page_begin(other);
  assert_int_equal(rhumb_page_put_quad(other, &good, &diag), RHUMB_OK);
  assert_same(rhumb_page_end(page), rhumb_page_end(other));

  const RhumbQuad quad = quad_of(&bad);
  assert_int_equal(rhumb_sink_put(document.sink, &quad, &document.diag),
                   status);
  assert_string_equal(reports.text, document.reports.text);
  assert_memory_equal(reports.text, "3:7: error: ", 12);
  close_document(&document);
  rhumb_page_free(page); // Be it after the sink
  rhumb_page_free(other);
}

// Escapes ----------------------------------------------------------------

/// Append a line of N-Triples, of texts a character at a time
static void
put_slowly(RhumbBuf *const out, const RhumbStr text)
{
  RhumbBuf iri = {0};
  rhumb_buf_puts(out, "<http://e/n> <http://e/n> \"");
  for (size_t i = 0; i < text.len; ++i) {
    rhumb_term_put_escaped(out, rhumb_str_slice(text, i, i + 1));
  }
  rhumb_buf_puts(out, "\"^^<");
  for (size_t i = 0; i < text.len; ++i) {
    iri.len = 0;
    rhumb_term_put_iri(&iri, rhumb_str_slice(text, i, i + 1));
    rhumb_buf_put(out, rhumb_str_slice(rhumb_buf_str(&iri), 1, iri.len - 1));
  }
  rhumb_buf_puts(out, "> .\n");
  rhumb_buf_free(&iri);
}

/// Texts of any length, with one odd character anywhere
static void
test_escapes(void **const state)
{
  (void)state;
  enum { MOST = 35, N_ASCII = 128 };
  Document document;
  open_document(&document, "ntriples");
  RhumbPage *const page = rhumb_page_new(document.sink);
  const RhumbTerm name = IRI("http://e/n");
  const RhumbTerm none = {0};
  RhumbBuf expected = {0};
  for (size_t i = 0; i < (size_t)MOST * MOST * N_ASCII; ++i) {
    char text[MOST + 1] = "abcdefghijklmnopqrstuvwxyz012345678";
    const size_t len = 1 + (i / N_ASCII / MOST);
    const size_t at = i / N_ASCII % MOST;
    text[at] = (char)(i % N_ASCII);
    const RhumbStr odd = {text, len};
    const RhumbTerm literal = {
        .kind = RHUMB_TERM_LITERAL, .text = odd, .datatype = odd};
    const RhumbQuadView quad = {&name, &name, &literal, &none, NULL, 0};
    expected.len = 0;
    put_slowly(&expected, odd);
    rhumb_page_begin(page);
    assert_int_equal(rhumb_page_put_quad(page, &quad, &document.diag),
                     RHUMB_OK);
    assert_same(rhumb_page_end(page), rhumb_buf_str(&expected));
  }
  rhumb_buf_free(&expected);
  rhumb_page_free(page);
  close_document(&document);
}

// Which have pages -------------------------------------------------------

static void
test_has_pages(void **const state)
{
  (void)state;
  static const struct {
    const char *syntax;
    bool has_pages;
  } cases[] = {{"ntriples", true},
               {"nquads", true},
               {"turtle", true},
               {"trig", true},
               {"jsonld", true},
               {"rdfxml", false},
               {"rj", false}};
  for (size_t i = 0; i < RHUMB_COUNT(cases); ++i) {
    Document document;
    open_document(&document, cases[i].syntax);
    assert_int_equal(rhumb_sink_has_pages(document.sink), cases[i].has_pages);
    close_document(&document);
  }
}

int
main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_has_pages),
      cmocka_unit_test(test_escapes),
  };
  const char *const chosen = getenv("TMPDIR");
  (void)snprintf(path,
                 sizeof(path),
                 "%s/rhumb-page-%ld",
                 chosen && strlen(chosen) < 40 ? chosen : "/tmp",
                 (long)getpid());
  int failed = 0;
  RUN_TABLE("bytes", page_cases, test_bytes);
  RUN_TABLE("read back", read_cases, test_read);
  RUN_TABLE("threads", thread_cases, test_threads);
  RUN_TABLE("refused", refused_cases, test_refused);
  failed += cmocka_run_group_tests_name("pages", tests, NULL, NULL);
  return failed;
}

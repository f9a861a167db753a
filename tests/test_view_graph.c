// SPDX-License-Identifier: ISC

#include "support.h"
#include "view/graph_impl.h"

typedef struct {
  const char *name;
  const char *order; ///< Of the quads below, by number
  size_t links, terms, resources;
} OrderCase;

static const RhumbTerm terms[] = {
    {.kind = RHUMB_TERM_IRI, .text = {"http://e.org/a", 14}},
    {.kind = RHUMB_TERM_IRI, .text = {"http://e.org/p", 14}},
    {.kind = RHUMB_TERM_BLANK, .text = {"http://e.org/a", 14}},
    {.kind = RHUMB_TERM_LITERAL, .text = {"x", 1}},
    {.kind = RHUMB_TERM_LITERAL, .text = {"x", 1}, .language = {"en", 2}},
    {.kind = RHUMB_TERM_LITERAL, .text = {"x", 1}, .datatype = {"en", 2}},
    {.kind = RHUMB_TERM_LITERAL, .text = {"xe", 2}, .language = {"n", 1}},
    {.kind = RHUMB_TERM_LITERAL, .text = {"x\0y", 3}},
};

/// What each number stands for: subject, property, object, graph
static const unsigned char quads[][4] = {
    {0, 1, 2, 9},
    {0, 1, 3, 9},
    {0, 1, 4, 9},
    {2, 1, 5, 9},
    {2, 1, 6, 9},
    {2, 1, 7, 9},
    {0, 1, 2, 1},
};

// clang-format off
static OrderCase order_cases[] = {
  {"none",       "",              0, 0, 0},
  {"one",        "0",             1, 3, 3},
  {"in order",   "0123456",       7, 8, 3},
  {"backwards",  "6543210",       7, 8, 3},
  {"with duplicates", "0320126453102", 7, 8, 3},
};
// clang-format on

static RhumbTerm
term_at(const unsigned char number)
{
  return number < RHUMB_COUNT(terms) ? terms[number] : (RhumbTerm){0};
}

static void
put(RhumbGraph *const graph, const char number)
{
  const unsigned char *const q = quads[number - '0'];
  const RhumbQuad quad = {.subject = term_at(q[0]),
                          .predicate = term_at(q[1]),
                          .object = term_at(q[2]),
                          .graph = term_at(q[3])};
  assert_int_equal(rhumb_graph_put(graph, &quad), RHUMB_OK);
}

/// The whole index as bytes: equal graphs have equal ones
static void
put_index(RhumbBuf *const out, const RhumbIndex *const index)
{
  for (size_t i = 0; i < index->n_terms; ++i) {
    rhumb_term_put(out, &index->terms[i]);
    rhumb_buf_putc(out, '\n');
  }
  for (size_t i = 0; i < index->n_quads; ++i) {
    const RhumbRankedQuad *const l = &index->quads[i];
    rhumb_buf_format(out, "%u %u %u %u\n", l->s, l->p, l->o, l->g);
  }
}

static void
test_order(void **const state)
{
  const OrderCase *const c = (const OrderCase *)*state;
  RhumbGraph *const graph = rhumb_graph_new();
  RhumbGraph *const sorted = rhumb_graph_new();
  for (const char *q = c->order; *q; ++q) {
    put(graph, *q);
  }
  const RhumbIndex *const index = rhumb_graph_index(graph);
  assert_int_equal(index->n_quads, c->links);
  assert_int_equal(index->n_terms, c->terms);
  assert_int_equal(index->n_resources, c->resources);

  if (c->links == RHUMB_COUNT(quads)) {
    RhumbBuf text = {0};
    RhumbBuf other = {0};
    for (const char *q = "0123456"; *q; ++q) {
      put(sorted, *q);
      (void)rhumb_graph_index(sorted); // Also in between
    }
    put_index(&text, index);
    put_index(&other, rhumb_graph_index(sorted));
    assert_string_equal(rhumb_buf_cstr(&text), rhumb_buf_cstr(&other));
    rhumb_buf_free(&text);
    rhumb_buf_free(&other);
  }
  rhumb_graph_free(graph);
  rhumb_graph_free(sorted);
}

static void
test_find(void **const state)
{
  (void)state;
  RhumbGraph *const graph = rhumb_graph_new();
  for (const char *q = "0123456"; *q; ++q) {
    put(graph, *q);
  }
  const RhumbIndex *const index = rhumb_graph_index(graph);
  const uint32_t a = rhumb_index_iri(index, RHUMB_STR("http://e.org/a"));
  const uint32_t p = rhumb_index_iri(index, RHUMB_STR("http://e.org/p"));
  size_t count = 0;
  assert_int_equal(a, 0);
  assert_int_equal(p, 1);
  assert_int_equal(rhumb_index_iri(index, RHUMB_STR("http://e.org/b")),
                   RHUMB_NO_TERM);
  assert_non_null(rhumb_index_find(index, a, p, &count));
  assert_int_equal(count, 4);
  assert_null(rhumb_index_find(index, p, p, &count));
  assert_null(rhumb_index_find(index, a, RHUMB_NO_TERM, &count));
  assert_null(rhumb_index_find(index, RHUMB_NO_TERM, p, &count));
  assert_int_equal(count, 0);
  rhumb_graph_free(graph);
  rhumb_graph_free(NULL);
}

int
main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_find)};
  int failed = cmocka_run_group_tests_name("graph", tests, NULL, NULL);
  RUN_TABLE("order", order_cases, test_order);
  return failed;
}

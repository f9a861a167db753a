// SPDX-License-Identifier: ISC

/// @file page_support.h  Quads by chance, as pages get them.

#ifndef RHUMB_TESTS_PAGE_SUPPORT_H
#define RHUMB_TESTS_PAGE_SUPPORT_H

#include "base/list.h"
#include "sink/page.h"

#include <stdlib.h>

enum { N_ROWS = 200, N_POOL = 6 };

/// Quads row by row, whose terms stay where they are
typedef struct {
  RhumbArena arena;
  uint64_t chance;
  bool has_graphs;
  bool is_odd; ///< With what Raptor does not read, nor JSON-LD have
  RhumbTerm predicates[N_POOL], graphs[N_POOL];
  RHUMB_LIST(RhumbQuadView) quads;
} World;

static inline unsigned
below(World *const world, const unsigned most)
{
  world->chance = (world->chance * UINT64_C(6364136223846793005)) + 1442695041U;
  return (unsigned)((world->chance >> 33U) % most);
}

static inline RhumbTerm *
new_term(World *const world, const RhumbTerm term)
{
  RhumbTerm *const made = RHUMB_NEW(&world->arena, RhumbTerm, 1);
  *made = rhumb_term_copy(&world->arena, &term);
  return made;
}

static inline const RhumbTerm *
named(World *const world, const char *const start, const unsigned number)
{
  const RhumbStr text = rhumb_str_format(&world->arena, "%s%u", start, number);
  return new_term(world, rhumb_iri(text));
}

static inline RhumbTerm *
blank(World *const world, const char *const start, const uint64_t number)
{
  const RhumbStr label =
      rhumb_str_format(&world->arena, "%s%u", start, (unsigned)number);
  return new_term(world,
                  (RhumbTerm){.kind = RHUMB_TERM_BLANK,
                              .is_of_row = start[0] == 'o',
                              .text = label});
}

/// One of the pool, or its like at another address
static inline const RhumbTerm *
pooled(World *const world, const RhumbTerm *const pool)
{
  const RhumbTerm *const term = &pool[below(world, N_POOL)];
  return below(world, 4) ? term : new_term(world, *term);
}

static inline const RhumbTerm *
literal(World *const world)
{
  static const char *const texts[] = {
      "",
      "a",
      "abcd",
      "12",
      "a name of some length that has no end",
      "9 bytes..",
      "b\"c",
      "lines\nof\ntext, of which some are long",
      "tab\t",
      "back\\",
      "fifteen bytes\r.",
      "sixteen bytes...",
      "a control \x01",
      "\x7F",
      "é",
      "true",
      "seventeen bytes\\.",
  };
  static const char *const types[] = {"",
                                      "",
                                      "",
                                      RHUMB_XSD "integer",
                                      RHUMB_XSD "string",
                                      RHUMB_XSD "date",
                                      "http://e/type",
                                      "http://f/t"};
  static const char *const languages[] = {"en", "de-ch"};
  RhumbTerm term = {
      .kind = RHUMB_TERM_LITERAL,
      .text = rhumb_str(texts[below(world, RHUMB_COUNT(texts))]),
  };
  if (below(world, 4)) {
    term.datatype = rhumb_str(types[below(world, RHUMB_COUNT(types))]);
  } else {
    term.language = rhumb_str(languages[below(world, RHUMB_COUNT(languages))]);
  }
  RhumbTerm *const made = new_term(world, term);
  made->datatype = term.datatype; // The same address each time
  return made;
}

static inline const RhumbTerm *
odd_object(World *const world)
{
  RhumbTerm triple[3] = {*named(world, "http://e/s", below(world, 9)),
                         *pooled(world, world->predicates),
                         *literal(world)};
  switch (below(world, 3)) {
  case 0:
    return new_term(world,
                    (RhumbTerm){.kind = RHUMB_TERM_TRIPLE, .triple = triple});
  case 1:
    return named(world, "http://e/not an <IRI>, nor\n", below(world, 9));
  default:
    return new_term(world,
                    (RhumbTerm){.kind = RHUMB_TERM_LITERAL,
                                .text = RHUMB_STR("a"),
                                .language = RHUMB_STR("ar--rtl")});
  }
}

static inline const RhumbTerm *
object(World *const world, const uint64_t row)
{
  if (world->is_odd && !below(world, 5)) {
    return odd_object(world);
  }
  switch (below(world, 6)) {
  case 0:
    return named(world, "http://e/o", below(world, 9));
  case 1:
    return named(world, "http://f/a/place/that/is/far/away/", below(world, 9));
  case 2:
    return blank(world, "b", below(world, 9));
  case 3:
    return blank(world, "o", (row * 10) + below(world, 3));
  default:
    return literal(world);
  }
}

static inline void
put_quad_in(World *const world,
            const RhumbTerm *const subject,
            const RhumbTerm *const graph,
            const uint64_t row)
{
  const RhumbTerm *const predicate = pooled(world, world->predicates);
  RHUMB_PUSH(&world->quads,
             (RhumbQuadView){
                 subject, predicate, object(world, row), graph, NULL, row});
}

static inline const RhumbTerm *
subject_of(World *const world, const uint64_t row)
{
  switch (below(world, 6)) {
  case 0:
    return blank(world, "o", (row * 10) + below(world, 3));
  case 1:
    return blank(world, "b", below(world, 9));
  case 2:
    return named(world, "http://e/again", below(world, 2));
  default:
    return named(world, "http://e/s", (unsigned)row);
  }
}

static inline void
put_row(World *const world, const uint64_t row)
{
  const unsigned n_subjects = 1 + below(world, 3);
  const RhumbTerm *graph = pooled(world, world->graphs);
  for (unsigned s = 0; s < n_subjects; ++s) {
    const RhumbTerm *const subject = subject_of(world, row);
    const unsigned n_quads = 1 + below(world, 5);
    for (unsigned q = 0; q < n_quads; ++q) {
      graph = below(world, 6) ? graph : pooled(world, world->graphs);
      put_quad_in(world, subject, graph, row);
    }
  }
}

static inline void
make_world(World *const world,
           const unsigned seed,
           const char *const syntax,
           const bool is_odd)
{
  *world = (World){.chance = seed,
                   .has_graphs = rhumb_syntax_find(rhumb_str(syntax))->graphs,
                   .is_odd = is_odd};
  for (unsigned i = 0; i < N_POOL; ++i) {
    world->predicates[i] = i ? *named(world, "http://e/p", i)
                             : rhumb_iri(RHUMB_STR(RHUMB_RDF "type"));
    world->graphs[i] = i % 2 && world->has_graphs
                           ? *named(world, "http://e/g", i)
                           : (RhumbTerm){0};
  }
  for (uint64_t row = 1; row <= N_ROWS; ++row) {
    put_row(world, row);
  }
}

static inline void
free_world(World *const world)
{
  free(world->quads.items);
  rhumb_arena_free(&world->arena);
}

#endif // RHUMB_TESTS_PAGE_SUPPORT_H

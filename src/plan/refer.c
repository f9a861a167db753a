// SPDX-License-Identifier: ISC

/// @file refer.c  Which rows references to triples maps are of, and collections
/// that they cannot reach, or that triples about triples cannot have; and maps
/// that nothing but themselves quotes.

#include "plan/plan_impl.h"

#include "model/normal.h"

bool
rhumb_is_same_row(const RhumbObjectMap *const object,
                  const RhumbSourceSpec *const spec)
{
  return !object->n_joins && !object->condition &&
         rhumb_source_equal(object->parent->source, spec);
}

/// True if pairs, or what is said of their triples, name graphs
static bool
are_in_graphs( // NOLINT(misc-no-recursion): by depth
    const RhumbPredicateObjectMap *const pairs,
    const size_t n_pairs)
{
  bool found = false;
  for (size_t i = 0; !found && i < n_pairs; ++i) {
    const RhumbAnnotation *const annotation = pairs[i].annotation;
    found =
        pairs[i].graphs.count > 0 ||
        (annotation && are_in_graphs(annotation->pairs, annotation->n_pairs));
  }
  return found;
}

static bool
is_in_graphs(const RhumbTriplesMap *const map)
{
  return map->graphs.count > 0 || are_in_graphs(map->pairs, map->n_pairs);
}

/// Return why `map` cannot refer to the subjects of `parent`, which are
/// collections, or NULL: it can
static const char *
why_no_reference(const RhumbTriplesMap *const map,
                 const RhumbTriplesMap *const parent,
                 const bool is_joined)
{
  const bool is_named = parent->subject.type != RHUMB_TYPE_BLANK;
  return is_joined && !is_named
             ? "are collections without an IRI, which no join finds again; "
               "name them with a value"
         : !is_named && (is_in_graphs(map) || is_in_graphs(parent))
             ? "are collections without an IRI, which are other nodes in each "
               "graph; name them with a value"
             : NULL;
}

/// Check what `object` refers to, and what its members do
static void
check_reference(RhumbCompiler *const compiler,
                const RhumbTriplesMap *const map,
                const RhumbObjectMap *const object)
{
  const RhumbTriplesMap *const parent = object->parent;
  const RhumbGather *const gather = object->term.gather;
  for (size_t i = 0; gather && i < gather->n_items; ++i) {
    check_reference(compiler, map, &gather->items[i]);
  }
  if (!parent || !parent->subject.gather) {
    return;
  }
  const char *const why =
      why_no_reference(map, parent, !rhumb_is_same_row(object, map->source));
  if (why) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    object->term.loc,
                    "the subjects of \"%.*s\" %s",
                    RHUMB_FMT(parent->name),
                    why);
  }
}

/// Check what pairs refer to, and what is said of their triples does
static void
check_references( // NOLINT(misc-no-recursion): by depth
    RhumbCompiler *const compiler,
    const RhumbTriplesMap *const map,
    const RhumbPredicateObjectMap *const pairs,
    const size_t n_pairs)
{
  for (size_t i = 0; i < n_pairs; ++i) {
    const RhumbAnnotation *const annotation = pairs[i].annotation;
    for (size_t o = 0; o < pairs[i].n_objects; ++o) {
      check_reference(compiler, map, &pairs[i].objects[o]);
    }
    if (annotation) {
      check_references(compiler, map, annotation->pairs, annotation->n_pairs);
    }
  }
}

void
rhumb_compile_check_gathers(RhumbCompiler *const compiler,
                            const RhumbTriplesMap *const map)
{
  const RhumbObjectMap subject = {.term = map->subject};
  check_reference(compiler, map, &subject);
  check_references(compiler, map, map->pairs, map->n_pairs);
}

// Triples that are quoted
// ------------------------------------------------------

/// True if the objects of `pair` are of triples that are annotated, or reify
/// others
static bool
is_of_triples(const RhumbPredicateObjectMap *const pair)
{
  bool found = pair->annotation != NULL;
  for (size_t i = 0; !found && i < pair->n_objects; ++i) {
    found = pair->objects[i].is_quoted;
  }
  return found;
}

static bool
has_gathers(const RhumbTriplesMap *const map)
{
  bool found = map->subject.gather != NULL;
  for (size_t i = 0; !found && i < map->n_pairs; ++i) {
    const RhumbPredicateObjectMap *const pair = &map->pairs[i];
    for (size_t o = 0; !found && o < pair->n_objects; ++o) {
      found = pair->objects[o].term.gather != NULL;
    }
  }
  return found;
}

/// Refuse a collection made in triples that are annotated or quote others: its
/// members are written with triples that are neither
static void
refuse_gather(RhumbCompiler *const compiler, const RhumbTermMap *const term)
{
  if (term->gather) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    term->gather->loc,
                    "nothing can be gathered in triples that are annotated, or "
                    "quote others; gather it in a mapping of its own, and "
                    "refer to its subjects");
  }
}

/// Note what is quoted, and refuse to quote the triples of a mapping that
/// gathers
static void
check_quoted(RhumbCompiler *const compiler, const RhumbObjectMap *const object)
{
  if (object->is_quoted && object->parent->is_silent) {
    const RhumbQuotes quoting = {
        compiler->map, rhumb_mapping_number(compiler->mapping, object->parent)};
    RHUMB_PUSH_IN(compiler->arena, &compiler->quotings, quoting);
  }
  if (object->is_quoted && has_gathers(object->parent)) {
    RHUMB_PLAN_FAIL(compiler,
                    RHUMB_ERR_UNSUPPORTED,
                    object->term.loc,
                    "\"%.*s\" gathers, and cannot be quoted; gather it in a "
                    "mapping of its own, and refer to its subjects",
                    RHUMB_FMT(object->parent->name));
  }
}

/// Check pairs, and what is said of their triples
/// @param is_quoting Their subjects are quoted triples.
static void
check_pairs(RhumbCompiler *const compiler,
            const RhumbPredicateObjectMap *const pairs,
            const size_t n_pairs,
            const bool is_quoting)
{
  for (size_t i = 0; i < n_pairs; ++i) {
    const RhumbAnnotation *const annotation = pairs[i].annotation;
    const bool is_refused = is_quoting || is_of_triples(&pairs[i]);
    for (size_t o = 0; o < pairs[i].n_objects; ++o) {
      check_quoted(compiler, &pairs[i].objects[o]);
      if (is_refused) {
        refuse_gather(compiler, &pairs[i].objects[o].term);
      }
    }
    if (annotation) {
      check_pairs(compiler, annotation->pairs, annotation->n_pairs, false);
    }
  }
}

void
rhumb_compile_check_quoting(RhumbCompiler *const compiler,
                            const RhumbTriplesMap *const map)
{
  bool is_refused = false;
  for (size_t i = 0; i < map->n_pairs; ++i) {
    is_refused |= is_of_triples(&map->pairs[i]);
  }
  if (is_refused) {
    refuse_gather(compiler, &map->subject);
  }
  if (map->quoted) {
    check_quoted(compiler, map->quoted);
  }
  check_pairs(compiler, map->pairs, map->n_pairs, map->quoted != NULL);
}

/// Mark what is quoted by maps that are marked, and so on
static void
mark_quoted(const RhumbCompiler *const compiler, bool *const are_made)
{
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < compiler->quotings.count; ++i) {
      const RhumbQuotes *const quoting = &compiler->quotings.items[i];
      more |= are_made[quoting->by] && !are_made[quoting->quoted];
      are_made[quoting->quoted] |= are_made[quoting->by];
    }
  }
}

/// Return a map that quotes itself, through others or not, from which those go
/// that quote `map`: from back to back, as many as there are, all go round
static size_t
find_loop(const RhumbCompiler *const compiler,
          const bool *const are_made,
          size_t map)
{
  const size_t n_maps = compiler->mapping->n_maps;
  size_t *const quoting = RHUMB_NEW(compiler->arena, size_t, n_maps);
  for (size_t i = 0; i < n_maps; ++i) {
    quoting[i] = i;
  }
  for (size_t i = 0; i < compiler->quotings.count; ++i) {
    const RhumbQuotes *const one = &compiler->quotings.items[i];
    if (!are_made[one->by]) {
      quoting[one->quoted] = one->by;
    }
  }
  for (size_t i = 0; i < n_maps; ++i) {
    map = quoting[map];
  }
  return map;
}

void
rhumb_compile_check_loops(RhumbCompiler *const compiler)
{
  const RhumbMapping *const mapping = compiler->mapping;
  bool *const are_made = RHUMB_NEW(compiler->arena, bool, mapping->n_maps);
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    are_made[i] = !mapping->maps[i]->is_silent;
  }
  mark_quoted(compiler, are_made);
  for (size_t i = 0; i < mapping->n_maps; ++i) {
    if (!are_made[i]) {
      const size_t loop = find_loop(compiler, are_made, i);
      RHUMB_PLAN_FAIL(compiler,
                      RHUMB_ERR_SYNTAX,
                      mapping->maps[loop]->loc,
                      "the mapping \"%.*s\" quotes itself, and is not "
                      "asserted: none of its triples would be made",
                      RHUMB_FMT(mapping->maps[loop]->name));
      are_made[loop] = true;
      mark_quoted(compiler, are_made);
    }
  }
}
